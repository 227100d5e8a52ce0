"""Invented institutions: the worked example whose every figure is known, and a small one for single clauses."""

from __future__ import annotations

import pytest

from dubao.labour.capacity import Institution, Learners, LecturerShare, Location, Postgraduates, Unit


def lecturers(
    unit: str, location: str, *groups: tuple[int, str, str, str, float]
) -> tuple[LecturerShare, ...]:
    """Groups of (count, degree, title, category, weight)."""
    out = []
    for count, degree, title, category, weight in groups:
        out += [
            LecturerShare(
                f"{unit}-{degree}-{title}-{category}-{k}", location, unit, degree, title, category, weight
            )  # type: ignore[arg-type]
            for k in range(count)
        ]
    return tuple(out)


@pytest.fixture
def worked_example() -> Institution:
    """One location of 13,440 m², two groups, coefficients of Circular 01/2024 assumed; ALL FIGURES INVENTED."""
    permanent = "permanent"
    return Institution(
        code="XYZ",
        name="Invented university",
        intake_year=2027,
        invented=True,
        locations=(Location("HN", "Head office", 13_440),),
        units=(
            Unit("HN", "4802", "Information technology"),
            Unit("HN", "5202", "Electronics and telecommunications"),
        ),
        learners=(
            Learners(
                "HN", "4802", "bachelor", "regular", 1600, 4, announced=440, actual=420, planned=462,
                first_year_dropout=0.11, employment_rate=0.83,
            ),
            Learners(
                "HN", "4802", "bachelor", "blended", 200, 4, announced=45, actual=45, planned=49,
                first_year_dropout=0.11, employment_rate=0.83,
            ),
            Learners(
                "HN", "5202", "bachelor", "regular", 1200, 4, announced=430, actual=400, planned=430,
                first_year_dropout=0.12, employment_rate=0.68,
            ),
        ),
        lecturers=lecturers(
            "4802",
            "HN",
            (2, "bachelor", "none", permanent, 1.0),
            (20, "master", "none", permanent, 1.0),
            (18, "doctoral", "none", permanent, 1.0),
            (3, "doctoral", "associate_professor", permanent, 1.0),
            (4, "doctoral", "none", "co_permanent", 0.5),
        )
        + lecturers(
            "5202",
            "HN",
            (14, "master", "none", permanent, 1.0),
            (22, "doctoral", "none", permanent, 1.0),
            (5, "doctoral", "associate_professor", permanent, 1.0),
        ),
        postgraduates=(
            Postgraduates("HN", "8480201", 18, 3, stock=60, planned=36),
            Postgraduates("HN", "9480201", 18, 3, stock=8, planned=2),
            Postgraduates("HN", "8520201", 22, 5, stock=40, planned=24),
            Postgraduates("HN", "9520201", 22, 5, stock=8, planned=2),
        ),
        working_age_permanent_share=0.9,
        doctoral_lecturer_share=0.5,
        trains_doctors=True,
    )  # fmt: skip


@pytest.fixture
def small_example() -> Institution:
    """2,800 m², ten doctors, a hundred learners, 40 announced and 40 came: small numbers for single clauses."""
    return Institution(
        code="SML",
        name="Invented college",
        intake_year=2027,
        invented=True,
        locations=(Location("A", "Head office", 2800),),
        units=(Unit("A", "4801", "Computing", 1.0, 1.0, confirmed=True),),
        learners=(
            Learners(
                "A", "4801", "bachelor", "regular", 100, 4, announced=40, actual=40, planned=40,
                first_year_dropout=0.05, employment_rate=0.9,
            ),
        ),
        lecturers=lecturers("4801", "A", (10, "doctoral", "none", "permanent", 1.0)),
        working_age_permanent_share=0.9,
        doctoral_lecturer_share=0.5,
    )  # fmt: skip
