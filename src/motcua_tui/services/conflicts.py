"""Whether what a person decided on is still so: nobody's change is overwritten, and it is told what it was.

A service that is given what was seen compares it in its transaction, which holds the write lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from motcua_tui.domain.dossier import Dossier, Particulars
from motcua_tui.domain.events import Amended, HandedOver
from motcua_tui.domain.typed_dates import day_month
from motcua_tui.errors import ConflictError, InputError
from motcua_tui.i18n import _
from motcua_tui.labels import event_label, fact_label
from motcua_tui.services import browse
from motcua_tui.services.desk import Desk

if TYPE_CHECKING:
    from motcua_tui.storage.reads.history import StoredEvent
    from motcua_tui.storage.unit_of_work import UnitOfWork


def conflict(what: str, differences: Iterable[str]) -> ConflictError:
    """The error to raise; ``what`` says in a sentence of what sort the record is."""
    told = tuple(differences)
    message = _("{what} Các điểm khác nhau: {differences}.").format(what=what, differences="; ".join(told))
    return ConflictError(message, _("Xem lại rồi quyết định ghi tiếp hay thôi."), differences=told)


def refuse_changed(desk: Desk, uow: UnitOfWork, seen: Dossier | None, now: Dossier) -> None:
    """Raises ConflictError where the dossier is not as it was seen any more."""
    if seen is not None and seen.version != now.version:
        differences = dossier_differences(desk, seen, now, uow.dossiers.history(now))
        raise conflict(_("Hồ sơ vừa được người khác cập nhật."), differences)


def dossier_differences(
    desk: Desk, seen: Dossier, now: Dossier, history: Iterable[StoredEvent]
) -> tuple[str, ...]:
    """What happened to a dossier since it was seen; ``history`` is all that happened to it."""
    since = [stored for stored in history if stored.event.number > seen.version]
    told = (said(desk, each.recorded_at, each.actor, event_label(each.event.what)) for each in since)
    return (*told, *_amended(seen.particulars, now.particulars, since))


def seen_at(desk: Desk, code: str, version: int | None) -> Dossier | None:
    """The dossier as somebody saw it who knows its version; None where none is given.

    Raises NotFoundError, and InputError when it never had that version.
    """
    if version is None:
        return None
    dossier = browse.find(desk, code).dossier
    if not 0 < version <= dossier.version:
        raise InputError(
            _("Hồ sơ {code} không có phiên bản {version}.").format(code=dossier.code, version=version),
            _("Xem phiên bản hiện nay: motcua show {code} --json.").format(code=dossier.code),
        )
    return replace(dossier, version=version, events=dossier.events[:version])


def said(desk: Desk, at: datetime, actor: str, text: str) -> str:
    """When, who and what: ``14:05 Mai: …``, with the day where it was not today."""
    when = f"{at:%H:%M}" if at.date() == desk.today() else f"{day_month(at.date())} {at:%H:%M}"
    return f"{' '.join(filter(None, (when, actor)))}: {text}"


def from_to(what: str, before: str, after: str) -> str:
    """What it was and what it is: ``điện thoại: 0901 → 0902``."""
    return f"{what}: {before or '–'} → {after or '–'}"


def _amended(seen: Particulars, now: Particulars, since: Iterable[StoredEvent]) -> Iterator[str]:
    """The facts that are others now, beside those that an event tells of."""
    told: set[str] = set()
    for stored in since:
        match stored.event.what:
            case Amended(name):
                told.add(name)
            case HandedOver():
                told |= {"department", "officer"}
    for field in fields(Particulars):
        before, after = getattr(seen, field.name), getattr(now, field.name)
        if before == after or field.name in told:
            continue
        if isinstance(after, str) and not isinstance(after, Enum):
            yield from_to(fact_label(field.name), before, after)
        else:
            yield fact_label(field.name)
