"""How a dossier stood on past days, where a later day changed its due date, its waiting or its outcome.

A report says how things stood on the last day of its period, so what was revised since counts as it was
then. ``events.replay`` is the rule; here its answers for all days together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from motcua_tui.domain.events import Event, Standing, apply, that_count


class Past(NamedTuple):
    """How a dossier stood at the end of each day from the first, inclusive, until the other, exclusive."""

    from_on: date
    until_on: date
    standing: Standing


def past(events: Iterable[Event], revised_on: date | None) -> Iterator[Past]:
    """The stretches of days from the acceptance to the last revision, in their order; none where nothing
    was revised. What the events make on ``revised_on`` holds from that day on."""
    if revised_on is None:
        return
    told = sorted(that_count(events), key=lambda event: (event.on, event.number))
    standing = Standing()
    for event, following in pairwise(told):
        if event.on >= revised_on:
            return
        standing = apply(standing, event)
        if following.on > event.on and standing.accepted_on is not None:
            yield Past(event.on, min(following.on, revised_on), standing)
