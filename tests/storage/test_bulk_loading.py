from __future__ import annotations

import gc
import json
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW, ZONE
from tests.storage.histories import histories

from motcua_tui.domain import events as ev
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Event
from motcua_tui.errors import StorageError
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.database import Database
from motcua_tui.storage.happenings import decode, encode

ACCEPTED = (Event(datetime(2026, 11, 3, 8), ev.Accepted(date(2026, 11, 10))),)


def made(reader: Connection) -> set[tuple[str, str]]:
    return {(name, sql) for name, sql in reader.execute("SELECT name, sql FROM sqlite_master")}


def add(database: Database, *codes: str, about: int) -> None:
    with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        dossiers = (Particulars(code=code, procedure_version=1, applicant=f"Bà {code}") for code in codes)
        uow.dossiers.bulk_add(((dossier, ACCEPTED) for dossier in dossiers), about=about)
        uow.commit()


@pytest.mark.file_only("asks SQLite what is made")
@pytest.mark.parametrize("about", [1, 1000])
def test_indexes_and_triggers_after_many_were_added_are_those_before(database: Database, about: int) -> None:
    before = made(database.reader())
    add(database, "A-1", "A-2", about=about)
    add(database, "A-3", about=about)
    assert made(database.reader()) == before
    ((checked,),) = database.reader().execute("PRAGMA integrity_check").fetchall()
    assert checked == "ok"
    sql, words = database.reader().found(["ba", "a"])
    assert len(database.reader().execute(sql, words).fetchall()) == 3
    assert gc.isenabled()


@pytest.mark.file_only("asks SQLite what is made")
def test_indexes_and_triggers_after_a_row_was_refused_are_those_before(database: Database) -> None:
    before = made(database.reader())
    with pytest.raises(StorageError):
        add(database, "A-1", "A-1", about=1000)
    assert made(database.reader()) == before
    assert database.reader().execute("SELECT count(*) FROM dossier").fetchone() == (0,)
    assert gc.isenabled()


@pytest.mark.parametrize("numbers", [(0, 0), (1, 2), (7, 3)])
def test_events_are_numbered_in_the_order_in_which_they_are_told(
    database: Database, numbers: tuple[int, int]
) -> None:
    returned = Event(datetime(2026, 11, 4, 9), ev.Returned())
    told = [
        replace(event, number=number) for event, number in zip((*ACCEPTED, returned), numbers, strict=True)
    ]
    with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        uow.dossiers.bulk_add([(Particulars(code="A-1", procedure_version=1, applicant="Bà A"), told)])
        events = uow.dossiers.get("A-1").events
    assert [(event.number, event.what) for event in events] == [(1, ACCEPTED[0].what), (2, returned.what)]


def plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | time) else value


@given(told=histories(), text=st.text())
def test_detail_of_an_event_is_the_json_of_what_differs_from_the_default(
    told: tuple[Event, ...], text: str
) -> None:
    for what in (*(event.what for event in told), ev.Declined(text), ev.Amended("note", "", text)):
        number, detail = encode(what)
        empty = {name: field.default for name, field in what.__dataclass_fields__.items()}
        expected = {name: plain(getattr(what, name)) for name in empty if getattr(what, name) != empty[name]}
        assert detail == json.dumps(expected, ensure_ascii=False, separators=(",", ":"))
        assert decode(number, detail) == what
