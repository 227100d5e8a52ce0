"""Candidates for new occupations on simulated panels: false alarms where none is planted, recovery where one is.

    python tests/bench/candidates.py [--panels 20] [--planted "new role"]
    python tests/bench/candidates.py --pay

The second measures premia: cover of their intervals on simulated wages, and pay of the two occupations planted in panels like the demo country's.

Panels of tests/python/support/made_up_panels.py: 48 months, 160 postings a month from two sources, five roles of six skills and four skills that all
roles ask for. A planted role is recovered when a candidate shares at least half of the skills of both together with it (Jaccard 0.5).
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python" / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from demo.panel_roles import NEW_OCCUPATIONS
from demo.postings_panel import postings_panel
from made_up_panels import KNOWN_ROLE, NEW_ROLE, panel
from made_up_wages import PLANTED as PREMIA
from made_up_wages import wage_postings

from dubao.postings import SalaryTerms, coded_postings, find_candidates, salary_premium
from dubao.postings.wage_regression import CONTROLS, WageData, fit_wages

PLANTED = (
    "nothing",
    "rising skill",
    "two rising skills of one role",
    "growing role",
    "new source",
    "new role",
    "new role of known skills",
)


def shown(values: list[float]) -> str:
    return "none" if not values else " ".join(f"{v:.2f}" for v in np.quantile(values, [0.0, 0.5, 1.0]))


def run(planted: str, panels: int, first: int, **options: float) -> None:
    target = {"new role": set(NEW_ROLE), "new role of known skills": set(KNOWN_ROLE)}.get(planted, set())
    false, hits, purity, near, beside, other, began = 0, 0, [], [], [], {}, time.perf_counter()
    for seed in range(first, first + panels):
        found = find_candidates(panel(seed, planted, **options), replicates=50)
        matches = [len(set(c.skills) & target) / len(set(c.skills) | target) for c in found.candidates]
        hits += any(m >= 0.5 for m in matches)
        false += sum(m < 0.5 for m in matches)
        purity += [m for m in matches if m >= 0.5]
        near += [c.similarity for c in (*found.candidates, *found.others)]
        beside += [c.beside_similarity for c in (*found.candidates, *found.others)]
        for one in found.others:
            for reason in one.rejected:
                other[reason] = other.get(reason, 0) + 1
    print(
        f"{planted} {options or ''}: {panels} panels, false candidates {false}, recovered {hits}, mean Jaccard {np.mean(purity) if purity else float('nan'):.2f}, "
        f"similarity {shown(near)}, beside {shown(beside)}, others {other}, {(time.perf_counter() - began) / panels:.1f} s each",
        flush=True,
    )


def run_pay(panels: int = 100, countries: int = 6) -> None:
    held, found, false = [], [], 0
    for seed in range(100, 100 + panels):
        skills = salary_premium(wage_postings(seed)).skills
        held += [s.low <= 100 * np.expm1(PREMIA.get(s.skill, 0.0)) <= s.high for s in skills]
        found += [s.stands_out for s in skills if s.skill in PREMIA]
        false += any(s.stands_out for s in skills if s.skill not in PREMIA)
    print(
        f"premia: cover of 90 % intervals {np.mean(held):.3f} of {len(held)}, planted ones stand out {np.mean(found):.3f}, others in {false} of {panels} panels"
    )
    for name, new in NEW_OCCUPATIONS.items():
        core = set(list(new.skills)[:3])
        percents = []
        for seed in range(1, countries + 1):
            rows = coded_postings(
                postings_panel(np.random.default_rng(seed))[0].rows,
                salary_unit=1e6, salary_currency="VND", salary_period="month",
            )  # fmt: skip
            data, _ = WageData.read(rows, SalaryTerms())
            own = np.array([len(core & set(r.skills)) >= 2 for r in data.records], dtype=float)
            percents.append(fit_wages(data, {"own": own}, tuple(CONTROLS), "auto").percent("own", 0.9)[0])
        print(
            f"pay of {name}: planted {100 * np.expm1(new.premium):.0f} %, found {np.mean(percents):.1f} % on average of {countries} panels"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--panels", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--planted", choices=PLANTED)
    parser.add_argument("--ceiling", type=float)
    parser.add_argument("--pay", action="store_true")
    given = parser.parse_args()
    if given.pay:
        run_pay()
        raise SystemExit
    for what in [given.planted] if given.planted else PLANTED:
        run(what, given.panels, given.first, **({"ceiling": given.ceiling} if given.ceiling else {}))
