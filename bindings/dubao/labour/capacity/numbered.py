"""What every determination can do with its numbers: find one by name, weigh a plan, give its limits as a matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from dubao.errors import InputError, Problem
from dubao.labour.capacity.institution import Institution
from dubao.labour.capacity.plan_check import Constraints
from dubao.labour.capacity.readings import Readings
from dubao.labour.capacity.row_frames import rows_frame
from dubao.labour.capacity.rows import Limit, MaximumRow, Variable
from dubao.labour.capacity.rules import AdmissionRules

__all__ = ["Key", "Numbered", "Plan"]

#: A number by location, code (unit, or seven-digit major), level and form; or its name, these joined by "/".
Key = tuple[str, str, str, str]
Plan = Mapping[str | Key, float]


def unknown_number(name: str, known: str) -> InputError:
    """The error of a number that does not exist, with one that does."""
    return InputError(
        Problem(
            "E-CAP-019",
            vi=f"không có số lượng tuyển sinh '{name}'",
            en=f"no number '{name}'",
            remedy_vi=f"gọi tên theo địa điểm/mã/trình độ/hình thức, ví dụ {known}",
            remedy_en=f"name it as location/code/level/form, for example {known}",
            argument="plan",
            series=name,
        )
    )


def core_case(
    institution: Institution, rules: AdmissionRules, readings: Readings
) -> tuple[Any, str, int, Any, Any, Any]:
    """What the compiled core determines with."""
    return (
        institution,
        rules.rule_set,
        rules.intake_year,
        rules.core_rows(),
        readings.core_choices(),
        rules.core_fields(),
    )


class Numbered:
    """Base of determinations: ``variables``, ``maxima`` and ``limits`` in the order of the compiled core.

    ``tables`` names the tables of the determination and the class of their rows.
    """

    tables: ClassVar[Mapping[str, type]]
    variables: tuple[Variable, ...]
    maxima: tuple[MaximumRow, ...]
    limits: tuple[Limit, ...]

    def place(self, key: str | Key) -> int:
        """Position of a number among the variables; an error (E-CAP-019) where there is none."""
        name = key if isinstance(key, str) else "/".join(key)
        for position, one in enumerate(self.variables):
            if one.name == name:
                return position
        raise unknown_number(name, self.variables[0].name if self.variables else "-")

    def maximum(self, location: str, code: str, level: str = "bachelor", form: str = "regular") -> MaximumRow:
        """The row of one number; an error (E-CAP-019) where there is none."""
        return self.maxima[self.place((location, code, level, form))]

    def frame(self, name: str = "maxima", kind: str = "pandas") -> Any:
        """One table as a frame.

        Parameters
        ----------
        name : str
            A name of ``tables``. Clauses are joined to one text; the ceilings of the maxima are columns ``ceiling_…``.
        kind : {"pandas", "polars", "pyarrow", "dict"}

        Raises
        ------
        dubao.errors.InputError
            E-CAP-022 for a table there is not.
        """
        if name not in self.tables:
            known = ", ".join(self.tables)
            raise InputError(
                Problem(
                    "E-CAP-022",
                    vi=f"không có bảng '{name}'",
                    en=f"no table '{name}'",
                    remedy_vi=f"dùng {known}",
                    remedy_en=f"use {known}",
                    argument="name",
                )
            )
        return rows_frame(getattr(self, name), self.tables[name], kind)

    def persons(self, plan: Plan | None = None) -> list[float]:
        """One number a variable: those of the plan, else the institution's plan, 0 where it has none."""
        out = [0.0 if np.isnan(one.planned) else one.planned for one in self.variables]
        for key, value in (plan or {}).items():
            out[self.place(key)] = float(value)
        return out

    def constraints(self, *, reserve: bool | None = None) -> Constraints:
        """The linear limits on the choice of persons, for an optimisation.

        Parameters
        ----------
        reserve : bool, optional
            Whether the limits of reading B of the clause of 15 % are among them. Default: they are, so that a choice stays
            within the lower reading; where a reading of A1 is chosen they are among the limits exactly if it asks for them.
            Before 2027 there are none.

        Returns
        -------
        Constraints
            ``matrix @ persons <= bounds`` with persons ≥ 0. A pool that is overdrawn has bound 0: nobody may be admitted.
        """
        kept = [one for one in self.limits if not one.reading or reserve is not False]
        places = {one.name: v for v, one in enumerate(self.variables)}
        matrix = np.zeros((len(kept), len(self.variables)))
        for row, one in enumerate(kept):
            for name, coefficient in one.terms:
                matrix[row, places[name]] = coefficient
        bounds = np.array([max(0.0, one.bound) for one in kept])
        matrix.flags.writeable = bounds.flags.writeable = False
        return Constraints(self.variables, tuple(kept), matrix, bounds)
