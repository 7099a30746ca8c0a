"""How often others wrote, as another program over the same database sees it."""

from __future__ import annotations

from tests.conftest import NOW, ZONE

from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Accepted, Event
from motcua_tui.storage.database import Database


def write(database: Database, code: str) -> None:
    with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        uow.dossiers.add(
            Particulars(code=code, procedure_version=1, applicant="A"), [Event(NOW, Accepted(None))]
        )
        uow.commit()


def test_writes_of_others_when_another_program_commits_then_one_more(database: Database) -> None:
    other = Database.open(database.place)
    before = database.writes_of_others()
    write(other, "A-1")
    assert database.writes_of_others() == before + 1
    other.close()


def test_writes_of_others_when_only_we_write_then_as_many_as_before(database: Database) -> None:
    before = database.writes_of_others()
    write(database, "A-1")
    assert database.writes_of_others() == before


def test_writes_of_others_when_nothing_is_committed_then_as_many_as_before(database: Database) -> None:
    other = Database.open(database.place)
    before = database.writes_of_others()
    with other.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        uow.settings.put({"place": "Huế"})
    with other.writing() as connection:
        connection.execute("DELETE FROM draft")
    assert database.writes_of_others() == before
    other.close()
