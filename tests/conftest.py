"""Fixtures that every room's tests may use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.storage.database import Database

ZONE = "Asia/Ho_Chi_Minh"
NOW = datetime(2026, 11, 23, 9, 40)

settings.register_profile(
    "motcua", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("motcua")


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database with two procedures, to be copied, never to be written to."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    database = Database.create(path)
    with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        uow.catalogue.add(
            ProcedureVersion(
                code="1.013233",
                name="Gia hạn giấy phép xây dựng",
                field="Hoạt động xây dựng",
                limit=TimeLimit.parse("5 LV"),
                online=Channel.ONLINE_FULL,
            )
        )
        uow.catalogue.add(
            ProcedureVersion(
                code="1.008991",
                name="Gia hạn chứng chỉ hành nghề kiến trúc",
                field="Kiến trúc",
                limit=TimeLimit.parse("4 LV"),
            )
        )
        uow.commit()
    database.close()
    return path


@pytest.fixture
def database_path(template_database: Path, tmp_path: Path) -> Path:
    """A database of the test's own: procedures 1 (online) and 2 (no online service), no dossier."""
    path = tmp_path / "motcua.db"
    shutil.copyfile(template_database, path)
    return path


@pytest.fixture
def database(database_path: Path) -> Iterator[Database]:
    opened = Database.open(database_path)
    yield opened
    opened.close()
