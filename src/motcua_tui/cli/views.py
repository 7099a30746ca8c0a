"""``views list|save|rename|delete``: lists by name."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

import typer

from motcua_tui.cli.asking import AsJson, Asked, ColumnsOption, Descending, SortOption, with_filters
from motcua_tui.cli.commands import Commands
from motcua_tui.cli.context import desk
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.i18n import _
from motcua_tui.services import views
from motcua_tui.services.browse import View
from motcua_tui.services.columns import columns_named
from motcua_tui.services.filters import to_json
from motcua_tui.services.views import Listing, view_title
from motcua_tui.storage.reads.dossiers import Sort

app: Final = Commands()
Name = Annotated[str, typer.Argument(metavar="NAME", help=_("Tên danh sách."))]


def list_views(context: typer.Context, as_json: AsJson = False) -> None:
    with desk(context) as opened:
        kept = [views.kept(opened, name) for name in views.kept_names(opened)]
    if as_json:
        watched = [{"name": view.value, "title": view_title(view), "kept": False} for view in View]
        emit_json([*watched, *({**_json(listing), "title": listing.name, "kept": True} for listing in kept)])
        return
    for view in View:
        data(f"{view.value:<20}{view_title(view)}")
    for listing in kept:
        words = " · ".join(filter(None, (view_title(listing.filters.view), listing.filters.words())))
        data(f"{listing.name}: {words}")


def save_view(
    context: typer.Context,
    name: Name,
    asked: Asked,
    sort: SortOption = None,
    descending: Descending = False,
    columns: ColumnsOption = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        listing = asked.kept(opened, name)
        if sort or descending:
            listing = replace(listing, sort=Sort(sort or listing.sort.key, descending))
        if columns is not None:
            listing = replace(listing, columns=columns_named(columns.split(",")))
        kept = views.keep(opened, listing)
    if as_json:
        emit_json(_json(kept))
        return
    data(kept.name)
    say(_("Đã lưu danh sách “{name}”.").format(name=kept.name))


def rename_view(
    context: typer.Context,
    name: Name,
    new: Annotated[str, typer.Argument(metavar="NEW", help=_("Tên mới."))],
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        views.rename(opened, name, new)
        kept = views.kept(opened, new)
    if as_json:
        emit_json(_json(kept))
        return
    data(kept.name)


def delete_view(context: typer.Context, name: Name, as_json: AsJson = False) -> None:
    with desk(context) as opened:
        views.forget(opened, name)
    if as_json:
        emit_json({"deleted": name})
        return
    say(_("Đã xóa danh sách “{name}”.").format(name=name))


def _json(listing: Listing) -> dict[str, object]:
    return {
        "name": listing.name,
        "filters": to_json(listing.filters),
        "sort": listing.sort.key.value,
        "descending": listing.sort.descending,
        "columns": list(listing.columns),
    }


app.add("list", list_views, _("Các danh sách có sẵn và đã lưu."))
app.add("save", with_filters(save_view), _("Lưu một danh sách: điều kiện lọc, thứ tự, cột."))
app.add("rename", rename_view, _("Đổi tên danh sách đã lưu."))
app.add("delete", delete_view, _("Xóa danh sách đã lưu; hồ sơ vẫn còn."))
