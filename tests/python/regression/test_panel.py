"""Panels in Python: labels, frames, predictions, errors, words. Numbers against R stand in the C++ tests."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from dubao.errors import DubaoError, InputError
from dubao.regression import OLS, FixedEffects, PartialPooling, RandomEffects, hausman_test

ROOT = Path(__file__).parents[3]
ALGEBRA = 1e-8


def grunfeld() -> tuple[dict[str, list[float]], list[float], list[str], list[int]]:
    with (ROOT / "tests/golden/regression/grunfeld.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    x = {name: [float(r[name]) for r in rows] for name in ("value", "capital")}
    return x, [float(r["invest"]) for r in rows], [r["firm"] for r in rows], [int(r["year"]) for r in rows]


def test_the_published_figures_of_grunfelds_panel() -> None:
    x, y, firm, year = grunfeld()
    fixed = FixedEffects().fit(x, y, entity=firm, time=year)
    random = RandomEffects().fit(x, y, entity=firm)
    assert np.allclose(fixed.params_array, [0.110124, 0.310065], atol=5e-7)
    assert np.allclose(random.params_array, [-57.834415, 0.109781, 0.308113], atol=5e-7)
    test = hausman_test(fixed, random)
    assert (round(test.statistic, 4), test.degrees, round(test.pvalue, 4)) == (2.3304, 2, 0.3119)
    with pytest.raises(InputError) as caught:
        hausman_test(random, fixed)
    assert caught.value.id == "E-PNL-019"


def test_labels_may_be_columns_of_the_frame() -> None:
    x, y, firm, year = grunfeld()
    named = FixedEffects(effects="both").fit({**x, "firm": firm, "year": year}, y, entity="firm", time="year")
    given = FixedEffects(effects="both").fit(x, y, entity=firm, time=year)
    assert named.params == given.params
    assert list(named.params) == ["value", "capital"]
    assert set(named.entity_effects) == set(firm)
    assert abs(sum(named.time_effects.values())) < ALGEBRA * 1e3
    mean = named.predict({**x, "firm": firm, "year": year}, entity="firm", time="year")
    assert np.allclose(mean, named.fitted)


@pytest.mark.parametrize("effects", ["entity", "time", "both"])
def test_intervals_of_fixed_effects_are_those_of_dummies(effects: str) -> None:
    x, y, firm, year = grunfeld()
    fit = FixedEffects(effects=effects).fit(x, y, entity=firm, time=year)
    columns = dict(x)
    if effects in ("entity", "both"):
        columns |= {f: [float(v == f) for v in firm] for f in sorted(set(firm))[1:]}
    if effects in ("time", "both"):
        columns |= {str(t): [float(v == t) for v in year] for t in sorted(set(year))[1:]}
    dummies = OLS().fit(columns, y)
    rows = [3, 77, 199]
    new = {name: [values[i] for i in rows] for name, values in x.items()}
    ours = fit.predict(new, level=90, entity=[firm[i] for i in rows], time=[year[i] for i in rows])
    theirs = dummies.predict(
        {n: [v[i] for i in rows] for n, v in columns.items()}, level=90, interval="confidence"
    )
    for key in ("mean", "lo-90", "hi-90"):
        assert np.allclose(ours[key], theirs[key], rtol=ALGEBRA)


def test_random_effects_predict_the_mean_over_entities_or_one_of_them() -> None:
    x, y, firm, _ = grunfeld()
    fit = RandomEffects().fit(x, y, entity=firm)
    new = {"value": [1000.0], "capital": [200.0]}
    common = fit.predict(new, level=95)
    own = fit.predict(new, level=95, entity="IBM")
    assert np.isclose(own["mean"][0] - common["mean"][0], fit.entity_effects["IBM"])
    assert own["hi-95"][0] - own["lo-95"][0] < common["hi-95"][0] - common["lo-95"][0]
    with pytest.raises(InputError) as caught:
        fit.predict(new, entity=["Viettel"])
    assert caught.value.id == "E-PNL-016"


def test_partial_pooling_lies_between_pooled_and_own_regressions() -> None:
    rng = np.random.default_rng(2)
    entity = np.repeat([f"p{i:02d}" for i in range(34)], 5)
    x = rng.normal(size=170)
    own = dict(zip(np.unique(entity), 1.0 + 0.5 * rng.normal(size=34), strict=True))
    y = 2.0 + np.array([own[e] for e in entity]) * x + rng.normal(size=170)
    fit = PartialPooling().fit({"x": x}, y, entity=entity)
    pooled, partial, apart = 0.0, 0.0, 0.0
    for group in fit.groups:
        at = entity == group
        slope = OLS().fit(x[at], y[at]).params["x1"]
        apart += (slope - own[group]) ** 2
        partial += (fit.group_params[group]["x"] - own[group]) ** 2
        pooled += (fit.params["x"] - own[group]) ** 2
        assert 0.0 <= fit.shrinkage[group]["x"] <= 1.0
    assert partial < min(pooled, apart)
    assert fit.between_variance["x"] == pytest.approx(fit.between_covariance[1, 1])
    low, high = fit.group_conf_int(95)["p00"]["x"]
    assert low < fit.group_params["p00"]["x"] < high
    predicted = fit.predict({"x": [0.0, 1.0]}, level=95, entity="p00")
    coefficients = fit.group_params["p00"]
    assert np.allclose(
        predicted["mean"], [coefficients["intercept"], coefficients["intercept"] + coefficients["x"]]
    )
    error = fit.group_standard_errors["p00"]["intercept"]
    assert (predicted["hi-95"] - predicted["mean"])[0] / error == pytest.approx(2.0345, abs=1e-3)
    assert np.allclose(fit.predict({"x": [1.0]}), fit.params["intercept"] + fit.params["x"])


def test_every_result_speaks_both_languages() -> None:
    x, y, firm, year = grunfeld()
    for fit in (
        FixedEffects(effects="both", covariance="cluster").fit(x, y, entity=firm, time=year),
        RandomEffects().fit(x, y, entity=firm),
        PartialPooling().fit(x, y, entity=firm),
    ):
        assert "capital" in fit.summary("en")
        notes = fit.summary("vi").partition("Ghi chú:")[2].strip().splitlines()
        english = fit.notes
        assert all(line.removeprefix("- ") not in english for line in notes)


@pytest.mark.parametrize(
    ("model", "arguments", "problem"),
    [
        (FixedEffects(), {}, "E-PNL-018"),
        (FixedEffects(effects="both"), {"entity": list("aabb")}, "E-PNL-018"),
        (FixedEffects(), {"entity": list("abc")}, "E-PNL-001"),
        (FixedEffects(), {"entity": list("aaaa")}, "E-PNL-002"),
        (FixedEffects(), {"entity": list("abcd")}, "E-PNL-003"),
        (FixedEffects(), {"entity": list("aabb"), "time": [1, 1, 1, 2]}, "E-PNL-004"),
        (FixedEffects(), {"entity": ["a", "a", None, "b"]}, "E-PNL-014"),
        (RandomEffects(), {"entity": list("aabb"), "weights": [1, 1, 1, 1]}, "E-PNL-008"),
        (RandomEffects(), {"entity": list("aabb")}, "E-PNL-007"),
        (PartialPooling(), {"entity": list("aabb")}, "E-PNL-011"),
        (PartialPooling(varying=["gdp"]), {"entity": list("aabb")}, "E-PNL-010"),
        (PartialPooling(), {"entity": list("aabb"), "weights": [1, 1, 1, 1]}, "E-PNL-008"),
    ],
)
def test_groups_that_cannot_be_used_are_typed_errors(
    model: object, arguments: dict[str, object], problem: str
) -> None:
    with pytest.raises(DubaoError) as caught:
        model.fit([[1.0], [2], [1], [4]], [1, 2, 4, 5], **arguments)  # type: ignore[attr-defined]
    assert caught.value.id == problem
    assert caught.value.problems[0].text("vi")


def test_a_column_without_changes_inside_the_entities_is_refused_by_name() -> None:
    with pytest.raises(InputError) as caught:
        FixedEffects().fit({"area": [1.0, 1, 2, 2]}, [1, 2, 3, 5], entity=list("aabb"))
    assert (caught.value.id, caught.value.problems[0].column) == ("E-PNL-005", "area")
    with pytest.raises(InputError) as caught:
        FixedEffects(intercept=False)
    assert caught.value.id == "E-PNL-013"
