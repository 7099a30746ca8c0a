"""The files of a period: what is written, under which names, and what a stop leaves."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

import pytest
from tests.services.desks import particulars

from motcua_tui.domain.periods import Preset, ReportingPeriod
from motcua_tui.errors import InputError, OutputError
from motcua_tui.reports.files.paper import Paper
from motcua_tui.services import forms, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.file_names import Format, file_name
from motcua_tui.services.forms import FormName
from motcua_tui.services.period_files import Export, export, exports
from motcua_tui.services.reporting import Question

SEPTEMBER: Final = Preset.parse("2026-09")


@pytest.fixture
def desk(small_desk: Desk) -> Desk:
    verbs.accept(small_desk, particulars("A-1"), datetime(2026, 9, 1, 9))
    return small_desk


def test_exports_when_chosen_then_forms_are_papers_and_the_report_is_anything() -> None:
    assert exports([None, FormName.CAUSES], [Format.XLSX, Format.HTML]) == (
        Export(None, Format.XLSX),
        Export(None, Format.HTML),
        Export(FormName.CAUSES, Format.XLSX),
    )


def test_export_when_every_format_is_wanted_then_each_is_written_beside_what_is_there(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "báo cáo" / "quý"
    question = Question.of(desk, SEPTEMBER)
    wanted = exports([None, FormName.CAUSES], Format)
    heard: list[int] = []
    done = export(desk, question, wanted, folder, told=heard.append)
    assert (done.refused, done.left) == ((), 0)
    assert heard == [1, 2, 3, 4, 5, 6, 7]
    names = {path.name for path in done.written}
    assert names == {
        *(f"bao-cao-07a-2026-09.{kind}" for kind in Format),
        "causes-2026-09.xlsx",
        "causes-2026-09.docx",
    }
    text = (folder / "bao-cao-07a-2026-09.txt").read_text(encoding="utf-8")
    assert "Hoạt động xây dựng" in text
    assert (folder / "bao-cao-07a-2026-09.csv").read_text(encoding="utf-8-sig").count("\n") >= 2
    assert "<html" in (folder / "bao-cao-07a-2026-09.html").read_text(encoding="utf-8")
    again = export(desk, question, wanted[:1], folder)
    assert [path.name for path in again.written] == ["bao-cao-07a-2026-09 (2).xlsx"]


def test_export_when_stopped_or_a_form_cannot_be_made_then_the_rest_is_told(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = Question.of(desk, SEPTEMBER)
    wanted = exports([None], [Format.CSV, Format.TEXT])
    folder = tmp_path / "giấy"
    done = export(desk, question, wanted, folder, stopped=lambda: any(folder.iterdir()))
    assert (len(done.written), done.left) == (1, 1)
    by_month = FormName.CAUSES
    monkeypatch.setattr(forms, "form", _refuse)
    done = export(desk, question, exports([by_month], [Format.XLSX]), folder)
    assert [(refused.export.form, str(refused.error)) for refused in done.refused] == [(by_month, "Không.")]
    with pytest.raises(OutputError):
        export(desk, question, wanted, done_file(folder) / "folder")


def done_file(folder: Path) -> Path:
    return next(folder.iterdir())


def _refuse(_desk: Desk, _request: forms.FormRequest) -> Paper:
    raise InputError("Không.")


def test_file_name_when_the_period_is_free_or_by_the_calendar_then_is_one_for_any_system() -> None:
    free = ReportingPeriod.free(SEPTEMBER.period.first, SEPTEMBER.period.last)
    assert file_name(free, "07a", "xlsx") == "07a-2026-08-15_2026-09-14.xlsx"
    assert file_name(Preset.parse("cal:2026-09"), "causes", "docx") == "causes-cal-2026-09.docx"
