"""The history of the tables: one Alembic revision a change, never edited once released."""
