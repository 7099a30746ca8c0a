"""A whole desk as a file of JSON lines, and such a file as a new desk that is the same in everything.

The first line says of which version the tables are, how many rows and which columns each has, and where the
chain of the history ends. Every other line is one row: the name of its table, then its values in the order of
the columns, bytes as base64. Tables come in the order of the heading, rows by their keys, so that equal
records are equal files. The last line is a hash over all before it (docs/storage.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final

from motcua_tui.errors import FileError, InputError, StorageError
from motcua_tui.i18n import _
from motcua_tui.services.moving import Moved, Steps, UnprovedError, bring_in
from motcua_tui.services.saving import refuse_to_overwrite, save_by
from motcua_tui.storage import contents
from motcua_tui.storage.contents import TABLES, Table, Values
from motcua_tui.storage.database import Database
from motcua_tui.storage.journal import Head, head
from motcua_tui.storage.proof import Progress
from motcua_tui.storage.versions import NEWEST

ENDING: Final = ".jsonl"
_VERSION: Final = "motcua_desk"
_HASH: Final = "sha256"
_LONGEST_LINE: Final = 64 * 1024 * 1024
"""Bytes; the longest rows are the figures of a locked year, some eight bytes a dossier."""
_write: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def export_desk(
    database: Database, path: Path, *, force: bool = False, progress: Progress | None = None
) -> int:
    """Write all that a database holds at this moment to a file of its owner; gives the number of rows.

    Raises InputError for a name that does not end in ``.jsonl``, OutputError, StorageError.
    """
    if path.suffix.lower() != ENDING:
        raise InputError(
            _("Không xuất được ra tệp “{name}”.").format(name=path.name),
            _("Đặt tên tệp có đuôi {ending}.").format(ending=ENDING),
        )
    refuse_to_overwrite(path, force=force)
    with database.snapshot() as connection:
        counts = contents.counts(connection)
        steps = Steps(sum(counts.values()), progress)

        def lines() -> Iterator[bytes]:
            yield _line(_heading(counts, head(connection)))
            for table in TABLES:
                for values in steps.over(contents.read(connection, table)):
                    yield _line([table.name, *map(contents.as_json, values)])

        def write(file: IO[bytes]) -> None:
            digest = sha256()
            for line in lines():
                digest.update(line)
                file.write(line)
            file.write(_line({_HASH: digest.hexdigest()}))

        save_by(path, write, force=force)
    return steps.rows


def import_desk(path: Path, database: Database, now: datetime, *, progress: Progress | None = None) -> Moved:
    """Bring the desk of a file into a database where nothing was recorded yet: all of it, or nothing.

    Raises FileError for a file that cannot be read, is not whole, or does not agree with itself;
    StorageError where there is a record already.
    """
    try:
        with path.open("rb") as file:
            desk = _DeskFile(file)
            try:
                return bring_in(database, desk.rows, desk.counts, desk.chain, now, progress=progress)
            except UnprovedError as error:
                raise FileError(error.message, _("Xuất lại từ sổ gốc; chưa ghi gì.")) from error
            except StorageError as error:
                if desk.line == 1:
                    raise
                told = _("Dòng {line}: {error}").format(line=desk.line, error=error.message)
                raise StorageError(told, error.hint) from error
    except OSError as error:
        raise FileError(
            _("Không đọc được tệp {path}: {error}.").format(path=path, error=error.strerror),
            _("Kiểm tra tên tệp và quyền đọc."),
        ) from error


class _DeskFile:
    """The rows of a file, read one after the other; ``line`` is the number of the last line."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = sha256()
        self.line = 0
        try:
            heading = self._next()
            version = int(heading[_VERSION])
            tables = heading["tables"] if version == NEWEST else {}
            self.counts = {name: int(table["rows"]) for name, table in tables.items()}
            self.chain = Head(int(heading["chain"]["entries"]), str(heading["chain"]["seal"]))
            columns = {name: tuple(table["columns"]) for name, table in tables.items()}
        except (TypeError, KeyError, ValueError, AttributeError, FileError):
            raise FileError(
                _("Tệp này không phải bản xuất cả sổ."),
                _("Chọn tệp {ending} do lệnh này ghi ra: motcua export all -o TỆP.").format(ending=ENDING),
            ) from None
        if version != NEWEST:
            raise FileError(
                _("Tệp thuộc phiên bản khác của chương trình (số {version}).").format(version=version),
                _("Cập nhật chương trình rồi nạp lại; chưa ghi gì."),
            )
        if columns != {table.name: contents.names(table) for table in TABLES}:
            raise self._damaged(_("bảng hoặc cột không đúng"))

    def rows(self, table: Table) -> Iterator[Values]:
        """The rows of the next table. Raises FileError with the number of the line that is damaged."""
        decode = contents.decoder(table)
        for _row in range(self.counts[table.name]):
            line = self._next()
            if not isinstance(line, list) or line[:1] != [table.name]:
                raise self._damaged(_("không phải một dòng của bảng {table}").format(table=table.name))
            try:
                yield decode(line[1:])
            except ValueError:
                raise self._damaged(_("thiếu, thừa hoặc sai kiểu giá trị")) from None
        if table is TABLES[-1]:
            self._end()

    def _end(self) -> None:
        """The hash fits, and nothing follows it."""
        found = {_HASH: self._digest.hexdigest()}
        if self._next() != found or self._file.read(1):
            raise self._damaged(_("tệp đã bị sửa sau khi xuất, mã kiểm không khớp"))

    # A line is whatever JSON says; each value is made what its column holds by its reader.
    def _next(self) -> Any:
        self.line += 1
        line = self._file.readline(_LONGEST_LINE)
        if not line.endswith(b"\n"):
            raise self._damaged(_("tệp bị cắt ngang"))
        self._digest.update(line)
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            raise self._damaged(_("không phải JSON")) from None

    def _damaged(self, why: str) -> FileError:
        return FileError(
            _("Tệp bị hỏng ở dòng {line}: {why}.").format(line=self.line, why=why),
            _("Xuất lại từ sổ gốc; chưa ghi gì."),
        )


def _heading(counts: dict[str, int], chain: Head) -> dict[str, object]:
    tables = {t.name: {"rows": counts[t.name], "columns": contents.names(t)} for t in TABLES}
    return {_VERSION: NEWEST, "chain": {"entries": chain.entries, "seal": chain.seal}, "tables": tables}


def _line(value: object) -> bytes:
    return f"{_write(value)}\n".encode()
