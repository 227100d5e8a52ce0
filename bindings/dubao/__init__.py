"""dubao: labour-market forecasts with draws all the way.

>>> import dubao
>>> dubao.__version__.count(".")
2

The core needs numpy only. Everything that draws a report (``dubao[report]``) is imported when it is used, and a missing
package names the command that installs it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dubao._core import __version__

# Public names and the module that holds each: resolved at first use, so that `import dubao` stays fast.
_LAZY = {
    "Forecaster": "dubao.forecaster",
    "StatsForecast": "dubao.statsforecast",
    "accuracy": "dubao.evaluation",
    "load": "dubao.saved_forecasters",
    "reconcile": "dubao.hierarchy",
    "temporal_disaggregation": "dubao.hierarchy",
}
_MODULES = (
    "cli",
    "data",
    "errors",
    "evaluation",
    "forecaster",
    "hierarchy",
    "labour",
    "models",
    "regression",
    "report",
)

if TYPE_CHECKING:
    from dubao.evaluation import accuracy
    from dubao.forecaster import Forecaster
    from dubao.hierarchy import reconcile, temporal_disaggregation
    from dubao.saved_forecasters import load
    from dubao.statsforecast import StatsForecast


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    if name in _MODULES:
        return import_module(f"dubao.{name}")
    raise AttributeError(f"module 'dubao' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_LAZY, *_MODULES])


__all__ = [
    "Forecaster",
    "StatsForecast",
    "__version__",
    "accuracy",
    "load",
    "reconcile",
    "temporal_disaggregation",
]
