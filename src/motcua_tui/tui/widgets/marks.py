"""Which rows of a list are marked: one by one, and in a range that follows the cursor.

No drawing here. Marks are kept by the rows' ids, in the order in which they were set, so that they stay
with their rows when the list is sorted, narrowed or read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from motcua_tui.tui.widgets.window import RowId


class Marks:
    """The marked rows. A range lasts as long as the cursor is at its end; it may grow and shrink."""

    def __init__(self) -> None:
        self._ids: dict[RowId, None] = {}
        self._range: dict[RowId, None] = {}
        self._anchor = 0
        self._end: int | None = None

    def __contains__(self, row_id: RowId) -> bool:
        return row_id in self._ids or row_id in self._range

    def __len__(self) -> int:
        return len(self._ids) + sum(row_id not in self._ids for row_id in self._range)

    def __iter__(self) -> Iterator[RowId]:
        yield from self._ids
        yield from (row_id for row_id in self._range if row_id not in self._ids)

    def toggle(self, row_id: RowId) -> None:
        """Mark this row, or unmark it where it is marked."""
        self.settle()
        if row_id in self._ids:
            del self._ids[row_id]
        else:
            self._ids[row_id] = None

    def replace(self, row_ids: Iterable[RowId]) -> None:
        """Mark these rows and no others."""
        self._ids = dict.fromkeys(row_ids)
        self._range = {}
        self._end = None

    def range_at(self, index: int) -> int:
        """Where the range began that ends at this index; where none does, a new one begins here."""
        if self._end != index:
            self.settle()
            self._anchor = index
        return self._anchor

    def reach(self, end: int, row_ids: Iterable[RowId]) -> None:
        """The present range goes up to this index and holds these rows."""
        self._end = end
        self._range = dict.fromkeys(row_ids)

    def settle(self) -> None:
        """The range ends; its rows stay marked."""
        self._ids |= self._range
        self._range = {}
        self._end = None
