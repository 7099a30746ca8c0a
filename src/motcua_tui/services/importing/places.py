"""Finding the file to bring in: a path as it was typed, pasted or dropped, and what may come after it."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from motcua_tui.domain.text import clean, fold
from motcua_tui.locations import typed

SHEETS: Final = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".csv.gz", ".tsv", ".txt")
_MOST: Final = 10
_ESCAPED: Final = re.compile(r"\\([ '\"()&\[\]\\])")
_QUOTED: Final = re.compile(r"""(?:^|[/\\])(["'])(?P<path>.+)\1$""")
_ANEW: Final = re.compile(r"^.*[/\\](?=file://)|^(?!file://).*[/\\](?=/|[A-Za-z]:[/\\])")
"""What stood in the field before a whole path was typed, pasted or dropped behind it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder or a file one may go on with; ``path`` of a folder ends in a slash."""

    path: str
    changed_on: date | None = None
    """Of a file: when it was last written."""


def typed_path(text: str) -> str:
    """The path that was meant: without the quotes, escapes and ``file://`` that terminals put around it, and
    without a folder before a path that is whole by itself. Folders are parted by ``/``."""
    path = clean(text)
    if quoted := _QUOTED.search(path):
        path = quoted["path"]
    path = _ANEW.sub("", path)
    if path.startswith("file://"):
        path = unquote(urlsplit(path).path)
    elif "\\ " in path or path.startswith("/"):
        path = _ESCAPED.sub(r"\1", path)
    return path.replace(os.sep, "/")


def path_of(text: str) -> Path:
    """The path that was meant; ``~`` is the home of somebody, where there is such a person."""
    return typed(typed_path(text))


def found(text: str) -> Path | None:
    """The file of that name, whether its letters are composed or not; None where there is none."""
    path = path_of(text)
    with suppress(OSError, ValueError):
        if path.is_file():
            return path
        name = clean(path.name)
        return next((one for one in path.parent.iterdir() if clean(one.name) == name and one.is_file()), None)
    return None


def offered(text: str, zone: str) -> tuple[Place, ...]:
    """What lies in the folder that was typed so far, and has the words that follow it in its name.

    Sheets come first, the last written before the others, then folders by name. Hidden names only when
    the words begin with a dot. ``zone`` is the office's. Empty where there is no such folder.
    """
    folder, slash, words = typed_path(text).rpartition("/")
    if not slash:
        return ()
    sheets: list[tuple[float, Place]] = []
    folders: list[Place] = []
    with suppress(OSError, ValueError):
        for one in path_of(folder + slash).iterdir():
            if not _wanted(one.name, words):
                continue
            with suppress(OSError):
                if one.is_dir():
                    folders.append(Place(f"{folder}/{one.name}/"))
                elif one.name.lower().endswith(SHEETS):
                    written = one.stat().st_mtime
                    day = datetime.fromtimestamp(written, ZoneInfo(zone)).date()
                    sheets.append((written, Place(f"{folder}/{one.name}", day)))
    newest = (place for _written, place in sorted(sheets, key=lambda sheet: (-sheet[0], sheet[1].path)))
    return (*newest, *sorted(folders, key=lambda place: fold(place.path)))[:_MOST]


def _wanted(name: str, words: str) -> bool:
    if name.startswith(".") and not words.startswith("."):
        return False
    return all(word in fold(name) for word in fold(words).split())
