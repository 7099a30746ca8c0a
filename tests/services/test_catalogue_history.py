"""Every change of the catalogue leaves its rows in the record of changes, and nothing else does."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.engines import tamper
from tests.services.desks import BUILDING, NOW

from motcua_tui.catalogue_labels import version_change_label
from motcua_tui.domain.catalogue import ProcedureVersion, ProcessStep, SupplementRule
from motcua_tui.domain.changes import Subject
from motcua_tui.domain.codes import Channel, ProcedureMark, SupplementEffect
from motcua_tui.domain.dossier import Paper
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.version_record import version_texts
from motcua_tui.errors import ConflictError, RuleError
from motcua_tui.services import catalogue_changes
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.dossiers import import_dossiers
from motcua_tui.services.importing.mapping import ImportMap, OnDuplicate
from motcua_tui.services.importing.procedures import import_procedures
from motcua_tui.services.proving import prove
from motcua_tui.storage.journal import head
from motcua_tui.storage.reads.changes import changes

FULL = ProcedureVersion(
    id=7,
    procedure_id=3,
    code="1.013236",
    name="Cấp giấy phép xây dựng mới",
    field="Hoạt động xây dựng",
    limit=TimeLimit.parse("2,5 LV"),
    legal_limit=TimeLimit.parse("20 ngày"),
    case="công trình cấp I",
    channel=Channel.DIRECT,
    online=Channel.ONLINE_PARTIAL,
    post=True,
    fee=150_000,
    supplement=SupplementRule(effect=SupplementEffect.PAUSE, notice_days=2, wait_days=20, most=2),
    after_15h=True,
    at_once=True,
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
    decision="56/QĐ-BXD",
    marks=frozenset({ProcedureMark.COMMUNE, ProcedureMark.ANYWHERE}),
    papers=(Paper("Đơn đề nghị"), Paper("Bản vẽ", originals=0, copies=2)),
    steps=(ProcessStep("Tiếp nhận", "Bộ phận Một cửa", Decimal("0.5")), ProcessStep("Trả kết quả")),
)
EMPTY = ProcedureVersion(id=7, procedure_id=3, code=FULL.code, name="")


def rows(desk: Desk, *, since: int = 0) -> list[tuple[str, str, str, str]]:
    """What was recorded of the catalogue beside the first ``since`` rows, oldest first."""
    found = changes(desk.database.reader(), Subject.PROCEDURE, zone=desk.settings.zone)
    return [(c.name, c.field, c.before, c.after) for c in reversed(found)][since:]


@pytest.fixture
def known(small_desk: Desk) -> tuple[Desk, ProcedureVersion, int]:
    """The desk, its first procedure, and how much is recorded of the catalogue so far."""
    return small_desk, catalogue_changes.version(small_desk, BUILDING), len(rows(small_desk))


def test_added_procedure_leaves_that_it_was_added_and_each_field_that_was_filled_in(
    known: tuple[Desk, ProcedureVersion, int],
) -> None:
    desk, _version, so_far = known
    new = ProcedureVersion(code="9.1", name="Mới", limit=TimeLimit.parse("5 LV"), papers=(Paper("Đơn"),))
    added = catalogue_changes.add(desk, new)
    name = f"9.1/{added.id}"
    assert rows(desk, since=so_far) == [
        (name, "", "", "Mới"),
        (name, "limit", "", "5 ngày làm việc"),
        (name, "papers", "", "Đơn"),
    ]
    made = catalogue_changes.history(desk, added)
    assert {(change.actor, change.recorded_at) for change in made} == {("Mai", NOW)}


def test_new_version_leaves_the_end_of_the_old_one_and_what_the_decision_changed(
    known: tuple[Desk, ProcedureVersion, int],
) -> None:
    desk, old, so_far = known
    new = catalogue_changes.begin(
        desk, replace(old, limit=TimeLimit.parse("3 LV"), decision="QĐ 2", valid_from=date(2026, 12, 1))
    )
    assert rows(desk, since=so_far) == [
        ("1.013233/1", "valid_to", "", "2026-11-30"),
        (f"1.013233/{new.id}", "", "", old.name),
        (f"1.013233/{new.id}", "limit", "5 ngày làm việc", "3 ngày làm việc"),
        (f"1.013233/{new.id}", "decision", "", "QĐ 2"),
        (f"1.013233/{new.id}", "valid_from", "", "2026-12-01"),
    ]
    procedure = catalogue_changes.find(desk, "1.013233")
    made = [(of.id, change.field) for of, change in catalogue_changes.histories(desk, procedure)]
    assert made == [
        (new.id, "valid_from"),
        (new.id, "decision"),
        (new.id, "limit"),
        (new.id, ""),
        (1, "valid_to"),
        (1, ""),
    ]


def test_amended_version_leaves_each_changed_field_papers_and_steps_too(
    known: tuple[Desk, ProcedureVersion, int],
) -> None:
    desk, version, so_far = known
    steps = (ProcessStep("Thẩm định", "Phòng A", Decimal("4.5")), ProcessStep("Trả kết quả"))
    papers = (Paper("Đơn"), Paper("Bản vẽ", 0, 2))
    amended = replace(version, fee=50_000, online=None, post=True, papers=papers, steps=steps)
    catalogue_changes.amend(desk, amended)
    once = [
        ("1.013233/1", "online", "online_full", ""),
        ("1.013233/1", "post", "no", "yes"),
        ("1.013233/1", "fee", "", "50000"),
        ("1.013233/1", "papers", "", "Đơn; Bản vẽ x0+2"),
        ("1.013233/1", "steps", "", "Thẩm định = 4,5 = Phòng A; Trả kết quả"),
    ]
    assert rows(desk, since=so_far) == once
    catalogue_changes.amend(desk, replace(amended, papers=papers[::-1]))
    assert rows(desk, since=so_far) == [
        *once,
        ("1.013233/1", "papers", "Đơn; Bản vẽ x0+2", "Bản vẽ x0+2; Đơn"),
    ]


def test_ended_version_leaves_its_last_day(known: tuple[Desk, ProcedureVersion, int]) -> None:
    desk, version, so_far = known
    catalogue_changes.end(desk, version.id, date(2026, 12, 31))
    assert rows(desk, since=so_far) == [("1.013233/1", "valid_to", "", "2026-12-31")]


def test_nothing_is_recorded_where_nothing_changed_or_the_change_was_refused(
    known: tuple[Desk, ProcedureVersion, int],
) -> None:
    desk, version, so_far = known
    chain = head(desk.database.reader())
    catalogue_changes.amend(desk, replace(version, name=f" {version.name} "))
    with pytest.raises(RuleError):
        catalogue_changes.add(desk, version)
    with pytest.raises(ConflictError):
        catalogue_changes.end(desk, version.id, date(2026, 12, 31), seen=replace(version, fee=1))
    assert rows(desk, since=so_far) == []
    assert head(desk.database.reader()) == chain


def write(folder: Path, *lines: str) -> Path:
    path = folder / "in.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_imported_catalogue_leaves_one_row_a_procedure_and_what_it_changed(
    known: tuple[Desk, ProcedureVersion, int], tmp_path: Path
) -> None:
    desk, old, so_far = known
    sheet = write(
        tmp_path,
        "Mã TTHC,Tên TTHC,Lĩnh vực,Thời hạn giải quyết",
        f"1.013233,{old.name},{old.field},7 LV",
        "9.1,Mới,Khác,5 LV",
        "9.2,Mới nữa,Khác,5 LV",
    )
    update = ImportMap(on_duplicate=OnDuplicate.UPDATE)
    import_procedures(desk, sheet, map=update, dry_run=True)
    assert rows(desk, since=so_far) == []
    import_procedures(desk, sheet, map=update)
    new = catalogue_changes.find(desk, "1.013233").current.id
    told = [
        ("1.013233/1", "valid_to", "", "2026-11-22"),
        (f"1.013233/{new}", "", "", old.name),
        (f"1.013233/{new}", "limit", "5 ngày làm việc", "7 ngày làm việc"),
        (f"1.013233/{new}", "valid_from", "", "2026-11-23"),
        (f"9.1/{catalogue_changes.find(desk, '9.1').current.id}", "", "", "Mới"),
        (f"9.2/{catalogue_changes.find(desk, '9.2').current.id}", "", "", "Mới nữa"),
    ]
    assert rows(desk, since=so_far) == told
    import_procedures(desk, sheet, map=update)
    assert rows(desk, since=so_far) == told


def test_procedure_that_a_register_brings_is_recorded_and_so_is_its_completion(
    known: tuple[Desk, ProcedureVersion, int], tmp_path: Path
) -> None:
    desk, _version, so_far = known
    import_dossiers(
        desk,
        write(
            tmp_path,
            "Mã hồ sơ,Mã TTHC,Tên thủ tục,Người nộp,Ngày tiếp nhận,Ngày hẹn trả",
            "A-1,9.h1,Cấp lại,Nguyễn Văn Đạt,20/11/2026,27/11/2026",
        ),
    )
    (name, field, before, after), = rows(desk, since=so_far)  # fmt: skip
    assert (field, before, after) == ("", "", "Cấp lại")
    code = name.partition("/")[0]
    import_procedures(
        desk, write(tmp_path, "Mã TTHC,Tên TTHC,Thời hạn giải quyết", f"{code.lower()},Cấp lại,5 LV; TT 3 LV")
    )
    completed = rows(desk, since=so_far + 1)
    assert completed == [
        (name, "limit", "", "5 ngày làm việc"),
        (completed[1][0], "", "", "Cấp lại"),
        (completed[1][0], "limit", "", "3 ngày làm việc"),
        (completed[1][0], "channel", "", "direct"),
    ]
    assert completed[1][0].startswith(f"{code}/")


def test_changed_row_of_the_catalogue_is_found(known: tuple[Desk, ProcedureVersion, int]) -> None:
    desk, version, _so_far = known
    catalogue_changes.amend(desk, replace(version, limit=TimeLimit.parse("50 LV")))
    assert prove(desk.database.place).problems == ()
    tamper(desk.database, "UPDATE office_change SET before = '40 ngày làm việc' WHERE field = 'limit'")
    (problem,) = prove(desk.database.place).problems
    assert problem.what == f"Lịch sử bị sửa sau khi ghi: lần ghi số 2, {NOW:%d/%m/%Y %H:%M}, Mai."


def test_every_field_of_a_version_is_recorded() -> None:
    full, empty = version_texts(FULL), version_texts(EMPTY)
    assert [name for name, text in full.items() if text == empty[name]] == []
    for field in fields(ProcedureVersion):
        if field.name in ("id", "procedure_id", "code"):
            continue
        changed = replace(EMPTY, **{field.name: getattr(FULL, field.name)})
        assert version_texts(changed) != empty, field.name


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("limit", "Thời hạn: – → 2½ ngày làm việc"),
        ("channel", "Hình thức: – → trực tiếp"),
        ("online", "Trực tuyến: – → trực tuyến một phần"),
        ("post", "Bưu chính: không → có"),
        ("fee", "Phí, lệ phí: – → 150.000 đồng"),
        ("supplement_effect", "Khi bổ sung: thời hạn tính lại từ đầu → thời hạn tạm dừng"),
        ("max_supplements", "Số lần bổ sung: 1 → 2"),
        ("marks", "Báo cáo CCHC: – → cấp xã; phi địa giới"),
        ("papers", "Giấy tờ: – → Đơn đề nghị; Bản vẽ x0+2"),
        ("valid_to", "Hiệu lực đến: – → 31/12/2026"),
    ],
)
def test_line_of_the_history_says_the_change_in_words(field: str, line: str) -> None:
    before, after = version_texts(EMPTY)[field], version_texts(FULL)[field]
    assert version_change_label(field, before, after) == line
