"""The forms of a real record: each tied to the report, the register or the catalogue it is made from."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.services.desks import at, desk_over, particulars, writing

from motcua_tui import bootstrap, locations
from motcua_tui.domain import events as ev
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel, JudgeBy, Outcome, ReturnWay
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.periods import Preset, ReportingPeriod
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.errors import InputError, OutputError
from motcua_tui.reports.files.paper import Paper, Row, Weight
from motcua_tui.services import files, saving
from motcua_tui.services.browse import find
from motcua_tui.services.desk import Desk
from motcua_tui.services.files import ReportFiles, check_paper_name, save_paper, save_report
from motcua_tui.services.forms import (
    GROUPED,
    FormName,
    FormRequest,
    form,
    has_departments,
    of_each_department,
    usual_period,
)
from motcua_tui.services.lateness import OVERDUE, late_dossiers
from motcua_tui.services.reporting import By, Question, report
from motcua_tui.storage.database import Database

QUARTER = Preset.parse("2026-q3")
NOVEMBER = ReportingPeriod.free(date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    shutil.copyfile(locations.sample_database(), path)
    database = Database.open(path)
    yield bootstrap.desk_of(database, "2026-11-23")
    database.close()


def record(desk: Desk, facts: Particulars, *told: tuple[int, ev.Happening]) -> None:
    """A dossier with what happened to it on days of November 2026."""
    events = tuple(
        ev.Event(datetime(2026, 11, day, 8, number), what, number)
        for number, (day, what) in enumerate(told, start=1)
    )
    with writing(desk) as uow:
        uow.dossiers.bulk_add([(facts, events)])
        uow.commit()


def due(day: int) -> ev.Accepted:
    return ev.Accepted(date(2026, 11, day))


def plain(paper: Paper, table: int = 0) -> list[Row]:
    return [row for row in paper.tables[table].rows if row.weight is Weight.PLAIN]


@pytest.mark.parametrize("name", [FormName.FORM_07A, FormName.FORM_06A, FormName.FORM_07A_2017])
def test_statistics_when_by_any_rows_then_the_figures_of_the_report(sample: Desk, name: FormName) -> None:
    for by in (By.FIELD, By.OFFICER):
        paper = form(sample, FormRequest(name, QUARTER, by))
        made = report(sample, Question.of(sample, QUARTER, ProfileName(name.value), by))
        (table,) = paper.tables
        totals = table.rows[-1].values[2:]
        assert totals[0] == made.total["received.total"]
        assert totals[-1] == made.total["pending.overdue"]
        assert [row.values[1] for row in table.rows[:-1]] == [row.key for row in made.rows]


@pytest.mark.parametrize("by", [By.FIELD, By.PROCEDURE])
@pytest.mark.parametrize("period", ["2026-q3", "2026-11", "2025"])
def test_causes_when_any_period_then_they_tie_to_the_late_columns(sample: Desk, by: By, period: str) -> None:
    reporting = Preset.parse(period)
    paper = form(sample, FormRequest(FormName.CAUSES, reporting, by))
    made = report(sample, Question.of(sample, reporting, by=by))
    late = {
        row.key: (row.summary["finished.late"], row.summary["pending.overdue"])
        for row in made.rows
        if row.summary["finished.late"] + row.summary["pending.overdue"]
    }
    rows = [row.values for row in plain(paper)]
    assert {row[1]: (row[3], row[4]) for row in rows} == late
    total = paper.tables[0].rows[-1].values
    assert total[2] == made.total["finished.late"] + made.total["pending.overdue"] == sum(total[5:])


def test_causes_when_only_the_apology_gave_a_reason_then_that_is_the_cause(small_desk: Desk) -> None:
    record(
        small_desk, particulars("A-1"), (2, due(9)), (6, ev.ReDated(date(2026, 11, 20), "Hồ sơ khai thiếu"))
    )
    record(small_desk, particulars("A-2"), (2, due(9)), (12, ev.ResultReady(Outcome.GRANTED)))
    record(
        small_desk,
        particulars("A-3"),
        (2, due(9)),
        (12, ev.ResultReady(Outcome.GRANTED, late_cause="Mất điện")),
    )
    paper = form(small_desk, FormRequest(FormName.CAUSES, NOVEMBER))
    assert plain(paper)[0].values == ("1", "Hoạt động xây dựng", 3, 2, 1, 0, 0, 1, 0, 0, 1, 1)
    assert "Nguyên nhân khác gồm: Mất điện." in paper.notes
    own = replace(small_desk, settings=replace(small_desk.settings, late_causes="Mất điện;; Bão ;Mất điện"))
    paper = form(own, FormRequest(FormName.CAUSES, NOVEMBER))
    assert [column.path[-1] for column in paper.tables[0].columns[5:7]] == ["Mất điện", "Bão"]
    assert plain(paper)[0].values == ("1", "Hoạt động xây dựng", 3, 2, 1, 1, 0, 1, 1)


def test_causes_when_by_channel_then_its_words_and_never_by_month(small_desk: Desk) -> None:
    record(small_desk, particulars("A-1"), (2, due(9)))
    paper = form(small_desk, FormRequest(FormName.CAUSES, NOVEMBER, By.CHANNEL))
    assert [row.values[1] for row in plain(paper)] == ["Trực tiếp"]
    with pytest.raises(InputError, match="không chia theo tháng"):
        form(small_desk, FormRequest(FormName.CAUSES, NOVEMBER, By.MONTH))


def test_register_when_printed_then_the_dossiers_received_in_the_period(sample: Desk) -> None:
    paper = form(sample, FormRequest(FormName.REGISTER, QUARTER))
    made = report(sample, Question.of(sample, QUARTER))
    accepted = [row.values[7] for row in paper.tables[0].rows]
    assert len(accepted) == made.total["received.new"]
    assert accepted == sorted(accepted)
    for row in paper.tables[0].rows[::40]:
        page = find(sample, str(row.values[1]))
        standing = page.dossier.standing
        assert row.values[7:12:3] == (standing.accepted_on, standing.finished_on)
        assert row.values[8] == standing.receipt_due
        assert row.values[4] == page.listed.line.applicant


def test_register_when_a_hand_over_was_undone_then_the_next_one_counts(small_desk: Desk) -> None:
    facts = replace(
        particulars("A-1"),
        address="Phố Mẫu",
        phone="0900",
        note="=1+1",
        department="Phòng Một",
        sets=2,
    )
    record(
        small_desk,
        facts,
        (2, due(9)),
        (3, ev.HandedOver("Phòng Hai")),
        (4, ev.Undone(2)),
        (5, ev.HandedOver("Phòng Một")),
        (6, ev.ResultReady(Outcome.GRANTED)),
        (9, ev.Returned(ReturnWay.POST)),
    )
    record(small_desk, particulars("A-2"), (2, due(9)))
    first, second = (
        row.values for row in form(small_desk, FormRequest(FormName.REGISTER, NOVEMBER)).tables[0].rows
    )
    assert first == (
        *("1", "A-1", "Gia hạn giấy phép xây dựng", "2", "Nguyễn Văn Đạt", "Phố Mẫu, 0900", "Phòng Một"),
        *(date(2026, 11, day) for day in (2, 9, 5, 6, 9)),
        *("Bưu chính công ích", "", "=1+1"),
    )
    assert second[9:13] == (None, None, None, "")


def test_hand_over_when_printed_then_what_was_first_passed_on_in_the_period(small_desk: Desk) -> None:
    for code, day, department in (("A-1", 3, "Phòng Hai"), ("A-2", 4, "Phòng Một"), ("A-3", 4, "Phòng Hai")):
        facts = replace(particulars(code), department=department)
        record(small_desk, facts, (2, due(9)), (day, ev.HandedOver(department)), (10, ev.HandedOver("Khác")))
    the_4th = ReportingPeriod.free(date(2026, 11, 4), date(2026, 11, 4))
    rows = form(small_desk, FormRequest(FormName.HAND_OVER, the_4th)).tables[0].rows
    assert [row.values[:2] for row in rows] == [("Phòng Hai",), ("1", "A-3"), ("Phòng Một",), ("2", "A-2")]
    the_10th = ReportingPeriod.free(date(2026, 11, 10), date(2026, 11, 10))
    assert form(small_desk, FormRequest(FormName.HAND_OVER, the_10th)).tables[0].rows == ()


def test_weekly_when_the_sample_week_then_as_the_report_and_its_lists(sample: Desk) -> None:
    week = usual_period(sample, FormName.WEEKLY)
    assert week is not None
    assert (week.period.first, week.period.last) == (date(2026, 11, 13), date(2026, 11, 19))
    paper = form(sample, FormRequest(FormName.WEEKLY, week))
    made = report(sample, Question.of(sample, week))
    assert len(plain(paper, 1)) == made.total["pending.overdue"]
    total = paper.tables[0].rows[-1].values
    assert total[2:4] == (made.total["received.carried_over"], made.total["received.new"])
    assert total[7:9] == (made.total["pending.in_time"], made.total["pending.overdue"])
    last = sample.calendar.add(week.period.last, 5)
    days = [row.values[4] for row in plain(paper, 2)]
    assert days == sorted(days)
    assert all(week.period.last < day <= last for day in days)


def test_weekly_when_a_due_date_moved_after_the_week_then_the_one_in_force_then(small_desk: Desk) -> None:
    record(
        small_desk,
        particulars("A-1"),
        (2, due(9)),
        (6, ev.ReDated(date(2026, 11, 11), "Chờ ý kiến")),
        (21, ev.DueMoved(date(2026, 11, 30), None, "lịch")),
    )
    record(small_desk, particulars("A-2"), (10, due(19)), (18, ev.SupplementAsked("bản vẽ")))
    record(small_desk, particulars("A-3"), (10, due(16)))
    week = Preset.parse("week:2026-11-12")
    for judge_by, day in ((JudgeBy.LAWFUL_DUE, 9), (JudgeBy.PROMISED, 11)):
        paper = form(small_desk, FormRequest(FormName.WEEKLY, week, judge_by=judge_by))
        (late,) = plain(paper, 1)
        assert late.values[1] == "A-1"
        assert late.values[4] == date(2026, 11, day)
        assert late.values[6] == "Chờ ý kiến"
    assert [row.values[1] for row in plain(paper, 2)] == ["A-3"]
    question = Question.of(small_desk, week)
    assert [d.due_on for d in late_dossiers(small_desk, question, (OVERDUE,))] == [date(2026, 11, 9)]


def test_reminders_when_printed_then_late_near_and_silent_by_department(small_desk: Desk) -> None:
    for code, accepted, due_on, department in (
        ("late", 2, 19, "Phòng Một"),
        ("today", 20, 23, "Phòng Một"),
        ("near", 20, 25, "Phòng Hai"),
        ("silent", 2, 30, "Phòng Hai"),
        ("fresh", 20, 30, "Phòng Hai"),
    ):
        record(small_desk, replace(particulars(code), department=department), (accepted, due(due_on)))
    today = usual_period(small_desk, FormName.REMINDERS)
    assert today is not None
    rows = form(small_desk, FormRequest(FormName.REMINDERS, today)).tables[0].rows
    assert [(row.values[1], row.values[5]) for row in rows if row.weight is Weight.PLAIN] == [
        ("near", "Còn 1 ngày làm việc"),
        ("silent", "Không cập nhật từ 02/11/2026"),
        ("late", "Quá hạn 2 ngày làm việc"),
        ("today", "Đến hạn hôm nay"),
    ]


def test_reminders_when_overdue_and_waiting_then_no_days(small_desk: Desk) -> None:
    record(small_desk, particulars("A-1"), (2, due(9)), (12, ev.SupplementAsked("bản vẽ")))
    paper = form(small_desk, FormRequest(FormName.REMINDERS, NOVEMBER))
    assert [row.values[5] for row in plain(paper)] == ["Quá hạn"]


def test_results_when_printed_then_what_came_back_in_the_period_by_department(small_desk: Desk) -> None:
    office = replace(particulars("A-1"), department="Phòng Hai")
    record(small_desk, office, (2, due(9)), (4, ev.ResultReady(Outcome.GRANTED, "12/GP")))
    record(small_desk, particulars("A-2"), (2, due(9)), (4, ev.ResultReady(Outcome.REFUSED)))
    record(small_desk, particulars("A-3"), (2, due(9)), (4, ev.Stopped("rút")))
    record(small_desk, particulars("A-4"), (2, due(9)), (5, ev.ResultReady(Outcome.GRANTED)))
    the_4th = ReportingPeriod.free(date(2026, 11, 4), date(2026, 11, 4))
    rows = [row.values for row in form(small_desk, FormRequest(FormName.RESULTS, the_4th)).tables[0].rows]
    assert [row[1] for row in rows if len(row) > 1] == ["A-2", "A-1"]
    assert rows[-1][4:6] == ("12/GP", date(2026, 11, 4))


def test_posted_when_printed_then_what_went_out_by_post_in_the_period(small_desk: Desk) -> None:
    there = replace(particulars("A-1"), address="1 phố Mẫu", phone="0900000001")
    ready = (4, ev.ResultReady(Outcome.GRANTED, "12/GP"))
    record(small_desk, there, (2, due(9)), ready, (5, ev.Returned(ReturnWay.POST)))
    record(small_desk, particulars("A-2"), (2, due(9)), ready, (5, ev.Returned(ReturnWay.DESK)))
    record(small_desk, particulars("A-3"), (2, due(9)), ready, (6, ev.Returned(ReturnWay.POST)))
    the_5th = ReportingPeriod.free(date(2026, 11, 5), date(2026, 11, 5))
    (row,) = form(small_desk, FormRequest(FormName.POSTED, the_5th)).tables[0].rows
    assert row.values == ("1", "A-1", "Nguyễn Văn Đạt", "1 phố Mẫu", "0900000001", "12/GP", "")


@pytest.mark.parametrize("name", [name for name in FormName if has_departments(name)])
def test_list_when_of_one_department_then_only_its_dossiers(sample: Desk, name: FormName) -> None:
    def codes(department: str) -> set[object]:
        request = FormRequest(name, Preset.parse("2026-11"), department=department)
        rows = [row.values for row in form(sample, request).tables[0].rows]
        return {value for row in rows for value in row if isinstance(value, str) and "H48-" in value}

    departments = ["", "Phòng Quản lý nhà, bất động sản", "phong quan ly nha, bat dong san", "không có"]
    all_of_them, of_one, folded, of_none = map(codes, departments)
    assert of_one == folded
    assert all(find(sample, code).dossier.particulars.department == departments[1] for code in of_one)
    assert of_one <= all_of_them
    assert of_none == set()


def test_form_that_is_not_of_departments_when_asked_for_one_then_refused(sample: Desk) -> None:
    with pytest.raises(InputError):
        form(sample, FormRequest(FormName.WEEKLY, QUARTER, department="Phòng Một"))


def test_fees_when_printed_then_those_that_were_charged(small_desk: Desk) -> None:
    paid = replace(particulars("A-1"), fee=150_000, fee_receipt="001", paid_online=True)
    record(small_desk, paid, (2, due(9)))
    record(small_desk, replace(particulars("A-2"), fee=0), (2, due(9)))
    record(small_desk, particulars("A-3"), (2, due(9)))
    rows = form(small_desk, FormRequest(FormName.FEES, NOVEMBER)).tables[0].rows
    assert [(row.values[1], row.values[-1]) for row in rows] == [("A-1", 150_000), ("Tổng cộng", 150_000)]


def test_shortened_limits_when_compared_then_cut_longer_or_of_another_unit(small_desk: Desk) -> None:
    with writing(small_desk) as uow:
        for code, legal, local, valid_from in (
            ("2.1", "20 LV", "15 LV", date(2026, 1, 1)),
            ("2.2", "5 LV", "7 LV", None),
            ("2.3", "20 ngày", "10 LV", None),
            ("2.4", "5 LV", "5 LV", None),
            ("2.5", "9 LV", "3 LV", date(2027, 1, 1)),
        ):
            uow.catalogue.add(
                ProcedureVersion(
                    code=code,
                    name=f"Thủ tục {code}",
                    field="Nhà ở",
                    legal_limit=TimeLimit.parse(legal),
                    limit=TimeLimit.parse(local),
                    valid_from=valid_from,
                    case="lớn" if code == "2.1" else "",
                    decision="12/QĐ",
                )
            )
        uow.commit()
    paper = form(small_desk, FormRequest(FormName.SHORTENED_LIMITS, NOVEMBER))
    assert [row.values[1:6] for row in plain(paper)] == [
        ("2.1", "Thủ tục 2.1 (lớn)", "20 ngày làm việc", "15 ngày làm việc", "5 ngày làm việc (25,00%)"),
        ("2.2", "Thủ tục 2.2", "5 ngày làm việc", "7 ngày làm việc", "Dài hơn 2 ngày làm việc"),
        ("2.3", "Thủ tục 2.3", "20 ngày", "10 ngày làm việc", "Khác đơn vị"),
    ]
    assert paper.notes == ("Thủ tục có thời hạn tại địa phương khác quy định: 3/4 (75,00%).",)


def test_unused_online_when_nobody_applied_online_then_listed_with_what_came_otherwise(
    small_desk: Desk,
) -> None:
    record(small_desk, particulars("A-1"), (2, due(9)))
    (row,) = plain(form(small_desk, FormRequest(FormName.UNUSED_ONLINE, NOVEMBER)))
    assert row.values[1:] == ("1.013233", "Gia hạn giấy phép xây dựng", "Trực tuyến toàn trình", 1)
    record(small_desk, replace(particulars("A-2"), channel=Channel.ONLINE_FULL), (3, due(9)))
    assert form(small_desk, FormRequest(FormName.UNUSED_ONLINE, NOVEMBER)).tables[0].rows == ()


def test_filed_by_officer_when_printed_then_online_ones_only(small_desk: Desk) -> None:
    for code, channel, filed in (
        ("A-1", Channel.ONLINE_FULL, True),
        ("A-2", Channel.ONLINE_PARTIAL, False),
        ("A-3", Channel.DIRECT, True),
    ):
        record(small_desk, replace(particulars(code), channel=channel, filed_by_officer=filed), (2, due(9)))
    paper = form(small_desk, FormRequest(FormName.FILED_BY_OFFICER, NOVEMBER))
    assert [row.values[1] for row in plain(paper)] == ["A-1"]
    assert paper.notes == ("Hồ sơ trực tuyến do cán bộ nộp hộ: 1/2 (50,00%).",)


def test_usual_period_when_the_form_is_of_a_day_then_today(database: Database) -> None:
    desk = at(desk_over(database), 20)
    assert usual_period(desk, FormName.FEES) == ReportingPeriod.free(date(2026, 11, 20), date(2026, 11, 20))
    assert usual_period(desk, FormName.REGISTER) is None


@pytest.mark.parametrize("name", list(FormName))
def test_forms_when_saved_in_either_format_then_whole_and_private(
    sample: Desk, tmp_path: Path, name: FormName
) -> None:
    week = Preset.parse("week:2026-11-19")
    paper = form(sample, FormRequest(name, week))
    for ending in (".xlsx", ".docx"):
        path = tmp_path / f"biểu{ending}"
        save_paper(paper, path)
        assert path.read_bytes().startswith(b"PK")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["biểu.docx", "biểu.xlsx"]


def test_check_paper_name_when_another_kind_or_taken_then_refused(tmp_path: Path) -> None:
    taken = tmp_path / "a.XLSX"
    taken.write_text("x")
    with pytest.raises(InputError, match=r"a\.pdf"):
        check_paper_name(tmp_path / "a.pdf")
    with pytest.raises(OutputError, match="Đã có tệp"):
        check_paper_name(taken)
    check_paper_name(taken, force=True)


def test_save_report_when_all_three_then_all_or_none(sample: Desk, tmp_path: Path) -> None:
    files = ReportFiles(tmp_path / "a.xlsx", tmp_path / "a.docx", tmp_path / "a.html")
    question = Question.of(sample, QUARTER)
    files.html.write_text("mine")  # type: ignore[union-attr]  # given above
    with pytest.raises(OutputError):
        save_report(sample, question, files)
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
    assert save_report(sample, question, files, force=True) == files.paths
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files.paths)
    assert save_report(sample, question, ReportFiles()) == ()


def test_page_when_names_are_asked_for_then_those_of_the_late(sample: Desk, tmp_path: Path) -> None:
    question = Question.of(sample, QUARTER, by=By.DEPARTMENT)
    late = late_dossiers(sample, question, ("finished.late",))
    assert late
    for with_names in (False, True):
        path = tmp_path / f"{with_names}.html"
        save_report(sample, question, ReportFiles(html=path, with_names=with_names))
        page = path.read_text(encoding="utf-8")
        assert all(d.line.code in page for d in late)
        assert any(d.line.applicant in page for d in late) is with_names


# Saving


def test_save_when_it_succeeds_then_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "sổ.xlsx"
    saving.save(path, b"one")
    saving.save(path, b"two", force=True)
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_save_when_the_folder_is_missing_then_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="Không ghi được"):
        saving.save(tmp_path / "none" / "a.xlsx", b"x")


def test_save_when_it_breaks_then_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left"):
        saving.save(path, b"new", force=True)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_look_when_a_list_is_long_then_its_first_rows_and_how_many_more(
    sample: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_LOOKED_AT", 3)
    paper = form(sample, FormRequest(FormName.REMINDERS, QUARTER))
    lines = files.look(paper, 140)
    assert f"… và {len(paper.tables[0].rows) - 3} dòng nữa" in lines
    assert paper.notes[0] in lines


def test_list_when_written_into_a_folder_then_made_and_never_over_another(
    sample: Desk, tmp_path: Path
) -> None:
    paper = form(sample, FormRequest(FormName.REMINDERS, QUARTER))
    folder = tmp_path / "in" / "danh sách"
    names = [files.save_into(folder, "a.xlsx", paper).name for _ in range(2)]
    assert names == ["a.xlsx", "a (2).xlsx"]


@pytest.mark.parametrize("name", sorted(GROUPED))
def test_each_department_when_asked_for_then_all_of_the_list_in_parts(sample: Desk, name: FormName) -> None:
    request = FormRequest(name, Preset.parse("2026-11"))
    whole = {row.values[1] for row in plain(form(sample, request))}
    parts = [{row.values[1] for row in plain(paper)} for _name, paper in of_each_department(sample, request)]
    assert set().union(*parts) == whole
    assert sum(map(len, parts)) == len(whole)
    assert all(parts)


def test_each_department_when_some_dossiers_have_none_then_they_are_a_part(small_desk: Desk) -> None:
    record(small_desk, replace(particulars("A-1"), department="Phòng Hai"), (2, due(9)))
    record(small_desk, particulars("A-2"), (2, due(9)))
    parts = of_each_department(small_desk, FormRequest(FormName.REMINDERS, NOVEMBER))
    assert [(name, [row.values[1] for row in plain(paper)]) for name, paper in parts] == [
        ("(chưa ghi)", ["A-2"]),
        ("Phòng Hai", ["A-1"]),
    ]


def test_each_department_when_written_then_a_file_for_each(sample: Desk, tmp_path: Path) -> None:
    request = FormRequest(FormName.REMINDERS, ReportingPeriod.free(date(2026, 11, 23), date(2026, 11, 23)))
    paths = files.save_each(sample, request, tmp_path / "in")
    assert all(path.exists() for path in paths)
    assert "reminders-2026-11-23-phong-quan-ly-xay-dung.docx" in {path.name for path in paths}


def test_each_department_of_a_list_without_them_is_refused(sample: Desk) -> None:
    with pytest.raises(InputError):
        of_each_department(sample, FormRequest(FormName.WEEKLY, QUARTER))
