"""A plan against the law: the limits as a matrix, and what a plan weighs against each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dubao.labour.capacity.rows import Clause, Limit, Variable, YearEndRow

__all__ = ["Constraints", "PlanCheck", "PlanRow"]


@dataclass(frozen=True, eq=False)
class Constraints:
    """The linear limits on the numbers: ``matrix @ persons <= bounds``, persons ≥ 0.

    Attributes
    ----------
    variables : tuple of Variable
        The numbers, in the order of the columns.
    limits : tuple of Limit
        In the order of the rows, with their clauses.
    matrix : ndarray, limits × numbers
    bounds : ndarray
        Not below 0: where a pool is overdrawn already, nobody may be admitted.
    """

    variables: tuple[Variable, ...]
    limits: tuple[Limit, ...]
    matrix: np.ndarray
    bounds: np.ndarray

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the limits."""
        return tuple(one.name for one in self.limits)

    @property
    def variable_names(self) -> tuple[str, ...]:
        """Names of the numbers."""
        return tuple(one.name for one in self.variables)


@dataclass(frozen=True)
class PlanRow:
    """One limit against a plan."""

    limit: Limit
    used: float  #: Σ coefficient · persons
    slack: float  #: bound − used
    met: bool

    @property
    def name(self) -> str:
        return self.limit.name

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return self.limit.clauses


@dataclass(frozen=True)
class PlanCheck:
    """A plan against every limit.

    Attributes
    ----------
    plan : mapping of str to float
        Persons by name of the number.
    rows : tuple of PlanRow
        One a limit; those of reading B of A1, shown beside, say so in ``limit.reading``.
    year_end : tuple of YearEndRow
        Converted learners of each unit on 31 December under the plan.
    """

    plan: Mapping[str, float]
    rows: tuple[PlanRow, ...]
    year_end: tuple[YearEndRow, ...]

    @property
    def violations(self) -> tuple[PlanRow, ...]:
        """Limits that bind and are not met."""
        return tuple(row for row in self.rows if not row.met and not row.limit.reading)

    @property
    def lawful(self) -> bool:
        """Whether every limit that binds is met."""
        return not self.violations

    @property
    def lawful_under_every_reading_shown(self) -> bool:
        """Whether the limits of reading B of the clause of 15 % are met too."""
        return all(row.met for row in self.rows)
