"""Numbers bound to their labels: figures with what they count, the share printed beside them, and the
breakdowns they stand in.

A number owns the words before it back to the last separator and those after it up to the next one;
what the text speaks of at that point (received, finished, pending) decides between readings such as
late and overdue. Brackets open a breakdown of the number before them, and so does "trong đó".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from motcua_tui.reports.checking.clauses import Sentence, Source
from motcua_tui.reports.checking.labels import (
    DOSSIER,
    OTHER_BUSINESS,
    TOTALS,
    Role,
    Word,
    counts_other_things,
    role_of,
    topic_after,
    unit,
    words,
)
from motcua_tui.reports.checking.model import Watch, unwatched
from motcua_tui.reports.checking.numerals import BLOT, Numeral, numerals
from motcua_tui.reports.checking.reading import Breakdown, Figure, Rate, Reading

_OVER: Final = re.compile(
    r"(?: (?:bo )?(?:ho so|hs|tthc|nguoi|don vi|truong hop))? ?"
    r"(?:/|(?:tren)(?: (?:tong )?so| tong)?) ?(?:(?:tong )?so )?"
)
_SPACED_OVER: Final = re.compile(r" / ?| ?/ ")
_ZERO: Final = re.compile(
    r"\b(?:khong|chua) (?:(?:co|con|phat sinh|de xay ra|xay ra|ghi nhan)(?: \w{1,8}){0,2}?"
    r" (?:ho so|hs|truong hop)\b(?: nao)?"
    r"|(?=(?:tiep nhan|giai quyet)(?: xong)?(?: duoc)? ho so (?:moi|nao)))"
)
_CUT: Final = re.compile(r"[;.():…]|,|\b(?:trong do|bao gom|gom|cu the|con lai|va)\b|\n")
_SIGN: Final = re.compile(r"[();]")
_MARK: Final = re.compile(r"\b(?:trong do|bao gom|gom(?: co)?|chia ra|cu the(?: nhu sau| la)?)\b")
_TIE: Final = re.compile(
    r"[\s,(=:\[-]*(?:(?:nen|dat|chiem|ty le|ti le|la|bang|tuong ung|tuong duong|voi|ho so|hs|tthc|tuc"
    r"|trong tong so|so)\b[\s,(=:]*){0,6}"
)
_BEFORE: Final = re.compile(
    r"\s*[([]\s*(?:(?:tuc|voi|tuong ung|tuong duong|bang|la|=)\s*)?"
    r"|\s*(?:tuong ung|tuong duong|tuc|voi)(?: voi)? "
)
_ABOUT: Final = re.compile(
    r"\b(?:tren|gan|khoang|hon|duoi|it nhat|toi thieu|toi da|tu|den|xap xi|toi|it hon)\s*$"
)
_LISTED: Final = re.compile(r"[\s,;]*(?:va)?\s*")
_IN_PERIOD: Final = re.compile(r"\btrong (?:ky|thang|quy|nam|tuan)\b")
_YEAR: Final = re.compile(rf"\bnam {BLOT}")
_NOUN: Final = re.compile(r"\s*(?:bo ho so|ho so|hs|bo|[a-z]+)\b")
_SCALE: Final = re.compile(r" ?(?:ngan|nghin|trieu|ty)\b(?! le| trong)")


MOST_GAP: Final = 80
"""Letters after a number in which its label may begin."""
MOST_LABEL: Final = 240
"""Letters on each side of a number in which its label is looked for."""


@dataclass(slots=True)
class _Item:
    """A number of a sentence, before it is known what it counts."""

    numeral: Numeral
    end: int
    of: int | None = None
    zero: bool = False


def read(source: Source, watch: Watch = unwatched) -> Reading:
    """The figures of the prose of a report; ``watch`` hears the place of every number."""
    reading = Reading()
    topic: Role | None = None
    section = -1
    for place, sentence in enumerate(source.sentences):
        if sentence.section != section:
            topic, section = None, sentence.section
        topic = _SentenceReader(source, sentence, place, reading, topic).read(watch)
    return reading


class _SentenceReader:
    """Reads one sentence into the reading; ``read`` gives the topic that the next one begins with."""

    def __init__(
        self, source: Source, sentence: Sentence, place: int, reading: Reading, topic: Role | None
    ) -> None:
        self._text = source.folded
        self._sentence = sentence
        self._place = place
        self._reading = reading
        self._topic = topic
        self._items = list(_items(self._text, sentence))
        self._outer: list[tuple[Role | None, Breakdown | None]] = []
        self._open: Breakdown | None = None
        self._parts_by: str | None = None
        self._aside = False
        self._among = False
        self._causes = False
        self._in_turn = "lan luot" in self._text[sentence.start : sentence.end]
        self._last: Figure | None = None
        self._ahead: tuple[Numeral, Role | None] | None = None

    def read(self, watch: Watch) -> Role | None:
        left_at = self._sentence.start
        for place, item in enumerate(self._items):
            watch(item.numeral.start)
            after = self._items[place + 1] if place + 1 < len(self._items) else None
            right_to = self._right_end(item, after)
            self._walk(left_at if place else self._sentence.start, item.numeral.start, first=not place)
            if item.numeral.percent:
                self._percent(item, left_at, right_to, place)
            else:
                self._figure(item, left_at, right_to)
            left_at = right_to
        self._walk(left_at, self._sentence.end, first=False)
        return self._topic

    def _right_end(self, item: _Item, after: _Item | None) -> int:
        """Where the words after a number end and those before the next begin."""
        stop = after.numeral.start if after else self._sentence.end
        if item.zero and (found := _CUT.search(self._text, item.end, stop)):
            return found.start()
        found = next(
            (
                cut
                for cut in _CUT.finditer(self._text, item.end, stop)
                if not (cut[0] == "va" and _joins_labels(self._text, cut.end()))
            ),
            None,
        )
        if found:
            return found.start()
        if after is None or after.numeral.percent:
            return stop
        if _has_label(self._text, after.end, min(self._sentence.end, after.end + MOST_GAP)):
            return stop
        noun = _NOUN.match(self._text, item.end, stop)
        return noun.end() if noun else item.end

    def _walk(self, start: int, end: int, *, first: bool) -> None:
        """Go over the text between two numbers: brackets, "trong đó", what it speaks of."""
        text = self._text
        events: list[tuple[int, str, Word | None]] = [
            (found.start(), found[0], None) for found in _SIGN.finditer(text, start, end)
        ]
        events += [(found.start(), "mark", None) for found in _MARK.finditer(text, start, end)]
        events += [(at, "word", word) for word, at, _end in words(text, start, end)]
        for at, sign, word in sorted(events, key=lambda event: event[0]):
            match sign:
                case "(":
                    self._outer.append((self._topic, self._open))
                    whole = self._last if self._touches(at) else None
                    self._open = Breakdown(whole, True, False) if whole else None
                case ")":
                    if self._outer:
                        self._close()
                        self._topic, self._open = self._outer.pop()
                case ";":
                    if self._open and not self._open.bracket and self._parts_by == ",":
                        self._close()
                case "mark":
                    self._mark(at)
                case "word" if word:
                    self._speak(word, first=first)
                case _:
                    pass
        if end == self._sentence.end:
            self._close()
            while self._outer:
                self._topic, self._open = self._outer.pop()
                self._close()

    def _touches(self, at: int) -> bool:
        """Whether a bracket opens a breakdown of the last figure."""
        last = self._last
        return (
            last is not None
            and at - last.end <= MOST_LABEL
            and not re.search(r"[;.]", self._text[last.end : at])
        )

    def _mark(self, at: int) -> None:
        some = bool(re.match(r"(?:trong do|gom)\W{0,3}co\b", self._text[at : at + 20]))
        if self._open and not self._open.parts:
            self._open.some = some
            return
        self._close()
        whole = self._last or self._before()
        if whole is not None and not whole.growth:
            self._open, self._parts_by = Breakdown(whole, False, some), None

    def _before(self) -> Figure | None:
        """The number that a sentence beginning with "trong đó" breaks down."""
        for figure in reversed(self._reading.figures):
            if figure.sentence < self._place - 1:
                break
            if not figure.growth and (figure.share is None or figure.role):
                return figure
        return None

    def _close(self) -> None:
        if self._open and self._open.parts:
            self._reading.breakdowns.append(self._open)
        self._open = None

    def _speak(self, word: Word, *, first: bool) -> None:
        match word:
            case Word.RECEIVED | Word.FINISHED | Word.PENDING | Word.DUE:
                self._topic = Role(word.value)
            case Word.AMONG:
                self._among = True
            case Word.OTHER_PERIOD:
                self._aside = self._aside or first
            case Word.CAUSES:
                self._causes = True
            case _:
                pass

    def _label(self, left: int, start: int, end: int, right: int) -> tuple[frozenset[Word], str]:
        """The words of the vocabulary that a number owns, and its label in letters."""
        text = self._text
        own = left = max(left, start - MOST_LABEL)
        right = min(right, end + MOST_LABEL)
        for cut in re.finditer(r"[:;,(]|\btrong do\b", text[left:start]):
            if any(True for _ in words(text, left + cut.end(), start)):
                own = left + cut.end()
        said = {word for word, _s, _e in words(text, own, start)}
        said |= {word for word, _s, _e in words(text, end, right)}
        if self._among:
            said.add(Word.AMONG)
        return frozenset(said), f"{text[own:start]} {text[end:right]}"

    def _figure(self, item: _Item, left: int, right: int) -> None:
        text = self._text
        value = Decimal(0) if item.zero else item.numeral.value
        figure = Figure(item.numeral, item.end, value, item.of, self._place)
        said, figure.label = self._label(left, item.numeral.start, item.end, right)
        figure.unit = DOSSIER if item.zero else unit(text[item.end : right])
        before = text[max(left, item.numeral.start - MOST_LABEL) : item.numeral.start]
        figure.growth = Word.GROWTH in said
        figure.apart = (
            self._aside
            or figure.growth
            or self._causes
            or bool(_ABOUT.search(before) or _SCALE.match(text, item.end) or Word.OTHER_PERIOD in said)
        )
        last = self._last
        if not figure.unit and last and last.sentence == self._place and last.unit == OTHER_BUSINESS:
            figure.unit = last.unit
        others = figure.unit not in ("", DOSSIER) or (not figure.unit and counts_other_things(figure.label))
        if figure.growth:
            figure.base_role = role_of(said - {Word.GROWTH, Word.OTHER_PERIOD}, self._topic)
        elif not (others or self._in_turn or figure.numeral.count is None):
            figure.role = self._role(figure, said)
            self._topic = topic_after(figure.role, self._topic)
        if self._ahead:
            figure.share, role = self._ahead
            figure.role = figure.role or (None if others else role)
            self._ahead = None
        self._reading.figures.append(figure)
        if self._open and not self._open.bracket and figure.role in TOTALS:
            self._close()
        if self._open and not figure.growth:
            if self._open.parts and self._parts_by is None and not self._open.bracket:
                self._parts_by = ";" if ";" in text[self._open.parts[-1].end : figure.start] else ","
            self._open.parts.append(figure)
            figure.within = self._open.whole.role
        self._last = figure

    def _role(self, figure: Figure, said: frozenset[Word]) -> Role | None:
        inside = self._open.whole.role if self._open else None
        role = role_of(said, self._topic, inside)
        if inside is Role.RECEIVED and (
            role is Role.RECEIVED or (not said and _IN_PERIOD.search(figure.label))
        ):
            return Role.NEW
        return role

    def _percent(self, item: _Item, left: int, right: int, place: int) -> None:
        text = self._text
        numeral = item.numeral
        before = self._items[place - 1] if place else None
        after = self._items[place + 1] if place + 1 < len(self._items) else None
        about = bool(_ABOUT.search(text[max(left, numeral.start - MOST_LABEL) : numeral.start]))
        said, label = self._label(left, numeral.start, numeral.end, right)
        growth = Word.GROWTH in said
        in_list = bool(
            after and after.numeral.percent and _LISTED.fullmatch(text[item.end : after.numeral.start])
        )
        last = self._last
        last_grows = last is not None and last.growth
        free = before and not before.numeral.percent and not (about or in_list or (growth and not last_grows))
        if free and last and last.share is None and _tied(text[last.end : numeral.start]):
            last.share = numeral
            if last.role is None and not last.growth and last.unit == "":
                self._label_after(last, numeral.end)
            return
        listed = not said - {Word.AMONG} and (
            in_list or self._follows_list(numeral, before) or "ty le" in label
        )
        other = counts_other_things(label) or bool(said & {Word.CARRIED, Word.OTHER_PERIOD, Word.GROWTH})
        other = other or bool(_YEAR.search(label))
        role = None if other or listed or self._in_turn else role_of(said, self._topic)
        gap = text[item.end : after.numeral.start] if after and not after.numeral.percent else ""
        if _BEFORE.fullmatch(gap) and not (about or growth):
            self._ahead = numeral, role
            return
        known = not (about or other or self._aside)
        self._reading.rates.append(Rate(numeral, self._place, role, known, growth, listed and known))

    def _follows_list(self, numeral: Numeral, before: _Item | None) -> bool:
        rates = self._reading.rates
        return bool(before and before.numeral.percent and rates and rates[-1].listed)

    def _label_after(self, figure: Figure, start: int) -> None:
        """``754/983 (76,70%) hồ sơ tiếp nhận trực tuyến``: the label follows the bracket."""
        found = re.match(
            r"\s*\)\s*((?:bo )?(?:ho so|hs)\b[^;.,()]{0,60})", self._text[start : self._sentence.end]
        )
        if found:
            said = frozenset(word for word, _s, _e in words(found[1]))
            figure.unit, figure.role = DOSSIER, role_of(said, self._topic)


def _items(text: str, sentence: Sentence) -> Iterator[_Item]:
    """The numbers of a sentence, ``a/b`` as one, and the phrases that say zero."""
    found = [_Item(numeral, numeral.end) for numeral in numerals(text, sentence.start, sentence.end)]
    found += [
        _Item(Numeral("0", zero.start(), zero.end(), 0, Decimal(0), 0), zero.end(), zero=True)
        for zero in _ZERO.finditer(text, sentence.start, sentence.end)
    ]
    found.sort(key=lambda item: item.numeral.start)
    place = 0
    while place < len(found):
        item = found[place]
        below = found[place + 1] if place + 1 < len(found) else None
        if below and _over(text, item, below):
            yield _Item(item.numeral, below.end, below.numeral.count)
            place += 2
        else:
            yield item
            place += 1


def _over(text: str, item: _Item, below: _Item) -> bool:
    if item.zero or below.zero or item.numeral.percent or below.numeral.percent:
        return False
    gap = text[item.end : below.numeral.start]
    if item.numeral.count is None or below.numeral.count is None or not _OVER.fullmatch(gap):
        return False
    return not _SPACED_OVER.fullmatch(gap) or bool(
        re.match(r"\s*(?:ho so|hs|tthc|[(=])", text[below.end : below.end + 12])
    )


def _joins_labels(text: str, at: int) -> bool:
    """Whether "và" joins two labels of one number rather than two numbers."""
    return bool(
        re.match(r" (?:truoc|dung|som|qua|tre|buu chinh|qua buu|truc tiep|bcci|tra)\b", text[at : at + 12])
    )


def _has_label(text: str, start: int, end: int) -> bool:
    stop = _CUT.search(text, start, end)
    return any(True for _ in words(text, start, stop.start() if stop else end))


def _tied(gap: str) -> bool:
    """Whether a percentage belongs to the number that stands this text before it."""
    cut = re.search(r"[,(=:;.\[]", gap)
    if cut is None:
        return "ty le" not in gap or not any(True for _ in words(gap[gap.index("ty le") :]))
    if cut[0] == "." or any(word is not Word.RECEIVED for word, _s, _e in words(gap[cut.end() :])):
        return False
    rest = gap[cut.start() :]
    if cut[0] == ";" and not re.search(r"\b(?:dat|chiem)\b", rest):
        return False
    return bool(_TIE.fullmatch(rest.replace(";", ",")))
