"""The options that every command takes, wherever on the line they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

WITH_VALUE: Final = frozenset({"--db", "--today", "--lang", "--as"})
FLAGS: Final = frozenset({"--plain"})


def hoisted(arguments: Sequence[str]) -> list[str]:
    """The arguments with the global options moved before the command, where the parser wants them.

    What follows a bare ``--`` is left alone. A last word that lacks its value is all that is given back:
    the parser then says what is missing.
    """
    front: list[str] = []
    rest: list[str] = []
    words = list(arguments)
    while words:
        word = words.pop(0)
        if word == "--":
            rest += [word, *words]
            break
        if word in WITH_VALUE:
            if not words:
                return [word]
            front += [word, words.pop(0)]
        elif word in FLAGS or word.partition("=")[0] in WITH_VALUE:
            front.append(word)
        else:
            rest.append(word)
    return front + rest


def alone(arguments: Sequence[str]) -> bool:
    """Whether there is no command, only global options with their values: then the screens open."""
    words = iter(hoisted(arguments))
    return all(
        word in FLAGS
        or ("=" in word and word.partition("=")[0] in WITH_VALUE)
        or (word in WITH_VALUE and next(words, None) is not None)
        for word in words
    )


def option(arguments: Sequence[str], name: str) -> str | None:
    """The value of a global option, given as ``--name value`` or ``--name=value``."""
    for here, word in enumerate(arguments):
        if word == name and here + 1 < len(arguments):
            return arguments[here + 1]
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
    return None
