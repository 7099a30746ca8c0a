"""Filled forms, statistical tables and pasted score tables through the checker."""

from __future__ import annotations

import pytest

from motcua_tui.reports.checking.checker import check
from motcua_tui.reports.checking.model import Claim, Kind, Verdict


def verdicts(text: str) -> list[tuple[Verdict, Kind, str | None]]:
    return [(claim.verdict, claim.kind, claim.exact) for claim in check(text)]


def form(*rows: str) -> str:
    return "BIỂU MẪU 7\nTT\tChỉ tiêu\tĐơn vị tính\tSố liệu\n" + "\n".join(rows)


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [("76,70%", Verdict.OK), ("76.7", Verdict.OK), ("0,767", Verdict.OK), ("67,7%", Verdict.WRONG)],
)
def test_form_when_a_rate_stands_above_its_counts_then_it_is_recomputed(
    printed: str, verdict: Verdict
) -> None:
    text = form(
        f"6.7.\tTỷ lệ hồ sơ tiếp nhận trực tuyến\t%\t{printed}",
        "6.7.1.\t<i>Tổng số hồ sơ TTHC đã tiếp nhận</i>\tHồ sơ\t983",
        "6.7.2.\t<i>Số hồ sơ TTHC đã tiếp nhận trực tuyến</i>\tHồ sơ\t754",
    )
    assert [(v, k) for v, k, _exact in verdicts(text)] == [(verdict, Kind.RATE)]


def test_form_when_a_part_exceeds_its_whole_then_the_order_is_wrong() -> None:
    text = form(
        "6.5.\tTỷ lệ TTHC đủ điều kiện\t%\t",
        "6.5.1.\tTổng số TTHC đủ điều kiện\tThủ tục\t11",
        "6.5.2.\tSố TTHC đang cung cấp\tThủ tục\t48",
    )
    (claim,) = check(text)
    assert (claim.verdict, claim.kind, claim.quoted) == (Verdict.WRONG, Kind.ORDER, "48 > 11")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("78", "18", "1"), (Verdict.OK, "97")),
        (("78", "19", "1"), (Verdict.WRONG, "98")),
        (("78", "", "1"), (Verdict.UNCHECKABLE, None)),
        (("78", "", "30"), (Verdict.WRONG, "108")),
    ],
)
def test_form_when_a_total_stands_above_its_parts_then_they_are_added(
    parts: tuple[str, ...], expected: tuple[Verdict, str | None]
) -> None:
    rows = [f"1.4.{n}.\tSố TTHC cấp {n}\tThủ tục\t{part}" for n, part in enumerate(parts, 1)]
    found = check(form("1.4.\tTổng số TTHC\tThủ tục\t97", *rows))
    assert [(claim.verdict, claim.exact) for claim in found] == [expected]


def test_form_when_a_ratio_is_printed_in_the_cell_then_it_is_checked() -> None:
    assert verdicts(form("3.4.\tTỷ lệ đã tinh giản\t%\t100% (19/19)"))[0][:2] == (Verdict.OK, Kind.RATIO)
    assert verdicts(form("1.1.\tSố cơ quan được phê duyệt\tCơ quan\t01/02"))[0][:2] == (
        Verdict.OK,
        Kind.RATIO,
    )
    assert verdicts(form("1.1.\tSố cơ quan được phê duyệt\tCơ quan\t03/02"))[0][:2] == (
        Verdict.WRONG,
        Kind.RATIO,
    )


def test_form_when_tasks_were_assigned_then_done_and_overdue_are_added() -> None:
    rows = (
        "5.1.\tSố nhiệm vụ được giao\tNhiệm vụ\t237",
        "5.2.\tSố nhiệm vụ đã hoàn thành đúng hạn\tNhiệm vụ\t236",
        "5.3.\tSố nhiệm vụ đã hoàn thành nhưng quá hạn\tNhiệm vụ\t01",
    )
    assert verdicts(form(*rows)) == [(Verdict.OK, Kind.SUM, "237")]
    said = "Đã hoàn thành 237 nhiệm vụ, còn 34 nhiệm vụ đang thực hiện.\n"
    assert (Verdict.DIFFERS, Kind.CONSISTENCY, "271") in verdicts(said + form(*rows))


def test_form_when_the_text_gives_another_total_then_the_two_differ() -> None:
    rows = form("6.7.1.\tTổng số hồ sơ đã tiếp nhận (cả trực tiếp và trực tuyến)\tHồ sơ\t983")
    text = "Tổng số hồ sơ tiếp nhận 1.253. Hồ sơ đã giải quyết 1192. Hồ sơ đang giải quyết 61.\n"
    assert (Verdict.DIFFERS, Kind.CONSISTENCY, "270") in verdicts(text + rows)
    assert (Verdict.OK, Kind.CONSISTENCY, "983") in verdicts("Tổng số hồ sơ tiếp nhận 983 hồ sơ.\n" + rows)


def test_form_when_it_says_none_and_the_text_counts_some_then_they_differ() -> None:
    rows = form("3.1.\tTổng số người làm việc được giao\tNgười\t0")
    text = "Trung tâm được thẩm định 22 người làm việc. Viện được thẩm định 60 người làm việc.\n"
    assert (Verdict.DIFFERS, Kind.CONSISTENCY, "82") in verdicts(text + rows)


STATISTICS = """Lĩnh vực\tTổng số\tTrực tuyến\tTrực tiếp\tKỳ trước
(1)\t(3)=(4)+(5)+(6)\t(4)\t(5)\t(6)
Xây dựng\t100\t60\t30\t10
Nhà ở\t{}\t20\t20\t-
Tổng cộng\t{}\t80\t50\t10"""


def test_table_when_the_head_prints_formulas_then_every_row_keeps_them() -> None:
    assert {v for v, _k, _e in verdicts(STATISTICS.format(40, 140))} == {Verdict.OK}
    wrong = [claim for claim in check(STATISTICS.format(41, 141)) if claim.verdict.objects]
    assert [(claim.quoted, claim.exact) for claim in wrong] == [
        ("41 = 20 + 20", "40"),
        ("141 = 80 + 50 + 10", "140"),
    ]


def test_table_when_the_total_row_is_wrong_then_the_column_is_named() -> None:
    wrong = [
        claim
        for claim in check("Lĩnh vực\tSố\nXây dựng\t5\nNhà ở\t6\nTổng cộng\t12")
        if claim.verdict.objects
    ]
    assert [claim.exact for claim in wrong] == ["11"]


def test_table_when_it_has_subtotals_then_the_total_row_is_left_alone() -> None:
    assert check("I\tCấp tỉnh\t10\n1\tSở A\t10\nII\tCấp xã\t5\n\tTổng cộng\t15") == []


def test_table_when_its_rows_are_numbered_anew_then_the_total_row_is_left_alone() -> None:
    text = "STT\tĐơn vị, cán bộ\tHồ sơ\n1\tPhòng A\t7\n2\tPhòng B\t3\n1\tMai\t4\n2\tLan\t6\n\tTổng số\t10"
    assert check(text) == []


def test_table_when_it_is_written_in_markdown_then_it_is_read_as_one() -> None:
    text = "| Lĩnh vực | Hồ sơ |\n|---|---|\n| Xây dựng | 7 |\n| Nhà ở | 3 |\n| Tổng cộng | 11 |"
    assert [claim.exact for claim in check(text) if claim.verdict.objects] == ["10"]


SCORES = "Chỉ số năm nay đạt {} điểm, tăng 3.286 điểm so với năm trước. Các điểm thành phần như sau:\n\n{}"


def stacked(*rows: tuple[str, str, str]) -> str:
    return "\n\n".join(cell for row in rows for cell in row)


def objections(text: str) -> list[Claim]:
    return [claim for claim in check(text) if claim.verdict.objects]


def test_scores_when_the_text_quotes_the_year_before_then_the_table_gives_the_right_one() -> None:
    table = stacked(("Thể chế", "15.5", "12.23"), ("Bộ máy", "14", "10"), ("Tổng cộng điểm", "29.5", "22.23"))
    (claim,) = objections(SCORES.format("18,94", table))
    assert (claim.kind, claim.exact) == (Kind.CONSISTENCY, "22.23")
    assert "năm trước" in claim.why
    assert objections(SCORES.format("22,23", table)) == []
