"""Due dates as iCalendar (RFC 5545), for the calendar programs of an office.

The format is small where only whole days, moments and an alarm are told, so it is written here: lines end
with CRLF, are folded at 75 octets without cutting a character, and texts are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from motcua_tui.domain.text import clean

MOST_OCTETS: Final = 75
_ESCAPED: Final = re.compile(r"[\\;,]")
_ALARM: Final = "-PT15H"
"""At nine in the morning of the day before a day that begins at midnight."""
_ALARM_OF_MOMENT: Final = "-PT2H"


@dataclass(frozen=True, slots=True)
class DueEntry:
    """What falls due: a day or, for limits in hours, a moment in UTC."""

    uid: str
    """The same at every export, so that a calendar program updates what it has."""
    due: date | datetime
    summary: str
    description: str
    category: str


def feed(entries: Iterable[DueEntry], *, name: str, stamp: datetime) -> Iterator[str]:
    """The lines of the calendar called ``name``, made at ``stamp`` (UTC), with their ends."""
    yield from map(
        _line,
        (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//motcua-tui//motcua//VI",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            f"X-WR-CALNAME:{_text(name)}",
        ),
    )
    for entry in entries:
        yield from map(_line, _event(entry, stamp))
    yield _line("END:VCALENDAR")


def _event(entry: DueEntry, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    if isinstance(entry.due, datetime):
        yield f"DTSTART:{entry.due:%Y%m%dT%H%M%SZ}"
        trigger = _ALARM_OF_MOMENT
    else:
        yield f"DTSTART;VALUE=DATE:{entry.due:%Y%m%d}"
        trigger = _ALARM
    yield f"SUMMARY:{_text(entry.summary)}"
    yield f"DESCRIPTION:{_text(entry.description)}"
    if entry.category:
        yield f"CATEGORIES:{_text(entry.category)}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"TRIGGER:{trigger}"
    yield f"DESCRIPTION:{_text(entry.summary)}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11)."""
    return "\\n".join(_ESCAPED.sub(r"\\\g<0>", clean(line)) for line in text.split("\n"))


def _line(content: str) -> str:
    """A content line, folded (RFC 5545, 3.1): what goes on begins with a space."""
    folded, octets = "", 0
    for character in content:
        size = len(character.encode())
        if octets + size > MOST_OCTETS:
            folded, octets = f"{folded}\r\n ", 1
        folded += character
        octets += size
    return f"{folded}\r\n"
