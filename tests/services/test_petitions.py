from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.services.desks import NOW, at

from motcua_tui.domain.petitions import Petition, PetitionChannel
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.errors import ConflictError, InputError, NotFoundError, RuleError, StorageError
from motcua_tui.services import petitions
from motcua_tui.services.desk import Desk

MONDAY = date(2026, 11, 23)


def told(desk: Desk, received_on: date = MONDAY) -> Petition:
    return Petition(
        received_on=received_on,
        channel=PetitionChannel.PORTAL,
        sender="Bà Hòa",
        content="Chưa rõ mức phí",
        answer_by=petitions.answer_by(desk, received_on),
    )


def test_answer_by_counts_working_days_of_the_settings(small_desk: Desk) -> None:
    settings = replace(small_desk.settings, petition_days=2)
    # 24/11/2026 is off.
    assert petitions.answer_by(replace(small_desk, settings=settings), MONDAY) == date(2026, 11, 26)


def test_added_petition_reads_back_cleaned_with_its_number(small_desk: Desk) -> None:
    made = replace(
        told(small_desk), department="P. Quản lý nhà", sender="  Bà\u200b  Hòa ", phone="0912 000 111"
    )
    added = petitions.add(small_desk, made)
    assert added == replace(made, number=1, sender="Bà Hòa")
    assert petitions.petition(small_desk, 1) == added
    assert petitions.add(small_desk, told(small_desk)).number == 2
    assert [p.number for p in petitions.petitions(small_desk)] == [1, 2]


def test_answer_is_kept_with_who_and_what_was_there_before(small_desk: Desk) -> None:
    petitions.add(small_desk, told(small_desk))
    later = at(small_desk, 27)
    answered = petitions.answer(later, 1, date(2026, 11, 27), "Đã trả lời tại CV 12/SXD")
    assert answered.answered_on == date(2026, 11, 27)
    assert petitions.standing(later, answered) is Timeliness.EARLY
    changed = [c for c in petitions.history(later, 1) if c.recorded_at.day == 27]
    assert [(c.field, c.before, c.after, c.actor) for c in changed] == [
        ("answered_on", "", "2026-11-27", "Mai"),
        ("answer", "", "Đã trả lời tại CV 12/SXD", "Mai"),
    ]
    entries = [
        (at.day, what and what.field) for at, _who, what in petitions.told(petitions.history(later, 1))
    ]
    assert entries == [(23, None), (27, "answered_on"), (27, "answer")]
    assert list(petitions.told(())) == []
    first = petitions.history(later, 1)[0]
    assert (first.field, first.before, first.after) == ("received_on", "", "2026-11-23")
    with pytest.raises(RuleError, match="đã được trả lời ngày 27/11/2026"):
        petitions.answer(later, 1, date(2026, 11, 27), "Lần nữa")


def test_correction_records_only_what_changed(small_desk: Desk) -> None:
    added = petitions.add(small_desk, told(small_desk))
    changes = len(petitions.history(small_desk, 1))
    petitions.correct(small_desk, added, replace(added, sender="Ông Hòa"))
    latest = petitions.history(small_desk, 1)[changes:]
    assert [(c.field, c.before, c.after) for c in latest] == [("sender", "Bà Hòa", "Ông Hòa")]


def test_correction_of_what_somebody_else_changed_is_refused(small_desk: Desk) -> None:
    stale = petitions.add(small_desk, told(small_desk))
    petitions.correct(small_desk, stale, replace(stale, phone="0911"))
    with pytest.raises(ConflictError) as refused:
        petitions.correct(small_desk, stale, replace(stale, phone="0922"))
    assert refused.value.differences == ("09:40 Mai: điện thoại: – → 0911",)
    with pytest.raises(ConflictError, match="điện thoại: – → 0911"):
        petitions.answer(small_desk, 1, NOW.date(), "Đã trả lời", seen=stale)
    assert petitions.petition(small_desk, 1).phone == "0911"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"sender": " "}, "người gửi"),
        ({"content": ""}, "nội dung"),
        ({"received_on": date(2026, 11, 24)}, "ở sau hôm nay"),
        ({"answer_by": date(2026, 11, 20)}, "trước ngày tiếp nhận"),
        ({"answer": "Xong"}, "chưa có ngày trả lời"),
        ({"answered_on": date(2026, 11, 20), "answer": "Xong"}, "từ ngày tiếp nhận đến hôm nay"),
        ({"answered_on": date(2026, 11, 25), "answer": "Xong"}, "từ ngày tiếp nhận đến hôm nay"),
    ],
)
def test_unusable_petition_is_refused_and_not_stored(
    small_desk: Desk, wrong: dict[str, date | str], why: str
) -> None:
    # One of the named fields is replaced by a value of its own type.
    with pytest.raises(InputError, match=why):
        petitions.add(small_desk, replace(told(small_desk), **wrong))  # type: ignore[arg-type]
    assert petitions.petitions(small_desk) == ()


def test_answer_without_words_is_refused(small_desk: Desk) -> None:
    petitions.add(small_desk, told(small_desk))
    with pytest.raises(InputError, match="nội dung trả lời"):
        petitions.answer(small_desk, 1, MONDAY, " ")


def test_unknown_number_is_not_found(small_desk: Desk) -> None:
    with pytest.raises(NotFoundError, match="Không có phản ánh số 7"):
        petitions.petition(small_desk, 7)


def test_counts_take_both_days_in(small_desk: Desk) -> None:
    petitions.add(small_desk, told(small_desk, date(2026, 11, 20)))
    petitions.add(small_desk, told(small_desk))
    petitions.answer(small_desk, 1, MONDAY, "Đã trả lời")
    found = petitions.counts(small_desk, date(2026, 11, 20), MONDAY)
    assert (found.received, found.early, found.pending_in_time) == (2, 1, 1)
    assert petitions.counts(small_desk, MONDAY, MONDAY).carried_over == 1


def test_search_needs_no_accents(small_desk: Desk) -> None:
    slow = replace(told(small_desk), content="Cán bộ hướng dẫn chậm", department="P. Đất đai")
    book = [told(small_desk), slow]
    assert petitions.matching(book, "huong dan dat") == [book[1]]
    assert petitions.matching(book, "") == book


def test_nothing_of_the_book_can_be_deleted_or_rewritten(small_desk: Desk) -> None:
    petitions.add(small_desk, told(small_desk))
    for statement in (
        "DELETE FROM petition",
        "DELETE FROM office_change",
        "UPDATE office_change SET after = ''",
    ):
        with pytest.raises(StorageError, match="never"), small_desk.database.writing() as raw:
            raw.execute(statement)


def test_department_is_written_as_the_desk_does(small_desk: Desk) -> None:
    petitions.add(small_desk, replace(told(small_desk), department="P. Đất đai"))
    again = petitions.add(small_desk, replace(told(small_desk), department="p. dat dai"))
    assert again.department == "P. Đất đai"
