"""The columns of a profile's form, in sections: what a table shows, in a terminal or on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from motcua_tui.domain.profiles import ProfileName, Summary
from motcua_tui.i18n import _


@dataclass(frozen=True, slots=True)
class Column:
    """A column of counts under a heading of one or two lines; ``figures`` are added up."""

    heading: str
    figures: tuple[str, ...]

    @property
    def over(self) -> str:
        """The upper line of the heading; empty where there is one line."""
        return self.heading.rpartition("\n")[0]

    @property
    def under(self) -> str:
        return self.heading.rpartition("\n")[2]

    @property
    def title(self) -> str:
        """The heading on one line."""
        return self.heading.replace("\n", " ")

    def count(self, summary: Summary) -> int:
        return sum(summary[name] for name in self.figures)


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    columns: tuple[Column, ...]


def sections(name: ProfileName) -> tuple[Section, ...]:
    """The sections of a profile: the columns of its form (docs/counting.md), for a person to read."""
    carried = Column(_("kỳ\ntrước"), ("received.carried_over",))
    received = Column(_("cộng"), ("received.total",))
    early = Column(_("trước\nhạn"), ("finished.early",))
    on_time = Column(_("đúng\nhạn"), ("finished.on_time",))
    late = Column(_("trễ\nhạn"), ("finished.late",))
    finished = Column(_("cộng"), ("finished.total",))
    in_time = Column(_("trong\nhạn"), ("pending.in_time",))
    overdue = Column(_("quá\nhạn"), ("pending.overdue",))
    pending = Column(_("cộng"), ("pending.total",))
    channels: tuple[Column, ...]
    match name:
        case ProfileName.FORM_06A:
            online = ("received.online_full", "received.online_partial")
            channels = (
                Column(_("trực\ntuyến"), online),
                Column(_("trực tiếp,\nbưu chính"), ("received.direct", "received.post")),
            )
        case ProfileName.FORM_07A_2017:
            channels = (Column(_("mới"), ("received.new",)),)
        case _:
            channels = (
                Column(_("toàn\ntrình"), ("received.online_full",)),
                Column(_("một\nphần"), ("received.online_partial",)),
                Column(_("bưu\nchính"), ("received.post",)),
                Column(_("trực\ntiếp"), ("received.direct",)),
            )
    ended = (on_time, late) if name is ProfileName.FORM_07A_2017 else (early, on_time, late)
    told = (
        Section(_("Tiếp nhận", "figures"), (*channels, carried, received)),
        Section(_("Đã giải quyết"), (*ended, finished)),
        Section(_("Đang giải quyết"), (in_time, overdue, pending)),
    )
    if name is not ProfileName.SEPARATE:
        return told
    apart = (
        Column(_("từ\nchối"), ("outside.refused",)),
        Column(_("dừng"), ("outside.stopped",)),
        Column(_("đóng"), ("outside.closed",)),
        Column(_("chờ bổ\nsung"), ("outside.awaiting_supplement",)),
    )
    return (*told, Section(_("Tính riêng"), apart))
