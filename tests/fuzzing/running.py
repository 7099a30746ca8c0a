"""Runs damaged inputs one after the other: each is made from the seed and its number alone."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterable
from pathlib import Path
from types import FrameType
from typing import Final, Protocol

SECONDS: Final = 2.0
"""Of the processor, that reading one input may take."""


class Kind(Protocol):
    """A module of inputs: ``case`` makes one, ``feed`` lets the program read it."""

    def case(self, rng: random.Random) -> bytes: ...

    def feed(self, given: bytes, folder: Path) -> None: ...


class Hung(BaseException):
    """Past every ``except Exception`` of the program."""


def run(kind: Kind, numbers: Iterable[int], seed: int, folder: Path) -> None:
    """Feed the inputs of those numbers; the one that broke something is kept as ``broken`` in the folder."""
    before = signal.signal(signal.SIGVTALRM, _hung)
    try:
        for number in numbers:
            given = kind.case(random.Random(f"{seed}/{number}"))
            (folder / "last").write_bytes(given)
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            try:
                kind.feed(given, folder)
            except BaseException as error:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
                (folder / f"broken-{number}").write_bytes(given)
                error.add_note(f"input {number} of seed {seed}: {given[:300]!r}")
                raise
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _hung(_signal: int, _frame: FrameType | None) -> None:
    raise Hung
