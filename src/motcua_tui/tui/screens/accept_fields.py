"""The fields of the form that takes a dossier in: laying them out, filling them, reading them.

The first screenful is what every dossier needs; the rest lies below a heading and may stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from textual.widget import Widget
from textual.widgets import Static

from motcua_tui.domain.codes import Channel
from motcua_tui.domain.dossier import Paper, Particulars
from motcua_tui.domain.numbers import group
from motcua_tui.domain.papers import parse_papers
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import parse_date, parse_moment, say_date
from motcua_tui.i18n import _
from motcua_tui.labels import channel_label, limit_label
from motcua_tui.tui.screens.dossier_form import DossierForm
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.widgets.checks import Checks
from motcua_tui.tui.widgets.choices import Choice, Match, Option, Picker
from motcua_tui.tui.widgets.inputs import DateInput, TextInput
from motcua_tui.tui.widgets.suggest import Suggest

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from motcua_tui.domain.catalogue import ProcedureVersion
    from motcua_tui.services.intake import Applicant

_FACTS: Final = {
    "applicant": "applicant",
    "applicant-id": "applicant_id",
    "phone": "phone",
    "code": "code",
    "address": "address",
    "email": "email",
    "submitter": "submitter",
    "submitter-id": "submitter_id",
    "submitter-phone": "submitter_phone",
    "fee-receipt": "fee_receipt",
    "collector": "fee_collector",
    "receipt": "receipt_number",
    "note": "note",
}
"""The fields of plain text, and the facts of the dossier that they hold."""
_FLAGS: Final = {
    "filed_by_officer": _("cán bộ nộp hộ"),
    "paid_online": _("phí nộp trực tuyến"),
    "papers_digitised": _("giấy tờ đã số hóa"),
}
NOBODY: Final = Particulars(code="", procedure_version=0, applicant="")
"""What an empty form says."""


class IntakeFields(DossierForm):
    """The form without what it does."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._checklist: tuple[Paper, ...] = ()

    def compose_fields(self) -> ComposeResult:
        glyphs = self.glyphs
        channels = [Option(channel, channel_label(channel)) for channel in reversed(Channel)]
        yield Field(
            _("Thủ tục"),
            Picker(placeholder=_("một phần tên hoặc mã; không cần dấu"), glyphs=glyphs),
            id="procedure",
        )
        for name, label in (
            ("applicant", _("Người nộp")),
            ("applicant-id", _("Số định danh")),
            ("phone", _("Điện thoại")),
        ):
            yield Field(label, Suggest(glyphs=glyphs, id=f"{name}-known", field_id=f"{name}-input"), id=name)
        yield Field(_("Hình thức"), Choice(channels), id="channel")
        yield Field(_("Nhận lúc"), DateInput(self._parse, say_moment, text=self._now()), id="moment")
        yield Field(_("Giấy tờ"), Checks(id="papers-checks"), id="papers")
        yield self._text("code", _("Mã hồ sơ"))
        yield Static(id="due")
        yield Static(id="twice")
        yield Static(id="locked")

    def more_fields(self) -> Iterable[Widget]:
        yield Static(_("THÊM, NẾU CẦN"), classes="head")
        yield self._text("address", _("Địa chỉ"))
        yield self._text("email", _("Thư điện tử"))
        yield self._text("submitter", _("Người nộp thay"), _("khi không phải chính người nộp"))
        yield self._text("submitter-id", _("  số định danh"))
        yield self._text("submitter-phone", _("  điện thoại"))
        yield Field(_("Đánh dấu"), Checks(_FLAGS.values(), id="flags-checks"), id="flags")
        yield self._text("more-papers", _("Giấy tờ khác"), _("như: Đơn; Bản vẽ x2; Hợp đồng x1+2 sao"))
        yield self._text("sets", _("Số bộ"), text="1")
        yield self._text("fee", _("Phí, lệ phí"), _("đồng"))
        yield self._text("fee-receipt", _("Biên lai"))
        yield self._text("collector", _("Người thu"))
        yield self._text("receipt", _("Số giấy hẹn"), _("quyển số, số; hồ sơ nộp cùng thì cùng số"))
        yield Field(
            _("Hẹn trả khác"),
            DateInput(
                self._parse_day, say_date, placeholder=_("chỉ khi không tính được"), id="manual-due-input"
            ),
            id="manual-due",
        )
        yield self._text("manual-reason", _("  vì"), _("như: theo kỳ sát hạch"))
        yield self._text("note", _("Ghi chú"))

    def on_mount(self) -> None:
        self.show_papers(())

    def _text(self, name: str, label: str, placeholder: str = "", text: str = "") -> Field:
        return Field(
            label, TextInput(text, compact=True, placeholder=placeholder, id=f"{name}-input"), id=name
        )

    def _field(self, name: str) -> Field:
        return self.query_one(f"#{name}", Field)

    def text(self, name: str) -> str:
        """What a field holds, clean."""
        return clean(self._field(name).held)

    # dates and times

    def _parse(self, text: str) -> datetime:
        now = self.desk.now()
        return parse_moment(text, today=now.date(), now=now.time(), add_working_days=self.desk.calendar.add)

    def _parse_day(self, text: str) -> date:
        return parse_date(text, today=self.desk.today(), add_working_days=self.desk.calendar.add)

    def _now(self) -> str:
        return f"{self.desk.now():%d/%m/%Y %H:%M}"

    @property
    def moment(self) -> DateInput[datetime]:
        return self.query_one("#moment DateInput", DateInput)

    @property
    def manual_due(self) -> DateInput[date]:
        return self.query_one("#manual-due-input", DateInput)

    @property
    def due_by_hand(self) -> date | None:
        """The due date that is not to be computed."""
        return self.manual_due.value if self._whole else None

    # filling

    @property
    def picker(self) -> Picker:
        return self.query_one("#procedure Picker", Picker)

    @property
    def channel(self) -> Channel:
        return Channel(self.query_one("#channel Choice", Choice).value)

    def put(self, particulars: Particulars) -> None:
        """Fill in what is known of a dossier, but for its procedure, its checklist and its moment."""
        for name, fact in _FACTS.items():
            self._field(name).held = getattr(particulars, fact)
        self._field("channel").held = particulars.channel
        self._field("flags").held = "\n".join(
            label for fact, label in _FLAGS.items() if getattr(particulars, fact)
        )
        self._field("sets").held = str(particulars.sets)
        self.put_fee(particulars.fee)
        for name in ("more-papers", "manual-due", "manual-reason"):
            self._field(name).held = ""

    def put_fee(self, fee: int | None) -> None:
        self._field("fee").held = "" if fee is None else group(fee)

    def show_papers(self, papers: Iterable[Paper]) -> None:
        """The checklist, with what is there ticked; none is shown where there is nothing to tick."""
        self._checklist = tuple(papers)
        ticked = (_label(paper) for paper in self._checklist if paper.received)
        self.query_one("#papers-checks", Checks).offer(map(_label, self._checklist), on=ticked)
        self._field("papers").display = bool(self._checklist)

    # reading

    def read(self, base: Particulars) -> Particulars | None:
        """The facts in the form over those of ``base``; None after the first field that is not understood
        was told so."""
        numbers: dict[str, int | None] = {}
        for name, none in (("sets", 1), ("fee", None)):
            text = self.text(name).replace(".", "").replace(" ", "").removesuffix("đ")
            if text and not text.isdecimal():
                self.refuse(name, _("Gõ một số nguyên."))
                return None
            numbers[name] = int(text) if text else none
        if not numbers["sets"]:
            self.refuse("sets", _("Có ít nhất một bộ hồ sơ."))
            return None
        flags = self.query_one("#flags-checks", Checks).on
        facts: dict[str, Any] = {  # facts are of several kinds
            **{fact: self.text(name) for name, fact in _FACTS.items()},
            **{fact: label in flags for fact, label in _FLAGS.items()},
        }
        return replace(
            base,
            **facts,
            channel=self.channel,
            sets=numbers["sets"],
            fee=numbers["fee"],
            papers=self._papers(),
        )

    def _papers(self) -> tuple[Paper, ...]:
        ticked = self.query_one("#papers-checks", Checks).on
        listed = (replace(paper, received=_label(paper) in ticked) for paper in self._checklist)
        return (*listed, *parse_papers(self.text("more-papers")))


def say_moment(moment: datetime) -> str:
    return f"{say_date(moment.date())} {moment:%H:%M}"


def _label(paper: Paper) -> str:
    """The name of a paper, and how many of it where it is not one original."""
    if (paper.originals, paper.copies) == (1, 0):
        return paper.name
    counts = (
        _("{n} chính").format(n=paper.originals) if paper.originals else "",
        _("{n} sao").format(n=paper.copies) if paper.copies else "",
    )
    return f"{paper.name} ({', '.join(filter(None, counts))})"


def person_match(place: int, who: Applicant) -> Match:
    """Somebody who came before, ``place`` among those found."""
    known = " · ".join(filter(None, (who.name, who.applicant_id, who.phone)))
    return Match(str(place), known, _("đã có {n} hồ sơ").format(n=who.dossiers))


def procedure_match(version: ProcedureVersion) -> Match:
    """A procedure that may be applied for, with its limit."""
    label = f"{version.code} {version.name} {version.case}".strip()
    limit = limit_label(version.limit) if version.limit else _("không có thời hạn")
    return Match(str(version.id), label, limit)
