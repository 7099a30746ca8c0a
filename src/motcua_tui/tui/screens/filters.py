"""What a list is narrowed to, and the form that changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from textual.containers import Horizontal

from motcua_tui.domain.codes import Channel, State
from motcua_tui.domain.periods import Period
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.domain.typed_dates import parse_date, say_date, short_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.labels import channel_label, state_label, timeliness_label
from motcua_tui.services import browse
from motcua_tui.services.browse import Choices, View
from motcua_tui.storage.reads.dossiers import DossierQuery
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.form import Field, FormScreen, OptionPicker
from motcua_tui.tui.screens.views import view_title
from motcua_tui.tui.widgets.choices import Match
from motcua_tui.tui.widgets.inputs import DateInput

if TYPE_CHECKING:
    from textual.app import ComposeResult

_DAY: Final = timedelta(days=1)
_ANY: Final = Match("", _("tất cả"))
Value = TypeVar("Value", State, Timeliness)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """From and to, both inclusive, either may be open."""

    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None

    def period(self) -> Period | None:
        """Half-open, as queries take it; None where nothing is given."""
        if not self:
            return None
        return Period(self.first or date(1900, 1, 1), (self.last or date(2199, 12, 31)) + _DAY)

    def words(self) -> str:
        first = short_date(self.first) if self.first else "…"
        return f"{first}–{short_date(self.last) if self.last else '…'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The list that one looks at, and what narrows it."""

    view: View = View.OPEN
    state: State | None = None
    timeliness: Timeliness | None = None
    field: str = ""
    procedure: str = ""
    channel: Channel | None = None
    officer: str = ""
    accepted: Days = Days()
    due: Days = Days()

    @property
    def title(self) -> str:
        return view_title(self.view)

    @property
    def narrow(self) -> bool:
        """Something narrows the list."""
        return self != Filters(view=self.view)

    def narrowed(self, query: DossierQuery) -> DossierQuery:
        """The query with these conditions added to its own."""
        if self.state:
            query = replace(query, states=_both(query.states, self.state))
        if self.timeliness:
            query = replace(query, timeliness=_both(query.timeliness, self.timeliness))
        return replace(
            query,
            field=self.field or query.field,
            procedure=self.procedure or query.procedure,
            channel=self.channel or query.channel,
            officer=self.officer or query.officer,
            accepted=self.accepted.period() or query.accepted,
            due=self.due.period() or query.due,
        )

    def words(self) -> str:
        """What narrows the list, for its heading."""
        return " · ".join(self._words())

    def _words(self) -> Iterator[str]:
        if self.state:
            yield state_label(self.state)
        if self.timeliness:
            yield timeliness_label(self.timeliness)
        if self.channel:
            yield channel_label(self.channel)
        yield from filter(None, (self.field, self.procedure, self.officer))
        if self.accepted:
            yield _("nhận {days}").format(days=self.accepted.words())
        if self.due:
            yield _("hạn {days}").format(days=self.due.words())


class FilterScreen(FormScreen):
    """Changes the filters; ``then`` gets the new ones."""

    heading = _("Bộ lọc")
    places = ("filters",)
    BINDINGS = bindings_for("filters")

    def __init__(self, filters: Filters, then: Callable[[Filters], None], *, with_view: bool) -> None:
        super().__init__()
        self._filters = filters
        self._then = then
        self._with_view = with_view

    def compose_fields(self) -> ComposeResult:
        now = self._filters
        if self._with_view:
            views = [Match(view, view_title(view)) for view in View]
            yield self._picker("view", _("Danh sách"), views, now.view)
        judged = [_ANY, *(Match(value, timeliness_label(value)) for value in Timeliness)]
        yield self._picker("timeliness", _("Tình trạng"), judged, now.timeliness or "")
        states = [_ANY, *(Match(state, state_label(state)) for state in State)]
        yield self._picker("state", _("Trạng thái"), states, now.state or "")
        yield self._picker("field", _("Lĩnh vực"), _named([now.field]), now.field)
        yield self._picker("procedure", _("Thủ tục"), _named([now.procedure]), now.procedure)
        channels = [_ANY, *(Match(channel, channel_label(channel)) for channel in Channel)]
        yield self._picker("channel", _("Hình thức"), channels, now.channel or "")
        yield self._picker("officer", _("Cán bộ"), _named([now.officer]), now.officer)
        for name, label, days in (
            ("accepted", _("Tiếp nhận từ"), now.accepted),
            ("due", _("Hạn từ"), now.due),
        ):
            with Horizontal(classes="days"):
                yield self._date(f"{name}-first", label, days.first)
                yield self._date(f"{name}-last", _("đến"), days.last)

    def load(self) -> None:
        self.run_in_thread(partial(browse.choices, self.desk), self._offer)

    def _offer(self, choices: Choices) -> None:
        for name, values in (
            ("field", choices.fields),
            ("procedure", choices.procedures),
            ("officer", choices.officers),
        ):
            self.query_one(f"#{name}-picker", OptionPicker).offer(_named(values))

    def action_apply(self) -> None:
        """Use what is chosen; a field that is not understood says so and keeps its text."""
        self.accept_fields()
        try:
            filters = self._chosen()
        except _Refused as refused:
            self.refuse(refused.field, refused.message)
            return
        self.dismiss()
        self._then(filters)

    def _chosen(self) -> Filters:
        state, timeliness, channel = self._key("state"), self._key("timeliness"), self._key("channel")
        return Filters(
            view=View(self._key("view") or self._filters.view) if self._with_view else self._filters.view,
            state=State(state) if state else None,
            timeliness=Timeliness(timeliness) if timeliness else None,
            field=self._key("field"),
            procedure=self._key("procedure"),
            channel=Channel(channel) if channel else None,
            officer=self._key("officer"),
            accepted=self._days("accepted"),
            due=self._days("due"),
        )

    def _key(self, name: str) -> str:
        try:
            return self.query_one(f"#{name}-picker", OptionPicker).key
        except InputError as error:
            raise _Refused(name, error.message) from None

    def _days(self, name: str) -> Days:
        first, last = self._day(f"{name}-first"), self._day(f"{name}-last")
        if first and last and last < first:
            raise _Refused(f"{name}-last", _("Ngày cuối sớm hơn ngày đầu."))
        return Days(first=first, last=last)

    def _day(self, name: str) -> date | None:
        control: DateInput[date] = self.query_one(f"#{name}-input", DateInput)
        if control.value is None and control.text.strip():
            raise _Refused(name, _("Chưa hiểu ngày này."))
        return control.value

    def _picker(self, name: str, label: str, options: Sequence[Match], key: str) -> Field:
        picker = OptionPicker(options, glyphs=self.glyphs, key=key, id=f"{name}-picker")
        return Field(label, picker, id=name)

    def _date(self, name: str, label: str, day: date | None) -> Field:
        parse = partial(parse_date, today=self.desk.today(), add_working_days=self.desk.calendar.add)
        text = short_date(day) if day else ""
        return Field(label, DateInput(parse, say_date, text=text, id=f"{name}-input"), id=name)


class _Refused(InputError):
    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def _both(have: frozenset[Value] | None, wanted: Value) -> frozenset[Value]:
    return frozenset({wanted}) if have is None else have & {wanted}


def _named(values: Sequence[str]) -> list[Match]:
    return [_ANY, *(Match(value, value) for value in values if value)]
