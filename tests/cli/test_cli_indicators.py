"""``indicators`` from the shell."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Motcua

YEAR = ("--period", "cal:2026")


def test_indicators_when_typed_listed_and_checked_then_the_same_everywhere(sample: Motcua) -> None:
    ran = sample("indicators", "set", "bm1.2.1=24", "bm1.2.2=25", "bm1.6.1=300", *YEAR)
    assert ran.code == 0
    assert "Đã ghi 3 chỉ tiêu." in ran.err
    assert "bm1.2.2: Lớn hơn chỉ tiêu 2.1: 24." in ran.err
    rows = {row["id"]: row for row in sample("indicators", "list", "--form", "bm1", *YEAR, "--json").json}
    assert (rows["bm1.2"]["value"], rows["bm1.2"]["origin"]) == ("104,17%", "derived")
    assert (rows["bm1.1"]["value"], rows["bm1.1"]["origin"]) == (None, "missing")
    checked = sample("indicators", "check", "--form", "bm1", *YEAR, "--json")
    assert checked.code == 1
    assert [fault["id"] for fault in checked.json["faults"]] == ["bm1.2.2"]
    assert "bm1.1" in checked.json["missing"]
    shown = sample("indicators", "list", "--form", "bm1", *YEAR)
    assert "! Lớn hơn chỉ tiêu 2.1: 24." in shown.out
    mended = sample("indicators", "set", "bm1.2.2=24", *YEAR, "--json")
    assert mended.json == {"stored": 1, "faults": []}
    assert sample("indicators", "check", "--form", "bm1", *YEAR).code == 0
    history = sample("indicators", "history", *YEAR, "--json").json
    assert [(line["id"], line["before"], line["after"]) for line in history][-1] == ("bm1.2.2", "25", "24")
    assert "25 → 24" in sample("indicators", "history", *YEAR).out


def test_set_when_a_figure_cannot_be_read_then_nothing_is_stored(sample: Motcua) -> None:
    for change in ("bm1.1=bảy", "bm1.1", "bm9.1=1"):
        assert sample("indicators", "set", "bm1.2.1=24", change, *YEAR).code in (1, 2)
    assert sample("indicators", "history", *YEAR, "--json").json == []


def test_behind_when_dossiers_or_procedures_then_their_list(sample: Motcua) -> None:
    period = ("--from", "2024-01-01", "--to", "2024-11-30")
    assert len(sample("indicators", "behind", "bm3.3.1.1", *period, "--json").json) == 1192
    lines = sample("indicators", "behind", "bm7.6.4.2", *period).out.splitlines()
    assert len(lines) == 17


def test_export_and_import_when_a_table_goes_round_then_another_period_has_it(
    sample: Motcua, tmp_path: Path
) -> None:
    sample("indicators", "set", "bm1.1=7", "bm1.6.2=Phiếu giấy", *YEAR)
    path = tmp_path / "a.csv"
    assert sample("indicators", "export", "-o", path, *YEAR).code == 0
    assert sample("indicators", "export", "-o", path, *YEAR).code == 1
    ran = sample("indicators", "import", path, "--period", "cal:2025", "--json")
    assert ran.json == {"read": 2, "stored": 2, "refused": []}
    exported = sample("indicators", "export", "--period", "cal:2025", "--json").json
    assert exported == {"bm1.1": "7", "bm1.6.2": "Phiếu giấy"}
    assert "bm1.1,1," in sample("indicators", "export", "--form", "bm1", *YEAR).out
    path.write_text("id,value\nbm1.1,x\nbm1.2.1,3\n", encoding="utf-8")
    broken = sample("indicators", "import", path, *YEAR)
    assert broken.code == 1
    assert "Dòng 2: bm1.1: “x” không phải số đếm." in broken.err
