from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW, ZONE
from tests.engines import ON_SERVER, examples
from tests.nasty_texts import NASTY
from tests.storage.histories import Told, dossiers

from motcua_tui.domain import codes as vocabularies
from motcua_tui.domain import events as ev
from motcua_tui.domain.changes import Subject
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay, State
from motcua_tui.domain.dossier import Dossier, Paper, Particulars
from motcua_tui.domain.events import Event, replay
from motcua_tui.domain.ledger import Judgement, Origin, Status
from motcua_tui.errors import ConflictError, NotFoundError, StorageError
from motcua_tui.services.proving import prove
from motcua_tui.storage.codes import Clock, codes_of
from motcua_tui.storage.database import Database
from motcua_tui.storage.happenings import KINDS, decode, encode
from motcua_tui.storage.reads.history import load
from motcua_tui.storage.reads.rows import rows
from motcua_tui.storage.unit_of_work import UnitOfWork

EVERYTHING = Particulars(
    code="000.00.64.H48-261123-0001",
    procedure_version=1,
    applicant="Nguyễn Thị Hòa",
    channel=Channel.POST,
    applicant_id="052099001234",
    phone="0912345678",
    email="hoa@example.vn",
    address="12 Lê Lợi",
    submitter="Phạm Bưu Tá",
    submitter_id="052088004321",
    submitter_phone="0987654321",
    filed_by_officer=True,
    department="Phòng Quản lý xây dựng",
    officer="Mai",
    sets=2,
    papers=(
        Paper("Đơn đề nghị", originals=1, copies=2, digitised=True),
        Paper("Bản vẽ", originals=0, copies=1, received=False),
    ),
    fee=150_000,
    fee_receipt="AB/12",
    fee_collector="Lan",
    paid_online=True,
    papers_digitised=True,
    result_digitised=True,
    receipt_number="02/0117",
    note="dòng một\ndòng hai",
)
ACCEPTED = Event(datetime(2026, 11, 23, 9, 40), ev.Accepted(date(2026, 12, 1)))
ASKED = Event(datetime(2026, 11, 24, 8, 0), ev.SupplementAsked("bản vẽ", complete_by=date(2026, 12, 9)))


def begin(database: Database, actor: str = "Mai", now: datetime = NOW) -> UnitOfWork:
    return database.unit_of_work(zone=ZONE, actor=actor, now=now)


def add(database: Database, particulars: Particulars = EVERYTHING) -> Dossier:
    with begin(database) as uow:
        dossier = uow.dossiers.add(particulars, [ACCEPTED])
        uow.commit()
    return dossier


def test_dossier_after_commit_reads_back_as_it_was_given(database: Database) -> None:
    added = add(database)
    assert added.particulars == EVERYTHING
    assert added.events == (replace(ACCEPTED, number=1),)
    assert added.standing == replay([ACCEPTED])
    stored = load(database.reader(), EVERYTHING.code, zone=ZONE)
    assert stored is not None
    assert stored.dossier == added
    with begin(database) as uow:
        assert uow.dossiers.get(EVERYTHING.code) == added


def test_history_tells_when_and_by_whom_each_event_was_recorded(database: Database) -> None:
    added = add(database)
    with begin(database, actor="Đức", now=datetime(2026, 11, 25, 16, 5)) as uow:
        uow.dossiers.append(added, [ASKED])
        uow.commit()
    stored = load(database.reader(), added.code, zone=ZONE)
    assert stored is not None
    assert [(s.event.number, s.recorded_at, s.actor) for s in stored.history] == [
        (1, NOW, "Mai"),
        (2, datetime(2026, 11, 25, 16, 5), "Đức"),
    ]


def test_append_numbers_events_on_and_replaces_particulars(database: Database) -> None:
    added = add(database)
    moved = replace(EVERYTHING, department="", officer="Đức", phone="0987000111")
    with begin(database) as uow:
        changed = uow.dossiers.append(
            added, [ASKED, replace(ASKED, what=ev.Resumed(None))], particulars=moved
        )
        uow.commit()
    assert [event.number for event in changed.events] == [1, 2, 3]
    assert changed.version == len(changed.events)
    assert changed.standing.state is State.PROCESSING
    with begin(database) as uow:
        assert uow.dossiers.get(added.code) == changed


def test_unit_of_work_left_without_commit_stores_nothing(database: Database) -> None:
    with begin(database) as uow:
        uow.dossiers.add(EVERYTHING, [ACCEPTED])
    assert load(database.reader(), EVERYTHING.code, zone=ZONE) is None


def test_unit_of_work_left_by_an_error_stores_nothing_and_passes_it_on(database: Database) -> None:
    def fail() -> None:
        with begin(database) as uow:
            uow.dossiers.add(EVERYTHING, [ACCEPTED])
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert load(database.reader(), EVERYTHING.code, zone=ZONE) is None


def test_append_to_a_dossier_changed_meanwhile_is_a_conflict(database: Database) -> None:
    seen = add(database)
    with begin(database) as uow:
        uow.dossiers.append(seen, [ASKED])
        uow.commit()
    with begin(database) as uow, pytest.raises(ConflictError):
        uow.dossiers.append(seen, [ASKED])


def test_add_with_a_code_that_is_taken_is_a_conflict(database: Database) -> None:
    add(database)
    with begin(database) as uow, pytest.raises(ConflictError):
        uow.dossiers.add(EVERYTHING, [ACCEPTED])


def test_bulk_add_with_a_code_that_is_taken_stores_nothing(database: Database) -> None:
    add(database)
    others = [(replace(EVERYTHING, code=f"B-{n}"), [ACCEPTED]) for n in range(3)]
    with pytest.raises(StorageError), begin(database) as uow:
        uow.dossiers.bulk_add([*others, (EVERYTHING, [ACCEPTED])])
    assert load(database.reader(), "B-0", zone=ZONE) is None
    assert prove(database.place).problems == ()


def test_dossier_of_an_unknown_procedure_is_refused(database: Database) -> None:
    stranger = replace(EVERYTHING, procedure_version=99)
    with begin(database) as uow, pytest.raises(NotFoundError):
        uow.dossiers.add(stranger, [ACCEPTED])
    with begin(database) as uow, pytest.raises(NotFoundError):
        uow.dossiers.bulk_add([(stranger, [ACCEPTED])])


def test_get_of_an_unknown_code_is_an_error_and_find_gives_none(database: Database) -> None:
    with begin(database) as uow:
        assert uow.dossiers.find("A-1") is None
        with pytest.raises(NotFoundError):
            uow.dossiers.get("A-1")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dossier_event SET actor = 'x'",
        "DELETE FROM dossier_event",
        "DELETE FROM dossier",
    ],
)
def test_history_cannot_be_changed_or_deleted(database: Database, statement: str) -> None:
    add(database)
    with pytest.raises(StorageError, match="is never"), database.writing() as raw:
        raw.execute(statement)


@examples(25)
@given(told=dossiers())
def test_bulk_add_stores_what_adding_one_by_one_stores(
    fill: Callable[[list[Told]], Database], told: list[Told]
) -> None:
    bulk, single = fill(told), fill([])
    with begin(single) as uow:
        for dossier in told:
            uow.dossiers.add(dossier.particulars, dossier.events)
        uow.commit()
    for table in ("dossier", "dossier_event", "waiting", "department", "officer"):
        everything = f"SELECT * FROM {table} ORDER BY 1, 2"  # noqa: S608
        stored = [rows(d.reader(), everything) for d in (bulk, single)]
        assert stored[0] == stored[1]
    found = [sorted(rows(d.reader(), *d.reader().found(["gia"]))) for d in (bulk, single)]
    assert found[0] == found[1] == [(n + 1,) for n in range(len(told))]
    assert prove(bulk.place).problems == prove(single.place).problems == ()


def test_bulk_add_keeps_the_search_of_dossiers_that_were_there(database: Database) -> None:
    add(database)
    with begin(database) as uow:
        assert uow.dossiers.bulk_add([(replace(EVERYTHING, code="B-1", applicant="Lê Ân"), [ACCEPTED])]) == 1
        uow.dossiers.add(replace(EVERYTHING, code="C-1", applicant="Lê Ân"), [ACCEPTED])
        uow.commit()
    found = rows(database.reader(), *database.reader().found(["le", "an"]))
    assert sorted(found) == [(2,), (3,)]


STORABLE = [text for text in NASTY if "\ud800" not in text and not (ON_SERVER and "\0" in text)]
"""Neither database stores half a surrogate, and a server no NUL; both are gone once a text is cleaned."""

texts = st.sampled_from(STORABLE) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20
)
of_type = {
    "str": texts,
    "bool": st.booleans(),
    "int": st.integers(1, 99),
    "date": st.dates(),
    "date | None": st.none() | st.dates(),
    "time | None": st.none() | st.times(),
    "Outcome": st.sampled_from(Outcome),
    "ReturnWay": st.sampled_from(ReturnWay),
}
happenings = st.one_of(
    [st.builds(kind, **{f.name: of_type[str(f.type)] for f in fields(kind)}) for kind in KINDS]
)


@given(what=happenings)
def test_happening_as_row_reads_back_equal(what: ev.Happening) -> None:
    assert decode(*encode(what)) == what


@pytest.mark.parametrize("text", STORABLE)
def test_nasty_text_reads_back_as_it_was_stored(database: Database, text: str) -> None:
    nasty = replace(EVERYTHING, applicant=text, note=text, department=text)
    with begin(database) as uow:
        added = uow.dossiers.add(nasty, [replace(ACCEPTED, what=ev.Accepted(None, manual_reason=text))])
        uow.commit()
    stored = load(database.reader(), nasty.code, zone=ZONE)
    assert stored is not None
    assert stored.dossier == added


@given(at=st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)))
def test_instant_in_the_zone_of_the_office_reads_back_to_the_second(at: datetime) -> None:
    clock = Clock(ZONE)
    assert clock.local(clock.stored(at)) == at.replace(microsecond=0)


def test_instant_is_stored_as_utc_seconds() -> None:
    in_utc = datetime(2026, 11, 23, 2, 40, tzinfo=UTC).timestamp()
    assert Clock(ZONE).stored(datetime(2026, 11, 23, 9, 40)) == in_utc


def test_codes_of_vocabularies_are_those_of_the_stored_databases() -> None:
    """Rows hold these numbers: a value may be added at the end of a vocabulary, nothing else."""
    kept = {
        vocabularies.Channel: "online_full online_partial post direct",
        vocabularies.State: "submitted declined accepted processing awaiting_supplement awaiting_payment"
        " result_ready returned stopped closed",
        vocabularies.Outcome: "granted refused stopped closed",
        vocabularies.Unit: "working_days days working_hours",
        vocabularies.SupplementEffect: "restart pause",
        vocabularies.JudgeBy: "lawful_due promised",
        vocabularies.DayKind: "off work",
        vocabularies.WaitKind: "supplement payment consultation",
        vocabularies.ReturnWay: "desk post online",
        Subject: "setting sessions calendar officer petition procedure",
        Origin: "carried_over new",
        Status: "pending granted refused stopped closed",
        Judgement: "early on_time late in_time overdue",
    }
    for vocabulary, values in kept.items():
        assert [value.value for value in codes_of(vocabulary)] == values.split()
    assert " ".join(kind.__name__ for kind in KINDS) == (
        "Submitted Declined Accepted HandedOver SupplementAsked Resumed PaymentAsked PaymentReceived"
        " Consulted Answered ReDated DueMoved ResultReady Corrected Returned Stopped Closed Amended Undone"
        " LetterIssued"
    )
