"""The manual of the command line names every command and option, and no others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from motcua_tui.cli.app import app

MANUAL = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", MANUAL, re.MULTILINE | re.DOTALL))


WRITE_FILES = {"motcua form", "motcua ics"}
"""Commands whose answer is a file."""


def commands(group: Any, path: str) -> dict[str, Any]:
    """Every command below a group, by the words that call it."""
    found: dict[str, Any] = {}
    for name in group.commands:
        words, command = f"{path} {name}", group.complete(name)
        found |= commands(command, words) if hasattr(command, "commands") else {words: command}
    return found


ROOT: Any = get_command(app)
COMMANDS = commands(ROOT, "motcua")


def options(command: Any) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name.startswith("--")}


def told(section: str) -> set[str]:
    return set(re.findall(r"^\| `(--[a-z0-9-]+)", SECTIONS[section], re.MULTILINE))


def test_manual_when_read_then_it_has_exactly_the_commands_there_are() -> None:
    assert {heading for heading in SECTIONS if heading.startswith("motcua ")} == set(COMMANDS)


@pytest.mark.parametrize("words", COMMANDS)
def test_command_when_listed_then_help_json_and_every_option_are_told(words: str) -> None:
    command = COMMANDS[words]
    assert command.help
    assert "--json" in options(command) or words in WRITE_FILES
    assert told(words) == options(command)
    for parameter in command.params:
        assert parameter.help, parameter.name


def test_manual_when_read_then_it_has_the_options_of_every_command() -> None:
    assert told("Options of every command") == options(ROOT) | {"--help"}
