"""Text from outside on its way to the screen: never markup, never a control character.

Every widget of ours passes what it is handed through ``plain``. A ``str`` is shown as it is written,
``[/]`` and ``[@click=…]`` included; ``Content`` and Rich ``Text`` keep their styles.
"""

from __future__ import annotations

from typing import TypeAlias

from rich.text import Text
from textual.content import Content

from motcua_tui.domain.text import clean

Cell: TypeAlias = "str | Content | Text"


def plain(value: Cell) -> Content:
    """The value as one line of content; a text with control characters is cleaned and loses its styles."""
    if isinstance(value, Text):
        content = Content.from_rich_text(value)
    else:
        content = value if isinstance(value, Content) else Content(value, strip_control_codes=False)
    return content if content.plain.isprintable() else Content(clean(content.plain))
