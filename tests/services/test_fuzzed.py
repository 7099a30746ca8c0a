"""A few hundred damaged files and texts in every run; ``python -m tests.fuzzing`` feeds as many as wanted."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.fuzzing import files, strings
from tests.fuzzing.running import Hung, run

SEED = 20261123


def test_strings_when_mutated_then_every_parser_answers(tmp_path: Path) -> None:
    run(strings, range(400), SEED, tmp_path)


def test_files_when_mutated_then_every_reader_answers(tmp_path: Path) -> None:
    run(files, range(150), SEED, tmp_path)


class _Broken:
    """An input that breaks what reads it in the way that its bytes name."""

    def __init__(self, how: bytes) -> None:
        self._how = how

    def case(self, _rng: random.Random) -> bytes:
        return self._how

    def feed(self, given: bytes, _folder: Path) -> None:
        while given == b"hang":
            pass
        raise ZeroDivisionError


@pytest.mark.parametrize(("how", "fault"), [(b"hang", Hung), (b"crash", ZeroDivisionError)])
def test_run_when_something_breaks_then_the_input_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: bytes, fault: type[BaseException]
) -> None:
    monkeypatch.setattr("tests.fuzzing.running.SECONDS", 0.05)
    with pytest.raises(fault) as caught:
        run(_Broken(how), [7], SEED, tmp_path)
    assert (tmp_path / "broken-7").read_bytes() == how
    assert "input 7 of seed 20261123" in caught.value.__notes__[0]
