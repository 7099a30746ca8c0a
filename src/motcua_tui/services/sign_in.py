"""Who works at a guarded desk: known by the operating system's name, or signed in with a PIN.

These transactions need no right, since nobody is signed in yet. A PIN is kept as an argon2 hash; every one
that is typed counts as wrong before it is looked at, so that guessing by several programs at once is slowed
down as well.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from motcua_tui.domain.pins import check_pin, waits_until
from motcua_tui.domain.roles import Right, Seat
from motcua_tui.domain.text import clean
from motcua_tui.errors import RightError, RuleError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads import officers as reads

if TYPE_CHECKING:
    from motcua_tui.storage.unit_of_work import UnitOfWork


def names(desk: Desk) -> tuple[str, ...]:
    """Who may sign in with a PIN, by name."""
    found = reads.officers(desk.database.reader())
    return tuple(one.name for one in found if one.can_sign_in and one.has_pin)


def sign_in(desk: Desk, name: str, pin: str) -> Desk:
    """The desk with that officer at it.

    Raises RuleError for who cannot sign in with a PIN, for a wrong PIN, and while one has to wait after
    several of them.
    """
    officer = _prove(desk, clean(name), pin)
    return replace(desk, seat=reads.seat(desk.database.reader(), officer=officer))


def by_machine(desk: Desk, login: str) -> Desk:
    """The desk with the officer at it whom the machine calls that, or with nobody."""
    return replace(desk, seat=reads.seat(desk.database.reader(), login=login))


def sign_out(desk: Desk) -> Desk:
    """The desk with nobody at it; as it was where it is open."""
    return replace(desk, seat=Seat(guarded=desk.seat.guarded))


def change_pin(desk: Desk, before: str, after: str) -> None:
    """Another PIN for whoever is signed in. Raises InputError for one that is guessed first, RuleError for a
    wrong one before it."""
    desk.require(Right.OWN_PIN)
    hash = hashed(after)
    _prove(desk, desk.seat.name, before)
    with desk.unit_of_work(Right.OWN_PIN) as uow:
        uow.officers.set_pin(desk.seat.name, hash)
        uow.commit()


def open_up(desk: Desk, machine_user: str) -> None:
    """Take every role back, so that the desk is open to all again.

    For a head, or for the owner of the database file where no head remembers a PIN; then recorded under the
    owner's name on the machine. Raises RightError.
    """
    if desk.seat.may(Right.OFFICERS):
        uow = desk.unit_of_work(Right.OFFICERS)
    elif machine_user and _owns(desk):
        uow = _transaction(desk, machine_user)
    else:
        raise RightError(
            _("Chỉ lãnh đạo, hoặc chủ của tệp dữ liệu trên máy, bỏ được phân quyền."),
            _("Trên máy chủ: người quản trị cơ sở dữ liệu làm việc này, xem docs/office.md."),
        )
    with uow:
        for officer in reads.officers(desk.database.reader()):
            uow.officers.give_role(officer.name, None)
        uow.commit()


def hashed(pin: str) -> str:
    """What is kept of a PIN. Raises InputError for one that is guessed first."""
    from argon2 import PasswordHasher

    check_pin(pin)
    return PasswordHasher().hash(pin)


def _prove(desk: Desk, name: str, pin: str) -> int:
    """The number of the officer whose PIN that is. Raises RuleError."""
    with _transaction(desk, name) as uow:
        kept = uow.officers.pin(name)
        if kept is None:
            raise RuleError(
                _("“{name}” không đăng nhập bằng mã PIN được.").format(name=name),
                _("Lãnh đạo cho vai trò và đặt mã PIN: motcua officers role, motcua officers pin."),
            )
        if until := waits_until(kept.wrong, kept.wrong_at, desk.now()):
            raise RuleError(
                _("Đã nhập sai mã PIN {n} lần liền.").format(n=kept.wrong),
                _("Thử lại từ {time}; quên mã thì lãnh đạo đặt mã mới.").format(time=f"{until:%H:%M:%S}"),
            )
        uow.officers.count_guess(name)
        uow.commit()
    if not _fits(kept.hash, pin):
        until = waits_until(kept.wrong + 1, desk.now(), desk.now())
        raise RuleError(
            _("Mã PIN không đúng, sai {n} lần liền.").format(n=kept.wrong + 1),
            _("Thử lại từ {time}; quên mã thì lãnh đạo đặt mã mới.").format(time=f"{until:%H:%M:%S}")
            if until
            else _("Nhập lại."),
        )
    with _transaction(desk, name) as uow:
        uow.officers.forget_guesses(name)
        uow.commit()
    return kept.officer


def _fits(hash: str, pin: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import VerifyMismatchError

    try:
        return PasswordHasher().verify(hash, pin)
    except VerifyMismatchError:
        return False


def _transaction(desk: Desk, actor: str) -> UnitOfWork:
    return desk.database.unit_of_work(zone=desk.settings.zone, actor=actor, now=desk.now())


def _owns(desk: Desk) -> bool:
    """The database is a file of whoever runs the program."""
    path = desk.database.path
    if path is None:
        return False
    return sys.platform == "win32" or path.stat().st_uid == os.getuid()
