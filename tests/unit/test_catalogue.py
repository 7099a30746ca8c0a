"""Which version of a procedure is in force on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from motcua_tui.domain.catalogue import ProcedureVersion, ProcessStep, SupplementRule
from motcua_tui.domain.codes import SupplementEffect, Unit
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.errors import InputError

OLD = ProcedureVersion(
    code="1.013233",
    name="Gia hạn giấy phép xây dựng",
    limit=TimeLimit(Decimal(10), Unit.WORKING_DAYS),
    valid_to=date(2026, 6, 30),
)
NEW = ProcedureVersion(
    code="1.013233",
    name="Gia hạn giấy phép xây dựng",
    limit=TimeLimit(Decimal(5), Unit.WORKING_DAYS),
    valid_from=date(2026, 7, 1),
)


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2018, 6, 21), OLD),
        (date(2026, 6, 30), OLD),
        (date(2026, 7, 1), NEW),
        (date(2030, 1, 1), NEW),
    ],
)
def test_in_force_when_a_decision_changes_the_limit_then_one_version_holds_each_day(
    day: date, version: ProcedureVersion
) -> None:
    assert [v for v in (OLD, NEW) if v.in_force(day)] == [version]


def test_supplement_rule_when_nothing_else_is_said_then_as_the_decree_has_it() -> None:
    rule = SupplementRule()
    assert (rule.effect, rule.notice_days, rule.wait_days, rule.most) == (SupplementEffect.RESTART, 3, 15, 1)


def steps(*amounts: str) -> tuple[ProcessStep, ...]:
    return tuple(ProcessStep("Bước", "Phòng", Decimal(amount) if amount else None) for amount in amounts)


@pytest.mark.parametrize(
    ("limit", "amounts", "total", "agree"),
    [
        ("5 LV", ("0.5", "3.5", "1"), Decimal(5), True),
        ("5 LV", ("0.5", "3.5", ""), Decimal(4), False),
        ("20 ngày", ("10", "11"), Decimal(21), False),
        ("5 LV", ("", ""), None, True),
        ("5 LV", (), None, True),
        ("", ("1",), Decimal(1), True),
    ],
)
def test_steps_when_their_limits_are_summed_then_compared_with_that_of_the_procedure(
    limit: str, amounts: tuple[str, ...], total: Decimal | None, agree: bool
) -> None:
    version = replace(NEW, limit=TimeLimit.parse(limit) if limit else None, steps=steps(*amounts))
    assert (version.steps_total, version.steps_agree) == (total, agree)


@pytest.mark.parametrize(
    ("limit", "amount", "counted"),
    [
        ("5 LV", "0.5", TimeLimit(Decimal("0.5"), Unit.WORKING_DAYS)),
        ("20 ngày", "3", TimeLimit(Decimal(3), Unit.DAYS)),
        ("20 ngày", "1.5", TimeLimit(Decimal("1.5"), Unit.WORKING_DAYS)),
        ("8 giờ", "2", TimeLimit(Decimal(2), Unit.WORKING_HOURS)),
        ("", "1", TimeLimit(Decimal(1), Unit.WORKING_DAYS)),
        ("5 LV", "", None),
    ],
)
def test_step_limit_is_in_the_unit_of_the_procedure_and_halves_are_of_working_days(
    limit: str, amount: str, counted: TimeLimit | None
) -> None:
    version = replace(NEW, limit=TimeLimit.parse(limit) if limit else None)
    assert version.step_limit(steps(amount)[0]) == counted


def test_step_limit_when_no_day_can_be_counted_so_then_refused() -> None:
    with pytest.raises(InputError):
        NEW.step_limit(steps("0.3")[0])
