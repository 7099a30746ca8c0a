"""Writes claims down: finds the passage and the line of a figure, names what figures count."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from motcua_tui.i18n import _
from motcua_tui.reports.checking.clauses import Source
from motcua_tui.reports.checking.labels import Role
from motcua_tui.reports.checking.model import Claim, Kind, Verdict

MOST_SHOWN: Final = 400
"""Letters of a passage that a claim quotes."""


class Scribe:
    """Collects the claims of one report."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.claims: list[Claim] = []
        passages = [(s.start, s.end) for s in source.sentences]
        passages += [(row.start, row.end) for row in source.rows]
        self._passages = sorted(passages)
        self._starts = [start for start, _end in self._passages]

    def add(
        self,
        kind: Kind,
        verdict: Verdict,
        at: tuple[int, int],
        why: str,
        *,
        exact: Decimal | int | None = None,
        quoted: str | None = None,
    ) -> None:
        """One claim about the text between two places; ``quoted`` where it is more than that text."""
        start, end = at
        here = bisect_right(self._starts, start) - 1
        first, last = self._passages[max(here, 0)]
        first, last = max(first, start - MOST_SHOWN // 2), min(max(last, end), end + MOST_SHOWN)
        text = self.source.passage(first, last)
        self.claims.append(
            Claim(
                text=text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…",
                kind=kind,
                verdict=verdict,
                quoted=self.source.passage(start, end) if quoted is None else quoted,
                exact=None if exact is None else _plain(exact),
                why=why,
                start=start,
                end=end,
                line=self.source.line(start),
            )
        )


def _plain(exact: Decimal | int) -> str:
    """Without decimals where they say nothing."""
    return f"{int(exact)}" if exact == int(exact) else f"{exact}"


def verdict_name(verdict: Verdict) -> str:
    """A verdict in a word or two."""
    return {
        Verdict.WRONG: _("sai"),
        Verdict.RESIDUE: _("không khớp"),
        Verdict.DIFFERS: _("lệch nhau"),
        Verdict.OK: _("đúng"),
        Verdict.IMPLIED: _("suy ra"),
        Verdict.UNCHECKABLE: _("không kiểm tra được"),
    }[verdict]


def counted(claims: Sequence[Claim]) -> str:
    """How many claims of each verdict there are, what to look at first."""
    counts = Counter(claim.verdict for claim in claims)
    summary = "; ".join(f"{verdict_name(one)} {counts[one]}" for one in _LOOKED_AT_FIRST if counts[one])
    if not claims:
        return _("Không thấy số liệu nào để kiểm tra.")
    return _("Tổng cộng {n} số liệu: {summary}.").format(n=len(claims), summary=summary)


_LOOKED_AT_FIRST: Final = (
    Verdict.WRONG,
    Verdict.RESIDUE,
    Verdict.DIFFERS,
    Verdict.OK,
    Verdict.IMPLIED,
    Verdict.UNCHECKABLE,
)


def name_of(role: Role) -> str:
    """What a figure of that role is called."""
    return _NAMES[role]()


_NAMES: Final = {
    Role.RECEIVED: lambda: _("tổng số tiếp nhận"),
    Role.NEW: lambda: _("tiếp nhận mới"),
    Role.CARRIED: lambda: _("kỳ trước chuyển sang"),
    Role.ONLINE: lambda: _("trực tuyến"),
    Role.ONLINE_FULL: lambda: _("trực tuyến toàn trình"),
    Role.ONLINE_PARTIAL: lambda: _("trực tuyến một phần"),
    Role.DIRECT: lambda: _("trực tiếp"),
    Role.POST: lambda: _("bưu chính công ích"),
    Role.DIRECT_POST: lambda: _("trực tiếp, bưu chính"),
    Role.FINISHED: lambda: _("đã giải quyết"),
    Role.BY_DUE: lambda: _("đúng và trước hạn"),
    Role.EARLY: lambda: _("trước hạn"),
    Role.ON_TIME: lambda: _("đúng hạn"),
    Role.LATE: lambda: _("trễ hạn"),
    Role.DUE: lambda: _("đến hạn"),
    Role.PENDING: lambda: _("đang giải quyết"),
    Role.IN_TIME: lambda: _("trong hạn"),
    Role.OVERDUE: lambda: _("quá hạn"),
    Role.SENT_BACK: lambda: _("trả lại, rút, từ chối"),
    Role.WAITING: lambda: _("chờ bổ sung"),
    Role.APART: lambda: _("tính riêng"),
}
