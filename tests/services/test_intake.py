from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.services.desks import ARCHITECT, BUILDING, NOW, desk_over, particulars, writing

from motcua_tui.domain.codes import Channel
from motcua_tui.domain.dossier import Paper, Particulars
from motcua_tui.errors import InputError, NotFoundError
from motcua_tui.services import browse, intake, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.intake import By
from motcua_tui.storage.database import Database
from motcua_tui.storage.place import Place

HOA = replace(
    particulars("H-1", applicant="Nguyễn Thị Hòa"),
    applicant_id="001089001234",
    phone="0912345678",
    address="12 Trần Phú",
    email="hoa@example.vn",
)


def issuing(desk: Desk) -> Desk:
    return replace(desk, settings=replace(desk.settings, own_codes=True))


def names(found: intake.Known) -> list[str]:
    return [applicant.name for applicant in found.applicants]


# codes


def test_next_code_when_some_are_taken_then_the_one_after_the_highest(small_desk: Desk) -> None:
    day = date(2026, 11, 23)
    assert intake.next_code(small_desk, day) == "H48-261123-0001"
    taken = ["H48-261123-0002", "H48-261123-9999", "H48-261123-10000", "H48-261123-x", "H48-261122-0400"]
    for code in (*taken, "ZZ H48-261123-70000"):
        verbs.accept(small_desk, Particulars(code=code, procedure_version=ARCHITECT, applicant="A"), NOW)
    assert intake.next_code(small_desk, day) == "H48-261123-10001"


def test_accept_when_the_desk_issues_codes_then_the_next_of_the_day_of_acceptance(small_desk: Desk) -> None:
    desk = issuing(small_desk)
    given = [
        verbs.accept(desk, particulars(code=""), at).dossier.code
        for at in (NOW, NOW - timedelta(days=3), NOW)
    ]
    assert given == ["H48-261123-0001", "H48-261120-0001", "H48-261123-0002"]
    assert verbs.accept(desk, particulars(code="X-7"), NOW).dossier.code == "X-7"


def test_accept_when_the_desk_does_not_issue_codes_then_one_is_needed(small_desk: Desk) -> None:
    with pytest.raises(InputError, match="chưa có mã"):
        verbs.accept(small_desk, particulars(code=" "), NOW)


def test_accept_when_several_write_at_once_then_every_code_is_another(database_place: Place) -> None:
    each, writers = 12, 4
    given: list[str] = []
    failed: list[BaseException] = []

    def work() -> None:
        database = Database.open(database_place)
        desk = issuing(desk_over(database))
        try:
            given.extend(verbs.accept(desk, particulars(code=""), NOW).dossier.code for _ in range(each))
        except BaseException as error:
            failed.append(error)
            raise
        finally:
            database.close()

    threads = [threading.Thread(target=work) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert sorted(given) == [f"H48-261123-{number:04}" for number in range(1, each * writers + 1)]


# applicants


@pytest.mark.parametrize(
    ("by", "typed", "found", "certain"),
    [
        (By.ID, "00108", ["Nguyễn Thị Hòa"], False),
        (By.ID, "001 089 001 234", ["Nguyễn Thị Hòa"], True),
        (By.ID, "00", [], False),
        (By.ID, "0912345678", [], False),
        (By.PHONE, "0912.345", ["Nguyễn Thị Hòa"], False),
        (By.PHONE, "0900", ["Cty An Phú", "Lê An"], False),
        (By.NAME, "hoa ngu", ["Nguyễn Thị Hòa"], False),
        (By.NAME, "NGUYỄN THỊ HÒA", ["Nguyễn Thị Hòa"], False),
        (By.NAME, "an", [], False),
        (By.NAME, "an ph", ["Cty An Phú"], False),
        (By.NAME, "gia han", [], False),
        (By.NAME, "---", [], False),
    ],
)
def test_known_when_part_is_typed_then_who_has_it(
    small_desk: Desk, by: By, typed: str, found: list[str], certain: bool
) -> None:
    for filed in (
        HOA,
        replace(particulars("H-2", applicant="Lê An"), phone="0900000001"),
        replace(particulars("H-3", applicant="Cty An Phú"), phone="0900000001"),
    ):
        verbs.accept(small_desk, filed, NOW)
    known = intake.known(small_desk, by, typed)
    assert (sorted(names(known)), known.certain) == (found, certain)


def test_known_when_somebody_came_often_then_once_with_the_newest_facts_and_the_number_of_dossiers(
    small_desk: Desk,
) -> None:
    verbs.accept(small_desk, replace(HOA, applicant="Nguyễn T. Hòa", phone=""), NOW)
    verbs.accept(small_desk, replace(HOA, code="H-2", phone="0912 345 678"), NOW)
    same_name = particulars("H-3", applicant="Nguyễn Thị Hòa")
    verbs.accept(small_desk, same_name, NOW)
    verbs.accept(small_desk, replace(same_name, code="H-4"), NOW)
    (hoa,) = intake.known(small_desk, By.ID, "001089001234").applicants
    assert hoa == intake.Applicant(
        name="Nguyễn Thị Hòa",
        applicant_id="001089001234",
        phone="0912345678",
        email="hoa@example.vn",
        address="12 Trần Phú",
        dossiers=2,
    )
    told = [(one.applicant_id, one.dossiers) for one in intake.known(small_desk, By.NAME, "hòa").applicants]
    assert told == [("", 2), ("001089001234", 2)]


def test_known_when_many_have_it_then_the_newest_five(small_desk: Desk) -> None:
    for number in range(7):
        filed = particulars(f"H-{number}", applicant=f"Lê An {number}")
        verbs.accept(small_desk, replace(filed, phone=f"090{number}", applicant_id=f"0010{number}"), NOW)
    assert names(intake.known(small_desk, By.NAME, "lê an")) == [
        f"Lê An {number}" for number in (6, 5, 4, 3, 2)
    ]
    assert len(names(intake.known(small_desk, By.PHONE, "090"))) == 5


# the same twice


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({}, True),
        ({"applicant_id": "", "phone": "0912 345 678"}, True),
        ({"phone": ""}, True),
        ({"applicant_id": "", "phone": ""}, False),
        ({"applicant_id": "9", "phone": "9"}, False),
        ({"procedure_version": ARCHITECT}, False),
    ],
)
def test_accept_when_the_same_person_has_it_open_then_a_warning_with_the_code(
    small_desk: Desk, changes: dict[str, str | int], warned: bool
) -> None:
    verbs.accept(small_desk, HOA, NOW)
    again = replace(HOA, **{"code": "H-2", **changes})  # type: ignore[arg-type]  # names of its fields
    expected = ("Người này đang có hồ sơ H-1 cùng thủ tục, hạn 01/12/2026.",) if warned else ()
    assert intake.duplicates(small_desk, again) == expected
    done = verbs.accept(small_desk, again, NOW)
    assert done.dossier.code == "H-2"
    assert done.warnings == expected


@pytest.mark.parametrize(
    "ended",
    [
        lambda desk: verbs.finish(desk, "H-1", NOW),
        lambda desk: verbs.stop(desk, "H-1", NOW),
    ],
)
def test_duplicates_when_the_first_is_finished_then_none(
    small_desk: Desk, ended: Callable[[Desk], object]
) -> None:
    verbs.accept(small_desk, HOA, NOW)
    ended(small_desk)
    assert intake.duplicates(small_desk, replace(HOA, code="H-2")) == ()


def test_duplicates_when_one_waits_to_be_accepted_then_it_counts_but_not_as_its_own(small_desk: Desk) -> None:
    verbs.submit(small_desk, replace(HOA, channel=Channel.ONLINE_FULL), NOW)
    assert intake.duplicates(small_desk, replace(HOA, code="H-2")) == (
        "Người này đang có hồ sơ H-1 cùng thủ tục.",
    )
    assert verbs.accept(small_desk, HOA, NOW).warnings == ()
    verbs.submit(small_desk, replace(HOA, code="H-3", applicant_id="7"), NOW)
    verbs.decline(small_desk, "H-3", NOW, "Sai thủ tục")
    assert intake.duplicates(small_desk, replace(HOA, code="H-9", phone="", applicant_id="7")) == ()


# copies


def test_last_when_others_wrote_later_then_the_officers_own_to_be_filed_again(small_desk: Desk) -> None:
    assert intake.last(small_desk) is None
    mine = replace(
        HOA,
        papers=(Paper("Đơn", received=False),),
        fee=150_000,
        fee_receipt="BL 7",
        paid_online=True,
        receipt_number="2/15",
        sets=2,
        note="gấp",
    )
    verbs.accept(small_desk, mine, NOW)
    other = replace(small_desk, settings=replace(small_desk.settings, officer="Lan"))
    verbs.accept(other, particulars("H-2"), NOW)
    copied = intake.last(small_desk)
    assert copied == replace(HOA, code="", papers=(Paper("Đơn", received=False),), sets=2, fee=None)


def test_on_the_receipt_of_when_it_has_no_number_then_its_code_is_shared(small_desk: Desk) -> None:
    verbs.accept(small_desk, HOA, NOW)
    second = intake.on_the_receipt_of(small_desk, "H-1")
    assert (second.applicant, second.receipt_number, second.code) == ("Nguyễn Thị Hòa", "H-1", "")
    done = verbs.accept(small_desk, replace(second, code="H-2", procedure_version=ARCHITECT), NOW)
    third = intake.on_the_receipt_of(small_desk, "H-2")
    assert (done.dossier.particulars.receipt, third.receipt) == ("H-1", "H-1")
    verbs.accept(small_desk, replace(HOA, code="H-5", receipt_number="2/15"), NOW)
    assert intake.on_the_receipt_of(small_desk, "H-5").receipt_number == "2/15"


def test_copy_when_there_is_no_such_dossier_then_says_so(small_desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        intake.copy_of(small_desk, "H-1")


def test_waiting_when_submitted_then_the_dossier_and_otherwise_none(small_desk: Desk) -> None:
    assert intake.waiting(small_desk, "H-1") is None
    verbs.submit(small_desk, HOA, NOW)
    waiting = intake.waiting(small_desk, " H-1 ")
    assert waiting is not None
    assert waiting.particulars == HOA
    verbs.accept(small_desk, HOA, NOW)
    assert intake.waiting(small_desk, "H-1") is None


def test_accept_when_numbers_are_typed_with_gaps_then_they_are_stored_without(small_desk: Desk) -> None:
    filed = replace(
        HOA, phone="0912.345 678", applicant_id="0100109106-001", papers=(Paper(" Đơn "), Paper(" "))
    )
    verbs.accept(small_desk, filed, NOW)
    stored = browse.find(small_desk, "H-1").dossier.particulars
    assert (stored.phone, stored.applicant_id) == ("0912345678", "0100109106-001")
    assert stored.papers == (Paper("Đơn"),)


def test_version_when_it_is_of_the_same_procedure_then_still_twice(small_desk: Desk) -> None:
    verbs.accept(small_desk, HOA, NOW)
    with writing(small_desk) as uow:
        old = uow.catalogue.get(BUILDING)
        newer = uow.catalogue.add(replace(old, id=0, valid_from=date(2026, 11, 1)))
        uow.commit()
    assert intake.duplicates(small_desk, replace(HOA, code="H-2", procedure_version=newer.id))
