"""The map file: every key, and a clear word for every wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.codes import Channel, ReturnWay
from motcua_tui.domain.text import fold
from motcua_tui.errors import FileError, InputError, OutputError
from motcua_tui.services.importing.cells import DateOrder
from motcua_tui.services.importing.fonts import Font
from motcua_tui.services.importing.headings import DOSSIER
from motcua_tui.services.importing.mapping import (
    ImportMap,
    OnDuplicate,
    map_text,
    parse_map,
    read_map,
    save_map,
)
from motcua_tui.services.importing.vocabulary import STATUS_CODES

NEEDED = (("code",), ("accepted", "submitted"))
WHOLE = """
sheet = "Danh sách"
header_row = 2
on_duplicate = "update"
[columns]
code = "Mã hồ sơ"
accepted = "Ngày tiếp nhận"
channel = "Hình thức nộp"
[values.channel]
"Trực tuyến" = "online_full"
[values.outcome]
"Open" = "accepted"
"Closed" = ""
[values.department]
"P.A" = "Phòng A"
[dates]
order = "mdy"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_map_with_every_key_is_read(tmp_path: Path) -> None:
    assert read_map(write(tmp_path, WHOLE)) == ImportMap(
        sheet="Danh sách",
        header_row=2,
        on_duplicate=OnDuplicate.UPDATE,
        columns={"code": "Mã hồ sơ", "accepted": "Ngày tiếp nhận", "channel": "Hình thức nộp"},
        values={
            "channel": {"truc tuyen": "online_full"},
            "outcome": {"open": "accepted", "closed": ""},
            "department": {"p.a": "Phòng A"},
        },
        order=DateOrder.MDY,
    )


THEIRS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
WORDS = THEIRS.map(fold)
MAPS = st.builds(
    ImportMap,
    sheet=st.none() | THEIRS,
    font=st.none() | st.sampled_from(Font),
    header_row=st.none() | st.integers(1, 10_000),
    on_duplicate=st.sampled_from(OnDuplicate),
    columns=st.dictionaries(st.sampled_from(sorted(DOSSIER)), THEIRS),
    join=st.lists(THEIRS).map(tuple),
    values=st.fixed_dictionaries(
        {},
        optional={
            name: st.dictionaries(WORDS, ours, min_size=1)
            for name, ours in (
                ("channel", st.sampled_from(["", *Channel])),
                ("outcome", st.sampled_from(["", *STATUS_CODES])),
                ("returned_by", st.sampled_from(["", *ReturnWay])),
                ("department", THEIRS),
            )
        },
    ),
    order=st.none() | st.sampled_from(DateOrder),
)


@given(MAPS)
def test_map_that_was_written_reads_as_it_was(map: ImportMap) -> None:
    assert parse_map(map_text(map)) == map


def test_map_is_saved_as_a_file_that_is_never_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "sổ.toml"
    first, second = ImportMap(columns={"code": 'Mã "hồ sơ"'}), ImportMap(order=DateOrder.DMY)
    save_map(first, path)
    with pytest.raises(OutputError):
        save_map(second, path)
    assert read_map(path) == first
    save_map(second, path, force=True)
    assert read_map(path) == second


def test_map_that_says_nothing_changes_nothing(tmp_path: Path) -> None:
    empty = read_map(write(tmp_path, "\ufeff# nothing\n"))
    assert empty == ImportMap()
    assert empty.words(DOSSIER) == DOSSIER
    assert empty.needed(NEEDED) == list(NEEDED)


def test_map_with_columns_looks_for_these_only() -> None:
    columns = ImportMap(columns={"code": "id", "accepted": "received_at"})
    assert columns.words(DOSSIER) == {"code": ("id",), "accepted": ("received_at",)}
    assert columns.needed(NEEDED) == [("code",), ("accepted",)]


def test_map_that_joins_the_code_needs_every_part(tmp_path: Path) -> None:
    joined = read_map(write(tmp_path, '[columns]\naccepted = "Ngày"\n[code]\njoin = ["Xã", "Số"]\n'))
    assert joined.join == ("Xã", "Số")
    assert sorted(joined.words(DOSSIER).values()) == [("Ngày",), ("Số",), ("Xã",)]
    assert len(joined.needed(NEEDED)) == 3
    alone = ImportMap(join=("Xã", "Số"))
    assert "code" not in alone.words(DOSSIER)
    assert ("code",) not in alone.needed(NEEDED)


@pytest.mark.parametrize("columns", [{"code": "id"}, {"accepted": "received"}])
def test_map_that_names_columns_but_not_those_needed_is_refused(columns: dict[str, str]) -> None:
    with pytest.raises(InputError, match=r"columns\.(accepted|code)"):
        ImportMap(columns=columns).needed(NEEDED)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('shet = "x"', "shet"),
        ("sheet = 3", "sheet"),
        ('sheet = " "', "sheet"),
        ("header_row = 0", "header_row"),
        ("header_row = true", "header_row"),
        ('on_duplicate = "merge"', "on_duplicate"),
        ('columns = "x"', "columns"),
        ('[columns]\ncoed = "x"', r"columns\.coed"),
        ("[columns]\ncode = 1", r"columns\.code"),
        ('[code]\njoin = "Xã"', r"code\.join"),
        ('[code]\njoin = ["Xã", 1]', r"code\.join"),
        ('[code]\nglue = "-"', r"code\.glue"),
        ('[values]\nchannel = "x"', r"values\.channel"),
        ('[values.chanel]\n"a" = "b"', r"values\.chanel"),
        ('[values.channel]\n"Trực tuyến" = "online"', r"values\.channel\.\"Trực tuyến\""),
        ('[values.outcome]\n"Xong" = "done"', r"values\.outcome\.\"Xong\""),
        ('[dates]\norder = "dym"', r"dates\.order"),
        ('[dates]\nformat = "d/m"', r"dates\.format"),
    ],
)
def test_wrong_key_is_named(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(InputError, match=key):
        read_map(write(tmp_path, text))


def test_map_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="TOML"):
        read_map(write(tmp_path, "sheet ="))
    (tmp_path / "map.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(FileError, match="TOML"):
        read_map(tmp_path / "map.toml")
    with pytest.raises(FileError):
        read_map(tmp_path / "none.toml")
