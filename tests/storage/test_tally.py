from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.storage import connect
from motcua_tui.storage.database import Database

COUNTED = "SELECT CAST(value AS INTEGER) FROM json_each(:numbers)"


@pytest.mark.file_only("counts in pieces of a text")
@given(numbers=st.lists(st.integers(0, 12345)), piece=st.integers(0, 20))
def test_tally_of_any_numbers_in_pieces_of_any_size_counts_each(
    database: Database, numbers: list[int], piece: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(connect, "_PIECE", piece)
        counted = Counter(dict(database.reader().tally(COUNTED, {"numbers": str(numbers)})))
    assert counted == Counter(numbers)
