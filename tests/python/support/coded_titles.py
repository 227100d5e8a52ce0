"""Hand-coded titles, and how well a coder does on them: precision, recall, undetermined, calibration."""

from __future__ import annotations

import csv
import gzip
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dataset_packages import table

BENCH = Path(__file__).resolve().parents[4] / "shared" / "data" / "bench" / "vietnam-it-postings"
Z = 1.959964  # of a 95 % interval


@dataclass(frozen=True)
class Title:
    """A title with the codes a person gave."""

    title: str
    text: str
    occupation: str
    role: str


@dataclass(frozen=True)
class Answer:
    """What a coder gave, with its probability."""

    code: str
    probability: float


@dataclass(frozen=True)
class Figures:
    """Counts of one target on one set of titles.

    ``given`` titles were coded, ``right`` of them as the person did; ``codable`` titles have a code at all.
    """

    titles: int
    given: int
    right: int
    codable: int

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else math.nan

    @property
    def recall(self) -> float:
        return self.right / self.codable if self.codable else math.nan

    @property
    def undetermined(self) -> float:
        return 1 - self.given / self.titles


def wilson(right: int, of: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    if not of:
        return math.nan, math.nan
    share, z2 = right / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return middle - half, middle + half


def sample(split: str) -> list[Title]:
    """A split of the shipped sample."""
    return [
        Title(r["title"], r["text"], r["occupation"], r["role"])
        for r in table("occupation-coding", "sample")
        if r["split"] == split
    ]


def real(part: str = "random") -> list[Title]:
    """The postings of the public collection whose keys and codes are shipped, of a part; empty when the collection is not at hand."""
    out: list[Title] = []
    titles: dict[tuple[str, str], str] = {}
    for name, column in (("itviec_jobs_2025", "job_names"), ("itviec_jobs_2026-04_05", "title")):
        path = BENCH / f"{name}.csv.gz"
        if not path.exists():
            return []
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=1):
                titles[name, row.get("job_key") or str(number)] = row[column]
    for row in table("occupation-coding", "sample_ids"):
        if row["part"] == part:
            out.append(Title(titles[row["file"], row["key"]], "", row["occupation"], row["role"]))
    return out


def figures(rows: Sequence[Title], answers: Sequence[Answer], target: Callable[[Title], str]) -> Figures:
    """Counts of a target."""
    given = [(target(row), one.code) for row, one in zip(rows, answers, strict=True) if one.code]
    return Figures(
        len(rows), len(given), sum(a == b for a, b in given), sum(bool(target(row)) for row in rows)
    )


def reliability(
    rows: Sequence[Title], answers: Sequence[Answer], target: Callable[[Title], str], edges: Sequence[float]
) -> tuple[list[tuple[float, float, int, float, float]], float, float]:
    """Bins (from, to, titles, mean stated, share right) of the coded titles, Brier score, expected calibration error."""
    pairs = [
        (one.probability, target(row) == one.code) for row, one in zip(rows, answers, strict=True) if one.code
    ]
    bins = []
    error = 0.0
    for low, high in zip(edges, edges[1:], strict=False):
        inside = [(p, y) for p, y in pairs if low <= p < high]
        if inside:
            stated, realised = (sum(v) / len(inside) for v in zip(*inside, strict=True))
            bins.append((low, high, len(inside), stated, realised))
            error += len(inside) / len(pairs) * abs(stated - realised)
    brier = sum((p - y) ** 2 for p, y in pairs) / len(pairs)
    return bins, brier, error
