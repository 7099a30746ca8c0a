"""The period report as JSON (a contract), CSV and table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.codes import Channel, JudgeBy
from motcua_tui.domain.ledger import Cell, Judgement, Ledger, Origin, Status
from motcua_tui.domain.numbers import NumberStyle
from motcua_tui.domain.periods import Period
from motcua_tui.domain.profiles import ProfileName, profile
from motcua_tui.domain.text import cells
from motcua_tui.reports.as_csv import plain_cell, to_csv
from motcua_tui.reports.as_json import to_json
from motcua_tui.reports.as_table import to_text
from motcua_tui.reports.model import DataWarning, PeriodReport, ReportRow
from motcua_tui.reports.notes import warning_note
from motcua_tui.reports.sections import sections

PERIOD = Period(date(2023, 1, 1), date(2023, 10, 31))
LONG_NAME = "Quy hoạch xây dựng, kiến trúc và phát triển đô thị, nông thôn trên địa bàn tỉnh"
GRANTED, PENDING, REFUSED = Status.GRANTED, Status.PENDING, Status.REFUSED
EARLY, ON_TIME, LATE = Judgement.EARLY, Judgement.ON_TIME, Judgement.LATE
NEW = Origin.NEW

CELLS = (
    (Cell(1, Channel.ONLINE_FULL, NEW, GRANTED, EARLY), 731),
    (Cell(1, Channel.DIRECT, Origin.CARRIED_OVER, GRANTED, EARLY), 35),
    (Cell(2, Channel.POST, NEW, GRANTED, ON_TIME), 1),
    (Cell(2, Channel.DIRECT, NEW, GRANTED, LATE, re_dated=True), 6),
    (Cell(2, Channel.DIRECT, Origin.CARRIED_OVER, PENDING, Judgement.IN_TIME, due_on_last_day=True), 6),
    (Cell(1, Channel.DIRECT, NEW, PENDING, Judgement.IN_TIME), 50),
    (Cell(1, Channel.ONLINE_PARTIAL, NEW, REFUSED, EARLY), 32),
    (Cell(1, Channel.ONLINE_PARTIAL, NEW, PENDING, Judgement.IN_TIME, waiting=True), 20),
)


def report(
    name: ProfileName = ProfileName.SEPARATE,
    counted: Sequence[tuple[Cell, int]] = CELLS,
    names: Sequence[str] = ("Hoạt động xây dựng", LONG_NAME),
    by: str = "field",
) -> PeriodReport:
    rules = profile(name)
    ledger = Ledger(PERIOD, counted)
    return PeriodReport(
        period=PERIOD,
        label="",
        profile=name,
        judge_by=JudgeBy.LAWFUL_DUE,
        as_on_time=False,
        total=rules.summarise(ledger),
        rows=tuple(
            ReportRow(key, rules.summarise(ledger, frozenset({n}))) for n, key in enumerate(names, start=1)
        ),
        by=by,
        warnings=(DataWarning("finish_before_acceptance", ("H48-230103-0001", "H48-230103-0002")),),
        numbers=NumberStyle(),
        agency="Sở Xây dựng",
        desk="Trung tâm Phục vụ hành chính công",
    )


def without_rows(made: PeriodReport) -> PeriodReport:
    return replace(made, rows=(), by=None)


# JSON


def test_to_json_when_separate_then_the_contract() -> None:
    found = json.loads(json.dumps(to_json(report())))
    expected = {
        "period": {"from": "2023-01-01", "to": "2023-10-30"},
        "profile": "separate",
        "judge_by": "lawful_due",
        "received": {
            "total": 881,
            "online_full": 731,
            "online_partial": 52,
            "post": 1,
            "direct": 56,
            "new": 840,
            "carried_over": 41,
        },
        "finished": {
            "total": 773,
            "early": 766,
            "on_time": 1,
            "late": 6,
            "refused": 0,
            "stopped": 0,
            "closed": 0,
            "no_due": 0,
            "re_dated": 6,
        },
        "pending": {
            "total": 56,
            "in_time": 56,
            "overdue": 0,
            "no_due": 0,
            "due_on_last_day": 6,
            "awaiting_supplement": 0,
        },
        "outside": {"refused": 32, "stopped": 0, "closed": 0, "awaiting_supplement": 20},
        "residue": 0,
        "rates": {"on_time": "99.22"},
        "warnings": [{"kind": "finish_before_acceptance", "codes": ["H48-230103-0001", "H48-230103-0002"]}],
    }
    assert {key: found[key] for key in expected} == expected
    assert found["ratios"] == {"on_time": {"n": 767, "of": 773}}


def test_to_json_when_there_are_rows_then_each_has_the_same_figures() -> None:
    found = to_json(report())
    rows = found["rows"]
    assert isinstance(rows, list)
    assert [row["key"] for row in rows] == ["Hoạt động xây dựng", LONG_NAME]
    for part in ("received", "finished", "pending", "outside"):
        assert all(row[part].keys() == found[part].keys() for row in rows)  # type: ignore[attr-defined]  # JSON
    assert rows[0]["received"]["total"] + rows[1]["received"]["total"] == 881
    assert [row["rates"]["on_time"] for row in rows] == ["100.00", "14.29"]


def test_to_json_when_nothing_was_finished_then_the_rate_is_null() -> None:
    assert to_json(report(counted=()))["rates"] == {"on_time": None}


# CSV


def read_csv(made: PeriodReport) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    to_csv(made, out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def test_to_csv_when_by_field_then_a_line_a_row_and_the_total() -> None:
    lines = read_csv(report())
    assert [line["Lĩnh vực"] for line in lines] == ["Hoạt động xây dựng", LONG_NAME, "Cộng"]
    total = lines[-1]
    assert (total["Tổng số tiếp nhận"], total["Trực tuyến toàn trình"]) == ("881", "731")
    assert (total["Giải quyết trước hạn"], total["Giải quyết quá hạn"]) == ("766", "6")
    assert (total["Tính riêng: từ chối giải quyết"], total["Chênh lệch"]) == ("32", "0")
    assert (total["Tử số tỷ lệ đúng hạn"], total["Mẫu số tỷ lệ đúng hạn"]) == ("767", "773")
    assert total["Tỷ lệ đúng hạn"] == "99,22%"
    assert (total["Từ ngày"], total["Đến ngày"]) == ("2023-01-01", "2023-10-30")
    assert (total["Cách tính"], total["Xét theo"]) == ("separate", "lawful_due")


@pytest.mark.parametrize("name", ProfileName)
def test_to_csv_when_any_profile_then_every_figure_has_a_heading_and_a_cell(name: ProfileName) -> None:
    out = io.StringIO(newline="")
    to_csv(report(name), out)
    lines = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert len(lines) == 4
    assert {len(line) for line in lines} == {1 + 26 + 4 + 4}
    assert len(set(lines[0])) == len(lines[0])


def test_to_csv_when_there_are_no_rows_then_the_total_alone() -> None:
    (only,) = read_csv(without_rows(report()))
    assert only["Toàn cơ quan"] == "Cộng"


def test_to_csv_when_by_channel_then_the_rows_are_named() -> None:
    lines = read_csv(report(names=["online_full", "direct"], by="channel"))
    assert [line["Hình thức nộp"] for line in lines] == ["Trực tuyến toàn trình", "Trực tiếp", "Cộng"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_to_csv_when_a_name_looks_like_a_formula_then_it_is_text(start: str) -> None:
    name = f"{start}HYPERLINK(A1)"
    assert read_csv(report(names=[name]))[0]["Lĩnh vực"] == f"'{name}"


@given(st.text())
def test_plain_cell_when_any_text_then_never_a_formula_and_nothing_lost(text: str) -> None:
    cell = plain_cell(text)
    assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert cell in (text, f"'{text}")


# table


def test_to_text_when_eighty_columns_then_every_figure_and_the_notes_under_it() -> None:
    text = to_text(report(), 80)
    lines = text.splitlines()
    assert lines[0] == "Sở Xây dựng · Trung tâm Phục vụ hành chính công · 01/01/2023–30/10/2023"
    totals = [line.split() for line in lines if line.startswith("Cộng")]
    assert totals == [
        ["Cộng", "731", "52", "1", "56", "41", "881", "766", "1", "6", "773"],
        ["Cộng", "56", "0", "56", "32", "0", "0", "20"],
    ]
    flowing = " ".join(line.strip() for line in lines)
    assert (
        "Cách tính separate: từ chối, dừng, đóng và chờ bổ sung tính riêng; xét theo hạn giải quyết."
        in flowing
    )
    assert "Tỷ lệ đúng hạn: 767/773 = 99,22%" in flowing
    assert "tiếp nhận 881 = đã giải quyết 773 + đang giải quyết 56 + tính riêng 52; chênh lệch 0." in flowing
    assert "Trong đó: đã hẹn lại 6; đến hạn ngày cuối kỳ 6." in flowing
    assert lines[-1] == "! có kết quả trước ngày tiếp nhận: 2 hồ sơ (H48-230103-0001, H48-230103-0002)"


def test_to_text_when_wide_enough_then_one_table() -> None:
    totals = [line for line in to_text(report(), 140).splitlines() if line.startswith("Cộng")]
    assert len(totals) == 1
    assert totals[0].split()[1:] == [
        *("731", "52", "1", "56", "41", "881"),
        *("766", "1", "6", "773"),
        *("56", "0", "56"),
        *("32", "0", "0", "20"),
    ]


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        (ProfileName.FORM_07A, [731, 52, 1, 56, 41, 881, 798, 1, 6, 805, 76, 0, 76]),
        (ProfileName.FORM_06A, [783, 57, 41, 881, 798, 1, 6, 805, 76, 0, 76]),
        (ProfileName.FORM_07A_2017, [840, 41, 881, 799, 6, 805, 76, 0, 76]),
        (ProfileName.GIA_LAI, [731, 52, 1, 56, 41, 881, 799, 0, 6, 805, 76, 0, 76]),
        (ProfileName.QD_766, [731, 52, 1, 56, 41, 881, 798, 1, 6, 805, 76, 0, 76]),
    ],
)
def test_to_text_when_whole_desk_then_the_columns_of_the_form(name: ProfileName, figures: list[int]) -> None:
    made = without_rows(report(name))
    (total,) = (line for line in to_text(made, 80).splitlines() if line.startswith("Cộng"))
    assert [int(n) for n in total.split()[1:]] == figures


@pytest.mark.parametrize("name", ProfileName)
@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("times", [1, 1000])
def test_to_text_when_names_are_long_or_wide_then_no_line_is_wider(
    name: ProfileName, width: int, times: int
) -> None:
    counted = [(cell, n * times) for cell, n in CELLS]
    codes = tuple(f"H48-230103-{n:04}" for n in range(40))
    made = replace(
        report(name, counted, names=["建設活動" * 20, LONG_NAME * 3]),
        agency="Sở Xây dựng " * 9,
        warnings=(DataWarning("no_due", codes),),
        label="Mười tháng",
        as_on_time=True,
    )
    text = to_text(made, width)
    assert max(cells(line) for line in text.splitlines()) <= width
    assert all(line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("name", ProfileName)
def test_sections_when_a_form_has_parts_and_a_total_then_they_agree(name: ProfileName) -> None:
    total = report(name).total
    for section in sections(name)[:3]:
        *parts, whole = (column.count(total) for column in section.columns)
        assert (section.columns[-1].title, whole) == ("cộng", sum(parts))


def test_sections_when_separate_then_what_stands_apart_has_its_own() -> None:
    (apart,) = sections(ProfileName.SEPARATE)[3:]
    assert [column.title for column in apart.columns] == ["từ chối", "dừng", "đóng", "chờ bổ sung"]


def test_to_text_when_there_is_a_label_then_the_dates_beside_it() -> None:
    made = replace(report(), label="Mười tháng", desk="")
    assert to_text(made, 80).startswith("Sở Xây dựng · Mười tháng (01/01/2023–30/10/2023)\n")


@pytest.mark.parametrize(("name", "said"), [(ProfileName.FORM_07A, True), (ProfileName.SEPARATE, False)])
def test_to_text_when_others_count_as_on_time_then_said_where_it_matters(
    name: ProfileName, said: bool
) -> None:
    made = replace(report(name), as_on_time=True, judge_by=JudgeBy.PROMISED)
    flowing = " ".join(line.strip() for line in to_text(made, 80).splitlines())
    assert ("từ chối, dừng và đóng tính là đúng hạn" in flowing) is said
    assert "xét theo ngày hẹn lại, nếu có" in flowing


def test_to_text_when_nothing_was_counted_then_no_rate_and_no_warning() -> None:
    made = replace(report(ProfileName.FORM_07A, counted=()), warnings=())
    text = to_text(made, 80)
    assert "Tỷ lệ đúng hạn: 0/0 = –" in text
    assert "Trong đó: đã hẹn lại 0." in text
    assert text.endswith("Không có hồ sơ lỗi số liệu.")


@pytest.mark.parametrize("by", ["field", "procedure", "channel", "department", "officer", "month", "agency"])
def test_to_text_when_grouped_then_the_rows_have_a_heading(by: str) -> None:
    names = ["online_full", "direct"] if by == "channel" else ["2023-01", "2023-02"]
    lines = to_text(report(names=names, by=by), 140).splitlines()
    heading = next(line for line in lines if "trình" in line)
    assert not heading.startswith(" ")


def test_warning_note_when_the_kind_is_unknown_then_the_kind_itself() -> None:
    assert warning_note("something_else") == "something_else"
