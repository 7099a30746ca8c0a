"""A desk that went through everything an office does, and what can be asked of one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from tests.services.desks import ARCHITECT, at, particulars

from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.catalogue import ProcedureVersion, ProcessStep
from motcua_tui.domain.codes import Channel, DayKind, JudgeBy, Outcome, ReturnWay
from motcua_tui.domain.dossier import Paper
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.office import parse_sessions
from motcua_tui.domain.periods import Preset
from motcua_tui.domain.petitions import Petition
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.reports.letters.papers import Paper as Letter
from motcua_tui.services import (
    browse,
    catalogue_changes,
    drafts,
    indicators,
    letters,
    locking,
    office,
    officers,
    petitions,
    record_export,
    reporting,
    undoing,
    verbs,
    views,
)
from motcua_tui.services.desk import Desk
from motcua_tui.services.filters import Filters
from motcua_tui.services.record_export import RecordPart
from motcua_tui.services.reporting import By, Question
from motcua_tui.services.views import Listing
from motcua_tui.storage.reads.dossiers import Sort, SortKey

OCTOBER = Preset.parse("cal:2026-10")
MONTHS = tuple(Preset.parse(f"cal:2026-{month:02}") for month in (9, 10, 11))


def moment(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour)


def live_through(desk: Desk) -> None:
    """Every verb, supplements and payments, an apology, undoing and redoing, letters, petitions, officers,
    settings, the calendar, the catalogue, typed figures, locks, drafts and kept lists."""
    office.change_settings(desk, {"near_days": "3", "place": "Mẫu"})
    office.put_days(desk, [CalendarDay(date(2026, 11, 24), DayKind.OFF, "Mất điện", None, "CV 12")])
    office.change_sessions(desk, parse_sessions("07:00-11:30,13:30-17:00"))
    for name in ("Lan", "Hùng"):
        officers.add(desk, name)
    officers.rename(desk, "Hùng", "Hùng B")
    officers.retire(desk, "Hùng B")
    catalogue_changes.add(
        desk,
        ProcedureVersion(
            code="9.1",
            name="Thẩm định",
            field="Hoạt động xây dựng",
            limit=TimeLimit.parse("5 LV"),
            papers=(Paper("Đơn"), Paper("Bản vẽ", 1, 2)),
            steps=(ProcessStep("Nhận", "", Decimal("0.5")), ProcessStep("Làm", "Phòng Một", Decimal("4.5"))),
        ),
    )
    october(desk)
    november(desk)
    petition = petitions.add(
        desk,
        Petition(
            received_on=date(2026, 11, 20), sender="Bà Hòa", content="=1+1", answer_by=date(2026, 12, 1)
        ),
    )
    petitions.answer(desk, petition.number, date(2026, 11, 22), "Đã trả lời")
    indicators.put(desk, OCTOBER, {indicators.registry()[0].id: "5"})
    views.keep(desk, Listing(filters=Filters(channel=Channel.POST), name="Bưu chính"))
    drafts.keep(desk, "accept", "", {"applicant": "Ông Tư"}, None)


def october(desk: Desk) -> None:
    """Two dossiers, of which a month is locked, unlocked and locked again; one is changed afterwards."""
    for code, version in (("B-1", 1), ("B-2", ARCHITECT)):
        verbs.accept(desk, particulars(code, version), moment(10, 1))
    verbs.finish(desk, "B-1", moment(10, 5))
    lock = locking.lock(desk, Question.of(desk, OCTOBER)).lock
    locking.unlock(desk, lock, "báo cáo lại")
    verbs.redate(desk, "B-2", moment(10, 7), date(2026, 10, 12), "Chờ ý kiến")
    locking.lock(desk, Question.of(desk, OCTOBER))
    verbs.finish(desk, "B-2", moment(10, 13), late_cause="Chậm phối hợp")


def november(desk: Desk) -> None:
    verbs.submit(desk, particulars("C-1"), moment(11, 9, 15))
    verbs.submit(desk, particulars("C-2"), moment(11, 9, 15))
    verbs.decline(desk, "C-2", moment(11, 10), "Sai thẩm quyền")
    for place, channel in enumerate(Channel):
        one = replace(particulars(f"D-{place}"), channel=channel, papers=(Paper("Đơn", 1, 0, received=True),))
        verbs.accept(desk, one, moment(11, 9))
    verbs.hand_over(desk, "D-0", moment(11, 10), "Phòng A", "Lan")
    verbs.consult(desk, "D-0", moment(11, 10), "Sở Y tế", date(2026, 11, 12))
    verbs.answer(desk, "D-0", moment(11, 11), "đồng ý")
    for asked, done in ((11, 12), (13, 16)):
        verbs.ask_supplement(desk, "D-0", moment(11, asked), "bản vẽ", "thiếu")
        verbs.resume(desk, "D-0", moment(11, done))
    verbs.ask_payment(desk, "D-0", moment(11, 17), pauses=True)
    verbs.receive_payment(desk, "D-0", moment(11, 18))
    verbs.finish(desk, "D-0", moment(11, 20), result_number="12/GP")
    verbs.correct(desk, "D-0", moment(11, 20), Outcome.REFUSED, "12a/GP", "sai")
    verbs.give_back(desk, "D-0", moment(11, 23), ReturnWay.POST)
    undoing.undo(desk, "D-0")
    undoing.redo(desk, "D-0")
    verbs.ask_payment(desk, "D-1", moment(11, 11), pauses=False)
    verbs.ask_supplement(desk, "D-2", moment(11, 11), "bản vẽ")
    verbs.stop(desk, "D-3", moment(11, 11), "rút")
    undoing.undo(at(desk, 12), "D-3")


def issue_a_letter(desk: Desk, folder: Path) -> None:
    letters.issue(desk, "D-0", Letter.RECEIPT, moment(11, 23), folder / "giấy hẹn.docx")


def answers(desk: Desk, folder: Path) -> Iterator[str]:
    """Whatever the desk can be asked: reports of every month in every profile, lists, exports, history."""
    for period in MONTHS:
        for profile in ProfileName:
            for judge_by in JudgeBy:
                yield repr(reporting.report(desk, Question(period, profile, judge_by, By.FIELD)))
        for by in By:
            yield repr(reporting.report(desk, replace(Question.of(desk, period), by=by)))
    for lock in locking.locks(desk, unlocked=True):
        yield repr(locking.difference(desk, lock))
        yield repr(locking.issue(desk, lock))
    for key in SortKey:
        yield repr(browse.codes(desk, browse.query(desk), Sort(key)))
    for code in browse.codes(desk, browse.query(desk), Sort(SortKey.CODE)):
        yield repr(browse.find(desk, code))
    for word in ("nguyen", "dat", "d", "ban"):
        yield repr(browse.codes(desk, replace(browse.query(desk), text=word), Sort(SortKey.CODE)))
    for part in RecordPart:
        for ending in (".csv", ".jsonl"):
            file = folder / f"{part}{ending}"
            record_export.export(desk, part, file, force=True)
            yield file.read_text(encoding="utf-8")
    yield repr(petitions.petitions(desk))
    yield repr(officers.officers(desk))
    yield repr([indicators.history(desk, period) for period in MONTHS])
    yield repr([views.kept(desk, name) for name in views.kept_names(desk)])
    yield json.dumps(asdict(desk.settings), default=str)
