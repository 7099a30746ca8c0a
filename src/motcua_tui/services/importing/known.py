"""The procedures that the desk knows, as a register names them: by code, or by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.text import fold
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.services.importing.result import Notes

OWN_PREFIX: Final = "X-"
"""Codes of procedures that a register names without a code: X-1, X-2, …"""

Versions = tuple[ProcedureVersion, ...]


class KnownProcedures:
    """Finds the versions of a procedure; one that is unknown is made, without a limit, and told."""

    def __init__(
        self,
        versions: Iterable[ProcedureVersion],
        add: Callable[[ProcedureVersion], ProcedureVersion],
        notes: Notes,
    ) -> None:
        self._add = add
        self._notes = notes
        self._by_code: defaultdict[str, list[ProcedureVersion]] = defaultdict(list)
        self._by_name: defaultdict[str, list[ProcedureVersion]] = defaultdict(list)
        self._fields: set[str] = set()
        self._own = 0
        self._found: dict[tuple[str, str, str], Versions] = {}
        for version in versions:
            self._remember(version)

    def find(self, row: int, code: str, name: str, field: str) -> Versions:
        """All versions of the procedure that a row names, at least one."""
        asked = (code, name, field)
        found = self._found.get(asked)
        if found is None:
            found = self._by_what_is_said(code, name, field) or (self._new(row, code, name, field),)
            self._found[asked] = found
        return found

    def choose(self, row: int, versions: Versions, channel: Channel, on: date) -> ProcedureVersion:
        """The version in force on that day, for that channel where one is kept apart."""
        if len(versions) == 1 and versions[0].in_force(on):
            return versions[0]
        in_force = [v for v in versions if v.in_force(on)]
        if not in_force:
            in_force = [min(versions, key=lambda v: _distance(v, on))]
            self._notes.warn_once(
                row,
                _("Thủ tục “{name}” không có phiên bản hiệu lực ngày {day}; dùng phiên bản gần nhất.").format(
                    name=versions[0].name, day=short_date(on)
                ),
            )
        own = [v for v in in_force if v.channel is channel]
        fitting = own or [v for v in in_force if v.channel is None] or in_force
        plain = [v for v in fitting if not v.case] or fitting
        if len(plain) > 1:
            self._notes.warn_once(
                row,
                _("Thủ tục “{name}” có nhiều trường hợp; dùng “{case}”.").format(
                    name=plain[0].name, case=plain[0].case or plain[0].decision
                ),
            )
        return plain[0]

    def _by_what_is_said(self, code: str, name: str, field: str) -> Versions:
        """By code where one is said; else by name, and the same field where several have that name.

        The catalogue knows the field of a procedure better than a register, but procedures that
        came from registers are told apart by it.
        """
        if code:
            return tuple(self._by_code.get(fold(code), ()))
        named = self._by_name.get(fold(name or _nameless()), [])
        same_field = [v for v in named if fold(v.field) == fold(field)]
        if same_field or not field:
            return tuple(v for v in same_field or named if v.code == (same_field or named)[0].code)
        catalogued = [v for v in named if not v.code.startswith(OWN_PREFIX)]
        return tuple(v for v in catalogued if v.code == catalogued[0].code)

    def _new(self, row: int, code: str, name: str, field: str) -> ProcedureVersion:
        version = ProcedureVersion(
            code=code or f"{OWN_PREFIX}{self._own + 1}", name=name or code or _nameless(), field=field
        )
        if field and fold(field) not in self._fields:
            self._notes.warn(row, _("Lĩnh vực mới: “{field}”.").format(field=field))
        self._notes.warn(
            row,
            _("Thủ tục mới, chưa có thời hạn: “{name}” (mã {code}).").format(
                name=version.name, code=version.code
            ),
            procedure=version.code,
        )
        stored = self._add(version)
        self._remember(stored)
        return stored

    def _remember(self, version: ProcedureVersion) -> None:
        self._by_code[fold(version.code)].append(version)
        self._by_name[fold(version.name)].append(version)
        self._fields.add(fold(version.field))
        number = version.code.removeprefix(OWN_PREFIX)
        if number != version.code and number.isdecimal():
            self._own = max(self._own, int(number))


def _nameless() -> str:
    return _("Chưa rõ thủ tục")


def _distance(version: ProcedureVersion, on: date) -> int:
    """Days between a day and the nearest day on which the version is in force."""
    if version.valid_from is not None and on < version.valid_from:
        return (version.valid_from - on).days
    return (on - version.valid_to).days if version.valid_to is not None else 0
