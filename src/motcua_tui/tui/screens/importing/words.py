"""The fifth step: what the words of a register mean, and in which order its dates are written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.numbers import group
from motcua_tui.domain.text import fold
from motcua_tui.i18n import _
from motcua_tui.services.importing.cells import DateOrder
from motcua_tui.services.importing.looking import SAYS_ONLINE, SeenWord
from motcua_tui.services.importing.wording import codes_of, column_label
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.importing.base import ImportStep
from motcua_tui.tui.screens.importing.pick import PickOne
from motcua_tui.tui.widgets.choices import Match
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

_DATES: Final = "dates"
_BY_DATES: Final = "-"
_COLUMNS: Final = (
    Column("column", _("Cột"), width=16),
    Column("theirs", _("Trong sổ"), width=20, flex=2),
    Column("count", _("Số dòng"), width=8, align="right"),
    Column("ours", _("Đọc là"), width=28, flex=2),
)


class WordStep(ImportStep):
    heading = _("Ghép giá trị")
    places = ("import", "import-words", "import-map", "table")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("import"),
        *bindings_for("import-words"),
        *bindings_for("import-map"),
    ]
    AUTO_FOCUS = "RecordTable"

    def compose_step(self) -> ComposeResult:
        yield Static(plain(_("Các từ của sổ và nghĩa của chúng; chưa rõ thì chọn.")), id="step-about")
        yield RecordTable(_COLUMNS, glyphs=self.glyphs)

    def show(self) -> None:
        found = self.moving.words
        assert found is not None
        table = self.query_one(RecordTable)
        rows = [self._dates_row()] if found.dates else []
        rows += [_row(place, word) for place, word in enumerate(found.words)]
        table.set_total(len(rows))
        table.supply(0, rows)
        self._tell()

    def _dates_row(self) -> Row:
        assert self.moving.words is not None
        first = self.moving.words.dates[0]
        titles = ", ".join(date.title for date in self.moving.words.dates)
        order = self.moving.map.order
        read = Content(_order(order)) if order else Content.styled(_("đọc được hai cách"), "$warning")
        return Row(_DATES, (titles, first.example, "", read), style="strong")

    def _tell(self) -> None:
        """What happens to the rows of words that nobody has explained."""
        assert self.moving.words is not None
        unknown = [word for word in self.moving.words.words if word.code is None]
        refused = sum(word.count for word in unknown if word.column == "channel")
        if self.moving.words.dates and self.moving.map.order is None:
            self.say(_("Chọn cách đọc ngày trước khi đi tiếp."))
        elif refused:
            self.say(
                _("{n} dòng có hình thức nộp chưa rõ: nếu để vậy, các dòng đó bị từ chối.").format(
                    n=group(refused)
                )
            )
        else:
            self.say()

    @on(RecordTable.Opened)
    def action_change_word(self) -> None:
        row = self.query_one(RecordTable).row
        if row is None or self.moving.words is None:
            return
        if row.id == _DATES:
            options = [Match(order, _order(order)) for order in DateOrder]
            title = _("Ngày “{date}” đọc là").format(date=self.moving.words.dates[0].example)
            chosen = self.moving.map.order or ""
            self.app.push_screen(PickOne(title, options, self.glyphs, key=chosen), self._ordered)
            return
        word = self.moving.words.words[int(row.id)]
        options = [Match(code, label) for code, label in codes_of(word.column).items()]
        if word.column == "outcome":
            options.append(Match(_BY_DATES, _("xét theo các cột ngày")))
        self.app.push_screen(
            PickOne(_("“{word}” là").format(word=word.text), options, self.glyphs, key=word.code or ""),
            partial(self._meant, word),
        )

    def _ordered(self, order: str | None) -> None:
        if order is not None:
            self.moving.map = replace(self.moving.map, order=DateOrder(order))
            self.show()

    def _meant(self, word: SeenWord, key: str | None) -> None:
        assert self.moving.words is not None
        if key is None:
            return
        code = "" if key == _BY_DATES else key
        values = {column: dict(codes) for column, codes in self.moving.map.values.items()}
        values.setdefault(word.column, {})[fold(word.text)] = code
        self.moving.map = replace(self.moving.map, values=values)
        same = (word.column, fold(word.text))
        told = tuple(
            replace(other, code=code) if (other.column, fold(other.text)) == same else other
            for other in self.moving.words.words
        )
        self.moving.words = replace(self.moving.words, words=told)
        self.show()

    def action_next_step(self) -> None:
        from motcua_tui.tui.screens.importing.preview import PreviewStep

        assert self.moving.words is not None
        if self.moving.words.dates and self.moving.map.order is None:
            self._tell()
        else:
            self.go_on(PreviewStep(self.moving))


def _row(place: int, word: SeenWord) -> Row:
    if word.code is None:
        refused = word.column == "channel"
        ours = Content.styled(
            _("chưa rõ: dòng bị từ chối") if refused else _("chưa rõ: xét theo ngày"), "$warning"
        )
    elif word.code == SAYS_ONLINE:
        ours = Content(_("trực tuyến, mức theo thủ tục"))
    else:
        ours = Content(codes_of(word.column).get(word.code) or _("xét theo các cột ngày"))
    return Row(place, (column_label(word.column), word.text, group(word.count), ours))


def _order(order: DateOrder) -> str:
    match order:
        case DateOrder.DMY:
            return _("ngày/tháng/năm")
        case DateOrder.MDY:
            return _("tháng/ngày/năm")
        case DateOrder.YMD:
            return _("năm/tháng/ngày")
