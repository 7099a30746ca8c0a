"""The catalogue as a whole, and its changes: a new decision makes a new version, what dossiers use stays.

The version in force on the day of acceptance governs a dossier to its end, so nothing that a dossier was
accepted under is ever rewritten.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.text import clean, fold, sort_key
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import InputError, RuleError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads import catalogue as reads


@dataclass(frozen=True, slots=True)
class Procedure:
    """One case of a procedure: the version that holds today, or else the newest, and all there were."""

    current: ProcedureVersion
    in_force: bool
    versions: tuple[ProcedureVersion, ...]
    """Newest first; those for single channels among them."""


def procedures(desk: Desk) -> list[Procedure]:
    """The whole catalogue by field and name, one a procedure and case."""
    today = desk.today()
    found = []
    every = reads.versions(desk.database.reader(), whole=True)
    for _key, group in groupby(every, key=lambda v: (v.code, v.case)):
        versions = sorted(group, key=lambda v: (v.valid_from or date.min, v.id), reverse=True)
        in_force = [version for version in versions if version.in_force(today)]
        general = [version for version in in_force if version.channel is None]
        current = next(iter(general or in_force or versions))
        found.append(Procedure(current, bool(in_force), tuple(versions)))
    return sorted(found, key=lambda p: (sort_key(p.current.field), sort_key(p.current.name), p.current.case))


def matching(found: list[Procedure], text: str) -> list[Procedure]:
    """Those whose code, name, case, field or decision hold every typed word, accents aside."""
    words = fold(text).split()
    return [procedure for procedure in found if all(word in _searched(procedure) for word in words)]


def uses(desk: Desk, version: ProcedureVersion) -> int:
    """How many dossiers the version governs."""
    return reads.uses(desk.database.reader(), version.id)


def add(desk: Desk, version: ProcedureVersion) -> ProcedureVersion:
    """A procedure that the catalogue does not have. Raises InputError, RuleError when the code is taken."""
    version = _checked(version)
    with desk.unit_of_work() as uow:
        if any((v.code, v.case) == (version.code, version.case) for v in uow.catalogue.versions()):
            raise RuleError(
                _("Danh mục đã có thủ tục {code}.").format(code=version.code),
                _("Chọn thủ tục ấy rồi ghi phiên bản mới."),
            )
        added = uow.catalogue.add(version)
        uow.commit()
    return added


def begin(desk: Desk, version: ProcedureVersion) -> ProcedureVersion:
    """A new version by decision: the one of ``version.id`` ends on the day before ``valid_from``.

    Raises InputError without day or decision, RuleError when the day is not after the old one's first, or
    the old one has ended already.
    """
    version = _checked(version)
    start = version.valid_from
    if start is None or not version.decision:
        raise InputError(
            _("Phiên bản mới cần ngày hiệu lực và quyết định."),
            _("Ghi số quyết định công bố và ngày hiệu lực."),
        )
    with desk.unit_of_work() as uow:
        old = uow.catalogue.get(version.id)
        if old.valid_from is not None and start <= old.valid_from:
            raise RuleError(
                _("Phiên bản đang có hiệu lực từ {day}.").format(day=short_date(old.valid_from)),
                _("Ghi ngày hiệu lực muộn hơn."),
            )
        if old.valid_to is not None:
            raise RuleError(
                _("Phiên bản này đã hết hiệu lực ngày {day}.").format(day=short_date(old.valid_to)),
                _("Ghi phiên bản mới từ phiên bản còn hiệu lực."),
            )
        uow.catalogue.end(old.id, start - timedelta(days=1))
        added = uow.catalogue.add(replace(version, code=old.code, id=0, valid_to=None))
        uow.commit()
    return added


def amend(desk: Desk, version: ProcedureVersion) -> ProcedureVersion:
    """Put a version right in place. Raises RuleError once a dossier was accepted under it."""
    version = _checked(version)
    with desk.unit_of_work() as uow:
        count = uses(desk, version)
        if count:
            raise RuleError(
                _("Đã có {n} hồ sơ theo phiên bản này.").format(n=count),
                _("Ghi phiên bản mới: hồ sơ đã nhận vẫn theo phiên bản cũ."),
            )
        uow.catalogue.update(version)
        uow.commit()
    return version


def _checked(version: ProcedureVersion) -> ProcedureVersion:
    """The version with its texts cleaned. Raises InputError where code or name is missing."""
    version = replace(
        version,
        code=clean(version.code),
        name=clean(version.name),
        field=clean(version.field),
        case=clean(version.case),
        decision=clean(version.decision),
    )
    if not version.code or not version.name:
        raise InputError(_("Thủ tục cần có mã và tên."), _("Ghi mã và tên như trong quyết định công bố."))
    return version


def _searched(procedure: Procedure) -> str:
    version = procedure.current
    return fold(f"{version.code} {version.name} {version.case} {version.field} {version.decision}")
