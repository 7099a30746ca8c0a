"""Whole texts through the checker: the wrong is found with its right value, the right is left alone."""

from __future__ import annotations

import pytest

from motcua_tui.reports.checking.checker import check
from motcua_tui.reports.checking.labels import Role
from motcua_tui.reports.checking.model import Claim, Kind, Verdict

RIGHT = [
    "Trong quý, đơn vị tiếp nhận 1.200 hồ sơ (trực tuyến 900, trực tiếp 250, BCCI 50); đã giải quyết 1.100 "
    "hồ sơ, trong đó: đúng hạn 1.050 hồ sơ, đạt 95,45%; quá hạn 50 hồ sơ, chiếm 4,55%. Số còn lại 100 hồ "
    "sơ đang giải quyết trong hạn.",
    "Tổng số HS tiếp nhận: 500 HS, trong đó tồn kỳ trước 45 HS, nhận mới 455 HS. Đã giải quyết 470 HS "
    "(trước hạn 400, đúng hạn 60, trễ hạn 10). Đang giải quyết 30 HS (chưa đến hạn 28, quá hạn 2).",
    "Trong tháng tiếp nhận 320 bộ hồ sơ; năm trước chuyển sang 12 bộ; đã giải quyết 300 bộ; còn lại 32 bộ "
    "đang giải quyết.",
    "Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,5% (985/1.000 hồ sơ).",
    "Đã giải quyết 855 hồ sơ, trong đó 600 hồ sơ đúng hạn, còn lại 255 hồ sơ trễ hạn.",
    "Từ ngày 15/12/2022 đến ngày 14/9/2023, bộ phận một cửa tiếp nhận 2.005 hồ sơ theo Quyết định số "
    "15/2022/QĐ-UBND; 1.990 hồ sơ đã giải quyết, đạt 99,25%.",
    "Tiếp nhận 1.000 hồ sơ, tăng 200 hồ sơ (25%) so với cùng kỳ năm trước.",
    "Năm 2023 tiếp nhận 881 hồ sơ, năm 2022 tiếp nhận 800 hồ sơ, tăng 81 hồ sơ (10,13%).",
    "Tiếp nhận 1,253 hồ sơ; đã giải quyết 1,192 hồ sơ (95.13%); đang giải quyết 61 hồ sơ.",
    "Số hồ sơ phải giải quyết: 650 hồ sơ, gồm: kỳ trước chuyển sang 50 hồ sơ, tiếp nhận trong kỳ 600 hồ "
    "sơ. Kết quả: đã giải quyết 620 hồ sơ; đang giải quyết 30 hồ sơ.",
    "Lĩnh vực xây dựng: tiếp nhận 100 hồ sơ, giải quyết 90 hồ sơ, đang giải quyết 10 hồ sơ. Lĩnh vực nhà "
    "ở: tiếp nhận 50 hồ sơ, giải quyết 45 hồ sơ, đang giải quyết 5 hồ sơ.",
    "Toàn tỉnh tiếp nhận 300 hồ sơ, trong đó: cấp tỉnh 100 hồ sơ, cấp huyện 150 hồ sơ, cấp xã 50 hồ sơ. "
    "Đã giải quyết 280 hồ sơ, trong đó cấp tỉnh 95 hồ sơ, cấp huyện 138 hồ sơ, cấp xã 47 hồ sơ; đang "
    "giải quyết 20 hồ sơ.",
    "Phấn đấu tỷ lệ hồ sơ đúng hạn đạt trên 98%. Năm nay đã giải quyết 100 hồ sơ, đúng hạn 90 hồ sơ, trễ "
    "hạn 10 hồ sơ.",
    "Số hồ sơ tiếp nhận trực tuyến là 754 trên tổng số 983 hồ sơ, đạt tỷ lệ 76,7%.",
    "Tổng số hồ sơ đã tiếp nhận và giải quyết là 500 hồ sơ, trong đó đúng hạn 495 hồ sơ, trễ hạn 05 hồ sơ.",
    "Sở có 97 TTHC, trong đó 69 TTHC (71,13%) cấp tỉnh, 18 TTHC (18,56%) cấp huyện, 10 TTHC (10,31%) cấp xã.",
    "Trong kỳ tiếp nhận 150 hồ sơ, giải quyết 140 hồ sơ, đạt tỷ lệ 93,3%, không có hồ sơ trễ hạn; 10 hồ sơ "
    "đang trong thời hạn giải quyết.",
    "Tỷ lệ đúng hạn năm 2022 đạt 95%, năm 2023 đạt 97,5%.",
    "Tổng số tiếp nhận 1.000 hồ sơ; đã giải quyết 950 hồ sơ; trả lại 20 hồ sơ; đang giải quyết 30 hồ sơ.",
    "Kết quả: 45/45 thủ tục đạt 100%; 12/15 phòng ban hoàn thành; đạt 120/100 kế hoạch.",
    "Tiếp nhận 8 hồ sơ, rút ngắn thời gian từ 30 ngày xuống còn 20 ngày.",
    "Đúng hạn, trễ hạn lần lượt là 840 và 7 hồ sơ, tỷ lệ 99,17% và 0,83%.",
    "Tổng số tiền phạt là 150,5 triệu đồng, trong đó: thu hồi 100,5 triệu đồng; phạt 40 triệu đồng.",
    "Trung tâm tiếp nhận 250 hồ sơ; giải quyết 240 hồ sơ (đúng hạn 238 hồ sơ, trễ hạn 02 hồ sơ do phối hợp "
    "chậm); tồn 10 hồ sơ chưa đến hạn.",
    "Kết quả: đến hạn 2.000 hồ sơ; đúng và trước hạn 1.990; quá hạn 10. Tỷ lệ: 99,5%; 0,5%; 47,3%.",
    "Tổng số hồ sơ tiếp nhận trong kỳ là 881 hồ\nsơ, trong đó trực tuyến 783 hồ sơ và trực tiếp 98 hồ sơ.",
]

WRONG = [
    ("Tiếp nhận 1.200 hồ sơ (trực tuyến 900, trực tiếp 250, BCCI 40).", Kind.SUM, "1190"),
    ("Tổng số HS tiếp nhận: 500 HS, trong đó tồn kỳ trước 45 HS, nhận mới 454 HS.", Kind.SUM, "499"),
    ("Tỷ lệ giải quyết đúng hạn đạt 98,7% (985/1.000 hồ sơ).", Kind.RATIO, "98.50"),
    ("Trước hạn là 500/620, đạt tỷ lệ 86,5%.", Kind.RATIO, "80.65"),
    ("Đã giải quyết 470 HS (trước hạn 400, đúng hạn 60, trễ hạn 15).", Kind.SUM, "475"),
    ("Đang giải quyết 30 HS (chưa đến hạn 28, quá hạn 3).", Kind.SUM, "31"),
    ("Tiếp nhận 1.000 hồ sơ, tăng 200 hồ sơ (20%) so với cùng kỳ năm trước.", Kind.RATE, "25"),
    ("Tiếp nhận 300 hồ sơ, gồm: tỉnh 100 hồ sơ, huyện 150 hồ sơ, xã 60 hồ sơ.", Kind.SUM, "310"),
    ("Sở có 97 TTHC, trong đó 69 TTHC (71,13%) ở sở, 18 TTHC (18,65%) ở huyện.", Kind.RATE, "18.56"),
    ("Tiếp nhận 150 hồ sơ, giải quyết 140 hồ sơ, đạt tỷ lệ 39,3%.", Kind.RATE, "93.33"),
    (
        "Đã giải quyết 847 hồ sơ, đúng hạn 840 hồ sơ, trễ hạn 7 hồ sơ. Tỷ lệ đúng hạn 99,71%.",
        Kind.RATE,
        "99.17",
    ),
    ("Trong tổng số 881 hồ sơ tiếp nhận có 783 hồ sơ nộp trực tuyến (88,78%).", Kind.RATE, "88.88"),
    ("Tỷ lệ hồ sơ đúng hạn 97,5%, trễ hạn 5,25%.", Kind.SUM, "102.75"),
    ("Đã giải quyết 1.000 hồ sơ, đúng hạn 989 hồ sơ (98,9%), trễ hạn 11 hồ sơ (2,1%).", Kind.RATE, "1.10"),
    ("Đã giải quyết 207.030 (đúng và trước hạn 204.847). Tỷ lệ: 98,94%.", Kind.RATE, "98.95"),
]


def objections(text: str) -> list[Claim]:
    return [claim for claim in check(text) if claim.verdict.objects]


@pytest.mark.parametrize("text", RIGHT)
def test_check_when_the_text_agrees_with_itself_then_nothing_is_accused(text: str) -> None:
    assert objections(text) == []


def test_check_when_a_report_tells_of_many_populations_then_they_are_kept_apart() -> None:
    assert objections("\n".join(RIGHT)) == []
    assert objections("\n\n".join(f"{place}. Mục\n{text}" for place, text in enumerate(RIGHT, 1))) == []


@pytest.mark.parametrize(("text", "kind", "exact"), WRONG)
def test_check_when_a_figure_is_wrong_then_it_gives_the_right_one(text: str, kind: Kind, exact: str) -> None:
    found = {(claim.verdict, claim.kind, claim.exact) for claim in objections(text)}
    assert (Verdict.WRONG, kind, exact) in found


@pytest.mark.parametrize("noun", ["phản ánh, kiến nghị", "văn bản"])
def test_check_when_other_business_is_counted_after_the_dossiers_then_it_is_not_compared(noun: str) -> None:
    claims = check(
        "Tổng số hồ sơ tiếp nhận 120 hồ sơ, đã giải quyết 110 hồ sơ, đang giải quyết 10 hồ sơ. "
        f"Trong kỳ tiếp nhận 3 {noun}; đã giải quyết 2, còn 1."
    )
    assert {claim.verdict for claim in claims} == {Verdict.OK}


def test_check_when_received_is_more_than_finished_and_pending_then_it_gives_the_residue() -> None:
    text = (
        "Hệ thống đã nhận 937 hồ sơ, trong đó trực tuyến 163 hồ sơ đạt 17%, nhận trực tiếp 774 hồ sơ 83%; đã "
        "giải quyết 855 hồ sơ đạt 91%; còn lại 67 hồ sơ đang giải quyết."
    )
    (claim,) = objections(text)
    assert (claim.verdict, claim.kind, claim.exact) == (Verdict.RESIDUE, Kind.BALANCE, "15")


def test_check_when_more_is_accounted_for_than_received_then_the_residue_is_negative() -> None:
    text = "Tổng số hồ sơ tiếp nhận 54.575. Đã giải quyết 51.780. Đang giải quyết 2.800."
    assert [claim.exact for claim in objections(text)] == ["-5"]


def test_check_when_pending_is_not_printed_then_it_is_implied() -> None:
    text = "Tiếp nhận mới 907 hồ sơ, tồn kỳ trước 208 HS, giải quyết 847 HS, đúng hạn: 840 HS, quá hạn 7 HS."
    implied = [claim for claim in check(text) if claim.verdict is Verdict.IMPLIED]
    assert [claim.exact for claim in implied] == ["268"]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Đúng hạn 204.847/207.030 hồ sơ (98,94%).", "cắt bớt"),
        ("Trước hạn là 766/773, đạt tỷ lệ 99,9%.", "chữ số"),
        ("Trễ hạn là 6/773, đạt tỷ lệ 1,16%.", "9/773"),
        ("Tiếp nhận 400 hồ sơ. Giải quyết 300 hồ sơ. Đúng hạn 150/300 hồ sơ (37,5%).", "mẫu số khác"),
        (
            "Giải quyết 300 hồ sơ, đúng hạn 200/300 hồ sơ (33,33%), trễ hạn 100/300 hồ sơ (33,33%).",
            "tử số khác",
        ),
        ("Giải quyết 565 hồ sơ (đúng hạn 546, trễ hạn 10).", "đảo chữ số"),
    ],
)
def test_check_when_a_rate_or_sum_is_wrong_then_the_likely_cause_is_named(text: str, cause: str) -> None:
    assert any(cause in claim.why for claim in objections(text))


def test_check_when_a_part_was_misprinted_then_the_printed_rate_tells_its_right_value() -> None:
    text = "Đã giải quyết 4.561 (đúng và trước hạn 4.520; quá hạn 12). Tỷ lệ nêu: 99,7%; 0,3%."
    assert any("4.549" in claim.why for claim in objections(text) if claim.kind is Kind.SUM)


def test_check_when_the_late_rate_counts_the_overdue_too_then_the_mixed_denominator_is_named() -> None:
    text = "Đã giải quyết 125 (trước hạn 100; đúng hạn 21; quá hạn 4). Đang giải quyết 9 (trong hạn 6; quá hạn 3). Tỷ lệ nêu: 96.8%; 5.47%."  # noqa: E501
    found = {(claim.kind, claim.exact) for claim in objections(text)}
    assert found == {(Kind.RATE, "3.20"), (Kind.SUM, "102.27")}
    assert any("7/128" in claim.why for claim in objections(text))


@pytest.mark.parametrize(
    "text",
    ["Tỷ lệ hồ sơ số hóa đạt 98.66%.", "Gần 83% văn bản được ký số.", "Tăng 1.02% so với năm 2021."],
)
def test_check_when_no_counts_are_given_then_a_rate_cannot_be_checked(text: str) -> None:
    assert [claim.verdict for claim in check(text)] == [Verdict.UNCHECKABLE]


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch số 929/KH-SXD ngày 31/8/2020 giai đoạn 2021-2025.",
        "Căn cứ Quyết định 319/QĐ-UBND, Nghị định số 61/2018/NĐ-CP và ISO 9001:2015.",
        "Mã hồ sơ 000.00.64.H10-230515-0011, thủ tục 1.013233, tháng 11/2024, quý 3/2021, lúc 14:30.",
        "2.1. Kết quả\n3. Về thực hiện dịch vụ công mức độ 3 và 4",
        "",
    ],
)
def test_check_when_numbers_are_dates_or_documents_then_they_are_no_figures(text: str) -> None:
    assert check(text) == []


def test_check_when_a_claim_is_made_then_its_place_is_where_the_figure_is_printed() -> None:
    text = "Mở đầu.\n- **Trước hạn** là **766/773**, đạt tỷ lệ **99,9%**."
    (claim,) = objections(text)
    assert text[claim.start : claim.end] == "99,9%"
    assert claim.line == 2
    assert claim.quoted == "99,9%"


def test_check_when_counts_are_on_record_then_each_figure_is_held_against_them() -> None:
    text = "Tiếp nhận 100 hồ sơ; đã giải quyết 90 hồ sơ; đang giải quyết 10 hồ sơ."
    claims = check(text, {Role.RECEIVED: 100, Role.FINISHED: 91})
    compared = {(c.quoted.split()[0], c.verdict, c.exact) for c in claims if c.kind is Kind.CONSISTENCY}
    assert compared == {("100", Verdict.OK, "100"), ("90", Verdict.DIFFERS, "91")}


def test_check_when_one_total_is_told_twice_then_the_two_places_are_compared() -> None:
    text = "1. Tóm tắt\nTổng số tiếp nhận 881 hồ sơ.\n2. Chi tiết\nTổng số tiếp nhận {} hồ sơ."
    assert [c.verdict for c in check(text.format(881)) if c.kind is Kind.CONSISTENCY][:1] == [Verdict.OK]
    differing = objections(text.format(818))
    assert [(c.verdict, c.exact) for c in differing] == [(Verdict.DIFFERS, "63")]
