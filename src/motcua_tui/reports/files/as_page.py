"""A form or list as it lies on the page, in the characters of a terminal.

Dates, counts and codes are never broken; texts share what is left and go on in further lines. Where the
terminal is too narrow for that, the page is the text that is pasted into messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import Final

from motcua_tui.domain.text import cells, clean, ellipsis
from motcua_tui.reports.files.as_text import to_text
from motcua_tui.reports.files.paper import Column, Kind, Paper, Row, Table, Weight, headings, text_of

_GAP: Final = "  "
_LEAST_TEXT: Final = 14
"""Characters of a column of texts that are still pleasant to read."""


def to_page(paper: Paper, width: int) -> list[str]:
    """The lines, each of at most ``width`` characters."""
    laid = [_widths(table, width) for table in paper.tables]
    widths = [found for found in laid if found is not None]
    if len(widths) < len(laid):
        return [part for line in to_text(paper).split("\n") for part in wrap(line, width) or [""]]
    lines = [*paper.left, "", *(line.center(width) for line in (paper.title, *paper.subtitle))]
    for table, found in zip(paper.tables, widths, strict=True):
        lines += ["", *([table.caption] if table.caption else []), *_table(table, found)]
    lines += ["", *(part for note in paper.notes for part in wrap(note, width))]
    lines += _signatures(paper, width)
    return [line.rstrip() for line in lines]


def _widths(table: Table, width: int) -> list[int] | None:
    """What each column gets; None where that is too little."""
    room = width - len(_GAP) * (len(table.columns) - 1)
    widest = [_widest(table, place) for place in range(len(table.columns))]
    least = [
        min(most, _LEAST_TEXT) if column.kind is Kind.TEXT else most
        for column, most in zip(table.columns, widest, strict=True)
    ]
    spare = room - sum(least)
    if spare < 0:
        return None
    wanted = [most - fewest for most, fewest in zip(widest, least, strict=True)]
    share = min(1.0, spare / (sum(wanted) or 1))
    return [fewest + int(more * share) for fewest, more in zip(least, wanted, strict=True)]


def _widest(table: Table, place: int) -> int:
    """The longest value of a column, or the longest word of its heading; the whole of it without a row."""
    path = table.columns[place].path
    if not table.rows:
        return cells(path[-1])
    values = [_text(row, place) for row in table.rows if row.weight is not Weight.GROUP]
    return max(map(cells, (*values, *(word for heading in path for word in heading.split()))))


def _text(row: Row, place: int) -> str:
    return clean(text_of(row.values[place]))


def _table(table: Table, widths: Sequence[int]) -> Iterator[str]:
    yield from _headings(table.columns, widths)
    yield "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    for row in table.body:
        if row.weight is Weight.GROUP:
            yield _text(row, 0)
        else:
            texts = [_text(row, place) for place in range(len(widths))]
            yield from _beside(texts, table.columns, widths)


def _headings(columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    """The shared headings above, each over its columns, then those of the columns themselves."""
    found = headings(columns)
    for line in range(max(heading.bottom for heading in found)):
        drawn = ""
        for heading in sorted((h for h in found if h.top == line and h.bottom == line), key=lambda h: h.left):
            start = sum(widths[: heading.left]) + len(_GAP) * heading.left
            over = sum(widths[heading.left : heading.right + 1]) + len(_GAP) * (heading.right - heading.left)
            drawn = drawn.ljust(start) + ellipsis(heading.text, over).center(over)
        yield drawn
    yield from _beside([column.path[-1] for column in columns], columns, widths)


def _beside(texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [wrap(text, width) or [""] for text, width in zip(texts, widths, strict=True)]
    for line in zip_longest(*wrapped, fillvalue=""):
        yield _GAP.join(map(_aligned, line, columns, widths))


def _aligned(text: str, column: Column, width: int) -> str:
    free = " " * (width - cells(text))
    return free + text if column.kind is Kind.COUNT else text + free


def _signatures(paper: Paper, width: int) -> Iterator[str]:
    if paper.signatures:
        each = width // len(paper.signatures)
        yield ""
        yield paper.place_and_date.center(each).rjust(width)
        for words in zip(*((s.role, s.hint, "", s.name) for s in paper.signatures), strict=True):
            yield "".join(word.center(each) for word in words)
