"""The rows a list holds: the window around what one looks at, out of any number of rows.

No drawing here: which rows are known, which have been asked for, and which to ask for next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from motcua_tui.tui.widgets.plain import Cell, plain

RowId: TypeAlias = "int | str"

MIN_WINDOW: Final = 60
"""A window is three screens of rows, and never fewer than this."""
KEPT_ROWS: Final = 2_000
"""With more rows than this in memory, those outside the last window are forgotten."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its stable id, one cell for each column, and how the line stands out."""

    id: RowId
    cells: Sequence[Cell]
    style: Literal["", "late", "strong", "faint"] = ""


class RowWindow:
    """Rows by index. ``ticket`` numbers the query: answers to an earlier one are not taken."""

    def __init__(self) -> None:
        self.ticket = 0
        self.total: int | None = None
        self._rows: dict[int, Row] = {}
        self._rows_ticket = 0
        self._asked = range(0)

    @property
    def fresh(self) -> bool:
        """The rows held answer the present query, not the one before."""
        return self._rows_ticket == self.ticket

    def row(self, index: int) -> Row | None:
        return self._rows.get(index)

    def find(self, row_id: RowId | None) -> int | None:
        """The index of a row of the present query, if it is here."""
        if not self.fresh:
            return None
        return next((index for index, row in self._rows.items() if row.id == row_id), None)

    def renew(self) -> None:
        """Begin a new query; the rows of the old one stay until its first answer."""
        self.ticket += 1
        self._asked = range(0)

    def forget(self) -> None:
        """Hold no rows until they come again."""
        self._rows.clear()

    def set_total(self, total: int) -> None:
        self.total = total
        for index in [index for index in self._rows if index >= total]:
            del self._rows[index]

    def supply(self, first: int, rows: Sequence[Row], ticket: int | None) -> bool:
        """Take the rows from ``first`` on; False when they answer an earlier query."""
        if ticket is not None and ticket != self.ticket:
            return False
        if not self.fresh:
            self._rows.clear()
            self._rows_ticket = self.ticket
        for index, row in enumerate(rows, first):
            self._rows[index] = replace(row, cells=tuple(plain(cell) for cell in row.cells))
        if len(self._rows) > KEPT_ROWS:
            self._rows = {index: row for index, row in self._rows.items() if index in self._asked}
        return True

    def wish(self, top: int, page: int) -> range | None:
        """The rows to ask for when ``page`` rows from ``top`` on are visible; None when nothing is missing.

        What was asked for last counts as on its way, so it is not asked for twice.
        """
        end = top + page if self.total is None else min(top + page, self.total)
        if end <= top:
            return None
        known = self._rows if self.fresh else ()
        if all(index in known or index in self._asked for index in range(top, end)):
            return None
        first = max(0, top - page)
        self._asked = range(first, first + max(MIN_WINDOW, 3 * page))
        return self._asked
