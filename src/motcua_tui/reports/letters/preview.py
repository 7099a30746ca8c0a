"""A filled docx as lines of text: what will be printed, for a look in the terminal."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from motcua_tui.domain.text import cells, clean

if TYPE_CHECKING:
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

GAP: Final = 2
NARROWEST: Final = 4
"""Columns of the terminal that a column of a table gets at least."""


def preview(docx: bytes, width: int) -> list[str]:
    """The text of a document, centred and in columns as on paper, in lines of about ``width``."""
    from docx import Document
    from docx.text.paragraph import Paragraph

    lines: list[str] = []
    for block in Document(io.BytesIO(docx)).iter_inner_content():
        lines += _paragraph(block, width) if isinstance(block, Paragraph) else _table(block, width)
    return lines


def _paragraph(paragraph: Paragraph, width: int) -> list[str]:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    centred = paragraph.alignment == WD_ALIGN_PARAGRAPH.CENTER
    wrapped = (
        line
        for part in clean(paragraph.text, multiline=True).split("\n")
        for line in textwrap.wrap(part, width) or [""]
    )
    return [line.center(width).rstrip() if centred else line for line in wrapped]


def _table(table: Table, width: int) -> Iterator[str]:
    for row in table.rows:
        found: list[_Cell] = []
        for cell in row.cells:
            if not found or cell._tc is not found[-1]._tc:
                found.append(cell)
        widths = _widths(found, width - GAP * (len(found) - 1))
        columns = [
            [line for paragraph in cell.paragraphs for line in _paragraph(paragraph, size)]
            for cell, size in zip(found, widths, strict=True)
        ]
        for line in zip_longest(*columns, fillvalue=""):
            padded = (text + " " * (size - cells(text)) for text, size in zip(line, widths, strict=True))
            yield (" " * GAP).join(padded).rstrip()


def _widths(found: list[_Cell], room: int) -> list[int]:
    """The columns of the terminal that each cell gets: its share of the paper."""
    shares = [cell.width or 1 for cell in found]
    return [max(NARROWEST, room * share // sum(shares)) for share in shares]
