"""The rows a list holds: the window around what one looks at, out of any number of rows.

No drawing here: which rows are known, which have been asked for, and which to ask for next.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from motcua_tui.tui.widgets.plain import Cell, plain

RowId: TypeAlias = "int | str"

MIN_WINDOW: Final = 60
"""A window is three screens of rows, and never fewer than this."""
KEPT_ROWS: Final = 400
"""With more rows than this in memory, those far from what one looks at are forgotten."""


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
        self._near = range(0)

    @property
    def fresh(self) -> bool:
        """The rows held answer the present query, not the one before."""
        return self._rows_ticket == self.ticket

    def row(self, index: int) -> Row | None:
        return self._rows.get(index)

    @property
    def ids(self) -> Set[RowId]:
        """The ids of all rows held."""
        return {row.id for row in self._rows.values()}

    def lines(self, top: int, page: int) -> list[Row | None]:
        """What stands on the lines of a page from ``top`` on, as far as there are rows; None for one that is
        not here yet."""
        end = top + page if self.total is None else min(top + page, self.total)
        return [self._rows.get(index) for index in range(top, end)]

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
            wanted = (self._asked, self._near)
            self._rows = {
                index: row for index, row in self._rows.items() if any(index in rows for rows in wanted)
            }
        return True

    def wish(self, top: int, page: int) -> range | None:
        """The rows to ask for when ``page`` rows from ``top`` on are visible; None when nothing is missing.

        The page before and the page after are asked for ahead, so that turning to them waits for nothing.
        What was asked for last counts as on its way, so it is not asked for twice.
        """
        last = top + 2 * page if self.total is None else min(top + 2 * page, self.total)
        self._near = range(max(0, top - page), last)
        known = self._rows if self.fresh else ()
        missing = [index for index in self._near if index not in known]
        visible = [index for index in missing if top <= index < top + page]
        on_its_way = [index in self._asked for index in visible or missing]
        if all(on_its_way) or (not visible and any(on_its_way)):
            return None
        size = max(MIN_WINDOW, 3 * page)
        first = max(0, top - page)
        if not visible:
            first = missing[0] if missing[0] > top else max(0, missing[-1] + 1 - size)
        self._asked = range(first, first + size)
        return self._asked
