"""The language of the screens and messages.

Message ids are the Vietnamese texts themselves, so Vietnamese needs no catalogue and no
start-up time; English is a gettext catalogue beside this file (``locale/en``).
``install`` runs once, before ``cli`` or ``tui`` are imported, because help texts and key
bindings keep the language of import time. Report sentences are Vietnamese in every
language: they are quoted in Vietnamese documents.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES: Final = ("vi", "en")
_LOCALE: Final = Path(__file__).parent / "locale"
_catalogue: NullTranslations | None = None


def install(language: str) -> None:
    """Use ``language`` (``vi`` or ``en``) from now on; an unknown one falls back to Vietnamese."""
    global _catalogue
    if language == "vi":
        _catalogue = None
        return
    import gettext

    _catalogue = gettext.translation("motcua", str(_LOCALE), languages=[language], fallback=True)


def _(text: str, meaning: str = "") -> str:
    """The text in the installed language; ``meaning`` tells apart what only Vietnamese says alike."""
    if _catalogue is None:
        return text
    return _catalogue.pgettext(meaning, text) if meaning else _catalogue.gettext(text)
