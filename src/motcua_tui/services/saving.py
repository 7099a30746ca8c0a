"""Writing a file for the user: whole or not at all, for its owner only, nothing overwritten unasked."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from typing import IO

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
    save_by(path, lambda file: file.write(content), force=force)


def save_by(path: Path, write: Callable[[IO[bytes]], object], *, force: bool = False) -> None:
    """As ``save``, for what is written piece by piece; nothing is left of it where ``write`` fails."""
    refuse_to_overwrite(path, force=force)
    part: Path | None = None
    try:
        # Made readable by its owner only.
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            part = Path(file.name)
            write(file)
        part.replace(path)
    except BaseException as error:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise OutputError(
            _("Không ghi được tệp {path}: {error}.").format(path=path, error=error.strerror),
            _("Kiểm tra thư mục, quyền ghi và dung lượng ổ đĩa."),
        ) from error


@contextmanager
def taken_back(path: Path) -> Iterator[None]:
    """The file that was just written goes again when what belongs to it cannot be recorded."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
