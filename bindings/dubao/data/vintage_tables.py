"""The tables of a vintage: their columns, rows of quantiles, and Parquet with the same bytes for the same rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dubao.errors import Collector, MissingExtraError, Problem

Column = tuple[str, bool, str, str]
# Columns that several tables have.
_SERIES: dict[str, Column] = {"unique_id": ("string", True, "Series", "Mã chuỗi")}
_UNIT: dict[str, Column] = {"unit": ("string", True, "Unit", "Đơn vị")}
_FORECAST_BY: dict[str, Column] = {
    "scenario": ("string", True, "Scenario", "Kịch bản"),
    "model": ("string", True, "Model", "Mô hình"),
}
_VALUE: dict[str, Column] = {"value": ("number", False, "Value", "Giá trị")}
# Columns of the tables of a vintage: name → (type, required, meaning in English, in Vietnamese).
FORECASTS: dict[str, Column] = {
    **_SERIES,
    "ds": ("string", True, "Period forecast", "Kỳ dự báo"),
    "horizon": ("integer", True, "Periods after the last value known", "Số kỳ sau giá trị cuối đã biết"),
    **_FORECAST_BY,
    "output_type": ("string", True, "mean, median or quantile", "mean, median hoặc quantile"),
    "output_type_id": ("number", False, "Probability of a quantile", "Xác suất của phân vị"),
    **_VALUE,
    **_UNIT,
    "flags": ("string", False, "estimate, forecast, scenario …", "ước tính, dự báo, kịch bản …"),
}
OBSERVATIONS: dict[str, Column] = {
    **_SERIES,
    "ds": ("string", True, "Period", "Kỳ"),
    "value": ("number", False, "Value as known", "Giá trị đã biết"),
    "standard_error": ("number", False, "Standard error", "Sai số chuẩn"),
    **_UNIT,
    "status": ("string", False, "Status", "Tình trạng"),
    "break_before": ("string", False, "1: a break precedes", "1: có điểm gãy trước kỳ"),
    "source_id": ("string", False, "Source", "Nguồn"),
}
EVALUATION: dict[str, Column] = {
    "vintage": ("string", True, "Vintage scored", "Phiên bản được chấm"),
    "unique_id": ("string", True, "Series; * for all", "Mã chuỗi; * là tất cả"),
    "horizon": ("integer", False, "Periods ahead; empty for all", "Số kỳ dự báo; trống là tất cả"),
    **_FORECAST_BY,
    "metric": ("string", True, "Measure", "Thước đo"),
    **_VALUE,
    "count": ("integer", True, "Forecasts scored", "Số dự báo được chấm"),
}
TABLES = {"forecasts": FORECASTS, "observations": OBSERVATIONS, "evaluation": EVALUATION}
_OUTPUT_TYPES = ("mean", "median", "quantile")
_OUTPUT_ORDER = {name: place for place, name in enumerate(_OUTPUT_TYPES)}


def quantile_rows(
    unique_id: str,
    periods: Sequence[str],
    quantiles: Mapping[float, Sequence[float]],
    *,
    model: str,
    unit: str,
    scenario: str = "baseline",
    mean: Sequence[float] | None = None,
    flags: Sequence[str] | str = "",
    first_horizon: int = 1,
) -> list[dict[str, Any]]:
    """Rows of ``forecasts`` for one series.

    Parameters
    ----------
    periods : sequence of str
        Periods forecast, in the order of time.
    quantiles : dict
        Probability → one value for each period; 0.5 is written as the median too.
    flags : str or sequence of str
        One for all periods, or one for each.

    Examples
    --------
    >>> rows = quantile_rows("a", ["2025"], {0.5: [10.0]}, model="Ensemble", unit="persons")
    >>> [(r["output_type"], r["output_type_id"], r["value"]) for r in rows]
    [('median', None, 10.0), ('quantile', 0.5, 10.0)]
    """
    rows = []
    for k, period in enumerate(periods):
        shared = {
            "unique_id": unique_id, "ds": period, "horizon": first_horizon + k, "scenario": scenario, "model": model,
            "unit": unit, "flags": flags if isinstance(flags, str) else flags[k],
        }  # fmt: skip
        if mean is not None:
            rows.append({**shared, "output_type": "mean", "output_type_id": None, "value": float(mean[k])})
        if 0.5 in quantiles:
            value = float(quantiles[0.5][k])
            rows.append({**shared, "output_type": "median", "output_type_id": None, "value": value})
        for probability in sorted(quantiles):
            value = float(quantiles[probability][k])
            rows.append({**shared, "output_type": "quantile", "output_type_id": probability, "value": value})
    return rows


def check_rows(name: str, rows: Sequence[Mapping[str, Any]], found: Collector) -> None:
    columns = TABLES[name]
    for number, row in enumerate(rows, start=2):
        missing = [c for c, (_, needed, *_rest) in columns.items() if needed and row.get(c) is None]
        unknown = [c for c in row if c not in columns]
        wrong = name == "forecasts" and row.get("output_type") not in _OUTPUT_TYPES
        if missing or unknown or wrong:
            bad = ", ".join(missing + unknown) or "output_type"
            found.add(
                Problem(
                    "E-VIN-003", file=f"{name}.parquet", row=number, column=bad,
                    vi="thiếu giá trị, cột lạ hoặc loại kết quả lạ", en="a missing value, an unknown column or an unknown output type",
                    remedy_vi=f"dùng các cột {', '.join(columns)}", remedy_en=f"use the columns {', '.join(columns)}",
                )
            )  # fmt: skip


def write_parquet(path: Path, columns: dict[str, Column], rows: Sequence[Mapping[str, Any]]) -> None:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtraError.of("pyarrow") from None
    types = {"string": pa.string(), "integer": pa.int32(), "number": pa.float64()}
    ordered = sorted(rows, key=lambda row: tuple(_sort_key(name, row.get(name)) for name in columns))
    arrays = [
        pa.array([row.get(name) for row in ordered], types[kind]) for name, (kind, *_) in columns.items()
    ]
    schema = pa.schema([pa.field(name, types[kind]) for name, (kind, *_) in columns.items()])
    pq.write_table(pa.table(arrays, schema=schema), path, compression="zstd", use_dictionary=True)


def _sort_key(name: str, value: Any) -> tuple[bool, Any]:
    if name == "output_type" and value in _OUTPUT_ORDER:
        return (True, _OUTPUT_ORDER[value])
    # NaN has no order; it sorts as missing.
    return (False, 0) if value is None or value != value else (True, value)
