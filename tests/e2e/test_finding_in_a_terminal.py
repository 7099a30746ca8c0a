"""Keys that come in one burst, from a scanner or quick hands: none gets lost on its way to the field."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from tests.pty_screen import KEYS, PtyScreen
from tests.services.desks import desk_over, particulars

from motcua_tui.services import verbs
from motcua_tui.storage.database import Database

CODES = ("H48-261116-0001", "H48-261116-0007", "H48-261118-0007")


def test_list_when_a_scanner_types_a_code_in_one_burst_then_its_dossier_opens(
    database_path: Path, tmp_path: Path
) -> None:
    database = Database.open(database_path)
    desk = desk_over(database)
    for code, who in zip(CODES, ("Công ty Đại Phát", "Lê Quang Ân", "Ngô Bảo Giang"), strict=True):
        verbs.accept(desk, particulars(code, applicant=who), datetime(2026, 11, 19, 8))
    verbs.stop(desk, CODES[2], datetime(2026, 11, 20, 8))
    database.close()
    program = [sys.executable, "-m", "motcua_tui", "--db", str(database_path), "--today", "2026-11-23"]
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    with PtyScreen(program, columns=100, lines=30, env=home) as screen:
        screen.wait_for("Công ty Đại Phát")
        screen.send("/dai phat")
        screen.wait_for("1 / 2 hồ sơ")
        assert "Tìm: dai phat" in screen.text()
        screen.send(KEYS["enter"])
        screen.wait_for("/ Tìm")
        screen.send("/h48-261118-0007" + KEYS["enter"])
        shown = screen.wait_for("LỊCH SỬ")
        assert "Ngô Bảo Giang" in shown
        screen.send(KEYS["escape"])
        screen.wait_for("Không có hồ sơ nào khớp.")
        screen.send("/16-0001" + KEYS["enter"])
        screen.wait_for("Tìm: 16-0001")
        screen.wait_for("/ Tìm")
        screen.send("/0001" + KEYS["enter"])
        assert "Công ty Đại Phát" in screen.wait_for("LỊCH SỬ")
