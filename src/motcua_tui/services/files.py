"""Reports and forms as files on disk: the format goes by the name of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from motcua_tui.domain.numbers import group
from motcua_tui.domain.text import tokens
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.reports.files.page import Late, LateLine, to_html
from motcua_tui.reports.files.page_measures import Beside
from motcua_tui.reports.files.paper import Paper, Row, Table, Weight
from motcua_tui.reports.files.statistics import statistical_form
from motcua_tui.reports.model import PeriodReport
from motcua_tui.services import measures
from motcua_tui.services.criteria import criteria
from motcua_tui.services.desk import Desk
from motcua_tui.services.lateness import FINISHED_LATE, OVERDUE, late_dossiers
from motcua_tui.services.printing import printing
from motcua_tui.services.reporting import Against, By, Question, months, others, report
from motcua_tui.services.saving import free_path, refuse_to_overwrite, save

if TYPE_CHECKING:
    from motcua_tui.services.forms import FormRequest

MOST_LOOKED_AT: Final = 100
"""Rows of a table that a look at a form shows."""
_LONGEST: Final = 60
"""Characters of a department in the name of a file."""
MOST_LATE: Final = 300
"""Late dossiers that a page lists one by one."""


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """The files that a report is asked for; None where there is no such file."""

    xlsx: Path | None = None
    docx: Path | None = None
    html: Path | None = None
    with_names: bool = False
    """Name the applicants of late dossiers on the page."""

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(path for path in (self.xlsx, self.docx, self.html) if path is not None)


def check_paper_name(path: Path, *, force: bool = False) -> None:
    """Raises InputError for a kind of file that no form is written to, OutputError where there is one."""
    if path.suffix.lower() not in _WRITERS:
        raise InputError(
            _("Không ghi được biểu ra tệp “{name}”.").format(name=path.name),
            _("Đặt tên tệp có đuôi .xlsx hoặc .docx."),
        )
    refuse_to_overwrite(path, force=force)


def save_paper(paper: Paper, path: Path, *, force: bool = False) -> None:
    """Write a form by the ending of the file's name. Raises InputError, OutputError."""
    check_paper_name(path, force=force)
    save(path, _WRITERS[path.suffix.lower()](paper), force=force)


def save_into(folder: Path, name: str, paper: Paper) -> Path:
    """Write a form into a folder that is made if need be, under that name or one like it that is free."""
    from motcua_tui.services.templates import make_folder

    make_folder(folder)
    path = free_path(folder / name)
    save_paper(paper, path)
    return path


def save_each(desk: Desk, request: FormRequest, folder: Path, ending: str = ".docx") -> tuple[Path, ...]:
    """Write the list of each department to a file of its own. Raises InputError, OutputError."""
    from motcua_tui.services.forms import of_each_department

    stem = f"{request.name}-{request.period.last}"
    return tuple(
        save_into(folder, f"{stem}-{_plain(department)}{ending}", paper)
        for department, paper in of_each_department(desk, request)
    )


def _plain(name: str) -> str:
    """A name as part of a file's name on every system."""
    return "-".join(tokens(name))[:_LONGEST] or "x"


def look(paper: Paper, width: int) -> list[str]:
    """A form as lines of text as it will lie on the page; of long tables only the first rows."""
    from motcua_tui.reports.files.as_page import to_page

    return to_page(replace(paper, tables=tuple(map(_first_rows, paper.tables))), width)


def _first_rows(table: Table) -> Table:
    left = len(table.rows) - MOST_LOOKED_AT
    if left <= 0:
        return table
    rest = Row((f"… và {group(left)} dòng nữa",), Weight.GROUP)
    return replace(table, rows=(*table.rows[:MOST_LOOKED_AT], rest))


def written(paper: Paper, ending: str) -> bytes:
    """A form as the bytes of a file: ``.xlsx`` or ``.docx``."""
    return _WRITERS[ending](paper)


def save_report(
    desk: Desk, question: Question, files: ReportFiles, *, force: bool = False
) -> tuple[Path, ...]:
    """Write a report to each of the files; all are checked before the first is written.

    Spreadsheet and document are the statistical form of the report's profile. Without rows the report
    is written by field. Raises OutputError.
    """
    for path in files.paths:
        refuse_to_overwrite(path, force=force)
    asked = question if question.by else replace(question, by=By.FIELD)
    if files.paths:
        made = report(desk, asked)
        if files.xlsx:
            save(files.xlsx, _xlsx(statistical_form(made, printing(desk))), force=force)
        if files.docx:
            save(files.docx, _docx(statistical_form(made, printing(desk))), force=force)
        if files.html:
            save(files.html, _page(desk, asked, made, with_names=files.with_names), force=force)
    return files.paths


def _page(desk: Desk, question: Question, made: PeriodReport, *, with_names: bool) -> bytes:
    found = late_dossiers(desk, question, (OVERDUE, FINISHED_LATE), most=MOST_LATE)
    lines = tuple(
        LateLine(
            late.line.code,
            late.line.procedure,
            late.line.field,
            late.due_on,
            late.line.finished_on if late.finished else None,
            late.cause,
            late.line.applicant if with_names else "",
        )
        for late in found
    )
    late = Late(lines, made.total[FINISHED_LATE] + made.total[OVERDUE], with_names)
    first, last = question.period.first, question.period.last
    beside = Beside(
        tuple({one.period: one for one in others(desk, question, Against.BOTH).values()}.values()),
        measures.of(desk, first, last, question.judge_by),
        criteria(desk),
    )
    return to_html(made, months(desk, question), late, printing(desk), beside).encode()


def _xlsx(paper: Paper) -> bytes:
    from motcua_tui.reports.files.workbook import to_xlsx

    return to_xlsx(paper)


def _docx(paper: Paper) -> bytes:
    from motcua_tui.reports.files.document import to_docx

    return to_docx(paper)


_WRITERS: Final[Mapping[str, Callable[[Paper], bytes]]] = {".xlsx": _xlsx, ".docx": _docx}
