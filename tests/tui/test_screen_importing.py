"""Bringing a register in on the screen: recognised by itself, and changed by hand throughout."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
import xlsxwriter
from tests.tui.conftest import OVERDUE, Person

from motcua_tui import locations
from motcua_tui.services import browse
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.mapping import ImportMap, read_map
from motcua_tui.services.importing.remembered import Remembered
from motcua_tui.tui.screens.importing.base import ImportStep
from motcua_tui.tui.screens.progress import Progress
from motcua_tui.tui.widgets.inputs import TextInput

Open = Callable[..., AbstractAsyncContextManager[Person]]
HEAD = "Mã hồ sơ;Thủ tục;Người nộp;Hình thức nộp;Ngày tiếp nhận;Ngày hẹn trả;Tình trạng"
BUILDING = "Gia hạn giấy phép xây dựng"


@pytest.fixture(autouse=True)
def remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Remembered:
    file = tmp_path / "state" / "imports.json"
    monkeypatch.setattr(locations, "imports_file", lambda: file)
    return Remembered(file)


def register(path: Path, *lines: str, head: str = HEAD) -> Path:
    path.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
    return path


async def choose(person: Person, path: Path | str) -> None:
    """Open the import, put a path into the field, as a paste does, and go on."""
    await person.press("alt+n")
    await person.sees("Chọn tệp")
    person.app.screen.query_one("#path", TextInput).value = str(path)
    await person.press("enter")


def applicant(desk: Desk, code: str) -> str:
    return browse.find(desk, code).dossier.particulars.applicant


def count(desk: Desk) -> int:
    return browse.count(desk, browse.query(desk))


async def test_register_that_is_recognised_comes_in_by_three_keys(
    sit_down: Open, desk: Desk, tmp_path: Path, remembered: Remembered
) -> None:
    path = register(
        tmp_path / "sổ.csv",
        f"A-1;{BUILDING};Nguyễn Đạt;Trực tiếp;02/11/2026;09/11/2026;Đang giải quyết",
        "A-2;Việc lạ;Trần Bưởi;Trực tiếp;02/11/2026;10/11/2026;Đang giải quyết",
        f"A-3;{BUILDING};Lê Ước;Trực tiếp;hôm kia;;Đang giải quyết",
    )
    async with sit_down() as person:
        await choose(person, path)
        shown = await person.sees("Ghép cột")
        assert "1/3 ô không hợp" in shown
        await person.press("f5")
        shown = await person.sees("Chưa ghi gì. F9 để nạp vào sổ.")
        assert "Đọc 3 dòng: thêm 2, cập nhật 0, không đổi 0, từ chối 1" in shown
        assert "Dòng 4: Ngày tiếp nhận · hôm kia" in shown
        assert count(desk) == 6
        await person.press("f9")
        shown = await person.sees("Đã nạp xong.")
        assert "thủ tục mới 1" in shown
        await person.press("escape")
        await person.sees("A-1")
        assert not isinstance(person.app.screen, ImportStep)
    assert applicant(desk, "A-1") == "Nguyễn Đạt"
    assert remembered.folder() == str(tmp_path)


async def test_register_of_which_nothing_is_recognised_is_matched_by_hand(
    sit_down: Open, desk: Desk, tmp_path: Path
) -> None:
    path = register(
        tmp_path / "so.csv",
        "1;An;02/13/2026;zalo",
        "2;Bưởi;03/04/2026;zalo",
        head="Kod;Kam;Dag;Vag",
    )
    async with sit_down() as person:
        await choose(person, path)
        await person.sees("Chưa có cột “Mã hồ sơ”")
        await person.press("f5")
        await person.sees("Ghép cột")
        for column, words in (("Kod", "ma ho so"), ("Kam", "ten to chuc"), ("Dag", "ngay tiep nhan")):
            await match(person, column, words)
        await match(person, "Vag", "hinh thuc nop")
        await person.sees_no_more("Chưa có cột")
        await person.press("f5")
        await person.sees("Chọn cách đọc ngày trước khi đi tiếp.")
        await person.press("f5", "f4")
        await person.sees("Ngày “03/04/2026” đọc là")
        await pick(person, "thang/ngay")
        await person.sees("2 dòng có hình thức nộp chưa rõ")
        await person.press("down", "enter")
        await person.sees("“zalo” là")
        await pick(person, "buu")
        await person.sees_no_more("hình thức nộp chưa rõ")
        await person.press("f5")
        await person.sees("thêm 2, cập nhật 0, không đổi 0, từ chối 0")
        await person.press("escape", "escape")
        await person.sees("Ghép cột")
        await person.press("ctrl+s")
        await person.sees("so.map.toml")
        await person.press("enter")
        await person.sees("Đã ghi")
        await person.press("f5")
        await person.sees("bưu chính công ích")
        await person.press("f5")
        await person.sees("F9 để nạp")
        await person.press("f9")
        await person.sees("Đã nạp xong.")
    saved = read_map(tmp_path / "so.map.toml")
    assert saved.columns == {"code": "Kod", "applicant": "Kam", "channel": "Vag", "accepted": "Dag"}
    assert (saved.values, saved.order) == ({"channel": {"zalo": "post"}}, "mdy")
    found = browse.find(desk, "2")
    assert (found.dossier.particulars.applicant, str(found.dossier.standing.accepted_on)) == (
        "Bưởi",
        "2026-03-04",
    )


async def test_map_file_that_is_there_is_overwritten_only_when_one_is_sure(
    sit_down: Open, tmp_path: Path
) -> None:
    path = register(tmp_path / "so.csv", "A-1;02/11/2026", head="Mã hồ sơ;Ngày nhận")
    (tmp_path / "so.map.toml").write_text("# mine", encoding="utf-8")
    async with sit_down() as person:
        await choose(person, path)
        await person.sees("Ghép cột")
        for answer, kept in (("escape", "# mine"), ("y", "")):
            await person.press("ctrl+s")
            await person.sees("Ghi ghép cột ra tệp")
            await person.press("enter")
            await person.sees("Ghi đè?")
            await person.press(answer)
            await person.sees_no_more("Ghi đè?")
            if kept:
                assert (tmp_path / "so.map.toml").read_text(encoding="utf-8") == kept
        await person.sees("Đã ghi")
    assert read_map(tmp_path / "so.map.toml").columns == {"code": "Mã hồ sơ", "accepted": "Ngày nhận"}


async def match(person: Person, column: str, words: str) -> None:
    """Take the column for what the words find, coming to it from the top of the list."""
    await person.press("home")
    while (row := cursor_row(person)) != column:
        await person.press("down")
        assert row != cursor_row(person), f"there is no column {column}"
    await person.press("f4")
    await person.sees(f"Cột “{column}” đọc là")
    await pick(person, words)
    await person.sees_no_more(f"Cột “{column}” đọc là")


async def pick(person: Person, words: str) -> None:
    """Take what the words find in the list that is open."""
    person.app.screen.query_one(TextInput).value = words
    await person.press("enter")


def cursor_row(person: Person) -> str:
    from motcua_tui.tui.widgets.record_table import RecordTable

    row = person.app.screen.query_one(RecordTable).row
    return str(row.cells[0]) if row else ""


async def test_shape_that_is_known_is_recognised_and_can_be_forgotten(
    sit_down: Open, tmp_path: Path, remembered: Remembered
) -> None:
    path = register(tmp_path / "so.csv", "1;An;02/11/2026", head="Kod;Kam;Dag")
    known = ImportMap(columns={"code": "Kod", "accepted": "Dag"})
    remembered.keep(tmp_path, ("kod", "kam", "dag"), known)
    async with sit_down() as person:
        await choose(person, path)
        await person.sees("Nhận ra dạng sổ này")
        await person.press("f7")
        await person.sees("Chưa có cột “Mã hồ sơ”")
        await person.sees_no_more("Nhận ra dạng sổ này")


async def test_heading_can_be_left_out_and_the_header_lie_in_another_row(
    sit_down: Open, tmp_path: Path
) -> None:
    path = register(
        tmp_path / "so.csv", HEAD, "A-1;x;An;Trực tiếp;02/11/2026;;", head="Mã hồ sơ;Ngày nhận;a;b;c;d;e"
    )
    async with sit_down() as person:
        await choose(person, path)
        await person.sees("tiêu đề ở dòng 2")
        await person.press("delete")
        await person.sees("Chưa có cột “Mã hồ sơ”")
        await person.press("f6")
        await person.sees("Tiêu đề bắt đầu ở dòng số")
        await person.press("backspace")
        await person.types("x")
        await person.press("enter")
        await person.sees("Số dòng tính từ 1")
        await person.press("f6", "backspace")
        await person.types("1")
        await person.press("enter")
        await person.sees("tiêu đề ở dòng 1")


async def test_heading_that_stands_twice_is_read_from_the_first_column(
    sit_down: Open, tmp_path: Path
) -> None:
    path = register(tmp_path / "so.csv", "A-1;02/11/2026;x;y", head="Mã hồ sơ;Ngày nhận;Ý;Ý")
    async with sit_down() as person:
        await choose(person, path)
        await person.sees("Ghép cột")
        await person.press("end", "delete")
        await person.sees("hai cột “Ý”")


async def test_sheet_and_font_are_chosen_and_going_back_keeps_them(
    sit_down: Open, desk: Desk, tmp_path: Path
) -> None:
    head = ("M· hå s¬", "Ng\xadêi nép", "Ngµy tiÕp nhËn")
    with xlsxwriter.Workbook(path := tmp_path / "so.xlsx") as book:
        for month in (10, 11):
            sheet = book.add_worksheet(f"T{month}")
            sheet.write_row(0, 0, head)
            sheet.write_row(1, 0, (f"H{month}", "NguyÔn ThÞ Hßa", f"02/{month}/2026"))
        book.add_worksheet("Bìa").write(0, 0, "Sổ")
    async with sit_down() as person:
        await choose(person, path)
        shown = await person.sees("Cả 2 tờ của sổ")
        assert "chưa thấy Mã hồ sơ, Ngày tiếp nhận" in shown
        await person.press("enter")
        await person.sees("→ Nguyễn Thị Hòa")
        await person.press("right", "right")
        await person.sees("→ NguyÔn ThÞ Hßa")
        await person.press("left", "left", "f5")
        await person.sees("2 tờ; ghép cột theo tờ “T10”.")
        await person.press("escape", "escape")
        await person.sees("Cả 2 tờ của sổ")
        await person.press("enter")
        await person.sees("→ Nguyễn Thị Hòa")
        await person.press("f5")
        await person.sees("Ghép cột")
        await person.press("f5")
        await person.sees("thêm 2")
        await person.press("f9")
        await person.sees("Đã nạp xong.")
    assert applicant(desk, "H11") == "Nguyễn Thị Hòa"


async def test_newer_export_shows_its_differences_before_it_is_brought_in(
    sit_down: Open, desk: Desk, tmp_path: Path
) -> None:
    path = register(
        tmp_path / "so.csv",
        f"{OVERDUE};{BUILDING};Võ Thành Nam;Trực tiếp;10/11/2026;17/11/2026;Đang giải quyết",
    )
    async with sit_down((140, 40)) as person:
        await choose(person, path)
        await person.sees("Ghép cột")
        await person.press("f5")
        await person.sees("Không có gì để nạp")
        await person.press("f9", "shift+tab", "shift+tab", "right")
        shown = await person.sees("F9 để nạp vào sổ")
        assert "Võ Thanh Nam" in shown
        assert "thay đổi 1" in shown
        await person.press("tab", "tab", "enter")
        await person.sees("CÁCH TÍNH NGÀY HẸN TRẢ")
        await person.press("escape")
        await person.sees("F9 để nạp vào sổ")
        assert applicant(desk, OVERDUE) == "Võ Thanh Nam"
        await person.press("f9")
        await person.sees("Đã nạp xong.")
    assert applicant(desk, OVERDUE) == "Võ Thành Nam"


async def test_import_that_is_stopped_leaves_nothing(
    sit_down: Open, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (f"A-{n};{BUILDING};An;Trực tiếp;02/11/2026;09/11/2026;" for n in range(1_001))
    path = register(tmp_path / "so.csv", *lines)
    async with sit_down() as person:
        await choose(person, path)
        await person.sees("Ghép cột")
        await person.press("f5")
        await person.sees("thêm 1.001")
        monkeypatch.setattr(Progress, "on_mount", stopped_at_once)
        await person.press("f9")
        await person.sees("Đã dừng nạp, chưa ghi gì.")
    assert count(desk) == 6


async def stopped_at_once(self: Progress[object]) -> None:
    self.action_stop_work()
    self.run_worker(self._run, thread=True)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "Không có tệp này"),
        (b"PK\x03\x04 gone", "bị hỏng"),
        (b"abc\x00d", "không phải bảng tính"),
    ],
)
async def test_file_that_cannot_be_read_is_told_on_its_step(
    sit_down: Open, tmp_path: Path, content: bytes | None, told: str
) -> None:
    path = tmp_path / "so.xlsx"
    if content is not None:
        path.write_bytes(content)
    async with sit_down() as person:
        await choose(person, f"'{path}'")
        await person.sees(told)
        assert "Chọn tệp" in person.screen()


async def test_file_is_found_by_going_through_folders(
    sit_down: Open, tmp_path: Path, remembered: Remembered
) -> None:
    (tmp_path / "năm 2026").mkdir()
    register(tmp_path / "năm 2026" / "sổ.csv", "A-1;x;An;Trực tiếp;02/11/2026;;")
    remembered.keep(tmp_path, (), ImportMap())
    async with sit_down() as person:
        await person.press("alt+n")
        await person.sees("năm 2026/")
        await person.press("down", "enter")
        await person.sees("sổ.csv")
        await person.press("down", "enter")
        await person.sees("Ghép cột")


async def test_column_with_too_many_words_is_sent_back(
    sit_down: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from motcua_tui.services.importing import looking

    monkeypatch.setattr(looking, "MOST_WORDS", 1)
    path = register(tmp_path / "so.csv", "A-1;x;An;ở đó;02/11/2026;;", "A-2;x;An;ở đây;02/11/2026;;")
    async with sit_down() as person:
        await choose(person, path)
        await person.sees("Ghép cột")
        await person.press("f5")
        await person.sees("Quá nhiều giá trị khác nhau trong cột đọc là Hình thức nộp")
