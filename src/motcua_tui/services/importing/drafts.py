"""A row of a register into a dossier: who asks for what, and what became of it.

What stops a row is refused with the cell that stops it; what a dossier can be without is a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple

from motcua_tui.domain.codes import Channel, ReturnWay
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Event
from motcua_tui.domain.text import fold
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.cells import (
    DateOrder,
    Unreadable,
    read_amount,
    read_code,
    read_count,
    read_moment,
    read_procedure_code,
    read_text,
    read_yes,
)
from motcua_tui.services.importing.known import KnownProcedures, Versions
from motcua_tui.services.importing.mapping import JOINED
from motcua_tui.services.importing.result import Notes
from motcua_tui.services.importing.sheets import Cell
from motcua_tui.services.importing.table import Cells, Table
from motcua_tui.services.importing.telling import Dates, Facts, Teller
from motcua_tui.services.importing.vocabulary import Status, channel_of, says_online, status_of, way_of

DATES: Final = Dates._fields
TEXTS: Final = (
    "procedure",
    "field",
    "channel",
    "outcome",
    "applicant",
    "applicant_id",
    "phone",
    "address",
    "submitter",
    "submitter_id",
    "submitter_phone",
    "email",
    "department",
    "officer",
    "fee_receipt",
    "fee_collector",
    "receipt_number",
    "note",
    "result_number",
    "late_cause",
)
READERS: Final[Mapping[str, Callable[[Cell], int | None]]] = {
    "filed_by_officer": read_yes,
    "sets": read_count,
    "fee": read_amount,
    "paid_online": read_yes,
    "papers_digitised": read_yes,
    "result_digitised": read_yes,
}
"""What reads the columns that are neither dates nor texts."""
CODE_JOINT: Final = "-"
"""Between the parts of a code that is made of several columns."""

_MOMENTS_KEPT: Final = 1 << 14


class Draft(NamedTuple):
    """A dossier as one row tells it; ``due_told``: the sheet itself names the due date."""

    row: int
    particulars: Particulars
    events: list[Event]
    due_told: bool


class DraftReader:
    """Reads rows of one table; what it has to say goes to ``notes``."""

    def __init__(
        self, desk: Desk, table: Table, doubtful: frozenset[str], procedures: KnownProcedures, notes: Notes
    ) -> None:
        self._teller = Teller(desk, notes, table.header_row)
        self._table = table
        self._procedures = procedures
        self._notes = notes
        self._moments = {
            name: _moments(table.map.order, doubtful=name in doubtful) for name in DATES if table.has(name)
        }
        self._texts = {name: _texts(table.map.values.get(name)) for name in TEXTS if table.has(name)}
        self._readers = {name: read for name, read in READERS.items() if table.has(name)}
        self._joined = [JOINED.format(place) for place in range(len(table.map.join))]

    def code(self, cells: Cells) -> str:
        """The code of the row's dossier; RowRefused where there is none."""
        if self._joined:
            parts = [self._table.read(cells, name, read_code) for name in self._joined]
            empty = next((name for name, part in zip(self._joined, parts, strict=True) if not part), None)
            if empty:
                raise self._table.refusal(empty, "", _("không có mã hồ sơ"))
            return CODE_JOINT.join(parts)
        code = self._table.read(cells, "code", read_code)
        if not code:
            raise self._table.refusal("code", "", _("không có mã hồ sơ"))
        return code

    def read(self, row: int, code: str, cells: Cells) -> Draft:
        """The dossier that the row tells. Raises RowRefused, naming the first cell that stops it."""
        dates = self._dates(cells)
        since = dates.accepted or dates.submitted
        if since is None:
            name = "accepted" if self._table.has("accepted") else "submitted"
            raise self._table.refusal(name, "", _("không có ngày tiếp nhận, cũng không có ngày nộp"))
        told = {name: read(cell) for name, read in self._texts.items() if (cell := cells[name]) != ""}.get
        versions = self._procedures.find(
            row,
            self._table.read(cells, "procedure_code", read_procedure_code),
            told("procedure", ""),
            told("field", ""),
        )
        channel = self._channel(row, told("channel", ""), versions)
        version = self._procedures.choose(row, versions, channel, since.date())
        others = self._others(row, cells).get
        particulars = Particulars(
            code=code,
            procedure_version=version.id,
            applicant=told("applicant", ""),
            channel=channel,
            applicant_id=told("applicant_id", ""),
            phone=told("phone", ""),
            address=told("address", ""),
            email=told("email", ""),
            submitter=told("submitter", ""),
            submitter_id=told("submitter_id", ""),
            submitter_phone=told("submitter_phone", ""),
            filed_by_officer=bool(others("filed_by_officer")),
            department=told("department", ""),
            officer=told("officer", ""),
            sets=others("sets") or 1,
            fee=others("fee"),
            fee_receipt=told("fee_receipt", ""),
            fee_collector=told("fee_collector", ""),
            paid_online=bool(others("paid_online")),
            papers_digitised=bool(others("papers_digitised")),
            result_digitised=bool(others("result_digitised")),
            receipt_number=told("receipt_number", ""),
            note=told("note", ""),
        )
        facts = Facts(
            row,
            dates,
            self._status(row, told("outcome", "")),
            particulars.department,
            particulars.officer,
            told("result_number", ""),
            told("late_cause", ""),
            self._way(row, cells),
        )
        events = self._teller.events(facts, version)
        return Draft(row, particulars, events, due_told=dates.due is not None)

    def _dates(self, cells: Cells) -> Dates:
        told: dict[str, datetime | None] = {}
        for name, read in self._moments.items():
            cell = cells[name]
            if cell == "":
                continue
            try:
                told[name] = read(cell)
            except Unreadable as error:
                raise self._table.refusal(name, cell, error.why) from None
        return Dates(**told)

    def _others(self, row: int, cells: Cells) -> dict[str, int | None]:
        """What a dossier can be without: unreadable is a warning."""
        told: dict[str, int | None] = {}
        for name, read in self._readers.items():
            cell = cells[name]
            if cell == "":
                continue
            try:
                told[name] = read(self._table.text(cells, name) if name in self._table.map.values else cell)
            except Unreadable as error:
                self._unread(row, cells, name, error.why)
        return told

    def _unread(self, row: int, cells: Cells, name: str, why: str) -> None:
        self._notes.warn(
            row,
            _("Cột “{column}”, giá trị “{value}”: {why}; để trống.").format(
                column=self._table.title(name), value=self._table.text(cells, name), why=why
            ),
        )

    def _channel(self, row: int, text: str, versions: Versions) -> Channel:
        if not text:
            self._notes.warn_once(
                self._table.header_row, _("Có hồ sơ không ghi hình thức nộp: coi là nộp trực tiếp.")
            )
            return Channel.DIRECT
        known = channel_of(text)
        if known is not None:
            return known
        if not says_online(text):
            raise self._table.refusal(
                "channel",
                text,
                _("không rõ hình thức nộp: chọn nghĩa của từ này ([values.channel] của tệp ánh xạ)"),
            )
        level = versions[0].online
        if level is None:
            self._notes.warn_once(
                row,
                _("“{text}” không rõ toàn trình hay một phần: coi là trực tuyến toàn trình.").format(
                    text=text
                ),
            )
        return level or Channel.ONLINE_FULL

    def _way(self, row: int, cells: Cells) -> ReturnWay:
        text = self._table.text(cells, "returned_by")
        way = way_of(text)
        if text and way is None:
            self._unread(row, cells, "returned_by", _("không rõ hình thức trả kết quả"))
        return way or ReturnWay.DESK

    def _status(self, row: int, text: str) -> Status | None:
        status = status_of(text) if text else None
        if text and status is None:
            self._notes.warn_once(
                row, _("Không hiểu tình trạng “{text}”: xét theo các cột ngày.").format(text=text)
            )
        return status


def _moments(order: DateOrder | None, *, doubtful: bool) -> Callable[[Cell], datetime | None]:
    """Reads the cells of a column of dates, which says the same days over and over."""

    @lru_cache(maxsize=_MOMENTS_KEPT)
    def read(cell: Cell) -> datetime | None:
        return read_moment(cell, order, doubtful=doubtful)

    return read


def _texts(theirs: Mapping[str, str] | None) -> Callable[[Cell], str]:
    """Reads the cells of a column of texts, or what the map says that they mean."""
    if not theirs:
        return read_text

    def read(cell: Cell) -> str:
        text = read_text(cell)
        return theirs.get(fold(text), text)

    return read
