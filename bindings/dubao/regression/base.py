"""What every regression shares: reading matrices and frames, and the ``fit`` that all models have.

>>> data = read_design({"gdp": [1.0, 2.0], "fdi": [0.5, 0.1]})
>>> data.names, data.x.shape
(['gdp', 'fdi'], (2, 2))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao.errors import Collector, InputError, Problem
from dubao.frames import read_columns

# Cells reported one by one, as the core does.
_REPORTED = 20


@dataclass(frozen=True)
class DesignColumns:
    """Columns of a regression without the intercept.

    Attributes
    ----------
    x : ndarray
        Observations × columns, float64; NaN is missing.
    names : list of str
    named : bool
        Whether the names came with the data (a frame, a mapping, or ``names=``), so that new rows can be matched by name.
    """

    x: np.ndarray
    names: list[str]
    named: bool


def _cell(value: Any) -> float | None:
    """The number in a cell, NaN when it is empty, None when it is not a number."""
    if value is None:
        return float("nan")
    if isinstance(value, (str, bytes)):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan") if str(value) in ("<NA>", "NaT") else None


def read_values(values: Any, argument: str, column: str = "") -> np.ndarray:
    """One column of numbers as float64; E-DES-012 for a cell that is not a number, E-DES-013 for a table in its place."""
    try:
        array = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        cells = [_cell(value) for value in values]
        found = Collector()
        wrong = [i for i, cell in enumerate(cells) if cell is None]
        for i in wrong[:_REPORTED]:
            found.add(
                Problem(
                    "E-DES-012",
                    argument=argument,
                    row=i + 1,
                    column=column,
                    vi=f"giá trị {values[i]!r} không phải là số",
                    en=f"the value {values[i]!r} is not a number",
                    remedy_vi="ghi một số; đổi phân loại thành các cột 0/1",
                    remedy_en="give a number; code categories as columns of 0 and 1",
                )
            )
        found.raise_if_any(InputError)
        return np.asarray(cells, dtype=float)
    if array.ndim == 2 and 1 in array.shape:
        array = array.ravel()
    if array.ndim != 1:
        raise InputError(
            Problem(
                "E-DES-013",
                argument=argument,
                vi=f"cần một cột, không phải mảng {array.ndim} chiều",
                en=f"one column is needed, not an array of {array.ndim} dimensions",
                remedy_vi="đưa vào mảng một chiều",
                remedy_en="give a one-dimensional array",
            )
        )
    return array


def read_design(X: Any, names: Sequence[str] | None = None) -> DesignColumns:
    """Columns of an array, a list of rows, a mapping of columns or a frame (pandas, polars, pyarrow).

    Parameters
    ----------
    X : array, sequence of rows, mapping of columns or frame
        A one-dimensional array is one column.
    names : sequence of str, optional
        Names of the columns, in their order; a frame or mapping brings its own.

    Returns
    -------
    DesignColumns

    Raises
    ------
    InputError
        E-DES-008 when names and columns differ in number, E-DES-012 for a cell that is not a number, E-DES-014 for rows of
        different length.

    Examples
    --------
    >>> read_design([[1, 2], [3, 4]]).names
    ['x1', 'x2']
    """
    own: list[str] | None = None
    if isinstance(X, Mapping) or hasattr(X, "columns") or hasattr(X, "column_names"):
        labels = getattr(X, "columns", ())
        if hasattr(X, "rename") and not all(isinstance(label, str) for label in labels):
            X = X.rename(columns=str)  # pandas allows numbers as names of columns
        columns, _ = read_columns(X)
        own = [str(name) for name in columns]
        arrays = [read_values(values, "X", str(name)) for name, values in columns.items()]
        matrix = np.column_stack(arrays) if arrays else np.empty((0, 0))
    else:
        matrix = _read_rows(X)
    given = list(names) if names is not None else own
    if given is None:
        return DesignColumns(matrix, [f"x{j + 1}" for j in range(matrix.shape[1])], False)
    if len(given) != matrix.shape[1]:
        raise InputError(
            Problem(
                "E-DES-008",
                argument="names",
                vi=f"{len(given)} tên cho {matrix.shape[1]} cột",
                en=f"{len(given)} name(s) for {matrix.shape[1]} column(s)",
                remedy_vi="mỗi cột một tên",
                remedy_en="give each column one name",
            )
        )
    return DesignColumns(matrix, [str(name) for name in given], True)


def _read_rows(X: Any) -> np.ndarray:
    try:
        matrix = np.asarray(X, dtype=float)
    except (TypeError, ValueError):
        rows = [list(row) if isinstance(row, (Sequence, np.ndarray)) else [row] for row in X]
        if len({len(row) for row in rows}) > 1:
            raise InputError(
                Problem(
                    "E-DES-014",
                    argument="X",
                    vi="các dòng của X dài ngắn khác nhau",
                    en="the rows of X differ in length",
                    remedy_vi="mọi dòng phải có cùng số cột",
                    remedy_en="give every row the same number of columns",
                )
            ) from None
        columns = [read_values(column, "X", f"x{j + 1}") for j, column in enumerate(zip(*rows, strict=True))]
        matrix = np.column_stack(columns)
    if matrix.ndim == 1:
        matrix = matrix.reshape(-1, 1)
    if matrix.ndim != 2:
        raise InputError(
            Problem(
                "E-DES-014",
                argument="X",
                vi=f"X có {matrix.ndim} chiều",
                en=f"X has {matrix.ndim} dimensions",
                remedy_vi="đưa vào mảng hai chiều, mỗi dòng một quan sát",
                remedy_en="give a two-dimensional array, one row an observation",
            )
        )
    return matrix


def new_rows(X: Any, names: Sequence[str], named: bool) -> np.ndarray:
    """Rows for a prediction: columns of a frame or mapping are found by their names, others go by their order.

    Raises
    ------
    InputError
        E-DES-010 when a column of the fit is missing or the number of columns differs.
    """
    data = read_design(X)
    if named and data.named:
        missing = [name for name in names if name not in data.names]
        if missing:
            raise InputError(
                [
                    Problem(
                        "E-DES-010",
                        argument="X",
                        column=name,
                        vi="thiếu cột đã dùng khi ước lượng",
                        en="a column of the fit is missing",
                        remedy_vi="đưa vào đủ các cột đã dùng khi ước lượng",
                        remedy_en="give all columns of the fit",
                    )
                    for name in missing
                ]
            )
        return data.x[:, [data.names.index(name) for name in names]]
    matrix = data.x
    if matrix.shape[1] != len(names) and matrix.shape == (len(names), 1):
        matrix = matrix.reshape(1, -1)  # one row given as a flat list
    if matrix.shape[1] != len(names):
        raise InputError(
            Problem(
                "E-DES-010",
                argument="X",
                vi=f"{matrix.shape[1]} cột, lần ước lượng có {len(names)}",
                en=f"{matrix.shape[1]} column(s) where the fit had {len(names)}",
                remedy_vi="đưa vào đúng các cột ấy, theo đúng thứ tự",
                remedy_en="give the same columns in the same order",
            )
        )
    return matrix


def choice(name: str, value: Any, allowed: Sequence[str]) -> str:
    """The value when it is one of ``allowed``; E-DES-015 otherwise.

    >>> choice("covariance", "HC3", ("classical", "HC3"))
    'HC3'
    """
    if value in allowed:
        return str(value)
    listed = ", ".join(allowed)
    raise InputError(
        Problem(
            "E-DES-015",
            argument=name,
            vi=f"không biết {value!r}",
            en=f"{value!r} is not known here",
            remedy_vi=f"dùng một trong: {listed}",
            remedy_en=f"use one of: {listed}",
        )
    )


class RegressionModel:
    """Base of the regression models.

    Parameters
    ----------
    intercept : bool
        Whether a column of ones is put before the others.
    """

    def __init__(self, intercept: bool = True) -> None:
        self.intercept = bool(intercept)

    def __repr__(self) -> str:
        options = ", ".join(
            f"{k}={v!r}" for k, v in vars(self).items() if not k.startswith("_") and np.ndim(v) == 0
        )
        return f"{type(self).__name__}({options})"

    def _read(
        self, X: Any, y: Any, names: Sequence[str] | None, weights: Any
    ) -> tuple[DesignColumns, np.ndarray, np.ndarray]:
        """Columns, response and weights (empty when there are none), as arrays; the core checks their values."""
        data = read_design(X, names)
        response = read_values(y, "y")
        given = np.empty(0) if weights is None else read_values(weights, "weights")
        return data, response, given
