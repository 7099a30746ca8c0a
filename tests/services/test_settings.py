from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.services.desks import particulars, writing

from motcua_tui import bootstrap
from motcua_tui.config import DENSITIES, THEMES, Settings
from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.office import OfficeHours, parse_week
from motcua_tui.errors import InputError
from motcua_tui.services import calendar_changes, office, officers, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.settings import HOURS, change_title, setting_changes, setting_groups
from motcua_tui.tui import themes


def test_every_setting_stands_in_a_group_with_its_explanation(small_desk: Desk) -> None:
    groups = setting_groups(small_desk)
    rows = [row for group in groups for row in group.rows]
    assert sorted(row.key for row in rows) == sorted([*(f.name for f in fields(Settings)), HOURS])
    assert "Khác" not in {group.title for group in groups}
    for row in rows:
        assert row.title
        assert row.help.endswith(".")
        assert not row.choices or row.value in dict(row.choices)


def test_every_choice_of_a_setting_may_be_chosen(small_desk: Desk) -> None:
    desk = small_desk
    for group in setting_groups(small_desk):
        for row in group.rows:
            for value, _label in row.choices:
                desk = replace(desk, settings=office.change_settings(desk, {row.key: value}))
                assert desk.settings.rows()[row.key] == value


def test_themes_of_the_settings_are_those_of_the_screens() -> None:
    assert [theme.name for theme in themes.THEMES if theme is not themes.MONO] == list(THEMES)


@pytest.mark.parametrize(
    "change", [{"theme": "nord"}, {"density": "tight"}, {"language": "fr"}, {"petition_days": "-1"}]
)
def test_what_a_setting_cannot_be_is_refused(small_desk: Desk, change: dict[str, str]) -> None:
    with pytest.raises(InputError, match=next(iter(change))):
        office.change_settings(small_desk, change)
    assert DENSITIES[0] == small_desk.settings.density


def test_changes_are_told_in_words(small_desk: Desk) -> None:
    office.change_settings(small_desk, {"near_days": "3"})
    office.change_sessions(small_desk, parse_week(["T2-T6 07:00-11:00"]))
    office.put_days(small_desk, [CalendarDay(date(2026, 11, 27), DayKind.OFF, "Lễ")])
    office.confirm_calendar(small_desk, date(2027, 1, 31))
    officers.add(small_desk, "An")
    assert [change_title(change) for change in setting_changes(small_desk)] == [
        "Cán bộ An",
        "Lịch xác nhận đến",
        "Lịch ngày 27/11/2026",
        "Giờ làm việc",
        "Sắp đến hạn",
    ]


def test_other_hours_list_the_dossiers_whose_time_they_move(small_desk: Desk) -> None:
    with writing(small_desk) as uow:
        version = uow.catalogue.get(1)
        uow.catalogue.update(
            type(version)(code=version.code, name=version.name, limit=TimeLimit.parse("4 giờ"), id=1)
        )
        uow.commit()
    # Friday 9:00 and 4 hours of 7:30–11:30, 13:30–17:00: 2.5 hours to 11:30, 1.5 more to 15:00.
    verbs.accept(small_desk, particulars(), datetime(2026, 11, 20, 9))
    later = OfficeHours(parse_week(["T2-T6 07:30-11:30,14:00-17:00"]), small_desk.calendar)
    (move,) = calendar_changes.moves_with_hours(small_desk, later)
    assert (f"{move.due_time:%H:%M}", f"{move.would_be_time:%H:%M}") == ("15:00", "15:30")
    at_ten = replace(small_desk, clock=lambda: datetime(2026, 11, 23, 10))
    office.change_sessions(at_ten, later.sessions)
    changed = replace(at_ten, office=later, clock=lambda: datetime(2026, 11, 23, 11))
    verbs.accept(changed, particulars("A-2"), datetime(2026, 11, 20, 9))
    assert calendar_changes.outdated(changed) == (move,)
    assert calendar_changes.move(changed, [move.code], "Đổi giờ làm việc") == 1
    assert calendar_changes.outdated(changed) == calendar_changes.moves_with_hours(changed, later) == ()


@pytest.mark.file_only("the language of a server is not asked")
def test_language_of_the_settings_is_known_before_anything_is_said(small_desk: Desk, tmp_path: Path) -> None:
    path = str(small_desk.database.path)
    assert bootstrap.kept_language(path) == "vi"
    office.change_settings(small_desk, {"language": "en"})
    assert bootstrap.kept_language(path) == "en"
    assert bootstrap.kept_language(str(tmp_path / "none.db")) == "vi"
    assert bootstrap.kept_language("postgresql://host/desk") == "vi"
    small_desk.database.path.with_name("broken.db").write_bytes(b"SQLite format 3\0" + b"\1" * 5000)
    assert bootstrap.kept_language(str(small_desk.database.path.with_name("broken.db"))) == "vi"
