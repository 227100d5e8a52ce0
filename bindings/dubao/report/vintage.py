"""The vintage of an edition: forecasts of every group, what was observed, scores, and the digests of all inputs."""

from __future__ import annotations

import math
from pathlib import Path

from dubao.data.vintage import Manifest, write_vintage
from dubao.data.vintage_tables import quantile_rows
from dubao.report.chapters.context import Context
from dubao.report.document import Document
from dubao.report.pipeline_series import History
from dubao.report.summaries import PROBABILITIES

MODEL = "dubao"
_STATUS = {"issued": "published"}


def write_report_vintage(document: Document, context: Context, folder: Path, configuration: str) -> Path:
    """Writes ``folder/<vintage id>`` and gives it."""
    settings = context.configuration
    digests: dict[str, str] = context.results.extra.get("digests", {})  # type: ignore[assignment]
    manifest = Manifest(
        id=document.vintage_id,
        created=settings.report.generated.isoformat(),
        data_cutoff=document.data_cutoff.isoformat(),
        seed=settings.forecast.seed,
        commit="" if document.commit == "unknown" else document.commit,
        inputs=dict(digests),
        supersedes=settings.report.supersedes,
        status=_STATUS.get(document.state, "draft"),
        simulated=document.simulated,
    )
    return write_vintage(
        folder, manifest, configuration=configuration, forecasts=_forecasts(context), observations=_observations(context), evaluation=_evaluation(context)
    )  # fmt: skip


def _forecasts(context: Context) -> list[dict]:
    rows: list[dict] = []
    settings = context.configuration.forecast
    for forecast in context.results.forecasts.values():
        flags = [
            "estimate" if y <= settings.estimate_to else "" if y <= settings.forecast_to else "scenario"
            for y in forecast.years
        ]
        names = ("low95", "low80", "low50", "median", "high50", "high80", "high95")
        quantiles = {
            p: [getattr(s, name) for s in forecast.summaries]
            for p, name in zip(PROBABILITIES, names, strict=True)
        }
        rows += quantile_rows(
            _series(context, forecast.group.key),
            [str(y) for y in forecast.years],
            quantiles,
            model=MODEL,
            unit="persons",
            flags=flags,
        )
    return rows


def _observations(context: Context) -> list[dict]:
    rows = []
    for forecast in context.results.forecasts.values():
        history = forecast.history
        for year, value in zip(history.years, history.values, strict=True):
            if math.isfinite(value):
                rows.append(
                    {**_observed(history, year), "unique_id": _series(context, forecast.group.key), "ds": str(year), "value": float(value), "unit": "persons"}
                )  # fmt: skip
    return rows


def _observed(history: History, year: int) -> dict:
    """Status, source, break and standard error of an observed value."""
    row = next((r for r in history.record.rows if r["period"] == str(year)), {})
    error = float(history.standard_errors[history.years.index(year)])
    return {
        "status": row.get("status") or "",
        "source_id": row.get("source_id") or "",
        "break_before": "1" if year in history.breaks else "",
        "standard_error": error if math.isfinite(error) else None,
    }


def _evaluation(context: Context) -> list[dict]:
    rows = []
    for score in context.results.backtest:
        for metric, value in (
            ("MASE", score.mase),
            ("coverage-80", score.coverage80),
            ("coverage-95", score.coverage95),
        ):
            if score.forecasts:
                rows.append(
                    {
                        "vintage": context.vintage_id,
                        "scenario": "baseline",
                        "unique_id": _series(context, score.group),
                        "model": score.method,
                        "metric": metric,
                        "value": value,
                        "count": score.forecasts,
                    }
                )
    return rows


def _series(context: Context, key: str) -> str:
    group = context.configuration.group(key)
    return group.series or group.total_series or key
