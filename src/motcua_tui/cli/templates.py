"""``templates``: the docx templates of papers and documents, their tags, and copies to be edited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.i18n import _
from motcua_tui.reports.documents.fields import TITLES, Document
from motcua_tui.reports.letters.papers import Paper, title

if TYPE_CHECKING:
    from motcua_tui.reports.letters.fields import Tag
    from motcua_tui.services.templates import TemplateFile


def templates(
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help=_("Loại giấy, văn bản cần xem các thẻ."))
    ] = None,
    copy: Annotated[
        bool, typer.Option("--copy", help=_("Chép các mẫu vào thư mục của mình để sửa."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("In JSON."))] = False,
) -> None:
    from motcua_tui.services import documents, letters

    if kind is not None:
        _tell_tags(_tags(kind), as_json=as_json)
        return
    copied = (*letters.copy_templates(), *documents.copy_templates()) if copy else ()
    found = tuple(_listed())
    if as_json:
        emit_json(
            [
                {
                    "kind": file.kind,
                    "set": file.path.parent.name,
                    "title": named,
                    "file": str(file.path),
                    "own": file.own,
                }
                for named, file in found
            ]
        )
        return
    for named, file in found:
        data(f"{file.path.parent.name:<8}{file.kind:<15}{named}")
        data(f"        {file.path}")
    if copy:
        say(_("Đã chép {n} mẫu.").format(n=len(copied)))


def _listed() -> Iterator[tuple[str, TemplateFile]]:
    from motcua_tui.services import documents, letters

    for each in letters.templates():
        yield title(each.paper, each.forms), each.file
    for file in documents.templates():
        yield TITLES[Document(file.kind)], file


def _tags(kind: str) -> tuple[Tag, ...]:
    from motcua_tui.reports.letters import fields
    from motcua_tui.services import documents

    if kind in tuple(Document):
        return documents.tags()
    return fields.tags(Paper.parse(kind))


def _tell_tags(found: tuple[Tag, ...], *, as_json: bool) -> None:
    if as_json:
        emit_json([asdict(tag) for tag in found])
        return
    for tag in found:
        data(f"{tag.name:<20}{tag.meaning}")
        for column in tag.columns:
            data(f"  {column.name:<18}{column.meaning}")
