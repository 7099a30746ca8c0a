from __future__ import annotations

import random
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nasty_texts import NASTY

from motcua_tui.domain.text import cells, clean, ellipsis, fold, sort_key, sort_text, tokens, unspaced

ANY_TEXT = st.text() | st.sampled_from(NASTY)
UNSEEN = (
    "\u200b\u200c\u200d\u2060\ufeff\xad\u061c\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

# The Vietnamese alphabet as a dictionary prints it; each row in the order of its tones.
ALPHABET = (
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "b",
    "c",
    "d",
    "đ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "g",
    "h",
    "iìỉĩíị",
    "k",
    "l",
    "m",
    "n",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "p",
    "q",
    "r",
    "s",
    "t",
    "uùủũúụ",
    "ưừửữứự",
    "v",
    "x",
    "yỳỷỹýỵ",
)
PLACE = {letter: (row, tone) for row, letters in enumerate(ALPHABET) for tone, letter in enumerate(letters)}


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("  Nguyễn   Thị\xa0Hòa ", "Nguyễn Thị Hòa"),
        ("Nguye\u0302\u0303n Thi\u0323 Ho\u0300a", "Nguyễn Thị Hòa"),
        ("ÐẶNG VĂN ÐỨC", "ĐẶNG VĂN ĐỨC"),
        ("\x1b[31mđỏ\x1b[0m", "[31mđỏ[0m"),
        ("\x9b2J", "2J"),
        ("Hòa\u200bBình\ufeff\u2060", "HòaBình"),
        ("\u202eảiủ\u202c", "ảiủ"),
        ("Ho\xadà", "Hoà"),
        ("một\nhai\r\nba\tbốn\x85năm\u2028sáu", "một hai ba bốn năm sáu"),
        ("[/]", "[/]"),
        ("=1+1", "=1+1"),
        ("x\ud800y", "xy"),
        ("\t \n", ""),
    ],
)
def test_clean_when_one_line_then_visible_composed_and_single_spaced(raw: str, wanted: str) -> None:
    assert clean(raw) == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("một\r\nhai\rba\vbốn", "một\nhai\nba\nbốn"),
        ("\n\n  một   hai  \n\n ba\x07 \n", "một hai\n\nba"),
        ("cột\tcột", "cột\tcột"),
        ("đầu\u2029cuối", "đầu\ncuối"),
    ],
)
def test_clean_when_multiline_then_lines_and_tabs_stay(raw: str, wanted: str) -> None:
    assert clean(raw, multiline=True) == wanted


@pytest.mark.parametrize("multiline", [False, True])
@given(raw=ANY_TEXT)
def test_clean_when_done_twice_then_nothing_more_changes(raw: str, multiline: bool) -> None:
    once = clean(raw, multiline=multiline)
    assert clean(once, multiline=multiline) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    assert "  " not in once
    assert not set(once) & set(UNSEEN)
    kept = "\n\t" if multiline else ""
    assert not [char for char in once if unicodedata.category(char) in ("Cc", "Cs") and char not in kept]
    once.encode()


def test_clean_when_any_control_or_format_character_then_it_is_gone() -> None:
    for char in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.category(char) in ("Cc", "Cs") or char in UNSEEN:
            assert clean(f"a{char}b") in ("ab", "a b"), hex(ord(char))


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("Đỗ  Thị ÐÔNG", "do thi dong"),
        ("đường Nguyễn Hữu Thọ", "duong nguyen huu tho"),
        ("ỄỆỮỰỖỘỠỢẰẶẤẬ", "eeuuooooaaaa"),
        ("ho\u0300a", "hoa"),
        ("H48-2611", "h48-2611"),
        ("２０２６", "2026"),
        ("STRASSE Straße", "strasse strasse"),
        ("", ""),
    ],
)
def test_fold_when_vietnamese_then_plain_letters(raw: str, wanted: str) -> None:
    assert fold(raw) == wanted


@given(ANY_TEXT)
def test_fold_when_done_twice_then_nothing_more_changes(raw: str) -> None:
    assert fold(fold(raw)) == fold(raw)


@given(ANY_TEXT)
def test_fold_when_case_or_composition_differ_then_the_same(raw: str) -> None:
    assert fold(unicodedata.normalize("NFD", clean(raw))) == fold(clean(raw)) == fold(raw)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("H48-2611", ["h48", "2611"]),
        ("000.00.64.H10-230515-0011", ["000", "00", "64", "h10", "230515", "0011"]),
        ('Cty "An_Phú" (TNHH)', ["cty", "an", "phu", "tnhh"]),
        ("[/] * -", []),
    ],
)
def test_tokens_when_signs_between_then_words_and_numbers(raw: str, wanted: list[str]) -> None:
    assert tokens(raw) == wanted


def test_sort_text_when_every_letter_then_the_order_of_the_alphabet() -> None:
    for letters in ALPHABET:
        assert sorted(letters, key=sort_text) == list(letters)
    plain = [letters[0] for letters in ALPHABET]
    assert sorted(random.Random(1).sample(plain, len(plain)), key=sort_text) == plain


@pytest.mark.parametrize(
    "ordered",
    [
        ["ba", "bà", "bả", "bã", "bá", "bạ", "băm", "bâng", "bo"],
        ["An", "An Bình", "Anh", "Ánh", "Ân", "Ấn"],
        ["-", "–", "9", "A", "漢"],
        ["10", "9", "ba"],
        ["da", "đa"],
        ["dz", "đa"],
        ["oz", "ô", "ôz", "ơ"],
        ["hoà", "hòa", "hoa học"],
        ["muller", "mùller", "müller", "mullet"],
    ],
)
def test_sort_text_when_shuffled_then_back_in_order(ordered: list[str]) -> None:
    shuffled = random.Random(1).sample(ordered, len(ordered))
    assert sorted(shuffled, key=sort_key) == ordered


VIETNAMESE_WORD = st.text(alphabet=sorted(PLACE), min_size=0, max_size=6)


@given(VIETNAMESE_WORD, VIETNAMESE_WORD)
def test_sort_text_when_two_words_then_letters_first_and_tones_break_ties(one: str, other: str) -> None:
    def by_dictionary(word: str) -> tuple[list[int], list[int]]:
        return [PLACE[letter][0] for letter in word], [PLACE[letter][1] for letter in word]

    assert (sort_text(one) < sort_text(other)) == (by_dictionary(one) < by_dictionary(other))


@given(ANY_TEXT)
def test_sort_text_when_any_text_then_printable_ascii_and_blind_to_composition(raw: str) -> None:
    key = sort_text(raw)
    assert key.isascii()
    assert key.isprintable()
    assert sort_text(unicodedata.normalize("NFD", clean(raw))) == key


@given(VIETNAMESE_WORD)
def test_sort_text_when_case_differs_then_the_same(word: str) -> None:
    assert sort_text(word.upper()) == sort_text(word) == sort_text(word.title())


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("Nguyễn Thị Hòa", 14, "Nguyễn Thị Hòa"),
        ("Nguyễn Thị Hòa", 13, "Nguyễn Thị H…"),
        ("Nguyễn Thị Hòa", 8, "Nguyễn…"),
        ("Nguyễn", 1, "…"),
        ("Nguyễn", 0, ""),
        ("", 0, ""),
        ("漢字漢字", 8, "漢字漢字"),
        ("漢字漢字", 7, "漢字漢…"),
        ("漢字漢字", 4, "漢…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
    ],
)
def test_ellipsis_when_cut_then_in_display_columns(text: str, width: int, wanted: str) -> None:
    assert ellipsis(text, width) == wanted


@given(ANY_TEXT, st.integers(0, 100))
def test_ellipsis_when_any_text_then_never_wider_than_asked(text: str, width: int) -> None:
    cut = ellipsis(text, width)
    assert cells(cut) <= width
    assert cut == text or cells(text) > width


@pytest.mark.parametrize(
    ("text", "wanted"), [("Hòa", 3), ("Ho\u0300a", 3), ("漢a", 3), ("🇻", 1), ("👍", 2), ("", 0)]
)
def test_cells_when_wide_or_combining_then_two_or_none(text: str, wanted: int) -> None:
    assert cells(text) == wanted


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84 912 345 678", "+84912345678"),
        ("0912345678", "0912345678"),
        ("0100109106-001", "0100109106-001"),
        ("0912 345 678, 0987", "0912 345 678, 0987"),
        ("9  1", "9  1"),
        ("B 123", "B 123"),
        ("", ""),
    ],
)
def test_unspaced_when_a_number_has_gaps_then_they_go(typed: str, number: str) -> None:
    assert unspaced(typed) == number
