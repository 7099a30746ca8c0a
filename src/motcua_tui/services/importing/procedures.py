"""Importing a catalogue of procedures: one row a procedure, one version for each limit it has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from motcua_tui.domain.catalogue import ProcedureVersion, ProcessStep
from motcua_tui.domain.codes import Channel, ProcedureMark, Unit
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.papers import parse_papers
from motcua_tui.domain.roles import Right
from motcua_tui.domain.steps import parse_steps
from motcua_tui.domain.text import clean, fold, tokens
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services.catalogue_changes import steps_doubt
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.cells import Unreadable, read_amount, read_moment, read_procedure_code
from motcua_tui.services.importing.headings import PROCEDURE
from motcua_tui.services.importing.mapping import ImportMap, OnDuplicate
from motcua_tui.services.importing.result import Change, ImportResult, Notes, Progress, RowRefused, Tally
from motcua_tui.services.importing.sheets import Cell
from motcua_tui.services.importing.table import Cells, Table

if TYPE_CHECKING:
    from motcua_tui.storage.unit_of_work import UnitOfWork

NEEDED: Final = (("code",), ("name",))
LEAST_FEE: Final = 1000
"""In đồng; a smaller amount is written in thousands, or not a fee."""

_COMPARED: Final = {
    "name": "name",
    "field": "field",
    "limit": "limit",
    "legal_limit": "legal_limit",
    "fee": "fee",
    "online": "online",
    "modes": "post",
    "decision": "decision",
    "papers": "papers",
    "steps": "steps",
}
"""The column that tells an attribute of a version."""
_LEVELS: Final = {
    "tinh": ProcedureMark.PROVINCE,
    "huyen": ProcedureMark.DISTRICT,
    "xa": ProcedureMark.COMMUNE,
}
"""The words for the levels at which a procedure is handled."""
_ONLINE: Final = (Channel.ONLINE_FULL, Channel.ONLINE_PARTIAL)
_MODES: Final[dict[str, tuple[Channel, ...]]] = {
    "ttuyen": _ONLINE,
    "truc tuyen": _ONLINE,
    "tt": (Channel.DIRECT,),
    "truc tiep": (Channel.DIRECT,),
    "bc": (Channel.POST,),
    "bcci": (Channel.POST,),
    "buu chinh": (Channel.POST,),
    "buu chinh cong ich": (Channel.POST,),
    "dich vu buu chinh": (Channel.POST,),
}
_TOLD: Final = re.compile(
    rf"({'|'.join(mode for mode in _MODES if len(mode) > 2)})\s*"
    r"(\d+(?:[.,]\d+)?\s*(?:ngay lam viec|ngay|gio lam viec|gio|thang|nam))"
)
"""In a description: a way of filing and right after it how long that takes, as the national portal has it."""
_MODE: Final = re.compile(rf"({'|'.join(sorted(_MODES, key=len, reverse=True))})\b[\s:]*(.*)")

_Key = tuple[str, str]
Limits = dict[Channel | None, TimeLimit | None]


def import_procedures(
    desk: Desk,
    path: Path,
    *,
    map: ImportMap | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Bring in a catalogue from xlsx, ods or csv, all of it or nothing.

    A limit that can be read two ways is left empty, with a warning. A procedure that is known and
    told differently stays as it is, unless the map says ``update``: then its version ends and a new
    one begins on the day that the sheet names, or today. Raises FileError, InputError, StorageError.
    """
    table = Table.open(path, PROCEDURE, NEEDED, map or ImportMap())
    notes = Notes()
    doubtful, total = table.survey(("valid_from",), notes)
    if unused := table.unused():
        notes.warn(
            table.header_row,
            _("Không nạp các cột: {columns}.").format(columns=", ".join(f"“{title}”" for title in unused)),
        )
    tally = Tally(total, progress)
    with desk.unit_of_work(Right.CATALOGUE) as work:
        shelf = _Shelf(work, table.map.on_duplicate, desk.today(), notes, table)
        reader = _Reader(table, doubtful, notes)
        for row, cells in table.rows():
            tally.step()
            try:
                tally.count(shelf.put(row, reader.versions(row, cells)))
            except RowRefused as refused:
                notes.refuse(row, refused)
        if not dry_run:
            work.commit()
    return tally.result(notes, dry_run=dry_run)


def parse_limits(text: str) -> tuple[Limits, list[str]]:
    """The limit for all channels (None), those of single channels where they differ, and what of the
    text could not be read: ``TTuyến 20 ngày; BC 20 ngày; TT 15 ngày``.
    """
    unread: list[str] = []
    told: list[tuple[tuple[Channel, ...], TimeLimit | None]] = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        of_mode = _MODE.fullmatch(fold(part))
        try:
            limit = TimeLimit.parse(of_mode[2] if of_mode else part)
        except InputError:
            limit = None
            unread.append(part)
        told.append((_MODES[of_mode[1]] if of_mode else (), limit))
    if not told:
        return {None: None}, []
    general = [limit for channels, limit in told if not channels]
    if len(general) > 1 and len(set(general)) > 1:
        return {None: None}, [text]
    base = general[0] if general else Counter(limit for _channels, limit in told).most_common(1)[0][0]
    own: Limits = {channel: limit for channels, limit in told for channel in channels if limit != base}
    limits: Limits = {None: base}
    return limits | own, unread


def _told_otherwise(
    limit: TimeLimit, channel: Channel | None, limits: Limits, details: str
) -> TimeLimit | str | None:
    """What the folded description says instead of a limit; None where it says nothing else."""
    if limit.unit is Unit.DAYS and re.search(rf"(?<!\d)0*{limit.amount:f}\s*ngay lam viec", details):
        return TimeLimit(limit.amount, Unit.WORKING_DAYS)
    for mode, text in _TOLD.findall(details):
        channels = _MODES[mode]
        if channel not in (None, *channels) or (channel is None and any(own in limits for own in channels)):
            continue
        try:
            told = TimeLimit.parse(text)
        except InputError:
            return str(text)
        if told != limit:
            return told
    return None


@dataclass(frozen=True, slots=True)
class _Reader:
    table: Table
    doubtful: frozenset[str]
    notes: Notes

    def versions(self, row: int, cells: Cells) -> list[ProcedureVersion]:
        """The versions that a row tells; RowRefused where it has no code or name."""
        text = self.table.text
        code = self.table.read(cells, "code", read_procedure_code)
        name = text(cells, "name")
        for column, value in (("code", code), ("name", name)):
            if not value:
                raise self.table.refusal(column, "", _("ô này không được để trống"))
        limits = self._agreed(row, self._limits(row, cells, "limit"), fold(text(cells, "details")))
        modes = fold(text(cells, "modes"))
        valid_from = self.table.read(cells, "valid_from", self._moment)
        version = ProcedureVersion(
            code=code,
            name=name,
            field=text(cells, "field"),
            limit=limits.pop(None),
            legal_limit=self._limits(row, cells, "legal_limit")[None],
            case=text(cells, "case"),
            online=self._online(fold(text(cells, "online")), modes),
            post=bool(re.search(r"\bbc|buu chinh|post", modes)),
            fee=self._fee(row, cells),
            valid_from=valid_from,
            decision=text(cells, "decision"),
            marks=frozenset(mark for word, mark in _LEVELS.items() if word in tokens(text(cells, "level"))),
            papers=parse_papers(_lines(cells, "papers").replace("\n", ";")),
            steps=self._steps(row, cells),
        )
        return [version, *(replace(version, channel=c, limit=limit) for c, limit in limits.items())]

    def _limits(self, row: int, cells: Cells, name: str) -> Limits:
        limits, unread = parse_limits(self.table.text(cells, name))
        for part in unread:
            self.notes.warn(row, _("Không hiểu thời hạn “{text}”: để trống.").format(text=part))
        return limits

    def _agreed(self, row: int, limits: Limits, details: str) -> Limits:
        """The limits that the description of the same row does not tell otherwise: in working days, or of
        one way of filing. Which of the two holds is for a person to say."""
        agreed = dict(limits)
        for channel, limit in limits.items():
            if limit is None or (other := _told_otherwise(limit, channel, limits, details)) is None:
                continue
            agreed[channel] = None
            self.notes.warn(
                row,
                _("Thời hạn ghi “{limit}”, phần mô tả ghi “{other}”: để trống.").format(
                    limit=limit, other=other
                ),
            )
        return agreed

    def _steps(self, row: int, cells: Cells) -> tuple[ProcessStep, ...]:
        try:
            return parse_steps(_lines(cells, "steps"))
        except InputError as error:
            self.notes.warn(
                row,
                _("Cột “{column}”: {why} Để trống.").format(
                    column=self.table.title("steps"), why=error.message
                ),
            )
            return ()

    def _moment(self, cell: Cell) -> date | None:
        moment = read_moment(cell, self.table.map.order, doubtful="valid_from" in self.doubtful)
        return moment.date() if moment else None

    def _online(self, level: str, modes: str) -> Channel | None:
        full, partly = (
            "toan trinh" in level or "online_full" in level,
            "mot phan" in level or "partial" in level,
        )
        if full is not partly:
            return Channel.ONLINE_FULL if full else Channel.ONLINE_PARTIAL
        if not (full or re.search(r"ttuyen|truc tuyen|online", modes)):
            return None
        self.notes.warn_once(
            self.table.header_row,
            _("Có thủ tục nộp trực tuyến mà không rõ toàn trình hay một phần: ghi là một phần."),
        )
        return Channel.ONLINE_PARTIAL

    def _fee(self, row: int, cells: Cells) -> int | None:
        cell = cells.get("fee", "")
        try:
            fee = read_amount(cell)
            if fee is not None and 0 < fee < LEAST_FEE:
                raise Unreadable(_("số tiền không rõ đơn vị"))
        except Unreadable as error:
            self.notes.warn(
                row,
                _("Cột “{column}”, giá trị “{value}”: {why}; để trống.").format(
                    column=self.table.title("fee"), value=self.table.text(cells, "fee"), why=error.why
                ),
            )
            return None
        return fee


class _Shelf:
    """Puts versions into the catalogue beside those that are there."""

    def __init__(
        self, work: UnitOfWork, on_duplicate: OnDuplicate, today: date, notes: Notes, table: Table
    ) -> None:
        self._catalogue = work.catalogue
        self._on_duplicate = on_duplicate
        self._today = today
        self._notes = notes
        self._table = table
        self._attributes = [name for column, name in _COMPARED.items() if table.has(column)]
        self._stored: dict[_Key, dict[Channel | None, ProcedureVersion]] = {}
        for version in self._catalogue.versions():
            if version.valid_to is None:
                self._stored.setdefault(_key(version), {})[version.channel] = version
        self._seen: dict[_Key, tuple[int, Sequence[ProcedureVersion]]] = {}

    def put(self, row: int, told: Sequence[ProcedureVersion]) -> Change:
        """Store what a row tells; RowRefused when its procedure is taken and may not be changed."""
        key = _key(told[0])
        earlier_row, earlier = self._seen.setdefault(key, (row, told))
        if earlier_row != row:
            if earlier == told:
                return Change.UNCHANGED
            raise self._refusal(told[0], _("trùng mã với dòng {row}").format(row=earlier_row))
        stored = self._stored.get(key)
        if stored is None:
            for version in told:
                self._catalogue.add(self._sound(row, version))
            return Change.ADDED
        if self._on_duplicate is OnDuplicate.REFUSE:
            raise self._refusal(told[0], _("mã đã có trong danh mục"))
        if self._same(stored, told):
            return Change.UNCHANGED
        unfinished = [version for version in stored.values() if _is_unfinished(version)]
        if unfinished:
            named = [replace(version, code=unfinished[0].code) for version in told]
            self._catalogue.update(replace(self._sound(row, named[0]), id=unfinished[0].id))
            for version in named[1:]:
                self._catalogue.add(self._sound(row, version), unfinished[0])
            return Change.UPDATED
        if self._on_duplicate is OnDuplicate.SKIP:
            self._notes.warn(
                row,
                _("Thủ tục {code} khác với danh mục đang có: giữ nguyên.").format(code=told[0].code),
            )
            return Change.UNCHANGED
        self._replace(row, stored, told)
        return Change.UPDATED

    def _same(
        self, stored: Mapping[Channel | None, ProcedureVersion], told: Sequence[ProcedureVersion]
    ) -> bool:
        return stored.keys() == {version.channel for version in told} and all(
            getattr(stored[version.channel], name) == getattr(version, name)
            for version in told
            for name in self._attributes
        )

    def _replace(
        self, row: int, stored: Mapping[Channel | None, ProcedureVersion], told: Sequence[ProcedureVersion]
    ) -> None:
        """End the versions in force and begin new ones, which keep what the sheet does not tell."""
        start = told[0].valid_from or self._today
        begun = [v.valid_from for v in stored.values() if v.valid_from and v.valid_from >= start]
        if begun:
            raise self._refusal(
                told[0],
                _("đã có phiên bản hiệu lực từ {day}; ghi ngày hiệu lực muộn hơn").format(
                    day=short_date(begun[0])
                ),
            )
        base = stored.get(None) or next(iter(stored.values()))
        for version in stored.values():
            self._catalogue.end(version.id, start - timedelta(days=1))
        for version in told:
            news = {name: getattr(version, name) for name in self._attributes}
            begun_anew = replace(base, channel=version.channel, valid_from=start, **news)
            self._catalogue.add(self._sound(row, begun_anew), base)

    def _sound(self, row: int, version: ProcedureVersion) -> ProcedureVersion:
        """The version without a process that cannot be counted in its unit; steps that do not add up to its
        limit are told."""
        try:
            for step in version.steps:
                version.step_limit(step)
        except InputError as error:
            self._notes.warn(row, _("Bỏ quy trình nội bộ: {why}").format(why=error.message))
            return replace(version, steps=())
        if doubt := steps_doubt(version):
            self._notes.warn(row, doubt)
        return version

    def _refusal(self, version: ProcedureVersion, why: str) -> RowRefused:
        return self._table.refusal("code", version.code, why)


def _lines(cells: Cells, name: str) -> str:
    """The text of a cell with its lines."""
    return clean(str(cells.get(name, "")), multiline=True)


def _key(version: ProcedureVersion) -> _Key:
    return fold(version.code), fold(version.case)


def _is_unfinished(version: ProcedureVersion) -> bool:
    """Whether a register brought it, by name and code alone."""
    told = replace(version, id=0, procedure_id=0)
    return told == ProcedureVersion(code=version.code, name=version.name, field=version.field)
