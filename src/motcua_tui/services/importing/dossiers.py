"""Importing a register of dossiers: one file, one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Event
from motcua_tui.domain.roles import Right
from motcua_tui.i18n import _
from motcua_tui.services.backups import back_up
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.drafts import DATES, Draft, DraftReader
from motcua_tui.services.importing.headings import DOSSIER
from motcua_tui.services.importing.known import KnownProcedures
from motcua_tui.services.importing.mapping import ImportMap, OnDuplicate
from motcua_tui.services.importing.result import (
    ImportResult,
    Notes,
    Progress,
    RowRefused,
    Tally,
)
from motcua_tui.services.importing.sheets import EVERY_SHEET
from motcua_tui.services.importing.table import Table
from motcua_tui.services.importing.updates import changes, differences
from motcua_tui.storage.reads.codes import dossier_codes
from motcua_tui.storage.reads.locks import locked_until

if TYPE_CHECKING:
    from motcua_tui.storage.unit_of_work import UnitOfWork

NEEDED: Final = (("code",), ("accepted", "submitted"))
"""Of each group a register has one column at least."""


def import_dossiers(
    desk: Desk,
    path: Path,
    *,
    map: ImportMap | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Bring in a register from xlsx, xls, ods or csv; nothing is stored unless all of it can be.

    ``sheet`` is the name of one, or ``EVERY_SHEET`` where a workbook has one a month.
    Raises FileError for the file, FontInDoubt for text of an old font that nobody has confirmed,
    InputError for the map, StorageError for the database. Rows that
    cannot come in are in ``refused``. With ``dry_run`` all is done and taken back. A desk that has
    dossiers already is backed up first, if it is a file.
    """
    notes = Notes()
    tables = register_tables(path, map or ImportMap(), sheet, notes)
    surveys = [table.survey(DATES, notes) for table in tables]
    tally = Tally(sum(height for _doubtful, height in surveys), progress)
    stored = dossier_codes(desk.database.reader())
    if stored and not dry_run and desk.database.path:
        back_up(desk)
    with desk.unit_of_work(Right.IMPORT) as work:
        procedures = KnownProcedures(work.catalogue.versions(), work.catalogue.add, notes)
        readers = [
            DraftReader(desk, table, doubtful, procedures, notes)
            for table, (doubtful, _height) in zip(tables, surveys, strict=True)
        ]
        intake = _Intake(tables, readers, notes, tally, stored, locked_until(desk.database.reader()))
        tally.added = work.dossiers.bulk_add(intake.new(), about=tally.total)
        tally.updated = intake.update(work, desk)
        if not dry_run:
            work.commit()
    return tally.result(notes, dry_run=dry_run)


def register_tables(path: Path, map: ImportMap, sheet: str | None, notes: Notes) -> list[Table]:
    """The tables that are read: of one sheet, or of all. Raises as ``import_dossiers`` does."""
    if (sheet or map.sheet) == EVERY_SHEET:
        return Table.open_every(path, DOSSIER, NEEDED, map, notes)
    return [Table.open(path, DOSSIER, NEEDED, map, sheet)]


class _Intake:
    """Goes through the rows once; what is not new is put aside for ``update``."""

    def __init__(
        self,
        tables: Sequence[Table],
        readers: Sequence[DraftReader],
        notes: Notes,
        tally: Tally,
        stored: frozenset[str],
        locked_until: date | None,
    ) -> None:
        self._tables = tables
        self._readers = readers
        self._notes = notes
        self._tally = tally
        self._stored = stored
        self._locked_until = locked_until
        self._on_duplicate = tables[0].map.on_duplicate
        self._seen: dict[str, tuple[tuple[str, int], int]] = {}
        self._aside: list[tuple[str, Draft]] = []

    def new(self) -> Iterator[tuple[Particulars, Sequence[Event]]]:
        """The dossiers that the record does not have."""
        for table, reader in zip(self._tables, self._readers, strict=True):
            self._notes.tab = table.sheet.name if len(self._tables) > 1 else ""
            for row, cells in table.rows():
                self._tally.step()
                try:
                    draft = reader.read(row, reader.code(cells), cells)
                    is_new = self._is_new(draft, hash(tuple(cells.values())), table)
                except RowRefused as refused:
                    self._notes.refuse(row, refused)
                    continue
                if is_new:
                    self._tell_locked(draft.row, draft.events)
                    yield draft.particulars, draft.events

    def update(self, work: UnitOfWork, desk: Desk) -> int:
        """Bring the dossiers that were put aside up to what their rows say; gives how many changed."""
        changed = 0
        for tab, draft in self._aside:
            self._notes.tab = tab
            dossier = work.dossiers.get(draft.particulars.code)
            if dossier.particulars.procedure_version != draft.particulars.procedure_version:
                self._notes.warn(draft.row, _("Thủ tục khác với hồ sơ đã có: giữ thủ tục khi tiếp nhận."))
            events, particulars = changes(dossier, draft, desk.now())
            if events:
                self._notes.changes(draft.row, dossier.code, differences(dossier, events, particulars))
                self._tell_locked(draft.row, events)
                work.dossiers.append(dossier, events, particulars=particulars)
                changed += 1
        return changed

    def _tell_locked(self, row: int, events: Iterable[Event]) -> None:
        """Warn of a row that enters something back into a period that was reported and locked."""
        if self._locked_until and any(event.on < self._locked_until for event in events):
            self._notes.warn(row, _("Ghi lùi vào kỳ đã khóa: số liệu đã gửi sẽ lệch."))

    def _is_new(self, draft: Draft, content: int, table: Table) -> bool:
        """Whether to add the dossier; RowRefused when its code is taken and may not be.

        A row that repeats an earlier one word by word is no contradiction.
        """
        code = draft.particulars.code
        here = (self._notes.tab, draft.row)
        earlier, earlier_content = self._seen.setdefault(code, (here, content))
        first_here = earlier == here
        if first_here and code not in self._stored:
            return True
        refuse = self._on_duplicate is OnDuplicate.REFUSE
        if not (first_here or refuse) and earlier_content == content:
            return False
        if self._on_duplicate is OnDuplicate.UPDATE:
            self._aside.append((self._notes.tab, draft))
        elif not first_here:
            raise RowRefused(table.title("code"), code, _repeats(*earlier))
        elif refuse:
            raise RowRefused(table.title("code"), code, _("mã đã có trong sổ"))
        return False


def _repeats(tab: str, row: int) -> str:
    if not tab:
        return _("trùng mã với dòng {row}").format(row=row)
    return _("trùng mã với dòng {row} của tờ “{sheet}”").format(row=row, sheet=tab)
