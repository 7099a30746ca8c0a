"""The period report in sentences, as they stand in written reports: Vietnamese in every language.

Three styles: A, dash lines with ``n/N, đạt tỷ lệ x%`` and zero in words; B, short sentences, early
and on time in one figure, zero as 0; C, one narrative sentence with ``trong đó``. The order is the
same in all: period, received, finished, pending, other outcomes, causes and apologies, comparison.
"""

from __future__ import annotations

from enum import StrEnum

from motcua_tui.domain.profiles import ProfileName, Ratio
from motcua_tui.reports.model import PeriodReport
from motcua_tui.reports.prose import NO_EXTRAS, Prose, SentenceExtras

__all__ = ["NO_EXTRAS", "SentenceExtras", "Style", "sentences"]


class Style(StrEnum):
    A = "a"
    B = "b"
    C = "c"


def sentences(report: PeriodReport, style: Style, *, extras: SentenceExtras = NO_EXTRAS) -> str:
    """The report in one of the three styles; lines are separated by a newline."""
    match style:
        case Style.A:
            return _StyleA(report, extras).text()
        case Style.B:
            return _StyleB(report, extras).text()
        case Style.C:
            return _StyleC(report, extras).text()


class _StyleA(Prose):
    """Dash lines."""

    def text(self) -> str:
        lines = [
            f"Về Hệ thống thông tin một cửa điện tử {self.period}",
            self._received(),
            f"- {self._finished()}.",
            f"- {self._pending()}.",
        ]
        rate = self.n.on_time
        if self.own_rate and rate.of:
            lines.append(f"- {self.own_rate} là {self.out_of(rate)}, đạt tỷ lệ {self.rate(rate)}.")
        if others := self.others("finished"):
            lines.append(f"- Trong số hồ sơ đã giải quyết có {self.joined(others, '; ', ' hồ sơ')}.")
        if apart := self.others("outside"):
            total = self.dossiers(sum(n for _what, n in apart))
            lines.append(f"- Ngoài ra, tính riêng {total}: {self.joined(apart, '; ', ' hồ sơ')}.")
        return "\n".join([*lines, *(f"- {sentence}" for sentence in self.ending())])

    def _received(self) -> str:
        if not self.n["received.total"]:
            return "Trong kỳ không có hồ sơ tiếp nhận, không có hồ sơ kỳ trước chuyển sang."
        parts = (
            ("trực tuyến", self.online),
            ("trực tiếp, bưu chính", self.offline),
            ("kỳ trước chuyển sang", self.n["received.carried_over"]),
        )
        told = "; ".join(
            f"{what} {self.dossiers(count)}" if self.told(count) else f"không có hồ sơ {what}"
            for what, count in parts
        )
        total = self.dossiers(self.n["received.total"])
        return f"Tổng số hồ sơ tiếp nhận trong kỳ: {total} (trong đó, {told})."

    def _finished(self) -> str:
        of = self.n["finished.total"]
        if not of:
            return "Trong kỳ không có hồ sơ đã giải quyết"
        told = "; ".join(
            f"{what} là {self.out_of(Ratio(count, of))}, đạt tỷ lệ {self.rate(Ratio(count, of))}"
            if self.told(count)
            else f"không có hồ sơ {what}"
            for what, count in self._judged()
        )
        return f"Tỷ lệ hồ sơ đã giải quyết: {told[0].upper()}{told[1:]}"

    def _pending(self) -> str:
        in_time, overdue = self.n["pending.in_time"], self.n["pending.overdue"]
        if not self.n["pending.total"]:
            return "Không có hồ sơ đang giải quyết"
        if not self.told(in_time):
            told = f"{self.dossiers(overdue)} quá hạn; không có hồ sơ trong hạn"
        elif not self.told(overdue):
            told = f"{self.dossiers(in_time)} trong hạn; không có hồ sơ quá hạn"
        else:
            told = f"{self.dossiers(in_time)} trong hạn; {self.dossiers(overdue)} quá hạn"
        if waiting := self.n["pending.awaiting_supplement"]:
            told += f"; trong đó {self.dossiers(waiting)} chờ bổ sung"
        return f"Hồ sơ đang giải quyết {told}"

    def _judged(self) -> list[tuple[str, int]]:
        """The finished by their due dates, in the words of the profile."""
        early, on_time, late = (self.n[f"finished.{name}"] for name in ("early", "on_time", "late"))
        match self.report.profile:
            case ProfileName.FORM_07A_2017:
                return [("đúng hạn", on_time), ("trễ hạn", late)]
            case ProfileName.GIA_LAI:
                others = [("đúng hạn", on_time)] if on_time else []
                return [("trước hạn (kể cả đúng ngày hẹn)", early), *others, ("trễ hạn", late)]
            case _:
                return [("trước hạn", early), ("đúng hạn", on_time), ("trễ hạn", late)]


class _StyleB(Prose):
    """Short sentences, then the online share."""

    def text(self) -> str:
        n, count = self.n, self.count
        told = [
            f"Tổng hợp kết quả giải quyết hồ sơ thủ tục hành chính {self.period}:",
            f"Tổng số hồ sơ tiếp nhận {count(n['received.total'])}.",
            f"Trong đó trực tuyến {count(self.online)}; trực tiếp, bưu chính {count(self.offline)}; "
            f"kỳ trước chuyển sang {count(n['received.carried_over'])}.",
            f"Hồ sơ đã giải quyết đúng và trước hạn {count(self.by_due)}; "
            f"trễ hạn {count(n['finished.late'])}.",
        ]
        if finished := n["finished.total"]:
            told.append(f"Tỷ lệ đúng và trước hạn {self.share(Ratio(self.by_due, finished))}.")
        told.append(f"Hồ sơ đang giải quyết {count(n['pending.total'])}.")
        if n["pending.total"]:
            in_time, overdue = count(n["pending.in_time"]), count(n["pending.overdue"])
            told.append(f"Trong đó trong hạn {in_time}; quá hạn {overdue}.")
        if waiting := n["pending.awaiting_supplement"]:
            told.append(f"Đang chờ bổ sung {count(waiting)}.")
        if self.own_rate and n.on_time.of:
            told.append(f"{self.own_rate} {self.share(n.on_time)}.")
        if others := self.others("finished"):
            told.append(f"Trong số đã giải quyết có {self.joined(others, '; ')}.")
        if apart := self.others("outside"):
            total = count(sum(n for _what, n in apart))
            told.append(f"Hồ sơ tính riêng {total} ({self.joined(apart, '; ')}).")
        lines = [" ".join([*told, *self.ending()])]
        online = self.extras.online
        if online is not None and online.of:
            lines.append(f"Tổng số {self.share(online)} hồ sơ tiếp nhận trực tuyến.")
        return "\n".join(lines)


class _StyleC(Prose):
    """One sentence that tells a story."""

    def text(self) -> str:
        who = self.report.agency or "đơn vị"
        when = f"{self.period.strip('()')}, {who}" if self.period.startswith("(") else f"{self.period}, {who}"
        when = when[0].upper() + when[1:]
        if not self.n["received.total"]:
            story = f"{when} không tiếp nhận hồ sơ nào và không có hồ sơ tồn kỳ trước"
        else:
            clauses = [f"{when} {self._received()}", self._finished(), self._pending()]
            if rate := self.own_rate:
                clauses.append(f"{rate[0].lower()}{rate[1:]} {self.share(self.n.on_time)}")
            if apart := self.others("outside"):
                total = self.dossiers(sum(n for _what, n in apart))
                clauses.append(f"tính riêng {total}, gồm {self.joined(apart, ', ', ' hồ sơ')}")
            story = "; ".join(clauses)
        return " ".join([f"{story}.", *self.ending()])

    def _received(self) -> str:
        new, carried = self.n["received.new"], self.n["received.carried_over"]
        if not new:
            return f"không tiếp nhận hồ sơ mới, tồn kỳ trước {self.dossiers(carried)}"
        channels = (("trực tuyến", self.online), ("trực tiếp và bưu chính", self.offline))
        if not carried:
            told = ", ".join(self._counted(what, count, new) for what, count in channels)
            return f"đã tiếp nhận {self.dossiers(new)}, trong đó {told}, không có hồ sơ tồn kỳ trước"
        told = "; ".join(
            f"{what} {self.out_of(Ratio(count, new))} hồ sơ, đạt {self.rate(Ratio(count, new))}"
            if self.told(count)
            else f"không có hồ sơ {what}"
            for what, count in channels
        )
        total = self.dossiers(self.n["received.total"])
        return (
            f"đã tiếp nhận {total}, trong đó tiếp nhận mới {self.dossiers(new)} "
            f"({told}), tồn kỳ trước {self.dossiers(carried)}"
        )

    def _finished(self) -> str:
        of = self.n["finished.total"]
        if not of:
            return "chưa giải quyết xong hồ sơ nào"
        told = [
            self._counted("đúng và trước hạn", self.by_due, of),
            self._counted("quá hạn", self.n["finished.late"], of),
        ]
        if others := self.others("finished"):
            told.append(f"có {self.joined(others, ', ', ' hồ sơ')}")
        return f"{self._counted('đã giải quyết', of, self.n['received.total'])}, trong đó {', '.join(told)}"

    def _pending(self) -> str:
        in_time, overdue = self.n["pending.in_time"], self.n["pending.overdue"]
        if not self.n["pending.total"]:
            return "không còn hồ sơ đang giải quyết"
        told = f"còn lại {self.dossiers(self.n['pending.total'])} đang giải quyết"
        if not self.told(overdue):
            told += ", không có hồ sơ quá hạn"
        elif not self.told(in_time):
            told += ", đều quá hạn"
        else:
            told += f", trong đó {self.dossiers(in_time)} trong hạn, {self.dossiers(overdue)} quá hạn"
        waiting = self.n["pending.awaiting_supplement"]
        return f"{told}, có {self.dossiers(waiting)} chờ bổ sung" if waiting else told

    def _counted(self, what: str, count: int, of: int) -> str:
        """``đã giải quyết 855/937 hồ sơ (91,25%)``, or that there is none."""
        if not self.told(count):
            return f"không có hồ sơ {what}"
        return f"{what} {self.out_of(Ratio(count, of))} hồ sơ ({self.rate(Ratio(count, of))})"
