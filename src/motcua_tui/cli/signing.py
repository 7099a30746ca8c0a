"""Who runs a command: ``--as NAME`` with a PIN, which never stands on the command line."""

from __future__ import annotations

import os
import sys
from typing import Final

from motcua_tui.errors import InputError, RuleError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk

PIN_VARIABLE: Final = "MOTCUA_PIN"


def signed_in(desk: Desk, name: str) -> Desk:
    """The desk with that officer at it; as it is where the machine knows that it is that one.

    Raises RuleError at an open desk and for a wrong PIN, InputError where there is none.
    """
    if desk.seat.signed_in and name == desk.seat.name:
        return desk
    if not desk.seat.guarded:
        raise RuleError(_("Bàn này chưa phân quyền, không ai phải đăng nhập."), _("Bỏ --as."))
    from motcua_tui.services.sign_in import sign_in

    return sign_in(desk, name, known_pin(name))


def known_pin(name: str) -> str:
    """The PIN of that officer: from the environment, or asked for on a terminal. Raises InputError."""
    pin = os.environ.get(PIN_VARIABLE) or ""
    return pin or (_asked(_("Mã PIN của {name}: ").format(name=name)) if sys.stdin.isatty() else _missing())


def new_pin(name: str) -> str:
    """A new PIN: asked for twice on a terminal, else the first line of stdin. Raises InputError."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip() or _missing()
    pin = _asked(_("Mã PIN mới của {name}: ").format(name=name))
    if _asked(_("Nhập lại mã PIN mới: ")) != pin:
        raise InputError(_("Hai lần nhập mã PIN khác nhau."), _("Chạy lại lệnh và nhập hai lần như nhau."))
    return pin


def _asked(question: str) -> str:
    from getpass import getpass

    return getpass(question, stream=sys.stderr).strip()


def _missing() -> str:
    raise InputError(_("Chưa có mã PIN."), _("Chạy trong cửa sổ lệnh để được hỏi, hoặc đặt biến MOTCUA_PIN."))
