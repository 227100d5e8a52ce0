"""DynamicRegression, ARDL and AutoDriver from Python."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from dubao.errors import DubaoError, InputError, ModelError
from dubao.models import ARDL, ARIMA, AutoDriver, DynamicRegression, Naive, driver_paths, load

GOLDEN = Path(__file__).parents[2] / "golden/regression"
# R's lm and orthogonal triangles agree to this, relative.
RELATIVE = 1e-8


def rows(name: str) -> list[dict[str, str]]:
    lines = [x for x in (GOLDEN / name).read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    return list(csv.DictReader(lines))


def oracle(model: str, quantity: str) -> dict[str, float]:
    return {
        row["name"]: float(row["value"])
        for row in rows("ardl.csv")
        if (row["model"], row["quantity"]) == (model, quantity)
    }


DENMARK = {
    name: np.array([float(row[name]) for row in rows("denmark.csv")]) for name in ("LRM", "LRY", "IBO", "IDE")
}
DRIVERS = ("LRY", "IBO", "IDE")
X = np.column_stack([DENMARK[name] for name in DRIVERS])


@pytest.fixture(scope="module")
def money():
    return ARDL(p=3, q=[1, 3, 2]).fit(DENMARK["LRM"], X=X, names=DRIVERS)


def test_coefficients_effects_and_form_are_those_of_r(money) -> None:
    assert money.params == pytest.approx(oracle("a", "coefficient"), rel=RELATIVE)
    assert money.standard_errors == pytest.approx(oracle("a", "error"), rel=RELATIVE)
    effects = money.effects
    assert {k: e.long_run for k, e in effects.items()} == pytest.approx(oracle("a", "long_run"), rel=RELATIVE)
    found = {k: e.long_run_error for k, e in effects.items()}
    assert found == pytest.approx(oracle("a", "long_run_error"), rel=RELATIVE)
    form = money.error_correction
    assert {k: v for k, (v, _) in form.items()} == pytest.approx(oracle("a", "ecm"), rel=1e-7)
    assert {k: e for k, (_, e) in form.items()} == pytest.approx(oracle("a", "ecm_error"), rel=1e-7)


def test_the_bounds_test_has_published_and_simulated_bounds(money) -> None:
    found = money.bounds_test(case=2, replications=2000)
    assert found.f == pytest.approx(oracle("a", "bounds_f")["2"], rel=RELATIVE)
    five = next(one for one in found.levels if one["level"] == 0.05)
    assert five["f_published"] == (2.79, 3.67)
    # Forty-odd rows: the bounds lie above those of a thousand.
    assert five["f_simulated"][1] > five["f_published"][1]
    low, high = found.f_pvalue
    assert 0 <= low <= high < 0.05
    assert found.verdict(5) == "relation"
    assert money.bounds_test(replications=0).case == 3
    assert money.bounds_test(replications=0).f_pvalue is None
    with pytest.raises(InputError) as caught:
        found.verdict(7)
    assert caught.value.id == "E-DYN-010"


def elastic(n: int = 30, ahead: int = 0, seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    output = 100 * np.exp(np.cumsum(0.05 + 0.05 * rng.normal(size=n + ahead)))
    jobs = 20 * output[:n] ** 0.6 * np.exp(0.02 * rng.normal(size=n))
    return jobs, output


def test_elasticities_come_with_intervals_and_only_for_logarithms() -> None:
    jobs, output = elastic()
    fitted = ARDL(log=True).fit(jobs, X=output, names=["output"])
    low, high = fitted.elasticities["output"].long_run_interval(99.9)
    assert low < 0.6 < high
    low, high = fitted.elasticities["output"].short_run_interval(50)
    assert low < fitted.elasticities["output"].short_run < high
    plain = ARDL().fit(jobs, X=output, names=["output"])
    assert plain.effects["output"].long_run > 0
    with pytest.raises(ModelError) as caught:
        _ = plain.elasticities
    assert caught.value.id == "E-DYN-011"


@pytest.mark.parametrize("kind", [ARDL, DynamicRegression])
def test_drivers_shorter_than_the_horizon_are_refused_or_forecast(kind) -> None:
    jobs, output = elastic()
    with pytest.raises(InputError) as caught:
        kind(log=True).fit(jobs, X=output, names=["output"]).predict(h=3)
    assert caught.value.id == "E-REG-004"
    own = kind(log=True, drivers="forecast").fit(jobs, X=output, names=["output"])
    given = kind(log=True).fit(jobs, X=output, names=["output"])
    paths = own.draws(h=3, n=300, seed=1)
    assert paths.shape == (300, 3)
    assert (paths > 0).all()
    assert any("forecast by" in note for note in own.notes)
    # The same drivers given as paths: the same forecast.
    drawn = driver_paths(output, 3, 300, 1, names=["output"], log=True)
    assert given.draws(h=3, n=300, seed=1, X=drawn) == pytest.approx(paths, rel=1e-12)
    # Known drivers leave less open.
    known = given.draws(h=3, n=300, seed=1, X=np.median(drawn, axis=0))
    assert np.ptp(np.quantile(np.log(paths[:, 2]), [0.1, 0.9])) > np.ptp(
        np.quantile(np.log(known[:, 2]), [0.1, 0.9])
    )
    assert own.effects == given.effects


def test_arima_follows_driver_paths_and_naive_says_that_it_does_not() -> None:
    jobs, output = elastic()
    fitted = ARIMA(order=(1, 0, 0)).fit(jobs, X=output[:, None], names=["output"])
    futures = np.broadcast_to(output[-1], (40, 2, 1))
    rows_given = fitted.draws(h=2, n=40, X=np.full((2, 1), output[-1]))
    assert fitted.draws(h=2, n=40, X=futures) == pytest.approx(rows_given, rel=1e-12)
    with pytest.raises(ModelError) as caught:
        Naive().fit(jobs).draws(h=2, X=futures)
    assert caught.value.id == "E-DYN-009"


def test_fits_are_saved_updated_and_read_back(tmp_path) -> None:
    jobs, output = elastic(30, 2)
    for model in (ARDL(log=True), DynamicRegression(lags=1), AutoDriver(log=True)):
        fitted = model.fit(jobs[:28], X=output, names=["output"])
        moved = fitted.update(jobs[28:])
        assert type(moved) is type(fitted)
        assert moved.params == fitted.params
        assert len(moved.fitted_values) == 30
        fitted.save(tmp_path / "fit.json")
        assert (load(tmp_path / "fit.json").draws(2, 20) == fitted.draws(2, 20)).all()


def test_the_choice_leaves_noise_alone() -> None:
    rng = np.random.default_rng(5)
    walk = 100 + np.cumsum(rng.normal(size=24))
    noise = 50 + rng.normal(size=24)
    fitted = AutoDriver(default=Naive(), models=[ARDL(p=1, q=[0])], horizon=2).fit(walk, X=noise)
    assert fitted.params["choice"] == 1
    assert fitted.effects == {}
    assert fitted.predict(h=2)["mean"].tolist() == [walk[-1]] * 2


@pytest.mark.parametrize(
    ("call", "identifier"),
    [
        (lambda: ARDL(max_p=0), "E-DYN-004"),
        (lambda: ARDL(q=[-1]), "E-DYN-004"),
        (lambda: DynamicRegression(max_lag=25), "E-DYN-004"),
        (lambda: DynamicRegression(order=(-1, 0, 0)), "E-ARI-001"),
        (lambda: ARDL(drivers="guess"), "E-DYN-012"),
        (lambda: ARDL(log=True).fit([1, 2, 0, 4]), "E-DYN-003"),
        (lambda: DynamicRegression(log=True).fit([1, 2, 3, 4], X=[1, 2, -3, 4]), "E-DYN-003"),
        (lambda: driver_paths([[1.0], [-2]], 2, log=True), "E-DYN-003"),
        (lambda: ARDL().fit([1, 2, 3, 4], X=[1, 2, 3, 4], names=["trend"]), "E-DYN-005"),
        (lambda: ARDL().fit([1, 2, 3, 4], X=[1, 2, 3]), "E-REG-004"),
        (lambda: ARDL().fit([1, 2, 3, 4], X=[1, 2, float("nan"), 4]), "E-REG-002"),
        (lambda: ARDL(p=0, q=[0]).fit(range(12), X=np.sin(range(12))).error_correction, "E-DYN-006"),
        (lambda: ARDL(p=1).fit(elastic()[0]).bounds_test(case=4), "E-DYN-008"),
        (lambda: ARDL(p=1).fit(elastic()[0]).bounds_test(case=6), "E-DYN-008"),
        (lambda: ARDL(p=1).fit(elastic()[0]).bounds_test(replications=-1), "E-DYN-007"),
        (
            lambda: ARDL(p=1, q=[0]).fit(elastic()[0], X=elastic()[1]).draws(2, X=np.full((3, 2, 1), np.inf)),
            "E-DYN-002",
        ),
        (
            lambda: ARDL(p=1, q=[0]).fit(elastic()[0], X=elastic()[1]).draws(2, X=np.ones((0, 2, 1))),
            "E-DYN-001",
        ),
    ],
)
def test_wrong_input_is_refused_with_its_id(call, identifier: str) -> None:
    with pytest.raises(DubaoError) as caught:
        call()
    assert caught.value.id == identifier
    for problem in caught.value.problems:
        assert problem.text("vi") != problem.text("en")
