"""Filling a template of the user in a process of its own, which is stopped when it takes too long.

A loop in a template cannot be stopped from within, and its memory is ours. The process gets the template
and the values, and gives back a docx or what is wrong.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Final

from motcua_tui.reports.letters.fields import Printed
from motcua_tui.reports.letters.filling import BrokenTemplate, Fault, fill

SECONDS: Final = 20
MOST_MEMORY: Final = 1 << 30
"""Bytes that a template may use, where the system can limit them."""


def fill_guarded(
    template: bytes, values: Mapping[str, Printed], code: str, *, seconds: float = SECONDS
) -> bytes:
    """As ``fill``, in another process for at most ``seconds``. Raises BrokenTemplate."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", __name__],
            input=order(template, values, code),
            capture_output=True,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise BrokenTemplate(Fault.TOO_LONG, detail=f"{seconds:g}") from None
    if done.returncode:
        raise told(done.stderr)
    return done.stdout


def order(template: bytes, values: Mapping[str, Printed], code: str) -> bytes:
    """What the other process is asked."""
    asked = {"template": base64.b64encode(template).decode(), "values": values, "code": code}
    return json.dumps(asked).encode()


def told(stderr: bytes) -> BrokenTemplate:
    """What the other process says is wrong; a process that died says nothing."""
    try:
        fault = json.loads(stderr)
        return BrokenTemplate(Fault(fault["fault"]), fault["tag"], fault["detail"])
    except ValueError:
        return BrokenTemplate(Fault.UNUSABLE)


def main() -> int:
    """The other process: the order on stdin, the docx on stdout or the fault on stderr."""
    _limit_memory()
    asked = json.load(sys.stdin.buffer)
    try:
        filled = fill(base64.b64decode(asked["template"]), asked["values"], asked["code"])
    except BrokenTemplate as broken:
        json.dump({"fault": broken.fault, "tag": broken.tag, "detail": broken.detail}, sys.stderr)
        return 1
    sys.stdout.buffer.write(filled)
    return 0


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    sys.exit(main())
