"""How a dossier's standing is shown: glyph + word + number of working days, and a style.

``status_of(...)`` → ``Status``; ``status.content()`` is what a list shows. The words and the glyphs carry
the meaning without colour; the colour only leads the eye, and red is for lateness alone. The styles are
theme variables of ``themes.py`` (``$late``, ``$due-today``, …). ``ASCII`` is for consoles without the glyphs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content

from motcua_tui.domain.codes import State
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.i18n import _


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The signs of the screens; two sets, chosen once when the program starts."""

    overdue: str
    due_today: str
    near: str
    in_time: str
    waiting: str
    good: str
    late: str
    tentative: str
    to_accept: str
    apologise: str
    unapologised: str
    cursor: str
    mark: str
    chosen: str
    before: str
    beyond: str
    ascending: str
    descending: str
    early_bar: str
    on_time_bar: str
    late_bar: str
    spark: str


UNICODE: Final = Glyphs(
    overdue="■",
    due_today="◆",
    near="▲",
    in_time="●",
    waiting="‖",
    good="✓",
    late="✗",
    tentative="…",
    to_accept="↓",
    apologise="✎",
    unapologised="!",
    cursor="▌",
    mark="+",
    chosen="•",
    before="‹",
    beyond="›",
    ascending="▲",
    descending="▼",
    early_bar="▇",
    on_time_bar="▒",
    late_bar="█",
    spark="▁▂▃▄▅▆▇█",
)
ASCII: Final = Glyphs(
    overdue="!",
    due_today="*",
    near="^",
    in_time="o",
    waiting="=",
    good="+",
    late="x",
    tentative="~",
    to_accept="v",
    apologise="@",
    unapologised="?",
    cursor=">",
    mark="+",
    chosen="*",
    before="<",
    beyond=">",
    ascending="^",
    descending="v",
    early_bar="=",
    on_time_bar="-",
    late_bar="#",
    spark="_.-=#",
)

_PRESSING: Final = ("late", "due-today")


@dataclass(frozen=True, slots=True)
class Status:
    """Glyph, words (with their number) and the theme variable that colours them, without ``$``."""

    glyph: str
    words: str
    style: str

    @property
    def text(self) -> str:
        """``■ QUÁ HẠN 3``."""
        return f"{self.glyph} {self.words}".rstrip()

    def content(self) -> Content:
        """The text in its colour."""
        return Content.styled(self.text, self.markup_style)

    @property
    def markup_style(self) -> str:
        """The style for a span of ``Content``; what presses is bold as well, for screens without colour."""
        return f"bold ${self.style}" if self.style in _PRESSING else f"${self.style}"


@dataclass(frozen=True, slots=True)
class Wait:
    """How far a wait for the applicant has come: calendar days waited and allowed (``5/15``)."""

    days: int
    of: int | None = None


def status_of(
    timeliness: Timeliness | None,
    days_left: int | None,
    state: State,
    *,
    wait: Wait | None = None,
    tentative: bool = False,
    glyphs: Glyphs = UNICODE,
) -> Status:
    """The status of a dossier (screens of the desk; numbers by the rules of ``domain.timeliness``).

    ``days_left`` is signed: working days still left, or −n when n late (open) or finished n late;
    for a dossier finished early, the working days it was early. ``tentative`` adds the sign of a date
    that was counted across an unconfirmed calendar.
    """
    status = _status(timeliness, days_left, state, wait, glyphs)
    if not tentative:
        return status
    return Status(status.glyph, f"{status.words} {tentative_mark(glyphs)}", status.style)


def tentative_mark(glyphs: Glyphs = UNICODE) -> str:
    """What stands beside a date that crosses an unconfirmed year: ``… tạm tính``."""
    return f"{glyphs.tentative} {_('tạm tính', 'short')}"


def _status(
    timeliness: Timeliness | None, days_left: int | None, state: State, wait: Wait | None, glyphs: Glyphs
) -> Status:
    number = "" if days_left is None else f" {abs(days_left)}"
    match timeliness:
        case Timeliness.OVERDUE:
            return Status(glyphs.overdue, f"{_('QUÁ HẠN')}{number}", "late")
        case Timeliness.LATE:
            return Status(glyphs.late, f"{_('trễ')}{number}", "late")
        case Timeliness.EARLY:
            return Status(glyphs.good, f"{_('trước hạn')}{number}", "finished")
        case Timeliness.ON_TIME:
            return Status(glyphs.good, _("đúng hạn"), "finished")
        case Timeliness.DUE_TODAY:
            return Status(glyphs.due_today, _("HÔM NAY"), "due-today")
        case Timeliness.NEAR:
            return Status(glyphs.near, _("còn {n}").format(n=days_left), "near")
        case Timeliness.IN_TIME if state is State.AWAITING_SUPPLEMENT:
            return Status(glyphs.waiting, f"{_('chờ bổ sung', 'short')}{_progress(wait)}", "waiting")
        case Timeliness.IN_TIME if state is State.AWAITING_PAYMENT and days_left is None:
            return Status(glyphs.waiting, f"{_('chờ nộp tiền')}{_progress(wait)}", "waiting")
        case Timeliness.IN_TIME if days_left is None:
            return Status(glyphs.in_time, _("không có hạn"), "in-time")
        case Timeliness.IN_TIME:
            return Status(glyphs.in_time, _("còn {n}").format(n=days_left), "in-time")
    return Status(" ", _("chưa tiếp nhận") if state is State.SUBMITTED else _("từ chối tiếp nhận"), "faint")


def _progress(wait: Wait | None) -> str:
    if wait is None:
        return ""
    return f" {wait.days}" if wait.of is None else f" {wait.days}/{wait.of}"
