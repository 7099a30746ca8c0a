"""Officers at once on one record; ``python -m tests.racing 8 2000`` does it longer, on a server as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.racing import race


@pytest.mark.slow
def test_desk_when_officers_write_at_once_then_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    told = race(tmp_path / "desk.db", processes=2, wanted=20)
    assert [len(each.acknowledged) for each in told] == [20, 20]
