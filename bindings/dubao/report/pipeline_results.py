"""What the pipeline hands to the chapters: draws and test results, no words and no formatting."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from dubao.report.config import GroupPart
from dubao.report.pipeline_series import History
from dubao.report.summaries import Summary, summarise, summarise_paths


@dataclass(frozen=True)
class GroupForecast:
    """Employment of a group, persons. ``paths`` is draws × years (signal draws: without the noise of a future survey)."""

    group: GroupPart
    history: History
    years: tuple[int, ...]
    paths: np.ndarray
    without_errors: np.ndarray | None = None
    """The same with the survey's sampling errors left out of the fit; None for sums and where no error is known."""
    notes: tuple[str, ...] = ()

    def column(self, year: int) -> np.ndarray:
        """One value a path."""
        return self.paths[:, self.years.index(year)]

    def summary(self, year: int) -> Summary:
        return self.summaries[self.years.index(year)]

    @cached_property
    def summaries(self) -> list[Summary]:
        return summarise_paths(self.paths)

    def summary_without_errors(self, year: int) -> Summary | None:
        if self.without_errors is None:
            return None
        return summarise(self.without_errors[:, self.years.index(year)])

    def probability_above(self, year: int, level: float) -> float:
        """Share of paths above a level."""
        return float(np.mean(self.column(year) > level))


@dataclass(frozen=True)
class GroupOpenings:
    """Openings of a group over the period under one age profile, persons, one value a path."""

    group: str
    profile: str
    years: tuple[int, ...]
    change: np.ndarray
    expansion: np.ndarray
    replacement: np.ndarray
    separations: np.ndarray
    total: np.ndarray
    causes: dict[str, np.ndarray] = field(default_factory=dict)

    def yearly(self, name: str) -> Summary:
        """Average a year over the period."""
        return summarise(getattr(self, name) / len(self.years))


@dataclass(frozen=True)
class OpeningsRange:
    """Openings under the proxy profile that gives fewest leavers and the one that gives most."""

    low: GroupOpenings
    high: GroupOpenings

    @property
    def years(self) -> tuple[int, ...]:
        return self.low.years

    @property
    def is_known(self) -> bool:
        """True when the age structure is published, so that there is one profile and no range."""
        return self.low is self.high

    @cached_property
    def yearly_total(self) -> Summary:
        """Both profiles with equal weight: the interval covers the forecast and the range between the profiles."""
        return summarise(np.concatenate([self.low.total, self.high.total]) / len(self.years))


@dataclass(frozen=True)
class BacktestScore:
    """Rolling-origin scores of one group and one method."""

    group: str
    method: str
    mase: float | None
    coverage80: float | None
    coverage95: float | None
    origins: int
    forecasts: int


@dataclass(frozen=True)
class PseudoVintage:
    """What the same method would have said with the data up to an earlier year."""

    group: str
    origin: int
    year: int
    summary: Summary
    naive: float
    observed: float


@dataclass(frozen=True)
class Results:
    """Everything computed for an edition."""

    forecasts: dict[str, GroupForecast]
    openings: dict[str, OpeningsRange]
    backtest: tuple[BacktestScore, ...]
    pseudo: tuple[PseudoVintage, ...]
    notes: tuple[str, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)
    """Results of the optional roles, by role."""
