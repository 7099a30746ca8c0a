"""``procedures list | show | add | new-version | edit | end``: the catalogue and its versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, TypeVar

import typer

from motcua_tui.catalogue_labels import (
    allowed,
    online_level,
    paper_lines,
    step_lines,
    validity,
    version_change_label,
    version_facts,
)
from motcua_tui.cli.commands import Commands
from motcua_tui.cli.context import desk, read_date
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.cli.rules import amount_json
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.changes import Change
from motcua_tui.domain.codes import Channel, ProcedureMark, SupplementEffect
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.numbers import group
from motcua_tui.domain.papers import parse_papers
from motcua_tui.domain.steps import parse_steps
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services import catalogue, catalogue_changes
from motcua_tui.services.desk import Desk

app = Commands(default="list")
Code = Annotated[str, typer.Argument(metavar="CODE", help=_("Mã thủ tục."))]
Case = Annotated[str, typer.Option(help=_("Trường hợp, nếu thủ tục có nhiều trường hợp."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]
Base = Callable[[Desk, str, str, Channel | None], ProcedureVersion]
Store = Callable[[Desk, ProcedureVersion], ProcedureVersion]
Value = TypeVar("Value")
_NO_SERVICE = "none"


def list_procedures(
    context: typer.Context,
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]", help=_("Một phần mã, tên, lĩnh vực; không cần dấu.")),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=_("Mọi phiên bản, cả đã hết hiệu lực."))] = False,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        if every:
            versions = [one for found in catalogue_changes.procedures(opened) for one in found.versions]
        else:
            versions = catalogue.in_force(opened, opened.today())
        found = catalogue.search(versions, " ".join(text or ()))
    if as_json:
        emit_json([_json(version) for version in found])
        return
    for version in found:
        name = f"{version.name} · {version.case}" if version.case else version.name
        ended = f"  ({_('hết hiệu lực')} {short_date(version.valid_to)})" if version.valid_to else ""
        data(f"{version.code:<12}{allowed(version):<18}{name}{ended}")
    say(_("{n} thủ tục").format(n=group(len(found))))


def show(context: typer.Context, code: Code, case: Case = "", as_json: AsJson = False) -> None:
    with desk(context) as opened:
        found = catalogue_changes.find(opened, code, case)
        counts = {version.id: catalogue_changes.uses(opened, version) for version in found.versions}
        made = catalogue_changes.histories(opened, found)
    current = found.current
    if as_json:
        versions = [
            {
                **_json(version),
                "dossiers": counts[version.id],
                "history": [_change_json(change) for of, change in made if of is version],
            }
            for version in found.versions
        ]
        emit_json({**_json(current), "in_force": found.in_force, "versions": versions})
        return
    data(f"{current.code}  {current.name}")
    for name, value in version_facts(current):
        data(f"{name:<16}{value}")
    for heading, lines in (
        (_("GIẤY TỜ"), paper_lines(current.papers)),
        (_("QUY TRÌNH NỘI BỘ"), step_lines(current)),
        (_("CÁC PHIÊN BẢN"), (_version_line(version, counts[version.id]) for version in found.versions)),
        (_("THAY ĐỔI"), (_change_line(version, change) for version, change in made)),
    ):
        for number, line in enumerate(lines):
            data(line if number else f"\n{heading}\n{line}")


def _version_line(version: ProcedureVersion, dossiers: int) -> str:
    count = _("{n} hồ sơ").format(n=group(dossiers))
    told = (validity(version), allowed(version), online_level(version), version.decision, count)
    return " · ".join(filter(None, told))


def _change_line(version: ProcedureVersion, change: Change) -> str:
    what = version_change_label(change.field, change.before, change.after)
    return f"{change.recorded_at:%d/%m/%Y %H:%M}  {change.actor or '–'}  {what} ({validity(version)})"


def _change_json(change: Change) -> dict[str, str]:
    return {
        "field": change.field,
        "before": change.before,
        "after": change.after,
        "recorded_at": change.recorded_at.isoformat(),
        "by": change.actor,
    }


def _writing(base: Base, store: Store) -> Callable[..., None]:
    """The command that stores a version: what its options do not tell stays as ``base`` has it."""

    def command(
        context: typer.Context,
        code: Code,
        name: Annotated[str | None, typer.Option(help=_("Tên thủ tục."))] = None,
        field: Annotated[str | None, typer.Option(help=_("Lĩnh vực."))] = None,
        case: Case = "",
        limit: Annotated[
            str | None, typer.Option(help=_("Thời hạn, như “5 LV”, “20 ngày”; để trống là chưa rõ."))
        ] = None,
        legal_limit: Annotated[str | None, typer.Option("--legal-limit", help=_("Hạn theo luật."))] = None,
        channel: Annotated[
            Channel | None, typer.Option(help=_("Chỉ cho một hình thức nộp; không có là mọi hình thức."))
        ] = None,
        online: Annotated[
            str | None,
            typer.Option(metavar="online_full|online_partial|none", help=_("Mức dịch vụ công trực tuyến.")),
        ] = None,
        post: Annotated[bool | None, typer.Option(help=_("Nhận, trả qua bưu chính công ích."))] = None,
        fee: Annotated[int | None, typer.Option(min=0, help=_("Phí, lệ phí (đồng)."))] = None,
        supplement: Annotated[
            SupplementEffect | None, typer.Option(help=_("Khi bổ sung: tính lại từ đầu hay tạm dừng."))
        ] = None,
        notice_days: Annotated[
            int | None, typer.Option("--notice-days", min=0, help=_("Báo bổ sung trong mấy ngày làm việc."))
        ] = None,
        wait_days: Annotated[
            int | None, typer.Option("--wait-days", min=0, help=_("Chờ bổ sung mấy ngày."))
        ] = None,
        supplements: Annotated[int | None, typer.Option(min=0, help=_("Được bổ sung mấy lần."))] = None,
        after_15h: Annotated[
            bool | None, typer.Option(help=_("Nhận sau 15 giờ thì tính từ ngày làm việc tiếp theo."))
        ] = None,
        at_once: Annotated[bool | None, typer.Option(help=_("Trả ngay trong ngày."))] = None,
        paper: Annotated[
            list[str] | None, typer.Option(metavar="TEXT", help=_("Một giấy tờ, như “Bản vẽ x1+2”; lặp lại."))
        ] = None,
        step: Annotated[
            list[str] | None,
            typer.Option(metavar="NAME=N=PHÒNG", help=_("Một bước, như “Thẩm định=3=Phòng Một”; lặp lại.")),
        ] = None,
        mark: Annotated[
            list[str] | None,
            typer.Option(
                metavar="MARK",
                help=_("Đặc điểm cho báo cáo CCHC: {marks}; lặp lại.").format(marks=", ".join(ProcedureMark)),
            ),
        ] = None,
        decision: Annotated[str | None, typer.Option(help=_("Quyết định công bố."))] = None,
        start: Annotated[str | None, typer.Option("--from", metavar="DATE", help=_("Hiệu lực từ."))] = None,
        last: Annotated[
            str | None, typer.Option("--to", metavar="DATE", help=_("Ngày cuối còn hiệu lực."))
        ] = None,
        as_json: AsJson = False,
    ) -> None:
        with desk(context) as opened:
            version = base(opened, code, case, channel)
            rule = version.supplement
            stored = store(
                opened,
                replace(
                    version,
                    channel=channel,
                    name=_or(name, version.name),
                    field=_or(field, version.field),
                    limit=_limit(limit, version.limit),
                    legal_limit=_limit(legal_limit, version.legal_limit),
                    online=version.online if online is None else _online(online),
                    post=_or(post, version.post),
                    fee=_or(fee, version.fee),
                    supplement=replace(
                        rule,
                        effect=_or(supplement, rule.effect),
                        notice_days=_or(notice_days, rule.notice_days),
                        wait_days=_or(wait_days, rule.wait_days),
                        most=_or(supplements, rule.most),
                    ),
                    after_15h=_or(after_15h, version.after_15h),
                    at_once=_or(at_once, version.at_once),
                    papers=parse_papers(";".join(paper)) if paper else version.papers,
                    steps=parse_steps("\n".join(step)) if step else version.steps,
                    marks=_marks(mark) if mark else version.marks,
                    decision=_or(decision, version.decision),
                    valid_from=read_date(start, opened) if start else version.valid_from,
                    valid_to=read_date(last, opened) if last else version.valid_to,
                ),
            )
        _tell(stored, as_json=as_json)

    return command


def _marks(told: list[str]) -> frozenset[ProcedureMark]:
    """The marks of the option; one empty text is none of them. Raises InputError."""
    try:
        return frozenset(ProcedureMark(mark) for mark in told if mark)
    except ValueError:
        raise InputError(
            _("Không có đặc điểm “{mark}”.").format(mark=", ".join(told)),
            _("Chọn một trong: {choices}.").format(choices=", ".join(ProcedureMark)),
        ) from None


def _unknown(_desk: Desk, code: str, case: str, _channel: Channel | None) -> ProcedureVersion:
    return ProcedureVersion(code=code, name="", case=case)


def _known(desk: Desk, code: str, case: str, channel: Channel | None) -> ProcedureVersion:
    """The version that a new one follows, of that channel where it has one of its own."""
    return catalogue_changes.find(desk, code, case).running(channel)


def _followed(desk: Desk, code: str, case: str, channel: Channel | None) -> ProcedureVersion:
    """The same as the beginning of a new version: without its days and its decision."""
    version = _known(desk, code, case, channel)
    return replace(version, decision="", valid_from=None, valid_to=None)


def _limit(told: str | None, kept: TimeLimit | None) -> TimeLimit | None:
    if told is None:
        return kept
    return TimeLimit.parse(told) if told.strip() else None


def _online(text: str) -> Channel | None:
    levels = (Channel.ONLINE_FULL, Channel.ONLINE_PARTIAL)
    if text not in (*levels, _NO_SERVICE):
        raise InputError(
            _("Không rõ mức trực tuyến “{text}”.").format(text=text),
            _("Chọn một trong: {choices}.").format(choices=", ".join((*levels, _NO_SERVICE))),
        )
    return None if text == _NO_SERVICE else Channel(text)


def _or(told: Value | None, kept: Value) -> Value:
    return kept if told is None else told


def end(
    context: typer.Context,
    code: Code,
    last: Annotated[str, typer.Option("--last", metavar="DATE", help=_("Ngày cuối còn hiệu lực."))],
    case: Case = "",
    channel: Annotated[Channel | None, typer.Option(help=_("Chỉ phiên bản của hình thức nộp này."))] = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        version = _known(opened, code, case, channel)
        ended = catalogue_changes.end(opened, version.id, read_date(last, opened))
    _tell(ended, as_json=as_json)


add = _writing(_unknown, catalogue_changes.add)
new_version = _writing(_followed, catalogue_changes.begin)
edit = _writing(_known, catalogue_changes.amend)

app.add("list", list_procedures, _("Thủ tục đang có hiệu lực, hoặc mọi phiên bản."))
app.add("show", show, _("Một thủ tục: thời hạn, giấy tờ, quy trình nội bộ, các phiên bản, ai đã đổi gì."))
app.add("add", add, _("Thêm thủ tục chưa có trong danh mục."))
app.add("new-version", new_version, _("Phiên bản mới theo quyết định; phiên bản cũ kết thúc ngày hôm trước."))
app.add("edit", edit, _("Sửa tại chỗ một phiên bản chưa có hồ sơ nào dùng."))
app.add("end", end, _("Ghi ngày cuối có hiệu lực của thủ tục."))


def _tell(version: ProcedureVersion, *, as_json: bool) -> None:
    doubts = catalogue_changes.doubts(version)
    if as_json:
        emit_json({**_json(version), "warnings": list(doubts)})
        return
    data(version.code)
    say(" · ".join((version.name, allowed(version), validity(version))))
    for doubt in doubts:
        say(_("Lưu ý: {warning}").format(warning=doubt))


def _json(version: ProcedureVersion) -> dict[str, object]:
    limit, rule = version.limit, version.supplement
    return {
        "code": version.code,
        "name": version.name,
        "field": version.field,
        "case": version.case,
        "limit": amount_json(limit.amount) if limit else None,
        "unit": limit.unit.value if limit else None,
        "online": version.online.value if version.online else None,
        "post": version.post,
        "fee": version.fee,
        "marks": [mark.value for mark in ProcedureMark if mark in version.marks],
        "decision": version.decision,
        "legal_limit": str(version.legal_limit) if version.legal_limit else None,
        "channel": version.channel.value if version.channel else None,
        "supplement_effect": rule.effect.value,
        "supplement_notice_days": rule.notice_days,
        "supplement_wait_days": rule.wait_days,
        "max_supplements": rule.most,
        "after_15h": version.after_15h,
        "at_once": version.at_once,
        "valid_from": version.valid_from.isoformat() if version.valid_from else None,
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
        "papers": [
            {"name": paper.name, "originals": paper.originals, "copies": paper.copies}
            for paper in version.papers
        ],
        "steps": [
            {
                "name": step.name,
                "department": step.department,
                "limit": None if step.amount is None else amount_json(step.amount),
            }
            for step in version.steps
        ],
    }
