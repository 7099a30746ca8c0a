"""What starts must start quickly: which libraries a run may load. Each case is a process of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "sample_db" / "motcua_sample.db"
HEAVY = {"textual", "rich", "sqlmodel", "sqlalchemy", "alembic", "holidays", "python_calamine", "xlsxwriter"}
HEAVY |= {"psycopg", "motcua_tui.storage.server"}
CODE = "000.00.64.H48-261110-0003"


@pytest.fixture(scope="module", autouse=True)
def _desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The runs work on a copy of the sample desk."""
    copy = tmp_path_factory.mktemp("sample") / "sample.db"
    shutil.copyfile(SAMPLE, copy)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("MOTCUA_DATABASE", str(copy))
        patched.setenv("MOTCUA_TODAY", "2026-11-23")
        yield


def loaded(program: str) -> set[str]:
    """The top-level modules that a program has loaded at its end."""
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}\nprint('\\n' + ' '.join(sys.modules))"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(ran.stdout.splitlines()[-1].split())


def loaded_by(*words: str) -> set[str]:
    return loaded(f"from motcua_tui.__main__ import main\nassert main({list(words)!r}) == 0")


@pytest.mark.parametrize(
    "words",
    [
        ("--version",),
        ("--help",),
        ("import", "--help"),
        ("list", "--limit", "5"),
        ("list", "--search", "cấp", "--json"),
        ("show", CODE, "--explain"),
        ("report", "--period", "2026-q3", "--by", "field"),
        ("due", "--accepted", "2026-01-05", "--limit", "5"),
        ("days", "2026-01-01", "2026-12-31"),
        ("info",),
    ],
    ids=" ".join,
)
def test_command_when_it_only_reads_then_nothing_heavy_is_loaded(words: tuple[str, ...]) -> None:
    assert not loaded_by(*words) & HEAVY


def test_help_when_asked_then_no_database_is_touched() -> None:
    assert "motcua_tui.tui" not in loaded_by("--help")
    assert "motcua_tui.storage.unit_of_work" not in loaded_by("--help")


@pytest.mark.parametrize(
    ("words", "modules"),
    [
        (("--help",), ()),
        (("--version",), ()),
        (("days", "2026-01-01", "2026-12-31"), ("rules", "batch")),
    ],
    ids=str,
)
def test_command_when_called_then_no_other_command_is_loaded(
    words: tuple[str, ...], modules: tuple[str, ...]
) -> None:
    ours = {
        name.removeprefix("motcua_tui.cli.")
        for name in loaded_by(*words)
        if name.startswith("motcua_tui.cli.")
    }
    assert ours == {"app", "commands", "context", "globals", "output", *modules}


def test_domain_when_imported_then_only_the_standard_library_and_dateutil() -> None:
    modules = loaded(
        "import pkgutil, importlib, motcua_tui.domain as domain\n"
        "for found in pkgutil.iter_modules(domain.__path__):\n"
        "    importlib.import_module(f'motcua_tui.domain.{found.name}')"
    )
    ours = {name.partition(".")[0] for name in modules} - set(sys.stdlib_module_names) - {"__mp_main__"}
    beyond = loaded("pass")
    assert ours - {name.partition(".")[0] for name in beyond} == {"motcua_tui", "dateutil", "six"}
    assert "sqlite3" not in modules


def test_screens_when_started_then_the_writing_side_and_the_rules_wait() -> None:
    modules = loaded(
        "from motcua_tui.tui import start\n"
        "from motcua_tui import bootstrap\n"
        "from motcua_tui.services.today import morning\n"
        "from motcua_tui.tui.screens.lines import row_of\n"
        "from motcua_tui.tui.screens.today import TodayScreen\n"
        "from motcua_tui.tui.status import UNICODE\n"
        "found = morning(bootstrap.open_desk())\n"
        "TodayScreen()\n"
        "assert [row_of(listed, found.today, '', UNICODE) for listed in found.next_steps]"
    )
    assert "textual" in modules
    assert not modules & {"sqlmodel", "sqlalchemy", "alembic", "holidays", "python_calamine", "argon2"}
    assert not modules & {
        "motcua_tui.labels",
        "motcua_tui.domain.events",
        "motcua_tui.domain.ledger",
        "motcua_tui.domain.lifecycle",
        "motcua_tui.domain.catalogue",
        "motcua_tui.storage.reads.ledger",
    }
