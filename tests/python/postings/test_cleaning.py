"""Plain text from markup."""

from __future__ import annotations

import pytest

from dubao.postings.cleaning import begins_as_formula, plain_text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<ul><li>Java</li><li>SQL</li></ul>", "Java\nSQL"),
        ("<b>J</b>ava <i>Spring</i>", "Java Spring"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>Lương &lt; 20&nbsp;triệu</p>", "Lương < 20 triệu"),
        ("C++ & C# < 3 năm", "C++ & C# < 3 năm"),
        ("R&D", "R&D"),
        ("<style>p{}</style>chữ<!-- ẩn -->còn", "chữcòn"),
        ("<?xml version='1.0' encoding='utf-8'?><p>x</p>", "x"),
        ("<p>không đóng <b>thẻ", "không đóng thẻ"),
        ("Ky\u0303 su\u031b", "Kỹ sư"),
        ("a\u2028b\u0085c", "a b c"),
        ("a\r\n\r\n\r\nb \t c", "a\nb c"),
        ("", ""),
        ("<>", "<>"),
    ],
)
def test_text_of_markup(raw: str, text: str) -> None:
    assert plain_text(raw).text == text


def test_nesting_without_end_loses_no_text() -> None:
    found = plain_text("<div>" * 3000 + "Java" + "</div>" * 3000 + "SQL")
    assert "Java" in found.text and "SQL" in found.text


def test_text_is_cut_at_the_length_and_the_rest_counted() -> None:
    found = plain_text("ab" * 50, longest=30)
    assert len(found.text) == 30
    assert found.cut == 70


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("=1", True),
        ("@x", True),
        ("-2+3", True),
        ("- Java", False),
        ("Java", False),
        ("-", False),
        ("", False),
    ],
)
def test_what_begins_as_a_formula(text: str, formula: bool) -> None:
    assert begins_as_formula(text) is formula
