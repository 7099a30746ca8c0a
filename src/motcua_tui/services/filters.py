"""What narrows a list of dossiers: one value for the screens, the shell and the lists kept under a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeVar

from motcua_tui.domain.codes import Channel, State
from motcua_tui.domain.periods import Period
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.labels import channel_label, state_label, timeliness_label
from motcua_tui.services import browse
from motcua_tui.services.browse import View
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads.dossiers import DossierQuery

_DAY: Final = timedelta(days=1)
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)
_CODES: Final[Mapping[str, type[StrEnum]]] = {
    "view": View,
    "state": State,
    "timeliness": Timeliness,
    "channel": Channel,
}
_SPANS: Final = frozenset(("accepted", "due", "finished"))
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
        return Period(self.first or _FIRST, (self.last or _LAST) + _DAY) if self else None

    def words(self) -> str:
        first = short_date(self.first) if self.first else "…"
        return f"{first}–{short_date(self.last) if self.last else '…'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The list that one looks at, and what narrows it; every condition that is given must hold."""

    view: View = View.OPEN
    state: State | None = None
    timeliness: Timeliness | None = None
    due_within: int | None = None
    """Open with this many working days left or fewer, and not overdue; together with ``OVERDUE``: either."""
    field: str = ""
    procedure: str = ""
    channel: Channel | None = None
    department: str = ""
    officer: str = ""
    accepted: Days = Days()
    due: Days = Days()
    finished: Days = Days()
    silent_for: int | None = None
    """Open, and nothing has happened for more than so many working days."""
    to_collect_since: date | None = None
    """The result has waited for the applicant since this day or longer."""

    @property
    def narrow(self) -> bool:
        """Something narrows the list."""
        return self != Filters(view=self.view)

    def query(self, desk: Desk) -> DossierQuery:
        """What the list shows, as of the desk's today."""
        return self.narrowed(desk, browse.query(desk, self.view))

    def narrowed(self, desk: Desk, query: DossierQuery) -> DossierQuery:
        """The query with these conditions added to its own."""
        if self.state:
            query = replace(query, states=_both(query.states, {self.state}))
        if self.due_within is not None:
            end = desk.calendar.add(desk.today(), self.due_within + 1) - _DAY
            query = replace(query, near_until=end)
        if (judged := self._judged()) is not None:
            query = replace(query, timeliness=_both(query.timeliness, judged))
        if self.silent_for is not None:
            before = desk.calendar.subtract(desk.today(), self.silent_for)
            query = replace(query, open=True, silent_before=before)
        if self.to_collect_since is not None:
            ready = _both(query.states, {State.RESULT_READY})
            query = replace(query, states=ready, finished=Days(last=self.to_collect_since).period())
        return replace(
            query,
            field=self.field or query.field,
            procedure=self.procedure or query.procedure,
            channel=self.channel or query.channel,
            department=self.department or query.department,
            officer=self.officer or query.officer,
            accepted=self.accepted.period() or query.accepted,
            due=self.due.period() or query.due,
            finished=self._finished(query),
        )

    def _judged(self) -> set[Timeliness] | None:
        soon = {Timeliness.DUE_TODAY, Timeliness.NEAR}
        if self.due_within is None:
            return {self.timeliness} if self.timeliness else None
        match self.timeliness:
            case None:
                return soon
            case Timeliness.OVERDUE:
                return {*soon, Timeliness.OVERDUE}
            case wanted:
                return soon & {wanted}

    def _finished(self, query: DossierQuery) -> Period | None:
        wanted = self.finished.period()
        if wanted is None or query.finished is None:
            return wanted or query.finished
        start = max(wanted.start, query.finished.start)
        return Period(start, max(start, min(wanted.end, query.finished.end)))

    def words(self) -> str:
        """What narrows the list, for its heading."""
        return " · ".join(self._words())

    def _words(self) -> Iterator[str]:
        if self.state:
            yield state_label(self.state)
        if self.timeliness:
            yield timeliness_label(self.timeliness)
        if self.due_within is not None:
            yield _("còn tối đa {n} ngày làm việc").format(n=self.due_within)
        if self.channel:
            yield channel_label(self.channel)
        yield from filter(None, (self.field, self.procedure, self.department, self.officer))
        if self.accepted:
            yield _("nhận {days}").format(days=self.accepted.words())
        if self.due:
            yield _("hạn {days}").format(days=self.due.words())
        if self.finished:
            yield _("có kết quả {days}").format(days=self.finished.words())
        if self.silent_for is not None:
            yield _("quá {n} ngày làm việc chưa cập nhật").format(n=self.silent_for)
        if self.to_collect_since:
            yield _("chờ lấy từ {day}").format(day=short_date(self.to_collect_since))


def to_json(filters: Filters) -> dict[str, object]:
    """What is given, under the names of the fields; dates are ISO, a span is a list of two."""
    kept = {f.name: getattr(filters, f.name) for f in fields(Filters)}
    return {name: _plain(value) for name, value in kept.items() if value not in (None, "", Days())}


def from_json(kept: Mapping[str, object]) -> Filters:
    """The filters that ``to_json`` gave. Raises ValueError or TypeError for what is not known here."""
    return Filters(**{name: _typed(name, value) for name, value in kept.items()})  # type: ignore[arg-type]


def _plain(value: object) -> object:
    match value:
        case Days(first=first, last=last):
            return [first and first.isoformat(), last and last.isoformat()]
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
    return value


def _typed(name: str, value: object) -> object:
    if name in _CODES:
        return _CODES[name](str(value))
    if name in _SPANS and isinstance(value, list):
        first, last = value
        return Days(first=_date(first), last=_date(last))
    if name == "to_collect_since":
        return _date(value)
    if name in ("due_within", "silent_for"):
        return int(str(value))
    return str(value)


def _date(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def _both(have: frozenset[Value] | None, wanted: set[Value]) -> frozenset[Value]:
    return frozenset(wanted) if have is None else have & wanted
