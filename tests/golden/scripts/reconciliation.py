"""Reference values of reconciliation by hierarchicalforecast on Australian domestic tourism.

    build/bench-peers/bin/python tests/golden/scripts/reconciliation.py

Reads ../shared/data/bench/hier-tourism-tsibble (tsibble::tourism, Tourism Research Australia). Base forecasts: geometric mean of
the values four and eight quarters ago, in the sample and beyond: not linear, so that they do not add up.
  states.csv    state × purpose, 45 nodes, all methods; the last 60 quarters of errors
  strict.csv    total > state, 9 nodes, proportions
  regions.csv   (state > region) × purpose, 425 nodes, MinT shrink; the last 30 quarters of errors, one decimal
The order of the nodes: aggregates before their parts, then the leaves in alphabetical order.
"""

import csv
import datetime as dt
import gzip
import importlib.metadata
import sys
from pathlib import Path

import numpy as np
from hierarchicalforecast.methods import BottomUp, MinTrace, TopDown

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT.parent / "shared/data/bench/hier-tourism-tsibble/aus_tourism_quarterly.csv.gz"
OUT = ROOT / "tests/golden/reconciliation"
VERSION = importlib.metadata.version("hierarchicalforecast")


def leaves(*columns: str) -> tuple[list[tuple[str, ...]], np.ndarray]:
    """Keys and series, leaves × quarters."""
    with gzip.open(SOURCE, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    quarters = sorted({r["quarter"] for r in rows})
    keys = sorted({tuple(r[c] for c in columns) for r in rows})
    table = np.zeros((len(keys), len(quarters)))
    row, column = {k: i for i, k in enumerate(keys)}, {q: i for i, q in enumerate(quarters)}
    for r in rows:
        table[row[tuple(r[c] for c in columns)], column[r["quarter"]]] += float(r["trips"])
    return keys, table


def summing(
    columns: tuple[str, ...], keys: list[tuple[str, ...]], kinds: list[tuple[int, ...]]
) -> tuple[list[str], np.ndarray]:
    """Names and summing matrix: one kind of node after the other, each the key columns that it keeps."""

    def name(kind: tuple[int, ...], node: tuple[str, ...]) -> str:
        place = "/".join(n for i, n in zip(kind, node, strict=True) if columns[i] != "purpose")
        purpose = [n for i, n in zip(kind, node, strict=True) if columns[i] == "purpose"]
        # The reader of these files knows no quoted commas.
        return (" × ".join(part for part in [place, *purpose] if part) or "total").replace(",", ";")

    names, rows = [], []
    for kind in kinds:
        nodes = dict.fromkeys(tuple(k[i] for i in kind) for k in keys)
        for node in nodes:
            names.append(name(kind, node))
            rows.append([float(tuple(k[i] for i in kind) == node) for k in keys])
    return names, np.array(rows)


def base(y: np.ndarray, horizon: int) -> tuple[np.ndarray, np.ndarray]:
    """Fitted values from the ninth quarter on, and forecasts."""
    fitted = np.sqrt(y[:, 4:-4] * y[:, :-8])
    ahead = np.sqrt(y[:, -4 : -4 + horizon or None] * y[:, -8 : -8 + horizon])
    return fitted, ahead


def write(name: str, names: list[str], tables: dict[str, np.ndarray]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        file.write(
            f"# hierarchicalforecast {VERSION}, numpy {np.__version__}, Python {sys.version.split()[0]}, "
            f"{dt.date.today()}: tests/golden/scripts/reconciliation.py\n"
        )
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["what", "index", *names])
        for what, table in tables.items():
            for t, row in enumerate(table.T):
                out.writerow([what, t, *(repr(float(v)) for v in row)])


def mint(method: str, s: np.ndarray, ahead: np.ndarray, errors: np.ndarray, **options: object) -> np.ndarray:
    reconciler = MinTrace(method, **options)
    zero = np.zeros_like(errors)
    return reconciler.fit_predict(S=s, y_hat=ahead, y_insample=errors, y_hat_insample=zero)["mean"]


def states() -> None:
    columns = ("state", "purpose")
    keys, bottom = leaves(*columns)
    names, s = summing(columns, keys, [(), (0,), (1,), (0, 1)])
    y = s @ bottom
    fitted, ahead = base(y, 2)
    errors = np.round((y[:, 8:] - fitted)[:, -60:], 4)
    ahead = np.round(ahead, 4)
    tables = {
        "errors": errors,
        "forecast": ahead,
        "bottom_up": BottomUp().fit_predict(S=s, y_hat=ahead)["mean"],
    }
    for method in ("ols", "wls_struct", "wls_var", "mint_cov", "mint_shrink"):
        tables[method] = mint(method, s, ahead, errors)
    # Aggregates far below their leaves, so that small leaves are pushed below zero. Base forecasts stay at 0 or above: the
    # peer raises negative ones to 0 before it starts.
    low = np.round(ahead * np.where(np.arange(len(names)) < len(names) - 32, 0.6, 1.0)[:, None], 4)
    tables["low"] = low
    for method in ("ols", "wls_var", "mint_shrink"):
        tables[f"{method}_non_negative"] = mint(method, s, low, errors, nonnegative=True)
    write("states.csv", names, tables)


def strict() -> None:
    keys, bottom = leaves("state")
    names, s = summing(("state",), keys, [(), (0,)])
    y = s @ bottom
    _, ahead = base(y, 2)
    y, ahead = np.round(y, 4), np.round(ahead, 4)
    y[0] = y[1:].sum(axis=0)
    tags = {"total": np.array([0]), "state": np.arange(1, len(names))}
    tables = {"history": y, "forecast": ahead}
    for method in ("forecast_proportions", "average_proportions", "proportion_averages"):
        tables[method] = TopDown(method).fit_predict(S=s, y_hat=ahead, y_insample=y, tags=tags)["mean"]
    write("strict.csv", names, tables)


def regions() -> None:
    columns = ("state", "region", "purpose")
    keys, bottom = leaves(*columns)
    names, s = summing(columns, keys, [(), (0,), (2,), (0, 2), (0, 1), (0, 1, 2)])
    y = s @ bottom
    fitted, ahead = base(y, 1)
    errors = np.round((y[:, 8:] - fitted)[:, -30:], 1)
    ahead = np.round(ahead, 2)
    write(
        "regions.csv",
        names,
        {"errors": errors, "forecast": ahead, "mint_shrink": mint("mint_shrink", s, ahead, errors)},
    )


if __name__ == "__main__":
    OUT.mkdir(exist_ok=True)
    states()
    strict()
    regions()
