"""Catalogues of procedures in: limits by channel, fees, online levels, changed versions."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.services.desks import writing

from motcua_tui.bootstrap import desk_of
from motcua_tui.domain.catalogue import ProcedureVersion, ProcessStep, SupplementRule
from motcua_tui.domain.codes import Channel, ProcedureMark, SupplementEffect
from motcua_tui.domain.dossier import Paper
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.mapping import ImportMap, OnDuplicate
from motcua_tui.services.importing.procedures import import_procedures, parse_limits
from motcua_tui.services.importing.result import ImportResult
from motcua_tui.storage.database import Database

ONLINE = (Channel.ONLINE_FULL, Channel.ONLINE_PARTIAL)
HEAD = ("Mã TTHC", "Tên thủ tục", "Lĩnh vực", "Thời hạn giải quyết")
UPDATE = ImportMap(on_duplicate=OnDuplicate.UPDATE)


@pytest.fixture
def desk(database: Database) -> Desk:
    return desk_of(database, "2026-11-23")


def bring(
    desk: Desk, folder: Path, *rows: Sequence[str], map: ImportMap | None = None, dry_run: bool = False
) -> ImportResult:
    path = folder / "danh mục.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return import_procedures(desk, path, map=map, dry_run=dry_run)


def versions(desk: Desk, code: str) -> list[ProcedureVersion]:
    with writing(desk) as work:
        return [version for version in work.catalogue.versions() if version.code == code]


def limit(text: str) -> TimeLimit:
    return TimeLimit.parse(text)


@pytest.mark.parametrize(
    ("text", "limits", "unread"),
    [
        ("", {None: None}, 0),
        ("5 Ngày làm việc", {None: limit("5 LV")}, 0),
        ("20 ngày", {None: limit("20 ngày")}, 0),
        ("6 Tháng", {None: None}, 1),
        ("TTuyến 20 ngày; BC 20 ngày; TT 15 ngày",
         {None: limit("20 ngày"), Channel.DIRECT: limit("15 ngày")}, 0),
        ("TT 3 LV; TTuyến 3 ngày; BC 3 ngày", {None: limit("3 ngày"), Channel.DIRECT: limit("3 LV")}, 0),
        ("TTuyến 2 LV; BC 4 LV; Trực tiếp: 4 LV",
         {None: limit("4 LV"), **dict.fromkeys(ONLINE, limit("2 LV"))}, 0),
        ("TTuyến 5 LV; TT 5 LV", {None: limit("5 LV")}, 0),
        ("TT 1 LV; TTuyến 2 LV/1 LV; BC 2 LV/1 LV", {None: None, Channel.DIRECT: limit("1 LV")}, 2),
        ("10 LV; 15 LV", {None: None}, 1),
        ("10 LV; Bưu chính 15 LV", {None: limit("10 LV"), Channel.POST: limit("15 LV")}, 0),
    ],
)  # fmt: skip
def test_limits_by_channel_are_read_and_what_is_not_clear_is_left_empty(
    text: str, limits: dict[Channel | None, TimeLimit | None], unread: int
) -> None:
    found, not_read = parse_limits(text)
    assert found == limits
    assert len(not_read) == unread


def test_catalogue_of_the_department_comes_in_with_versions_by_channel(desk: Desk, tmp_path: Path) -> None:
    head = ["ma", "ten", "linh_vuc", "thoi_han", "phi_tren_cong", "kenh", "muc_dvc_mau", "cap", "qd_cong_bo"]
    rows = [
        ["2.1", "Cấp phép nhỏ", "Xây dựng", "TTuyến 20 ngày; BC 20 ngày; TT 15 ngày", "300,000 đ",
         "TTuyến+BC+TT", "HN toàn trình", "xã", "56/QĐ"],
        ["2.2", "Thẩm định", "Xây dựng", "40 ngày", "Miễn phí, 90 đ", "TT", "?", "tỉnh", "864/QĐ"],
        ["2.3", "Xe quá khổ", "Đường bộ", "2 LV/1 LV", "90 đ", "TTuyến",
         "HN một phần; LC toàn trình", "tỉnh", "997/QĐ"],
        ["2.4", "Cây xanh", "Hạ tầng", "10 LV", "—", "BC", "Một phần", "tỉnh", ""],
    ]  # fmt: skip
    result = bring(desk, tmp_path, head, *rows)
    assert (result.read, result.added, result.refused) == (4, 4, ())
    general, direct = sorted(versions(desk, "2.1"), key=lambda version: version.channel or "")
    assert (general.limit, general.online, general.post, general.fee) == (
        limit("20 ngày"), Channel.ONLINE_FULL, True, 300_000,
    )  # fmt: skip
    assert (direct.channel, direct.limit, direct.decision) == (Channel.DIRECT, limit("15 ngày"), "56/QĐ")
    (appraisal,) = versions(desk, "2.2")
    assert (appraisal.online, appraisal.post, appraisal.fee) == (None, False, None)
    (road,) = versions(desk, "2.3")
    assert (road.limit, road.online, road.fee) == (None, Channel.ONLINE_PARTIAL, None)
    assert versions(desk, "2.4")[0].online is Channel.ONLINE_PARTIAL
    assert [warning.row for warning in result.warnings] == [1, 3, 4, 4]
    assert (general.marks, road.marks) == ({ProcedureMark.COMMUNE}, {ProcedureMark.PROVINCE})


@pytest.mark.parametrize(
    ("told", "details", "other"),
    [
        ("6 Ngày", "Nộp tại quầy, 06 ngày làm việc kể từ ngày nhận", "6 ngày làm việc"),
        ("3 Ngày làm việc", "Hình thức nộpTrực tuyến3 Ngày làm việcTrực tiếp3 NgàyKhông", "3 ngày"),
        ("20 LV", "Trực tuyến 20 Ngày làm việc; Dịch vụ bưu chính 30 Ngày làm việc", "30 ngày làm việc"),
        ("15 LV", "Trực tiếp15 Ngày làm việcKhông có thông tinTrực tiếp6 Tháng", "6 thang"),
        ("TT 15 LV; TTuyến 20 LV; BC 20 LV", "Trực tiếp 10 Ngày làm việc", "10 ngày làm việc"),
        ("20 LV", "Trực tiếp 20 Ngày làm việc, nộp phí 3 ngày", None),
        ("20 LV; TT 15 LV", "Trực tiếp 15 Ngày làm việc", None),
        ("20 LV", "", None),
    ],
)
def test_limit_that_the_description_tells_otherwise_is_left_to_a_person(
    desk: Desk, tmp_path: Path, told: str, details: str, other: str | None
) -> None:
    result = bring(desk, tmp_path, ["Mã", "Tên thủ tục", "Thời hạn", "Mô tả"], ["2.1", "A", told, details])
    empty = [version for version in versions(desk, "2.1") if version.limit is None]
    if other is None:
        assert (empty, result.warnings) == ([], ())
    else:
        assert len(empty) == 1
        assert f"“{other}”: để trống" in result.warnings[0].why


def test_papers_and_steps_come_in_and_steps_that_cannot_be_read_are_told(desk: Desk, tmp_path: Path) -> None:
    head = ["Mã", "Tên thủ tục", "Thời hạn", "Thành phần hồ sơ", "Quy trình nội bộ"]
    result = bring(
        desk,
        tmp_path,
        head,
        ["2.1", "A", "5 LV", "Đơn; Bản vẽ x0+2", "Nhận = 0,5\nLàm = 4,5 = Phòng Một"],
        ["2.2", "B", "5 LV", "", "Nhận = ba ngày"],
    )
    (first,) = versions(desk, "2.1")
    assert first.papers == (Paper("Đơn"), Paper("Bản vẽ", 0, 2))
    assert first.steps[1] == ProcessStep("Làm", "Phòng Một", Decimal("4.5"))
    assert first.steps_agree
    assert versions(desk, "2.2")[0].steps == ()
    assert [(warning.row, "Quy trình nội bộ" in warning.why) for warning in result.warnings] == [(3, True)]


def test_steps_that_do_not_fit_the_limit_are_told_and_dropped_where_they_cannot_be_counted(
    desk: Desk, tmp_path: Path
) -> None:
    head = ["Mã", "Tên thủ tục", "Thời hạn", "Quy trình"]
    result = bring(
        desk, tmp_path, head, ["2.1", "A", "5 LV", "Nhận = 0,5; Làm = 5"], ["2.2", "B", "5 LV", "Nhận = 0,3"]
    )
    assert [warning.row for warning in result.warnings] == [2, 3]
    assert "5,5" in result.warnings[0].why
    assert len(versions(desk, "2.1")[0].steps) == 2
    assert versions(desk, "2.2")[0].steps == ()
    # A process in hours is not one in days.
    bring(desk, tmp_path, head, ["2.3", "C", "8 giờ", "Nhận = 0,25; Làm = 7,75"])
    again = bring(desk, tmp_path, head[:3], ["2.3", "C", "2 LV"], map=UPDATE)
    assert "Bỏ quy trình" in again.warnings[0].why
    assert [len(version.steps) for version in versions(desk, "2.3")] == [2, 0]


def test_national_catalogue_packed_comes_in_and_a_second_time_adds_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    text = (
        "code,name,field,level,decision_no,modes,first_time\n"
        "2.1,Đăng ký,Hộ tịch,Cấp xã,5568/QĐ,Trực tiếp;Trực tuyến;Dịch vụ bưu chính,5 Ngày làm việc\n"
        "2.2,Khai báo,Xuất nhập cảnh,Cấp xã,QĐ/1,Trực tiếp,1 Giờ\n"
        "2.3,Công nhận,Y tế,Cấp bộ,QĐ/2,,\n"
    )
    path = tmp_path / "procedures.csv.gz"
    path.write_bytes(gzip.compress(text.encode()))
    first, again = import_procedures(desk, path), import_procedures(desk, path)
    assert (first.added, first.unchanged) == (3, 0)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 3)
    (registration,) = versions(desk, "2.1")
    assert (registration.limit, registration.online, registration.post) == (
        limit("5 LV"),
        Channel.ONLINE_PARTIAL,
        True,
    )
    assert versions(desk, "2.2")[0].limit == limit("1 giờ làm việc")
    assert versions(desk, "2.3")[0].limit is None


def test_rows_without_code_or_name_and_double_codes_are_refused(desk: Desk, tmp_path: Path) -> None:
    known = ["2.2", "A", "", "5 LV"]
    rows = [HEAD, ["", "A", "", ""], ["2.1", "", "", ""], known, known, ["2.2", "B", "", "5 LV"]]
    result = bring(desk, tmp_path, *rows)
    assert [(refused.row, refused.column) for refused in result.refused] == [
        (2, "Mã TTHC"), (3, "Tên thủ tục"), (6, "Mã TTHC"),
    ]  # fmt: skip
    assert (result.added, result.unchanged) == (1, 1)
    refuse = ImportMap(on_duplicate=OnDuplicate.REFUSE)
    assert len(bring(desk, tmp_path, HEAD, ["2.2", "A", "", "5 LV"], map=refuse).refused) == 1


def test_changed_procedure_stays_unless_the_map_says_update(desk: Desk, tmp_path: Path) -> None:
    changed = ["1.013233", "Gia hạn giấy phép xây dựng", "Hoạt động xây dựng", "7 LV"]
    kept = bring(desk, tmp_path, HEAD, changed)
    assert (kept.unchanged, len(kept.warnings)) == (1, 1)
    assert bring(desk, tmp_path, HEAD, changed, map=UPDATE).updated == 1
    old, new = sorted(versions(desk, "1.013233"), key=lambda version: version.id)
    assert (old.limit, old.valid_to) == (limit("5 LV"), date(2026, 11, 22))
    assert (new.limit, new.valid_from, new.online) == (limit("7 LV"), date(2026, 11, 23), Channel.ONLINE_FULL)
    assert bring(desk, tmp_path, HEAD, changed, map=UPDATE).unchanged == 1
    again = bring(desk, tmp_path, HEAD, [*changed[:3], "8 LV"], map=UPDATE)
    assert "23/11/2026" in again.refused[0].why


def test_new_version_begins_on_the_day_that_the_sheet_names(desk: Desk, tmp_path: Path) -> None:
    with writing(desk) as work:
        rule = SupplementRule(effect=SupplementEffect.PAUSE)
        work.catalogue.add(
            ProcedureVersion(code="9", name="Thẩm định", limit=limit("20 LV"), supplement=rule)
        )
        work.commit()
    head = [*HEAD, "Ngày hiệu lực"]
    bring(desk, tmp_path, head, ["9", "Thẩm định", "", "15 LV", "01/12/2026"], map=UPDATE)
    old, new = sorted(versions(desk, "9"), key=lambda version: version.id)
    assert (old.valid_to, new.valid_from) == (date(2026, 11, 30), date(2026, 12, 1))
    assert new.supplement.effect is SupplementEffect.PAUSE


def test_procedure_that_a_register_brought_is_completed(desk: Desk, tmp_path: Path) -> None:
    with writing(desk) as work:
        known = work.catalogue.add(ProcedureVersion(code="9", name="Thẩm định"))
        work.commit()
    result = bring(desk, tmp_path, HEAD, ["9", "Thẩm định dự án", "Xây dựng", "20 LV; TT 15 LV"])
    assert result.updated == 1
    completed, direct = sorted(versions(desk, "9"), key=lambda version: version.id)
    assert (completed.id, completed.name, completed.limit) == (known.id, "Thẩm định dự án", limit("20 LV"))
    assert direct.channel is Channel.DIRECT


def test_dry_run_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    result = bring(desk, tmp_path, HEAD, ["2.1", "A", "", "5 LV"], dry_run=True)
    assert (result.added, result.dry_run) == (1, True)
    assert versions(desk, "2.1") == []


def test_map_names_the_columns_and_cases_are_kept_apart(desk: Desk, tmp_path: Path) -> None:
    rules = ImportMap(columns={"code": "No", "name": "What", "case": "Which", "limit": "Days"})
    rows = [["No", "What", "Which", "Days"], ["9", "A", "Nhỏ", "5 LV"], ["9", "A", "Lớn", "9 LV"]]
    assert bring(desk, tmp_path, *rows, map=rules).added == 2
    assert {version.case: version.limit for version in versions(desk, "9")} == {
        "Nhỏ": limit("5 LV"), "Lớn": limit("9 LV"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "details", "kept"),
    [
        ("6 Ngày", "Trực tiếp6 NgàyMiễn phí: 06 ngày làm việc kể từ ngày nhận đủ hồ sơ", False),
        ("6 Ngày", "giải quyết trong 16 ngày làm việc", True),
        ("6 Ngày", "trong thời hạn 06 ngày", True),
        ("6 Ngày làm việc", "trong 06 ngày làm việc", True),
        ("", "trong 06 ngày làm việc", True),
    ],
)
def test_import_when_the_description_gives_the_limit_in_another_unit_then_it_is_left_to_a_person(
    desk: Desk, tmp_path: Path, limit: str, details: str, kept: bool
) -> None:
    told = bring(desk, tmp_path, (*HEAD, "Mô tả"), ("7.1", "Cấp mới", "Nhà ở", limit, details))
    (version,) = versions(desk, "7.1")
    assert version.limit == (TimeLimit.parse(limit) if limit and kept else None)
    assert [warning.row for warning in told.warnings] == ([] if kept else [2])
