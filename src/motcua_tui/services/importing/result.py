"""What an import tells when it is over.

Row numbers are those of the sheet, from 1, header included; what concerns a whole column or the
whole file is told with the row of the header.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import Enum, auto
from typing import TypeVar

from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _

Progress = Callable[[int, int | None], None]
"""Told now and then how many rows are done, and of how many (None where that is unknown). May raise
``ImportStopped``: all is taken back then."""

PROGRESS_STEP = 1000


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was left out: the cell, named by the sheet's own heading, and the reason."""

    row: int
    column: str
    value: str
    why: str
    tab: str = ""
    """The sheet, where several were read."""


@dataclass(frozen=True, slots=True)
class ImportWarning:
    """Something that deserves a look; the row came in all the same."""

    row: int
    why: str
    tab: str = ""
    procedure: str = ""
    """The code of the procedure that the row made, where it is of that."""


@dataclass(frozen=True, slots=True)
class DueDiffers:
    """The sheet's due date, which is kept, the one that the rules give, and why they differ."""

    row: int
    sheet: date
    engine: date
    why: str
    tab: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a row changes of a dossier that is known: one field, named and told in words."""

    row: int
    code: str
    field: str
    before: str
    after: str
    tab: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """``read = added + updated + unchanged + len(refused)``; blank and total rows are not read."""

    read: int
    added: int
    updated: int
    unchanged: int
    refused: tuple[Refused, ...] = ()
    warnings: tuple[ImportWarning, ...] = ()
    due_differs: tuple[DueDiffers, ...] = ()
    differences: tuple[Difference, ...] = ()
    dry_run: bool = False

    def as_json(self) -> dict[str, object]:
        """The object of ``motcua import --json``, dates as ISO text; ``tab`` where there are several."""
        return {
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": [_told(refused) for refused in self.refused],
            "warnings": [_told(warning) for warning in self.warnings],
            "due_differs": [
                _told(d) | {"sheet": d.sheet.isoformat(), "engine": d.engine.isoformat()}
                for d in self.due_differs
            ],
            "differences": [_told(difference) for difference in self.differences],
        }


def _told(what: Refused | ImportWarning | DueDiffers | Difference) -> dict[str, object]:
    """As an object, without what only some of them have."""
    return {key: value for key, value in asdict(what).items() if value or key not in ("tab", "procedure")}


_Told = TypeVar("_Told", Refused, ImportWarning)


def _in_order(told: Iterable[_Told]) -> tuple[_Told, ...]:
    """By sheet, as the workbook has them, and by row."""
    tabs: dict[str, int] = {}
    return tuple(sorted(told, key=lambda item: (tabs.setdefault(item.tab, len(tabs)), item.row)))


class ImportStopped(MotcuaError):
    """Raised by a ``Progress`` to stop the import that tells it; nothing is kept then."""

    def __init__(self) -> None:
        super().__init__(_("Đã dừng nạp, chưa ghi gì."), _("Nạp lại khi cần."))


class RowRefused(Exception):
    """One row cannot come in; caught where rows are gone through, never shown as it is."""

    def __init__(self, column: str, value: str, why: str) -> None:
        super().__init__(why)
        self.column = column
        self.value = value
        self.why = why


@dataclass(slots=True)
class Notes:
    """Collects what an import has to say while it goes through the rows."""

    refused: list[Refused] = field(default_factory=list)
    warnings: list[ImportWarning] = field(default_factory=list)
    due_differs: list[DueDiffers] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    tab: str = ""
    """The sheet that is being read, where there are several."""
    _said: set[str] = field(default_factory=set)

    def refuse(self, row: int, refused: RowRefused) -> None:
        self.refused.append(Refused(row, refused.column, refused.value, refused.why, self.tab))

    def warn(self, row: int, why: str, *, procedure: str = "") -> None:
        self.warnings.append(ImportWarning(row, why, self.tab, procedure))

    def differs(self, row: int, sheet: date, engine: date, why: str) -> None:
        """The due date of the sheet is another than the engine's."""
        self.due_differs.append(DueDiffers(row, sheet, engine, why, self.tab))

    def changes(self, row: int, code: str, fields: Iterable[tuple[str, str, str]]) -> None:
        """The row makes these fields of a known dossier say something else."""
        for name, before, after in fields:
            self.differences.append(Difference(row, code, name, before, after, self.tab))

    def warn_once(self, row: int, why: str) -> None:
        """Said for the first row it concerns, not for the thousand after it."""
        if why not in self._said:
            self._said.add(why)
            self.warn(row, why)


class Change(Enum):
    """What became of a row."""

    ADDED = auto()
    UPDATED = auto()
    UNCHANGED = auto()


@dataclass(slots=True)
class Tally:
    """Counts the rows of one import."""

    total: int
    progress: Progress | None
    read: int = 0
    added: int = 0
    updated: int = 0

    def step(self) -> None:
        """One more row is read."""
        self.read += 1
        if self.progress is not None and self.read % PROGRESS_STEP == 0:
            self.progress(self.read, self.total)

    def count(self, change: Change) -> None:
        self.added += change is Change.ADDED
        self.updated += change is Change.UPDATED

    def result(self, notes: Notes, *, dry_run: bool) -> ImportResult:
        """The end: what is neither added, updated nor refused was there already."""
        if self.progress is not None:
            self.progress(self.total, self.total)
        return ImportResult(
            read=self.read,
            added=self.added,
            updated=self.updated,
            unchanged=self.read - self.added - self.updated - len(notes.refused),
            refused=_in_order(notes.refused),
            warnings=_in_order(notes.warnings),
            due_differs=tuple(notes.due_differs),
            differences=tuple(notes.differences),
            dry_run=dry_run,
        )
