"""The text of a report as the checker reads it: folded letter for letter, cut into sentences.

Places are places in the given text (in NFC): markup is blanked and letters are folded one for one, so
that every finding can point at what is printed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from motcua_tui.reports.checking.numerals import blotted

_TAG: Final = re.compile(r"</?[A-Za-z]{1,10}(?: [^<>\n]{0,80})?/?>")
_MARKS: Final = str.maketrans(dict.fromkeys("*$\\`~", " "))
_TABLE_LINE: Final = re.compile(r"^[ ]*\|.*\|[ ]*$", re.MULTILINE)
_ABBREVIATION: Final = re.compile(r"\((?:hs|tthc|dvc[^()\n]{0,30}|bcci|ho so|pakn|sau day[^()\n]{0,60})\)")
_ONE_LABEL: Final = re.compile(
    r"(?<=truc tiep), (?=buu chinh|bcci|qua)|(?<=bcci), (?=truc tiep)|(?<=buu chinh), (?=truc tiep)"
    r"|(?<=tra lai), (?=rut)|(?<=rut), (?=tra lai)|(?<=truoc), (?=dung)|(?<=truoc han), (?=dung han \S*\d)"
    r"|(?<=dung), (?=truoc)|(?<=tre han), (?=qua han)|(?<=qua han), (?=tre han)|(?<=trong do), "
    r"|(?<=tre), (?=qua han)|(?<=trong do); "
)
_STOP: Final = re.compile(r"[.!?…]+(?=\s)")
_SECTION: Final = re.compile(r"[ *#]*(?:\d{1,2}(?:\.\d{1,2}){0,4}[.)]|[ivx]{1,5}\.|[a-h]\)|bieu mau\b|#+ )")
_UNFINISHED: Final = re.compile(r"[^\s.:;!?…|]\s*$")
_WRAPPED: Final = re.compile(r" *(?:\(|\d[\d.,/%]* +\w|[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    section: int
    """Sentences of one section tell one story."""
    paragraph: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its cells, folded, with their places."""

    start: int
    end: int
    cells: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The report: as given, and as read."""

    text: str
    folded: str = field(repr=False)
    """Lower case without accents, markup blanked, numbers that count nothing blotted out."""
    sentences: tuple[Sentence, ...]
    rows: tuple[Row, ...]
    _lines: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> Source:
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        plain = _TAG.sub(lambda tag: " " * len(tag[0]), text).translate(_MARKS)
        plain = _TABLE_LINE.sub(lambda line: line[0].replace("|", "\t"), plain)
        letters = "".join(map(_folded, plain))
        starts = [0, *(found.end() for found in re.finditer("\n", text))]
        rows, sentences, joints = _cut(letters, text, starts)
        letters = _spaced(letters, joints)
        folded = _ABBREVIATION.sub(lambda found: " " * len(found[0]), blotted(letters))
        folded = _ONE_LABEL.sub(lambda found: " " * len(found[0]), folded)
        return cls(text, folded, sentences, rows, tuple(starts))

    def line(self, place: int) -> int:
        """The line of a place, from 1."""
        return bisect_right(self._lines, place)

    def passage(self, start: int, end: int) -> str:
        """The text between two places on one line, without markup."""
        plain = _TAG.sub(" ", self.text[start:end]).translate(_MARKS)
        return " ".join(plain.split())


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """One letter without accent and case; every space but tab and newline a plain one."""
    if char in "\n\t":
        return char
    if char.isspace():
        return " "
    if char in "đĐðÐ":
        return "d"
    return unicodedata.normalize("NFKD", char)[0].lower()[0]


def _cut(
    folded: str, text: str, starts: list[int]
) -> tuple[tuple[Row, ...], tuple[Sentence, ...], list[int]]:
    """Lines with tabs are rows of tables, the others are prose; a line that goes on is joined.

    The last value tells which line breaks stand inside a sentence.
    """
    rows: list[Row] = []
    sentences: list[Sentence] = []
    joints: list[int] = []
    section = paragraph = 0
    begin: int | None = None
    for start, following in zip(starts, [*starts[1:], len(folded) + 1], strict=True):
        end = following - 1
        line = folded[start:end]
        if "\t" in line.strip(" "):
            rows.append(_row(line, start))
            continue
        if begin is None:
            begin, paragraph = start, paragraph + 1
        if _SECTION.match(line):
            section += 1
        if _goes_on(line, text[following : following + 200]):
            joints.append(end)
            continue
        sentences.extend(_sentences(folded, begin, end, section, paragraph))
        begin = None
    return tuple(rows), tuple(sentences), joints


def _goes_on(line: str, following: str) -> bool:
    """Whether the next line is the rest of this one, broken to fit a page."""
    following = following.partition("\n")[0]
    return (
        len(line) > 40
        and "\t" not in following
        and not following.lstrip()[:1].isupper()
        and bool(_UNFINISHED.search(line[-40:]) and _WRAPPED.match(following))
    )


def _spaced(text: str, places: list[int]) -> str:
    letters = list(text)
    for place in places:
        letters[place] = " "
    return "".join(letters)


def _row(line: str, start: int) -> Row:
    cells = []
    place = start
    for cell in line.split("\t"):
        cells.append((cell.strip(), place + len(cell) - len(cell.lstrip())))
        place += len(cell) + 1
    return Row(start, start + len(line), tuple(cells))


def _sentences(folded: str, start: int, end: int, section: int, paragraph: int) -> list[Sentence]:
    found = []
    begin = start
    for stop in _STOP.finditer(folded[start:end]):
        found.append(Sentence(begin, start + stop.end(), section, paragraph))
        begin = start + stop.end()
    found.append(Sentence(begin, end, section, paragraph))
    return [one for one in found if folded[one.start : one.end].strip()]
