"""Whether the chains of an OLE file (xls) end: a reader that follows one in a circle fills the memory.

Sectors, their table (FAT), that of the short ones (mini FAT) and the directory are as [MS-CFB] has them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Final

_NO_SECTOR: Final = 0xFFFFFFFA
"""From here on a number is not that of a sector."""
_HEADER: Final = struct.Struct("<30x H H 10x L L 4x L L L L L")
_HEADED: Final = 512
_IN_HEADER: Final = slice(76, _HEADED)
_ENTRY: Final = 128
_START_AND_SIZE: Final = struct.Struct("<116x L L 4x")
_TYPE_AT: Final = 66
_STREAM: Final = 2
_BOOKS: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book", "WORKBOOK", "BOOK"))
_SHIFTS: Final = (9, 12)


def is_whole(data: bytes) -> bool:
    """Every chain that a reader may follow ends, inside the file."""
    if len(data) < _HEADED:
        return False
    shift, _mini_shift, _fats, directory, cutoff, minis, _mini_count, more, _more_count = _HEADER.unpack(
        data[: _HEADER.size]
    )
    if shift not in _SHIFTS:
        return False
    size = 1 << shift

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    sectors = len(data) // size
    tables = list(_numbers(data[_IN_HEADER]))
    for _each in range(sectors + 1):
        if more >= _NO_SECTOR:
            break
        *listed, more = _numbers(sector(more)) or (_NO_SECTOR,)
        tables += listed
    else:
        return False
    fat = [entry for table in tables if table < _NO_SECTOR for entry in _numbers(sector(table))]
    at_directory, at_minis = _chain(directory, fat), _chain(minis, fat)
    if at_directory is None or at_minis is None:
        return False
    entries = b"".join(map(sector, at_directory))
    mini_fat = [entry for number in at_minis for entry in _numbers(sector(number))]
    return all(
        _chain(start, fat if place == 0 or length >= cutoff else mini_fat) is not None
        for place, (start, length) in enumerate(_streams(entries))
    )


def _streams(entries: bytes) -> Iterator[tuple[int, int]]:
    """First sector and length of each stream; the first entry holds the short sectors. What is called a
    workbook will be read, whatever else stands there."""
    for at in range(0, len(entries) - len(entries) % _ENTRY, _ENTRY):
        entry = entries[at : at + _ENTRY]
        start, length = _START_AND_SIZE.unpack(entry)
        if at == 0 or entry.startswith(_BOOKS) or (entry[_TYPE_AT] == _STREAM and length):
            yield start, length


def _chain(start: int, table: Sequence[int]) -> list[int] | None:
    """The sectors from ``start`` on; None when they go in a circle or out of the table."""
    found: list[int] = []
    while start < _NO_SECTOR:
        if start >= len(table) or len(found) > len(table):
            return None
        found.append(start)
        start = table[start]
    return found


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}L", data[: len(data) // 4 * 4])
