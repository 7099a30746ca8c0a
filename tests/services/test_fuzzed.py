"""A few hundred damaged files and texts in every run; ``python -m tests.fuzzing`` feeds as many as wanted."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from tests.fuzzing import files, strings
from tests.fuzzing.running import Hung, run

from motcua_tui import locations
from motcua_tui.errors import FileError
from motcua_tui.services.importing.sheets import open_sheets

SEED = 20261123


def test_strings_when_mutated_then_every_parser_answers(tmp_path: Path) -> None:
    run(strings, range(150), SEED, tmp_path)


def test_files_when_mutated_then_every_reader_answers(tmp_path: Path) -> None:
    run(files, range(60), SEED, tmp_path)


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


def test_zip_that_points_before_its_start_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "sổ.ods"
    content = dict(files.seeds())["register.ods"]
    at = content.rindex(b"PK\x05\x06")
    path.write_bytes(content[: at + 16] + b"\xff\xff\xff\x7f" + content[at + 20 :])
    with pytest.raises(FileError):
        list(open_sheets(path))


def test_workbook_that_declares_entities_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "sổ.xlsx"
    bomb = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 9))
    with (
        zipfile.ZipFile(io.BytesIO(dict(files.seeds())["register.xlsx"])) as sound,
        zipfile.ZipFile(path, "w") as packed,
    ):
        for name in sound.namelist():
            part = sound.read(name)
            if name == "xl/workbook.xml":
                head, mark, rest = part.partition(b"?>\n")
                part = head + mark + f"<!DOCTYPE workbook [<!ENTITY a0 'x'>{bomb}]>".encode() + rest
            packed.writestr(name, part)
    with pytest.raises(FileError, match="bị hỏng"):
        list(open_sheets(path))


def test_home_of_nobody_is_a_path_as_it_stands() -> None:
    assert locations.typed("~892582/sổ.db") == Path("~892582/sổ.db")
    assert locations.typed("~/sổ.db") == Path.home() / "sổ.db"


def test_workbook_that_makes_its_reader_panic_is_damaged(tmp_path: Path) -> None:
    run(files, [3163], 1, tmp_path)


@pytest.mark.parametrize("place", ["A33333333333", "B9999999", "ABCD1", "xfd1048576"])
@pytest.mark.parametrize("mark", [b'"', b"'"])
def test_workbook_with_a_cell_beyond_every_sheet_is_refused(tmp_path: Path, place: str, mark: bytes) -> None:
    path = tmp_path / "sổ.xlsx"
    with (
        zipfile.ZipFile(io.BytesIO(dict(files.seeds())["register.xlsx"])) as sound,
        zipfile.ZipFile(path, "w") as packed,
    ):
        for name in sound.namelist():
            part = sound.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b'r="A3"', b"r=" + mark + place.encode() + mark)
            packed.writestr(name, part)
    with pytest.raises(FileError, match="quá nhiều ô"):
        list(open_sheets(path))
