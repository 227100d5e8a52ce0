"""Agreement of two codings of the same titles: share of equal codes, Cohen's kappa with interval, kinds of disagreement."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coded_titles import wilson
from dataset_packages import table

Pairs = Sequence[tuple[str, str]]
DRAWS = 2000
SEED = 20261123


@dataclass(frozen=True)
class Agreement:
    """Agreement on ``titles`` titles; undetermined (the empty code) counts as a code of its own."""

    titles: int
    equal: int
    interval: tuple[float, float]
    kappa: float
    kappa_interval: tuple[float, float]

    @property
    def share(self) -> float:
        return self.equal / self.titles


def codings(part: str, target: str) -> list[tuple[str, str]]:
    """First and second code of every title of a part that was coded twice."""
    first = {(row["file"], row["key"]): row for row in table("occupation-coding", "sample_ids")}
    return [
        (first[row["file"], row["key"]][target], row[target])
        for row in table("occupation-coding", "sample_second_coder")
        if row["part"] == part
    ]


def kappa(pairs: Pairs) -> float:
    """(p_o - p_e) / (1 - p_e), p_o the share of equal codes, p_e that expected of independent coders with the
    same shares of codes (Cohen 1960). NaN where both give all titles one code.
    """
    n = len(pairs)
    first, second = (Counter(codes) for codes in zip(*pairs, strict=True))
    equal = sum(a == b for a, b in pairs) / n
    chance = sum(count * second[code] for code, count in first.items()) / n**2
    return (equal - chance) / (1 - chance) if chance < 1 else math.nan


def agreement(pairs: Pairs) -> Agreement:
    """Agreement with 95 % intervals: of the share after Wilson (1927), of kappa the percentiles of a bootstrap over titles."""
    rng = random.Random(SEED)
    drawn = sorted(kappa(rng.choices(pairs, k=len(pairs))) for _ in range(DRAWS))
    equal = sum(a == b for a, b in pairs)
    low, high = (drawn[round(share * (DRAWS - 1))] for share in (0.025, 0.975))
    return Agreement(len(pairs), equal, wilson(equal, len(pairs)), kappa(pairs), (low, high))


def disagreements(pairs: Pairs) -> Counter[tuple[str, str]]:
    """How often each pair of unlike codes (first, second) was given."""
    return Counter((a, b) for a, b in pairs if a != b)
