"""Temporal disaggregation: Chow-Lin, Fernandez, Litterman and Denton.

>>> indicator = [50.0 + t + (t % 4) for t in range(41)]
>>> annual = [2 * sum(indicator[4 * y : 4 * y + 4]) / 4 for y in range(10)]
>>> found = temporal_disaggregation(annual, indicator, ratio=4, aggregation="mean")
>>> float(found.mean[40].round(6)), indicator[40]
(180.0, 90.0)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem

METHODS = ("chow-lin", "fernandez", "litterman", "denton", "denton-proportional")
SEED = 1


@dataclass(frozen=True)
class TemporalResult:
    """High-frequency values that add up to the low-frequency ones.

    Attributes
    ----------
    method, aggregation : str
    ratio : int
        High periods in a low one.
    mean : ndarray
        One value a high period; those after the last low period are extrapolated.
    standard_errors : ndarray
        Of these; NaN for Denton's methods, which have no model of the errors.
    coefficients, coefficient_errors : dict
        By indicator (``const`` first); empty for Denton.
    rho : float
        Autocorrelation of the quarterly residuals (of their changes, for Litterman); NaN where there is none.
    loglik : float
        Of the low-frequency values; NaN for Denton.
    residuals : ndarray
        Low-frequency values less the regression.
    notes : tuple of str
    """

    method: str
    aggregation: str
    ratio: int
    mean: np.ndarray
    standard_errors: np.ndarray
    coefficients: dict[str, float]
    coefficient_errors: dict[str, float]
    rho: float
    loglik: float
    residuals: np.ndarray
    notes: tuple[str, ...]
    _core: Any = field(default=None, repr=False, compare=False)

    def draws(self, n: int = 2000, seed: int = SEED, key: str = "") -> np.ndarray:
        """Paths, ``n`` × high periods, each of which adds up to the low-frequency values.

        Parameters
        ----------
        n, seed : int
            Same seed and key, same bits.
        key : str
            Name of the series: series of different names have paths of their own.

        Raises
        ------
        InputError
            E-TMP-009 for Denton's methods.
        """
        if self._core is None:
            raise InputError(
                Problem(
                    "E-TMP-009",
                    argument="method",
                    vi="phương pháp Denton không có mô hình sai số nên không có đường mô phỏng",
                    en="Denton's methods have no model of the errors and therefore no paths",
                    remedy_vi="dùng chow-lin, fernandez hoặc litterman",
                    remedy_en="use chow-lin, fernandez or litterman",
                )
            )
        return self._core.draws(n, seed, key)


def temporal_disaggregation(
    low: Sequence[float] | np.ndarray,
    indicator: Sequence[float] | np.ndarray,
    *,
    ratio: int = 4,
    aggregation: str = "mean",
    method: str = "chow-lin",
    constant: bool = True,
    names: Sequence[str] | None = None,
) -> TemporalResult:
    """Spreads low-frequency values over high-frequency periods with the help of indicators.

    Parameters
    ----------
    low : array of float
        One value a low period (a year), oldest first; NaN is missing. The first high period is the first of the first year.
    indicator : array of float
        High-frequency indicator, or one column each; at least ``ratio`` × years rows, and as many more as are to be
        extrapolated. A break of ``low`` is an indicator of its own: 0 before it, 1 from it on.
    ratio : int
        High periods in a low one: 4 quarters, 12 months.
    aggregation : {"mean", "sum", "last"}
        How a low value is made: yearly average of a stock, flow, stock at the end of the year.
    method : {"chow-lin", "fernandez", "litterman", "denton", "denton-proportional"}
    constant : bool
        Whether a constant is estimated beside the indicators; Denton's methods have none.
    names : list of str, optional
        Of the indicators; ``x1``, ``x2``, … by default.

    Returns
    -------
    TemporalResult

    Raises
    ------
    InputError
        E-TMP-001 to E-TMP-008, see the page of errors.

    Examples
    --------
    >>> temporal_disaggregation([4.0, 8.0], [1.0, 1, 2, 2], ratio=2, aggregation="sum",
    ...                         method="denton-proportional").mean.round(9).tolist()
    [2.0, 2.0, 4.0, 4.0]
    """
    values = np.asarray(low, dtype=float)
    rows = np.asarray(indicator, dtype=float)
    rows = rows.reshape(-1, 1) if rows.ndim == 1 else rows
    if method in ("denton", "denton-proportional"):
        if rows.shape[1] != 1:
            raise InputError(
                Problem(
                    "E-TMP-010",
                    argument="indicator",
                    vi=f"phương pháp Denton dùng một chỉ tiêu, không phải {rows.shape[1]}",
                    en=f"Denton's methods follow one indicator, not {rows.shape[1]}",
                    remedy_vi="chọn một chỉ tiêu, hoặc dùng chow-lin",
                    remedy_en="choose one, or use chow-lin",
                )
            )
        path = _core.denton(values, rows[:, 0], ratio, aggregation, method.endswith("proportional"))
        return TemporalResult(
            method,
            aggregation,
            ratio,
            path,
            np.full(len(path), np.nan),
            {},
            {},
            float("nan"),
            float("nan"),
            np.full(len(values), np.nan),
            ("movements follow the indicator; there is no model of the errors",),
        )
    titles = list(names) if names is not None else [f"x{j + 1}" for j in range(rows.shape[1])]
    if len(titles) != rows.shape[1]:
        raise InputError(
            Problem(
                "E-TMP-011",
                argument="names",
                vi=f"{len(titles)} tên cho {rows.shape[1]} chỉ tiêu",
                en=f"{len(titles)} name(s) for {rows.shape[1]} indicator(s)",
                remedy_vi="mỗi chỉ tiêu một tên",
                remedy_en="give each indicator one name",
            )
        )
    if constant:
        rows = np.column_stack([np.ones(len(rows)), rows])
        titles = ["const", *titles]
    core = _core.TemporalDisaggregation(values, rows, ratio, aggregation, method)
    return TemporalResult(
        method,
        aggregation,
        ratio,
        core.mean(),
        core.standard_errors(),
        dict(zip(titles, core.coefficients().tolist(), strict=True)),
        dict(zip(titles, core.coefficient_errors().tolist(), strict=True)),
        float("nan") if method == "fernandez" else core.rho,
        core.loglik,
        core.residuals(),
        tuple(_notes(core, method, values)),
        core,
    )


# Where the likelihood puts rho at an end of its range the data say little about the quarters inside a year.
_LARGEST_RHO = 0.999
_SMALLEST_RHO = 1e-6


def _notes(core: Any, method: str, low: np.ndarray) -> list[str]:
    notes = ["standard errors hold the autocorrelation at its estimate; paths draw it from its posterior"]
    if method == "fernandez":
        notes = ["residuals are a random walk"]
    elif core.rho >= _LARGEST_RHO:
        notes.append("the autocorrelation is at its upper bound: the residuals behave like a random walk")
    elif core.rho <= _SMALLEST_RHO:
        notes.append(
            "the autocorrelation is at zero: residuals are spread evenly inside each year, with steps between years"
        )
    missing = int(np.isnan(low).sum())
    if missing:
        notes.append(f"{missing} missing low value(s) are no constraint")
    return notes
