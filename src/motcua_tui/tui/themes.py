"""The themes of the desk: calm, with red for one thing only, lateness.

``DARK``, ``LIGHT`` and ``CONTRAST`` (for weak eyes and bad screens) are for people to choose. ``MONO`` is for
NO_COLOR (``App.no_color``), where Textual turns colours into greys and red would come out dimmer than the
rest: there what presses is the brightest. The app registers ``THEMES``; ``VARIABLES`` are the variables of
ours that styles and ``status`` use, for any other theme (``App.get_theme_variable_defaults``). Textual's
``error`` is amber here: a field that is not filled in is no lateness. Every status colour has a contrast of
at least 4.5 : 1.
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
CONTRAST: Final = Theme(
    name="motcua-contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#00ffff",
    warning="#ffd75f",
    error="#ffd75f",
    success="#5fff87",
    foreground="#ffffff",
    background="#000000",
    surface="#101010",
    panel="#1c1c1c",
    dark=True,
    variables={
        "late": "#ff8787",
        "due-today": "#ffd75f",
        "near": "#ffff87",
        "in-time": "#87ffaf",
        "waiting": "#87d7ff",
        "finished": "#87ffaf",
        "faint": "#d0d0d0",
        "rule": "#808080",
        "line-cursor": "#00005f",
        "line-cursor-blurred": "#303030",
        "footer-key-foreground": "#00ffff",
        "input-selection-background": "#00ffff 40%",
        "block-cursor-background": "#00005f",
        "block-cursor-foreground": "#ffffff",
        "scrollbar": "#808080",
        "scrollbar-background": "#101010",
    },
)
MONO: Final = Theme(
    name="motcua-mono",
    primary="#c8c8c8",
    secondary="#b0b0b0",
    accent="#ffffff",
    warning="#ffffff",
    error="#ffffff",
    success="#c8c8c8",
    foreground="#d0d0d0",
    background="#161616",
    surface="#202020",
    panel="#2a2a2a",
    dark=True,
    variables={
        "late": "#ffffff",
        "due-today": "#ffffff",
        "near": "#d0d0d0",
        "in-time": "#b8b8b8",
        "waiting": "#b8b8b8",
        "finished": "#b8b8b8",
        "faint": "#a8a8a8",
        "rule": "#484848",
        "line-cursor": "#383838",
        "line-cursor-blurred": "#282828",
        "footer-key-foreground": "#ffffff",
        "input-selection-background": "#ffffff 30%",
        "block-cursor-background": "#383838",
        "block-cursor-foreground": "#ffffff",
        "scrollbar": "#484848",
        "scrollbar-background": "#202020",
    },
)

THEMES: Final = (DARK, LIGHT, CONTRAST, MONO)
VARIABLES: Final = _DARK
