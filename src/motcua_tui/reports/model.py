"""The period report as every output takes it: figures already counted, nothing left to decide."""

from __future__ import annotations

from dataclasses import dataclass

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.numbers import NumberStyle
from motcua_tui.domain.periods import Period
from motcua_tui.domain.profiles import ProfileName, Summary


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row; ``key`` is the field, procedure, channel code, month … that it stands for."""

    key: str
    summary: Summary


@dataclass(frozen=True, slots=True)
class DataWarning:
    """Dossiers whose data may spoil the figures (hồ sơ gây lỗi thống kê), by the kind of fault."""

    kind: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """The figures of one period, with all that has to be said beside them."""

    period: Period
    label: str
    """What people call the period; empty for any two dates."""
    profile: ProfileName
    judge_by: JudgeBy
    as_on_time: bool
    """Refused, stopped and closed count as on time whatever their dates."""
    total: Summary
    rows: tuple[ReportRow, ...]
    by: str | None
    """What the rows stand for (``field``, ``channel``, ``month`` …); None without rows."""
    warnings: tuple[DataWarning, ...]
    numbers: NumberStyle
    agency: str
    desk: str
