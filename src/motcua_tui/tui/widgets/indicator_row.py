"""One indicator as one types it: number, name, field, the figure of the period before, what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from motcua_tui.domain.indicator_sheet import Filled, Origin
from motcua_tui.domain.indicators import Form, Indicator, Kind
from motcua_tui.i18n import _
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from textual.app import ComposeResult


class IndicatorRow(Vertical):
    """A row of a form; a heading has no field. Posts ``Typed`` with whatever is in the field."""

    DEFAULT_CSS = """
    IndicatorRow { height: auto; }
    IndicatorRow > Horizontal { height: auto; }
    IndicatorRow .code { width: 8; color: $faint; }
    IndicatorRow .name { width: 1fr; height: auto; padding-right: 1; }
    IndicatorRow .before { width: 12; color: $faint; padding-left: 1; }
    IndicatorRow .before { text-wrap: nowrap; text-overflow: ellipsis; }
    IndicatorRow TextInput { width: 16; }
    IndicatorRow TextBox { width: 1fr; height: 4; margin-left: 8; }
    IndicatorRow .faults { display: none; height: auto; padding-left: 8; color: $warning; }
    IndicatorRow.-faulty .faults { display: block; }
    """

    class Typed(Message):
        """The text of a field changed."""

        def __init__(self, indicator: Indicator, text: str) -> None:
            super().__init__()
            self.indicator = indicator
            self.text = text

    def __init__(self, row: Filled, typed: str, before: str) -> None:
        super().__init__()
        self.indicator = row.indicator
        self._row = row
        self._text = typed
        self._before = before
        self._long = row.indicator.kind is Kind.TEXT and row.indicator.form is Form.MODERNISATION

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(plain(self.indicator.code), classes="code")
            yield Static(self._named(), classes="name")
            if self.indicator.kind is not Kind.GROUP and not self._long:
                yield TextInput(self._text, placeholder=_offered(self._row), compact=True)
                yield Static(plain(self._before), classes="before")
        if self._long:
            yield TextBox(self._text, compact=True, tab_behavior="focus")
        yield Static(classes="faults")

    def on_mount(self) -> None:
        self.show(self._row)

    def show(self, row: Filled) -> None:
        """What the row says now; the text in its field stays."""
        self._row = row
        self.set_class(bool(row.faults), "-faulty")
        self.query_one(".faults", Static).update(plain(f"! {' '.join(row.faults)}"))
        for field in self.query(TextInput):
            field.placeholder = _offered(row)

    def _named(self) -> Content:
        unit = f" ({self.indicator.unit})" if self.indicator.unit else ""
        style = "bold" if self.indicator.kind is Kind.GROUP else ""
        return Content.assemble((plain(self.indicator.name).plain, style), (plain(unit).plain, "$faint"))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell(event.value)

    @on(TextArea.Changed)
    def _box_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._tell(event.text_area.text)

    def _tell(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.post_message(self.Typed(self.indicator, text))


def _offered(row: Filled) -> str:
    """What stands in an empty field: the figure that will be printed, and where it comes from."""
    match row.origin:
        case Origin.RECORD:
            return _("{value} · sổ").format(value=row.text)
        case Origin.DERIVED:
            return _("{value} · tính").format(value=row.text)
        case _:
            return "" if row.recorded is None else _("{value} · sổ").format(value=row.recorded)
