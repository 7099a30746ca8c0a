"""The fourth step: what each column of the sheet is taken for."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.numbers import group
from motcua_tui.i18n import _
from motcua_tui.services.importing.headings import DOSSIER
from motcua_tui.services.importing.looking import SeenColumn, SeenSheet, Words, look, retaken, words
from motcua_tui.services.importing.mapping import ImportMap
from motcua_tui.services.importing.wording import column_label, missing_label
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.importing.base import ImportStep
from motcua_tui.tui.screens.importing.pick import PickOne
from motcua_tui.tui.screens.picking import NameDialog
from motcua_tui.tui.widgets.choices import Match
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from motcua_tui.services.importing.looking import Look
    from motcua_tui.services.importing.result import Progress

_LEFT_OUT: Final = "-"
_COLUMNS: Final = (
    Column("theirs", _("Cột của sổ"), width=16, flex=2),
    Column("example", _("Ví dụ"), width=20, flex=3),
    Column("ours", _("Đọc là"), width=17, flex=1),
    Column("certainty", _("Chắc chắn"), width=19),
)


class HeadingStep(ImportStep):
    heading = _("Ghép cột")
    places = ("import", "import-headings", "import-map", "table")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("import"),
        *bindings_for("import-headings"),
        *bindings_for("import-map"),
    ]
    AUTO_FOCUS = "RecordTable"

    def compose_step(self) -> ComposeResult:
        yield Static(id="step-about")
        yield RecordTable(_COLUMNS, glyphs=self.glyphs)

    @property
    def _sheet(self) -> SeenSheet:
        return self.moving.sheet

    @property
    def _column(self) -> SeenColumn | None:
        """The column under the cursor; none while the file is being read by what was matched so far."""
        row = self.query_one(RecordTable).row
        return self._sheet.columns[int(row.id)] if row and not self.busy else None

    def show(self) -> None:
        sheet = self._sheet
        table = self.query_one(RecordTable)
        table.set_total(len(sheet.columns))
        table.supply(0, [_row(place, column) for place, column in enumerate(sheet.columns)])
        about = _("Tờ “{sheet}”, tiêu đề ở dòng {row}, {n} dòng.").format(
            sheet=sheet.name, row=sheet.header_row, n=group(sheet.rows)
        )
        if self.moving.every_sheet:
            about = _("{n} tờ; ghép cột theo tờ “{sheet}”.").format(
                n=group(len(self.moving.look.whole)), sheet=sheet.name
            )
        recalled = _("  Nhận ra dạng sổ này: dùng ghép cột lần trước.") if self.moving.recalled else ""
        self.query_one("#step-about", Static).update(Content.assemble(plain(about), (recalled, "$accent")))
        self.say(" ".join(missing_label(columns) for columns in sheet.missing))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "forget_map":
            return self.moving.recalled
        return super().check_action(action, parameters)

    # changing what a column is

    @on(RecordTable.Opened)
    def action_change_match(self) -> None:
        if column := self._column:
            free = [Match(_LEFT_OUT, _("không đọc cột này"))]
            taken = self._sheet.chosen
            for name in DOSSIER:
                note = taken.get(name, "") if name != column.ours else ""
                free.append(Match(name, column_label(name), note))
            title = _("Cột “{title}” đọc là").format(title=column.title)
            self.app.push_screen(
                PickOne(title, free, self.glyphs, key=column.ours), partial(self._matched, column)
            )

    def action_leave_out(self) -> None:
        if column := self._column:
            self._matched(column, _LEFT_OUT)

    def _matched(self, column: SeenColumn, name: str | None) -> None:
        """The column is taken for ``name`` from now on, and no other is."""
        if name is None:
            return
        first = next(other for other in self._sheet.columns if other.title == column.title)
        if first is not column:
            self.notify(
                _("Sổ có hai cột “{title}”, chỉ đọc được cột đầu. Đổi tên một cột trong tệp.").format(
                    title=column.title
                ),
                severity="warning",
            )
            return
        chosen = {ours: title for ours, title in self._sheet.chosen.items() if title != column.title}
        if name != _LEFT_OUT:
            chosen[name] = column.title
        self.moving.map = replace(
            self.moving.map, columns={ours: chosen[ours] for ours in DOSSIER if ours in chosen}
        )
        self.moving.see(retaken(self._sheet, self.moving.map))
        self.moving.words = None
        self.show()

    # the header, and the map of the last time

    def action_header_row(self) -> None:
        self.app.push_screen(
            NameDialog(_("Tiêu đề bắt đầu ở dòng số"), str(self._sheet.header_row), 4), self._header_in
        )

    def _header_in(self, text: str | None) -> None:
        if text is None:
            return
        if not text.isascii() or not text.isdecimal() or not int(text):
            wrong = _("Số dòng tính từ 1, như cột số bên trái của bảng tính.")
            self.notify(wrong, severity="warning")
            return
        self._read_anew(
            ImportMap(sheet=self.moving.map.sheet, font=self.moving.map.font, header_row=int(text))
        )

    def action_forget_map(self) -> None:
        self._read_anew(ImportMap(sheet=self.moving.map.sheet, font=self.moving.map.font))

    def _read_anew(self, map: ImportMap) -> None:
        """Find the headings again, without what was matched before."""

        def read(_progress: Progress) -> Look:
            return look(self.moving.path, replace(map, sheet=None))

        def seen(found: Look) -> None:
            self.moving.look = replace(found, doubt=self.moving.look.doubt)
            self.moving.map, self.moving.recalled, self.moving.words = map, False, None
            self.show()

        self.read(read, seen)

    # going on

    def action_next_step(self) -> None:
        if self._sheet.missing:
            self.say(" ".join(missing_label(columns) for columns in self._sheet.missing))
        elif self.moving.words is not None:
            self._go_on()
        else:
            self.read(partial(words, self.moving.path, self.moving.map), self._worded)

    def _worded(self, found: Words) -> None:
        self.moving.words = found
        self._go_on()

    def _go_on(self) -> None:
        from motcua_tui.tui.screens.importing.preview import PreviewStep
        from motcua_tui.tui.screens.importing.words import WordStep

        found = self.moving.words
        assert found is not None
        if found.too_many:
            names = ", ".join(column_label(name) for name in found.too_many)
            self.say(
                _("Quá nhiều giá trị khác nhau trong cột đọc là {names}: xem lại ghép cột.").format(
                    names=names
                )
            )
            self.moving.words = None
        else:
            self.go_on(PreviewStep(self.moving) if found.clear else WordStep(self.moving))


def _row(place: int, column: SeenColumn) -> Row:
    examples = " | ".join(column.examples)
    ours = column_label(column.ours) if column.ours else "–"
    if not column.ours:
        certainty = Content.styled(_("không đọc"), "$faint")
    elif column.unreadable:
        told = _("{n}/{of} ô không hợp").format(n=group(column.unreadable), of=group(column.filled))
        certainty = Content.styled(told, "$warning")
    else:
        certainty = Content(_("chắc") if column.filled else _("cột trống"))
    return Row(place, (column.title, examples, ours, certainty), style="" if column.ours else "faint")
