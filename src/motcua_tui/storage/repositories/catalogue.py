"""Writing procedures and their versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlmodel import select

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.text import sort_text
from motcua_tui.storage.codes import code_of, maybe_code, maybe_ordinal
from motcua_tui.storage.reads import catalogue as reads
from motcua_tui.storage.repositories.transaction import Transaction
from motcua_tui.storage.tables import OWN_AGENCY, ProcedureRow, ProcedureVersionRow


class CatalogueRepository:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def versions(self) -> tuple[ProcedureVersion, ...]:
        """Every version of every procedure."""
        return reads.versions(self._in.connection)

    def get(self, version_id: int) -> ProcedureVersion:
        """One version. Raises NotFoundError."""
        return reads.version(self._in.connection, version_id)

    def add(self, version: ProcedureVersion) -> ProcedureVersion:
        """Store a new version, of a new procedure where the code is new; gives it with its ids."""
        row = _row(version, self._procedure(version.code))
        self._in.session.add(row)
        self._in.session.flush()
        assert row.id is not None
        return replace(version, id=row.id, procedure_id=row.procedure_id)

    def update(self, version: ProcedureVersion) -> None:
        """Put a stored version right. Dossiers keep the due dates they have."""
        self.get(version.id)
        row = _row(version, self._procedure(version.code))
        row.id = version.id
        self._in.session.merge(row)
        self._in.session.flush()

    def end(self, version_id: int, last_day: date) -> None:
        """The version is in force up to and including that day."""
        self.update(replace(self.get(version_id), valid_to=last_day))

    def _procedure(self, code: str) -> int:
        known = select(ProcedureRow).where(ProcedureRow.agency_id == OWN_AGENCY, ProcedureRow.code == code)
        row = self._in.session.exec(known).first()
        if row is None:
            row = ProcedureRow(code=code)
            self._in.session.add(row)
            self._in.session.flush()
        assert row.id is not None
        return row.id


def _row(version: ProcedureVersion, procedure_id: int) -> ProcedureVersionRow:
    rule = version.supplement
    return ProcedureVersionRow(
        procedure_id=procedure_id,
        name=version.name,
        name_key=sort_text(version.name),
        field=version.field,
        limit_amount=_hundredths(version.limit),
        limit_unit=maybe_code(version.limit.unit if version.limit else None),
        legal_amount=_hundredths(version.legal_limit),
        legal_unit=maybe_code(version.legal_limit.unit if version.legal_limit else None),
        case_name=version.case,
        channel=maybe_code(version.channel),
        online=maybe_code(version.online),
        post=version.post,
        fee=version.fee,
        supplement_effect=code_of(rule.effect),
        supplement_notice_days=rule.notice_days,
        supplement_wait_days=rule.wait_days,
        supplement_most=rule.most,
        after_15h=version.after_15h,
        at_once=version.at_once,
        valid_from=maybe_ordinal(version.valid_from),
        valid_to=maybe_ordinal(version.valid_to),
        decision=version.decision,
    )


def _hundredths(limit: TimeLimit | None) -> int | None:
    return None if limit is None else int(limit.amount * 100)
