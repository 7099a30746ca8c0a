"""Verbs on several dossiers from the shell."""

from __future__ import annotations

import io
import sys

import pytest
from tests.cli.conftest import Motcua


@pytest.fixture
def three(desk: Motcua) -> Motcua:
    """B-1 and B-2 have their results, B-3 is open."""
    for code in ("B-1", "B-2", "B-3"):
        words = ("--procedure", "1.000001", "--applicant", "Nguyễn Văn Đạt", "--at", "2026-11-20")
        assert desk("accept", code, *words).code == 0
    for code in ("B-1", "B-2"):
        assert desk("finish", code).code == 0
    return desk


def states(desk: Motcua) -> dict[str, str]:
    return {line["code"]: line["state"] for line in desk("list", "--sort", "code", "--json").json}


def test_return_when_several_then_each_is_done_and_the_refused_are_told(three: Motcua) -> None:
    ran = three("return", "B-1", "B-3", "B-2", "--by", "post")
    assert (ran.code, ran.out) == (1, "B-1\nB-2\n")
    assert "B-3: Hồ sơ chưa có kết quả, hoặc kết quả đã trả." in ran.err
    assert "Đã làm 2 hồ sơ, không làm được 1 hồ sơ." in ran.err
    assert states(three) == {"B-1": "returned", "B-2": "returned", "B-3": "accepted"}
    back = three("undo", "B-1", "B-2", "--json")
    assert back.code == 0
    assert [done["state"] for done in back.json["done"]] == ["result_ready", "result_ready"]
    assert (back.json["refused"], back.json["left"]) == ([], [])
    assert three("redo", "B-1", "B-2").out == "B-1\nB-2\n"


def test_hand_over_when_codes_come_on_stdin_then_the_first_word_of_each_line_counts(
    three: Motcua, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("B-3  Nguyễn Văn Đạt\n\nB-9\n"))
    ran = three("hand-over", "-", "--to", "Phòng Một", "--json")
    assert ran.code == 1
    assert [done["state"] for done in ran.json["done"]] == ["processing"]
    assert [refused["code"] for refused in ran.json["refused"]] == ["B-9"]


def test_undo_when_stdin_is_empty_then_says_what_was_expected(
    desk: Motcua, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    ran = desk("undo", "-")
    assert ran.code == 2
    assert "Ghi mỗi dòng một mã hồ sơ." in ran.err
