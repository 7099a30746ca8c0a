"""A dossier knows its code, and is direct, one set, by default."""

from __future__ import annotations

from motcua_tui.domain.codes import Channel
from motcua_tui.domain.dossier import Dossier, Particulars
from motcua_tui.domain.events import Standing


def test_code_when_asked_then_that_of_the_particulars() -> None:
    particulars = Particulars(code="H48-260302-0001", procedure_version=1, applicant="Người nộp A")
    dossier = Dossier(id=1, version=1, particulars=particulars, standing=Standing())
    assert dossier.code == "H48-260302-0001"
    assert (particulars.channel, particulars.sets, particulars.filed_by_officer) == (Channel.DIRECT, 1, False)
