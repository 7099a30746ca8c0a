"""Text of the fonts of the nineties, TCVN3 (.VnTime, ABC) and VNI, into Unicode.

Those fonts draw Vietnamese over the Western letters of the code page, so a file only holds ``NguyÔn`` or
``Nguyeãn``. What a text was typed in is told by what its words become: a word that is no Vietnamese
syllable as it stands and is one after the change speaks for that font. Nothing is changed unless a
person has said so, because a foreign name may look the same.

Sources: TCVN 5712:1993 (VN3), and the VNI Windows character set of VNI Software.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import Final

from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services.importing.sheets import Row, Sheet


class Font(StrEnum):
    """In what the text of a sheet was typed."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


FONT_NAMES: Final = {Font.UNICODE: "Unicode", Font.TCVN3: "TCVN3 (.VnTime)", Font.VNI: "VNI"}


_TCVN3: Final = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)


def _vni() -> dict[str, str]:
    """One or two signs for each letter: the vowel, then its marks. Capitals are written with capitals."""
    plain, roof = "ùøûõï", "âáàåãä"
    marked = {
        "a": ("áàảãạâấầẩẫậăắằẳẵặ", plain + roof + "êéèúüë"),
        "e": ("éèẻẽẹêếềểễệ", plain + roof),
        "o": ("óòỏõọôốồổỗộ", plain + roof),
        "u": ("úùủũụ", plain),
        "ô": ("ớờởỡợ", plain),
        "ö": ("ứừửữự", plain),
        "y": ("ýỳỷỹ", plain[:4]),
    }
    small = {
        vowel + mark: letter
        for vowel, (letters, marks) in marked.items()
        for letter, mark in zip(letters, marks, strict=True)
    } | dict(zip("íìæóòîñôö", "íìỉĩịỵđơư", strict=True))
    return small | {signs.upper(): letter.upper() for signs, letter in small.items()}


_VNI: Final = _vni()
_VNI_SIGNS: Final = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_LETTERS: Final[Mapping[int, str]] = str.maketrans(_TCVN3)

_LATIN_1: Final = re.compile(r"[\x00-\xff]*")
_WORD: Final = re.compile(r"[A-Za-z\xa1-\xff]+")
_TONES: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE: Final = re.compile(
    r"(?:[bcdđghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?"
    r"(?:(?:[aăâeêioôơuưy]|iê|yê|o[aăeo]|u[âêôy]|uyê|ươ)(?:ch|ng|nh|[cmnpt])?"
    r"|a[iouy]|â[uy]|eo|êu|i[au]|iêu|yêu|oi|oa[iyo]|oeo|ôi|ơi|u[aiơ]|uây|uôi|uy[au]|ư[aiu]|ươ[iu])"
)
_SAMPLE_ROWS: Final = 500
_SAMPLES: Final = 6
_FEWEST_WORDS: Final = 2
_DOUBT: Final = 4
"""For each word that stays nonsense so many must become Vietnamese."""


def to_unicode(text: str, font: Font) -> str:
    """The text as it was meant. What is not of that font, such as true Unicode letters, stays as it is."""
    if text.isascii() or font is Font.UNICODE or not _LATIN_1.fullmatch(text):
        return text
    if font is Font.TCVN3:
        return text.translate(_LETTERS)
    return _VNI_SIGNS.sub(lambda signs: _VNI[signs[0]], text)


def suspected(texts: Iterable[str]) -> Font | None:
    """The font in which the texts seem to be typed; None for Unicode, or when too little speaks for one."""
    strange = [word for text in texts for word in _strange_words(text)]
    best, proven = None, _FEWEST_WORDS - 1
    for font in (Font.TCVN3, Font.VNI):
        good = sum(_is_vietnamese(to_unicode(word, font)) for word in strange)
        if good > proven and good >= _DOUBT * (len(strange) - good):
            best, proven = font, good
    return best


class FontInDoubt(InputError):
    """A sheet seems to be typed in an old font, and nobody has said so yet.

    ``before`` is a text of the sheet, ``after`` what it would become.
    """

    def __init__(self, sheet: str, font: Font, before: str, after: str) -> None:
        super().__init__(
            _("Tờ “{sheet}” có vẻ gõ bằng phông {font}: “{before}” đọc là “{after}”.").format(
                sheet=sheet, font=FONT_NAMES[font], before=before, after=after
            ),
            _("Đọc đúng thì chạy lại với --font {font}; không đúng thì --font unicode.").format(font=font),
        )
        self.font = font
        self.before = before
        self.after = after


def font_of(sheet: Sheet) -> Font | None:
    """The font in which the first rows of a sheet seem to be typed; None for Unicode."""
    return suspected(_texts(sheet))


def samples(sheet: Sheet) -> tuple[str, ...]:
    """A few texts of the first rows as they stand, those with the most words that are no Vietnamese first."""
    strange = {text: sum(1 for _word in _strange_words(text)) for text in _texts(sheet)}
    telling = sorted((text for text, words in strange.items() if words), key=lambda text: -strange[text])
    return tuple(telling[:_SAMPLES])


def _texts(sheet: Sheet) -> Iterator[str]:
    return (cell for row in islice(sheet.rows(), _SAMPLE_ROWS) for cell in row if isinstance(cell, str))


def in_unicode(sheet: Sheet, font: Font | None) -> Sheet:
    """The sheet with its text as it was meant; a column that has letters of Unicode alone stays.

    Raises FontInDoubt when no font was stated and the first rows look like an old one.
    """
    if font is Font.UNICODE:
        return sheet
    if font is None:
        guess = font_of(sheet)
        if guess is None:
            return sheet
        before = samples(sheet)[0]
        raise FontInDoubt(sheet.name, guess, before, to_unicode(before, guess))
    sample = list(islice(sheet.rows(), _SAMPLE_ROWS))
    columns: dict[int, list[str]] = {}
    for row in sample:
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                columns.setdefault(place, []).append(cell)
    modern = {
        place
        for place, texts in columns.items()
        if suspected(texts) is not font and not all(map(_LATIN_1.fullmatch, texts))
    }

    def rows() -> Iterator[Row]:
        for row in sheet.rows():
            yield [
                to_unicode(cell, font) if isinstance(cell, str) and place not in modern else cell
                for place, cell in enumerate(row)
            ]

    return replace(sheet, rows=rows)


def _strange_words(text: str) -> Iterator[str]:
    """The words with letters beyond ASCII that are no Vietnamese as they stand."""
    if not text.isascii() and _LATIN_1.fullmatch(text):
        for word in _WORD.findall(text):
            if not word.isascii() and not _is_vietnamese(word):
                yield word


@lru_cache(maxsize=1 << 12)
def _is_vietnamese(word: str) -> bool:
    """Whether a word is built like a Vietnamese syllable, with one tone at most."""
    split = unicodedata.normalize("NFD", word)
    if len(_TONES.findall(split)) > 1 or not (word.islower() or word.istitle() or word.isupper()):
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONES.sub("", split)).lower()) is not None
