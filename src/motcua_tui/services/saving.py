"""Writing a file for the user: whole or not at all, for its owner only, nothing overwritten unasked."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from motcua_tui.errors import OutputError
from motcua_tui.i18n import _


def refuse_to_overwrite(path: Path, *, force: bool) -> None:
    """Raises OutputError when there is such a file, unless ``force``."""
    if path.exists() and not force:
        raise OutputError(
            _("Đã có tệp {path}.").format(path=path), _("Chọn tên khác, hoặc thêm --force để ghi đè.")
        )


def free_path(path: Path) -> Path:
    """The path, or with the first number that nothing there has: ``receipt-A-1 (2).docx``."""
    others = (path.with_stem(f"{path.stem} ({place})") for place in count(2))
    return next(each for each in chain((path,), others) if not each.exists())


def save(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file beside its name first, and give it the name when it is complete. Raises OutputError."""
    refuse_to_overwrite(path, force=force)
    part: Path | None = None
    try:
        # Made readable by its owner only.
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            part = Path(file.name)
            file.write(content)
        part.replace(path)
    except OSError as error:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        raise OutputError(
            _("Không ghi được tệp {path}: {error}.").format(path=path, error=error.strerror),
            _("Kiểm tra thư mục, quyền ghi và dung lượng ổ đĩa."),
        ) from error
