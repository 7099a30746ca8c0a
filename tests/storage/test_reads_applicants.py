from __future__ import annotations

import re
from collections.abc import Callable
from sqlite3 import Connection

import pytest
from tests.conftest import NOW, ZONE

from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Accepted, Event
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads import applicants


@pytest.mark.file_only("asks for the plan of SQLite")
@pytest.mark.parametrize(
    ("read", "indexes"),
    [
        (lambda c: applicants.with_number(c, "applicant_id", "0010"), {"dossier_applicant_id"}),
        (lambda c: applicants.with_number(c, "phone", "0912"), {"dossier_phone", "dossier_applicant_id"}),
        (lambda c: applicants.named(c, "nguyen thi"), {"dossier_fts VIRTUAL TABLE", "dossier_applicant_id"}),
        (lambda c: applicants.named(c, "le an"), {"dossier_fts VIRTUAL TABLE", "dossier_applicant "}),
        (
            lambda c: applicants.open_dossiers(c, 1, "001089001234", "0912345678", but=""),
            {"dossier_applicant_id", "dossier_phone"},
        ),
    ],
)
def test_people_when_looked_for_then_through_indexes_only(
    database: Database, read: Callable[[Connection], object], indexes: set[str]
) -> None:
    with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        for code, name, number in (("H-1", "Nguyễn Thị Hòa", "001089001234"), ("H-2", "Lê An", "")):
            filed = Particulars(
                code=code, procedure_version=1, applicant=name, applicant_id=number, phone="0912345678"
            )
            uow.dossiers.add(filed, [Event(NOW, Accepted(None))])
        uow.commit()
    reader = database.reader()
    statements: list[str] = []
    reader.set_trace_callback(statements.append)
    assert read(reader)
    reader.set_trace_callback(None)
    ours = [text for text in statements if not text.startswith("--")]
    plan = [row[3] for text in ours for row in reader.execute(f"EXPLAIN QUERY PLAN {text}")]
    assert not [step for step in plan if re.match(r"SCAN (d|dossier)\b", step)]
    assert all(any(index in f"{step} " for step in plan) for index in indexes), plan


def test_latest_of_an_officer_looks_at_the_newest_only(database: Database) -> None:
    assert applicants.latest_of(database.reader(), "Mai") is None
    for actor, code in (("Mai", "H-1"), ("Mai", "H-2"), ("Lan", "H-3")):
        with database.unit_of_work(zone=ZONE, actor=actor, now=NOW) as uow:
            filed = Particulars(code=code, procedure_version=1, applicant="A")
            uow.dossiers.add(filed, [Event(NOW, Accepted(None))])
            uow.commit()
    assert applicants.latest_of(database.reader(), "Mai") == "H-2"
    assert applicants.latest_of(database.reader(), "Hà") is None
