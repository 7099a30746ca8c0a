"""The program is killed while it works; ``python -m tests.killing 200`` does it longer at the screens, and
``python -m tests.killing_commands 200`` with commands.
"""

from __future__ import annotations

import pytest
from tests import killing_commands
from tests.killing import torment


@pytest.mark.slow
def test_desk_when_killed_at_random_points_then_nothing_acknowledged_is_lost_and_drafts_are_offered() -> None:
    torment(lives=5, seed=20261123)


@pytest.mark.slow
def test_desk_when_commands_are_killed_in_the_middle_then_nothing_acknowledged_is_lost() -> None:
    counted = killing_commands.torment(lives=6, seed=20261123)
    assert all(counted[kind.name.lower()] == 1 for kind in killing_commands.Kind)
