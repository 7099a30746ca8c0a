"""An officer at the screens whose program is killed again and again, and what must be left each time.

    python -m tests.killing 200 [SEED]

Every life goes on where the last was killed: what the screen had acknowledged is in the record, the record
is whole, and what was being typed is offered as a draft once it was kept. The moments are random, not timed:
a step of the work, and how much of the program's answer is read before the kill.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum, auto
from pathlib import Path
from random import Random
from typing import Final

from tests.pty_screen import KEYS, PtyScreen

from motcua_tui.bootstrap import desk_of
from motcua_tui.config import DEFAULTS
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.events import SupplementAsked
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.services import browse, drafts
from motcua_tui.services import desk as services
from motcua_tui.services.base_calendar import shipped_days
from motcua_tui.services.maintenance import check
from motcua_tui.storage.database import Database

TODAY: Final = "2026-11-23"
_CODE: Final = re.compile(r"Đã tiếp nhận (H48-261123-\d{4,})")
_MOST_READ: Final = 6


class Point(Enum):
    """Where the program is killed."""

    TYPING = auto()
    KEPT = auto()
    SAVING = auto()
    SAVED = auto()
    ASKING = auto()
    ASKED = auto()


@dataclass
class Desk:
    """The record under attack, and what its screens acknowledged so far."""

    path: Path
    home: Path
    accepted: dict[str, str] = field(default_factory=dict)
    """Applicants by code."""
    asked: dict[str, str] = field(default_factory=dict)
    """What was asked for by code."""
    drafted: str = ""
    """The beginning of an applicant's name that a draft holds."""
    saving: str = ""
    """The applicant of a form that was told to save and did not say that it had."""
    rounds: int = 0


def make(folder: Path) -> Desk:
    """A new desk that issues codes, with one procedure."""
    path = folder / "desk.db"
    database = Database.create(path)
    settings = replace(DEFAULTS, agency_id="H48", own_codes=True, officer="Mai")
    with database.unit_of_work(zone=settings.zone, actor="Mai", now=datetime(2026, 11, 23, 7)) as uow:
        uow.settings.put(settings.rows())
        uow.calendar.put(shipped_days())
        uow.calendar.confirm(date(2026, 12, 31))
        limit = TimeLimit.parse("5 LV")
        uow.catalogue.add(ProcedureVersion(code="1.013233", name="Gia hạn", field="Xây dựng", limit=limit))
        uow.commit()
    database.close()
    return Desk(path, folder)


def live(desk: Desk, random: Random) -> Point:
    """Start the program, work, and kill it somewhere; the point at which that was."""
    point = random.choice(list(Point))
    argv = [sys.executable, "-m", "motcua_tui", "--db", str(desk.path), "--today", TODAY]
    with PtyScreen(argv, columns=120, lines=40, env={"HOME": str(desk.home)}) as screen:
        for reached in _work(desk, screen):
            if reached is point:
                for _some in range(random.randrange(_MOST_READ)):
                    screen.read()
                _note(desk, screen.text())
                break
        screen.process.kill()
    return point


def _work(desk: Desk, screen: PtyScreen) -> Iterator[Point]:
    """A round of the desk's work; each point at which it may end."""
    screen.wait_for("ĐANG GIẢI QUYẾT")
    desk.rounds += 1
    screen.send(KEYS["f2"])
    screen.wait_for("dự kiến H48-261123-")
    if desk.drafted:
        screen.wait_for("Có bản nháp lúc 09:00 · F6 Dùng nháp")
        screen.send(KEYS["f6"])
        screen.wait_for("Hẹn trả  thứ")
    else:
        screen.send("1.013233")
        screen.wait_for("▌ 1.013233")
        screen.send(KEYS["enter"])
        screen.wait_for("Hẹn trả  thứ")
        applicant = f"Lê An {desk.rounds}"
        screen.send(applicant)
        screen.wait_for(applicant)
        yield Point.TYPING
        screen.wait_for(lambda shown: "đã giữ nháp" in shown and _kept(desk) == applicant)
        desk.drafted = applicant
        yield Point.KEPT
    desk.saving, desk.drafted = desk.drafted, ""
    screen.send(KEYS["ctrl+s"])
    yield Point.SAVING
    _note(desk, screen.wait_for(lambda shown: _CODE.search(shown) is not None))
    yield Point.SAVED
    code = max(desk.accepted)
    screen.wait_for("/ Tìm")
    screen.send("/" + code)
    screen.wait_for(f"Tìm: {code}")
    screen.send(KEYS["enter"])
    screen.wait_for(lambda shown: "LỊCH SỬ" in shown and "\n Esc Quay lại  F2" in shown)
    screen.send(KEYS["f6"])
    screen.wait_for("Sau khi lưu")
    what = f"Bản vẽ {desk.rounds}"
    screen.send(what)
    screen.wait_for(f"Cần bổ sung     {what}")
    screen.send(KEYS["ctrl+s"])
    screen.wait_for("Ghi lý do phải bổ sung.")
    screen.send("1")
    screen.wait_for("Lý do           Thành phần hồ sơ chưa đủ")
    screen.send(KEYS["ctrl+s"])
    yield Point.ASKING
    screen.wait_for(f"yêu cầu bổ sung: {what}")
    desk.asked[code] = what
    yield Point.ASKED


def _note(desk: Desk, shown: str) -> None:
    """Remember the acceptance that the screen tells of."""
    told = _CODE.search(shown)
    if told and desk.saving:
        desk.accepted[told[1]], desk.saving = desk.saving, ""


def examine(desk: Desk) -> None:
    """What was acknowledged is there and the record is whole. Raises AssertionError."""
    assert not check(desk.path)
    database = Database.open(desk.path)
    try:
        _compare(desk, database)
    finally:
        database.close()


def _compare(desk: Desk, database: Database) -> None:
    opened = desk_of(database, TODAY)
    for code, applicant in desk.accepted.items():
        assert browse.find(opened, code).dossier.particulars.applicant == applicant
    for code, what in desk.asked.items():
        happened = browse.find(opened, code).dossier.events
        assert [e.what.what for e in happened if isinstance(e.what, SupplementAsked)] == [what]
    kept = _drafted(opened)
    if desk.saving:
        stored = _newest(opened.database, desk.saving)
        assert stored or kept == desk.saving, "neither saved nor kept as a draft"
        if stored:
            desk.accepted[stored] = desk.saving
            kept = _put_away(opened)
        desk.saving = ""
    assert kept.startswith(desk.drafted)
    desk.drafted = kept


def _kept(desk: Desk) -> str:
    """The applicant in the draft, as another program sees it."""
    database = Database.open(desk.path)
    try:
        return _drafted(desk_of(database, TODAY))
    finally:
        database.close()


def _drafted(opened: services.Desk) -> str:
    draft = drafts.offered(opened, "AcceptScreen")
    return draft.content["applicant"] if draft else ""


def _put_away(opened: services.Desk) -> str:
    """Killed after the commit and before the draft went: the officer finds the dossier and drops it."""
    draft = drafts.offered(opened, "AcceptScreen")
    if draft:
        drafts.drop(opened, draft.id)
    return ""


def _newest(database: Database, applicant: str) -> str:
    found = database.reader().execute("SELECT code FROM dossier WHERE applicant = ?", (applicant,)).fetchall()
    assert len(found) <= 1, "saved twice"
    return str(found[0][0]) if found else ""


def torment(lives: int, seed: int, told: Callable[[int, Point], None] = lambda _life, _point: None) -> None:
    """So many lives on one desk, each examined. Raises AssertionError."""
    random = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        desk = make(Path(folder))
        for life in range(lives):
            point = live(desk, random)
            examine(desk)
            told(life, point)


if __name__ == "__main__":
    torment(
        int(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 else 1,
        lambda life, point: print(life + 1, point.name.lower(), flush=True),
    )
