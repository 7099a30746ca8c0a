"""Text from outside on its way to the screen: never markup, never a control character.

Every widget of ours passes what it is handed through ``plain``. A ``str`` is shown as it is written,
``[/]`` and ``[@click=…]`` included; ``Content`` and Rich ``Text`` keep their styles.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Final, TypeAlias

from rich.segment import Segment
from rich.text import Text
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from motcua_tui.domain.text import clean

Cell: TypeAlias = "str | Content | Text"

_LEAST_TEXT: Final = 12
_GAP: Final = "  "


def plain(value: Cell) -> Content:
    """The value as one line of content; a text with control characters is cleaned and loses its styles."""
    if isinstance(value, Text):
        content = Content.from_rich_text(value)
    else:
        content = value if isinstance(value, Content) else Content(value, strip_control_codes=False)
    return content if content.plain.isprintable() else Content(clean(content.plain))


def hanging(text: str, indent: int, width: int) -> Content:
    """The text in lines of that width, all but the first indented; as it is where there is no room."""
    if width < indent + _LEAST_TEXT:
        return Content(text)
    return Content("\n".join(wrap(text, width, subsequent_indent=" " * indent, break_on_hyphens=False)))


def packed(parts: Sequence[Content], width: int) -> Content:
    """The parts side by side with two spaces between, on a new line where the next does not fit whole."""
    lines: list[list[Content]] = []
    room = 0
    for part in parts:
        needed = part.cell_length + len(_GAP)
        if not lines or room < needed:
            lines.append([part])
            room = width - part.cell_length
        else:
            lines[-1].append(part)
            room -= needed
    return Content("\n").join(Content(_GAP).join(line) for line in lines)


def strip(widget: Widget, content: Content, *component_classes: str) -> Strip:
    """The content as one line of the widget, over its width, in its style and those of its components."""
    width = widget.size.width
    style = widget.get_visual_style(*component_classes)
    parts = content.truncate(width, pad=True).render(style, "", widget.app.stylesheet.parse_style)
    return Strip([Segment(text, part.rich_style) for text, part in parts], width)
