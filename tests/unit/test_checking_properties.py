"""What must hold for every text: our own sentences are never accused, and no text stops the checker."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.codes import Channel, JudgeBy
from motcua_tui.domain.ledger import Cell, Judgement, Ledger, Origin, Status
from motcua_tui.domain.numbers import NumberStyle
from motcua_tui.domain.periods import Period
from motcua_tui.domain.profiles import ProfileName, Ratio, profile
from motcua_tui.reports.checking.checker import check
from motcua_tui.reports.checking.model import Kind, Verdict
from motcua_tui.reports.model import PeriodReport
from motcua_tui.reports.sentences import SentenceExtras, Style, sentences

PERIOD = Period(date(2023, 1, 1), date(2023, 10, 31))
ENDED = (Status.GRANTED, Status.REFUSED, Status.STOPPED, Status.CLOSED)
COUNTS = st.one_of(st.integers(1, 12), st.integers(1, 20_000))


def ended(status: Status, judgement: Judgement, channel: Channel, origin: Origin, re_dated: bool) -> Cell:
    return Cell(1, channel, origin, status, judgement, re_dated=re_dated)


def pending(judgement: Judgement, channel: Channel, origin: Origin, waiting: bool) -> Cell:
    return Cell(1, channel, origin, Status.PENDING, judgement, waiting)


CELLS = st.one_of(
    st.builds(
        ended,
        st.sampled_from(ENDED),
        st.sampled_from((Judgement.EARLY, Judgement.ON_TIME, Judgement.LATE)),
        st.sampled_from(Channel),
        st.sampled_from(Origin),
        st.booleans(),
    ),
    st.builds(
        pending,
        st.sampled_from((Judgement.IN_TIME, Judgement.OVERDUE)),
        st.sampled_from(Channel),
        st.sampled_from(Origin),
        st.booleans(),
    ),
)


@st.composite
def reports(draw: st.DrawFn) -> PeriodReport:
    name = draw(st.sampled_from(ProfileName))
    as_on_time = draw(st.booleans())
    ledger = Ledger(PERIOD, draw(st.lists(st.tuples(CELLS, COUNTS), max_size=12)))
    return PeriodReport(
        period=PERIOD,
        label=draw(st.sampled_from(("", "9 tháng năm 2023"))),
        profile=name,
        judge_by=draw(st.sampled_from(JudgeBy)),
        as_on_time=as_on_time,
        total=profile(name, as_on_time=as_on_time).summarise(ledger),
        rows=(),
        by=None,
        warnings=(),
        numbers=NumberStyle(
            draw(st.integers(0, 3)), draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
        ),
        agency=draw(st.sampled_from(("", "Sở Xây dựng"))),
        desk="Bộ phận một cửa",
    )


@given(reports(), st.sampled_from(Style), st.none() | reports())
def test_check_when_the_sentences_are_our_own_then_nothing_is_accused_and_ratios_are_right(
    report: PeriodReport, style: Style, before: PeriodReport | None
) -> None:
    extras = SentenceExtras(
        Ratio(3, 7), (("cơ quan phối hợp chậm", 4),), Ratio(1, 4), (before,) if before else ()
    )
    claims = check(sentences(report, style, extras=extras))
    assert [claim for claim in claims if claim.verdict.objects] == []
    assert {claim.verdict for claim in claims if claim.kind is Kind.RATIO} <= {Verdict.OK}


FRAGMENTS = st.sampled_from(
    (
        *(
            "1.253",
            "98.66%",
            "0,129%",
            "05/42",
            "100",
            "0",
            "(",
            ")",
            ";",
            ",",
            ".",
            "/",
            "%",
            "\t",
            "\n",
            "1.1.",
        ),
        *("hồ sơ", "trong đó", "đạt tỷ lệ", "đúng hạn", "trễ hạn", "tiếp nhận", "đã giải quyết", "tăng"),
        *("đang giải quyết", "kỳ trước chuyển sang", "không có hồ sơ", "so với", "Tổng số", "Tỷ lệ", "điểm"),
        *("(3)=(4)+(5)", "Tổng cộng", "TTHC", "\u0300", "İ", "ﬁ", "²", "٣"),
    )
)


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=5)), max_size=60))
def test_check_when_the_text_is_anything_then_places_and_lines_are_within_it(parts: list[str]) -> None:
    text = " ".join(parts)
    for claim in check(text):
        assert 0 <= claim.start <= claim.end
        assert claim.line >= 1
