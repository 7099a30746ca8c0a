"""The line of keys at the bottom, and the rows of the help screen.

- ``KeyFooter()``: shows the active bindings that the registry wants in the footer, in registry order. A key
  whose ``check_action`` gives None stays, dimmed, and so does one with a reason against it:
  ``footer.explain({"finish": "chưa tiếp nhận"})`` (action id → a few words). A click presses the key.
- ``help_rows("app", "dossiers", "table", keymap=…)`` → ``HelpRow(group, keys, title, help, cli)``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from motcua_tui.tui.actions import ACTIONS, Group, actions_for, group_title, key_label
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual import events
    from textual.screen import Screen

_ACTIONS: Final = {action.id: action for action in ACTIONS}
_ALWAYS: Final = "help"
_ENOUGH: Final = 9
"""So many keys are worth more than the reason why one of them does not work."""
_GAP: Final = "  "


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One line of the help screen; ``group`` is filled on the first line of its group only."""

    group: str
    keys: str
    title: str
    help: str
    cli: str


def help_rows(
    *places: str, keymap: Mapping[str, str] | None = None, focused: Collection[str] = ()
) -> tuple[HelpRow, ...]:
    """What the help screen lists for the places, group by group.

    ``keymap`` maps action ids to comma-separated keys, as ``App.set_keymap`` takes it; the groups of the
    ``focused`` action ids come first.
    """
    rebound = keymap or {}
    rows: list[HelpRow] = []
    near = {action.group for action in actions_for(*places) if action.id in focused}
    for group in sorted(Group, key=lambda group: group not in near):
        heading = group_title(group)
        for action in actions_for(*places):
            if action.group is group:
                keys = rebound[action.id].split(",") if action.id in rebound else action.keys
                labels = " ".join(key_label(key.strip()) for key in keys)
                rows.append(HelpRow(heading, labels, action.title, action.help, action.cli))
                heading = ""
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class FooterKey:
    """One key of the footer; ``reason`` says why it is not ``enabled``."""

    id: str
    key: str
    label: str
    title: str
    enabled: bool = True
    reason: str = ""

    @property
    def words(self) -> str:
        return f"{self.label} {self.title}" + (f" ({self.reason})" if self.reason else "")


def merge_keys(keys: Sequence[FooterKey]) -> tuple[FooterKey, ...]:
    """Neighbours of the same title as one entry: ``←`` and ``→`` become ``←→ Kỳ``."""
    merged: list[FooterKey] = []
    for key in keys:
        if merged and merged[-1].title == key.title:
            merged[-1] = replace(merged[-1], label=merged[-1].label + key.label)
        else:
            merged.append(key)
    return tuple(merged)


def fit_keys(keys: Sequence[FooterKey], width: int) -> tuple[FooterKey, ...]:
    """The keys that fit ``width`` cells; help stays.

    What gives way, each from the right: reasons but the first, keys that do not fit the dossier, the last
    keys as long as enough are left, the first reason, keys.
    """
    shown = list(keys)
    first = next((key for key in shown if key.reason), None)
    for place in reversed(range(len(shown))):
        if _width(shown) > width and shown[place] is not first:
            shown[place] = replace(shown[place], reason="")
    for key in reversed(tuple(shown)):
        if _width(shown) > width and not key.enabled and key is not first:
            shown.remove(key)
    for key in reversed(tuple(shown)):
        if _width(shown) > width and len(shown) > _ENOUGH and key is not first and key.id != _ALWAYS:
            shown.remove(key)
    if first and _width(shown) > width:
        shown[shown.index(first)] = replace(first, reason="")
    for key in reversed(tuple(shown)):
        if _width(shown) > width and key.id != _ALWAYS:
            shown.remove(key)
    return tuple(shown)


def _width(keys: Sequence[FooterKey]) -> int:
    return sum(_cells(key.words) for key in keys)


@lru_cache(maxsize=256)
def _cells(words: str) -> int:
    return plain(words).cell_length + len(_GAP)


class KeyFooter(Widget):
    """One line of keys that adapts to its width."""

    DEFAULT_CSS = """
    KeyFooter { dock: bottom; height: 1; width: 100%; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-footer--key", "key-footer--disabled"}

    def __init__(
        self,
        forbidden: Callable[[], Mapping[str, str]] = dict,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """``forbidden`` tells why keys are not for whoever is at the desk, whatever else is against them."""
        super().__init__(id=id, classes=classes)
        self._forbidden = forbidden
        self._reasons: Mapping[str, str] = {}
        self._shown: tuple[FooterKey, ...] = ()

    def explain(self, reasons: Mapping[str, str]) -> None:
        """Why keys do not fit now: action id → a few words."""
        self._reasons = reasons
        self._follow()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def on_click(self, event: events.Click) -> None:
        if key := event.style.meta.get("key"):
            self.app.simulate_key(str(key))

    def keys(self) -> tuple[FooterKey, ...]:
        """The keys that work now (or say why not), widest form, in registry order."""
        found: dict[str, FooterKey] = {}
        reasons = {**self._reasons, **self._forbidden()}
        for active in self.screen.active_bindings.values():
            key, action = active.binding.key, _ACTIONS.get(active.binding.id or "")
            if action and action.show_in_footer:
                reason = reasons.get(action.id, "")
                enabled = active.enabled and not reason
                title = action.footer or action.title
                found.setdefault(action.id, FooterKey(action.id, key, key_label(key), title, enabled, reason))
        return merge_keys([found[id] for id in _ACTIONS if id in found])

    def render(self) -> Content:
        key_style = self.get_visual_style("key-footer--key", partial=True)
        disabled = self.get_visual_style("key-footer--disabled", partial=True)
        parts: list[Content] = []
        self._shown = self.keys()
        for key in fit_keys(self._shown, self.size.width):
            words = plain(key.words)
            style = key_style if key.enabled else disabled
            words = words.stylize(style, 0, len(key.label) if key.enabled else None)
            parts.append(words.stylize(Style.from_meta({"key": key.key})))
        return Content(" ") + Content(_GAP).join(parts)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self._follow()

    def _follow(self) -> None:
        """Draw anew where the keys are others than those shown."""
        if self.is_attached and self.keys() != self._shown:
            self.refresh()
