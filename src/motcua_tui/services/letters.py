"""Issuing the papers of the desk: the set in force, the user's template before ours, one file a paper.

What a paper says is decided in ``reports.letters``. A template of the user's own runs in a process of
its own; files are complete or absent, and readable by their owner only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import starmap
from pathlib import Path
from typing import Final
from zlib import crc32

from motcua_tui import locations
from motcua_tui.domain.dossier import Dossier
from motcua_tui.domain.events import Event, LetterIssued
from motcua_tui.domain.guards import not_future
from motcua_tui.domain.roles import Right
from motcua_tui.domain.text import clean
from motcua_tui.errors import (
    ConflictError,
    FileError,
    InputError,
    MotcuaError,
    NotFoundError,
    OutputError,
    RuleError,
)
from motcua_tui.i18n import _
from motcua_tui.reports.letters.compose import ASKED, NOTHING_ADDED, Added, Case, Together, compose, register
from motcua_tui.reports.letters.fields import Letter, context
from motcua_tui.reports.letters.filling import specimen
from motcua_tui.reports.letters.papers import FormSet, Paper, papers, title
from motcua_tui.reports.letters.preview import preview
from motcua_tui.services import browse
from motcua_tui.services.desk import Desk
from motcua_tui.services.saving import free_path, refuse_to_overwrite, save, taken_back
from motcua_tui.services.templates import TemplateFile, copy_out, filled, find, make_folder
from motcua_tui.storage.reads import forms as reads

__all__ = [
    "ASKED",
    "NOTHING_ADDED",
    "Added",
    "Batch",
    "FormSet",
    "Offered",
    "Paper",
    "Refused",
    "Template",
    "batch_folder",
    "copy_templates",
    "faults",
    "folder",
    "in_force",
    "issue",
    "issue_batch",
    "issue_into",
    "issue_register",
    "issue_register_into",
    "look",
    "offered",
    "template",
    "templates",
]

_UNSAFE: Final = re.compile(r"[^0-9A-Za-z.]+")
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Template:
    """The template that a paper is made from."""

    paper: Paper
    forms: FormSet
    file: TemplateFile

    @property
    def path(self) -> Path:
        return self.file.path

    @property
    def own(self) -> bool:
        """Whether it is the user's."""
        return self.file.own


@dataclass(frozen=True, slots=True)
class Offered:
    """A paper of the set in force; ``refused`` says why a dossier gives no cause for it."""

    paper: Paper
    title: str
    refused: RuleError | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A dossier that got no paper, and why."""

    code: str
    error: MotcuaError


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of a selection of dossiers; ``left`` were not tried, since the person stopped."""

    written: tuple[Path, ...]
    refused: tuple[Refused, ...] = ()
    left: tuple[str, ...] = ()


def template(paper: Paper, forms: FormSet) -> Template:
    """The user's template of a paper, or ours. Raises RuleError when the set has no such paper."""
    title(paper, forms)
    return Template(paper, forms, find(paper, forms))


def templates() -> Iterator[Template]:
    """The template in use of every paper of every set."""
    return (template(paper, forms) for forms in FormSet for paper in papers(forms))


def copy_templates() -> tuple[Path, ...]:
    """Copy our templates into the user's folder, to be edited there; those that he has stay as they are.

    Raises OutputError.
    """
    return tuple(copy_out(ours.file) for ours in [found for found in templates() if not found.own])


def faults() -> tuple[FileError, ...]:
    """What is wrong with the user's own templates; each is tried with a value for every tag."""
    found = []
    for own in [each for each in templates() if each.own]:
        try:
            filled(own.file, specimen(own.paper), "000.00.00.H00-260105-0001")
        except FileError as error:
            found.append(error)
    return tuple(found)


def offered(desk: Desk, code: str, at: datetime) -> tuple[Offered, ...]:
    """The papers that may be issued on that day, and which of them the dossier gives no cause for.

    Raises NotFoundError.
    """
    case = _case(desk, code, at, NOTHING_ADDED)
    return tuple(replace(each, refused=_no_cause(each.paper, case)) for each in in_force(at.date()))


def in_force(on: date) -> tuple[Offered, ...]:
    """The papers that may be issued on that day, in the order of their numbers."""
    forms = FormSet.in_force(on)
    return tuple(Offered(paper, title(paper, forms)) for paper in papers(forms))


def _no_cause(paper: Paper, case: Case) -> RuleError | None:
    try:
        compose(paper, case)
    except RuleError as error:
        return error
    return None


def folder(desk: Desk) -> Path:
    """Where the screens write papers: the folder of the settings, or one among the user's documents."""
    chosen = desk.settings.paper_folder
    return locations.typed(chosen) if chosen else locations.papers_folder()


def batch_folder(desk: Desk, paper: Paper) -> Path:
    """A folder that is not there yet, for many papers of one kind: ``receipt-2026-11-23``."""
    return free_path(folder(desk) / f"{paper}-{desk.today()}")


def look(
    desk: Desk,
    code: str,
    paper: Paper,
    at: datetime,
    added: Added = NOTHING_ADDED,
    *,
    width: int = 80,
    with_qr: bool = True,
) -> list[str]:
    """The paper as lines of text, its QR code drawn with half blocks or left out; nothing is written or
    recorded. Raises as ``issue``."""
    case = _case(desk, code, at, added)
    return preview(_made(paper, case), width, case.dossier.code if with_qr else "")


def issue(
    desk: Desk,
    code: str,
    paper: Paper,
    at: datetime,
    target: Path,
    added: Added = NOTHING_ADDED,
    *,
    force: bool = False,
) -> Path:
    """Write a paper about a dossier to a file, or into a folder under a name of its own, and record that.

    Raises NotFoundError, RuleError when the dossier gives no cause for the paper, FileError for a broken
    template, OutputError when the file exists or cannot be written.
    """
    if paper is Paper.REGISTER:
        return issue_register(desk, [code], at, target, added, force=force)
    case = _case(desk, code, at, added)
    if target.is_dir():
        target = target / _file_name(paper, case.dossier.code)
    refuse_to_overwrite(target, force=force)
    docx = _made(paper, case)
    named = title(paper, FormSet.in_force(at.date()))
    issued = Event(at, LetterIssued(named, clean(added.number), target.name))
    with desk.unit_of_work(Right.PAPERS) as uow:
        uow.dossiers.append(uow.dossiers.get(case.dossier.code), [issued])
        save(target, docx, force=force)
        with taken_back(target):
            uow.commit()
    return target


def issue_into(
    desk: Desk, code: str, paper: Paper, at: datetime, into: Path, added: Added = NOTHING_ADDED
) -> Path:
    """As ``issue``, into a folder that is made if need be; a paper issued again gets a name of its own."""
    make_folder(into)
    return issue(desk, code, paper, at, free_path(into / _file_name(paper, clean(code))), added)


def issue_batch(
    desk: Desk,
    codes: Iterable[str],
    paper: Paper,
    at: datetime,
    into: Path,
    added: Added = NOTHING_ADDED,
    *,
    force: bool = False,
    told: Callable[[int], None] = lambda _tried: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Batch:
    """A paper for each of some dossiers, into one folder. A dossier that cannot have one is told, the
    others get theirs. ``told`` hears after each how many were tried, ``stopped`` is asked before each.

    Raises FileError for a broken template and StorageError for the record, which would fail for all.
    """
    waiting = _different(codes)
    written: list[Path] = []
    refused: list[Refused] = []
    make_folder(into)
    for tried, code in enumerate(waiting):
        if stopped():
            return Batch(tuple(written), tuple(refused), tuple(waiting[tried:]))
        try:
            written.append(issue(desk, code, paper, at, into, added, force=force))
        except (RuleError, NotFoundError, OutputError, ConflictError) as error:
            refused.append(Refused(code, error))
        told(tried + 1)
    return Batch(tuple(written), tuple(refused))


def issue_register(
    desk: Desk,
    codes: Iterable[str],
    at: datetime,
    target: Path,
    added: Added = NOTHING_ADDED,
    *,
    force: bool = False,
) -> Path:
    """The register of some dossiers as one document, which no history tells of. A target without an ending
    is a folder. Raises as ``issue``, and InputError without a dossier."""
    cases = [_case(desk, code, at, added) for code in _different(codes)]
    if not cases:
        raise InputError(_("Chưa có mã hồ sơ nào."), _("Ghi mỗi dòng một mã hồ sơ."))
    if target.is_dir() or not target.suffix:
        make_folder(target)
        target = target / f"{Paper.REGISTER}.docx"
    refuse_to_overwrite(target, force=force)
    save(target, _rendered(Paper.REGISTER, cases[0], register(cases)), force=force)
    return target


def issue_register_into(desk: Desk, codes: Iterable[str], at: datetime, into: Path) -> Path:
    """As ``issue_register``, into a folder that is made if need be."""
    make_folder(into)
    return issue_register(desk, codes, at, free_path(into / f"{Paper.REGISTER}.docx"))


def _case(desk: Desk, code: str, at: datetime, added: Added) -> Case:
    not_future(at, desk.now())
    page = browse.find(desk, code)
    together = _together(desk, page.dossier)
    return Case(page.dossier, page.version, desk.letterhead, desk.calendar, at, added, page.legs, together)


def _together(desk: Desk, dossier: Dossier) -> tuple[Together, ...]:
    """The dossiers on the receipt of this one; none where it is alone."""
    accepted_on = dossier.standing.accepted_on
    if accepted_on is None:
        return ()
    found = reads.on_receipt(desk.database.reader(), dossier.particulars.receipt, accepted_on)
    return tuple(starmap(Together, found)) if len(found) > 1 else ()


def _made(paper: Paper, case: Case) -> bytes:
    return _rendered(paper, case, compose(paper, case))


def _rendered(paper: Paper, case: Case, letter: Letter) -> bytes:
    found = template(paper, FormSet.in_force(case.issued_at.date()))
    return filled(found.file, context(letter), clean(case.dossier.code))


def _different(codes: Iterable[str]) -> Sequence[str]:
    return list(dict.fromkeys(filter(None, map(clean, codes))))


def _file_name(paper: Paper, code: str) -> str:
    """A name that every system takes, whatever the code is made of; another one for every code."""
    safe = _UNSAFE.sub("-", code)[:_LONGEST_NAME].strip(".-")
    told_apart = "" if safe == code else f"-{crc32(code.encode()):08x}"
    return f"{paper}-{safe}{told_apart}.docx"
