"""Brings the English catalogue up to date with the texts in the code, and compiles it.

python tools/catalogue.py           update motcua.po and write motcua.mo
python tools/catalogue.py --check   exit 1 when an entry is missing, stale, untranslated or wrongly filled
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from motcua_tui import __version__

SOURCE: Final = Path(__file__).parents[1] / "src" / "motcua_tui"
FOLDER: Final = SOURCE / "i18n" / "locale" / "en" / "LC_MESSAGES"
PO: Final = FOLDER / "motcua.po"
MO: Final = FOLDER / "motcua.mo"
_QUOTED_OR_NUMBERED: Final = re.compile(r"“[^”]*”|\S*\d\S*")
_NAMES: Final = ("Một Cửa",)
_VIETNAMESE: Final = re.compile("[À-ỹ]")


def in_code() -> Catalog:
    """Every text of the code that a person sees.

    Read from the syntax tree, which also knows the texts inside f-strings.
    """
    catalogue = Catalog()
    for path in sorted(SOURCE.rglob("*.py")):
        for text, meaning in _texts(ast.parse(path.read_text(encoding="utf-8"), str(path))):
            catalogue.add(text, context=meaning)
    return catalogue


def _texts(tree: ast.Module) -> Iterator[tuple[str, str | None]]:
    """The texts with their meanings, as ``i18n._`` takes them."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name("_"), args=[ast.Constant(str(text))]):
                yield text, None
            case ast.Call(func=ast.Name("_"), args=[ast.Constant(str(text)), ast.Constant(str(meaning))]):
                yield text, meaning


def stored() -> Catalog:
    if not PO.exists():
        return Catalog(
            locale="en",
            domain="motcua",
            header_comment="# The English texts of motcua-tui; the ids are the Vietnamese texts of the code.",
            project="motcua-tui",
            version=__version__,
            msgid_bugs_address="-",
            last_translator="-",
            language_team="-",
            revision_date=datetime.now(UTC),
            fuzzy=False,
        )
    with PO.open("rb") as file:
        return read_po(file, locale="en", domain="motcua")


def updated() -> Catalog:
    """The stored catalogue with the entries of today's code, old ones dropped."""
    catalogue = stored()
    catalogue.update(in_code(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def translations(catalogue: Catalog) -> dict[tuple[str, str], str]:
    """The English of each text and its meaning; empty where there is none."""
    return {(str(m.id), m.context or ""): "" if m.fuzzy else str(m.string or "") for m in catalogue if m.id}


def compiled(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def faults() -> list[str]:
    """What is wrong with the catalogue as it is stored; nothing when it is complete and compiled."""
    wanted, have = translations(in_code()), stored()
    known = translations(have)
    found = [f"missing: {_named(*text)}" for text in sorted(wanted.keys() - known.keys())]
    found += [f"no longer in the code: {_named(*text)}" for text in sorted(known.keys() - wanted.keys())]
    for (text, _meaning), english in known.items():
        if not english:
            found.append(f"untranslated: {text}")
        elif _placeholders(text) != _placeholders(english):
            found.append(f"other placeholders: {text}")
        elif _left_in_vietnamese(english):
            found.append(f"Vietnamese in the English: {english}")
    if not MO.exists() or MO.read_bytes() != compiled(have):
        found.append("motcua.mo is not the compiled motcua.po")
    return found


def _named(text: str, meaning: str) -> str:
    return f"{text} | {meaning}" if meaning else text


def _placeholders(text: str) -> set[tuple[str, str]]:
    return {(name, form or "") for _text, name, form, _how in Formatter().parse(text) if name is not None}


def _left_in_vietnamese(english: str) -> bool:
    """Vietnamese letters outside names, numbers of documents and what is quoted to be typed."""
    rest = _QUOTED_OR_NUMBERED.sub("", english)
    for name in _NAMES:
        rest = rest.replace(name, "")
    return bool(_VIETNAMESE.search(rest))


def main() -> int:
    if "--check" in sys.argv:
        found = faults()
        print(*found, sep="\n", end="\n" if found else "")
        return 1 if found else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    catalogue = updated()
    with PO.open("wb") as file:
        write_po(file, catalogue, sort_output=True, omit_header=False, width=100, no_location=True)
    MO.write_bytes(compiled(catalogue))
    missing = [text for text, english in translations(catalogue).items() if not english]
    print(f"{len(catalogue)} entries, {len(missing)} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
