"""Typer in the language of the screens: the headings of its help, and its usage errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from motcua_tui.errors import InputError
from motcua_tui.i18n import _

_NO_COMMAND: Final = re.compile(r"No such command '(.*?)'")
_EXTRA: Final = re.compile(r"unexpected extra argument\(s\) \((.*)\)")
_CHOICES: Final = re.compile(r"is not one of (.*?)\.?$")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A command, or a group of them, whose module is imported when it is called; its help is known before."""

    name: str
    target: str
    """``module:name`` in this package, as entry points are written."""
    help: str

    def made(self) -> Any:  # the commands of Typer have no public type
        module, _colon, name = self.target.partition(":")
        target = getattr(import_module(f"{__package__}.{module}"), name)
        parent = Commands()
        if isinstance(target, Commands):
            parent.add_typer(target, name=self.name, help=self.help)
        else:
            parent.add(self.name, target, self.help)
        return get_group(parent).commands[self.name]


class Commands(typer.Typer):
    """A group of commands."""

    def __init__(
        self,
        *,
        help: str | None = None,
        epilog: str | None = None,
        alone: bool = False,
        default: str = "",
        waiting: Iterable[Waiting] = (),
    ) -> None:
        """``alone``: the group does something of its own when no command is given. ``default``: the command
        that is meant then, and where the first word is none of its commands. ``waiting``: commands beside
        those that are added."""
        later = {one.name: one for one in waiting}
        super().__init__(
            cls=type("_Group", (_Group,), {"default": default, "waiting": later}),
            help=help,
            epilog=epilog,
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
            add_completion=False,
            no_args_is_help=not (alone or default),
        )

    def add(self, name: str, function: Callable[..., None], help: str) -> None:
        """A command with its one line of help."""
        self.command(name, help=help, cls=_Command)(function)


class _Command(TyperCommand):
    def get_help(self, ctx: Any) -> str:  # the base class of Typer's context has no public name
        return _translated(super().get_help(ctx))


class _Group(TyperGroup):
    default: ClassVar[str] = ""
    waiting: ClassVar[Mapping[str, Waiting]] = {}

    def __init__(self, **given: Any) -> None:  # as in the base class
        super().__init__(**given)
        self.commands.update((one.name, _Command(one.name, help=one.help)) for one in self.waiting.values())

    def complete(self, name: str) -> Any:  # the commands of Typer have no public type
        """A command as it is called: one that waits is imported."""
        return self.waiting[name].made() if name in self.waiting else self.commands[name]

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        return name, command and self.complete(name or ""), rest

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # as in the base class
        if self.default and not (args and (args[0] == "--help" or args[0] in self.commands)):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:  # the base class of Typer's context has no public name
        return _translated(super().get_help(ctx))


def _translated(text: str) -> str:
    """Help with the words that Typer adds put into the language of the rest."""
    for theirs, ours in (
        ("Usage: ", _("Cách dùng: ")),
        ("\nOptions:", "\n" + _("Tùy chọn:")),
        ("\nArguments:", "\n" + _("Tham số:")),
        ("\nCommands:", "\n" + _("Lệnh:")),
        ("Show this message and exit.", _("Xem hướng dẫn này.")),
        ("[default:", "[" + _("mặc định") + ":"),
        ("[required]", "[" + _("bắt buộc") + "]"),
    ):
        text = text.replace(theirs, ours)
    return text


def usage_error(error: typer.TyperException) -> InputError | None:
    """What was wrong with the words of a command; None where help was all that was wanted."""
    kind, message = type(error).__name__, error.format_message()
    context = getattr(error, "ctx", None)
    hint = _("Xem cách dùng: {command} --help").format(command=context.command_path if context else "motcua")
    parameter = getattr(error, "param", None)
    name = parameter.get_error_hint().strip("'") if parameter else ""
    match kind:
        case "NoArgsIsHelpError":
            return None
        case "NoSuchOption":
            option = getattr(error, "option_name", "")
            return InputError(_("Không có tùy chọn {name}.").format(name=option), hint)
        case "BadOptionUsage" if "requires" in message:
            option = getattr(error, "option_name", "")
            return InputError(_("Tùy chọn {name} thiếu giá trị.").format(name=option), hint)
        case "MissingParameter":
            return InputError(_("Thiếu {name}.").format(name=name), hint)
        case "BadParameter" if choices := _CHOICES.search(message):
            wanted = _("Chọn một trong: {choices}.").format(choices=choices[1].replace("'", ""))
            return InputError(_("Giá trị của {name} không đúng.").format(name=name), wanted)
        case "BadParameter":
            return InputError(_("Giá trị của {name} không đúng.").format(name=name), hint)
    if command := _NO_COMMAND.search(message):
        return InputError(_("Không có lệnh “{name}”.").format(name=command[1]), hint)
    if extra := _EXTRA.search(message):
        return InputError(_("Thừa “{words}”.").format(words=extra[1]), hint)
    return InputError(_("Lệnh viết chưa đúng: {detail}").format(detail=message), hint)
