from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.conftest import NOW, ZONE
from tests.storage.histories import Told

from motcua_tui.storage.database import Database


@pytest.fixture
def fill(new_database: Callable[[], Database]) -> Callable[[list[Told]], Database]:
    """Makes a database of its own with some dossiers in it, as often as it is called."""

    def filled(told: list[Told]) -> Database:
        database = new_database()
        with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
            uow.dossiers.bulk_add((d.particulars, d.events) for d in told)
            uow.commit()
        return database

    return filled
