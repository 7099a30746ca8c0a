"""A procedure version in words, for the catalogue on screen and on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel, ProcedureMark, SupplementEffect
from motcua_tui.domain.dossier import Paper
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.numbers import decimal_text, group
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.domain.version_record import YES
from motcua_tui.i18n import _
from motcua_tui.labels import channel_label, limit_label


def version_facts(version: ProcedureVersion) -> Iterator[tuple[str, str]]:
    """What a version says, by name, without papers and steps; what is empty is left out."""
    facts = (
        (_("Lĩnh vực"), version.field),
        (_("Trường hợp"), version.case),
        (_("Thời hạn"), allowed(version)),
        (_("Hạn theo luật"), limit_label(version.legal_limit) if version.legal_limit else ""),
        (_("Hình thức"), channel_label(version.channel) if version.channel else ""),
        (_("Trực tuyến"), online_level(version)),
        (_("Bưu chính"), _("có") if version.post else _("không")),
        (_("Phí, lệ phí"), "" if version.fee is None else _("{n} đồng").format(n=group(version.fee))),
        (_("Bổ sung"), _supplement(version)),
        (_("Sau 15 giờ"), _("tính từ ngày làm việc tiếp theo") if version.after_15h else ""),
        (_("Báo cáo CCHC"), "; ".join(mark_label(m) for m in ProcedureMark if m in version.marks)),
        (_("Quyết định"), version.decision),
        (_("Hiệu lực"), validity(version)),
    )
    return ((name, value) for name, value in facts if value)


def allowed(version: ProcedureVersion) -> str:
    """The limit: ``5 ngày làm việc``, ``trả ngay``, or that it is not clear."""
    if version.at_once:
        return _("trả ngay")
    return limit_label(version.limit) if version.limit else _("chưa rõ")


def online_level(version: ProcedureVersion) -> str:
    if version.online is None:
        return "–"
    return _("toàn trình") if version.online is Channel.ONLINE_FULL else _("một phần")


def mark_label(mark: ProcedureMark) -> str:
    """What the reform reports ask of a procedure."""
    match mark:
        case ProcedureMark.PROVINCE:
            return _("cấp tỉnh")
        case ProcedureMark.DISTRICT:
            return _("cấp huyện")
        case ProcedureMark.COMMUNE:
            return _("cấp xã")
        case ProcedureMark.LINKED_SAME_LEVEL:
            return _("liên thông cùng cấp")
        case ProcedureMark.LINKED_LEVELS:
            return _("liên thông các cấp")
        case ProcedureMark.ANYWHERE:
            return _("phi địa giới")
        case ProcedureMark.ONLINE_PAYMENT:
            return _("thanh toán trực tuyến")
        case ProcedureMark.NATIONAL_PORTAL:
            return _("trên Cổng DVC quốc gia")


def validity(version: ProcedureVersion) -> str:
    """``từ 01/07/2025``, ``01/07/2017 – 30/06/2025``."""
    first = short_date(version.valid_from) if version.valid_from else "…"
    if version.valid_to:
        return f"{first} – {short_date(version.valid_to)}"
    return _("từ {day}").format(day=first)


def paper_lines(papers: tuple[Paper, ...]) -> Iterator[str]:
    """``Bản vẽ thiết kế: 2 bản sao``, one a paper."""
    for paper in papers:
        counts = ((paper.originals, _("{n} bản chính")), (paper.copies, _("{n} bản sao")))
        count = ", ".join(words.format(n=n) for n, words in counts if n)
        yield f"{paper.name}: {count}" if count else paper.name


def step_lines(version: ProcedureVersion) -> Iterator[str]:
    """``2. Thẩm định · Phòng Một · 3 ngày làm việc``, one a step; last that they do not add up."""
    for place, step in enumerate(version.steps, 1):
        limit = version.step_limit(step)
        parts = (f"{place}. {step.name}", step.department, limit_label(limit) if limit else "")
        yield " · ".join(filter(None, parts))
    total = version.steps_total
    if total is not None and not version.steps_agree:
        yield _("Cộng các bước là {total}, khác thời hạn của thủ tục.").format(
            total=decimal_text(total.normalize())
        )


def version_change_label(field: str, before: str, after: str) -> str:
    """One line of the history of a version: ``Phí, lệ phí: – → 50.000 đồng``."""
    if not field:
        return _("Thêm vào danh mục: {name}").format(name=after)
    before, after = _recorded(field, before), _recorded(field, after)
    return f"{_field_label(field)}: {before} → {after}"


def _field_label(field: str) -> str:
    """What people call a field of a version, by the name that it has in the record."""
    names = {
        "name": _("Tên"),
        "field": _("Lĩnh vực"),
        "case": _("Trường hợp"),
        "limit": _("Thời hạn"),
        "legal_limit": _("Hạn theo luật"),
        "channel": _("Hình thức"),
        "online": _("Trực tuyến"),
        "post": _("Bưu chính"),
        "fee": _("Phí, lệ phí"),
        "supplement_effect": _("Khi bổ sung"),
        "supplement_notice_days": _("Số ngày báo bổ sung"),
        "supplement_wait_days": _("Số ngày chờ bổ sung"),
        "max_supplements": _("Số lần bổ sung"),
        "after_15h": _("Tính từ ngày sau nếu nhận sau 15 giờ"),
        "at_once": _("Trả ngay"),
        "marks": _("Báo cáo CCHC"),
        "papers": _("Giấy tờ"),
        "steps": _("Quy trình nội bộ"),
        "decision": _("Quyết định"),
        "valid_from": _("Hiệu lực từ"),
        "valid_to": _("Hiệu lực đến"),
    }
    return names.get(field, field)


def _recorded(field: str, text: str) -> str:
    """What the record of changes holds of a field, in words."""
    if not text:
        return "–"
    match field:
        case "limit" | "legal_limit":
            return limit_label(TimeLimit.parse(text))
        case "channel" | "online":
            return channel_label(Channel(text))
        case "post" | "after_15h" | "at_once":
            return _("có") if text == YES else _("không")
        case "fee":
            return _("{n} đồng").format(n=group(int(text)))
        case "supplement_effect":
            return _effect(SupplementEffect(text))
        case "marks":
            return "; ".join(mark_label(mark) for mark in ProcedureMark if mark in text.split())
        case "valid_from" | "valid_to":
            return short_date(date.fromisoformat(text))
    return text


def _effect(effect: SupplementEffect) -> str:
    restarts = effect is SupplementEffect.RESTART
    return _("thời hạn tính lại từ đầu") if restarts else _("thời hạn tạm dừng")


def _supplement(version: ProcedureVersion) -> str:
    rule = version.supplement
    return _("{effect}; báo trong {notice} ngày làm việc, chờ {wait} ngày, {most} lần").format(
        effect=_effect(rule.effect),
        notice=rule.notice_days,
        wait=rule.wait_days,
        most=rule.most,
    )
