"""The period report on a real database: figures, rows, comparison, and the dossiers behind each figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Final

import pytest
from tests.services.desks import writing

from motcua_tui import bootstrap
from motcua_tui.config import Settings
from motcua_tui.domain import events as ev
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel, JudgeBy, Outcome
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.ledger import CellFilter, Facts, Ledger, Status, classify
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.periods import Period, Preset, ReportingPeriod
from motcua_tui.domain.profiles import ProfileName, Ratio, profile
from motcua_tui.reports.notes import warning_note
from motcua_tui.services import browse, reporting
from motcua_tui.services.desk import Desk
from motcua_tui.services.office import create_desk
from motcua_tui.services.reporting import UNNAMED, Against, By, Question
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort

TODAY: Final = "2026-11-23"
QUARTER: Final = Preset.parse("2026-q3")
FIRST_DAY: Final = date(2026, 3, 1)
PROCEDURES: Final = (
    ("1.000001", "Gia hạn giấy phép", "Hoạt động xây dựng", Channel.ONLINE_FULL),
    ("1.000002", "Cấp chứng chỉ", "Hoạt động xây dựng", Channel.ONLINE_PARTIAL),
    ("1.000003", "Công bố hợp quy", "Vật liệu", None),
    ("1.000004", "Công bố hợp quy", "Kiến trúc", Channel.ONLINE_FULL),
    ("1.000005", "Xác nhận khác", "", None),
)

Told = tuple[Particulars, tuple[ev.Event, ...]]


def random_events(rng: Random, accepted_on: date) -> tuple[ev.Event, ...]:
    """A history that an old register could hold; some of it lies after any period of the tests."""
    told: list[tuple[date, ev.Happening]] = []
    due = None if rng.random() < 0.1 else accepted_on + timedelta(days=rng.randrange(1, 40))
    told.append((accepted_on, ev.Accepted(due)))
    day = accepted_on
    if rng.random() < 0.4:
        day += timedelta(days=rng.randrange(12))
        told.append((day, ev.SupplementAsked("Bản sao")))
        if rng.random() < 0.6:
            day += timedelta(days=rng.randrange(1, 40))
            told.append((day, ev.Resumed(due and day + timedelta(days=10))))
    if due and rng.random() < 0.3:
        day += timedelta(days=rng.randrange(6))
        told.append((day, ev.ReDated(due + timedelta(days=9), "Chờ ý kiến")))
    if rng.random() < 0.8:
        day += timedelta(days=rng.randrange(45))
        ends: tuple[ev.Happening, ...] = (
            ev.ResultReady(Outcome.GRANTED),
            ev.ResultReady(Outcome.GRANTED),
            ev.ResultReady(Outcome.REFUSED),
            ev.Stopped(),
            ev.Closed(),
        )
        told.append((day, rng.choice(ends)))
        if rng.random() < 0.3:
            day += timedelta(days=rng.randrange(60))
            told.append((day, ev.Corrected(Outcome.REFUSED, reason="Sai")))
    return tuple(
        ev.Event(datetime.combine(on, time(9)), what, number) for number, (on, what) in enumerate(told, 1)
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An empty desk with a small catalogue."""
    path: Path = tmp_path_factory.mktemp("desk") / "desk.db"
    create_desk(path, Settings(agency="Sở Mẫu", officer="Mai"), lambda: datetime(2026, 1, 5, 8))
    database = Database.open(path)
    yield bootstrap.desk_of(database, TODAY)
    database.close()


@pytest.fixture(scope="module")
def versions(desk: Desk) -> tuple[int, ...]:
    with writing(desk) as uow:
        added = [
            uow.catalogue.add(
                ProcedureVersion(
                    code=code, name=name, field=field, limit=TimeLimit.parse("5 LV"), online=online
                )
            )
            for code, name, field, online in PROCEDURES
        ]
        uow.commit()
    return tuple(version.id for version in added)


@pytest.fixture(scope="module")
def told(desk: Desk, versions: tuple[int, ...]) -> tuple[Told, ...]:
    """160 dossiers of 2025 and 2026 with every turn that a history can take."""
    rng = Random(2026)
    found: list[Told] = []
    for number in range(160):
        start = FIRST_DAY if number % 5 else date(2025, 5, 20)
        particulars = Particulars(
            code=f"000.00.00.H00-260101-{number:04d}",
            procedure_version=rng.choice(versions),
            applicant=f"Nguyễn Văn {number}",
            channel=rng.choice(list(Channel)),
            department=rng.choice(("", "Phòng Xây dựng", "Phòng Quy hoạch")),
            officer=rng.choice(("", "An", "Bình")),
        )
        found.append((particulars, random_events(rng, start + timedelta(days=rng.randrange(240)))))
    with writing(desk) as uow:
        for particulars, events in found:
            uow.dossiers.add(particulars, events)
        uow.commit()
    return tuple(found)


def listed(desk: Desk, query: DossierQuery) -> set[str]:
    lines = browse.window(desk, query, Sort(), 0, 1_000)
    assert browse.count(desk, query) == len(lines)
    return {one.line.code for one in lines}


def facts(told: tuple[Told, ...], last: date) -> Iterator[tuple[Particulars, Facts]]:
    """The facts of every dossier at the end of a day, from its events."""
    for particulars, events in told:
        standing = ev.replay(events, last)
        if found := Facts.of(standing, particulars.procedure_version, particulars.channel):
            yield particulars, found


def counted(told: tuple[Told, ...], period: Period, judge_by: JudgeBy = JudgeBy.LAWFUL_DUE) -> Ledger:
    return Ledger.count((found for _, found in facts(told, period.last)), period, judge_by)


def revised_after(told: tuple[Told, ...], last: date) -> set[str]:
    """The dossiers whose due date, waiting or outcome changed after a day."""
    standings = {particulars.code: ev.replay(events) for particulars, events in told}
    return {code for code, standing in standings.items() if (standing.revised_on or last) > last}


class TestFigures:
    @pytest.mark.parametrize("judge_by", JudgeBy)
    @pytest.mark.parametrize("name", ProfileName)
    def test_the_total_is_that_of_the_dossiers_counted_one_by_one(
        self, desk: Desk, told: tuple[Told, ...], name: ProfileName, judge_by: JudgeBy
    ) -> None:
        made = reporting.report(desk, Question(QUARTER, name, judge_by))

        assert made.total == profile(name).summarise(counted(told, QUARTER.period, judge_by))
        assert made.total.residue == 0
        assert made.rows == ()

    @pytest.mark.parametrize("by", [by for by in By if by is not By.MONTH])
    @pytest.mark.parametrize("name", [ProfileName.FORM_07A, ProfileName.SEPARATE])
    def test_rows_add_up_to_the_total(
        self, desk: Desk, told: tuple[Told, ...], name: ProfileName, by: By
    ) -> None:
        made = reporting.report(desk, Question(QUARTER, name, JudgeBy.LAWFUL_DUE, by))

        for figure, n in made.total.figures.items():
            assert sum(row.summary[figure] for row in made.rows) == n
        assert made.by == by.value

    def test_rows_by_field_stand_in_vietnamese_order_and_the_unnamed_last(
        self, desk: Desk, told: tuple[Told, ...]
    ) -> None:
        made = reporting.report(desk, Question.of(desk, QUARTER, by=By.FIELD))

        assert [row.key for row in made.rows] == ["Hoạt động xây dựng", "Kiến trúc", "Vật liệu", UNNAMED]

    def test_procedures_of_one_name_stand_apart_by_their_codes(
        self, desk: Desk, told: tuple[Told, ...]
    ) -> None:
        made = reporting.report(desk, Question.of(desk, QUARTER, by=By.PROCEDURE))

        names = [row.key for row in made.rows]
        assert names[1:3] == ["Công bố hợp quy (1.000003)", "Công bố hợp quy (1.000004)"]
        assert len(names) == len(PROCEDURES)

    def test_channels_stand_in_the_order_of_the_form(self, desk: Desk, told: tuple[Told, ...]) -> None:
        made = reporting.report(desk, Question.of(desk, QUARTER, by=By.CHANNEL))

        assert [row.key for row in made.rows] == list(Channel)

    def test_a_month_is_reported_as_if_asked_for_alone(self, desk: Desk, told: tuple[Told, ...]) -> None:
        question = Question.of(desk, QUARTER, by=By.MONTH)

        made = reporting.report(desk, question)

        assert [row.key for row in made.rows] == ["2026-07", "2026-08", "2026-09"]
        for row in made.rows:
            alone = Question(Preset.parse(row.key), question.profile, question.judge_by)
            assert row.summary == reporting.report(desk, alone).total

    def test_the_profile_follows_the_last_day_and_judging_the_settings(self, desk: Desk) -> None:
        promised = replace(desk, settings=replace(desk.settings, judge_by=JudgeBy.PROMISED))

        assert Question.of(desk, QUARTER).profile is ProfileName.FORM_07A
        assert Question.of(desk, Preset.parse("2026-q2")).profile is ProfileName.FORM_06A
        assert Question.of(desk, QUARTER).judge_by is JudgeBy.LAWFUL_DUE
        assert Question.of(promised, QUARTER).judge_by is JudgeBy.PROMISED

    def test_other_outcomes_count_as_on_time_where_the_settings_say_so(
        self, desk: Desk, told: tuple[Told, ...]
    ) -> None:
        province = replace(desk, settings=replace(desk.settings, others_as_on_time=True))
        question = Question.of(province, QUARTER)

        made = reporting.report(province, question)

        rules = profile(question.profile, as_on_time=True)
        assert made.total == rules.summarise(counted(told, QUARTER.period))
        assert made.as_on_time

    def test_a_period_without_dossiers_has_zeros_and_no_row(self, desk: Desk, told: tuple[Told, ...]) -> None:
        made = reporting.report(desk, Question.of(desk, Preset.parse("2019-q1"), by=By.FIELD))

        assert set(made.total.figures.values()) == {0}
        assert made.rows == ()
        assert made.total.on_time == Ratio(0, 0)

    def test_two_free_dates_have_no_name_of_their_own(self, desk: Desk) -> None:
        free = ReportingPeriod.free(date(2026, 1, 1), date(2026, 10, 30))

        assert reporting.report(desk, Question.of(desk, free)).label == ""
        assert reporting.report(desk, Question.of(desk, QUARTER)).label == "Quý III/2026"


class TestDossiersBehind:
    @pytest.mark.parametrize("judge_by", JudgeBy)
    @pytest.mark.parametrize("name", [ProfileName.FORM_07A, ProfileName.SEPARATE])
    @pytest.mark.parametrize("by", [None, *By])
    def test_every_figure_opens_as_many_dossiers_as_it_says(
        self, desk: Desk, told: tuple[Told, ...], by: By | None, name: ProfileName, judge_by: JudgeBy
    ) -> None:
        question = Question(QUARTER, name, judge_by, by)
        made = reporting.report(desk, question)
        summaries = [(None, made.total), *((row.key, row.summary) for row in made.rows)]

        for row, summary in summaries:
            for figure, n in summary.figures.items():
                behind = reporting.dossiers_behind(desk, question, [figure], row)
                assert browse.count(desk, behind) == n, (row, figure)

    def test_a_figure_opens_exactly_the_dossiers_that_it_counts(
        self, desk: Desk, told: tuple[Told, ...]
    ) -> None:
        question = Question(QUARTER, ProfileName.SEPARATE, JudgeBy.PROMISED, By.DEPARTMENT)
        rules = profile(question.profile)
        revised_later: set[str] = set()

        for figure, department in product(rules.figures, ("Phòng Xây dựng", "Phòng Quy hoạch", "")):
            expected = {
                particulars.code
                for particulars, found in facts(told, QUARTER.period.last)
                if particulars.department == department
                and (cell := classify(found, QUARTER.period, question.judge_by))
                and any(one.takes(cell) for one in rules.figures[figure])
            }
            behind = reporting.dossiers_behind(desk, question, [figure], department or UNNAMED)
            assert listed(desk, behind) == expected
            revised_later |= expected & revised_after(told, QUARTER.period.last)
        assert revised_later

    def test_figures_of_one_column_open_together(self, desk: Desk, told: tuple[Told, ...]) -> None:
        question = Question(QUARTER, ProfileName.FORM_06A, JudgeBy.LAWFUL_DUE)
        total = reporting.report(desk, question).total
        online = ["received.online_full", "received.online_partial"]

        behind = reporting.dossiers_behind(desk, question, online)

        assert browse.count(desk, behind) == total[online[0]] + total[online[1]] > 0


class TestComparison:
    @pytest.mark.parametrize("preset", [*Preset, None])
    def test_what_is_carried_over_was_pending_the_day_before(
        self, desk: Desk, told: tuple[Told, ...], preset: Preset | None
    ) -> None:
        reporting_period = (
            reporting_period_of(preset)
            if preset
            else ReportingPeriod.free(date(2026, 6, 3), date(2026, 8, 20))
        )
        for name in (ProfileName.FORM_07A, ProfileName.SEPARATE):
            question = Question(reporting_period, name, JudgeBy.LAWFUL_DUE)

            found = reporting.compared(desk, question)

            carried = reporting.report(desk, question).total["received.carried_over"]
            assert carried == found.pending_before

    def test_the_other_periods_are_those_before_and_a_year_ago(
        self, desk: Desk, told: tuple[Told, ...]
    ) -> None:
        question = Question.of(desk, QUARTER)

        found = reporting.compared(desk, question)

        rules = profile(question.profile)
        second, last_year = Preset.parse("2026-q2"), Preset.parse("2025-q3")
        assert (found.previous.label, found.last_year.label) == ("Quý II/2026", "Quý III/2025")
        assert found.previous.total == rules.summarise(counted(told, second.period))
        assert found.last_year.total == rules.summarise(counted(told, last_year.period))
        pending = CellFilter(status=frozenset({Status.PENDING}))
        assert found.pending_before == counted(told, second.period).total(pending)

    def test_nine_months_are_compared_with_those_of_last_year_but_follow_on_june(
        self, desk: Desk, told: tuple[Told, ...]
    ) -> None:
        question = Question.of(desk, Preset.parse("2026-9m"))

        found = reporting.compared(desk, question)

        assert found.previous.period == found.last_year.period == Preset.parse("2025-9m").period


def reporting_period_of(preset: Preset) -> ReportingPeriod:
    names = {
        Preset.MONTH: "2026-08",
        Preset.QUARTER: "2026-q3",
        Preset.HALF_YEAR: "2026-h2",
        Preset.NINE_MONTHS: "2026-9m",
        Preset.YEAR: "2026",
        Preset.CALENDAR_MONTH: "cal:2026-07",
        Preset.CALENDAR_QUARTER: "cal:2026-q2",
        Preset.CALENDAR_YEAR: "cal:2026",
        Preset.SHIFTED_MONTH: "21-20:2026-09",
        Preset.WEEK: "week:2026-07-17",
    }
    return Preset.parse(names[preset])


class TestSentenceExtras:
    def test_the_online_share_is_of_the_procedures_with_online_service(
        self, desk: Desk, told: tuple[Told, ...], versions: tuple[int, ...]
    ) -> None:
        served = {version for version, (*_, online) in zip(versions, PROCEDURES, strict=True) if online}
        new = [
            particulars
            for particulars, events in told
            if events[0].on in QUARTER.period and particulars.procedure_version in served
        ]

        extras = reporting.sentence_extras(desk, Question.of(desk, QUARTER, by=By.OFFICER))

        assert extras.online == Ratio(sum(one.channel.online for one in new), len(new))

    def test_a_named_period_is_compared_with_both_and_free_dates_with_last_year(
        self, desk: Desk, told: tuple[Told, ...]
    ) -> None:
        free = ReportingPeriod.free(date(2026, 6, 1), date(2026, 9, 30))

        named = reporting.sentence_extras(desk, Question.of(desk, QUARTER))
        between = reporting.sentence_extras(desk, Question.of(desk, free))

        assert [one.label for one in named.compared] == ["Quý II/2026", "Quý III/2025"]
        assert [one.period.first for one in between.compared] == [date(2025, 6, 1)]

    @pytest.mark.parametrize(
        ("against", "labels"),
        [
            (Against.PREVIOUS, ["Quý II/2026"]),
            (Against.LAST_YEAR, ["Quý III/2025"]),
            (Against.BOTH, ["Quý II/2026", "Quý III/2025"]),
            (Against.NONE, []),
        ],
    )
    def test_what_it_is_compared_with_can_be_said(
        self, desk: Desk, told: tuple[Told, ...], against: Against, labels: list[str]
    ) -> None:
        question = Question.of(desk, QUARTER)

        extras = reporting.sentence_extras(desk, question, against)

        assert [one.label for one in extras.compared] == labels
        assert [one.label for one in reporting.others(desk, question, against).values()] == labels

    @pytest.mark.parametrize("judge_by", JudgeBy)
    @pytest.mark.parametrize("name", ProfileName)
    def test_causes_and_apologies_add_up_to_the_late_columns(
        self, desk: Desk, told: tuple[Told, ...], name: ProfileName, judge_by: JudgeBy
    ) -> None:
        question = Question(QUARTER, name, judge_by)
        total = reporting.report(desk, question).total

        extras = reporting.sentence_extras(desk, question)

        late = total["finished.late"] + total["pending.overdue"]
        assert sum(n for _cause, n in extras.late_causes) == late
        assert extras.apologised is not None
        assert extras.apologised.of == late
        assert 0 < extras.apologised.n <= late

    def test_a_period_without_late_dossiers_has_no_causes(self, desk: Desk, told: tuple[Told, ...]) -> None:
        extras = reporting.sentence_extras(desk, Question.of(desk, Preset.parse("2019-q1")))

        assert (extras.late_causes, extras.apologised) == ((), Ratio(0, 0))

    def test_there_is_no_comparison_with_a_period_without_dossiers(
        self, desk: Desk, told: tuple[Told, ...]
    ) -> None:
        extras = reporting.sentence_extras(desk, Question.of(desk, Preset.parse("2025-q2")))

        assert extras.compared == ()


class TestWarnings:
    def test_the_warnings_open_the_dossiers_that_they_name(self, desk: Desk, told: tuple[Told, ...]) -> None:
        without_due = {
            particulars.code
            for particulars, events in told
            if isinstance(accepted := events[0].what, ev.Accepted) and accepted.due_on is None
        }

        made = reporting.report(
            desk, Question.of(desk, ReportingPeriod.free(date(2025, 1, 1), date(2026, 12, 31)))
        )

        named = {warning.kind: warning for warning in made.warnings}
        assert set(named["no_due"].codes) == without_due
        assert listed(desk, reporting.dossiers_warned_of(desk, made.warnings)) == {
            code for warning in made.warnings for code in warning.codes
        }

    def test_every_kind_that_is_found_has_words(self, desk: Desk, told: tuple[Told, ...]) -> None:
        ready = ev.Event(datetime(2024, 3, 5, 9), ev.ResultReady(Outcome.GRANTED))
        early = ev.Event(datetime(2024, 3, 7, 9), ev.Accepted(date(2024, 3, 6)))
        with writing(desk) as uow:
            for code, events in (("no-start", (ready,)), ("turned", (ready, early))):
                uow.dossiers.add(Particulars(code=code, procedure_version=1, applicant="An"), events)
            uow.commit()

        made = reporting.report(desk, Question.of(desk, Preset.parse("cal:2024-03")))

        kinds = {warning.kind for warning in made.warnings}
        assert {"no_acceptance", "finish_before_acceptance", "due_before_acceptance"} <= kinds
        assert not kinds & {warning_note(kind) for kind in kinds}
