"""What a verb will make of a dossier, in the words that stand in its form before it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from textwrap import wrap
from typing import Final

from textual.content import Content

from motcua_tui.domain.calendar import WorkCalendar
from motcua_tui.domain.codes import Outcome, State
from motcua_tui.domain.events import Standing
from motcua_tui.domain.text import clean
from motcua_tui.domain.timeliness import timeliness
from motcua_tui.domain.typed_dates import say_date
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.labels import state_label, timeliness_label
from motcua_tui.services.verbs import Done
from motcua_tui.tui.widgets.plain import plain

_LABEL_WIDTH: Final = 16
_LEAST_WIDTH: Final = 40


def outlook(before: Standing, done: Done, calendar: WorkCalendar, width: int) -> Content:
    """State, deadlines and warnings after the verb, against the standing before it; in lines of ``width``."""
    after = done.dossier.standing
    lines = [*_state(before, after, calendar), *_deadlines(before, after)]
    lines += [(_("Lưu ý"), clean(text)) for text in done.warnings]
    return Content("\n").join(_line(label, text, width) for label, text in lines)


def refusal(error: MotcuaError) -> Content:
    """Why the verb cannot be carried out so, and what to do instead."""
    return Content("\n").join((plain(error.message).stylize("$warning"), plain(error.hint).stylize("$faint")))


def _state(before: Standing, after: Standing, calendar: WorkCalendar) -> Iterator[tuple[str, str]]:
    assert after.state is not None
    state = state_label(after.state)
    if after.outcome and not before.outcome and after.finished_on and after.accepted_on:
        judged = timeliness(
            due_on=after.lawful_due,
            finished_on=after.finished_on,
            today=after.finished_on,
            calendar=calendar,
            waiting_since=after.waiting_since,
            closed=after.outcome is Outcome.CLOSED,
        )
        if judged:
            state += " · " + _("tính là {timeliness}").format(timeliness=timeliness_label(judged))
    if after.supplements > before.supplements:
        state += " · " + _("lần {n}").format(n=after.supplements)
    yield (_("Sau khi lưu"), state)
    if after.state is State.AWAITING_SUPPLEMENT and after.wait and after.wait.complete_by:
        by = _("chậm nhất {day}; quá hạn thì đóng hồ sơ").format(day=say_date(after.wait.complete_by))
        yield (_("Bổ sung"), by)
    if after.consultation and after.consultation != before.consultation and after.consultation.complete_by:
        yield (_("Trả lời"), _("chậm nhất {day}").format(day=say_date(after.consultation.complete_by)))


def _deadlines(before: Standing, after: Standing) -> Iterator[tuple[str, str]]:
    if after.state is None or not after.state.open:
        return
    if after.wait and after.wait.stops_clock:
        late = after.lawful_due is not None and after.wait.asked_on > after.lawful_due
        words = _("{due}, vẫn là quá hạn") if late else _("không tính trong khi chờ; đang là {due}")
        yield (_("Hạn giải quyết"), words.format(due=_due(after)))
    elif (after.lawful_due, after.due_time) == (before.lawful_due, before.due_time):
        yield (_("Hạn giải quyết"), _("{due}, giữ nguyên").format(due=_due(after)))
    else:
        yield (_("Hạn giải quyết"), f"{_due(before)} → {_due(after)}")
    if after.promised_due and after.promised_due != before.promised_due:
        promised = _("{day}; báo cáo vẫn tính theo hạn giải quyết").format(day=say_date(after.promised_due))
        yield (_("Hẹn lại"), promised)


def _line(label: str, text: str, width: int) -> Content:
    """The text beside its label, all its lines indented alike."""
    indent = " " * _LABEL_WIDTH
    words = wrap(text, max(width, _LEAST_WIDTH), initial_indent=indent, subsequent_indent=indent)
    return Content.assemble((f"{label:<{_LABEL_WIDTH}}", "$faint"), "\n".join(words).lstrip())


def _due(standing: Standing) -> str:
    if standing.lawful_due is None:
        return _("không có hạn")
    at = f" {standing.due_time:%H:%M}" if standing.due_time else ""
    return f"{say_date(standing.lawful_due)}{at}"


def say_moment(moment: datetime) -> str:
    """``thứ Hai 23/11/2026 09:40``, as forms echo what they understood."""
    return f"{say_date(moment.date())} {moment:%H:%M}"


def say_latest(day: date) -> str:
    """``chậm nhất thứ Hai 23/11/2026``."""
    return _("chậm nhất {day}").format(day=say_date(day))
