"""The steps of a process as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.catalogue import ProcessStep
from motcua_tui.domain.steps import parse_steps, say_steps
from motcua_tui.domain.text import clean
from motcua_tui.errors import InputError


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("", ()),
        ("Thẩm định", (ProcessStep("Thẩm định"),)),
        ("Thẩm định=3=Phòng Một", (ProcessStep("Thẩm định", "Phòng Một", Decimal(3)),)),
        (
            " Nhận = 0,5 ;\n\n Ký = = Lãnh đạo ",
            (
                ProcessStep("Nhận", "", Decimal("0.5")),
                ProcessStep("Ký", "Lãnh đạo"),
            ),
        ),
        (
            "Nhận = ½\nLàm = 1.5",
            (
                ProcessStep("Nhận", "", Decimal("0.5")),
                ProcessStep("Làm", "", Decimal("1.5")),
            ),
        ),
    ],
)
def test_parse_steps_reads_a_step_a_line(text: str, steps: tuple[ProcessStep, ...]) -> None:
    assert parse_steps(text) == steps


@pytest.mark.parametrize("text", ["= 3", "A = ba ngày", "A = 1 = B = C", "A = -1", "A = 0,01"])
def test_parse_steps_when_a_line_cannot_be_read_then_says_so(text: str) -> None:
    with pytest.raises(InputError):
        parse_steps(text)


names = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="=;"), max_size=12).map(
    clean
)
steps = st.builds(
    ProcessStep,
    names.filter(bool),
    names,
    st.none() | st.integers(0, 400).map(lambda halves: Decimal(halves) / 2),
)


@given(st.lists(steps, max_size=5))
def test_say_steps_is_read_back_equal(told: list[ProcessStep]) -> None:
    assert parse_steps(say_steps(told)) == tuple(told)
