"""The project as a whole keeps its promises: pins without hosts, small modules, a complete catalogue."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import motcua_tui

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "motcua_tui"
PINS = sorted(ROOT.glob("requirements*.txt"))


@pytest.mark.parametrize("pins", PINS, ids=lambda path: path.name)
def test_pins_name_versions_and_hashes_and_no_host(pins: Path) -> None:
    text = pins.read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--index-url|--find-links", text)
    named = re.findall(r"^([a-z0-9][\w.-]*)==", text, flags=re.MULTILINE)
    assert len(named) > 10
    assert text.count("--hash=sha256:") >= len(named)


def test_pins_cover_every_dependency_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.match(r"[\w-]+", d)[0] for d in project["project"]["dependencies"]}  # type: ignore[index]  # every requirement begins with a name
    pinned = set(re.findall(r"^([\w-]+)==", (ROOT / "requirements.txt").read_text(), flags=re.MULTILINE))
    assert wanted <= pinned


def test_version_of_the_package_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == motcua_tui.__version__


def test_modules_stay_small() -> None:
    sizes = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCE.rglob("*.py")
    }
    assert len(sizes) > 50
    assert {name: n for name, n in sizes.items() if n > 420} == {}
    assert sizes["src/motcua_tui/tui/app.py"] < 300


def test_english_catalogue_is_complete_and_compiled() -> None:
    check = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "catalogue.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.stdout == ""
    assert check.returncode == 0
