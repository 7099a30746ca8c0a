"""The two themes of the desk, dark and light: calm, with red for one thing only, lateness.

``THEMES`` are registered by the app; ``VARIABLES`` are the names of ours that styles and ``status`` use,
for any other theme a person may choose (``App.get_theme_variable_defaults``). Textual's ``error`` is amber
here: a field that is not filled in is no lateness. Every status colour has a contrast of at least 4.5 : 1.
"""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

_DARK: Final = {
    "late": "#ff7a6b",
    "due-today": "#f2bc4f",
    "near": "#d6c98a",
    "in-time": "#9cc3a8",
    "waiting": "#9db4d8",
    "finished": "#8bb894",
    "faint": "#a3adb9",
    "rule": "#3a434f",
    "line-cursor": "#2c3947",
    "line-cursor-blurred": "#222b35",
}
_LIGHT: Final = {
    "late": "#b3261e",
    "due-today": "#7d4b00",
    "near": "#655400",
    "in-time": "#245c3a",
    "waiting": "#35507d",
    "finished": "#2a5f3c",
    "faint": "#5b636d",
    "rule": "#bdb8aa",
    "line-cursor": "#dbe6e2",
    "line-cursor-blurred": "#eae8e0",
}

DARK: Final = Theme(
    name="motcua-dark",
    primary="#5fb0a6",
    secondary="#8fb3c9",
    accent="#7fd0c4",
    warning="#f2bc4f",
    error="#f2bc4f",
    success="#8bb894",
    foreground="#d9dee5",
    background="#151a20",
    surface="#1c222a",
    panel="#242c36",
    dark=True,
    variables={
        **_DARK,
        "footer-key-foreground": "#7fd0c4",
        "input-selection-background": "#5fb0a6 35%",
        "block-cursor-background": "#2c3947",
        "block-cursor-foreground": "#ffffff",
        "scrollbar": "#3a434f",
        "scrollbar-background": "#1c222a",
    },
)
LIGHT: Final = Theme(
    name="motcua-light",
    primary="#1f6f68",
    secondary="#3f6078",
    accent="#17605a",
    warning="#7d4b00",
    error="#7d4b00",
    success="#2a5f3c",
    foreground="#20262d",
    background="#fbfaf7",
    surface="#f2f0ea",
    panel="#e7e4db",
    dark=False,
    variables={
        **_LIGHT,
        "footer-key-foreground": "#17605a",
        "input-selection-background": "#1f6f68 25%",
        "block-cursor-background": "#dbe6e2",
        "block-cursor-foreground": "#101418",
        "scrollbar": "#bdb8aa",
        "scrollbar-background": "#f2f0ea",
    },
)

THEMES: Final = (DARK, LIGHT)
VARIABLES: Final = _DARK
