"""Made-up panels of coded postings: existing roles, and planted in them a new role, a rising skill, or nothing."""

from __future__ import annotations

from typing import Literal

import numpy as np

from dubao.postings import CodedPosting, Posting

Planted = Literal[
    "nothing",
    "new role",
    "new role of known skills",
    "rising skill",
    "two rising skills of one role",
    "growing role",
    "new source",
]
NEW_ROLE = ("n0", "n1", "n2", "k0", "k1")
KNOWN_ROLE = ("r0s0", "r0s1", "r1s0", "r1s1")


def panel(
    seed: int,
    planted: Planted,
    *,
    months: int = 48,
    size: int = 120,
    roles: int = 5,
    ceiling: float = 0.12,
    begins: int = 20,
    tells: float = 0.75,
    one_source: bool = False,
) -> list[CodedPosting]:
    """Roles of six skills each and four skills of everybody; two sources, of which one leans to a role and begins late (``new source``).

    The new role reaches ``ceiling`` of all postings within a year, and is coded to occupation ``o0``, as a coder does who does not know it.
    """
    rng = np.random.default_rng(seed)
    own = {f"r{k}": {f"r{k}s{j}": 0.25 + 0.5 * float(rng.uniform()) for j in range(6)} for k in range(roles)}
    common = {f"k{j}": 0.15 + 0.25 * float(rng.uniform()) for j in range(4)}
    asked = dict.fromkeys(NEW_ROLE if planted == "new role" else KNOWN_ROLE, tells)
    out: list[CodedPosting] = []
    for t in range(months):
        name = f"{2020 + t // 12}-{t % 12 + 1:02d}"
        for source in ("a",) if one_source else ("a", "b"):
            if source == "b" and planted == "new source" and t < months // 2:
                continue
            leans = 3.0 if source == "b" else 1.0
            weight = np.array([leans, *[1.0] * (roles - 1)]) * np.exp(rng.normal(0.0, 0.1, roles))
            if planted == "growing role":
                weight[1] *= 0.2 * np.exp(3.0 * max(0.0, t - begins) / (months - begins))
            new = (
                ceiling / (1.0 + np.exp(-(t - begins - 6) / 2.0))
                if planted.startswith("new role") and t >= begins
                else 0.0
            )
            for n in range(int(rng.poisson(size if source == "a" else size / 3))):
                is_new = rng.uniform() < new
                role = 0 if is_new else int(rng.choice(roles, p=weight / weight.sum()))
                chances = {**common, **(asked if is_new else own[f"r{role}"])}
                rise = 2.5 * max(0.0, t - begins) / (months - begins)
                for skill in {"rising skill": ("k0",), "two rising skills of one role": ("r0s0", "r0s1")}.get(
                    planted, ()
                ):
                    if skill in chances:
                        odds = 0.08 / 0.92 * np.exp(rise)
                        chances[skill] = float(odds / (1.0 + odds))
                if source == "b":
                    chances = {s: min(0.95, 1.5 * p) if s in common else p for s, p in chances.items()}
                skills = tuple(sorted(s for s, p in chances.items() if rng.uniform() < p))
                out.append(
                    CodedPosting(
                        Posting(source, f"{t}-{n}", None, name, "x", place="p"),
                        skills,
                        f"o{role}",
                        f"r{role}",
                    )
                )
    return out
