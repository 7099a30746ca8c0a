"""Lists by name: those that the desk watches, and those that it keeps.

A kept list is what narrows it, its order and its columns. It belongs to the desk, so that whoever sits there
finds it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Final

from motcua_tui.domain.roles import Right
from motcua_tui.domain.text import clean, fold, sort_key
from motcua_tui.errors import InputError, NotFoundError
from motcua_tui.i18n import _
from motcua_tui.services.browse import View
from motcua_tui.services.columns import ON_SCREEN, ListColumn
from motcua_tui.services.desk import Desk
from motcua_tui.services.filters import Filters, from_json, to_json
from motcua_tui.storage.reads.dossiers import Sort, SortKey
from motcua_tui.storage.reads.views import saved_views

LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list as one looks at it; ``name`` is empty where it is not kept."""

    name: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: Sort = field(default_factory=Sort)
    columns: tuple[ListColumn, ...] = ON_SCREEN


def view_title(view: View) -> str:
    """The name of a list that the desk watches."""
    match view:
        case View.OVERDUE:
            return _("Quá hạn")
        case View.DUE_TODAY:
            return _("Đến hạn hôm nay")
        case View.NEAR:
            return _("Sắp đến hạn")
        case View.TO_ACCEPT:
            return _("Nộp trực tuyến, chờ tiếp nhận")
        case View.MUST_APOLOGISE:
            return _("Phải xin lỗi hôm nay")
        case View.WAITING:
            return _("Chờ bổ sung")
        case View.LATE_UNAPOLOGISED:
            return _("Trễ, chưa xin lỗi")
        case View.TO_COLLECT:
            return _("Có kết quả, chưa đến lấy")
        case View.SILENT:
            return _("Lâu chưa cập nhật")
        case View.OPEN:
            return _("Đang giải quyết")
        case View.ALL:
            return _("Mọi hồ sơ")


def kept_names(desk: Desk) -> tuple[str, ...]:
    """The names of the lists that the desk keeps, in Vietnamese order."""
    return tuple(sorted(saved_views(desk.database.reader()), key=sort_key))


def kept(desk: Desk, name: str) -> Listing:
    """A list that the desk keeps, accents and case aside. Raises NotFoundError, or InputError for one that a
    newer program kept."""
    found = saved_views(desk.database.reader())
    name = clean(name)
    real = name if name in found else next((one for one in found if fold(one) == fold(name)), None)
    if real is None:
        raise NotFoundError(
            _("Không có danh sách “{name}”.").format(name=name), _("Xem các danh sách: motcua views list.")
        )
    return from_text(found[real], real)


def names_and(desk: Desk, name: str) -> tuple[tuple[str, ...], Listing | None]:
    """The names of the lists that the desk keeps, and the one of this name as it is kept, if it is."""
    names = kept_names(desk)
    return names, kept(desk, name) if name in names else None


def by_name(desk: Desk, name: str) -> Listing:
    """A list of the desk by its key (``due_today``) or title, or one that it keeps. Raises NotFoundError."""
    for view in View:
        if fold(name) in (view.value, fold(view_title(view))):
            return Listing(filters=Filters(view=view))
    return kept(desk, name)


def keep(desk: Desk, listing: Listing) -> Listing:
    """Keep a list under its name; one that has the name is replaced. Raises InputError."""
    name = _usable(listing.name)
    with desk.unit_of_work(Right.VIEWS) as uow:
        uow.views.put(name, to_text(listing))
        uow.commit()
    return kept(desk, name)


def rename(desk: Desk, name: str, new: str) -> None:
    """Give a list another name. Raises NotFoundError, InputError when the new name is taken."""
    listing, new = kept(desk, name), _usable(new)
    if new != listing.name and new in saved_views(desk.database.reader()):
        raise InputError(_("Đã có danh sách “{name}”.").format(name=new), _("Chọn tên khác."))
    with desk.unit_of_work(Right.VIEWS) as uow:
        uow.views.rename(listing.name, new)
        uow.commit()


def forget(desk: Desk, name: str) -> None:
    """Keep a list no longer. Raises NotFoundError."""
    with desk.unit_of_work(Right.VIEWS) as uow:
        gone = uow.views.remove(clean(name))
        uow.commit()
    if not gone:
        raise NotFoundError(
            _("Không có danh sách “{name}”.").format(name=clean(name)),
            _("Xem các danh sách: motcua views list."),
        )


def to_text(listing: Listing) -> str:
    """What is kept of a list beside its name."""
    kept = {
        "filters": to_json(listing.filters),
        "sort": listing.sort.key.value,
        "descending": listing.sort.descending,
        "columns": list(listing.columns),
    }
    return json.dumps(kept, ensure_ascii=False)


def from_text(text: str, name: str = "") -> Listing:
    """The list of which ``to_text`` was kept. Raises InputError."""
    try:
        kept = json.loads(text)
        return Listing(
            name=name,
            filters=from_json(kept["filters"]),
            sort=Sort(SortKey(kept["sort"]), bool(kept["descending"])),
            columns=tuple(map(ListColumn, kept["columns"])),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(
            _("Danh sách “{name}” do một phiên bản khác của chương trình lưu.").format(name=name),
            _("Cập nhật chương trình, hoặc lập lại danh sách rồi lưu."),
        ) from error


def _usable(name: str) -> str:
    """The name as it is kept. Raises InputError where a list of the desk has it, or it is none."""
    name = clean(name)
    if not name or len(name) > LONGEST_NAME:
        raise InputError(
            _("Tên danh sách dài từ 1 đến {n} chữ.").format(n=LONGEST_NAME), _("Đặt một tên ngắn, dễ nhớ.")
        )
    if any(fold(name) in (view.value, fold(view_title(view))) for view in View):
        raise InputError(_("“{name}” là danh sách có sẵn.").format(name=name), _("Chọn tên khác."))
    return name
