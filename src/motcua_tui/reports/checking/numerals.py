"""Reading numbers as reports print them: ``1.253``, ``1192``, ``98.66%``, ``99,09%``, ``05``.

A dot or a comma may part thousands or begin decimals, even in one sentence, so a numeral keeps both
readings: a count is read by ``count``, a percentage or a score by ``decimal``. What looks like a
number but counts nothing (dates, document numbers, headings, standards) is blotted out first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

BLOT: Final = "_"

_NUMERAL: Final = re.compile(r"(?<![\w.,])(?<!\w[-–])\d{1,15}(?:[.,]\d{1,15}){0,5}(?!\d)")
_PERCENT: Final = re.compile(r" {0,3}(?:%|phan tram\b)")
_PLAIN: Final = re.compile(r"\d+")
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+")
_DECIMAL: Final = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+),(\d+)|(\d{1,3}(?:,\d{3})+|\d+)\.(\d+)")

_DIGIT: Final = re.compile(r"\d")
_ACT: Final = (
    r"(?:(?:quyet dinh|nghi dinh|thong tu|nghi quyet|chi thi|cong van|luat|qd|nd|tt|nq|cv)(?: so:?)?"
    r"|(?:ke hoach|thong bao|van ban|bao cao|to trinh|huong dan|giay phep) so:?)"
)
_NOT_FIGURES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"\d[\d.]{0,20}\.[a-z]\d{1,3}(?:[.-]\d+){1,4}",  # dossier codes
        r"\b\d\.\d{6}\b",  # procedure codes
        r"\b\d{1,5}[a-z]?(?:/\d{4})?/[a-z]{2,10}(?:[-–][a-z0-9]{1,12}){1,4}",  # 929/kh-sxd
        r"\b\d{1,2}([/.-])\d{1,2}\1(?:19|20)?\d{2}\b(?![/.,]?\d)",
        rf"\b{_ACT} \d{{1,5}}(?:/\d{{4}})?\b(?! ?(?:ho so|hs|%|[.,]\d))",
        r"\b(?:ngay|tu|den|truoc|sau|het|toi)(?: ngay)? (?:0?[1-9]|[12]\d|3[01])[/-](?:0?[1-9]|1[0-2])\b"
        r"(?![/.,]?\d)",
        r"\bngay (?:mung )?\d{1,2}(?: thang \d{1,2})?\b",
        r"\b(?:thang|quy|tuan)(?: thu)? (?:\d{1,2}|[ivx]{1,4})(?: ?[/-] ?\d{4})?\b",
        r"\b\d{1,2} thang(?: dau| cuoi| nam)?\b",
        r"\b(?:nam|tet|khoa|nien do)(?: hoc)? (?:19|20)\d{2}\b(?: ?[-–] ?(?:19|20)\d{2}\b)?",
        r"(?<![\d/.,])/? ?(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}\b(?! ?(?:ho so|hs|tthc|[(=,.]\d))",
        r"\b(?:19|20)\d{2} ?[-–] ?(?:19|20)\d{2}\b",
        r"\b(?:iso|tcvn|qcvn)(?:[ /-]?[a-z]{2,4})? ?\d{2,5}(?: ?: ?\d{4})?(?:/[a-z]{2,5})?",
        r"\b\d{1,5} ?: ?(?:19|20)\d{2}\b",
        r"\b\d{1,2}(?::|h|g)[0-5]\d\b",
        r"\b\d{1,2} ?(?:gio|phut)\b",
        r"\b(?:dieu|khoan|muc|chuong|phu luc|bieu(?: mau)?|mau(?: bieu)?|trang|de an|dot|lan(?: thu)?|"
        r"giai doan|phien ban|tieu chi|chi so)(?: so)? \d{1,4}[a-z]?(?:\.\d{1,3}){0,3}(?: ?/ ?\d{1,4}\b)?",
        r"\b(?:muc do|cap do) \d(?:(?:, ?| va |/|-)\d\b)*",
        r"\bso (?:dien thoai|tai khoan|hieu)[ :]{1,3}\d[\d.]*",
        r"(?m)^[ \-+*•]{0,6}\d{1,2}(?:\.\d{1,2}){0,4}[.)](?=[ \t]*[^\s\d.,])",
        r"(?m)^[ \-+*•]{0,6}\d{1,2}(?:\.\d{1,2}){1,4}(?= +[a-z])",
    )
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed, its place, and what it can be read as."""

    text: str
    start: int
    end: int
    """The place after the number, or after its per cent sign."""
    count: int | None
    """As a count: all separators part thousands."""
    decimal: Decimal
    """With the last separator beginning decimals where it can."""
    decimals: int
    """How many digits stand after the decimal separator."""
    percent: bool = False

    @property
    def value(self) -> Decimal:
        """As an amount: a count where it can be one."""
        return self.decimal if self.count is None else Decimal(self.count)


def blotted(folded: str) -> str:
    """The folded text with what counts nothing replaced by ``_``, length for length."""
    for pattern in _NOT_FIGURES:
        folded = pattern.sub(lambda found: _DIGIT.sub(BLOT, found[0]), folded)
    return folded


def numerals(folded: str, start: int = 0, end: int | None = None) -> Iterator[Numeral]:
    """The numbers of a folded, blotted text between two places, in order."""
    for found in _NUMERAL.finditer(folded, start, len(folded) if end is None else end):
        percent = _PERCENT.match(folded, found.end())
        yield numeral(found[0], found.start(), percent.end() if percent else found.end(), bool(percent))


def numeral(text: str, start: int, end: int, percent: bool = False) -> Numeral:
    """One number read both ways."""
    decimal, decimals = _decimal(text)
    return Numeral(text, start, end, _count(text), decimal, decimals, percent)


def _count(text: str) -> int | None:
    if _PLAIN.fullmatch(text):
        return int(text)
    if _THOUSANDS.fullmatch(text):
        return int(text.replace(".", "").replace(",", ""))
    return None


def _decimal(text: str) -> tuple[Decimal, int]:
    found = _DECIMAL.fullmatch(text)
    if found is None:
        return Decimal(re.sub(r"\D", "", text)), 0
    whole, part = (found[1], found[2]) if found[2] else (found[3], found[4])
    return Decimal(f"{whole.replace('.', '').replace(',', '')}.{part}"), len(part)
