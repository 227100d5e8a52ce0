"""The ensemble, the automatic choice, models on transformed data, and the model names that are still to come. Import all from :mod:`dubao.models`.

>>> from dubao.models import Ensemble, Naive, Drift
>>> fitted = Ensemble([Naive(), Drift()], combination="mean").fit([10.0, 12.0, 11.0, 13.0])
>>> fitted.predict(h=2)["mean"].tolist()
[13.5, 14.0]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.models import Model


class Ensemble(Model):
    """Several models at once: the point forecast is their mean or median, the paths are their mixture.

    Parameters
    ----------
    models : list of models, optional
        The members. By default those chosen on the M4 competition (annual data: Theta on Box-Cox data, AutoETS, damped
        drift on logs and on Box-Cox data, drift; quarterly: Theta on Box-Cox data, damped ETS, additive ETS on logs, damped
        drift on logs without the season, AutoARIMA; monthly: damped additive ETS in place of AutoARIMA).
    combination : {"mean", "median", "trimmed_mean", "score"}
        How the members' point forecasts become one; the default members bring their own. ``"score"``: a mean whose weights
        come from the members' errors at past origins of the series.
    weights : list of float, optional
        One per member, any sum; equal by default. Median and trimmed mean ignore them, the paths do not; ``"score"``
        starts from them.
    horizon : int
        Periods ahead that count for ``"score"``.
    n_windows : int
        Past origins for ``"score"``, fewer where the series is too short; each costs a fit of every member.
    season_length : int
        Of the default members: periods a cycle (7 for days with a week). 0: periods per year of the series. Members of one's
        own have theirs.
    alias : str
        Column name.

    Examples
    --------
    >>> Ensemble().fit([100, 108, 118, 127, 138, 150, 161, 174]).name
    'trimmed mean of Theta on Box-Cox data, AutoETS, damped drift on logs, damped drift on Box-Cox data, drift'

    >>> from dubao.models import Drift, Naive
    >>> by_score = Ensemble([Naive(), Drift()], combination="score").fit([float(t * t) for t in range(12)])
    >>> {key: round(by_score.params[key], 2) for key in ("share Naive", "share Drift")}
    {'share Naive': 0.41, 'share Drift': 0.59}
    """

    _options = ("models", "combination", "weights", "horizon", "n_windows", "season_length")

    def __init__(
        self,
        models: Sequence[Model] | None = None,
        combination: str | None = None,
        weights: Sequence[float] | None = None,
        alias: str = "Ensemble",
        horizon: int = 3,
        n_windows: int = 6,
        season_length: int = 0,
    ) -> None:
        self.models = None if models is None else list(models)
        self.combination = combination
        self.weights = weights
        self.horizon, self.n_windows, self.season_length = horizon, n_windows, season_length
        if self.models is None:
            if combination is not None or weights is not None:
                raise InputError(
                    Problem(
                        "E-ENS-005",
                        argument="models",
                        vi="combination và weights cần danh sách mô hình",
                        en="combination and weights need a list of models",
                        remedy_vi="ghi models=[...], hoặc bỏ hai tham số này",
                        remedy_en="give models=[...], or leave both out",
                    )
                )
            self.core = _core.DefaultEnsemble(alias, season_length)
        else:
            if season_length != 0:
                raise InputError(
                    Problem(
                        "E-ENS-005",
                        argument="season_length",
                        vi="season_length chỉ dành cho các mô hình thành phần mặc định",
                        en="season_length is of the default members",
                        remedy_vi="ghi season_length ở từng mô hình trong models",
                        remedy_en="give season_length to each of the models",
                    )
                )
            from dubao.arguments import core_model

            self.core = _core.Ensemble(
                [core_model(m) for m in self.models],
                combination=combination or "mean",
                weights=list(weights or []),
                alias=alias,
                horizon=horizon,
                n_windows=n_windows,
            )


class Automatic(Model):
    """One of several models, chosen by its errors at past origins of the series itself.

    The first model is the default: another must beat it by more than one standard error of the difference. On short
    series the :class:`Ensemble` is better than any choice.

    Parameters
    ----------
    models : list of models
        The default first.
    horizon : int
        Periods ahead that count.
    n_windows : int
        Past origins.

    Examples
    --------
    >>> from dubao.models import Drift, Naive
    >>> Automatic([Naive(), Drift()]).fit([float(t) for t in range(14)]).notes[0][:30]
    'chosen: Drift on 6 past origin'
    """

    _options = ("models", "horizon", "n_windows")

    def __init__(
        self, models: Sequence[Model], horizon: int = 3, n_windows: int = 6, alias: str = "Automatic"
    ) -> None:
        from dubao.arguments import core_model

        self.models, self.horizon, self.n_windows = list(models), horizon, n_windows
        self.core = _core.Automatic(
            [core_model(m) for m in self.models], horizon=horizon, n_windows=n_windows, alias=alias
        )


class Transformed(Model):
    """Any model on Box-Cox data; power 0 is the logarithm.

    Values that are not above zero are left as they are.

    Parameters
    ----------
    model : model
        Fitted to the transformed values.
    power : float, optional
        In [0, 1]; by default chosen by profile likelihood around a linear trend.
    bias_adjusted : bool
        ``True``: the point forecast is the mean (to second order); ``False``: it is transformed back as it is, a median.

    Examples
    --------
    >>> from dubao.models import DampedDrift
    >>> growth = DampedDrift(damping=1.0, memory=1.0)
    >>> Transformed(growth, power=0.0).fit([100, 110, 121, 133.1]).predict(h=1)["mean"].round(2).tolist()
    [146.41]
    """

    _options = ("model", "power", "bias_adjusted")

    def __init__(
        self,
        model: Model,
        power: float | None = None,
        bias_adjusted: bool = False,
        alias: str = "Transformed",
    ) -> None:
        from dubao.arguments import core_model

        self.model, self.power, self.bias_adjusted = model, power, bias_adjusted
        self.core = _core.Transformed(core_model(model), power, alias, bias_adjusted)


# Names of the ecosystem that the library does not have, and what to use instead.
COMING = {
    "AutoRegressive": "ARIMA(order=(1, 0, 0))",
    "AutoMFLES": "AutoETS", "AutoTBATS": "AutoETS",
    "MFLES": "AutoETS",
    "TBATS": "AutoETS",
}  # fmt: skip


def resolve(name: str) -> Any:
    """What ``dubao.models`` answers for a name it does not define itself.

    Raises
    ------
    ComingError
        E-MDL-001 for a model that this version does not have; it is an ImportError, so that an import statement shows its text.
    AttributeError
        For anything else.
    """
    if name in (own := {"Automatic": Automatic, "Ensemble": Ensemble, "Transformed": Transformed}):
        return own[name]
    if name in COMING:
        problem = Problem(
            "E-MDL-001",
            argument=name,
            vi="mô hình này chưa có trong phiên bản này",
            en="this version has no such model",
            remedy_vi=f"dùng {COMING[name]}",
            remedy_en=f"use {COMING[name]}",
        )
        raise ComingError(problem)
    raise AttributeError(f"module 'dubao.models' has no attribute {name!r}")


class ComingError(InputError, ImportError):
    """A model of the ecosystem that the library does not have."""
