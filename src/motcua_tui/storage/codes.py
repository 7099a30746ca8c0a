"""How values of the domain are kept: vocabularies, dates, times and instants as small integers.

A vocabulary is stored as the place of the value in its definition, a date as its proleptic
ordinal, a time of day as minutes, an instant as UTC seconds. Integers keep the covering index
narrow and make ranges cheap. A vocabulary may therefore grow at its end only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

Vocabulary = TypeVar("Vocabulary", bound=StrEnum)

NEVER: Final = date.max.toordinal()
"""The end of a dossier that has not ended, and the place of no due date when sorted."""


@cache
def codes_of(vocabulary: type[Vocabulary]) -> Mapping[Vocabulary, int]:
    """The code of every value of a vocabulary."""
    return {value: code for code, value in enumerate(vocabulary)}


@cache
def values_of(vocabulary: type[Vocabulary]) -> tuple[Vocabulary, ...]:
    """The values of a vocabulary by their codes."""
    return tuple(vocabulary)


def code_of(value: StrEnum) -> int:
    return codes_of(type(value))[value]


def maybe_code(value: StrEnum | None) -> int | None:
    return None if value is None else codes_of(type(value))[value]


def maybe_value(vocabulary: type[Vocabulary], code: int | None) -> Vocabulary | None:
    return None if code is None else values_of(vocabulary)[code]


def maybe_ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def maybe_date(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def minutes_of(at: time) -> int:
    return at.hour * 60 + at.minute


def time_of(minutes: int) -> time:
    return time(*divmod(minutes, 60))


def maybe_minutes(at: time | None) -> int | None:
    return None if at is None else minutes_of(at)


def maybe_time(minutes: int | None) -> time | None:
    return None if minutes is None else time_of(minutes)


class Clock:
    """Between the naive local instants of the domain and the UTC seconds of the tables.

    Fractions of a second are dropped.
    """

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self.stored = lru_cache(maxsize=4096)(self._stored)
        self.local = lru_cache(maxsize=4096)(self._local)

    def _stored(self, at: datetime) -> int:
        return int(at.replace(microsecond=0, tzinfo=self._zone).timestamp())

    def _local(self, seconds: int) -> datetime:
        return datetime.fromtimestamp(seconds, UTC).astimezone(self._zone).replace(tzinfo=None, fold=0)

    def maybe_stored(self, at: datetime | None) -> int | None:
        return None if at is None else self.stored(at)
