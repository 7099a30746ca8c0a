"""The SQL of the reads in the words of PostgreSQL.

Everything here is about the few things that the two databases write differently; a statement is otherwise
the same text for both. Lists come as JSON text (``json_each``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_DIFFERENT: Final = re.compile(
    r"""'(?:[^']|'')*'
    | (?P<no>\bNOT\s+)? \bIN\s+\(SELECT\s+value\s+FROM\s+json_each\(:(?P<among>\w+)\)\)
    | \bjson_each\(:(?P<listed>\w+)\) (?P<alias>\s+[a-z]\b)?
    | \bjson_extract\((?P<json>[\w.]+),\s*'\$\.(?P<key>\w+)'\)
    | \binstr\( | \bBLOB\b | \bIN\ \(\)
    | (?<!:):(?P<name>[a-z]\w*) | \? | %
    """,
    re.VERBOSE,
)
_WORDS: Final = {"?": "%s", "%": "%%", "instr(": "strpos(", "BLOB": "bytea", "IN ()": "IN (NULL)"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement for psycopg.

    ``lists`` are the parameters that come as JSON and are wanted as arrays, under the name ``as_list`` gives.
    ``by_value`` are those whose best plan hangs on their values: a rare word is looked up, a common one met
    on the way from the newest dossier back.
    """

    sql: str
    lists: frozenset[str]
    by_value: bool = False


def as_list(name: str) -> str:
    return f"{name}_list"


@lru_cache(maxsize=1024)
def translated(sql: str) -> Statement:
    lists: set[str] = set()

    def there(found: re.Match[str]) -> str:
        text = found.group()
        if text.startswith("'"):
            return text.replace("%", "%%")
        if among := found["among"]:
            lists.add(among)
            listed = f"%({as_list(among)})s"
            return f"<> ALL ({listed})" if found["no"] else f"= ANY ({listed})"
        if listed := found["listed"]:
            alias = found["alias"] or " each_"
            return f"json_array_elements_text(%({listed})s::json) WITH ORDINALITY{alias} (value, key)"
        if key := found["key"]:
            return f"({found['json']}::json ->> '{key}')"
        if name := found["name"]:
            return f"%({name})s"
        return _WORDS[text]

    return Statement(_DIFFERENT.sub(there, sql), frozenset(lists), " LIKE " in sql)
