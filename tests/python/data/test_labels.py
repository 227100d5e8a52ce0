"""Names of series: every key of the shipped tables has one in both languages."""

from __future__ import annotations

import doctest

import pytest

from dubao.data import Catalogue, labels


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue()


def test_the_examples_of_the_module_run() -> None:
    result = doctest.testmod(labels)
    assert (result.attempted > 1, result.failed) == (True, 0)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_key_of_a_shipped_table_has_a_name(catalogue: Catalogue, lang) -> None:
    unnamed: dict[str, set[str]] = {}
    for name in catalogue.tables("observations"):
        table = catalogue.table(name)
        for column in table.dimensions:
            for row in {str(row[column]): row for row in table.rows if row[column]}.values():
                if labels.dimension_label(catalogue, table, row, column, lang) is None:
                    unnamed.setdefault(f"{name}, {column}", set()).add(row[column])
    assert unnamed == {}


def test_no_name_is_kept_for_a_key_that_no_table_uses(catalogue: Catalogue) -> None:
    used = set()
    for name in catalogue.tables("observations"):
        table = catalogue.table(name)
        used |= {(column, str(row[column])) for column in table.dimensions for row in table.rows}
    assert {(row["dimension"], row["code"]) for row in catalogue.table(labels.KEYS)} - used == set()


@pytest.mark.parametrize(
    ("series_id", "vi", "en"),
    [
        (
            "vn.edu.entrants_share.computing_it.T",
            "tỷ trọng trong số nhập học, đại học, máy tính và công nghệ thông tin, chung, cả nước",
            "share of entrants, university, computing and information technology, both sexes, whole country",
        ),
        # The table names its clusters in columns of its own: each language reads its own column, once.
        ("demo.skills.cloud", "Điện toán đám mây", "Cloud computing"),
        # A dimension that holds the id of a series is named as that series.
        (
            "demo.earlier.2022.25.median",
            "2022, Lao động có việc làm theo nghề nghiệp (mô phỏng): chung, Nhà chuyên môn trong lĩnh vực công nghệ thông tin và truyền thông, trung vị",
            "2022, Employment by occupation (simulated): both sexes, Information and communications technology professionals, median",
        ),
    ],
)
def test_a_series_is_named_in_words(catalogue: Catalogue, series_id: str, vi: str, en: str) -> None:
    assert catalogue.series_label(series_id, "vi").partition(": ")[2] == vi
    assert catalogue.series_label(series_id, "en").partition(": ")[2] == en


def test_a_key_without_a_name_stands_as_it_is(catalogue: Catalogue) -> None:
    table = catalogue.table("vietnam-labour/wages")
    row = {**table.rows[0], "indicator": "no_such_indicator"}
    assert labels.dimension_label(catalogue, table, row, "indicator", "vi") is None
