from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nasty_texts import NASTY
from tests.services.desks import particulars, writing

from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.text import clean
from motcua_tui.reports.calendar_feed import DueEntry, feed
from motcua_tui.services import verbs
from motcua_tui.services.calendar_feed import FeedRequest, due_feed
from motcua_tui.services.desk import Desk

STAMP = datetime(2026, 11, 23, 2, 40, tzinfo=UTC)


def parsed(lines: list[str]) -> list[tuple[str, str]]:
    """Names with parameters and values, read as RFC 5545, 3.1 and 3.3.11 say, by other means."""
    text = "".join(lines)
    assert "\n" not in text.replace("\r\n", "")
    physical = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= 75 for line in physical)
    unfolded = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    found = []
    for line in unfolded:
        name, _colon, value = line.partition(":")
        plain, rest = "", iter(value)
        for character in rest:
            if character == "\\":
                after = next(rest)
                plain += "\n" if after == "n" else after
            else:
                plain += character
        found.append((name, plain))
    return found


def entry(text: str) -> DueEntry:
    return DueEntry("A-1@H48.motcua", date(2026, 12, 1), text, f"{text}\n{text}", text)


@given(st.text(max_size=200) | st.sampled_from(NASTY))
def test_any_text_is_read_back_as_it_was_cleaned(text: str) -> None:
    lines = list(feed([entry(text)], name=text, stamp=STAMP))
    values = dict(parsed(lines))
    once = "\n".join(clean(part) for part in text.split("\n"))
    assert values["SUMMARY"] == values["X-WR-CALNAME"] == once
    assert values["DTSTART;VALUE=DATE"] == "20261201"


def test_event_has_what_the_format_asks_for() -> None:
    lines = [line.removesuffix("\r\n") for line in feed([entry("Hạn trả A-1")], name="Một cửa", stamp=STAMP)]
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    assert "DTSTAMP:20261123T024000Z" in lines
    assert "UID:A-1@H48.motcua" in lines
    alarm = lines[lines.index("BEGIN:VALARM") : lines.index("END:VALARM")]
    assert {"ACTION:DISPLAY", "TRIGGER:-PT15H"} <= set(alarm)


def test_moment_is_told_in_utc() -> None:
    due = replace(entry("x"), due=datetime(2026, 11, 20, 8, tzinfo=UTC))
    assert "DTSTART:20261120T080000Z\r\n" in list(feed([due], name="", stamp=STAMP))


@pytest.fixture
def busy_desk(small_desk: Desk) -> Desk:
    """A-1 due 27/11 at P. Xây dựng, A-2 due 26/11, A-3 waiting for its applicant, A-4 finished."""
    here = replace(particulars("A-1"), department="P. Xây dựng", officer="Lan")
    verbs.accept(small_desk, here, datetime(2026, 11, 19, 9))
    verbs.accept(small_desk, particulars("A-2", version=2), datetime(2026, 11, 19, 9))
    verbs.accept(small_desk, particulars("A-3"), datetime(2026, 11, 19, 9))
    verbs.ask_supplement(small_desk, "A-3", datetime(2026, 11, 20, 9), "Bản vẽ", "Thiếu")
    verbs.accept(small_desk, particulars("A-4"), datetime(2026, 11, 19, 9))
    verbs.finish(small_desk, "A-4", datetime(2026, 11, 20, 9))
    return small_desk


def told(desk: Desk, request: FeedRequest) -> list[tuple[str, str]]:
    lines = parsed(list(due_feed(desk, request)))
    uids = [value.partition("@")[0] for name, value in lines if name == "UID"]
    days = [value for name, value in lines if name.startswith("DTSTART")]
    return list(zip(uids, days, strict=True))


def test_feed_tells_what_runs_and_nobody_by_name(busy_desk: Desk) -> None:
    assert told(busy_desk, FeedRequest()) == [("A-2", "20261126"), ("A-1", "20261127")]
    text = "".join(due_feed(busy_desk, FeedRequest()))
    assert "Đạt" not in text
    assert "Lan" not in text
    named = "".join(due_feed(busy_desk, FeedRequest(with_names=True))).replace("\r\n ", "")
    assert "Nguyễn Văn Đạt" in named
    assert "Lan" in named


def test_feed_can_be_narrowed(busy_desk: Desk) -> None:
    # 24/11 is off: two working days after 23/11 is 26/11.
    assert told(busy_desk, FeedRequest(within=2)) == [("A-2", "20261126")]
    assert told(busy_desk, FeedRequest(department="P. Xây dựng")) == [("A-1", "20261127")]


def test_limit_in_hours_falls_due_at_its_minute(small_desk: Desk) -> None:
    with writing(small_desk) as uow:
        version = uow.catalogue.get(1)
        uow.catalogue.update(replace(version, limit=TimeLimit.parse("4 giờ")))
        uow.commit()
    verbs.accept(small_desk, particulars("A-1"), datetime(2026, 11, 20, 9))
    # 15:00 of the office is 8:00 in UTC.
    assert told(small_desk, FeedRequest()) == [("A-1", "20261120T080000Z")]
