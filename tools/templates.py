"""Draws the docx templates that the program ships, one a paper and set of forms.

python tools/templates.py           writes src/motcua_tui/data/templates/{2018,2025}/*.docx
python tools/templates.py --check   exit 1 when a stored template is not the one drawn here

The heading is that of NĐ 30/2020/NĐ-CP; the texts follow the forms of TT 01/2018/TT-VPCP and
TT 03/2025/TT-VPCP. The same input gives the same bytes.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from motcua_tui.reports.letters.papers import FormSet, Paper, papers, title

FOLDER: Final = Path(__file__).parents[1] / "src" / "motcua_tui" / "data" / "templates"
FONT: Final = "Times New Roman"
SIZE: Final = 13
SMALL: Final = 11
SMALLEST: Final = 9
NARROW: Final = 18
"""Millimetres of a column up to which its cells are centred."""
DRAWN: Final = datetime(2025, 9, 15)
CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER
JUSTIFY: Final = WD_ALIGN_PARAGRAPH.JUSTIFY
STATE: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"

Column = tuple[str, str, int]
"""Heading, tag and width in millimetres of a column; without a tag it is filled in by hand."""
Party = tuple[str, str, str]
"""Title, note and name of one who signs."""


def page(*, landscape: bool = False, dense: bool = False) -> Doc:
    """An empty A4 page with the margins of official papers (NĐ 30/2020/NĐ-CP, appendix I).

    A ``dense`` one is a slip that should stay on one page.
    """
    doc = Document()
    package = doc.part.package.rels
    for thumbnail in [key for key, related in package.items() if related.reltype == RT.THUMBNAIL]:
        del package[thumbnail]
    style = doc.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(1) if dense else Pt(3)
    section = doc.sections[0]
    width, height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin, section.right_margin = (Mm(10), Mm(10)) if landscape else (Mm(30), Mm(15))
    section.top_margin = section.bottom_margin = Mm(15) if landscape or dense else Mm(20)
    properties = doc.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = DRAWN
    return doc


def write(
    paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False, size: int = SIZE
) -> Paragraph:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def line(doc: Doc, text: str, *, indent: bool = False, before: int = 0) -> None:
    """A paragraph of the body; ``before`` is the space above it in points."""
    paragraph = write(doc.add_paragraph(), text)
    paragraph.alignment = JUSTIFY
    paragraph.paragraph_format.space_before = Pt(before)
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(10)


def fact(doc: Doc, name: str, value: str) -> None:
    """``Name: value``, the value in bold."""
    write(write(doc.add_paragraph(), f"{name}: "), value, bold=True)


def facts(doc: Doc, *named: tuple[str, str], before: int = 0) -> None:
    """Several on one line; ``before`` is the space above it in points."""
    paragraph = doc.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(before)
    for place, (name, value) in enumerate(named):
        write(write(paragraph, f"{'     ' if place else ''}{name}: "), value, bold=True)


def in_cell(cell: _Cell, text: str, *, bold: bool = False, italic: bool = False, size: int = SIZE) -> None:
    """One more centred paragraph of a cell."""
    paragraph = cell.paragraphs[0] if not cell.text else cell.add_paragraph()
    write(paragraph, text, bold=bold, italic=italic, size=size).alignment = CENTRE
    paragraph.paragraph_format.space_after = Pt(0)


def columns(doc: Doc, widths: Sequence[int], *, grid: bool = False) -> Table:
    """A table of one row with columns of those widths in millimetres."""
    table = doc.add_table(rows=1, cols=len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    if grid:
        table.style = "Table Grid"
        table._tbl.tblPr.append(_margins(1))
    set_widths(table, widths)
    return table


def _margins(width: int) -> BaseOxmlElement:
    """Millimetres between the sides of a cell and its text."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), str(Mm(width).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


def set_widths(table: Table, widths: Sequence[int]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def heading(doc: Doc, *, by_agency: bool, landscape: bool = False, numbered: bool = True) -> None:
    """Who issues the paper on the left, the State's name on the right, then number, place and date.

    A paper of the agency stands under its parent agency, one of the desk under its agency.
    """
    left, right = columns(doc, (110, 150) if landscape else (67, 98)).rows[0].cells
    if by_agency:
        in_cell(left, "{%p if co_quan_cap_tren %}")
        in_cell(left, "{{ co_quan_cap_tren|upper }}", size=12)
        in_cell(left, "{%p endif %}")
        in_cell(left, "{{ co_quan|upper }}", bold=True, size=12)
    else:
        in_cell(left, "{{ co_quan|upper }}", size=12)
        in_cell(left, "{{ bo_phan|upper }}", bold=True, size=12)
    in_cell(left, "―――――", size=6)
    if numbered:
        in_cell(left, "Số: {{ so }}")
    in_cell(right, STATE, bold=True, size=12)
    in_cell(right, MOTTO, bold=True)
    in_cell(right, "―――――――――――――――――――――", size=6)
    in_cell(right, "{% if noi_lap %}{{ noi_lap }}, {% endif %}{{ ngay_lap }}", italic=True)


def name(doc: Doc, text: str) -> None:
    paragraph = write(doc.add_paragraph(), text.upper(), bold=True, size=14)
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.space_before = Pt(14)
    paragraph.paragraph_format.space_after = Pt(10)


def table(doc: Doc, tag: str, shown: Sequence[Column], *, blank_rows: int = 0, size: int = SMALL) -> None:
    """A table with a row for each of ``tag``; ``blank_rows`` to write by hand where there are none."""
    widths = [width for _head, _tag, width in shown]
    drawn = columns(doc, widths, grid=True)
    for cell, (head, _tag, _width) in zip(drawn.rows[0].cells, shown, strict=True):
        in_cell(cell, head, bold=True, size=size)
    repeated = OxmlElement("w:tblHeader")
    drawn.rows[0]._tr.get_or_add_trPr().append(repeated)
    drawn.add_row().cells[0].text = f"{{%tr for dong in {tag} %}}"
    row(
        drawn,
        [f"{{{{ dong.{column} }}}}" if column else "" for _head, column, _width in shown],
        widths,
        size=size,
    )
    if blank_rows:
        drawn.add_row().cells[0].text = "{%tr else %}"
        for place in range(1, blank_rows + 1):
            row(drawn, [str(place)] + [""] * (len(shown) - 1), widths, size=size)
    drawn.add_row().cells[0].text = "{%tr endfor %}"
    set_widths(drawn, widths)


def row(drawn: Table, texts: Sequence[str], widths: Sequence[int], *, size: int) -> None:
    """A row that no page parts; narrow cells are centred."""
    added = drawn.add_row()
    added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, width in zip(added.cells, texts, widths, strict=True):
        paragraph = write(cell.paragraphs[0], text, size=size)
        paragraph.paragraph_format.space_after = Pt(0)
        if width <= NARROW:
            paragraph.alignment = CENTRE


def signatures(doc: Doc, *parties: Party, landscape: bool = False) -> None:
    """Those who sign, side by side, never parted by a page."""
    for cell, party in zip(feet(doc, landscape=landscape), parties, strict=True):
        signs(cell, party)


def signed_by_agency(doc: Doc) -> None:
    """To whom else the paper goes on the left, who signs for the agency on the right."""
    left, right = feet(doc)
    write(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
    for recipient in ("- Như trên;", "- Lưu: VT, hồ sơ."):
        write(left.add_paragraph(), recipient, size=SMALL).paragraph_format.space_after = Pt(0)
    signs(right, SIGNATORY)


def signs(cell: _Cell, party: Party) -> None:
    """Title, note, room for the signature, and name."""
    role, note, who = party
    in_cell(cell, role, bold=True)
    in_cell(cell, note, italic=True, size=SMALL)
    for _ in range(3):
        in_cell(cell, " ")
    in_cell(cell, who, bold=True)


def feet(doc: Doc, *, landscape: bool = False) -> tuple[_Cell, _Cell]:
    """Two cells at the end of a paper, never parted by a page."""
    doc.add_paragraph().paragraph_format.space_after = Pt(0)
    drawn = columns(doc, (138, 138) if landscape else (82, 83))
    drawn.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = drawn.rows[0].cells
    return left, right


def by_hand(who: str) -> str:
    """A name that stays off the paper where it is not known: the signature has it."""
    return f"{{% if {who} %}}{{{{ {who} }}}}{{% endif %}}"


SUBMITTER: Final = ("NGƯỜI NỘP HỒ SƠ", "(Ký và ghi rõ họ tên)", by_hand("nguoi_nop"))
OFFICER: Final = ("NGƯỜI TIẾP NHẬN HỒ SƠ", "(Ký và ghi rõ họ tên)", by_hand("can_bo"))
SIGNATORY: Final = (
    "{{ chuc_danh|upper }}",
    "(Ký, ghi rõ họ tên và đóng dấu)",
    by_hand("nguoi_ky"),
)


def subject(doc: Doc) -> None:
    """Whose dossier it is and what it asks for."""
    fact(doc, "Mã hồ sơ", "{{ ma_ho_so }}")
    fact(doc, "Tên tổ chức, cá nhân", "{{ chu_ho_so }}")
    fact(doc, "Số CCCD/Mã số thuế", "{{ so_giay_to }}")
    fact(doc, "Địa chỉ", "{{ dia_chi }}")
    fact(doc, "Số điện thoại", "{{ dien_thoai }}")
    fact(doc, "Thư điện tử", "{{ email }}")
    fact(doc, "Thủ tục hành chính", "{{ thu_tuc }}")


def receipt(forms: FormSet) -> Doc:
    doc = page(dense=True)
    heading(doc, by_agency=False)
    left, middle, right = columns(doc, (42, 68, 55)).rows[0].cells
    in_cell(left, "{{ ma_qr }}")
    in_cell(middle, " ")
    in_cell(middle, "Mã hồ sơ:", size=12)
    in_cell(middle, "{{ ma_ho_so }}", bold=True, size=12)
    in_cell(right, " ")
    in_cell(right, "Quyển số: {{ quyen_so }}", size=12)
    name(doc, title(Paper.RECEIPT, forms))
    line(doc, "{{ bo_phan }} thuộc {{ co_quan }}")
    fact(doc, "Tiếp nhận hồ sơ của", "{{ nguoi_nop }}")
    doc.add_paragraph("{%p if so_giay_to_nguoi_nop or dien_thoai_nguoi_nop %}")
    facts(doc, ("Số CCCD", "{{ so_giay_to_nguoi_nop }}"), ("Số điện thoại", "{{ dien_thoai_nguoi_nop }}"))
    doc.add_paragraph("{%p endif %}")
    fact(doc, "Chủ hồ sơ", "{{ chu_ho_so }}")
    fact(doc, "Số CCCD/Mã số thuế", "{{ so_giay_to }}")
    fact(doc, "Địa chỉ", "{{ dia_chi }}")
    facts(doc, ("Số điện thoại", "{{ dien_thoai }}"), ("Thư điện tử", "{{ email }}"))
    fact(doc, "Nội dung yêu cầu giải quyết", "{{ thu_tuc }}")
    doc.add_paragraph("{%p if cung_giay %}")
    line(doc, "Các hồ sơ cùng giấy tiếp nhận:")
    table(
        doc,
        "cung_giay",
        (
            ("STT", "stt", 12),
            ("Mã hồ sơ", "ma_ho_so", 55),
            ("Thủ tục hành chính", "thu_tuc", 73),
            ("Hẹn trả", "hen_tra", 25),
        ),
    )
    doc.add_paragraph("{%p endif %}")
    line(doc, "Thành phần hồ sơ nộp gồm:", before=4)
    table(
        doc,
        "giay_to",
        (
            ("STT", "stt", 12),
            ("Tên giấy tờ", "ten", 99),
            ("Bản chính", "ban_chinh", 18),
            ("Bản sao chứng thực", "", 18),
            ("Bản sao", "ban_sao", 18),
        ),
        blank_rows=4,
    )
    facts(doc, ("Số lượng hồ sơ", "{{ so_bo }} (bộ)"), ("Hình thức nộp", "{{ hinh_thuc_nop }}"), before=6)
    fact(doc, "Thời gian giải quyết hồ sơ theo quy định", "{{ thoi_han }}")
    fact(doc, "Thời gian nhận hồ sơ", "{{ luc_tiep_nhan }}")
    fact(doc, "Thời gian trả kết quả giải quyết hồ sơ", "{{ luc_hen_tra }}")
    fact(doc, "Đăng ký nhận kết quả", "{{ cach_nhan }}")
    fact(doc, "Phí, lệ phí", "{{ phi }}")
    fact(doc, "Tra cứu tình trạng hồ sơ", "{{ tra_cuu }}")
    signatures(doc, SUBMITTER, OFFICER)
    return doc


def supplement(forms: FormSet) -> Doc:
    doc = page()
    heading(doc, by_agency=False)
    name(doc, title(Paper.SUPPLEMENT, forms))
    subject(doc)
    fact(doc, "Ngày tiếp nhận", "{{ ngay_tiep_nhan }}")
    line(
        doc,
        "{{ bo_phan }} đề nghị bổ sung, hoàn thiện hồ sơ (lần thứ {{ lan_thu }}), gồm những nội dung sau:",
        indent=True,
    )
    table(
        doc,
        "bo_sung",
        (("STT", "stt", 15), ("Giấy tờ, nội dung cần bổ sung, hoàn thiện", "noi_dung", 150)),
        blank_rows=4,
    )
    after = doc.add_paragraph()
    after.paragraph_format.space_before = Pt(8)
    write(write(after, "Lý do: "), "{{ ly_do }}", bold=True)
    fact(doc, "Căn cứ", "{{ can_cu }}")
    fact(doc, "Đề nghị bổ sung, hoàn thiện hồ sơ chậm nhất", "{{ bo_sung_truoc }}")
    line(
        doc,
        "Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, xin liên hệ {{ can_bo }},"
        " số điện thoại {{ dien_thoai_bo_phan }} để được hướng dẫn./.",
        indent=True,
    )
    signatures(doc, SUBMITTER, ("NGƯỜI HƯỚNG DẪN", *OFFICER[1:]))
    return doc


def refusal(forms: FormSet) -> Doc:
    doc = page()
    heading(doc, by_agency=False)
    name(doc, title(Paper.REFUSAL, forms))
    line(doc, "{{ bo_phan }} thuộc {{ co_quan }} đã xem xét hồ sơ:", indent=True)
    subject(doc)
    line(
        doc,
        "Qua xem xét, {{ bo_phan }} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể"
        " như sau:",
        indent=True,
    )
    fact(doc, "Lý do", "{{ ly_do }}")
    doc.add_paragraph("{%p if can_cu %}")
    fact(doc, "Căn cứ", "{{ can_cu }}")
    doc.add_paragraph("{%p endif %}")
    line(doc, "Xin thông báo để Ông/Bà được biết và thực hiện theo quy định./.", indent=True)
    signatures(doc, SUBMITTER, OFFICER)
    return doc


def apology(forms: FormSet) -> Doc:
    doc = page()
    heading(doc, by_agency=True)
    name(doc, title(Paper.APOLOGY, forms))
    addressee = write(doc.add_paragraph(), "Kính gửi: {{ chu_ho_so }}")
    addressee.alignment = CENTRE
    addressee.paragraph_format.space_after = Pt(10)
    line(
        doc,
        "Ngày {{ ngay_tiep_nhan }}, {{ bo_phan }} thuộc {{ co_quan }} tiếp nhận giải quyết hồ sơ đề nghị"
        " {{ thu_tuc }} của Ông/Bà/Tổ chức; mã số hồ sơ: {{ ma_ho_so }}.",
        indent=True,
    )
    line(
        doc,
        "Thời gian hẹn trả kết quả giải quyết hồ sơ: ngày {{ ngay_hen_tra }}. Tuy nhiên, đến nay"
        " {{ don_vi_cham }} chưa trả được kết quả giải quyết hồ sơ đúng thời hạn.",
        indent=True,
    )
    fact(doc, "Lý do", "{{ ly_do }}")
    line(
        doc,
        "Sự chậm trễ này gây phiền hà, tốn kém thời gian, công sức cho Ông/Bà/Tổ chức. Chúng tôi xin"
        " chân thành cáo lỗi.",
        indent=True,
    )
    if forms is FormSet.TT_03_2025:
        asked = "Chúng tôi đề nghị được gia hạn thời gian giải quyết và trả kết quả vào ngày"
    else:
        asked = "Chúng tôi xin hẹn lại thời gian trả kết quả giải quyết hồ sơ vào ngày"
    line(doc, f"{asked} {{{{ ngay_hen_lai }}}}, tại {{{{ noi_tra }}}}.", indent=True)
    line(doc, "Rất mong nhận được sự thông cảm của Ông/Bà/Tổ chức./.", indent=True)
    signed_by_agency(doc)
    return doc


def stop(forms: FormSet) -> Doc:
    doc = page()
    heading(doc, by_agency=True)
    name(doc, title(Paper.STOP, forms))
    addressee = write(doc.add_paragraph(), "Kính gửi: {{ chu_ho_so }}")
    addressee.alignment = CENTRE
    addressee.paragraph_format.space_after = Pt(10)
    line(
        doc,
        "Ngày {{ ngay_tiep_nhan }}, {{ bo_phan }} thuộc {{ co_quan }} tiếp nhận hồ sơ mã số {{ ma_ho_so }}"
        " đề nghị {{ thu_tuc }} của Ông/Bà/Tổ chức.",
        indent=True,
    )
    line(
        doc,
        "Theo đề nghị của Ông/Bà/Tổ chức, {{ co_quan }} thông báo dừng giải quyết hồ sơ nêu trên"
        " kể từ ngày {{ ngay_dung }}.",
        indent=True,
    )
    fact(doc, "Lý do đề nghị dừng", "{{ ly_do }}")
    fact(doc, "Tình trạng giải quyết hồ sơ đến thời điểm dừng", "{{ giai_doan }}")
    fact(doc, "Phí, lệ phí và giấy tờ trả lại", "{{ tra_lai }}")
    line(doc, "{{ co_quan }} thông báo để Ông/Bà/Tổ chức được biết./.", indent=True)
    signed_by_agency(doc)
    return doc


def control(forms: FormSet) -> Doc:
    doc = page(landscape=True)
    heading(doc, by_agency=False, landscape=True)
    name(doc, title(Paper.CONTROL, forms))
    fact(doc, "Mã hồ sơ", "{{ ma_ho_so }}")
    fact(doc, "Tên tổ chức, cá nhân", "{{ chu_ho_so }}")
    fact(doc, "Thủ tục hành chính", "{{ thu_tuc }}")
    fact(doc, "Ngày hẹn trả trên giấy tiếp nhận", "{{ ngay_hen_tra }}")
    fact(doc, "Hạn giải quyết", "{{ han_giai_quyet }}")
    table(
        doc,
        "cac_buoc",
        (
            ("STT", "stt", 12),
            ("Bên giao", "ben_giao", 46),
            ("Bên nhận", "ben_nhan", 46),
            ("Thời gian giao, nhận", "luc", 33),
            ("Được giao (ngày)", "duoc_giao", 36),
            ("Đã dùng (ngày)", "da_dung", 22),
            ("Kết quả", "ket_qua", 24),
            ("Ghi chú", "ghi_chu", 54),
        ),
    )
    signatures(
        doc,
        ("NGƯỜI GIAO", "(Ký và ghi rõ họ tên)", ""),
        ("NGƯỜI NHẬN", "(Ký và ghi rõ họ tên)", ""),
        landscape=True,
    )
    return doc


def register(forms: FormSet) -> Doc:
    doc = page(landscape=True)
    heading(doc, by_agency=False, landscape=True, numbered=False)
    name(doc, title(Paper.REGISTER, forms))
    table(
        doc,
        "ho_so",
        (
            ("TT", "stt", 8),
            ("Mã hồ sơ", "ma_ho_so", 26),
            ("Tên thủ tục hành chính", "thu_tuc", 32),
            ("Số bộ", "so_bo", 8),
            ("Tên tổ chức, cá nhân", "chu_ho_so", 25),
            ("Địa chỉ, số điện thoại", "dia_chi", 26),
            ("Đơn vị giải quyết", "don_vi", 20),
            ("Tiếp nhận", "tiep_nhan", 18),
            ("Hẹn trả", "hen_tra", 18),
            ("Chuyển", "chuyen", 18),
            ("Có kết quả", "nhan_ket_qua", 18),
            ("Trả kết quả", "tra", 18),
            ("Cách nhận", "cach_nhan", 18),
            ("Ký nhận", "", 12),
            ("Ghi chú", "ghi_chu", 12),
        ),
        size=SMALLEST,
    )
    return doc


DRAW: Final[dict[Paper, Callable[[FormSet], Doc]]] = {
    Paper.RECEIPT: receipt,
    Paper.SUPPLEMENT: supplement,
    Paper.REFUSAL: refusal,
    Paper.APOLOGY: apology,
    Paper.STOP: stop,
    Paper.CONTROL: control,
    Paper.REGISTER: register,
}


def drawn(paper: Paper, forms: FormSet) -> bytes:
    """The template of a paper."""
    return packed(DRAW[paper](forms))


def packed(doc: Doc) -> bytes:
    """A document as a docx, the same bytes every time."""
    first, again = io.BytesIO(), io.BytesIO()
    doc.save(first)
    with zipfile.ZipFile(first) as parts, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as out:
        for part in parts.namelist():
            entry = zipfile.ZipInfo(part, DRAWN.timetuple()[:6])
            out.writestr(entry, parts.read(part), zipfile.ZIP_DEFLATED)
    return again.getvalue()


def main() -> int:
    stale = 0
    for forms in FormSet:
        for paper in papers(forms):
            path = FOLDER / forms / f"{paper}.docx"
            template = drawn(paper, forms)
            if "--check" in sys.argv:
                if not path.exists() or path.read_bytes() != template:
                    print(f"not as drawn: {path.relative_to(FOLDER)}")
                    stale = 1
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(template)
    return stale


if __name__ == "__main__":
    sys.exit(main())
