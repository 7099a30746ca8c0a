"""Locked periods on stdout: as lines for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from motcua_tui.domain.locking import FigureChange, Issue, LockedPeriod, Place
from motcua_tui.domain.numbers import group
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.labels import event_label, figure_label, place_label
from motcua_tui.reports.as_json import to_json
from motcua_tui.reports.as_table import to_text
from motcua_tui.reports.model import PeriodReport
from motcua_tui.services.locking import Chain, Difference, DossierChange, Standing
from motcua_tui.storage.reads.locks import RecordedEvent

_WIDTH: Final = 80
_NAMED: Final = 10
"""Dossiers that break the chain and are named on its line."""


def lock_json(lock: LockedPeriod) -> dict[str, object]:
    return {
        "id": lock.id,
        "period": {"from": lock.period.first.isoformat(), "to": lock.period.last.isoformat()},
        "name": lock.reporting.name,
        "label": lock.reporting.label,
        "profile": lock.profile.value,
        "judge_by": lock.judge_by.value,
        "as_on_time": lock.as_on_time,
        "locked_at": lock.locked_at.isoformat(),
        "actor": lock.actor,
        "hash": lock.hash,
        "active": lock.active,
        "unlocked_at": lock.unlocked_at.isoformat() if lock.unlocked_at else None,
        "unlocked_by": lock.unlocked_by,
        "unlock_reason": lock.unlock_reason,
    }


def lock_lines(lock: LockedPeriod) -> list[str]:
    """The lock on one line; another where it was taken back."""
    dates = f"{short_date(lock.period.first)}–{short_date(lock.period.last)}"
    lines = [
        f"{lock.id:>4}  {lock.reporting.label:<22}{dates}  {lock.profile:<9}"
        + _("khóa {moment}").format(moment=_by(f"{lock.locked_at:%d/%m/%Y %H:%M}", lock.actor))
    ]
    if lock.unlocked_at is not None:
        moment = _by(f"{lock.unlocked_at:%d/%m/%Y %H:%M}", lock.unlocked_by)
        lines.append(
            "      " + _("mở khóa {moment}: {reason}").format(moment=moment, reason=lock.unlock_reason)
        )
    return lines


def issue_json(lock: LockedPeriod, issue: Issue, report: PeriodReport) -> dict[str, object]:
    return {
        "lock": lock_json(lock),
        "report": to_json(report),
        "texts": dict(issue.texts),
        "files": {name: len(content) for name, content in issue.files.items()},
    }


def issue_lines(lock: LockedPeriod, issue: Issue, report: PeriodReport) -> Iterator[str]:
    yield from lock_lines(lock)
    yield ""
    yield to_text(report, _WIDTH)
    for style, text in issue.texts.items():
        yield ""
        yield _("Lời văn kiểu {style}:").format(style=style)
        yield text
    yield ""
    for name, content in issue.files.items():
        yield _("Biểu đã gửi: {name}, {n} byte").format(name=name, n=group(len(content)))


def difference_json(found: Difference) -> dict[str, object]:
    return {
        "lock": lock_json(found.lock),
        "intact": found.intact,
        "figures": [_figure_json(change, found) for change in found.figures],
        "dossiers": [_dossier_json(change) for change in found.dossiers.values()],
        "late_entries": [{"code": event.code, **_event_json(event)} for event in found.late],
    }


def difference_lines(found: Difference) -> Iterator[str]:
    """The difference for people, figures first, then the dossiers with what moved them."""
    yield from lock_lines(found.lock)
    if not found.intact:
        yield _("Dữ liệu của lần khóa này đã bị sửa: mã kiểm tra không khớp.")
    if not found.figures:
        yield _("Số liệu vẫn đúng như lúc khóa.")
    for change in found.figures:
        yield f"  {figure_line(change)}"
    for dossier in found.dossiers.values():
        yield f"{dossier.code}: {place_label(dossier.was)} → {place_label(dossier.now)}"
        for event in dossier.causes:
            yield f"  {event_line(event)}"
        if not dossier.causes:
            yield "  " + _("do danh mục thủ tục hoặc thiết lập thay đổi")
    yield _("{n} thay đổi ghi sau khi khóa, xảy ra trong kỳ").format(n=group(len(found.late)))
    for event in found.late:
        yield f"  {event.code}  {event_line(event)}"


def figure_line(change: FigureChange) -> str:
    """``Kiến trúc · Đã giải quyết: trễ hạn  3 → 4``."""
    row = _("Cộng") if change.row is None else change.row
    return f"{row} · {figure_label(change.figure)}  {group(change.was)} → {group(change.now)}"


def event_line(event: RecordedEvent) -> str:
    """What happened when, and when and by whom it was recorded."""
    recorded = _by(f"{event.recorded_at:%d/%m/%Y %H:%M}", event.actor)
    return _("bước {number}, {at}: {what}; ghi {recorded}").format(
        number=event.event.number,
        at=f"{event.event.at:%d/%m/%Y %H:%M}",
        what=event_label(event.event.what),
        recorded=recorded,
    )


def checks_json(chain: Chain, standing: Standing | None) -> dict[str, object]:
    """What a report adds about the period before it and about its own lock, null where there is none."""
    return {
        "chain": {
            "carried_over": chain.carried_over,
            "pending_before": chain.pending_before,
            "sent": chain.sent,
            "lock": chain.lock.id if chain.lock else None,
            "holds": chain.holds,
            "breaking": list(chain.breaking),
        },
        "locked": standing
        and lock_json(standing.lock) | {"figures_changed": standing.figures, "late_entries": standing.late},
    }


def check_lines(chain: Chain, standing: Standing | None, *, plain: bool) -> Iterator[str]:
    """The chain of periods, the dossiers that break it, and how the report stands to its lock."""
    good, bad = ("v", "x") if plain else ("✓", "✗")
    counts = group(chain.carried_over), group(chain.pending_before)
    line = _("Kỳ trước chuyển sang {carried} = còn lại cuối kỳ trước {pending}").format(
        carried=counts[0], pending=counts[1]
    )
    yield f"{line} {good if chain.carried_over == chain.pending_before else bad}"
    if chain.lock is not None and chain.sent is not None:
        line = _("Kỳ {period} đã khóa còn lại {sent}").format(
            period=chain.lock.reporting.label, sent=group(chain.sent)
        )
        rest = len(chain.breaking) - _NAMED
        named = ", ".join(chain.breaking[:_NAMED]) + (f" … (+{group(rest)})" if rest > 0 else "")
        yield f"{line} {good if chain.holds else bad}" + (f": {named}" if named else "")
    if standing is not None:
        yield _("Đã khóa {moment}: {figures} con số khác, {late} thay đổi ghi sau khi khóa.").format(
            moment=_by(f"{standing.lock.locked_at:%d/%m/%Y}", standing.lock.actor),
            figures=group(standing.figures),
            late=group(standing.late),
        )


def _by(moment: str, actor: str) -> str:
    return f"{moment} ({actor})" if actor else moment


def _figure_json(change: FigureChange, found: Difference) -> dict[str, object]:
    return {
        "row": change.row,
        "figure": change.figure,
        "was": change.was,
        "now": change.now,
        "dossiers": [found.dossiers[dossier].code for dossier in change.dossiers],
    }


def _dossier_json(change: DossierChange) -> dict[str, object]:
    return {
        "code": change.code,
        "was": _place_json(change.was),
        "now": _place_json(change.now),
        "events": [_event_json(event) for event in change.causes],
    }


def _place_json(place: Place | None) -> dict[str, object] | None:
    if place is None:
        return None
    cell = place.cell
    return {
        "row": place.row,
        "channel": cell.channel.value,
        "origin": cell.origin.value,
        "status": cell.status.value,
        "judgement": cell.judgement.value,
        "waiting": cell.waiting,
        "no_due": cell.no_due,
        "re_dated": cell.re_dated,
        "due_on_last_day": cell.due_on_last_day,
    }


def _event_json(recorded: RecordedEvent) -> dict[str, object]:
    event = recorded.event
    return {
        "number": event.number,
        "what": event_label(event.what),
        "kind": type(event.what).__name__,
        "happened_at": event.at.isoformat(),
        "recorded_at": recorded.recorded_at.isoformat(),
        "actor": recorded.actor,
    }
