"""The catalogue as a whole, and its changes: a new decision makes a new version, what dossiers use stays.

The version in force on the day of acceptance governs a dossier to its end, so nothing that a dossier was
accepted under is ever rewritten.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from motcua_tui.catalogue_labels import version_change_label
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.changes import Change, Subject
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.numbers import decimal_text
from motcua_tui.domain.roles import Right
from motcua_tui.domain.text import clean, fold, sort_key
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.domain.version_record import version_name, version_texts
from motcua_tui.errors import InputError, NotFoundError, RuleError
from motcua_tui.i18n import _
from motcua_tui.labels import limit_label
from motcua_tui.services.conflicts import conflict, said
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads import catalogue as reads
from motcua_tui.storage.reads.changes import changes as recorded_changes


@dataclass(frozen=True, slots=True)
class Procedure:
    """One case of a procedure: the version that holds today, or else the newest, and all there were."""

    current: ProcedureVersion
    in_force: bool
    versions: tuple[ProcedureVersion, ...]
    """Newest first; those for single channels among them."""

    def running(self, channel: Channel | None = None) -> ProcedureVersion:
        """The version that has no end yet, of that channel where it has one of its own: the one that a new
        decision ends. The newest one where all have ended."""
        running = [version for version in self.versions if version.valid_to is None] or self.versions[:1]
        own = (version for version in running if version.channel == channel)
        return next(own, None) or next((v for v in running if v.channel is None), running[0])


def procedures(desk: Desk) -> list[Procedure]:
    """The whole catalogue by field and name, one a procedure and case."""
    today = desk.today()
    found = []
    every = reads.versions(desk.database.reader(), whole=True)
    for _key, group in groupby(every, key=lambda v: (v.code, v.case)):
        versions = sorted(group, key=lambda v: (v.valid_from or date.min, v.id), reverse=True)
        in_force = [version for version in versions if version.in_force(today)]
        general = [version for version in in_force if version.channel is None]
        current = next(iter(general or in_force or versions))
        found.append(Procedure(current, bool(in_force), tuple(versions)))
    return sorted(found, key=lambda p: (sort_key(p.current.field), sort_key(p.current.name), p.current.case))


def matching(found: list[Procedure], text: str) -> list[Procedure]:
    """Those whose code, name, case, field or decision hold every typed word, accents aside."""
    words = fold(text).split()
    return [procedure for procedure in found if all(word in _searched(procedure) for word in words)]


def uses(desk: Desk, version: ProcedureVersion) -> int:
    """How many dossiers the version governs."""
    return reads.uses(desk.database.reader(), version.id)


def add(desk: Desk, version: ProcedureVersion) -> ProcedureVersion:
    """A procedure that the catalogue does not have. Raises InputError, RuleError when the code is taken."""
    version = _checked(version)
    with desk.unit_of_work(Right.CATALOGUE) as uow:
        if any((v.code, v.case) == (version.code, version.case) for v in uow.catalogue.versions()):
            raise RuleError(
                _("Danh mục đã có thủ tục {code}.").format(code=version.code),
                _("Chọn thủ tục ấy rồi ghi phiên bản mới."),
            )
        added = uow.catalogue.add(version, ProcedureVersion(code=version.code, name=version.name))
        uow.commit()
    return added


def begin(desk: Desk, version: ProcedureVersion, *, seen: ProcedureVersion | None = None) -> ProcedureVersion:
    """A new version by decision: that of the same case and channel ends on the day before ``valid_from``.

    Raises InputError without day or decision, RuleError when the day is not after the first one of the
    version that ends, or when ``version.id`` is one that has ended already, ConflictError when that one was
    changed since it was ``seen``.
    """
    version = _checked(version)
    start = version.valid_from
    if start is None or not version.decision:
        raise InputError(
            _("Phiên bản mới cần ngày hiệu lực và quyết định."),
            _("Ghi số quyết định công bố và ngày hiệu lực."),
        )
    with desk.unit_of_work(Right.CATALOGUE) as uow:
        told = uow.catalogue.get(version.id)
        _refuse_changed(desk, seen, told)
        version = replace(version, code=told.code)
        before = [v for v in uow.catalogue.versions() if _key(v) == _key(version)]
        _must_follow(told, before, start)
        for old in before:
            if old.valid_to is None:
                uow.catalogue.end(old.id, start - timedelta(days=1))
        added = uow.catalogue.add(replace(version, id=0), told)
        uow.commit()
    return added


def _must_follow(told: ProcedureVersion, before: list[ProcedureVersion], start: date) -> None:
    """The new version is made from the newest of its line, and begins after it."""
    running = next((v for v in before if v.valid_to is None), None)
    if running is None:
        ended = max((v.valid_to for v in before if v.valid_to), default=date.min)
        if start <= ended:
            raise RuleError(
                _("Phiên bản trước còn hiệu lực đến {day}.").format(day=short_date(ended)),
                _("Ghi ngày hiệu lực muộn hơn."),
            )
    elif told.valid_to is not None:
        raise RuleError(
            _("Phiên bản này đã hết hiệu lực ngày {day}.").format(day=short_date(told.valid_to)),
            _("Ghi phiên bản mới từ phiên bản còn hiệu lực."),
        )
    elif running.valid_from is not None and start <= running.valid_from:
        raise RuleError(
            _("Phiên bản đang có hiệu lực từ {day}.").format(day=short_date(running.valid_from)),
            _("Ghi ngày hiệu lực muộn hơn."),
        )


def end(
    desk: Desk, version_id: int, last_day: date, *, seen: ProcedureVersion | None = None
) -> ProcedureVersion:
    """The version is in force up to that day, and nothing follows it (bãi bỏ).

    Dossiers accepted before stay with it. Raises NotFoundError, RuleError when it begins later,
    ConflictError when it was changed since it was ``seen``.
    """
    with desk.unit_of_work(Right.CATALOGUE) as uow:
        version = uow.catalogue.get(version_id)
        _refuse_changed(desk, seen, version)
        if version.valid_from is not None and last_day < version.valid_from:
            raise RuleError(
                _("Phiên bản này có hiệu lực từ {day}.").format(day=short_date(version.valid_from)),
                _("Ghi ngày hết hiệu lực muộn hơn."),
            )
        uow.catalogue.end(version_id, last_day)
        uow.commit()
    return replace(version, valid_to=last_day)


def find(desk: Desk, code: str, case: str = "") -> Procedure:
    """One case of the procedure of that code. Raises NotFoundError; InputError where it has several cases
    and none is named."""
    of_code = [one for one in procedures(desk) if fold(one.current.code) == fold(clean(code))]
    found = [one for one in of_code if fold(one.current.case) == fold(clean(case))]
    if not found and not case and len(of_code) == 1:
        found = of_code
    if found:
        return found[0]
    if not of_code:
        raise NotFoundError(
            _("Danh mục không có thủ tục {code}.").format(code=clean(code)),
            _("Tìm theo tên: motcua procedures TÊN --all."),
        )
    raise InputError(
        _("Thủ tục {code} có nhiều trường hợp.").format(code=of_code[0].current.code),
        _("Ghi rõ trường hợp: {cases}").format(cases="; ".join(one.current.case or "–" for one in of_code)),
    )


def doubts(version: ProcedureVersion) -> tuple[str, ...]:
    """What of a version deserves a second look, though it may be stored."""
    found = []
    if version.limit is None and not version.at_once:
        found.append(_("Chưa có thời hạn: hồ sơ của thủ tục này sẽ không có ngày hẹn trả."))
    if steps := steps_doubt(version):
        found.append(steps)
    legal = version.legal_limit
    limit = version.limit
    if limit and legal and limit.unit is legal.unit and limit.amount > legal.amount:
        found.append(_("Thời hạn dài hơn hạn theo luật."))
    return tuple(found)


def steps_doubt(version: ProcedureVersion) -> str:
    """That the limits of the steps do not add up to the procedure's; empty where they do."""
    total, limit = version.steps_total, version.limit
    if version.steps_agree or total is None or limit is None:
        return ""
    return _("Tổng thời hạn các bước là {total}, khác thời hạn của thủ tục là {limit}.").format(
        total=decimal_text(total.normalize()), limit=limit_label(limit)
    )


def amend(desk: Desk, version: ProcedureVersion, *, seen: ProcedureVersion | None = None) -> ProcedureVersion:
    """Put a version right in place. Raises RuleError once a dossier was accepted under it, ConflictError when
    it was changed since it was ``seen``."""
    version = _checked(version)
    with desk.unit_of_work(Right.CATALOGUE) as uow:
        _refuse_changed(desk, seen, uow.catalogue.get(version.id))
        count = uses(desk, version)
        if count:
            raise RuleError(
                _("Đã có {n} hồ sơ theo phiên bản này.").format(n=count),
                _("Ghi phiên bản mới: hồ sơ đã nhận vẫn theo phiên bản cũ."),
            )
        uow.catalogue.update(version)
        uow.commit()
    return version


def version(desk: Desk, version_id: int) -> ProcedureVersion:
    """One version with its papers and steps. Raises NotFoundError."""
    return reads.version(desk.database.reader(), version_id)


def history(desk: Desk, version: ProcedureVersion) -> tuple[Change, ...]:
    """That a version was added, and every change of its fields; newest first."""
    reader, name = desk.database.reader(), version_name(version)
    return recorded_changes(reader, Subject.PROCEDURE, zone=desk.settings.zone, name=name)


def histories(desk: Desk, procedure: Procedure) -> list[tuple[ProcedureVersion, Change]]:
    """Every change of every version of a procedure, newest first."""
    made = [(version, change) for version in procedure.versions for change in history(desk, version)]
    return sorted(made, key=lambda one: one[1].recorded_at, reverse=True)


def _refuse_changed(desk: Desk, seen: ProcedureVersion | None, now: ProcedureVersion) -> None:
    """Raises ConflictError with what is not as it was seen any more, when and by whom it was changed."""
    if seen is None or seen == now:
        return
    last = {change.field: change for change in reversed(history(desk, now))}
    before, told = version_texts(seen), []
    for field, after in version_texts(now).items():
        if after != before[field]:
            text = version_change_label(field, before[field], after)
            change = last.get(field)
            told.append(said(desk, change.recorded_at, change.actor, text) if change else text)
    raise conflict(_("Phiên bản thủ tục vừa được người khác cập nhật."), told)


def _checked(version: ProcedureVersion) -> ProcedureVersion:
    """The version with its texts cleaned. Raises InputError where code or name is missing, for an end before
    the beginning, and for a step whose limit cannot be counted in the procedure's unit."""
    version = replace(
        version,
        code=clean(version.code),
        name=clean(version.name),
        field=clean(version.field),
        case=clean(version.case),
        decision=clean(version.decision),
        papers=tuple(replace(paper, name=name) for paper in version.papers if (name := clean(paper.name))),
        steps=tuple(
            replace(step, name=clean(step.name), department=clean(step.department)) for step in version.steps
        ),
    )
    if not version.code or not version.name:
        raise InputError(_("Thủ tục cần có mã và tên."), _("Ghi mã và tên như trong quyết định công bố."))
    if version.valid_from and version.valid_to and version.valid_to < version.valid_from:
        raise InputError(_("Ngày hết hiệu lực sớm hơn ngày hiệu lực."), _("Kiểm tra lại hai ngày vừa nhập."))
    for step in version.steps:
        version.step_limit(step)
    return version


def _key(version: ProcedureVersion) -> tuple[str, str, Channel | None]:
    """What versions that follow each other have in common."""
    return version.code, version.case, version.channel


def _searched(procedure: Procedure) -> str:
    version = procedure.current
    return fold(f"{version.code} {version.name} {version.case} {version.field} {version.decision}")
