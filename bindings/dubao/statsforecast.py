"""The ecosystem's forecaster: its name, its order of arguments, its optional arguments.

>>> from dubao import StatsForecast
>>> from dubao.models import Naive
>>> df = {"unique_id": ["a"] * 3, "ds": [2022, 2023, 2024], "y": [10.0, 12.0, 11.0]}
>>> StatsForecast(models=[Naive()], freq="YE").forecast(h=2, df=df)["Naive"].tolist()
[11.0, 11.0]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from dubao.errors import InputError, Problem
from dubao.forecaster import Forecaster


class StatsForecast(Forecaster):
    """The ecosystem's name and argument order: existing scripts run with only the import changed.

    Parameters
    ----------
    models, freq, n_jobs
        As :class:`Forecaster`.
    fallback_model : model, optional
        Accepted and not needed: every model here serves every length of series and says so in ``notes``.
    verbose : bool
        Accepted; nothing is printed.
    """

    def __init__(
        self,
        models: Sequence[Any],
        freq: str | int = "YE",
        n_jobs: int = 1,
        fallback_model: Any = None,
        verbose: bool = False,
        **settings: Any,
    ) -> None:
        super().__init__(models, freq, n_jobs, **settings)
        self.fallback_model = fallback_model
        self.verbose = verbose

    def forecast(  # type: ignore[override]
        self, h: Any = None, df: Any = None, *args: Any, fitted: bool = False, **kwargs: Any
    ) -> Any:
        """As :meth:`Forecaster.forecast`, with the ecosystem's order ``forecast(h, df)``; both orders are accepted.

        ``fitted`` is accepted: :meth:`forecast_fitted_values` answers either way.
        """
        if h is not None and not isinstance(h, (int, np.integer)):
            h, df = df, h
        return super().forecast(df, h, *args, **_known(kwargs))

    def cross_validation(  # type: ignore[override]
        self, h: Any = None, df: Any = None, *args: Any, refit: bool | int = True, **kwargs: Any
    ) -> Any:
        """As :meth:`Forecaster.cross_validation`, with the ecosystem's order ``cross_validation(h, df)``.

        Models are fitted again at every origin, whatever ``refit`` says: a forecast is judged as it would have been made.
        """
        if h is not None and not isinstance(h, (int, np.integer)):
            h, df = df, h
        return super().cross_validation(df, h, *args, **_known(kwargs))

    def forecast_fitted_values(self) -> Any:
        """As :meth:`Forecaster.fitted_values`."""
        return self.fitted_values()


def _known(arguments: dict[str, Any]) -> dict[str, Any]:
    """Drops the ecosystem's arguments that are empty; refuses those that would change the numbers."""
    unused = ("X_df", "prediction_intervals", "input_size")
    given = [name for name in unused if arguments.get(name) is not None]
    if given:
        raise InputError(
            [
                Problem(
                    "E-FRC-008",
                    argument=name,
                    vi="tham số này chưa được hỗ trợ",
                    en="this argument is not supported yet",
                    remedy_vi="bỏ tham số; khoảng dự báo đã được hiệu chỉnh sẵn",
                    remedy_en="leave it out; intervals are calibrated already",
                )
                for name in given
            ]
        )
    return {name: value for name, value in arguments.items() if name not in unused}
