"""Totals and their parts: over units, over time, and in tables of several dimensions.

* :class:`Tree`, :func:`reconcile`, :class:`Reconciler`: forecasts of every node of a hierarchy made to add up.
* :func:`reconcile_temporal`: months, quarters and years.
* :func:`proportional_fitting`: a table with given margins, nearest to a seed (IPF, RAS).
* :func:`temporal_disaggregation`: annual values spread over quarters or months.

>>> from dubao.hierarchy import temporal_disaggregation
>>> quarters = temporal_disaggregation([10.0, 14.0], [2.0, 2, 3, 3, 3, 3, 4, 4, 5], ratio=4, aggregation="sum",
...                                    method="denton-proportional")
>>> float(quarters.mean[:4].sum().round(9)), len(quarters.mean)
(10.0, 9)
"""

from __future__ import annotations

from dubao.errors import CORE_MESSAGES
from dubao.hierarchy.messages import MESSAGES
from dubao.hierarchy.proportional_fitting import FittedTable, proportional_fitting
from dubao.hierarchy.reconciliation import Reconciled, Reconciler, reconcile
from dubao.hierarchy.temporal import TemporalResult, temporal_disaggregation
from dubao.hierarchy.temporal_hierarchy import reconcile_temporal
from dubao.hierarchy.tree import Tree

CORE_MESSAGES.update(MESSAGES)

__all__ = [
    "FittedTable",
    "Reconciled",
    "Reconciler",
    "TemporalResult",
    "Tree",
    "proportional_fitting",
    "reconcile",
    "reconcile_temporal",
    "temporal_disaggregation",
]
