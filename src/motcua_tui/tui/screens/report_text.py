"""What the report screen says around its table: heading, comparison, checks, months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from textual.content import Content

from motcua_tui.domain.numbers import group
from motcua_tui.domain.periods import Period, Preset, ReportingPeriod
from motcua_tui.domain.text import cells
from motcua_tui.domain.typed_dates import day_month, short_date
from motcua_tui.i18n import _
from motcua_tui.reports.model import DataWarning, PeriodReport, ReportRow
from motcua_tui.reports.notes import judged_by_note, profile_note, rate_note, row_heading, warning_note
from motcua_tui.services.locking import Chain, Standing
from motcua_tui.services.reporting import Against, Comparison, Question
from motcua_tui.tui.actions import ACTIONS, key_label
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.widgets.charts import stacked
from motcua_tui.tui.widgets.plain import plain

_BETWEEN: Final = " · "
_MONTH: Final = 5
"""Cells of a month's number and of the spaces around its bar."""
_LEAST_BAR: Final = 4
_MOST_BAR: Final = 20


def period_line(question: Question, today: date, width: int, *, loading: bool) -> Content:
    """The period and its dates on the left, the form on the right."""
    wanted = question.reporting
    left = Content.assemble(" ← ", (wanted.label, "bold $accent"), " →")
    if wanted.preset:
        left += plain(f"   {_dates(wanted.period)}")
    if loading:
        left += Content.styled(_BETWEEN + _("đang tính…"), "$faint")
    elif wanted.period.last > today:
        left += Content.styled(_BETWEEN + _("kỳ chưa kết thúc"), "$due-today")
    for form in (profile_note(question.profile), _("cách tính {profile}").format(profile=question.profile)):
        gap = width - left.cell_length - cells(form) - 1
        if gap > 1:
            return Content.assemble(left, " " * gap, (form, "bold"))
    return left


def how_lines(question: Question, today: date, width: int, against: Against) -> Content:
    """How the figures are grouped, compared, judged and divided; while a period runs, as of which day."""
    last = question.reporting.period.last
    told = [
        *([_("theo {rows}").format(rows=row_heading(question.by).lower())] if question.by else []),
        *(
            [_("so với {period}").format(period=_others(question, against))]
            if against is not Against.NONE
            else []
        ),
        judged_by_note(question.judge_by),
        _("tỷ lệ = {formula}").format(formula=rate_note(question.profile)),
        *([_("quá hạn tính đến hết {day}").format(day=day_month(last))] if last > today else []),
    ]
    return _flow([Content.styled(part, "$faint") for part in told], width)


def comparison_lines(
    report: PeriodReport, comparison: Comparison, against: Against, width: int, glyphs: Glyphs
) -> Content:
    """The on-time rate with n/N, then how the figures moved against the two other periods."""
    rate = report.total.on_time
    lines = [
        Content.assemble(
            f" {_('Tỷ lệ đúng hạn')} ",
            (_rate(report), "bold"),
            f" ({report.numbers.group(rate.n)}/{report.numbers.group(rate.of)})",
        )
    ]
    both = ((Against.PREVIOUS, comparison.previous), (Against.LAST_YEAR, comparison.last_year))
    others = {other.period: other for kind, other in both if against in (kind, Against.BOTH)}
    for before in others.values():
        if before.total["received.total"]:
            name = _("So với {period} ({rate})").format(
                period=before.label or _dates(before.period), rate=_rate(before)
            )
            received = _("tiếp nhận {change}").format(change=_change(before, report, "received.new", glyphs))
            finished = _("giải quyết {change}").format(
                change=_change(before, report, "finished.total", glyphs)
            )
            told = (f"{name}: {received}", finished)
            lines.append(_flow([Content.styled(part, "$faint") for part in told], width))
    return Content("\n").join(lines)


def _others(question: Question, against: Against) -> str:
    """What the other periods are called."""
    previous, last_year = question.reporting.previous(), question.reporting.same_last_year()
    told = ((Against.PREVIOUS, previous), (Against.LAST_YEAR, last_year))
    return ", ".join(dict.fromkeys(one.label for kind, one in told if against in (kind, Against.BOTH)))


def _rate(report: PeriodReport) -> str:
    return report.numbers.percent(report.total.on_time.n, report.total.on_time.of)


def _change(before: PeriodReport, after: PeriodReport, figure: str, glyphs: Glyphs) -> str:
    """``▲ 10,53%`` of what it was before; the number itself where there was none."""
    was = before.total[figure]
    change = after.total[figure] - was
    if not change:
        return _("không đổi")
    sign = glyphs.ascending if change > 0 else glyphs.descending
    return f"{sign} {after.numbers.percent(abs(change), was) if was else after.numbers.group(change)}"


def check_lines(
    report: PeriodReport, chain: Chain, standing: Standing | None, width: int, glyphs: Glyphs
) -> Content:
    """Received = finished + pending, carried over = pending the day before as counted and as sent, how the
    figures stand to the lock of the period, and the doubtful data."""
    total = report.total
    group = report.numbers.group
    counts = [group(total[f"{part}.total"]) for part in ("received", "finished", "pending")]
    balance = "{} = {} + {}".format(*counts)
    if outside := sum(n for name, n in total.figures.items() if name.startswith("outside.")):
        balance += " + " + _("{n} tính riêng").format(n=group(outside))
    carried = _("kỳ trước {carried} = còn {pending} cuối {day}").format(
        carried=group(chain.carried_over),
        pending=group(chain.pending_before),
        day=day_month(report.period.first - timedelta(days=1)),
    )
    return _flow(
        [
            Content.assemble(balance, " ", _verdict(total.residue == 0, glyphs)),
            Content.assemble(carried, " ", _verdict(chain.carried_over == chain.pending_before, glyphs)),
            *_sent(chain, glyphs),
            *_locked(standing),
            *_doubtful(report.warnings),
        ],
        width,
    )


def _sent(chain: Chain, glyphs: Glyphs) -> list[Content]:
    """What the locked period before left, and the key that lists the dossiers that make it differ."""
    if chain.sent is None:
        return []
    told = Content(_("kỳ trước đã gửi {sent}").format(sent=group(chain.sent)))
    if chain.holds:
        return [Content.assemble(told, " ", _verdict(True, glyphs))]
    broken = _("{n} hồ sơ lệch").format(n=group(len(chain.breaking)))
    return [
        Content.assemble(told, " ", _verdict(False, glyphs)),
        Content.assemble((f"{_key_of('open-chain')} ", "bold $accent"), (broken, "bold $due-today")),
    ]


def _locked(standing: Standing | None) -> list[Content]:
    """That the period is locked, how much is different since, and the key that tells what."""
    if standing is None:
        return []
    day = short_date(standing.lock.locked_at.date())
    locked = Content.assemble(
        (f"{_key_of('lock-period')} ", "bold $accent"), _("đã khóa {day}").format(day=day)
    )
    told = [
        *([_("{n} con số khác").format(n=group(standing.figures))] if standing.figures else []),
        *([_("{n} thay đổi ghi sau khi khóa").format(n=group(standing.late))] if standing.late else []),
    ]
    return [locked, *(Content.styled(part, "bold $due-today") for part in told)]


def _verdict(holds: bool, glyphs: Glyphs) -> Content:
    return Content.styled(glyphs.good, "$finished") if holds else Content.styled(glyphs.late, "bold $late")


def _doubtful(warnings: Sequence[DataWarning]) -> list[Content]:
    """How many dossiers have doubtful data, the key that lists them, and what is wrong with them."""
    codes = {code for warning in warnings for code in warning.codes}
    told = _("{n} hồ sơ lỗi số liệu").format(n=group(len(codes)))
    if not codes:
        return [Content(told)]
    kinds = (f"{warning_note(warning.kind)} {group(len(warning.codes))}" for warning in warnings)
    head = Content.assemble((f"{_key_of('open-warnings')} ", "bold $accent"), (told, "bold $due-today"))
    return [head, *map(plain, kinds)]


def _key_of(action_id: str) -> str:
    return next(key_label(action.key) for action in ACTIONS if action.id == action_id)


def month_lines(months: Sequence[ReportRow], width: int, glyphs: Glyphs) -> Content:
    """The finished of each month as a bar of early, on time and late, on two lines at most.

    Where they would leave no room for bars the numbers are dropped.
    """
    head = f" {_('Tháng')}  "
    legend = Content.assemble(
        (glyphs.early_bar, "$finished"),
        _(" trước  "),
        (glyphs.on_time_bar, "$waiting"),
        _(" đúng  "),
        (glyphs.late_bar, "bold $late"),
        _(" trễ "),
    )
    parts = [[row.summary[f"finished.{name}"] for name in ("early", "on_time", "late")] for row in months]
    greatest = max(map(sum, parts), default=0)
    digits = len(group(greatest)) + 1
    half = -(-len(months) // 2)
    for per_line, numbers in ((len(months), digits), (half, digits), (half, 0)):
        room = (width - cells(head) - legend.cell_length) // per_line - _MONTH - numbers
        if room >= _LEAST_BAR:
            break
    lines = [Content(head)]
    for place, (row, part) in enumerate(zip(months, parts, strict=True)):
        if place == per_line:
            lines.append(Content(" " * cells(head)))
        of = sum(part)
        longest = min(room, _MOST_BAR)
        drawn = stacked(part[0], part[1], part[2], _in_proportion(of, greatest, longest), glyphs=glyphs)
        number = f" {group(of)}" if numbers else ""
        one = Content.assemble(row.key[-2:], " ", drawn, (number if drawn else number[1:], "$faint"))
        lines[-1] += one.truncate(_MONTH + longest + numbers, pad=True)
    lines[0] = lines[0].truncate(width - legend.cell_length, pad=True) + legend
    return Content("\n").join(lines)


def _in_proportion(value: int, greatest: int, longest: int) -> int:
    """Cells of a bar; anything above zero has one at least."""
    return max(1, (2 * value * longest + greatest) // (2 * greatest)) if value else 0


def preset_name(kind: Preset) -> str:
    """A kind of reporting period, with the days it runs from and to."""
    match kind:
        case Preset.MONTH:
            return _("Tháng, ngày 15 đến 14")
        case Preset.QUARTER:
            return _("Quý, ngày 15 đến 14")
        case Preset.HALF_YEAR:
            return _("6 tháng, ngày 15 đến 14")
        case Preset.NINE_MONTHS:
            return _("9 tháng, 15/12 đến 14/9")
        case Preset.YEAR:
            return _("Năm, 15/12 đến 14/12")
        case Preset.CALENDAR_MONTH:
            return _("Tháng theo lịch")
        case Preset.CALENDAR_QUARTER:
            return _("Quý theo lịch")
        case Preset.CALENDAR_YEAR:
            return _("Năm theo lịch")
        case Preset.SHIFTED_MONTH:
            return _("Tháng, ngày 21 đến 20")
        case Preset.WEEK:
            return _("Tuần, thứ Sáu đến thứ Năm")


def _flow(parts: Sequence[Content], width: int) -> Content:
    """The parts side by side on as many lines as they take."""
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + len(_BETWEEN) + part.cell_length < width:
            lines[-1] += Content.assemble(_BETWEEN, part)
        else:
            lines.append(Content(" ") + part)
    return Content("\n").join(lines)


def _dates(period: Period) -> str:
    return ReportingPeriod.free(period.first, period.last).label
