"""What the global options chose, and the desk they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import typer

from motcua_tui import bootstrap
from motcua_tui.cli.output import say
from motcua_tui.config import DEFAULTS
from motcua_tui.domain.calendar import WorkCalendar
from motcua_tui.domain.office import OfficeHours
from motcua_tui.domain.typed_dates import parse_date, parse_moment
from motcua_tui.errors import InputError, StorageError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Clock, Desk
from motcua_tui.storage.place import Place, Server


@dataclass(frozen=True, slots=True)
class Options:
    """The global options of this run."""

    database: str | None = None
    today: str | None = None
    plain: bool = False
    officer: str | None = None
    """Who runs the command, where a desk wants to know."""

    @property
    def place(self) -> Place:
        """Where the record is. Raises StorageError for a URL of another kind."""
        return bootstrap.database_place(self.database)

    @property
    def path(self) -> Path:
        """The file of the record. Raises StorageError when it is on a server."""
        if isinstance(self.place, Server):
            raise StorageError(
                _("Lệnh này dùng cho sổ là một tệp, mà sổ này nằm trên máy chủ."),
                _("Chuyển cả sổ vào một cơ sở dữ liệu mới: motcua move --to …."),
            )
        return self.place

    @property
    def clock(self) -> Clock:
        """The clock before there is a desk that says in which zone. Raises InputError."""
        return bootstrap.clock(DEFAULTS.zone, self.today)


def options(context: typer.Context) -> Options:
    found = context.find_object(Options)
    assert found is not None
    return found


@contextmanager
def desk(context: typer.Context) -> Iterator[Desk]:
    """The desk of the database that was asked for, closed afterwards."""
    chosen = options(context)
    opened = bootstrap.open_desk(chosen.database, chosen.today)
    if damage := opened.database.damage:
        say(_("Chú ý: {message} Chỉ đọc được phần còn lại.").format(message=damage.message))
        say(f"  → {damage.hint}")
    try:
        if chosen.officer is not None:
            from motcua_tui.cli.signing import signed_in

            opened = signed_in(opened, chosen.officer)
        yield opened
    except (typer.Exit, OSError):
        raise
    except Exception as error:
        from motcua_tui.services.backups import damage_behind

        if damage := damage_behind(error, opened.database.path):
            raise damage from error
        raise
    finally:
        opened.database.close()


def rules(context: typer.Context) -> tuple[WorkCalendar, OfficeHours]:
    """The calendar and hours of the office where there is a desk, those that are shipped otherwise."""
    place = options(context).place
    if not isinstance(place, Server) and not place.exists():
        return bootstrap.rules_alone()
    with desk(context) as opened:
        return opened.calendar, opened.office


def read_date(text: str, desk: Desk) -> date:
    """A date as people type it, or ISO. Raises InputError."""
    return parse_date(text, today=desk.today(), add_working_days=desk.calendar.add)


def read_moment(text: str | None, desk: Desk) -> datetime:
    """A moment as people type it; now when nothing was given. A bare date is that day's opening."""
    if text is None:
        return desk.now()
    return parse_moment(text, today=desk.today(), now=desk.now().time(), add_working_days=desk.calendar.add)


def iso_date(text: str) -> date:
    """A date that needs no desk: ``2026-11-23`` or ``23/11/2026``. Raises InputError."""
    for read in (date.fromisoformat, lambda day: datetime.strptime(day, "%d/%m/%Y").date()):
        try:
            return read(text.strip())
        except ValueError:
            continue
    raise InputError(_("Ngày “{text}” không đúng dạng.").format(text=text), _("Viết ngày dạng 2026-11-23."))


def iso_moment(text: str) -> tuple[datetime, bool]:
    """A date with an optional ``THH:MM``, and whether the time was given. Raises InputError."""
    day, mark, clock = text.strip().replace(" ", "T").partition("T")
    if not mark:
        return datetime.combine(iso_date(day), time()), False
    try:
        at = time.fromisoformat(clock).replace(tzinfo=None, second=0, microsecond=0)
    except ValueError:
        raise InputError(
            _("Giờ “{text}” không đúng dạng.").format(text=clock), _("Viết ngày giờ dạng 2026-11-23T09:40.")
        ) from None
    return datetime.combine(iso_date(day), at), True
