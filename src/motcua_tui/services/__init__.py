"""Use cases: one function, one transaction, frozen dataclasses out.

Here: what the officer wants done, put together from the rules (``domain``) and the record
(``storage``). Not here: SQL, screens, the clock (a :class:`~motcua_tui.services.desk.Desk` brings it).
"""
