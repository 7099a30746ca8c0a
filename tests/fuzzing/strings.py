"""Every parser of a text that a person types or a file holds, fed with texts that went wrong on the way."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Callable
from contextlib import suppress
from datetime import date, time
from pathlib import Path
from typing import Final

from tests.nasty_texts import NASTY

from motcua_tui import bootstrap
from motcua_tui.cli.context import iso_date, iso_moment
from motcua_tui.cli.globals import alone, hoisted
from motcua_tui.config import DEFAULTS, Settings
from motcua_tui.domain import indicators, papers, text, typed_dates
from motcua_tui.domain.limits import TimeLimit, parse_unit
from motcua_tui.domain.office import parse_sessions, parse_week
from motcua_tui.domain.periods import Preset
from motcua_tui.domain.pins import check_pin
from motcua_tui.errors import MotcuaError
from motcua_tui.reports.checking.checker import check
from motcua_tui.reports.checking.numerals import blotted, numerals
from motcua_tui.services.base_calendar import base_calendar
from motcua_tui.services.checking import decoded
from motcua_tui.services.importing import cells, fonts
from motcua_tui.services.importing.mapping import parse_map
from motcua_tui.services.importing.places import typed_path
from motcua_tui.services.importing.procedures import parse_limits
from motcua_tui.services.indicators import registry
from motcua_tui.services.views import from_text

TODAY: Final = date(2026, 11, 23)
CALENDAR: Final = base_calendar()
SEEDS: Final = (
    "23/11/2026", "2026-11-23T09:40", "h", "+5", "-3", "15h30", "thứ hai 8:00", "hôm qua", "5 ngày làm việc",
    "½ ngày", "20 LV", "4 giờ làm việc", "0,5 ngày", "07:30-11:30,13:30-17:00", "T2-T6 07:30-11:30; T7 7h-9h",
    "T2-T6 07:00-11:30 (16/04-15/10)", "000.00.64.H48-261123-0001", "2026-q3", "cal:2026-09", "21-20:2026-09",
    "week:2026-11-21", "2026-01-01..2026-10-30", "1.253.000", "98,66%", "12/13", "có", "TRUE", "46000.5",
    "20261123093000", "24/9/2026 8:56:28 SA",
    'sheet = "Tháng 1"\nheader_row = 3\n[columns]\ncode = "Mã hồ sơ"\n',
    '[values.channel]\n"trực tiếp" = "direct"\n[dates]\norder = "dmy"\n[code]\njoin = ["a", "b"]',
    '{"filters": {"state": ["open"]}, "sort": "due", "descending": true, "columns": ["code"]}',
    "NguyÔn V¨n §¹t", "Nguyeãn Thò Hoøa", "Đơn đề nghị × 1 bản chính; Bản vẽ × 2",
    "--db x --today 2026-11-23 list",
    "Tổng số hồ sơ tiếp nhận: 881 hồ sơ (trực tuyến 783, trực tiếp 57, kỳ trước chuyển sang 41).",
    "Đã giải quyết 773 hồ sơ, trong đó trước hạn 766 hồ sơ (99,09%), đúng hạn 1, trễ hạn 6 (0,78%).",
    "| Lĩnh vực | Tiếp nhận |\n| (1)=(2)+(3) | 12 | 1.253 |", "'C:\\Users\\Hòa\\sổ.xlsx'", "file:///tmp/s%E1%BB%95.xlsx",
    "postgresql://mai:x@host:5432/desk?sslmode=require", "123456",
)  # fmt: skip
SIGNS: Final = (
    *"019.,;:()[]{}/%-–+=|*$<>#'\"\\đÐế_ \n\t\r\x00\u200b\u0300\u202e\ufeff²½٣",
    *("99999999999999999999", "1e999", "nan", "-0", "[[", "\ud800", "ngày", "T2", "2026", "{x}", "%s"),
)


def mutated(rng: random.Random) -> str:
    """A text that may have been meant once."""
    made = rng.choice(SEEDS if rng.random() < 0.9 else NASTY)
    if rng.random() < 0.1:
        made = " ".join((made, rng.choice(SEEDS)))
    for _step in range(rng.randint(0, 8)):
        at = rng.randrange(len(made) + 1)
        to = min(len(made), at + rng.randrange(20))
        match rng.randrange(6):
            case 0:
                made = made[:at] + rng.choice(SIGNS) + made[at:]
            case 1:
                made = made[:at] + made[to:]
            case 2:
                made = made[:at] + made[at:to] * rng.choice((2, 3, 40)) + made[to:]
            case 3:
                made = made[:at] + made[at:to][::-1] + made[to:]
            case 4:
                made = made[:at] + str(rng.randrange(10 ** rng.randint(1, 18))) + made[to:]
            case _:
                made = made[:at] + chr(rng.choice((rng.randrange(0x300), rng.randrange(0x11000)))) + made[to:]
    return made[:20_000]


INDICATORS: Final = registry()[::25]


def _indicator(given: str) -> None:
    for row in INDICATORS:
        with suppress(MotcuaError):
            indicators.read(row, given)


def _map(given: str) -> None:
    with suppress(tomllib.TOMLDecodeError):  # told by ``read_map``
        parse_map(given)


PARSERS: Final[tuple[tuple[str, Callable[[str], object]], ...]] = (
    ("date", lambda t: typed_dates.parse_date(t, today=TODAY, add_working_days=CALENDAR.add)),
    (
        "moment",
        lambda t: typed_dates.parse_moment(t, today=TODAY, now=time(9, 40), add_working_days=CALENDAR.add),
    ),
    ("iso date", iso_date),
    ("iso moment", iso_moment),
    ("--today", lambda t: bootstrap.clock(DEFAULTS.zone, t)() if t else None),
    ("limit", TimeLimit.parse),
    ("unit", parse_unit),
    ("limits", parse_limits),
    ("clean", text.clean),
    ("clean lines", lambda t: text.clean(t, multiline=True)),
    ("fold", text.fold),
    ("tokens", text.tokens),
    ("sort", text.sort_text),
    ("ellipsis", lambda t: text.ellipsis(t, 20)),
    ("sessions", parse_sessions),
    ("week", lambda t: parse_week(t.splitlines())),
    ("period", Preset.parse),
    ("papers", papers.parse_papers),
    ("pin", check_pin),
    ("map", _map),
    ("list", from_text),
    ("filters", lambda t: from_text(json.dumps({"filters": {t: t}, "sort": t, "columns": [t]}))),
    ("cell moment", cells.read_moment),
    ("cell day first", lambda t: cells.read_moment(t, cells.DateOrder.DMY, doubtful=True)),
    ("cell code", cells.read_code),
    ("cell procedure", cells.read_procedure_code),
    ("cell amount", cells.read_amount),
    ("cell count", cells.read_count),
    ("cell yes", cells.read_yes),
    ("font", lambda t: [fonts.to_unicode(t, font) for font in fonts.Font]),
    ("suspected", lambda t: fonts.suspected([t])),
    ("indicator", _indicator),
    ("settings", lambda t: [Settings.from_rows({key: t}) for key in ("near_days", "judge_by", "own_codes")]),
    ("place", bootstrap.database_place),
    ("path", typed_path),
    ("arguments", lambda t: (hoisted(t.split()), alone(t.split()))),
    ("report", check),
    ("numerals", lambda t: list(numerals(blotted(t.lower())))),
    ("bytes", lambda t: decoded(t.encode("utf-16-le", "surrogatepass"), "x.txt")),
)


def case(rng: random.Random) -> bytes:
    """A text of the run, as bytes."""
    return mutated(rng).encode("utf-8", "surrogatepass")


def feed(given: bytes, _folder: Path) -> None:
    """Let every parser read it: a MotcuaError is an answer, anything else a fault."""
    told = given.decode("utf-8", "surrogatepass")
    for name, parse in PARSERS:
        try:
            parse(told)
        except (MotcuaError, cells.Unreadable):
            continue
        except Exception as error:
            error.add_note(f"parser: {name}")
            raise
