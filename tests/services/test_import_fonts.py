from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.services.importing.fonts import Font, suspected, to_unicode

SMALL = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ"

# Each letter of SMALL as the fonts hold it; the first row is TCVN 5712:1993 (VN3) as iconv has it.
TCVN3 = "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ®"
VNI = re.findall(
    r"\S+",
    "aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä eù eø eû eõ eï eâ eá eà eå eã eä í ì æ ó ò "
    "où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï yù yø yû yõ î ñ",
)


def test_every_letter_of_either_font_is_the_one_it_draws() -> None:
    assert [to_unicode(sign, Font.TCVN3) for sign in TCVN3] == list(SMALL)
    assert [to_unicode(signs, Font.VNI) for signs in VNI] == list(SMALL)
    assert [to_unicode(signs.upper(), Font.VNI) for signs in VNI] == list(SMALL.upper())
    assert to_unicode("¡¢§£¤¥¦", Font.TCVN3) == "ĂÂĐÊÔƠƯ"


@pytest.mark.parametrize(
    ("text", "font", "meant"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", Font.TCVN3, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("NguyÔn V¨n §øc, sè 12 ®\xadêng Lª Lîi", Font.TCVN3, "Nguyễn Văn Đức, số 12 đường Lê Lợi"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", Font.VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("NGUYEÃN VAÊN ÑÖÙC", Font.VNI, "NGUYỄN VĂN ĐỨC"),
    ],
)
def test_text_of_an_old_font_is_recognised_and_read(text: str, font: Font, meant: str) -> None:
    assert suspected([text]) is font
    assert to_unicode(text, font) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn Đức, số 12 đường Lê Lợi",
        "Lê Hòa, Võ Ân, Trà Bá Chí",
        "Société Générale, Müller & Søn, Ångström, São Paulo",
        "12/3/2026 – 15.000 đ",
        "",
    ],
)
def test_text_that_is_unicode_is_not_taken_for_an_old_font(text: str) -> None:
    assert suspected([text]) is None


def test_text_that_is_unicode_already_stays_as_it_is_among_old_text() -> None:
    assert to_unicode("Nguyễn Văn Đức", Font.TCVN3) == "Nguyễn Văn Đức"
    assert to_unicode("NguyÔn", Font.UNICODE) == "NguyÔn"


WORDS = ("nguyễn", "trần", "phạm", "huỳnh", "đường", "thửa", "giấy", "phép", "xây", "dựng")


@given(st.lists(st.sampled_from(WORDS), min_size=3))
def test_words_written_in_a_font_are_recognised_and_read_back(words: list[str]) -> None:
    meant = " ".join(("cộng hòa xã hội chủ nghĩa", *words))
    for font, signs in ((Font.TCVN3, list(TCVN3)), (Font.VNI, VNI)):
        letters = dict(zip(SMALL, signs, strict=True))
        written = "".join(letters.get(letter, letter) for letter in meant)
        assert to_unicode(written, font) == unicodedata.normalize("NFC", meant)
        assert suspected([written]) is font
