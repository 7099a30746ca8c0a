"""The procedures of the desk."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

from motcua_tui.domain.catalogue import ProcedureVersion, SupplementRule
from motcua_tui.domain.codes import Channel, SupplementEffect, Unit
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.errors import NotFoundError
from motcua_tui.i18n import _
from motcua_tui.storage.codes import maybe_date, maybe_value, values_of
from motcua_tui.storage.reads.rows import Row, row, rows

_VERSIONS = """
SELECT v.id, v.procedure_id, p.code, v.name, v.field, v.limit_amount, v.limit_unit, v.legal_amount,
       v.legal_unit, v.case_name, v.channel, v.online, v.post, v.fee, v.supplement_effect,
       v.supplement_notice_days, v.supplement_wait_days, v.supplement_most, v.after_15h, v.at_once,
       v.valid_from, v.valid_to, v.decision
FROM procedure_version v JOIN procedure p ON p.id = v.procedure_id
"""
_ALL = f"{_VERSIONS} ORDER BY p.code, v.case_name, v.valid_from, v.id"
_ONE = f"{_VERSIONS} WHERE v.id = :version"

_USES = "SELECT count(*) FROM dossier WHERE procedure_version_id = :version"


def versions(connection: sqlite3.Connection) -> tuple[ProcedureVersion, ...]:
    """Every version of every procedure: by code, case and first day of validity."""
    return tuple(map(_version, rows(connection, _ALL)))


def version(connection: sqlite3.Connection, version_id: int) -> ProcedureVersion:
    """One version. Raises NotFoundError."""
    found = row(connection, _ONE, {"version": version_id})
    if found is None:
        raise NotFoundError(
            _("Không có thủ tục số {number}.").format(number=version_id),
            _("Xem danh mục: motcua procedures."),
        )
    return _version(found)


def uses(connection: sqlite3.Connection, version_id: int) -> int:
    """How many dossiers the version governs."""
    ((count,),) = rows(connection, _USES, {"version": version_id})
    return int(count)


def _version(columns: Row) -> ProcedureVersion:
    version_id, procedure_id, code, name, field, amount, unit, legal_amount, legal_unit, *rest = columns
    case, channel, online, post, fee, effect, notice, wait, most, after_15h, at_once, *validity = rest
    valid_from, valid_to, decision = validity
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
    )


def _limit(hundredths: int | None, unit: int | None) -> TimeLimit | None:
    if hundredths is None or unit is None:
        return None
    return TimeLimit(Decimal(hundredths) / 100, values_of(Unit)[unit])
