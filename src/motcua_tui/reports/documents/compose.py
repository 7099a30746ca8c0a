"""The sections of a document in sentences, from figures already counted: Vietnamese in every language.

The wording is that of the reports that departments of construction send: figures in their order, each
percentage beside its two counts. What an officer has to type and did not is dots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua_tui.config import Settings
from motcua_tui.domain.indicator_sheet import Filled
from motcua_tui.domain.indicators import Form
from motcua_tui.domain.measures import Count, Measures, Rate
from motcua_tui.domain.profiles import Ratio
from motcua_tui.domain.typed_dates import paper_date, short_date
from motcua_tui.reports.documents.fields import Line, ReportLetter
from motcua_tui.reports.files.wording import dates
from motcua_tui.reports.model import PeriodReport
from motcua_tui.reports.sentences import SentenceExtras, Style, sentences

DOTS: Final = "…"
"""Stands for what an officer still has to type."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the documents of a period say."""

    report: PeriodReport
    extras: SentenceExtras
    measures: Measures
    forms: Mapping[Form, Sequence[Filled]]
    """The indicators of BM3 and of the Hiện đại hóa report."""
    label: str
    """What people call the period; empty for any two dates."""
    settings: Settings
    dated: date


def compose(facts: Facts) -> ReportLetter:
    """Every figure and section that a template may ask for."""
    n, settings, count = facts.report.total, facts.settings, facts.report.numbers.count
    return ReportLetter(
        parent_agency=settings.parent_agency,
        agency=settings.agency,
        desk=settings.desk,
        place=settings.place,
        issued_on=paper_date(facts.dated),
        officer=settings.officer,
        desk_phone=settings.desk_phone,
        signatory=settings.signatory,
        signatory_title=settings.signatory_title,
        period=dates(facts.report.period).lower(),
        period_name=facts.label,
        last_day=short_date(facts.report.period.last),
        year=str(facts.report.period.last.year),
        receiver=settings.receiver,
        received=count(n["received.total"]),
        received_new=count(n["received.new"]),
        online=count(n["received.online_full"] + n["received.online_partial"]),
        offline=count(n["received.direct"] + n["received.post"]),
        carried_over=count(n["received.carried_over"]),
        finished=count(n["finished.total"]),
        early=count(n["finished.early"]),
        on_time=count(n["finished.on_time"]),
        late=count(n["finished.late"]),
        pending=count(n["pending.total"]),
        in_time=count(n["pending.in_time"]),
        overdue=count(n["pending.overdue"]),
        on_time_rate=facts.report.numbers.percent(n.on_time.n, n.on_time.of),
        plan=_lines(_typed(facts, "1")),
        exchange=_lines(_exchange(facts)),
        exchange_rates=_lines(_exchange_rates(facts)),
        one_stop=_lines(sentences(facts.report, Style.A, extras=facts.extras).split("\n")[1:]),
        online_service=_lines(_online_service(facts)),
        post=_lines(_post(facts)),
        quality=_lines(_quality(facts)),
        catalogue=_lines(_catalogue(facts)),
        digitised=_lines(_digitised(facts)),
        results=_lines(sentences(facts.report, Style.B, extras=facts.extras).split("\n")),
        petitions=_lines(_petitions(facts)),
        narrative=sentences(facts.report, Style.C, extras=facts.extras),
    )


def _lines(texts: Sequence[str] | Iterator[str]) -> tuple[Line, ...]:
    return tuple(Line(text=text) for text in texts)


def _text(facts: Facts, form: Form, code: str) -> str:
    """The figure of an indicator as it is printed."""
    return next(row.text for row in facts.forms[form] if row.indicator.code == code) or DOTS


def _typed(facts: Facts, code: str) -> list[str]:
    """What an officer wrote for a section, line by line."""
    return _text(facts, Form.MODERNISATION, code).split("\n")


def _exchange(facts: Facts) -> Iterator[str]:
    """Documents sent, electronic, signed (section 2 of the Hiện đại hóa report)."""
    for what, code in (
        ("Tổng số văn bản đi phát hành", "2.1"),
        ("Tổng số văn bản đi điện tử, tính cả văn bản được gửi song song với bản giấy", "2.2"),
        (
            "Tổng số văn bản đi điện tử dưới dạng ký số, tính cả văn bản được gửi song song với bản giấy",
            "2.3",
        ),
    ):
        yield f"- {what}: {_text(facts, Form.MODERNISATION, code)} văn bản."


def _exchange_rates(facts: Facts) -> Iterator[str]:
    sent, electronic, signed, rate, signed_rate = (
        _text(facts, Form.MODERNISATION, f"2.{n}") for n in range(1, 6)
    )
    yield f"- Tỷ lệ văn bản trao đổi dưới dạng điện tử: {electronic}/{sent} = {rate}."
    yield f"- Tỷ lệ văn bản điện tử ký số: {signed}/{electronic} = {signed_rate}."


def _online_service(facts: Facts) -> Iterator[str]:
    measures, count = facts.measures, facts.report.numbers.count
    served, of = count(measures[Count.PROCEDURES_ONLINE]), count(measures[Count.PROCEDURES])
    used = measures[Count.PROCEDURES_ONLINE_USED]
    if not measures[Count.PROCEDURES_ONLINE]:
        yield f"{facts.settings.agency} chưa có TTHC cung cấp dịch vụ công trực tuyến trong số {of} TTHC."
        return
    yield (
        f"{facts.settings.agency} đã thực hiện {served}/{of} TTHC đạt dịch vụ công trực tuyến toàn trình và "
        f"dịch vụ công trực tuyến một phần, trong đó số TTHC có phát sinh hồ sơ trực tuyến là {count(used)} "
        f"TTHC, đạt tỷ lệ: {_share(facts, Rate.PROCEDURES_ONLINE_USED)}."
    )


def _post(facts: Facts) -> Iterator[str]:
    count, measures = facts.report.numbers.count, facts.measures
    decision = next(row.text for row in facts.forms[Form.MODERNISATION] if row.indicator.code == "5")
    ordered = f" được ban hành tại {decision}" if decision else ""
    by_post, of = count(measures[Count.PROCEDURES_BY_POST]), count(measures[Count.PROCEDURES])
    yield (
        f"{facts.settings.agency} đã triển khai thực hiện {by_post}/{of} TTHC giải quyết qua dịch vụ BCCI"
        f"{ordered}, trong đó:"
    )
    received = measures[Count.POST] + measures[Count.DIRECT]
    yield f"- Tiếp nhận hồ sơ qua dịch vụ BCCI, tiếp nhận trực tiếp {count(received)} hồ sơ."
    if returned := measures[Count.RETURNED_BY_POST]:
        yield f"- Kết quả giải quyết TTHC được trả qua dịch vụ BCCI {count(returned)} hồ sơ."
    else:
        yield "- Không có kết quả giải quyết TTHC được trả qua dịch vụ BCCI."


def _quality(facts: Facts) -> Iterator[str]:
    yield from _typed(facts, "6")
    good, of, rate = (_text(facts, Form.MODERNISATION, code) for code in ("6.2", "6.1", "6.3"))
    yield (
        "- Tỷ lệ các phòng, đơn vị thực hiện đúng việc duy trì, cải tiến ISO 9001 theo quy định: "
        f"{good}/{of} = {rate}."
    )


def _catalogue(facts: Facts) -> Iterator[str]:
    new, ended, total = (_text(facts, Form.BM3, code) for code in ("1.2", "1.3", "1.4"))
    changed = [
        f"{what} {text} TTHC" if text != "0" else f"không có TTHC {what}"
        for what, text in (("công bố mới", new), ("bãi bỏ, thay thế", ended))
    ]
    yield (
        f"Tính đến ngày {short_date(facts.report.period.last)}, có {total} TTHC thuộc thẩm quyền giải quyết; "
        f"trong kỳ {'; '.join(changed)}."
    )


def _digitised(facts: Facts) -> Iterator[str]:
    yield f"Tỷ lệ hồ sơ số hóa {_share(facts, Rate.PAPERS_DIGITISED)}."
    yield f"Tỷ lệ số hóa kết quả {_share(facts, Rate.RESULTS_DIGITISED)}."


def _petitions(facts: Facts) -> Iterator[str]:
    received, answered, rate = (_text(facts, Form.BM3, code) for code in ("3.4.1", "3.4.2", "3.4"))
    if received == "0":
        yield "Trong kỳ không có phản ánh, kiến nghị."
    else:
        # Without its noun the second count reads like one of dossiers.
        answered_of = f"đã giải quyết {answered}/{received} phản ánh, kiến nghị ({rate})"
        yield f"Đã tiếp nhận {received} phản ánh, kiến nghị; {answered_of}."


def _share(facts: Facts, rate: Rate) -> str:
    """``31/31 = 100%``; a dash where there is nothing to divide by."""
    ratio, numbers = facts.measures.rate(rate), facts.report.numbers
    return f"{numbers.group(ratio.n)}/{numbers.group(ratio.of)} = {_percent(facts, ratio)}"


def _percent(facts: Facts, ratio: Ratio) -> str:
    """All of them is ``100%``, and nothing that was only rounded to it."""
    if ratio.of and ratio.n == ratio.of:
        return "100%"
    return facts.report.numbers.percent(ratio.n, ratio.of)
