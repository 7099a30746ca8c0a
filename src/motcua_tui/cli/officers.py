"""``officers list | add | rename | retire | role | login | pin | open``: the people of the office, what each
may do, and how they sign in."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from motcua_tui.bootstrap import machine_user
from motcua_tui.cli.commands import Commands
from motcua_tui.cli.context import desk
from motcua_tui.cli.output import Exit, agreed, data, emit_json, end, say
from motcua_tui.cli.signing import known_pin, new_pin
from motcua_tui.domain.numbers import group
from motcua_tui.domain.roles import Right, Role
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.role_labels import role_label
from motcua_tui.services import officers

app = Commands()
NONE: Final = "none"
"""What takes a role away."""
Name = Annotated[str, typer.Argument(metavar="NAME", help=_("Họ và tên cán bộ."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]


def list_officers(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help=_("Cả những người đã nghỉ."))] = False,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        found = [officer for officer in officers.officers(opened) if every or officer.active]
        here = opened.actor
    if as_json:
        emit_json(
            [
                {
                    "name": officer.name,
                    "open_dossiers": officer.open_dossiers,
                    "retired_on": officer.retired_on.isoformat() if officer.retired_on else None,
                    "at_desk": officer.name == here,
                    "role": officer.role,
                    "login": officer.login or None,
                    "has_pin": officer.has_pin,
                    "wrong_pins": officer.wrong_pins,
                }
                for officer in found
            ]
        )
        return
    for officer in found:
        notes = [
            role_label(officer.role) if officer.role else "",
            _("máy: {login}").format(login=officer.login) if officer.login else "",
            _("có mã PIN") if officer.has_pin else "",
            _("sai PIN {n} lần").format(n=officer.wrong_pins) if officer.wrong_pins else "",
            _("chưa đăng nhập được") if officer.role and not officer.can_sign_in else "",
            _("{n} hồ sơ đang giải quyết").format(n=group(officer.open_dossiers)),
            _("trực bàn này") if officer.name == here else "",
            _("nghỉ từ {day}").format(day=short_date(officer.retired_on)) if officer.retired_on else "",
        ]
        data(f"{officer.name:<28}{', '.join(filter(None, notes))}")
    say(_("{n} cán bộ").format(n=group(len(found))))


def add(context: typer.Context, name: Name, as_json: AsJson = False) -> None:
    with desk(context) as opened:
        added = officers.add(opened, name)
    _tell(_("Đã ghi cán bộ {name}.").format(name=added), added, as_json=as_json)


def rename(
    context: typer.Context,
    name: Name,
    after: Annotated[str, typer.Argument(metavar="NEW", help=_("Tên mới."))],
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        renamed = officers.rename(opened, name, after)
    _tell(
        _("Đã đổi tên thành {name}; hồ sơ đang giữ đi theo.").format(name=renamed), renamed, as_json=as_json
    )


def retire(context: typer.Context, name: Name, as_json: AsJson = False) -> None:
    with desk(context) as opened:
        retired = officers.retire(opened, name)
    _tell(_("{name} không còn được giao việc mới.").format(name=retired), retired, as_json=as_json)


def role(
    context: typer.Context,
    name: Name,
    what: Annotated[
        str,
        typer.Argument(metavar="ROLE", help=_("Một trong: {roles}.").format(roles=", ".join((*Role, NONE)))),
    ],
    yes: Annotated[bool, typer.Option("--yes", help=_("Không hỏi lại khi bật phân quyền."))] = False,
    as_json: AsJson = False,
) -> None:
    given = _role(what)
    with desk(context) as opened:
        if not yes and officers.begins(opened, given) and not agreed(_first_role(name)):
            say(_("Không đổi gì cả."))
            end(Exit.NO)
        officer = officers.give_role(opened, name, given)
    label = role_label(given) if given else _("không có")
    _tell(_("Vai trò của {name}: {role}.").format(name=officer, role=label), officer, as_json=as_json)


def login(
    context: typer.Context,
    name: Name,
    login: Annotated[
        str | None, typer.Argument(metavar="[LOGIN]", help=_("Tên người dùng của hệ điều hành."))
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help=_("Bỏ tên máy."))] = False,
    as_json: AsJson = False,
) -> None:
    if remove is bool(login):
        raise InputError(_("Ghi tên máy, hoặc --remove."), _("Ví dụ: motcua officers login “Mai” mai"))
    with desk(context) as opened:
        officer = officers.set_login(opened, name, login or "")
    words = _("Người dùng {login} của máy là {name}.") if login else _("Đã bỏ tên máy của {name}.")
    _tell(words.format(login=login, name=officer), officer, as_json=as_json)


def pin(
    context: typer.Context,
    name: Name,
    remove: Annotated[bool, typer.Option("--remove", help=_("Bỏ mã PIN."))] = False,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        if name == opened.seat.name and not opened.seat.may(Right.OFFICERS) and not remove:
            from motcua_tui.services.sign_in import change_pin

            change_pin(opened, known_pin(name), new_pin(name))
            officer = name
        else:
            opened.require(Right.OFFICERS)
            officer = officers.set_pin(opened, name, "" if remove else new_pin(name))
    words = _("Đã bỏ mã PIN của {name}.") if remove else _("Đã đặt mã PIN mới của {name}.")
    _tell(words.format(name=officer), officer, as_json=as_json)


def open_up(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help=_("Không hỏi lại."))] = False,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.sign_in import open_up

    with desk(context) as opened:
        if not yes and not agreed(_("Bỏ vai trò của mọi người, ai cũng làm được mọi việc?")):
            say(_("Không đổi gì cả."))
            end(Exit.NO)
        open_up(opened, machine_user())
    if as_json:
        emit_json({"guarded": False})
    else:
        say(_("Đã bỏ phân quyền: ai cũng làm được mọi việc."))


def _role(text: str) -> Role | None:
    """Raises InputError."""
    if text == NONE:
        return None
    try:
        return Role(text)
    except ValueError:
        raise InputError(
            _("Không có vai trò “{role}”.").format(role=text),
            _("Chọn một trong: {choices}.").format(choices=", ".join((*Role, NONE))),
        ) from None


def _first_role(name: str) -> str:
    return _(
        "Bật phân quyền? Từ nay ai ghi cũng phải đăng nhập, và chỉ {name} đổi được vai trò của mọi người."
    ).format(name=name)


def _tell(words: str, name: str, *, as_json: bool) -> None:
    if as_json:
        emit_json({"name": name})
    else:
        say(words)


app.add("list", list_officers, _("Cán bộ của cơ quan và số hồ sơ đang giữ."))
app.add("add", add, _("Thêm một cán bộ, hoặc ghi một người đã nghỉ trở lại."))
app.add("rename", rename, _("Đổi tên một cán bộ."))
app.add("retire", retire, _("Cán bộ đã nghỉ: không giao việc mới, không bao giờ xóa."))
app.add("role", role, _("Vai trò của một cán bộ: quyền ghi gì vào sổ."))
app.add("login", login, _("Tên của một cán bộ trên máy, để máy nhận ra người ấy."))
app.add("pin", pin, _("Đặt mã PIN của một cán bộ, hoặc đổi mã của mình."))
app.add("open", open_up, _("Bỏ mọi vai trò; chủ tệp dữ liệu làm được khi lãnh đạo quên mã PIN."))
