"""The registry of actions: every key of the program is a row here, and only here.

Bindings, footer, help, command palette and the table of keys in the documentation are derived:

- ``bindings_for("dossiers")`` → ``BINDINGS`` of that screen or widget; the binding's ``id`` is the
  action's (a keymap rebinds by it), its method ``action_<id with underscores>``;
- ``actions_for("app", "dossiers", "table")`` → the rows in registry order (palette, documentation);
- ``widgets.keys.help_rows("app", "dossiers", "table")`` → the rows of the help screen, by group.

Places (``where``): the screens ``app today dossiers detail report charts measures calendar moves calculator
catalogue form accept filters palette help preview list-preview``, the dialogs ``confirm notice overtaken
menu dates sentence printed``, and the widgets ``table counts figures month search choice picker checks
numbered``.
Order is importance: a narrow footer drops from the end.
Keys avoid what Vietnamese input methods turn into a letter by itself (Telex: ``w`` ``[`` ``]`` ``{`` ``}``).
Printable keys go into a focused text field, so what matters there has an F-key or Ctrl as well.
"""

from __future__ import annotations

from typing import Final

from textual.binding import BindingType

from motcua_tui.tui.actions import (
    affairs,
    dossiers,
    forms,
    importing,
    indicators,
    lists,
    named,
    office,
    papers,
    periods,
    report,
)
from motcua_tui.tui.actions.row import Action, Group, group_title, key_label, rebind

__all__ = ["ACTIONS", "Action", "Group", "actions_for", "bindings_for", "group_title", "key_label", "rebind"]

ACTIONS: Final[tuple[Action, ...]] = (
    *dossiers.ROWS,
    *papers.ROWS,
    *forms.ROWS,
    *importing.ROWS,
    *report.ROWS,
    *periods.ROWS,
    *indicators.ROWS,
    *office.ROWS,
    *affairs.ROWS,
    *lists.ROWS,
    *named.ROWS,
)


def actions_for(*places: str) -> tuple[Action, ...]:
    """The actions of the places, in registry order."""
    return tuple(action for action in ACTIONS if not set(places).isdisjoint(action.where))


def bindings_for(place: str) -> list[BindingType]:
    """The ``BINDINGS`` of one screen or widget."""
    return [action.binding() for action in actions_for(place)]
