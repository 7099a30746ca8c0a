"""Draws the docx templates of the documents that the program ships.

python tools/report_templates.py           writes src/motcua_tui/data/templates/reports/*.docx
python tools/report_templates.py --check   exit 1 when a stored template is not the one drawn here

Headings and order are those of reports that departments send; the same input gives the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from docx.document import Document as Doc
from docx.shared import Mm, Pt
from templates import (
    CENTRE,
    FOLDER,
    SIGNATORY,
    SMALL,
    feet,
    heading,
    line,
    name,
    packed,
    page,
    signs,
    write,
)

from motcua_tui.reports.documents.fields import Document


def section(doc: Doc, title: str) -> None:
    """A heading of the body."""
    paragraph = write(doc.add_paragraph(), title, bold=True)
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_with_next = True


def sentences(doc: Doc, tag: str) -> None:
    """A paragraph for each line of a section."""
    doc.add_paragraph(f"{{%p for dong in {tag} %}}")
    line(doc, "{{ dong.cau }}", indent=True)
    doc.add_paragraph("{%p endfor %}")


def item(doc: Doc, title: str) -> None:
    """A dash line that names what follows."""
    paragraph = write(doc.add_paragraph(), f"- {title}:", italic=True)
    paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.paragraph_format.keep_with_next = True


def one_stop(doc: Doc, first: int) -> None:
    """The three sections that come from the record, numbered from ``first``."""
    section(doc, f"{first}. Về Hệ thống thông tin một cửa điện tử ({{{{ ky }}}})")
    sentences(doc, "mot_cua")
    section(doc, f"{first + 1}. Về thực hiện dịch vụ công trực tuyến")
    sentences(doc, "dich_vu_cong")
    section(
        doc, f"{first + 2}. Về kết quả thực hiện hồ sơ tiếp nhận, trả kết quả giải quyết qua dịch vụ BCCI"
    )
    sentences(doc, "buu_chinh")


def modernisation() -> Doc:
    doc = page()
    heading(doc, by_agency=True)
    name(doc, "Báo cáo")
    about = write(
        doc.add_paragraph(),
        "Kết quả thực hiện nội dung, nhiệm vụ về hiện đại hóa hành chính"
        "{% if ten_ky %} {{ ten_ky }}{% endif %} của {{ co_quan }}",
        bold=True,
    )
    about.alignment = CENTRE
    about.paragraph_format.space_after = Pt(10)
    line(
        doc,
        "{{ co_quan }} báo cáo kết quả thực hiện các nội dung, nhiệm vụ về hiện đại hóa hành chính"
        " ({{ ky }}), cụ thể như sau:",
        indent=True,
    )
    section(doc, "1. Về xây dựng kế hoạch ứng dụng công nghệ thông tin")
    sentences(doc, "ke_hoach_cntt")
    section(doc, "2. Về thực hiện trao đổi văn bản điện tử ({{ ky }})")
    sentences(doc, "van_ban_dien_tu")
    line(
        doc, "Kết quả thực hiện trao đổi văn bản điện tử theo tỷ lệ cụ thể như sau:", italic=True, indent=True
    )
    sentences(doc, "ty_le_van_ban")
    one_stop(doc, 3)
    section(doc, "6. Về áp dụng Hệ thống quản lý chất lượng (ISO 9001) theo quy định")
    sentences(doc, "iso")
    line(
        doc,
        "Trên đây là kết quả thực hiện nội dung hiện đại hóa hành chính của {{ co_quan }}./.",
        indent=True,
    )
    left, right = feet(doc)
    write(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
    for recipient in (
        "{% if noi_nhan_bao_cao %}- {{ noi_nhan_bao_cao }};{% else %}- ………………;{% endif %}",
        "- Các phòng, đơn vị trực thuộc;",
        "- Lưu: VT.",
    ):
        write(left.add_paragraph(), recipient, size=SMALL).paragraph_format.space_after = Pt(0)
    signs(right, SIGNATORY)
    return doc


def one_stop_alone() -> Doc:
    doc = page()
    one_stop(doc, 1)
    return doc


def reform() -> Doc:
    doc = page()
    section(doc, "2. Cải cách thủ tục hành chính")
    section(doc, "2.2. Tổng hợp, cập nhật số lượng thủ tục hành chính (TTHC) thuộc thẩm quyền giải quyết")
    sentences(doc, "danh_muc")
    section(doc, "2.3. Kết quả thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết TTHC")
    for title, tag in (
        ("Kết quả thực hiện số hóa hồ sơ, giấy tờ, kết quả giải quyết TTHC", "so_hoa"),
        ("Tổng hợp, cập nhật kết quả giải quyết hồ sơ TTHC", "ket_qua"),
        ("Kết quả tiếp nhận, xử lý phản ánh, kiến nghị liên quan đến TTHC", "phan_anh"),
        ("Tình hình triển khai cung cấp dịch vụ công trực tuyến", "dich_vu_cong"),
        ("Tiếp nhận hồ sơ, trả kết quả qua dịch vụ bưu chính công ích (BCCI)", "buu_chinh"),
    ):
        item(doc, title)
        sentences(doc, tag)
    return doc


def paragraph() -> Doc:
    doc = page()
    line(doc, "{{ doan_van }}", indent=True)
    return doc


DRAW: Final[dict[Document, Callable[[], Doc]]] = {
    Document.ONE_STOP: one_stop_alone,
    Document.MODERNISATION: modernisation,
    Document.REFORM: reform,
    Document.PARAGRAPH: paragraph,
}


def main() -> int:
    stale = 0
    for document, draw in DRAW.items():
        path = FOLDER / "reports" / f"{document}.docx"
        template = packed(draw())
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
