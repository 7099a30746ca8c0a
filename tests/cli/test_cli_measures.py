"""``report`` beside its figures: measures, other periods, codes behind a count; and ``criteria``."""

from __future__ import annotations

from tests.cli.conftest import Motcua

QUARTER = ("report", "--period", "2026-q3")


def test_report_when_measures_are_asked_for_then_each_count_lists_its_codes(sample: Motcua) -> None:
    told = sample(*QUARTER, "--measures", "--json").json["measures"]

    for count in ("late", "paid_online", "procedures_online_unused", "apologised"):
        codes = sample(*QUARTER, "--codes", count).out.splitlines()
        assert len(codes) == len(set(codes)) == told["counts"][count]
    assert (
        sample(*QUARTER, "--codes", "late", "--json").json
        == sample(*QUARTER, "--codes", "late").out.splitlines()
    )
    rate = told["rates"]["online"]
    assert (rate["n"], rate["of"]) == (told["counts"]["online"], told["counts"]["received"])
    assert sum(cause["n"] for cause in told["late_causes"]) == told["counts"]["late"]


def test_report_when_measures_are_not_asked_for_then_there_are_none(sample: Motcua) -> None:
    assert "measures" not in sample(*QUARTER, "--json").json
    assert "Trung vị" not in sample(*QUARTER).out
    assert "Trung vị" in sample(*QUARTER, "--measures").out


def test_report_when_compared_then_the_others_are_those_of_their_own_reports(sample: Motcua) -> None:
    told = sample(*QUARTER, "--json").json["comparison"]

    for key, name in (("previous", "2026-q2"), ("last_year", "2025-q3")):
        alone = sample("report", "--period", name, "--profile", "07a", "--json").json
        assert told[key]["period"] == alone["period"]
        assert told[key]["figures"]["finished.total"] == alone["finished"]["total"]


def test_report_when_one_comparison_is_wanted_then_that_one_only(sample: Motcua) -> None:
    previous = sample(*QUARTER, "--compare", "previous")
    assert "Quý II/2026" in previous.out
    assert "Quý III/2025" not in previous.out
    assert "Quý II/" not in sample(*QUARTER, "--compare", "none").out
    sentences = sample(*QUARTER, "--style", "b", "--compare", "last-year").out
    assert "So với Quý III/2025" in sentences
    assert "So với Quý II/2026" not in sentences


def test_codes_when_there_is_no_such_count_then_usage(desk: Motcua) -> None:
    assert desk(*QUARTER, "--codes", "hồ sơ").code == 2


def test_criteria_when_changed_and_reset_then_the_score_follows(desk: Motcua) -> None:
    assert "3.3" in desk("criteria", "list").out
    changed = desk("criteria", "set", "3.3", "--points", "8", "--json").json
    assert changed in desk("criteria", "list", "--json").json
    indices = desk(*QUARTER, "--measures", "--json").json["measures"]["indices"]
    assert {row["code"]: row["points"] for row in indices}["3.3"] == "8"
    assert desk("criteria", "reset", "3.3", "--json").json["points"] == "6"
    added = ("--name", "Bưu chính", "--numerator", "post", "--denominator", "received", "--points", "1")
    assert "Bưu chính" in desk("criteria", "set", "9.1", *added).out
    assert desk("criteria", "reset", "9.1").code == 0
    assert desk("criteria", "reset", "9.1").code == 2
    assert desk("criteria", "set", "9.1", *added).code == 0
    assert desk("criteria", "reset", "9.1", "--json").json is None
