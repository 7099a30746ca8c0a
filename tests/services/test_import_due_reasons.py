"""Why a register's due date differs: each way of counting that people know, counted by hand here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from tests.services.desks import desk_over

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.services.importing.due_reasons import why_differs
from motcua_tui.storage.database import Database


def version(limit: str = "", **more: Any) -> ProcedureVersion:  # the fields of a version differ in type
    return ProcedureVersion(code="1", name="Thủ tục", limit=TimeLimit.parse(limit) if limit else None, **more)


# November 2026: the 2nd is a Monday, Tuesday the 24th is off. 2026 begins with 1 January off, and the 2nd off
# for Saturday the 10th. By the rules 5 working days from Monday 2 November end on Monday the 9th.
CASES = [
    ("5 LV", "2026-11-02", "2026-10-30", "sổ ghi ngày trước ngày tiếp nhận"),
    ("5 LV", "2026-11-03", "2026-11-08", "sổ đếm cả ngày nghỉ, danh mục ghi 5 ngày làm việc"),
    ("5 LV", "2026-11-02", "2026-11-06", "sổ tính cả ngày tiếp nhận là một ngày"),
    (
        "5 LV",
        "2026-11-06",
        "2026-11-12",
        "sổ tính cả ngày tiếp nhận là một ngày hoặc sổ tính thứ Bảy là ngày làm việc",
    ),
    ("10 LV", "2026-08-24", "2026-09-07", "sổ không trừ ngày nghỉ lễ"),
    (
        "5 LV",
        "2026-01-05",
        "2026-01-12",
        "sổ không tính ngày nghỉ hoán đổi, ngày làm bù",
    ),
    ("5 LV", "2026-11-02", "2026-11-14", "sổ hẹn vào ngày nghỉ 14/11/2026 (cuối tuần)"),
    ("5 LV", "2026-11-02", "2026-11-24", "sổ hẹn vào ngày nghỉ 24/11/2026 (Ngày Văn hóa Việt Nam)"),
    ("5 LV", "2026-11-02", "2026-11-12", "sổ cho 8 ngày làm việc, danh mục ghi 5 ngày làm việc"),
    ("0 LV", "2026-11-02", "2026-11-03", "sổ cho 1 ngày làm việc, danh mục ghi 0 ngày làm việc"),
    ("4 giờ", "2026-11-02", "2026-11-04", "sổ cho 2 ngày làm việc, danh mục ghi 4 giờ làm việc"),
    (
        "5 ngày",
        "2026-11-03",
        "2026-11-08",
        "ngày cuối là ngày nghỉ mà sổ không chuyển sang ngày làm việc tiếp theo",
    ),
    ("5 ngày", "2026-11-03", "2026-11-10", "sổ chỉ đếm ngày làm việc, danh mục ghi 5 ngày"),
    ("5 ngày", "2026-11-02", "2026-11-11", "sổ cho 7 ngày làm việc, danh mục ghi 5 ngày"),
    ("", "2026-11-02", "2026-11-03", "danh mục ghi trả kết quả ngay trong ngày"),
]


@pytest.mark.parametrize(("limit", "accepted", "told", "why"), CASES)
def test_due_date_counted_another_way_is_explained(
    database: Database, limit: str, accepted: str, told: str, why: str
) -> None:
    at = datetime.fromisoformat(accepted)
    procedure = version(limit, at_once=not limit)
    assert why_differs(desk_over(database), procedure, at, date.fromisoformat(told), None) == why


def test_acceptance_after_three_is_explained_where_the_procedure_counts_from_the_next_day(
    database: Database,
) -> None:
    procedure = version("5 LV", after_15h=True)
    told = why_differs(desk_over(database), procedure, datetime(2026, 11, 2, 15, 30), date(2026, 11, 9), None)
    assert told == "tiếp nhận sau 15 giờ mà sổ vẫn tính ngày hôm sau là ngày đầu"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (date(2026, 11, 9), "sổ chưa tính lại hạn sau khi bổ sung hồ sơ"),
        (date(2026, 11, 13), "sổ tính hạn sau bổ sung theo cách khác"),
    ],
)
def test_due_date_after_a_supplement_is_explained_by_it(database: Database, told: date, why: str) -> None:
    reason = why_differs(desk_over(database), version("5 LV"), datetime(2026, 11, 2), told, date(2026, 11, 9))
    assert reason == why
