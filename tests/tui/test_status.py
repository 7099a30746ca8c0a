from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import Theme

import motcua_tui.tui
from motcua_tui.domain.codes import State
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.tui.status import ASCII, UNICODE, Glyphs, Wait, status_of, tentative_mark
from motcua_tui.tui.themes import MONO, THEMES, VARIABLES
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.record_table import Column, RecordTable

STATUS_STYLES = ("late", "due-today", "near", "in-time", "waiting", "finished", "faint")
FULL_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: the least contrast of text."""


@pytest.mark.parametrize(
    ("timeliness", "days_left", "state", "wait", "shown", "ascii_glyph", "style"),
    [
        (Timeliness.OVERDUE, -3, State.PROCESSING, None, "■ QUÁ HẠN 3", "!", "late"),
        (Timeliness.OVERDUE, None, State.AWAITING_SUPPLEMENT, Wait(2, 15), "■ QUÁ HẠN", "!", "late"),
        (Timeliness.DUE_TODAY, 0, State.PROCESSING, None, "◆ HÔM NAY", "*", "due-today"),
        (Timeliness.NEAR, 1, State.PROCESSING, None, "▲ còn 1", "^", "near"),
        (Timeliness.IN_TIME, 7, State.ACCEPTED, None, "● còn 7", "o", "in-time"),
        (Timeliness.IN_TIME, 7, State.AWAITING_PAYMENT, Wait(2), "● còn 7", "o", "in-time"),
        (Timeliness.IN_TIME, None, State.AWAITING_PAYMENT, Wait(2), "‖ chờ nộp tiền 2", "=", "waiting"),
        (
            Timeliness.IN_TIME,
            None,
            State.AWAITING_SUPPLEMENT,
            Wait(5, 15),
            "‖ chờ bổ sung 5/15",
            "=",
            "waiting",
        ),
        (Timeliness.IN_TIME, None, State.AWAITING_SUPPLEMENT, None, "‖ chờ bổ sung", "=", "waiting"),
        (Timeliness.IN_TIME, None, State.PROCESSING, None, "● không có hạn", "o", "in-time"),
        (Timeliness.EARLY, 2, State.RESULT_READY, None, "✓ trước hạn 2", "+", "finished"),
        (Timeliness.ON_TIME, 0, State.RETURNED, None, "✓ đúng hạn", "+", "finished"),
        (Timeliness.LATE, -4, State.RETURNED, None, "✗ trễ 4", "x", "late"),
        (None, None, State.SUBMITTED, None, "  chưa tiếp nhận", " ", "faint"),
        (None, None, State.DECLINED, None, "  từ chối tiếp nhận", " ", "faint"),
    ],
)
def test_status_when_shown_then_reads_without_colour(
    timeliness: Timeliness | None,
    days_left: int | None,
    state: State,
    wait: Wait | None,
    shown: str,
    ascii_glyph: str,
    style: str,
) -> None:
    status = status_of(timeliness, days_left, state, wait=wait)
    assert (status.text, str(status.content()), status.style) == (shown, shown, style)
    plain = status_of(timeliness, days_left, state, wait=wait, glyphs=ASCII)
    assert (plain.glyph, plain.words) == (ascii_glyph, status.words)


def test_status_when_the_calendar_is_not_confirmed_then_says_tentative() -> None:
    assert status_of(Timeliness.IN_TIME, 40, State.PROCESSING, tentative=True).text == "● còn 40 … tạm tính"
    assert tentative_mark(ASCII) == "~ tạm tính"


def test_status_when_it_presses_then_is_bold_and_red_is_for_lateness_alone() -> None:
    styles = {
        timeliness: status_of(timeliness, 1, State.PROCESSING).markup_style for timeliness in Timeliness
    }
    assert {key for key, style in styles.items() if "late" in style} == {Timeliness.OVERDUE, Timeliness.LATE}
    assert {key for key, style in styles.items() if "bold" in style} == {
        Timeliness.OVERDUE,
        Timeliness.LATE,
        Timeliness.DUE_TODAY,
    }


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_glyphs_when_they_mean_different_things_then_differ(glyphs: Glyphs) -> None:
    meant = (
        glyphs.overdue,
        glyphs.due_today,
        glyphs.near,
        glyphs.in_time,
        glyphs.waiting,
        glyphs.good,
        glyphs.late,
    )
    assert len(set(meant)) == len(meant)
    assert len({glyphs.early_bar, glyphs.on_time_bar, glyphs.late_bar}) == 3
    assert glyphs is UNICODE or "".join((*meant, glyphs.spark)).isascii()


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours."""

    def luminance(colour: Color) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, light = sorted(luminance(Color.parse(colour)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_theme_when_a_status_is_drawn_then_has_contrast_on_every_ground(theme: Theme) -> None:
    grounds = [theme.background, theme.surface, theme.panel, theme.variables["line-cursor"]]
    for style in STATUS_STYLES:
        for ground in grounds:
            assert ground
            assert contrast(theme.variables[style], ground) >= FULL_CONTRAST, (style, ground)


def is_red(colour: str) -> bool:
    hue, saturation, _ = Color.parse(colour).hsl
    return saturation > 0.3 and (hue < 0.06 or hue > 0.94)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_theme_when_read_then_only_lateness_is_red(theme: Theme) -> None:
    named = {"primary": theme.primary, "error": theme.error, "warning": theme.warning, "accent": theme.accent}
    colours = {**named, **{key: value for key, value in theme.variables.items() if " " not in value}}
    red = {name for name, colour in colours.items() if colour and is_red(colour)}
    assert red == (set() if theme is MONO else {"late"})
    assert VARIABLES.keys() <= theme.variables.keys()


def test_theme_when_without_colour_then_what_presses_is_brightest() -> None:
    assert MONO.foreground
    brightness = {style: Color.parse(MONO.variables[style]).brightness for style in STATUS_STYLES}
    assert {style for style in STATUS_STYLES if brightness[style] == max(brightness.values())} == {
        "late",
        "due-today",
    }
    assert brightness["late"] > Color.parse(MONO.foreground).brightness


@pytest.mark.parametrize("theme", [*(theme.name for theme in THEMES), "nord"])
async def test_styles_when_loaded_with_any_theme_then_are_valid(theme: str) -> None:
    class Styled(App[None]):
        CSS_PATH = Path(motcua_tui.tui.__file__).parent / "styles" / "base.tcss"

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return dict(VARIABLES)

        def compose(self) -> ComposeResult:
            yield TextInput()
            yield RecordTable([Column("a", "A", 5)])

    app = Styled()
    for ours in THEMES:
        app.register_theme(ours)
    async with app.run_test() as pilot:
        app.theme = theme
        await pilot.pause()
        head = app.query_one(RecordTable).get_visual_style("record-table--head").foreground
        assert head == Color.parse(app.theme_variables["faint"])
