"""What is so on a server only: opening it, its locks, a lost connection, and who may do what there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.conftest import NOW, ZONE
from tests.engines import ON_SERVER, ServerTemplate, Template
from tests.services.desks import desk_over, particulars

from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.events import Accepted, Event
from motcua_tui.errors import StorageError
from motcua_tui.services import browse, drafts, office, undoing, verbs
from motcua_tui.services.maintenance import examine, facts
from motcua_tui.services.moving import move
from motcua_tui.services.proving import prove
from motcua_tui.services.views import View
from motcua_tui.storage.database import Database
from motcua_tui.storage.place import Place, Server
from motcua_tui.storage.reads import dossiers as lists
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort
from motcua_tui.storage.reads.history import load
from motcua_tui.storage.reads.office import sizes
from motcua_tui.storage.server import store
from motcua_tui.storage.server.connection import Raw, connect

pytestmark = pytest.mark.skipif(not ON_SERVER, reason="needs a server")
ROLES = Path(__file__).parents[2] / "docs" / "postgres-roles.sql"


@pytest.fixture
def empty_place(template: Template) -> Iterator[Place]:
    assert isinstance(template, ServerTemplate)
    with template.empty() as place:
        yield place


def run(place: Place, *statements: str) -> None:
    import psycopg

    assert isinstance(place, Server)
    with psycopg.connect(place.url) as connection:
        for statement in statements:
            connection.execute(statement)


def acting_as(place: Place, role: str) -> Server:
    """The same database with the rights of a role."""
    assert isinstance(place, Server)
    return Server(f"{place.url}&options=-crole%3D{role}")


def test_create_in_an_empty_database_makes_a_record_that_opens(empty_place: Place) -> None:
    with pytest.raises(StorageError, match="còn trống"):
        Database.open(empty_place)
    Database.create(empty_place).close()
    with closing(Database.open(empty_place)) as database:
        assert sizes(database.reader()).dossiers == 0
        assert database.bytes() > 0
    with pytest.raises(StorageError, match="đã có sổ"):
        Database.create(empty_place)


def test_open_of_somebody_elses_database_refuses_and_leaves_it(empty_place: Place) -> None:
    run(empty_place, "CREATE TABLE song (title text)")
    for attempt in (Database.open, Database.create):
        with pytest.raises(StorageError, match="không phải của Một Cửa"):
            attempt(empty_place)


@pytest.mark.parametrize(("number", "told"), [("0000", "cũ hơn"), ("0999", "mới hơn")])
def test_open_of_another_version_says_what_to_do(database_place: Place, number: str, told: str) -> None:
    run(database_place, f"UPDATE alembic_version SET version_num = '{number}'")  # noqa: S608
    try:
        with pytest.raises(StorageError, match=told):
            Database.open(database_place)
    finally:
        run(database_place, "UPDATE alembic_version SET version_num = '0001'")


def test_upgrade_is_of_an_older_version_alone(
    database_place: Place, empty_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not Database.upgrade(empty_place)
    assert not Database.upgrade(database_place)
    monkeypatch.setattr("motcua_tui.storage.server.store.NEWEST", 2)
    assert Database.upgrade(database_place)
    with closing(Database(database_place)) as database:
        assert sizes(database.reader()).procedures == 2


def test_open_where_nobody_answers_or_no_such_database_says_so(database_place: Place) -> None:
    assert isinstance(database_place, Server)
    with pytest.raises(StorageError, match="Không nối được"):
        Database.open(Server("postgresql://mai:bi-mat@127.0.0.1:1/x?connect_timeout=2"))
    address, question, options = database_place.url.partition("?")
    other = Server(f"{address.rpartition('/')[0]}/khong_co{question}{options}")
    with pytest.raises(StorageError, match=r"từ chối.*khong_co"):
        Database.open(other)


def test_first_read_goes_over_the_connection_that_opened(
    database_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Raw] = []

    def counted(server: Server, *, read_only: bool = False) -> Raw:
        made.append(connect(server, read_only=read_only))
        return made[-1]

    monkeypatch.setattr(store, "connect", counted)
    with closing(Database.open(database_place)) as database:
        assert sizes(database.reader()).procedures == 2
    (only,) = made
    assert only.closed


def test_read_after_the_connection_was_lost_connects_again(database: Database) -> None:
    reader = database.reader()
    run(database.place, _KILL_OTHERS)
    assert sizes(reader).procedures == 2


def test_transaction_whose_connection_was_lost_stores_nothing_and_says_so(database: Database) -> None:
    def interrupted() -> None:
        with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
            uow.settings.put({"agency": "Sở Xây dựng"})
            run(database.place, _KILL_OTHERS)
            uow.commit()

    with pytest.raises(StorageError, match="Không nối được"):
        interrupted()
    with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        assert uow.settings.all() == {}


def test_transaction_while_another_one_is_open_waits_and_then_says_so(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua_tui.storage.server.connection.LOCK_SECONDS", 0.05)
    with (
        closing(Database.open(database.place)) as other,
        database.unit_of_work(zone=ZONE, actor="Mai", now=NOW),
        pytest.raises(StorageError, match="đang ghi"),
        other.unit_of_work(zone=ZONE, actor="Lan", now=NOW),
    ):
        pass


def test_reader_cannot_write_and_a_draft_is_kept_while_another_one_writes(database: Database) -> None:
    with pytest.raises(StorageError, match="không có quyền"):
        database.reader().execute("DELETE FROM setting")
    desk = desk_over(database)
    with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW):
        drafts.keep(desk, "accept", "", {"applicant": "Nguyễn"}, None)
    assert drafts.offered(desk, "accept") is not None


def test_what_is_told_of_the_place_has_no_secret(database: Database) -> None:
    desk = desk_over(database)
    told = facts(desk)
    assert told.database == str(database.place)
    found = examine(database.place, NOW.date(), encoding="utf-8", environment={})
    assert str(database.place) in [finding.detail for finding in found]


def known(place: Place) -> dict[str, int]:
    """How many rows the planner believes to be in the tables that it was told of."""
    told = "SELECT relname, CAST(reltuples AS BIGINT) FROM pg_class WHERE relkind = 'r' AND reltuples > 0"
    with closing(Database.open(place)) as database:
        return dict(database.reader().execute(told).fetchall())


def add_many(database: Database) -> None:
    accepted = [Event(NOW, Accepted(date(2026, 12, 1)))]
    with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        uow.dossiers.bulk_add([(particulars(f"B-{n}"), accepted) for n in range(1000)], about=1000)
        uow.commit()


def test_import_of_many_tells_the_planner(database: Database) -> None:
    add_many(database)
    assert {"dossier": 1000, "dossier_event": 1000}.items() <= known(database.place).items()


def test_move_of_many_tells_the_planner(database: Database, empty_place: Place) -> None:
    add_many(database)
    move(desk_over(database), empty_place)
    assert known(empty_place) == known(database.place)


def test_search_is_planned_for_the_words_that_are_looked_for(database: Database) -> None:
    reader = database.reader()
    for _ in range(12):
        lists.window(reader, DossierQuery(text="hoa"), Sort(), 0, 9)
    prepared = [sql for (sql,) in reader.execute("SELECT statement FROM pg_prepared_statements")]
    assert prepared
    assert not [sql for sql in prepared if "LIKE" in sql]


def test_instant_after_2038_and_a_large_fee_are_stored(database: Database) -> None:
    desk = desk_over(database, datetime(2045, 3, 6, 9))
    dear = replace(particulars(), fee=9_000_000_000)
    verbs.accept(desk, dear, datetime(2045, 3, 6, 8), manual_due=date(2045, 3, 20), manual_reason="thử")
    stored = load(database.reader(), "A-1", zone=ZONE)
    assert stored is not None
    assert stored.dossier.particulars.fee == 9_000_000_000
    assert stored.history[0].event.at == datetime(2045, 3, 6, 8)


@pytest.fixture
def with_roles(database_place: Place) -> Iterator[Place]:
    run(database_place, ROLES.read_text(encoding="utf-8"))
    yield database_place
    run(
        database_place,
        *(f"DROP OWNED BY {role}; DROP ROLE {role}" for role in ("motcua_desk", "motcua_reader")),
    )


def test_desk_role_does_a_days_work_and_cannot_change_what_was_recorded(with_roles: Place) -> None:
    with closing(Database.open(acting_as(with_roles, "motcua_desk"))) as database:
        desk = desk_over(database)
        office.change_settings(desk, {"agency": "Sở Xây dựng"})
        office.put_days(desk, [CalendarDay(date(2026, 12, 7), DayKind.OFF, "Họp")])
        draft = drafts.keep(desk, "accept", "", {"applicant": "Nguyễn"}, None)
        verbs.accept(desk, particulars("A-1"), NOW)
        drafts.drop(desk, draft)
        verbs.ask_supplement(desk, "A-1", NOW, "bản vẽ", "thiếu")
        verbs.resume(desk, "A-1", NOW)
        verbs.finish(desk, "A-1", NOW)
        verbs.give_back(desk, "A-1", NOW)
        undoing.undo(desk, "A-1")
        with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
            uow.dossiers.bulk_add([(particulars("B-1"), [Event(NOW, Accepted(date(2026, 12, 1)))])])
            uow.commit()
        for statement in (
            "UPDATE dossier_event SET actor = 'x'",
            "DELETE FROM dossier_event",
            "TRUNCATE dossier_event CASCADE",
            "UPDATE journal SET seal = ''",
            "DELETE FROM dossier",
            "DELETE FROM office_change",
            "UPDATE locked_period SET text = ''",
            "UPDATE agency SET name = 'x'",
            "DROP TABLE draft",
            "ALTER TABLE dossier_event DISABLE TRIGGER ALL",
            "CREATE TABLE mine (x int)",
            "SET session_replication_role = replica",
        ):
            with pytest.raises(StorageError, match="không có quyền"), database.writing() as raw:
                raw.execute(statement)
    assert prove(with_roles).problems == ()


def test_reader_role_reads_and_writes_nothing(with_roles: Place) -> None:
    with closing(Database.open(acting_as(with_roles, "motcua_reader"))) as database:
        desk = desk_over(database)
        assert browse.count(desk, browse.query(desk, View.ALL)) == 0
        for attempt in (
            lambda: verbs.accept(desk, particulars(), NOW),
            lambda: office.change_settings(desk, {"agency": "x"}),
            lambda: drafts.keep(desk, "accept", "", {}, None),
        ):
            with pytest.raises(StorageError, match="không có quyền"):
                attempt()


_KILL_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
