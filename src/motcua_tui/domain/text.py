"""Text from outside: cleaning, folding for search, Vietnamese alphabetical order, cutting to width.

What a person typed, pasted or imported is ``clean``ed before it is stored and ``fold``ed
before it is searched. Markup, SQL and spreadsheet formulas are left as they are: they are
harmless as long as nobody interprets them, and a name may contain anything.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import Final

_LINE_BREAK: Final = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SPACE: Final = re.compile("[ \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN: Final = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1: a terminal obeys them (tab and newline are handled apart)
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # soft hyphen, joiners, fillers
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # zero width and bidi
    "\ufe00-\ufe0f\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # variation selectors, tags
    "\ud800-\udfff"  # lone surrogates cannot be written as UTF-8
    "]"
)
_DIACRITICS: Final = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_DIACRITIC: Final = re.compile(_DIACRITICS)
_CLUSTER: Final = re.compile(f".{_DIACRITICS}*", re.DOTALL)
_WORD: Final = re.compile(r"[^\W_]+")
_SPACED_WORD: Final = re.compile(" ?[^ ]+")
_STROKE: Final = str.maketrans("đð", "dd")
_SPACED_NUMBER: Final = re.compile(r"\+?[0-9](?:[ .]?[0-9])*")
_GAPS: Final = str.maketrans("", "", " .")

_LETTERS: Final = {
    ("a", "\u0306"): "a~",
    ("a", "\u0302"): "a~~",
    ("e", "\u0302"): "e~",
    ("o", "\u0302"): "o~",
    ("o", "\u031b"): "o~~",
    ("u", "\u031b"): "u~",
}
_TONES: Final = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_OTHER_MARK: Final = "6"


def clean(text: str, *, multiline: bool = False) -> str:
    """The text as it may be stored: NFC, visible, one space between words, none around.

    Control, bidi and zero-width characters are dropped, every kind of space becomes a plain
    one, and the Icelandic Ð (U+00D0) that some keyboards send becomes Đ. Line breaks and tabs
    become spaces unless ``multiline``; then lines are kept (as ``\\n``), tabs too.
    """
    if not multiline:
        plain = text if text.isprintable() else _LINE_BREAK.sub(" ", text).replace("\t", " ")
        return _clean_line(plain)
    return "\n".join(_clean_line(line) for line in _LINE_BREAK.split(text)).strip("\n\t ")


def _clean_line(line: str) -> str:
    if not (line.isascii() and line.isprintable()):
        line = unicodedata.normalize("NFC", _UNSEEN.sub("", line).replace("Ð", "Đ"))
    if "  " in line or not line.isprintable():
        line = _SPACE.sub(" ", line)
    return line.strip(" ")


def unspaced(number: str) -> str:
    """A number of a card or a telephone without the spaces and dots between its digits; any other text
    stays as it is."""
    return number.translate(_GAPS) if _SPACED_NUMBER.fullmatch(number) else number


def fold(text: str) -> str:
    """The text as it is searched: no accents, đ as d, lower case, single spaces."""
    line = clean(text)
    if line.isascii():
        return line.lower()
    line = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", line).casefold())
    line = unicodedata.normalize("NFC", _DIACRITIC.sub("", line)).translate(_STROKE)
    return " ".join(line.split())


def tokens(text: str) -> list[str]:
    """The folded words and numbers of a text: ``"H48-2611"`` gives ``["h48", "2611"]``."""
    return _WORD.findall(fold(text))


def sort_text(text: str) -> str:
    """Vietnamese alphabetical order as an ASCII string, right under a byte-wise collation.

    Letters decide first (a ă â b c d đ e ê … o ô ơ … u ư …), then tones from the left
    (ngang huyền hỏi ngã sắc nặng); case never. Spaces come first, then signs, digits,
    letters, other scripts.
    """
    words = [_word_weight(word) for word in _SPACED_WORD.findall(clean(text))]
    letters = "".join([letters for letters, _ in words])
    tones = "".join([tones for _, tones in words]).rstrip("0")
    return f"{letters} {tones}" if tones else letters


sort_key = sort_text
"""The same order, for Python's own sorting."""


@lru_cache(maxsize=16384)
def _word_weight(word: str) -> tuple[str, str]:
    """What a word, with the space before it, adds to the letters and to the tones: names share words."""
    line = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    weights = [_weight(cluster) for cluster in _CLUSTER.findall(line)]
    return "".join([letter for letter, _ in weights]), "".join([tone for _, tone in weights])


@lru_cache(maxsize=4096)
def _weight(cluster: str) -> tuple[str, str]:
    """What a letter with its marks adds to the letters and to the tones of ``sort_text``.

    ``~`` is above every other sign used, so ``a~`` (ă) follows every word that begins with a.
    """
    base, marks = cluster[0], cluster[1:]
    letter = _plain_weight(base)
    tone = "0"
    for mark in marks:
        if (base, mark) in _LETTERS:
            letter = _LETTERS[base, mark]
        else:
            tone = _TONES.get(mark, _OTHER_MARK)
    return letter, tone


def _plain_weight(base: str) -> str:
    if base == " ":
        return "!"
    if base in "đð":
        return "d~"
    if base.isascii():
        return base if base.isalnum() else f"#{base}"
    return f"|{ord(base):06x}" if base.isalnum() else f"${ord(base):06x}"


def cells(text: str) -> int:
    """How many columns of a terminal the text takes: wide characters 2, combining marks 0."""
    return sum(map(_cell, text))


def ellipsis(text: str, width: int) -> str:
    """The text in at most ``width`` columns of a terminal, with ``…`` at the end if it was cut."""
    if cells(text) <= width:
        return text
    if width < 1:
        return ""
    ends = accumulate(map(_cell, text))
    kept = sum(1 for end in ends if end < width)
    return text[:kept].rstrip() + "…"


@lru_cache(maxsize=4096)
def _cell(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
