"""The papers of a receipt in one line: ``Đơn đề nghị; Bản vẽ x2; Hợp đồng x1+2``.

After the ``x`` stand the originals, after the ``+`` the copies; without them it is one original.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from motcua_tui.domain.dossier import Paper
from motcua_tui.domain.text import clean

_COUNTED: Final = re.compile(r"(?P<name>.+?)\s+x\s*(?P<originals>\d{1,3})(?:\s*\+\s*(?P<copies>\d{1,3}))?")


def parse_papers(text: str) -> tuple[Paper, ...]:
    """The papers of a line, with semicolons between them; all of them are there."""
    return tuple(_paper(part) for part in map(clean, text.split(";")) if part)


def say_papers(papers: Iterable[Paper]) -> str:
    """The line that ``parse_papers`` reads."""
    return "; ".join(map(_say, papers))


def _paper(text: str) -> Paper:
    counted = _COUNTED.fullmatch(text)
    if counted is None:
        return Paper(text)
    return Paper(counted["name"], int(counted["originals"]), int(counted["copies"] or 0))


def _say(paper: Paper) -> str:
    if (paper.originals, paper.copies) == (1, 0):
        return paper.name
    copies = f"+{paper.copies}" if paper.copies else ""
    return f"{paper.name} x{paper.originals}{copies}"
