"""The keys that a person chose, from ``keys.toml`` in the folder of the program's configuration.

    [keys]
    accept = "ctrl+e"
    search = ["slash", "ctrl+f"]

Names are the ids of the action registry. What is not understood or would take a key from another action is
left out and told; the action then keeps its own keys.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import punctuation
from typing import Final

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from motcua_tui.domain.text import clean
from motcua_tui.i18n import _
from motcua_tui.tui.actions import ACTIONS, Action, key_label

TELEX: Final = frozenset(
    {"w", "left_square_bracket", "right_square_bracket", "left_curly_bracket", "right_curly_bracket"}
)
"""Keys that a Vietnamese input method turns into a letter of its own."""
_MODIFIER: Final = re.compile(r"(?:(?:ctrl|alt|shift|super)\+)*", re.IGNORECASE)


def _sign(character: str) -> str:
    """What Textual calls the key of a character: ``?`` → ``question_mark``."""
    if character.isalnum():
        return character
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


_NAMES: Final = frozenset({*(key.value for key in Keys), *map(_sign, punctuation), "space"})


@dataclass(frozen=True, slots=True)
class Keymap:
    """Keys by the ids of their actions, and what of the file was not taken over."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def of(self, action: Action) -> tuple[str, ...]:
        """The keys that an action has now."""
        return self.keys.get(action.id, action.keys)

    def bindings(self) -> dict[str, str]:
        """As ``App.set_keymap`` takes it."""
        return {id: ",".join(keys) for id, keys in self.keys.items()}


def read_keymap(path: Path) -> Keymap:
    """The keymap of a file; the registry's own keys where there is no file."""
    if not path.is_file():
        return Keymap()
    import tomllib

    try:
        chosen = tomllib.loads(path.read_text(encoding="utf-8")).get("keys", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Keymap(
            problems=(_("Không đọc được {path}: {error}.").format(path=path, error=clean(str(error))),)
        )
    if not isinstance(chosen, dict):
        return Keymap(problems=(_("Mục [keys] phải gồm các dòng tên = phím."),))
    keys: dict[str, tuple[str, ...]] = {}
    problems: list[str] = []
    for id, value in chosen.items():
        found, problem = _keys_of(id, value)
        if problem:
            problems.append(problem)
        else:
            keys[id] = found
    while clash := next(_clashes(keys), None):
        mine, other, key = clash
        del keys[mine]
        problems.append(
            _("Phím {key} của “{mine}” đã là phím của “{other}”; “{mine}” giữ phím cũ.").format(
                key=key_label(key), mine=mine, other=other
            )
        )
    return Keymap(keys, tuple(problems))


def _keys_of(id: str, value: object) -> tuple[tuple[str, ...], str]:
    """The keys of one line, or what is wrong with it."""
    if id not in {action.id for action in ACTIONS}:
        return (), _("Không có việc nào tên “{id}”; xem tên: motcua keys.").format(id=clean(id))
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        return (), _('Phím của “{id}” phải là chữ trong ngoặc kép, ví dụ "ctrl+e".').format(id=id)
    keys = tuple(_normal(word) for word in words)
    for word, key in zip(words, keys, strict=True):
        if not key:
            return (), _("Không có phím “{key}” (của “{id}”).").format(key=clean(word), id=id)
        if key in TELEX:
            return (), _("Bộ gõ tiếng Việt biến phím “{key}” thành chữ khác (của “{id}”).").format(
                key=clean(word), id=id
            )
    return keys, ""


def _normal(word: str) -> str:
    """A key as Textual calls it: ``Ctrl+E`` → ``ctrl+e``, ``?`` → ``question_mark``; empty for none."""
    text = word.strip()
    match = _MODIFIER.match(text)
    modifiers = match.group().lower() if match else ""
    name = text[len(modifiers) :]
    if len(name) == 1 and name.isascii() and name.isprintable():
        return modifiers + (name.lower() if modifiers else _sign(name))
    return modifiers + name.lower() if name.lower() in _NAMES else ""


def _clashes(keys: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """A chosen id, another action of the same place, and the key that both would have."""
    for action in ACTIONS:
        if action.id in keys:
            for other in _beside(action):
                for key in keys.get(other.id, other.keys):
                    if key in keys[action.id]:
                        yield action.id, other.id, key


def _beside(action: Action) -> Iterable[Action]:
    """The other actions that may be asked for where this one is."""
    everywhere = "app" in action.where
    return (
        other
        for other in ACTIONS
        if other.id != action.id
        and (everywhere or "app" in other.where or not set(action.where).isdisjoint(other.where))
    )
