from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Motcua

from motcua_tui.i18n import install


def told(desk: Motcua, *more: str) -> dict[str, object]:
    ran = desk("petitions", "add", "--sender", "Bà Hòa", "--content", "Chưa rõ mức phí", "--json", *more)
    assert ran.code == 0, ran.err
    return dict(ran.json)


def test_petition_when_added_then_to_be_answered_in_the_days_of_the_settings(desk: Motcua) -> None:
    assert desk("settings", "petition_days=2").code == 0
    # 24/11/2026 is off.
    found = told(desk, "--channel", "portal", "--department", "P. Đất đai")
    assert (found["number"], found["answer_by"], found["days_left"]) == (1, "2026-11-26", 2)
    assert told(desk, "--received", "20/11", "--answer-by", "t6")["answer_by"] == "2026-11-27"
    assert [p["number"] for p in desk("petitions", "list", "--json").json] == [2, 1]


def test_petition_when_answered_and_put_right_then_history_tells_both(desk: Motcua) -> None:
    told(desk, "--received", "20/11")
    answered = desk("petitions", "answer", 1, "--text", "Đã trả lời", "--json").json
    assert (answered["answered_on"], answered["timeliness"]) == ("2026-11-23", "early")
    assert desk("petitions", "answer", 1, "--text", "Lần nữa").code == 1
    assert desk("petitions", "correct", 1, "--answered", "-", "--sender", "Ông Hòa").code == 0
    shown = desk("petitions", "show", 1, "--json").json
    assert (shown["sender"], shown["answered_on"], shown["answer"]) == ("Ông Hòa", None, "")
    assert [
        (c["field"], c["before"], c["after"], c["by"]) for c in shown["history"] if c["before"] != ""
    ] == [
        ("sender", "Bà Hòa", "Ông Hòa", "Mai"),
        ("answered_on", "2026-11-23", "", "Mai"),
        ("answer", "Đã trả lời", "", "Mai"),
    ]
    assert "Ông Hòa" in desk("petitions", "show", 1).out


def test_list_when_narrowed_then_only_those(desk: Motcua) -> None:
    told(desk, "--received", "2026-11-02", "--answer-by", "2026-11-10")
    told(desk, "--received", "2026-11-20", "--phone", "0912")
    assert desk("petitions", "answer", 2, "--text", "Xong").code == 0

    def numbers(*narrowing: str) -> list[int]:
        return [p["number"] for p in desk("petitions", "list", "--json", *narrowing).json]

    assert numbers() == [1, 2]
    assert numbers("--open") == numbers("--overdue") == [1]
    assert numbers("--from", "2026-11-20") == numbers("--search", "0912") == [2]
    assert numbers("--to", "2026-11-19") == [1]
    assert "quá hạn 9" in desk("petitions", "list").out


def test_book_when_printed_then_a_file_of_the_period(desk: Motcua, tmp_path: Path) -> None:
    told(desk)
    path = tmp_path / "sổ.xlsx"
    assert desk("form", "petitions", "--period", "cal:2026-11", "-o", path).code == 0
    assert path.stat().st_size > 0


def test_officers_when_changed_then_listed(desk: Motcua) -> None:
    assert desk("officers", "add", "Nguyễn Văn An").code == 0
    assert desk("officers", "rename", "Nguyễn Văn An", "Nguyễn Văn Ân", "--json").json == {
        "name": "Nguyễn Văn Ân"
    }
    assert desk("officers", "retire", "Nguyễn Văn Ân").code == 0
    keys = ("name", "open_dossiers", "retired_on", "at_desk")
    found = desk("officers", "list", "--all", "--json").json
    assert [tuple(one[key] for key in keys) for one in found] == [
        ("Mai", 0, None, True),
        ("Nguyễn Văn Ân", 0, "2026-11-23", False),
    ]
    assert "Ân" not in desk("officers", "list").out
    assert desk("officers", "retire", "Mai").code == 1


def test_settings_when_explained_or_asked_for_their_history_then_told(desk: Motcua) -> None:
    assert desk("settings", "near_days=3").code == 0
    explained = desk("settings", "--explain").out
    assert "near_days           Sắp đến hạn: Hồ sơ còn từng này ngày làm việc" in explained
    assert "[motcua-dark (tối), motcua-light (sáng), motcua-contrast (tương phản cao)]" in explained
    (change, *_earlier) = desk("settings", "--history", "--json").json
    assert (change["name"], change["before"], change["after"], change["by"]) == ("near_days", "2", "3", "Mai")
    assert "Sắp đến hạn: 2 → 3" in desk("settings", "--history").out


def test_sessions_when_changed_then_shown_and_what_moves_is_told_or_moved(desk: Motcua) -> None:
    assert desk("calendar", "sessions").out == "T2-T6 07:30-11:30,13:30-17:00\n"
    ran = desk("accept", "A-1", "--procedure", "1.000004", "--applicant", "Bà Hòa", "--at", "20/11 8:00")
    assert ran.code == 0, ran.err
    # Half a day from the morning ends with the afternoon session.
    later = "T2-T6 07:30-11:30,13:30-17:30"
    ran = desk("calendar", "sessions", later, "--all", "--reason", "Đổi giờ", "--json")
    assert (ran.code, ran.json["sessions"], ran.json["moved"]) == (0, [later], True)
    assert [move["code"] for move in ran.json["moves"]] == ["A-1"]
    ran = desk("calendar", "sessions", "T2-T6 07:30-11:30,13:30-17:00")
    assert "A-1  20/11/2026 17:30 → 20/11/2026 17:00" in ran.err
    assert "1 hồ sơ có hạn khác đi, chưa dời." in ran.err
    assert desk("calendar", "sessions", "hôm nào cũng được").code == 2


def test_language_when_set_then_it_is_spoken_unless_another_is_asked_for(
    desk: Motcua, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MOTCUA_LANG", raising=False)
    assert desk("settings", "language=en").code == 0
    try:
        assert "petitions" in desk("petitions", "list").err
        assert "phản ánh" in desk("--lang", "vi", "petitions", "list").err
    finally:
        install("vi")
