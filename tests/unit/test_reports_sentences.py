"""The sentences of real reports, from their own figures; zeros, thousands, every profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.codes import Channel, JudgeBy
from motcua_tui.domain.ledger import Cell, Judgement, Ledger, Origin, Status
from motcua_tui.domain.numbers import NumberStyle, group
from motcua_tui.domain.periods import Period
from motcua_tui.domain.profiles import ProfileName, Ratio, profile
from motcua_tui.reports.model import PeriodReport
from motcua_tui.reports.sentences import SentenceExtras, Style, sentences


def days(first: date, last: date) -> Period:
    return Period(first, last + timedelta(days=1))


TEN_MONTHS = days(date(2023, 1, 1), date(2023, 10, 30))
YEAR = days(date(2024, 1, 1), date(2024, 12, 31))


USUAL = NumberStyle()


def dossiers(
    n: int,
    status: Status = Status.GRANTED,
    judgement: Judgement = Judgement.EARLY,
    *,
    channel: Channel = Channel.DIRECT,
    carried: bool = False,
    waiting: bool = False,
    re_dated: bool = False,
    no_due: bool = False,
) -> tuple[Cell, int]:
    """So many dossiers of one cell."""
    origin = Origin.CARRIED_OVER if carried else Origin.NEW
    return Cell(1, channel, origin, status, judgement, waiting, no_due, re_dated), n


def report(
    *cells: tuple[Cell, int],
    period: Period = TEN_MONTHS,
    name: ProfileName = ProfileName.FORM_06A,
    label: str = "",
    numbers: NumberStyle = USUAL,
    as_on_time: bool = False,
    judge_by: JudgeBy = JudgeBy.LAWFUL_DUE,
) -> PeriodReport:
    return PeriodReport(
        period=period,
        label=label,
        profile=name,
        judge_by=judge_by,
        as_on_time=as_on_time,
        total=profile(name, as_on_time=as_on_time).summarise(Ledger(period, cells)),
        rows=(),
        by=None,
        warnings=(),
        numbers=numbers,
        agency="Sở Xây dựng",
        desk="Bộ phận một cửa",
    )


PENDING, IN_TIME, OVERDUE = Status.PENDING, Judgement.IN_TIME, Judgement.OVERDUE
ON_TIME, LATE = Judgement.ON_TIME, Judgement.LATE

SEED_000 = report(
    dossiers(690, channel=Channel.ONLINE_FULL),
    dossiers(41, carried=True),
    dossiers(35),
    dossiers(1, judgement=ON_TIME, channel=Channel.POST),
    dossiers(6, judgement=LATE),
    dossiers(41, PENDING, IN_TIME, channel=Channel.ONLINE_PARTIAL),
    dossiers(15, PENDING, IN_TIME),
    dossiers(32, Status.REFUSED, channel=Channel.ONLINE_FULL),
    dossiers(20, PENDING, IN_TIME, waiting=True, channel=Channel.ONLINE_FULL),
    name=ProfileName.SEPARATE,
)
"""881 = 783 online + 57 others + 41 carried over; 766 + 1 + 6 finished; 56 pending; 52 apart."""

SEED_001 = report(
    dossiers(754, channel=Channel.ONLINE_FULL),
    dossiers(400),
    dossiers(38, judgement=ON_TIME),
    dossiers(61, PENDING, IN_TIME),
    period=YEAR,
)
SEED_003 = report(
    dossiers(163, judgement=ON_TIME, channel=Channel.ONLINE_PARTIAL),
    dossiers(437, judgement=ON_TIME),
    dossiers(255, judgement=LATE),
    dossiers(67, PENDING, IN_TIME),
    dossiers(15, PENDING, IN_TIME, waiting=True),
    name=ProfileName.SEPARATE,
    numbers=NumberStyle(0),
)
SEED_004 = report(
    dossiers(208, judgement=ON_TIME, carried=True),
    dossiers(632),
    dossiers(7, judgement=LATE),
    dossiers(260, PENDING, IN_TIME),
    dossiers(8, PENDING, OVERDUE),
    label="9 tháng năm 2018",
    period=days(date(2017, 12, 15), date(2018, 9, 14)),
)


def test_style_a_when_seed_000_then_as_the_report_has_it_but_right() -> None:
    assert sentences(SEED_000, Style.A).splitlines() == [
        "Về Hệ thống thông tin một cửa điện tử (từ ngày 01/01/2023 đến ngày 30/10/2023)",
        "Tổng số hồ sơ tiếp nhận trong kỳ: 881 hồ sơ (trong đó, trực tuyến 783 hồ sơ; trực tiếp, bưu chính "
        "57 hồ sơ; kỳ trước chuyển sang 41 hồ sơ).",
        "- Tỷ lệ hồ sơ đã giải quyết: Trước hạn là 766/773, đạt tỷ lệ 99,09%; đúng hạn là 1/773, đạt tỷ lệ "
        "0,13%; trễ hạn là 6/773, đạt tỷ lệ 0,78%.",
        "- Hồ sơ đang giải quyết 56 hồ sơ trong hạn; không có hồ sơ quá hạn.",
        "- Ngoài ra, tính riêng 52 hồ sơ: từ chối giải quyết 32 hồ sơ; chờ bổ sung 20 hồ sơ.",
    ]


def test_style_a_when_three_decimals_are_set_then_as_seed_000_prints_on_time() -> None:
    assert "đúng hạn là 1/773, đạt tỷ lệ 0,129%" in sentences(
        replace(SEED_000, numbers=NumberStyle(3)), Style.A
    )


def test_style_b_when_seed_001_then_short_sentences_and_the_online_share_apart() -> None:
    told = sentences(SEED_001, Style.B, extras=SentenceExtras(online=Ratio(754, 983)))
    assert told.splitlines() == [
        "Tổng hợp kết quả giải quyết hồ sơ thủ tục hành chính (từ ngày 01/01/2024 đến ngày 31/12/2024): "
        "Tổng số hồ sơ tiếp nhận 1.253. Trong đó trực tuyến 754; trực tiếp, bưu chính 499; kỳ trước chuyển "
        "sang 0. Hồ sơ đã giải quyết đúng và trước hạn 1.192; trễ hạn 0. Tỷ lệ đúng và trước hạn 1.192/1.192 "
        "(100%). Hồ sơ đang giải quyết 61. Trong đó trong hạn 61; quá hạn 0.",
        "Tổng số 754/983 (76,70%) hồ sơ tiếp nhận trực tuyến.",
    ]


def test_style_c_when_seed_003_then_a_percentage_after_each_count() -> None:
    assert sentences(SEED_003, Style.C) == (
        "Từ ngày 01/01/2023 đến ngày 30/10/2023, Sở Xây dựng đã tiếp nhận 937 hồ sơ, trong đó trực tuyến "
        "163/937 hồ sơ (17%), trực tiếp và bưu chính 774/937 hồ sơ (83%), không có hồ sơ tồn kỳ trước; "
        "đã giải quyết 855/937 hồ sơ (91%), trong đó đúng và trước hạn 600/855 hồ sơ (70%), quá hạn 255/855 "
        "hồ sơ (30%); còn lại 67 hồ sơ đang giải quyết, không có hồ sơ quá hạn; tính riêng 15 hồ sơ, gồm chờ "
        "bổ sung 15 hồ sơ."
    )


def test_style_c_when_seed_004_then_with_what_was_carried_over() -> None:
    assert sentences(SEED_004, Style.C) == (
        "9 tháng năm 2018 (từ ngày 15/12/2017 đến ngày 14/09/2018), Sở Xây dựng đã tiếp nhận 1.115 hồ sơ, "
        "trong đó tiếp nhận mới 907 hồ sơ (không có hồ sơ trực tuyến; trực tiếp và bưu chính 907/907 hồ sơ, "
        "đạt 100%), tồn kỳ trước 208 hồ sơ; đã giải quyết 847/1.115 hồ sơ (75,96%), trong đó đúng và trước "
        "hạn 840/847 hồ sơ (99,17%), quá hạn 7/847 hồ sơ (0,83%); còn lại 268 hồ sơ đang giải quyết, trong "
        "đó 260 hồ sơ trong hạn, 8 hồ sơ quá hạn."
    )


# zeros


EMPTY = report()


@pytest.mark.parametrize(
    ("style", "told"),
    [
        (
            Style.A,
            "Trong kỳ không có hồ sơ tiếp nhận, không có hồ sơ kỳ trước chuyển sang.\n"
            "- Trong kỳ không có hồ sơ đã giải quyết.\n"
            "- Không có hồ sơ đang giải quyết.",
        ),
        (
            Style.B,
            "Tổng số hồ sơ tiếp nhận 0. Trong đó trực tuyến 0; trực tiếp, bưu chính 0; kỳ trước chuyển "
            "sang 0. Hồ sơ đã giải quyết đúng và trước hạn 0; trễ hạn 0. Hồ sơ đang giải quyết 0.",
        ),
        (Style.C, "Sở Xây dựng không tiếp nhận hồ sơ nào và không có hồ sơ tồn kỳ trước."),
    ],
)
def test_sentences_when_the_period_is_empty_then_they_still_read(style: Style, told: str) -> None:
    assert sentences(EMPTY, style).endswith(told)
    assert "%" not in sentences(EMPTY, style)


def test_style_a_when_a_part_is_zero_then_said_in_words() -> None:
    told = sentences(report(dossiers(4, carried=True), dossiers(2, PENDING, OVERDUE, carried=True)), Style.A)
    assert "(trong đó, không có hồ sơ trực tuyến; không có hồ sơ trực tiếp, bưu chính; kỳ trước" in told
    assert "Trước hạn là 4/4, đạt tỷ lệ 100%; không có hồ sơ đúng hạn; không có hồ sơ trễ hạn." in told
    assert "- Hồ sơ đang giải quyết 2 hồ sơ quá hạn; không có hồ sơ trong hạn." in told


def test_style_a_when_early_is_zero_then_the_line_begins_with_a_capital() -> None:
    told = sentences(report(dossiers(3, judgement=LATE)), Style.A)
    assert "- Tỷ lệ hồ sơ đã giải quyết: Không có hồ sơ trước hạn; không có hồ sơ đúng hạn; trễ hạn" in told


def test_style_c_when_nothing_new_came_and_nothing_is_done_then_said() -> None:
    told = sentences(report(dossiers(5, PENDING, OVERDUE, carried=True)), Style.C)
    assert told.endswith(
        "Sở Xây dựng không tiếp nhận hồ sơ mới, tồn kỳ trước 5 hồ sơ; chưa giải quyết xong hồ sơ nào; "
        "còn lại 5 hồ sơ đang giải quyết, đều quá hạn."
    )


def test_style_c_when_nothing_is_left_then_said_and_the_agency_may_be_unknown() -> None:
    told = sentences(replace(report(dossiers(2, judgement=LATE)), agency=""), Style.C)
    assert ", đơn vị đã tiếp nhận 2 hồ sơ, trong đó không có hồ sơ trực tuyến," in told
    assert told.endswith(
        "không có hồ sơ đúng và trước hạn, quá hạn 2/2 hồ sơ (100%); không còn hồ sơ đang giải quyết."
    )


def test_share_when_only_rounded_to_all_then_not_a_plain_hundred() -> None:
    told = sentences(report(dossiers(99_999), dossiers(1, judgement=LATE)), Style.A)
    assert "Trước hạn là 99.999/100.000, đạt tỷ lệ 100,00%" in told


# outcomes, causes, comparison


OTHERS = report(
    dossiers(10),
    dossiers(3, Status.REFUSED),
    dossiers(2, Status.STOPPED, ON_TIME),
    dossiers(1, Status.CLOSED, LATE),
    dossiers(4, judgement=LATE, re_dated=True),
    dossiers(5, PENDING, IN_TIME, waiting=True),
    dossiers(1, PENDING, OVERDUE),
)


@pytest.mark.parametrize(
    ("style", "told"),
    [
        (
            Style.A,
            [
                "- Hồ sơ đang giải quyết 5 hồ sơ trong hạn; 1 hồ sơ quá hạn; trong đó 5 hồ sơ chờ bổ sung.",
                "- Trong số hồ sơ đã giải quyết có từ chối giải quyết 3 hồ sơ; dừng giải quyết theo đề nghị "
                "của người nộp 2 hồ sơ; đóng do không bổ sung 1 hồ sơ.",
                "- Trong số hồ sơ đã giải quyết có 4 hồ sơ đã xin lỗi và hẹn lại ngày trả.",
            ],
        ),
        (
            Style.B,
            [
                "Hồ sơ đang giải quyết 6. Trong đó trong hạn 5; quá hạn 1. Đang chờ bổ sung 5.",
                "Trong số đã giải quyết có từ chối giải quyết 3; dừng giải quyết theo đề nghị của người nộp "
                "2; đóng do không bổ sung 1.",
            ],
        ),
        (
            Style.C,
            [
                "quá hạn 5/20 hồ sơ (25,00%), có từ chối giải quyết 3 hồ sơ, dừng giải quyết theo đề nghị "
                "của người nộp 2 hồ sơ, đóng do không bổ sung 1 hồ sơ;",
                "trong đó 5 hồ sơ trong hạn, 1 hồ sơ quá hạn, có 5 hồ sơ chờ bổ sung.",
            ],
        ),
    ],
)
def test_sentences_when_there_are_other_outcomes_then_they_are_counted_beside(
    style: Style, told: list[str]
) -> None:
    text = sentences(OTHERS, style)
    places = [text.index(part) for part in told]
    assert places == sorted(places)


def test_style_b_when_outcomes_stand_apart_then_said() -> None:
    assert "Hồ sơ tính riêng 52 (từ chối giải quyết 32; chờ bổ sung 20)." in sentences(SEED_000, Style.B)


@pytest.mark.parametrize("style", Style)
def test_sentences_when_judged_otherwise_than_by_rule_then_said(style: Style) -> None:
    plain = sentences(OTHERS, style)
    assert "xét theo" not in plain
    assert "được tính là" not in plain
    by_promise = replace(OTHERS, judge_by=JudgeBy.PROMISED, as_on_time=True)
    told = sentences(by_promise, style)
    assert "Thời hạn được xét theo ngày hẹn lại, nếu có." in told
    assert "Hồ sơ từ chối, dừng và đóng được tính là giải quyết đúng hạn." in told
    assert "được tính là" not in sentences(replace(EMPTY, as_on_time=True), style)


@pytest.mark.parametrize("style", Style)
def test_sentences_when_causes_and_comparison_are_given_then_at_the_end_in_this_order(style: Style) -> None:
    before = report(dossiers(20), dossiers(5, carried=True), label="Quý II/2023")
    extras = SentenceExtras(late_causes=(("cơ quan phối hợp chậm", 3), ("khác", 2)), compared=(before,))
    text = sentences(OTHERS, style, extras=extras)
    causes = text.index("Nguyên nhân trễ hạn, quá hạn: cơ quan phối hợp chậm 3 hồ sơ; khác 2 hồ sơ.")
    comparison = text.index(
        "So với Quý II/2023: tiếp nhận mới tăng 6/20 hồ sơ (30,00%); đã giải quyết giảm 5/25 hồ sơ (20,00%)"
    )
    assert causes < comparison


def test_comparison_when_nothing_was_before_or_nothing_changed_then_no_percentage() -> None:
    one = report(dossiers(1))
    from_nothing = sentences(one, Style.B, extras=SentenceExtras(compared=(EMPTY,)))
    assert from_nothing.endswith(
        "So với kỳ từ ngày 01/01/2023 đến ngày 30/10/2023: tiếp nhận mới tăng 1 hồ sơ; đã giải quyết tăng "
        "1 hồ sơ."
    )
    same = sentences(one, Style.B, extras=SentenceExtras(compared=(one,)))
    assert same.endswith("tiếp nhận mới không đổi; đã giải quyết không đổi; tỷ lệ đúng hạn không đổi.")


def test_comparison_when_the_rate_moved_then_in_points_of_a_per_cent() -> None:
    before = report(dossiers(2), dossiers(1, judgement=LATE), label="Quý II/2023")
    now = report(dossiers(3), dossiers(1, judgement=LATE))
    told = sentences(now, Style.A, extras=SentenceExtras(compared=(before,)))
    # 3/4 − 2/3 = 1/12
    assert told.endswith("tỷ lệ đúng hạn tăng 8,33 điểm phần trăm.")
    fallen = sentences(before, Style.A, extras=SentenceExtras(compared=(now,)))
    assert fallen.endswith("tỷ lệ đúng hạn giảm 8,33 điểm phần trăm.")


@pytest.mark.parametrize("style", Style)
def test_causes_when_some_were_not_told_then_they_are_counted_and_apologies_out_of_all(style: Style) -> None:
    extras = SentenceExtras(late_causes=(("khai thiếu", 2), ("", 3)), apologised=Ratio(1, 5))
    told = sentences(OTHERS, style, extras=extras)
    assert "Nguyên nhân trễ hạn, quá hạn: khai thiếu 2 hồ sơ; chưa ghi nguyên nhân 3 hồ sơ." in told
    assert "Đã xin lỗi và hẹn lại ngày trả đối với 1/5 hồ sơ trễ hạn, quá hạn." in told
    nothing_told = sentences(OTHERS, style, extras=SentenceExtras(late_causes=(("", 3),)))
    assert "nguyên nhân" not in nothing_told.lower()


def test_numbers_when_the_office_writes_them_with_a_dot_and_zeros_then_so_in_sentences() -> None:
    style = NumberStyle(1, dot=True, padded=True)
    told = sentences(report(dossiers(1_208), dossiers(2, judgement=LATE), numbers=style), Style.A)
    assert "Trước hạn là 1,208/1,210, đạt tỷ lệ 99.8%" in told
    assert "trễ hạn là 02/1,210, đạt tỷ lệ 0.2%" in told
    assert "không có hồ sơ đúng hạn" in told


@pytest.mark.parametrize(
    ("style", "nought"),
    [
        (Style.A, "trễ hạn là 0/4, đạt tỷ lệ 0,00%"),
        (Style.A, "kỳ trước chuyển sang 0 hồ sơ"),
        (Style.A, "2 hồ sơ trong hạn; 0 hồ sơ quá hạn"),
        (Style.C, "quá hạn 0/4 hồ sơ (0,00%)"),
        (Style.C, "2 hồ sơ trong hạn, 0 hồ sơ quá hạn"),
    ],
)
def test_nought_when_not_said_in_words_then_as_a_number(style: Style, nought: str) -> None:
    cells = (dossiers(4), dossiers(2, PENDING, IN_TIME))
    in_figures = report(*cells, numbers=NumberStyle(zero_in_words=False))
    assert nought in sentences(in_figures, style)
    assert nought not in sentences(report(*cells), style)


def test_style_b_when_no_procedure_has_online_service_then_no_share() -> None:
    assert "trực tuyến." not in sentences(SEED_001, Style.B, extras=SentenceExtras(online=Ratio(0, 0)))


# profiles


def test_period_when_the_label_is_only_the_two_dates_then_not_said_twice() -> None:
    assert sentences(replace(SEED_000, label="01/01/2023–30/10/2023"), Style.A) == sentences(
        SEED_000, Style.A
    )


def test_style_a_when_07a_2017_then_early_is_not_mentioned() -> None:
    told = sentences(
        report(dossiers(3), dossiers(1, judgement=LATE), name=ProfileName.FORM_07A_2017), Style.A
    )
    assert "Tỷ lệ hồ sơ đã giải quyết: Đúng hạn là 3/4, đạt tỷ lệ 75,00%; trễ hạn là 1/4" in told
    assert "rước hạn" not in told


def test_style_a_when_gia_lai_then_early_includes_the_due_date_and_its_own_rate_is_told() -> None:
    cells = (dossiers(3), dossiers(2, judgement=ON_TIME), dossiers(5, PENDING, OVERDUE))
    told = sentences(report(*cells, name=ProfileName.GIA_LAI), Style.A)
    assert "Trước hạn (kể cả đúng ngày hẹn) là 5/5, đạt tỷ lệ 100%; không có hồ sơ trễ hạn." in told
    assert "- Tỷ lệ hồ sơ không trễ hạn trên tổng số tiếp nhận là 5/10, đạt tỷ lệ 50,00%." in told
    no_due = dossiers(1, judgement=ON_TIME, no_due=True)
    assert "đúng hạn là 1/6" in sentences(report(*cells, no_due, name=ProfileName.GIA_LAI), Style.A)


def test_own_rate_when_decision_766_then_told_in_every_style() -> None:
    cells = (dossiers(7), dossiers(1, judgement=LATE), dossiers(2, PENDING, IN_TIME))
    made = report(*cells, name=ProfileName.QD_766)
    assert "Quyết định số 766/QĐ-TTg là 9/10, đạt tỷ lệ 90,00%" in sentences(made, Style.A)
    assert "Tỷ lệ hồ sơ đúng hạn theo Quyết định số 766/QĐ-TTg 9/10 (90,00%)." in sentences(made, Style.B)
    assert "; tỷ lệ hồ sơ đúng hạn theo Quyết định số 766/QĐ-TTg 9/10 (90,00%)." in sentences(made, Style.C)


@given(
    st.lists(
        st.tuples(
            st.builds(
                Cell,
                st.just(1),
                st.sampled_from(Channel),
                st.sampled_from(Origin),
                st.sampled_from([Status.GRANTED, Status.REFUSED, Status.CLOSED]),
                st.sampled_from([Judgement.EARLY, ON_TIME, LATE]),
            )
            | st.builds(
                Cell,
                st.just(1),
                st.sampled_from(Channel),
                st.sampled_from(Origin),
                st.just(PENDING),
                st.sampled_from([IN_TIME, OVERDUE]),
                st.booleans(),
            ),
            st.integers(0, 3000),
        ),
        max_size=12,
    ),
    st.sampled_from(ProfileName),
    st.sampled_from(Style),
)
def test_sentences_when_anything_is_counted_then_every_main_figure_is_said(
    cells: list[tuple[Cell, int]], name: ProfileName, style: Style
) -> None:
    made = report(*cells, name=name)
    text = sentences(made, style)
    n = made.total
    for figure in ("received.total", "received.carried_over", "finished.late", "pending.overdue"):
        assert not n[figure] or group(n[figure]) in text
    apart = sum(count for figure, count in n.figures.items() if figure.startswith("outside."))
    assert ("tính riêng" in text) is bool(apart)
    assert "  " not in text
    assert text.endswith(".")
    assert ".." not in text
