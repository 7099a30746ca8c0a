"""The rows of other tables that a dossier points to, found by name and made where a name is new."""

from __future__ import annotations

from motcua_tui.domain.dossier import Particulars
from motcua_tui.errors import NotFoundError
from motcua_tui.i18n import _
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.projection import Columns, particulars_columns


class References:
    """Looks every name up once; meant for one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._departments: dict[str, int] = {}
        self._officers: dict[str, int] = {}
        self._procedures: dict[int, str] = {}

    def columns(self, particulars: Particulars) -> Columns:
        """The columns of ``dossier`` for what the receipt says, with its references.

        Raises NotFoundError for a procedure version that is not there.
        """
        version = particulars.procedure_version
        if version not in self._procedures:
            self._procedures[version] = self._procedure(version)
        columns = particulars_columns(particulars, self._procedures[version])
        columns["procedure_version_id"] = version
        columns["department_id"] = self.department(particulars.department)
        columns["officer_id"] = self._id("officer", particulars.officer, self._officers)
        return columns

    def department(self, name: str) -> int | None:
        """The id of the department of that name; None for no name."""
        return self._id("department", name, self._departments)

    def _procedure(self, version_id: int) -> str:
        found = self._connection.execute(
            "SELECT name FROM procedure_version WHERE id = ?", (version_id,)
        ).fetchone()
        if found is None:
            raise NotFoundError(
                _("Không có thủ tục số {number}.").format(number=version_id),
                _("Xem danh mục: motcua procedures."),
            )
        return str(found[0])

    def _id(self, table: str, name: str, known: dict[str, int]) -> int | None:
        """The id of a name in ``department`` or ``officer``; None for no name."""
        if not name:
            return None
        if name not in known:
            self._connection.execute(
                f"INSERT INTO {table} (agency_id, name) VALUES (1, ?) ON CONFLICT DO NOTHING",  # noqa: S608
                (name,),
            )
            (known[name],) = self._connection.execute(
                f"SELECT id FROM {table} WHERE agency_id = 1 AND name = ?",  # noqa: S608
                (name,),
            ).fetchone()
        return known[name]
