"""Who may do what: the table of docs/office.md, written here once more."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.pins import LONGEST_PAUSE, check_pin, pause, waits_until
from motcua_tui.domain.roles import OPEN, RIGHTS, Right, Role, Seat
from motcua_tui.errors import InputError
from motcua_tui.role_labels import holders, refusal, right_label, role_label, seat_label

TABLE = """
right        desk specialist head reader
accept        x       -       x     -
process       x       x       x     -
redate        x       -       x     -
return        x       -       x     -
papers        x       x       x     -
undo          x       x       x     -
undo-others   -       -       x     -
views         x       x       x     -
petitions     x       -       x     -
indicators    x       -       x     -
lock          x       -       x     -
unlock        -       -       x     -
import        x       -       x     -
catalogue     -       -       x     -
calendar      -       -       x     -
settings      -       -       x     -
officers      -       -       x     -
restore       -       -       x     -
own-pin       x       x       x     x
"""
_HEAD, *_ROWS = (line.split() for line in TABLE.strip().splitlines())
ALLOWED = {
    (right, role): mark == "x" for right, *marks in _ROWS for role, mark in zip(_HEAD[1:], marks, strict=True)
}


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", Role)
def test_role_has_the_rights_of_the_table(role: Role, right: Right) -> None:
    assert Seat(1, "Mai", role, guarded=True).may(right) is ALLOWED[right, role]
    assert (role in RIGHTS[right]) is ALLOWED[right, role]


@pytest.mark.parametrize("right", Right)
def test_open_desk_allows_everything_and_a_guarded_one_nothing_to_nobody(right: Right) -> None:
    assert OPEN.may(right)
    assert not Seat(guarded=True).may(right)


def test_table_names_every_right_and_role() -> None:
    assert ALLOWED.keys() == {(right.value, role.value) for right in Right for role in Role}


def test_every_role_and_right_has_words_of_its_own() -> None:
    assert len({role_label(role) for role in Role}) == len(Role)
    assert len({right_label(right) for right in Right}) == len(Right)


def test_refusal_names_the_right_who_asks_and_who_may() -> None:
    error = refusal(Seat(1, "Mai", Role.SPECIALIST, guarded=True), Right.ACCEPT)
    assert error.message == "Không có quyền tiếp nhận hồ sơ: vai trò của Mai là chuyên viên."
    assert error.hint == "Việc này của: một cửa, lãnh đạo."


def test_refusal_of_nobody_says_to_sign_in() -> None:
    error = refusal(Seat(guarded=True), Right.UNLOCK)
    assert error.message.startswith("Chưa đăng nhập")
    assert "lãnh đạo" in error.hint
    assert "--as" in error.hint


def test_seat_and_holders_in_words() -> None:
    assert seat_label(Seat(1, "Mai", Role.DESK, guarded=True)) == "Mai (một cửa)"
    assert seat_label(Seat(guarded=True)) == "chưa đăng nhập"
    assert holders(Right.OWN_PIN) == "một cửa, chuyên viên, lãnh đạo, chỉ xem"


@pytest.mark.parametrize("pin", ["1357", "2580", "90210", "000123", "135791357913"[:11]])
def test_pin_of_digits_that_are_not_guessed_first_is_taken(pin: str) -> None:
    check_pin(pin)


@pytest.mark.parametrize(
    "pin",
    [
        "",
        "123",
        "135",
        "1357913579135",
        "13a7",
        "１３５７",
        "13 57",
        "-1357",
        "0000",
        "777777",
        "1234",
        "0123456789",
        "7890",
        "4321",
        "2109",
        "1212",
        "135135",
    ],
)
def test_pin_that_is_none_or_is_guessed_first_is_refused(pin: str) -> None:
    with pytest.raises(InputError):
        check_pin(pin)


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(0, 0), (1, 0), (2, 0), (3, 30), (4, 60), (5, 120), (7, 480), (8, 900), (99, 900)]
)
def test_wait_doubles_from_the_third_wrong_pin(wrong: int, seconds: int) -> None:
    assert pause(wrong) == timedelta(seconds=seconds)


@given(st.integers(0, 60))
def test_wait_never_shrinks_and_ends_at_a_quarter_of_an_hour(wrong: int) -> None:
    for fewer, more in pairwise(map(pause, range(wrong + 2))):
        assert fewer <= more <= LONGEST_PAUSE


NOW = datetime(2026, 11, 23, 9)


@pytest.mark.parametrize(
    ("wrong", "ago", "left"),
    [(0, None, None), (2, 1, None), (3, 1, 29), (3, 30, None), (4, 59, 1), (3, -5, None)],
    ids=["none", "free", "waits", "over", "longer", "clock set back"],
)
def test_pin_is_taken_again_when_the_wait_is_over(wrong: int, ago: int | None, left: int | None) -> None:
    last = None if ago is None else NOW - timedelta(seconds=ago)
    until = waits_until(wrong, last, NOW)
    assert until == (None if left is None else NOW + timedelta(seconds=left))
