"""How the results of a run are told: sizes side by side, aims at a million, reasons where a row is over."""

from __future__ import annotations

from benchmarks._aims import MILLION, Aim, Kind
from benchmarks._measure import MS, Contender, Row, Table, measure, peer
from benchmarks._tables import lines_of, sheets, summary, table, verdicts

REASON = (("behind *", "the walk is long"),)
TWICE = Aim("pages", "Pages", "behind *", 2.0, reasons=REASON)
FIVE = Aim("pages", "Pages", "behind *", 5.0, Kind.MS, REASON)
FLAT = Aim("flat", "Pages", "*", 2.0, Kind.GROWTH)


def pages(size: int, floor_ms: float, late_ms: float) -> Table:
    floor, late = floor_ms * MS, late_ms * MS
    rows = [Row("bare rows", "", floor, 1.0), Row("behind late", f"of {size:,}", late, late / floor)]
    return Table("Pages", rows, size, steps=True)


def test_sizes_stand_side_by_side_in_their_order() -> None:
    (sheet,) = sheets([pages(MILLION, 1, 3), pages(1_000, 1, 2)])

    assert sheet.sizes == (1_000, MILLION)
    heading, row = (line for line in lines_of(sheet) if "1,000" in line)
    assert [cell.strip() for cell in heading.split("|")[2:4]] == ["1,000", "1,000,000"]
    assert [cell.strip() for cell in row.split("|")[1:4]] == ["behind late", "2 ms · 2 ×", "3 ms · 3 ×"]


def test_only_a_million_is_judged() -> None:
    (sheet,) = sheets([pages(1_000, 1, 9), pages(MILLION, 2, 4)])

    (verdict,) = verdicts(sheet, [TWICE])

    assert (verdict.size, verdict.figure, verdict.met, verdict.reason) == (MILLION, 2.0, True, "")


def test_what_is_over_tells_why() -> None:
    (sheet,) = sheets([pages(MILLION, 1, 6)])

    assert [(verdict.met, verdict.reason) for verdict in verdicts(sheet, [TWICE, FIVE])] == [
        (False, "the walk is long")
    ] * 2


def test_a_step_that_grew_is_flat_while_it_is_quick() -> None:
    (quick,) = sheets([pages(1_000, 1, 1), pages(MILLION, 1, 5)])
    (slow,) = sheets([pages(1_000, 1, 2), pages(MILLION, 1, 6)])

    assert [verdict.met for verdict in verdicts(quick, [FLAT])] == [True]
    assert [(verdict.figure, verdict.met) for verdict in verdicts(slow, [FLAT])] == [(3.0, False)]


def test_what_was_measured_at_one_size_is_judged_there() -> None:
    (sheet,) = sheets([Table("Pages", [Row("floor", "", 1.0, 1.0), Row("behind late", "", 3.0, 3.0)])])

    assert [verdict.met for verdict in verdicts(sheet, [TWICE])] == [False]


def test_the_summary_names_every_aim() -> None:
    lines = list(summary([]))

    assert len(lines) > 10
    assert all("not measured" in line for line in lines[2:])


def test_a_bar_does_not_end_a_cell() -> None:
    assert list(table(["a", "b"], [["x|y", "1"]], right=[1])) == [
        "| a   |   b |",
        "| --- | --: |",
        "| x│y |   1 |",
    ]


def test_a_peer_that_answers_differently_is_not_measured() -> None:
    floor = Contender("floor", "", lambda: None)
    wrong = peer("wrong", "", lambda: lambda: 1, 2)
    missing = peer("missing", "", lambda: __import__("no_such_package").call, 2)

    first, *others = measure([floor, wrong, missing], rounds=1)

    assert first.ns is not None
    assert [(row.ns, row.problem) for row in others] == [
        (None, "disagrees"),
        (None, "not installed (no_such_package)"),
    ]
