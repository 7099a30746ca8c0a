"""What ``docs/security.md`` promises that no other test looks at."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Motcua
from tests.nasty_texts import NASTY

import motcua_tui
from motcua_tui import locations
from motcua_tui.bootstrap import open_desk
from motcua_tui.cli import crash
from motcua_tui.tui import sitting
from motcua_tui.tui.app import MotcuaApp
from motcua_tui.tui.sitting import Sitting

ROOT = Path(__file__).parents[2]
SOURCE = Path(motcua_tui.__file__).parent
ASKED_OF_THE_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
STATEMENT = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|DROP|CREATE|ALTER)\b")
NAMES_OF_OURS = {
    ("storage/connect.py", "load"),  # tables and columns, from ``storage.tables``
    ("storage/connect.py", "tally"),  # a statement of ours
    ("storage/reads/measures.py", "accepted_on"),  # a condition made in ``storage.reads``
    ("storage/reads/measures.py", "count"),
    ("storage/server/connection.py", "load"),
    ("storage/server/connection.py", "tally"),
}
"""Functions that are given pieces of SQL by their callers in ``storage``; reviewed one by one."""

_listening: list[str] | None = None


def _listen(event: str, _arguments: tuple[Any, ...]) -> None:
    if _listening is not None and event in ASKED_OF_THE_NETWORK:
        _listening.append(event)


sys.addaudithook(_listen)


@contextmanager
def heard() -> Iterator[list[str]]:
    """What is asked of the network meanwhile."""
    global _listening
    _listening = []
    try:
        yield _listening
    finally:
        _listening = None


def test_threats_name_tests_that_exist() -> None:
    named = TEST.findall((ROOT / "docs" / "security.md").read_text(encoding="utf-8"))
    assert len(named) > 30
    missing = [f"{file}::{name}" for file, name in named if f"def {name}(" not in _text(ROOT / file)]
    assert missing == []


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


async def test_session_of_commands_and_screens_asks_nothing_of_the_network(
    sample: Motcua, database: Path, tmp_path: Path
) -> None:
    with heard() as asked:
        for words in (
            ("list", "--overdue"),
            ("report", "--period", "2026-q3"),
            ("doctor",),
            ("export", "dossiers", "-o", tmp_path / "a.xlsx"),
            ("backup",),
        ):
            assert sample(*words).code == 0, words
        desk = open_desk(str(database), "2026-11-23")
        app = MotcuaApp(desk, keeps_copies=True)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("2", "3", "4", "5", "1")
            await app.workers.wait_for_complete()
        desk.database.close()
    assert asked == []


def test_everything_that_is_written_is_for_its_owner_only(
    desk: Motcua, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "ra"
    out.mkdir(mode=0o700)
    monkeypatch.setattr(locations, "data_folder", lambda: out / "data")
    before = {*tmp_path.rglob("*")}
    mask = os.umask(0)
    try:
        for words in (
            ("init", "--db", out / "mới" / "sổ.db"),
            ("accept", "A-1", "--procedure", "1.000001", "--applicant", "Nguyễn Thị Hòa"),
            ("backup",),
            ("demo", "--keep", out / "d.db"),
            ("move", "--to", out / "m.db"),
            ("export", "all", "-o", out / "a.jsonl"),
            *(("export", "dossiers", "-o", out / name) for name in ("a.xlsx", "a.csv", "b.jsonl")),
            *(("form", "07a", "--period", "2026-q3", "-o", out / name) for name in ("f.xlsx", "f.docx")),
            ("letter", "A-1", "receipt", "-o", out / "l.docx"),
            ("document", "one-stop", "--period", "2026-q3", "-o", out / "p.docx"),
            ("ics", "-o", out / "x.ics"),
            ("templates", "--copy"),
        ):
            assert desk(*words).code == 0, words
        crash.write_log(ValueError())
        sitting.write(out / "state" / "screens.json", database, "Mai", Sitting())
    finally:
        os.umask(mask)
    made = {*tmp_path.rglob("*")} - before
    assert len(made) > 20
    assert {str(path): oct(path.stat().st_mode) for path in made if path.stat().st_mode & 0o077} == {}


def test_code_that_climbs_out_of_a_folder_stays_in_it(desk: Motcua, tmp_path: Path) -> None:
    register = tmp_path / "sổ.csv"
    register.write_text(
        "Mã hồ sơ,Người nộp,Thủ tục,Ngày tiếp nhận\n"
        "../../x,Lê Văn Đạt,Gia hạn giấy phép xây dựng,02/11/2026\n"
        "/etc/y,Lê Văn Đạt,Gia hạn giấy phép xây dựng,02/11/2026\n",
        encoding="utf-8",
    )
    folder = tmp_path / "giấy"
    folder.mkdir()
    assert desk("import", "dossiers", register).code in (0, 1)
    codes = [row["code"] for row in desk("list", "--json").json]
    before = {*tmp_path.rglob("*.docx")}
    for code in codes:
        assert desk("letter", code, "receipt", "-o", folder).code == 0
    made = {*tmp_path.rglob("*.docx")} - before
    assert len(made) == len(codes)
    assert all(path.parent == folder for path in made)


@pytest.mark.parametrize("text", [text for text in NASTY if text.strip().isprintable() is False])
def test_text_with_orders_for_a_terminal_is_never_printed_as_such(desk: Motcua, text: str) -> None:
    ran = desk("accept", "A-1", "--procedure", "1.000001", "--applicant", f"Lê {text} Đạt", "--note", text)
    assert ran.code in (0, 2)
    for words in (("list",), ("list", "--json"), ("show", "A-1"), ("list", text)):
        shown = desk(*words)
        for printed in (shown.out, shown.err):
            assert not set(printed) & {"\x1b", "\x07", "\x9b", "\x08", "\x7f", "\x00", "\u202e", "\u2066"}


def _outside(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The parameters of a public function that may be text from outside."""
    if function.name.startswith("_"):
        return set()
    given = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    return {one.arg for one in given if one.annotation is not None and "str" in ast.unparse(one.annotation)}


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _statements(tree: ast.AST) -> Iterator[ast.JoinedStr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            fixed = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            if STATEMENT.search(fixed):
                yield node


def _put_in(statement: ast.JoinedStr) -> set[str]:
    pieces = (part.value for part in statement.values if isinstance(part, ast.FormattedValue))
    return {node.id for piece in pieces for node in ast.walk(piece) if isinstance(node, ast.Name)}


def test_sql_is_written_in_storage_alone_and_nothing_from_outside_is_put_into_it() -> None:
    found: list[str] = []
    for file in sorted(SOURCE.rglob("*.py")):
        name = file.relative_to(SOURCE).as_posix()
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if not name.startswith("storage/"):
            found += [f"{name}:{node.lineno} is outside of storage" for node in _statements(tree)]
            continue
        for function in _functions(tree):
            if (name, function.name) not in NAMES_OF_OURS:
                found += [
                    f"{name}:{node.lineno} puts {given} into a statement"
                    for node in _statements(function)
                    for given in _put_in(node) & _outside(function)
                ]
    assert found == []
