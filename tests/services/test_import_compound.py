"""Files of the nineties whose chains of sectors lead in a circle are refused before they are read."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
import xlwt

from motcua_tui.errors import FileError
from motcua_tui.services.importing.compound import is_whole
from motcua_tui.services.importing.sheets import open_sheets

SECTOR = 512
FAT_AT, DIRECTORY_AT, MINIS_AT, MORE_AT, SHIFT_AT = 76, 48, 60, 68, 30


@pytest.fixture(scope="module")
def sound() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("T").write(0, 0, "Mã hồ sơ")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def number(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<L", data, at)[0])


def with_number(data: bytes, at: int, value: int) -> bytes:
    return data[:at] + struct.pack("<L", value) + data[at + 4 :]


def fat_entry(data: bytes, sector: int) -> int:
    """Where the entry of a sector stands in the file."""
    return (number(data, FAT_AT) + 1) * SECTOR + sector * 4


def test_file_when_sound_then_whole(sound: bytes) -> None:
    assert is_whole(sound)


def broken(data: bytes) -> dict[str, bytes]:
    directory = number(data, DIRECTORY_AT)
    return {
        "the directory in a circle": with_number(data, fat_entry(data, directory), directory),
        "the workbook in a circle": with_number(data, fat_entry(data, 0), 0),
        "the workbook out of the table": with_number(data, fat_entry(data, 0), 0x00FFFFFF),
        "the directory out of the table": with_number(data, DIRECTORY_AT, 0x00FFFFFF),
        "the short sectors out of the table": with_number(data, MINIS_AT, 0x00FFFFFF),
        "the list of tables in a circle": with_number(
            with_number(data, MORE_AT, 0), 2 * SECTOR - 4, 0
        ),
        "sectors of no size": data[:SHIFT_AT] + b"\x63\0" + data[SHIFT_AT + 2 :],
        "cut": data[:300],
    }  # fmt: skip


@pytest.mark.parametrize("how", list(broken(bytes(4096))))
def test_file_when_a_chain_does_not_end_then_refused(sound: bytes, tmp_path: Path, how: str) -> None:
    content = broken(sound)[how]
    assert not is_whole(content)
    path = tmp_path / "sổ.xls"
    path.write_bytes(content)
    with pytest.raises(FileError, match="bị hỏng"):
        list(open_sheets(path))
