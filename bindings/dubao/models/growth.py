"""Growth curves: series that rise to a ceiling.

>>> fitted = GrowthCurve(ceiling=100).fit([12, 18, 26, 38, 50, 63, 74, 82, 88])
>>> round(fitted.params["midpoint"], 1), round(fitted.params["rate"], 2)
(4.0, 0.51)
"""

from __future__ import annotations

from dubao import _core
from dubao.models.base import Model


class GrowthCurve(Model):
    """Logistic, Gompertz, Richards, Bass or asymptotic growth to a known or estimated ceiling.

    Parameters
    ----------
    shape : {"logistic", "gompertz", "richards", "bass", "asymptotic"}
        Symmetric; early inflection; inflection estimated; sales of an innovation since its launch; growth that slows from the
        start.
    ceiling : float, optional
        Known ceiling, unit of ``y``: 100 for a share in percent, a target of saturation. Estimated when left out.
    limit : float, optional
        The estimated ceiling is not above it: 100 for a share whose own ceiling may be lower.
    alias : str
        Column name.

    Raises
    ------
    InputError
        E-GRO-001 for an unknown shape, E-GRO-002 when ceiling or limit is not positive or lies below a value.

    Notes
    -----
    ``params`` holds the curve, ``sigma`` (standard deviation about it), standard errors ``…_se`` and the ends ``ceiling_lower``
    and ``ceiling_upper`` of the 95 % profile-likelihood interval of the ceiling. Where the data bound the ceiling on one side
    only, that end is missing and a note says "ceiling not identified". Paths stay in [0, ceiling or limit given].

    Examples
    --------
    >>> fitted = GrowthCurve(limit=100).fit([12, 18, 26, 38, 50, 63, 74, 82, 88])
    >>> forecast = fitted.predict(h=5, level=95)
    >>> bool(forecast["hi-95"].max() <= 100), fitted.name
    (True, 'GrowthCurve(logistic)')
    """

    _options = ("shape", "ceiling", "limit")

    def __init__(
        self,
        shape: str = "logistic",
        ceiling: float | None = None,
        limit: float | None = None,
        alias: str = "GrowthCurve",
    ) -> None:
        self.shape = shape
        self.ceiling = ceiling
        self.limit = limit
        self.core = _core.GrowthCurve(
            shape=shape,
            ceiling=float("nan") if ceiling is None else float(ceiling),
            limit=float("nan") if limit is None else float(limit),
            alias=alias,
        )
