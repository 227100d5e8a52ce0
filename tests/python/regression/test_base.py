"""Reading matrices and frames."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from dubao.errors import InputError
from dubao.regression import OLS
from dubao.regression.base import choice, new_rows, read_design, read_values

COLUMNS = {"gdp": [1.0, 2.0, 4.0, 7.0], "fdi": [3, 1, 2, 5]}
ROUNDING = 1e-14
Y = [1.0, 2.0, 3.5, 6.0]


@pytest.mark.parametrize("make", [dict, pd.DataFrame, pl.DataFrame, pa.table])
def test_every_kind_of_table_gives_the_same_fit_with_its_names(make) -> None:
    fit = OLS().fit(make(COLUMNS), Y)
    assert fit.names == ["intercept", "gdp", "fdi"]
    expected = OLS().fit(np.column_stack(list(COLUMNS.values())), Y)
    np.testing.assert_array_equal(fit.params_array, expected.params_array)
    np.testing.assert_allclose(fit.predict(make(COLUMNS)), fit.fitted, rtol=ROUNDING)


def test_new_rows_of_a_frame_are_found_by_name_in_any_order() -> None:
    fit = OLS().fit(pd.DataFrame(COLUMNS), pd.Series(Y))
    swapped = pd.DataFrame({"other": [0] * 4, "fdi": COLUMNS["fdi"], "gdp": COLUMNS["gdp"]})
    np.testing.assert_allclose(fit.predict(swapped), fit.fitted, rtol=ROUNDING)
    with pytest.raises(InputError, match="E-DES-010.*gdp"):
        fit.predict({"fdi": [1]})


def test_one_row_may_be_a_flat_list_and_one_column_a_flat_array() -> None:
    assert new_rows([1, 2, 3], ["a", "b", "c"], False).shape == (1, 3)
    assert new_rows([1, 2, 3], ["a"], False).shape == (3, 1)
    assert read_design(np.arange(3)).x.shape == (3, 1)


def test_names_are_given_made_or_taken_from_the_frame() -> None:
    assert read_design([[1, 2]]).names == ["x1", "x2"]
    assert read_design([[1, 2]], ["a", "b"]).names == ["a", "b"]
    assert read_design(pd.DataFrame({5: [1.0]})).names == ["5"]


def test_a_cell_that_is_not_a_number_is_named_with_its_row_and_column() -> None:
    with pytest.raises(InputError) as caught:
        read_design({"gdp": [1, 2], "region": ["north", 3]})
    problem = caught.value.problems[0]
    assert (problem.id, problem.row, problem.column) == ("E-DES-012", 1, "region")
    with pytest.raises(InputError, match="E-DES-012.*row 2"):
        read_values([1, "x"], "y")
    with pytest.raises(InputError, match="E-DES-012.*x2"):
        read_design([[1, "a"], [2, "b"]])


def test_an_empty_cell_is_missing_and_refused_by_the_fit() -> None:
    assert np.isnan(read_values([1, None], "y")[1])
    with pytest.raises(InputError, match="E-DES-002"):
        OLS().fit(pl.DataFrame({"gdp": [1.0, None, 2.0, 3.0]}), Y)


def test_shapes_that_are_no_table_are_refused() -> None:
    with pytest.raises(InputError, match="E-DES-014"):
        read_design([[1, 2], [3]])
    with pytest.raises(InputError, match="E-DES-014"):
        read_design(np.zeros((2, 2, 2)))
    with pytest.raises(InputError, match="E-DES-013"):
        read_values(np.zeros((2, 2)), "y")


def test_choices_list_what_is_known() -> None:
    with pytest.raises(InputError, match="E-DES-015.*HC0, HC1"):
        choice("covariance", "HC9", ("HC0", "HC1"))
