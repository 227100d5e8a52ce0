"""Emergence: which terms of job postings are new, rising or fading, with controlled false discoveries.

A term is whatever is counted in postings: a skill, a title, a pair of skills. Months are looks: flags may be read every month.

>>> from dubao.labour import emergence
>>> counts = emergence.TermCounts.from_rows(
...     [("docker", f"2024-{m:02d}", 2 * m) for m in range(1, 13)], [(f"2024-{m:02d}", 200) for m in range(1, 13)])
>>> counts.terms, counts.months[0], float(counts.postings.sum())
(('docker',), '2024-01', 2400.0)
"""

from dubao.labour.emergence.descriptions import STATES, TermDescription, describe
from dubao.labour.emergence.detection import Detection, TermEvidence, detect
from dubao.labour.emergence.share_forecasts import ShareForecast, ShareForecasts, forecast_shares
from dubao.labour.emergence.term_counts import TermCounts

__all__ = [
    "STATES",
    "Detection",
    "ShareForecast",
    "ShareForecasts",
    "TermCounts",
    "TermDescription",
    "TermEvidence",
    "describe",
    "detect",
    "forecast_shares",
]
