"""The terminal vanishes without a word: the program ends by itself and keeps what was being typed."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from tests.killing import TODAY, make
from tests.pty_screen import KEYS, PATIENCE, PtyScreen

from motcua_tui.bootstrap import desk_of
from motcua_tui.services import drafts
from motcua_tui.storage.database import Database


def test_program_when_its_terminal_vanishes_then_ends_and_keeps_the_draft(tmp_path: Path) -> None:
    desk = make(tmp_path)
    argv = [sys.executable, "-m", "motcua_tui", "--db", str(desk.path), "--today", TODAY]
    with PtyScreen(argv, columns=120, lines=40, env={"HOME": str(desk.home)}) as screen:
        screen.wait_for("ĐANG GIẢI QUYẾT")
        screen.send(KEYS["f2"])
        screen.wait_for("dự kiến H48-261123-")
        screen.send("1.013233")
        screen.wait_for("▌ 1.013233")
        screen.send(KEYS["enter"])
        screen.wait_for("Hẹn trả  thứ")
        screen.send("Lê An")
        screen.wait_for("Lê An")
        screen.hang_up()
        assert screen.process.wait(PATIENCE) == 0
    with closing(Database.open(desk.path)) as database:
        kept = drafts.offered(desk_of(database, TODAY), "AcceptScreen")
    assert kept is not None
    assert kept.content["applicant"] == "Lê An"
