"""Models: one series, one model. Each works on a bare array, and in :class:`dubao.Forecaster` on a whole panel.

>>> from dubao.models import AutoETS
>>> fitted = AutoETS().fit([10, 11, 12, 13, 14, 15, 16, 17])
>>> fitted.predict(h=2)["mean"].round(3).tolist()
[18.0, 19.0]

A fit knows its likelihood and criteria with the constants of R's ``forecast::ets``, so that the numbers can be compared,
and says in ``notes`` which rung of the short-series ladder it stands on, what it assumed and what its paths include.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dubao.models.arima import ARIMA, AutoARIMA
from dubao.models.base import DRAWS, SEED, FittedModel, Model
from dubao.models.complex_smoothing import CES, AutoCES
from dubao.models.decomposition import MSTL, Decomposition, mstl, seasonal_strength, stl
from dubao.models.dynamic_regression import (
    ARDL,
    AutoDriver,
    BoundsTest,
    DriverEffect,
    DynamicRegression,
    FittedRegression,
    driver_paths,
)
from dubao.models.growth import GrowthCurve
from dubao.models.interventions import Cleaned, Intervention, InterventionSearch, find_interventions
from dubao.models.named_forms import (
    Holt,
    HoltWinters,
    SimpleExponentialSmoothing,
    SimpleExponentialSmoothingOptimized,
)
from dubao.models.saving import load
from dubao.models.simple import (
    DampedDrift,
    Drift,
    HistoricAverage,
    Naive,
    RandomWalkWithDrift,
    SeasonalNaive,
    SeasonalWindowAverage,
    WindowAverage,
)
from dubao.models.smoothing import (
    ETS,
    AutoETS,
    AutoTheta,
    DynamicOptimizedTheta,
    DynamicTheta,
    OptimizedTheta,
    Theta,
)
from dubao.models.structural import UCM, FittedStructural, StructuralTrend

if TYPE_CHECKING:
    from dubao.ensemble import Automatic, Ensemble

__all__ = [
    "ARDL",
    "ARIMA",
    "AutoARIMA",
    "AutoCES",
    "AutoDriver",
    "AutoETS",
    "AutoTheta",
    "Automatic",
    "BoundsTest",
    "CES",
    "Cleaned",
    "DRAWS",
    "DampedDrift",
    "Decomposition",
    "Drift",
    "DriverEffect",
    "DynamicOptimizedTheta",
    "DynamicRegression",
    "DynamicTheta",
    "ETS",
    "Ensemble",
    "FittedModel",
    "FittedRegression",
    "FittedStructural",
    "GrowthCurve",
    "HistoricAverage",
    "Holt",
    "HoltWinters",
    "Intervention",
    "InterventionSearch",
    "MSTL",
    "Model",
    "Naive",
    "OptimizedTheta",
    "RandomWalkWithDrift",
    "SEED",
    "SeasonalNaive",
    "SeasonalWindowAverage",
    "SimpleExponentialSmoothing",
    "SimpleExponentialSmoothingOptimized",
    "StructuralTrend",
    "Theta",
    "UCM",
    "WindowAverage",
    "driver_paths",
    "find_interventions",
    "load",
    "mstl",
    "seasonal_strength",
    "stl",
]


def __getattr__(name: str) -> object:
    if name.startswith("_"):
        raise AttributeError(f"module 'dubao.models' has no attribute {name!r}")
    # The ensemble stands on the forecast folder of the library; it and the names still to come have a module of their own.
    from dubao.ensemble import resolve

    return resolve(name)
