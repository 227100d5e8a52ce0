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

from demo import age_tables as ages
from demo import demand_tables as demand
from demo import economy_tables as economy
from demo import employment_tables as employment
from demo import province_tables as provinces
from demo.earlier_editions import earlier_forecasts
from demo.education_tables import education_tables
from demo.package import write
from demo.postings_months import postings_by_month
from demo.postings_panel import postings_panel
from demo.register_tables import registers
from demo.skill_tables import skill_tables
from demo.supply_tables import supply_tables
from demo.survey import survey_design
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
        employment.employment_by_activity(world),
        employment.employment_by_occupation(world),
        employment.employment_matrix(world),
        ages.employment_by_age(world),
        ages.age_proxy(world),
        ages.exit_rates(),
        employment.employment_by_qualification(world),
        employment.employment_by_ownership(world),
        provinces.employment_by_province(world, rng),
        provinces.provincial_indicator(rng),
        *demand.vacancies_and_postings(world, rng),
        employment.labour_force(world),
        survey_design(world),
        *ages.population_tables(),
        *economy.economy_tables(world, rng),
        economy.wages(),
        *demand.security_tables(),
        *education_tables(world),
        *supply_tables(),
        *skill_tables(rng),
        *postings_panel(np.random.default_rng(SEED + 7)),  # a stream of its own: the other tables do not move
        postings_by_month(world, np.random.default_rng(SEED + 8)),
        earlier_forecasts(world, rng),
        *registers(datasets),
    ]
    write(folder, tables, pattern, resources["sources"])


if __name__ == "__main__":
    target = (
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1] / "datasets" / "demo"
    )
    make(target)
    print(f"{target}: written")
