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
