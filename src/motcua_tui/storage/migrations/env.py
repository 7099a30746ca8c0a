"""Runs the revisions on the connection that ``storage.migrate`` hands over, in its transaction."""

from __future__ import annotations

from alembic import context

context.configure(**context.config.attributes["options"])
context.run_migrations()
