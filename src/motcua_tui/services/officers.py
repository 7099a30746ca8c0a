"""The people of the office: who they are, who has left, who sits at this desk, and what each may do.

How they sign in is said by ``services.sign_in``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from motcua_tui.domain.roles import Right, Role
from motcua_tui.domain.text import clean, sort_key
from motcua_tui.errors import InputError, NotFoundError, RuleError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads import officers as reads
from motcua_tui.storage.reads.officers import Officer

if TYPE_CHECKING:
    from motcua_tui.storage.unit_of_work import UnitOfWork


def officers(desk: Desk) -> tuple[Officer, ...]:
    """Everybody, those who have left last, by name."""
    found = reads.officers(desk.database.reader())
    return tuple(sorted(found, key=lambda officer: (not officer.active, sort_key(officer.name))))


def add(desk: Desk, name: str) -> str:
    """A new officer, or one who comes back; gives the name as it is kept. Raises InputError, RuleError."""
    name = _named(name)
    with desk.unit_of_work(Right.OFFICERS) as uow:
        if uow.officers.retired(name):
            uow.officers.retire(name, None)
        else:
            _refuse_taken(uow, name)
            uow.officers.add(name)
        uow.commit()
    return name


def rename(desk: Desk, before: str, after: str) -> str:
    """Another name for an officer; the dossiers in hand follow, and so does the desk.

    What the history of dossiers says stays as it was recorded. Raises InputError, NotFoundError, RuleError
    when somebody else has the name.
    """
    after = _named(after)
    with desk.unit_of_work(Right.OFFICERS) as uow:
        before = _known(uow, before)
        if after != before:
            _refuse_taken(uow, after)
            uow.officers.rename(before, after)
            if uow.settings.all().get("officer") == before:
                uow.settings.change({"officer": before}, {"officer": after})
        uow.commit()
    return after


def retire(desk: Desk, name: str) -> str:
    """The officer has left: nothing more is given to this name, which cannot sign in any more.

    Raises NotFoundError, RuleError for whoever sits here and for the last head.
    """
    with desk.unit_of_work(Right.OFFICERS) as uow:
        name = _known(uow, name)
        if name in (desk.actor, desk.settings.officer):
            raise RuleError(
                _("{name} đang là người trực bàn này.").format(name=name),
                _("Chọn người trực bàn khác trước: motcua settings officer=…"),
            )
        if not uow.officers.retired(name):
            uow.officers.retire(name, desk.today())
            uow.officers.give_role(name, None)
            uow.officers.set_login(name, "")
            uow.officers.set_pin(name, None)
            _stay_governed(uow)
        uow.commit()
    return name


def give_role(desk: Desk, name: str, role: Role | None) -> str:
    """What an officer is at the desk; None takes the role away. With the first role the desk is guarded, with
    the last one taken it is open again.

    Raises NotFoundError, and RuleError for one who has left or where no head could sign in afterwards.
    """
    with desk.unit_of_work(Right.OFFICERS) as uow:
        name = _working(uow, name)
        uow.officers.give_role(name, role)
        _stay_governed(uow)
        uow.commit()
    return name


def set_login(desk: Desk, name: str, login: str) -> str:
    """The name of an officer on the machine, by which the operating system tells who it is; empty for none.

    Raises NotFoundError, RuleError when somebody else has it or no head could sign in afterwards.
    """
    login = clean(login)
    with desk.unit_of_work(Right.OFFICERS) as uow:
        name = _working(uow, name)
        if login and uow.officers.with_login(login) not in (None, name):
            raise RuleError(
                _("Tên máy “{login}” là của {name}.").format(
                    login=login, name=uow.officers.with_login(login)
                ),
                _("Mỗi tên máy chỉ của một người."),
            )
        uow.officers.set_login(name, login)
        _stay_governed(uow)
        uow.commit()
    return name


def set_pin(desk: Desk, name: str, pin: str) -> str:
    """A new PIN for an officer, or none with an empty one.

    Raises NotFoundError, InputError for a PIN that is guessed first, RuleError for one who has left or where
    no head could sign in afterwards.
    """
    from motcua_tui.services.sign_in import hashed

    hash = hashed(pin) if pin else None
    with desk.unit_of_work(Right.OFFICERS) as uow:
        name = _working(uow, name)
        uow.officers.set_pin(name, hash)
        _stay_governed(uow)
        uow.commit()
    return name


def begins(desk: Desk, role: Role | None) -> bool:
    """Whether roles count from then on when somebody gets that role: to be asked before it is done."""
    return role is not None and not any(one.role for one in officers(desk) if one.active)


def take_seat(uow: UnitOfWork, name: str) -> None:
    """Whoever sits at the desk is one of the officers. Raises RuleError for one who has left."""
    if uow.officers.retired(name):
        raise RuleError(
            _("{name} đã nghỉ, không trực bàn được.").format(name=name),
            _("Ghi người ấy trở lại làm việc trước: motcua officers add."),
        )
    if name and not uow.officers.known(name):
        uow.officers.add(name)


def _stay_governed(uow: UnitOfWork) -> None:
    if uow.officers.ungoverned():
        raise RuleError(
            _("Không còn lãnh đạo nào đăng nhập được để đổi phân quyền."),
            _("Đặt mã PIN hoặc tên máy cho một người và cho người ấy vai trò lãnh đạo trước."),
        )


def _working(uow: UnitOfWork, name: str) -> str:
    name = _known(uow, name)
    if uow.officers.retired(name):
        raise RuleError(
            _("{name} đã nghỉ.").format(name=name),
            _("Ghi người ấy trở lại làm việc trước: motcua officers add."),
        )
    return name


def _named(name: str) -> str:
    found = clean(name)
    if not found:
        raise InputError(_("Chưa ghi tên cán bộ."), _("Ghi đủ họ và tên."))
    return found


def _known(uow: UnitOfWork, name: str) -> str:
    found = clean(name)
    if not uow.officers.known(found):
        raise NotFoundError(
            _("Không có cán bộ “{name}”.").format(name=found), _("Xem danh sách: motcua officers list.")
        )
    return found


def _refuse_taken(uow: UnitOfWork, name: str) -> None:
    if uow.officers.known(name):
        raise RuleError(_("Đã có cán bộ “{name}”.").format(name=name), _("Ghi thêm chức danh để phân biệt."))
