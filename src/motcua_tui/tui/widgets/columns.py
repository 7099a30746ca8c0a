"""The columns of a list, and how they share the width of a line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list.

    ``width`` is its least width in cells, ``flex`` its share of the cells left over (0: none), ``drop``
    how early it is left out of a narrow line (0: never), ``sort_key`` what ``SortWanted`` names (empty:
    the list cannot be sorted by it).
    """

    key: str
    title: str
    width: int
    flex: int = 0
    align: Literal["left", "right"] = "left"
    sort_key: str = ""
    drop: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a column stands on the line: its index among all columns, first cell and width."""

    index: int
    start: int
    width: int


@lru_cache(maxsize=32)
def fit(columns: tuple[Column, ...], width: int, *, gap: int) -> tuple[Slot, ...]:
    """The columns that fit a line of ``width`` cells, ``gap`` cells apart.

    Columns with the highest ``drop`` go first, the rightmost of equals; what then still is too wide is
    cut off at the right.
    """
    shown = list(range(len(columns)))
    while sum(columns[index].width + gap for index in shown) - gap > width:
        droppable = [index for index in shown if columns[index].drop]
        if not droppable:
            break
        shown.remove(max(droppable, key=lambda index: (columns[index].drop, index)))
    spare = max(0, width - sum(columns[index].width + gap for index in shown) + gap)
    shares = sum(columns[index].flex for index in shown)
    slots: list[Slot] = []
    start = given = seen = 0
    for index in shown:
        column = columns[index]
        seen += column.flex
        share = spare * seen // shares - given if shares else 0
        given += share
        cells = min(column.width + share, width - start)
        if cells <= 0:
            break
        slots.append(Slot(index, start, cells))
        start += cells + gap
    return tuple(slots)
