"""Series that break forecasting programs, and every exported model in the configurations that matter for them."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

import numpy as np

from dubao import models

NAN = float("nan")
# Arguments without a default, by name: how the suite makes a model of which it knows nothing else.
REQUIRED = {
    "window_size": 3,
    "season_length": 4,
    "alpha": 0.3,
    "model": lambda: models.AutoETS(),
    "models": lambda: [models.Naive(), models.Drift()],
}
SEASONS = (4, 12)
# Options that lead to other code than the defaults, by class; unknown classes are tested with their defaults.
VARIANTS: dict[str, list[dict[str, object]]] = {
    "ETS": [
        {"error": "A", "trend": "A", "damped": True},
        {"error": "A", "trend": "A", "season": "A", "season_length": 4},
        {"error": "M", "trend": "A", "damped": True, "season": "M", "season_length": 4},
        {"error": "M", "trend": "M"},
    ],
    "Holt": [{"error_type": "M"}],
    "HoltWinters": [{"error_type": "M", "season_length": 4}],
    "Theta": [{"box_cox": True}, {"box_cox": True, "season_length": 4}],
    "DampedDrift": [{"damping": 1.0, "memory": 1.0}],
    "WindowAverage": [{"window_size": 1}],
    "CES": [{"season": "S", "season_length": 4}, {"season": "P", "season_length": 4}, {"season": "F", "season_length": 4}],
    "MSTL": [{"season_length": [4, 12]}, {"season_length": 4, "robust": True, "box_cox": True}],
    "StructuralTrend": [
        {"trend": "local level"},
        {"trend": "smooth"},
        {"trend": "damped"},
        {"trend": "drift", "log": True},
        {"trend": "drift", "season": "fixed", "season_length": 4},
        {"trend": "local level", "cycle": True},
    ],
    "Transformed": [{"power": 0.0}],
    "Ensemble": [
        {"models": [models.Naive(), models.Drift(), models.AutoTheta()], "combination": "score", "horizon": 2}
    ],
    "ARDL": [{"p": 2}, {"trend": True}, {"intercept": False, "p": 1}],
    "ARIMA": [
        {"order": (1, 1, 1)},
        {"order": (2, 0, 0)},
        {"order": (0, 2, 2)},
        {"order": (0, 1, 1), "seasonal_order": (0, 1, 1), "season_length": 4},
    ],
}  # fmt: skip


@dataclass(frozen=True)
class Configuration:
    """A model and how it was made."""

    kind: type[models.Model]
    options: tuple[tuple[str, object], ...] = ()

    def parameters(self) -> dict[str, inspect.Parameter]:
        return dict(inspect.signature(self.kind).parameters)

    def make(self) -> models.Model:
        parameters = self.parameters()
        options = dict(self.options)
        for name, parameter in parameters.items():
            if parameter.default is inspect.Parameter.empty and name not in options:
                given = REQUIRED[name]
                options[name] = given() if callable(given) else given
        return self.kind(**options)

    @property
    def is_default(self) -> bool:
        """Only options that the model cannot do without, and a season length."""
        return {name for name, _ in self.options} <= {"season_length"}

    def __str__(self) -> str:
        inside = ",".join(f"{name}={value}" for name, value in self.options)
        return f"{self.kind.__name__}({inside})"


def exported() -> list[type[models.Model]]:
    """Every model class that ``dubao.models`` exports, each once whatever its other names."""
    found: list[type[models.Model]] = []
    for name in models.__all__:
        kind = getattr(models, name)
        is_model = inspect.isclass(kind) and issubclass(kind, models.Model) and kind is not models.Model
        if is_model and kind not in found:
            found.append(kind)
    return found


def configurations(seasonal: bool = True) -> list[Configuration]:
    """Defaults, variants and, where a model takes one, the season lengths of quarters and months."""
    out = []
    for kind in exported():
        out.append(Configuration(kind))
        out += [Configuration(kind, tuple(v.items())) for v in VARIANTS.get(kind.__name__, [])]
        parameters = inspect.signature(kind).parameters
        if seasonal and "season_length" in parameters and kind is not models.ETS:
            out += [Configuration(kind, (("season_length", m),)) for m in SEASONS]
    return out


def ordinary(n: int, season: int = 1) -> np.ndarray:
    """Growth, noise and, for season > 1, a season; always positive."""
    noise = np.random.default_rng(7).normal(size=240)
    t = np.arange(n)
    wave = 6.0 * np.sin(2 * np.pi * t / season) if season > 1 else 0.0
    return 60.0 + 0.9 * t + wave + 2.5 * noise[:n]


def counts(n: int, rate: float) -> np.ndarray:
    return np.random.default_rng(11).poisson(rate, n).astype(float)


def _put(series: np.ndarray, values: dict[int, float]) -> np.ndarray:
    out = np.array(series, dtype=float)
    for position, value in values.items():
        out[position] = value
    return out


def monsters(n: int = 14) -> dict[str, np.ndarray]:
    """Series by name. All hold an observed value and no infinity: each must be forecast."""
    t = np.arange(n, dtype=float)
    plain = ordinary(n)
    out = {f"{k} value(s)": ordinary(k) for k in range(1, 13)}
    out |= {
        "constant": np.full(n, 42.0),
        "constant below zero": np.full(n, -3.5),
        "all zero": np.zeros(n),
        "negative zero": np.full(n, -0.0),
        "negative": -plain,
        "around zero": plain - plain.mean(),
        "outlier of 1e6 inside": _put(plain, values={n // 2: 1e6}),
        "outlier of 1e6 at the end": _put(plain, values={n - 1: 1e6}),
        "outlier of -1e6 at the beginning": _put(plain, values={0: -1e6}),
        "alternating": np.where(t % 2 == 0, 1.0, -1.0),
        "alternating above zero": np.where(t % 2 == 0, 10.0, 12.0),
        "exact line": 3.0 + 2.0 * t,
        "exact line down through zero": 10.0 - 2.0 * t,
        "exact exponential": 5.0 * 1.2**t,
        "exact steep exponential": 10.0**t,
        "exact decay": 1000.0 * 0.5**t,
        "one step": np.where(t < n // 2, 10.0, 50.0),
        "one step at the end": np.where(t < n - 1, 10.0, 50.0),
        "nothing, then a beginning": np.where(t < n - 3, 0.0, 10.0),
        "gone to zero": np.where(t < n - 3, 10.0, 0.0),
        "missing at the beginning": _put(plain, values=dict.fromkeys(range(4), NAN)),
        "missing at the end": _put(plain, values=dict.fromkeys(range(n - 3, n), NAN)),
        "missing inside": _put(plain, values={3: NAN, 4: NAN, 9: NAN}),
        "every second missing": np.where(t % 2 == 0, plain, NAN),
        "one value among missing ones": _put(np.full(n, NAN), values={n // 2: 7.0}),
        "two values among missing ones": _put(np.full(n, NAN), values={1: 7.0, n - 2: 9.0}),
        "scale 1e-300": plain * 1e-300,
        "scale 1e300": plain * 1e300,
        "smallest doubles": np.arange(1, n + 1) * 5e-324,
        "largest doubles": np.where(t % 2 == 0, 1.0, -1.0) * 1.7e308,
        "large level, small changes": 1e15 + plain,
        "scales mixed": 10.0 ** (((t * 7) % 13) * 20 - 120),
        "one value not zero": _put(np.zeros(n), values={n // 3: 5.0}),
        "counts with zeros": counts(n, 1.2),
        "counts, mostly zeros": counts(n, 0.2),
        "counts without zeros": 3.0 + counts(n, 4.0),
        "long and quiet": np.round(ordinary(60)),
        "quarters, exact": np.tile([10.0, 20.0, 30.0, 25.0], 6),
        "quarters": ordinary(24, 4),
        "quarters around zero": ordinary(24, 4) - 70.0,
        "quarters, one of them zero": np.tile([0.0, 20.0, 30.0, 25.0], 6) + 0.1 * np.arange(24) * np.tile([0, 1, 1, 1], 6),
        "quarters, one of them never seen": _put(ordinary(24, 4), values=dict.fromkeys(range(2, 24, 4), NAN)),
        "quarters, one and a half years": ordinary(6, 4),
        "months": ordinary(40, 12),
        "months, two years": ordinary(24, 12),
        "months, ten": ordinary(10, 12),
        "months, counts with zeros": counts(48, 0.8),
    }  # fmt: skip
    return out


def room(y: np.ndarray, horizon: int, factor: float) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest value allowed at each step: the range, and ``factor`` largest changes for each step.

    Computed without the library: the largest change of one period between neighbouring observed values; a tenth of
    the highest value where there is none.
    """
    observed = np.flatnonzero(~np.isnan(y))
    # Halved, so that a change between the largest doubles stays finite.
    values = y[observed] / 2
    change = np.abs(np.diff(values)) / np.diff(observed)
    unit = change.max() if len(change) else 0.1 * np.abs(values).max()
    steps = len(y) - 1 - observed[-1] + np.arange(1, horizon + 1)
    with np.errstate(over="ignore"):
        wide = factor * steps * unit
        return 2 * (values.min() - wide), 2 * (values.max() + wide)
