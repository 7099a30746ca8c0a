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
from functools import cache, lru_cache
from json.encoder import encode_basestring
from typing import Any, Final, get_args, get_type_hints

from motcua_tui.domain import events
from motcua_tui.domain.events import Happening

KINDS: Final[tuple[type[Happening], ...]] = get_args(Happening)
_NUMBERS: Final = {kind: number for number, kind in enumerate(KINDS)}

COUNTING: Final = frozenset(
    _NUMBERS[kind]
    for kind in KINDS
    if kind
    not in (
        events.Submitted,
        events.Declined,
        events.HandedOver,
        events.Consulted,
        events.Answered,
        events.Returned,
        events.Amended,
        events.LetterIssued,
    )
)
"""The kinds that can move a dossier in the figures: all but those that leave acceptance, due date, waiting
and result alone."""

# Fields are of many types; the hints of the events say which one each reader makes.
_Reader = Callable[[Any], Any]


def _json(value: object) -> str:
    """A value in JSON; an encoder of the library takes three times as long to begin."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    return f'"{value.isoformat()}"' if isinstance(value, date | time) else str(value)


@lru_cache(maxsize=4096)
def encode(what: Happening) -> tuple[int, str]:
    """The kind of a happening and its detail. Registers tell the same few over and over."""
    number = _NUMBERS[type(what)]
    told = [
        f'"{name}":{_json(value)}'
        for name, default in _defaults(number)
        if (value := getattr(what, name)) != default
    ]
    return number, f"{{{','.join(told)}}}"


@lru_cache(maxsize=4096)
def decode(number: int, detail: str) -> Happening:
    """The happening of a row."""
    readers = _readers(number)
    values = {name: readers[name](value) for name, value in json.loads(detail).items()}
    return KINDS[number](**values)


@cache
def _defaults(number: int) -> tuple[tuple[str, object], ...]:
    return tuple((f.name, f.default) for f in fields(KINDS[number]))


@cache
def _readers(number: int) -> dict[str, _Reader]:
    hints = get_type_hints(KINDS[number], vars(events))
    return {name: _reader(hint) for name, hint in hints.items()}


def _reader(hint: object) -> _Reader:
    kinds = get_args(hint) or (hint,)
    if date in kinds:
        read: _Reader = date.fromisoformat
    elif time in kinds:
        read = time.fromisoformat
    else:
        assert isinstance(hint, type)
        read = hint
    return lambda value: None if value is None else read(value)
