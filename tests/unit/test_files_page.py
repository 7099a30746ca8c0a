"""The HTML page: whole, escaped, readable without pictures, script or network."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser

import pytest
from tests.nasty_texts import NASTY
from tests.unit.test_files_statistics import PRINTING, report

from motcua_tui.domain.codes import Channel, JudgeBy
from motcua_tui.domain.ledger import Cell, Judgement, Origin, Status
from motcua_tui.domain.measures import QD_766, Count, Measures, ProcedureTime, ProcessingTime
from motcua_tui.domain.numbers import NumberStyle
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.domain.text import clean
from motcua_tui.reports.files.page import Late, LateLine, to_html
from motcua_tui.reports.files.page_measures import Beside
from motcua_tui.reports.model import PeriodReport, ReportRow

NO_LATE = Late((), 0, named=False)
LINE = LateLine(
    "H48-1", "Cấp phép", "Nhà ở", date(2026, 9, 1), date(2026, 9, 4), "Hồ sơ khai thiếu", "Trần An"
)
COUNTED = [
    (Cell(1, Channel.ONLINE_FULL, Origin.NEW, Status.GRANTED, Judgement.EARLY), 1200),
    (Cell(1, Channel.DIRECT, Origin.NEW, Status.GRANTED, Judgement.ON_TIME), 300),
    (Cell(2, Channel.DIRECT, Origin.CARRIED_OVER, Status.GRANTED, Judgement.LATE), 2),
    (Cell(2, Channel.POST, Origin.NEW, Status.PENDING, Judgement.OVERDUE), 5),
]
VOID = {"meta", "br", "rect", "line", "polyline"}


class Page(HTMLParser):
    """What a reader without eyes gets: the tags in order, the tables, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[list[list[str]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self._open.append(tag)
        match tag:
            case "table":
                self.tables.append([])
            case "tr":
                self.tables[-1].append([])
            case "th" | "td":
                self.tables[-1][-1].append("")

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, text: str) -> None:
        if "style" in self._open:
            return
        self.text += text
        if "td" in self._open or ("th" in self._open and "table" in self._open):
            self.tables[-1][-1][-1] += text.strip()


def made(late: Late = NO_LATE, names: tuple[str, ...] = (), **changes: object) -> str:
    found = report(COUNTED, ProfileName.FORM_07A)
    if names:
        rows = tuple(ReportRow(name, row.summary) for name, row in zip(names, found.rows, strict=False))
        found = replace(found, rows=rows)
    months = [ReportRow("2026-08", found.total), ReportRow("2026-09", found.rows[0].summary)]
    return to_html(replace(found, **changes), months, late, PRINTING)  # type: ignore[arg-type]  # fields by name


def test_page_when_read_then_the_figures_are_text() -> None:
    page = Page(made())
    for text in ("Sở Xây dựng", "Kỳ báo cáo: Quý III/2026", "Từ ngày 15/06/2026", "1.507", "1.502", "99,87%"):
        assert text in page.text
    assert "1.500/1.502 hồ sơ" in page.text
    assert "Cách tính 07a: biểu 07a/BTP/KSTT" in page.text
    figures = page.tables[0]
    assert figures[2] == ["Lĩnh vực 1", "1.500", "0", "1.500", "1.200", "300", "0", "1.500", "0", "0", "0"]
    assert figures[-1] == ["Tổng số", "1.505", "2", "1.507", "1.200", "300", "2", "1.502", "0", "5", "5"]


def test_page_when_bars_are_drawn_then_their_figures_stand_beside_them() -> None:
    page = Page(made())
    by_field, by_month = page.tables[1], page.tables[2]
    assert by_field[1] == ["Lĩnh vực 1", "", "1.200(80,00%)", "300(20,00%)", "0(0,00%)"]
    assert by_field[3] == ["Lĩnh vực 3", "", "0(–)", "0(–)", "0(–)"]
    assert [row[0] for row in by_month] == ["Tháng", "08/2026", "09/2026"]
    assert page.tables[3][1:] == [["08/2026", "1.505", "1.502"], ["09/2026", "1.500", "1.500"]]
    widths = [float(a["width"] or 0) for tag, a in page.tags if tag == "rect" and a["class"] == "early"]
    assert 80.0 in widths


def test_page_when_it_is_one_month_then_there_is_no_trend() -> None:
    found = report([], ProfileName.FORM_07A)
    html = to_html(found, [ReportRow("2026-09", found.total)], NO_LATE, PRINTING)
    assert "Diễn biến theo tháng" not in html
    assert "không có hồ sơ" in Page(html).text


def test_page_when_made_then_it_needs_nothing_from_elsewhere() -> None:
    page = Page(made(Late((LINE,), 1, named=False)))
    names = {tag for tag, _attributes in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "form", "a"}
    for _tag, attributes in page.tags:
        assert not attributes.keys() & {"src", "href", "onclick", "onload", "style"}
    assert "url(" not in made()
    assert "@import" not in made()


def test_page_when_heard_then_language_headings_scopes_and_captions() -> None:
    page = Page(made(Late((LINE,), 1, named=False)))
    assert ("html", {"lang": "vi"}) in page.tags
    levels = [tag for tag, _attributes in page.tags if tag in ("h1", "h2", "h3")]
    assert levels == ["h1", *["h2"] * 6]
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    tags = [tag for tag, _attributes in page.tags]
    assert tags.count("caption") == tags.count("table") == len(page.tables)
    assert all(attributes.get("aria-hidden") == "true" for tag, attributes in page.tags if tag == "svg")
    ids = [attributes["id"] for _tag, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_page_when_names_were_not_asked_for_then_nobody_is_named() -> None:
    unnamed, named = made(Late((LINE,), 1, named=False)), made(Late((LINE,), 1, named=True))
    assert "Trần An" not in unnamed
    assert "Người nộp" not in unnamed
    table = Page(named).tables[-1]
    assert table[1] == [
        "1",
        "H48-1",
        "Trần An",
        "Cấp phép",
        "Nhà ở",
        "01/09/2026",
        "04/09/2026",
        "Hồ sơ khai thiếu",
    ]


def test_page_when_dossiers_are_overdue_or_cut_then_it_says_so() -> None:
    line = replace(LINE, finished_on=None, due_on=None, cause="")
    page = Page(made(Late((line,), 7, named=False)))
    assert page.tables[-1][1] == ["1", "H48-1", "Cấp phép", "Nhà ở", "–", "đang quá hạn", "chưa ghi"]
    assert "1 hồ sơ đầu trong tổng số 7 hồ sơ" in page.text
    assert "Không có hồ sơ quá hạn." in Page(made()).text


@pytest.mark.parametrize("text", [text for text in map(clean, NASTY) if text])
def test_page_when_texts_are_nasty_then_they_are_only_text(text: str) -> None:
    late = Late((LateLine(text, text, text, None, None, text, text),), 1, named=True)
    page = Page(made(late, (text, "b", "c"), agency=text))
    assert page.tables[-1][1][1] == text.strip()
    assert page.tables[0][2][0] == text.strip()
    assert [tag for tag, _attributes in page.tags] == [
        tag for tag, _attributes in Page(made(Late((LINE,), 1, named=True))).tags
    ]


def test_page_when_the_profile_sets_apart_then_that_has_columns() -> None:
    found: PeriodReport = report(
        [(Cell(1, Channel.DIRECT, Origin.NEW, Status.STOPPED, Judgement.EARLY), 4)], ProfileName.SEPARATE
    )
    page = Page(to_html(found, [], NO_LATE, replace(PRINTING, place="", preparer="")))
    assert page.tables[0][-1][-4:] == ["0", "4", "0", "0"]
    assert "……………, ngày 20 tháng 09 năm 2026" in page.text


TIME = ProcessingTime(3, Fraction(7, 2), Fraction(3), 9)
COUNTS = dict.fromkeys(Count, 0) | {Count.WITHIN_DUE: 9, Count.ALL: 10, Count.POST: 1, Count.RECEIVED: 8}


def with_measures(causes: tuple[tuple[str, int], ...] = (), time: ProcessingTime | None = TIME) -> Page:
    found = report(COUNTED, ProfileName.FORM_07A)
    procedures = (ProcedureTime("1.01", "Cấp <phép>", time),) if time else ()
    measures = Measures(found.period, JudgeBy.LAWFUL_DUE, COUNTS, time, procedures, causes)
    other = replace(found, label="Quý II/2026")
    late = Late((LINE,), 1, named=False)
    return Page(to_html(found, (), late, PRINTING, Beside((other,), measures, QD_766)))


def table(page: Page, heading: str) -> list[list[str]]:
    return next(found for found in page.tables if heading in found[0])


def test_page_when_there_is_another_period_then_it_stands_beside_the_figures() -> None:
    page = with_measures()
    assert "So với Quý II/2026 (15/06/2026–14/09/2026)" in page.text
    compared = table(page, "Kỳ so sánh")
    assert ["Đã giải quyết", "1.502", "1.502", "0"] in compared
    assert compared[-1] == ["Tỷ lệ đúng hạn", "99,87%", "99,87%", "0,00 điểm %"]


def test_page_when_measured_then_rates_times_and_scores_are_tables() -> None:
    page = with_measures((("Khai thiếu", 2), ("", 1)))
    assert ["Nộp qua bưu chính công ích", "1", "8", "12,50%"] in table(page, "Nội dung")
    assert table(page, "Trung vị")[1:] == [
        ["Tất cả thủ tục", "3", "3,50", "3,00", "9"],
        ["Cấp <phép>", "3", "3,50", "3,00", "9"],
    ]
    assert ["2.1 Tỷ lệ hồ sơ giải quyết đúng hạn", "9", "10", "90,00%", "18,00/20"] in table(page, "Điểm")
    assert table(page, "Số hồ sơ") == [
        ["Nguyên nhân", "Số hồ sơ"],
        ["Khai thiếu", "2"],
        ["Chưa ghi nguyên nhân", "1"],
    ]


def test_page_when_no_result_came_then_there_are_no_processing_times() -> None:
    assert "Trung vị" not in with_measures(time=None).text


def test_page_when_the_office_writes_a_decimal_dot_then_so_everywhere() -> None:
    page = Page(made(numbers=NumberStyle(1, dot=True)))
    assert "99.9%" in page.text
    assert "1,507" in page.text
    assert "1.507" not in page.text
