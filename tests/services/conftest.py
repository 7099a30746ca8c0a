from __future__ import annotations

import pytest
from tests.services.desks import desk_over

from motcua_tui.services.desk import Desk
from motcua_tui.storage.database import Database


@pytest.fixture
def small_desk(database: Database) -> Desk:
    """A desk with two procedures and no dossier, on Monday 23 November 2026."""
    return desk_over(database)
