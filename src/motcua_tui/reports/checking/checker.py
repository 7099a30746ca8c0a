"""The check of a written report: text in, claims out."""

from __future__ import annotations

from collections.abc import Mapping

from motcua_tui.reports.checking.agreement import check_agreement, check_recorded
from motcua_tui.reports.checking.clauses import Source
from motcua_tui.reports.checking.figures import read
from motcua_tui.reports.checking.labels import Role
from motcua_tui.reports.checking.model import Claim, Watch, unwatched
from motcua_tui.reports.checking.rate_lists import check_list
from motcua_tui.reports.checking.rates import check_rates
from motcua_tui.reports.checking.scribe import Scribe
from motcua_tui.reports.checking.stories import stories
from motcua_tui.reports.checking.sums import check_counts, check_sums
from motcua_tui.reports.checking.tables import check_tables


def check(text: str, recorded: Mapping[Role, int] | None = None, *, watch: Watch = unwatched) -> list[Claim]:
    """Every claim of the text in the order of their places, each with its verdict.

    ``recorded`` are the counts of the same period on record; the figures of the text are held against
    them too. ``watch`` hears how far the reading has come.
    """
    source = Source.of(text)
    reading = read(source, watch)
    told = stories(source, reading)
    scribe = Scribe(source)
    check_sums(scribe, told, reading.breakdowns)
    check_rates(scribe, reading, told)
    for story in told:
        check_list(scribe, story)
    check_tables(scribe)
    check_agreement(scribe, reading, told)
    if recorded is not None:
        check_recorded(scribe, told, recorded)
    check_counts(scribe, told)
    return sorted(scribe.claims, key=lambda claim: (claim.start, claim.end))
