"""A paper as a text document (docx) for A4, which an officer may edit before it is signed.

Rows are made as XML and appended: adding them one by one to a table of python-docx takes time that
grows with the square of their number.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from motcua_tui.reports.files.paper import (
    MARGIN_MM,
    Kind,
    Paper,
    Row,
    Signature,
    Table,
    Weight,
    headings,
    text_of,
)

if TYPE_CHECKING:
    from docx.document import Document

_FONT: Final = "Times New Roman"
_SIZE: Final = 11
_SIDE_SIZE: Final = 10
_TITLE_SIZE: Final = 12
_SMALL_SIZE: Final = 7
_CELL_SIZES: Final = range(8, 11)
_CELL_SIZE_PER_MM: Final = 6.3
"""Points of a cell's text for each millimetre that a table has for a character."""
_PER_MM: Final = 56.7
"""Twentieths of a point in a millimetre."""
_SPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ALIGNED: Final = {Kind.TEXT: "left", Kind.CENTRED: "center", Kind.COUNT: "right", Kind.DATE: "center"}
_HEADING_PARTS: Final = (0.27, 0.46, 0.27)
_EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_PAGE_NUMBER: Final = "".join(
    f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr>{part}</w:r>'
    for part in (
        '<w:t xml:space="preserve">Trang </w:t>',
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve">PAGE</w:instrText>',
        '<w:fldChar w:fldCharType="end"/>',
        "<w:t>/</w:t>",
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve">NUMPAGES</w:instrText>',
        '<w:fldChar w:fldCharType="end"/>',
    )
)


def to_docx(paper: Paper) -> bytes:
    """The file."""
    import docx

    document = docx.Document()
    _set_page(document, paper)
    _append(document, _heading(paper))
    _append(document, _paragraph(f"Đơn vị tính: {paper.unit}" if paper.unit else "", "right", italic=True))
    for table in paper.tables:
        if table.caption:
            _append(document, _paragraph(table.caption, bold=True, before=6, with_next=True))
        _append(document, *_table(table, paper))
    for number, note in enumerate(paper.notes):
        _append(document, _paragraph(note, italic=True, before=0 if number else 6))
    if paper.signatures:
        _append(document, _paragraph(""), _signatures(paper))
    _append(document, _paragraph("", size=1))  # a document may not end with a table
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: Document, paper: Paper) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    if paper.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    sides = (Mm(297), Mm(210)) if paper.landscape else (Mm(210), Mm(297))
    section.page_width, section.page_height = sides
    section.left_margin = section.right_margin = section.top_margin = Mm(MARGIN_MM)
    section.bottom_margin, section.footer_distance = Mm(MARGIN_MM + 4), Mm(7)
    footer = section.footer.paragraphs[0]
    footer._p.addprevious(parse_xml(_in_paragraph(_PAGE_NUMBER, "center", declared=True)))
    footer._p.getparent().remove(footer._p)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_SIZE)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    normal.paragraph_format.space_after = Pt(0)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = paper.title, "", ""
    properties.created = properties.modified = datetime.combine(paper.dated, time())


def _append(document: Document, *parts: str) -> None:
    """Append paragraphs and tables. A table's rows follow it, one part each, to be put into it."""
    from docx.oxml import parse_xml

    end = document.element.body.sectPr
    for part in parts:
        made = parse_xml(part)
        if made.tag.endswith("}tr"):
            end.getprevious().append(made)
        else:
            end.addprevious(made)


def _table(table: Table, paper: Paper) -> Iterator[str]:
    """The empty table, then its rows."""
    character = paper.width_mm / sum(column.width for column in table.columns)
    widths = [_twips(column.width * character) for column in table.columns]
    roomy = min(_CELL_SIZES[-1], int(character * _CELL_SIZE_PER_MM))
    size = _CELL_SIZES[0] if paper.one_page else max(_CELL_SIZES[0], roomy)
    yield _frame(widths, edge="single")
    yield from _heading_rows(table, widths, size)
    if table.numbered:
        numbers = (
            _cell(_run(column.number, italic=True, size=_SMALL_SIZE), width, "center", size=_SMALL_SIZE)
            for column, width in zip(table.columns, widths, strict=True)
        )
        yield _row(numbers, repeated=True)
    for row in table.body:
        yield _row(_body(table, row, widths, size))


def _heading_rows(table: Table, widths: Sequence[int], size: int) -> Iterator[str]:
    """The lines of headings; a cell that reaches down is continued in the lines below it."""
    found = sorted(headings(table.columns), key=lambda h: h.left)
    for line in range(table.depth):
        cells = []
        for heading in found:
            if heading.top <= line <= heading.bottom:
                first = line == heading.top
                deep = heading.bottom > heading.top
                cells.append(
                    _cell(
                        _run(heading.text if first else "", bold=True, size=size),
                        sum(widths[heading.left : heading.right + 1]),
                        "center",
                        size=size,
                        span=heading.right - heading.left + 1,
                        merge=("restart" if first else "continue") if deep else "",
                    )
                )
        yield _row(cells, repeated=True)


def _body(table: Table, row: Row, widths: Sequence[int], size: int) -> Iterator[str]:
    if row.weight is Weight.GROUP:
        yield _cell(
            _run(text_of(row.values[0]), bold=True, size=size),
            sum(widths),
            "left",
            size=size,
            span=len(widths),
        )
        return
    bold = row.weight is Weight.TOTAL
    for column, value, width in zip(table.columns, row.values, widths, strict=True):
        yield _cell(_run(text_of(value), bold=bold, size=size), width, _ALIGNED[column.kind], size=size)


def _heading(paper: Paper) -> str:
    """Code, title and agencies side by side, without a frame."""
    widths = [_twips(paper.width_mm * part) for part in _HEADING_PARTS]
    title = _in_paragraph(_run(paper.title, bold=True, size=_TITLE_SIZE), "center")
    parts = (
        "".join(
            _in_paragraph(_run(line, bold=not place, size=_SIDE_SIZE))
            for place, line in enumerate(paper.left)
        ),
        title + "".join(_in_paragraph(_run(line), "center") for line in paper.subtitle),
        "".join(_in_paragraph(_run(line, size=_SIDE_SIZE)) for line in paper.right),
    )
    return _frame(widths, [_row(map(_block, parts, widths))])


def _signatures(paper: Paper) -> str:
    """The signatures side by side, place and date above the last one."""
    widths = [_twips(paper.width_mm / len(paper.signatures))] * len(paper.signatures)
    last = len(paper.signatures) - 1
    blocks = [
        _signature(signature, paper.place_and_date if number == last else "")
        for number, signature in enumerate(paper.signatures)
    ]
    return _frame(widths, [_row(map(_block, blocks, widths))])


def _signature(signature: Signature, above: str) -> str:
    runs = (
        _run(above, italic=True),
        _run(signature.role, bold=True),
        _run(signature.hint, italic=True),
        *([""] * 3),
        _run(signature.name, bold=True),
    )
    return "".join(_in_paragraph(run, "center", with_next=True) for run in runs)


def _twips(millimetres: float) -> int:
    return round(millimetres * _PER_MM)


def _frame(widths: Sequence[int], rows: Iterable[str] = (), *, edge: str = "nil") -> str:
    """A table of fixed widths, with a line around every cell or none."""
    edges = "".join(f'<w:{side} w:val="{edge}" w:sz="4" w:space="0" w:color="000000"/>' for side in _EDGES)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl {_SPACE}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Iterable[str], *, repeated: bool = False) -> str:
    """A row that no page break cuts; a repeated one stands on every page."""
    header = "<w:tblHeader/>" if repeated else ""
    return f"<w:tr {_SPACE}><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(run: str, width: int, align: str, *, size: int, span: int = 1, merge: str = "") -> str:
    return _block(_in_paragraph(run, align, mark=size), width, span=span, merge=merge, valign="center")


def _block(paragraphs: str, width: int, *, span: int = 1, merge: str = "", valign: str = "top") -> str:
    """A cell; even an empty one must have a paragraph."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}'
        f'<w:vAlign w:val="{valign}"/></w:tcPr>{paragraphs or _in_paragraph("")}</w:tc>'
    )


def _paragraph(
    text: str,
    align: str = "left",
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = _SIZE,
    before: int = 0,
    with_next: bool = False,
) -> str:
    """A paragraph of the page; ``before`` is the space above it in points."""
    run = _run(text, bold=bold, italic=italic, size=size)
    return _in_paragraph(run, align, mark=size, before=before, with_next=with_next, declared=True)


def _in_paragraph(
    run: str,
    align: str = "left",
    *,
    mark: int = _SIZE,
    before: int = 0,
    with_next: bool = False,
    declared: bool = False,
) -> str:
    """A paragraph of some runs; ``mark`` is the size of its end, which keeps its line that high."""
    space = f" {_SPACE}" if declared else ""
    keep = "<w:keepNext/>" if with_next else ""
    return (
        f'<w:p{space}><w:pPr>{keep}<w:spacing w:before="{20 * before}" w:after="0"/>'
        f'<w:jc w:val="{align}"/><w:rPr><w:sz w:val="{2 * mark}"/></w:rPr></w:pPr>{run}</w:p>'
    )


def _run(text: str, *, bold: bool = False, italic: bool = False, size: int = _SIZE) -> str:
    """Text of one look; lines stay lines."""
    looks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f'<w:r><w:rPr>{looks}<w:sz w:val="{2 * size}"/></w:rPr>{lines}</w:r>'
