from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.config import DEFAULTS
from motcua_tui.domain.reasons import Reason, parse_reasons


@pytest.mark.parametrize(
    ("setting", "reasons"),
    [
        ("", ()),
        (" ; ;", ()),
        ("Bão", (Reason("Bão"),)),
        ("Thiếu đơn | Điều 19 ; Bão;", (Reason("Thiếu đơn", "Điều 19"), Reason("Bão"))),
        ("| Điều 19", ()),
        ("Bão | Điều 1; Bão | Điều 2", (Reason("Bão", "Điều 1"),)),
        ("a | b | c", (Reason("a", "b | c"),)),
    ],
)
def test_reasons_are_between_semicolons_with_the_ground_behind_a_bar(
    setting: str, reasons: tuple[Reason, ...]
) -> None:
    assert parse_reasons(setting) == reasons


def test_reason_as_one_sentence_has_its_ground_in_brackets() -> None:
    assert Reason("Thiếu đơn", "Điều 19").whole == "Thiếu đơn (Điều 19)"
    assert Reason("Bão").whole == "Bão"


WORDS = st.text(st.characters(exclude_characters=";|"), min_size=1).map(str.strip).filter(bool)


@given(
    st.lists(st.builds(Reason, WORDS, st.one_of(st.just(""), WORDS)), unique_by=lambda reason: reason.text)
)
def test_reasons_that_are_written_are_read_again(reasons: list[Reason]) -> None:
    setting = ";".join(f"{reason.text} | {reason.ground}" for reason in reasons)
    assert parse_reasons(setting) == tuple(reasons)


@pytest.mark.parametrize("kind", ["supplement", "decline", "refuse", "redate", "stop"])
def test_shipped_reasons_can_be_taken_by_a_digit(kind: str) -> None:
    reasons = parse_reasons(getattr(DEFAULTS, f"reasons_{kind}"))
    assert 2 < len(reasons) <= 9
    assert all(len(reason.whole) < 130 for reason in reasons)
