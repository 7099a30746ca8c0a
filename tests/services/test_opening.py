from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from motcua_tui.errors import OutputError
from motcua_tui.services import opening


@pytest.mark.parametrize(
    ("platform", "environment", "command"),
    [
        ("win32", {}, "explorer"),
        ("darwin", {}, "open"),
        ("linux", {"DISPLAY": ":0"}, "/usr/bin/xdg-open"),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, "/usr/bin/xdg-open"),
        ("linux", {}, None),
    ],
)
def test_opener_is_the_system_s_and_none_without_a_desktop(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], command: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(opening.shutil, "which", lambda name: f"/usr/bin/{name}")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert opening.opener() == command


def test_open_path_starts_the_opener_and_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(opening, "opener", lambda: "mở")
    monkeypatch.setattr(subprocess, "Popen", lambda words, **_more: started.append(words))
    opening.open_path(Path("giấy hẹn.docx"))
    assert started == [["mở", "giấy hẹn.docx"]]


def test_open_path_without_an_opener_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "opener", lambda: None)
    with pytest.raises(OutputError) as error:
        opening.open_path(Path("a.docx"))
    assert "a.docx" in error.value.hint


def test_open_path_when_the_opener_is_missing_then_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "opener", lambda: "/không/có")
    with pytest.raises(OutputError, match="Không mở được"):
        opening.open_path(Path("a.docx"))
