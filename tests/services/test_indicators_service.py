"""The indicators of a period: filled from the record, typed, held against the period before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.services.desks import at, particulars

from motcua_tui import bootstrap
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel, ProcedureMark
from motcua_tui.domain.indicators import Form
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.periods import Preset, ReportingPeriod
from motcua_tui.domain.petitions import Petition
from motcua_tui.errors import FileError, InputError, NotFoundError
from motcua_tui.services import browse, catalogue_changes, indicators, petitions, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.indicator_files import read_table, save_csv, to_csv
from motcua_tui.services.maintenance import SAMPLE_TODAY, copy_sample

NOVEMBER = ReportingPeriod.free(date(2026, 11, 1), date(2026, 11, 30))
IN_2024 = ReportingPeriod.free(date(2024, 1, 1), date(2024, 11, 30))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    copy_sample(path)
    opened = bootstrap.open_desk(str(path), SAMPLE_TODAY)
    yield opened
    opened.database.close()


def texts(desk: Desk, form: Form, *codes: str, of: ReportingPeriod = NOVEMBER) -> list[str]:
    found = indicators.sheet(desk, form, of)
    return [found[code].text for code in codes]


def test_sheet_when_the_sample_of_2024_then_the_figures_of_that_report(sample: Desk) -> None:
    assert texts(sample, Form.BM3, "3.1", "3.1.1", "3.1.2", of=IN_2024) == ["100%", "1.192", "1.192"]
    assert texts(sample, Form.BM7, "6.7", "6.7.1", "6.7.2", of=IN_2024) == ["76,70%", "983", "754"]


@pytest.mark.parametrize("form", [Form.BM3, Form.BM7])
def test_behind_when_a_figure_is_computed_then_as_many_as_it_says(sample: Desk, form: Form) -> None:
    found = indicators.sheet(sample, form, IN_2024)
    computed = [row for row in found.rows if row.recorded is not None]
    assert len(computed) > 5
    for row in computed:
        evidence = indicators.behind(sample, IN_2024, row.indicator)
        listed = browse.count(sample, evidence.dossiers) if evidence.dossiers else len(evidence.lines)
        assert listed == row.recorded, row.indicator.id


def test_behind_when_a_row_is_typed_then_nothing_stands_behind_it(small_desk: Desk) -> None:
    with pytest.raises(InputError, match=r"bm1\.1"):
        indicators.behind(small_desk, NOVEMBER, indicators.indicator("bm1.1"))


def test_sheet_when_versions_begin_and_end_then_new_and_replaced_procedures(small_desk: Desk) -> None:
    catalogue_changes.add(
        small_desk,
        ProcedureVersion(
            code="9.1", name="Mới", field="X", limit=TimeLimit.parse("5 LV"), valid_from=date(2026, 11, 3)
        ),
    )
    old = catalogue_changes.procedures(small_desk)[0].current
    catalogue_changes.begin(small_desk, replace(old, valid_from=date(2026, 11, 1), decision="QĐ 1"))
    assert texts(small_desk, Form.BM3, "1.2", "1.3", "1.4") == ["1", "1", "3"]
    october = ReportingPeriod.free(date(2026, 10, 1), date(2026, 10, 31))
    assert texts(small_desk, Form.BM3, "1.2", "1.3", "1.4", of=october) == ["0", "0", "2"]
    assert indicators.behind(small_desk, NOVEMBER, indicators.indicator("bm3.1.2")).lines == ("9.1 Mới",)


def test_sheet_when_petitions_are_answered_then_their_rate(small_desk: Desk) -> None:
    for day, answered in ((date(2026, 10, 28), date(2026, 11, 4)), (date(2026, 11, 2), None)):
        one = Petition(received_on=day, sender="Bà Hoa", content="Chậm", answer_by=date(2026, 11, 20))
        added = petitions.add(small_desk, one)
        if answered:
            petitions.answer(small_desk, added.number, answered, "Đã trả lời")
    assert texts(small_desk, Form.BM3, "3.4", "3.4.1", "3.4.2") == ["50%", "2", "1"]
    received, answered_ones = (
        indicators.behind(small_desk, NOVEMBER, indicators.indicator(name)).lines
        for name in ("bm3.3.4.1", "bm3.3.4.2")
    )
    assert (len(received), len(answered_ones)) == (2, 1)


def test_sheet_when_a_fee_is_paid_online_or_can_be_then_its_procedure_counts(small_desk: Desk) -> None:
    with_fee = ProcedureVersion(code="9.1", name="Một", field="X", limit=TimeLimit.parse("5 LV"), fee=90_000)
    added = catalogue_changes.add(small_desk, with_fee)
    marked = frozenset({ProcedureMark.ONLINE_PAYMENT})
    catalogue_changes.add(small_desk, replace(with_fee, code="9.2", name="Hai", marks=marked))
    catalogue_changes.add(small_desk, replace(with_fee, code="9.3", name="Ba"))
    paid = replace(particulars("A-1", added.id), channel=Channel.ONLINE_FULL, fee=90_000, paid_online=True)
    verbs.accept(at(small_desk, 23), paid, datetime(2026, 11, 3, 8))
    assert texts(small_desk, Form.BM7, "6.8", "6.8.1", "6.8.2") == ["66,67%", "3", "2"]
    behind = indicators.behind(small_desk, NOVEMBER, indicators.indicator("bm7.6.8.2")).lines
    assert behind == ("9.1 Một", "9.2 Hai")


def test_sheet_when_procedures_bear_marks_then_they_are_counted_and_else_missing(small_desk: Desk) -> None:
    codes = ("1.4.1", "1.4.2", "1.4.3", "2.1", "2.2", "2.3")
    assert texts(small_desk, Form.BM3, *codes) == [""] * 6
    for version, marks in zip(
        (found.current for found in catalogue_changes.procedures(small_desk)),
        ({ProcedureMark.PROVINCE}, {ProcedureMark.PROVINCE, ProcedureMark.LINKED_LEVELS}),
        strict=True,
    ):
        catalogue_changes.amend(small_desk, replace(version, marks=frozenset(marks)))
    assert texts(small_desk, Form.BM3, *codes) == ["2", "0", "0", "0", "1", ""]
    found = indicators.sheet(small_desk, Form.BM3, NOVEMBER)
    assert found["1.4"].faults == ()
    assert len(indicators.behind(small_desk, NOVEMBER, found["2.2"].indicator).lines) == 1


def test_put_when_typed_then_kept_cleaned_and_told_what_does_not_fit(small_desk: Desk) -> None:
    typed = {
        "BM1.2.1": " 24 ",
        "bm1.2.2": "25",
        "bm1.1": "bảy",
        "bm1.6.2": "Phiếu\u200b giấy",
        "bm1.3.2": "-",
    }
    assert indicators.put(small_desk, NOVEMBER, typed) == 5
    assert indicators.put(small_desk, NOVEMBER, typed) == 0
    found = indicators.sheet(small_desk, Form.BM1, NOVEMBER)
    assert [found[code].text for code in ("2.1", "2.2", "1", "6.2", "3.2")] == [
        "24",
        "25",
        "bảy",
        "Phiếu giấy",
        "–",
    ]
    assert {row.indicator.code for row in found.faulty} == {"2.2", "1"}
    assert "bm1.2" not in {row.id for row in found.missing}
    indicators.put(small_desk, NOVEMBER, {"bm1.1": ""})
    assert "bm1.1" in {row.id for row in indicators.sheet(small_desk, Form.BM1, NOVEMBER).missing}
    changes = [(t.before, t.after, t.actor) for t in indicators.history(small_desk, NOVEMBER)]
    assert changes[-1] == ("bảy", "", "Mai")


@pytest.mark.parametrize(
    ("values", "error"),
    [({"bm9.1": "1"}, NotFoundError), ({"bm1.3": "1"}, InputError)],
)
def test_put_when_there_is_no_such_row_then_nothing_is_stored(
    small_desk: Desk, values: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        indicators.put(small_desk, NOVEMBER, {"bm1.1": "7", **values})
    assert indicators.history(small_desk, NOVEMBER) == ()


def test_understood_when_a_text_is_no_value_then_its_row_is_named() -> None:
    indicators.understood({"bm1.1": "7", "bm1.2": "", "bm1.2.1": "-"})
    with pytest.raises(InputError, match=r"bm1\.1: “bảy”"):
        indicators.understood({"bm1.1": "bảy"})


def test_sheet_when_earlier_periods_have_figures_then_the_one_before_stands_beside(small_desk: Desk) -> None:
    third, second = Preset.parse("2026-q3"), Preset.parse("2026-q2")
    assert indicators.sheet(small_desk, Form.BM1, third).previous == second.period
    indicators.put(small_desk, Preset.parse("2026-08"), {"bm1.1": "1"})
    indicators.put(small_desk, Preset.parse("2025"), {"bm1.1": "5", "score.1": "9"})
    found = indicators.sheet(small_desk, Form.BM1, third)
    assert (found.previous, found.before["1"].text) == (Preset.parse("2025").period, "5")
    indicators.put(small_desk, second, {"bm1.1": "3"})
    assert indicators.sheet(small_desk, Form.BM1, third).before["1"].text == "3"
    assert indicators.sheet(small_desk, Form.SCORE, Preset.parse("2026")).before["1"].text == "9"


# Tables


def test_table_when_exported_and_imported_then_the_same_figures(small_desk: Desk, tmp_path: Path) -> None:
    typed = {
        "bm1.1": "7",
        "bm1.6.2": "=HYPERLINK(1)",
        "bm4.3.4": "100% (19/19)",
        "bm5.1.1": "01/01",
        "score.1": "12,23",
        "modernisation.1": "Dòng một\nDòng hai",
        "bm1.3.2": "–",
    }
    indicators.put(small_desk, NOVEMBER, typed)
    path = tmp_path / "chỉ tiêu.csv"
    save_csv(indicators.sheets(small_desk, NOVEMBER), path)
    table = read_table(path)
    assert (table.values, table.refused) == (typed, ())


def test_table_when_a_spreadsheet_with_numbers_then_as_they_would_be_typed(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    path = tmp_path / "a.xlsx"
    with Workbook(path) as book:
        page = book.add_worksheet()
        rows: list[tuple[object, ...]] = [("Biểu",), ("id", "value"), ("bm1.1", 7), ("score.1", 12.23)]
        rows += [("bm1.2.1", "x"), ("", 1), ("bm1.6.2",)]
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
    table = read_table(path)
    assert table.values == {"bm1.1": "7", "score.1": "12,23"}
    assert [(refused.row, refused.value) for refused in table.refused] == [(5, "x")]


def test_table_when_the_columns_are_not_there_then_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(FileError, match="id và value"):
        read_table(path)


def test_csv_when_written_then_a_line_an_indicator_and_no_heading(small_desk: Desk) -> None:
    lines = to_csv([indicators.sheet(small_desk, Form.BM6, NOVEMBER)]).splitlines()
    assert len(lines) == 1 + 12
    assert lines[1].startswith("bm6.1,1,Tỷ lệ thực hiện")
