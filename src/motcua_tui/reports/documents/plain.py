"""A filled document as text to copy: a line a paragraph, the cells of a table with tabs between them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from motcua_tui.domain.text import clean

if TYPE_CHECKING:
    from docx.table import Table


def plain_text(docx: bytes) -> str:
    """The text of the body, without headings and footers of its pages."""
    from docx import Document
    from docx.text.paragraph import Paragraph

    lines: list[str] = []
    for block in Document(io.BytesIO(docx)).iter_inner_content():
        lines += [block.text] if isinstance(block, Paragraph) else _rows(block)
    return clean("\n".join(lines), multiline=True)


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        texts = (cell.text.strip().replace("\n", " ") for cell in row.cells)
        yield "\t".join(text for text in texts if text)
