"""The part of the forecaster that takes overrides by experts; see :mod:`dubao.overrides`.

>>> import dubao
>>> df = {"unique_id": ["a"] * 5, "ds": [2020, 2021, 2022, 2023, 2024], "y": [10.0, 12.0, 11.0, 13.0, 14.0]}
>>> fc = dubao.Forecaster(freq="YE", n_jobs=1).fit(df)
>>> fc.override("a", 2026, 1.5, "panel of experts", "two data centres open", kind="shift").notes()["a"][-1]
'override of 2026: shift by 1.5 (panel of experts: two data centres open)'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dubao import _core
from dubao.arguments import percent_levels
from dubao.overrides import Movement, Override, checked, movement, refuse_place
from dubao.timestamps import frequency_alias, read_stamp

if TYPE_CHECKING:
    from typing_extensions import Self

    from dubao.frames import Panel

# As in the forecaster: paths behind its intervals.
DRAWS = 2000
SEED = 1


class Overridable:
    """What :class:`dubao.Forecaster` knows of overrides; not for use by itself."""

    freq: str | int | None
    _settings: dict[str, Any]
    _overrides: list[tuple[int, int, Override]]

    @property
    def aliases(self) -> list[str]:
        raise NotImplementedError

    def _fitted(self) -> tuple[_core.Forecaster, Panel]:
        raise NotImplementedError

    def override(
        self,
        unique_id: Any,
        ds: Any,
        value: float,
        who: str,
        why: str,
        kind: str = "replace",
        *,
        spread: float | None = None,
        model: str | None = None,
    ) -> Self:
        """Moves the forecast of one period to what an expert knows, and logs who did it and why.

        Parameters
        ----------
        unique_id, ds
            Series and period, written as in the table; the period lies after the last one of the series.
        value : float
            The new point forecast (``replace``), what is added to it (``shift``) or its factor (``factor``).
        who, why : str
            Author and reason.
        kind : {"replace", "shift", "factor"}
        spread : float, optional
            Standard deviation of the paths of this period; the model's by default, so that an expert's number is not
            mistaken for certainty.
        model : str, optional
            Column name of the only model it applies to; all by default.

        Returns
        -------
        Forecaster
            Itself. Several overrides of one period act one after the other; ``fit`` starts without any.

        Raises
        ------
        InputError
            E-OVR-001 to E-OVR-007, all problems at once.

        Examples
        --------
        >>> from dubao import Forecaster
        >>> df = {"unique_id": ["a"] * 5, "ds": [2020, 2021, 2022, 2023, 2024], "y": [10.0, 12.0, 11.0, 13.0, 14.0]}
        >>> fc = Forecaster(freq="YE", n_jobs=1).fit(df).override("a", 2025, 20.0, "ministry", "a new park opens")
        >>> float(fc.predict(h=1)["Ensemble"][0])
        20.0
        """
        _, panel = self._fitted()
        one = checked(Override(unique_id, ds, kind, float(value), who, why, spread, model), self.aliases)
        if unique_id not in panel.ids:
            raise refuse_place(unique_id, ds, False)
        i = panel.ids.index(unique_id)
        stamp = read_stamp(ds, *frequency_alias(self.freq if self.freq is not None else panel.freq))
        step = 0 if stamp is None else stamp.ordinal - panel.stamps[i][-1].ordinal
        if step < 1:
            raise refuse_place(unique_id, ds, True)
        self._overrides.append((i, step - 1, one))
        return self

    @property
    def overrides(self) -> list[Override]:
        """The overrides in the order in which they were made."""
        return [one for _, _, one in self._overrides]

    def override_log(self, level: float = 95, *, n: int = DRAWS, seed: int = SEED) -> Any:
        """The overridden periods before and after, for :func:`dubao.evaluation.score_overrides`.

        Parameters
        ----------
        level : float
            Percent of the intervals beside the point forecasts.

        Returns
        -------
        frame
            ``unique_id, ds, model, who, why, kind, value``, ``before`` and ``after`` with their ``-lo`` and ``-hi``; one row
            per override and model, periods overridden several times with their joint effect.
        """
        core, panel = self._fitted()
        names = ("unique_id", "ds", "model", "who", "why", "kind", "value",
                 "before", "before-lo", "before-hi", "after", "after-lo", "after-hi", "level")  # fmt: skip
        columns: dict[str, list[Any]] = {name: [] for name in names}
        h = max((k + 1 for _, k, _ in self._overrides), default=1)
        ends = [0.5 - percent_levels(level)[0] / 200, 0.5 + percent_levels(level)[0] / 200]
        for m, alias in enumerate(self.aliases if self._overrides else []):
            moves = self._movements(m, h, n, seed)
            mean, found = core.mean(m, h), core.quantiles(m, h, ends, n, seed)
            for i, k, one in self._overrides:
                if (i, k) not in moves or one.model not in (None, alias):
                    continue
                move, interval = moves[i, k], found[i, :, k]
                after = move.apply(interval)
                row = (panel.ids[i], one.ds, alias, one.who, one.why, one.kind, one.value,
                       float(mean[i, k]), *interval.tolist(), max(move.new, move.floor), *after.tolist(), float(level))  # fmt: skip
                for name, value in zip(names, row, strict=True):
                    columns[name].append(value)
        return panel.write(columns)

    def _movements(
        self,
        m: int,
        h: int,
        n: int,
        seed: int,
        paths: np.ndarray | None = None,
        core: _core.Forecaster | None = None,
    ) -> dict[tuple[int, int], Movement]:
        """What the overrides do to each (series, period) of one model within the horizon; ``core``: another source of intervals."""
        core = core or self._fitted()[0]
        found: dict[tuple[int, int], list[Override]] = {}
        for i, k, one in self._overrides:
            if k < h and one.model in (None, self.aliases[m]):
                found.setdefault((i, k), []).append(one)
        if not found:
            return {}
        mean = core.mean(m, h)
        if paths is None and any(one.spread is not None for group in found.values() for one in group):
            paths = core.draws(m, h, n, seed)
        floor = 0.0 if self._settings["non_negative"] else -np.inf
        return {
            (i, k): movement(group, float(mean[i, k]), None if paths is None else paths[i, :, k], floor)
            for (i, k), group in found.items()
        }
