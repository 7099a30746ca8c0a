from __future__ import annotations

import csv
import json
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tests.nasty_texts import NASTY
from tests.services.desks import desk_over, particulars, writing

from motcua_tui.domain.catalogue import ProcedureVersion, ProcessStep
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay, State
from motcua_tui.domain.dossier import Paper
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.petitions import Petition
from motcua_tui.domain.text import clean
from motcua_tui.errors import InputError, OutputError
from motcua_tui.reports.files import rows as rows_module
from motcua_tui.reports.files.rows import Heading, neutral, restored, write_rows
from motcua_tui.services import browse, petitions, record_export, undoing, verbs
from motcua_tui.services.browse import View
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.calendar import import_calendar
from motcua_tui.services.importing.dossiers import import_dossiers
from motcua_tui.services.importing.procedures import import_procedures
from motcua_tui.services.record_export import RecordPart, export
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads import catalogue as catalogue_reads
from motcua_tui.storage.reads.dossiers import Sort, SortKey

FORMULAS = ["=1+1", "+84912", "-5", "@SUM(A1)", "'=x", "''=x", "'Tấn", "Đặng = Lê"]


def day(on: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, on, hour)


@pytest.fixture
def full_desk(small_desk: Desk) -> Desk:
    """A dossier in every state that a register can tell."""
    desk = small_desk

    def accept(code: str, on: int, **facts: object) -> None:
        # The facts are fields of Particulars, each of its type.
        told = replace(particulars(code), **facts)  # type: ignore[arg-type]
        verbs.accept(desk, told, day(on))

    online = replace(particulars("A-01"), channel=Channel.ONLINE_FULL)
    verbs.submit(desk, online, day(20, 15))
    verbs.submit(desk, replace(online, code="A-02"), day(19, 15))
    verbs.decline(desk, "A-02", day(20), "Sai thẩm quyền")
    accept("A-03", 19, applicant="=HYPERLINK()", phone="+84912000111", note="@nhớ gọi")
    accept("A-04", 12, department="P. Xây dựng", officer="Lan", fee=150_000, paid_online=True)
    verbs.hand_over(desk, "A-04", day(13), "P. Xây dựng", "Lan")
    accept(
        "A-05",
        16,
        applicant_id="001",
        address="Số 1",
        submitter="Ông B",
        sets=2,
        fee_receipt="BL-1",
        submitter_id="002",
        submitter_phone="0913",
        email="a@b.vn",
        filed_by_officer=True,
        papers_digitised=True,
        result_digitised=True,
        fee_collector="Lan",
        receipt_number="12/2026",
    )
    verbs.ask_supplement(desk, "A-05", day(18), "Bản vẽ", "Thiếu")
    accept("A-06", 9, channel=Channel.POST)
    verbs.ask_supplement(desk, "A-06", day(11), "Bản vẽ", "Thiếu")
    verbs.resume(desk, "A-06", day(16))
    accept("A-07", 10)
    verbs.finish(desk, "A-07", day(13, 14), result_number="12/GP")
    accept("A-08", 10)
    verbs.finish(desk, "A-08", day(18, 14), late_cause="Cơ quan phối hợp chậm")
    verbs.give_back(desk, "A-08", day(19), ReturnWay.POST)
    accept("A-09", 10)
    verbs.finish(desk, "A-09", day(12), outcome=Outcome.REFUSED, reason="Không đủ điều kiện")
    accept("A-10", 10)
    verbs.stop(desk, "A-10", day(12), "Rút")
    accept("A-11", 16)
    verbs.redate(desk, "A-11", day(19), date(2026, 11, 30), "Chờ ý kiến")
    accept("A-12", 16)
    verbs.ask_payment(desk, "A-12", day(18))
    return desk


@pytest.fixture
def empty_desk(new_database: Callable[[], Database]) -> Desk:
    return desk_over(new_database())


def told(desk: Desk) -> dict[str, tuple[object, ...]]:
    """What lists and reports know of every dossier."""
    found: dict[str, tuple[object, ...]] = {}
    for code in browse.codes(desk, browse.query(desk), Sort(SortKey.CODE)):
        page = browse.find(desk, code)
        it, now = page.dossier.particulars, page.dossier.standing
        found[code] = (
            it.procedure_version, it.applicant, it.applicant_id, it.phone, it.address, it.submitter,
            it.channel, it.department, it.officer, it.sets, it.fee, it.fee_receipt, it.paid_online, it.note,
            it.submitter_id, it.submitter_phone, it.email, it.filed_by_officer, it.papers_digitised,
            it.result_digitised, it.fee_collector, it.receipt_number,
            now.state, now.outcome, now.lawful_due, now.promised_due, now.accepted_at, now.finished_at,
            now.returned_at, now.waiting_since, now.late_cause, page.listed.timeliness, page.listed.days_left,
        )  # fmt: skip
    return found


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_dossiers_exported_and_imported_are_the_same(
    full_desk: Desk, empty_desk: Desk, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"hồ sơ{ending}"
    assert export(full_desk, RecordPart.DOSSIERS, path) == 12
    result = import_dossiers(empty_desk, path)
    assert (result.added, result.refused, list(result.due_differs)) == (12, (), [])
    assert told(empty_desk) == told(full_desk)


def test_waiting_for_payment_without_its_day_is_told(empty_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Mã hồ sơ,Mã thủ tục,Hình thức nộp,Ngày tiếp nhận,"
        "Ngày yêu cầu thanh toán,Ngày có kết quả,Tình trạng\n"
        "P-1,1.013233,Trực tiếp,16/11/2026,,,Chờ thanh toán\n"
        "P-2,1.013233,Trực tiếp,16/11/2026,13/11/2026,,Chờ nộp phí\n"
        "P-3,1.013233,Trực tiếp,16/11/2026,17/11/2026,,Chờ nộp phí\n"
        "P-4,1.013233,Trực tiếp,16/11/2026,17/11/2026,18/11/2026,Chờ nộp phí\n",
        encoding="utf-8",
    )
    result = import_dossiers(empty_desk, path)
    assert [warning.row for warning in result.warnings if "ngày yêu cầu" in warning.why] == [2, 3]
    states = [browse.find(empty_desk, f"P-{n}").dossier.standing.state for n in (1, 2, 3, 4)]
    assert states == [State.ACCEPTED, State.ACCEPTED, State.AWAITING_PAYMENT, State.RESULT_READY]


def test_query_narrows_dossiers_and_events(full_desk: Desk, tmp_path: Path) -> None:
    waiting = browse.query(full_desk, View.WAITING)
    path = tmp_path / "a.jsonl"
    assert export(full_desk, RecordPart.DOSSIERS, path, waiting) == 1
    (line,) = map(json.loads, path.read_text().splitlines())
    assert (line["code"], line["outcome"], line["supplement_done"]) == ("A-05", "Chờ bổ sung", None)
    assert export(full_desk, RecordPart.EVENTS, tmp_path / "b.jsonl", waiting) == 2
    kinds = [json.loads(row)["kind"] for row in (tmp_path / "b.jsonl").read_text().splitlines()]
    assert kinds == ["Accepted", "SupplementAsked"]


def test_undone_steps_are_not_told_of_a_dossier(small_desk: Desk, tmp_path: Path) -> None:
    verbs.accept(small_desk, particulars("A-1"), day(19))
    verbs.ask_supplement(small_desk, "A-1", day(20), "Bản vẽ", "Thiếu")
    undoing.undo(small_desk, "A-1")
    export(small_desk, RecordPart.DOSSIERS, tmp_path / "a.jsonl")
    line = json.loads((tmp_path / "a.jsonl").read_text())
    assert (line["supplement_asked"], line["outcome"]) == (None, "Đã tiếp nhận")


def test_catalogue_and_calendar_come_back(full_desk: Desk, empty_desk: Desk, tmp_path: Path) -> None:
    export(full_desk, RecordPart.CATALOGUE, tmp_path / "tthc.xlsx")
    result = import_procedures(empty_desk, tmp_path / "tthc.xlsx")
    assert (result.unchanged, result.refused) == (2, ())
    versions = catalogue_reads.versions(empty_desk.database.reader())
    assert len(versions) == 2
    export(full_desk, RecordPart.CALENDAR, tmp_path / "lịch.csv")
    days = import_calendar(empty_desk, tmp_path / "lịch.csv")
    assert not days.refused


def test_papers_and_steps_of_a_procedure_come_back(
    small_desk: Desk, empty_desk: Desk, tmp_path: Path
) -> None:
    told = ProcedureVersion(
        code="9.1",
        name="Thẩm định",
        limit=TimeLimit.parse("5 LV"),
        papers=(Paper("Đơn"), Paper("Bản vẽ", 1, 2)),
        steps=(ProcessStep("Nhận", "", Decimal("0.5")), ProcessStep("Làm", "Phòng Một", Decimal("4.5"))),
    )
    with writing(small_desk) as uow:
        uow.catalogue.add(told)
        uow.commit()
    export(small_desk, RecordPart.CATALOGUE, tmp_path / "tthc.xlsx")
    import_procedures(empty_desk, tmp_path / "tthc.xlsx")
    versions = catalogue_reads.versions(empty_desk.database.reader(), whole=True)
    (found,) = (version for version in versions if version.code == "9.1")
    assert (found.papers, found.steps) == (told.papers, told.steps)


def test_petitions_are_told_whole(small_desk: Desk, tmp_path: Path) -> None:
    made = Petition(
        received_on=date(2026, 11, 20), sender="Bà Hòa", content="=1+1", answer_by=date(2026, 12, 1)
    )
    petitions.add(small_desk, made)
    export(small_desk, RecordPart.PETITIONS, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["Người gửi"], row["Nội dung"], row["Hạn trả lời"]) == ("Bà Hòa", "'=1+1", "2026-12-01")


def test_file_is_for_its_owner_and_none_is_overwritten(full_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    export(full_desk, RecordPart.DOSSIERS, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(OutputError, match="Đã có tệp"):
        export(full_desk, RecordPart.DOSSIERS, path)
    export(full_desk, RecordPart.CALENDAR, path, force=True)
    with pytest.raises(InputError, match="Không xuất được"):
        export(full_desk, RecordPart.DOSSIERS, tmp_path / "a.pdf")
    with pytest.raises(OutputError, match="Không ghi được"):
        export(full_desk, RecordPart.DOSSIERS, tmp_path / "không có" / "a.csv")
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_more_rows_than_a_sheet_takes_are_refused_before_anything_is_written(
    full_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_export, "MOST_SHEET_ROWS", 10)
    with pytest.raises(InputError, match="12 dòng"):
        export(full_desk, RecordPart.DOSSIERS, tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()
    assert export(full_desk, RecordPart.DOSSIERS, tmp_path / "a.csv") == 12


@given(st.text(max_size=30) | st.sampled_from([*NASTY, *FORMULAS]))
def test_neutral_text_is_no_formula_and_comes_back(text: str) -> None:
    safe = neutral(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert restored(safe) == text


@pytest.mark.parametrize("ending", rows_module.ENDINGS)
def test_rows_are_taken_one_by_one(tmp_path: Path, ending: str) -> None:
    taken: list[int] = []

    def rows() -> Iterator[tuple[int, str]]:
        for number in range(1_000):
            taken.append(number)
            yield number, f"hồ sơ {number}"

    headings = (Heading("n", "Số"), Heading("name", "Tên"))
    with (tmp_path / f"a{ending}").open("wb") as file:
        assert write_rows(file, ending, headings, rows()) == 1_000
    assert len(taken) == 1_000


def test_nasty_texts_are_plain_cells_of_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    texts = [clean(text) for text in [*NASTY, *FORMULAS]]
    with path.open("wb") as file:
        write_rows(file, ".xlsx", (Heading("text", "Nội dung"),), ((text,) for text in texts))
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert [restored(str(row[0])) for row in rows[1:]] == texts
    with ZipFile(path) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
