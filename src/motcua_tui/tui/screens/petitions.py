"""The book of petitions: what came in, by when it is to be answered, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from motcua_tui.domain.changes import Change
from motcua_tui.domain.numbers import group
from motcua_tui.domain.petitions import Petition
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.labels import (
    petition_change_label,
    petition_channel_label,
    petition_field_label,
    petition_label,
)
from motcua_tui.services import petitions
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.screens.dossiers import SearchInput
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.widgets.plain import hanging, plain
from motcua_tui.tui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_SIDE_BY_SIDE: Final = 120
_LABEL: Final = 16
_FAINT: Final = "$faint"
_COLUMNS: Final = (
    Column("mark", "", width=1),
    Column("number", _("Số"), width=4, align="right"),
    Column("received", _("Ngày nhận"), width=10),
    Column("sender", _("Người gửi"), width=14, flex=1),
    Column("content", _("Nội dung"), width=18, flex=2),
    Column("standing", _("Tình trạng"), width=21),
)


class PetitionsScreen(DeskScreen):
    """The whole book is small enough to be read at once; newest first."""

    places = ("petitions", "search", "table")
    BINDINGS = bindings_for("petitions")
    AUTO_FOCUS = "RecordTable"
    live = True

    def __init__(self, tab: str) -> None:
        super().__init__()
        self.tab = tab
        self._all: tuple[Petition, ...] = ()
        self._shown: list[Petition] = []
        self._history: tuple[int, tuple[Change, ...]] = (0, ())
        self._only_open = False
        self._sought = 0

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="list-head"):
            yield Static(id="list-title")
            yield Static(id="list-count")
        with Horizontal(id="list-search"):
            yield Static(_("Tìm:"), id="search-label")
            yield SearchInput(
                placeholder=_("người gửi, nội dung, mã; không cần dấu"), compact=True, id="search"
            )
        with Horizontal(id="list-body"):
            yield RecordTable(_COLUMNS, empty=_("…"), glyphs=self.glyphs)
            with VerticalScroll(id="petition-pane"):
                yield Static(id="petition")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= _SIDE_BY_SIDE, "-wide")
        self._draw()

    @property
    def _table(self) -> RecordTable:
        return self.query_one(RecordTable)

    @property
    def _selected(self) -> Petition | None:
        place = self._table.cursor
        return self._shown[place] if place < len(self._shown) else None

    # the list

    def load(self) -> None:
        self.run_in_thread(partial(petitions.petitions, self.desk), self._loaded)

    def _loaded(self, found: tuple[Petition, ...]) -> None:
        self._all = found
        self._history = (0, ())
        self._narrow()

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow()

    @on(Input.Submitted, "#search")
    def _searched(self) -> None:
        self._table.focus()

    def _narrow(self) -> None:
        found = petitions.matching(self._all, self.query_one(SearchInput).value)
        self._shown = [one for one in reversed(found) if one.open or not self._only_open]
        self._table.set_empty(
            _("Không có phản ánh nào khớp.") if self._all else _("Sổ còn trống. n ghi một phản ánh.")
        )
        waiting = sum(petition.open for petition in self._all)
        late = sum(petitions.standing(self.desk, p) is Timeliness.OVERDUE for p in self._all)
        title = Content.assemble(
            (_(" Phản ánh, kiến nghị"), "bold"),
            _("  {n} chưa trả lời").format(n=group(waiting)),
            (_(", {n} quá hạn").format(n=group(late)) if late else "", "bold $late"),
        )
        self.query_one("#list-title", Static).update(title)
        count = _("{n} / {of} phản ánh ").format(n=group(len(self._shown)), of=group(len(self._all)))
        self.query_one("#list-count", Static).update(Content(count))
        self._table.set_total(len(self._shown))
        self._table.reload()
        numbers = [petition.number for petition in self._shown]
        if self._sought in numbers:
            self._table.restore(self._sought, index=numbers.index(self._sought))
        self._sought = 0

    @on(RecordTable.WindowWanted)
    def _window_wanted(self, wish: RecordTable.WindowWanted) -> None:
        shown = self._shown[wish.first : wish.first + wish.count]
        self._table.supply(wish.first, [self._row(one) for one in shown], ticket=wish.ticket)

    def _row(self, petition: Petition) -> Row:
        standing = petitions.standing(self.desk, petition)
        words = petition_label(standing, petition.days_left(self.desk.today(), self.desk.calendar))
        style = _style(standing)
        return Row(
            petition.number,
            (
                Content.styled(_glyph(standing, self.glyphs), style),
                str(petition.number),
                short_date(petition.received_on),
                petition.sender,
                petition.content,
                Content.styled(words, style),
            ),
            style="" if petition.open else "faint",
        )

    @on(RecordTable.Highlighted)
    def _highlighted(self) -> None:
        self._draw()
        if petition := self._selected:
            self.run_in_thread(
                partial(petitions.history, self.desk, petition.number),
                partial(self._told, petition.number),
                group="history",
            )

    def _told(self, number: int, history: tuple[Change, ...]) -> None:
        self._history = (number, history)
        self._draw()

    @on(RecordTable.Opened)
    def _opened(self) -> None:
        """On a narrow screen the petition stands in the place of the list until Esc."""
        self.add_class("-reading")
        self.query_one("#petition-pane").focus()
        self._draw()

    def _draw(self) -> None:
        petition = self._selected
        pane = self.query_one("#petition-pane")
        width = pane.scrollable_content_region.width or self.size.width - 4
        history = self._history[1] if petition and self._history[0] == petition.number else ()
        lines = _lines(petition, history, width) if petition else ()
        self.query_one("#petition", Static).update(Content("\n").join(lines))
        self.refresh_bindings()

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "answer_petition":
            return True if self._selected and self._selected.open else None
        if action == "correct_petition":
            return True if self._selected else None
        return True

    def action_back(self) -> None:
        """From the petition to the list, from the list to where one came from."""
        if self.focused is self._table:
            self.dismiss()
            return
        self.remove_class("-reading")
        self._table.focus()

    def action_search(self) -> None:
        self.query_one(SearchInput).focus()

    def action_open_petitions(self) -> None:
        self._only_open = not self._only_open
        self._narrow()

    def action_add_petition(self) -> None:
        from motcua_tui.tui.screens.petition_form import PetitionScreen

        self.app.push_screen(PetitionScreen(self.tab, None, self._stored))

    def action_correct_petition(self) -> None:
        from motcua_tui.tui.screens.petition_form import PetitionScreen

        if petition := self._selected:
            self.app.push_screen(PetitionScreen(self.tab, petition, self._stored))

    def action_answer_petition(self) -> None:
        from motcua_tui.tui.screens.petition_form import AnswerScreen

        if petition := self._selected:
            self.app.push_screen(AnswerScreen(self.tab, petition, self._stored))

    def _stored(self, petition: Petition) -> None:
        self.notify(_("Đã ghi phản ánh số {number}.").format(number=petition.number), markup=False)
        self._sought = petition.number
        self.load()


# what is said


def _style(standing: Timeliness) -> str:
    match standing:
        case Timeliness.OVERDUE | Timeliness.LATE:
            return "bold $late" if standing is Timeliness.OVERDUE else "$late"
        case Timeliness.DUE_TODAY:
            return "bold $due-today"
        case Timeliness.NEAR:
            return "$near"
        case Timeliness.IN_TIME:
            return "$in-time"
        case _:
            return "$finished"


def _glyph(standing: Timeliness, glyphs: Glyphs) -> str:
    return {
        Timeliness.OVERDUE: glyphs.overdue,
        Timeliness.DUE_TODAY: glyphs.due_today,
        Timeliness.NEAR: glyphs.near,
        Timeliness.IN_TIME: glyphs.in_time,
        Timeliness.LATE: glyphs.late,
    }.get(standing, glyphs.good)


def _lines(petition: Petition, history: Sequence[Change], width: int) -> Iterator[Content]:
    yield Content.styled(_("Phản ánh số {number}").format(number=petition.number), "bold")
    yield Content("")
    facts = (
        ("received_on", short_date(petition.received_on)),
        ("channel", petition_channel_label(petition.channel)),
        ("sender", petition.sender),
        ("phone", petition.phone),
        ("content", petition.content),
        ("procedure", petition.procedure),
        ("dossier", petition.dossier),
        ("department", petition.department),
        ("answer_by", short_date(petition.answer_by)),
        ("answered_on", short_date(petition.answered_on) if petition.answered_on else ""),
        ("answer", petition.answer),
    )
    for name, value in facts:
        if value:
            text = f"{petition_field_label(name):<{_LABEL}}{plain(value).plain}"
            yield hanging(text, _LABEL, width).stylize(_FAINT, 0, _LABEL)
    yield Content("")
    yield Content.styled(_("THAY ĐỔI"), "bold $accent")
    for at, actor, what in petitions.told(history):
        when = f"{at:%d/%m/%Y %H:%M}  "
        words = _("ghi vào sổ") if what is None else petition_change_label(what)
        text = f"{when}{plain(words).plain} · {plain(actor or '–').plain}"
        yield hanging(text, len(when), width).stylize(_FAINT, 0, len(when))
