"""The words of reports: what a label beside a number says the number counts.

Labels are looked for in folded text (lower case, no accents). Sources: the glossary (docs/glossary.md)
and the wordings of real reports: tồn, kỳ trước, năm trước chuyển sang; trễ, quá, chậm hạn; còn lại;
trong hạn = chưa đến hạn; HS, bộ; BCCI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final


class Word(StrEnum):
    """What a phrase of a label speaks of."""

    RECEIVED = "received"
    NEW = "new"
    CARRIED = "carried"
    ONLINE = "online"
    ONLINE_FULL = "online_full"
    ONLINE_PARTIAL = "online_partial"
    DIRECT = "direct"
    POST = "post"
    FINISHED = "finished"
    BY_DUE = "by_due"
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    DUE = "due"
    PENDING = "pending"
    IN_TIME = "in_time"
    NOT_DUE = "not_due"
    REST = "rest"
    SENT_BACK = "sent_back"
    WAITING = "waiting"
    APART = "apart"
    GROWTH = "growth"
    OTHER_PERIOD = "other_period"
    AMONG = "among"
    CAUSES = "causes"
    ELSE = "else"
    """Something that has figures of its own: digitisation, payment, satisfaction, causes."""


class Role(StrEnum):
    """What a figure counts, in one story of dossiers."""

    RECEIVED = "received"
    NEW = "new"
    CARRIED = "carried"
    ONLINE = "online"
    ONLINE_FULL = "online_full"
    ONLINE_PARTIAL = "online_partial"
    DIRECT = "direct"
    POST = "post"
    DIRECT_POST = "direct_post"
    FINISHED = "finished"
    BY_DUE = "by_due"
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    DUE = "due"
    PENDING = "pending"
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    SENT_BACK = "sent_back"
    WAITING = "waiting"
    APART = "apart"


TOTALS: Final = frozenset({Role.RECEIVED, Role.FINISHED, Role.PENDING, Role.DUE})
JUDGED: Final = frozenset({Role.BY_DUE, Role.EARLY, Role.ON_TIME, Role.LATE})
CHANNELS: Final = frozenset(
    {Role.ONLINE, Role.ONLINE_FULL, Role.ONLINE_PARTIAL, Role.DIRECT, Role.POST, Role.DIRECT_POST}
)

_PERIOD: Final = r"(?:ky|nam|thang|quy|tuan)"
_LATE: Final = r"(?:tre|qua|cham|sau)(?: thoi)? (?:han|hen)|cham tre|cham muon|khong dung (?:han|hen)"
_WORDS: Final = (
    (
        Word.ELSE,
        rf"khong (?:bi )?(?:{_LATE})|so hoa|thanh toan|hai long|xin loi|hen lai|ky so|"
        r"dung han theo quyet dinh|phan anh|kien nghi|nghia vu tai chinh|phi, le phi|le phi|"
        r"tham quyen giai quyet|thoi (?:gian|han) giai quyet|tra (?:ket qua )?(?:tai nha|qua)|duoc tra|"
        r"phan dau|chi tieu|muc tieu|rut ngan",
    ),
    (
        Word.CARRIED,
        rf"(?:{_PERIOD} truoc|dau ky) (?:chuyen|ton|con|mang|de)(?: (?:dong|lai|sang|qua|den|tiep))*"
        rf"|(?:con )?ton(?: dong)?(?: lai)?(?: (?:tu|cua|o))?(?: cac)? (?:{_PERIOD} truoc|dau ky)"
        rf"(?: (?:chuyen )?(?:sang|qua))?"
        rf"|chuyen(?: tiep)? (?:tu |cua )?(?:cac )?{_PERIOD} truoc(?: (?:chuyen )?(?:sang|qua))?"
        rf"|(?:tu|cua) {_PERIOD} truoc(?: (?:chuyen )?(?:sang|qua))?|ton cu|ky truoc",
    ),
    (
        Word.OTHER_PERIOD,
        rf"so voi(?: cung)?(?: ky)?(?: (?:{_PERIOD}|nam) truoc)?|cung ky(?: nam (?:truoc|ngoai))?",
    ),
    (Word.GROWTH, r"tang(?: them)?|giam(?! doc)(?: di)?"),
    (
        Word.PENDING,
        rf"(?:hien )?(?:dang|chua|con|cho)(?: (?:dang|duoc|phai|chua))*(?: tiep tuc)?"
        rf" (?:giai quyet|xu ly)(?: xong)?"
        rf"|dang trong (?:qua trinh|thoi (?:gian|han)) (?:giai quyet|xu ly)|con ton(?: dong)?|ton cuoi ky"
        rf"|chuyen (?:sang |qua )?{_PERIOD} sau|dang thu ly",
    ),
    (
        Word.BY_DUE,
        r"dung(?: han)?(?: va|,|/| hoac| hay)? ?(?:truoc|som)(?: thoi)? han"
        r"|(?:truoc|som)(?: han)?(?: va|,|/| hoac| hay)? ?dung(?: thoi)? han",
    ),
    (
        Word.IN_TIME,
        r"(?:trong|con|con trong|van trong) (?:thoi )?han(?: giai quyet)?",
    ),
    (Word.NOT_DUE, r"chua (?:den|toi|qua) (?:thoi )?han"),
    (Word.EARLY, r"(?:truoc|som)(?: hon)?(?: thoi)? han|som han"),
    (Word.ON_TIME, r"dung (?:thoi )?(?:han|hen)"),
    (Word.LATE, _LATE),
    (Word.DUE, r"(?:da |phai tra )?(?:den|toi) han(?: (?:tra|giai quyet))?"),
    (Word.NEW, r"(?:tiep )?nhan moi|moi (?:duoc )?(?:tiep )?nhan|phat sinh moi|ho so moi|nop moi"),
    (
        Word.SENT_BACK,
        r"tra lai|rut(?: ho so)?|huy ho so|tu choi(?: tiep nhan| giai quyet)?|dung giai quyet"
        r"|dong (?:ho so|do)",
    ),
    (Word.WAITING, r"(?:cho|dang|yeu cau)(?: cho)? bo sung|tam dung"),
    (Word.APART, r"tinh rieng"),
    (Word.CAUSES, r"nguyen nhan"),
    (Word.AMONG, r"trong so"),
    (
        Word.RECEIVED,
        r"(?:da )?(?:tiep nhan|thu ly)|da nhan|nhan duoc|duoc nhan|nhan (?=truc tiep|truc tuyen|qua)"
        r"|(?:phai|can) (?:giai quyet|xu ly)",
    ),
    (Word.FINISHED, r"(?:da )?(?:duoc )?(?:giai quyet|xu ly)(?: xong)?|da tra(?: ket qua)?|da co ket qua"),
    (Word.ONLINE_FULL, r"(?:truc tuyen )?toan trinh"),
    (Word.ONLINE_PARTIAL, r"(?:truc tuyen )?mot phan"),
    (Word.ONLINE, r"truc tuyen|qua mang"),
    (Word.DIRECT, r"truc tiep"),
    (Word.POST, r"buu chinh(?: cong ich)?|bcci|buu dien"),
    (Word.REST, r"con lai|so con lai|con"),
)
_LEXICON: Final = re.compile(
    r"\b(?=[bcdghklmnpqrstv])(?:" + "|".join(rf"(?P<{word}>{pattern})" for word, pattern in _WORDS) + r")\b"
)


def words(folded: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Word, int, int]]:
    """The words of the vocabulary between two places of a folded text, in order, with their places."""
    for found in _LEXICON.finditer(folded, start, len(folded) if end is None else end):
        yield Word(found.lastgroup or ""), found.start(), found.end()


_PLAIN_ROLES: Final = {
    Word.BY_DUE: Role.BY_DUE,
    Word.EARLY: Role.EARLY,
    Word.ON_TIME: Role.ON_TIME,
    Word.WAITING: Role.WAITING,
    Word.APART: Role.APART,
    Word.SENT_BACK: Role.SENT_BACK,
    Word.CARRIED: Role.CARRIED,
    Word.NEW: Role.NEW,
    Word.DUE: Role.DUE,
}
_TOPIC_ROLES: Final = {
    Word.RECEIVED: Role.RECEIVED,
    Word.FINISHED: Role.FINISHED,
    Word.PENDING: Role.PENDING,
    Word.REST: Role.PENDING,
}


_OF_THE_FINISHED: Final = frozenset(
    {Word.BY_DUE, Word.EARLY, Word.ON_TIME, Word.LATE, Word.IN_TIME, Word.ONLINE, Word.DIRECT, Word.POST}
)
"""What "trong số đó" may single out; other outcomes are then parts, not dossiers apart."""


def role_of(said: frozenset[Word], topic: Role | None, inside: Role | None = None) -> Role | None:
    """What a figure counts whose label says these words, while the text speaks of ``topic``.

    ``inside`` is the role of the number that it is a part of.
    None where the label says nothing known, or speaks of something else or another period.
    """
    if said & {Word.ELSE, Word.CAUSES, Word.GROWTH, Word.OTHER_PERIOD}:
        return None
    if Word.AMONG in said and not said & _OF_THE_FINISHED:
        return None
    if {Word.EARLY, Word.ON_TIME} <= said:
        return Role.BY_DUE
    for outside in (Word.APART, Word.WAITING, Word.SENT_BACK):
        if outside in said:
            return _PLAIN_ROLES[outside]
    for judged in (Word.BY_DUE, Word.EARLY, Word.ON_TIME):
        if judged in said:
            return _PLAIN_ROLES[judged]
    if Word.LATE in said:
        open_ones = Word.PENDING in said or (topic is Role.PENDING and Word.FINISHED not in said)
        return Role.OVERDUE if open_ones else Role.LATE
    if Word.IN_TIME in said:
        finished = Word.FINISHED in said or inside is Role.FINISHED
        return Role.BY_DUE if finished and not said & {Word.PENDING, Word.REST} else Role.IN_TIME
    if Word.NOT_DUE in said:
        return Role.IN_TIME
    for plain in (Word.CARRIED, Word.NEW, Word.DUE):
        if plain in said:
            return _PLAIN_ROLES[plain]
    if channel := _channel(said):
        received = Word.RECEIVED in said or (topic is Role.RECEIVED and Word.FINISHED not in said)
        return channel if received else None
    if {Word.RECEIVED, Word.FINISHED} <= said and Word.PENDING not in said:
        return None
    for word in (Word.PENDING, Word.FINISHED, Word.RECEIVED, Word.REST):
        if word in said:
            return _TOPIC_ROLES[word]
    return None


def _channel(said: frozenset[Word]) -> Role | None:
    online = said & {Word.ONLINE, Word.ONLINE_FULL, Word.ONLINE_PARTIAL}
    offline = said & {Word.DIRECT, Word.POST}
    if online and offline:
        return None
    if len(offline) == 2:
        return Role.DIRECT_POST
    if offline:
        return Role(next(iter(offline)).value)
    if {Word.ONLINE_FULL, Word.ONLINE_PARTIAL} <= said:
        return Role.ONLINE
    for word in (Word.ONLINE_FULL, Word.ONLINE_PARTIAL, Word.ONLINE):
        if word in said:
            return Role(word.value)
    return None


_TOPICS: Final = {
    Role.RECEIVED: Role.RECEIVED,
    Role.NEW: Role.RECEIVED,
    Role.CARRIED: Role.RECEIVED,
    Role.FINISHED: Role.FINISHED,
    Role.DUE: Role.DUE,
    Role.PENDING: Role.PENDING,
    Role.IN_TIME: Role.PENDING,
    Role.OVERDUE: Role.PENDING,
}


def topic_after(role: Role | None, topic: Role | None) -> Role | None:
    """What the text speaks of once a figure of that role was read."""
    if role in (Role.BY_DUE, Role.EARLY, Role.ON_TIME):
        return topic if topic in (Role.FINISHED, Role.DUE) else Role.FINISHED
    return _TOPICS.get(role, topic) if role else topic


_DOSSIER: Final = re.compile(r"(?:bo )?ho so\b|hs\b|bo\b(?! (?:sung|phan|may))|truong hop\b|luot ho so\b")
_UNITS: Final = {"thu": "tthc", "dich": "dvc", "dvc": "dvc"}
_NO_UNIT: Final = re.compile(
    r"(?:dat|chiem|ty|trong|va|la|duoc|da|so|o|tai|do|qua|voi|tang|giam|tuong|bang|gom|bao|theo|co|con|cu|den|"
    r"tu|cua|thuoc|thi|nhu|tren|khac|nam|ky|hoac|can|phai|de|bi)\b"
)
DOSSIER: Final = "ho so"


def unit(following: str) -> str:
    """What is counted, from the text after a number: ``ho so`` for dossiers in all their names, the
    first word of another noun, nothing where no noun follows."""
    if _OTHER_BUSINESS.match(following):
        return OTHER_BUSINESS
    following = following.lstrip(" (")
    if _DOSSIER.match(following):
        return DOSSIER
    if _NO_UNIT.match(following) or _LEXICON.match(following):
        return ""
    noun = re.match(r"[a-z]+", following)
    return _UNITS.get(noun[0], noun[0]) if noun else ""


_OTHER_NOUN: Final = re.compile(
    r"\b(?:tthc|thu tuc|van ban|nhiem vu|cong chuc|vien chuc|can bo|quy trinh|doan|cuoc|phieu|nguoi"
    r"|dich vu cong)\b"
)


OTHER_BUSINESS: Final = "other business"
"""The unit of what is received and settled as dossiers are, so that bare numbers after it in a sentence go on
about it."""
_OTHER_BUSINESS: Final = re.compile(r"[ (]*(?:phan anh|kien nghi|van ban)\b")


def counts_other_things(label: str) -> bool:
    """Whether a label before a bare number names another noun and no dossier."""
    return bool(_OTHER_NOUN.search(label)) and not re.search(r"\b(?:ho so|hs)\b", label)
