"""What is done for the record while the screens stand: a copy in its time, and a damaged file noticed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from motcua_tui.errors import DamagedError, MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services.backups import advised, back_up_when_due

if TYPE_CHECKING:
    from motcua_tui.tui.screens.base import DeskApp


def keep_a_copy(app: DeskApp) -> None:
    """Make the copy that is due, in a thread, and tell it in one line.

    A copy that cannot be made stops nobody's work. A file that turns out to be damaged is only read from
    then on.
    """
    database = app.desk.database
    try:
        made = None if database.damage else back_up_when_due(app.desk)
    except DamagedError as error:
        if database.path is None:
            return
        told = advised(database.path, error)
        with suppress(DamagedError):  # nothing can be read either
            database.only_read(told)
        app.notify(f"{told.message} {told.hint}", severity="error", timeout=60, markup=False)
    except MotcuaError as error:
        told_why = f"{error.message} {error.hint}"
        app.notify(
            _("Chưa sao lưu được: {why}").format(why=told_why), severity="warning", timeout=20, markup=False
        )
    else:
        if made:
            app.notify(_("Đã sao lưu: {name}.").format(name=made.name), markup=False)
