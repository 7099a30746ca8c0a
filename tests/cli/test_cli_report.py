"""``report`` on the sample desk: the contract of its JSON, and that it adds up."""

from __future__ import annotations

import csv
import io
from itertools import product
from typing import Any

import pytest
from tests.cli.conftest import Motcua

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.domain.text import cells
from motcua_tui.services.reporting import By

SHAPE = {
    "received": ["total", "online_full", "online_partial", "post", "direct", "new", "carried_over"],
    "finished": ["total", "early", "on_time", "late", "refused", "stopped", "closed", "no_due", "re_dated"],
    "pending": ["total", "in_time", "overdue", "no_due", "due_on_last_day", "awaiting_supplement"],
    "outside": ["refused", "stopped", "closed", "awaiting_supplement"],
}


def check(figures: dict[str, Any]) -> None:
    """What must hold for a total and for every row."""
    for part, keys in SHAPE.items():
        assert list(figures[part])[: len(keys)] == keys
    received, finished, pending, outside = (figures[part] for part in SHAPE)
    ways = ("online_full", "online_partial", "post", "direct")
    assert received["new"] == sum(received[way] for way in ways)
    assert received["total"] == received["new"] + received["carried_over"]
    assert finished["total"] == finished["early"] + finished["on_time"] + finished["late"]
    assert pending["total"] == pending["in_time"] + pending["overdue"]
    assert received["total"] == finished["total"] + pending["total"] + sum(outside.values())


def total(rows: list[dict[str, Any]], part: str) -> dict[str, int]:
    return {key: sum(row[part][key] for row in rows) for key in SHAPE[part]}


@pytest.mark.parametrize("profile", list(ProfileName))
def test_report_when_json_then_the_contract_holds_for_every_profile(sample: Motcua, profile: str) -> None:
    for by, judge_by in product(By, JudgeBy):
        ran = sample(
            "report",
            "--period",
            "2026-q3",
            "--profile",
            profile,
            "--by",
            by,
            "--judge-by",
            judge_by,
            "--json",
        )
        assert ran.code == 0, ran.err
        found = ran.json
        assert found["period"] == {"from": "2026-06-15", "to": "2026-09-14"}
        assert (found["profile"], found["judge_by"], found["residue"]) == (profile, judge_by, 0)
        assert isinstance(found["rates"]["on_time"], str)
        assert all(set(warning) >= {"kind", "codes"} for warning in found["warnings"])
        for figures in (found, *found["rows"]):
            check(figures)
        parts = ("finished",) if by is By.MONTH else ("received", "finished", "pending", "outside")
        for part in parts:
            assert total(found["rows"], part) == {key: found[part][key] for key in SHAPE[part]}
        if profile != "separate":
            assert not any(found["outside"].values())


def test_report_when_a_period_of_a_published_report_then_its_counts(sample: Motcua) -> None:
    found = sample(
        "report", "--from", "2023-01-01", "--to", "2023-10-30", "--profile", "separate", "--json"
    ).json
    assert (found["received"]["total"], found["received"]["carried_over"]) == (881, 41)
    assert {key: found["finished"][key] for key in ("total", "early", "on_time", "late")} == {
        "total": 773,
        "early": 766,
        "on_time": 1,
        "late": 6,
    }
    assert (found["pending"]["total"], found["rates"]["on_time"]) == (56, "99.22")


@pytest.mark.parametrize(
    ("preset", "first", "last"),
    [
        ("2026-q3", "2026-06-15", "2026-09-14"),
        ("2026-09", "2026-08-15", "2026-09-14"),
        ("2026-01", "2025-12-15", "2026-01-14"),
        ("2026-h1", "2025-12-15", "2026-06-14"),
        ("2026-h2", "2026-06-15", "2026-12-14"),
        ("2026-9m", "2025-12-15", "2026-09-14"),
        ("2026", "2025-12-15", "2026-12-14"),
        ("cal:2026-q3", "2026-07-01", "2026-09-30"),
        ("cal:2026-02", "2026-02-01", "2026-02-28"),
        ("cal:2026", "2026-01-01", "2026-12-31"),
        ("21-20:2026-09", "2026-08-21", "2026-09-20"),
        ("week:2026-11-19", "2026-11-13", "2026-11-19"),
        ("week:2026-11-21", "2026-11-13", "2026-11-19"),
    ],
)
def test_report_when_a_preset_then_its_dates(desk: Motcua, preset: str, first: str, last: str) -> None:
    found = desk("report", "--period", preset, "--json").json
    assert found["period"] == {"from": first, "to": last}
    assert found["profile"] == ("07a" if last >= "2026-08-01" else "06a")


def test_report_when_nothing_happened_then_zeros_and_no_rate(desk: Motcua) -> None:
    found = desk("report", "--period", "cal:2026-05", "--by", "field", "--json").json
    check(found)
    assert (found["received"]["total"], found["rates"]["on_time"], found["rows"]) == (0, None, [])
    assert "0/0 = –" in desk("report", "--period", "cal:2026-05").out


def test_report_when_csv_then_a_row_each_and_the_sum(sample: Motcua) -> None:
    rows = list(
        csv.reader(io.StringIO(sample("report", "--period", "2026-q3", "--by", "field", "--csv").out))
    )
    json_rows = sample("report", "--period", "2026-q3", "--by", "field", "--json").json["rows"]
    assert [row[0] for row in rows[1:]] == [*(row["key"] for row in json_rows), "Cộng"]
    assert [int(row[1]) for row in rows[1:-1]] == [row["received"]["total"] for row in json_rows]
    assert sum(int(row[1]) for row in rows[1:-1]) == int(rows[-1][1])


@pytest.mark.parametrize("by", list(By))
def test_report_when_people_read_it_then_it_fits_80_columns_with_its_dates(
    sample: Motcua, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ran = sample("report", "--period", "2026-q3", "--by", by)
    assert max(map(cells, ran.out.splitlines())) <= 80
    assert "15/06/2026–14/09/2026" in ran.out
    assert "chênh lệch 0" in ran.out


def test_report_when_plain_then_its_lines_are_ascii(sample: Motcua) -> None:
    assert "─" in sample("report", "--period", "2026-q3").out
    assert "─" not in sample("report", "--period", "2026-q3", "--plain").out


@pytest.mark.parametrize("style", ["a", "b", "c"])
def test_report_when_written_then_sentences_with_the_figures(sample: Motcua, style: str) -> None:
    found = sample("report", "--period", "2026-q3", "--json").json
    ran = sample("report", "--period", "2026-q3", "--style", style)
    assert ran.code == 0
    assert str(found["finished"]["total"]) in ran.out


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("--from", "2026-01-01"),
        ("--to", "2026-01-01"),
        ("--period", "2026-q3", "--from", "2026-01-01", "--to", "2026-02-01"),
        ("--from", "2026-02-01", "--to", "2026-01-01"),
        ("--from", "2026-02-30", "--to", "2026-03-01"),
        ("--period", "2026-q5"),
        ("--period", "2026-13"),
        ("--period", "quý 3"),
        ("--period", "2026-q3", "--profile", "08a"),
        ("--period", "2026-q3", "--by", "xã"),
        ("--period", "2026-q3", "--style", "d"),
    ],
)
def test_report_when_asked_wrongly_then_usage(desk: Motcua, wrong: tuple[str, ...]) -> None:
    ran = desk("report", *wrong)
    assert (ran.code, ran.out) == (2, "")
