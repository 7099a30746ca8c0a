"""The reads' SQL in the words of PostgreSQL; that it means the same there is what the other tests say."""

from __future__ import annotations

import pytest

from motcua_tui.storage.place import Server, place_of
from motcua_tui.storage.server.translation import translated


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("a = :one AND b = :one", "a = %(one)s AND b = %(one)s"),
        ("VALUES (?, ?)", "VALUES (%s, %s)"),
        ("x LIKE '10% :no ?' OR 7 % 2 = 1", "x LIKE '10%% :no ?' OR 7 %% 2 = 1"),
        ("'it''s :mine' || :a", "'it''s :mine' || %(a)s"),
        ("CAST(x AS BLOB), x::text", "CAST(x AS bytea), x::text"),
        ("instr(upper(code), :t) > 0", "strpos(upper(code), %(t)s) > 0"),
        ("json_extract(e.detail, '$.reason')", "(e.detail::json ->> 'reason')"),
        ("state IN ()", "state IN (NULL)"),
        ("id IN (SELECT value FROM json_each(:ids))", "id = ANY (%(ids_list)s)"),
        ("id NOT IN (SELECT value FROM json_each(:ids))", "id <> ALL (%(ids_list)s)"),
        (
            "JOIN json_each(:codes) c ON c.value = d.code",
            "JOIN json_array_elements_text(%(codes)s::json) WITH ORDINALITY c (value, key)"
            " ON c.value = d.code",
        ),
        (
            "SELECT CAST(value AS BIGINT) FROM json_each(:ids)",
            "SELECT CAST(value AS BIGINT) FROM"
            " json_array_elements_text(%(ids)s::json) WITH ORDINALITY each_ (value, key)",
        ),
    ],
)
def test_statement_in_the_words_of_postgresql(here: str, there: str) -> None:
    assert " ".join(translated(here).sql.split()) == " ".join(there.split())


def test_lists_are_those_that_become_arrays() -> None:
    assert translated("a IN (SELECT value FROM json_each(:x)) AND b = :y").lists == {"x"}


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://desk", "postgresql://desk"),
        ("postgres://mai:m%40t@a,b:5433/desk?password=m", "postgresql://mai@a,b:5433/desk"),
        ("postgresql+psycopg://:m@/desk?host=/tmp", "postgresql://@/desk"),
    ],
)
def test_server_is_shown_without_password_and_options(url: str, shown: str) -> None:
    place = place_of(url)
    assert isinstance(place, Server)
    assert str(place) == shown
    assert "m%40t" not in repr(place)
