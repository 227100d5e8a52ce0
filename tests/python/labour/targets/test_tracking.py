"""Tracking: facts for past dates, probabilities only with enough comparable years, "no data" with a reason for the rest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour.targets import Target, track

SEEN = {2020 + k: 10.0 + k for k in range(5)}
PATHS = [[15, 16, 17, 18, 19], [15, 17, 20, 21, 23]]
TARGET = Target(
    "t",
    operator=">=",
    value=20,
    unit="percent",
    due="2027",
    series_id="s",
    reason_en="why",
    reason_vi="vì sao",
)
EXACT = 1e-12


class Record:
    """What a SeriesRecord offers."""

    def __init__(
        self, values: dict[int, float], breaks: tuple[str, ...] = (), status: str = "official_via"
    ) -> None:
        self.periods = tuple(str(y) for y in values)
        self.values = np.array(list(values.values()))
        self.breaks = breaks
        self.statuses = tuple(status for _ in values)


def one(target: Target = TARGET, seen=SEEN, draws=("2025", PATHS), as_of: str = "2025-06-30", **options):
    return track([target], {"s": seen}, {"s": draws} if draws else None, as_of=as_of, **options).rows[0]


def test_five_observations_give_probability_path_and_years() -> None:
    row = one()
    assert (row.state, row.observations, row.probability, row.horizon) == ("probability", 5, 0.5, 2029)
    assert row.required_step == pytest.approx(2.0, rel=EXACT) and row.past_step == pytest.approx(
        1.0, rel=EXACT
    )
    assert row.required_growth == pytest.approx((20 / 14) ** (1 / 3) - 1, rel=EXACT)
    assert row.past_growth == pytest.approx((14 / 10) ** (1 / 4) - 1, rel=EXACT)
    assert row.path_step == {2025: 16.0, 2026: 18.0, 2027: 20.0}
    assert list(row.path_growth) == [2025, 2026, 2027] and row.path_growth[2027] == 20.0
    assert row.shares == {2025: 0.0, 2026: 0.0, 2027: 0.5, 2028: 0.5, 2029: 0.5}
    assert [(y.probability, y.year, y.holds) for y in row.years] == [(0.5, 2027, True), (0.8, None, False)]


def test_four_observations_are_not_enough_and_the_reason_counts_them() -> None:
    row = one(seen={y: v for y, v in SEEN.items() if y > 2020})
    assert row.state == "no_data" and row.probability is None and row.path_step == {}
    assert "4" in row.reason_en and "5" in row.reason_en and "4" in row.reason_vi
    assert (
        one(seen={y: v for y, v in SEEN.items() if y > 2020}, minimum_observations=4).state == "probability"
    )


@pytest.mark.parametrize(
    ("first", "state", "n"), [("2020", "probability", 5), ("2021", "no_data", 4), ("2026", "no_data", 0)]
)
def test_breaks_of_definition_are_respected(first, state, n) -> None:
    row = one(seen=Record(SEEN, breaks=(first,)))
    assert (row.state, row.observations) == (state, n)


def test_a_series_that_measures_something_else_gives_no_probability() -> None:
    row = one(replace(TARGET, comparable=False))
    assert (row.state, row.reason_en, row.reason_vi) == ("no_data", "why", "vì sao")
    assert one(replace(TARGET, unit="rank")).state == "no_data"
    assert one(replace(TARGET, series_id="other")).state == "no_data"
    assert one(draws=None).state == "no_data"


def test_a_callable_forecast_sees_the_comparable_years_and_the_years_beyond() -> None:
    asked = []

    def simulate(series, years, values, last):
        asked.append((series, years, values, last))
        return np.full((3, last - years[-1]), 25.0)

    found = track(
        [TARGET],
        {"s": Record({2010: 99.0, **SEEN}, breaks=("2020",))},
        simulate,
        as_of="2025",
        years_beyond=3,
    )
    assert asked == [("s", list(SEEN), list(SEEN.values()), 2030)]
    assert found.rows[0].probability == 1.0 and found.rows[0].years[0].year == 2025


def test_past_dates_are_facts_of_official_figures() -> None:
    due = replace(TARGET, due="2024", value=14)
    assert one(due).state == "met" and one(due).observed == 14.0
    assert one(replace(due, value=15)).state == "not_met"
    assert one(due, seen=Record(SEEN, status="claim")).state == "no_official_data"
    assert one(due, seen=Record(SEEN, breaks=("2025",))).state == "no_official_data"
    assert one(replace(due, comparable=False)).state == "no_official_data"
    said = replace(due, observation_state="met", observed_value=14.5, observed_period="2024", series_id="")
    assert (one(said).state, one(said).observed) == ("met", 14.5)
    assert one(due, as_of="2024-12-31").state == "met"  # the due year is observed before it is over


def test_definitions_are_listed_and_not_counted() -> None:
    found = track([replace(TARGET, kind="definition"), TARGET], {}, None, as_of="2025")
    assert [row.state for row in found.rows] == ["not_a_target", "no_data"]
    assert sum(found.counts.values()) == 1
    assert found.of("t").state == "not_a_target"


@pytest.mark.parametrize("draws", [("2026", PATHS), ("2025", [[15, 16]]), ("2025", [15, 16, 17])])
def test_draws_that_do_not_fit_are_refused(draws) -> None:
    with pytest.raises(InputError) as caught:
        one(draws=draws)
    assert caught.value.id == "E-TGT-007" and caught.value.problems[0].series == "s"


def test_a_probability_outside_and_a_day_that_is_none_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        one(probabilities=(80.0,))
    assert caught.value.id == "E-TGT-004"
    with pytest.raises(InputError) as caught:
        one(as_of="mai")
    assert caught.value.id == "E-TGT-008"


def test_the_frame_has_a_row_a_target_and_a_column_a_level() -> None:
    pd = pytest.importorskip("pandas")
    frame = track([TARGET], {"s": SEEN}, {"s": ("2025", PATHS)}, as_of="2025-06-30").frame()
    assert isinstance(frame, pd.DataFrame)
    assert (
        frame.loc[0, "year_0.5"] == 2027 and frame["year_0.8"].isna().all() and frame.loc[0, "due"] == "2027"
    )
