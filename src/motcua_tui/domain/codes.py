"""The closed vocabularies of the desk. The values are the English codes of files and JSON."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How a dossier came in (hình thức nộp)."""

    ONLINE_FULL = "online_full"
    ONLINE_PARTIAL = "online_partial"
    POST = "post"
    DIRECT = "direct"

    @property
    def online(self) -> bool:
        return self in (Channel.ONLINE_FULL, Channel.ONLINE_PARTIAL)


class State(StrEnum):
    """Where a dossier stands (trạng thái)."""

    SUBMITTED = "submitted"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    PROCESSING = "processing"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_PAYMENT = "awaiting_payment"
    RESULT_READY = "result_ready"
    RETURNED = "returned"
    STOPPED = "stopped"
    CLOSED = "closed"

    @property
    def open(self) -> bool:
        """Accepted and not finished: the states that a deadline watches."""
        return self in (State.ACCEPTED, State.PROCESSING, State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT)


class Outcome(StrEnum):
    """How a dossier ended (kết quả xử lý)."""

    GRANTED = "granted"
    REFUSED = "refused"
    STOPPED = "stopped"
    CLOSED = "closed"


class Unit(StrEnum):
    """The unit of a time limit."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    WORKING_HOURS = "working_hours"


class SupplementEffect(StrEnum):
    """What a completed supplement does to the limit: count anew, or add the days waited."""

    RESTART = "restart"
    PAUSE = "pause"


class JudgeBy(StrEnum):
    """Which due date decides early, on time or late."""

    LAWFUL_DUE = "lawful_due"
    PROMISED = "promised"


class DayKind(StrEnum):
    """An exception of the calendar: a day off, or a Saturday worked instead."""

    OFF = "off"
    WORK = "work"


class WaitKind(StrEnum):
    """What a dossier waits for. A consultation never stops the clock."""

    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    CONSULTATION = "consultation"


class ReturnWay(StrEnum):
    """How the citizen got the result."""

    DESK = "desk"
    POST = "post"
    ONLINE = "online"


class ProcedureMark(StrEnum):
    """What the reform reports ask of a procedure beside its limit; several may hold."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    LINKED_SAME_LEVEL = "linked-same-level"
    """Handled by several agencies of one level (liên thông cùng cấp)."""
    LINKED_LEVELS = "linked-levels"
    """Handled by agencies of several levels (liên thông giữa các cấp)."""
    ANYWHERE = "anywhere"
    """Filed wherever one lives (không phụ thuộc địa giới hành chính)."""
    ONLINE_PAYMENT = "online-payment"
    NATIONAL_PORTAL = "national-portal"
    """Public on the national portal (Cổng DVC quốc gia)."""
