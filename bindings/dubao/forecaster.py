"""Forecaster: models over a panel, with draws, intervals and cross-validation.

>>> import dubao
>>> df = {"unique_id": ["a"] * 5, "ds": [2020, 2021, 2022, 2023, 2024], "y": [10.0, 12.0, 11.0, 13.0, 14.0]}
>>> fc = dubao.Forecaster(freq="YE", n_jobs=1).fit(df)
>>> sorted(fc.predict(h=2, level=[80]))
['Ensemble', 'Ensemble-hi-80', 'Ensemble-lo-80', 'ds', 'unique_id']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from dubao import _core
from dubao._core import __version__
from dubao.arguments import core_model, interval_columns, percent_levels, whole_number
from dubao.arguments import probabilities as probabilities_of
from dubao.errors import InputError, Problem
from dubao.frames import Panel, read_panel
from dubao.lasting import Lasting
from dubao.models.interventions import cleaned
from dubao.overridable import Overridable
from dubao.panel_draws import PanelDraws

# Paths behind `predict`: with 2000 of them the 2.5 % quantile has a standard error of about 2 % of a standard deviation.
DRAWS = 2000
SEED = 1


class Forecaster(Overridable, Lasting):
    """Fits models to every series of a panel and forecasts with draws.

    Parameters
    ----------
    models : sequence of models, optional
        From ``dubao.models``; the default is the calibrated ensemble.
    freq : str or int
        ``"YE"``, ``"HYE"`` (half-years, also ``"2QE"`` or ``"6ME"``), ``"QE"``, ``"ME"``, ``"W"`` (ISO weeks), ``"D"`` or
        an integer step when ``ds`` counts.
    n_jobs : int
        Threads; -1 uses all cores. The numbers do not depend on it.
    non_negative : bool
        Raises every path and point forecast to 0 at least.
    target : {"signal", "survey"}
        What the draws are draws of, where standard errors are given: what is true, or the next published figure.
    dependence : {"independent", "copula"}
        Whether the paths of different series are drawn together (Gaussian copula with shrunken residual correlation).
    calibration : {"auto", "table", "panel", "none"}
        Where past errors come from: the table that ships with the library, alone or with a factor from rolling origins
        inside the panel (``"auto"``: of annual panels of 20 series or more; ``"panel"``: of any, alone where there is no
        table), or the model's own draws untouched. With either the growth of the default is pooled over a panel of 20 annual,
        quarterly or monthly series or more.
    intervals : {"calibrated", "analytic", "simulated", "bootstrap", "conformal"}
        Where the width of intervals comes from: past errors as ``calibration`` says; the model's closed-form variance, as R
        prints intervals; the model's own draws; those with resampled residuals; the model's errors at past origins of each
        series. Whatever it is, an interval is a quantile of :meth:`draws`. See :doc:`/intervals`.
    se_scale : float, optional
        Factor in [0, 1] on the standard errors; estimated on the panel when not given.
    gaps : {"refuse", "missing"}
        A period without a row is an error, or a missing value.
    outliers : {"automatic"}, optional
        Looks for undeclared breaks and outliers first and takes them out (:class:`dubao.models.Cleaned` around every
        model); by default nothing is looked for.
    """

    def __init__(
        self,
        models: Sequence[Any] | None = None,
        freq: str | int | None = "YE",
        n_jobs: int = -1,
        *,
        non_negative: bool = False,
        target: str = "signal",
        dependence: str = "independent",
        calibration: str = "auto",
        intervals: str = "calibrated",
        se_scale: float | None = None,
        gaps: str = "refuse",
        outliers: str | None = None,
    ) -> None:
        self._given_models = (
            None
            if models is None
            else list(models)
            if isinstance(models, Sequence) and not isinstance(models, str)
            else [models]
        )
        if models is None:
            models = [_core.DefaultEnsemble()]
        self.models = (
            list(models) if isinstance(models, Sequence) and not isinstance(models, str) else [models]
        )
        self.freq = freq
        self.n_jobs = n_jobs
        self._settings: dict[str, Any] = {
            "non_negative": non_negative,
            "target": target,
            "dependence": dependence,
            "calibration": calibration,
            "intervals": intervals,
            "se_scale": se_scale,
        }
        self._gaps, self._outliers = gaps, outliers
        self._options = _core.ForecasterOptions(threads=max(0, n_jobs), **self._settings)
        self._core_models = [core_model(m) for m in self.models]
        if outliers is not None:
            self._core_models = [cleaned(m, outliers) for m in self._core_models]
        self._core: _core.Forecaster | None = None
        self._panel: Panel | None = None
        self._overrides = []
        self._saved_notes = None
        # The same fits with intervals from other sources, made when they are first asked for.
        self._other_sources: dict[str, _core.Forecaster] = {}
        self._new_core()  # two models of one name are refused here

    @property
    def aliases(self) -> list[str]:
        """Column names of the models."""
        return [m.alias for m in self._core_models]

    def fit(
        self, df: Any, *, id_col: str = "unique_id", time_col: str = "ds", target_col: str = "y"
    ) -> Forecaster:
        """Fits all models to all series.

        Parameters
        ----------
        df : DataFrame, Table, mapping of arrays or sequence of Series
            Columns ``unique_id, ds, y`` and optionally ``se`` and ``break``.

        Returns
        -------
        Forecaster
            Itself.
        """
        panel = read_panel(
            df, self.freq, id_col=id_col, time_col=time_col, target_col=target_col, gaps=self._gaps
        )
        core = self._new_core()
        core.fit(panel.series)
        self._set_fitted(core, panel)
        return self

    def predict(
        self,
        h: int,
        level: Iterable[float] | float | None = None,
        *,
        quantiles: Iterable[float] | None = None,
        n: int = DRAWS,
        seed: int = SEED,
        intervals: str | None = None,
    ) -> Any:
        """Point forecasts, intervals and quantiles; a quantile is the quantile of ``draws(h, n, seed)``.

        Parameters
        ----------
        h : int
            Periods ahead.
        level : list of float, optional
            Percent, for instance ``[80, 95]``: columns ``Model-lo-95`` and ``Model-hi-95``.
        quantiles : list of float, optional
            Probabilities, for instance ``[0.1, 0.9]``: columns ``Model-q-0.1``.
        intervals : str, optional
            Another source of intervals than that of the forecaster, for comparison: nothing is fitted again, but
            ``"conformal"`` fits the models at past origins.

        Returns
        -------
        frame
            Of the kind given to ``fit``, columns ``unique_id, ds`` and those of the models.
        """
        core, panel = self._core_with(intervals), self._fitted()[1]
        h = whole_number("h", h)
        levels, probabilities = percent_levels(level), probabilities_of(quantiles)
        columns: dict[str, Any] = {
            "unique_id": [i for i in panel.ids for _ in range(h)],
            "ds": [stamp for i in range(len(panel.ids)) for stamp in panel.future(i, h)],
        }
        for m, alias in enumerate(self.aliases):
            moves = self._movements(m, h, n, seed, core=core)
            mean = core.mean(m, h)
            for (i, k), move in moves.items():
                mean[i, k] = max(move.new, move.floor)
            columns[alias] = mean.ravel()
            names, asked = interval_columns(alias, levels, probabilities)
            if asked:
                found = core.quantiles(m, h, asked, n, seed)
                for (i, k), move in moves.items():
                    found[i, :, k] = move.apply(found[i, :, k])
                columns |= {name: found[:, k, :].ravel() for k, name in enumerate(names)}
        return panel.write(columns)

    def forecast(
        self,
        df: Any = None,
        h: int = 1,
        level: Iterable[float] | float | None = None,
        *,
        quantiles: Iterable[float] | None = None,
        n: int = DRAWS,
        seed: int = SEED,
        id_col: str = "unique_id",
        time_col: str = "ds",
        target_col: str = "y",
    ) -> Any:
        """Fits and predicts in one pass; see :meth:`fit` and :meth:`predict`."""
        if df is not None:
            self.fit(df, id_col=id_col, time_col=time_col, target_col=target_col)
        return self.predict(h, level, quantiles=quantiles, n=n, seed=seed)

    def draws(
        self,
        h: int,
        n: int = DRAWS,
        seed: int = SEED,
        *,
        model: str | None = None,
        intervals: str | None = None,
    ) -> PanelDraws:
        """Joint sample paths of one model.

        Parameters
        ----------
        h, n, seed : int
            Periods ahead, paths, seed. Same seed, same bits, for any number of threads.
        model : str, optional
            Column name of the model; the first one by default.
        intervals : str, optional
            As in :meth:`predict`.
        """
        core, panel = self._core_with(intervals), self._fitted()[1]
        h, n = whole_number("h", h), whole_number("n", n)
        alias = self.aliases[0] if model is None else model
        if alias not in self.aliases:
            raise InputError(
                Problem(
                    "E-FRC-005",
                    argument="model",
                    vi=f"không có mô hình “{alias}”; có: {', '.join(self.aliases)}",
                    en=f'there is no model "{alias}"; there are: {", ".join(self.aliases)}',
                    remedy_vi="chọn một tên trong danh sách",
                    remedy_en="choose a name of the list",
                )
            )
        m = self.aliases.index(alias)
        paths = core.draws(m, h, n, seed)
        for (i, k), move in self._movements(m, h, n, seed, paths).items():
            paths[i, :, k] = move.apply(paths[i, :, k])
        ds = [panel.future(i, h) for i in range(len(panel.ids))]
        return PanelDraws(alias, list(panel.ids), ds, paths, str(self._settings["target"]))

    def cross_validation(
        self,
        df: Any,
        h: int,
        n_windows: int = 1,
        step_size: int = 1,
        level: Iterable[float] | float | None = None,
        *,
        quantiles: Iterable[float] | None = None,
        crps: bool = False,
        minimum_training: int = 1,
        n: int = DRAWS,
        seed: int = SEED,
        id_col: str = "unique_id",
        time_col: str = "ds",
        target_col: str = "y",
    ) -> Any:
        """Forecasts from past origins with only what was known then.

        Parameters
        ----------
        h, n_windows, step_size : int
            Periods ahead, origins per series, periods between origins. A series too short for an origin is left out
            of it.
        crps : bool
            Adds ``Model-crps``, the continuous ranked probability score of the draws.

        Returns
        -------
        frame
            ``unique_id, ds, cutoff, y`` and the columns of the models. Rows across a declared break are left out:
            forecast and value are of different definitions.
        """
        panel = read_panel(
            df, self.freq, id_col=id_col, time_col=time_col, target_col=target_col, gaps=self._gaps
        )
        h = whole_number("h", h)
        levels, probabilities = percent_levels(level), probabilities_of(quantiles)
        asked = [interval_columns(alias, levels, probabilities) for alias in self.aliases]
        origins = _core.cross_validation(
            self._core_models,
            self._options,
            panel.series,
            h=h,
            n_windows=whole_number("n_windows", n_windows),
            step_size=whole_number("step_size", step_size),
            minimum_training=whole_number("minimum_training", minimum_training),
            n_draws=n if crps or asked[0][1] else 0,
            seed=seed,
            probabilities=asked[0][1],
        )
        if not origins:
            raise InputError(
                Problem(
                    "E-FRC-006",
                    argument="h",
                    vi="không chuỗi nào đủ dài cho một gốc dự báo",
                    en="no series is long enough for one origin",
                    remedy_vi="giảm h hoặc minimum_training",
                    remedy_en="reduce h or minimum_training",
                )
            )
        columns: dict[str, list[Any]] = {name: [] for name in ("unique_id", "ds", "cutoff", "y")}
        position = {str(key): i for i, key in enumerate(panel.ids)}
        for origin in origins:
            i = position[origin["id"]]
            last = panel.stamps[i][0]
            steps = _core.period_difference(origin["cutoff"], panel.series[i].start)
            for k in range(h):
                if origin["across_break"][k]:
                    continue
                columns["unique_id"].append(panel.ids[i])
                columns["ds"].append(last.shift(steps + 1 + k))
                columns["cutoff"].append(last.shift(steps))
                columns["y"].append(float(origin["actual"][k]))
                for m, alias in enumerate(self.aliases):
                    own = origin["models"][m]
                    columns.setdefault(alias, []).append(float(own["mean"][k]))
                    for row, name in enumerate(asked[m][0]):
                        columns.setdefault(name, []).append(float(own["quantiles"][row, k]))
                    if crps:
                        columns.setdefault(f"{alias}-crps", []).append(float(own["crps"][k]))
        return panel.write(columns)

    def notes(self, model: str | None = None) -> dict[Any, list[str]]:
        """What the fits have to say, by series: ladder, fallbacks, members left out."""
        core, panel = self._fitted()
        m = 0 if model is None else self.aliases.index(model)
        fits = self._fit_notes(m)
        behind = [core.interval_note(i, m) for i in range(len(panel.ids))]
        return {
            key: fits[i]
            + [note for note in (behind[i],) if note]
            + [o.text("en") for j, _, o in self._overrides if j == i and o.model in (None, self.aliases[m])]
            for i, key in enumerate(panel.ids)
        }

    def _fit_notes(self, m: int) -> list[list[str]]:
        """Notes of the fits of one model, by series; of a forecaster that was read from a file those that were written."""
        core, panel = self._fitted()
        if self._saved_notes is not None:
            return self._saved_notes[m]
        return [list(core.summary(i, m)["notes"]) for i in range(len(panel.ids))]

    def fitted_values(self) -> Any:
        """One-step predictions inside the sample: ``unique_id, ds, y`` and one column per model, missing where there is none."""
        core, panel = self._fitted()
        columns: dict[str, list[Any]] = {"unique_id": [], "ds": [], "y": []}
        for i, series in enumerate(panel.series):
            first = panel.stamps[i][0]
            columns["unique_id"] += [panel.ids[i]] * len(series)
            columns["ds"] += [first.shift(k) for k in range(len(series))]
            columns["y"] += series.values.tolist()
            for m, alias in enumerate(self.aliases):
                columns.setdefault(alias, []).extend(core.summary(i, m)["fitted_values"].tolist())
        return panel.write(columns)

    @property
    def provenance(self) -> dict[str, Any]:
        """What the numbers came from: version, models, settings, factor on the standard errors, calibration."""
        core, panel = self._fitted()
        return {
            "dubao": __version__,
            "models": {a: core.calibration_note(m) for m, a in enumerate(self.aliases)},
            "freq": panel.freq,
            "series": len(panel.ids),
            "observations": int(sum(np.isfinite(s.values).sum() for s in panel.series)),
            "settings": dict(self._settings),
            "se_scale": core.sampling_scale,
            "overrides": [one.to_dict() for one in self.overrides],
        }

    def _new_core(self) -> _core.Forecaster:
        return _core.Forecaster(self._core_models, self._options)

    def _set_fitted(self, core: _core.Forecaster, panel: Panel) -> None:
        self._core, self._panel = core, panel
        self._overrides, self._saved_notes, self._other_sources = [], None, {}

    def _core_with(self, intervals: str | None) -> _core.Forecaster:
        """The fits with intervals from a source; by default that of the forecaster."""
        core, _ = self._fitted()
        if intervals is None or intervals == self._settings["intervals"]:
            return core
        if intervals not in self._other_sources:
            self._other_sources[intervals] = core.with_intervals(intervals)
        return self._other_sources[intervals]

    def _constructor_settings(self) -> dict[str, Any]:
        """Arguments that make the same forecaster, but the models."""
        given = {"freq": self.freq, "n_jobs": self.n_jobs, "gaps": self._gaps, "outliers": self._outliers}
        return given | self._settings

    def _fitted(self) -> tuple[_core.Forecaster, Panel]:
        if self._core is None or self._panel is None:
            raise InputError(
                Problem(
                    "E-FRC-007",
                    argument="fit",
                    vi="chưa ước lượng mô hình",
                    en="the forecaster is not fitted",
                    remedy_vi="gọi fit(df) trước",
                    remedy_en="call fit(df) first",
                )
            )
        return self._core, self._panel

    def __repr__(self) -> str:
        state = f"fitted to {len(self._panel.ids)} series" if self._panel else "not fitted"
        return f"{type(self).__name__}({', '.join(self.aliases)}; freq={self.freq}, {state})"


def __getattr__(name: str) -> Any:
    # The ecosystem's name stands in a module of its own, on top of this one.
    if name == "StatsForecast":
        from dubao.statsforecast import StatsForecast

        return StatsForecast
    raise AttributeError(f"module 'dubao.forecaster' has no attribute {name!r}")
