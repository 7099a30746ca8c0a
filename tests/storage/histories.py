"""Random dossiers with plausible histories, crowded into a few weeks so that days coincide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Channel, Outcome
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Event, Standing, replay

FIRST_DAY = date(2026, 11, 2)
DAYS = 30


@dataclass(frozen=True)
class Told:
    """A dossier before it is stored."""

    particulars: Particulars
    events: tuple[Event, ...]

    def standing(self, until: date | None = None) -> Standing:
        return replay(self.events, until)


days = st.integers(0, DAYS).map(lambda n: FIRST_DAY + timedelta(days=n))
dues = st.none() | days


@st.composite
def histories(draw: st.DrawFn) -> tuple[Event, ...]:
    """Accepted (mostly), perhaps asked, paid for, re-dated, ended, corrected, returned, undone."""
    clock = sorted(draw(st.lists(days, min_size=12, max_size=12)))
    told: list[ev.Happening] = []
    if draw(st.integers(0, 5)) == 0:
        told.append(ev.Submitted())
    if told and draw(st.booleans()):
        told += draw(st.sampled_from([[], [ev.Declined("trùng hồ sơ")]]))
        return _dated(told, clock)
    told.append(ev.Accepted(draw(dues), draw(st.sampled_from([None, time(15, 30)]))))
    asked = False
    for what in draw(st.lists(st.sampled_from("hsprdcm"), max_size=3)):
        match what:
            case "h":
                told.append(ev.HandedOver("Phòng Quản lý xây dựng"))
            case "s":
                told.append(ev.SupplementAsked("bản vẽ", complete_by=draw(dues)))
                asked = True
            case "r" if asked:
                told.append(ev.Resumed(draw(dues)))
                asked = False
            case "p":
                told.append(ev.PaymentAsked(draw(dues), pauses=draw(st.booleans())))
            case "d":
                told.append(ev.ReDated(draw(days), "chậm phối hợp", late=draw(st.booleans())))
            case "c":
                told.append(ev.Consulted("Sở Tài chính", draw(dues)))
            case "m":
                told.append(ev.DueMoved(draw(dues), None, "lịch nghỉ"))
    match draw(st.sampled_from("gfsco--")):
        case "g":
            told.append(ev.ResultReady(Outcome.GRANTED, "12/GP"))
        case "f":
            told.append(ev.ResultReady(Outcome.REFUSED, reason="không đủ điều kiện"))
        case "s":
            told.append(ev.Stopped("rút hồ sơ"))
        case "c" if asked:
            told.append(ev.Closed("không bổ sung"))
        case "o":
            told.append(ev.ResultReady(Outcome.GRANTED))
            told.append(ev.Corrected(draw(st.sampled_from([Outcome.GRANTED, Outcome.REFUSED]))))
    if isinstance(told[-1], ev.ResultReady | ev.Corrected) and draw(st.booleans()):
        told.append(ev.Returned())
    dated = _dated(told, clock)
    if isinstance(told[-1], ev.ResultReady) and draw(st.integers(0, 7)) == 0:
        dated = (*dated[:-1], replace(dated[-1], at=datetime.combine(FIRST_DAY, time(7))))
    later = [event.number for event in dated if not isinstance(event.what, ev.Submitted | ev.Accepted)]
    if later and draw(st.integers(0, 3)) == 0:
        undone = ev.Undone(draw(st.sampled_from(later)))
        dated = (*dated, Event(datetime.combine(clock[-1], time(17)), undone, len(dated) + 1))
    return dated


def _dated(told: Sequence[ev.Happening], clock: Sequence[date]) -> tuple[Event, ...]:
    return tuple(
        Event(datetime.combine(clock[place], time(8 + place)), what, place + 1)
        for place, what in enumerate(told)
    )


APPLICANTS = ("Nguyễn Thị Hòa", "Trần Văn Đức", "Cty CP Đại Phát", "Lê Quang Ân", "Ăng Tét", "An Phú")


@st.composite
def dossiers(draw: st.DrawFn, most: int = 12) -> list[Told]:
    """Some dossiers with codes of their own, of procedures 1 and 2 of the test database."""
    return [
        Told(
            Particulars(
                code=f"000.00.64.H48-2611{place % 30:02d}-{place:04d}",
                procedure_version=draw(st.sampled_from([1, 2])),
                applicant=draw(st.sampled_from(APPLICANTS)),
                channel=draw(st.sampled_from(list(Channel))),
                phone=draw(st.sampled_from(["", "0912345678", "0987000111"])),
                submitter=draw(st.sampled_from(["", "Phạm Bưu Tá"])),
                department=draw(st.sampled_from(["", "Phòng Quản lý xây dựng", "Phòng Kinh tế"])),
                officer=draw(st.sampled_from(["", "Mai", "Đức"])),
            ),
            history,
        )
        for place, history in enumerate(draw(st.lists(histories(), min_size=1, max_size=most)))
    ]
