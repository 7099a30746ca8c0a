"""Checking a written report: the text on one side, what became of each of its figures on the other.

A short text is checked while it is pasted or typed; a long one when asked, with its progress and Esc to
stop. The figure under the cursor is marked in the text.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from textual import on
from textual.containers import Container
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea
from textual.widgets.text_area import Selection

from motcua_tui.domain.numbers import decimal_text, group
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import parse_date
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.locations import typed
from motcua_tui.reports.checking.labels import Role
from motcua_tui.reports.checking.model import Claim, Verdict
from motcua_tui.reports.checking.scribe import counted, verdict_name
from motcua_tui.services import checking
from motcua_tui.services.desk import Desk
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.screens.progress import Progress, Stopped, Told
from motcua_tui.tui.screens.report_dialogs import Dates
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.record_table import Column, RecordTable, Row
from motcua_tui.tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

Answer: TypeAlias = "list[Claim] | MotcuaError | None"
"""The claims, what was wrong with the text, or None where the person stopped it."""

_SHORT: Final = 20_000
"""Letters of a text that is checked without being asked for: a fraction of a second."""
_PAUSE: Final = 0.5
"""Seconds without a change after which a short text is checked."""
_SIDE_BY_SIDE: Final = 120
_STEPS: Final = 100
"""How often progress is told over a text."""
_COLUMNS: Final = (
    Column("mark", "", width=1),
    Column("line", _("Dòng"), width=4, align="right"),
    Column("verdict", _("Kết luận"), width=10),
    Column("quoted", _("Trong văn bản"), width=14, flex=2),
    Column("exact", _("Đúng là"), width=8),
    Column("why", _("Vì sao"), width=24, flex=4, drop=1),
)


class CheckerScreen(DeskScreen):
    """``shown`` is the period that a comparison with the record is offered for."""

    tab = "report"
    places = ("checker", "table")
    BINDINGS = bindings_for("checker")
    AUTO_FOCUS = "TextBox"
    DEFAULT_CSS = """
    CheckerScreen #told { height: auto; padding: 0 1; }
    CheckerScreen #both { layout: vertical; height: 1fr; }
    CheckerScreen TextBox { height: 1fr; border: none; border-top: solid $rule; padding: 0 1; }
    CheckerScreen #claims { height: 1fr; border-top: solid $rule; }
    CheckerScreen #why { height: auto; min-height: 2; max-height: 4; padding: 0 1; color: $accent; }
    CheckerScreen.-wide #both { layout: horizontal; }
    CheckerScreen.-wide TextBox { width: 1fr; height: 100%; }
    CheckerScreen.-wide #claims { width: 1fr; height: 100%; border-top: none; border-left: solid $rule; }
    CheckerScreen.-wide TextBox { border-top: none; }
    """

    def __init__(self, shown: ReportingPeriod) -> None:
        super().__init__()
        self._shown = shown
        self._compared: ReportingPeriod | None = None
        self._claims: list[Claim] = []
        self._checked: str | None = None
        self._pause: Timer | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(id="told")
        with Container(id="both"):
            yield TextBox(id="text", soft_wrap=True)
            with Container(id="claims"):
                yield RecordTable(_COLUMNS, glyphs=self.glyphs)
        yield Static(id="why")

    def on_mount(self) -> None:
        self._tell_how()
        self.query_one(RecordTable).set_total(0)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= _SIDE_BY_SIDE, "-wide")

    @property
    def _text(self) -> str:
        return self.query_one(TextBox).text

    # checking

    @on(TextArea.Changed)
    def _changed(self) -> None:
        if self._pause:
            self._pause.stop()
        if len(self._text) <= _SHORT:
            self._pause = self.set_timer(_PAUSE, self._check_quietly)
        else:
            self._tell_how()

    def _check_quietly(self) -> None:
        text = self._text
        if text != self._checked and text.strip():
            call = partial(claims_of, self.desk, text, self._compared)
            self.run_in_thread(call, partial(self._show, text), group="check")

    def action_check_now(self) -> None:
        text = self._text
        if len(text) <= _SHORT:
            self._checked = None
            self._check_quietly()
            return

        def work(told: Told, stopped: Stopped) -> Answer:
            return claims_of(self.desk, text, self._compared, told, stopped)

        self.app.push_screen(Progress(_("Rà soát báo cáo"), len(text), work), partial(self._show, text))

    def _show(self, text: str, answer: Answer) -> None:
        if isinstance(answer, MotcuaError):
            self.tell(answer)
        elif answer is not None and text == self._text:
            self._checked = text
            self._claims = sorted(answer, key=lambda claim: not claim.verdict.objects)
            against = ""
            if self._compared:
                against = "  " + _("đối chiếu sổ hồ sơ {period}").format(period=self._compared.label)
            told = Content.assemble((counted(self._claims), "bold"), (against, "$faint"))
            self.query_one("#told", Static).update(told)
            table = self.query_one(RecordTable)
            table.set_empty(_("Không thấy số liệu nào để kiểm tra."))
            table.set_total(len(self._claims))
            table.reload(keep=False)

    def _tell_how(self) -> None:
        """What to do next, while nothing has been checked."""
        told = _("Dán văn bản báo cáo vào đây, hoặc F7 mở tệp.")
        if self._text:
            told = _("Văn bản {n} chữ. F5 rà soát.").format(n=group(len(self._text)))
        self.query_one("#told", Static).update(plain(told))

    # the claims

    @on(RecordTable.WindowWanted)
    def _window_wanted(self, wish: RecordTable.WindowWanted) -> None:
        claims = self._claims[wish.first : wish.first + wish.count]
        rows = [_row(wish.first + place, claim, self.glyphs) for place, claim in enumerate(claims)]
        self.query_one(RecordTable).supply(wish.first, rows, ticket=wish.ticket)

    @on(RecordTable.Highlighted)
    def _highlighted(self) -> None:
        """Say in full what became of the figure, and mark it in the text."""
        claim = self._claim
        words = f"{verdict_name(claim.verdict).capitalize()}: {claim.why}" if claim else ""
        self.query_one("#why", Static).update(plain(words))
        self._mark()

    def on_descendant_focus(self) -> None:
        self._mark()

    def _mark(self) -> None:
        """Only from the list: what is typed into the text must not replace a figure marked there."""
        table, box, claim = self.query_one(RecordTable), self.query_one(TextBox), self._claim
        if claim and self.focused is table and self._checked == self._text:
            box.selection = Selection(_location(box.text, claim.start), _location(box.text, claim.end))
            box.scroll_cursor_visible(center=True)

    @property
    def _claim(self) -> Claim | None:
        place = self.query_one(RecordTable).cursor
        return self._claims[place] if place < len(self._claims) else None

    @on(RecordTable.Opened)
    def _opened(self) -> None:
        self.query_one(TextBox).focus()

    # keys

    def action_to_claims(self) -> None:
        table, box = self.query_one(RecordTable), self.query_one(TextBox)
        (box if self.focused is table else table).focus()

    def action_open_report(self) -> None:
        self.app.push_screen(OpenReport(self._take))

    def action_compare_period(self) -> None:
        desk = self.desk
        parse = partial(parse_date, today=desk.today(), add_working_days=desk.calendar.add)
        self.app.push_screen(Dates(self._compared or self._shown, parse), self._compare)

    def action_leave(self) -> None:
        self.dismiss()

    def _take(self, text: str) -> None:
        box = self.query_one(TextBox)
        box.load_text(clean(text, multiline=True))
        box.focus()
        self.action_check_now()

    def _compare(self, period: ReportingPeriod | None) -> None:
        if period is not None:
            self._compared = period
            self.action_check_now()


class OpenReport(FormScreen):
    """Which file to check; ``then`` gets its text."""

    tab = "report"
    writes = False
    heading = _("Mở báo cáo để rà soát")

    def __init__(self, then: Callable[[str], None]) -> None:
        super().__init__()
        self._then = then

    def compose_fields(self) -> ComposeResult:
        path = TextInput(placeholder=_("đường dẫn tệp txt, md, docx, xlsx"), compact=True, id="file-input")
        yield Field(_("Tệp"), path, id="file")

    @on(Input.Submitted, "#file-input")
    def _entered(self, event: Input.Submitted) -> None:
        event.prevent_default()
        self.action_save()

    def action_save(self) -> None:
        path = typed(clean(self.query_one("#file-input", TextInput).value).strip("'\""))
        self.run_in_thread(partial(checking.read_report, path), self._read, failed=self._failed)

    def _read(self, text: str) -> None:
        self.dismiss()
        self._then(text)

    def _failed(self, error: MotcuaError) -> None:
        self.refuse("file", f"{error.message} {error.hint}")


class _Enough(Exception):
    """The person wants no more of this check."""


def claims_of(
    desk: Desk,
    text: str,
    compared: ReportingPeriod | None,
    told: Told = lambda _done: None,
    stopped: Stopped = lambda: False,
) -> Answer:
    """The claims of a text, held against the record of a period where there is one to compare with."""
    step = max(1, len(text) // _STEPS)
    last = 0

    def watch(place: int) -> None:
        nonlocal last
        if stopped():
            raise _Enough
        if place - last >= step:
            last = place
            told(place)

    try:
        recorded: dict[Role, int] | None = checking.recorded(desk, compared) if compared else None
        return checking.check_text(text, recorded, watch=watch)
    except _Enough:
        return None
    except MotcuaError as error:
        return error


def _row(place: int, claim: Claim, glyphs: Glyphs) -> Row:
    mark = {Verdict.OK: (glyphs.good, "$finished"), Verdict.UNCHECKABLE: ("?", "$faint")}.get(
        claim.verdict, (glyphs.late, "bold $late") if claim.verdict.objects else ("·", "$faint")
    )
    exact = decimal_text(Decimal(claim.exact)) if claim.exact else ""
    return Row(
        place,
        (
            Content.styled(*mark),
            group(claim.line),
            verdict_name(claim.verdict),
            claim.quoted,
            exact,
            claim.why,
        ),
        style="" if claim.verdict.objects else "faint",
    )


def _location(text: str, place: int) -> tuple[int, int]:
    """Line and column of a place in the text, both from 0."""
    line = text.count("\n", 0, place)
    return line, place - (text.rfind("\n", 0, place) + 1)
