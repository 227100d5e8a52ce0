"""Reads tests/golden/regression: answers of R, and NIST's linear sets with exact answers."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

GOLDEN = Path(__file__).parents[2] / "golden/regression"


def lines(name: str) -> Iterator[dict[str, str]]:
    """Rows of a file of this folder, remarks left out."""
    with (GOLDEN / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


@cache
def answers(name: str) -> dict[tuple[str, str], dict[str, list[float]]]:
    """(case, quantity) → name → values in the order of the file."""
    out: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in lines(name):
        out[row["case"], row["quantity"]][row["name"]].append(float(row["value"]))
    return out


def named(name: str, case: str, quantity: str) -> dict[str, float]:
    """One value a name."""
    found = {key: values[0] for key, values in answers(name)[case, quantity].items()}
    assert found, (case, quantity)
    return found


def column(name: str, case: str, quantity: str) -> np.ndarray:
    """Values of a quantity whose names are 1, 2, …"""
    return np.array(list(named(name, case, quantity).values()))


def nist_linear() -> dict[str, dict]:
    """Name → X, y, intercept, and the exact estimates, errors, residual_sd and r2."""
    rows = defaultdict(list)
    for row in lines("nist_linear.csv"):
        rows[row["dataset"]].append(row)
    out: dict[str, dict] = {}
    for name, group in rows.items():
        degree = int(group[0]["degree"])
        if degree:
            x = np.array([[float(row["x1"]) ** d for d in range(1, degree + 1)] for row in group])
        else:
            x = np.array([[float(row[f"x{j}"]) for j in range(1, 7) if row[f"x{j}"]] for row in group])
        out[name] = {
            "X": x,
            "y": np.array([float(row["y"]) for row in group]),
            "intercept": group[0]["intercept"] == "1",
            "estimates": [],
            "errors": [],
        }
    for row in lines("nist_linear_certified.csv"):
        one = out[row["dataset"]]
        one["estimates"].append(float(row["estimate"]))
        one["errors"].append(float(row["std_error"]))
        one["residual_sd"], one["r2"] = float(row["residual_sd"]), float(row["r_squared"])
    return out


def digits(found: np.ndarray, exact: np.ndarray) -> float:
    """Correct digits of the worst value: -log10 of the relative error, of the absolute one where the answer is 0; at most 15."""
    found, exact = np.asarray(found, float), np.asarray(exact, float)
    error = np.abs(found - exact) / np.where(exact == 0, 1, np.abs(exact))
    return float(min(15.0, -np.log10(error.max()))) if error.max() > 0 else 15.0
