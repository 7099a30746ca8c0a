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

HALVES: Final = " ▄▀█"
"""Two modules of a QR code, one above the other, as one character."""
_QR_BORDER: Final = 1
GAP: Final = 2
NARROWEST: Final = 4
"""Columns of the terminal that a column of a table gets at least."""


def preview(docx: bytes, width: int, code: str = "") -> list[str]:
    """The text of a document, centred and in columns as on paper, in lines of about ``width``.

    Its picture is drawn where it stands as the QR code of ``code``, dark modules as blocks: to be shown
    dark on light. Without a code there is no picture.
    """
    from docx import Document
    from docx.text.paragraph import Paragraph

    lines: list[str] = []
    for block in Document(io.BytesIO(docx)).iter_inner_content():
        if isinstance(block, Paragraph):
            lines += _paragraph(block, width, code)
        else:
            lines += _table(block, width, code)
    return lines


def qr_lines(code: str) -> list[str]:
    """The QR code of a text, two modules a line, with the white border around it."""
    import segno

    modules = [list(line) for line in segno.make_qr(code, error="m").matrix_iter(border=_QR_BORDER)]
    white = [0] * len(modules)
    pairs = zip(modules[::2], [*modules[1::2], white], strict=False)
    return [
        "".join(HALVES[2 * upper + lower] for upper, lower in zip(*pair, strict=True)).rstrip()
        for pair in pairs
    ]


def _paragraph(paragraph: Paragraph, width: int, code: str) -> list[str]:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if _pictured(paragraph, code):
        return qr_lines(code)
    centred = paragraph.alignment == WD_ALIGN_PARAGRAPH.CENTER
    wrapped = (
        line
        for part in clean(paragraph.text, multiline=True).split("\n")
        for line in textwrap.wrap(part, width) or [""]
    )
    return [line.center(width).rstrip() if centred else line for line in wrapped]


def _pictured(paragraph: Paragraph, code: str) -> bool:
    from docx.oxml.ns import qn

    return bool(code) and next(paragraph._p.iter(qn("w:drawing")), None) is not None


def _table(table: Table, width: int, code: str) -> Iterator[str]:
    for row in table.rows:
        found: list[_Cell] = []
        for cell in row.cells:
            if not found or cell._tc is not found[-1]._tc:
                found.append(cell)
        widths = _widths(found, width - GAP * (len(found) - 1), code)
        columns = [
            [line for paragraph in cell.paragraphs for line in _paragraph(paragraph, size, code)]
            for cell, size in zip(found, widths, strict=True)
        ]
        for line in zip_longest(*columns, fillvalue=""):
            padded = (text + " " * (size - cells(text)) for text, size in zip(line, widths, strict=True))
            yield (" " * GAP).join(padded).rstrip()


def _widths(found: list[_Cell], room: int, code: str) -> list[int]:
    """The columns of the terminal that each cell gets: its share of the paper, but room for a picture."""
    shares = [cell.width or 1 for cell in found]
    least = [_least(cell, code) for cell in found]
    widths = [max(fewest, room * share // sum(shares)) for share, fewest in zip(shares, least, strict=True)]
    while (excess := sum(widths) - room) > 0:
        spare, place = max((width - least[at], at) for at, width in enumerate(widths))
        if not spare:
            break
        widths[place] -= min(excess, spare)
    return widths


def _least(cell: _Cell, code: str) -> int:
    pictures = (line for p in cell.paragraphs if _pictured(p, code) for line in qr_lines(code))
    return max(map(len, pictures), default=NARROWEST)
