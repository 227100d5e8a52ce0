"""Diagnostics of residuals and draws, tests between methods, and the score of overrides. Import from :mod:`dubao.evaluation`.

>>> ljung_box([1.0, -1, 1, -1, 1, -1], lags=1)["statistic"]
6.666666666666667
>>> compare_methods({"A": [1.0, 2, 1, 2], "B": [2.0, 3, 3, 1], "C": [3.0, 4, 2, 3]})["model"].tolist()
['A', 'B', 'C']
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.frames import read_columns, write_columns

SEED = 1


def ljung_box(
    residuals: Sequence[float] | np.ndarray,
    lags: int | None = None,
    fitted_degrees: int = 0,
    season_length: int = 1,
) -> dict[str, Any]:
    """Is there autocorrelation left in residuals? Ljung and Box (1978).

    Parameters
    ----------
    residuals : array of float
        NaN is missing.
    lags : int, optional
        By default 10, or two seasons, at most a fifth of the residuals.
    fitted_degrees : int
        Parameters that were fitted to the autocorrelation (p + q of ARMA).

    Returns
    -------
    dict
        ``statistic``, ``p_value`` (NaN when no degree of freedom is left), ``lags``, ``degrees_of_freedom``, ``count``.

    Raises
    ------
    InputError
        E-DIA-001 when the lags do not fit the residuals.
    """
    values = np.asarray(residuals, dtype=float)
    if lags is None:
        lags = _core.usual_lags(int(np.isfinite(values).sum()), season_length, fitted_degrees)
    return _core.ljung_box(values, lags, fitted_degrees)


def pit(draws: np.ndarray, actual: Sequence[float] | np.ndarray | float, *, seed: int = SEED) -> np.ndarray:
    """Probability integral transforms of observed values in their draws, ties broken at random.

    Parameters
    ----------
    draws : array
        Draws × forecasts.
    actual : array of float
        One value a forecast; NaN is missing.

    Returns
    -------
    ndarray
        Uniform on 0 to 1 when the draws are right.

    Examples
    --------
    >>> pit(np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]), [0.0, 9.0]).round(1).tolist()[0] < 0.3
    True
    """
    paths = np.asarray(draws, dtype=float)
    return _core.probability_integral_transforms(
        paths.reshape(-1, 1) if paths.ndim == 1 else paths,
        np.atleast_1d(np.asarray(actual, dtype=float)),
        seed,
    )


def pit_histogram(values: Sequence[float] | np.ndarray, bins: int = 10) -> dict[str, Any]:
    """Histogram of probability integral transforms, and the chi-square test of uniformity.

    Returns
    -------
    dict
        ``share`` of each bin, ``count``, ``statistic``, ``p_value`` (NaN below five values a bin; it holds for independent
        forecasts).

    Examples
    --------
    >>> pit_histogram([0.1, 0.4, 0.6, 0.9], bins=2)["share"].tolist()
    [0.5, 0.5]
    """
    return _core.pit_histogram(np.asarray(values, dtype=float), bins)


def diebold_mariano(
    first: Sequence[float] | np.ndarray, second: Sequence[float] | np.ndarray, h: int = 1
) -> dict[str, Any]:
    """Do the losses of two forecasts of one series differ? With the correction of Harvey, Leybourne and Newbold (1997).

    Parameters
    ----------
    first, second : array of float
        Losses (absolute or squared errors) in the order of the origins.
    h : int
        Periods ahead of the forecasts.

    Returns
    -------
    dict
        ``statistic`` (below 0: the first is better), ``p_value`` (two-sided), ``p_first_better``, ``mean_difference``,
        ``count``, ``only_variance``.

    Examples
    --------
    >>> round(diebold_mariano([1, 2, 3, 2], [2, 2, 5, 2])["statistic"], 3)
    -1.567
    """
    return _core.diebold_mariano(np.asarray(first, dtype=float), np.asarray(second, dtype=float), h)


def compare_methods(losses: Mapping[str, Sequence[float]] | Any, level: float = 95) -> dict[str, np.ndarray]:
    """Multiple comparison with the best: which methods are clearly worse than the best one?

    Parameters
    ----------
    losses : mapping or frame
        One column a method, one row a series; columns that are no numbers (``unique_id``, ``metric``) are left out. The
        result of ``accuracy(..., by="unique_id")`` may be given when it holds one metric.
    level : float
        Percent.

    Returns
    -------
    dict
        By mean rank: ``model``, ``mean_rank``, ``lower``, ``upper``, ``worse`` (than the best), and ``critical_distance``,
        ``friedman``, ``p_value`` of "all are alike".

    Raises
    ------
    InputError
        E-CMP-003 for fewer than two methods or no complete series, E-CMP-004 for a level outside 0 to 100.

    Examples
    --------
    >>> found = compare_methods({"A": [1.0, 10, 1, 2], "B": [2.0, 20, 3, 1], "C": [3.0, 30, 2, 3]})
    >>> found["mean_rank"].tolist(), round(found["friedman"], 3)
    ([1.25, 2.0, 2.75], 4.5)
    """
    columns, _ = read_columns(losses)
    names = [n for n, v in columns.items() if n != "index" and not any(isinstance(x, str) for x in v)]
    names = [n for n in names if n != "unique_id"]
    matrix = np.array([[np.nan if v is None else v for v in columns[n]] for n in names], dtype=float).T
    found = _core.compare_with_best(
        matrix.reshape(-1, len(names)) if names else np.zeros((0, 0)), level / 100
    )
    order = np.argsort(found["mean_rank"], kind="stable")
    return {
        "model": np.array(names)[order],
        "mean_rank": found["mean_rank"][order],
        "lower": found["lower"][order],
        "upper": found["upper"][order],
        "worse": np.array(found["worse"])[order],
        "critical_distance": found["critical_distance"],
        "friedman": found["friedman"],
        "p_value": found["p_value"],
    }


def score_overrides(log: Any, actual: Any, *, by: str | None = None) -> Any:
    """Did the experts help? Errors and intervals before and after each override.

    Parameters
    ----------
    log : frame
        Of :meth:`dubao.Forecaster.override_log`.
    actual : frame
        ``unique_id, ds, y`` as observed since.
    by : {None, "who", "unique_id", "model", "kind"}
        One row an override, or means by a column: ``count``, mean errors, ``improved`` (share of the overrides that came
        nearer), mean interval scores and covers.

    Returns
    -------
    frame
        Of the kind of ``log``. ``gain`` is the absolute error before less that after: above 0 the override helped. Overrides
        of periods not yet observed are left out.

    Raises
    ------
    InputError
        E-OVR-008 when a column is missing, E-OVR-009 when nothing has been observed yet.
    """
    rows, kind = read_columns(log)
    values, _ = read_columns(actual)
    for name, found in (
        ("before", rows),
        ("after", rows),
        ("unique_id", values),
        ("ds", values),
        ("y", values),
    ):
        if name not in found:
            raise _score_problem("E-OVR-008", name)
    known = {
        (str(i), str(t)): float(y)
        for i, t, y in zip(values["unique_id"], values["ds"], values["y"], strict=True)
        if y is not None and np.isfinite(float(y))
    }
    out: dict[str, list[Any]] = {
        name: [] for name in (
            "unique_id", "ds", "model", "who", "kind", "y", "before", "after", "error-before", "error-after", "gain",
            "interval-before", "interval-after", "covered-before", "covered-after",
        )
    }  # fmt: skip
    for r in range(len(rows["ds"])):
        y = known.get((str(rows["unique_id"][r]), str(rows["ds"][r])))
        if y is None:
            continue
        level = float(rows["level"][r]) / 100
        scores = [
            _core.interval_score(y, float(rows[f"{s}-lo"][r]), float(rows[f"{s}-hi"][r]), level)
            for s in ("before", "after")
        ]
        inside = [float(rows[f"{s}-lo"][r]) <= y <= float(rows[f"{s}-hi"][r]) for s in ("before", "after")]
        errors = [float(rows[s][r]) - y for s in ("before", "after")]
        for name, value in zip(
            out,
            (
                *(rows[name][r] for name in ("unique_id", "ds", "model", "who", "kind")),
                y,
                float(rows["before"][r]),
                float(rows["after"][r]),
                *errors,
                abs(errors[0]) - abs(errors[1]),
                *scores,
                *inside,
            ),
            strict=True,
        ):
            out[name].append(value)
    if not out["y"]:
        raise _score_problem("E-OVR-009", "actual")
    return write_columns(out if by is None else _means(out, by), kind)


def _means(rows: dict[str, list[Any]], by: str) -> dict[str, list[Any]]:
    if by not in ("who", "unique_id", "model", "kind"):
        raise _score_problem("E-OVR-008", by)
    keys = list(dict.fromkeys(rows[by]))
    at = {key: [i for i, k in enumerate(rows[by]) if k == key] for key in keys}

    def mean(name: str, key: Any, size: bool = False) -> float:
        picked = np.array([rows[name][i] for i in at[key]], dtype=float)
        return float(np.mean(np.abs(picked) if size else picked))

    return {
        by: keys,
        "count": [len(at[key]) for key in keys],
        "MAE-before": [mean("error-before", key, True) for key in keys],
        "MAE-after": [mean("error-after", key, True) for key in keys],
        "ME-before": [-mean("error-before", key) for key in keys],
        "ME-after": [-mean("error-after", key) for key in keys],
        "improved": [float(np.mean([rows["gain"][i] > 0 for i in at[key]])) for key in keys],
        "interval-before": [mean("interval-before", key) for key in keys],
        "interval-after": [mean("interval-after", key) for key in keys],
        "coverage-before": [mean("covered-before", key) for key in keys],
        "coverage-after": [mean("covered-after", key) for key in keys],
    }


def _score_problem(identity: str, name: str) -> InputError:
    if identity == "E-OVR-008":
        return InputError(
            Problem(
                "E-OVR-008",
                column=name,
                vi="thiếu cột này hoặc không gộp được theo cột này",
                en="this column is missing, or cannot be used to group",
                remedy_vi="đưa vào kết quả của override_log và bảng unique_id, ds, y",
                remedy_en="give the result of override_log and a table unique_id, ds, y",
            )
        )
    return InputError(
        Problem(
            "E-OVR-009",
            argument=name,
            vi="chưa có kỳ nào đã điều chỉnh được quan sát",
            en="no period that was overridden has been observed yet",
            remedy_vi="chấm điểm khi đã có số liệu của các kỳ đó",
            remedy_en="score when the figures of these periods are known",
        )
    )
