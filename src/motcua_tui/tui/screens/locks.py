"""The locks of periods, and what a locked period differs in since.

Both lists are short and loaded whole. On a difference, enter leads to the dossiers behind a figure, or to
the dossier.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.locking import LockedPeriod, Place
from motcua_tui.domain.numbers import NO_FIGURE, group
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.labels import event_label, figure_label, judgement_label, place_label
from motcua_tui.reports.model import PeriodReport
from motcua_tui.services import letters, locking
from motcua_tui.services.locking import Difference
from motcua_tui.services.reporting import Question
from motcua_tui.storage.reads.locks import RecordedEvent
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen, DossierChanged
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.widgets.dialog import Confirm
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from motcua_tui.services.desk import Desk

_LOCK_COLUMNS: Final = (
    Column("number", _("Số"), width=3, align="right"),
    Column("period", _("Kỳ"), width=16, flex=1),
    Column("profile", _("Mẫu"), width=8),
    Column("locked", _("Khóa lúc"), width=16),
    Column("actor", _("Người khóa"), width=10, flex=1, drop=1),
    Column("standing", _("Tình trạng"), width=18, flex=2),
)
_DIFFERENCE_COLUMNS: Final = (
    Column("what", _("Khác với số đã gửi"), width=30, flex=3),
    Column("was", _("Đã gửi"), width=9, flex=1),
    Column("now", _("Nay"), width=9, flex=1),
)


class LockedScreen(DeskScreen):
    """What the list of locks and one difference share: unlocking, and the forms as they were sent."""

    tab = "report"

    @property
    def chosen(self) -> LockedPeriod | None:
        """The lock that the keys are about."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "unlock_period":
                return True if self.chosen and self.chosen.active else None
            case "issued_forms":
                return True if self.chosen else None
            case _:
                return True

    def action_unlock_period(self) -> None:
        if self.chosen:
            self.app.push_screen(UnlockScreen(self.chosen))

    def action_issued_forms(self) -> None:
        if self.chosen:
            folder = letters.folder(self.desk)
            write = partial(locking.save_files, self.desk, self.chosen, folder)
            self.run_in_thread(write, self._written, group="write")

    def _written(self, paths: tuple[Path, ...]) -> None:
        names = [_("Đã ghi {name}").format(name=path.name) for path in paths]
        self.notify("\n".join((*names, str(paths[0].parent))), markup=False)

    def action_leave(self) -> None:
        self.dismiss()


class LocksScreen(LockedScreen):
    """Every lock there was, the newest first; enter shows what is different."""

    places = ("locks", "table")
    BINDINGS = bindings_for("locks")
    AUTO_FOCUS = "RecordTable"

    def __init__(self) -> None:
        super().__init__()
        self._locks: tuple[LockedPeriod, ...] = ()

    def compose_body(self) -> ComposeResult:
        yield Static(_(" Các kỳ đã khóa"), classes="head")
        yield RecordTable(
            _LOCK_COLUMNS,
            empty=_("Chưa khóa kỳ nào. Ở màn hình Báo cáo, k khóa kỳ đang xem."),
            glyphs=self.glyphs,
        )

    def load(self) -> None:
        self.run_in_thread(partial(locking.locks, self.desk, unlocked=True), self._show)

    def _show(self, found: tuple[LockedPeriod, ...]) -> None:
        self._locks = found
        table = self.query_one(RecordTable)
        table.set_total(len(found))
        table.reload()
        table.supply(0, [_lock_row(one) for one in found])
        self.refresh_bindings()

    @property
    def chosen(self) -> LockedPeriod | None:
        place = self.query_one(RecordTable).cursor
        return self._locks[place] if place < len(self._locks) else None

    @on(RecordTable.Highlighted)
    def _highlighted(self) -> None:
        self.refresh_bindings()

    @on(RecordTable.Opened)
    def _opened(self) -> None:
        if self.chosen:
            self.app.push_screen(DifferenceScreen(self.chosen))


class DifferenceScreen(LockedScreen):
    """What is not as it was sent: figures, then dossiers with the events, then all that came late."""

    places = ("difference", "table")
    BINDINGS = bindings_for("difference")
    AUTO_FOCUS = "RecordTable"
    DEFAULT_CSS = """
    DifferenceScreen > Static { height: auto; }
    DifferenceScreen #pointed { min-height: 2; color: $accent; padding: 0 1; }
    """

    def __init__(self, lock: LockedPeriod) -> None:
        super().__init__()
        self._of = lock
        self._found: Difference | None = None
        self._rows: list[Row] = []
        self._told: list[str] = []

    @property
    def chosen(self) -> LockedPeriod | None:
        return self._of

    def compose_body(self) -> ComposeResult:
        yield Static(id="about")
        yield RecordTable(_DIFFERENCE_COLUMNS, empty=_("…"), glyphs=self.glyphs)
        yield Static(id="pointed")

    def load(self) -> None:
        self.query_one("#about", Static).update(_about(self._of, None))
        self.run_in_thread(partial(_looked_up, self.desk, self._of.id), self._show)

    def _show(self, found: Difference) -> None:
        self._found, self._of = found, found.lock
        self.query_one("#about", Static).update(_about(found.lock, found))
        lines = list(_lines(found))
        self._rows, self._told = [row for row, _told in lines], [told for _row, told in lines]
        table = self.query_one(RecordTable)
        table.set_empty(_("Số liệu vẫn đúng như lúc khóa, không ghi thêm gì vào kỳ."))
        table.set_total(len(self._rows))
        table.reload()
        self.refresh_bindings()

    @on(RecordTable.WindowWanted)
    def _window_wanted(self, wish: RecordTable.WindowWanted) -> None:
        rows = self._rows[wish.first : wish.first + wish.count]
        self.query_one(RecordTable).supply(wish.first, rows, ticket=wish.ticket)

    @on(RecordTable.Highlighted)
    def _highlighted(self, event: RecordTable.Highlighted) -> None:
        """The line in full, since columns cut."""
        told = self._told[event.index] if event.index < len(self._told) else ""
        self.query_one("#pointed", Static).update(plain(told))

    @on(RecordTable.Opened)
    def _opened(self, event: RecordTable.Opened) -> None:
        from motcua_tui.tui.screens.detail import DetailScreen

        kind, _mark, which = str(event.row_id).partition(":")
        if kind == "figure" and self._found:
            change = self._found.figures[int(which)]
            codes = [self._found.dossiers[dossier].code for dossier in change.dossiers]
            title = f"{self._of.reporting.label} · {figure_label(change.figure)}"
            self.open_list(title, locking.dossiers_named(self.desk, codes))
        elif kind != "head":
            self.app.push_screen(DetailScreen(which.rpartition(":")[0]))


class UnlockScreen(FormScreen):
    """Why a period is unlocked; nothing is unlocked without."""

    tab = "report"
    heading = _("Mở khóa kỳ")

    def __init__(self, lock: LockedPeriod) -> None:
        super().__init__()
        self._of = lock

    def compose_fields(self) -> ComposeResult:
        yield Static(plain(_lock_line(self._of)), id="about")
        yield Field(
            _("Lý do"),
            TextInput(compact=True, placeholder=_("ví dụ: văn bản yêu cầu báo cáo lại"), id="reason-input"),
            id="reason",
        )

    def action_save(self) -> None:
        reason = clean(self.query_one("#reason-input", TextInput).value)
        self.run_in_thread(
            partial(locking.unlock, self.desk, self._of, reason),
            self._unlocked,
            failed=self._failed,
            group="write",
        )

    def _failed(self, error: MotcuaError) -> None:
        self.refuse("reason", f"{error.message} {error.hint}")

    def _unlocked(self, lock: LockedPeriod) -> None:
        self.notify(_("Đã mở khóa kỳ {period}.").format(period=lock.reporting.label), markup=False)
        self.app.post_message(DossierChanged(""))
        self.dismiss()


def locking_question(report: PeriodReport, question: Question) -> Confirm:
    """Whether to lock a period, saying what will be kept."""
    asked = _("Khóa kỳ {period} theo cách tính {profile}?").format(
        period=question.reporting.label, profile=question.profile
    )
    kept = _(
        "Sẽ giữ số liệu của {received} hồ sơ theo lĩnh vực, lời văn ba kiểu và biểu xlsx, docx như đang có."
        " Hồ sơ ghi thêm sau này vào kỳ sẽ hiện là chênh lệch, không bị chặn."
    ).format(received=group(report.total["received.total"]))
    return Confirm(asked, detail=kept, title=_("Khóa kỳ"))


def _lock_row(lock: LockedPeriod) -> Row:
    standing = _("đang khóa")
    if lock.unlocked_at is not None:
        standing = _("mở {day}: {reason}").format(
            day=short_date(lock.unlocked_at.date()), reason=lock.unlock_reason
        )
    return Row(
        lock.id,
        (
            group(lock.id),
            lock.reporting.label,
            lock.profile.value,
            f"{lock.locked_at:%d/%m/%Y %H:%M}",
            lock.actor,
            standing,
        ),
        style="" if lock.active else "faint",
    )


def _lock_line(lock: LockedPeriod) -> str:
    return _("{period} · cách tính {profile} · khóa {moment} {actor}").format(
        period=lock.reporting.label,
        profile=lock.profile,
        moment=f"{lock.locked_at:%d/%m/%Y %H:%M}",
        actor=lock.actor,
    )


def _about(lock: LockedPeriod, found: Difference | None) -> Content:
    """Which lock it is and, once it is known, how much is different."""
    lines = [Content.styled(f" {plain(_lock_line(lock)).plain}", "bold")]
    if lock.unlocked_at is not None:
        ended = _(" đã mở khóa {moment}: {reason}").format(
            moment=f"{lock.unlocked_at:%d/%m/%Y %H:%M}", reason=lock.unlock_reason
        )
        lines.append(plain(ended))
    if found is None:
        lines.append(Content.styled(_(" đang so sánh…"), "$faint"))
    else:
        counts = _(" {figures} con số khác · {dossiers} hồ sơ đổi chỗ · {late} thay đổi ghi sau khi khóa")
        lines.append(
            Content(
                counts.format(
                    figures=group(len(found.figures)),
                    dossiers=group(len(found.dossiers)),
                    late=group(len(found.late)),
                )
            )
        )
        if not found.intact:
            broken = _(" Dữ liệu của lần khóa này đã bị sửa: mã kiểm tra không khớp.")
            lines.append(Content.styled(broken, "bold $late"))
    return Content("\n").join(lines)


def _lines(found: Difference) -> Iterator[tuple[Row, str]]:
    """The rows of a difference, each with what it says in full.

    The id of a row says where enter leads: ``figure:PLACE``, else ``KIND:CODE:NUMBER``.
    """
    for place, change in enumerate(found.figures):
        row = _("Cộng") if change.row is None else change.row
        words = f"{row} · {figure_label(change.figure)}"
        cells = words, group(change.was), group(change.now)
        yield Row(f"figure:{place}", cells, style="strong"), f"{words}: {cells[1]} → {cells[2]}"
    for dossier in found.dossiers.values():
        cells = _("hồ sơ {code}").format(code=dossier.code), _judged(dossier.was), _judged(dossier.now)
        told = f"{dossier.code}: {place_label(dossier.was)} → {place_label(dossier.now)}"
        yield Row(f"dossier:{dossier.code}:", cells), told
        for event in dossier.causes:
            yield _event_row("event", event)
        if not dossier.causes:
            told = _("do danh mục thủ tục hoặc thiết lập thay đổi")
            yield Row(f"why:{dossier.code}:", (f"   {told}", "", ""), style="faint"), told
    if found.late:
        head = _("Ghi sau khi khóa, xảy ra trong kỳ")
        yield Row("head:", (head, "", ""), style="strong"), head
    for event in found.late:
        yield _event_row("late", event)


def _judged(place: Place | None) -> str:
    return NO_FIGURE if place is None else judgement_label(place.cell.judgement)


def _event_row(kind: str, recorded: RecordedEvent) -> tuple[Row, str]:
    """What happened, when it happened and when it was recorded."""
    event = recorded.event
    what = f"{event_label(event.what)}"
    named = what if kind == "event" else f"{recorded.code} · {what}"
    cells = (
        f"   {named}",
        f"{event.at:%d/%m/%Y}",
        _("ghi {day}").format(day=f"{recorded.recorded_at:%d/%m/%Y}"),
    )
    told = _("{code}, bước {number}: {what}. Xảy ra {at}, ghi {recorded} {actor}").format(
        code=recorded.code,
        number=event.number,
        what=what,
        at=f"{event.at:%d/%m/%Y %H:%M}",
        recorded=f"{recorded.recorded_at:%d/%m/%Y %H:%M}",
        actor=recorded.actor,
    )
    return Row(f"{kind}:{recorded.code}:{event.number}", cells, style="faint"), told


def _looked_up(desk: Desk, number: int) -> Difference:
    """The difference of a lock as it is now; it may have been taken back meanwhile."""
    return locking.difference(desk, locking.get(desk, number))
