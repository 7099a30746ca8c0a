"""The criteria of the score table, as the office changes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from motcua_tui.domain.measures import QD_766, Count, Criterion
from motcua_tui.errors import InputError
from motcua_tui.services.criteria import change_criterion, criteria, reset_criterion
from motcua_tui.services.desk import Desk

NEW = {
    "name": "Trả qua bưu chính",
    "numerator": "returned_by_post",
    "denominator": "returned",
    "points": "2,5",
}


def test_criteria_are_the_shipped_ones_until_the_office_says_otherwise(small_desk: Desk) -> None:
    assert criteria(small_desk) == QD_766


def test_a_changed_criterion_keeps_what_was_not_named_until_it_is_reset(small_desk: Desk) -> None:
    changed = change_criterion(small_desk, "3.3", {"points": "8", "threshold": "70"})

    shipped = next(one for one in QD_766 if one.code == "3.3")
    assert (changed.points, changed.threshold) == (8, 70)
    assert (changed.name, changed.numerator) == (shipped.name, shipped.numerator)
    assert [one for one in criteria(small_desk) if one not in QD_766] == [changed]
    assert reset_criterion(small_desk, "3.3") == shipped
    assert criteria(small_desk) == QD_766


def test_an_added_criterion_stands_in_its_place_until_it_is_dropped(small_desk: Desk) -> None:
    added = change_criterion(small_desk, " 3.7 ", NEW)

    assert added == Criterion(
        "3.7", "Trả qua bưu chính", Count.RETURNED_BY_POST, Count.RETURNED, Decimal("2.5")
    )
    codes = [one.code for one in criteria(small_desk)]
    assert codes == ["2.1", "3.1", "3.2", "3.3", "3.6", "3.7", "4.1", "4.2"]
    assert reset_criterion(small_desk, "3.7") is None
    assert criteria(small_desk) == QD_766


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("3.7", {"points": "2"}),
        ("", NEW),
        ("3.3", {"numerator": "hồ sơ"}),
        ("3.3", {"points": "nhiều"}),
        ("3.3", {"points": "0"}),
        ("3.3", {"points": "NaN"}),
        ("3.3", {"threshold": "-1"}),
    ],
)
def test_a_criterion_that_makes_no_sense_is_refused_and_nothing_is_stored(
    small_desk: Desk, code: str, changes: dict[str, str]
) -> None:
    with pytest.raises(InputError):
        change_criterion(small_desk, code, changes)
    assert criteria(small_desk) == QD_766


def test_reset_of_an_unknown_criterion_is_refused(small_desk: Desk) -> None:
    with pytest.raises(InputError):
        reset_criterion(small_desk, "9.9")
