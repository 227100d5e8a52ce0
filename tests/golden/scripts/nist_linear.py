"""NIST StRD linear regression: data and exact answers in one place for the tests.

The data are those of the National Institute of Standards and Technology's Statistical Reference Datasets (public domain). Instead of
copying the published answers, which have fifteen digits, this program computes them: the normal equations of the decimal data as they
are printed, solved in exact rational arithmetic, square roots to sixty digits. For Filip the regressors are exact powers of the printed x.

    python tests/golden/scripts/nist_linear.py FOLDER_WITH_CSV tests/golden/regression
"""

from __future__ import annotations

import csv
import sys
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

getcontext().prec = 60
# Data set: degree of the polynomial, or 0 for the columns as they stand; whether there is an intercept.
SETS = {
    "norris": (1, True), "pontius": (2, True), "noint1": (1, False), "noint2": (1, False), "filip": (10, True),
    "longley": (0, True), "wampler1": (5, True), "wampler2": (5, True), "wampler3": (5, True), "wampler4": (5, True),
    "wampler5": (5, True),
}  # fmt: skip


def root(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).sqrt()


def inverse(a: list[list[Fraction]]) -> list[list[Fraction]]:
    n = len(a)
    m = [row[:] + [Fraction(int(i == j)) for j in range(n)] for i, row in enumerate(a)]
    for k in range(n):
        pivot = next(i for i in range(k, n) if m[i][k] != 0)
        m[k], m[pivot] = m[pivot], m[k]
        m[k] = [v / m[k][k] for v in m[k]]
        for i in range(n):
            if i != k and m[i][k] != 0:
                m[i] = [v - m[i][k] * w for v, w in zip(m[i], m[k], strict=True)]
    return [row[n:] for row in m]


def main(source: Path, target: Path) -> None:
    data = ["# NIST Statistical Reference Datasets, linear regression (public domain); see nist_linear.py", "dataset,degree,intercept,y,x1,x2,x3,x4,x5,x6"]  # fmt: skip
    answers = ["# exact rational arithmetic on nist_linear.csv, 18 digits; see nist_linear.py", "dataset,parameter,estimate,std_error,residual_sd,r_squared"]  # fmt: skip
    for name, (degree, intercept) in SETS.items():
        with (source / f"{name}.csv").open() as file:
            rows = list(csv.DictReader(file))
        y = [Fraction(r["y"]) for r in rows]
        xs = [[Fraction(r[k]) for k in r if k != "y"] for r in rows]
        for r in rows:
            cells = [r[k] for k in r if k != "y"]
            data.append(",".join([name, str(degree), str(int(intercept)), r["y"], *cells, *[""] * (6 - len(cells))]))  # fmt: skip
        if degree:
            xs = [[x[0] ** d for d in range(1, degree + 1)] for x in xs]
        if intercept:
            xs = [[Fraction(1), *x] for x in xs]
        p, n = len(xs[0]), len(xs)
        cross = inverse([[sum(x[i] * x[j] for x in xs) for j in range(p)] for i in range(p)])
        right = [sum(x[i] * v for x, v in zip(xs, y, strict=True)) for i in range(p)]
        b = [sum(cross[i][j] * right[j] for j in range(p)) for i in range(p)]
        rss = sum((v - sum(c * z for c, z in zip(b, x, strict=True))) ** 2 for x, v in zip(xs, y, strict=True))  # fmt: skip
        mean = sum(y) / n if intercept else 0
        r2 = 1 - rss / sum((v - mean) ** 2 for v in y)
        for i in range(p):
            parts = (
                Decimal(b[i].numerator) / Decimal(b[i].denominator),
                root(cross[i][i] * rss / (n - p)),
                root(rss / (n - p)),
                Decimal(r2.numerator) / Decimal(r2.denominator),
            )
            title = f"B{i if intercept else i + 1}"
            answers.append(",".join([name, title, *(f"{v:.17E}" if v else "0" for v in parts)]))
    (target / "nist_linear.csv").write_text("\n".join(data) + "\n")
    (target / "nist_linear_certified.csv").write_text("\n".join(answers) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
