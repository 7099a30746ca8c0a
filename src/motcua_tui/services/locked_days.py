"""What to say before something is recorded for a day of a period that was reported and locked.

Nothing is forbidden: old work must be entered at its own date, and shows as a difference of the period.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from motcua_tui.domain.periods import Preset
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads import locks as reads


def warnings_for(desk: Desk, days: Iterable[date]) -> tuple[str, ...]:
    """A warning where the earliest of the days stands in a locked period, or before its end."""
    on = min(days, default=desk.today())
    names = reads.touched(desk.database.reader(), on)
    if not names:
        return ()
    labels = ", ".join(Preset.parse(name).label for name in names)
    return (
        _("Ghi lùi ngày {day}: kỳ {periods} đã khóa, số liệu đã gửi sẽ lệch.").format(
            day=short_date(on), periods=labels
        ),
    )
