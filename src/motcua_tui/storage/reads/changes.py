"""What was changed of settings, hours, the calendar, officers, petitions and the catalogue."""

from __future__ import annotations

from typing import Final

from motcua_tui.domain.changes import Change, Subject
from motcua_tui.storage.codes import Clock, code_of, values_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import rows

_CHANGES: Final = """
SELECT subject, name, field, before, after, recorded_at, actor FROM office_change
WHERE agency_id = 1 AND subject IN (SELECT value FROM json_each(:subjects))
  AND (CAST(:name AS TEXT) IS NULL OR name = :name)
ORDER BY id DESC LIMIT :most
"""
MOST: Final = 500


def changes(
    connection: Connection, *subjects: Subject, zone: str, name: str | None = None, most: int = MOST
) -> tuple[Change, ...]:
    """The latest changes of some subjects, or of the one called ``name``; newest first."""
    clock = Clock(zone)
    codes = f"[{', '.join(str(code_of(subject)) for subject in subjects)}]"
    found = rows(connection, _CHANGES, {"subjects": codes, "name": name, "most": most})
    return tuple(
        Change(values_of(Subject)[subject], which, field, before, after, clock.local(at), actor)
        for subject, which, field, before, after, at, actor in found
    )
