"""The copies of the record on the screen, the copy that is made by itself, and a damaged record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.tui.conftest import OVERDUE, Person

from motcua_tui.bootstrap import desk_of, open_database
from motcua_tui.services import backups, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.tui import keeping
from motcua_tui.tui.app import MotcuaApp


def file_of(desk: Desk) -> Path:
    assert desk.database.path
    return desk.database.path


class Listener:
    """An app as far as a copy in the background needs it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.told: list[tuple[str, str]] = []

    def notify(self, text: str, *, severity: str = "information", **_others: object) -> None:
        self.told.append((severity, text))


def kept_for(desk: Desk) -> list[tuple[str, str]]:
    listener = Listener(desk)
    keeping.keep_a_copy(listener)  # type: ignore[arg-type]
    return listener.told


def test_copy_when_due_then_made_and_told_once(desk: Desk) -> None:
    assert kept_for(desk) == [("information", "Đã sao lưu: small-20261123-090000.db.")]
    assert kept_for(desk) == []


def test_copy_when_it_cannot_be_made_then_told_and_work_goes_on(desk: Desk) -> None:
    (file_of(desk).parent / "tệp").touch()
    ((severity, text),) = kept_for(replace(desk, settings=replace(desk.settings, backup_folder="tệp/x")))
    assert (severity, text.startswith("Chưa sao lưu được: Không tạo được thư mục")) == ("warning", True)
    assert desk.database.damage is None


def test_copy_when_the_record_is_damaged_then_nothing_is_written_any_more(desk: Desk) -> None:
    good = backups.back_up(replace(desk, clock=lambda: desk.now().replace(day=20)))
    path = file_of(desk)
    desk.database.close()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + b"\x5a" * (len(content) // 2))
    ((severity, text),) = kept_for(desk)
    assert (severity, str(good) in text) == ("error", True)
    assert desk.database.damage
    assert kept_for(desk) == []


async def test_backups_when_opened_then_one_is_made_and_put_back(
    sit_down: Callable[..., object], desk: Desk
) -> None:
    async with sit_down() as person:  # type: ignore[attr-defined]
        await person.sees("QUÁ HẠN 4")
        await person.press("alt+s")
        await person.sees("Chưa có bản sao nào")
        await person.press("n")
        await person.sees("23/11/2026 09:00")
        verbs.finish(desk, OVERDUE, desk.now())
        await person.press("enter")
        await person.sees("Thay sổ đang dùng bằng bản sao")
        await person.press("escape")
        await person.press("f8")
        await person.sees("Thay sổ đang dùng bằng bản sao")
        await person.press("y")
        await person.sees("Đã khôi phục.")
        await person.sees("sổ bị thay khi khôi phục")
        await person.press("escape")
        await person.sees("QUÁ HẠN 4")


async def test_damaged_record_when_opened_then_the_title_says_so_and_a_copy_can_be_put_back(
    desk: Desk,
) -> None:
    backups.back_up(desk)
    path = file_of(desk)
    desk.database.close()
    content = bytearray(path.read_bytes())
    for at in range(0, len(content), 4096):
        if content[at : at + 1] == b"\x0d" and b"Ng\xc3\xb4 B\xe1\xba\xa3o" in content[at : at + 4096]:
            content[at : at + 8] = b"\xee" * 8
    path.write_bytes(content)
    broken = open_database(path)
    assert broken.damage
    app = MotcuaApp(desk_of(broken, "2026-11-23"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        person = Person(pilot)
        await person.sees("SỔ HỎNG, CHỈ ĐỌC")
        await person.sees("Chưa làm được")
        await person.press("escape")
        await person.sees_no_more("Chưa làm được")
        await person.press("alt+s")
        await person.sees("Khôi phục")
        await person.press("f8")
        await person.sees("Thay sổ đang dùng bằng bản sao")
        await person.press("y")
        await person.sees("Đã khôi phục.")
        await person.sees_no_more("SỔ HỎNG")
    broken.close()
