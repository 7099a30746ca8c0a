"""The small dialogs of the report screen: choosing from a few, two free dates, the sentences to copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Input, Static

from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.typed_dates import say_date, short_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.reports.sentences import Style as Writing
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.widgets.choices import Choice, Option
from motcua_tui.tui.widgets.dialog import Dialog
from motcua_tui.tui.widgets.inputs import DateInput
from motcua_tui.tui.widgets.plain import hanging, plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


_WIDE: Final = 100
"""Cells of a dialog with much to read; narrower where the screen is."""
_FRAME: Final = 6
"""Cells of a dialog's border and padding, left and right."""
_TEXT: Final = 64 - _FRAME


class Menu(Dialog[str]):
    """One of a few, by arrows and enter or a click; gives its key, or None when left with Esc."""

    place = "menu"
    BINDINGS = bindings_for("menu")

    def __init__(self, title: str, options: Sequence[Option], chosen: str, glyphs: Glyphs) -> None:
        super().__init__("", title=title)
        self._options = tuple(options)
        self._glyphs = glyphs
        self._at = next((place for place, one in enumerate(self._options) if one.key == chosen), 0)

    def on_mount(self) -> None:
        self._draw()

    def action_cursor_up(self) -> None:
        self._at = (self._at - 1) % len(self._options)
        self._draw()

    def action_cursor_down(self) -> None:
        self._at = (self._at + 1) % len(self._options)
        self._draw()

    def action_choose(self) -> None:
        self.dismiss(self._options[self._at].key)

    def action_cancel(self) -> None:
        self.dismiss(None)

    async def on_click(self, event: events.Click) -> None:
        if (key := event.style.meta.get("option")) is not None:
            self.dismiss(str(key))

    def _draw(self) -> None:
        self.query_one("#text", Static).update(Content("\n").join(map(self._line, range(len(self._options)))))

    def _line(self, place: int) -> Content:
        here = place == self._at
        option = self._options[place]
        mark = f"{self._glyphs.cursor if here else ' '} "
        text = hanging(
            f"{mark}{plain(option.label).plain} ", len(mark), min(_TEXT, self.app.size.width - _FRAME)
        )
        return text.stylize(Style(bold=here, reverse=here) + Style.from_meta({"option": option.key}))


class Dates(Dialog[ReportingPeriod]):
    """Two dates, both inclusive; gives the free period, or None when left with Esc."""

    place = "dates"
    BINDINGS = bindings_for("dates")
    DEFAULT_CSS = """
    Dates #unclear { display: none; }
    Dates #unclear.-told { display: block; color: $warning; margin-top: 1; }
    """

    def __init__(self, shown: ReportingPeriod, parse: Callable[[str], date]) -> None:
        super().__init__("", title=_("Số liệu giữa hai ngày"))
        self._first = DateInput(parse, say_date, text=short_date(shown.period.first))
        self._last = DateInput(parse, say_date, text=short_date(shown.period.last))

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = plain(self._title)
            yield Static(_("Từ ngày"))
            yield self._first
            yield Static(_("Đến hết ngày"))
            yield self._last
            yield Static(id="unclear")
            yield Static(self._keys(), id="keys")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._first.has_pseudo_class("focus-within"):
            self._last.focus()
        else:
            self.action_choose()

    def action_choose(self) -> None:
        for field in (self._first, self._last):
            if field.value is None:
                self._tell(_("Gõ ngày, ví dụ 15/6/2026."))
                field.focus()
                return
        assert self._first.value is not None
        assert self._last.value is not None
        try:
            self.dismiss(ReportingPeriod.free(self._first.value, self._last.value))
        except InputError as error:
            self._tell(error.message)
            self._last.focus()

    def action_cancel(self) -> None:
        self.dismiss(None)

    def _tell(self, message: str) -> None:
        told = self.query_one("#unclear", Static)
        told.update(plain(message))
        told.add_class("-told")


class Sentences(Dialog[Writing]):
    """The sentences in three styles; the one shown is in the clipboard. Gives the style left with.

    The text can be read and selected as well, for terminals that keep programs from the clipboard.
    """

    place = "sentence"
    BINDINGS = bindings_for("sentence")
    DEFAULT_CSS = """
    Sentences #written { height: auto; max-height: 50vh; margin-top: 1; }
    Sentences #text { height: auto; }
    """

    def __init__(self, texts: Mapping[Writing, str], style: Writing) -> None:
        super().__init__(texts[style], title=_("Đoạn văn báo cáo"))
        self._texts: Final = texts
        self._style = style

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = plain(self._title)
            box.styles.width = _WIDE
            yield Choice([Option(style, _writing(style)) for style in Writing], value=self._style)
            with VerticalScroll(id="written"):
                yield Static(id="text")
            yield Static(_("Đã sao chép; dán vào văn bản bằng Ctrl+V."), id="hint")
            yield Static(self._keys(), id="keys")

    def on_mount(self) -> None:
        self._show(self._style)

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        self._show(Writing(event.value))

    def action_style(self) -> None:
        styles = list(Writing)
        following = styles[(styles.index(self._style) + 1) % len(styles)]
        self.query_one(Choice).value = following
        self._show(following)

    def action_close(self) -> None:
        self.dismiss(self._style)

    def _show(self, style: Writing) -> None:
        self._style = style
        self.query_one("#text", Static).update(Content(self._texts[style]))
        self.app.copy_to_clipboard(self._texts[style])


class Listing(Dialog[None]):
    """Some lines to read, such as the procedures behind a figure."""

    place = "notice"
    BINDINGS = bindings_for("notice")
    DEFAULT_CSS = """
    Listing #lines { height: auto; max-height: 60vh; }
    Listing #text { height: auto; }
    """

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = plain(self._title)
            box.styles.width = _WIDE
            with VerticalScroll(id="lines"):
                yield Static(Content(self._text), id="text")
            yield Static(self._keys(), id="keys")

    def action_close(self) -> None:
        self.dismiss(None)


def _writing(style: Writing) -> str:
    match style:
        case Writing.A:
            return _("a: gạch đầu dòng")
        case Writing.B:
            return _("b: câu ngắn")
        case Writing.C:
            return _("c: một đoạn")
