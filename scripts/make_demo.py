#!/usr/bin/env python3
"""Makes datasets/demo: a wholly simulated country in which every table the report can use is complete.

    .venv/bin/python scripts/make_demo.py [FOLDER]

The seed stands in scripts/demo/world.py, the meaning of each table in docs/demo-tables.md. The same seed and numpy give the same bytes;
a test checks the committed files against this script.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from demo import labour_tables as labour
from demo import supply_tables as supply
from demo.package import write
from demo.world import SEED, simulate


def make(folder: Path) -> None:
    datasets = Path(__file__).resolve().parents[1] / "datasets"
    pattern_package = json.loads(
        (datasets / "vietnam-labour" / "datapackage.json").read_text(encoding="utf-8")
    )
    resources = {r["name"]: r for r in pattern_package["resources"]}
    common = {
        "series_id",
        "period",
        "value",
        "unit",
        "standard_error",
        "status",
        "break_before",
        "source_id",
        "note",
    }
    pattern = {
        f["name"]: f for f in resources["employment_by_occupation"]["schema"]["fields"] if f["name"] in common
    }

    world = simulate()
    rng = np.random.default_rng(SEED + 1)  # a stream of its own for what hangs below the truth
    tables = [
        labour.employment_by_activity(world),
        labour.employment_by_occupation(world),
        labour.employment_matrix(world),
        labour.employment_by_age(world),
        labour.age_proxy(world),
        labour.exit_rates(),
        labour.employment_by_qualification(world),
        labour.employment_by_ownership(world),
        labour.employment_by_province(world, rng),
        labour.provincial_indicator(rng),
        *labour.vacancies_and_postings(world, rng),
        labour.labour_force(world),
        labour.survey_design(world),
        *labour.population_tables(),
        *labour.economy_tables(world, rng),
        labour.wages(),
        *labour.security_tables(),
        *supply.education_tables(world),
        *supply.supply_tables(),
        *supply.skill_tables(rng),
        supply.earlier_forecasts(world, rng),
        *supply.registers(datasets),
    ]
    write(folder, tables, pattern, resources["sources"])


if __name__ == "__main__":
    target = (
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1] / "datasets" / "demo"
    )
    make(target)
    print(f"{target}: written")
