"""Everything that a receipt says, from the shell."""

from __future__ import annotations

import pytest
from tests.cli.conftest import Motcua

FULL = (
    *("--procedure", "1.000001", "--applicant", "Nguyễn Thị Hòa", "--applicant-id", "001 089 001 234"),
    *("--phone", "0912.345.678", "--email", "hoa@example.vn", "--address", "12 Trần Phú", "--sets", "2"),
    *("--submitter", "Lê An", "--submitter-id", "001080000001", "--submitter-phone", "0900000002"),
    *("--paper", "Đơn", "--paper", "Bản vẽ x2+1", "--without", "bản vẽ", "--papers-digitised"),
    *("--fee", "150000", "--fee-receipt", "BL 7", "--fee-collector", "Mai", "--paid-online"),
    *("--receipt", "2/15", "--note", "gấp", "--filed-by-officer", "--channel", "online_full"),
)
FACTS = {
    "applicant": "Nguyễn Thị Hòa",
    "applicant_id": "001089001234",
    "phone": "0912345678",
    "email": "hoa@example.vn",
    "address": "12 Trần Phú",
    "channel": "online_full",
    "submitter": "Lê An",
    "submitter_id": "001080000001",
    "submitter_phone": "0900000002",
    "filed_by_officer": True,
    "sets": 2,
    "papers": [
        {"name": "Đơn", "originals": 1, "copies": 0, "received": True, "digitised": False},
        {"name": "Bản vẽ", "originals": 2, "copies": 1, "received": False, "digitised": False},
    ],
    "papers_digitised": True,
    "fee": 150000,
    "fee_receipt": "BL 7",
    "fee_collector": "Mai",
    "paid_online": True,
    "receipt": "2/15",
    "note": "gấp",
}


@pytest.mark.parametrize("verb", ["accept", "submit"])
def test_intake_when_every_option_is_given_then_show_tells_it(desk: Motcua, verb: str) -> None:
    assert desk(verb, "B-1", *FULL).code == 0
    shown = desk("show", "B-1", "--json").json
    assert {key: shown[key] for key in FACTS} == FACTS
    told = desk("show", "B-1").out
    for line in (
        "Người nộp thay  Lê An, 001080000001, 0900000002",
        "Giấy tờ         1/2, thiếu Bản vẽ x2+1, đã số hóa",
        "Phí, lệ phí     150.000 đồng, nộp trực tuyến, biên lai BL 7, người thu Mai",
        "Số giấy hẹn     2/15",
    ):
        assert line in told


def test_accept_when_it_was_submitted_then_what_is_known_stays_but_for_what_is_said(desk: Motcua) -> None:
    assert desk("submit", "B-1", *FULL).code == 0
    ran = desk("accept", "B-1", "--phone", "0900000009", "--json")
    assert (ran.code, ran.json["state"]) == (0, "accepted")
    shown = desk("show", "B-1", "--json").json
    assert {key: shown[key] for key in FACTS} == {**FACTS, "phone": "0900000009"}


def test_accept_when_the_desk_issues_codes_then_none_is_needed_and_otherwise_one_is(desk: Motcua) -> None:
    asked = ("accept", "--procedure", "1.000001", "--applicant", "Lê An")
    refused = desk(*asked)
    assert (refused.code, "own_codes=1" in refused.err) == (2, True)
    assert desk("settings", "own_codes=1").code == 0
    assert [desk(*asked).out.strip() for _time in range(2)] == [
        "000.00.00.H00-261123-0001",
        "000.00.00.H00-261123-0002",
    ]


def test_accept_when_with_or_like_another_then_its_people_and_with_also_its_receipt(desk: Motcua) -> None:
    assert desk("accept", "B-1", *FULL).code == 0
    assert desk("accept", "B-2", "--procedure", "1.000003", "--with", "B-1").code == 0
    assert desk("accept", "B-3", "--like", "B-1", "--phone", "0900000009").code == 0
    second, third = desk("show", "B-2", "--json").json, desk("show", "B-3", "--json").json
    assert (second["applicant"], second["receipt"], second["procedure_code"]) == (
        "Nguyễn Thị Hòa",
        "2/15",
        "1.000003",
    )
    assert (third["phone"], third["receipt"], third["procedure_code"], third["paid_online"]) == (
        "0900000009",
        "B-3",
        "1.000001",
        False,
    )


def test_accept_when_the_same_is_open_then_a_warning_with_its_code(desk: Motcua) -> None:
    assert desk("accept", "B-1", *FULL).code == 0
    ran = desk("accept", "B-2", *FULL, "--json")
    assert ran.code == 0
    assert any("B-1 cùng thủ tục" in warning for warning in ran.json["warnings"])


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (("--procedure", "1.000001"), 2),
        (("--applicant", "A"), 2),
        (("--with", "B-9", "--procedure", "1.000001"), 1),
        (("--with", "B-9", "--like", "B-9"), 2),
        (("--procedure", "1.000001", "--applicant", "A", "--without", "Đơn"), 2),
        (("--procedure", "1.000001", "--applicant", "A", "--sets", "0"), 2),
    ],
)
def test_accept_when_something_lacks_then_nothing_is_stored(
    desk: Motcua, wrong: tuple[str, ...], code: int
) -> None:
    assert desk("accept", "B-1", *wrong).code == code
    assert desk("list", "--json").json == []
