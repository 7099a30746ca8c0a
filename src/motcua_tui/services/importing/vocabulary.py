"""The words of registers for the closed vocabularies: channel, status, way of return, kind of day.

Words are compared folded. What is not listed here is not known, and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeVar

from motcua_tui.domain.codes import Channel, DayKind, ReturnWay, State
from motcua_tui.services.importing.headings import plain


class Status(StrEnum):
    """What the status column of a register says about a dossier."""

    GRANTED = "granted"
    RETURNED = "returned"
    REFUSED = "refused"
    STOPPED = "stopped"
    CLOSED = "closed"
    PENDING = "processing"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_PAYMENT = "awaiting_payment"
    SUBMITTED = "submitted"
    DECLINED = "declined"

    @property
    def ended(self) -> bool:
        return self in _ENDED


_ENDED: Final = frozenset({Status.GRANTED, Status.RETURNED, Status.REFUSED, Status.STOPPED, Status.CLOSED})

_E = TypeVar("_E", bound=StrEnum)


def _by_words(known: Mapping[_E, Iterable[str]]) -> dict[str, _E]:
    return {plain(word): code for code, words in known.items() for word in words}


_CHANNELS: Final = _by_words(
    {
        Channel.ONLINE_FULL: (
            "trực tuyến toàn trình", "toàn trình", "dvc toàn trình", "dịch vụ công toàn trình", "mức độ 4",
            "mức 4", "trực tuyến mức độ 4", "trực tuyến mức 4", "dvc mức độ 4", "dvc mức 4",
            "dịch vụ công trực tuyến toàn trình", "dvctt toàn trình", "online toàn trình",
        ),
        Channel.ONLINE_PARTIAL: (
            "trực tuyến một phần", "một phần", "dvc một phần", "dịch vụ công một phần", "mức độ 3", "mức 3",
            "trực tuyến mức độ 3", "trực tuyến mức 3", "dvc mức độ 3", "dvc mức 3",
            "dịch vụ công trực tuyến một phần", "dvctt một phần", "online một phần",
        ),
        Channel.POST: (
            "bưu chính công ích", "bưu chính", "bcci", "bưu điện", "dịch vụ bưu chính", "qua bưu chính",
            "dịch vụ bưu chính công ích", "qua bưu điện", "qua bưu chính công ích", "bc", "qua bcci",
        ),
        Channel.DIRECT: (
            "trực tiếp", "tại quầy", "tại bộ phận một cửa", "một cửa", "nộp trực tiếp", "tt", "tại chỗ",
            "trực tiếp tại bộ phận một cửa", "tại một cửa", "trực tiếp tại quầy", "tiếp nhận trực tiếp",
            "tại trung tâm", "trực tiếp tại trung tâm",
        ),
    }
)  # fmt: skip
_ONLINE: Final = frozenset(
    plain(word)
    for word in (
        "trực tuyến", "online", "qua mạng", "nộp trực tuyến", "dịch vụ công", "dvc", "cổng dịch vụ công",
        "dịch vụ công trực tuyến", "dvctt", "ttuyến", "internet", "tiếp nhận trực tuyến", "dvcqg",
        "cổng dịch vụ công quốc gia", "cổng dvc", "cổng dvcqg", "nộp qua mạng",
    )
)  # fmt: skip
_WAYS: Final = _by_words(
    {
        ReturnWay.DESK: ("trực tiếp", "tại quầy", "tại bộ phận một cửa", "một cửa", "nhận trực tiếp",
                         "tại chỗ", "trả trực tiếp", "nhận tại quầy"),
        ReturnWay.POST: ("bưu chính", "bưu chính công ích", "bcci", "bưu điện", "qua bưu chính",
                         "qua bưu điện", "dịch vụ bưu chính", "dịch vụ bưu chính công ích"),
        ReturnWay.ONLINE: ("trực tuyến", "online", "điện tử", "bản điện tử", "qua mạng", "qua email",
                           "email"),
    }
)  # fmt: skip
_KINDS: Final = _by_words(
    {
        DayKind.OFF: ("nghỉ", "ngày nghỉ", "nghỉ lễ", "nghỉ hoán đổi", "lễ", "nghỉ bù"),
        DayKind.WORK: ("làm", "làm bù", "ngày làm bù", "làm việc", "đi làm", "ngày làm việc"),
    }
)
_STATUSES: Final = _by_words(
    {
        Status.GRANTED: ("đã giải quyết", "đã có kết quả", "có kết quả", "hoàn thành",
                         "đã hoàn thành", "đã xong", "giải quyết xong", "đã xử lý", "đã xử lý xong",
                         "đã kết thúc", "kết thúc", "đã giải quyết xong",
                         "chờ trả kết quả", "chờ trả", "đồng ý", "đã duyệt", "đã cấp",
                         "đã phê duyệt", "chấp thuận", "hoàn tất"),
        Status.RETURNED: ("đã trả kết quả", "đã trả", "đã trả kq", "đã nhận kết quả", "trả kết quả",
                          "đã giao trả", "đã trả kết quả cho công dân"),
        Status.REFUSED: ("từ chối", "từ chối giải quyết", "không giải quyết", "trả lại", "trả lại hồ sơ",
                         "đã trả lại", "không đồng ý", "không đủ điều kiện", "bị từ chối", "trả hồ sơ",
                         "không chấp thuận", "không cấp"),
        Status.STOPPED: ("dừng", "dừng giải quyết", "dừng xử lý", "rút", "rút hồ sơ", "công dân rút",
                         "xin rút", "đã rút", "công dân xin rút", "công dân rút hồ sơ", "xin rút hồ sơ",
                         "người nộp rút", "người nộp rút hồ sơ", "đã dừng", "hủy hồ sơ"),
        Status.CLOSED: ("đóng", "đóng hồ sơ", "đã đóng", "đã đóng hồ sơ", "quá hạn bổ sung",
                        "đóng do không bổ sung", "đóng hồ sơ do không bổ sung"),
        Status.PENDING: ("đang giải quyết", "đang xử lý", "chưa giải quyết", "đã tiếp nhận",
                         "mới tiếp nhận", "đang thụ lý", "chờ xử lý", "đang thực hiện", "chưa có kết quả",
                         "chờ giải quyết", "đang chờ xử lý", "chưa xử lý", "đang trình ký", "chờ ký",
                         "đang giải quyết trong hạn", "đang giải quyết quá hạn", "chưa đến hạn"),
        Status.AWAITING_SUPPLEMENT: ("chờ bổ sung", "yêu cầu bổ sung", "đang bổ sung", "chờ bổ sung hồ sơ",
                                     "đang chờ bổ sung", "bổ sung hồ sơ", "đang yêu cầu bổ sung",
                                     "tạm dừng chờ bổ sung", "công dân bổ sung"),
        Status.AWAITING_PAYMENT: ("chờ thanh toán", "chờ nộp phí", "chờ nộp lệ phí", "chờ nộp tiền",
                                  "chờ thực hiện nghĩa vụ tài chính", "thực hiện nghĩa vụ tài chính"),
        Status.SUBMITTED: ("chờ tiếp nhận", "mới đăng ký", "mới nộp", "chưa tiếp nhận", "đang chờ tiếp nhận",
                           "đã nộp", "mới gửi"),
        Status.DECLINED: ("từ chối tiếp nhận", "không tiếp nhận", "bị từ chối tiếp nhận"),
    }
)  # fmt: skip
STATUS_CODES: Final[Mapping[str, Status]] = {
    **{status.value: status for status in Status},
    State.ACCEPTED.value: Status.PENDING,
    State.RESULT_READY.value: Status.GRANTED,
}
"""Our codes of states and outcomes, letter by letter: an English “Closed” may mean anything."""
_HOW_TIMELY: Final = tuple(
    plain(end) for end in ("đúng hạn", "trước hạn", "quá hạn", "trễ hạn", "trong hạn", "sớm hạn")
)
"""What portals add to a status; the dates decide that, not the word."""


@lru_cache(maxsize=1024)
def channel_of(text: str) -> Channel | None:
    return _code(Channel, text) or _CHANNELS.get(plain(text))


@lru_cache(maxsize=1024)
def says_online(text: str) -> bool:
    """Whether it says online without saying whether fully or partly."""
    return plain(text) in _ONLINE


@lru_cache(maxsize=1024)
def status_of(text: str) -> Status | None:
    """The status, also where a word on timeliness follows it: “Đã trả kết quả trước hạn”."""
    words = plain(text)
    for end in _HOW_TIMELY:
        words = words.removesuffix(f" {end}")
    return STATUS_CODES.get(text) or _STATUSES.get(plain(text)) or _STATUSES.get(words)


@lru_cache(maxsize=1024)
def way_of(text: str) -> ReturnWay | None:
    return _code(ReturnWay, text) or _WAYS.get(plain(text))


def day_kind_of(text: str) -> DayKind | None:
    return _code(DayKind, text) or _KINDS.get(plain(text))


def _code(codes: type[_E], text: str) -> _E | None:
    return codes(text) if text in codes.__members__.values() else None
