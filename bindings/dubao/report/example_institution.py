"""An invented institution on which the report shows what a reading of the law does. No such institution exists.

>>> determine(worked_example(2027)).maximum("VD", "4802").before_brakes
475.0
"""

from __future__ import annotations

from dubao.labour.capacity import (
    Institution,
    Learners,
    LecturerShare,
    Location,
    Postgraduates,
    Unit,
    determine,
)

#: Persons by degree, title, kind and time, all made up: 39 converted lecturers.
_STAFF = (
    (2, "bachelor", "none", "permanent", 1.0),
    (20, "master", "none", "permanent", 1.0),
    (18, "doctoral", "none", "permanent", 1.0),
    (3, "doctoral", "associate_professor", "permanent", 1.0),
    (4, "doctoral", "none", "co_permanent", 0.5),
)

__all__ = ["determine", "worked_example"]


def worked_example(intake_year: int) -> Institution:
    """One location and one major group, information technology; every figure is invented."""
    staff = [
        LecturerShare(f"{degree}-{title}-{kind}-{k}", "VD", "4802", degree, title, kind, weight)  # type: ignore[arg-type]
        for count, degree, title, kind, weight in _STAFF
        for k in range(count)
    ]
    return Institution(
        code="VD", name="Ví dụ, không có thật / Example, invented", intake_year=intake_year, invented=True, accredited=True,
        working_age_permanent_share=0.8, doctoral_lecturer_share=0.5, trains_doctors=True,
        locations=(Location("VD", "Trụ sở chính", 13_440.0),), units=(Unit("VD", "4802", "Công nghệ thông tin"),),
        learners=(
            Learners("VD", "4802", "bachelor", "regular", 1600, 4, announced=440, actual=420, first_year_dropout=0.11, employment_rate=0.83),
            Learners("VD", "4802", "bachelor", "blended", 200, 4, announced=50, actual=45, planned=49, first_year_dropout=0.11, employment_rate=0.83),
        ),
        lecturers=tuple(staff),
        postgraduates=(
            Postgraduates("VD", "8480201", 18, 3, stock=60, planned=36, announced=36, actual=33),
            Postgraduates("VD", "9480201", 18, 3, stock=8, planned=2, announced=2, actual=2),
        ),
    )  # fmt: skip
