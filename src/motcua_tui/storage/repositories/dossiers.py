"""Writing dossiers: the events that are appended, and the columns that follow from them.

The rows go in as statements on the tables themselves, which SQLAlchemy compiles once: as mapped objects
a verb takes two and a half times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Final

from sqlalchemy import bindparam, delete, insert, update
from sqlmodel import SQLModel

from motcua_tui.domain.dossier import Dossier, Paper, Particulars
from motcua_tui.domain.events import Event, ResultReady, Standing, replay
from motcua_tui.errors import ConflictError, NotFoundError
from motcua_tui.i18n import _
from motcua_tui.storage.codes import code_of, maybe_ordinal
from motcua_tui.storage.happenings import encode
from motcua_tui.storage.journal import Recorded
from motcua_tui.storage.projection import earlier_rows, standing_columns
from motcua_tui.storage.reads import applicants, history
from motcua_tui.storage.reads.codes import code_after
from motcua_tui.storage.reads.history import StoredEvent
from motcua_tui.storage.repositories.bulk import bulk_add
from motcua_tui.storage.repositories.references import References
from motcua_tui.storage.repositories.summary import count_new, rebuild, recounted
from motcua_tui.storage.repositories.transaction import Transaction
from motcua_tui.storage.tables import OWN_AGENCY

_TABLES: Final = SQLModel.metadata.tables
_DOSSIER, _EVENT = _TABLES["dossier"], _TABLES["dossier_event"]
_PAPER, _WAITING, _EARLIER = _TABLES["paper"], _TABLES["waiting"], _TABLES["dossier_earlier"]
_ADD: Final = insert(_DOSSIER).returning(_DOSSIER.c.id)
_CHANGE: Final = update(_DOSSIER).where(
    _DOSSIER.c.id == bindparam("unchanged_id"), _DOSSIER.c.version == bindparam("unchanged_version")
)
_DROP_PAPERS: Final = delete(_PAPER).where(_PAPER.c.dossier_id == bindparam("dossier"))
_DROP_WAITS: Final = delete(_WAITING).where(_WAITING.c.dossier_id == bindparam("dossier"))
_DROP_EARLIER: Final = delete(_EARLIER).where(_EARLIER.c.dossier_id == bindparam("dossier"))


class DossierRepository:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction
        self._execute = transaction.session.connection().execute
        self._references = References(transaction.connection)

    def find(self, code: str) -> Dossier | None:
        """The dossier of that code, or None."""
        stored = history.load(self._in.connection, code, zone=self._in.zone)
        return stored.dossier if stored else None

    def get(self, code: str) -> Dossier:
        """The dossier of that code. Raises NotFoundError."""
        dossier = self.find(code)
        if dossier is None:
            raise NotFoundError(
                _("Không có hồ sơ mã “{code}”.").format(code=code),
                _("Tìm bằng một phần mã hoặc tên: motcua list --search …"),
            )
        return dossier

    def history(self, dossier: Dossier) -> tuple[StoredEvent, ...]:
        """All that happened to a dossier, with when and by whom it was recorded."""
        return history.events_of(self._in.connection, dossier.id, self._in.clock)

    def next_code(self, prefix: str) -> str:
        """The prefix with the running number after the last; nobody else can take it before the commit."""
        return code_after(self._in.connection, prefix)

    def like(self, particulars: Particulars) -> list[tuple[str, date | None]]:
        """Code and due date of other open dossiers of the same person and procedure, the newest first."""
        return applicants.open_dossiers(
            self._in.connection,
            particulars.procedure_version,
            particulars.applicant_id,
            particulars.phone,
            but=particulars.code,
        )

    def add(self, particulars: Particulars, events: Sequence[Event]) -> Dossier:
        """Store a new dossier with its first events, which are numbered from 1.

        Raises ConflictError when the code is taken.
        """
        if self.find(particulars.code) is not None:
            raise ConflictError(
                _("Hồ sơ {code} đã có trong sổ.").format(code=particulars.code),
                _("Mở hồ sơ đang có, hoặc nhập mã khác."),
            )
        numbered = self._numbered(events, 0)
        standing = replay(numbered)
        columns = {
            "agency_id": OWN_AGENCY,
            "version": len(numbered),
            **self._references.columns(particulars),
            **standing_columns(standing, self._in.clock),
        }
        dossier_id: int = self._execute(_ADD, columns).scalar_one()
        self._papers(dossier_id, particulars.papers)
        self._record(dossier_id, numbered)
        self._follow(dossier_id, numbered, standing)
        count_new(self._in.connection, dossier_id - 1)
        return Dossier(
            id=dossier_id,
            version=len(numbered),
            particulars=particulars,
            standing=standing,
            events=numbered,
        )

    def append(
        self, dossier: Dossier, events: Sequence[Event], *, particulars: Particulars | None = None
    ) -> Dossier:
        """Store more events of a dossier, and its particulars where they changed.

        Raises ConflictError when it was changed since ``dossier`` was read.
        """
        new = self._numbered(events, len(dossier.events))
        told = (*dossier.events, *new)
        standing = replay(told)
        columns = {
            **(self._references.columns(particulars) if particulars else {}),
            **standing_columns(standing, self._in.clock),
        }
        if any(isinstance(event.what, ResultReady) for event in new):
            columns["finish_recorded_on"] = self._in.clock.local(self._in.now).toordinal()
        unchanged = {"unchanged_id": dossier.id, "unchanged_version": dossier.version}
        with recounted(self._in.connection, dossier.id):
            changed = self._execute(_CHANGE, {"version": len(told), **columns, **unchanged})
            if changed.rowcount != 1:
                raise ConflictError(
                    _("Người khác vừa thay đổi hồ sơ {code}.").format(code=dossier.code),
                    _("Xem lại hồ sơ rồi làm lại bước vừa rồi."),
                )
            self._follow(dossier.id, told, standing)
        if particulars is not None and particulars.papers != dossier.particulars.papers:
            self._papers(dossier.id, particulars.papers)
        self._record(dossier.id, new)
        return Dossier(
            id=dossier.id,
            version=len(told),
            particulars=particulars or dossier.particulars,
            standing=standing,
            events=told,
        )

    def bulk_add(self, items: Iterable[tuple[Particulars, Sequence[Event]]], *, about: int = 1) -> int:
        """Store many new dossiers, about so many, much quicker than one by one; gives their number.

        Raises StorageError when a code is taken; nothing may be committed then.
        """
        return bulk_add(self._in, items, about=about)

    def recount(self) -> None:
        """Count the summary anew."""
        rebuild(self._in.connection)

    def _numbered(self, events: Sequence[Event], known: int) -> tuple[Event, ...]:
        return tuple(
            replace(event, at=event.at.replace(microsecond=0), number=known + place)
            for place, event in enumerate(events, 1)
        )

    def _papers(self, dossier_id: int, papers: Sequence[Paper]) -> None:
        self._execute(_DROP_PAPERS, {"dossier": dossier_id})
        rows = [
            {"dossier_id": dossier_id, "number": number, **asdict(paper)}
            for number, paper in enumerate(papers, 1)
        ]
        if rows:
            self._execute(insert(_PAPER), rows)

    def _record(self, dossier_id: int, events: Sequence[Event]) -> None:
        self._execute(insert(_EVENT), [self._event(dossier_id, event) for event in events])

    def _follow(self, dossier_id: int, events: Sequence[Event], standing: Standing) -> None:
        """Store the waits and the past that all the events make."""
        self._execute(_DROP_EARLIER, {"dossier": dossier_id})
        names = _EARLIER.columns.keys()
        earlier = [
            dict(zip(names, (dossier_id, *values), strict=True))
            for values in earlier_rows(events, standing, self._in.clock)
        ]
        if earlier:
            self._execute(insert(_EARLIER), earlier)
        self._execute(_DROP_WAITS, {"dossier": dossier_id})
        waits = [
            {
                "dossier_id": dossier_id,
                "number": number,
                "kind": code_of(wait.kind),
                "asked_on": wait.asked_on.toordinal(),
                "complete_by": maybe_ordinal(wait.complete_by),
                "ended_on": maybe_ordinal(wait.ended_on),
                "stops_clock": wait.stops_clock,
            }
            for number, wait in enumerate(standing.waits, 1)
        ]
        if waits:
            self._execute(insert(_WAITING), waits)

    def _event(self, dossier_id: int, event: Event) -> dict[str, int | str]:
        """The columns of an event, which the journal is told of."""
        kind, detail = encode(event.what)
        columns: dict[str, int | str] = {
            "dossier_id": dossier_id,
            "number": event.number,
            "kind": kind,
            "happened_at": self._in.clock.stored(event.at),
            "recorded_at": self._in.now,
            "actor": self._in.actor,
            "detail": detail,
        }
        self._in.journal.add(Recorded.EVENT, tuple(columns.values()))
        return columns | {"entry": self._in.journal.entry}
