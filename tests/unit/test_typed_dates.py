from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nasty_texts import NASTY

from motcua_tui.domain.text import fold
from motcua_tui.domain.typed_dates import (
    day_month,
    paper_date,
    paper_time,
    parse_date,
    parse_moment,
    say_date,
    short_date,
    weekday_name,
    weekday_short,
)
from motcua_tui.errors import InputError

MONDAY = date(2026, 11, 23)
NOW = time(10, 11, 12)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def weekdays_on(day: date, count: int) -> date:
    """A calendar with weekends only, walked day by day."""
    step = timedelta(days=1 if count > 0 else -1)
    while count:
        day += step
        count -= step.days if day.weekday() < 5 else 0
    return day


def read(text: str, today: date = MONDAY) -> date:
    return parse_date(text, today=today, add_working_days=weekdays_on)


def read_moment(text: str) -> datetime:
    return parse_moment(text, today=MONDAY, now=NOW, add_working_days=weekdays_on)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("15", "2026-11-15"),
        ("ngày 5", "2026-11-05"),
        ("15/3", "2026-03-15"),
        ("15.3", "2026-03-15"),
        ("15/3/26", "2026-03-15"),
        ("05/03/2026", "2026-03-05"),
        ("15-3-2026", "2026-03-15"),
        ("15–3–2026", "2026-03-15"),
        ("2026-03-15", "2026-03-15"),
        ("2026/3/15", "2026-03-15"),
        ("29/2/2024", "2024-02-29"),
        ("ngày 15/3/2025", "2025-03-15"),
        ("ngày 05 tháng 01 năm 2027", "2027-01-05"),
        ("5 thang 1", "2026-01-05"),
        ("t2", "2026-11-23"),
        ("T3", "2026-11-24"),
        ("thứ 4", "2026-11-25"),
        ("thứ Năm", "2026-11-26"),
        ("t6", "2026-11-27"),
        ("thu bay", "2026-11-28"),
        ("cn", "2026-11-29"),
        ("Chủ nhật", "2026-11-29"),
        ("+5", "2026-11-28"),
        ("+5 ngày", "2026-11-28"),
        ("-5", "2026-11-18"),
        ("−5 ngay", "2026-11-18"),
        ("+0", "2026-11-23"),
        ("+5lv", "2026-11-30"),
        ("+5 LV", "2026-11-30"),
        ("+ 5 ngày làm việc", "2026-11-30"),
        ("+5 ngay lv", "2026-11-30"),
        ("-3lv", "2026-11-18"),
        ("+0lv", "2026-11-23"),
        ("hôm nay", "2026-11-23"),
        ("hom nay", "2026-11-23"),
        ("ho\u0302m nay", "2026-11-23"),
        ("NAY", "2026-11-23"),
        ("today", "2026-11-23"),
        ("mai", "2026-11-24"),
        ("ngày mai", "2026-11-24"),
        ("tomorrow", "2026-11-24"),
        ("mốt", "2026-11-25"),
        ("ngày kia", "2026-11-25"),
        ("hôm qua", "2026-11-22"),
        ("yesterday", "2026-11-22"),
        ("hôm kia", "2026-11-21"),
        ("thứ Ba 01/12/2026", "2026-12-01"),
        ("thứ Ba, 1/12", "2026-12-01"),
        ("1/12 t3", "2026-12-01"),
        ("  15/3 ", "2026-03-15"),
    ],
)
def test_parse_date_when_a_known_form_then_that_day(text: str, wanted: str) -> None:
    assert read(text) == date.fromisoformat(wanted)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Chưa gõ"),
        (" \u200b ", "Chưa gõ"),
        ("31", "31/11/2026"),
        ("30/2", "30/2/2026"),
        ("29/2/2026", "29/2/2026"),
        ("3/15/2026", "3/15/2026"),
        ("0", "0/11/2026"),
        ("1/1/1234", "1/1/1234"),
        ("1/1/2200", "1/1/2200"),
        ("15/3-2026", "Không hiểu"),
        ("15/3/226", "Không hiểu"),
        ("15/3x", "Không hiểu"),
        ("t8", "Không hiểu"),
        ("t1", "Không hiểu"),
        ("+5000", "Không hiểu"),
        ("lv", "Không hiểu"),
        ("1 5", "Không hiểu"),
        ("mai 15", "Không hiểu"),
        ("t2 t3", "Không hiểu"),
        ("15 abc", "Không hiểu"),
        ("x" * 500, "Không hiểu"),
        ("thứ Tư 1/12/2026", "thứ Ba"),
        ("15/3 9h40", "không gõ giờ"),
        ("9h40", "không gõ giờ"),
    ],
)
def test_parse_date_when_not_a_day_then_input_error_says_why(text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert says in caught.value.message
    assert caught.value.hint
    assert len(caught.value.message) < 100


@pytest.mark.parametrize("text", NASTY)
def test_parse_date_when_nasty_text_then_input_error_and_nothing_else(text: str) -> None:
    with pytest.raises(InputError):
        read(text)


@given(st.text())
def test_parse_date_when_any_text_then_a_date_or_input_error(text: str) -> None:
    with suppress(InputError):
        assert isinstance(read(text), date)


@given(DAYS, DAYS)
def test_parse_date_when_formatted_by_us_then_read_back(day: date, today: date) -> None:
    for text in (short_date(day), say_date(day), paper_date(day), day.isoformat()):
        assert read(text, today) == day
        assert read(fold(text), today) == day
    if (day.month, day.day) != (2, 29):
        assert read(day_month(day), today) == day.replace(year=today.year)


@given(DAYS, st.integers(0, 6))
def test_parse_date_when_a_weekday_then_within_the_week_from_today(today: date, weekday: int) -> None:
    day = read(("t2", "t3", "t4", "t5", "t6", "t7", "cn")[weekday], today)
    assert day.weekday() == weekday
    assert 0 <= (day - today).days < 7


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("23/11 9:40", "2026-11-23T09:40"),
        ("9h40", "2026-11-23T09:40"),
        ("9h5", "2026-11-23T09:05"),
        ("14h", "2026-11-23T14:00"),
        ("0h", "2026-11-23T00:00"),
        ("23:59", "2026-11-23T23:59"),
        ("hôm nay 14h30", "2026-11-23T14:30"),
        ("14h30 hôm qua", "2026-11-22T14:30"),
        ("15 14h", "2026-11-15T14:00"),
        ("t3 7:30", "2026-11-24T07:30"),
        ("14 giờ", "2026-11-23T14:00"),
        ("14 giờ 30", "2026-11-23T14:30"),
        ("14 giờ 30 phút, ngày 05 tháng 01 năm 2026", "2026-01-05T14:30"),
        ("2026-03-15T09:40", "2026-03-15T09:40"),
        ("2026-03-15 09:40:00", "2026-03-15T09:40"),
        ("hôm nay", "2026-11-23T10:11:12"),
        ("23/11", "2026-11-23T10:11:12"),
        ("hôm qua", "2026-11-22T00:00"),
        ("+1lv", "2026-11-24T00:00"),
    ],
)
def test_parse_moment_when_a_date_or_a_time_or_both_then_that_moment(text: str, wanted: str) -> None:
    assert read_moment(text) == datetime.fromisoformat(wanted)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("24h", "24 giờ 0 phút"),
        ("9h60", "9 giờ 60 phút"),
        ("9:4", "Không hiểu"),
        ("9h 10h", "Không hiểu"),
        ("31/2 9h", "31/2/2026"),
        ("", "Chưa gõ"),
    ],
)
def test_parse_moment_when_not_a_moment_then_input_error_says_why(text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_moment(text)
    assert says in caught.value.message
    assert caught.value.hint


@given(DAYS, st.times().map(lambda clock: clock.replace(second=0, microsecond=0)))
def test_parse_moment_when_formatted_by_us_then_read_back(day: date, clock: time) -> None:
    wanted = datetime.combine(day, clock)
    for text in (
        f"{short_date(day)} {clock:%H:%M}",
        f"{paper_time(clock)}, {paper_date(day)}",
        wanted.isoformat(),
    ):
        assert read_moment(text) == wanted


def test_formats_when_printed_then_as_on_paper_and_in_lists() -> None:
    day = date(2026, 1, 5)
    assert short_date(day) == "05/01/2026"
    assert day_month(day) == "05/01"
    assert paper_date(day) == "ngày 05 tháng 01 năm 2026"
    assert paper_time(time(14, 30)) == "14 giờ 30 phút"
    assert paper_time(datetime.combine(day, time(7, 5))) == "07 giờ 05 phút"
    assert say_date(date(2026, 12, 1)) == "thứ Ba 01/12/2026"


def test_weekday_names_when_a_week_then_monday_to_sunday() -> None:
    week = [MONDAY + timedelta(days=ahead) for ahead in range(7)]
    assert [weekday_short(day) for day in week] == ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
    assert [weekday_name(day) for day in week] == [
        "thứ Hai",
        "thứ Ba",
        "thứ Tư",
        "thứ Năm",
        "thứ Sáu",
        "thứ Bảy",
        "Chủ nhật",
    ]
