"""What the columns of a sheet are: the header under titles, in one row to three, by its words.

Headings are compared without accents, case, signs and remarks in brackets. Which words mean which
column is ``DOSSIER``, ``PROCEDURE`` and ``CALENDAR``, best word first; a map file brings its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from motcua_tui.domain.text import clean, fold, tokens
from motcua_tui.errors import FileError
from motcua_tui.i18n import _
from motcua_tui.services.importing.sheets import Cell, Row, Sheet

Words = Mapping[str, Sequence[str]]
"""Our column: the headings that mean it."""

DOSSIER: Final[Words] = {
    "code": ("mã hồ sơ", "số hồ sơ", "mã số hồ sơ", "mã hs", "số hs", "mã biên nhận", "số biên nhận",
             "mã giấy hẹn", "số giấy hẹn", "mã số biên nhận", "số tiếp nhận", "mã tiếp nhận", "code"),
    "procedure_code": ("mã tthc", "mã thủ tục", "mã thủ tục hành chính", "mã số tthc", "procedure code"),
    "procedure": ("thủ tục", "tên thủ tục", "thủ tục hành chính", "tên tthc", "tthc",
                  "tên thủ tục hành chính", "loại hồ sơ", "tên hồ sơ", "nội dung hồ sơ", "procedure"),
    "field": ("lĩnh vực", "tên lĩnh vực", "lĩnh vực giải quyết", "nhóm thủ tục", "field"),
    "applicant": ("tên tổ chức cá nhân", "tổ chức cá nhân", "chủ hồ sơ", "tên chủ hồ sơ", "họ và tên",
                  "họ tên", "người nộp hồ sơ", "tên cá nhân tổ chức", "cá nhân tổ chức", "tên người nộp",
                  "họ tên người nộp", "họ và tên người nộp", "người đứng tên", "tên công dân",
                  "tổ chức công dân", "tên công dân tổ chức", "khách hàng", "họ tên chủ hồ sơ",
                  "họ và tên chủ hồ sơ", "người nộp", "công dân", "applicant"),
    "applicant_id": ("số cccd", "cccd", "căn cước", "số căn cước", "số định danh", "cmnd", "số cmnd",
                     "cmnd cccd", "số cmnd cccd", "cccd cmnd", "số cccd cmnd", "cccd mst", "mã số thuế",
                     "mst", "số giấy tờ", "mã định danh", "applicant id"),
    "phone": ("điện thoại", "số điện thoại", "sđt", "đt", "di động", "số di động", "phone"),
    "address": ("địa chỉ", "địa chỉ thường trú", "địa chỉ liên hệ", "nơi ở", "address"),
    "submitter": ("người đi nộp", "người được ủy quyền", "người nộp thay", "người nộp hộ", "submitter"),
    "submitter_id": ("số giấy tờ người nộp thay", "cccd người nộp thay", "submitter id"),
    "submitter_phone": ("điện thoại người nộp thay", "số điện thoại người nộp thay", "submitter phone"),
    "email": ("thư điện tử", "email", "địa chỉ email", "e mail"),
    "channel": ("hình thức nộp", "hình thức tiếp nhận", "hình thức nộp hồ sơ", "kênh tiếp nhận",
                "hình thức", "kênh nộp", "phương thức nộp", "phương thức tiếp nhận", "nguồn hồ sơ",
                "nguồn tiếp nhận", "hình thức tiếp nhận hồ sơ", "channel"),
    "submitted": ("ngày nộp", "ngày nộp hồ sơ", "ngày gửi", "ngày đăng ký", "ngày gửi hồ sơ", "submitted"),
    "accepted": ("ngày tiếp nhận", "ngày nhận", "ngày nhận hồ sơ", "ngày tiếp nhận hồ sơ", "tiếp nhận",
                 "thời gian tiếp nhận", "thời gian nhận", "thời gian nhận hồ sơ", "ngày vào sổ",
                 "thời gian tiếp nhận hồ sơ", "accepted", "accepted on"),
    "due": ("ngày hẹn trả", "ngày hẹn", "hạn trả", "ngày hẹn trả kết quả", "hạn giải quyết", "hẹn trả",
            "thời hạn trả", "ngày hẹn trả kq", "hạn xử lý", "hạn trả kết quả", "ngày đến hạn",
            "hẹn trả kết quả", "ngày phải trả", "thời gian hẹn trả", "thời gian hẹn trả kết quả",
            "ngày hẹn trả hồ sơ",
            "ngày trả theo hẹn", "due", "due on"),
    "finished": ("ngày có kết quả", "ngày hoàn thành", "ngày kết thúc", "ngày giải quyết xong",
                 "ngày xử lý xong", "ngày giải quyết", "ngày hoàn thành hồ sơ", "thời gian có kết quả",
                 "ngày kết thúc xử lý", "ngày nhận kết quả", "ngày hoàn tất", "thời gian hoàn thành",
                 "ngày kết quả", "ngày ban hành kết quả", "finished", "finished on"),
    "returned": ("ngày trả", "ngày trả kết quả", "ngày trả thực tế", "ngày trả kq", "ngày trả hồ sơ",
                 "ngày trả kết quả thực tế", "ngày thực trả", "thời gian trả kết quả", "ngày giao trả",
                 "returned", "returned on"),
    "outcome": ("tình trạng", "trạng thái", "kết quả xử lý", "kết quả", "tình trạng hồ sơ",
                "trạng thái hồ sơ", "kết quả giải quyết", "tình trạng xử lý", "tình trạng giải quyết",
                "trạng thái xử lý", "outcome", "state"),
    "officer": ("cán bộ thụ lý", "cán bộ xử lý", "người xử lý", "cán bộ", "chuyên viên", "người thụ lý",
                "cán bộ giải quyết", "chuyên viên thụ lý", "công chức thụ lý", "người giải quyết",
                "công chức xử lý", "chuyên viên xử lý", "officer"),
    "department": ("đơn vị", "phòng ban", "phòng", "phòng chuyên môn", "đơn vị xử lý", "đơn vị giải quyết",
                   "đơn vị thụ lý", "phòng ban xử lý", "phòng xử lý", "phòng thụ lý", "cơ quan giải quyết",
                   "bộ phận xử lý", "department"),
    "sets": ("số bộ", "số bộ hồ sơ", "số lượng bộ", "số lượng", "sets"),
    "handed_over": ("ngày chuyển", "ngày chuyển hồ sơ", "ngày bàn giao", "ngày chuyển xử lý",
                    "ngày chuyển giải quyết", "handed over"),
    "supplement_asked": ("ngày yêu cầu bổ sung", "ngày thông báo bổ sung", "yêu cầu bổ sung",
                         "ngày đề nghị bổ sung", "supplement asked"),
    "supplement_done": ("ngày bổ sung", "ngày hoàn thành bổ sung", "ngày bổ sung xong", "ngày nộp bổ sung",
                        "ngày đã bổ sung", "supplement done"),
    "payment_asked": ("ngày yêu cầu thanh toán", "ngày thông báo thanh toán", "ngày yêu cầu nộp phí",
                      "ngày thông báo nộp phí", "payment asked"),
    "promised_due": ("ngày hẹn lại", "hẹn lại", "ngày gia hạn", "gia hạn đến", "ngày hẹn trả lại",
                     "gia hạn đến ngày", "ngày xin lỗi hẹn lại", "promised due"),
    "result_number": ("số kết quả", "số văn bản", "số quyết định", "số giấy phép", "số hiệu kết quả",
                      "số ký hiệu kết quả", "số văn bản kết quả", "result number"),
    "returned_by": ("hình thức trả", "hình thức trả kết quả", "phương thức trả", "hình thức nhận kết quả",
                    "phương thức nhận kết quả", "cách trả", "returned by"),
    "fee": ("lệ phí", "phí", "phí lệ phí", "phí và lệ phí", "số tiền", "tiền phí", "mức phí", "fee"),
    "fee_receipt": ("biên lai", "số biên lai", "số biên lai thu", "biên lai thu", "fee receipt"),
    "fee_collector": ("người thu phí", "người thu", "cán bộ thu phí", "fee collector"),
    "receipt_number": ("số giấy tiếp nhận và hẹn trả", "quyển số giấy hẹn", "receipt number"),
    "filed_by_officer": ("cán bộ nộp hộ", "cán bộ nộp thay", "filed by officer"),
    "papers_digitised": ("đã số hóa hồ sơ", "số hóa hồ sơ", "số hóa thành phần hồ sơ", "papers digitised"),
    "result_digitised": ("đã số hóa kết quả", "số hóa kết quả", "kết quả điện tử", "result digitised"),
    "paid_online": ("thanh toán trực tuyến", "nộp phí trực tuyến", "thanh toán online", "paid online"),
    "late_cause": ("lý do trễ", "lý do quá hạn", "nguyên nhân trễ", "nguyên nhân quá hạn", "lý do trễ hạn",
                   "nguyên nhân trễ hạn", "lý do chậm", "late cause"),
    "note": ("ghi chú", "chú thích", "note"),
}  # fmt: skip

PROCEDURE: Final[Words] = {
    "code": ("ma", "mã tthc", "mã thủ tục", "mã số", "mã số tthc", "mã thủ tục hành chính", "code"),
    "name": ("ten", "tên thủ tục", "tên tthc", "tên thủ tục hành chính", "thủ tục hành chính", "thủ tục",
             "tthc", "name"),
    "field": ("lĩnh vực", "tên lĩnh vực", "field"),
    "limit": ("thời hạn", "thời hạn giải quyết", "thời gian giải quyết", "thời gian", "first time", "limit"),
    "legal_limit": ("thời hạn theo quy định", "thời hạn luật định", "thời hạn pháp luật quy định",
                    "legal limit"),
    "fee": ("phí", "lệ phí", "phí lệ phí", "phi tren cong", "mức phí", "fee"),
    "modes": ("kênh", "cách thức thực hiện", "hình thức nộp", "cách thức", "hình thức", "modes"),
    "online": ("mức dvc", "muc dvc mau", "mức độ", "mức độ dvc", "mức độ dịch vụ công",
               "dịch vụ công trực tuyến", "dvctt", "mức độ trực tuyến", "online"),
    "case": ("trường hợp", "case"),
    "details": ("mô tả", "diễn giải", "submission text", "details"),
    "papers": ("giấy tờ", "thành phần hồ sơ", "hồ sơ gồm", "papers"),
    "steps": ("quy trình", "quy trình nội bộ", "các bước", "steps"),
    "level": ("cấp", "cấp thực hiện", "cấp giải quyết", "level"),
    "valid_from": ("ngày hiệu lực", "hiệu lực từ", "có hiệu lực từ", "áp dụng từ", "valid from"),
    "decision": ("quyết định", "qd cong bo", "quyết định công bố", "số quyết định", "decision no",
                 "decision"),
}  # fmt: skip

CALENDAR: Final[Words] = {
    "date": ("ngày", "date"),
    "kind": ("loại", "loại ngày", "nghỉ hay làm", "kind"),
    "label": ("tên", "tên ngày", "nội dung", "diễn giải", "ghi chú", "lý do", "label"),
    "replaces": ("thay cho", "thay cho ngày", "bù cho", "hoán đổi với", "làm bù cho", "replaces"),
    "source": ("văn bản", "căn cứ", "nguồn", "source"),
}  # fmt: skip

MOST_ROWS_ABOVE: Final = 30
"""A header lies within the first rows of a sheet."""
MOST_HEADER_ROWS: Final = 3

_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SAME: Final = (
    ("ngay thang nam", "ngay"),
    ("ngay thang", "ngay"),
    ("ngay gio", "ngay"),
    ("thoi diem", "ngay"),
)
_NUMBER_OF_COLUMN: Final = re.compile(r"\(?(\d{1,2}|[A-Z])\)?(\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Header:
    """``columns`` and the sheet's own ``titles`` by our names; data begin in row ``first`` (from 0).

    ``headings`` are all of the sheet's, column by column, as a map file would name them.
    """

    first: int
    columns: Mapping[str, int]
    titles: Mapping[str, str]
    headings: tuple[str, ...] = ()
    depth: int = 1
    """How many rows the header has."""


def find_header(
    sheet: Sheet, words: Words, needed: Sequence[Sequence[str]], row: int | None = None
) -> Header:
    """What of a sheet looks most like a header; ``missing_from`` tells whether it is one.

    ``row`` (from 1) says where the header begins. A header in several rows has the words of the last one
    joined to those above them: “Ngày” over “tiếp nhận | hẹn trả”.
    """
    meaning = _meaning(words)
    top = list(islice(sheet.rows(), MOST_ROWS_ABOVE if row is None else row - 1 + MOST_HEADER_ROWS))
    starts = range(len(top)) if row is None else range(row - 1, min(row, len(top)))
    candidates = [
        _recognised(_headings(sheet, top, start, depth), meaning, start + depth, depth)
        for start in starts
        for depth in range(1, min(MOST_HEADER_ROWS, len(top) - start) + 1)
    ]
    if not any(header.columns for header in candidates):
        plain_ones = (header for header in candidates if header.depth == 1)
        return max(plain_ones, key=_filled, default=Header(0, {}, {}))
    return max(
        candidates,
        key=lambda header: (not missing_from(header, needed), len(header.columns), -header.depth),
        default=Header(0, {}, {}),
    )


def missing_from(header: Header, needed: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The groups of which the header has no column."""
    return [group for group in needed if header.columns.keys().isdisjoint(group)]


def choose_sheet(
    path: Path,
    sheets: Iterator[Sheet],
    words: Words,
    needed: Sequence[Sequence[str]],
    row: int | None = None,
) -> tuple[Sheet, Header]:
    """The first sheet with a header; raises FileError that names the headings missing and found."""
    missing: list[Sequence[str]] = []
    found: list[str] = []
    for sheet in sheets:
        header = find_header(sheet, words, needed, row)
        still = missing_from(header, needed)
        if not still:
            return sheet, header
        if not missing or len(still) < len(missing):
            missing, found = still, _likely_headings(sheet, row)
    sought = [" / ".join(f"“{words[name][0]}”" for name in group if name in words) for group in missing]
    raise FileError(
        _("Tệp {name} không có cột {sought}.").format(name=path.name, sought=", ".join(sought)),
        _("Tiêu đề đọc được: {found}. Ghi tên cột của bạn vào tệp ánh xạ và thêm --map.").format(
            found=", ".join(found) or _("không có")
        ),
    )


def is_numbering(row: Row) -> bool:
    """Whether a row under the header only numbers the columns: ``(1) (2) (3)=(4)+(5)``, ``A B 1 2``."""
    marks = [mark for cell in row if (mark := title(cell))]
    return len(marks) > 1 and all(_NUMBER_OF_COLUMN.fullmatch(mark) for mark in marks)


def title(cell: Cell) -> str:
    """A heading as text; numbers without their zero fraction."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else clean(str(cell))


def plain(heading: str) -> str:
    """A heading as it is compared: folded words, remarks in brackets left out."""
    text = " ".join(tokens(_BRACKETS.sub(" ", heading)) or tokens(heading))
    for longer, shorter in _SAME:
        text = text.replace(longer, shorter)
    return text


def _meaning(words: Words) -> dict[str, tuple[str, int]]:
    """Our name and rank for each heading: letter by letter first, then as compared."""
    exact = {clean(word): (ours, 0) for ours, theirs in words.items() for word in theirs}
    folded: dict[str, tuple[str, int]] = {}
    for ours, theirs in words.items():
        for rank, word in enumerate(theirs, 1):
            folded.setdefault(plain(word), (ours, rank))
    return folded | exact


def _headings(sheet: Sheet, top: Sequence[Row], start: int, depth: int) -> list[tuple[str, ...]]:
    """For each column what its heading may be read as, the likelier first.

    With all the words above each other first, then without those of the rows further up.
    """
    levels = [[title(cell) for cell in row] for row in top[start : start + depth]]
    width = max(map(len, levels))
    parts: list[tuple[str, ...]] = [()] * width
    for level in range(len(levels) - 1, -1, -1):
        words = _spread(sheet, start + level, levels[level], parts)
        parts = [(word, *below) if word else below for word, below in zip(words, parts, strict=True)]
    return [tuple(" ".join(words[above:]) for above in range(len(words))) or ("",) for words in parts]


def _spread(sheet: Sheet, row: int, level: Sequence[str], below: Sequence[tuple[str, ...]]) -> list[str]:
    """One row of a header over its columns: words stand above what follows, as far as they are merged."""
    ends = {first[1]: last[1] for first, last in sheet.merged if first[0] == row == last[0]}
    words: list[str] = []
    above, end = "", -1
    for place, under in enumerate(below):
        own = level[place] if place < len(level) else ""
        if own or not under or place > end:
            above, end = own, ends.get(place, len(below))
        words.append(above)
    return words


def _recognised(
    headings: Sequence[tuple[str, ...]], meaning: Mapping[str, tuple[str, int]], first: int, depth: int
) -> Header:
    best: dict[str, tuple[int, int, str]] = {}
    for place, spellings in enumerate(headings):
        for spelling in spellings:
            known = meaning.get(spelling) or meaning.get(plain(spelling))
            if spelling and known:
                ours, rank = known
                best[ours] = min(best.get(ours, (rank, place, spelling)), (rank, place, spelling))
                break
    return Header(
        first,
        {ours: place for ours, (_rank, place, _title) in best.items()},
        {ours: text for ours, (_rank, _place, text) in best.items()},
        tuple(spellings[0] for spellings in headings),
        depth,
    )


def _filled(header: Header) -> int:
    """How many columns have words above them, which numbers and dates are not."""
    return sum(any(sign.isalpha() for sign in heading) for heading in header.headings)


def _likely_headings(sheet: Sheet, row: int | None) -> list[str]:
    """The row that looks most like a header, for the message that none was found."""
    top = list(islice(sheet.rows(), MOST_ROWS_ABOVE if row is None else row))
    rows = [[f"“{title(cell)}”" for cell in cells if fold(title(cell))] for cells in top]
    return max(rows[-1:] if row else rows, key=len, default=[])
