"""Long frames in, the same kind out; what is wrong is named by row, series and period."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from dubao import _core
from dubao.errors import InputError
from dubao.frames import read_columns, read_panel

GOOD = {
    "unique_id": ["b", "b", "b", "a", "a"],
    "ds": [2021, 2020, 2022, 2020, 2021],
    "y": [2.0, 1.0, 4.0, 7.0, 8.0],
}


def changed(**columns: object) -> dict[str, object]:
    return GOOD | columns


def problems(df: object, **options: object) -> list[tuple[str, int | None, str]]:
    with pytest.raises(InputError) as caught:
        read_panel(df, **options)  # type: ignore[arg-type]
    for p in caught.value.problems:
        assert p.vi and p.en and p.remedy_vi and p.remedy_en
    return [(p.id, p.row, p.column) for p in caught.value.problems]


@pytest.mark.parametrize(
    "make", [dict, pd.DataFrame, pl.DataFrame, pa.table], ids=["dict", "pandas", "polars", "pyarrow"]
)
def test_the_same_kind_of_frame_comes_out(make) -> None:
    frame = make(GOOD)
    panel = read_panel(frame)
    assert panel.ids == ["a", "b"]
    assert panel.series[1].values.tolist() == [1.0, 2.0, 4.0]
    out = panel.write({"unique_id": ["a"], "ds": [2022], "M": [1.5]})
    assert type(out) is type(frame)
    columns, _ = read_columns(out)
    assert list(columns) == ["unique_id", "ds", "M"]


def test_rows_may_stand_in_any_order() -> None:
    assert read_panel(GOOD).series[1].values.tolist() == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("missing", [None, math.nan])
def test_an_empty_cell_is_a_missing_value(missing) -> None:
    panel = read_panel(changed(y=[2.0, missing, 4.0, 7.0, 8.0]))
    assert np.isnan(panel.series[1].values[0])


def test_standard_errors_and_breaks_are_carried_over() -> None:
    panel = read_panel(
        changed(se=[0.1, 0.2, None, 0.3, 0.4], **{"break": [False, False, True, False, False]})
    )
    assert panel.series[1].standard_errors.tolist()[:2] == [0.2, 0.1]
    assert panel.series[1].breaks == ["2022"]
    assert panel.series[0].breaks == []


def test_core_series_are_taken_as_they_are() -> None:
    series = _core.Series(np.array([1.0, 2.0]), start="2023", id="x")
    panel = read_panel([series])
    assert panel.ids == ["x"]
    assert panel.future(0, 2) == ["2025", "2026"]


def test_all_problems_are_listed_with_their_rows() -> None:
    found = problems(changed(ds=[2021, "?", 2022, 2020, 2021], y=["1.234", 1.0, math.inf, 7.0, 8.0]))
    assert found == [("E-FRM-006", 3, "ds"), ("E-FRM-007", 2, "y"), ("E-FRM-008", 4, "y")]


def test_a_number_written_as_text_is_never_guessed() -> None:
    assert problems(changed(y=["1.234", "2", "3", "4", "5"]))[0] == ("E-FRM-007", 2, "y")


def test_a_period_that_stands_twice_is_named_with_both_rows() -> None:
    with pytest.raises(InputError) as caught:
        read_panel(changed(ds=[2020, 2020, 2022, 2020, 2021]), gaps="missing")
    assert caught.value.problems[0].id == "E-FRM-009"
    assert "row 2" in caught.value.text("en") and "row 3" in caught.value.text("en")


def test_a_gap_is_refused_or_taken_as_missing() -> None:
    frame = changed(ds=[2021, 2020, 2024, 2020, 2021])
    assert problems(frame) == [("E-FRM-010", 4, "ds")]
    assert read_panel(frame, gaps="missing").series[1].values.size == 5


def test_unknown_and_missing_columns_are_named_with_a_guess() -> None:
    with pytest.raises(InputError) as caught:
        read_panel({"unique_id": ["a"], "ds": [2020], "Y": [1.0]})
    text = caught.value.text("en")
    assert [p.id for p in caught.value.problems] == ["E-FRM-004", "E-FRM-005"]
    assert "column y" in text and "column Y" in text


def test_columns_of_different_length_are_refused() -> None:
    assert problems({"unique_id": ["a", "a"], "ds": [2020], "y": [1.0]})[0][0] == "E-FRM-002"


@pytest.mark.parametrize("empty", [{"unique_id": [], "ds": [], "y": []}, []])
def test_an_empty_table_is_refused(empty) -> None:
    assert problems(empty)[0][0] == "E-FRM-003"


def test_what_is_no_table_is_refused() -> None:
    assert problems(5)[0][0] == "E-FRM-001"
    assert problems("table.csv")[0][0] == "E-FRM-001"


def test_a_negative_standard_error_is_refused_by_the_core() -> None:
    with pytest.raises(InputError) as caught:
        read_panel(changed(se=[-1.0, 0.1, 0.1, 0.1, 0.1]))
    assert caught.value.id == "E-SER-003"
    assert caught.value.problems[0].series == "b"


def test_other_column_names_are_given_by_argument() -> None:
    frame = {"key": ["a", "a"], "year": [2020, 2021], "jobs": [1.0, 2.0]}
    panel = read_panel(frame, id_col="key", time_col="year", target_col="jobs")
    assert panel.ids == ["a"]


def test_ids_that_are_numbers_come_back_as_numbers() -> None:
    panel = read_panel(
        pd.DataFrame({"unique_id": [10, 10, 9, 9], "ds": [2020, 2021] * 2, "y": [1.0, 2, 3, 4]})
    )
    assert panel.ids == [9, 10]
