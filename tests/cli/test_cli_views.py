"""``views`` and the lists that are kept; ``list --columns`` and the conditions that only screens had."""

from __future__ import annotations

import pytest
from tests.cli.conftest import Motcua


@pytest.fixture
def register(desk: Motcua) -> Motcua:
    """Five working days from 12/11 end on 19/11, from 17/11 on 25/11 (Tuesday 24/11 is off); B-3 has been
    ready since 13/11."""
    for code, who, at in (
        ("B-1", "Nguyễn Văn Đạt", "2026-11-12"),
        ("B-2", "Công ty TNHH An Phú", "2026-11-17"),
        ("B-3", "Lê Quang Ân", "2026-11-10"),
    ):
        words = ("--procedure", "1.000001", "--applicant", who, "--at", at)
        assert desk("accept", code, *words).code == 0
    desk("hand-over", "B-2", "--to", "Phòng Một", "--officer", "Lan", "--at", "2026-11-20")
    desk("finish", "B-3", "--at", "2026-11-13")
    return desk


def codes(motcua: Motcua, *options: object) -> list[str]:
    ran = motcua("list", *options, "--json")
    assert ran.code == 0, ran.err
    return [line["code"] for line in ran.json]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--silent-for", 2), ["B-1"]),
        (("--to-collect-since", "2026-11-13"), ["B-3"]),
        (("--to-collect-since", "2026-11-12"), []),
        (("--unapologised",), ["B-1"]),
        (("--must-apologise",), ["B-2"]),
        (("--department", "Phòng Một", "--officer", "Lan"), ["B-2"]),
        (("--accepted-from", "2026-11-12", "--accepted-to", "2026-11-12"), ["B-1"]),
        (("--due-from", "20/11", "--due-to", "30/11"), ["B-2"]),
        (("--finished-from", "2026-11-13", "--finished-to", "2026-11-13"), ["B-3"]),
        (("--view", "quá hạn"), ["B-1"]),
        (("--view", "to_collect", "--finished-to", "2026-11-12"), []),
    ],
)
def test_list_when_narrowed_as_on_the_screens_then_just_those(
    register: Motcua, options: tuple[object, ...], found: list[str]
) -> None:
    assert codes(register, *options) == found


def test_views_when_kept_then_come_back_with_order_and_columns(register: Motcua) -> None:
    kept = register(
        "views", "save", " Việc của Lan ", "--field", "hoat dong", "--procedure", "1.000001",
        "--accepted-from", "2026-11-11", "--sort", "code", "--desc",
        "--columns", "applicant,Mã hồ sơ,days_left", "--json",
    )  # fmt: skip
    assert kept.json == {
        "name": "Việc của Lan",
        "filters": {
            "view": "all",
            "field": "Hoạt động xây dựng",
            "procedure": "Gia hạn giấy phép xây dựng",
            "accepted": ["2026-11-11", None],
        },
        "sort": "code",
        "descending": True,
        "columns": ["applicant", "code", "days_left"],
    }
    assert codes(register, "--view", "viec cua lan") == ["B-2", "B-1"]
    assert codes(register, "--view", "viec cua lan", "--desc") == ["B-1", "B-2"]
    assert codes(register, "--view", "viec cua lan", "--officer", "Lan", "--sort", "due") == ["B-2"]
    shown = register("list", "--view", "Việc của Lan").out.splitlines()
    assert shown == ["Công ty TNHH An Phú  B-2  1", "Nguyễn Văn Đạt       B-1  −2"]
    listed = register("views", "list", "--json").json
    assert [one["name"] for one in listed if one["kept"]] == ["Việc của Lan"]
    assert listed[0] == {"name": "overdue", "title": "Quá hạn", "kept": False}
    assert "Việc của Lan: Mọi hồ sơ · Hoạt động xây dựng" in register("views", "list").out
    assert register("views", "rename", "Việc của Lan", "Của Lan").out == "Của Lan\n"
    assert register("views", "delete", "Của Lan").code == 0
    assert register("list", "--view", "Của Lan").code == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (("list", "--view", "không có"), 1),
        (("list", "--view", "open", "--unapologised"), 2),
        (("list", "--must-apologise", "--unapologised"), 2),
        (("list", "--columns", "code,colour"), 2),
        (("list", "--columns", ""), 2),
        (("list", "--due-from", "2026-11-20", "--due-to", "2026-11-19"), 2),
        (("views", "save", "overdue"), 2),
        (("views", "save", "Mọi hồ sơ"), 2),
        (("views", "save", " "), 2),
        (("views", "save", "x" * 41), 2),
        (("views", "save", "A", "--search", "An"), 2),
        (("views", "save", "A", "--field", "xây dựng"), 2),
        (("views", "delete", "không có"), 1),
        (("views", "rename", "không có", "A"), 1),
    ],
)
def test_views_when_asked_wrongly_then_says_so(register: Motcua, wrong: tuple[str, ...], code: int) -> None:
    ran = register(*wrong)
    assert ran.code == code
    assert "→" in ran.err


def test_views_when_a_name_is_taken_then_rename_is_refused(register: Motcua) -> None:
    assert register("views", "save", "A", "--view", "open").code == 0
    assert register("views", "save", "B", "--overdue", "--due-within", "3").code == 0
    assert register("views", "rename", "A", "B").code == 2
    assert codes(register, "--view", "B") == ["B-1", "B-2"]
    assert codes(register, "--view", "A") == ["B-1", "B-2"]


def test_list_when_columns_do_not_fit_then_the_long_ones_are_cut(
    register: Motcua, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    shown = register("list", "--columns", "code,applicant,field,procedure", "--sort", "code").out.splitlines()
    assert [len(line) <= 60 for line in shown] == [True] * 3
    assert shown[1].startswith("B-2  Công ty TNHH An")
