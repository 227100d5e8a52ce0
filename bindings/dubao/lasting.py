"""The part of the forecaster that lives longer than one fit: it moves on by new rows, and is written to a file.

>>> import dubao
>>> df = {"unique_id": ["a"] * 5, "ds": [2020, 2021, 2022, 2023, 2024], "y": [10.0, 12.0, 11.0, 13.0, 14.0]}
>>> fc = dubao.Forecaster(freq="YE", n_jobs=1).fit(df)
>>> fc.update({"unique_id": ["a"], "ds": [2025], "y": [15.0]}).predict(h=1)["ds"].tolist()
[2026]
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from dubao import _core
from dubao.appending import appended
from dubao.frames import Panel, read_panel

if TYPE_CHECKING:
    from typing_extensions import Self

    from dubao.overrides import Override


class Lasting:
    """What :class:`dubao.Forecaster` knows of update and save; not for use by itself."""

    freq: str | int | None
    _gaps: str
    _overrides: list[tuple[int, int, Override]]
    _saved_notes: list[list[list[str]]] | None

    def _fitted(self) -> tuple[_core.Forecaster, Panel]:
        raise NotImplementedError

    def _set_fitted(self, core: _core.Forecaster, panel: Panel) -> None:
        raise NotImplementedError

    def update(
        self, df: Any, *, id_col: str = "unique_id", time_col: str = "ds", target_col: str = "y"
    ) -> Self:
        """Moves every fit to the end of new rows with held parameters: nothing is estimated again.

        Filters run on through the new values. Held are also the factor on the standard errors, the calibration and the past
        errors of conformal intervals. Fit again when values of the past have changed, when a definition has changed, and at
        least once a year.

        Parameters
        ----------
        df : DataFrame, Table, mapping of arrays or sequence of Series
            Rows after the last period of each series, with the columns of :meth:`fit`. Series without new rows stay where
            they are.

        Returns
        -------
        Forecaster
            Itself. Overrides of periods that are now known are dropped, the others stay. When an error is raised nothing
            has changed.

        Raises
        ------
        InputError
            E-FRC-009 for a series that was not fitted, E-FRC-010 for a period that is not new, E-FRC-011 for another
            frequency, E-FRM-010 for a gap, E-MOD-006 when a model cannot hold its parameters; all problems at once.
        ModelError
            E-MOD-008 when the held parameters cannot describe the new values.

        Examples
        --------
        >>> from dubao import Forecaster
        >>> from dubao.models import Naive
        >>> df = {"unique_id": ["a"] * 4, "ds": [2020, 2021, 2022, 2023], "y": [10.0, 12.0, 11.0, 13.0]}
        >>> fc = Forecaster([Naive()], n_jobs=1).fit(df)
        >>> fc.update({"unique_id": ["a"], "ds": [2024], "y": [20.0]}).predict(h=1)["Naive"].tolist()
        [20.0]
        """
        core, panel = self._fitted()
        new = read_panel(
            df, self.freq, id_col=id_col, time_col=time_col, target_col=target_col, gaps=self._gaps
        )
        longer = appended(panel, new, self._gaps)
        moved = core.update(longer.series)
        kept = []
        for i, step, one in self._overrides:
            left = step - (longer.stamps[i][-1].ordinal - panel.stamps[i][-1].ordinal)
            if left >= 0:
                kept.append((i, left, one))
        self._set_fitted(moved, longer)
        self._overrides = kept
        return self

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the fitted forecaster as one JSON file that :func:`dubao.load` reads.

        The file holds models and options, the series and everything that was learnt; no code. It is complete or not written
        at all. A forecaster that is read back gives the same forecasts and paths, bit for bit.

        Parameters
        ----------
        path : path

        Raises
        ------
        InputError
            E-FRC-007 before a fit, E-MOD-006 when a model cannot hold its parameters, E-SAV-003 or E-SAV-004 for a model that
            is not one of ``dubao.models`` with plain options, E-SAV-006 for series ids or periods that are no plain values,
            E-OUT-001 when the file cannot be written.

        Examples
        --------
        >>> import tempfile, pathlib, dubao
        >>> df = {"unique_id": ["a"] * 5, "ds": [2020, 2021, 2022, 2023, 2024], "y": [10.0, 12.0, 11.0, 13.0, 14.0]}
        >>> fc = dubao.Forecaster(freq="YE", n_jobs=1).fit(df)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     fc.save(pathlib.Path(folder) / "forecaster.json")
        ...     again = dubao.load(pathlib.Path(folder) / "forecaster.json")
        >>> bool((again.draws(3).paths == fc.draws(3).paths).all())
        True
        """
        from dubao.saved_forecasters import write

        write(self, path)
