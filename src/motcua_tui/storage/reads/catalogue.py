"""The procedures of the desk."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from motcua_tui.domain.catalogue import ProcedureVersion, ProcessStep, SupplementRule
from motcua_tui.domain.codes import Channel, ProcedureMark, SupplementEffect, Unit
from motcua_tui.domain.dossier import Paper
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.errors import NotFoundError
from motcua_tui.i18n import _
from motcua_tui.storage.codes import maybe_date, maybe_value, values_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import Row, row, rows

_VERSIONS = """
SELECT v.id, v.procedure_id, p.code, v.name, v.field, v.limit_amount, v.limit_unit, v.legal_amount,
       v.legal_unit, v.case_name, v.channel, v.online, v.post, v.fee, v.supplement_effect,
       v.supplement_notice_days, v.supplement_wait_days, v.supplement_most, v.after_15h, v.at_once,
       v.valid_from, v.valid_to, v.decision, v.marks
FROM procedure_version v JOIN procedure p ON p.id = v.procedure_id
"""
_ALL = f"{_VERSIONS} ORDER BY p.code, v.case_name, v.valid_from NULLS FIRST, v.id"
_ONE = f"{_VERSIONS} WHERE v.id = :version"

# Both lists run along their primary keys; an empty one costs nothing.
_PAPERS = """
SELECT procedure_version_id, name, originals, copies FROM procedure_paper
WHERE CAST(:version AS INTEGER) IS NULL OR procedure_version_id = :version
ORDER BY procedure_version_id, number
"""
_STEPS = """
SELECT s.procedure_version_id, s.name, coalesce(d.name, ''), s.limit_amount
FROM step s LEFT JOIN department d ON d.id = s.department_id
WHERE CAST(:version AS INTEGER) IS NULL OR s.procedure_version_id = :version
ORDER BY s.procedure_version_id, s.number
"""

_USES = "SELECT count(*) FROM dossier WHERE procedure_version_id = :version"


def versions(connection: Connection, *, whole: bool = False) -> tuple[ProcedureVersion, ...]:
    """Every version of every procedure: by code, case and first day of validity.

    ``whole`` with their papers and steps, which lists and reports do without.
    """
    papers, steps = (_papers(connection), _steps(connection)) if whole else ({}, {})
    return tuple(_version(columns, papers, steps) for columns in rows(connection, _ALL))


def version(connection: Connection, version_id: int) -> ProcedureVersion:
    """One version whole. Raises NotFoundError."""
    found = row(connection, _ONE, {"version": version_id})
    if found is None:
        raise NotFoundError(
            _("Không có thủ tục số {number}.").format(number=version_id),
            _("Xem danh mục: motcua procedures."),
        )
    return _version(found, _papers(connection, version_id), _steps(connection, version_id))


def uses(connection: Connection, version_id: int) -> int:
    """How many dossiers the version governs."""
    ((count,),) = rows(connection, _USES, {"version": version_id})
    return int(count)


def _papers(connection: Connection, version_id: int | None = None) -> dict[int, tuple[Paper, ...]]:
    """The checklists, by version."""
    found = rows(connection, _PAPERS, {"version": version_id})
    return {of: tuple(Paper(*told) for _of, *told in some) for of, some in _by_version(found)}


def _steps(connection: Connection, version_id: int | None = None) -> dict[int, tuple[ProcessStep, ...]]:
    """The internal processes, by version."""
    found = rows(connection, _STEPS, {"version": version_id})
    return {
        of: tuple(ProcessStep(name, department, _amount(limit)) for _of, name, department, limit in some)
        for of, some in _by_version(found)
    }


def _by_version(found: Iterable[Row]) -> Iterable[tuple[int, Iterable[Row]]]:
    return groupby(found, key=itemgetter(0))


def _version(
    columns: Row, papers: dict[int, tuple[Paper, ...]], steps: dict[int, tuple[ProcessStep, ...]]
) -> ProcedureVersion:
    version_id, procedure_id, code, name, field, amount, unit, legal_amount, legal_unit, *rest = columns
    case, channel, online, post, fee, effect, notice, wait, most, after_15h, at_once, *validity = rest
    valid_from, valid_to, decision, marks = validity
    return ProcedureVersion(
        id=version_id,
        procedure_id=procedure_id,
        code=code,
        name=name,
        field=field,
        limit=_limit(amount, unit),
        legal_limit=_limit(legal_amount, legal_unit),
        case=case,
        channel=maybe_value(Channel, channel),
        online=maybe_value(Channel, online),
        post=bool(post),
        fee=fee,
        supplement=SupplementRule(
            effect=values_of(SupplementEffect)[effect], notice_days=notice, wait_days=wait, most=most
        ),
        after_15h=bool(after_15h),
        at_once=bool(at_once),
        valid_from=maybe_date(valid_from),
        valid_to=maybe_date(valid_to),
        decision=decision,
        marks=frozenset(map(ProcedureMark, marks.split())),
        papers=papers.get(version_id, ()),
        steps=steps.get(version_id, ()),
    )


def _amount(hundredths: int | None) -> Decimal | None:
    return None if hundredths is None else Decimal(hundredths) / 100


def _limit(hundredths: int | None, unit: int | None) -> TimeLimit | None:
    if hundredths is None or unit is None:
        return None
    return TimeLimit(Decimal(hundredths) / 100, values_of(Unit)[unit])
