"""Writes ``docs/keys.md``, the table of all keys, from the registry of actions.

python tools/keys.py           write it
python tools/keys.py --check   exit 1 when it is not what the registry says
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from motcua_tui.tui.actions import ACTIONS, Group, group_title, key_label

PAGE: Final = Path(__file__).parents[1] / "docs" / "keys.md"
_HEAD: Final = """# Keys

Every key of the screens, as the registry (`tui/actions`) has it; written by `python tools/keys.py`. The first
column is the name by which a key is bound anew in `keys.toml` ([office.md](office.md)). The help on the
screens (F1) and `motcua keys` say the same.
"""


def page() -> str:
    parts = [_HEAD]
    for group in Group:
        parts.append(
            f"\n## {group_title(group)}\n\n| id | keys | what it does | command |\n|---|---|---|---|\n"
        )
        for action in (action for action in ACTIONS if action.group is group):
            keys = " ".join(f"`{key_label(key)}`" for key in action.keys)
            command = f"`{action.cli}`" if action.cli else "–"
            parts.append(f"| `{action.id}` | {keys} | {action.help} | {command} |\n")
    return "".join(parts)


def main() -> int:
    if "--check" in sys.argv:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page() else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
