"""The common reasons of an office: written once as a setting, taken by number where a reason is asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason and, where one was given, its legal ground (căn cứ)."""

    text: str
    ground: str = ""

    @property
    def whole(self) -> str:
        """Both in one sentence, for a field that has no other for the ground."""
        return f"{self.text} ({self.ground})" if self.ground else self.text


def parse_reasons(setting: str) -> tuple[Reason, ...]:
    """The reasons between semicolons, each with its ground behind ``|``; each text once, in their order."""
    found: dict[str, Reason] = {}
    for part in setting.split(";"):
        text, _bar, ground = (piece.strip() for piece in part.partition("|"))
        if text:
            found.setdefault(text, Reason(text, ground))
    return tuple(found.values())
