"""Choosing procedures: the version in force, by code or by a few letters."""

from __future__ import annotations

from datetime import date

import pytest
from tests.services.desks import desk_over, writing

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.errors import InputError, NotFoundError
from motcua_tui.services import catalogue
from motcua_tui.services.desk import Desk
from motcua_tui.storage.database import Database

TODAY = date(2026, 11, 23)
VERSIONS = (
    ProcedureVersion(code="2.1", name="Cấp phép nhà ở", field="Nhà ở", limit=TimeLimit.parse("20 ngày")),
    ProcedureVersion(
        code="2.1",
        name="Cấp phép nhà ở",
        field="Nhà ở",
        channel=Channel.ONLINE_FULL,
        limit=TimeLimit.parse("15 ngày"),
    ),
    ProcedureVersion(code="2.2", name="Cấp phép đào đường", field="Hạ tầng", valid_to=date(2026, 6, 30)),
    ProcedureVersion(
        code="2.2", name="Cấp phép đào đường", field="Hạ tầng đô thị", valid_from=date(2026, 7, 1)
    ),
    ProcedureVersion(code="2.3", name="Thẩm định", field="Đầu tư", case="nhóm B"),
    ProcedureVersion(code="2.3", name="Thẩm định", field="Đầu tư", case="nhóm C"),
)


@pytest.fixture
def desk(database: Database) -> Desk:
    opened = desk_over(database)
    with writing(opened) as work:
        for version in VERSIONS:
            work.catalogue.add(version)
        work.commit()
    return opened


def test_in_force_when_a_version_ended_then_the_next_one(desk: Desk) -> None:
    for day, field in ((date(2026, 6, 30), "Hạ tầng"), (date(2026, 7, 1), "Hạ tầng đô thị")):
        assert [v.field for v in catalogue.in_force(desk, day) if v.code == "2.2"] == [field]


def test_in_force_when_a_channel_has_its_own_version_then_that_one(desk: Desk) -> None:
    def limits(channel: Channel | None) -> list[str]:
        return [str(v.limit) for v in catalogue.in_force(desk, TODAY, channel) if v.code == "2.1"]

    assert limits(None) == limits(Channel.DIRECT) == ["20 ngày"]
    assert limits(Channel.ONLINE_FULL) == ["15 ngày"]


def test_in_force_when_listed_then_by_field_and_name_in_vietnamese_order(desk: Desk) -> None:
    found = [version.field for version in catalogue.in_force(desk, TODAY)]
    assert found == ["Đầu tư", "Đầu tư", "Hạ tầng đô thị", "Hoạt động xây dựng", "Kiến trúc", "Nhà ở"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2.1", "2.1"),
        ("cap phep nha o", "2.1"),
        ("đường", "2.2"),
        ("do thi", "2.2"),
        ("thẩm định nhóm b", "2.3"),
    ],
)
def test_choose_when_one_fits_then_it(desk: Desk, text: str, code: str) -> None:
    assert catalogue.choose(desk, text, TODAY, Channel.DIRECT).code == code


def test_choose_when_several_or_none_fit_then_it_asks(desk: Desk) -> None:
    with pytest.raises(InputError, match="2 thủ tục") as several:
        catalogue.choose(desk, "2.3", TODAY, Channel.DIRECT)
    assert "nhóm C" in several.value.hint
    with pytest.raises(NotFoundError):
        catalogue.choose(desk, "hộ tịch", TODAY, Channel.DIRECT)


def test_matching_when_a_name_is_exact_then_longer_ones_are_left_out(desk: Desk) -> None:
    def fields(text: str) -> set[str]:
        ids = catalogue.matching(desk, field=text)
        versions = catalogue.in_force(desk, date(2026, 6, 1)) + catalogue.in_force(desk, TODAY)
        return {version.field for version in versions if version.id in ids}

    assert fields("ha tang") == {"Hạ tầng"}
    assert fields("đô thị") == {"Hạ tầng đô thị"}
    assert fields("xây") == {"Hoạt động xây dựng"}
    assert fields("tầng hạ đô") == {"Hạ tầng đô thị"}
    assert catalogue.matching(desk, procedure="2.2", field="hạ tầng") < catalogue.matching(
        desk, procedure="2.2"
    )
    assert catalogue.matching(desk, procedure="hộ tịch") == frozenset()
