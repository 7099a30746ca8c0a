from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.dossier import Paper
from motcua_tui.domain.papers import parse_papers, say_papers


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("", ()),
        (" ; ;", ()),
        ("Đơn đề nghị", (Paper("Đơn đề nghị"),)),
        ("Đơn; Bản vẽ x2 ;", (Paper("Đơn"), Paper("Bản vẽ", 2))),
        ("Hợp đồng x 1 + 2", (Paper("Hợp đồng", 1, 2),)),
        ("Bản sao chứng chỉ x0+1", (Paper("Bản sao chứng chỉ", 0, 1),)),
        ("Mẫu x", (Paper("Mẫu x"),)),
        ("x2", (Paper("x2"),)),
        ("Bản vẽ x1234", (Paper("Bản vẽ x1234"),)),
    ],
)
def test_papers_when_a_line_is_read_then_names_and_counts(text: str, papers: tuple[Paper, ...]) -> None:
    assert parse_papers(text) == papers


def test_papers_when_one_original_then_its_name_alone() -> None:
    assert (
        say_papers((Paper("Đơn"), Paper("Bản sao", 0, 1), Paper("Bản vẽ", 2)))
        == "Đơn; Bản sao x0+1; Bản vẽ x2"
    )


NAMES = st.text("ABcđ +2x", min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.builds(Paper, NAMES, st.integers(2, 999), st.integers(0, 999)), max_size=4))
def test_papers_when_said_and_read_again_then_the_same(papers: list[Paper]) -> None:
    read = parse_papers(say_papers(papers))
    assert [(" ".join(p.name.split()), p.originals, p.copies) for p in papers] == [
        (p.name, p.originals, p.copies) for p in read
    ]
