"""The first forecast year read from monthly postings: moved where they helped, untouched where not, and the decision printed either way."""

from __future__ import annotations

import numpy as np
import pytest
from report_editions import EDITIONS, composed

from dubao.data import Catalogue, Field, Table
from dubao.report import pipeline, pipeline_forecast
from dubao.report.config import load
from dubao.report.document import Heading, Paragraph
from dubao.report.document import Table as Shown
from dubao.report.pipeline_nowcast import revised

pytestmark = pytest.mark.skipif(
    not (EDITIONS / "demo.toml").is_file(), reason="the demo edition is not in this checkout"
)
FIELDS = tuple(Field(n) for n in ("group", "source", "period", "value"))
GROUP = "isco25"


@pytest.fixture(scope="module")
def demo():
    configuration = load(EDITIONS / "demo.toml")
    fewer = configuration.forecast.model_copy(update={"draws": 400})
    configuration = configuration.model_copy(update={"forecast": fewer})
    catalogue = Catalogue(configuration.catalogue.root)
    histories, totals = pipeline.read_histories(catalogue, configuration, None)
    forecasts, _ = pipeline_forecast.group_forecasts(configuration, histories, totals)
    return configuration, histories, totals, {k: forecasts[k] for k in histories}


def postings_of(history, *, next_growth: float, first: int = 0, group: str = GROUP) -> Table:
    """Counts that follow the published figures within half a percent, a year more than they go; the definition changes, the market not."""
    values = history.values.copy()
    for year in history.breaks:
        at = history.years.index(year)
        values[at:] *= values[at - 1] / values[at] * 1.05
    years = [*history.years, history.years[-1] + 1]
    level = np.append(values, values[-1] * next_growth) / values[0]
    level *= 1 + 0.005 * np.sin(7 * np.arange(len(level)))
    rows = [
        {"group": group, "source": "a", "period": f"{year}-{month:02d}", "value": 1000 * n}
        for year, n in list(zip(years, level, strict=True))[first:]
        for month in range(1, 13)
    ]
    return Table("x/postings_by_month", FIELDS, rows)


def test_postings_that_follow_employment_move_the_first_year_and_carry_the_rest_along(demo) -> None:
    configuration, histories, _, own = demo
    table = postings_of(histories[GROUP], next_growth=1.2)
    out, (test,) = revised(configuration, table, histories, own)
    assert test.used and test.year == 2025 and test.months == 17 * 12
    assert test.found.nowcast.slope == pytest.approx(1, abs=0.15)
    last = histories[GROUP].values[-1]
    assert (
        test.after.median
        == pytest.approx(1.2 * last, rel=0.03)
        != pytest.approx(test.before.median, rel=0.05)
    )
    before, after = own[GROUP].paths, out[GROUP].paths
    # Joint with the others: path d stays path d, growth after the first year stays.
    assert (np.argsort(after[:, 0]) == np.argsort(before[:, 0])).all()
    np.testing.assert_allclose(after[:, 1:] / after[:, :1], before[:, 1:] / before[:, :1])
    assert any("Used" in note for note in out[GROUP].notes)
    assert all(out[key] is own[key] for key in own if key != GROUP)


def test_sums_of_groups_follow_the_group_that_was_moved(demo) -> None:
    configuration, histories, totals, _ = demo
    total = next(g for g in configuration.groups if g.parts)
    part = total.parts[0]
    table = postings_of(histories[part], next_growth=1.3, group=part)
    plain, _ = pipeline_forecast.group_forecasts(configuration, histories, totals)
    moved, _ = pipeline_forecast.group_forecasts(
        configuration, histories, totals, lambda own: revised(configuration, table, histories, own)[0]
    )
    np.testing.assert_allclose(moved[total.key].paths, np.sum([moved[p].paths for p in total.parts], axis=0))
    changed = not np.array_equal(moved[part].paths, plain[part].paths)
    assert changed == (not np.array_equal(moved[total.key].paths, plain[total.key].paths)) and changed


def test_below_three_years_and_without_a_table_nothing_is_touched(demo) -> None:
    configuration, histories, _, own = demo
    out, tests = revised(configuration, None, histories, own)
    assert tests == () and all(out[key] is own[key] for key in own)
    short = postings_of(histories[GROUP], next_growth=1.2, first=len(histories[GROUP].years) - 1)
    out, (test,) = revised(configuration, short, histories, own)
    assert (test.months, test.found, test.used) == (0, None, False)
    assert out[GROUP] is own[GROUP]
    # Ten years of postings make four origins at most: not used, and said so.
    ten = postings_of(histories[GROUP], next_growth=1.2, first=7)
    out, (test,) = revised(configuration, ten, histories, own)
    assert test.found.decision == "too_few_origins" and out[GROUP] is own[GROUP]


def section(document) -> list:
    """Blocks of chapter 12 under the heading on postings."""
    blocks = next(c for c in document.chapters if c.number == "12").blocks
    start = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and "postings" in b.text.en)
    return [b for b in blocks[start + 1 :] if isinstance(b, (Paragraph, Shown))]


def test_the_demo_edition_prints_each_decision_with_the_interval_of_the_gain() -> None:
    document, context = composed("demo")
    tests = context.results.extra["nowcast"]
    assert [t.group for t in tests] == ["isco25", "isco215"]
    table = next(b for b in section(document) if isinstance(b, Shown))
    assert len(table.rows) == len(tests)
    for row, test in zip(table.rows, tests, strict=True):
        assert (row[-1].text.en == "used") == test.used
        gain = document.store.by_key(f"nowcast.{test.group}.gain")
        assert gain.low95 < gain.value < gain.high95 <= 100
    assert "not vacancies" in " ".join(b.text.en for b in section(document) if isinstance(b, Paragraph))


@pytest.mark.skipif(not (EDITIONS / "vietnam-2026.toml").is_file(), reason="no Vietnamese edition")
def test_the_edition_of_viet_nam_says_why_postings_are_not_used() -> None:
    document, context = composed("vietnam-2026")
    assert context.results.extra["nowcast"] == ()
    said = section(document)[0].text
    assert "36 tháng" in said.vi and "cross-section" in said.en and "not updated by postings" in said.en
