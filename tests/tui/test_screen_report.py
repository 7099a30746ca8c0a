"""The report screen over a real database: what it says, and where its keys lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Final

import pytest
from tests.services.desks import writing
from textual.pilot import Pilot
from textual.widgets import Input

from motcua_tui import bootstrap
from motcua_tui.domain import events as ev
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel, Outcome
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.errors import StorageError
from motcua_tui.services import reporting
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import By
from motcua_tui.storage.database import Database
from motcua_tui.tui.app import MotcuaApp
from motcua_tui.tui.screens.dossiers import DossiersScreen
from motcua_tui.tui.screens.report import ReportScreen
from motcua_tui.tui.screens.report_dialogs import Dates, Menu, Sentences
from motcua_tui.tui.widgets.dialog import Notice
from motcua_tui.tui.widgets.figures import FigureTable
from motcua_tui.tui.widgets.record_table import RecordTable

TODAY: Final = "2026-11-23"
NASTY_FIELD: Final = "Kiến [/] [@click=app.bell]trúc"


def happened(*told: tuple[date, ev.Happening]) -> tuple[ev.Event, ...]:
    return tuple(ev.Event(datetime.combine(on, time(9)), what) for on, what in told)


DOSSIERS: Final = (
    # Early, late, overdue, carried over and late, and pending without a due date in 15/06–14/09.
    ("0001", 1, Channel.DIRECT, date(2026, 7, 1), date(2026, 7, 8), date(2026, 7, 6)),
    ("0002", 1, Channel.ONLINE_FULL, date(2026, 8, 3), date(2026, 8, 10), date(2026, 8, 12)),
    ("0003", 3, Channel.DIRECT, date(2026, 9, 1), date(2026, 9, 7), None),
    ("0004", 3, Channel.POST, date(2026, 6, 1), date(2026, 6, 10), date(2026, 6, 22)),
    ("0005", 3, Channel.DIRECT, date(2026, 9, 2), None, None),
)


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    """A desk with five dossiers around the third quarter of 2026; procedure 3 has a nasty field."""
    desk = bootstrap.desk_of(database, TODAY)
    with writing(desk) as uow:
        uow.catalogue.add(ProcedureVersion(code="1.000009", name="Công bố hợp quy", field=NASTY_FIELD))
        for number, procedure, channel, accepted_on, due_on, finished_on in DOSSIERS:
            who = Particulars(
                code=f"000.00.00.H00-260601-{number}",
                procedure_version=procedure,
                applicant=f"Nguyễn Văn {number}",
                channel=channel,
            )
            told: list[tuple[date, ev.Happening]] = [(accepted_on, ev.Accepted(due_on))]
            if finished_on:
                told.append((finished_on, ev.ResultReady(Outcome.GRANTED)))
            uow.dossiers.add(who, happened(*told))
        uow.commit()
    return desk


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every thread has answered and the answers are drawn."""
    for _turn in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def opened(pilot: Pilot[None]) -> ReportScreen:
    await settle(pilot)
    await press(pilot, "3")
    screen = pilot.app.screen
    assert isinstance(screen, ReportScreen)
    return screen


def lines(pilot: Pilot[None]) -> list[str]:
    """The screen as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def text(pilot: Pilot[None]) -> str:
    return "\n".join(lines(pilot))


def words(pilot: Pilot[None]) -> str:
    """The screen as one line, for sentences that are broken into several."""
    return " ".join(text(pilot).replace("│", " ").split())


def line(pilot: Pilot[None], start: str) -> str:
    return next(one for one in lines(pilot) if one.strip().startswith(start))


def app_of(desk: Desk, *, plain: bool = False) -> MotcuaApp:
    return MotcuaApp(desk, plain=plain)


async def test_screen_when_opened_then_shows_the_last_quarter_that_ended(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        await opened(pilot)

        assert "← Quý III/2026 →   15/06/2026–14/09/2026" in text(pilot)
        assert line(pilot, "← Quý").endswith("cách tính 07a")
        assert "theo lĩnh vực · so với Quý II/2026, Quý III/2025 · xét theo hạn giải quyết" in text(pilot)
        assert "tỷ lệ = (trước hạn + đúng hạn) / đã giải quyết" in text(pilot)
        assert "".join(line(pilot, "Hoạt động").split()[-13:]) == "1001021012000"
        assert "".join(line(pilot, "Cộng").split()[1:]) == "1003151023112"
        assert "Tỷ lệ đúng hạn 33,33% (1/3)" in text(pilot)
        assert "So với Quý II/2026 (–): tiếp nhận ▲ 300,00% · giải quyết ▲ 3" in text(pilot)
        assert "5 = 3 + 2 ✓ · kỳ trước 1 = còn 1 cuối 14/06 ✓" in text(pilot)
        assert "l 1 hồ sơ lỗi số liệu" in text(pilot)
        assert "không có ngày hẹn trả 1" in text(pilot)
        assert re.search(r"Tháng  07 (▇+)(█+) 2 +08 (█+) 1 +09 0 ", line(pilot, "Tháng"))


async def test_screen_when_a_field_holds_markup_then_shows_it_as_written(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(140, 40)) as pilot:
        await opened(pilot)

        assert NASTY_FIELD in text(pilot)


async def test_screen_when_plain_then_draws_with_ascii_signs(desk: Desk) -> None:
    async with app_of(desk, plain=True).run_test(size=(80, 24)) as pilot:
        await opened(pilot)

        assert "5 = 3 + 2 +" in text(pilot)
        assert not set("✓✗▇█▒▲▼") & set(text(pilot))


async def test_screen_when_low_then_the_table_gives_way_to_the_checks(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 15)) as pilot:
        screen = await opened(pilot)

        assert screen.query_one(FigureTable).size.height == 5
        assert "5 = 3 + 2 ✓" in text(pilot)


async def test_screen_when_made_wide_then_tells_the_form_in_full(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.resize_terminal(140, 40)
        await settle(pilot)

        assert line(pilot, "← Quý").endswith("biểu 07a/BTP/KSTT, Thông tư 09/2026/TT-BTP")


async def test_periods_when_walked_then_figures_form_and_columns_follow(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "left")

        assert line(pilot, "← Quý II/2026").endswith("cách tính 06a")
        assert line(pilot, "Cộng").split()[1:] == ["0", "1", "0", "1", "0", "0", "0", "0", "0", "1", "1"]

        await press(pilot, "right", "right")
        assert "← Quý IV/2026 →   15/09/2026–14/12/2026 · kỳ chưa kết thúc" in text(pilot)
        assert "quá hạn tính đến hết 14/12" in text(pilot)


async def test_periods_when_walked_fast_then_the_last_one_is_shown(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "left", "left", "left", "right")

        assert "← Quý I/2026 →" in text(pilot)
        assert "đang tính" not in text(pilot)
        assert screen._answer is not None
        assert screen._answer.question.reporting.label == "Quý I/2026"


async def test_periods_when_beyond_the_years_that_can_be_typed_then_stay(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "d")
        await fill_dates(pilot, "01/01/1950", "31/12/2150")
        await press(pilot, "left")

        assert screen.question.period.first == date(1950, 1, 1)


async def test_period_when_it_has_no_dossier_then_says_so_and_which_keys_help(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "left", "left")

        assert "Kỳ này không có hồ sơ nào" in text(pilot)
        assert "← → xem kỳ khác" in text(pilot)
        assert "Cộng" not in text(pilot)

        await press(pilot, "right", "right", "down")
        assert "[1]" in line(pilot, "Hoạt động")


async def test_figure_when_opened_then_lists_its_dossiers_and_esc_comes_back_to_it(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "down", "down", "down", *["right"] * 8)
        assert line(pilot, "Cộng").split()[9] == "[2]"
        assert line(pilot, "Đã giải quyết: trễ hạn")

        await press(pilot, "enter")

        assert isinstance(pilot.app.screen, DossiersScreen)
        assert "Quý III/2026 · Đã giải quyết: trễ hạn" in text(pilot)
        assert "2 hồ sơ" in text(pilot)
        assert "260601-0002" in text(pilot)
        assert "260601-0004" in text(pilot)
        assert pilot.app.screen.query_one(RecordTable)

        await press(pilot, "escape")
        assert pilot.app.screen is screen
        assert line(pilot, "Cộng").split()[9] == "[2]"


async def test_figure_when_in_a_row_then_the_title_names_the_row(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(140, 40)) as pilot:
        await opened(pilot)
        await press(pilot, "down", "right", "right", "right", "enter")

        assert "Quý III/2026 · Hoạt động xây dựng · Tiếp nhận: trực tiếp" in text(pilot)
        assert "260601-0001" in text(pilot)


async def test_figure_when_left_then_is_no_longer_named(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "down")
        assert line(pilot, "Hoạt động xây dựng · Tiếp nhận: toàn trình")

        await press(pilot, "escape")
        assert not line_or_none(pilot, "Hoạt động xây dựng ·")


async def test_figure_when_a_column_adds_two_up_then_opens_both(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "f", "down", "down", "enter")
        await press(pilot, "down", "end", "right", "enter")

        assert "Quý III/2026 · Tiếp nhận: trực tiếp, bưu chính" in text(pilot)
        assert "3 hồ sơ" in text(pilot)


async def test_figure_when_nothing_was_counted_yet_then_opens_nothing(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        screen._answer = None
        await press(pilot, "down", "enter", "c", "l")

        assert pilot.app.screen is screen


async def test_kind_of_period_when_chosen_then_keeps_to_the_end_of_the_period_shown(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, Menu)
        assert "▌ Quý, ngày 15 đến 14" in text(pilot)

        await press(pilot, "up", "enter")
        assert "← Tháng 9/2026 →   15/08/2026–14/09/2026" in text(pilot)
        assert not line_or_none(pilot, "Tháng  ")

        await press(pilot, "p", "up", "enter")
        assert "← Tuần 11/09–17/09/2026 →" in text(pilot)


def line_or_none(pilot: Pilot[None], start: str) -> str | None:
    return next((one for one in lines(pilot) if one.strip().startswith(start)), None)


async def test_menu_when_left_or_clicked_then_nothing_or_that_line_is_taken(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "g", "escape")
        assert screen.question.by is By.FIELD

        await press(pilot, "g")
        await pilot.click("#text", offset=(4, 2))
        await settle(pilot)
        assert screen.question.by is By.CHANNEL
        assert line(pilot, "Trực tiếp")

        await press(pilot, "g")
        await pilot.click("#keys", offset=(2, 0))
        await settle(pilot)
        assert pilot.app.screen is screen


async def test_grouping_when_by_month_then_the_rows_are_months_and_without_then_none(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "g", "up", "up", "enter")
        assert screen.question.by is By.MONTH
        assert line(pilot, "07/2026").split()[6] == "2"

        await press(pilot, "down", *["right"] * 5, "enter")
        assert "Quý III/2026 · 07/2026 · Tiếp nhận: cộng" in text(pilot)
        assert "2 hồ sơ" in text(pilot)
        await press(pilot, "escape", "escape")

        await press(pilot, "g", "down", "enter")
        assert screen.question.by is None
        assert "theo lĩnh vực" not in text(pilot)
        assert line(pilot, "Cộng").split()[6] == "5"


async def test_profile_when_chosen_then_stays_and_can_follow_the_period_again(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(140, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "f")
        assert "theo mẫu đang có hiệu lực (07a)" in text(pilot)
        await press(pilot, *["down"] * 4, "enter")
        assert screen.question.profile is ProfileName.SEPARATE
        assert "Tính riêng" in text(pilot)
        assert "5 = 3 + 2 + 0" not in text(pilot)

        await press(pilot, "left")
        assert screen.question.profile is ProfileName.SEPARATE

        await press(pilot, "f", *["up"] * 4, "enter")
        assert screen.question.profile is ProfileName.FORM_06A


async def test_checks_when_dossiers_stand_apart_then_add_them(desk: Desk) -> None:
    asked = happened(
        (date(2026, 9, 3), ev.Accepted(date(2026, 9, 20))), (date(2026, 9, 4), ev.SupplementAsked("x"))
    )
    with writing(desk) as uow:
        uow.dossiers.add(Particulars(code="X-1", procedure_version=1, applicant="An"), asked)
        uow.commit()
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "6 = 3 + 3 ✓" in text(pilot)

        await press(pilot, "f", *["down"] * 4, "enter")
        assert "6 = 3 + 2 + 1 tính riêng ✓" in text(pilot)


async def test_sentence_when_copied_then_is_in_the_clipboard_in_the_style_shown(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "c")
        assert isinstance(app.screen, Sentences)
        assert "Tổng số hồ sơ tiếp nhận trong kỳ: 5 hồ sơ" in app.clipboard
        assert "Tổng số hồ sơ tiếp nhận trong kỳ: 5 hồ sơ" in words(pilot)
        assert "Đã sao chép" in text(pilot)

        await press(pilot, "right")
        assert app.clipboard.startswith("Tổng hợp kết quả")
        await press(pilot, "t")
        assert app.clipboard.startswith("Quý III/2026 (từ ngày 15/06/2026")

        await press(pilot, "enter")
        assert app.screen is screen
        await press(pilot, "c")
        assert "(•) c: một đoạn" in words(pilot)


async def fill_dates(pilot: Pilot[None], first: str, last: str) -> None:
    fields = pilot.app.screen.query(Input)
    fields[0].value, fields[1].value = first, last
    await press(pilot, "enter", "enter")


async def test_two_dates_when_typed_then_are_the_period(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, Dates)
        assert "thứ Hai 15/06/2026" in text(pilot)

        await fill_dates(pilot, "1/7/26", "31/8/26")

        assert "← 01/07/2026–31/08/2026 →" in text(pilot)
        assert line(pilot, "Cộng").split()[6] == "2"
        await press(pilot, "right")
        assert "← 01/09/2026–31/10/2026 →" in text(pilot)


async def test_two_dates_when_unclear_then_are_told_and_nothing_is_lost(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "d")

        await fill_dates(pilot, "31/8/26", "1/7/26")
        assert "Ngày cuối kỳ 01/07/2026 đứng trước ngày đầu kỳ 31/08/2026." in words(pilot)

        await fill_dates(pilot, "31/8/26", "hôm nao")
        assert "Gõ ngày, ví dụ 15/6/2026." in text(pilot)
        assert "hôm nao" in text(pilot)

        await press(pilot, "escape")
        assert pilot.app.screen is screen
        assert screen.question.reporting.label == "Quý III/2026"


async def test_warnings_when_there_are_some_then_open_their_dossiers(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "l")

        assert isinstance(pilot.app.screen, DossiersScreen)
        assert "Quý III/2026 · hồ sơ lỗi số liệu" in text(pilot)
        assert "260601-0005" in text(pilot)

        await press(pilot, "escape", "left", "l")
        assert pilot.app.screen is screen
        assert "0 hồ sơ lỗi số liệu" in text(pilot)


async def test_failure_when_reading_then_is_told_and_the_figures_stay(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_desk: Desk, _question: reporting.Question) -> None:
        raise StorageError("Không đọc được.", "Thử lại.")

    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        monkeypatch.setattr(reporting, "compared", refuse)
        await press(pilot, "left")

        assert isinstance(pilot.app.screen, Notice)
        assert "Không đọc được." in text(pilot)
        await press(pilot, "enter")
        assert "đang tính" not in text(pilot)
        assert line(pilot, "Cộng").split()[6] == "5"


async def test_months_of_a_year_when_shown_narrow_then_take_two_lines(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 30)) as pilot:
        await opened(pilot)
        await press(pilot, "p", "down", "down", "down", "enter")

        assert "← Năm 2026 →" in text(pilot)
        assert "So với" not in text(pilot)
        first = lines(pilot).index(line(pilot, "Tháng  01"))
        assert lines(pilot)[first + 1].split()[0] == "07"
        assert lines(pilot)[first].endswith("▇ trước  ▒ đúng  █ trễ")


async def test_desk_that_judges_by_promises_says_so(desk: Desk) -> None:
    promised = replace(desk, settings=replace(desk.settings, judge_by=reporting.JudgeBy.PROMISED))
    async with app_of(promised).run_test(size=(80, 24)) as pilot:
        await opened(pilot)

        assert "xét theo ngày hẹn lại, nếu có" in text(pilot)


async def test_months_of_many_years_when_they_cannot_fit_then_are_left_out(desk: Desk) -> None:
    async with app_of(desk).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert line(pilot, "Tháng  07")
        await press(pilot, "d")
        await fill_dates(pilot, "1/1/20", "31/10/26")

        assert "← 01/01/2020–31/10/2026 →" in text(pilot)
        assert not line_or_none(pilot, "Tháng  ")
