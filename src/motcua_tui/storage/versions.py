"""The version of the tables that this program works with."""

from __future__ import annotations

from typing import Final

NEWEST: Final = 1
"""The number of the last revision in ``migrations/versions``."""
