from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.services.desks import at, particulars

from motcua_tui.bootstrap import reread
from motcua_tui.domain.changes import Subject
from motcua_tui.errors import InputError, NotFoundError, RuleError
from motcua_tui.services import browse, office, officers, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads.changes import changes
from motcua_tui.storage.reads.officers import Officer


def test_officers_are_listed_with_what_they_have_in_hand(small_desk: Desk) -> None:
    officers.add(small_desk, " Đỗ  Anh ")
    officers.add(small_desk, "Bình")
    given = replace(particulars(), officer="Bình")
    verbs.accept(small_desk, given, datetime(2026, 11, 20, 9))
    assert officers.officers(small_desk) == (Officer("Bình", None, 1), Officer("Đỗ Anh", None, 0))


def test_officer_of_a_dossier_is_one_of_the_officers(small_desk: Desk) -> None:
    verbs.accept(small_desk, replace(particulars(), officer="Cúc"), datetime(2026, 11, 20, 9))
    assert officers.officers(small_desk) == (Officer("Cúc", None, 1),)


def test_retired_officer_is_listed_last_and_comes_back_when_added(small_desk: Desk) -> None:
    officers.add(small_desk, "An")
    officers.add(small_desk, "Bình")
    officers.retire(small_desk, "An")
    assert officers.officers(small_desk) == (Officer("Bình", None, 0), Officer("An", date(2026, 11, 23), 0))
    officers.retire(at(small_desk, 27), "An")  # left already: the day stays
    assert officers.officers(small_desk)[1].retired_on == date(2026, 11, 23)
    officers.add(small_desk, "An")
    assert officers.officers(small_desk)[0] == Officer("An", None, 0)


def test_renamed_officer_keeps_dossiers_and_seat(small_desk: Desk) -> None:
    office.change_settings(small_desk, {"officer": "Mai"})
    verbs.accept(small_desk, replace(particulars(), officer="Mai"), datetime(2026, 11, 20, 9))
    officers.rename(small_desk, "Mai", "Trần Thị Mai")
    assert officers.officers(small_desk) == (Officer("Trần Thị Mai", None, 1),)
    assert reread(small_desk).settings.officer == "Trần Thị Mai"
    assert browse.choices(small_desk).officers == ("Trần Thị Mai",)


def test_officer_who_sits_at_the_desk_is_known_and_cannot_be_retired(small_desk: Desk) -> None:
    settings = office.change_settings(small_desk, {"officer": "Lan"})
    desk = replace(small_desk, settings=settings)
    assert [o.name for o in officers.officers(desk)] == ["Lan"]
    with pytest.raises(RuleError, match="đang là người trực"):
        officers.retire(desk, "Lan")
    officers.add(desk, "Nga")
    officers.retire(desk, "Nga")
    with pytest.raises(RuleError, match="Nga đã nghỉ"):
        office.change_settings(desk, {"officer": "Nga"})


@pytest.mark.parametrize("name", ["", "  ", "\u200b"])
def test_officer_without_a_name_is_refused(small_desk: Desk, name: str) -> None:
    with pytest.raises(InputError):
        officers.add(small_desk, name)


def test_taken_and_unknown_names_are_refused(small_desk: Desk) -> None:
    officers.add(small_desk, "An")
    officers.add(small_desk, "Bình")
    with pytest.raises(RuleError, match="Đã có cán bộ “An”"):
        officers.add(small_desk, "An")
    with pytest.raises(RuleError, match="Đã có cán bộ “An”"):
        officers.rename(small_desk, "Bình", "An")
    assert officers.rename(small_desk, "An", "An") == "An"
    with pytest.raises(NotFoundError, match="Xuân"):
        officers.retire(small_desk, "Xuân")
    with pytest.raises(NotFoundError, match="Xuân"):
        officers.rename(small_desk, "Xuân", "X")


def test_changes_are_recorded_with_who_and_before(small_desk: Desk) -> None:
    officers.add(small_desk, "An")
    officers.rename(small_desk, "An", "Ân")
    officers.retire(small_desk, "Ân")
    found = changes(small_desk.database.reader(), Subject.OFFICER, zone=small_desk.settings.zone)
    assert [(c.name, c.field, c.before, c.after, c.actor) for c in found] == [
        ("Ân", "retired_on", "", "2026-11-23", "Mai"),
        ("Ân", "name", "An", "Ân", "Mai"),
        ("An", "name", "", "An", "Mai"),
    ]
