"""What was sent with a locked period, as JSON, and the hash that says it is still the same.

Dossiers of one place are listed together: ``[row, channel, origin, …, [ids]]``, with the values of the
domain, so that the text can be read without this program.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from motcua_tui.domain.codes import Channel
from motcua_tui.domain.ledger import Cell, Judgement, Origin, Status
from motcua_tui.domain.locking import Place, Places

_write: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode_ledger(places: Places) -> str:
    """The places of the dossiers as JSON."""
    together: dict[Place, list[int]] = {}
    for dossier in sorted(places):
        together.setdefault(places[dossier], []).append(dossier)
    listed = [
        [
            place.row,
            place.cell.channel,
            place.cell.origin,
            place.cell.status,
            place.cell.judgement,
            place.cell.waiting,
            place.cell.no_due,
            place.cell.re_dated,
            place.cell.due_on_last_day,
            dossiers,
        ]
        for place, dossiers in together.items()
    ]
    return _write(listed)


def decode_ledger(text: str) -> dict[int, Place]:
    """The places that ``encode_ledger`` wrote."""
    listed: list[list[Any]] = json.loads(text)  # of many types, each made what it is below
    places: dict[int, Place] = {}
    for row, channel, origin, status, judgement, *flags, dossiers in listed:
        cell = Cell(0, Channel(channel), Origin(origin), Status(status), Judgement(judgement), *flags)
        places.update(dict.fromkeys(dossiers, Place(row, cell)))
    return places


def encode_texts(texts: Mapping[str, str]) -> str:
    return _write(dict(texts))


def decode_texts(text: str) -> dict[str, str]:
    read: dict[str, str] = json.loads(text)
    return read


def seal(parts: Iterable[str], files: Mapping[str, bytes]) -> str:
    """SHA-256 over all that a lock keeps, in hexadecimal; the length of each part is part of it."""
    from hashlib import sha256

    digest = sha256()
    named = [piece for name in sorted(files) for piece in (name.encode(), files[name])]
    for piece in (*(part.encode() for part in parts), *named):
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest()
