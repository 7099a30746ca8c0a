"""Places of dossiers in a locked period: how they add up, what moved, and which events can move them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from tests.unit.test_profiles import MARCH, registers

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Channel, JudgeBy, Outcome, ReturnWay
from motcua_tui.domain.ledger import Cell, Facts, Judgement, Ledger, Origin, Status, classify
from motcua_tui.domain.locking import LockedPeriod, Place, figure_changes, ledgers, moved, moving, pending
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.profiles import ProfileName, profile
from motcua_tui.storage.issues import decode_ledger, decode_texts, encode_ledger, encode_texts, seal

PROFILE = profile(ProfileName.FORM_07A)


def places_of(register: list[Facts]) -> dict[int, Place]:
    found = {}
    for dossier, facts in enumerate(register, 1):
        if cell := classify(facts, MARCH):
            found[dossier] = Place(f"lĩnh vực {cell.group}", cell)
    return found


@given(registers)
def test_ledgers_when_added_up_then_as_the_register_counted_at_once(register: list[Facts]) -> None:
    found = ledgers(MARCH, places_of(register))
    assert PROFILE.summarise(found[None]) == PROFILE.summarise(Ledger.count(register, MARCH))
    rows = [PROFILE.summarise(ledger) for row, ledger in found.items() if row is not None]
    total = PROFILE.summarise(found[None])
    assert all(total[name] == sum(row[name] for row in rows) for name in PROFILE.figures)


@given(registers, registers)
def test_figure_changes_when_two_registers_differ_then_dossiers_account_for_every_figure(
    before: list[Facts], after: list[Facts]
) -> None:
    was, now = places_of(before), places_of(after)
    rows = sorted({place.row for place in (*was.values(), *now.values())})
    others = set(moved(was, now))
    for change in figure_changes(MARCH, was, now, PROFILE, rows):
        figure = PROFILE.figures[change.figure]
        inside = [
            sum(place.counted_in(figure) and change.row in (None, place.row) for place in places.values())
            for places in (was, now)
        ]
        assert inside == [change.was, change.now]
        assert change.was != change.now
        assert set(change.dossiers) <= others
        assert len(change.dossiers) >= abs(change.now - change.was)


@given(registers)
def test_figure_changes_when_nothing_moved_then_none(register: list[Facts]) -> None:
    places = places_of(register)
    assert moved(places, dict(places)) == ()
    assert figure_changes(MARCH, places, dict(places), PROFILE, ["lĩnh vực 1"]) == ()


@given(registers)
def test_ledger_when_written_and_read_then_is_the_same(register: list[Facts]) -> None:
    places = {
        dossier: Place(place.row, Cell(0, *(getattr(place.cell, name) for name in Cell.__slots__[1:])))
        for dossier, place in places_of(register).items()
    }
    assert decode_ledger(encode_ledger(places)) == places
    assert pending(places) == {one for one, place in places.items() if place.cell.status is Status.PENDING}


def test_seal_when_anything_changes_then_is_another() -> None:
    seals = {
        seal(["a", "b"], {}),
        seal(["ab"], {}),
        seal(["b", "a"], {}),
        seal(["a"], {"b": b""}),
        seal(["a", "b"], {"x": b"1"}),
        seal(["a", "b"], {"x": b"2"}),
        seal(["a", "b"], {"y": b"1"}),
    }
    assert len(seals) == 7
    assert all(len(one) == 64 for one in seals)
    assert decode_texts(encode_texts({"a": "Tiếp nhận"})) == {"a": "Tiếp nhận"}


LAST = date(2026, 3, 31)


def event(number: int, day: int, what: ev.Happening) -> ev.Event:
    return ev.Event(datetime(2026, 3, 1, 9) + timedelta(days=day - 1), what, number)


@pytest.mark.parametrize(
    ("day", "what", "moves"),
    [
        (31, ev.ResultReady(Outcome.GRANTED), True),
        (32, ev.ResultReady(Outcome.GRANTED), False),
        (5, ev.Accepted(None), True),
        (5, ev.ReDated(LAST, "Chờ ý kiến"), True),
        (5, ev.HandedOver("Phòng"), False),
        (5, ev.Returned(ReturnWay.DESK), False),
        (5, ev.LetterIssued("Giấy tiếp nhận"), False),
        (40, ev.Amended("channel", Channel.DIRECT, Channel.POST), True),
        (5, ev.Amended("phone", "", "0912345678"), False),
        (40, ev.Undone(1), True),
        (40, ev.Undone(2), False),
        (40, ev.Undone(3), True),
    ],
)
def test_moving_when_an_event_comes_later_then_its_day_and_kind_decide(
    day: int, what: ev.Happening, moves: bool
) -> None:
    history = [
        event(1, 2, ev.Accepted(None)),
        event(2, 3, ev.HandedOver("Phòng")),
        event(3, 35, ev.Undone(1)),
        event(4, day, what),
    ]
    assert moving(history, [4], LAST) == ((history[3],) if moves else ())
    assert moving(history, [], LAST) == ()


def test_place_when_asked_for_a_figure_then_any_of_its_filters_will_do() -> None:
    cell = Cell(0, Channel.POST, Origin.NEW, Status.GRANTED, Judgement.LATE)
    assert Place("Kiến trúc", cell).counted_in(PROFILE.figures["finished.late"])
    assert not Place("Kiến trúc", cell).counted_in(PROFILE.figures["pending.total"])


def test_locked_period_when_taken_back_then_is_not_in_force() -> None:
    reporting = ReportingPeriod(MARCH)
    lock = LockedPeriod(
        1, reporting, ProfileName.FORM_07A, JudgeBy.LAWFUL_DUE, False, datetime(2026, 4, 1), "Mai", "", 0
    )
    assert lock.active
    assert lock.period == MARCH
    assert not replace(lock, unlocked_at=datetime(2026, 4, 2)).active
