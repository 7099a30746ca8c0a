"""Tables and filled forms: numbered indicators (Biểu mẫu 1–7), columns with formulas, total rows.

In a numbered form a rate stands above its two counts and a total above its parts. A statistical form
prints its own rules in its head, as ``(3)=(4)+(5)+(6)``. A row "Tổng cộng" is the sum of the rows.
A cell that is blank is not zero: a total with a blank part cannot be checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from motcua_tui.domain.numbers import decimal_text, group
from motcua_tui.i18n import _
from motcua_tui.reports.checking.causes import sum_cause
from motcua_tui.reports.checking.clauses import Row, Source
from motcua_tui.reports.checking.model import Kind, Verdict
from motcua_tui.reports.checking.numerals import Numeral, numerals
from motcua_tui.reports.checking.rates import unknown, verdict_on
from motcua_tui.reports.checking.scribe import Scribe

_CODE: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?")
_VALUE: Final = re.compile(r"[\d.,]+ {0,2}%?|[\d.,]+ ?% ?\(\d[\d.]* ?/ ?\d[\d.]*\)|\d[\d.]* ?/ ?\d[\d.]*")
_FORMULA: Final = re.compile(r"\(?(\d{1,2})\)? ?= ?\(?\d{1,2}\)?(?: ?\+ ?\(?\d{1,2}\)?)+")
_NUMBERED: Final = re.compile(r"\(?(\d{1,2})\)?")
_TOTAL: Final = re.compile(r"(?:tong(?: cong| so)?|cong|toan (?:tinh|huyen|so|nganh))\b[^\d]{0,40}")
_NO_SUM: Final = re.compile(r"ty le|%|binh quan|xep|\bstt\b|\btt\b")
MOST_ROWS: Final = 3000
"""Rows of tables that are read as numbered forms."""

MOST_COLUMNS: Final = 60
"""Columns of a table in whose heads a rule is looked for."""

_FIRST: Final = frozenset({"1", "01", "1."})
"""What the first row of a numbered list begins with."""
_BLANK: Final = frozenset({"", "-", "–", "x", "…"})
_SUBTOTAL: Final = re.compile(r"[ivx]{1,5}\.?|[a-d]\.?|\d{1,2}(?:\.\d{1,2})+\.?")
"""Numbers of rows that are themselves sums of others, or parts of them."""
_MOST_LABEL: Final = 160


@dataclass(frozen=True, slots=True)
class Indicator:
    """A numbered row of a form."""

    code: tuple[int, ...]
    label: str
    unit: str
    value: Numeral | None
    of: int | None = None
    share: Numeral | None = None
    """Printed in the same cell: ``100% (19/19)``."""

    @property
    def at(self) -> tuple[int, int]:
        assert self.value is not None
        return self.value.start, self.value.end


def indicators(source: Source) -> list[list[Indicator]]:
    """The numbered forms of a report; one begins where a number comes again."""
    forms: list[list[Indicator]] = []
    seen: set[tuple[int, ...]] = set()
    for row in source.rows[:MOST_ROWS]:
        found = _indicator(row)
        if found is None:
            continue
        if not forms or found.code in seen:
            forms.append([])
            seen = set()
        seen.add(found.code)
        forms[-1].append(found)
    return forms


def _indicator(row: Row) -> Indicator | None:
    code = _CODE.fullmatch(row.cells[0][0]) if len(row.cells) > 2 else None
    if code is None or not re.search(r"[a-z]{2}", row.cells[1][0]):
        return None
    text, place = row.cells[-1]
    numbers = [_moved(n, place) for n in numerals(text)] if _VALUE.fullmatch(text) else []
    share = next((n for n in numbers if n.percent), None) if len(numbers) == 3 else None
    counts = [n for n in numbers if n is not share]
    value = counts[0] if counts else None
    of = counts[1].count if len(counts) == 2 else None
    unit = row.cells[-2][0] if len(row.cells) > 3 else ""
    places = tuple(int(number) for number in code[1].split("."))
    return Indicator(places, row.cells[1][0], unit, value, of, share)


def _moved(number: Numeral, by: int) -> Numeral:
    return replace(number, start=number.start + by, end=number.end + by)


def check_tables(scribe: Scribe) -> None:
    """Every form and table of a report."""
    for form in indicators(scribe.source):
        for place, indicator in enumerate(form):
            _check_indicator(scribe, indicator, list(_children(form, place)))
        _check_assigned(scribe, form)
    for table in tables(scribe.source):
        _check_formulas(scribe, table)
        _check_total_row(scribe, table)


def _children(form: Sequence[Indicator], place: int) -> Iterator[Indicator]:
    parent = form[place]
    depth = len(parent.code)
    for row in form[place + 1 :]:
        if row.code[:depth] != parent.code:
            return
        if len(row.code) == depth + 1:
            yield row


def _check_indicator(scribe: Scribe, row: Indicator, parts: list[Indicator]) -> None:
    if row.value is not None and row.of is not None:
        _check_printed_ratio(scribe, row, row.value, row.of)
    elif row.label.startswith(("ty le", "ti le")):
        _check_rate(scribe, row, parts)
    elif row.value is not None and row.value.count is not None and len(parts) > 1:
        _check_total(scribe, row, row.value.count, parts)


def _check_printed_ratio(scribe: Scribe, row: Indicator, value: Numeral, of: int) -> None:
    if row.share is not None and of and value.count is not None:
        verdict_on(scribe, Kind.RATIO, value.count, of, row.share, {})
    elif of and value.count is not None:
        why = _("{n}/{of}: phần không vượt quá tổng.").format(n=group(value.count), of=group(of))
        wrong = value.count > of
        if wrong:
            why = _("Phần {n} lớn hơn tổng {of}.").format(n=group(value.count), of=group(of))
        scribe.add(Kind.RATIO, Verdict.WRONG if wrong else Verdict.OK, row.at, why)


def _check_rate(scribe: Scribe, row: Indicator, parts: list[Indicator]) -> None:
    """A rate above its two counts, the whole first; further counts lie within the second."""
    counts = [(part, part.value.count) for part in parts if part.value and part.value.count is not None]
    chain = [part for part, _n in counts]
    if len(counts) >= 2 and chain[:2] == parts[:2]:
        (whole, of), (_part, n) = counts[0], counts[1]
        if "tong so" in parts[1].label and "tong so" not in whole.label:
            n, of = of, n
        if row.value is not None and of:
            verdict_on(scribe, Kind.RATE, n, of, _percentage(row.value, n, of), {})
        for (outer, most), (inner, least) in pairwise(counts):
            if least > most and _counts_same_things(outer, inner):
                why = _("Chỉ tiêu {inner} ({n}) không thể lớn hơn chỉ tiêu {outer} ({of}).").format(
                    inner=_code(inner), n=group(least), outer=_code(outer), of=group(most)
                )
                quoted = f"{group(least)} > {group(most)}"
                scribe.add(Kind.ORDER, Verdict.WRONG, inner.at, why, quoted=quoted)
    elif row.value is not None:
        unknown(scribe, row.value)


def _percentage(value: Numeral, n: int, of: int) -> Numeral:
    """The percentage that a cell stands for: a spreadsheet keeps 76,7% as the fraction 0,767."""
    if value.percent or value.decimal > 1 or n * 100 <= of:
        return value
    places = max(0, value.decimals - 2)
    return replace(value, count=None, decimal=value.decimal * 100, decimals=places)


def _counts_same_things(outer: Indicator, inner: Indicator) -> bool:
    return outer.unit == inner.unit and inner.label.startswith(("so ", "tong so"))


def _code(row: Indicator) -> str:
    return ".".join(map(str, row.code))


def _check_total(scribe: Scribe, row: Indicator, total: int, parts: list[Indicator]) -> None:
    """A total above its parts; only "Tổng số" promises that the parts are all of it."""
    counts = [part.value.count for part in parts if part.value is not None and part.value.count is not None]
    same = [part for part in parts if part.unit == row.unit and not part.label.startswith(("ty le", "ti le"))]
    if len(same) < len(parts) or not counts:
        return
    said_total = row.label.startswith("tong")
    full = len(counts) == len(parts) and (said_total or sum(counts) == total)
    quoted = f"{group(total)} = {' + '.join(map(group, counts))}"
    if full or (said_total and sum(counts) > total):
        _say_sum(scribe, row.at, total, counts, quoted)
    else:
        why = _("Các dòng con không nêu đủ toàn bộ chỉ tiêu {code}.").format(code=_code(row))
        scribe.add(Kind.SUM, Verdict.UNCHECKABLE, row.at, why, quoted=quoted)


def _say_sum(scribe: Scribe, at: tuple[int, int], total: int, counts: list[int], quoted: str) -> None:
    right = sum(counts) == total
    why = _("Cộng lại: {reckoning}.").format(
        reckoning=f"{' + '.join(map(group, counts))} = {group(sum(counts))}"
    )
    if not right:
        gap = total - sum(counts)
        why += " " + _("Tổng in ra là {total}, lệch {gap}.").format(total=group(total), gap=group(gap))
        why = f"{why} {sum_cause(total, counts, {})}".rstrip()
    verdict = Verdict.OK if right else Verdict.WRONG
    scribe.add(Kind.SUM, verdict, at, why, exact=sum(counts), quoted=quoted)


def _check_assigned(scribe: Scribe, form: Sequence[Indicator]) -> None:
    """Tasks assigned = done in time + done late + overdue, when nothing else is open."""
    for place, row in enumerate(form):
        if "duoc giao" not in row.label or row.value is None or row.value.count is None:
            continue
        beside = [r for r in form[place + 1 :] if r.code[:-1] == row.code[:-1] and len(row.code) > 1]
        if len(beside) < 2:
            continue
        done = [r for r in beside if re.search(r"hoan thanh|qua han", r.label) and r.unit == row.unit]
        counts = [r.value.count for r in done if r.value is not None and r.value.count is not None]
        if len(done) < len(beside) or len(counts) < len(done):
            continue
        total = row.value.count
        quoted = f"{group(total)} = {' + '.join(map(group, counts))}"
        if sum(counts) >= total:
            _say_sum(scribe, row.at, total, counts, quoted)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand together."""

    rows: tuple[Row, ...]

    @property
    def total_row(self) -> Row | None:
        """The row of totals, last or first."""
        return next((row for row in reversed(self.rows) if _is_total(row)), None)

    def grand_totals(self) -> list[Numeral]:
        """The numbers of the row of totals."""
        row = self.total_row
        return [] if row is None else [n for c in range(1, len(row.cells)) if (n := _cell(row, c))]


def tables(source: Source) -> list[Table]:
    """The tables of a report: lines with tabs that follow each other, and columns set one cell a line."""
    found: list[list[Row]] = []
    last = -2
    for row in source.rows:
        line = source.line(row.start)
        if line > last + 2 or not found:
            found.append([])
        found[-1].append(row)
        last = line
    return [Table(tuple(rows)) for rows in (*found, *_stacked(source)) if len(rows) > 2]


def _stacked(source: Source) -> Iterator[list[Row]]:
    """Tables pasted from a page one cell a line: a label, then always as many numbers."""
    lines = [s for s in source.sentences if len(source.folded[s.start : s.end].strip()) <= _MOST_LABEL]
    rows: list[Row] = []
    label: tuple[str, int] | None = None
    cells: list[tuple[str, int]] = []
    for sentence in (*lines, None):
        text = source.folded[sentence.start : sentence.end].strip() if sentence else ""
        number = re.fullmatch(r"\d[\d.,]*", text)
        if number and sentence and label:
            cells.append((text, source.folded.index(text, sentence.start)))
            continue
        if label and cells:
            rows.append(Row(label[1], cells[-1][1] + len(cells[-1][0]), (label, *cells)))
        elif rows and (text == "" or not cells):
            yield from _even(rows)
            rows = []
        label, cells = ((text, sentence.start) if sentence else None), []
    yield from _even(rows)


def _even(rows: list[Row]) -> Iterator[list[Row]]:
    widths = {len(row.cells) for row in rows}
    if len(rows) > 2 and len(widths) == 1:
        yield rows


def _check_formulas(scribe: Scribe, table: Table) -> None:
    """Rows against the rules that the head prints: ``(3)=(4)+(5)``."""
    for head, row in enumerate(table.rows):
        cells = row.cells[:MOST_COLUMNS]
        formulas = [(c, f) for c, (text, _at) in enumerate(cells) if (f := _FORMULA.fullmatch(text))]
        if not formulas:
            continue
        columns = {int(formula[1]): column for column, formula in formulas}
        for column, (text, _at) in enumerate(cells):
            if number := _NUMBERED.fullmatch(text):
                columns.setdefault(int(number[1]), column)
        for _column, formula in formulas:
            numbers = [int(n) for n in re.findall(r"\d+", formula[0])]
            if all(n in columns for n in numbers):
                for data in table.rows[head + 1 :]:
                    _check_row(scribe, data, [columns[n] for n in numbers])
        return


def _check_row(scribe: Scribe, row: Row, columns: list[int]) -> None:
    if max(columns) >= len(row.cells):
        return
    total, *parts = [_cell(row, column) for column in columns]
    counts = [n.count for n in parts if n is not None and n.count is not None]
    blank = [row.cells[c][0] in _BLANK for c in columns[1:]]
    if total is None or total.count is None or len(counts) + sum(blank) < len(parts) or not counts:
        return
    quoted = f"{group(total.count)} = {' + '.join(map(group, counts))}"
    _say_sum(scribe, (total.start, total.end), total.count, counts, quoted)


def _cell(row: Row, column: int) -> Numeral | None:
    if column >= len(row.cells):
        return None
    text, place = row.cells[column]
    numbers = list(numerals(text))
    return _moved(numbers[0], place) if len(numbers) == 1 and re.fullmatch(r"[\d.,]+", text) else None


def _check_total_row(scribe: Scribe, table: Table) -> None:
    """The row of totals, last or first, against the rows of the table, column by column."""
    total = table.total_row
    rows = (
        [row for row in table.rows if row is not total and len(row.cells) == len(total.cells)]
        if total
        else []
    )
    if total is None or sum(map(_has_numbers, rows)) < 2 or any(map(_is_total, rows)):
        return
    if any(_SUBTOTAL.fullmatch(row.cells[0][0]) for row in rows):
        return
    if sum(row.cells[0][0] in _FIRST for row in rows) > 1:
        # Numbered anew: the same dossiers told twice, by department and by officer.
        return
    numbered = [p for p, row in enumerate(rows) if any(_FORMULA.fullmatch(text) for text, _at in row.cells)]
    heads = rows[: numbered[-1] + 1] if numbered else [row for row in rows if not _has_numbers(row)]
    body = rows[numbered[-1] + 1 :] if numbered else [row for row in rows if _has_numbers(row)]
    for column in range(1, len(total.cells)):
        printed = _cell(total, column)
        if printed is None or any(_NO_SUM.search(head.cells[column][0]) for head in heads):
            continue
        cells = [row.cells[column][0] for row in body]
        numbers = [n for row in body if (n := _cell(row, column))]
        if len(numbers) + sum(cell in _BLANK for cell in cells) == len(cells) and len(numbers) > 1:
            _say_column(scribe, printed, numbers)


def _is_total(row: Row) -> bool:
    return any(_TOTAL.fullmatch(text) for text, _at in row.cells[:2])


def _has_numbers(row: Row) -> bool:
    return any(_cell(row, column) for column in range(1, len(row.cells)))


def _say_column(scribe: Scribe, printed: Numeral, numbers: list[Numeral]) -> None:
    counts = [n.count for n in (printed, *numbers)]
    readings: list[list[Decimal]] = [[n.decimal for n in (printed, *numbers)]]
    if None not in counts:
        readings.insert(0, [n.value for n in (printed, *numbers)])
    total, *parts = next((r for r in readings if r[0] == sum(r[1:])), readings[0])
    added = sum(parts, Decimal(0))
    shown = " + ".join(decimal_text(part) for part in parts)
    why = _("Cộng cột: {reckoning}.").format(reckoning=f"{shown} = {decimal_text(added)}")
    if added != total:
        gap = decimal_text(total - added)
        why += " " + _("Tổng in ra là {total}, lệch {gap}.").format(total=decimal_text(total), gap=gap)
    verdict = Verdict.OK if added == total else Verdict.WRONG
    scribe.add(Kind.SUM, verdict, (printed.start, printed.end), why, exact=added)
