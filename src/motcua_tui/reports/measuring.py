"""What measures are called, and the measures of a period as lines of text and as JSON.

Names are kept in Vietnamese, as files have them; ``shown`` gives one in the language of the screens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from motcua_tui import i18n
from motcua_tui.domain.measures import RATES, Count, Criterion, Measures, ProcessingTime, Rate
from motcua_tui.domain.numbers import NumberStyle, rounded
from motcua_tui.domain.profiles import Ratio
from motcua_tui.domain.text import cells, ellipsis

_LEAST_NAME: Final = 24
"""Cells that a name keeps on a narrow line."""


def _(text: str) -> str:
    """Marks a text for the catalogue; it is translated when it is shown."""
    return text


NAMES: Final[Mapping[Count, str]] = {
    Count.ALL: _("Hồ sơ phải giải quyết trong kỳ"),
    Count.RECEIVED: _("Hồ sơ tiếp nhận trong kỳ"),
    Count.ONLINE: _("Nộp trực tuyến"),
    Count.ONLINE_FULL: _("Nộp trực tuyến toàn trình"),
    Count.ONLINE_PARTIAL: _("Nộp trực tuyến một phần"),
    Count.POST: _("Nộp qua bưu chính công ích"),
    Count.DIRECT: _("Nộp trực tiếp"),
    Count.RECEIVED_SERVED: _("Tiếp nhận của thủ tục có dịch vụ công trực tuyến"),
    Count.ONLINE_SERVED: _("Nộp trực tuyến, thủ tục có dịch vụ công trực tuyến"),
    Count.FILED_BY_OFFICER: _("Cán bộ nộp hộ"),
    Count.ONLINE_BY_OFFICER: _("Nộp trực tuyến do cán bộ nộp hộ"),
    Count.TIMED: _("Nộp trực tuyến, biết giờ nộp"),
    Count.ACCEPTED_IN_TIME: _("Tiếp nhận trong 8 giờ làm việc"),
    Count.ACCEPTED_LATE: _("Tiếp nhận sau 8 giờ làm việc"),
    Count.WITH_FEE: _("Hồ sơ có phí, lệ phí"),
    Count.PAID_ONLINE: _("Nộp phí, lệ phí trực tuyến"),
    Count.PAPERS_DIGITISED: _("Số hóa hồ sơ, giấy tờ"),
    Count.FINISHED: _("Đã giải quyết"),
    Count.BY_DUE: _("Giải quyết đúng và trước hạn"),
    Count.FINISHED_LATE: _("Giải quyết trễ hạn"),
    Count.RE_DATED: _("Giải quyết sau khi hẹn lại"),
    Count.REFUSED: _("Từ chối giải quyết"),
    Count.STOPPED: _("Dừng giải quyết theo đề nghị"),
    Count.CLOSED: _("Đóng do không bổ sung"),
    Count.RESULTS: _("Có kết quả giải quyết"),
    Count.RESULTS_DIGITISED: _("Số hóa kết quả giải quyết"),
    Count.PENDING: _("Đang giải quyết"),
    Count.OVERDUE: _("Đang quá hạn"),
    Count.AWAITING_SUPPLEMENT: _("Đang chờ bổ sung"),
    Count.WITHIN_DUE: _("Giải quyết đúng hạn hoặc còn trong hạn"),
    Count.LATE: _("Giải quyết trễ hoặc đang quá hạn"),
    Count.APOLOGISED: _("Trễ, đã xin lỗi và hẹn lại"),
    Count.APOLOGISED_IN_TIME: _("Trễ, xin lỗi đúng thời hạn"),
    Count.APOLOGISED_LATE: _("Trễ, xin lỗi không đúng thời hạn"),
    Count.RETURNED: _("Đã trả kết quả"),
    Count.RETURNED_BY_POST: _("Trả kết quả qua bưu chính công ích"),
    Count.PROCEDURES: _("Thủ tục đang thực hiện"),
    Count.PROCEDURES_USED: _("Thủ tục có phát sinh hồ sơ"),
    Count.PROCEDURES_ONLINE: _("Thủ tục có dịch vụ công trực tuyến"),
    Count.PROCEDURES_ONLINE_FULL: _("Thủ tục trực tuyến toàn trình"),
    Count.PROCEDURES_ONLINE_PARTIAL: _("Thủ tục trực tuyến một phần"),
    Count.PROCEDURES_ONLINE_USED: _("Thủ tục trực tuyến có hồ sơ nộp trực tuyến"),
    Count.PROCEDURES_ONLINE_FULL_USED: _("Thủ tục toàn trình có hồ sơ nộp trực tuyến"),
    Count.PROCEDURES_ONLINE_PARTIAL_USED: _("Thủ tục một phần có hồ sơ nộp trực tuyến"),
    Count.PROCEDURES_ONLINE_UNUSED: _("Thủ tục trực tuyến không có hồ sơ nộp trực tuyến"),
    Count.PROCEDURES_BY_POST: _("Thủ tục nhận, trả qua bưu chính công ích"),
    Count.PROCEDURES_WITH_FEE: _("Thủ tục có phí, lệ phí"),
    Count.PROCEDURES_LIMITED: _("Thủ tục so được với thời hạn theo luật"),
    Count.PROCEDURES_SHORTENED: _("Thủ tục được cắt giảm thời hạn"),
}
NOT_TOLD: Final = _("Chưa ghi nguyên nhân")

SECTIONS: Final[tuple[tuple[str, tuple[Rate, ...]], ...]] = (
    (
        _("Tiếp nhận và nộp hồ sơ"),
        (
            Rate.ACCEPTED_IN_TIME,
            Rate.ONLINE,
            Rate.ONLINE_FULL,
            Rate.ONLINE_PARTIAL,
            Rate.ONLINE_SERVED,
            Rate.FILED_BY_OFFICER,
            Rate.ONLINE_BY_OFFICER,
            Rate.POST_IN,
            Rate.PAID_ONLINE,
            Rate.PAPERS_DIGITISED,
        ),
    ),
    (
        _("Giải quyết và trả kết quả"),
        (
            Rate.ON_TIME,
            Rate.WITHIN_DUE,
            Rate.RE_DATED,
            Rate.REFUSED,
            Rate.STOPPED,
            Rate.CLOSED,
            Rate.AWAITING_SUPPLEMENT,
            Rate.RESULTS_DIGITISED,
            Rate.POST_OUT,
        ),
    ),
    (_("Hồ sơ trễ và xin lỗi"), (Rate.APOLOGISED, Rate.APOLOGISED_IN_TIME, Rate.APOLOGISED_LATE)),
    (
        _("Thủ tục hành chính"),
        (
            Rate.PROCEDURES_USED,
            Rate.PROCEDURES_ONLINE,
            Rate.PROCEDURES_ONLINE_USED,
            Rate.PROCEDURES_ONLINE_UNUSED,
            Rate.PROCEDURES_SHORTENED,
        ),
    ),
)
"""The rates in the order in which they are told, each under its heading."""
TIME: Final = _("Thời gian giải quyết (ngày làm việc)")
CAUSES: Final = _("Nguyên nhân trễ hạn, quá hạn")
INDICES: Final = _("Chỉ số theo Quyết định 766/QĐ-TTg")
AVERAGE: Final = _("Trung bình")
MEDIAN: Final = _("Trung vị")
LONGEST: Final = _("Lâu nhất")


def shown(name: str) -> str:
    """One of the names above in the language of the screens."""
    return i18n._(name)


def to_lines(
    measures: Measures, criteria: Sequence[Criterion], numbers: NumberStyle, width: int
) -> Iterator[str]:
    """The measures in lines of at most ``width`` cells, from 60 up: name, n/N, rate."""
    for heading, rates in SECTIONS:
        yield from _section(heading, [_rate(measures, rate, numbers) for rate in rates], width)
    if measures.time is not None:
        yield from _section(TIME, _times(measures.time, numbers), width)
    if measures.causes:
        causes = [(cause or shown(NOT_TOLD), numbers.group(n), "") for cause, n in measures.causes]
        yield from _section(CAUSES, causes, width)
    scored = [_scored(measures, criterion, numbers) for criterion in criteria]
    yield from _section(INDICES, scored, width)


def _section(heading: str, lines: Sequence[tuple[str, str, str]], width: int) -> Iterator[str]:
    """A heading, then each name with its two figures to the right."""
    counts, rates = (max(cells(line[place]) for line in lines) for place in (1, 2))
    room = max(_LEAST_NAME, width - counts - rates - 6)
    longest = min(room, max(cells(line[0]) for line in lines))
    yield shown(heading)
    for name, count, rate in lines:
        cut = ellipsis(name, longest)
        yield f"  {cut}{' ' * (longest - cells(cut))}  {count:>{counts}}  {rate:>{rates}}".rstrip()
    yield ""


def _rate(measures: Measures, rate: Rate, numbers: NumberStyle) -> tuple[str, str, str]:
    ratio = measures.rate(rate)
    return shown(NAMES[RATES[rate][0]]), out_of(ratio, numbers), numbers.percent(ratio.n, ratio.of)


def _times(time: ProcessingTime, numbers: NumberStyle) -> list[tuple[str, str, str]]:
    return [
        (shown(AVERAGE), numbers.fraction(time.average), ""),
        (shown(MEDIAN), numbers.fraction(time.median), ""),
        (shown(LONGEST), numbers.group(time.longest), ""),
    ]


def _scored(measures: Measures, criterion: Criterion, numbers: NumberStyle) -> tuple[str, str, str]:
    ratio = criterion.ratio(measures)
    score = f"{numbers.fraction(criterion.score(measures))}/{numbers.decimal(criterion.points)}"
    return f"{criterion.code} {criterion.name}", out_of(ratio, numbers), score


def out_of(ratio: Ratio, numbers: NumberStyle) -> str:
    """``240/249``."""
    return f"{numbers.group(ratio.n)}/{numbers.group(ratio.of)}"


def to_json(measures: Measures, criteria: Sequence[Criterion], decimals: int) -> dict[str, object]:
    """The measures as JSON values; rates, days and scores are decimal strings, None out of nothing."""
    return {
        "counts": {count.value: measures[count] for count in Count},
        "rates": {
            rate.value: {
                "numerator": n.value,
                "denominator": of.value,
                **_ratio(measures.rate(rate), decimals),
            }
            for rate, (n, of) in RATES.items()
        },
        "processing_days": _days(measures.time, decimals),
        "procedures": [
            {"code": one.code, "name": one.name, **(_days(one.time, decimals) or {})}
            for one in measures.procedures
        ],
        "late_causes": [{"cause": cause, "n": n} for cause, n in measures.causes],
        "indices": [
            {
                "code": criterion.code,
                "name": criterion.name,
                "numerator": criterion.numerator.value,
                "denominator": criterion.denominator.value,
                **_ratio(criterion.ratio(measures), decimals),
                "points": f"{criterion.points:f}",
                "threshold": f"{criterion.threshold:f}",
                "score": _decimal(criterion.score(measures), decimals),
            }
            for criterion in criteria
        ],
    }


def _ratio(ratio: Ratio, decimals: int) -> dict[str, object]:
    rate = ratio.percent(decimals)
    return {"n": ratio.n, "of": ratio.of, "rate": None if rate is None else f"{rate:f}"}


def _days(time: ProcessingTime | None, decimals: int) -> dict[str, object] | None:
    if time is None:
        return None
    return {
        "n": time.n,
        "average": _decimal(time.average, decimals),
        "median": _decimal(time.median, decimals),
        "longest": time.longest,
    }


def _decimal(value: Fraction | None, decimals: int) -> str | None:
    return None if value is None else f"{rounded(value, decimals):f}"
