"""One verb on the marked dossiers: what it needs once for all of them, a question with their number, and
afterwards what was done and what was refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.codes import ReturnWay
from motcua_tui.domain.numbers import group
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import parse_moment
from motcua_tui.i18n import _
from motcua_tui.labels import return_label
from motcua_tui.services import passing, verbs
from motcua_tui.services.many import Many, finish_in_time, for_each, take_back
from motcua_tui.services.passing import Hands
from motcua_tui.services.possible import Verb
from motcua_tui.services.verbs import Done
from motcua_tui.tui.screens.base import DeskScreen, DossierChanged
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.screens.progress import Progress
from motcua_tui.tui.screens.verbs.outlook import say_moment
from motcua_tui.tui.widgets.choices import Choice, Option
from motcua_tui.tui.widgets.dialog import Confirm, Notice
from motcua_tui.tui.widgets.inputs import DateInput, TextInput
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.suggest import KnownName, Suggest

if TYPE_CHECKING:
    from textual.app import ComposeResult

Each: TypeAlias = Callable[[str], Done]

_NAMED: Final = 4
"""Codes that are named in a form; the rest are counted."""


class ManyScreen(FormScreen):
    """Subclasses write ``compose_verb`` and ``verb``, and say what is asked and told of ``{n}`` dossiers."""

    question: ClassVar[str]
    done: ClassVar[str]

    def __init__(self, codes: Sequence[str], then: Callable[[Many], None]) -> None:
        super().__init__()
        self._codes = tuple(codes)
        self._then = then

    def compose_fields(self) -> ComposeResult:
        yield Static(plain(_named(self._codes)), id="about")
        yield from self.compose_verb()
        moment = f"{self.desk.now():%d/%m/%Y %H:%M}"
        yield Field(_("Lúc"), DateInput(self._parse, say_moment, text=moment, id="moment-input"), id="moment")

    def compose_verb(self) -> ComposeResult:
        """The fields of this verb, above the moment."""
        return ()

    def verb(self, at: datetime) -> Each:
        """What is done to each dossier."""
        raise NotImplementedError

    def action_save(self) -> None:
        self.accept_fields()
        at: datetime | None = self.query_one("#moment-input", DateInput).value
        if at is None:
            self.refuse("moment", _("Nhập ngày giờ, như hôm nay hoặc 23/11 9:40."))
        else:
            question = self.question.format(n=group(len(self._codes)))
            self.app.push_screen(Confirm(question), partial(self._answered, self.verb(at)))

    def _answered(self, verb: Each, sure: bool | None) -> None:
        if sure:
            carry_out(self, self.heading, self._codes, verb, self._finished)

    def _finished(self, made: Many) -> None:
        self.dismiss()
        tell(self, self.done, made)
        self._then(made)

    def _parse(self, text: str) -> datetime:
        now = self.desk.now()
        add = self.desk.calendar.add
        return parse_moment(text, today=now.date(), now=now.time(), add_working_days=add)


class ReturnManyScreen(ManyScreen):
    """All results go out the same way."""

    heading = _("Trả kết quả")
    question = _("Trả kết quả {n} hồ sơ?")
    done = _("Đã trả kết quả {n} hồ sơ.")

    def compose_verb(self) -> ComposeResult:
        ways = [Option(way, return_label(way)) for way in ReturnWay]
        yield Field(_("Trả"), Choice(ways, glyphs=self.glyphs), id="way")

    def verb(self, at: datetime) -> Each:
        way = ReturnWay(self.query_one(Choice).value)
        return partial(verbs.give_back, self.desk, at=at, way=way)


class HandOverManyScreen(ManyScreen):
    """All to the same department or officer, or each to the department of its next step."""

    heading = _("Chuyển xử lý")
    question = _("Chuyển {n} hồ sơ?")
    done = _("Đã chuyển {n} hồ sơ.")

    def compose_verb(self) -> ComposeResult:
        for name, label, hint in (
            ("department", _("Phòng, đơn vị"), _("bỏ trống: phòng của bước tiếp theo")),
            ("officer", _("Cán bộ"), ""),
        ):
            known = KnownName(
                placeholder=hint, glyphs=self.glyphs, id=f"{name}-suggest", field_id=f"{name}-input"
            )
            yield Field(label, known, id=name)
        yield Field(_("Ghi chú"), TextInput(compact=True, id="note-input"), id="note")

    def load(self) -> None:
        self.run_in_thread(partial(passing.hands, self.desk), self._know, group="hands")

    def verb(self, at: datetime) -> Each:
        department, officer, note = (
            clean(self.query_one(f"#{name}-input", TextInput).value)
            for name in ("department", "officer", "note")
        )
        return partial(verbs.hand_over, self.desk, at=at, department=department, officer=officer, note=note)

    def _know(self, hands: Hands) -> None:
        self.query_one("#department-suggest", KnownName).offer(hands.departments)
        self.query_one("#officer-suggest", KnownName).offer(hands.officers)

    @on(Suggest.Picked)
    def _named(self) -> None:
        self.to_next_field()


class FinishManyScreen(ManyScreen):
    """Granted, in time, without a word about any of them."""

    heading = _("Có kết quả")
    question = _("Ghi có kết quả cho {n} hồ sơ?")
    done = _("Đã ghi có kết quả cho {n} hồ sơ.")

    def compose_verb(self) -> ComposeResult:
        told = _("Chỉ hồ sơ còn hạn và được giải quyết; hồ sơ quá hạn hoặc bị từ chối thì ghi riêng.")
        yield Static(plain(told), id="rule")

    def verb(self, at: datetime) -> Each:
        return partial(finish_in_time, self.desk, at=at)


SCREENS: Final = {
    Verb.HAND_OVER: HandOverManyScreen,
    Verb.FINISH: FinishManyScreen,
    Verb.RETURN: ReturnManyScreen,
}
"""The verbs that need no word about the single dossier."""


class Refusals(Notice):
    """What was left as it was, dossier by dossier, with the reason."""

    DEFAULT_CSS = """
    Refusals #refused { height: auto; max-height: 60vh; margin-top: 1; }
    Refusals #refused Static { height: auto; }
    """

    def __init__(self, told: str, made: Many) -> None:
        super().__init__(told)
        self._made = made

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = plain(self._title)
            yield Static(plain(self._text), id="text")
            with VerticalScroll(id="refused"):
                yield Static(Content("\n").join(plain(line) for line in _lines(self._made)))
            yield Static(self._keys(), id="keys")


def carry_out(
    screen: DeskScreen, title: str, codes: Sequence[str], verb: Each, then: Callable[[Many], None]
) -> None:
    """Do it to each, with the progress over the screen."""

    def ended(made: Many | None) -> None:
        screen.app.post_message(DossierChanged(""))
        screen.app.call_later(then, made or Many())

    work = partial(_each, codes, verb)
    screen.app.push_screen(Progress(title, len(codes), work), ended)


def take_back_many(screen: DeskScreen, made: Many) -> None:
    """Undo what was done to each."""
    codes = [done.dossier.code for done in made.done]
    told = partial(tell, screen, _("Đã hoàn tác {n} hồ sơ."))
    carry_out(screen, _("Hoàn tác"), codes, take_back(screen.desk, made), told)


def tell(screen: DeskScreen, done: str, made: Many) -> None:
    """How it went: a short note, or a dialog where something was refused or left."""
    told = done.format(n=group(len(made.done)))
    if made.refused or made.left:
        screen.app.push_screen(Refusals(told, made))
    else:
        screen.app.notify(told, markup=False)


def _each(codes: Sequence[str], verb: Each, told: Callable[[int], None], stopped: Callable[[], bool]) -> Many:
    return for_each(codes, verb, told=told, stopped=stopped)


def _lines(made: Many) -> list[str]:
    lines = []
    if made.refused:
        lines.append(_("Không làm được {n} hồ sơ:").format(n=group(len(made.refused))))
        lines += [f"{refused.code}: {refused.error.message}" for refused in made.refused]
    if made.failure:
        lines.append(f"{made.failure.message} {made.failure.hint}")
    if made.left:
        lines.append(_("Còn {n} hồ sơ chưa làm.").format(n=group(len(made.left))))
    return lines


def _named(codes: Sequence[str]) -> str:
    """How many, and which: the first few by their codes."""
    text = _("{n} hồ sơ: {codes}").format(n=group(len(codes)), codes=", ".join(codes[:_NAMED]))
    return text if len(codes) <= _NAMED else f"{text}, …"
