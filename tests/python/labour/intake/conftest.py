"""An invented institution with two groups, and needs for them."""

from __future__ import annotations

import numpy as np
import pytest

from dubao.labour.capacity import (
    Determination,
    Institution,
    Learners,
    LecturerShare,
    Location,
    Unit,
    determine,
)
from dubao.labour.intake import Needs, Programme, need

REGULAR = {code: ("A", code, "bachelor", "regular") for code in ("4801", "4802")}


@pytest.fixture
def determination() -> Determination:
    """Two groups at one location, ten doctors each; coefficients 1; ALL FIGURES INVENTED."""
    return determine(
        Institution(
            code="SML",
            name="Invented",
            intake_year=2027,
            invented=True,
            locations=(Location("A", "Head office", 2800),),
            units=(
                Unit("A", "4801", "Computing", 1.0, 1.0, confirmed=True),
                Unit("A", "4802", "Information technology", 1.0, 1.0, confirmed=True),
            ),
            learners=(
                Learners("A", "4801", "bachelor", "regular", 360, 4, announced=90, actual=90, planned=95),
                Learners("A", "4802", "bachelor", "regular", 300, 4, announced=80, actual=80, planned=85),
                Learners("A", "4802", "bachelor", "blended", 40, 4, announced=10, actual=10, planned=10),
            ),
            lecturers=tuple(
                LecturerShare(f"L{unit}{k}", "A", unit, "doctoral")
                for unit in ("4801", "4802")
                for k in range(10)
            ),
        )
    )


def needs_of(levels: dict[str, float], *, paths: int = 200, years: int = 3, spread: float = 0.2) -> Needs:
    """Needs around a level of entrants, the same random numbers for every group."""
    random = np.random.default_rng(4)
    demand = {
        group: level * np.exp(spread * random.normal(size=(paths, years + 1)))
        for group, level in levels.items()
    }
    supply = {group: np.zeros((paths, years + 1)) for group in levels}
    return need(
        demand,
        supply,
        start=2031,
        first_intake=2027,
        years=years,
        programmes=Programme(
            drop_out=(0.1,), graduation=(0.8, 0.7, 0.9), field_share=0.7, duration={4: 0.8, 5: 0.2}
        ),
        share=1.0,
        catchment=1.0,
    )
