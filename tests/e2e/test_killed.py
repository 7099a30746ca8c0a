"""The program is killed while somebody works with it; ``python -m tests.killing 200`` does it longer."""

from __future__ import annotations

import pytest
from tests.killing import torment


@pytest.mark.slow
def test_desk_when_killed_at_random_points_then_nothing_acknowledged_is_lost_and_drafts_are_offered() -> None:
    torment(lives=5, seed=20261123)
