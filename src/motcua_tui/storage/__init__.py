"""The one room that knows a database: tables, transactions, reads, migrations, backup.

Reading (``database``, ``reads``) needs the standard library only; what writes imports SQLModel
when the first unit of work is asked for. See docs/storage.md.
"""
