"""Locking a period, its differences, exporting and checking, as a person at the keyboard does it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path

import pytest
from tests.tui.conftest import BUILDING, Person, code

from motcua_tui import locations
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.periods import Preset
from motcua_tui.errors import InputError
from motcua_tui.reports.files.paper import Paper
from motcua_tui.services import forms, locking, opening, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.forms import FormRequest
from motcua_tui.services.reporting import Question
from motcua_tui.tui.screens.checker import CheckerScreen, claims_of
from motcua_tui.tui.screens.locks import DifferenceScreen
from motcua_tui.tui.screens.report import ReportScreen
from motcua_tui.tui.screens.result import ResultScreen
from motcua_tui.tui.widgets.checks import Checks
from motcua_tui.tui.widgets.inputs import DateInput, TextInput
from motcua_tui.tui.widgets.record_table import RecordTable
from motcua_tui.tui.widgets.text_box import TextBox

SitDown = Callable[..., AbstractAsyncContextManager[Person]]
OLD = code("260901", 1)
QUARTER = Preset.parse("2026-q3")


@pytest.fixture(autouse=True)
def one_old_dossier(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dossier of the quarter that the report opens with; papers go to a folder of the test."""
    old = Particulars(code=OLD, procedure_version=BUILDING, applicant="Lê Văn Cũ")
    verbs.accept(desk, old, datetime(2026, 9, 1, 9))
    monkeypatch.setattr(locations, "papers_folder", lambda: tmp_path / "giấy")


async def test_report_when_locked_with_k_then_differences_lead_to_the_dossier(
    desk: Desk, sit_down: SitDown
) -> None:
    async with sit_down() as person:
        await person.press("3")
        await person.sees("Quý III/2026")
        await person.sees("1 = 0 + 1")
        await person.press("k")
        await person.sees("Khóa kỳ Quý III/2026 theo cách tính 07a?")
        await person.press("y")
        await person.sees("đã khóa 23/11/2026")
        verbs.finish(desk, OLD, datetime(2026, 9, 3, 9))
        await person.press("r")
        await person.sees("1 thay đổi ghi sau khi khóa")
        await person.press("k")
        await person.sees("1 hồ sơ đổi chỗ")
        assert isinstance(person.app.screen, DifferenceScreen)
        shown = await person.sees("Cộng · Đã giải quyết: tổng số")
        assert "bước" not in shown
        await person.press("end")
        await person.sees("bước 2: có kết quả")
        await person.press("enter")
        await person.sees("Lê Văn Cũ")
        await person.press("escape")
        await person.press("home", "enter")
        await person.sees("Quý III/2026 · Đã giải quyết")


async def test_locks_when_unlocked_with_a_reason_then_it_stays_as_history(
    desk: Desk, sit_down: SitDown
) -> None:
    locking.lock(desk, Question.of(desk, QUARTER))
    async with sit_down(size=(100, 30)) as person:
        await person.press("3")
        await person.sees("đã khóa 23/11/2026")
        await person.press("K")
        await person.sees("đang khóa")
        await person.press("f8")
        await person.sees("07a-2026-q3.docx")
        await person.press("u")
        await person.sees("Lý do")
        await person.press("ctrl+s")
        await person.sees("Chưa ghi lý do mở khóa.")
        await person.types("gui lai")
        await person.press("ctrl+s")
        await person.sees("mở 23/11/2026: gui lai")
        await person.press("enter")
        await person.sees("đã mở khóa 23/11/2026")
        await person.press("escape", "escape")
        await person.sees(lambda shown: "đã khóa" not in shown)
        assert isinstance(person.app.screen, ReportScreen)


async def test_report_when_the_period_before_was_sent_otherwise_then_h_lists_the_dossiers(
    desk: Desk, sit_down: SitDown
) -> None:
    locking.lock(desk, Question.of(desk, QUARTER))
    verbs.finish(desk, OLD, datetime(2026, 9, 3, 9))
    async with sit_down(size=(120, 30)) as person:
        await person.press("3")
        await person.sees("đã khóa")
        await person.press("right")
        await person.sees("kỳ trước đã gửi 1")
        await person.press("h")
        await person.sees("lệch với kỳ trước đã gửi")
        await person.sees("Lê Văn Cũ")


async def test_export_when_ticked_then_files_are_named(sit_down: SitDown, tmp_path: Path) -> None:
    async with sit_down() as person:
        await person.press("3")
        await person.sees("1 = 0 + 1")
        await person.press("f8")
        await person.sees("Ghi những gì")
        await person.press("space", "ctrl+s")
        await person.sees("Đánh dấu ít nhất một mục")
        await person.press("space", "ctrl+s")
        await person.sees("bao-cao-07a-2026-q3.xlsx")
        await person.press("enter")
        await person.sees("1 = 0 + 1")
    assert {path.suffix for path in (tmp_path / "giấy").iterdir()} == {".xlsx", ".docx"}


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.txt"
    path.write_text(
        "I. Kết quả\nĐã giải quyết 773 hồ sơ, trong đó trước hạn 766 hồ sơ (99,90%), đúng hạn 1 hồ sơ,"
        " trễ hạn 6 hồ sơ (0,78%).\n",
        encoding="utf-8",
    )
    return path


async def test_checker_when_a_file_is_opened_then_the_wrong_figure_is_marked_in_the_text(
    sit_down: SitDown, report_file: Path
) -> None:
    async with sit_down() as person:
        await person.press("3")
        await person.sees("1 = 0 + 1")
        await person.press("x")
        await person.sees("Dán văn bản báo cáo vào đây")
        await person.press("f7")
        await person.types("/khong/co")
        await person.press("enter")
        await person.sees("Không đọc được tệp")
        await person.press("ctrl+u")
        await person.types(str(report_file))
        await person.press("enter")
        await person.sees("sai 1")
        await person.press("f6")
        await person.sees("Sai: Tính lại: 766/773 = 99,09%")
        screen = person.app.screen
        assert isinstance(screen, CheckerScreen)
        box = screen.query_one(TextBox)
        assert box.selected_text == "99,90%"
        await person.press("f8")
        await person.sees("Số liệu giữa hai ngày")
        await person.press("enter", "enter")
        await person.sees("đối chiếu sổ hồ sơ")
        await person.press("escape")
        await person.sees("1 = 0 + 1")


async def test_checker_when_a_text_is_pasted_then_it_is_checked_without_being_asked(
    sit_down: SitDown,
) -> None:
    async with sit_down() as person:
        await person.press("3")
        await person.sees("1 = 0 + 1")
        await person.press("x")
        await person.sees("Dán văn bản báo cáo vào đây")
        screen = person.app.screen
        assert isinstance(screen, CheckerScreen)
        box = screen.query_one(TextBox)
        person.app.copy_to_clipboard("Đã giải quyết 10 hồ sơ, trong đó đúng hạn 9 hồ sơ, trễ hạn 2 hồ sơ.")
        box.action_paste()
        await person.sees("sai 1")
        await person.types(" x")
        assert box.text.endswith("hồ sơ. x")  # typing never replaces a figure that was found
        box.load_text("Tiếp nhận 5 hồ sơ. " * 2_000)
        await person.sees("F5 rà soát")
        await person.press("f5")
        await person.sees("Tổng cộng")
        assert screen.query_one(RecordTable).total


async def test_result_when_its_day_is_locked_then_says_so_before_it_is_saved(
    desk: Desk, sit_down: SitDown
) -> None:
    locking.lock(desk, Question.of(desk, QUARTER))
    async with sit_down() as person:
        person.app.push_screen(ResultScreen(OLD))
        await person.sees("Có kết quả lúc")
        assert "Ghi lùi" not in person.screen()
        moment = person.app.screen.query_one(DateInput)
        moment.text = "3/9/2026 9:00"
        await person.sees("Ghi lùi ngày 03/09/2026: kỳ Quý III/2026 đã khóa")
        moment.text = "15/9/2026 9:00"
        await person.sees_no_more("Ghi lùi")


async def test_export_when_what_is_chosen_cannot_be_then_the_field_says_so(
    sit_down: SitDown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(_desk: Desk, _request: FormRequest) -> Paper:
        raise InputError("Không lập được biểu này.")

    monkeypatch.setattr(forms, "form", cannot)
    monkeypatch.setattr(opening, "opener", lambda: None)
    async with sit_down() as person:
        await person.press("3")
        await person.sees("1 = 0 + 1")
        await person.press("f8")
        await person.sees("Ghi những gì")
        screen = person.app.screen
        what, kinds = screen.query_one("#forms-input", Checks), screen.query_one("#formats-input", Checks)
        folder = screen.query_one("#folder-input", TextInput)
        kinds.value = ""
        await person.press("ctrl+s")
        await person.sees("Đánh dấu ít nhất một loại tệp")
        what.value, kinds.value = "Báo cáo đang xem\nNguyên nhân quá hạn", "html"
        await person.press("ctrl+s")
        await person.sees("Biểu chỉ ghi ra docx, xlsx.")
        kinds.value, folder.value = "xlsx\nhtml", " "
        await person.press("ctrl+s")
        await person.sees("Ghi tên thư mục.")
        (tmp_path / "tệp").write_text("")
        folder.value = str(tmp_path / "tệp")
        await person.press("ctrl+s")
        await person.sees("Không tạo được thư mục")
        folder.value = str(tmp_path / "ra")
        await person.press("ctrl+s")
        await person.sees("Đã ghi 2 tệp vào thư mục")
        await person.sees("Nguyên nhân quá hạn (xlsx): Không lập được biểu này.")
        await person.press("o")
        await person.sees("Mở bằng tay")


async def test_checker_when_a_text_is_too_long_or_stopped_then_nothing_is_claimed(
    sit_down: SitDown,
) -> None:
    async with sit_down() as person:
        person.app.push_screen(CheckerScreen(QUARTER))
        await person.sees("Dán văn bản báo cáo vào đây")
        box = person.app.screen.query_one(TextBox)
        box.load_text("Tiếp nhận 5 hồ sơ. " * 20_000)
        await person.sees("F5 rà soát")
        await person.press("f5")
        await person.sees("Văn bản quá dài để rà soát.")
        await person.press("enter")
        heard: list[int] = []
        assert (
            claims_of(person.app.desk, box.text[:30_000], None, heard.append, lambda: len(heard) > 2) is None
        )
        assert len(heard) == 3
