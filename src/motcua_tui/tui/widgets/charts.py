"""Bars and lines of text.

``bar(3, 29, 20)`` → ``▇▇``; ``sparkline([4, 0, 7])`` → ``▅▁█``; ``stacked(190, 6, 2, 20)`` → the three parts
in glyphs of their own, so they differ without colour; ``BarList`` shows ``Bar(label, value, style)`` rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget

from motcua_tui.domain.numbers import group
from motcua_tui.tui.status import UNICODE, Glyphs
from motcua_tui.tui.widgets.plain import plain


def bar(value: int, maximum: int, width: int, *, glyph: str = UNICODE.early_bar) -> str:
    """A bar of ``width`` cells at ``maximum``; anything above zero shows at least one cell."""
    if value <= 0 or width <= 0:
        return ""
    return glyph * max(1, min(width, (2 * value * width + maximum) // (2 * maximum)))


def sparkline(values: Sequence[int], *, glyphs: Glyphs = UNICODE) -> str:
    """One glyph a value, from zero to the greatest; only a zero has the lowest glyph."""
    steps = len(glyphs.spark) - 1
    greatest = max(values, default=0)
    return "".join(
        glyphs.spark[-(-max(0, value) * steps // greatest) if greatest > 0 else 0] for value in values
    )


def stacked(early: int, on_time: int, late: int, width: int, *, glyphs: Glyphs = UNICODE) -> Content:
    """Early, on time and late as parts of ``width`` cells, by largest remainder; empty when all are zero.

    A part that is not zero keeps at least one cell: two late among a thousand are seen.
    """
    parts = zip(
        shares((early, on_time, late), width),
        (glyphs.early_bar, glyphs.on_time_bar, glyphs.late_bar),
        ("$finished", "$waiting", "bold $late"),
        strict=True,
    )
    return Content.assemble(*((glyph * cells, style) for cells, glyph, style in parts if cells))


def shares(values: Sequence[int], width: int) -> tuple[int, ...]:
    """``width`` cells shared out in proportion, if there are enough at least one for each value above 0."""
    total = sum(values)
    if total <= 0 or width <= 0:
        return (0,) * len(values)
    cells = [width * value // total for value in values]
    by_remainder = sorted(range(len(values)), key=lambda index: -(width * values[index] % total))
    for index in by_remainder[: width - sum(cells)]:
        cells[index] += 1
    for index, value in enumerate(values):
        if value > 0 and not cells[index] and max(cells) > 1:
            cells[cells.index(max(cells))] -= 1
            cells[index] = 1
    return tuple(cells)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a ``BarList``; ``style`` is a style of ``Content`` such as ``$late``."""

    label: str
    value: int
    style: str = ""


class BarList(Widget):
    """Bars below each other: label, bar, number. The longest bar takes the width there is."""

    DEFAULT_CSS = """
    BarList { height: auto; width: 1fr; }
    """

    def __init__(
        self,
        bars: Sequence[Bar] = (),
        *,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._bars = tuple(bars)
        self._glyphs = glyphs

    def show(self, bars: Sequence[Bar]) -> None:
        """Other bars."""
        self._bars = tuple(bars)
        self.refresh(layout=True)

    def render(self) -> Content:
        labels = [plain(item.label) for item in self._bars]
        numbers = [group(item.value) for item in self._bars]
        label_width = max((label.cell_length for label in labels), default=0)
        room = self.size.width - label_width - max(map(len, numbers), default=0) - 2
        greatest = max((item.value for item in self._bars), default=0)
        lines = [
            Content.assemble(
                label.truncate(label_width, pad=True),
                " ",
                (bar(item.value, greatest, room, glyph=self._glyphs.early_bar), item.style),
                f" {number}" if item.value > 0 else number,
            )
            for label, item, number in zip(labels, self._bars, numbers, strict=True)
        ]
        return Content("\n").join(lines)
