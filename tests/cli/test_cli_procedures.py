"""``procedures``: what is in force, and every version."""

from __future__ import annotations

from typing import Any


def test_procedures_when_all_are_wanted_then_ended_versions_too(sample: Any) -> None:
    now = sample("procedures", "--json").json
    every = sample("procedures", "--all", "--json").json
    ended = [version for version in every if version["valid_to"]]
    assert ended
    assert len(every) == len(now) + len(ended)
    assert all(version["valid_to"] is None for version in now)
    newest, oldest = (version for version in every if version["code"] == ended[0]["code"])
    assert newest["valid_from"] > oldest["valid_to"]
    assert oldest["supplement_effect"] in ("restart", "pause")
    shown = sample("procedures", "--all", ended[0]["code"])
    assert "hết hiệu lực" in shown.out
    assert "hết hiệu lực" not in sample("procedures", ended[0]["code"]).out


def test_procedure_when_a_decision_comes_then_one_line_makes_the_new_version(
    motcua: Any, tmp_path: Any
) -> None:
    motcua("init")
    added = motcua(
        "procedures", "add", "9.1", "--name", "Gia hạn", "--field", "Xây dựng", "--limit", "5 LV",
        "--online", "online_full", "--fee", "150000", "--paper", "Đơn", "--paper", "Bản vẽ x0+2",
        "--step", "Nhận=0,5", "--step", "Thẩm định=4,5=Phòng Một", "--json",
    ).json  # fmt: skip
    assert (added["limit"], added["unit"], added["online"], added["fee"]) == (
        5,
        "working_days",
        "online_full",
        150_000,
    )
    assert added["papers"][1] == {"name": "Bản vẽ", "originals": 0, "copies": 2}
    assert added["steps"][1] == {"name": "Thẩm định", "department": "Phòng Một", "limit": 4.5}
    assert added["warnings"] == []
    begun = motcua("procedures", "new-version", "9.1", "--decision", "QĐ 1", "--from", "2026-12-01",
                   "--limit", "4 LV", "--no-post", "--online", "none")  # fmt: skip
    assert begun.out == "9.1\n"
    assert "Tổng thời hạn các bước là 5" in begun.err
    shown = motcua("procedures", "show", "9.1", "--json").json
    assert [version["valid_to"] for version in shown["versions"]] == [None, "2026-11-30"]
    assert (shown["limit"], shown["in_force"], shown["versions"][0]["dossiers"]) == (5, True, 0)
    text = motcua("procedures", "show", "9.1").out
    assert "2. Thẩm định · Phòng Một · 4½ ngày làm việc" in text
    assert "Bản vẽ: 2 bản sao" in text


def test_procedure_when_put_right_or_ended_then_as_told(motcua: Any) -> None:
    motcua("init")
    motcua("procedures", "add", "9.1", "--name", "Gia hạn", "--limit", "5 LV", "--step", "A=5")
    edited = motcua(
        "procedures", "edit", "9.1", "--limit", "", "--step", "", "--at-once", "--supplement", "pause",
        "--wait-days", "20", "--json",
    ).json  # fmt: skip
    assert (edited["limit"], edited["steps"], edited["at_once"]) == (None, [], True)
    assert (edited["supplement_effect"], edited["supplement_wait_days"]) == ("pause", 20)
    assert edited["name"] == "Gia hạn"
    motcua("procedures", "end", "9.1", "--last", "2026-11-22")
    assert motcua("procedures", "gia", "hạn", "--json").json == []
    assert motcua("procedures", "list", "--all", "--json").json[0]["valid_to"] == "2026-11-22"


def test_procedure_when_shown_then_who_changed_what_is_told(motcua: Any) -> None:
    motcua("init", "--officer", "Mai")
    motcua("procedures", "add", "9.1", "--name", "Gia hạn", "--limit", "5 LV")
    motcua("procedures", "edit", "9.1", "--fee", "50000")
    (version,) = motcua("procedures", "show", "9.1", "--json").json["versions"]
    assert [(c["field"], c["before"], c["after"], c["by"]) for c in version["history"]] == [
        ("fee", "", "50000", "Mai"),
        ("limit", "", "5 ngày làm việc", "Mai"),
        ("", "", "Gia hạn", "Mai"),
    ]
    shown = motcua("procedures", "show", "9.1").out
    assert "  Mai  Phí, lệ phí: – → 50.000 đồng (từ …)" in shown
    assert "  Mai  Thêm vào danh mục: Gia hạn (từ …)" in shown


def test_procedure_when_told_wrong_then_refused(motcua: Any) -> None:
    motcua("init")
    motcua("procedures", "add", "9.1", "--name", "Gia hạn")
    for words in (
        ("add", "9.2"),
        ("add", "9.2", "--name", "A", "--online", "một nửa"),
        ("edit", "9.1", "--step", "A=ba"),
        ("edit", "9.1", "--limit", "ba ngày"),
        ("new-version", "9.1", "--limit", "3 LV"),
    ):
        assert motcua("procedures", *words).code == 2
    assert motcua("procedures", "show", "9.2").code == 1
    assert motcua("procedures", "add", "9.1", "--name", "B").code == 1


def test_procedure_when_marked_then_the_marks_are_told_kept_and_taken_off(motcua: Any) -> None:
    motcua("init")
    add = ("procedures", "add", "9.1", "--name", "Gia hạn", "--limit", "5 LV")
    assert motcua(*add, "--mark", "cấp tỉnh").code == 2
    added = motcua(*add, "--mark", "anywhere", "--mark", "province", "--json").json
    assert added["marks"] == ["province", "anywhere"]
    assert "cấp tỉnh; phi địa giới" in motcua("procedures", "show", "9.1").out
    assert motcua("procedures", "edit", "9.1", "--fee", "1000", "--json").json["marks"] == added["marks"]
    assert motcua("procedures", "edit", "9.1", "--mark", "", "--json").json["marks"] == []
