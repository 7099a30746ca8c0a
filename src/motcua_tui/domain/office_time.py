"""Office time between many pairs of instants: two look-ups in arrays instead of a walk over days.

The rule stays ``domain.office``; here are running sums over its sessions, for counting a whole period.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from motcua_tui.domain.office import ACCEPT_WITHIN

ACCEPT_WITHIN_SECONDS: Final = ACCEPT_WITHIN * 60


class OfficeTime:
    """Seconds of office time within some days, given as sessions in order.

    Sessions and instants are seconds on one scale, such as UTC; before the first session and after the
    last one no office time passes.
    """

    def __init__(self, sessions: Iterable[tuple[int, int]]) -> None:
        self._opens: list[int] = []
        self._lengths: list[int] = []
        self._passed: list[int] = []
        passed = 0
        for opens, closes in sessions:
            self._opens.append(opens)
            self._lengths.append(closes - opens)
            self._passed.append(passed)
            passed += closes - opens

    def between(self, start: int, end: int) -> int:
        """Seconds of office time from ``start`` to ``end``; negative when ``end`` is the earlier one."""
        return self._until(end) - self._until(start)

    def _until(self, at: int) -> int:
        place = bisect_right(self._opens, at) - 1
        if place < 0:
            return 0
        return self._passed[place] + min(at - self._opens[place], self._lengths[place])
