from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from motcua_tui.errors import InputError, RuleError
from motcua_tui.reports.letters.fields import (
    FIELDS,
    QR_TAG,
    WHITE,
    Apology,
    Receipt,
    Register,
    RegisterRow,
    context,
    tags,
)
from motcua_tui.reports.letters.papers import FormSet, Paper, papers, title

DOCS = Path(__file__).parents[2] / "docs" / "letters.md"


@pytest.mark.parametrize(
    ("issued_on", "forms"),
    [
        (date(2018, 6, 20), FormSet.TT_01_2018),
        (date(2025, 7, 1), FormSet.TT_01_2018),
        (date(2025, 9, 14), FormSet.TT_01_2018),
        (date(2025, 9, 15), FormSet.TT_03_2025),
        (date(2026, 11, 23), FormSet.TT_03_2025),
    ],
)
def test_set_in_force_by_day_of_issue(issued_on: date, forms: FormSet) -> None:
    assert FormSet.in_force(issued_on) is forms


def test_titles_of_both_sets_in_the_order_of_their_numbers() -> None:
    assert [title(paper, FormSet.TT_01_2018) for paper in papers(FormSet.TT_01_2018)] == [
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
        "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
        "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
        "Phiếu kiểm soát quá trình giải quyết hồ sơ",
        "Sổ theo dõi hồ sơ",
    ]
    assert [title(paper, FormSet.TT_03_2025) for paper in papers(FormSet.TT_03_2025)] == [
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
        "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
        "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
        "Thông báo dừng giải quyết hồ sơ",
        "Phiếu kiểm soát quá trình giải quyết hồ sơ",
        "Sổ theo dõi hồ sơ",
    ]


def test_title_of_a_paper_that_the_set_lacks_is_refused() -> None:
    with pytest.raises(RuleError, match="Bộ mẫu 2018 không có Thông báo dừng giải quyết hồ sơ"):
        title(Paper.STOP, FormSet.TT_01_2018)


def test_paper_is_read_by_its_code() -> None:
    assert Paper.parse(" Receipt ") is Paper.RECEIPT
    with pytest.raises(InputError, match="giấy hẹn") as wrong:
        Paper.parse("giấy hẹn")
    assert "apology" in wrong.value.hint


@pytest.mark.parametrize("paper", Paper)
def test_tags_are_ascii_words_each_once(paper: Paper) -> None:
    names = [tag.name for tag in tags(paper)]
    assert len(set(names)) == len(names)
    for tag in tags(paper):
        assert re.fullmatch("[a-z_]+", tag.name)
        assert tag.meaning
        assert all(re.fullmatch("[a-z_]+", column.name) for column in tag.columns)


@pytest.mark.parametrize("paper", Paper)
def test_context_has_every_tag_but_the_picture(paper: Paper) -> None:
    assert {tag.name for tag in tags(paper)} - {QR_TAG} == set(context(FIELDS[paper]()))


def test_register_has_no_picture() -> None:
    assert QR_TAG not in {tag.name for tag in tags(Paper.REGISTER)}


def test_context_cleans_texts_and_keeps_lines() -> None:
    values = context(Apology(owner="Nguye\u0302\u0303n\x07 An", reason="một\r\nhai"))
    assert values["chu_ho_so"] == "Nguyễn An"
    assert values["ly_do"] == "một\nhai"


def test_context_makes_empty_cells_white() -> None:
    values = context(Register(lines=(RegisterRow(code="A", note="\x00"),)))
    (line,) = values["ho_so"]
    assert isinstance(line, dict)
    assert line["ma_ho_so"] == "A"
    assert line["ghi_chu"] == WHITE


def test_context_leaves_empty_facts_empty() -> None:
    assert context(Receipt())["email"] == ""


@pytest.mark.parametrize("paper", Paper)
def test_guide_names_every_tag(paper: Paper) -> None:
    guide = DOCS.read_text(encoding="utf-8")
    for tag in tags(paper):
        for name in (tag.name, *(column.name for column in tag.columns)):
            assert f"`{name}`" in guide
