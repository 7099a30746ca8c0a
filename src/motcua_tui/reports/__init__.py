"""Figures into sentences, tables, JSON and CSV. No database, no Textual, no clock.

Everything here takes a finished :class:`~motcua_tui.reports.model.PeriodReport` and gives text;
what is counted, and by which rule, is decided in ``domain``.
"""
