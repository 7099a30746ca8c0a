"""Writing procedures and their versions; every addition and every changed field is recorded beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlmodel import col, delete, select

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.changes import Subject
from motcua_tui.domain.text import sort_text
from motcua_tui.domain.version_record import version_name, version_texts
from motcua_tui.storage.codes import code_of, maybe_code, maybe_ordinal
from motcua_tui.storage.reads import catalogue as reads
from motcua_tui.storage.repositories.changes import ChangesRepository
from motcua_tui.storage.repositories.references import References
from motcua_tui.storage.repositories.transaction import Transaction
from motcua_tui.storage.tables import (
    OWN_AGENCY,
    ProcedurePaperRow,
    ProcedureRow,
    ProcedureVersionRow,
    StepRow,
)


class CatalogueRepository:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction
        self._changes = ChangesRepository(transaction)
        self._references = References(transaction.connection)

    def versions(self) -> tuple[ProcedureVersion, ...]:
        """Every version of every procedure, with its papers and steps."""
        return reads.versions(self._in.connection, whole=True)

    def get(self, version_id: int) -> ProcedureVersion:
        """One version. Raises NotFoundError."""
        return reads.version(self._in.connection, version_id)

    def add(self, version: ProcedureVersion, base: ProcedureVersion | None = None) -> ProcedureVersion:
        """Store a new version, of a new procedure where the code is new; gives it with its ids.

        That it was added is recorded, and each field that is not as ``base`` has it.
        """
        row = _row(version, self._procedure(version.code))
        self._in.session.add(row)
        self._in.session.flush()
        assert row.id is not None
        self._lists(row.id, version)
        added = replace(version, id=row.id, procedure_id=row.procedure_id)
        self._changes.record(Subject.PROCEDURE, version_name(added), "", added.name)
        if base is not None:
            self._record(base, added)
        return added

    def update(self, version: ProcedureVersion) -> None:
        """Put a stored version right. Dossiers keep the due dates they have."""
        before = self.get(version.id)
        row = _row(version, self._procedure(version.code))
        row.id = version.id
        self._in.session.merge(row)
        for kept in (
            delete(ProcedurePaperRow).where(col(ProcedurePaperRow.procedure_version_id) == version.id),
            delete(StepRow).where(col(StepRow.procedure_version_id) == version.id),
        ):
            self._in.session.exec(kept)
        self._lists(version.id, version)
        self._record(before, version)

    def end(self, version_id: int, last_day: date) -> None:
        """The version is in force up to and including that day."""
        self.update(replace(self.get(version_id), valid_to=last_day))

    def _record(self, before: ProcedureVersion, after: ProcedureVersion) -> None:
        name, told = version_name(after), version_texts(before)
        for field, text in version_texts(after).items():
            self._changes.record(Subject.PROCEDURE, name, told[field], text, field=field)

    def _lists(self, version_id: int, version: ProcedureVersion) -> None:
        """Store the papers and the steps of a version that has none yet."""
        session = self._in.session
        for number, paper in enumerate(version.papers, 1):
            session.add(
                ProcedurePaperRow(
                    procedure_version_id=version_id,
                    number=number,
                    name=paper.name,
                    originals=paper.originals,
                    copies=paper.copies,
                )
            )
        for number, step in enumerate(version.steps, 1):
            session.add(
                StepRow(
                    procedure_version_id=version_id,
                    number=number,
                    name=step.name,
                    department_id=self._references.department(step.department),
                    limit_amount=_hundredths(step.amount),
                )
            )
        session.flush()

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
        limit_amount=_hundredths(version.limit.amount if version.limit else None),
        limit_unit=maybe_code(version.limit.unit if version.limit else None),
        legal_amount=_hundredths(version.legal_limit.amount if version.legal_limit else None),
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
        marks=" ".join(sorted(version.marks)),
    )


def _hundredths(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount * 100)
