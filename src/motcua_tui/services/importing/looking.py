"""Looking at a register before it is brought in: its sheets, its headings, its words, its doubtful dates.

Nothing is decided and nothing stored here. What a person decides becomes an ``ImportMap``, with which one
looks again, and which the import then reads by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Final

from motcua_tui.domain.text import fold
from motcua_tui.errors import FileError
from motcua_tui.i18n import _
from motcua_tui.services.importing.cells import (
    Reading,
    Unreadable,
    read_moment,
    read_text,
    reading,
)
from motcua_tui.services.importing.dossiers import NEEDED, register_tables
from motcua_tui.services.importing.drafts import DATES, READERS
from motcua_tui.services.importing.fonts import Font, font_of, in_unicode, samples
from motcua_tui.services.importing.headings import (
    DOSSIER,
    find_header,
    is_numbering,
    missing_from,
    plain,
)
from motcua_tui.services.importing.mapping import ImportMap
from motcua_tui.services.importing.result import Notes, Progress, Tally
from motcua_tui.services.importing.sheets import EVERY_SHEET, Cell, Sheet, open_sheets
from motcua_tui.services.importing.vocabulary import channel_of, says_online, status_of, way_of
from motcua_tui.services.importing.wording import CODED

ROWS_LOOKED_AT: Final = 200
MOST_WORDS: Final = 300
"""A column with more different words than this was most likely taken for another."""
SAYS_ONLINE: Final = "online"
"""A channel that does not say how far online: the procedure tells."""
_EXAMPLES: Final = 2


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column of the sheet: its heading as a map names it, what stands in it, and what it is taken for."""

    title: str
    examples: tuple[str, ...]
    ours: str = ""
    """Our name; empty where nothing is read from it."""
    filled: int = 0
    """Cells that were looked at and say something."""
    unreadable: int = 0
    """How many of them are not what the column is taken for."""
    cells: tuple[Cell, ...] = field(default=(), repr=False)
    """Those that were looked at."""

    @property
    def sure(self) -> bool:
        return bool(self.ours) and not self.unreadable


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """A sheet as a map would have it read. ``header_row`` counts from 1, ``rows`` those below the header."""

    name: str
    rows: int
    header_row: int
    columns: tuple[SeenColumn, ...]
    missing: tuple[tuple[str, ...], ...]
    """The groups of columns of which the sheet should have one and has none."""

    @property
    def titles(self) -> tuple[str, ...]:
        """The headings as they are compared: by them a sheet of the same shape is known again."""
        return tuple(plain(column.title) for column in self.columns)

    @property
    def chosen(self) -> dict[str, str]:
        """Ours = theirs, as a map file has it."""
        return {column.ours: column.title for column in self.columns if column.ours}


@dataclass(frozen=True, slots=True)
class FontDoubt:
    """The text seems to be of an old font: some of it, and what each font would make of it."""

    font: Font
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """The visible sheets of a file in order, at least one; ``doubt`` while nobody has named its font."""

    sheets: tuple[SeenSheet, ...]
    doubt: FontDoubt | None

    @property
    def whole(self) -> tuple[SeenSheet, ...]:
        """Those with every column that is needed."""
        return tuple(sheet for sheet in self.sheets if not sheet.missing)


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word of a column that stands for codes of ours, and the code it is taken for, if any."""

    column: str
    text: str
    count: int
    code: str | None


@dataclass(frozen=True, slots=True)
class DoubtfulDate:
    """A date column that can be read day first and month first, and a date that shows it."""

    title: str
    example: str


@dataclass(frozen=True, slots=True)
class Words:
    words: tuple[SeenWord, ...]
    dates: tuple[DoubtfulDate, ...]
    too_many: tuple[str, ...] = ()
    """Columns of ours with more than ``MOST_WORDS`` different words."""

    @property
    def clear(self) -> bool:
        """Nothing is left for a person to say."""
        return not self.dates and all(word.code is not None for word in self.words)


def look(path: Path, map: ImportMap) -> Look:
    """The sheets of a file as ``map`` would read them, all of them where it names none.

    A heading of the map that a sheet does not have is as good as left out. Raises FileError.
    """
    wanted = None if map.sheet == EVERY_SHEET else map.sheet
    sheets: list[SeenSheet] = []
    doubt: FontDoubt | None = None
    for sheet in open_sheets(path, wanted):
        font = map.font or font_of(sheet)
        if map.font is None and font is not None and doubt is None:
            doubt = FontDoubt(font, samples(sheet))
        sheets.append(_seen(in_unicode(sheet, font or Font.UNICODE), map))
    if not sheets:
        raise FileError(
            _("Tệp {name} không có tờ nào hiện.").format(name=path.name),
            _("Mở tệp, bỏ ẩn tờ cần nạp, lưu lại rồi nhập."),
        )
    return Look(tuple(sheets), doubt)


def _seen(sheet: Sheet, map: ImportMap) -> SeenSheet:
    needed = _needed(map)
    header = find_header(sheet, map.words(DOSSIER), needed, map.header_row)
    top = list(islice(sheet.rows(), header.first, header.first + ROWS_LOOKED_AT))
    if top and is_numbering(top[0]):
        top = top[1:]
    ours = {place: name for name, place in header.columns.items()}
    columns = tuple(
        _column(title, [row[place] for row in top if place < len(row)], ours.get(place, ""), map)
        for place, title in enumerate(header.headings)
        if title
    )
    height = sheet.height if sheet.height is not None else sum(1 for _row in sheet.rows())
    missing = tuple(tuple(group) for group in missing_from(header, needed))
    return SeenSheet(
        sheet.name, max(0, height - header.first), header.first - header.depth + 1, columns, missing
    )


def _column(title: str, cells: Sequence[Cell], ours: str, map: ImportMap) -> SeenColumn:
    filled = [cell for cell in cells if read_text(cell)]
    examples = tuple(islice(dict.fromkeys(read_text(cell) for cell in filled), _EXAMPLES))
    unreadable = sum(not _reads(ours, cell, map) for cell in filled)
    return SeenColumn(title, examples, ours, len(filled), unreadable, tuple(cells))


def retaken(sheet: SeenSheet, map: ImportMap) -> SeenSheet:
    """The sheet as it is seen when its columns are those that the map names, without reading it again."""
    ours = {title: name for name, title in map.columns.items()}
    columns = tuple(
        _column(column.title, column.cells, ours.pop(column.title, ""), map) for column in sheet.columns
    )
    present = {column.ours for column in columns}
    missing = tuple(tuple(group) for group in _needed(map) if present.isdisjoint(group))
    return replace(sheet, columns=columns, missing=missing)


def _needed(map: ImportMap) -> list[Sequence[str]]:
    """A code that is made of several columns is read from those."""
    return [group for group in NEEDED if not (map.join and "code" in group)]


def _reads(ours: str, cell: Cell, map: ImportMap) -> bool:
    """Whether the cell can be what the column is taken for."""
    theirs = map.values.get(ours, {})
    value = theirs.get(fold(read_text(cell)), cell)
    if value == "":
        return True
    if ours in CODED:
        return code_of(ours, read_text(value)) is not None
    try:
        if ours in DATES:
            read_moment(value, map.order)
        elif reader := READERS.get(ours):
            reader(value)
    except Unreadable:
        return False
    return True


def code_of(column: str, text: str) -> str | None:
    """The code that a word of a coded column is taken for, ``SAYS_ONLINE`` among them."""
    match column:
        case "channel":
            return SAYS_ONLINE if says_online(text) else channel_of(text)
        case "outcome":
            return status_of(text)
        case _:
            return way_of(text)


def words(path: Path, map: ImportMap, progress: Progress | None = None) -> Words:
    """Every word of the columns that stand for codes, and the dates that can be read two ways.

    Goes through all rows, and tells ``progress`` as the import does. Raises what the import raises for the
    file and the map.
    """
    tables = register_tables(path, map, None, Notes())
    counts: dict[str, Counter[str]] = {name: Counter() for name in CODED}
    dates: dict[str, str] = {}
    for table in tables:
        doubtful, height = table.survey(DATES, Notes())
        tally = Tally(height, progress)
        for _number, cells in table.rows():
            tally.step()
            for name in CODED:
                if text := read_text(cells.get(name, "")):
                    counts[name][text] += 1
            for name in doubtful:
                if table.title(name) not in dates and reading(cells[name]) is Reading.EITHER:
                    dates[table.title(name)] = read_text(cells[name])
    too_many = tuple(name for name in CODED if len(counts[name]) > MOST_WORDS)
    seen = (
        SeenWord(name, text, count, _taken_for(name, text, map))
        for name in CODED
        if name not in too_many
        for text, count in counts[name].most_common()
    )
    by_doubt = sorted(seen, key=lambda word: (word.code is not None, CODED.index(word.column)))
    return Words(tuple(by_doubt), tuple(DoubtfulDate(*found) for found in dates.items()), too_many)


def _taken_for(column: str, text: str, map: ImportMap) -> str | None:
    told = map.values.get(column, {}).get(fold(text))
    return told if told is not None else code_of(column, text)


def spelled_out(map: ImportMap, sheet: SeenSheet) -> ImportMap:
    """The map with every column that was recognised in the sheet, as a map file keeps it."""
    columns = {ours: title for ours, title in sheet.chosen.items() if ours in DOSSIER}
    return replace(map, columns=columns)
