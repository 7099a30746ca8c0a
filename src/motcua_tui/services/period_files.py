"""The report of a period and its forms as files in a folder, one after another, so that it can be stopped."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from motcua_tui.errors import MotcuaError
from motcua_tui.services import forms, reporting
from motcua_tui.services.desk import Desk
from motcua_tui.services.file_names import Format, file_name
from motcua_tui.services.files import ReportFiles, save_into, save_report
from motcua_tui.services.forms import FormName, FormRequest
from motcua_tui.services.reporting import By, Question
from motcua_tui.services.saving import free_path, save
from motcua_tui.services.templates import make_folder

PAPERS: Final = frozenset({Format.XLSX, Format.DOCX})
"""What a form is written as; the report itself is written as any."""
_TEXT_WIDTH: Final = 100


@dataclass(frozen=True, slots=True)
class Export:
    """One file: a form, or the report itself where ``form`` is None."""

    form: FormName | None
    format: Format


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be made."""

    export: Export
    error: MotcuaError


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of the files; ``left`` were not begun."""

    written: tuple[Path, ...] = ()
    refused: tuple[Refused, ...] = ()
    left: int = 0


def exports(wanted: Iterable[FormName | None], formats: Iterable[Format]) -> tuple[Export, ...]:
    """The files of what is wanted, each in those of the formats that there are of it."""
    chosen = tuple(formats)
    return tuple(Export(form, kind) for form in wanted for kind in chosen if form is None or kind in PAPERS)


def export(
    desk: Desk,
    question: Question,
    wanted: Iterable[Export],
    folder: Path,
    *,
    told: Callable[[int], None] = lambda _done: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write the files into a folder that is made if need be; nothing that is there is replaced.

    ``told`` hears how many are done; after ``stopped`` no other is begun. Raises OutputError when the
    folder cannot be made.
    """
    make_folder(folder)
    todo = list(wanted)
    written: list[Path] = []
    refused: list[Refused] = []
    for done, one in enumerate(todo):
        if stopped():
            return Exported(tuple(written), tuple(refused), len(todo) - done)
        try:
            written.append(_write(desk, question, one, folder))
        except MotcuaError as error:
            refused.append(Refused(one, error))
        told(done + 1)
    return Exported(tuple(written), tuple(refused))


def _write(desk: Desk, question: Question, one: Export, folder: Path) -> Path:
    name = file_name(question.reporting, one.form or f"bao-cao-{question.profile}", one.format)
    if one.form is not None:
        request = FormRequest(one.form, question.reporting, judge_by=question.judge_by)
        return save_into(folder, name, forms.form(desk, request))
    path = free_path(folder / name)
    match one.format:
        case Format.CSV:
            save(path, _csv(desk, question))
        case Format.TEXT:
            save(path, _text(desk, question))
        case Format.XLSX:
            save_report(desk, question, ReportFiles(xlsx=path))
        case Format.DOCX:
            save_report(desk, question, ReportFiles(docx=path))
        case Format.HTML:
            save_report(desk, question, ReportFiles(html=path))
    return path


def _csv(desk: Desk, question: Question) -> bytes:
    from motcua_tui.reports.as_csv import to_csv

    table = io.StringIO()
    to_csv(reporting.report(desk, _by_rows(question)), table)
    return table.getvalue().encode("utf-8-sig")


def _text(desk: Desk, question: Question) -> bytes:
    """The table, then the sentences in every style."""
    from motcua_tui.reports.as_table import to_text
    from motcua_tui.reports.sentences import Style, sentences

    made = reporting.report(desk, _by_rows(question))
    extras = reporting.sentence_extras(desk, question)
    parts = [to_text(made, _TEXT_WIDTH), *(sentences(made, style, extras=extras) for style in Style)]
    return ("\n\n".join(parts) + "\n").encode()


def _by_rows(question: Question) -> Question:
    return question if question.by else replace(question, by=By.FIELD)
