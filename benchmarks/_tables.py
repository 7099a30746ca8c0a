"""Tables of several sizes as one, judged against the aims, and as lines of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from benchmarks._aims import AIMS, MILLION, Aim, Kind
from benchmarks._measure import MS, Row, Table

Size = int | None
_UNITS: Final = (("s", 1_000_000_000), ("ms", 1_000_000), ("µs", 1_000), ("ns", 1))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a column for each size at which it was measured; None where there is only one."""

    title: str
    steps: bool
    sizes: tuple[Size, ...]
    lines: dict[str, dict[Size, Row]]

    @property
    def floor(self) -> str:
        return next(iter(self.lines))

    def growth(self, name: str) -> float | None:
        """How many times as long a step takes at a million dossiers as at the fewest."""
        small, large = (self.lines[name].get(size) for size in (self.sizes[0], MILLION))
        compared = self.steps and name != self.floor and self.sizes[0] != MILLION
        if not (compared and small and large and small.ns and large.ns):
            return None
        return large.ns / small.ns


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an aim says of a row."""

    aim: Aim
    row: Row
    size: Size
    figure: float
    met: bool

    @property
    def told(self) -> str:
        match self.aim.kind:
            case Kind.RATIO:
                return times(self.figure)
            case Kind.MS:
                return duration(self.figure * MS)
            case Kind.GROWTH:
                return f"{times(self.figure)}, {duration(self.row.ns or 0)}"

    @property
    def badness(self) -> float:
        """By the figure; a step that grew, by how long it takes now."""
        return self.row.ns or 0 if self.aim.kind is Kind.GROWTH else self.figure

    @property
    def reason(self) -> str:
        """Why it is over."""
        found = (why for pattern, why in self.aim.reasons if fnmatchcase(self.row.name, pattern))
        return "" if self.met else next(found, "")


def sheets(tables: Iterable[Table]) -> list[Sheet]:
    """One for each title, in the order in which they come."""
    titled: dict[str, list[Table]] = {}
    for table in tables:
        titled.setdefault(table.title, []).append(table)
    return [_merged(title, alike) for title, alike in titled.items()]


def _merged(title: str, alike: Sequence[Table]) -> Sheet:
    lines: dict[str, dict[Size, Row]] = {}
    for table in alike:
        for row in table.rows:
            lines.setdefault(row.name, {})[table.size] = row
    sizes = tuple(sorted({table.size for table in alike}, key=lambda size: size or 0))
    return Sheet(title, any(table.steps for table in alike), sizes, lines)


def verdicts(sheet: Sheet, aims: Iterable[Aim] = AIMS) -> Iterator[Verdict]:
    """What the aims say of the rows that they are meant for, where these were measured."""
    for aim in aims:
        if not fnmatchcase(sheet.title, aim.title):
            continue
        for name, line in sheet.lines.items():
            if fnmatchcase(name, aim.row):
                for size, row in line.items():
                    if size in (None, MILLION) and (figure := _figure(aim, sheet, row)) is not None:
                        yield Verdict(aim, row, size, figure, aim.met(figure, row))


def _figure(aim: Aim, sheet: Sheet, row: Row) -> float | None:
    match aim.kind:
        case Kind.RATIO:
            return row.ratio
        case Kind.MS:
            return row.ns / MS if row.ns is not None else None
        case Kind.GROWTH:
            return sheet.growth(row.name)


def lines_of(sheet: Sheet) -> Iterator[str]:
    """A heading, the table, and why rows are over their aims."""
    judged = list(verdicts(sheet))
    grows = any(sheet.growth(name) is not None for name in sheet.lines)
    aimed = any(verdict.aim.kind is not Kind.GROWTH for verdict in judged)
    columns = [f"{size:,}" if size is not None else "measured" for size in sheet.sizes]
    body = []
    for name, line in sheet.lines.items():
        own = [verdict for verdict in judged if verdict.row.name == name]
        cells = [_cell(line.get(size)) for size in sheet.sizes]
        if grows:
            cells.append(_growth(sheet, name, own))
        if aimed:
            cells.append(" · ".join(_verdict(v) for v in own if v.aim.kind is not Kind.GROWTH))
        body.append([name, *cells, _explained(line)])
    heading = ["", *columns, *["growth"] * grows, *["aim"] * aimed, ""]
    yield f"### {sheet.title}"
    yield ""
    yield from table(heading, body, right=range(1, len(columns) + 1 + grows))
    yield ""
    for reason, names in _reasons(judged).items():
        yield f"Over at {', '.join(f'`{name}`' for name in names)}: {reason}."
        yield ""


def summary(found: Sequence[Sheet]) -> Iterator[str]:
    """Every aim with its worst figure."""
    body = []
    for aim in AIMS:
        judged = [verdict for sheet in found for verdict in verdicts(sheet, [aim])]
        if not judged:
            body.append([aim.what, aim.told, "not measured", "", ""])
            continue
        over = [verdict for verdict in judged if not verdict.met]
        worst = max(over or judged, key=lambda verdict: verdict.badness)
        figure = f"{worst.told} ({worst.row.name})" if len(judged) > 1 else worst.told
        many = f"**over** in {len(over)} of {len(judged)}" if len(judged) > 1 else "**over**"
        body.append([aim.what, aim.told, figure, many if over else "met", "; ".join(_reasons(over))])
    yield from table(["aim", "at most", "measured, the worst", "", "why"], body, right=())


def table(heading: Sequence[str], body: Sequence[Sequence[str]], right: Iterable[int]) -> Iterator[str]:
    """A table of Markdown, its columns in line but for the last, which may be long."""
    clean = [[cell.replace("|", "│") for cell in line] for line in (heading, *body)]
    widths = [max(3, *(len(line[place]) for line in clean)) for place in range(len(heading))]
    aligned = set(right)
    if len(heading) - 1 not in aligned:
        widths[-1] = 3

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell.rjust(width) if place in aligned else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rule = [
        "-" * (width - 1) + ":" if place in aligned else "-" * width for place, width in enumerate(widths)
    ]
    yield line(clean[0])
    yield line(rule)
    yield from (line(cells) for cells in clean[1:])


def duration(ns: float) -> str:
    """Three digits and a unit."""
    name, size = next((unit for unit in _UNITS if ns >= unit[1]), _UNITS[-1])
    return f"{ns / size:,.3g} {name}" if ns / size < 1000 else f"{ns / size:,.0f} {name}"


def times(ratio: float) -> str:
    """Three digits at least, and the sign."""
    return f"{ratio:,.0f} ×" if ratio >= 100 else f"{ratio:.3g} ×"


def _cell(row: Row | None) -> str:
    if row is None or row.problem:
        return "–"
    time = row.value or (duration(row.ns) if row.ns is not None else "")
    return f"{time} · {times(row.ratio)}" if row.ratio is not None and row.ratio != 1 else time


def _growth(sheet: Sheet, name: str, judged: Iterable[Verdict]) -> str:
    growth = sheet.growth(name)
    if growth is None:
        return ""
    over = any(verdict.aim.kind is Kind.GROWTH and not verdict.met for verdict in judged)
    return f"**{times(growth)}**" if over else times(growth)


def _verdict(verdict: Verdict) -> str:
    return f"{verdict.aim.told} {'met' if verdict.met else '**over**'}"


def _explained(line: dict[Size, Row]) -> str:
    """What is said of the largest; problems of any size."""
    problems = [
        f"{size:,}: {row.problem}" if size is not None else row.problem
        for size, row in line.items()
        if row.problem
    ]
    *_, last = line.values()
    return " · ".join(filter(None, (*problems, last.what)))


def _reasons(judged: Iterable[Verdict]) -> dict[str, list[str]]:
    """The reasons, each with the rows that it is given for."""
    found: dict[str, list[str]] = {}
    for verdict in judged:
        if verdict.reason and verdict.row.name not in (names := found.setdefault(verdict.reason, [])):
            names.append(verdict.row.name)
    return found
