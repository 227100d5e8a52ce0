"""A panel of your own: forecast, backtest against naive, save. Works with pandas; polars and pyarrow go the same way.

    .venv/bin/python examples/python/own_panel.py [panel.csv]

The file has the columns unique_id, ds, y and optionally se (standard error) and break (1 at the first value of a new definition).
Without a file a small table is made up here, so that the program runs; its numbers mean nothing.
"""

from __future__ import annotations

import sys

import pandas as pd

import dubao
from dubao.models import AutoETS, DampedDrift, Naive


def made_up() -> pd.DataFrame:
    """Two series of 14 years; the second changes its definition in 2021."""
    years = list(range(2011, 2025))
    steady = [20.0 + 1.5 * k + (-1) ** k for k in range(14)]
    broken = [50.0 + 2.0 * k for k in range(10)] + [40.0, 41.5, 43.2, 44.0]
    return pd.DataFrame(
        {
            "unique_id": ["steady"] * 14 + ["broken"] * 14,
            "ds": [str(year) for year in years] * 2,
            "y": steady + broken,
            "break": [0] * 14 + [int(year == 2021) for year in years],
        }
    )


def main() -> None:
    panel = pd.read_csv(sys.argv[1], dtype={"ds": str}) if len(sys.argv) > 1 else made_up()
    forecaster = dubao.Forecaster(freq="YE").fit(panel)
    print(forecaster.predict(h=5, level=[80, 95]).round(1).to_string(index=False))
    for series, notes in forecaster.notes().items():
        print(f"\n{series}: {notes[0]}")

    validation = dubao.Forecaster([Naive(), DampedDrift(), AutoETS()], freq="YE").cross_validation(
        panel, h=2, n_windows=3, minimum_training=6, level=[95]
    )
    print("\nBacktest, 2 years ahead, 3 origins a series:")
    print(dubao.accuracy(validation, train_df=panel).round(2).to_string(index=False))


if __name__ == "__main__":
    main()
