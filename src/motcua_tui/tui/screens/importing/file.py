"""The first step: which file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input, Static

from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.services.importing.looking import Look, look
from motcua_tui.services.importing.mapping import ImportMap
from motcua_tui.services.importing.places import Place, found, offered
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.importing.base import ImportStep, Moving
from motcua_tui.tui.widgets.choices import Match
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.suggest import Suggest

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from motcua_tui.services.importing.result import Progress


class FileStep(ImportStep):
    heading = _("Chọn tệp")
    places = ("import",)
    BINDINGS = bindings_for("import")
    AUTO_FOCUS = "#path"

    def compose_step(self) -> ComposeResult:
        about = _(
            "Sổ theo dõi hồ sơ của cơ quan: xlsx, xls, ods hoặc csv. Gõ đường dẫn, dán, hoặc kéo thả tệp vào"
            " đây; ↑↓ rồi Enter để chọn."
        )
        yield Static(plain(about), id="step-about")
        yield Suggest(
            placeholder=_("đường dẫn tệp xlsx, ods hoặc csv"), glyphs=self.glyphs, id="file", field_id="path"
        )

    def on_mount(self) -> None:
        super().on_mount()
        folder = Path(self.remembered.folder() or Path.home())
        self._typed(f"{folder}/" if folder.is_dir() else "")

    def show(self) -> None:
        self._list()

    @property
    def _field(self) -> Suggest:
        return self.query_one("#file", Suggest)

    def _typed(self, path: str) -> None:
        """The path stands in the field, with the cursor behind it."""
        self._field.value = path
        self.query_one("#path", Input).cursor_position = len(path)

    @on(Suggest.Changed)
    def _list(self) -> None:
        self.say()
        text = self._field.value
        self.run_in_thread(
            partial(offered, text, self.desk.settings.zone), partial(self._listed, text), group="places"
        )

    def _listed(self, text: str, places: tuple[Place, ...]) -> None:
        self._field.supply(text, [_match(place) for place in places])

    @on(Suggest.Picked)
    def _picked(self, event: Suggest.Picked) -> None:
        self._typed(event.match.key)
        if event.match.key.endswith("/"):
            self._list()
        else:
            self.action_next_step()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next_step()

    def action_next_step(self) -> None:
        """Look at the file; one that was looked at before is as it was left."""
        path = found(self._field.value)
        if path is None:
            self.say(_("Không có tệp này. Kiểm tra tên tệp và thư mục."))
        elif self._moving is not None and self._moving.path == path:
            self._go_on()
        else:
            self.read(partial(_look, path), partial(self._looked, path))

    def _looked(self, path: Path, seen: Look) -> None:
        self._moving = Moving(path, seen)
        self._go_on()

    def _go_on(self) -> None:
        from motcua_tui.tui.screens.importing.sheets import SheetStep, after_sheet

        if len(self.moving.look.sheets) > 1:
            self.go_on(SheetStep(self.moving))
        else:
            after_sheet(self)


def _look(path: Path, _progress: Progress) -> Look:
    return look(path, ImportMap())


def _match(place: Place) -> Match:
    folder = place.path.endswith("/")
    name = place.path.rstrip("/").rpartition("/")[2]
    note = short_date(place.changed_on) if place.changed_on else _("thư mục")
    return Match(place.path, f"{name}/" if folder else name, note)
