"""Paths as they are typed, pasted and dropped; what the last imports are remembered by."""

from __future__ import annotations

import os
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from motcua_tui.services.importing.cells import DateOrder
from motcua_tui.services.importing.mapping import ImportMap
from motcua_tui.services.importing.places import Place, found, offered, typed_path
from motcua_tui.services.importing.remembered import Remembered

ZONE = "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/a/sổ.xlsx", "/a/sổ.xlsx"),
        ("  '/a/sổ theo dõi.xlsx'\n", "/a/sổ theo dõi.xlsx"),
        ('"sổ.xlsx"', "sổ.xlsx"),
        (r"/a/sổ\ theo\ dõi\ \(1\).xlsx", "/a/sổ theo dõi (1).xlsx"),
        (r"sổ\ 1.xlsx", "sổ 1.xlsx"),
        (r"C:\sổ.xlsx", r"C:\sổ.xlsx"),
        ("file:///a/s%E1%BB%95%201.xlsx", "/a/sổ 1.xlsx"),
        ("/home/mai//a/sổ.xlsx", "/a/sổ.xlsx"),
        ("/home/mai/'/a/sổ 1.xlsx'", "/a/sổ 1.xlsx"),
        ("/home/mai/file:///a/s%E1%BB%95.xlsx", "/a/sổ.xlsx"),
        (r"C:/Users/mai/D:\sổ.xlsx", r"D:\sổ.xlsx"),
        (r"\\server\sổ.xlsx", r"\\server\sổ.xlsx"),
        ("'", "'"),
        ("", ""),
    ],
)
def test_path_is_taken_without_what_terminals_put_around_it(typed: str, meant: str) -> None:
    assert typed_path(typed) == meant


def test_file_is_found_however_its_letters_are_composed(tmp_path: Path) -> None:
    apart = tmp_path / unicodedata.normalize("NFD", "sổ.csv")
    apart.touch()
    assert found(str(tmp_path / "sổ.csv")) == apart
    assert found(str(apart)) == apart
    assert found(str(tmp_path / "sổ khác.csv")) is None
    assert found(str(tmp_path)) is None
    assert found(str(tmp_path / "không có" / "a.csv")) is None
    assert found("\x00") is None
    assert found("~nobody-of-that-name/a.csv") is None


def test_sheets_are_offered_the_newest_first_then_folders(tmp_path: Path) -> None:
    for age, name in enumerate(("Sổ 2026.xlsx", "sổ 2025.CSV", "thư.docx", ".ẩn.csv")):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1_700_000_000 - age * 86_400, 1_700_000_000 - age * 86_400))
    (tmp_path / "Đơn").mkdir()
    (tmp_path / "Biểu").mkdir()
    base = f"{tmp_path}/"
    newest, older = date(2023, 11, 15), date(2023, 11, 14)
    assert offered(base, ZONE) == (
        Place(f"{base}Sổ 2026.xlsx", newest),
        Place(f"{base}sổ 2025.CSV", older),
        Place(f"{base}Biểu/"),
        Place(f"{base}Đơn/"),
    )
    assert [place.path for place in offered(f"{base}so 25", ZONE)] == [f"{base}sổ 2025.CSV"]
    assert [place.path for place in offered(f"{base}.a", ZONE)] == [f"{base}.ẩn.csv"]
    assert offered("chưa có thư mục", ZONE) == offered(f"{base}không có/", ZONE) == ()


def test_map_is_remembered_by_the_headings_and_the_folder_with_it(tmp_path: Path) -> None:
    remembered = Remembered(tmp_path / "state" / "imports.json")
    titles = ("ma", "ngay")
    map = ImportMap(columns={"code": "Mã", "accepted": "Ngày"}, order=DateOrder.MDY)
    assert (remembered.folder(), remembered.map_of(titles)) == ("", None)
    remembered.keep(tmp_path, titles, map)
    assert (remembered.folder(), remembered.map_of(titles)) == (str(tmp_path), map)
    assert remembered.map_of(("ma",)) is None
    for number in range(30):
        remembered.keep(tmp_path, (str(number),), map)
    assert remembered.map_of(titles) is None


@pytest.mark.parametrize(
    "text", ["", "[]", '{"folder": 1, "maps": []}', '{"maps": {"ma": "x = 1"}}', '{"maps": {"ma": 1}}']
)
def test_file_that_makes_no_sense_remembers_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "imports.json"
    file.write_text(text, encoding="utf-8")
    assert (Remembered(file).folder(), Remembered(file).map_of(("ma",))) == ("", None)


def test_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    Remembered(tmp_path / "state" / "imports.json").keep(tmp_path, ("ma",), ImportMap())
