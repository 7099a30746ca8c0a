"""Lists and single dossiers on a real database, against the rules said without SQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.services.desks import BUILDING, CALENDAR, NOW, at, desk_over, particulars, writing
from tests.storage.histories import DAYS, FIRST_DAY, Told, dossiers

from motcua_tui.domain.catalogue import ProcedureVersion, SupplementRule
from motcua_tui.domain.codes import Outcome, State, SupplementEffect
from motcua_tui.domain.deadlines import last_apology_day
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.timeliness import Timeliness, days_left, timeliness
from motcua_tui.errors import NotFoundError
from motcua_tui.services import browse, verbs
from motcua_tui.services.browse import DossierList, View
from motcua_tui.services.desk import Desk
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort, SortKey

Fill = Callable[[list[Told], datetime, int], Desk]
BY_CODE = Sort(SortKey.CODE)
mornings = st.integers(0, DAYS + 20).map(lambda n: datetime.combine(FIRST_DAY + timedelta(days=n), time(9)))


@pytest.fixture
def fill(new_database: Callable[[], Database]) -> Fill:
    """A desk of its own with some dossiers, as often as it is called."""

    def filled(told: list[Told], now: datetime, near_days: int) -> Desk:
        desk = desk_over(new_database(), now, near_days=near_days)
        with writing(desk) as work:
            work.dossiers.bulk_add((dossier.particulars, dossier.events) for dossier in told)
            work.commit()
        return desk

    return filled


def everything(desk: Desk, query: DossierQuery) -> list[browse.Listed]:
    found = list(browse.window(desk, query, BY_CODE, 0, 1000))
    assert len(found) == browse.count(desk, query)
    return found


def judged(told: Told, today: date, near_days: int) -> tuple[Timeliness | None, int | None]:
    """What the rules say of a dossier on a day."""
    standing = told.standing()
    accepted = standing.accepted_on is not None
    waiting = standing.finished_on is None and standing.waiting_since is not None
    return timeliness(
        due_on=standing.lawful_due,
        finished_on=standing.finished_on,
        today=today,
        calendar=CALENDAR,
        waiting_since=standing.waiting_since,
        near_days=near_days,
        accepted=accepted,
        closed=standing.outcome is Outcome.CLOSED,
    ), days_left(
        standing.lawful_due, standing.finished_on or today, CALENDAR, waiting=waiting
    ) if accepted else None


@given(told=dossiers(), now=mornings, near_days=st.integers(0, 6))
def test_listed_when_any_dossier_then_as_the_rules_say(
    fill: Fill, told: list[Told], now: datetime, near_days: int
) -> None:
    desk = fill(told, now, near_days)
    listed = {row.line.code: (row.timeliness, row.days_left) for row in everything(desk, browse.query(desk))}
    assert listed == {d.particulars.code: judged(d, now.date(), near_days) for d in told}


def belongs(view: View, told: Told, today: date, near_days: int) -> bool:
    """What each view promises, said of one dossier."""
    standing = told.standing()
    kind, _left = judged(told, today, near_days)
    is_open = standing.accepted_on is not None and standing.finished_on is None
    match view:
        case View.OVERDUE:
            return kind is Timeliness.OVERDUE
        case View.DUE_TODAY:
            return kind is Timeliness.DUE_TODAY
        case View.NEAR:
            return kind is Timeliness.NEAR
        case View.TO_ACCEPT:
            return standing.state is State.SUBMITTED
        case View.MUST_APOLOGISE:
            due = standing.lawful_due
            waiting = standing.waiting_since is not None
            if not is_open or waiting or due is None or due <= today or standing.redates:
                return False
            return last_apology_day(due, CALENDAR) == today
        case View.WAITING:
            return is_open and standing.state is State.AWAITING_SUPPLEMENT
        case View.TO_COLLECT:
            return standing.state is State.RESULT_READY
        case View.SILENT:
            last = max(event.on for event in told.events)
            return is_open and CALENDAR.subtract(today, 5) > last
        case View.OPEN:
            return is_open
        case _:
            return True


@given(told=dossiers(), now=mornings, near_days=st.integers(0, 6))
def test_views_when_any_dossiers_then_each_has_just_those_that_it_promises(
    fill: Fill, told: list[Told], now: datetime, near_days: int
) -> None:
    desk = fill(told, now, near_days)
    for view in (view for view in View if view is not View.LATE_UNAPOLOGISED):
        found = {row.line.code for row in everything(desk, browse.query(desk, view))}
        promised = {d.particulars.code for d in told if belongs(view, d, now.date(), near_days)}
        assert found == promised, view


@given(told=dossiers(), now=mornings)
def test_late_without_apology_when_listed_then_late_and_not_re_dated(
    fill: Fill, told: list[Told], now: datetime
) -> None:
    desk = fill(told, now, 2)
    for row in everything(desk, browse.query(desk, View.LATE_UNAPOLOGISED)):
        assert row.timeliness in (Timeliness.OVERDUE, Timeliness.LATE)
        assert row.line.redates == 0


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (20, 23),  # Friday: due on Monday, or on the weekend before it
        (21, 21),  # Saturday: too late for Monday, too early for Wednesday
        (22, 22),
        (23, 25),  # the 24th is off
        (24, 24),
        (25, 26),
    ],
)
def test_apologise_until_when_a_day_off_then_nothing_is_owed_today(
    small_desk: Desk, day: int, until: int
) -> None:
    assert browse.apologise_until(at(small_desk, day)) == date(2026, 11, until)


def test_list_when_a_dossier_is_in_it_then_its_place(small_desk: Desk) -> None:
    for n in range(3):
        verbs.accept(small_desk, particulars(f"A-{n}"), NOW)
    everyone = DossierList(small_desk, browse.query(small_desk))
    assert [everyone.place(BY_CODE, f"A-{n}") for n in range(4)] == [0, 1, 2, None]
    assert DossierList(small_desk, browse.query(small_desk, View.WAITING)).place(BY_CODE, "A-0") is None


def test_list_when_asked_then_its_lines_its_length_and_its_codes(small_desk: Desk) -> None:
    for n in range(3):
        verbs.accept(small_desk, particulars(f"A-{n}"), NOW)
    everyone = DossierList(small_desk, browse.query(small_desk))
    assert [row.line.code for row in everyone.page(BY_CODE, 1, 1)] == ["A-1"]
    assert everyone.total is None
    assert (everyone.count(), everyone.total, everyone.cut) == (3, 3, False)
    assert everyone.codes(BY_CODE) == ["A-0", "A-1", "A-2"]


def test_choices_when_asked_then_in_vietnamese_order(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars(), NOW)
    for officer in ("Ước", "Đạt", "Dung", "An"):
        verbs.hand_over(small_desk, "A-1", NOW, "Phòng", officer)
    found = browse.choices(small_desk)
    assert found.fields == ("Hoạt động xây dựng", "Kiến trúc")
    assert found.procedures == ("Gia hạn chứng chỉ hành nghề kiến trúc", "Gia hạn giấy phép xây dựng")
    assert found.officers == ("An", "Dung", "Đạt", "Ước")


def test_find_when_there_is_no_such_code_then_not_found(small_desk: Desk) -> None:
    with pytest.raises(NotFoundError, match="A-9"):
        browse.find(small_desk, "A-9")


def test_find_when_typed_with_spaces_then_the_dossier_whole(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars(), datetime(2026, 11, 2, 9))
    page = browse.find(small_desk, " A-1\n")
    assert page.dossier.code == "A-1"
    assert page.version.id == BUILDING
    assert [stored.actor for stored in page.history] == ["Mai"]
    assert page.listed.timeliness is Timeliness.OVERDUE
    assert page.explanation[-1].on == page.dossier.standing.receipt_due == date(2026, 11, 9)


def test_find_when_the_date_was_given_by_hand_then_nothing_is_explained(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars(), NOW, manual_due=date(2026, 12, 24), manual_reason="kỳ sát hạch")
    assert browse.find(small_desk, "A-1").explanation == ()


def test_find_when_the_limit_pauses_then_the_receipt_is_explained(small_desk: Desk) -> None:
    pauses = SupplementRule(effect=SupplementEffect.PAUSE)
    with writing(small_desk) as work:
        version = work.catalogue.add(
            ProcedureVersion(code="9.1", name="Thẩm định", limit=TimeLimit.parse("20 LV"), supplement=pauses)
        )
        work.commit()
    desk = desk_over(small_desk.database, datetime(2026, 3, 20, 9))
    verbs.accept(desk, particulars(version=version.id), datetime(2026, 3, 2, 9))
    verbs.ask_supplement(desk, "A-1", datetime(2026, 3, 5, 9), "bản vẽ")
    verbs.resume(desk, "A-1", datetime(2026, 3, 16, 9))
    page = browse.find(desk, "A-1")
    assert page.dossier.standing.lawful_due == date(2026, 4, 8)
    assert page.explanation[-1].on == page.dossier.standing.receipt_due == date(2026, 3, 30)


def test_find_when_it_is_not_accepted_then_no_date_is_explained(small_desk: Desk) -> None:
    verbs.submit(small_desk, particulars(), NOW)
    page = browse.find(small_desk, "A-1")
    assert (page.explanation, page.listed.timeliness, page.listed.days_left) == ((), None, None)


def test_listed_when_the_due_date_passes_the_confirmed_calendar_then_tentative(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars("A-1"), NOW)
    verbs.accept(small_desk, particulars("A-2"), NOW, manual_due=date(2027, 1, 5), manual_reason="kỳ")
    tentative = {row.line.code: row.tentative for row in everything(small_desk, browse.query(small_desk))}
    assert tentative == {"A-1": False, "A-2": True}
    verbs.finish(small_desk, "A-2", NOW)
    assert not browse.find(small_desk, "A-2").listed.tentative


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("H48-261116-0007", "H48-261116-0007"),
        (" h48-261116-0007 ", "H48-261116-0007"),
        ("261116-0007", "H48-261116-0007"),
        ("0001", "H48-261116-0001"),
        ("261118", "H48-261118-0007"),
        ("0007", None),
        ("H48", None),
        ("H48-2611", None),
        ("Đạt", None),
        ("999", None),
        ("%", None),
        ("", None),
        ("A", "A"),
    ],
)
def test_code_when_typed_in_part_then_is_found_if_it_is_the_only_one(
    small_desk: Desk, text: str, found: str | None
) -> None:
    for code in ("H48-261116-0001", "H48-261116-0007", "H48-261118-0007", "A", "AA"):
        verbs.accept(small_desk, particulars(code), datetime(2026, 11, 19, 8))
    assert browse.by_code(small_desk, text) == found
