"""A record in a database of a PostgreSQL server. Imported only when a URL is given.

``connection`` runs the room's SQL there, ``translation`` says it in PostgreSQL's words, ``failures`` tells
its errors, ``schema`` makes the tables, ``store`` puts these together, ``writer`` is the writing side.
"""
