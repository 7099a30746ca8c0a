"""A full disk and a read-only one, for real: a file system of a few pages, at every kind of write.

Whatever the command, it says what is wrong in two lines, leaves nothing half-written, and the record is as
it was. Where nobody may mount a file system, the tests are left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import TODAY, Motcua, Ran

from motcua_tui import locations
from motcua_tui.__main__ import main
from motcua_tui.bootstrap import open_desk
from motcua_tui.cli import crash
from motcua_tui.errors import OutputError, StorageError
from motcua_tui.services.importing.mapping import ImportMap, save_map
from motcua_tui.services.maintenance import check
from motcua_tui.storage import drafts
from motcua_tui.tui import sitting
from motcua_tui.tui.sitting import Sitting

SIZE = 3 << 20
REGISTER = "Mã hồ sơ,Người nộp,Thủ tục,Thời hạn,Ngày tiếp nhận\nB-1,Lê Văn Đạt,Gia hạn,5 LV,02/11/2026\n"
DAYS = "Ngày,Loại,Tên\n24/12/2026,nghỉ,Ngày thử\n"
RECORDS = (
    ("accept", "A-9", "--procedure", "1.000001", "--applicant", "Trần Kim Châu"),
    ("finish", "A-1"),
    ("undo", "A-3"),
    ("settings", "near_days=3"),
    ("officers", "add", "Lan"),
    ("petitions", "add", "--sender", "Lê Văn Đạt", "--content", "Chậm"),
    ("calendar", "confirm", "2027-01-31"),
    ("period", "lock", "--period", "2026-q3"),
    ("import", "dossiers", "REGISTER"),
    ("import", "calendar", "DAYS"),
)
FILES = (
    ("backup",),
    ("backup", "DISK/x.db"),
    ("demo", "--keep", "DISK/d.db"),
    ("move", "--to", "DISK/m.db"),
    ("export", "all", "-o", "DISK/a.jsonl"),
    ("export", "dossiers", "-o", "DISK/a.xlsx"),
    ("export", "dossiers", "-o", "DISK/a.csv"),
    ("export", "dossiers", "-o", "DISK/b.jsonl"),
    ("form", "07a", "--period", "2026-q3", "-o", "DISK/f.xlsx"),
    ("form", "07a", "--period", "2026-q3", "-o", "DISK/f.docx"),
    ("letter", "A-1", "receipt", "-o", "DISK/l.docx"),
    ("document", "one-stop", "--period", "2026-q3", "-o", "DISK/p.docx"),
    ("ics", "-o", "DISK/x.ics"),
    ("templates", "--copy"),
)


def mounted(folder: Path, *options: str) -> bool:
    return not subprocess.run(["mount", *options, str(folder)], capture_output=True).returncode


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of three megabytes."""
    folder = tmp_path / "ổ nhỏ"
    folder.mkdir()
    if (
        sys.platform == "win32"
        or os.geteuid()
        or not mounted(folder, "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs")
    ):
        pytest.skip("only root may mount a small file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def database(disk: Path) -> Path:
    return disk / "sổ.db"


@pytest.fixture(scope="module")
def two_dossiers(template_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("two") / "two.db"
    shutil.copyfile(template_desk, path)
    made = ["--db", str(path), "--today", TODAY]
    for code in ("A-1", "A-3"):
        given = ["accept", code, "--procedure", "1.000001", "--applicant", "Nguyễn Thị Hòa"]
        assert main([*made, *given]) == 0
    assert main([*made, "finish", "A-3"]) == 0
    return path


@pytest.fixture
def ask(
    motcua: Motcua,
    two_dossiers: Path,
    database: Path,
    disk: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Ran]:
    """The command line over a desk on the small disk; DISK, REGISTER and DAYS stand for paths."""
    shutil.copyfile(two_dossiers, database)
    monkeypatch.setattr(locations, "data_folder", lambda: disk / "data")
    for name, text in (("REGISTER", REGISTER), ("DAYS", DAYS)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")

    def run(*words: str) -> Ran:
        places = {"REGISTER": str(tmp_path / "REGISTER.csv"), "DAYS": str(tmp_path / "DAYS.csv")}
        return motcua(*(places.get(word, word).replace("DISK", str(disk)) for word in words))

    return run


def files(disk: Path) -> set[str]:
    return {
        str(path.relative_to(disk))
        for path in disk.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def fill(disk: Path, room: int) -> Path:
    """Leave that many bytes."""
    filler = disk / "đầy"
    with filler.open("wb") as file:
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        file.write(bytes(max(0, free - room)))
    return filler


def refused(ran: Ran) -> None:
    assert ran.code in (1, 3, 4), ran
    assert ran.err.startswith("Lỗi: "), ran.err
    assert "  → " in ran.err
    assert "Traceback" not in ran.err
    assert "sự cố ngoài dự kiến" not in ran.err


@pytest.mark.parametrize("words", [*RECORDS, *FILES], ids=" ".join)
def test_full_disk_when_something_is_written_then_nothing_half_is_left(
    ask: Callable[..., Ran], disk: Path, database: Path, words: tuple[str, ...]
) -> None:
    for room in (0, 48 << 10):
        before = files(disk)
        filler = fill(disk, room)
        ran = ask(*words)
        filler.unlink()
        if room == 0 or ran.code:
            refused(ran)
            assert {file for file in files(disk) - before if "templates" not in file} == set()
        assert check(database) == ()
    ran = ask(*words)
    assert ran.code == 0 or "Đã có" in ran.err or words[0] == "demo", (
        ran
    )  # the sample is larger than the disk


@pytest.mark.parametrize("words", [*RECORDS, *FILES], ids=" ".join)
def test_read_only_disk_when_something_is_written_then_refused(
    ask: Callable[..., Ran], disk: Path, database: Path, words: tuple[str, ...]
) -> None:
    before = {path: path.read_bytes() for path in disk.rglob("*") if path.is_file()}
    assert mounted(disk, "-o", "remount,ro")
    ran = ask(*words)
    assert mounted(disk, "-o", "remount,rw")
    refused(ran)
    assert {path: path.read_bytes() for path in disk.rglob("*") if path.is_file()} == before


def test_full_disk_when_a_draft_a_map_a_log_or_a_sitting_is_kept_then_nothing_half_is_left(
    ask: Callable[..., Ran], disk: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = open_desk(str(database), TODAY)
    before = files(disk)
    filler = fill(disk, 0)
    with pytest.raises(StorageError):
        drafts.keep(
            desk.database,
            drafts.Place("Mai", "accept"),
            {"note": "x" * 9000},
            at=1,
            prune_before=0,
            draft=None,
        )
    with pytest.raises(OutputError):
        save_map(ImportMap(sheet="Tháng 1"), disk / "map.toml")
    sitting.write(disk / "screens.json", database, "Mai", Sitting())
    crash.tell(ValueError("Nguyễn Thị Hòa"))
    filler.unlink()
    desk.database.close()
    assert "Dữ liệu đã ghi vẫn còn nguyên" in capsys.readouterr().err
    assert {file for file in files(disk) - before if not file.endswith(".log")} == set()
    assert check(database) == ()
