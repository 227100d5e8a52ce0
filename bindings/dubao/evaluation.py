"""Accuracy of forecasts: points, intervals and draws, by model.

>>> cv = {"unique_id": ["a", "a"], "ds": [2023, 2024], "cutoff": [2022, 2022], "y": [10.0, 12.0],
...       "Naive": [11.0, 12.0], "Naive-lo-80": [9.0, 9.0], "Naive-hi-80": [13.0, 15.0]}
>>> train = {"unique_id": ["a"] * 3, "ds": [2020, 2021, 2022], "y": [7.0, 8.0, 10.0]}
>>> table = accuracy(cv, train_df=train)
>>> dict(zip(table["metric"].tolist(), table["Naive"].round(3).tolist()))["MASE"]
0.333
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from dubao import _core
from dubao.diagnostics import (
    compare_methods,
    diebold_mariano,
    ljung_box,
    pit,
    pit_histogram,
    score_overrides,
)
from dubao.errors import InputError, Problem
from dubao.frames import read_columns, write_columns
from dubao.timestamps import frequency_alias, read_stamp

__all__ = [
    "accuracy",
    "compare",
    "compare_methods",
    "diebold_mariano",
    "ljung_box",
    "pit",
    "pit_histogram",
    "score_overrides",
]

POINT = ("MAE", "RMSE", "ME", "sMAPE")
SCALED = ("MASE", "RMSSE")
_INTERVAL = re.compile(r"^(?P<model>.+)-(?P<end>lo|hi)-(?P<level>[0-9.]+)$")
_DERIVED = re.compile(r"-(lo-[0-9.]+|hi-[0-9.]+|q-[0-9.]+|crps)$")


def accuracy(
    cv_df: Any,
    train_df: Any = None,
    *,
    models: Sequence[str] | None = None,
    level: Iterable[float] | None = None,
    season_length: int = 1,
    freq: str | int = "YE",
    by: str | None = None,
) -> Any:
    """Scores the columns of a cross-validation (or of any frame with forecasts and ``y``).

    Parameters
    ----------
    cv_df : frame
        ``unique_id, ds, y`` [, ``cutoff``], one column per model, and where there are any ``Model-lo-95``,
        ``Model-hi-95``, ``Model-crps``.
    train_df : frame, optional
        ``unique_id, ds, y``: what the scale of MASE, RMSSE and MSIS is computed from. Only values up to each cutoff are
        used (without a cutoff: before the first forecast), so the whole history may be given.
    models : list of str, optional
        Columns to score; all by default.
    level : list of float, optional
        Percent; all that stand in the frame by default.
    season_length : int
        Of the naive forecast behind the scale.
    by : {None, "unique_id"}
        Means over the series, or one row per series.

    Returns
    -------
    frame
        Of the kind that came in: ``metric`` (and ``unique_id``), one column per model. A series counts once however
        many origins it has; a measure that cannot be computed (a scale of 0) is left out of the mean. MAE, RMSE and ME
        have the unit of ``y``; sMAPE is percent in 0 … 200; coverage is a share.

    Raises
    ------
    InputError
        E-ACC-002 when a column is missing, E-ACC-003 when there is nothing to score.
    """
    columns, kind = read_columns(cv_df)
    _require(columns, ("unique_id", "ds", "y"))
    names = [
        c for c in columns if c not in ("unique_id", "ds", "y", "cutoff", "index") and not _DERIVED.search(c)
    ]
    chosen = list(models) if models is not None else names
    _require(columns, chosen)
    if not chosen or not len(columns["y"]):
        raise InputError(
            Problem(
                "E-ACC-003",
                argument="cv_df",
                vi="không có dự báo nào để chấm",
                en="there is nothing to score",
                remedy_vi="bảng cần ít nhất một cột dự báo và một dòng",
                remedy_en="the table needs at least one column of forecasts and one row",
            )
        )
    levels = sorted(_levels_of(columns, chosen) if level is None else [float(v) for v in level])
    numbers = {
        name: np.array([np.nan if v is None else v for v in values], dtype=float)
        for name, values in columns.items()
        if name not in ("unique_id", "ds", "cutoff")
    }
    keys = list(columns["unique_id"])
    rows: dict[Any, list[int]] = {}
    for i, key in enumerate(keys):
        rows.setdefault(key, []).append(i)
    scales = _scales(columns, train_df, season_length, freq) if train_df is not None else None
    metrics = [
        *POINT,
        *(SCALED if scales is not None else ()),
        *_interval_metrics(levels, scales is not None),
    ]
    if any(f"{m}-crps" in numbers for m in chosen):
        metrics.append("CRPS")
    per_series = {
        key: {m: _score(numbers, np.array(at), m, levels, scales) for m in chosen} for key, at in rows.items()
    }
    out: dict[str, list[Any]] = {}
    if by == "unique_id":
        out["unique_id"] = [key for key in rows for _ in metrics]
        out["metric"] = metrics * len(rows)
        for m in chosen:
            out[m] = [per_series[key][m].get(metric, np.nan) for key in rows for metric in metrics]
    else:
        out["metric"] = metrics
        for m in chosen:
            out[m] = [_mean([per_series[key][m].get(metric, np.nan) for key in rows]) for metric in metrics]
    return write_columns(out, kind)


def compare(
    cv_df: Any, model: str, yardstick: str = "Naive", metric: str = "MAE", **options: Any
) -> dict[str, Any]:
    """A model against a yardstick, series by series.

    Returns
    -------
    dict
        ``pairs``, ``relative_loss`` (below 1: better), ``skill``, ``wins`` (share of the series), ``t_statistic``.
    """
    columns, _ = read_columns(accuracy(cv_df, models=[model, yardstick], by="unique_id", **options))
    at = [i for i, name in enumerate(columns["metric"]) if name == metric]
    return _core.compare(
        np.array([columns[model][i] for i in at]), np.array([columns[yardstick][i] for i in at])
    )


def _require(columns: dict[str, Any], names: Iterable[str]) -> None:
    problems = [
        Problem(
            "E-ACC-002",
            column=name,
            vi="thiếu cột này",
            en="this column is missing",
            remedy_vi="đưa vào kết quả của cross_validation",
            remedy_en="give the result of cross_validation",
        )
        for name in names
        if name not in columns
    ]
    if problems:
        raise InputError(problems)


def _levels_of(columns: dict[str, Any], models: Sequence[str]) -> set[float]:
    found = (_INTERVAL.match(name) for name in columns)
    return {float(m["level"]) for m in found if m and m["model"] in models and m["end"] == "lo"}


def _interval_metrics(levels: Sequence[float], scaled: bool) -> list[str]:
    return [
        name
        for level in levels
        for name in (f"coverage-{level:g}", f"Winkler-{level:g}", *([f"MSIS-{level:g}"] if scaled else []))
    ]


def _mean(values: Sequence[float]) -> float:
    known = np.array([v for v in values if np.isfinite(v)])
    return float(known.mean()) if known.size else float("nan")


def _scales(
    columns: dict[str, Any], train_df: Any, season_length: int, freq: str | int
) -> tuple[np.ndarray, np.ndarray]:
    """Absolute and squared scale of each row of the frame."""
    train, _ = read_columns(train_df)
    _require(train, ("unique_id", "ds", "y"))
    alias, step = frequency_alias(freq)
    history: dict[Any, list[tuple[int, float, bool]]] = {}
    marks = train.get("break", [False] * len(train["y"]))
    for key, when, value, mark in zip(train["unique_id"], train["ds"], train["y"], marks, strict=True):
        stamp = read_stamp(when, alias, step)
        if stamp is None:
            raise InputError(
                Problem(
                    "E-FRM-006",
                    column="ds",
                    series=str(key),
                    vi=f"không đọc được kỳ “{when}” với tần suất {alias}",
                    en=f'cannot read "{when}" as a period of frequency {alias}',
                    remedy_vi="đặt freq đúng với dữ liệu",
                    remedy_en="set freq to that of the data",
                )
            )
        history.setdefault(key, []).append(
            (stamp.ordinal, np.nan if value is None else float(value), bool(mark))
        )
    ordinals = [read_stamp(v, alias, step) for v in columns["ds"]]
    first: dict[Any, int] = {}
    for key, stamp in zip(columns["unique_id"], ordinals, strict=True):
        if stamp is not None:
            first[key] = min(first.get(key, stamp.ordinal), stamp.ordinal)
    cache: dict[tuple[Any, int], tuple[float, float]] = {}
    absolute, squared = [], []
    for i, key in enumerate(columns["unique_id"]):
        cut = read_stamp(columns["cutoff"][i], alias, step) if "cutoff" in columns else None
        last = cut.ordinal if cut is not None else first.get(key, 0) - 1
        if (key, last) not in cache:
            known = sorted(row for row in history.get(key, []) if row[0] <= last)
            cache[key, last] = _scale_of(known, alias, season_length)
        absolute.append(cache[key, last][0])
        squared.append(cache[key, last][1])
    return np.array(absolute), np.array(squared)


def _scale_of(rows: list[tuple[int, float, bool]], alias: str, season_length: int) -> tuple[float, float]:
    if not rows:
        return float("nan"), float("nan")
    values = np.full(rows[-1][0] - rows[0][0] + 1, np.nan)
    for ordinal, value, _ in rows:
        values[ordinal - rows[0][0]] = value
    series = _core.panel_series("", alias, rows[0][0], values, None, [o for o, _, mark in rows if mark])
    return (
        _core.naive_absolute_scale(series, season_length),
        _core.naive_squared_scale(series, season_length),
    )


def _score(
    numbers: dict[str, np.ndarray],
    at: np.ndarray,
    model: str,
    levels: Sequence[float],
    scales: tuple[np.ndarray, np.ndarray] | None,
) -> dict[str, float]:
    y, f = numbers["y"][at], numbers[model][at]
    out = {
        "MAE": _core.mean_absolute_error(y, f),
        "RMSE": _core.root_mean_squared_error(y, f),
        "ME": _core.mean_error(y, f),
        "sMAPE": _core.smape(y, f),
    }
    if scales is not None:
        with np.errstate(divide="ignore", invalid="ignore"):
            out["MASE"] = _mean(np.abs(y - f) / scales[0][at])
            out["RMSSE"] = float(np.sqrt(_mean((y - f) ** 2 / scales[1][at])))
    for level in levels:
        name = f"{level:g}"
        if f"{model}-lo-{name}" not in numbers or f"{model}-hi-{name}" not in numbers:
            continue
        low, high = numbers[f"{model}-lo-{name}"][at], numbers[f"{model}-hi-{name}"][at]
        out[f"coverage-{name}"] = _core.coverage(y, low, high)
        out[f"Winkler-{name}"] = _core.mean_interval_score(y, low, high, level / 100)
        if scales is not None:
            rows = [
                _core.mean_interval_score(y[k : k + 1], low[k : k + 1], high[k : k + 1], level / 100)
                for k in range(len(at))
            ]
            with np.errstate(divide="ignore", invalid="ignore"):
                out[f"MSIS-{name}"] = _mean(np.array(rows) / scales[0][at])
    if f"{model}-crps" in numbers:
        out["CRPS"] = _mean(numbers[f"{model}-crps"][at])
    return out
