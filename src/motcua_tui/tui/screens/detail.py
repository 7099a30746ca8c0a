"""One dossier in full: who, what, when, why its due date is what it is, and all that happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.dossier import Paper
from motcua_tui.domain.typed_dates import say_date, short_date
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.labels import (
    channel_label,
    event_label,
    fee_label,
    joined,
    limit_label,
    outcome_label,
    return_label,
    state_label,
    submitter_label,
)
from motcua_tui.process_labels import consultation_label, leg_label
from motcua_tui.services import browse
from motcua_tui.services.browse import DossierPage
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads.history import StoredEvent
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.acting import ActingScreen
from motcua_tui.tui.screens.days import Run, runs
from motcua_tui.tui.screens.lines import status_now
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.widgets.plain import hanging, plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from motcua_tui.domain.process import Leg

_LABEL_WIDTH: Final = 13
_ROOMY: Final = 50
"""From so many cells on, reasons stand in a column of their own."""
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_FAINT: Final = "$faint"
_INDENT: Final = " " * 18
"""Below the words of a happening, past its day and time."""


class DetailPane(VerticalScroll):
    """Shows one dossier; scrolls with the arrow keys when focused."""

    def __init__(self, desk: Desk, glyphs: Glyphs) -> None:
        super().__init__()
        self._desk = desk
        self._glyphs = glyphs
        self._text = Static(id="detail-text")
        self._page: DossierPage | None = None

    def compose(self) -> ComposeResult:
        yield self._text

    def show(self, page: DossierPage) -> None:
        """Another dossier, from its top; the same as it is now stays where it was scrolled to."""
        before, self._page = self._page, page
        self._draw()
        if before is None or before.dossier.id != page.dossier.id:
            self.scroll_home(animate=False)

    def clear(self) -> None:
        self._page = None
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        today = self._desk.today()
        lines = _lines(self._page, today, self._glyphs, width) if self._page else ()
        self._text.update(Content("\n").join(lines))


class DetailScreen(ActingScreen):
    """The dossier over the whole width, for narrow screens and for reading."""

    tab = "dossiers"
    places = ("detail",)
    BINDINGS = bindings_for("detail")
    AUTO_FOCUS = "DetailPane"
    live = True

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def compose_body(self) -> ComposeResult:
        yield DetailPane(self.desk, self.glyphs)

    def load(self) -> None:
        self.run_in_thread(partial(browse.find, self.desk, self._code), self._show, failed=self._gone)

    def _show(self, page: DossierPage) -> None:
        self.query_one(DetailPane).show(page)
        self.select(page.listed)

    def _gone(self, error: MotcuaError) -> None:
        self.dismiss()
        self.tell(error)

    def action_back(self) -> None:
        self.dismiss()


def _lines(page: DossierPage, today: date, glyphs: Glyphs, width: int) -> Iterator[Content]:
    particulars = page.dossier.particulars
    yield plain(particulars.code).stylize(_FAINT)
    yield plain(particulars.applicant).stylize("bold")
    yield plain(f"{page.version.code} · {page.version.name}")
    yield _standing(page, today, glyphs)
    if (now := page.step) and now.late:
        step = plain(leg_label(now, len(page.version.steps))).plain
        yield hanging(f"{glyphs.overdue} {step}", 2, width).stylize("$late")
    yield Content("")
    yield from _facts(page, today, width)
    yield Content("")
    yield from _explanation(page, width)
    yield Content("")
    if particulars.papers:
        yield from _papers(particulars.papers, glyphs, width)
        yield Content("")
    yield _head(_("LỊCH SỬ"))
    legs = {leg.event: leg for leg in page.legs}
    for stored in page.history:
        yield _happening(stored, width)
        if (leg := legs.get(stored.event.number)) and leg.step:
            yield _step(leg, len(page.version.steps), width)


def _standing(page: DossierPage, today: date, glyphs: Glyphs) -> Content:
    line = page.listed.line
    status = status_now(page.listed, today, glyphs).content()
    if line.finished_on:
        return Content.assemble(status, f"  {_('có kết quả')} {say_date(line.finished_on)}")
    if line.due_on is None:
        return status
    at = f" {line.due_time:%H:%M}" if line.due_time else ""
    return Content.assemble(status, "  ", _("hạn"), f" {say_date(line.due_on)}{at}")


def _facts(page: DossierPage, today: date, width: int) -> Iterator[Content]:
    particulars, standing, line = page.dossier.particulars, page.dossier.standing, page.listed.line
    finished = " · ".join(
        filter(
            None,
            (
                outcome_label(standing.outcome) if standing.outcome else "",
                standing.result_number,
                standing.late_cause,
            ),
        )
    )
    filed = _("cán bộ nộp hộ") if particulars.filed_by_officer else ""
    returned = ""
    if standing.returned_at:
        returned = short_date(standing.returned_at.date())
        if standing.returned_by:
            returned += f", {return_label(standing.returned_by)}"
    facts = (
        (_("Trạng thái"), state_label(line.state)),
        (_("Số định danh"), particulars.applicant_id),
        (_("Điện thoại"), particulars.phone),
        (_("Địa chỉ"), particulars.address),
        (_("Thư điện tử"), particulars.email),
        (_("Nộp thay"), submitter_label(particulars)),
        (_("Hình thức"), joined(channel_label(particulars.channel), filed)),
        (_("Lĩnh vực"), page.version.field),
        (_("Tiếp nhận"), _moment(standing.accepted_at)),
        (_("Hẹn trả"), _day(standing.receipt_due)),
        (
            _("Hạn mới"),
            "" if standing.lawful_due == standing.receipt_due else _day(standing.lawful_due),
        ),
        (_("Đã hẹn lại"), _day(standing.promised_due)),
        (_("Kết quả"), finished),
        (_("Đã trả"), returned),
        *((_("Lấy ý kiến"), consultation_label(asked, today)) for asked in page.consultations),
        (_("Phòng"), particulars.department),
        (_("Cán bộ"), particulars.officer),
        (_("Số bộ"), str(particulars.sets) if particulars.sets > 1 else ""),
        (_("Phí, lệ phí"), fee_label(particulars)),
        (_("Số giấy hẹn"), particulars.receipt_number),
        (_("Ghi chú"), particulars.note),
    )
    for name, value in facts:
        if value:
            text = plain(value).plain
            yield hanging(f"{name:<{_LABEL_WIDTH}}{text}", _LABEL_WIDTH, width).stylize(
                _FAINT, 0, _LABEL_WIDTH
            )


def _papers(papers: tuple[Paper, ...], glyphs: Glyphs, width: int) -> Iterator[Content]:
    received = sum(paper.received for paper in papers)
    yield Content.assemble(_head(_("GIẤY TỜ")), (f"  {received}/{len(papers)}", _FAINT))
    for paper in papers:
        count = ", ".join(
            words.format(n=n)
            for n, words in ((paper.originals, _("{n} bản chính")), (paper.copies, _("{n} bản sao")))
            if n
        )
        missing = "" if paper.received else " · " + _("còn thiếu")
        digitised = " · " + _("đã số hóa") if paper.digitised else ""
        mark = glyphs.good if paper.received else "–"
        yield hanging(f"{mark} {plain(paper.name).plain}: {count}{digitised}{missing}", 2, width)


def _explanation(page: DossierPage, width: int) -> Iterator[Content]:
    limit = f"  {limit_label(page.version.limit)}" if page.version.limit else ""
    yield Content.assemble(_head(_("CÁCH TÍNH NGÀY HẸN TRẢ")), (limit, _FAINT))
    if not page.explanation:
        yield Content.styled(_("Nhập tay hoặc lấy từ sổ, không tính từ thời hạn."), _FAINT)
    found = runs(page.explanation)
    for run in found:
        yield _explained(run, width, due=run is found[-1])


def _explained(run: Run, width: int, *, due: bool) -> Content:
    day = run.first
    source = f" ({day.source})" if day.source else ""
    mark = f"  ← {_('hạn trả')}".replace(" ", _NO_BREAK) if due else ""
    days = f"{run.weekdays:<6}{run.dates:<12}{run.numbers:>5}  "
    reason = plain(f"{day.reason}{source}").plain
    indent = len(days) if width >= _ROOMY else len(f"{run.weekdays:<6}")
    text = hanging(f"{days}{reason}{mark}", indent, width)
    return text.stylize("bold" if due else "" if day.counted else _FAINT)


def _happening(stored: StoredEvent, width: int) -> Content:
    at = stored.event.at
    late = ""
    if stored.recorded_at.date() != at.date():
        late = " · " + _("ghi nhận {day}").format(day=short_date(stored.recorded_at.date()))
    by = f" · {stored.actor}" if stored.actor else ""
    when = f"{short_date(at.date())} {_clock(at):<5}  "
    text = plain(f"{event_label(stored.event.what)}{by}{late}").plain
    return hanging(when + text, len(when), width).stylize(_FAINT, 0, len(when))


def _step(leg: Leg, steps: int, width: int) -> Content:
    """The step of the process that a hand-over began, below it."""
    text = plain(leg_label(leg, steps)).plain
    return hanging(_INDENT + text, len(_INDENT), width).stylize("$late" if leg.late else _FAINT)


def _head(text: str) -> Content:
    return Content.styled(text, "bold $accent")


def _day(day: date | None) -> str:
    return say_date(day) if day else ""


def _moment(at: datetime | None) -> str:
    return f"{say_date(at.date())} {_clock(at)}".rstrip() if at else ""


def _clock(at: datetime) -> str:
    """The time of day; none at midnight, where an old register knew the day only."""
    return f"{at:%H:%M}" if at.time() != time() else ""
