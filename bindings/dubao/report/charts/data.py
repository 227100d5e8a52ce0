"""What each kind of chart shows, as plain values.

Values are in the unit named; labels are in both languages; None = missing. Every chart can be turned into a table with
``rows()``: the table stands under the chart for who cannot see it, and is what its CSV button gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dubao.report.text import Text


@dataclass(frozen=True)
class FanData:
    """Observed values, then median and bands outward. ``scenario_from`` begins the hatched part that is not calibrated."""

    unit: Text
    observed_periods: tuple[str, ...]
    observed: tuple[float | None, ...]
    forecast_periods: tuple[str, ...]
    median: tuple[float, ...]
    low50: tuple[float, ...]
    high50: tuple[float, ...]
    low80: tuple[float, ...]
    high80: tuple[float, ...]
    low95: tuple[float, ...]
    high95: tuple[float, ...]
    breaks: tuple[tuple[str, Text], ...] = ()
    scenario_from: str | None = None
    kind: Literal["fan"] = "fan"


@dataclass(frozen=True)
class OpeningsData:
    """Openings of a group, split into expansion and replacement, with the 80 % range of the sum (one bar a label)."""

    unit: Text
    labels: tuple[Text, ...]
    expansion: tuple[float, ...]
    replacement: tuple[float, ...]
    low80: tuple[float, ...]
    high80: tuple[float, ...]
    kind: Literal["openings"] = "openings"


@dataclass(frozen=True)
class DotsData:
    """Several methods or groups compared on one measure: one row a label, one dot a series, optional reference line."""

    unit: Text
    labels: tuple[Text, ...]
    series: tuple[Text, ...]
    values: tuple[tuple[float | None, ...], ...]
    """values[series][label]"""
    reference: float | None = None
    reference_label: Text | None = None
    kind: Literal["dots"] = "dots"


@dataclass(frozen=True)
class TargetsData:
    """Dated targets: value reached or forecast (with interval) against the value set."""

    labels: tuple[Text, ...]
    due: tuple[str, ...]
    target: tuple[float, ...]
    value: tuple[float | None, ...]
    low80: tuple[float | None, ...]
    high80: tuple[float | None, ...]
    verdict: tuple[Text, ...]
    unit: tuple[Text, ...]
    kind: Literal["targets"] = "targets"


@dataclass(frozen=True)
class ScopeLadderData:
    """The scope ladder: who counts whom, smallest to largest, one bar a scope; official and claimed are told apart."""

    unit: Text
    labels: tuple[Text, ...]
    values: tuple[float, ...]
    official: tuple[bool, ...]
    notes: tuple[Text, ...]
    kind: Literal["ladder"] = "ladder"


@dataclass(frozen=True)
class TornadoData:
    """Effect of each assumption on a headline: value at low, base and high of the assumption."""

    unit: Text
    labels: tuple[Text, ...]
    base: float
    at_low: tuple[float, ...]
    at_high: tuple[float, ...]
    kind: Literal["tornado"] = "tornado"


@dataclass(frozen=True)
class TileMapData:
    """A tile-grid map of the provinces, joined by code. Values None are drawn as 'no data'."""

    unit: Text
    values: tuple[tuple[str, float | None], ...]
    """(province code, value)"""
    kind: Literal["tile_map"] = "tile_map"


@dataclass(frozen=True)
class SankeyData:
    """Flows from left nodes to right nodes (education → occupation)."""

    unit: Text
    nodes: tuple[tuple[str, Text, int], ...]
    """(node id, label, column)"""
    links: tuple[tuple[str, str, float], ...]
    """(from, to, value)"""
    kind: Literal["sankey"] = "sankey"


@dataclass(frozen=True)
class PyramidData:
    """Persons by age group, men left and women right."""

    unit: Text
    ages: tuple[str, ...]
    men: tuple[float, ...]
    women: tuple[float, ...]
    kind: Literal["pyramid"] = "pyramid"


@dataclass(frozen=True)
class HeatmapData:
    """A matrix of values, for instance occupation × province."""

    unit: Text
    rows_labels: tuple[Text, ...]
    columns_labels: tuple[Text, ...]
    values: tuple[tuple[float | None, ...], ...]
    kind: Literal["heatmap"] = "heatmap"


@dataclass(frozen=True)
class RatingMatrixData:
    """Rows rated on five steps, with the probability of each step (columns sum to 1 a row) and the grade of reliability."""

    labels: tuple[Text, ...]
    steps: tuple[Text, ...]
    probabilities: tuple[tuple[float, ...], ...]
    grades: tuple[str, ...]
    kind: Literal["rating"] = "rating"


@dataclass(frozen=True)
class LinesData:
    """One or more lines over periods (context series)."""

    unit: Text
    periods: tuple[str, ...]
    labels: tuple[Text, ...]
    values: tuple[tuple[float | None, ...], ...]
    """values[line][period]"""
    breaks: tuple[tuple[str, Text], ...] = ()
    kind: Literal["lines"] = "lines"


@dataclass(frozen=True)
class QuotaData:
    """Need, legal maximum and recommended intake side by side, with the interval of the need."""

    unit: Text
    labels: tuple[Text, ...]
    need: tuple[float, ...]
    need_low80: tuple[float, ...]
    need_high80: tuple[float, ...]
    legal_maximum: tuple[float | None, ...]
    recommended: tuple[float, ...]
    kind: Literal["quota"] = "quota"


@dataclass(frozen=True)
class IntervalsData:
    """One estimate a row with its interval of a level in percent."""

    unit: Text
    labels: tuple[Text, ...]
    values: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    level: int = 80
    kind: Literal["intervals"] = "intervals"


@dataclass(frozen=True)
class MultiplesData:
    """Small multiples: a panel a label, each a line with its interval over common periods and, where given, a marked period."""

    unit: Text
    periods: tuple[str, ...]
    labels: tuple[Text, ...]
    values: tuple[tuple[float | None, ...], ...]
    """values[panel][period]; low and high alike"""
    low: tuple[tuple[float | None, ...], ...]
    high: tuple[tuple[float | None, ...], ...]
    marks: tuple[str, ...]
    """A period a panel, empty for none."""
    mark_label: Text | None = None
    level: int = 80
    kind: Literal["multiples"] = "multiples"


ChartData = (
    FanData
    | OpeningsData
    | DotsData
    | TargetsData
    | ScopeLadderData
    | TornadoData
    | TileMapData
    | SankeyData
    | PyramidData
    | HeatmapData
    | RatingMatrixData
    | LinesData
    | QuotaData
    | IntervalsData
    | MultiplesData
)
