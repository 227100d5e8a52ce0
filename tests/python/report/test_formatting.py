"""Numbers of the results store as text."""

from __future__ import annotations

import doctest

import pytest

from dubao.report import formatting, labels
from dubao.report.document import NumberCell, Pill
from dubao.report.formatting import cell_text, format_value, plain_text
from dubao.report.results import Number, ResultsStore
from dubao.report.text import Text

WORDS = Text("định nghĩa", "definition")


def number(value: float | None, kind: str = "count", unit: str = "persons", **attributes: object) -> Number:
    return Number("B4-01", "key", value, kind, unit, WORDS, "forecast", **attributes)  # type: ignore[arg-type]


@pytest.mark.parametrize("module", [formatting, labels])
def test_the_examples_of_the_module_run(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("result", "vi", "en"),
    [
        (number(145_210.0, round_to=1000), "145.000", "145,000"),
        (number(144_500.0, round_to=1000), "145.000", "145,000"),
        (number(1_262.0, round_to=50), "1.250", "1,250"),
        (number(-1_500.0, round_to=1000), "−2.000", "−2,000"),
        (number(0.925, "ratio", "ratio", decimals=2), "0,93", "0.93"),
        (number(64.2, "percent", "percent"), "64%", "64%"),
        (number(64.2, "percent", "percent", decimals=1), "64,2%", "64.2%"),
        (number(0.7, "probability", "probability"), "70%", "70%"),
        (number(2030.0, "year", "year"), "2030", "2030"),
        (number(None), "–", "–"),
    ],
)
def test_a_value_prints_with_the_marks_of_the_language(result: Number, vi: str, en: str) -> None:
    assert (format_value(result, "vi"), format_value(result, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0%"), (1.0, "100%"), (0.997, ">99%"), (0.002, "<1%"), (0.01, "1%"), (0.99, "99%")],
)
def test_a_probability_prints_as_certain_only_when_it_is(value: float, text: str) -> None:
    assert format_value(number(value, "probability", "probability"), "vi") == text


def test_an_interval_has_an_en_dash_and_one_percent_sign() -> None:
    share = number(64.0, "percent", "percent", low80=60.0, high80=68.0, low95=-2.0, high95=70.0)
    assert format_value(share, "vi", "80") == "60–68%"
    assert format_value(share, "vi", "95") == "−2 – 70%"
    assert format_value(number(1.0), "vi", "80") == "–"


def test_a_unit_is_written_in_words_and_in_the_singular_for_one_in_english() -> None:
    assert format_value(number(1.0), "en", "unit") == "1\xa0person"
    assert format_value(number(2.0), "en", "unit") == "2\xa0persons"
    assert format_value(number(2.0), "vi", "unit") == "2\xa0người"
    assert format_value(number(3.0, "percent", "percent a year"), "vi", "unit") == "3%\xa0mỗi năm"


def test_an_unknown_unit_is_refused_instead_of_printed_untranslated() -> None:
    with pytest.raises(ValueError, match="furlongs"):
        format_value(number(2.0, unit="furlongs"), "vi", "unit")


def test_every_label_has_both_languages() -> None:
    tables = (
        labels.STATES,
        labels.EDITION_KINDS,
        labels.FLAGS,
        labels.NATURES,
        labels.INPUT_STATES,
        labels.MISSING_BOX,
    )
    for table in tables:
        for name, words in table.items():
            assert words.vi and words.en and words.vi != words.en, name


def test_sentences_and_cells_become_plain_words() -> None:
    store = ResultsStore()
    added = store.add(4, "k", 5.0, kind="count", unit="persons", definition=WORDS, nature="forecast")
    assert plain_text(Text("**{B4-01:unit}**", "{B4-01}!"), store, "vi") == "5\xa0người"
    assert cell_text(NumberCell(added.id, flag="f"), store, "en") == "5"
    assert cell_text(Pill(Text("tốt", "good")), store, "en") == "good"
    assert cell_text(None, store, "vi") == "–"
