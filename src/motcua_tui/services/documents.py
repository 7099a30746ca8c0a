"""Whole documents of a period, from the desk's templates: as docx, or as text to copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.indicators import Form
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.errors import FileError, InputError
from motcua_tui.i18n import _
from motcua_tui.reports.documents.compose import Facts, compose
from motcua_tui.reports.documents.fields import TITLES, Document, ReportLetter
from motcua_tui.reports.documents.plain import plain_text
from motcua_tui.reports.letters.fields import Printed, Tag, context, tags_of
from motcua_tui.reports.letters.preview import preview
from motcua_tui.services import indicators, measures
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import Question, report, sentence_extras
from motcua_tui.services.saving import free_path, refuse_to_overwrite, save
from motcua_tui.services.templates import TemplateFile, copy_out, filled, find, make_folder

__all__ = [
    "TITLES",
    "Document",
    "DocumentRequest",
    "as_text",
    "copy_templates",
    "document",
    "faults",
    "look",
    "save_document",
    "save_into",
    "tags",
    "templates",
    "text",
]

_FOLDER = "reports"


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """A document of a period; how dossiers are counted is the period's usual way unless told otherwise."""

    name: Document
    reporting: ReportingPeriod
    profile: ProfileName | None = None
    judge_by: JudgeBy | None = None


def document(desk: Desk, request: DocumentRequest) -> bytes:
    """The docx. Raises FileError for a broken template, StorageError."""
    return filled(find(request.name, _FOLDER), context(_composed(desk, request)))


def text(desk: Desk, request: DocumentRequest) -> str:
    """The same document as text to copy. Raises as ``document``."""
    return plain_text(document(desk, request))


def save_document(desk: Desk, request: DocumentRequest, path: Path, *, force: bool = False) -> Path:
    """Write the document to a file. Raises InputError for a name that is no docx, OutputError, FileError."""
    if path.suffix.lower() != ".docx":
        raise InputError(
            _("Không ghi được văn bản ra tệp “{name}”.").format(name=path.name),
            _("Đặt tên tệp có đuôi .docx."),
        )
    refuse_to_overwrite(path, force=force)
    save(path, document(desk, request), force=force)
    return path


def look(docx: bytes, width: int) -> list[str]:
    """A document that was made as lines of text, as it will lie on the page."""
    return preview(docx, width)


def as_text(docx: bytes) -> str:
    """A document that was made as text to copy."""
    return plain_text(docx)


def save_into(folder: Path, request: DocumentRequest, docx: bytes) -> Path:
    """Write a document that was made into a folder, which is made if need be, under a name that is free.

    Raises OutputError.
    """
    make_folder(folder)
    path = free_path(folder / f"{request.name}-{request.reporting.period.last}.docx")
    save(path, docx)
    return path


def templates() -> Iterator[TemplateFile]:
    """The template in use of every document."""
    return (find(name, _FOLDER) for name in Document)


def copy_templates() -> tuple[Path, ...]:
    """Copy our templates to where the user may edit them; those that he has stay. Raises OutputError."""
    return tuple(copy_out(ours) for ours in [found for found in templates() if not found.own])


def tags() -> tuple[Tag, ...]:
    """Every tag that the template of a document may use."""
    return tags_of(ReportLetter)


def faults() -> tuple[FileError, ...]:
    """What is wrong with the user's own templates; each is tried with a value for every tag."""
    found = []
    for own in [each for each in templates() if each.own]:
        try:
            filled(own, _specimen())
        except FileError as error:
            found.append(error)
    return tuple(found)


def _composed(desk: Desk, request: DocumentRequest) -> ReportLetter:
    reporting = request.reporting
    question = Question.of(desk, reporting, request.profile, judge_by=request.judge_by)
    period = reporting.period
    forms = indicators.sheets(desk, reporting, (Form.BM3, Form.MODERNISATION))
    facts = Facts(
        report(desk, question),
        sentence_extras(desk, question),
        measures.of(desk, period.first, period.last, request.judge_by),
        {found.form: found.rows for found in forms},
        reporting.label if reporting.preset else "",
        desk.letterhead,
        desk.today(),
    )
    return compose(facts)


def _specimen() -> dict[str, Printed]:
    return {
        tag.name: [{column.name: column.meaning for column in tag.columns}] if tag.columns else tag.meaning
        for tag in tags()
    }
