"""Dated targets: what past ones came to, how probable future ones are, what path they need, what to collect for the rest.

A training target against a forecast of need is no such thing: they are different quantities, and nothing here judges a target.

>>> from dubao.labour import targets
>>> share = targets.Target("share_2030", indicator_en="Share", operator=">=", value=20, unit="percent", due="2030", series_id="s")
>>> found = targets.track([share], {"s": {2020: 10, 2021: 11, 2022: 12, 2023: 13, 2024: 14}}, {"s": ("2025", [[15, 16, 17, 18, 19, 20], [15, 17, 19, 21, 23, 25]])}, as_of="2025-06-30")
>>> found.rows[0].state, found.rows[0].probability, found.rows[0].required_step
('probability', 1.0, 1.0)
"""

from __future__ import annotations

from dubao.labour.targets.monitoring import monitoring_table
from dubao.labour.targets.monitoring_book import write_monitoring
from dubao.labour.targets.probability import probability_of_meeting
from dubao.labour.targets.target import Target, read_targets
from dubao.labour.targets.tracking import LikelyYear, TrackedTarget, Tracking, track

__all__ = [
    "LikelyYear",
    "Target",
    "TrackedTarget",
    "Tracking",
    "monitoring_table",
    "probability_of_meeting",
    "read_targets",
    "track",
    "write_monitoring",
]
