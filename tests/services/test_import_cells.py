"""Single cells: dates in every spelling, amounts, codes, yes and no."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua_tui.services.importing.cells import (
    DateOrder,
    Reading,
    Unreadable,
    read_amount,
    read_code,
    read_count,
    read_moment,
    read_procedure_code,
    read_text,
    read_yes,
    reading,
)

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
SECONDS = st.times().map(lambda at: at.replace(microsecond=0))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("23/11/2026", datetime(2026, 11, 23)),
        ("3/1/26", datetime(2026, 1, 3)),
        ("3-1-2026", datetime(2026, 1, 3)),
        ("03.01.2026", datetime(2026, 1, 3)),
        ("02/13/2026", datetime(2026, 2, 13)),
        ("31/12/95", datetime(1995, 12, 31)),
        ("2026-11-23", datetime(2026, 11, 23)),
        ("2026/11/23", datetime(2026, 11, 23)),
        ("20261123", datetime(2026, 11, 23)),
        ("23/11/2026 09:40", datetime(2026, 11, 23, 9, 40)),
        ("23/11/2026 9h40", datetime(2026, 11, 23, 9, 40)),
        ("23/11/2026 14h", datetime(2026, 11, 23, 14)),
        ("09:40 23/11/2026", datetime(2026, 11, 23, 9, 40)),
        ("09:40:05, 23/11/2026", datetime(2026, 11, 23, 9, 40, 5)),
        ("23/11/2026 2:30:00 CH", datetime(2026, 11, 23, 14, 30)),
        ("11/23/2026 12:05 AM", datetime(2026, 11, 23, 0, 5)),
        ("2026-11-23T23:30:00+07:00", datetime(2026, 11, 23, 23, 30)),
        ("2026-11-23T01:15:00.250Z", datetime(2026, 11, 23, 1, 15)),
        ("2026-11-23 23:30:00-0500", datetime(2026, 11, 23, 23, 30)),
        ("ngày 05 tháng 01 năm 2026", datetime(2026, 1, 5)),
        (" 23/11/2026\u00a0", datetime(2026, 11, 23)),
        ("46349", datetime(2026, 11, 23)),
        ("46349.5", datetime(2026, 11, 23, 12)),
        ("46349,5", datetime(2026, 11, 23, 12)),
        ("", None),
        ("   ", None),
    ],
)
def test_moment_of_a_text_is_read_in_every_usual_spelling(text: str, moment: datetime | None) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        (date(2026, 11, 23), datetime(2026, 11, 23)),
        (datetime(2026, 11, 23, 9, 39, 59, 999_600), datetime(2026, 11, 23, 9, 40)),
        (46349.0, datetime(2026, 11, 23)),
        (46349, datetime(2026, 11, 23)),
        (46349.40277777778, datetime(2026, 11, 23, 9, 40)),
    ],
)
def test_moment_of_a_date_or_number_cell_is_read(cell: date | float, moment: datetime) -> None:
    assert read_moment(cell) == moment


@pytest.mark.parametrize(
    "cell",
    [
        "hôm qua", "23/11/2026 lúc 9 giờ",
        "32/12/2026", "30/02/2026", "13/13/2026", "1/2/3", "1/2/026", "123/1/2026", "20261301",
        "01/01/1989", "2101-01-01", "23/11/2026 25:00", "23/11/2026 10:61", "12345", "99999", "-5",
        True,
        datetime(9999, 12, 31, 23, 59, 59, 999_999), float("nan"), time(9, 40), timedelta(days=1), 5.0,
        1e9, date(1989, 12, 31),
    ],
)  # fmt: skip
def test_moment_when_it_is_no_date_of_these_years_is_unreadable(cell: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_moment(cell)
    assert error.value.why


@given(DAYS, SECONDS, st.sampled_from(["/", "-", "."]))
def test_moment_written_day_first_reads_back(day: date, at: time, sign: str) -> None:
    text = f"{day.day}{sign}{day.month:02d}{sign}{day.year} {at:%H:%M:%S}"
    assert read_moment(text) == datetime.combine(day, at)
    assert read_moment(text, DateOrder.DMY) == datetime.combine(day, at)


@given(DAYS)
def test_moment_in_a_stated_order_reads_back_in_each_of_them(day: date) -> None:
    midnight = datetime.combine(day, time.min)
    assert read_moment(f"{day:%m/%d/%Y}", DateOrder.MDY) == midnight
    assert read_moment(f"{day:%d/%m/%Y}", DateOrder.DMY) == midnight
    for order in (None, *DateOrder):
        assert read_moment(day.isoformat(), order) == midnight
    assume(1990 <= day.year < 2090)
    assert read_moment(f"{day:%y/%m/%d}", DateOrder.YMD) == midnight


@given(DAYS, st.integers(0, 86399))
def test_moment_of_a_serial_counts_days_from_the_last_of_1899(day: date, second: int) -> None:
    moment = datetime.combine(day, time.min) + timedelta(seconds=second)
    serial = (day - date(1899, 12, 30)).days + second / 86400
    assert read_moment(serial) == moment


@given(DAYS, SECONDS, st.integers(-14 * 60, 14 * 60))
def test_moment_with_an_offset_keeps_the_local_date_and_time(day: date, at: time, minutes: int) -> None:
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    text = f"{day.isoformat()}T{at.isoformat()}{sign}{hours:02d}:{rest:02d}"
    assert read_moment(text) == datetime.combine(day, at)


@given(DAYS)
def test_moment_in_a_doubtful_column_is_never_guessed(day: date) -> None:
    """A column that month-first dates contradict: only what has one reading is read."""
    text = f"{day:%d/%m/%Y}"
    if day.day > 12 or day.day == day.month:
        assert read_moment(text, doubtful=True) == datetime.combine(day, time.min)
    else:
        with pytest.raises(Unreadable):
            read_moment(text, doubtful=True)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("02/13/2026", Reading.MONTH_FIRST), ("2-13-26 9:00", Reading.MONTH_FIRST),
     ("13/02/2026", Reading.DAY_FIRST), ("02/03/2026 10:00", Reading.EITHER), ("2026-02-13", None),
     ("", None), (46349.0, None), (date(2026, 2, 12), Reading.EARLY_CELL),
     (datetime(2026, 2, 13, 9, 40), Reading.LATE_CELL)],
)  # fmt: skip
def test_reading_shows_the_order_of_day_and_month(cell: str, shown: Reading | None) -> None:
    assert reading(cell) is shown


@given(DAYS, SECONDS, st.sampled_from(["%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S", "%d-%m-%Y %H:%M:%S"]))
def test_moment_of_a_timestamp_is_its_day_at_its_time(day: date, at: time, form: str) -> None:
    moment = datetime.combine(day, at)
    assert read_moment(moment.strftime(form)) == datetime.strptime(moment.strftime(form), form)


@pytest.mark.parametrize("text", ["02/13/2026", "11/23/2026"])
def test_moment_when_it_contradicts_the_stated_order_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        read_moment(text, DateOrder.DMY)


@pytest.mark.parametrize(
    ("cell", "text"),
    [(" Nguyễn  Văn A ", "Nguyễn Văn A"), (12.0, "12"), (1.5, "1.5"), (7, "7"),
     (date(2026, 1, 5), "05/01/2026"),
     (datetime(2026, 1, 5, 9, 40), "05/01/2026"), (True, "True")],
)  # fmt: skip
def test_text_of_any_cell_is_clean(cell: str | float, text: str) -> None:
    assert read_text(cell) == text


def test_code_when_the_spreadsheet_lost_digits_is_unreadable() -> None:
    assert read_code("000.00.64.H10-230515-0011") == "000.00.64.H10-230515-0011"
    assert read_code(101000729509.0) == "101000729509"
    with pytest.raises(Unreadable):
        read_code(1234567890123456.0)


def test_procedure_code_as_a_number_gets_its_last_zeros_back() -> None:
    assert read_procedure_code(1.01323) == "1.013230"
    assert read_procedure_code("1.013230") == "1.013230"
    assert read_procedure_code(7.0) == "7"


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("300.000 đ", 300_000), ("300,000 đồng", 300_000), ("1.500.000", 1_500_000),
     ("1 500 000 VNĐ", 1_500_000),
     ("75000", 75_000), (75000.0, 75_000), ("Miễn phí", 0), ("—", None), ("", None)],
)  # fmt: skip
def test_amount_is_read_in_whole_dong(cell: str | float, amount: int | None) -> None:
    assert read_amount(cell) == amount


@pytest.mark.parametrize(
    "cell", ["1.5", "ba trăm", "1.000,50", "1.000.00", -5.0, 1.5, float("nan"), 1e300, "9" * 40]
)
def test_amount_when_it_is_no_amount_is_unreadable(cell: str | float) -> None:
    with pytest.raises(Unreadable):
        read_amount(cell)


def test_count_is_at_least_one() -> None:
    assert read_count("02 bộ") == 2
    assert read_count(3.0) == 3
    assert read_count("") is None
    for cell in ("0", "hai", "-1", "1,5", "②", "9" * 40):
        with pytest.raises(Unreadable):
            read_count(cell)


def test_yes_and_no_are_read_and_nothing_else() -> None:
    assert [read_yes(cell) for cell in ("Có", "x", 1.0, True, "Đã thanh toán")] == [True] * 5
    assert [read_yes(cell) for cell in ("Không", "0", False, "chưa")] == [False] * 4
    assert read_yes("") is None
    with pytest.raises(Unreadable):
        read_yes("một phần")
