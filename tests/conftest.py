"""Fixtures that every room's tests may use."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.engines import (
    MOST_EXAMPLES,
    ON_SERVER,
    URL,
    FileTemplate,
    ServerTemplate,
    Template,
    opened,
    start_server,
)

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.storage.database import Database
from motcua_tui.storage.place import Place

ZONE = "Asia/Ho_Chi_Minh"
NOW = datetime(2026, 11, 23, 9, 40)
MOST_OPEN = 4

settings.register_profile(
    "motcua",
    max_examples=MOST_EXAMPLES if ON_SERVER else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("motcua")

_stop_server = pytest.StashKey[Callable[[], None]]()


def pytest_configure(config: pytest.Config) -> None:
    if ON_SERVER and not hasattr(config, "workerinput"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of a missing XDG_RUNTIME_DIR
            stop = start_server()
        if stop:
            config.stash[_stop_server] = stop
            # A run that is told to end leaves no server behind.
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


def pytest_unconfigure(config: pytest.Config) -> None:
    if stop := config.stash.get(_stop_server, None):
        stop()


_ENGINE = {"template", "database_place"}
"""The fixtures below that are of the engine."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a server leave out what does not use it, and skip what is about files."""
    if not ON_SERVER:
        return
    by_use: dict[bool, list[pytest.Item]] = {True: [], False: []}
    for item in items:
        by_use[not _ENGINE.isdisjoint(getattr(item, "fixturenames", ()))].append(item)
    config.hook.pytest_deselected(items=by_use[False])
    items[:] = by_use[True]
    for item in items:
        if marker := item.get_closest_marker("file_only"):
            item.add_marker(pytest.mark.skip(reason=marker.args[0]))


def prepare(database: Database) -> None:
    """Two procedures: 1 with an online service, 2 without."""
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


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with two procedures, to be copied, never to be written to."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    database = Database.create(path)
    prepare(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    """The same database wherever the tests of this run keep theirs."""
    if not ON_SERVER:
        yield FileTemplate(request.getfixturevalue("template_database"), tmp_path_factory.mktemp("copies"))
        return
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    made = ServerTemplate(os.environ[URL], f"motcua_test_{os.getpid()}_{worker}", prepare)
    yield made
    made.close()


@pytest.fixture
def database_path(template_database: Path, tmp_path: Path) -> Path:
    """A file of the test's own: procedures 1 (online) and 2 (no online service), no dossier."""
    path = tmp_path / "motcua.db"
    shutil.copyfile(template_database, path)
    return path


@pytest.fixture
def database_place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """The same, wherever the tests of this run keep their databases."""
    if not ON_SERVER:
        yield request.getfixturevalue("database_path")
        return
    template: Template = request.getfixturevalue("template")
    place = template.copy()
    yield place
    template.drop(place)


@pytest.fixture
def database(database_place: Place) -> Iterator[Database]:
    database = Database.open(database_place)
    yield database
    database.close()


@pytest.fixture
def new_database(template: Template) -> Iterator[Callable[[], Database]]:
    """Gives a database of its own as often as it is called; only the last few are there at a time."""
    kept: deque[ExitStack] = deque()

    def another() -> Database:
        if len(kept) == MOST_OPEN:
            kept.popleft().close()
        kept.append(ExitStack())
        return kept[-1].enter_context(opened(template))

    yield another
    for stack in kept:
        stack.close()
