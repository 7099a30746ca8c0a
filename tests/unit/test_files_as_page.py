"""Forms and lists in a terminal: what fits is a table, what does not is the text to paste."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nasty_texts import NASTY
from tests.unit.test_files_statistics import PERIOD, PRINTING

from motcua_tui.domain.text import cells, clean
from motcua_tui.reports.files import handing, lists
from motcua_tui.reports.files.as_page import to_page
from motcua_tui.reports.files.as_text import to_text
from motcua_tui.reports.files.paper import Column, Kind, Paper, Row, Table, Weight

DUE = date(2026, 11, 17)
REMINDERS = lists.reminders(
    [
        lists.Reminder("Phòng Một", "H48-1", "Gia hạn giấy phép", "Mai", DUE, "Quá hạn 4 ngày làm việc"),
        lists.Reminder("Phòng Hai", "H48-2", "Cấp phép", "Lan", None, "Còn 1 ngày làm việc"),
    ],
    date(2026, 11, 23),
    PRINTING,
)


def test_page_when_there_is_room_then_a_table_with_groups_notes_and_signatures() -> None:
    lines = to_page(REMINDERS, 100)
    heading = next(line for line in lines if line.startswith("STT"))
    first = next(line for line in lines if line.startswith("1 "))
    assert first.index("H48-1") == heading.index("Mã")
    assert first.index("17/11/2026") == heading.index("Hạn giải")
    assert lines.index("Phòng Một") == lines.index(first) - 1
    assert "Tổng số: 2 hồ sơ." in lines
    assert any(PRINTING.preparer in line for line in lines)
    assert REMINDERS.title.center(100).rstrip() in lines


def test_page_when_texts_are_long_then_they_go_on_below_and_dates_stay_whole() -> None:
    lines = to_page(REMINDERS, 64)
    first = next(place for place, line in enumerate(lines) if line.startswith("1 "))
    assert "17/11/2026" in lines[first]
    assert "Gia hạn giấy" in lines[first]
    assert lines[first + 1].split() == ["phép", "làm", "việc"]


def test_page_when_there_is_no_room_then_the_text_to_paste() -> None:
    assert "".join(to_page(REMINDERS, 40)).replace(" ", "") == to_text(REMINDERS).replace("\n", "").replace(
        " ", ""
    )


def test_page_when_headings_are_shared_then_they_stand_above_their_columns() -> None:
    columns = (
        Column(("STT",), 5, Kind.CENTRED),
        Column(("Tên",), 10, Kind.TEXT),
        Column(("Tiếp nhận", "Mới"), 5),
        Column(("Tiếp nhận", "Kỳ trước"), 5),
    )
    table = Table(
        columns, (Row(("1", "Xây dựng", 12, 1_234)), Row(("", "Cộng", 12, 1_234), Weight.TOTAL)), "I"
    )
    paper = replace(REMINDERS, tables=(table,), notes=(), signatures=(), left=())
    assert to_page(paper, 60)[4:] == [
        "I",
        "                Tiếp nhận",
        "STT  Tên        Mới     Kỳ",
        "                     trước",
        "──────────────────────────",
        "1    Xây dựng    12  1.234",
        "     Cộng        12  1.234",
        "",
    ]


def test_page_when_there_is_no_row_then_says_so_below_whole_headings() -> None:
    lines = to_page(handing.fees([], PERIOD, PRINTING), 140)
    assert any("Số tiền (đồng)" in line for line in lines)
    assert "Không có hồ sơ." in lines


@pytest.mark.parametrize("width", [40, 80, 140])
def test_page_of_nasty_texts_shows_no_control_and_fits(width: int) -> None:
    found = [lists.Reminder("P", "H48-1", clean(text), clean(text), DUE, clean(text)) for text in NASTY]
    for line in to_page(lists.reminders(found, DUE, PRINTING), width):
        assert line.isprintable()
        if not any(cells(letter) != 1 for letter in line):
            assert cells(line) <= width


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    words = st.text("abc đê", max_size=30)
    rows = draw(st.lists(st.tuples(words, st.integers(0, 10**6), words), max_size=6))
    columns = (
        Column(("STT",), 4, Kind.CENTRED),
        Column(("Tên",), 9, Kind.TEXT),
        Column(("Số",), 5),
        Column(("Ý kiến",), 9, Kind.TEXT),
    )
    table = Table(columns, tuple(Row((str(n), *row)) for n, row in enumerate(rows, 1)))
    return replace(REMINDERS, tables=(table,), left=(), signatures=())


@given(papers(), st.integers(55, 150))
def test_page_when_any_width_then_every_word_is_there_and_no_line_is_longer(paper: Paper, width: int) -> None:
    lines = to_page(paper, width)
    assert all(cells(line) <= width for line in lines)
    shown = "".join(" ".join(lines).split())
    for row in paper.tables[0].rows:
        for word in str(row.values[1]).split():
            assert all(letter in shown for letter in word)
