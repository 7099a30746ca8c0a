"""How the steps of the internal process and the questions to other agencies stand, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.labels import limit_label, timeliness_label

if TYPE_CHECKING:
    from motcua_tui.domain.consulting import Consultation
    from motcua_tui.domain.process import Leg


def consultation_label(asked: Consultation, today: date) -> str:
    """How a question to another agency stands: ``Công an tỉnh, hạn 18/03/2026 · quá hạn trả lời``."""
    words = [asked.agency]
    if asked.answered_on:
        words.append(_("đã trả lời {day}").format(day=short_date(asked.answered_on)))
    if asked.answer_by:
        words.append(_("hạn {day}").format(day=short_date(asked.answer_by)))
    late = _("trả lời muộn") if asked.answered_on else _("quá hạn trả lời")
    return ", ".join(words) + (f" · {late}" if asked.late(today) else "")


def leg_label(leg: Leg, steps: int) -> str:
    """How a step of the internal process stands: ``bước 2/4 Thẩm định · 3 ngày làm việc, đến 19/11/2026 ·
    đã dùng 4 ngày · quá hạn``. Empty for a hand-over outside of it."""
    if not leg.step:
        return ""
    words = [_("bước {n}/{all} {name}").format(n=leg.step, all=steps, name=leg.name)]
    if leg.limit and leg.due:
        at = f"{leg.due.at:%H:%M} " if leg.due.at else ""
        words.append(
            _("{limit}, đến {day}").format(limit=limit_label(leg.limit), day=at + short_date(leg.due.on))
        )
        words.append(_("đã dùng {used}").format(used=_used(leg)))
        words.append(timeliness_label(leg.judged) if leg.judged else "")
    return " · ".join(filter(None, words))


def _used(leg: Leg) -> str:
    used = leg.used or 0
    if not leg.in_minutes:
        return _("{n} ngày").format(n=used)
    hours, minutes = divmod(used, 60)
    words = _("{hours} giờ {minutes:02d} phút") if hours else _("{minutes} phút")
    return words.format(hours=hours, minutes=minutes)
