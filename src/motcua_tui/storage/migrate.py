"""Bringing a database to the newest revision of its tables. Imported only when that is needed."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection
from sqlalchemy.pool import NullPool

from motcua_tui.storage.connect import connect
from motcua_tui.storage.failures import damaged


def upgrade(path: Path) -> None:
    """Run the revisions that the database lacks, all or none.

    Foreign keys are off meanwhile, because rebuilding a table with them on deletes the rows that
    point to it; they are checked before the end. Raises StorageError when that check fails and
    ``sqlalchemy.exc.DBAPIError`` when a revision does.
    """
    engine = create_engine("sqlite://", creator=lambda: _connect(path), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", "motcua_tui.storage:migrations")
        config.attributes["options"] = {
            "connection": connection,
            "transactional_ddl": True,
            "render_as_batch": True,
            "on_version_apply": _number,
        }
        command.upgrade(config, "head")
        if connection.execute(text("PRAGMA foreign_key_check")).first():
            raise damaged()


def _connect(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


# Alembic hands over more keywords than this needs, of types of its own.
def _number(*, ctx: Any, step: Any, **_rest: Any) -> None:
    ctx.connection.exec_driver_sql(f"PRAGMA user_version = {int(step.up_revision_id)}")
