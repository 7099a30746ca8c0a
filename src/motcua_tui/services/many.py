"""One verb for many dossiers: each in a transaction of its own, so that each can be undone by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from motcua_tui.domain.text import clean
from motcua_tui.errors import ConflictError, InputError, MotcuaError, NotFoundError, RuleError
from motcua_tui.i18n import _
from motcua_tui.services import browse, undoing, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.verbs import Done


@dataclass(frozen=True, slots=True)
class Refused:
    """A dossier that was left as it was, and why."""

    code: str
    error: MotcuaError


@dataclass(frozen=True, slots=True)
class Many:
    """What became of the dossiers, each kind in the order that was asked for.

    ``left`` were not tried: the person stopped, or the record could not be written any more, which
    ``failure`` tells.
    """

    done: tuple[Done, ...] = ()
    refused: tuple[Refused, ...] = ()
    left: tuple[str, ...] = ()
    failure: MotcuaError | None = None


def for_each(
    codes: Iterable[str],
    verb: Callable[[str], Done],
    *,
    told: Callable[[int], None] = lambda _tried: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Many:
    """Carry out the verb on one dossier after the other; what a rule refuses keeps no other from it.

    ``told`` hears after each how many were tried, ``stopped`` is asked before each. A code that is given
    twice counts once.
    """
    waiting = list(dict.fromkeys(map(clean, codes)))
    done: list[Done] = []
    refused: list[Refused] = []
    for tried, code in enumerate(waiting):
        if stopped():
            return Many(tuple(done), tuple(refused), tuple(waiting[tried:]))
        try:
            done.append(verb(code))
        except (RuleError, NotFoundError, InputError, ConflictError) as error:
            refused.append(Refused(code, error))
        except MotcuaError as error:
            return Many(tuple(done), tuple(refused), tuple(waiting[tried:]), error)
        told(tried + 1)
    return Many(tuple(done), tuple(refused))


def finish_in_time(desk: Desk, code: str, at: datetime) -> Done:
    """Record that the result is granted, where the rules need no word about this dossier: a late finish
    has a cause of its own. Raises RuleError."""
    due = browse.find(desk, code).dossier.standing.lawful_due
    if due is not None and due < at.date():
        raise RuleError(
            _("Hồ sơ đã quá hạn, kết quả cần ghi nguyên nhân trễ."), _("Ghi kết quả riêng cho hồ sơ này.")
        )
    return verbs.finish(desk, code, at)


def take_back(desk: Desk, made: Many) -> Callable[[str], Done]:
    """The verb that undoes what was done to each, where nothing else has happened to it since."""
    steps = {done.dossier.code: done.dossier.events[-1].number for done in made.done}
    return partial(_take_back, desk, steps)


def _take_back(desk: Desk, steps: dict[str, int], code: str) -> Done:
    return undoing.undo(desk, code, step=steps[code])
