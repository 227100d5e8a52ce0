"""Shift-share: employment of regions from the nation's industries, with the decomposition of its growth.

Needs a table of employment by region × industry for at least one period. Without it a forecast of regions is refused, not
invented from margins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.results import Result, frozen


@dataclass(frozen=True, repr=False)
class ShiftShare(Result):
    """Employment by region and why it changes; every array is draws × horizon.

    Attributes
    ----------
    start : str
        First period of the forecast.
    employment : dict
        By region; the sum over regions is the nation on every path.
    base : dict
        Employment of each region in the last period of the table.
    national_growth, industry_mix, regional_effect : dict
        By region; the three sum to ``employment − base`` on every path. The last two sum to 0 over the regions.
    cells : dict or None
        ``cells[region][industry]``, when asked for.
    smoothing : float
        α of a damped trend: weight of the base year in the level of a share; 1 where it is taken as it is.
    shrinkage : float
        Mean factor by which slopes of a damped trend were shrunk: 1 keeps them, 0 drops them.
    notes : tuple of str
    """

    start: str
    employment: Mapping[str, np.ndarray]
    base: Mapping[str, float]
    national_growth: Mapping[str, np.ndarray]
    industry_mix: Mapping[str, np.ndarray]
    regional_effect: Mapping[str, np.ndarray]
    cells: Mapping[str, Mapping[str, np.ndarray]] | None
    smoothing: float
    shrinkage: float
    notes: tuple[str, ...]

    def __repr__(self) -> str:
        draws, horizon = next(iter(self.employment.values())).shape
        return (
            f"ShiftShare({len(self.employment)} regions, {horizon} periods from {self.start}, {draws} draws)"
        )


def shift_share(
    national: Mapping[str, Any],
    *,
    start: str,
    table: Any,
    table_start: str,
    regions: Sequence[str],
    industries: Sequence[str],
    factor: str = "damped",
    damping: float = 0.9,
    minimum_years: int = 5,
    smoothing: float | None = None,
    last_periods: int = 0,
    uncertain: bool = True,
    cells: bool = False,
    breaks: Sequence[str] = (),
    seed: int = 1,
    target: str = "signal",
) -> ShiftShare:
    """Shares the nation's industries out to regions, E_rT = Σ_i E_ri0 · (E_iT / E_i0) · q_ri, path by path.

    Parameters
    ----------
    national : mapping of str to array_like
        Draws × horizon of each industry, exactly ``industries``, ≥ 0, in the unit of the table.
    start : str
        First period of the draws, after the last of the table; periods between count as steps.
    table : array_like, periods × regions × industries
        Employment, ≥ 0, NaN = missing; the last period is the base and must be complete. ``None`` is refused with the name of
        the table that is needed.
    table_start : str
        First period of the table.
    regions, industries : sequence of str
        Keys of its rows and columns.
    factor : {"damped", "last", "constant"}
        q: damped trend of the log-ratios of a region's share, slopes shrunk toward 0 by empirical Bayes; growth of the last
        periods goes on; shares stay (q = 1).
    damping : float
        φ in (0, 1]; own default, to be chosen by back-test.
    minimum_years : int
        Usable periods below which an industry has no trend (``damped``).
    smoothing : float, optional
        α in (0, 1] (``damped``): weight of the base year in the level of a share, which is measured with error; 1 takes it as it is.
        Left out: estimated from the autocorrelation of changes over all cells.
    last_periods : int
        Periods of ``last``; 0: as many as the horizon, or as the table has.
    uncertain : bool
        Whether the factors are drawn from the changes of the past; False leaves the nation's uncertainty alone.
    cells : bool
        Whether region × industry is returned.
    breaks : sequence of str
        First periods of new definitions: no change across them is used.
    seed : int
    target : {"signal", "survey"}
        What ``national`` and the result are draws of; survey draws carry the noise of a year as well.

    Returns
    -------
    ShiftShare

    Raises
    ------
    dubao.errors.InputError
        E-LAB-040 (no table), E-LAB-041 … E-LAB-045, all problems at once.

    Examples
    --------
    >>> found = shift_share({"software": [[150.0]], "farming": [[180.0]]}, start="2025", table=[[[60.0, 40.0], [40.0, 160.0]]],
    ...                     table_start="2024", regions=["North", "South"], industries=["software", "farming"])
    >>> {region: value.round(9).tolist() for region, value in found.employment.items()}
    {'North': [[126.0]], 'South': [[204.0]]}
    >>> [float(part["North"].round(9)[0, 0]) for part in (found.national_growth, found.industry_mix, found.regional_effect)]
    [10.0, 16.0, 0.0]
    """
    counts = np.empty((0, 0, 0)) if table is None else np.asarray(table, dtype=float)
    arrays = {key: np.atleast_2d(np.asarray(value, dtype=float)) for key, value in national.items()}
    found = _core.labour.shift_share(
        arrays, start, counts, table_start, list(regions), list(industries), list(breaks), factor, damping,
        minimum_years, 0.0 if smoothing is None else float(smoothing), last_periods, uncertain, cells, seed, target,
    )  # fmt: skip

    def by_region(name: str) -> dict[str, np.ndarray]:
        return {region: frozen(found[name][region]) for region in regions}

    kept = None
    if cells:
        kept = {r: {i: frozen(found["cells"][r][i]) for i in industries} for r in regions}
    return ShiftShare(
        start=start,
        employment=by_region("employment"),
        base={region: float(found["base"][region]) for region in regions},
        national_growth=by_region("national_growth"),
        industry_mix=by_region("industry_mix"),
        regional_effect=by_region("regional_effect"),
        cells=kept,
        smoothing=found["smoothing"],
        shrinkage=found["shrinkage"],
        notes=tuple(found["notes"]),
    )
