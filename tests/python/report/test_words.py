"""Words of the report: every key that a table may hold has its words in both languages."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dubao.report.words.columns import COLUMNS, column_names

ROOT = Path(__file__).resolve().parents[3]
REQUESTS = ROOT / "datasets" / "vietnam-requirements" / "requests.csv"


def requested_columns() -> list[str]:
    with REQUESTS.open(encoding="utf-8") as file:
        return sorted({key for row in csv.DictReader(file) for key in row["columns"].split(";")})


@pytest.mark.parametrize("key", requested_columns())
def test_a_column_asked_for_has_words_in_both_languages(key):
    assert key in COLUMNS, f"add {key!r} to words/columns.py"
    assert COLUMNS[key].vi
    assert COLUMNS[key].en
    assert "_" not in COLUMNS[key].vi.replace("K_GD", "").replace("K_ĐT", "")


def test_a_column_without_words_is_printed_as_its_key():
    assert column_names("year;no_such_column").vi == "năm, no_such_column"
