"""The map file: what the columns of somebody's sheet are, in TOML.

Its keys are those of the manual (``docs/importing.md``). A key that is unknown or has the wrong kind
of value is an ``InputError`` that names it, so that a slip of the pen never loses a column silently.
``read_map`` reads what ``save_map`` writes.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from motcua_tui.domain.codes import Channel, DayKind, ReturnWay
from motcua_tui.domain.text import fold
from motcua_tui.errors import FileError, InputError
from motcua_tui.i18n import _
from motcua_tui.services.importing.cells import DateOrder
from motcua_tui.services.importing.fonts import Font
from motcua_tui.services.importing.headings import CALENDAR, DOSSIER, PROCEDURE, Words
from motcua_tui.services.importing.vocabulary import STATUS_CODES
from motcua_tui.services.saving import save


class OnDuplicate(StrEnum):
    """What to do with a row whose code is known already."""

    SKIP = "skip"
    UPDATE = "update"
    REFUSE = "refuse"


_E = TypeVar("_E", bound=StrEnum)

JOINED: Final = "code part {}"
"""Our name of the n-th column of a code made of several."""

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_COLUMNS: Final = frozenset((*DOSSIER, *PROCEDURE, *CALENDAR))
_CODES: Final[Mapping[str, Iterable[str]]] = {
    "channel": tuple(Channel),
    "outcome": tuple(STATUS_CODES),
    "returned_by": tuple(ReturnWay),
    "kind": tuple(DayKind),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMap:
    """How to read a sheet. Without columns of its own the usual headings are looked for."""

    sheet: str | None = None
    """The name of one, or ``EVERY_SHEET``."""
    font: Font | None = None
    header_row: int | None = None
    """From 1, the first of them where there are two."""
    on_duplicate: OnDuplicate = OnDuplicate.SKIP
    columns: Mapping[str, str] = field(default_factory=dict)
    """Ours = theirs."""
    join: tuple[str, ...] = ()
    """Their columns that make up the code, in order."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By our column: their words, folded = our codes or words, or nothing."""
    order: DateOrder | None = None

    def words(self, usual: Words) -> Words:
        """The headings to look for: those of the map, or the usual ones where it names none."""
        columns = {ours: (theirs,) for ours, theirs in self.columns.items()} or usual
        if not self.join:
            return columns
        parts = {JOINED.format(place): (theirs,) for place, theirs in enumerate(self.join)}
        return {ours: theirs for ours, theirs in columns.items() if ours != "code"} | parts

    def needed(self, usual: Sequence[Sequence[str]]) -> list[Sequence[str]]:
        """Of each group one column must be there: every column that the map names, else the usual.

        Raises InputError when the map names columns, but none of a usual group.
        """
        named = {"code", *self.columns} if self.join else set(self.columns)
        missing = next((group for group in usual if self.columns and named.isdisjoint(group)), None)
        if missing is not None:
            raise _wrong(f"columns.{missing[0]}", _("phải có cột này"))
        groups: list[Sequence[str]] = [(name,) for name in self.columns] or list(usual)
        if not self.join:
            return groups
        parts = [(JOINED.format(place),) for place in range(len(self.join))]
        return [group for group in groups if tuple(group) != ("code",)] + parts


def read_map(path: Path) -> ImportMap:
    """The map in a TOML file. Raises FileError when it cannot be read, InputError naming a wrong key."""
    try:
        return parse_map(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise FileError(
            _("Không đọc được tệp {name}: {why}.").format(name=path.name, why=error.strerror or error),
            _("Kiểm tra lại đường dẫn và quyền đọc tệp."),
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FileError(
            _("Tệp ánh xạ {name} không đúng dạng TOML: {why}.").format(name=path.name, why=error),
            _("Xem mẫu trong docs/importing.md; tệp phải lưu dạng UTF-8."),
        ) from None


def save_map(map: ImportMap, path: Path, *, force: bool = False) -> None:
    """Write a map file. Raises OutputError, also where there is such a file and not ``force``."""
    save(path, map_text(map).encode(), force=force)


def map_text(map: ImportMap) -> str:
    """The map as TOML; ``parse_map`` makes the same map of it."""
    keys = {
        "sheet": map.sheet,
        "font": map.font,
        "header_row": map.header_row,
        "on_duplicate": map.on_duplicate,
    }
    tables = {
        "columns": map.columns,
        "code": {"join": list(map.join)} if map.join else {},
        **{f"values.{ours}": codes for ours, codes in map.values.items()},
        "dates": {"order": map.order} if map.order else {},
    }
    parts = [_lines({key: value for key, value in keys.items() if value is not None})]
    parts += [f"\n[{name}]\n{_lines(table)}" for name, table in tables.items() if table]
    return "".join(parts)


def _lines(table: Mapping[str, object]) -> str:
    return "".join(f"{_key(key)} = {_told(value)}\n" for key, value in table.items())


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _told(key)


def _told(value: object) -> str:
    """A text, a number or a list of texts; JSON escapes all that TOML wants escaped but DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def parse_map(text: str) -> ImportMap:
    """The map that a TOML text describes. Raises TOMLDecodeError, InputError naming a wrong key."""
    tables = tomllib.loads(text)
    _only(tables, "", ("sheet", "font", "header_row", "on_duplicate", "columns", "code", "values", "dates"))
    dates = _table(tables, "dates")
    _only(dates, "dates.", ("order",))
    code = _table(tables, "code")
    _only(code, "code.", ("join",))
    columns = {ours: _text(theirs, f"columns.{ours}") for ours, theirs in _table(tables, "columns").items()}
    _only(columns, "columns.", _COLUMNS)
    join = _texts(code.get("join", []), "code.join")
    return ImportMap(
        sheet=_text(tables["sheet"], "sheet") if "sheet" in tables else None,
        font=_one_of(Font, tables["font"], "font") if "font" in tables else None,
        header_row=_row(tables["header_row"]) if "header_row" in tables else None,
        on_duplicate=_one_of(OnDuplicate, tables.get("on_duplicate", "skip"), "on_duplicate"),
        columns=columns,
        join=join,
        values=_values(_table(tables, "values")),
        order=_one_of(DateOrder, dates["order"], "dates.order") if "order" in dates else None,
    )


def _values(tables: Mapping[str, object]) -> dict[str, dict[str, str]]:
    _only(tables, "values.", _COLUMNS)
    values: dict[str, dict[str, str]] = {}
    for ours in tables:
        codes = _CODES.get(ours)
        values[ours] = {}
        for theirs, code in _table(tables, ours, "values.").items():
            key = f'values.{ours}."{theirs}"'
            text = "" if code == "" else _text(code, key)
            if text and codes and text not in codes:
                raise _wrong(key, _("phải là một trong: {names}").format(names=", ".join(codes)))
            values[ours][fold(theirs)] = text
    return values


def _only(table: Mapping[str, object], prefix: str, known: Iterable[str]) -> None:
    names = tuple(known)
    for key in table:
        if key not in names:
            raise _wrong(
                f"{prefix}{key}", _("không có khóa này; có: {names}").format(names=", ".join(sorted(names)))
            )


def _table(tables: Mapping[str, object], key: str, prefix: str = "") -> dict[str, object]:
    table = tables.get(key, {})
    if not isinstance(table, dict):
        raise _wrong(f"{prefix}{key}", _("phải là một bảng [{key}]").format(key=f"{prefix}{key}"))
    return table


def _text(value: object, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _wrong(key, _("phải là chữ trong ngoặc kép"))
    return value


def _texts(value: object, key: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _wrong(key, _("phải là danh sách tên cột"))
    return tuple(_text(item, key) for item in value)


def _row(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _wrong("header_row", _("phải là số thứ tự dòng, từ 1"))
    return value


def _one_of(codes: type[_E], value: object, key: str) -> _E:
    try:
        return codes(_text(value, key))
    except ValueError:
        raise _wrong(key, _("phải là một trong: {names}").format(names=", ".join(codes))) from None


def _wrong(key: str, why: str) -> InputError:
    return InputError(
        _("Tệp ánh xạ, khóa “{key}”: {why}.").format(key=key, why=why), _("Xem mẫu trong docs/importing.md.")
    )
