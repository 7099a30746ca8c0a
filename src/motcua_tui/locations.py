"""Where the program keeps things on this machine. Nothing is created here unasked."""

from __future__ import annotations

import os
from errno import ENOTDIR
from pathlib import Path


def typed(text: str | Path) -> Path:
    """The path that a person typed: ``~`` is the home of somebody, where there is such a person."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, for their owner only. Raises OSError."""
    for missing in [each for each in (*reversed(folder.parents), folder) if not each.exists()]:
        missing.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), str(folder))


def data_folder() -> Path:
    """The user's data folder: the database, its backups and the log."""
    from platformdirs import user_data_path

    return user_data_path("motcua", appauthor=False)


def default_database() -> Path:
    return data_folder() / "motcua.db"


def log() -> Path:
    """Where a crash leaves its trace."""
    return data_folder() / "motcua.log"


def keys_file() -> Path:
    """The keys that the user chose, in the folder of the program's configuration."""
    from platformdirs import user_config_path

    return user_config_path("motcua", appauthor=False) / "keys.toml"


def sittings_file() -> Path:
    """How the screens were left, in the folder of the program's state."""
    from platformdirs import user_state_path

    return user_state_path("motcua", appauthor=False) / "screens.json"


def imports_file() -> Path:
    """The folder and the maps of the last imports, in the folder of the program's state."""
    from platformdirs import user_state_path

    return user_state_path("motcua", appauthor=False) / "imports.json"


def papers_folder() -> Path:
    """Where papers are written that nobody named a folder for: beside the user's own documents."""
    from platformdirs import user_documents_path

    return user_documents_path() / "motcua"


def sample_database() -> Path:
    """The sample desk shipped with the program, or the one of the source checkout."""
    from importlib.resources import files

    shipped = Path(str(files("motcua_tui") / "data" / "motcua_sample.db"))
    return shipped if shipped.exists() else Path(__file__).parents[2] / "sample_db" / "motcua_sample.db"
