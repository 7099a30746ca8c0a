"""The period report as a table of a given width, for a terminal or a plain text file.

Columns stand in sections (received, finished, pending, apart). Sections share a line as long as
they fit beside the names of the rows; the others follow below, with the names again. Widths are
counted in cells of a terminal.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from motcua_tui.domain.numbers import NumberStyle
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.profiles import ProfileName, Summary
from motcua_tui.domain.text import cells, ellipsis
from motcua_tui.i18n import _
from motcua_tui.reports.columns import row_name
from motcua_tui.reports.model import PeriodReport
from motcua_tui.reports.notes import judged_by_note, profile_note, rate_note, row_heading, warning_note
from motcua_tui.reports.sections import Section, sections

_NAME_AT_LEAST: Final = 16
"""Columns kept for the names of rows, unless all are shorter."""
_GAP: Final = "  "


def to_text(report: PeriodReport, width: int) -> str:
    """The report in lines of at most ``width`` cells, from 60 up.

    Under the table stand the profile, the due date that was judged by, the on-time rate with its
    two counts, the balance with its residue, and the data warnings.
    """
    lines = [*_title(report, width), ""]
    for block in _blocks(report, width):
        lines += [*block, ""]
    for note in _notes(report):
        lines += textwrap.wrap(note, width, subsequent_indent=_GAP)
    lines += [ellipsis(warning, width) for warning in _warnings(report)]
    return "\n".join(lines)


def _title(report: PeriodReport, width: int) -> list[str]:
    """Whose report it is and its period; the dates, which every report must bear, are never cut."""
    period = report.period
    dates = ReportingPeriod.free(period.first, period.last).label
    label = dates if report.label in ("", dates) else f"{report.label} ({dates})"
    office = " · ".join(filter(None, (report.agency, report.desk)))
    one_line = " · ".join(filter(None, (office, label)))
    return [one_line] if cells(one_line) <= width else [ellipsis(office, width), label]


def _blocks(report: PeriodReport, width: int) -> Iterator[list[str]]:
    """The table in blocks of sections that fit the width."""
    head = row_heading(report.by) if report.by else ""
    names = [*(row_name(row.key, report.by) for row in report.rows), _("Cộng")]
    summaries = [*(row.summary for row in report.rows), report.total]
    longest = max(cells(name) for name in (head, *names))
    blocks = [_lines(section, summaries, report.numbers) for section in sections(report.profile)]
    for block in _packed(blocks, width - min(longest, _NAME_AT_LEAST)):
        room = width - sum(len(_GAP) + len(lines[0]) for lines in block)
        name_width = min(longest, room)
        left = [_to_the_left(name, name_width) for name in ("", "", head, *names)]
        lines = [_GAP.join(parts).rstrip() for parts in zip(left, *block, strict=True)]
        rule = "─" * (width - room + name_width)
        yield [*lines[:3], rule, *lines[3:-1], *([rule] if report.rows else []), lines[-1]]


def _lines(section: Section, summaries: Sequence[Summary], numbers: NumberStyle) -> list[str]:
    """Title, two lines of headings, and a line for each summary, all of the same width."""
    grid = [
        [column.over for column in section.columns],
        [column.under for column in section.columns],
        *([numbers.group(column.count(summary)) for column in section.columns] for summary in summaries),
    ]
    widths = [max(map(cells, column)) for column in zip(*grid, strict=True)]
    widths[-1] += max(0, cells(section.title) - sum(widths) - len(widths) + 1)
    lines = [" ".join(map(_to_the_right, row, widths)) for row in grid]
    return [section.title.center(len(lines[0])), *lines]


def _packed(sections: list[list[str]], room: int) -> Iterator[list[list[str]]]:
    """The sections, as many side by side as the room allows."""
    block: list[list[str]] = []
    taken = 0
    for lines in sections:
        needed = len(_GAP) + len(lines[0])
        if block and taken + needed > room:
            yield block
            block, taken = [], 0
        block.append(lines)
        taken += needed
    yield block


def _to_the_right(text: str, width: int) -> str:
    return " " * (width - cells(text)) + text


def _to_the_left(text: str, width: int) -> str:
    cut = ellipsis(text, width)
    return cut + " " * (width - cells(cut))


def _notes(report: PeriodReport) -> Iterator[str]:
    total, group = report.total, report.numbers.group
    how = [profile_note(report.profile), judged_by_note(report.judge_by)]
    if report.as_on_time and report.profile is not ProfileName.SEPARATE:
        how.append(_("từ chối, dừng và đóng tính là đúng hạn"))
    yield _("Cách tính {profile}: {how}.").format(profile=report.profile.value, how="; ".join(how))
    yield _("Tỷ lệ đúng hạn: {n}/{of} = {rate}, tức {what}.").format(
        n=group(total.on_time.n),
        of=group(total.on_time.of),
        rate=report.numbers.percent(total.on_time.n, total.on_time.of),
        what=rate_note(report.profile),
    )
    yield _balance(report)
    yield _among_them(report)


def _balance(report: PeriodReport) -> str:
    total, group = report.total, report.numbers.group
    outside = sum(n for name, n in total.figures.items() if name.startswith("outside."))
    balance = _(
        "Cân đối: tiếp nhận {received} = đã giải quyết {finished} + đang giải quyết {pending}"
    ).format(
        received=group(total["received.total"]),
        finished=group(total["finished.total"]),
        pending=group(total["pending.total"]),
    )
    if outside:
        balance += " + " + _("tính riêng {n}").format(n=group(outside))
    return balance + "; " + _("chênh lệch {n}.").format(n=group(total.residue))


def _among_them(report: PeriodReport) -> str:
    """The counts within finished and pending; those re-dated are always told."""
    total, group = report.total, report.numbers.group
    told = (
        (_("từ chối giải quyết"), total["finished.refused"]),
        (_("dừng giải quyết"), total["finished.stopped"]),
        (_("đóng hồ sơ"), total["finished.closed"]),
        (_("chờ bổ sung"), total["pending.awaiting_supplement"]),
        (_("đến hạn ngày cuối kỳ"), total["pending.due_on_last_day"]),
        (_("không có ngày hẹn trả"), total["finished.no_due"] + total["pending.no_due"]),
    )
    parts = [_("đã hẹn lại {n}").format(n=group(total["finished.re_dated"]))]
    parts += [f"{name} {group(n)}" for name, n in told if n]
    return _("Trong đó: {parts}.").format(parts="; ".join(parts))


def _warnings(report: PeriodReport) -> Iterator[str]:
    if not report.warnings:
        yield _("Không có hồ sơ lỗi số liệu.")
    for warning in report.warnings:
        yield _("! {what}: {n} hồ sơ ({codes})").format(
            what=warning_note(warning.kind),
            n=report.numbers.group(len(warning.codes)),
            codes=", ".join(warning.codes),
        )
