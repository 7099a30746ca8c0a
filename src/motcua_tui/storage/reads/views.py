"""The lists that the desk keeps under a name."""

from __future__ import annotations

from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import rows


def saved_views(connection: Connection) -> dict[str, str]:
    """What is kept of each list, by its name."""
    return dict(rows(connection, "SELECT name, content FROM saved_view WHERE agency_id = 1 ORDER BY name"))
