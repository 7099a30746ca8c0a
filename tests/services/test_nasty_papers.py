"""A record full of nasty texts: every paper and list of it is a sound file that says them as they are."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.nasty_texts import NASTY
from tests.services.desks import NOW, desk_over, particulars

from motcua_tui.domain.codes import Channel, Outcome, ReturnWay
from motcua_tui.domain.dossier import Paper as Received
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.text import clean
from motcua_tui.services import files, forms, letters, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.forms import FormName, FormRequest
from motcua_tui.services.letters import Added, FormSet, Paper
from motcua_tui.storage.database import Database

MONDAY = datetime(2026, 11, 16, 8)
NOVEMBER = ReportingPeriod.free(date(2026, 11, 1), date(2026, 11, 30))
TEXTS = [text for text in NASTY if clean(text)]
SETS = {FormSet.TT_01_2018: datetime(2025, 9, 14), FormSet.TT_03_2025: NOW}
LISTS = (
    FormName.REGISTER,
    FormName.REMINDERS,
    FormName.HAND_OVER,
    FormName.RESULTS,
    FormName.POSTED,
    FormName.FEES,
    FormName.FILED_BY_OFFICER,
    FormName.CAUSES,
    FormName.WEEKLY,
)
TAG = re.compile(r"\{[{%#]|[}%#]\}")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def nasty(code: str, texts: tuple[str, ...]) -> Particulars:
    """A dossier that has them wherever a text may be; the list of papers has them all."""
    words = [texts[place % len(texts)] for place in range(9)]
    return replace(
        particulars(code),
        applicant=f"Ông {words[0]}",
        applicant_id=words[1],
        phone=words[2],
        email=words[3],
        address=words[4],
        submitter=f"Bà {words[5]}",
        submitter_id=words[6],
        submitter_phone=words[7],
        note=words[8],
        fee=75_000,
        fee_receipt=words[0],
        fee_collector=words[1],
        channel=Channel.ONLINE_FULL,
        filed_by_officer=True,
        papers=tuple(Received(clean(text)) for text in texts),
    )


@pytest.fixture
def desk(database: Database) -> Desk:
    """Two dossiers, each with its share of the texts; together they have cause for every paper."""
    made = desk_over(database)
    settings = replace(
        made.settings,
        agency=clean(f"Sở {TEXTS[0]}"),
        desk=clean(f"Bộ phận {TEXTS[2]}"),
        parent_agency="{{ ma_ho_so }}",
        place=clean(TEXTS[5]),
        signatory="<w:t>&amp;",
    )
    made = replace(made, settings=settings)
    for number, texts in enumerate(batches()):
        code = f"A-{number}"
        verbs.accept(made, nasty(code, texts), MONDAY)
        verbs.hand_over(made, code, MONDAY, f"Phòng {texts[0]}", texts[1], texts[2])
        verbs.ask_supplement(made, code, MONDAY, f"bản vẽ\n{texts[3]}", f"thiếu {texts[4]}", texts[5])
        verbs.resume(made, code, MONDAY)
        verbs.redate(made, code, datetime(2026, 11, 17, 9), date(2026, 11, 27), f"chậm {texts[6]}")
        if number % 2:
            verbs.stop(made, code, datetime(2026, 11, 18, 9), f"rút {texts[7]}")
        else:
            verbs.finish(
                made,
                code,
                datetime(2026, 11, 18, 9),
                Outcome.REFUSED,
                result_number=texts[8],
                reason=f"sai {texts[9]}",
            )
            verbs.give_back(made, code, datetime(2026, 11, 18, 10), ReturnWay.POST)
    return made


def batches() -> list[tuple[str, ...]]:
    """The texts in two shares of one size."""
    each = -(-len(TEXTS) // 2)
    return [tuple((TEXTS + TEXTS)[first : first + each]) for first in range(0, len(TEXTS), each)]


def sound(path: Path) -> str:
    """All text of an office file, whose parts are well-formed and hold no control character."""
    said = []
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                content = parts.read(name).decode("utf-8")
                assert not CONTROL.search(content), name
                said += [text for text in ElementTree.fromstring(content).itertext() if text.strip()]
    return "\n".join(said)


def left_of(text: str) -> str:
    """The text without those of the record that look like tags themselves."""
    for own in [*map(clean, TEXTS), "{{ ma_ho_so }}"]:
        for written in (own, own.upper()):
            if TAG.search(written):
                text = text.replace(written, "")
    return text


@pytest.mark.parametrize("forms_of", FormSet)
def test_every_paper_of_a_nasty_record_is_sound_and_has_no_tag_left(
    desk: Desk, tmp_path: Path, forms_of: FormSet
) -> None:
    at = SETS[forms_of]
    for number, texts in enumerate(batches()):
        added = Added(number=texts[0], signatory=texts[1], signatory_title=texts[2], book=texts[3])
        for offered in letters.offered(desk, f"A-{number}", at):
            if offered.refused is None:
                path = letters.issue_into(desk, f"A-{number}", offered.paper, at, tmp_path, added)
                text = sound(path)
                assert not TAG.search(left_of(text)), offered
                if offered.paper is Paper.RECEIPT:
                    assert all(line in text for each in texts for line in clean(each).split("\n"))
                assert all(
                    line.isprintable() for line in letters.look(desk, f"A-{number}", offered.paper, at)
                )


@pytest.mark.parametrize("name", LISTS)
def test_every_list_of_a_nasty_record_is_sound(desk: Desk, tmp_path: Path, name: FormName) -> None:
    paper = forms.form(desk, FormRequest(name, NOVEMBER))
    for ending in (".docx", ".xlsx"):
        text = sound(files.save_into(tmp_path, f"{name}{ending}", paper))
        assert not TAG.search(left_of(text))
    for width in (80, 140):
        assert all(line.isprintable() for line in files.look(paper, width))
