"""Events as rows: the number of their kind, and what they say beside it as compact JSON.

Only what differs from the default is written, so that a field added later with a default reads
from old rows as well. Kinds are numbered in the order of ``domain.events.Happening``, which may
therefore grow at its end only.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date, time
from functools import cache
from typing import Any, Final, get_args, get_type_hints

from motcua_tui.domain import events
from motcua_tui.domain.events import Happening

# Fields are of many types; the hints of the events say which one each reader makes.
_Reader = Callable[[Any], Any]

KINDS: Final[tuple[type[Happening], ...]] = get_args(Happening)
_NUMBERS: Final = {kind: number for number, kind in enumerate(KINDS)}


def _iso(value: date | time) -> str:
    return value.isoformat()


_write: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_iso).encode


def encode(what: Happening) -> tuple[int, str]:
    """The kind of a happening and its detail."""
    kind = type(what)
    detail = {name: value for name, default in _defaults(kind) if (value := getattr(what, name)) != default}
    return _NUMBERS[kind], _write(detail)


def decode(number: int, detail: str) -> Happening:
    """The happening of a row."""
    kind = KINDS[number]
    readers = _readers(kind)
    return kind(
        **{
            name: None if value is None else readers[name](value)
            for name, value in json.loads(detail).items()
            if name in readers
        }
    )


@cache
def _defaults(kind: type[Happening]) -> tuple[tuple[str, object], ...]:
    return tuple((f.name, f.default) for f in fields(kind))


@cache
def _readers(kind: type[Happening]) -> dict[str, _Reader]:
    hints = get_type_hints(kind, vars(events))
    return {name: _reader(hint) for name, hint in hints.items()}


def _reader(hint: object) -> _Reader:
    kind = next((arg for arg in get_args(hint) if arg is not type(None)), hint)
    if kind is date:
        return date.fromisoformat
    if kind is time:
        return time.fromisoformat
    assert isinstance(kind, type)
    return kind
