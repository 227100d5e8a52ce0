"""Shift-share against no change and a proportional share, on simulated and on foreign panels.

    .venv/bin/python tests/bench/regions.py

Five years ahead (ICT specialists three), all years and regions: WAPE of the regional totals and cover of central 80 % intervals.
"nation known": the nation's industries as they came, so that the regional part alone is scored; "nation forecast": by the default
forecaster. Prints the table of docs/methods.md. The foreign panels need ../shared/data/bench.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python" / "support"))

from regional_panels import (  # noqa: E402
    ICT_SPECIALISTS,
    METHODS,
    TOURISM,
    Score,
    ict_specialists_panel,
    pooled,
    score_methods,
    simulated_panel,
    tourism_panel,
)

SEEDS = range(1, 21)
ORIGINS = [10, 12, 14]
TOURISM_ORIGINS = list(range(8, 16))


def cell(score: Score) -> str:
    cover = f", {100 * score.cover:.0f} %" if score.count else ""
    return f"{100 * score.wape:.2f} %{cover}"


def main() -> int:
    columns = {
        "simulated, drift 2 % a year": pooled(
            [score_methods(simulated_panel(s, drift=0.02), ORIGINS) for s in SEEDS]
        ),
        "simulated, no drift": pooled([score_methods(simulated_panel(s, drift=0.0), ORIGINS) for s in SEEDS]),
    }
    if TOURISM.exists():
        columns["tourism, nation known"] = score_methods(tourism_panel(), TOURISM_ORIGINS)
        columns["tourism, nation forecast"] = score_methods(tourism_panel(), TOURISM_ORIGINS, realised=False)
    else:
        sys.stderr.write(f"{TOURISM} is absent: simulated panels only\n")
    if ICT_SPECIALISTS.exists():
        columns["ICT specialists, sum known"] = score_methods(ict_specialists_panel(), [6, 7, 8], horizon=3)
    sys.stdout.write(f"| method | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}\n")
    for method in METHODS:
        sys.stdout.write(
            f"| {method} | {' | '.join(cell(column[method]) for column in columns.values())} |\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
