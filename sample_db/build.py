"""Builds ``motcua_sample.db``: one desk whose past periods give the counts that real reports quote,
and which is at work on 23 November 2026.

    python -m sample_db.build [TARGET]

Seeded and with a fixed clock: every run makes the same record. Everything goes through the services, as
an office would do it: the register of the years to 2024 is imported from a spreadsheet on the day the desk
moves in, and from then on every step is entered by itself, in the order of time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from motcua_tui import bootstrap
from motcua_tui.config import Settings
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.office import DEFAULT_SESSIONS, OfficeHours
from motcua_tui.domain.roles import Right
from motcua_tui.services import verbs
from motcua_tui.services.base_calendar import base_calendar
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.dossiers import import_dossiers
from motcua_tui.services.maintenance import SAMPLE_TODAY
from motcua_tui.services.office import confirm_calendar, create_desk
from motcua_tui.storage.database import Database
from sample_db import names, petitions, register
from sample_db.catalogue import DEPARTMENT, versions
from sample_db.plan import Case, Cohort, Planner
from sample_db.today import desk_at_work

TARGET: Final = Path(__file__).with_name("motcua_sample.db")
SEED: Final = 20180930
MOVED_IN: Final = datetime(2025, 1, 1, 8)
CONFIRMED_UNTIL: Final = date(2026, 12, 31)
"""The sample's office has confirmed its calendar to the end of the year."""
SETTINGS: Final = Settings(
    agency="Sở Xây dựng tỉnh Mẫu",
    agency_id="000.00.64.H48",
    own_codes=True,
    desk="Trung tâm Phục vụ hành chính công",
    receiver="UBND tỉnh Mẫu",
    parent_agency="UBND tỉnh Mẫu",
    place="Mẫu",
    signatory="Trần Thị Bích",
    signatory_title="Phó Giám đốc",
    desk_phone="0200 000 000",
    lookup_address="https://dichvucong.example.vn",
    officer="Mai",
)
LATE_CAUSES: Final = (
    "Cơ quan phối hợp chậm",
    "Hồ sơ khai thiếu",
    "Nghĩa vụ tài chính chậm",
    "Chậm cập nhật phần mềm",
    "Lỗi liên thông, hệ thống",
)

Step = tuple[datetime, Callable[[Desk, datetime], object]]
OfWhat = Callable[[Planner, date, date], list[Case]]


def _online(version: ProcedureVersion) -> Channel:
    assert version.online is not None
    return version.online


def _direct(_version: ProcedureVersion) -> Channel:
    return Channel.DIRECT


def _post(_version: ProcedureVersion) -> Channel:
    return Channel.POST


def _has_online(version: ProcedureVersion) -> bool:
    return version.online is not None


def _mixed(online: int, direct: int, post: int = 0) -> OfWhat:
    """So many dossiers online, direct and by post."""

    def draw(planner: Planner, first: date, last: date) -> list[Case]:
        return [
            *planner.draw(online, first, last, _online, among=_has_online),
            *planner.draw(direct, first, last, _direct),
            *planner.draw(post, first, last, _post, among=lambda v: v.post),
        ]

    return draw


def _year_2024(planner: Planner, first: date, last: date) -> list[Case]:
    """1.205 new: 983 on procedures with online service, 754 of them online."""
    return [
        *planner.draw(754, first, last, _online, among=_has_online),
        *planner.draw(229, first, last, _direct, among=_has_online),
        *planner.draw(222, first, last, _direct, among=lambda v: v.online is None),
    ]


def _long_ones(planner: Planner, first: date, last: date) -> list[Case]:
    """Dossiers with long limits, filed so late in the year before that they are open on 1 January."""
    return planner.draw(
        208, first, last, _direct, among=lambda v: v.limit is not None and v.limit.amount >= 15
    )


def cohorts() -> tuple[Cohort, ...]:
    """The periods whose counts real reports quote, and what joins them."""
    return (
        Cohort(first=date(2017, 12, 20), last=date(2017, 12, 29), new=_long_ones, pending=208),
        Cohort(
            first=date(2018, 1, 1),
            last=date(2018, 9, 30),
            new=_mixed(0, 907),
            pending=268,
            late=7,
            may_be_overdue=True,
        ),
        Cohort(
            first=date(2018, 10, 1),
            last=date(2021, 12, 31),
            new=_mixed(0, 0),
            pending=0,
            late=None,
        ),
        Cohort(
            first=date(2022, 1, 1),
            last=date(2022, 11, 15),
            new=_mixed(163, 774),
            pending=67,
            late=255,
            other=15,
        ),
        Cohort(first=date(2022, 11, 16), last=date(2022, 12, 31), new=_mixed(30, 110), pending=41, late=None),
        Cohort(
            first=date(2023, 1, 1),
            last=date(2023, 10, 30),
            new=_mixed(783, 37, 20),
            pending=56,
            late=6,
            on_time=1,
            other=52,
            posted=57,
        ),
        Cohort(first=date(2023, 10, 31), last=date(2023, 12, 31), new=_mixed(190, 24), pending=48, late=None),
        Cohort(first=date(2024, 1, 1), last=date(2024, 11, 30), new=_year_2024, pending=61),
        Cohort(first=date(2024, 12, 1), last=date(2024, 12, 31), new=_mixed(60, 25), pending=30, late=None),
    )


@dataclass(slots=True)
class Builder:
    """Carries out a plan on a desk, each step at its own time."""

    desk: Desk
    rng: Random
    apart: Random
    """Draws what was added later, so that everything else stays as it was."""
    ordinals: dict[date, int]

    def at(self, moment: datetime) -> Desk:
        """The desk with its clock at that moment."""
        return replace(self.desk, clock=lambda: moment)

    def code(self, day: date) -> str:
        self.ordinals[day] = self.ordinals.get(day, 0) + 1
        return f"{SETTINGS.agency_id}-{day:%y%m%d}-{self.ordinals[day]:04d}"

    def particulars(self, case: Case) -> Particulars:
        who = names.applicant(self.rng)
        department = DEPARTMENT[case.version.field]
        officer = self.rng.choice(names.OFFICERS[department])
        return Particulars(
            code=self.code(case.accepted_on),
            procedure_version=case.version.id,
            applicant=who,
            phone=names.phone(self.rng),
            address=names.address(self.rng),
            channel=case.channel,
            filed_by_officer=case.channel.online and self.rng.random() < 0.2,
            department=department,
            officer=officer,
            fee=case.version.fee,
            paid_online=case.channel.online and case.version.fee is not None and self.rng.random() < 0.7,
            result_digitised=case.finished_on is not None and self.apart.random() < 0.7,
            papers_digitised=(digitised := self.rng.random() < 0.9),
            papers=tuple(replace(paper, digitised=digitised) for paper in case.version.papers),
        )

    def steps(self, case: Case) -> Iterator[Step]:
        """The steps of one dossier, each with its moment."""
        who = self.particulars(case)
        code = who.code
        if case.only_submitted:
            yield case.accepted_at, lambda desk, at: verbs.submit(desk, who, at)
            if case.declined:
                later = case.accepted_at + timedelta(minutes=90)
                yield later, lambda desk, at: verbs.decline(desk, code, at, "Hồ sơ không thuộc thẩm quyền")
            return
        if case.channel.online:
            yield case.accepted_at - self._waited(), lambda desk, at: verbs.submit(desk, who, at)
        yield case.accepted_at, lambda desk, at: verbs.accept(desk, who, at)
        if case.handed_over:
            handed = case.accepted_at + timedelta(minutes=25)
            yield handed, lambda desk, at: verbs.hand_over(desk, code, at, who.department, who.officer)
        if case.asked_on is not None:
            what = "Bản sao giấy tờ còn thiếu"
            yield self.on(case.asked_on, 15), lambda desk, at: verbs.ask_supplement(desk, code, at, what)
        if case.resumed_on is not None:
            yield self.on(case.resumed_on, 9), lambda desk, at: verbs.resume(desk, code, at)
        if case.redated_on is not None and case.promised_due is not None:
            promised = case.promised_due
            why = "Chờ ý kiến cơ quan phối hợp"
            yield self.on(case.redated_on, 10), lambda desk, at: verbs.redate(desk, code, at, promised, why)
        if case.payment_asked_on is not None:
            yield self.on(case.payment_asked_on, 10), lambda desk, at: verbs.ask_payment(desk, code, at)
        if case.finished_on is not None:
            yield from self._end(case, code, case.finished_on)

    def _end(self, case: Case, code: str, finished_on: date) -> Iterator[Step]:
        moment = self.on(finished_on, 16)
        match case.outcome:
            case Outcome.STOPPED:
                yield moment, lambda desk, at: verbs.stop(desk, code, at, "Người nộp xin rút hồ sơ")
                return
            case Outcome.CLOSED:
                yield moment, lambda desk, at: verbs.close(desk, code, at, "Hết thời hạn bổ sung")
                return
            case Outcome.REFUSED:
                why = "Không đủ điều kiện theo quy định"
                yield moment, lambda desk, at: verbs.finish(desk, code, at, Outcome.REFUSED, reason=why)
            case Outcome.GRANTED:
                late = finished_on > case.due_on and case.resumed_on is None
                cause = self.rng.choice(LATE_CAUSES) if late else ""
                number = f"{self.rng.randrange(100, 2000)}/SXD"
                yield (
                    moment,
                    lambda desk, at: verbs.finish(desk, code, at, result_number=number, late_cause=cause),
                )
        way = self._way(case)
        yield self.on(self._collected(finished_on), 9), lambda desk, at: verbs.give_back(desk, code, at, way)

    def on(self, day: date, hour: int) -> datetime:
        """Some minute of that hour."""
        return datetime.combine(day, time(hour, self.rng.randrange(30)))

    def _way(self, case: Case) -> ReturnWay:
        if case.channel is Channel.POST and case.accepted_at >= MOVED_IN:
            return ReturnWay.POST
        if case.returned_by is ReturnWay.DESK and case.channel.online and self.rng.random() < 0.4:
            return ReturnWay.ONLINE
        return case.returned_by

    def _waited(self) -> timedelta:
        """How long the desk took to accept what came online: hours, seldom days."""
        hours = self.apart.randrange(24, 72) if self.apart.random() < 0.06 else self.apart.randrange(0, 7)
        return timedelta(hours=hours, minutes=self.apart.randrange(5, 60))

    def _collected(self, finished_on: date) -> date:
        return self.desk.calendar.add(finished_on, self.rng.choice((1, 1, 1, 2, 3)))

    def entry(self, case: Case) -> register.Entry:
        """The row of a dossier that ended before the desk moved in."""
        who = self.particulars(case)
        assert case.finished_on is not None
        late = case.finished_on > case.due_on and case.outcome is Outcome.GRANTED
        cause = self.rng.choice(LATE_CAUSES) if late else ""
        if case.outcome in (Outcome.STOPPED, Outcome.CLOSED):
            return case, who, None, ReturnWay.DESK, "", cause
        back = self.on(self._collected(case.finished_on), 9)
        return case, who, back, self._way(case), f"{self.rng.randrange(100, 2000)}/SXD", cause


def plan(desk: Desk) -> list[Case]:
    """Every dossier of the desk, by the time of its acceptance."""
    with desk.unit_of_work(Right.IMPORT) as uow:
        stored = [uow.catalogue.add(version) for version in versions()]
        uow.commit()
    calendar = base_calendar()
    planner = Planner(stored, calendar, OfficeHours(DEFAULT_SESSIONS, calendar), Random(SEED))
    carried: list[Case] = []
    for cohort in cohorts():
        carried = planner.run(cohort, carried)
    desk_at_work(planner, carried)
    return sorted(planner.cases, key=lambda case: case.accepted_at)


def build(target: Path) -> None:
    """Make the sample desk at ``target``, replacing what is there."""
    for suffix in ("", "-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    create_desk(target, SETTINGS, lambda: MOVED_IN)
    database = Database.open(target)
    desk = bootstrap.desk_of(database, SAMPLE_TODAY)
    confirm_calendar(desk, CONFIRMED_UNTIL)
    builder = Builder(desk, Random(SEED), Random(SEED + 1), {})
    cases = plan(desk)
    ended = [case for case in cases if case.finished_on is not None and case.finished_on < MOVED_IN.date()]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "so-theo-doi.csv"
        register.write(path, map(builder.entry, ended))
        result = import_dossiers(builder.at(MOVED_IN), path)
    assert result.added == len(ended), result
    here = set(map(id, ended))
    steps = [step for case in cases if id(case) not in here for step in builder.steps(case)]
    for moment, step in sorted(steps, key=lambda s: s[0]):
        if moment <= desk.now():
            step(builder.at(moment), moment)
    petitions.write_down(lambda moment: builder.at(max(moment, MOVED_IN)), desk.today())
    database.close()


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
