from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.services.desks import NOW, desk_over, particulars

from motcua_tui.errors import InputError, StorageError
from motcua_tui.services import drafts, verbs
from motcua_tui.services.desk import Desk


def later(desk: Desk, **elapsed: int) -> Desk:
    return replace(desk, clock=lambda: NOW + timedelta(**elapsed))


def test_draft_when_kept_again_then_one_with_the_newest_content(small_desk: Desk) -> None:
    assert drafts.offered(small_desk, "accept") is None
    number = drafts.keep(small_desk, "accept", "", {"applicant": "Ng"}, None)
    assert drafts.keep(later(small_desk, minutes=1), "accept", "", {"applicant": "Nguyễn"}, number) == number
    found = drafts.offered(small_desk, "accept")
    assert found == drafts.Draft(number, {"applicant": "Nguyễn"}, NOW + timedelta(minutes=1))
    drafts.drop(small_desk, number)
    drafts.drop(small_desk, number)
    assert drafts.offered(small_desk, "accept") is None


def test_draft_when_dropped_meanwhile_then_kept_as_a_new_one(small_desk: Desk) -> None:
    number = drafts.keep(small_desk, "accept", "", {"applicant": "A"}, None)
    drafts.drop(small_desk, number)
    drafts.keep(small_desk, "accept", "", {"applicant": "B"}, number)
    found = drafts.offered(small_desk, "accept")
    assert found is not None
    assert found.content == {"applicant": "B"}


def test_drafts_when_there_are_several_then_the_newest_is_offered_and_then_the_one_before(
    small_desk: Desk,
) -> None:
    drafts.keep(small_desk, "accept", "", {"applicant": "A"}, None)
    newest = drafts.keep(later(small_desk, minutes=5), "accept", "", {"applicant": "B"}, None)
    found = drafts.offered(small_desk, "accept")
    assert found is not None
    assert found.id == newest
    drafts.drop(small_desk, newest)
    found = drafts.offered(small_desk, "accept")
    assert found is not None
    assert found.content == {"applicant": "A"}


@pytest.mark.parametrize(
    ("officer", "form", "subject"), [("Lan", "f", "H-1"), ("Mai", "g", "H-1"), ("Mai", "f", "")]
)
def test_draft_when_of_another_officer_form_or_dossier_then_not_offered(
    small_desk: Desk, officer: str, form: str, subject: str
) -> None:
    drafts.keep(small_desk, "f", "H-1", {"what": "Bản vẽ"}, None)
    other = replace(small_desk, settings=replace(small_desk.settings, officer=officer))
    assert drafts.offered(other, form, subject) is None
    assert drafts.offered(small_desk, "f", "H-1") is not None


def test_draft_when_a_month_old_then_neither_offered_nor_kept(small_desk: Desk) -> None:
    drafts.keep(small_desk, "accept", "", {"applicant": "A"}, None)
    assert drafts.offered(later(small_desk, days=30), "accept") is not None
    assert drafts.offered(later(small_desk, days=30, minutes=1), "accept") is None
    drafts.keep(later(small_desk, days=31), "other", "", {}, None)
    assert drafts.offered(small_desk, "accept") is None


@pytest.mark.file_only("holds the lock of a file")
def test_draft_when_the_database_is_busy_then_an_error_for_a_person(
    small_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua_tui.storage.connect.BUSY_SECONDS", 0.0)
    with closing(sqlite3.connect(small_desk.database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="đang ghi"):
            drafts.keep(small_desk, "accept", "", {}, None)


@pytest.mark.file_only("asks what is loaded for a file")
def test_draft_when_kept_then_the_writing_side_is_not_loaded(small_desk: Desk) -> None:
    program = (
        "import sys; from motcua_tui.bootstrap import open_desk; from motcua_tui.services import drafts;"
        f"drafts.keep(open_desk({str(small_desk.database.path)!r}, '2026-11-23'), 'f', '', {{}}, None);"
        "sys.exit('sqlalchemy' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert drafts.offered(desk_over(small_desk.database), "f") is None


def test_draft_when_what_it_holds_is_saved_then_it_goes_in_the_same_transaction(small_desk: Desk) -> None:
    draft = drafts.keep(small_desk, "AcceptScreen", "", {"applicant": "Lê An"}, None)
    saving = replace(small_desk, draft=draft)
    with pytest.raises(InputError):
        verbs.accept(saving, particulars(applicant=" "), NOW)
    assert drafts.offered(small_desk, "AcceptScreen") is not None
    with small_desk.database.unit_of_work(zone="Asia/Ho_Chi_Minh", actor="Mai", now=NOW, draft=draft) as uow:
        uow.settings.put({"place": "Huế"})
    assert drafts.offered(small_desk, "AcceptScreen") is not None
    verbs.accept(saving, particulars(), NOW)
    assert drafts.offered(small_desk, "AcceptScreen") is None
