"""Which version of a procedure is in force on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from motcua_tui.domain.catalogue import ProcedureVersion, SupplementRule
from motcua_tui.domain.codes import SupplementEffect, Unit
from motcua_tui.domain.limits import TimeLimit

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
