"""Every key of the registry reaches what it stands for, in every place that binds it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from tests.tui.conftest import OVERDUE, Person
from textual.screen import Screen

from motcua_tui.domain.locking import LockedPeriod
from motcua_tui.domain.periods import Preset
from motcua_tui.errors import ConflictError
from motcua_tui.services import locking
from motcua_tui.services.calendar_changes import DueMove
from motcua_tui.services.importing.looking import Look, SeenColumn, SeenSheet, SeenWord, Words
from motcua_tui.services.importing.result import ImportResult
from motcua_tui.services.letters import Batch
from motcua_tui.services.reporting import Question
from motcua_tui.tui.actions import ACTIONS, Action, actions_for
from motcua_tui.tui.app import MotcuaApp
from motcua_tui.tui.screens.calendar_moves import DueMovesScreen
from motcua_tui.tui.screens.importing.base import Moving
from motcua_tui.tui.screens.importing.headings import HeadingStep
from motcua_tui.tui.screens.importing.pick import PickOne
from motcua_tui.tui.screens.importing.preview import PreviewStep, ResultStep
from motcua_tui.tui.screens.importing.words import WordStep
from motcua_tui.tui.screens.locks import DifferenceScreen
from motcua_tui.tui.screens.printing import Printed
from motcua_tui.tui.screens.progress import Progress
from motcua_tui.tui.signing import SIGN_IN
from motcua_tui.tui.widgets.choices import Match
from motcua_tui.tui.widgets.dialog import Confirm, Notice, Overtaken
from motcua_tui.tui.widgets.inputs import TextInput

Open = Callable[..., AbstractAsyncContextManager[Person]]

PLACES: Final = sorted({place for action in ACTIONS for place in action.where})
BY_THE_FIELD: Final = {"numbered"}
"""Places whose keys a text field takes by itself, digits among them."""
MOVE: Final = DueMove(OVERDUE, "Võ Thanh Nam", date(2026, 11, 17), None, date(2026, 11, 18), None)
NOTHING_CAME: Final = ImportResult(read=0, added=0, updated=0, unchanged=0)
DOCS: Final = Path(__file__).parents[2] / "docs" / "cli.md"
ON_SCREEN_ONLY: Final = frozenset(
    (
        *("back", "cancel", "close", "leave", "leave-figures", "leave-search", "quit", "yes", "no"),
        *("cursor-up", "cursor-down", "cursor-left", "cursor-right", "page-up", "page-down", "first", "last"),
        *("field-up", "field-down", "month-previous", "month-next", "go-today", "tab-today", "to-claims"),
        *("mark", "mark-up", "mark-down", "mark-all", "mark-found", "clear-marks", "choose", "tick", "more"),
        *("save", "save-next", "apply", "take-name", "use-draft", "drop-draft", "stop-work", "keep-due"),
        *("next-step", "step-back", "end-import"),
        *(
            "sort-previous",
            "sort-flip",
            "clear-filters",
            "reload",
            "open-file",
            "messages",
            "command-palette",
        ),
        *("toggle-column", "column-up", "column-down", "usual-columns", "charts", "open-warnings"),
    )
)
METHODS: Final = {action.method for action in ACTIONS}
LIST: Final = ("2",)
FORM: Final = ("f2",)
REPORT: Final = ("3",)


def shows(make: Callable[[Person], Screen[Any]]) -> Callable[[Person], object]:
    """A screen that comes up in the middle of some work, put there at once."""
    return lambda person: person.app.push_screen(make(person))


async def never_ends(self: Progress[int]) -> None:
    """The work of a dialog that shows its progress for as long as the test looks."""


def locked(person: Person) -> LockedPeriod:
    desk = person.app.desk
    return locking.lock(desk, Question.of(desk, Preset.parse("2026-09"))).lock


def looked_at() -> Moving:
    """A register with one column and one word, as the steps of an import hand it on."""
    sheet = SeenSheet("Sổ", 1, 1, (SeenColumn("Mã", ("A-1",), "code", 1, 0, ("A-1",)),), ())
    words = Words((SeenWord("channel", "tại chỗ", 1, "direct"),), ())
    return Moving(Path("sổ.csv"), Look((sheet,), None), words=words)


def blurred(person: Person) -> None:
    person.app.screen.set_focus(None)


ROUTES: Final[dict[str, tuple[str | Callable[[Person], object], ...]]] = {
    "accept": FORM,
    "app": (),
    "backups": ("alt+s",),
    "calculator": ("4", "h"),
    "calendar": ("4",),
    "catalogue": ("5",),
    "charts": (*REPORT, "b", blurred),
    "checker": (*REPORT, "x"),
    "checks": (*FORM, "@Checks"),
    "choice": (*FORM, "@Choice"),
    "columns": (*LIST, "c"),
    "confirm": (shows(lambda _person: Confirm("Chắc chưa?")),),
    "counts": ("@Counts",),
    "dates": (*REPORT, "d", blurred),
    "detail": (*LIST, "enter"),
    "difference": (shows(lambda person: DifferenceScreen(locked(person))),),
    "document": (*REPORT, "f9", "enter"),
    "dossiers": LIST,
    "export": (*REPORT, "f8"),
    "figures": (*REPORT, "@FigureTable"),
    "filters": (*LIST, "v"),
    "form": FORM,
    "help": ("f1",),
    "import": ("alt+n",),
    "import-headings": (shows(lambda _person: HeadingStep(looked_at())),),
    "import-map": (shows(lambda _person: HeadingStep(looked_at())),),
    "import-preview": (shows(lambda _person: PreviewStep(looked_at())),),
    "import-result": (shows(lambda _person: ResultStep(looked_at(), NOTHING_CAME)),),
    "import-words": (shows(lambda _person: WordStep(looked_at())),),
    "indicators": ("alt+c",),
    "list-preview": (*LIST, "i", "enter"),
    "locks": (*REPORT, "K"),
    "measures": (*REPORT, "m", blurred),
    "menu": (*REPORT, "p"),
    "messages": ("f12",),
    "month": ("4",),
    "moves": (shows(lambda _person: DueMovesScreen([MOVE], "lịch đổi")),),
    "name": (*LIST, "d", "ctrl+s"),
    "notice": (shows(lambda _person: Notice("Đã xong.")),),
    "numbered": (*LIST, "f6", "@#reason-input"),
    "officers": ("f10", "o"),
    "overtaken": (shows(lambda _person: Overtaken(ConflictError("Vừa có người ghi.", "Xem lại."))),),
    "palette": ("ctrl+p",),
    "petitions": ("ctrl+b",),
    "pick": (shows(lambda person: PickOne("Cột", [Match("code", "Mã hồ sơ")], person.app.glyphs)),),
    "picker": (*FORM, "g", "i", "a"),
    "preview": (*LIST, "f8", "enter"),
    "printed": (shows(lambda _person: Printed(Path(), Batch((), (), ()))),),
    "progress": (shows(lambda _person: Progress("Đang in", 2, lambda _told, _stopped: 0)),),
    "report": REPORT,
    "search": (*LIST, "slash"),
    "sentence": (*REPORT, "c"),
    "settings": ("f10",),
    "sign-in": (lambda person: person.app.switch_mode(SIGN_IN), blurred),
    "table": LIST,
    "today": (),
    "views": (*LIST, "d"),
}


async def go(person: Person, route: tuple[str | Callable[[Person], object], ...]) -> None:
    await person.app.workers.wait_for_complete()
    await person.pilot.pause()
    for step in route:
        if callable(step):
            step(person)
        elif step.startswith("@"):
            person.app.screen.query(step[1:]).first().focus()
        else:
            await person.press(step)
        await person.pilot.pause()
        await person.app.workers.wait_for_complete()
        await person.pilot.pause()


@pytest.mark.parametrize("place", sorted(set(PLACES) - BY_THE_FIELD))
async def test_key_when_pressed_in_its_place_then_it_is_that_action(
    sit_down: Open, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Progress, "on_mount", never_ends)
    async with sit_down((140, 40)) as person:
        await go(person, ROUTES[place])
        asked: list[tuple[str, Any]] = []

        async def record(_app: MotcuaApp, action: str, default_namespace: Any = None, *_rest: Any) -> bool:
            if action not in METHODS:  # Textual's own scrolling, which gives way where nothing scrolls
                return False
            asked.append((action, default_namespace))
            return True

        monkeypatch.setattr(MotcuaApp, "run_action", record)
        for action in actions_for(place):
            for key in action.keys:
                asked.clear()
                await person.press(key)
                assert [name for name, _node in asked] == [action.method], f"{key} in {place}"
                assert hasattr(asked[0][1], f"action_{action.method}")


async def test_number_when_pressed_with_alt_then_the_field_takes_that_sentence(sit_down: Open) -> None:
    async with sit_down((140, 40)) as person:
        await go(person, ROUTES["numbered"])
        field = person.app.focused
        assert isinstance(field, TextInput)
        await person.press("alt+1")
        assert field.value


def test_page_of_keys_when_the_registry_changed_then_was_written_anew() -> None:
    tool = DOCS.parents[1] / "tools" / "keys.py"
    assert subprocess.run([sys.executable, str(tool), "--check"], check=False).returncode == 0


def test_places_when_read_then_each_has_its_route() -> None:
    assert set(ROUTES) == set(PLACES)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_action_when_it_names_a_command_then_there_is_such_a_command(action: Action) -> None:
    """What has no command moves about the screens, or changes what they show."""
    if not action.cli:
        assert action.id in ON_SCREEN_ONLY
        return
    program, *words = action.cli.split()
    assert program == "motcua"
    documented = DOCS.read_text(encoding="utf-8")
    names = [word for word in words if not word.startswith("-") and "=" not in word]
    heading = f"## motcua {' '.join(names)}"
    assert heading in documented, action.cli
    section = documented.partition(f"{heading}\n")[2].partition("\n## ")[0]
    for option in (word for word in words if names and word.startswith("--")):
        assert option in section, action.cli
