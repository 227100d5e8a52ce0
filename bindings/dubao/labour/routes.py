"""Routes into the labour market beside the straight one: military service, return from abroad, courses, retraining."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.education import EntryFlows
from dubao.labour.rates import RateLike, as_rate
from dubao.labour.results import Result, frozen, shown


@dataclass(frozen=True)
class Stay:
    """A stay of fixed length.

    Parameters
    ----------
    periods : int
        Its length.
    completion : rate
        Part of those who begin that completes it.
    earlier : sequence of float
        Beginners of the ``periods`` periods before the first, oldest first; empty: nobody was under way.
    """

    periods: int = 1
    completion: RateLike = 1.0
    earlier: Sequence[float] = ()

    def core(self, name: str) -> tuple[int, Any, list[float]]:
        """The form the compiled core takes."""
        rate = as_rate(self.completion, f"{name}.completion").core()
        return (int(self.periods), rate, [float(one) for one in self.earlier])


@dataclass(frozen=True)
class TrainingRoute:
    """A course without a degree, or retraining of people who already work.

    Parameters
    ----------
    beginners : array_like, draws × horizon
        Persons a period, from the first period of entry on; a list of yearly numbers is the same on every path.
    stay : Stay
        Length and completion.
    participation : rate
        Part of those who complete in the labour force.
    retraining : bool
        The beginners leave the labour force of another group: that flow is ``withdrawn`` of the result.
    """

    beginners: Any
    stay: Stay = Stay()
    participation: RateLike = 1.0
    retraining: bool = False


@dataclass(frozen=True, repr=False)
class StayFlows(Result):
    """People through a stay, draws × horizon: begun, completed, broken off, and the stock under way."""

    begun: np.ndarray
    completed: np.ndarray
    broken_off: np.ndarray
    stock: np.ndarray


@dataclass(frozen=True, repr=False)
class TrainingFlows(Result):
    """People through a training route, draws × horizon: completed = entrants + outside the labour force."""

    begun: np.ndarray
    completed: np.ndarray
    broken_off: np.ndarray
    stock: np.ndarray
    entrants: np.ndarray
    outside_labour_force: np.ndarray
    withdrawn: np.ndarray


@dataclass(frozen=True, repr=False)
class RouteFlows(Result):
    """Supply of a programme with its routes, draws × horizon.

    Attributes
    ----------
    start : str
        First period of entry.
    direct : ndarray
        Entrants who do not serve first.
    service : StayFlows
        Military service.
    emigrated, returned, abroad : ndarray
        Flows out and back, and the stock abroad.
    training : mapping of str to TrainingFlows
        By route.
    supply : ndarray
        direct + completed service + returned + entrants of the routes + inflows.
    """

    start: str
    direct: np.ndarray
    service: StayFlows
    emigrated: np.ndarray
    returned: np.ndarray
    abroad: np.ndarray
    training: Mapping[str, TrainingFlows]
    supply: np.ndarray

    @property
    def withdrawn(self) -> np.ndarray:
        """People who leave other groups for retraining: to be taken out of the other side of the account."""
        return sum((route.withdrawn for route in self.training.values()), np.zeros_like(self.supply))

    def __repr__(self) -> str:
        return f"RouteFlows({self.supply.shape[1]} periods from {self.start}: {shown(self.supply.sum(axis=1))} persons)"


def supply_routes(
    entry: EntryFlows,
    *,
    called_up: RateLike = 0.0,
    service: Stay | None = None,
    abroad: float = 0.0,
    return_rate: RateLike = 0.0,
    training: Mapping[str, TrainingRoute] | None = None,
    inflows: Mapping[str, Any] | None = None,
    programme: str = "",
    seed: int = 1,
) -> RouteFlows:
    """Adds the other routes to a programme's entrants: nobody is made and nobody is lost.

    Graduates who study on are the intake of the next programme (:func:`dubao.labour.pipeline`).

    Parameters
    ----------
    entry : EntryFlows
        What the programme's graduates do.
    called_up : rate
        Part of the entrants who serve first.
    service : Stay, optional
        Length of military service and part that comes back to work; needed where somebody is called up.
    abroad : float
        People of the programme abroad before the first period.
    return_rate : rate
        Part of those abroad who return in a period.
    training : mapping of str to TrainingRoute, optional
        Routes without a degree, and retraining.
    inflows : mapping of str to array_like, optional
        Persons a period who come by no route of the programme: immigrants, people who re-enter the labour force. Draws ×
        horizon; a list of yearly numbers is the same on every path.
    programme : str
        Names the streams of the uncertain rates.
    seed : int
        The same seed gives the same bits.

    Returns
    -------
    RouteFlows

    Raises
    ------
    dubao.errors.InputError
        E-PIP-003, E-PIP-004, E-PIP-009 … E-PIP-011, naming the route; all problems at once.

    Examples
    --------
    >>> from dubao.labour.education import labour_market_entry
    >>> entry = labour_market_entry([100.0, 100.0, 100.0], start="2025", emigration=0.1)
    >>> found = supply_routes(entry, called_up=0.2, service=Stay(2), abroad=50.0, return_rate=0.1)
    >>> found.direct.round(6).tolist(), found.returned.round(6).tolist()
    ([[72.0, 72.0, 72.0]], [[5.0, 5.5, 5.95]])
    >>> found.supply.round(6).tolist()
    [[77.0, 77.5, 95.95]]
    """
    draws = len(entry.entrants)
    routes = []

    def on_every_path(persons: Any) -> np.ndarray:
        paths = np.atleast_2d(np.asarray(persons, dtype=float))
        return np.repeat(paths, draws, axis=0) if len(paths) == 1 else paths

    for name, route in (training or {}).items():
        beginners = on_every_path(route.beginners)
        part = as_rate(route.participation, f"{name}.participation").core()
        routes.append((name, beginners, route.stay.core(name), part, bool(route.retraining)))
    found = _core.labour.supply_routes(
        entry.entrants,
        entry.emigration,
        entry.start,
        as_rate(called_up, "called_up").core(),
        (service or Stay()).core("service"),
        float(abroad),
        as_rate(return_rate, "return_rate").core(),
        routes,
        programme,
        seed,
        *([{name: on_every_path(persons) for name, persons in inflows.items()}] if inflows else []),
    )
    return RouteFlows(
        start=entry.start,
        direct=frozen(found["direct"]),
        service=StayFlows(**{key: frozen(value) for key, value in found["service"].items()}),
        emigrated=frozen(found["emigrated"]),
        returned=frozen(found["returned"]),
        abroad=frozen(found["abroad"]),
        training={
            name: TrainingFlows(**{key: frozen(value) for key, value in flows.items()})
            for name, flows in found["training"].items()
        },
        supply=frozen(found["supply"]),
    )
