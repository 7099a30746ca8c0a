"""One use case, one transaction: everything is written at ``commit``, or nothing.

The write lock is taken at the start, so what a use case reads holds until it commits. Whatever the
database refuses becomes a StorageError with what to do next.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlmodel import Session

from motcua_tui.storage.codes import Clock
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.journal import Journal
from motcua_tui.storage.repositories.catalogue import CatalogueRepository
from motcua_tui.storage.repositories.changes import ChangesRepository
from motcua_tui.storage.repositories.contents import ContentsRepository
from motcua_tui.storage.repositories.dossiers import DossierRepository
from motcua_tui.storage.repositories.indicators import IndicatorRepository
from motcua_tui.storage.repositories.locks import LockRepository
from motcua_tui.storage.repositories.office import CalendarRepository, SettingsRepository
from motcua_tui.storage.repositories.officers import OfficerRepository
from motcua_tui.storage.repositories.petitions import PetitionRepository
from motcua_tui.storage.repositories.transaction import Transaction
from motcua_tui.storage.repositories.views import ViewRepository
from motcua_tui.storage.store import DROP_DRAFT, Writer


class UnitOfWork:
    """A context manager; leaving it without ``commit`` takes everything back."""

    dossiers: DossierRepository
    catalogue: CatalogueRepository
    calendar: CalendarRepository
    settings: SettingsRepository
    locks: LockRepository
    officers: OfficerRepository
    petitions: PetitionRepository
    changes: ChangesRepository
    indicators: IndicatorRepository
    views: ViewRepository
    contents: ContentsRepository

    def __init__(
        self,
        writer: Writer,
        *,
        zone: str,
        actor: str,
        now: datetime,
        draft: int | None,
        committed: Callable[[], None],
    ) -> None:
        self._writer = writer
        self._draft = draft
        self._committed = committed
        self._session = Session(writer.engine, expire_on_commit=False)
        self._journal: Journal
        self._raw: Connection
        self._zone, self._actor, self._now = zone, actor, now

    def __enter__(self) -> Self:
        clock = Clock(self._zone)
        try:
            raw = self._writer.plain(self._session.connection().connection.dbapi_connection)
        except Exception as error:
            self._session.close()
            raise (self._writer.told(error) or error) from error
        self._raw = raw
        now = clock.stored(self._now)
        self._journal = Journal(raw, self._actor, now)
        transaction = Transaction(self._session, raw, self._zone, clock, self._actor, now, self._journal)
        self.dossiers = DossierRepository(transaction)
        self.catalogue = CatalogueRepository(transaction)
        self.calendar = CalendarRepository(transaction)
        self.settings = SettingsRepository(transaction)
        self.locks = LockRepository(transaction)
        self.officers = OfficerRepository(transaction)
        self.petitions = PetitionRepository(transaction)
        self.changes = ChangesRepository(transaction)
        self.indicators = IndicatorRepository(transaction)
        self.views = ViewRepository(transaction)
        self.contents = ContentsRepository(transaction)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()
        if error is not None and (meant := self._writer.told(error)):
            raise meant from error

    def commit(self) -> None:
        """Write everything, or raise StorageError and write nothing."""
        self._journal.seal()
        if self._draft is not None:
            self._raw.execute(DROP_DRAFT, {"id": self._draft})
        self._session.commit()
        self._committed()
