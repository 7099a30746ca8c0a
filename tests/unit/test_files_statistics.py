"""The statistical forms: their columns, their identities, and what stands around the table."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.codes import Channel, JudgeBy
from motcua_tui.domain.ledger import Cell, Judgement, Ledger, Origin, Status
from motcua_tui.domain.numbers import NumberStyle
from motcua_tui.domain.periods import Period
from motcua_tui.domain.profiles import ProfileName, profile
from motcua_tui.reports.files.paper import Paper, Row, Weight
from motcua_tui.reports.files.printing import Printing
from motcua_tui.reports.files.statistics import statistical_form
from motcua_tui.reports.model import DataWarning, PeriodReport, ReportRow

PERIOD = Period(date(2026, 6, 15), date(2026, 9, 15))
PRINTING = Printing("Sở Xây dựng", "Một cửa", "UBND tỉnh", "Mai", "Mẫu", date(2026, 9, 20))
PENDING = (Judgement.IN_TIME, Judgement.OVERDUE)
ENDED = (Judgement.EARLY, Judgement.ON_TIME, Judgement.LATE)


@st.composite
def cells(draw: st.DrawFn) -> Cell:
    status = draw(st.sampled_from(list(Status)))
    pending = status is Status.PENDING
    return Cell(
        group=draw(st.integers(1, 3)),
        channel=draw(st.sampled_from(list(Channel))),
        origin=draw(st.sampled_from(list(Origin))),
        status=status,
        judgement=draw(st.sampled_from(PENDING if pending else ENDED)),
        waiting=pending and draw(st.booleans()),
        no_due=draw(st.booleans()),
        re_dated=draw(st.booleans()),
        due_on_last_day=pending and draw(st.booleans()),
    )


ledgers = st.lists(st.tuples(cells(), st.integers(0, 2000)), max_size=12)


def report(
    counted: list[tuple[Cell, int]],
    name: ProfileName,
    *,
    by: str | None = "field",
    label: str = "Quý III/2026",
) -> PeriodReport:
    rules, ledger = profile(name), Ledger(PERIOD, counted)
    rows = [ReportRow(f"Lĩnh vực {n}", rules.summarise(ledger, frozenset({n}))) for n in (1, 2, 3)]
    return PeriodReport(
        period=PERIOD,
        label=label,
        profile=name,
        judge_by=JudgeBy.LAWFUL_DUE,
        as_on_time=False,
        total=rules.summarise(ledger),
        rows=tuple(rows) if by else (),
        by=by,
        warnings=(),
        numbers=NumberStyle(),
        agency="Sở Xây dựng",
        desk="Một cửa",
    )


def printed(paper: Paper, row: Row) -> dict[str, object]:
    """The values of a row by the numbers of their columns."""
    (table,) = paper.tables
    return {
        column.number.split("=")[0]: value for column, value in zip(table.columns, row.values, strict=True)
    }


@given(ledgers, st.sampled_from(list(ProfileName)))
def test_form_when_any_ledger_then_every_row_keeps_the_sums_that_its_columns_announce(
    counted: list[tuple[Cell, int]], name: ProfileName
) -> None:
    paper = statistical_form(report(counted, name), PRINTING)
    (table,) = paper.tables
    sums = [column.number for column in table.columns if "=" in column.number]
    assert len(sums) == 3
    for row in table.rows:
        values = printed(paper, row)
        for formula in sums:
            whole, parts = formula.split("=")
            assert values[whole] == sum(values[part] for part in re.findall(r"\(\d+\)", parts))


@given(ledgers, st.sampled_from(list(ProfileName)))
def test_form_when_any_ledger_then_the_total_is_the_sum_of_the_rows(
    counted: list[tuple[Cell, int]], name: ProfileName
) -> None:
    (table,) = statistical_form(report(counted, name), PRINTING).tables
    *rows, total = table.rows
    assert total.weight is Weight.TOTAL
    for place in range(2, len(table.columns)):
        assert total.values[place] == sum(row.values[place] for row in rows)


@given(ledgers, st.sampled_from(list(ProfileName)))
def test_form_when_any_ledger_then_received_is_finished_and_pending_and_what_stands_apart(
    counted: list[tuple[Cell, int]], name: ProfileName
) -> None:
    paper = statistical_form(report(counted, name), PRINTING)
    (table,) = paper.tables
    values = printed(paper, table.rows[-1])
    received, finished, pending = (
        values[column.number.split("=")[0]] for column in table.columns if "=" in column.number
    )
    apart = sum(n for n in table.rows[-1].values[15:]) if name is ProfileName.SEPARATE else 0
    assert received == sum(n for _cell, n in counted)
    assert received == finished + pending + apart


def test_07a_when_printed_then_the_columns_of_the_circular() -> None:
    counted = [
        (Cell(1, Channel.ONLINE_FULL, Origin.NEW, Status.GRANTED, Judgement.EARLY), 1),
        (Cell(1, Channel.ONLINE_PARTIAL, Origin.NEW, Status.GRANTED, Judgement.ON_TIME), 2),
        (Cell(1, Channel.POST, Origin.NEW, Status.GRANTED, Judgement.LATE), 4),
        (Cell(1, Channel.DIRECT, Origin.NEW, Status.PENDING, Judgement.IN_TIME), 8),
        (Cell(1, Channel.DIRECT, Origin.CARRIED_OVER, Status.PENDING, Judgement.OVERDUE), 16),
    ]
    paper = statistical_form(report(counted, ProfileName.FORM_07A), PRINTING)
    (table,) = paper.tables
    assert [column.number for column in table.columns] == [
        "(1)",
        "(2)",
        "(3)=(4)+(5)+(6)+(7)+(8)",
        *("(4)", "(5)", "(6)", "(7)", "(8)"),
        "(9)=(10)+(11)+(12)",
        *("(10)", "(11)", "(12)"),
        "(13)=(14)+(15)",
        *("(14)", "(15)"),
    ]
    assert table.rows[0].values == ("1", "Lĩnh vực 1", 31, 1, 2, 4, 8, 16, 7, 1, 2, 4, 24, 8, 16)
    assert paper.left == ("Biểu số 07a/BTP/KSTT", "Ban hành theo Thông tư số 09/2026/TT-BTP")
    assert paper.subtitle == ("Kỳ báo cáo: Quý III/2026", "(Từ ngày 15/06/2026 đến ngày 14/09/2026)")
    assert paper.right == ("Đơn vị báo cáo: Sở Xây dựng", "Đơn vị nhận báo cáo: UBND tỉnh")
    assert paper.place_and_date == "Mẫu, ngày 20 tháng 09 năm 2026"
    assert paper.notes == (
        "Cách tính 07a: biểu 07a/BTP/KSTT, Thông tư 09/2026/TT-BTP; xét theo hạn giải quyết.",
        "Tỷ lệ đúng hạn: 3/7 = 42,86%; (trước hạn + đúng hạn) / đã giải quyết.",
        "Trong đó: đã hẹn lại 0.",
        "Đối chiếu: tiếp nhận 31 = đã giải quyết 7 + đang giải quyết 24; chênh lệch 0.",
    )


def test_06a_when_printed_then_the_channels_are_joined() -> None:
    counted = [
        (Cell(2, channel, Origin.NEW, Status.PENDING, Judgement.IN_TIME), n)
        for channel, n in zip(Channel, (1, 2, 4, 8), strict=True)
    ]
    paper = statistical_form(report(counted, ProfileName.FORM_06A), PRINTING)
    assert printed(paper, paper.tables[0].rows[1])["(4)"] == 1 + 2
    assert printed(paper, paper.tables[0].rows[1])["(5)"] == 4 + 8


@pytest.mark.parametrize("name", [ProfileName.SEPARATE, ProfileName.GIA_LAI, ProfileName.QD_766])
def test_form_when_no_circular_has_the_profile_then_the_office_stands_in_its_place(name: ProfileName) -> None:
    counted = [(Cell(1, Channel.DIRECT, Origin.NEW, Status.REFUSED, Judgement.EARLY), 3)]
    paper = statistical_form(report(counted, name, label="", by=None), PRINTING)
    assert paper.left == ("Sở Xây dựng", "Một cửa")
    assert paper.subtitle == ("(Từ ngày 15/06/2026 đến ngày 14/09/2026)",)
    assert paper.tables[0].columns[1].path == ("Toàn cơ quan",)
    assert [row.weight for row in paper.tables[0].rows] == [Weight.TOTAL]
    assert paper.notes[0].startswith(f"Cách tính {name}: ")
    assert ("tính riêng 3" in paper.notes[3]) is (name is ProfileName.SEPARATE)


def test_form_when_there_is_more_to_say_then_it_stands_under_the_table() -> None:
    counted = [
        (Cell(1, Channel.DIRECT, Origin.NEW, Status.REFUSED, Judgement.EARLY, re_dated=True), 3),
        (
            Cell(1, Channel.DIRECT, Origin.NEW, Status.PENDING, Judgement.IN_TIME, waiting=True, no_due=True),
            2,
        ),
    ]
    made = report(counted, ProfileName.FORM_07A)
    doubtful = PeriodReport(
        **{
            **{name: getattr(made, name) for name in made.__slots__},
            "as_on_time": True,
            "judge_by": JudgeBy.PROMISED,
            "warnings": (DataWarning("no_due", ("a", "b")), DataWarning("strange", ("c",))),
        }
    )
    notes = statistical_form(doubtful, PRINTING).notes
    assert notes[0].endswith("; xét theo ngày hẹn lại, nếu có; từ chối, dừng và đóng tính là đúng hạn.")
    assert notes[2] == (
        "Trong đó: đã hẹn lại 3; từ chối giải quyết 3; chờ bổ sung 2; không có ngày hẹn trả 2."
    )
    assert notes[4:] == (
        "Cần kiểm tra dữ liệu: 2 hồ sơ không có ngày hẹn trả.",
        "Cần kiểm tra dữ liệu: 1 hồ sơ strange.",
    )
