"""Error by stage: industry total, its distribution over regions, staffing share. The parts add up to the error exactly.

>>> split = stage_split([[300.0, 900.0]], [[300.0, 700.0]], industries=["software"], occupations=["programmers", "others"])
>>> row = split.to_rows()[0]
>>> row["occupation"], round(row["industry"], 9), round(row["share"], 9), row["error"]
('programmers', 50.0, -50.0, 0.0)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.labour.results import Result, frozen
from dubao.labour.staffing import StaffingShares, missing_as_none

STAGES = ("industry", "region", "share")
"""The stages, in the order in which the identity takes them."""


@dataclass(frozen=True)
class StageSplit(Result):
    """Parts of the error, regions × occupations, unit of the counts; error = industry + region + share.

    Attributes
    ----------
    regions, occupations : tuple of str
        Rows and columns; one region named "" where there is no such dimension.
    error, industry, region, share, actual : ndarray
    summary : dict
        By stage and for the error: ``sum``, ``wape`` (Σ|part| / Σ actual) and ``contribution`` (Σ error·part / Σ error²; the
        three stages sum to 1, one may be negative where it offsets another).
    national_summary : dict
        The same after adding up the regions.
    """

    regions: tuple[str, ...]
    occupations: tuple[str, ...]
    error: np.ndarray
    industry: np.ndarray
    region: np.ndarray
    share: np.ndarray
    actual: np.ndarray
    summary: Mapping[str, Mapping[str, float | None]]
    national_summary: Mapping[str, Mapping[str, float | None]]

    def to_rows(self) -> list[dict[str, Any]]:
        """One row a region and occupation, ready for a table."""
        return [
            {
                "region": region,
                "occupation": occupation,
                "actual": float(self.actual[r, o]),
                "error": float(self.error[r, o]),
                "industry": float(self.industry[r, o]),
                "region_part": float(self.region[r, o]),
                "share": float(self.share[r, o]),
            }
            for r, region in enumerate(self.regions)
            for o, occupation in enumerate(self.occupations)
        ]


def _refuse(argument: str, given: Sequence[int], wanted: Sequence[int]) -> InputError:
    text = " × ".join
    return InputError(
        Problem(
            "E-ACC-012",
            argument=argument,
            vi=f"bảng có {text(map(str, given))} ô, cần {text(map(str, wanted))}",
            en=f"the table has {text(map(str, given))} cells where {text(map(str, wanted))} are expected",
            remedy_vi="ghi cùng các vùng, ngành và nghề cho hai bảng",
            remedy_en="give forecast and outturn the same regions, industries and occupations",
        )
    )


def stage_split(
    forecast: Any,
    actual: Any,
    *,
    industries: Sequence[str],
    occupations: Sequence[str],
    regions: Sequence[str] = (),
    draws: bool = False,
) -> StageSplit:
    """Splits the error of a forecast of employment by (region ×) industry × occupation.

    Ê_ro − E_ro = Σ_i ŝ_rio ρ̂_ri (Ê_i − E_i) + Σ_i ŝ_rio E_i (ρ̂_ri − ρ_ri) + Σ_i E_ri (ŝ_rio − s_rio): industry, region and
    share, with E_rio = E_i ρ_ri s_rio and hats for the forecast.

    Parameters
    ----------
    forecast : array_like
        Persons, ≥ 0: industries × occupations, with ``regions`` as the axis before, and with ``draws`` the paths before all.
    actual : array_like
        What came, as ``forecast`` without paths.
    industries, occupations, regions : sequence of str
    draws : bool
        Whether the first axis of ``forecast`` is the paths: the split is made on every path and averaged, so that it adds up
        to the error of the mean.

    Returns
    -------
    StageSplit

    Raises
    ------
    dubao.errors.InputError
        E-ACC-012 (shapes differ), E-ACC-013 (a cell is negative or not finite; all of them).

    Examples
    --------
    >>> split = stage_split([[[30.0, 70.0]], [[60.0, 40.0]]], [[[50.0, 50.0]], [[50.0, 50.0]]], industries=["i"],
    ...                     occupations=["a", "b"], regions=["north", "south"])
    >>> float(abs(split.industry + split.region + split.share - split.error).max()) < 1e-12
    True
    """
    wanted = (len(regions) or 1, len(industries), len(occupations))
    outturn = np.asarray(actual, dtype=float)
    paths = np.asarray(forecast, dtype=float)
    if not draws:
        paths = paths[np.newaxis]
    if not regions:
        outturn = outturn[np.newaxis]
        paths = np.expand_dims(paths, 1) if paths.ndim else paths
    if outturn.shape != wanted:
        raise _refuse("actual", outturn.shape, wanted)
    if paths.shape[1:] != wanted:
        raise _refuse("forecast", paths.shape[1:], wanted)
    found = _core.labour.stage_split(list(paths), outturn)

    def part(name: str) -> np.ndarray:
        return frozen(found[name])

    def summary(name: str) -> dict[str, dict[str, float | None]]:
        return {stage: missing_as_none(row) for stage, row in found[name].items()}

    return StageSplit(
        tuple(regions) or ("",),
        tuple(occupations),
        part("error"),
        part("industry"),
        part("region"),
        part("share"),
        part("actual"),
        summary("summary"),
        summary("national_summary"),
    )


def cell_draws(employment: Mapping[str, Any], shares: StaffingShares, period: int) -> np.ndarray:
    """Employment by industry × occupation on every path, draws × industries × occupations, for :func:`stage_split`.

    Parameters
    ----------
    employment : mapping of str to array_like
        Draws × horizon of each industry of ``shares``.
    shares : StaffingShares
    period : int
        Position in the horizon, 0 first.

    Returns
    -------
    ndarray
        Industries and occupations in the order of ``shares``.

    Examples
    --------
    >>> from dubao.labour import given_shares
    >>> shares = given_shares({"i": {"a": [[0.3]], "b": [[0.7]]}}, start="2025")
    >>> cell_draws({"i": [[100.0], [200.0]]}, shares, 0).tolist()
    [[[30.0, 70.0]], [[60.0, 140.0]]]
    """
    return np.stack(
        [
            np.stack(
                [
                    np.asarray(employment[i], dtype=float)[:, period] * cell[:, period]
                    for cell in row.values()
                ],
                axis=-1,
            )
            for i, row in shares.shares.items()
        ],
        axis=1,
    )
