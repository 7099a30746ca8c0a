"""Texts that people paste, scan or import, each of which has broken some program."""

from __future__ import annotations

from typing import Final

NASTY: Final[tuple[str, ...]] = (
    "",
    "   ",
    "[/]",  # closes a markup tag that was never opened
    "[@click=app.bell]x[/]",  # a live link where markup is interpreted
    "[bold red]Nguyễn[/bold red]",
    "[",
    "\\[/]",
    "\x1b[31mđỏ\x1b[0m",  # a terminal obeys it
    "\x1b]0;tiêu đề\x07",  # sets the window's title
    "\x9b2J",  # clears the screen, in one C1 byte
    "\x00",
    "a\x07b\x08c\x7f",
    "\u202eảiủ hnàht\u202c",  # right-to-left override
    "\u2066Lê\u2069 \u200fAn",
    "Hòa\u200bBình\ufeff\u2060",  # zero width between the letters
    "Ho\xadà",  # soft hyphen
    "Nguye\u0302\u0303n Thi\u0323 Ho\u0300a",  # decomposed Vietnamese
    "Nguyễn\xa0Thị\u3000Hòa\u2009Bình",  # four kinds of space
    "ÐẶNG VĂN ÐỨC",  # Icelandic Ð (U+00D0) from an old keyboard
    "ðông",
    "Ư" * 500,
    "một hai ba " * 50,
    "漢字カナ한글",  # two columns each
    "👩\u200d👩\u200d👧 🇻🇳 👍🏽 ❤\ufe0f",  # joined, flagged, coloured, varied
    "e" + "\u0301" * 40,  # a tower of accents
    "\u0301",  # an accent on nothing
    "\u0301 a",
    "=1+1",  # a formula in a spreadsheet
    "+84912000111",
    '@SUM(A1)"',
    '-2+3+cmd|"/C calc"!A0',
    "'",
    '"',
    "O'Neil; DROP TABLE dossier; --",
    "100% đúng hạn",
    "%s %(x)s {x} {0} {",  # two kinds of format
    "$(id) `id` ${HOME} {{7*7}} {% x %}",
    "dòng một\ndòng hai\r\ndòng ba\rdòng bốn",
    "cột\tcột\v\fcột",
    "x\u2028y\u2029z\x85w",  # line breaks that are not \n
    "..\\..\\etc/../passwd",
    "<script>alert(1)</script>&amp;",
    "NULL",
    "nan",
    "½ ﬁ Ⅲ ２０２６",  # compatibility letters
    "İSTANBUL ß ẞ ΑΣ",  # letters whose lower case is peculiar
    "\ud800",  # half a surrogate pair: cannot be written as UTF-8
    "\U000e0041\ufff9",  # tags and annotations
    "\x1f\x1e\x1d\x1c",  # separators that Python takes for spaces
)
