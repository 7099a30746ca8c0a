"""Who prints a form, a list or a document, from the settings of the desk."""

from __future__ import annotations

from motcua_tui.reports.files.printing import Printing
from motcua_tui.services.desk import Desk


def printing(desk: Desk) -> Printing:
    """Who prints, and today's date."""
    settings = desk.settings
    return Printing(
        agency=settings.agency,
        desk=settings.desk,
        receiver=settings.receiver,
        preparer=desk.actor,
        place=settings.place,
        signatory=settings.signatory,
        signatory_title=settings.signatory_title,
        dated=desk.today(),
    )
