"""The conditions of ``list`` as options, for every command that takes a list of dossiers."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import partial
from typing import Annotated, Final, get_type_hints

import typer

from motcua_tui.cli.context import read_date
from motcua_tui.cli.output import say
from motcua_tui.domain.codes import Channel, State
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services import catalogue, views
from motcua_tui.services.browse import View
from motcua_tui.services.columns import ListColumn
from motcua_tui.services.desk import Desk
from motcua_tui.services.filters import Days, Filters
from motcua_tui.services.views import Listing
from motcua_tui.storage.reads.dossiers import DossierQuery, SortKey

OPEN: Final = "open"
SortOption = Annotated[SortKey | None, typer.Option("--sort", help=_("Xếp theo."))]
Descending = Annotated[bool, typer.Option("--desc", help=_("Xếp ngược."))]
ColumnsOption = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="A,B,…",
        help=_("Các cột của bảng, theo thứ tự: {names}.").format(names=", ".join(ListColumn)),
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]
_NAMED: Final = 5
"""Names that are offered where several fit."""


def _day(name: str, help: str) -> object:
    return typer.Option(name, metavar="DATE", help=help)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for, as it was typed."""

    state: Annotated[
        str | None,
        typer.Option(metavar="S", help=_("Trạng thái: {states}, hoặc open.").format(states=", ".join(State))),
    ] = None
    overdue: Annotated[bool, typer.Option("--overdue", help=_("Chỉ hồ sơ đang quá hạn."))] = False
    due_within: Annotated[
        int | None, typer.Option("--due-within", metavar="N", min=0, help=_("Còn từ 0 đến N ngày làm việc."))
    ] = None
    view: Annotated[
        str | None, typer.Option(metavar="NAME", help=_("Danh sách có sẵn, hoặc danh sách đã lưu."))
    ] = None
    must_apologise: Annotated[
        bool, typer.Option("--must-apologise", help=_("Phải xin lỗi, hẹn lại ngay hôm nay."))
    ] = False
    unapologised: Annotated[
        bool, typer.Option("--unapologised", help=_("Trễ mà chưa có văn bản xin lỗi."))
    ] = False
    silent_for: Annotated[
        int | None,
        typer.Option("--silent-for", metavar="N", min=0, help=_("Quá N ngày làm việc chưa cập nhật.")),
    ] = None
    to_collect_since: Annotated[
        str | None, _day("--to-collect-since", _("Có kết quả từ ngày này hoặc trước đó, chưa ai lấy."))
    ] = None
    field: Annotated[
        str | None, typer.Option(metavar="F", help=_("Lĩnh vực, hoặc một phần tên lĩnh vực."))
    ] = None
    procedure: Annotated[
        str | None, typer.Option(metavar="P", help=_("Mã, tên hoặc một phần tên thủ tục."))
    ] = None
    channel: Annotated[Channel | None, typer.Option(help=_("Hình thức nộp."))] = None
    department: Annotated[str | None, typer.Option(help=_("Phòng, đơn vị đang giữ hồ sơ."))] = None
    officer: Annotated[str | None, typer.Option(help=_("Cán bộ đang giữ hồ sơ."))] = None
    accepted_from: Annotated[str | None, _day("--accepted-from", _("Tiếp nhận từ ngày này."))] = None
    accepted_to: Annotated[str | None, _day("--accepted-to", _("Tiếp nhận đến hết ngày này."))] = None
    due_from: Annotated[str | None, _day("--due-from", _("Hạn từ ngày này."))] = None
    due_to: Annotated[str | None, _day("--due-to", _("Hạn đến hết ngày này."))] = None
    finished_from: Annotated[str | None, _day("--finished-from", _("Có kết quả từ ngày này."))] = None
    finished_to: Annotated[str | None, _day("--finished-to", _("Có kết quả đến hết ngày này."))] = None
    search: Annotated[
        str, typer.Option(metavar="TEXT", help=_("Đầu các từ của mã, tên, số, thủ tục; không cần dấu."))
    ] = ""

    def query(self, desk: Desk) -> DossierQuery:
        """The dossiers that are asked for, however many a search finds. Field and procedure may be parts of
        names, which several may hold. Raises InputError, NotFoundError."""
        listing = self.listing(desk)
        return replace(
            listing.filters.query(desk),
            text=self.search,
            every_match=True,
            versions=self._versions(desk),
        )

    def listing(self, desk: Desk) -> Listing:
        """The list that was named, narrowed by all but field, procedure and text. Raises InputError,
        NotFoundError."""
        base = self._named(desk)
        state = None if self.state in (None, OPEN) else _state(self.state or "")
        filters = base.filters
        return replace(
            base,
            filters=replace(
                filters,
                state=state or filters.state,
                timeliness=Timeliness.OVERDUE if self.overdue else filters.timeliness,
                due_within=filters.due_within if self.due_within is None else self.due_within,
                silent_for=filters.silent_for if self.silent_for is None else self.silent_for,
                to_collect_since=_date(desk, self.to_collect_since) or filters.to_collect_since,
                channel=self.channel or filters.channel,
                department=self.department or filters.department,
                officer=self.officer or filters.officer,
                accepted=_days(desk, self.accepted_from, self.accepted_to) or filters.accepted,
                due=_days(desk, self.due_from, self.due_to) or filters.due,
                finished=_days(desk, self.finished_from, self.finished_to) or filters.finished,
            ),
        )

    def kept(self, desk: Desk, name: str) -> Listing:
        """The list as it is kept under a name: field and procedure are each one of the catalogue. Raises
        InputError, NotFoundError."""
        if self.search:
            raise InputError(
                _("Danh sách đã lưu không giữ từ tìm kiếm."), _("Bỏ --search, hoặc dùng các điều kiện khác.")
            )
        listing = self.listing(desk)
        filters = replace(
            listing.filters,
            field=_only(self.field, partial(catalogue.fields_meant, desk)) or listing.filters.field,
            procedure=_only(self.procedure, partial(catalogue.procedures_meant, desk))
            or listing.filters.procedure,
        )
        return replace(listing, name=name, filters=filters)

    def _named(self, desk: Desk) -> Listing:
        aliases = [
            view
            for wanted, view in (
                (self.must_apologise, View.MUST_APOLOGISE),
                (self.unapologised, View.LATE_UNAPOLOGISED),
                (self.state == OPEN, View.OPEN),
            )
            if wanted
        ]
        judged = self.state or self.overdue or self.due_within is not None
        if (self.view is not None and (judged or aliases)) or len(aliases) > 1:
            raise InputError(
                _("--view không đi cùng --state, --overdue, --due-within, --must-apologise, --unapologised."),
                _("Bỏ bớt một tùy chọn."),
            )
        if self.view is not None:
            return views.by_name(desk, self.view)
        return Listing(filters=Filters(view=aliases[0] if aliases else View.ALL))

    def _versions(self, desk: Desk) -> frozenset[int] | None:
        if self.field is None and self.procedure is None:
            return None
        found = catalogue.matching(desk, field=self.field, procedure=self.procedure)
        if not found:
            say(_("Danh mục không có thủ tục, lĩnh vực nào như vậy."))
        return found


def with_filters(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the conditions of ``list`` as options beside its own; it gets them as ``asked``."""
    hints = get_type_hints(Asked, include_extras=True)
    conditions = [
        inspect.Parameter(
            one.name, inspect.Parameter.KEYWORD_ONLY, default=one.default, annotation=hints[one.name]
        )
        for one in fields(Asked)
    ]
    own = inspect.signature(command, eval_str=True).parameters.values()
    before = [parameter for parameter in own if parameter.default is parameter.empty]
    after = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in own
        if parameter.default is not parameter.empty
    ]
    asked = {parameter.name for parameter in conditions}

    def run(**typed: object) -> None:
        chosen = {name: typed.pop(name) for name in asked}
        command(asked=Asked(**chosen), **typed)  # type: ignore[arg-type]  # as their annotations say

    given = [parameter for parameter in before if parameter.name != "asked"]
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in given]
    run.__signature__ = inspect.Signature([*parameters, *conditions, *after])  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in (*parameters, *conditions, *after)}
    return run


def _days(desk: Desk, first: str | None, last: str | None) -> Days:
    found = Days(first=_date(desk, first), last=_date(desk, last))
    if found.first and found.last and found.last < found.first:
        raise InputError(_("Ngày cuối sớm hơn ngày đầu."), _("Đổi chỗ hai ngày."))
    return found


def _date(desk: Desk, text: str | None) -> date | None:
    return read_date(text, desk) if text else None


def _only(text: str | None, meant: Callable[[str], list[str]]) -> str:
    """The one name in the catalogue that is meant; empty where none was asked for. Raises InputError."""
    if text is None:
        return ""
    found = meant(text)
    if len(found) != 1:
        raise InputError(
            _("“{text}” khớp với {n} tên trong danh mục.").format(text=text, n=len(found)),
            _("Ghi rõ hơn: {names}").format(names="; ".join(found[:_NAMED])) if found else "",
        )
    return found[0]


def _state(text: str) -> State:
    try:
        return State(text)
    except ValueError:
        raise InputError(
            _("Không có trạng thái “{state}”.").format(state=text),
            _("Chọn một trong: {choices}.").format(choices=", ".join((*State, OPEN))),
        ) from None
