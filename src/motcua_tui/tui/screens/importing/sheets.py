"""The second and third step: which sheet of the workbook, and in what font it was typed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.numbers import group
from motcua_tui.i18n import _
from motcua_tui.services.importing.fonts import FONT_NAMES, Font, to_unicode
from motcua_tui.services.importing.looking import Look, SeenSheet, look
from motcua_tui.services.importing.mapping import ImportMap
from motcua_tui.services.importing.sheets import EVERY_SHEET
from motcua_tui.services.importing.wording import column_label
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.importing.base import ImportStep, Moving
from motcua_tui.tui.widgets.choices import Choice, Option
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from motcua_tui.services.importing.result import Progress

_COLUMNS: Final = (
    Column("sheet", _("Tờ"), width=18, flex=2),
    Column("rows", _("Số dòng"), width=9, align="right"),
    Column("note", _("Tiêu đề"), width=30, flex=3),
)


class SheetStep(ImportStep):
    """One sheet, or all that have the headings of a register, as where there is one for each month."""

    heading = _("Chọn tờ")
    places = ("import", "table")
    BINDINGS = bindings_for("import")
    AUTO_FOCUS = "RecordTable"

    def compose_step(self) -> ComposeResult:
        yield RecordTable(_COLUMNS, glyphs=self.glyphs)

    def show(self) -> None:
        table = self.query_one(RecordTable)
        rows = [_row(sheet) for sheet in self.moving.look.sheets]
        whole = self.moving.look.whole
        if len(whole) > 1:
            every = _("Cả {n} tờ của sổ").format(n=group(len(whole)))
            note = _("đọc lần lượt, như mỗi tháng một tờ")
            rows.insert(0, Row(EVERY_SHEET, (every, group(sum(sheet.rows for sheet in whole)), note)))
        table.set_total(len(rows))
        table.supply(0, rows)
        chosen = self.moving.map.sheet or (whole[0].name if len(whole) == 1 else None)
        if chosen:
            table.restore(chosen)

    @on(RecordTable.Opened)
    def action_next_step(self) -> None:
        row = self.query_one(RecordTable).row
        if row is None or self.busy:
            return
        if row.id != self.moving.map.sheet:
            self.moving.map = ImportMap(sheet=str(row.id), font=self.moving.map.font)
            self.moving.begin_anew(self.moving.unmapped)
        after_sheet(self)


def _row(sheet: SeenSheet) -> Row:
    if not sheet.missing:
        known = sum(bool(column.ours) for column in sheet.columns)
        note = _("nhận ra {n}/{of} cột").format(n=group(known), of=group(len(sheet.columns)))
        return Row(sheet.name, (sheet.name, group(sheet.rows), note))
    names = ", ".join(column_label(group_of[0]) for group_of in sheet.missing)
    return Row(
        sheet.name, (sheet.name, group(sheet.rows), _("chưa thấy {names}").format(names=names)), "faint"
    )


class FontStep(ImportStep):
    """The text before and after, for a person to say which is right."""

    heading = _("Phông chữ cũ")
    places = ("import",)
    BINDINGS = bindings_for("import")
    AUTO_FOCUS = "Choice"

    def compose_step(self) -> ComposeResult:
        about = _("Tệp có vẻ gõ bằng phông chữ cũ. Chọn cách đọc ra đúng tiếng Việt.")
        yield Static(plain(about), id="step-about")
        doubt = self.moving.look.doubt
        chosen = self.moving.map.font or (doubt.font if doubt else Font.UNICODE)
        options = [Option(font, FONT_NAMES[font]) for font in (Font.TCVN3, Font.VNI, Font.UNICODE)]
        yield Choice(options, value=chosen, glyphs=self.glyphs, id="font")
        yield Static(id="samples")

    @property
    def _font(self) -> Font:
        return Font(self.query_one("#font", Choice).value)

    @on(Choice.Changed)
    def show(self) -> None:
        doubt = self.moving.look.doubt
        lines: list[Content] = []
        for before in doubt.samples if doubt else ():
            lines += [
                plain(before).stylize("$faint"),
                Content.assemble("  → ", plain(to_unicode(before, self._font))),
            ]
        self.query_one("#samples", Static).update(Content("\n").join(lines))

    def action_next_step(self) -> None:
        moving, doubt = self.moving, self.moving.look.doubt
        if self._font is (moving.map.font or (doubt and doubt.font)):
            moving.map = replace(moving.map, font=self._font)
            match_headings(self)
        else:
            moving.map = ImportMap(sheet=moving.map.sheet, font=self._font)
            self.read(partial(_look_again, moving, moving.map), self._read_anew)

    def _read_anew(self, seen: Look) -> None:
        self.moving.unmapped = seen
        self.moving.begin_anew(seen)
        match_headings(self)


def after_sheet(step: ImportStep) -> None:
    """The font where it is in doubt, else the headings."""
    if step.moving.look.doubt:
        step.go_on(FontStep(step.moving))
    else:
        match_headings(step)


def match_headings(step: ImportStep) -> None:
    """On to the headings: seen as they are, or by the map of a sheet that had the same."""
    moving = step.moving
    known = None
    if not moving.shape:
        moving.shape = moving.sheet.titles
        known = step.remembered.map_of(moving.shape)
    if known is None:
        _open_headings(step)
        return
    recalled = replace(known, sheet=moving.map.sheet, font=moving.map.font)

    def settled(again: Look) -> None:
        moving.look, moving.map, moving.recalled = again, recalled, True
        _open_headings(step)

    step.read(partial(_look_again, moving, recalled), settled)


def _open_headings(step: ImportStep) -> None:
    from motcua_tui.tui.screens.importing.headings import HeadingStep

    step.go_on(HeadingStep(step.moving))


def _look_again(moving: Moving, map: ImportMap, _progress: Progress) -> Look:
    """All sheets as the map would read them, so that another may still be chosen; its doubt stays."""
    seen = look(moving.path, replace(map, sheet=None))
    return replace(seen, doubt=moving.look.doubt)
