"""The report of a period as files: which forms, in which formats, into which folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.numbers import group
from motcua_tui.domain.text import clean
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.locations import typed
from motcua_tui.services import letters, opening, period_files
from motcua_tui.services.file_names import Format
from motcua_tui.services.forms import FormName
from motcua_tui.services.period_files import PAPERS, Exported
from motcua_tui.services.reporting import Question
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.screens.progress import Progress, Stopped, Told
from motcua_tui.tui.widgets.checks import Checks
from motcua_tui.tui.widgets.dialog import Dialog
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

_USUAL: Final = (Format.XLSX, Format.DOCX)


def form_titles() -> Mapping[FormName | None, str]:
    """What may be written of a period, by what it is called; the report itself is None."""
    return {
        None: _("Báo cáo đang xem"),
        FormName.CAUSES: _("Nguyên nhân quá hạn"),
        FormName.REGISTER: _("Sổ theo dõi hồ sơ"),
        FormName.WEEKLY: _("Bảng giao ban"),
        FormName.SHORTENED_LIMITS: _("Cắt giảm thời hạn"),
        FormName.UNUSED_ONLINE: _("DVC trực tuyến không có hồ sơ"),
        FormName.FILED_BY_OFFICER: _("Hồ sơ cán bộ nộp hộ"),
        **{FormName(f"bm{number}"): _("Biểu mẫu {number}").format(number=number) for number in range(1, 8)},
        FormName.SCORE: _("Bảng điểm CCHC"),
        FormName.QD_766: _("Chỉ số QĐ 766"),
    }


class ExportScreen(FormScreen):
    """Ticks and a folder; what is there already is never replaced."""

    tab = "report"
    places = ("form", "export")
    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding for binding in bindings_for("form") if getattr(binding, "id", "") != "save"),
        *bindings_for("export"),
    ]
    writes = False
    heading = _("Xuất báo cáo và biểu")

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self._titles = form_titles()

    def compose_fields(self) -> ComposeResult:
        report = self._titles[None]
        folder = TextInput(str(letters.folder(self.desk)), compact=True, id="folder-input")
        yield Static(plain(self._about()), id="about")
        yield Field(
            _("Ghi những gì"), Checks(self._titles.values(), on=[report], id="forms-input"), id="forms"
        )
        yield Field(_("Loại tệp"), Checks(Format, on=_USUAL, id="formats-input"), id="formats")
        yield Field(_("Thư mục"), folder, id="folder")

    def _about(self) -> str:
        return _("{period} · cách tính {profile}. html, csv, txt chỉ có ở báo cáo.").format(
            period=self._question.reporting.label, profile=self._question.profile
        )

    def action_write_files(self) -> None:
        self.accept_fields()
        names = {title: form for form, title in self._titles.items()}
        forms = [names[title] for title in self.query_one("#forms-input", Checks).on]
        formats = [Format(one) for one in self.query_one("#formats-input", Checks).on]
        folder = clean(self.query_one("#folder-input", TextInput).value).strip("'\"")
        wanted = period_files.exports(forms, formats)
        if not forms:
            self.refuse("forms", _("Đánh dấu ít nhất một mục bằng phím cách."))
        elif not formats:
            self.refuse("formats", _("Đánh dấu ít nhất một loại tệp bằng phím cách."))
        elif {one.form for one in wanted} != set(forms):
            papers = ", ".join(sorted(PAPERS))
            self.refuse("formats", _("Biểu chỉ ghi ra {formats}.").format(formats=papers))
        elif not folder:
            self.refuse("folder", _("Ghi tên thư mục."))
        else:
            self._write(wanted, typed(folder))

    def _write(self, wanted: tuple[period_files.Export, ...], folder: Path) -> None:
        desk, question = self.desk, self._question

        def work(told: Told, stopped: Stopped) -> Exported | MotcuaError:
            try:
                return period_files.export(desk, question, wanted, folder, told=told, stopped=stopped)
            except MotcuaError as error:
                return error

        def ended(answer: Exported | MotcuaError | None) -> None:
            if isinstance(answer, MotcuaError):
                self.refuse("folder", f"{answer.message} {answer.hint}")
            elif answer is not None:
                self.app.push_screen(Written(folder, answer, self._titles), lambda _done: self.dismiss())

        self.app.push_screen(Progress(self.heading, len(wanted), work), ended)


class Written(Dialog[None]):
    """Which files there are now and where, and which could not be made."""

    place = "printed"
    BINDINGS = bindings_for("printed")
    DEFAULT_CSS = """
    Written #files { height: auto; max-height: 60vh; margin-top: 1; }
    Written #files Static { height: auto; }
    """

    def __init__(self, folder: Path, done: Exported, titles: Mapping[FormName | None, str]) -> None:
        told = _("Đã ghi {n} tệp vào thư mục").format(n=group(len(done.written)))
        super().__init__(told, str(folder), title=_("Xuất báo cáo và biểu"))
        self._folder = folder
        self._done = done
        self._titles = titles

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = plain(self._title)
            yield Static(plain(self._text), id="text")
            yield Static(plain(self._hint), id="hint")
            with VerticalScroll(id="files"):
                yield Static(Content("\n").join(map(plain, self._lines())))
            yield Static(self._keys(), id="keys")

    def _lines(self) -> Iterator[str]:
        for path in self._done.written:
            yield path.name
        for refused in self._done.refused:
            title = self._titles[refused.export.form]
            yield _("{form} ({kind}): {why}").format(
                form=title, kind=refused.export.format, why=refused.error.message
            )
        if self._done.left:
            yield _("Đã dừng, còn {n} tệp chưa ghi.").format(n=group(self._done.left))

    def action_open_file(self) -> None:
        try:
            opening.open_path(self._folder)
        except MotcuaError as error:
            self.notify(error.hint, severity="warning", markup=False)

    def action_close(self) -> None:
        self.dismiss(None)
