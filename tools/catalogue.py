"""Brings the English catalogue up to date with the texts in the code, and compiles it.

    python tools/catalogue.py           update motcua.po and write motcua.mo
    python tools/catalogue.py --check   exit 1 when an entry is missing, stale or untranslated
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE: Final = Path(__file__).parents[1] / "src" / "motcua_tui"
FOLDER: Final = SOURCE / "i18n" / "locale" / "en" / "LC_MESSAGES"
PO: Final = FOLDER / "motcua.po"
MO: Final = FOLDER / "motcua.mo"


def in_code() -> Catalog:
    """Every text of the code that a person sees."""
    catalogue = Catalog()
    for _file, _line, message, _comments, _context in extract_from_dir(
        SOURCE, method_map=[("**.py", "python")], keywords={"_": None}
    ):
        catalogue.add(message)
    return catalogue


def stored() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en", domain="motcua", project="motcua-tui")
    with PO.open("rb") as file:
        return read_po(file, locale="en", domain="motcua")


def updated() -> Catalog:
    """The stored catalogue with the entries of today's code, old ones dropped."""
    catalogue = stored()
    catalogue.update(in_code(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def untranslated(catalogue: Catalog) -> list[str]:
    return [str(m.id) for m in catalogue if m.id and (not m.string or m.fuzzy)]


def compiled(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def faults() -> list[str]:
    """What is wrong with the catalogue as it is stored; nothing when it is complete and compiled."""
    wanted, have = {str(m.id) for m in in_code() if m.id}, stored()
    known = {str(m.id) for m in have if m.id}
    found = [f"missing: {text}" for text in sorted(wanted - known)]
    found += [f"no longer in the code: {text}" for text in sorted(known - wanted)]
    found += [f"untranslated: {text}" for text in untranslated(have)]
    if not MO.exists() or MO.read_bytes() != compiled(have):
        found.append("motcua.mo is not the compiled motcua.po")
    return found


def main() -> int:
    if "--check" in sys.argv:
        found = faults()
        print("\n".join(found))
        return 1 if found else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    catalogue = updated()
    with PO.open("wb") as file:
        write_po(file, catalogue, sort_output=True, omit_header=False, width=100, no_location=True)
    MO.write_bytes(compiled(catalogue))
    print(f"{len(catalogue)} entries, {len(untranslated(catalogue))} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
