"""Scores earlier vintages against what has since been observed.

    WAPE = Σ|actual − median| / Σ|actual|
    coverage = share of actuals inside the interval of a level
    CRPS ≈ 2 Σ w_k · pinball(actual, q_k, p_k),  w_k half the distance between the neighbours of p_k (0 and 1 at the ends)

The sum over quantiles is the quantile form of the continuous ranked probability score (Gneiting and Ranjan, 2011); it is exact as the
quantiles grow dense. A forecast is compared only with values of its own definition: targets after a break that the
vintage did not know are left out and counted. The naive forecast, the last value the vintage knew, is the yardstick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dubao import _core
from dubao.data.catalogue import Catalogue
from dubao.data.table import SeriesRecord
from dubao.data.vintage import Vintage
from dubao.errors import InputError, Problem


@dataclass
class Scores:
    """Rows of the table ``evaluation`` and what could not be scored."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    """Reason (``not observed``, ``across a break``, ``unknown series``) → number of forecasts."""


@dataclass(frozen=True)
class _Scored:
    """One forecast that has come true or not."""

    unique_id: str
    horizon: int
    actual: float
    quantiles: dict[float, float]
    median: float
    naive: float | None


def score_vintages(vintages: Sequence[Vintage], observed: Callable[[str], SeriesRecord | None]) -> Scores:
    """Scores vintages by model, scenario and horizon.

    Parameters
    ----------
    vintages : sequence of Vintage
    observed : callable
        Id of a series → what is known of it now; None for an unknown one.
    """
    out = Scores()
    for vintage in vintages:
        known = _known_then(vintage)
        groups: dict[tuple[str, str], list[_Scored]] = {}
        cells: dict[tuple[str, str, str, str], list[dict[str, Any]]] = {}
        for row in vintage.rows("forecasts"):
            cells.setdefault((row["scenario"], row["model"], row["unique_id"], row["ds"]), []).append(row)
        for (scenario, model, unique_id, period), rows in cells.items():
            found = _compare(unique_id, period, rows, known, observed, out)
            if found is not None:
                groups.setdefault((scenario, model), []).append(found)
        for (scenario, model), scored in sorted(groups.items()):
            for horizon in (None, *sorted({s.horizon for s in scored})):
                chosen = [s for s in scored if horizon is None or s.horizon == horizon]
                for metric, value in _measures(chosen).items():
                    out.rows.append(
                        {
                            "vintage": vintage.id, "unique_id": "*", "horizon": horizon, "scenario": scenario, "model": model,
                            "metric": metric, "value": value, "count": len(chosen),
                        }
                    )  # fmt: skip
    return out


def observed_in(catalogue: Catalogue) -> Callable[[str], SeriesRecord | None]:
    """What the catalogue knows of a series now; claims are no observations."""

    def find(series_id: str) -> SeriesRecord | None:
        try:
            return catalogue.series(series_id, for_forecast=True)
        except InputError:
            return None

    return find


def require_scored(scores: Scores) -> None:
    """Refuses an empty result.

    Raises
    ------
    InputError
        E-VIN-007, nothing that was forecast has been observed yet.
    """
    if not scores.rows:
        why = ", ".join(f"{reason}: {count}" for reason, count in scores.left_out.items()) or "0"
        raise InputError(
            Problem(
                "E-VIN-007", argument="vintages", vi=f"chưa có giá trị nào được dự báo mà nay đã quan sát ({why})",
                en=f"nothing that was forecast has been observed since ({why})",
                remedy_vi="cập nhật số liệu rồi chấm lại", remedy_en="update the data and score again",
            )
        )  # fmt: skip


def _known_then(vintage: Vintage) -> dict[str, tuple[str, float]]:
    """Last period and value of each series when the vintage was made."""
    out: dict[str, tuple[str, float]] = {}
    for row in vintage.rows("observations"):
        if row["value"] is not None and row["value"] == row["value"]:
            before = out.get(row["unique_id"])
            if before is None or row["ds"] > before[0]:
                out[row["unique_id"]] = (row["ds"], row["value"])
    return out


def _compare(
    unique_id: str,
    period: str,
    rows: list[dict[str, Any]],
    known: dict[str, tuple[str, float]],
    observed: Callable[[str], SeriesRecord | None],
    out: Scores,
) -> _Scored | None:
    def leave(reason: str) -> _Scored | None:
        out.left_out[reason] = out.left_out.get(reason, 0) + 1
        return None

    record = observed(unique_id)
    if record is None:
        return leave("unknown series")
    last = known.get(unique_id)
    actual = record.value(period)
    if actual is None or (last is not None and period <= last[0]):
        return leave("not observed")
    if last is not None and any(last[0] < broken <= period for broken in record.breaks):
        return leave("across a break")
    quantiles = {
        r["output_type_id"]: r["value"]
        for r in rows
        if r["output_type"] == "quantile" and r["value"] is not None
    }
    medians = [r["value"] for r in rows if r["output_type"] == "median" and r["value"] is not None]
    centre = medians[0] if medians else quantiles.get(0.5)
    if centre is None:
        return leave("no median")
    return _Scored(unique_id, int(rows[0]["horizon"]), actual, quantiles, centre, last[1] if last else None)


def _measures(scored: list[_Scored]) -> dict[str, float]:
    actual = np.array([s.actual for s in scored])
    total = float(np.abs(actual).sum())
    error = _core.mean_absolute_error(actual, np.array([s.median for s in scored])) * len(scored)
    out = {"WAPE": error / total if total > 0 else float("nan")}
    with_naive = [s for s in scored if s.naive is not None]
    if len(with_naive) == len(scored) and total > 0:
        naive = np.array([s.naive for s in scored], dtype=float)
        naive_error = _core.mean_absolute_error(actual, naive) * len(scored)
        out["WAPE-naive"] = naive_error / total
        if naive_error > 0:
            out["skill"] = 1 - error / naive_error
    shared = set(scored[0].quantiles).intersection(*(s.quantiles for s in scored))
    for low in sorted(p for p in shared if p < 0.5):
        # Probabilities are written as decimals: 0.025 and 0.975 are a pair though 1 − 0.975 is not 0.025 in binary.
        high = next((p for p in shared if abs(p - (1 - low)) < 1e-9), None)
        if high is not None:
            level = round(100 * (high - low), 6)
            lower = np.array([s.quantiles[low] for s in scored])
            upper = np.array([s.quantiles[high] for s in scored])
            out[f"coverage-{level:g}"] = float(_core.coverage(actual, lower, upper))
    if len(shared) >= 3:
        out["CRPS"] = float(
            np.mean([crps_of_quantiles(s.actual, {p: s.quantiles[p] for p in shared}) for s in scored])
        )
    return out


def crps_of_quantiles(actual: float, quantiles: dict[float, float]) -> float:
    """Continuous ranked probability score of a forecast given as quantiles; the formula stands above.

    Parameters
    ----------
    actual : float
    quantiles : dict
        Probability in (0, 1) → value, in the unit of `actual`.

    Examples
    --------
    >>> round(crps_of_quantiles(1.0, {0.25: 0.0, 0.5: 1.0, 0.75: 2.0}), 6)
    0.375
    """
    levels = sorted(quantiles)
    edges = [0.0, *((a + b) / 2 for a, b in zip(levels, levels[1:], strict=False)), 1.0]
    return 2 * sum(
        (right - left) * _core.pinball_loss(actual, quantiles[level], level)
        for level, left, right in zip(levels, edges, edges[1:], strict=False)
    )
