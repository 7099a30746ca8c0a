"""The period report for machines: the JSON whose keys are a contract (docs/cli.md)."""

from __future__ import annotations

from decimal import Decimal

from motcua_tui.domain.profiles import Summary
from motcua_tui.reports.model import PeriodReport


def to_json(report: PeriodReport) -> dict[str, object]:
    """The report as JSON values: counts are numbers, rates decimal strings, or None out of nothing."""
    return {
        "period": {"from": report.period.first.isoformat(), "to": report.period.last.isoformat()},
        "label": report.label,
        "agency": report.agency,
        "desk": report.desk,
        "profile": report.profile.value,
        "judge_by": report.judge_by.value,
        "as_on_time": report.as_on_time,
        **_figures(report.total, report.numbers.decimals),
        "warnings": [{"kind": warning.kind, "codes": list(warning.codes)} for warning in report.warnings],
        "by": report.by,
        "rows": [{"key": row.key, **_figures(row.summary, report.numbers.decimals)} for row in report.rows],
    }


def _figures(summary: Summary, decimals: int) -> dict[str, object]:
    parts: dict[str, dict[str, int]] = {}
    for figure, n in summary.figures.items():
        part, _, name = figure.partition(".")
        parts.setdefault(part, {})[name] = n
    on_time = summary.on_time
    return {
        **parts,
        "residue": summary.residue,
        "rates": {"on_time": _text(on_time.percent(decimals))},
        "ratios": {"on_time": {"n": on_time.n, "of": on_time.of}},
    }


def _text(rate: Decimal | None) -> str | None:
    return None if rate is None else f"{rate:f}"
