"""Bringing a database to the newest revision of its tables. Imported only when that is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection


def upgrade(connection: Connection, numbered: Callable[[int], str] | None = None) -> None:
    """Run the revisions that the database lacks in the transaction of this connection.

    ``numbered`` gives a statement that keeps the number of each revision outside of the tables as well.
    Raises ``sqlalchemy.exc.DBAPIError`` when a revision fails.
    """

    # Alembic hands over more keywords than this needs, of types of its own.
    def number(*, ctx: Any, step: Any, **_rest: Any) -> None:
        if numbered:
            ctx.connection.exec_driver_sql(numbered(int(step.up_revision_id)))

    config = Config()
    config.set_main_option("script_location", "motcua_tui.storage:migrations")
    config.attributes["options"] = {
        "connection": connection,
        "transactional_ddl": True,
        "render_as_batch": True,
        "on_version_apply": number,
    }
    command.upgrade(config, "head")
