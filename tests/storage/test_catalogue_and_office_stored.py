from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from tests.conftest import NOW, ZONE

from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.catalogue import ProcedureVersion, ProcessStep, SupplementRule
from motcua_tui.domain.codes import Channel, DayKind, SupplementEffect, Unit
from motcua_tui.domain.dossier import Paper, Particulars
from motcua_tui.domain.events import Accepted, Event
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.office import OfficeSession
from motcua_tui.errors import NotFoundError
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads import catalogue, office
from motcua_tui.storage.unit_of_work import UnitOfWork

FULL = ProcedureVersion(
    code="1.013236",
    name="Cấp giấy phép xây dựng mới",
    field="Hoạt động xây dựng",
    limit=TimeLimit(Decimal("2.5"), Unit.WORKING_DAYS),
    legal_limit=TimeLimit(Decimal(20), Unit.DAYS),
    case="công trình cấp I",
    channel=Channel.DIRECT,
    online=Channel.ONLINE_PARTIAL,
    post=True,
    fee=150_000,
    supplement=SupplementRule(effect=SupplementEffect.PAUSE, notice_days=2, wait_days=20, most=2),
    after_15h=True,
    at_once=True,
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
    decision="56/QĐ-BXD",
    papers=(Paper("Đơn đề nghị theo mẫu"), Paper("Bản vẽ thiết kế", originals=0, copies=2)),
    steps=(
        ProcessStep("Tiếp nhận", "Bộ phận Một cửa", Decimal("0.5")),
        ProcessStep("Thẩm định", "Phòng Quản lý xây dựng", Decimal(2)),
        ProcessStep("Trả kết quả"),
    ),
)


def begin(database: Database) -> UnitOfWork:
    return database.unit_of_work(zone=ZONE, actor="Mai", now=NOW)


def test_procedure_version_reads_back_as_it_was_given(database: Database) -> None:
    with begin(database) as uow:
        added = uow.catalogue.add(FULL)
        again = uow.catalogue.add(replace(FULL, valid_from=date(2027, 1, 1), valid_to=None))
        assert uow.catalogue.get(added.id) == added
        uow.commit()
    assert added == replace(FULL, id=added.id, procedure_id=added.procedure_id)
    assert again.procedure_id == added.procedure_id
    assert catalogue.versions(database.reader(), whole=True)[-2:] == (added, again)
    outline = replace(added, papers=(), steps=())
    assert catalogue.versions(database.reader())[-2] == outline
    assert catalogue.version(database.reader(), added.id) == added


@pytest.mark.parametrize("amount", ["0", "0.5", "8", "0.05", "3650"])
def test_limit_of_any_amount_reads_back_equal(database: Database, amount: str) -> None:
    unit = Unit.WORKING_HOURS
    with begin(database) as uow:
        added = uow.catalogue.add(replace(FULL, limit=TimeLimit(Decimal(amount), unit)))
        assert uow.catalogue.get(added.id).limit == TimeLimit(Decimal(amount), unit)


def test_version_after_update_and_end_has_the_new_facts(database: Database) -> None:
    with begin(database) as uow:
        added = uow.catalogue.add(FULL)
        changed = replace(
            added, name="Cấp GPXD", limit=None, valid_to=None, papers=added.papers[1:], steps=added.steps[:2]
        )
        uow.catalogue.update(changed)
        assert uow.catalogue.get(added.id) == changed
        uow.catalogue.end(added.id, date(2026, 11, 30))
        uow.commit()
    assert catalogue.version(database.reader(), added.id) == replace(changed, valid_to=date(2026, 11, 30))
    assert sum(v.code == FULL.code for v in catalogue.versions(database.reader())) == 1


def test_unknown_version_is_an_error(database: Database) -> None:
    with pytest.raises(NotFoundError):
        catalogue.version(database.reader(), 99)
    with begin(database) as uow, pytest.raises(NotFoundError):
        uow.catalogue.end(99, date(2026, 11, 30))


def test_settings_put_replace_those_of_the_same_key_only(database: Database) -> None:
    with begin(database) as uow:
        uow.settings.put({"agency": "Sở Xây dựng", "desk": "Bộ phận Một cửa"})
        uow.settings.put({"desk": "Quầy 3"})
        assert uow.settings.all() == {"agency": "Sở Xây dựng", "desk": "Quầy 3"}
        uow.commit()
    assert office.settings(database.reader()) == {"agency": "Sở Xây dựng", "desk": "Quầy 3"}
    assert office.zone(database.reader()) == "Asia/Ho_Chi_Minh"


def test_calendar_days_read_back_by_date_and_a_new_row_replaces(database: Database) -> None:
    off = CalendarDay(date(2026, 11, 24), DayKind.OFF, "Ngày Văn hóa", None, "NQ 28/2026/QH16")
    worked = CalendarDay(date(2026, 11, 28), DayKind.WORK, "làm bù", date(2026, 11, 23))
    with begin(database) as uow:
        uow.calendar.put([worked, replace(off, label="?"), off])
        assert uow.calendar.days() == (off, worked)
        uow.calendar.remove(worked.on)
        uow.calendar.remove(worked.on)
        uow.commit()
    assert office.calendar_days(database.reader()) == (off,)


def test_calendar_is_confirmed_until_the_day_last_said(database: Database) -> None:
    assert office.confirmed_until(database.reader()) is None
    with begin(database) as uow:
        assert uow.calendar.confirmed_until() is None
        uow.calendar.confirm(date(2026, 11, 22))
        uow.calendar.confirm(date(2026, 12, 31))
        assert uow.calendar.confirmed_until() == date(2026, 12, 31)
        uow.commit()
    assert office.confirmed_until(database.reader()) == date(2026, 12, 31)


def test_office_sessions_read_back_and_replace_all_before(database: Database) -> None:
    summer = OfficeSession(0, time(7, 0), time(11, 30), (4, 16), (10, 15))
    always = OfficeSession(0, time(13, 30), time(17, 0))
    assert office.office_sessions(database.reader()) == ()
    with begin(database) as uow:
        uow.calendar.put_sessions([OfficeSession(5, time(8), time(11))])
        uow.calendar.put_sessions([always, summer])
        uow.commit()
    assert office.office_sessions(database.reader()) == (summer, always)


def test_people_and_sizes_are_known_after_a_dossier(database: Database) -> None:
    who = Particulars(
        code="A-1", procedure_version=1, applicant="A", department="Phòng Kinh tế", officer="Mai"
    )
    with begin(database) as uow:
        uow.dossiers.add(who, [Event(NOW, Accepted(None))])
        uow.commit()
    reader = database.reader()
    assert office.departments(reader) == {1: "Phòng Kinh tế"}
    assert office.officers(reader) == {1: "Mai"}
    assert office.agencies(reader) == {1: ""}
    assert office.sizes(reader) == office.Sizes(dossiers=1, open_dossiers=1, procedures=2)
