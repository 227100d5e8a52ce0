"""Totals and their parts over time: annual values spread over quarters or months.

>>> from dubao.hierarchy import temporal_disaggregation
>>> quarters = temporal_disaggregation([10.0, 14.0], [2.0, 2, 3, 3, 3, 3, 4, 4, 5], ratio=4, aggregation="sum",
...                                    method="denton-proportional")
>>> float(quarters.mean[:4].sum().round(9)), len(quarters.mean)
(10.0, 9)
"""

from __future__ import annotations

from dubao.hierarchy.temporal import TemporalResult, temporal_disaggregation

__all__ = ["TemporalResult", "temporal_disaggregation"]
