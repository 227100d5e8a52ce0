"""Old Vietnamese encodings are named by how they read, and never converted unasked."""

from __future__ import annotations

import doctest
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dubao.data import encodings
from dubao.data.encodings import convert, guess, is_syllable

# The same sentence as each table writes it, from the published tables of TCVN 5712:1993 and VNI-Windows.
SENTENCE = "Lao động có việc làm trong ngành công nghệ thông tin, điện tử - viễn thông; tỉnh Đắk Lắk"
TCVN3 = "Lao ®éng cã viÖc lµm trong ngµnh c«ng nghÖ th«ng tin, ®iÖn tö - viÔn th«ng; tØnh §¾k L¾k"
VNI = "Lao ñoäng coù vieäc laøm trong ngaønh coâng ngheä thoâng tin, ñieän töû - vieãn thoâng; tænh Ñaék Laék"

_MARKED = [
    "Việt",
    "Nam",
    "đẩy",
    "mạnh",
    "chuyển",
    "đổi",
    "số",
    "quốc",
    "gia",
    "nguồn",
    "nhân",
    "lực",
    "thạc",
    "sĩ",
    "kỹ",
    "sư",
    "phần",
    "mềm",
    "người",
    "lao",
    "động",
    "tỷ",
    "lệ",
    "thất",
    "nghiệp",
]


def windows_1258(text: str) -> str:
    """The bytes of Windows-1258 (base letter, then a combining tone) read as Latin-1."""
    out = b""
    for letter in text:
        plain = unicodedata.normalize("NFD", letter)
        tones = "".join(c for c in plain if c in "\u0300\u0301\u0309\u0303\u0323")
        base = unicodedata.normalize("NFC", "".join(c for c in plain if c not in tones))
        out += base.encode("cp1258") + tones.encode("cp1258")
    return out.decode("latin-1")


def test_the_examples_of_the_module_run() -> None:
    result = doctest.testmod(encodings)
    assert (result.attempted > 2, result.failed) == (True, 0)


@pytest.mark.parametrize(("text", "name"), [(TCVN3, "tcvn3"), (VNI, "vni")])
def test_each_old_encoding_is_named_and_reads_right_when_asked(text: str, name: str) -> None:
    for byte_text in (False, True):
        found = guess(text, byte_text=byte_text)
        assert found is not None
        assert found.name == name
    assert convert(text, name) == SENTENCE


def test_windows_1258_is_named_from_its_bytes() -> None:
    text = windows_1258(SENTENCE)
    found = guess(text, byte_text=True)
    assert found is not None
    assert found.name == "cp1258"
    assert convert(text, "cp1258") == SENTENCE


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        unicodedata.normalize("NFD", SENTENCE),
        "Labour force survey 2024",
        "Müller, Größe, Élève à l'école",
        "",
        "2024;1.234,5",
    ],
)
def test_text_that_is_unicode_or_another_language_is_left_alone(text: str) -> None:
    assert guess(unicodedata.normalize("NFC", text)) is None


@given(st.lists(st.sampled_from(_MARKED), min_size=8, max_size=20))
def test_any_vietnamese_words_are_recognised_in_every_old_table(words: list[str]) -> None:
    text = " ".join(words)
    if len({word for word in words if not word.isascii()}) < 3:
        return
    for name, table in (("tcvn3", encodings._TCVN3), ("vni", encodings._VNI)):
        written: dict[str, str] = {}
        for old, letter in table.items():
            written.setdefault(letter, old)
        old_text = "".join(written.get(c, c) for c in text)
        assert convert(old_text, name) == text
        found = guess(old_text, byte_text=True)
        assert found is not None
        assert found.name == name


@pytest.mark.parametrize("word", ["nghiêng", "khuỷu", "giếng", "gì", "quý", "thuở", "yêu", "Đắk", "ưỡn"])
def test_real_syllables_are_recognised(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["viÖc", "coäng", "c«ng", "école", "Größe", "ngghê", "áà"])
def test_what_no_vietnamese_word_looks_like_is_not(word: str) -> None:
    assert not is_syllable(word)
