from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.services.desks import particulars

from motcua_tui.domain.codes import Channel, State
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.services import browse, verbs
from motcua_tui.services.browse import View
from motcua_tui.services.desk import Desk
from motcua_tui.services.filters import Days, Filters, from_json, to_json
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort

dates = st.dates(date(2026, 1, 1), date(2026, 12, 31))
spans = st.builds(Days, first=dates | st.none(), last=dates | st.none())
names = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8)
FILTERS = st.builds(
    Filters,
    view=st.sampled_from(View),
    state=st.sampled_from(State) | st.none(),
    timeliness=st.sampled_from(Timeliness) | st.none(),
    due_within=st.integers(0, 9) | st.none(),
    field=names,
    procedure=names,
    channel=st.sampled_from(Channel) | st.none(),
    department=names,
    officer=names,
    accepted=spans,
    due=spans,
    finished=spans,
    silent_for=st.integers(0, 9) | st.none(),
    to_collect_since=dates | st.none(),
)


@given(FILTERS)
def test_filters_when_kept_as_json_then_come_back_the_same(filters: Filters) -> None:
    assert from_json(to_json(filters)) == filters


@pytest.mark.parametrize(
    "kept",
    [{"view": "nothing"}, {"colour": "red"}, {"accepted": ["2026-11-01"]}, {"due_within": "three"}],
)
def test_filters_when_a_newer_program_kept_them_then_are_refused(kept: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        from_json(kept)


def test_filters_when_all_are_given_then_query_and_words_hold_each(small_desk: Desk) -> None:
    days = Days(first=date(2026, 11, 1))
    filters = Filters(
        view=View.ALL,
        state=State.RETURNED,
        timeliness=Timeliness.LATE,
        field="Kiến trúc",
        procedure="Gia hạn",
        channel=Channel.POST,
        officer="Mai",
        accepted=days,
        due=Days(last=date(2026, 11, 30)),
    )
    given_before = DossierQuery(states=frozenset(State), timeliness=frozenset({Timeliness.EARLY}))
    query = filters.narrowed(small_desk, given_before)
    assert (query.states, query.timeliness) == (frozenset({State.RETURNED}), frozenset())
    assert (query.field, query.procedure, query.officer) == ("Kiến trúc", "Gia hạn", "Mai")
    assert query.accepted is not None
    assert date(2026, 11, 1) in query.accepted
    assert date(2026, 10, 31) not in query.accepted
    assert query.due is not None
    assert date(2026, 11, 30) in query.due
    assert date(2026, 12, 1) not in query.due
    assert filters.words() == (
        "đã trả kết quả · trễ hạn · bưu chính công ích · Kiến trúc · Gia hạn · Mai"
        " · nhận 01/11/2026–… · hạn …–30/11/2026"
    )
    assert not Filters(view=View.ALL).narrow


@pytest.fixture
def desk(small_desk: Desk) -> Desk:
    """Limits of 5 working days, Tuesday 24/11 off. Due: O 19/11, T 23/11, N 25/11, L 1/12; R has been ready
    since 12/11 and S since 18/11; O and T have been silent since their acceptance."""
    for code, accepted in (("O", 12), ("T", 16), ("N", 17), ("L", 23), ("R", 9), ("S", 10)):
        verbs.accept(small_desk, particulars(code), datetime(2026, 11, accepted, 8))
    verbs.hand_over(small_desk, "N", datetime(2026, 11, 20, 8), "Phòng Một", "Lan")
    verbs.finish(small_desk, "R", datetime(2026, 11, 12, 8))
    verbs.finish(small_desk, "S", datetime(2026, 11, 18, 8))
    return small_desk


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(due_within=0), "T"),
        (Filters(due_within=1), "TN"),
        (Filters(due_within=1, timeliness=Timeliness.OVERDUE), "OTN"),
        (Filters(due_within=1, timeliness=Timeliness.NEAR), "N"),
        (Filters(due_within=1, timeliness=Timeliness.LATE), ""),
        (Filters(view=View.ALL, due_within=30), "TNL"),
        (Filters(silent_for=0), "OTN"),
        (Filters(silent_for=5), "O"),
        (Filters(view=View.ALL, silent_for=4), "OT"),
        (Filters(view=View.ALL, to_collect_since=date(2026, 11, 17)), "R"),
        (Filters(view=View.TO_COLLECT, to_collect_since=date(2026, 11, 18)), "RS"),
        (Filters(view=View.ALL, finished=Days(first=date(2026, 11, 13))), "S"),
        (
            Filters(
                view=View.ALL,
                finished=Days(first=date(2026, 11, 13)),
                to_collect_since=date(2026, 11, 18),
            ),
            "S",
        ),
        (Filters(department="Phòng Một"), "N"),
        (Filters(officer="Lan", view=View.OVERDUE), ""),
    ],
)
def test_list_when_narrowed_then_shows_what_the_words_say(desk: Desk, filters: Filters, found: str) -> None:
    lines = browse.window(desk, filters.query(desk), Sort(), 0, 99)
    assert sorted(line.line.code for line in lines) == sorted(found)
