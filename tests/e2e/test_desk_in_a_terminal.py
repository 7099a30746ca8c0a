"""The whole program in a real terminal: a morning of typing as a Vietnamese input method sends it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.pty_screen import KEYS, PtyScreen

BACK = KEYS["backspace"]
NAME = f"Nguye{BACK}ễn Thi{BACK}ị Hoa{BACK * 2}òa"
"""``Nguyễn Thị Hòa``, each syllable corrected in one burst."""
SCANNED = "000.00.64.H48-261123-0001"
"""A scanner types this in one burst, with an enter behind it."""


@pytest.fixture
def open_desk(database_path: Path, tmp_path: Path):
    """Starts the program over a desk of the test's own, with its home out of the way."""

    def opened(*arguments: str, columns: int = 100, database: Path = database_path, **env: str) -> PtyScreen:
        program = [sys.executable, "-m", "motcua_tui", "--db", str(database), "--today", "2026-11-23"]
        home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
        return PtyScreen([*program, *arguments], columns=columns, lines=30, env={**home, **env})

    return opened


def test_desk_when_a_dossier_is_typed_in_bursts_then_it_is_accepted_found_and_kept(open_desk) -> None:
    with open_desk() as screen:
        screen.wait_for("Không còn hồ sơ nào đang giải quyết.")
        screen.send(KEYS["f2"])
        screen.wait_for("Chọn thủ tục để thấy ngày hẹn trả.")
        screen.send(f"gia han gia{BACK}ấy")
        screen.wait_for("▌ 1.013233 Gia hạn giấy phép xây dựng")
        screen.send(KEYS["enter"])
        screen.wait_for("Hẹn trả  thứ")
        screen.send(NAME)
        screen.wait_for("Nguyễn Thị Hòa")
        row = next(row for row, line in enumerate(screen.text().splitlines()) if "Mã hồ sơ  " in line)
        screen.send(f"\x1b[<0;60;{row + 1}M\x1b[<0;60;{row + 1}m")
        screen.wait_for(lambda _shown: screen.cursor_row() == row)
        screen.send(SCANNED + KEYS["enter"])
        screen.wait_for(SCANNED)
        screen.send(KEYS["ctrl+s"])
        screen.wait_for("ĐANG GIẢI QUYẾT  1")
        screen.send("2")
        screen.wait_for("1 hồ sơ")
        screen.send(f"/ho{BACK * 2}hòa")
        screen.wait_for("Tìm: hòa")
        assert "Nguyễn Thị Hòa" in screen.wait_for("1 hồ sơ")
        screen.send(KEYS["ctrl+p"])
        screen.wait_for("Lệnh")
        screen.send(f"thoa{BACK}át")
        screen.wait_for("▌ Thoát")
        screen.send(KEYS["enter"])
        assert screen.wait_for_exit() == 0
    with open_desk() as screen:
        screen.wait_for("Nguyễn Thị Hòa")


def test_desk_when_there_is_none_yet_then_one_form_makes_it_and_the_day_begins(open_desk, tmp_path) -> None:
    database = tmp_path / "first" / "motcua.db"
    with open_desk(database=database) as screen:
        screen.wait_for("Bàn làm việc mới")
        screen.send(KEYS["ctrl+s"])
        screen.wait_for("CẦN LÀM NGAY")
        screen.send(KEYS["ctrl+q"])
        assert screen.wait_for_exit() == 0
    assert database.stat().st_mode & 0o077 == 0


def test_desk_when_plain_then_sends_no_colour_and_no_sign_outside_ascii(open_desk) -> None:
    with open_desk("--plain", columns=80) as screen:
        shown = screen.wait_for("CẦN LÀM NGAY")
        shown = screen.wait_for("Đã sao lưu")
        assert "!   0  quá hạn" in shown
        assert not set("■◆▲●‖✓✗▌▇█") & set(shown)


def test_desk_when_the_file_is_no_database_then_says_so_without_a_screen(open_desk, tmp_path) -> None:
    wrong = tmp_path / "wrong.db"
    wrong.write_text("not a database", encoding="utf-8")
    with open_desk(database=wrong) as screen:
        screen.wait_for("không phải cơ sở dữ liệu")
        assert screen.wait_for_exit() == 3
