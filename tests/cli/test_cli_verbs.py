"""The officer's verbs from the shell, and what the report makes of them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cli.conftest import Motcua


def accepted(desk: Motcua, code: str = "B-1", at: str = "2026-11-02") -> dict[str, Any]:
    ran = desk(
        "accept", code, "--procedure", "1.000001", "--applicant", "Nguyễn Văn Đạt", "--at", at, "--json"
    )
    assert ran.code == 0
    found: dict[str, Any] = ran.json
    return found


def test_accept_when_done_then_the_dossier_has_its_due_date(desk: Motcua) -> None:
    assert accepted(desk) == {
        "code": "B-1",
        "state": "accepted",
        "accepted_on": "2026-11-02",
        "due_on": "2026-11-09",
        "promised_due": None,
        "finished_on": None,
        "outcome": None,
        "warnings": [],
    }


def test_accept_when_people_read_it_then_the_code_is_data(desk: Motcua) -> None:
    ran = desk("accept", "B-1", "--procedure", "kiến trúc", "--applicant", "A", "--channel", "post")
    assert ran.out == "B-1\n"
    assert ran.err == (
        "đã tiếp nhận · hạn thứ Hai 30/11/2026\nLưu ý: Ngày hẹn trả tạm tính: lịch nghỉ chưa được xác nhận.\n"
    )


def test_accept_when_the_due_date_is_given_then_it_needs_a_reason(desk: Motcua) -> None:
    asked = ("accept", "B-1", "--procedure", "1.000002", "--applicant", "A", "--due", "31/12/2026")
    assert desk(*asked).code == 1
    assert desk(*asked, "--reason", "theo kỳ sát hạch", "--json").json["due_on"] == "2026-12-31"
    assert desk("show", "B-1", "--json").json["explain"] == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (("--procedure", "1.000001", "--applicant", "A", "--at", "mai"), 1),
        (("--procedure", "không có", "--applicant", "A"), 1),
        (("--procedure", "gia hạn", "--applicant", "A"), 2),
        (("--procedure", "1.000001", "--applicant", " "), 2),
        (("--procedure", "1.000001", "--applicant", "A", "--at", "hôm kia nữa"), 2),
        (("--procedure", "1.000001"), 2),
        (("--procedure", "1.000001", "--applicant", "A", "--fee", "-5"), 2),
    ],
)
def test_accept_when_it_cannot_be_then_nothing_is_stored(
    desk: Motcua, wrong: tuple[str, ...], code: int
) -> None:
    assert desk("accept", "B-1", *wrong).code == code
    assert desk("list", "--json").json == []


def test_accept_when_the_code_is_taken_then_no(desk: Motcua) -> None:
    accepted(desk)
    assert desk("accept", " B-1", "--procedure", "1.000003", "--applicant", "Khác").code == 1


def test_verbs_when_a_dossier_is_seen_through_then_each_step_shows(desk: Motcua) -> None:
    accepted(desk, at="2026-11-02")
    steps: list[tuple[tuple[str, ...], dict[str, str | None]]] = [
        (("hand-over", "B-1", "--to", "Phòng Hạ tầng", "--at", "2026-11-02"), {"state": "processing"}),
        (("supplement", "B-1", "--what", "bản vẽ", "--at", "2026-11-04"), {"state": "awaiting_supplement"}),
        (("resume", "B-1", "--at", "2026-11-10"), {"state": "processing", "due_on": "2026-11-17"}),
        (
            ("redate", "B-1", "--to", "2026-11-20", "--reason", "chờ ý kiến", "--at", "2026-11-16"),
            {"promised_due": "2026-11-20", "due_on": "2026-11-17"},
        ),
        (
            ("finish", "B-1", "--number", "12/GP", "--at", "2026-11-18"),
            {"state": "result_ready", "finished_on": "2026-11-18", "outcome": "granted"},
        ),
        (
            ("correct", "B-1", "--outcome", "refused", "--reason", "sai", "--at", "2026-11-19"),
            {"outcome": "refused"},
        ),
        (("return", "B-1", "--by", "online", "--at", "2026-11-20"), {"state": "returned"}),
    ]
    for words, expected in steps:
        ran = desk(*words, "--json")
        assert ran.code == 0, ran.err
        assert {key: ran.json[key] for key in expected} == expected
    found = desk("show", "B-1", "--json").json
    assert (found["timeliness"], found["days_left"], found["department"]) == ("late", -1, "Phòng Hạ tầng")
    assert [step["kind"] for step in found["history"]] == [
        "Accepted",
        "HandedOver",
        "SupplementAsked",
        "Resumed",
        "ReDated",
        "ResultReady",
        "Corrected",
        "Returned",
    ]
    report = desk("report", "--period", "cal:2026-11", "--json").json
    assert report["received"]["total"] == report["received"]["direct"] == 1
    assert (report["finished"]["late"], report["finished"]["refused"], report["finished"]["re_dated"]) == (
        1,
        1,
        1,
    )
    assert report["residue"] == 0
    promised = desk("report", "--period", "cal:2026-11", "--judge-by", "promised", "--json").json
    assert (promised["finished"]["late"], promised["finished"]["early"]) == (0, 1)


@pytest.mark.parametrize(
    ("words", "state", "column"),
    [
        (("refuse", "B-1", "--reason", "không đủ điều kiện"), "result_ready", "refused"),
        (("stop", "B-1", "--reason", "người nộp xin rút"), "stopped", "stopped"),
    ],
)
def test_verbs_when_a_dossier_ends_otherwise_then_the_report_counts_it_apart(
    desk: Motcua, words: tuple[str, ...], state: str, column: str
) -> None:
    accepted(desk, at="2026-11-16")
    assert desk(*words, "--json").json["state"] == state
    asked = ("report", "--from", "2026-11-01", "--to", "2026-11-30", "--json")
    assert (
        desk(*asked).json["finished"] | {"on_time": 1, column: 1, "total": 1} == desk(*asked).json["finished"]
    )
    apart = desk(*asked, "--profile", "separate").json
    assert (apart["outside"][column], apart["finished"]["total"], apart["residue"]) == (1, 0, 0)


def test_close_when_the_supplement_never_came_then_closed(desk: Motcua) -> None:
    accepted(desk, at="2026-11-02")
    assert desk("close", "B-1").code == 1
    desk("supplement", "B-1", "--what", "bản vẽ", "--at", "2026-11-04")
    ran = desk("close", "B-1", "--reason", "quá hạn bổ sung", "--json")
    assert (ran.json["state"], ran.json["warnings"]) == ("closed", [])


def test_undo_when_repeated_then_back_to_the_acceptance_and_no_further(desk: Motcua) -> None:
    accepted(desk)
    desk("hand-over", "B-1", "--to", "Phòng A", "--officer", "Cán bộ A")
    desk("hand-over", "B-1", "--to", "Phòng B")
    desk("finish", "B-1")
    seen = []
    while (ran := desk("undo", "B-1", "--json")).code == 0:
        found = desk("show", "B-1", "--json").json
        seen.append((ran.json["state"], found["department"], found["officer"]))
    assert seen == [
        ("processing", "Phòng B", "Cán bộ A"),
        ("processing", "Phòng A", "Cán bộ A"),
        ("accepted", "", ""),
    ]
    assert "chưa có bước nào để hoàn tác" in ran.err


def test_submit_when_waiting_then_accepted_or_declined(desk: Motcua) -> None:
    asked = ("--procedure", "1.000003", "--applicant", "Ngô Bảo Giang")
    for code in ("O-1", "O-2"):
        ran = desk("submit", code, *asked, "--at", "2026-11-20T15:00", "--json")
        assert (ran.json["state"], ran.json["accepted_on"], ran.json["due_on"]) == ("submitted", None, None)
    assert desk("decline", "O-1").code == 1
    assert desk("decline", "O-1", "--reason", "sai nơi nộp", "--json").json["state"] == "declined"
    assert desk("accept", "O-2", *asked, "--channel", "online_full", "--json").json["due_on"] == "2026-11-30"
    report = desk("report", "--period", "cal:2026-11", "--json").json
    assert (report["received"]["total"], report["received"]["online_full"]) == (1, 1)


def test_consult_when_answered_late_then_said_so_and_the_due_date_stays(desk: Motcua) -> None:
    accepted(desk, at="2026-11-09")
    asked = desk(
        "consult", "B-1", "--agency", "Công an tỉnh", "--by", "13/11", "--at", "2026-11-10", "--json"
    )
    assert (asked.json["due_on"], asked.json["state"]) == ("2026-11-16", "accepted")
    answered = desk("answer", "B-1", "--note", "đồng ý", "--at", "2026-11-16", "--json")
    assert answered.json["warnings"] == ["Trả lời muộn: hạn trả lời là ngày 13/11/2026."]


def test_payment_when_the_limit_pauses_then_the_days_waited_are_added(desk: Motcua) -> None:
    accepted(desk, at="2026-11-09")
    asked = desk("payment", "B-1", "--pauses", "--at", "2026-11-10", "--json").json
    assert asked["state"] == "awaiting_payment"
    # waited on 11, 12 and 13 November: three working days after Monday the 16th
    assert desk("payment", "B-1", "--paid", "--at", "2026-11-13", "--json").json["due_on"] == "2026-11-19"


def test_redo_when_something_was_undone_then_it_holds_again(desk: Motcua) -> None:
    accepted(desk)
    assert desk("redo", "B-1").code == 1
    desk("hand-over", "B-1", "--to", "Phòng A")
    desk("undo", "B-1")
    assert desk("redo", "B-1", "--json").json["state"] == "processing"
    assert desk("show", "B-1", "--json").json["department"] == "Phòng A"


@pytest.mark.parametrize(
    "words",
    [
        ("hand-over", "Z-9", "--to", "Phòng"),
        ("supplement", "Z-9", "--what", "x"),
        ("resume", "Z-9"),
        ("redate", "Z-9", "--to", "2026-12-01", "--reason", "x"),
        ("finish", "Z-9"),
        ("refuse", "Z-9", "--reason", "x"),
        ("return", "Z-9"),
        ("stop", "Z-9"),
        ("close", "Z-9"),
        ("correct", "Z-9", "--reason", "x"),
        ("undo", "Z-9"),
        ("redo", "Z-9"),
        ("decline", "Z-9", "--reason", "x"),
        ("consult", "Z-9", "--agency", "x"),
        ("answer", "Z-9"),
        ("payment", "Z-9"),
        ("payment", "Z-9", "--paid"),
    ],
)
def test_verbs_when_there_is_no_such_dossier_then_no(desk: Motcua, words: tuple[str, ...]) -> None:
    ran = desk(*words)
    assert (ran.code, ran.out) == (1, "")
    assert "Không có hồ sơ mã “Z-9”" in ran.err


def test_verbs_when_a_rule_forbids_then_no_and_what_to_do(desk: Motcua) -> None:
    accepted(desk, at="2026-11-02")
    for words in (("resume", "B-1"), ("return", "B-1"), ("finish", "B-1", "--at", "2026-12-01")):
        ran = desk(*words)
        assert ran.code == 1
        assert "→" in ran.err
    desk("redate", "B-1", "--to", "2026-12-01", "--reason", "x")
    again = desk("redate", "B-1", "--to", "2026-12-02", "--reason", "x")
    assert (again.code, "một lần" in again.err) == (1, True)
