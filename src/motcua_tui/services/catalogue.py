"""The catalogue of procedures: the versions in force, and choosing one by code or a few letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.text import fold, sort_key
from motcua_tui.errors import InputError, NotFoundError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads import catalogue as reads


def in_force(desk: Desk, day: date, channel: Channel | None = None) -> list[ProcedureVersion]:
    """The versions that govern an acceptance on that day, whole, one a procedure and case, by field and name.

    A version for the channel stands before the one for every channel.
    """
    best: dict[tuple[str, str], ProcedureVersion] = {}
    for version in reads.versions(desk.database.reader(), whole=True):
        if not version.in_force(day) or version.channel not in (None, channel):
            continue
        known = best.get((version.code, version.case))
        if known is None or (known.channel is None and version.channel is not None):
            best[version.code, version.case] = version
    return sorted(best.values(), key=lambda v: (sort_key(v.field), sort_key(v.name), v.case))


def search(versions: Sequence[ProcedureVersion], text: str) -> list[ProcedureVersion]:
    """The versions whose code, name or field hold every typed word, accents aside."""
    words = fold(text).split()
    return [
        v for v in versions if all(word in fold(f"{v.code} {v.name} {v.case} {v.field}") for word in words)
    ]


def matching(desk: Desk, *, field: str | None = None, procedure: str | None = None) -> frozenset[int]:
    """The ids of the versions whose field, and whose procedure by code or name, is the one that is meant.

    Accents and case aside; where nothing bears just that name, a part of it is enough.
    """
    versions = list(reads.versions(desk.database.reader()))
    if field is not None:
        versions = _meant(versions, field, lambda v: (v.field,))
    if procedure is not None:
        versions = _meant(versions, procedure, lambda v: (v.code, v.name))
    return frozenset(version.id for version in versions)


def fields_meant(desk: Desk, text: str) -> list[str]:
    """The fields that the text means, by name or by a part of it, in Vietnamese order."""
    versions = list(reads.versions(desk.database.reader()))
    return _names(v.field for v in _meant(versions, text, lambda v: (v.field,)))


def procedures_meant(desk: Desk, text: str) -> list[str]:
    """The names of the procedures that the text means, by code, name or a part, in Vietnamese order."""
    versions = list(reads.versions(desk.database.reader()))
    return _names(v.name for v in _meant(versions, text, lambda v: (v.code, v.name)))


def _names(names: Iterable[str]) -> list[str]:
    return sorted(set(names), key=sort_key)


def _meant(
    versions: list[ProcedureVersion], text: str, names: Callable[[ProcedureVersion], tuple[str, ...]]
) -> list[ProcedureVersion]:
    wanted, words = fold(text), fold(text).split()
    exact = [v for v in versions if wanted in map(fold, names(v))]
    return exact or [v for v in versions if all(word in fold(" ".join(names(v))) for word in words)]


def choose(desk: Desk, text: str, day: date, channel: Channel) -> ProcedureVersion:
    """The one version that the text means: its code, its name, or a part that fits only one.

    Raises NotFoundError when none fits, InputError when several do.
    """
    versions = in_force(desk, day, channel)
    exact = [v for v in versions if fold(text) in (fold(v.code), fold(v.name))]
    found = exact or search(versions, text)
    if not found:
        raise NotFoundError(
            _("Không có thủ tục nào đang có hiệu lực khớp với “{text}”.").format(text=text),
            _("Nạp danh mục (motcua import procedures) hoặc gõ phần khác của tên."),
        )
    if len(found) > 1:
        names = "; ".join(f"{v.code} {v.name} {v.case}".strip() for v in found[:5])
        raise InputError(
            _("“{text}” khớp với {n} thủ tục.").format(text=text, n=len(found)),
            _("Ghi rõ hơn: {names}").format(names=names),
        )
    return found[0]
