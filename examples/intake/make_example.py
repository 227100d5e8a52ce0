#!/usr/bin/env python3
"""Writes the input workbook of a university that does not exist, and a balance of the labour market that nobody observed.

    .venv/bin/python examples/intake/make_example.py [FILE.xlsx]

Every figure is invented. The head office is the worked example of docs/admission-rules.md; the branch shows a second location with a
freeze of its own. The balance (balance-2031.csv, beside the workbook) is a set of invented paths. K_GD and K_DT are those of Circular 01/2024, unconfirmed, as the template proposes them for 2027.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import NormalDist

from dubao.admission import write_template
from dubao.labour.capacity import (
    Institution,
    Learners,
    LecturerShare,
    Location,
    Offered,
    Postgraduates,
    Unit,
)

NAME = "Đại học Ví dụ (không có thật) / Example University (invented)"
HEAD_OFFICE, BRANCH = "VDA", "VDB"


def staff(prefix: str, location: str, unit: str, counts: dict[str, int]) -> tuple[LecturerShare, ...]:
    """Lecturers by kind, each with a code of its own."""
    kinds = {
        "bachelor": ("bachelor", "none", "permanent", 1.0),
        "master": ("master", "none", "permanent", 1.0),
        "doctor": ("doctoral", "none", "permanent", 1.0),
        "associate_professor": ("doctoral", "associate_professor", "permanent", 1.0),
        "co_permanent_doctor": ("doctoral", "none", "co_permanent", 0.5),
    }
    out = []
    for kind, count in counts.items():
        degree, title, category, weight = kinds[kind]
        for _ in range(count):
            code = f"{prefix}{len(out) + 1:03d}"
            out.append(LecturerShare(code, location, unit, degree, title, category, weight))  # type: ignore[arg-type]
    return tuple(out)


def example() -> Institution:
    """The invented institution."""
    it = {"bachelor": 2, "master": 20, "doctor": 18, "associate_professor": 3, "co_permanent_doctor": 4}
    electronics = {"master": 14, "doctor": 22, "associate_professor": 5}
    shows = ((2022, 560, 401), (2023, 585, 409), (2024, 600, 436), (2025, 590, 414), (2026, 600, 420))
    electronics_shows = (
        (2022, 520, 372),
        (2023, 540, 381),
        (2024, 560, 399),
        (2025, 570, 405),
        (2026, 575, 400),
    )
    blended_shows = ((2023, 60, 40), (2024, 62, 44), (2025, 66, 46), (2026, 64, 45))
    branch_shows = ((2023, 110, 76), (2024, 115, 83), (2025, 112, 77), (2026, 116, 80))
    return Institution(
        code="VDU",
        name=NAME,
        intake_year=2027,
        founded=1998,
        invented=True,
        accredited=True,
        working_age_permanent_share=0.82,
        doctoral_lecturer_share=0.53,
        trains_doctors=True,
        locations=(
            Location(HEAD_OFFICE, "Trụ sở chính", 13440.0),
            Location(BRANCH, "Phân hiệu Ví dụ", 1960.0, founded=2015),
        ),
        units=(
            Unit(HEAD_OFFICE, "4802", "Công nghệ thông tin", 0.8, 1.2),
            Unit(HEAD_OFFICE, "5202", "Kỹ thuật điện, điện tử và viễn thông", 1.0, 1.2),
            Unit(BRANCH, "4802", "Công nghệ thông tin", 0.8, 1.2),
        ),
        learners=(
            Learners(
                HEAD_OFFICE, "4802", "bachelor", "regular", 1600, 4, announced=440, actual=420,
                first_year_dropout=0.11, employment_rate=0.83,
            ),
            Learners(
                HEAD_OFFICE, "4802", "bachelor", "blended", 200, 4, announced=50, actual=45, planned=49,
                first_year_dropout=0.11, employment_rate=0.83,
            ),
            Learners(
                HEAD_OFFICE, "5202", "bachelor", "regular", 1200, 4, announced=430, actual=400,
                first_year_dropout=0.12, employment_rate=0.68,
            ),
            Learners(
                BRANCH, "4802", "bachelor", "regular", 300, 4, announced=85, actual=80,
                first_year_dropout=0.17, employment_rate=0.79,
            ),
        ),
        lecturers=(
            *staff("GV-IT-", HEAD_OFFICE, "4802", it),
            *staff("GV-DT-", HEAD_OFFICE, "5202", electronics),
            *staff("GV-PH-", BRANCH, "4802", {"master": 6, "doctor": 4}),
        ),
        postgraduates=(
            Postgraduates(HEAD_OFFICE, "8480201", 18, 3, stock=60, planned=36, announced=36, actual=33),
            Postgraduates(HEAD_OFFICE, "9480201", 18, 3, stock=8, planned=2, announced=2, actual=2),
            Postgraduates(HEAD_OFFICE, "8520203", 22, 5, stock=40, planned=24, announced=24, actual=22),
            Postgraduates(HEAD_OFFICE, "9520203", 22, 5, stock=8, planned=2, announced=2, actual=2),
        ),
        offers=(
            *(Offered(HEAD_OFFICE, "4802", "regular", year, 1, *counts) for year, *counts in shows),
            *(Offered(HEAD_OFFICE, "5202", "regular", year, 1, *counts) for year, *counts in electronics_shows),
            *(Offered(HEAD_OFFICE, "4802", "blended", year, 1, *counts) for year, *counts in blended_shows),
            *(Offered(BRANCH, "4802", "regular", year, 1, *counts) for year, *counts in branch_shows),
        ),
        notes=("Mọi số liệu đều do người viết ví dụ đặt ra. / Every figure was made up for the example.",),
    )  # fmt: skip


# Median and standard deviation of demand and of supply from elsewhere, persons: invented, in the scope of the catchment's balance.
BALANCE = {
    "4802": {2031: (15000, 2600, 8200, 900), 2032: (15600, 2900, 8400, 1000), 2033: (16100, 3200, 8600, 1100), 2034: (16500, 3500, 8800, 1200)},
    "480202": {2031: (4200, 900, 1500, 250), 2032: (4500, 1000, 1550, 280), 2033: (4800, 1100, 1600, 300), 2034: (5000, 1200, 1650, 320)},
}  # fmt: skip
PATHS = 99


def balance_rows() -> list[tuple[str, int, int, int, int]]:
    """Demand and supply on paths that stand at the quantiles of two normal distributions, the second in another order."""
    rows = []
    normal = NormalDist()
    for group, years in BALANCE.items():
        for path in range(1, PATHS + 1):
            high = normal.inv_cdf(path / (PATHS + 1))
            other = normal.inv_cdf((37 * path % (PATHS + 1)) / (PATHS + 1))
            for year, (demand, spread, supply, supply_spread) in years.items():
                rows.append(
                    (group, path, year, round(demand + spread * high), round(supply + supply_spread * other))
                )
    return rows


def write_balance(path: Path) -> Path:
    """The balance as `need.balance` of the configuration reads it."""
    lines = [
        ",".join(map(str, row)) for row in [("group", "path", "year", "demand", "supply"), *balance_rows()]
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return path


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("intake-2027.xlsx")
    print(write_template(target, institution=example()))
    print(write_balance(target.with_name("balance-2031.csv")))
