"""One row of the registry of actions, and how its keys are written for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from textual.binding import Binding

from motcua_tui.domain.roles import Right
from motcua_tui.i18n import _


class Group(StrEnum):
    """The headings of the help screen, in its order; ``group_title`` gives the words."""

    DOSSIERS = "dossiers"
    REPORT = "report"
    CALENDAR = "calendar"
    CATALOGUE = "catalogue"
    PETITIONS = "petitions"
    SETTINGS = "settings"
    LIST = "list"
    FORM = "form"
    DESK = "desk"


_chosen: Mapping[str, tuple[str, ...]] = {}


def rebind(chosen: Mapping[str, tuple[str, ...]]) -> None:
    """Words on the screens name these keys from now on; called once, when the app is made."""
    global _chosen
    _chosen = chosen


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do with a key.

    ``title`` is one to three words, ``footer`` shorter ones for the footer (neighbours with the same share
    one entry: ``←→ Kỳ``), ``help`` a sentence, ``where`` the places that bind it, ``cli`` the command that
    does the same (empty: none). ``priority`` keys come before those of the focused widget. ``right`` is what
    one must have at a desk with roles.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    group: Group
    where: tuple[str, ...]
    show_in_footer: bool = False
    footer: str = ""
    cli: str = ""
    priority: bool = False
    right: Right | None = None

    @property
    def key(self) -> str:
        """The first of the keys that it has now."""
        return _chosen.get(self.id, self.keys)[0]

    @property
    def method(self) -> str:
        """The name Textual calls: ``clear-filters`` → ``action_clear_filters``."""
        return self.id.replace("-", "_")

    def binding(self) -> Binding:
        return Binding(
            ",".join(self.keys),
            self.method,
            self.title,
            show=self.show_in_footer,
            key_display=key_label(self.keys[0]),
            priority=self.priority,
            tooltip=self.help,
            id=self.id,
        )


_KEY_LABELS: Final = {
    "enter": "↵",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "escape": "Esc",
    "slash": "/",
    "question_mark": "?",
    "comma": ",",
    "minus": "-",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
}


def key_label(key: str) -> str:
    """A key as it is printed: ``ctrl+p`` → ``Ctrl+P``, ``slash`` → ``/``, letters as they are typed."""
    *modifiers, name = key.split("+")
    label = _KEY_LABELS.get(name, name.capitalize() if modifiers or len(name) > 1 else name)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), label])


def group_title(group: Group) -> str:
    """The heading of a group on the help screen."""
    return {
        Group.DESK: _("Chung"),
        Group.DOSSIERS: _("Hồ sơ"),
        Group.REPORT: _("Báo cáo"),
        Group.CALENDAR: _("Lịch"),
        Group.CATALOGUE: _("Thủ tục", "many"),
        Group.PETITIONS: _("Phản ánh, kiến nghị"),
        Group.SETTINGS: _("Thiết lập, cán bộ"),
        Group.LIST: _("Danh sách và bảng"),
        Group.FORM: _("Biểu nhập và câu hỏi"),
    }[group]
