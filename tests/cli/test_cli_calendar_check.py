"""``calendar check``: whose due date the calendar would move, and moving those that are named."""

from __future__ import annotations

from typing import Any

import pytest

Motcua = Any
FIRST, SECOND = "000.00.64.H48-261116-0001", "000.00.64.H48-261117-0001"


@pytest.fixture
def swapped(desk: Motcua) -> Motcua:
    """Two dossiers of five working days; then Monday 23/11 becomes off and Saturday 28/11 is worked."""
    for code, at in ((FIRST, "2026-11-16T08:00"), (SECOND, "2026-11-17T08:00")):
        assert (
            desk(
                "accept", code, "--procedure", "1.000001", "--applicant", "Nguyễn [/] Thị Hòa", "--at", at
            ).code
            == 0
        )
    assert desk("calendar", "check").code == 0
    changed = desk("calendar", "add", "2026-11-23", "--label", "Nghỉ", "--replaces", "2026-11-28")
    assert "2" in changed.err
    assert "motcua calendar check" in changed.err
    assert desk("calendar", "add", "2026-11-28", "--kind", "work").code == 0
    return desk


def test_check_when_the_calendar_changed_then_lists_old_and_new_and_moves_nothing(swapped: Motcua) -> None:
    ran = swapped("calendar", "check")
    assert ran.code == 1
    assert "23/11/2026 → 25/11/2026" in ran.out
    assert "25/11/2026 → 26/11/2026" in ran.out
    assert "[/]" in ran.out
    found = swapped("calendar", "check", "--json").json
    assert found["moves"] == [
        {"code": FIRST, "applicant": "Nguyễn [/] Thị Hòa", "due_on": "2026-11-23", "would_be": "2026-11-25"},
        {"code": SECOND, "applicant": "Nguyễn [/] Thị Hòa", "due_on": "2026-11-25", "would_be": "2026-11-26"},
    ]
    assert found["moved"] == []
    assert swapped("show", FIRST, "--json").json["due_on"] == "2026-11-23"


def test_check_when_codes_are_named_then_moves_those_with_the_reason(swapped: Motcua) -> None:
    ran = swapped("calendar", "check", "--move", FIRST, "--reason", "TB 1/2026", "--json")
    assert (ran.code, ran.json["moved"]) == (1, [FIRST])
    assert swapped("show", FIRST, "--json").json["due_on"] == "2026-11-25"
    assert swapped("show", SECOND, "--json").json["due_on"] == "2026-11-25"
    last = swapped("calendar", "check", "--all", "--reason", "TB 1/2026")
    assert last.code == 0
    assert swapped("show", SECOND, "--json").json["due_on"] == "2026-11-26"
    assert swapped("calendar", "check").code == 0


def test_check_when_a_code_is_not_listed_or_no_reason_is_given_then_nothing_moves(swapped: Motcua) -> None:
    assert swapped("calendar", "check", "--move", "X", "--reason", "TB").code == 1
    assert swapped("calendar", "check", "--all").code == 2
    assert len(swapped("calendar", "check", "--json").json["moves"]) == 2
