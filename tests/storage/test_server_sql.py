"""What can be said of a server without one: the words of its SQL, of its errors, and of its place.

That the SQL means the same there is what the other tests say when they run on a server.
"""

from __future__ import annotations

import psycopg
import pytest

from motcua_tui.storage.place import Server, place_of
from motcua_tui.storage.server.failures import not_unicode, told, too_old
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


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("08006", "Không nối được"),
        ("57P01", "Không nối được"),
        ("42501", "không có quyền"),
        ("25006", "không có quyền"),
        ("55P03", "đang ghi"),
        ("40P01", "đang ghi"),
        ("57014", "đang ghi"),
        ("53100", "hết dung lượng"),
        ("58030", "bị hỏng"),
        ("XX001", "bị hỏng"),
        ("23505", "không thực hiện được"),
    ],
)
def test_error_of_the_server_is_told_with_what_to_do(state: str, words: str) -> None:
    found = told(psycopg.errors.lookup(state)("with a row: Nguyễn Văn A"))
    assert words in found.message
    assert found.hint
    assert "Nguyễn" not in found.message + found.hint


def test_refusal_to_connect_is_told_in_the_servers_words_alone() -> None:
    error = psycopg.OperationalError('connection to "10.0.0.7" failed: FATAL:  no password supplied\n')
    assert told(error).message == "Máy chủ cơ sở dữ liệu từ chối: no password supplied."
    assert "Không nối được" in told(psycopg.OperationalError("timeout expired")).message


def test_server_that_is_too_old_or_not_unicode_is_told() -> None:
    assert "14" in too_old(14).message
    assert "UTF-8" in not_unicode().message
