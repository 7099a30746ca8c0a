"""The command line in this process, over a database of the test's own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from motcua_tui import locations
from motcua_tui.__main__ import main

TODAY = "2026-11-23T09:40"
PROCEDURES = """Mã,Tên thủ tục,Lĩnh vực,Thời hạn
1.000001,Gia hạn giấy phép xây dựng,Hoạt động xây dựng,5 LV
1.000002,Cấp chứng chỉ hành nghề,Hoạt động xây dựng,20 ngày
1.000003,Gia hạn chứng chỉ kiến trúc,Kiến trúc,4 LV
1.000004,Công bố hợp quy,Vật liệu xây dựng,½ ngày
"""


@dataclass(frozen=True)
class Ran:
    """What one run of the command line left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Motcua = Callable[..., Ran]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the database of the test is, or will be."""
    return tmp_path / "sổ của tôi.db"


@pytest.fixture
def motcua(
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Motcua:
    """``motcua("list", "--json")``: the arguments as strings."""
    monkeypatch.setenv("MOTCUA_DATABASE", str(database))
    monkeypatch.setenv("MOTCUA_TODAY", TODAY)
    monkeypatch.setattr(locations, "data_folder", lambda: tmp_path / "data")

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def template_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with four procedures, to be copied."""
    folder = tmp_path_factory.mktemp("desk")
    catalogue = folder / "danh mục.csv"
    catalogue.write_text(PROCEDURES, encoding="utf-8")
    path = folder / "desk.db"
    made = ["--db", str(path), "--today", TODAY]
    assert main([*made, "init", "--agency", "Sở Xây dựng tỉnh Mẫu", "--officer", "Mai"]) == 0
    assert main([*made, "import", "procedures", str(catalogue)]) == 0
    return path


@pytest.fixture
def desk(motcua: Motcua, template_desk: Path, database: Path) -> Motcua:
    """The command line over a desk with four procedures and no dossier."""
    shutil.copyfile(template_desk, database)
    return motcua


@pytest.fixture
def sample(motcua: Motcua, database: Path) -> Motcua:
    """The command line over a copy of the sample desk."""
    shutil.copyfile(locations.sample_database(), database)
    return motcua
