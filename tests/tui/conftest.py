"""A small desk on a Monday morning, and a person in front of its screens."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.strip import Strip

from motcua_tui.bootstrap import desk_of
from motcua_tui.config import DEFAULTS
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.dossier import Particulars
from motcua_tui.services import verbs
from motcua_tui.services.base_calendar import shipped_days
from motcua_tui.services.desk import Desk
from motcua_tui.storage.database import Database
from motcua_tui.tui import watcher
from motcua_tui.tui.app import MotcuaApp

MONDAY = "2026-11-23"
AGENCY_ID = "000.00.64.H48"
BUILDING, ARCHITECT = 1, 2
"""The procedures of the template: 5 working days, 4 working days."""


def code(day: str, number: int) -> str:
    return f"{AGENCY_ID}-{day}-{number:04}"


OVERDUE, DUE_TODAY, NEAR = code("261110", 1), code("261116", 1), code("261119", 1)
SUBMITTED, WAITING, FINISHED = code("261120", 1), code("261118", 1), code("261112", 1)


@pytest.fixture(scope="session")
def small_database(template_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six dossiers, one of each kind that the first screen counts; to be copied, never written to.

    Due dates by hand, with Tuesday 24/11 off: five working days from 10/11 end on 17/11, from 16/11 on
    23/11, from 18/11 on 26/11; four from 19/11 on 26/11.
    """
    path = tmp_path_factory.mktemp("small") / "small.db"
    shutil.copyfile(template_database, path)
    database = Database.open(path)
    settings = replace(
        DEFAULTS,
        agency="Sở Xây dựng",
        agency_id=AGENCY_ID,
        own_codes=True,
        desk="Một cửa",
        officer="Mai",
    )
    now = datetime.fromisoformat(f"{MONDAY}T09:00")
    with database.unit_of_work(zone=settings.zone, actor="Mai", now=now) as uow:
        uow.settings.put(settings.rows())
        uow.calendar.put(shipped_days())
        uow.calendar.confirm(date(2026, 12, 31))
        uow.commit()
    desk = desk_of(database, MONDAY)
    for name, who, procedure, at in (
        (OVERDUE, "Võ Thanh Nam", BUILDING, "2026-11-10T09:12"),
        (DUE_TODAY, "Công ty CP Đại Phát", BUILDING, "2026-11-16T08:00"),
        (NEAR, "Lê Quang Ân", ARCHITECT, "2026-11-19T10:00"),
        (WAITING, "Trần Kim Châu", BUILDING, "2026-11-18T10:00"),
        (FINISHED, "Đỗ Quang Tùng", BUILDING, "2026-11-12T10:00"),
    ):
        particulars = Particulars(code=name, procedure_version=procedure, applicant=who)
        verbs.accept(desk, particulars, datetime.fromisoformat(at))
    online = Particulars(
        code=SUBMITTED,
        procedure_version=BUILDING,
        applicant="Ngô Bảo Giang",
        channel=Channel.ONLINE_FULL,
    )
    verbs.submit(desk, online, datetime.fromisoformat("2026-11-20T15:00"))
    verbs.ask_supplement(desk, WAITING, datetime.fromisoformat("2026-11-20T09:00"), "Bản vẽ", "Thiếu bản vẽ")
    verbs.finish(desk, FINISHED, datetime.fromisoformat("2026-11-18T14:00"))
    database.close()
    return path


@pytest.fixture(autouse=True)
def look_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks what others wrote but a test that says so."""
    monkeypatch.setattr(watcher, "EVERY_SECONDS", 3_600.0)


@pytest.fixture
def desk(small_database: Path, tmp_path: Path) -> Iterator[Desk]:
    """The small desk, the test's own copy, on Monday 23/11/2026 at 9:00."""
    path = tmp_path / "small.db"
    shutil.copyfile(small_database, path)
    database = Database.open(path)
    yield desk_of(database, MONDAY)
    database.close()


class Person:
    """Someone who presses keys and reads the screen."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot

    @property
    def app(self) -> MotcuaApp:
        assert isinstance(self.pilot.app, MotcuaApp)
        return self.pilot.app

    def screen(self) -> str:
        """What stands on the screen, line by line; every space is a plain one."""
        return "\n".join(strip.text.rstrip() for strip in self.strips()).replace("\N{NO-BREAK SPACE}", " ")

    def strips(self) -> list[Strip]:
        """The lines of the screen as they are drawn."""
        return self.app.screen._compositor.render_strips()

    async def sees(self, wanted: str | Callable[[str], bool]) -> str:
        """Wait until the text stands on the screen, or the condition holds; the screen then."""
        for _turn in range(1_000):
            shown = self.screen()
            if wanted in shown if isinstance(wanted, str) else wanted(shown):
                return shown
            await self.pilot.pause(0.01)
        raise AssertionError(f"{wanted!r} never came; the screen was:\n{self.screen()}")

    async def sees_no_more(self, unwanted: str) -> str:
        return await self.sees(lambda shown: unwanted not in shown)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def types(self, text: str) -> None:
        """Into the focused field, as a paste would."""
        for letter in text:
            await self.pilot.press("space" if letter == " " else letter)


@pytest.fixture
def sit_down(desk: Desk) -> Callable[..., AbstractAsyncContextManager[Person]]:
    """Opens the small desk: ``async with sit_down() as person``."""

    @asynccontextmanager
    async def opened(size: tuple[int, int] = (80, 24), *, plain: bool = False) -> AsyncIterator[Person]:
        app = MotcuaApp(desk, plain=plain)
        async with app.run_test(size=size, notifications=True) as pilot:
            yield Person(pilot)

    return opened
