from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from tests.conftest import NOW, ZONE
from tests.storage.histories import Told

from motcua_tui.storage.database import Database


@pytest.fixture
def fill(template_database: Path, tmp_path: Path) -> Iterator[Callable[[list[Told]], Database]]:
    """Makes a database of its own with some dossiers in it, as often as it is called."""
    numbers = count(1)
    with ExitStack() as opened:

        def filled(told: list[Told]) -> Database:
            path = tmp_path / f"filled-{next(numbers)}.db"
            shutil.copyfile(template_database, path)
            database = Database.open(path)
            opened.callback(database.close)
            with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
                uow.dossiers.bulk_add((d.particulars, d.events) for d in told)
                uow.commit()
            return database

        yield filled
