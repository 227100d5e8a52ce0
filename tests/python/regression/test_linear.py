"""OLS, WLS and GLS: NIST's certified sets, R's answers, properties, bad input."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from regression_golden import answers, column, digits, named, nist_linear

from dubao.errors import InputError
from dubao.regression import GLS, OLS, WLS

FILE = "linear.csv"
R = 1e-8  # relative: R solves in double
IDENTITY = 1e-10  # two ways to one number
CERTIFIED, FILIP = (
    9.0,
    7.0,
)  # digits; the powers of Filip's x, rounded to double, are not those of the printed x
SHARED = Path(__file__).parents[4] / "shared/data/bench/nist-strd/linear"
REGRESSORS = ("wt", "hp", "qsec")


def mtcars() -> tuple[dict[str, np.ndarray], np.ndarray]:
    data = answers(FILE)["mtcars", "data"]
    return {name: np.array(data[name]) for name in REGRESSORS}, np.array(data["mpg"])


def agree(found: dict[str, float], expected: dict[str, float], tolerance: float = R) -> None:
    assert list(found) == list(expected)
    np.testing.assert_allclose(list(found.values()), list(expected.values()), rtol=tolerance)


@pytest.mark.parametrize("name", list(nist_linear()))
def test_certified_values_of_nist_are_reached(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    one = nist_linear()[name]
    fit = OLS(intercept=one["intercept"]).fit(one["X"], one["y"])
    reached = {
        "coefficients": digits(fit.params_array, one["estimates"]),
        "standard errors": digits(fit.standard_errors_array, one["errors"]),
        "residual sd": digits(np.sqrt(fit.scale), one["residual_sd"]),
        "R2": digits(fit.r2, one["r2"]),
    }
    with capsys.disabled():
        print(f"\nNIST {name:9}", *(f"{what} {value:4.1f}" for what, value in reached.items()), end="")
    assert min(reached.values()) >= (FILIP if name == "filip" else CERTIFIED)


def test_stored_nist_data_are_those_of_the_archive() -> None:
    if not SHARED.is_dir():
        pytest.skip(f"no {SHARED.name} data of NIST beside the repository")
    for name, one in nist_linear().items():
        with (SHARED / f"{name}.csv").open() as file:
            rows = list(csv.DictReader(file))
        np.testing.assert_array_equal(one["y"], [float(row["y"]) for row in rows])
        first = [float(next(v for k, v in row.items() if k != "y")) for row in rows]
        np.testing.assert_array_equal(one["X"][:, 0], first)
    with (SHARED / "certified_exact_rational.csv").open() as file:
        for row in csv.DictReader(file):
            exact = nist_linear()[row["dataset"]]
            j = int(row["parameter"][1:]) - (0 if exact["intercept"] else 1)
            assert exact["estimates"][j] == float(row["estimate"])
            assert exact["errors"][j] == float(row["std_error"])


@pytest.mark.parametrize("case", ["ols", "wls", "origin"])
def test_everything_agrees_with_lm_of_r(case: str) -> None:
    x, y = mtcars()
    weights = answers(FILE)["mtcars", "data"]["weights"]
    fit = WLS().fit(x, y, weights=weights) if case == "wls" else OLS(intercept=case == "ols").fit(x, y)
    agree(fit.params, named(FILE, case, "coefficient"))
    agree(fit.standard_errors, named(FILE, case, "error"))
    agree(fit.test_statistics, named(FILE, case, "statistic"))
    agree(fit.pvalues, named(FILE, case, "pvalue"))
    limits = fit.conf_int(90)
    agree({k: v[0] for k, v in limits.items()}, named(FILE, case, "low"))
    agree({k: v[1] for k, v in limits.items()}, named(FILE, case, "high"))
    measures = named(FILE, case, "fit")
    for name in ("r2", "adjusted_r2", "f", "f_pvalue"):
        assert fit.statistics[name] == pytest.approx(measures[name], rel=R)
    for name in ("scale", "loglik", "aic", "bic"):
        assert getattr(fit, name) == pytest.approx(measures[name], rel=R)
    np.testing.assert_allclose(fit.residuals, column(FILE, case, "residual"), rtol=R, atol=1e-12)
    for name in ("leverage", "studentized", "externally_studentized", "cooks_distance", "dffits"):
        np.testing.assert_allclose(fit.influence[name], column(FILE, case, name), rtol=R, err_msg=name)
    new = {"qsec": [18, 16], "hp": [100, 250], "wt": [2.5, 4]}  # found by name, in any order
    np.testing.assert_allclose(fit.predict(new), column(FILE, case, "mean")[:2], rtol=R)
    for kind in ("confidence", "prediction"):
        band = fit.predict(new, level=95, interval=kind)
        np.testing.assert_allclose(band["lo-95"], column(FILE, case, f"{kind}_low"), rtol=R)
        np.testing.assert_allclose(band["hi-95"], column(FILE, case, f"{kind}_high"), rtol=R)


@pytest.mark.parametrize("case", ["ols", "wls"])
@pytest.mark.parametrize(
    ("covariance", "options"),
    [
        ("HC0", {}),
        ("HC1", {}),
        ("HC2", {}),
        ("HC3", {}),
        ("newey-west", {"lags": 3}),
        ("newey-west-plain", {"lags": 3, "small_sample": False}),
        ("cluster", {}),
    ],
)
def test_robust_standard_errors_agree_with_their_formulas_in_r(case, covariance, options) -> None:
    x, y = mtcars()
    data = answers(FILE)["mtcars", "data"]
    kind = covariance.removesuffix("-plain")
    model = (WLS if case == "wls" else OLS)(covariance=kind, **options)
    weights = data["weights"] if case == "wls" else None
    fit = model.fit(x, y, weights=weights, clusters=data["clusters"] if kind == "cluster" else None)
    agree(fit.standard_errors, named(FILE, case, covariance))
    if kind == "cluster":
        assert fit.residual_df == len(set(data["clusters"])) - 1


@pytest.mark.parametrize("case", ["ols", "wls"])
@pytest.mark.parametrize("covariance", ["HC0", "HC1", "HC2", "HC3", "newey-west", "cluster"])
def test_robust_errors_tests_and_wald_f_agree_with_statsmodels(case: str, covariance: str) -> None:
    x, y = mtcars()
    data = answers(FILE)["mtcars", "data"]
    lags = 3 if covariance == "newey-west" else None
    model = (WLS if case == "wls" else OLS)(covariance=covariance, lags=lags)
    weights = data["weights"] if case == "wls" else None
    fit = model.fit(x, y, weights=weights, clusters=data["clusters"] if covariance == "cluster" else None)
    key = f"{case}-{covariance}"
    agree(fit.standard_errors, named("statsmodels.csv", key, "error"))
    agree(fit.pvalues, named("statsmodels.csv", key, "pvalue"))
    agree({k: v[0] for k, v in fit.conf_int(95).items()}, named("statsmodels.csv", key, "low"))
    measures = named("statsmodels.csv", key, "fit")
    assert fit.f == pytest.approx(measures["f"], rel=R)
    assert fit.f_pvalue == pytest.approx(measures["f_pvalue"], rel=R)


def test_variance_inflation_is_that_of_the_auxiliary_regressions() -> None:
    agree(OLS().fit(*mtcars()).vif, named(FILE, "ols", "vif"))


def test_gls_agrees_with_its_formula_and_with_wls_for_a_diagonal() -> None:
    x, y = mtcars()
    n = len(y)
    fit = GLS(sigma=0.4 ** np.abs(np.subtract.outer(np.arange(n), np.arange(n)))).fit(x, y)
    agree(fit.params, named(FILE, "gls", "coefficient"))
    agree(fit.standard_errors, named(FILE, "gls", "error"))
    assert fit.loglik == pytest.approx(named(FILE, "gls", "fit")["loglik"], rel=R)
    variances = 1 / np.array(answers(FILE)["mtcars", "data"]["weights"])
    same, weighted = GLS(sigma=variances).fit(x, y), WLS().fit(x, y, weights=1 / variances)
    agree(same.params, weighted.params, IDENTITY)
    agree(same.standard_errors, weighted.standard_errors, IDENTITY)
    assert same.loglik == pytest.approx(weighted.loglik, rel=IDENTITY)
    assert same.r2 == pytest.approx(weighted.r2, rel=IDENTITY)


def sample(seed: int, n: int = 30, p: int = 3) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, p)) + 5
    return x, 2 + x @ np.arange(1.0, p + 1) + rng.normal(size=n)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.floats(1e-6, 1e6), st.integers(0, 2))
def test_scaling_a_column_scales_its_coefficient_alone(seed: int, factor: float, at: int) -> None:
    x, y = sample(seed)
    plain = OLS().fit(x, y)
    x[:, at] *= factor
    scaled = OLS().fit(x, y)
    units = np.ones(4)
    units[at + 1] = factor
    np.testing.assert_allclose(scaled.params_array * units, plain.params_array, rtol=IDENTITY)
    np.testing.assert_allclose(scaled.pvalues_array, plain.pvalues_array, rtol=1e-7)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_a_weight_counts_as_so_many_rows(seed: int) -> None:
    x, y = sample(seed)
    times = np.random.default_rng(seed).integers(0, 4, len(y))
    times[:6] = 1
    weighted = WLS().fit(x, y, weights=times)
    repeated = OLS().fit(np.repeat(x, times, axis=0), np.repeat(y, times))
    np.testing.assert_allclose(weighted.params_array, repeated.params_array, rtol=IDENTITY)
    assert weighted.observations == (times > 0).sum()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.floats(-3, 3), st.floats(0.1, 3))
def test_a_column_that_others_explain_is_dropped_and_named(seed: int, a: float, b: float) -> None:
    x, y = sample(seed)
    extra = a * x[:, 0] + b * x[:, 1] + 1
    fit = OLS().fit(np.column_stack([x, extra]), y, names=["a", "b", "c", "sum"])
    assert fit.dropped == ("sum",)
    assert any("sum" in note for note in fit.notes)
    np.testing.assert_allclose(fit.params_array, OLS().fit(x, y).params_array, rtol=1e-9)
    np.testing.assert_allclose(fit.predict(np.column_stack([x, extra])), fit.fitted, rtol=1e-9)


def test_a_constant_column_is_dropped_beside_the_intercept_and_kept_without_it() -> None:
    x, y = sample(1)
    data = np.column_stack([np.full(len(y), 7.0), x])
    assert OLS().fit(data, y).dropped == ("x1",)
    fit = OLS(intercept=False).fit(data, y)
    assert fit.dropped == ()
    assert 7 * fit.params["x1"] == pytest.approx(OLS().fit(x, y).params["intercept"], rel=IDENTITY)


def test_a_saturated_fit_passes_through_the_data_without_standard_errors() -> None:
    fit = OLS().fit([[0.0], [1.0]], [1.0, 3.0])
    np.testing.assert_allclose(fit.params_array, [1, 2], rtol=IDENTITY)
    assert np.isnan(fit.standard_errors_array).all() and np.isnan(fit.pvalues_array).all()
    assert any("no standard errors" in note for note in fit.notes)


def test_blocks_of_many_rows_agree_with_the_small_way() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=(30_000, 12))
    x[:, 11] = x[:, :3].sum(axis=1)
    y = x @ np.arange(12.0) + rng.normal(size=len(x)) + 1
    fit = OLS(covariance="HC1").fit(x, y)
    assert fit.dropped == ("x12",)
    design = np.column_stack([np.ones(len(x)), x[:, :11]])
    expected = np.linalg.lstsq(design, y, rcond=None)[0]
    np.testing.assert_allclose(fit.params_array, expected, rtol=1e-11)
    bread = np.linalg.inv(design.T @ design)
    e = y - design @ expected
    hc1 = bread @ (design.T * e**2) @ design @ bread * len(y) / (len(y) - 12)
    np.testing.assert_allclose(fit.covariance, hc1, rtol=1e-8, atol=1e-14)


@pytest.mark.parametrize(
    ("make", "id_", "place"),
    [
        (lambda x, y: OLS().fit(x[:-1], y), "E-DES-001", ""),
        (lambda x, y: OLS().fit(np.where(x == x[4, 1], np.nan, x), y), "E-DES-002", "row 5, column x2"),
        (lambda x, y: OLS().fit(np.where(x == x[4, 1], np.inf, x), y), "E-DES-003", "row 5, column x2"),
        (lambda x, y: OLS().fit(x, np.where(y == y[2], np.nan, y)), "E-DES-004", "row 3"),
        (lambda x, y: WLS().fit(x, y, weights=-y), "E-DES-005", "row 1"),
        (lambda x, y: WLS().fit(x, y, weights=0 * y), "E-DES-006", ""),
        (lambda x, y: OLS().fit(np.empty((0, 2)), []), "E-DES-007", ""),
        (lambda x, y: OLS().fit(x, y, names=["a"]), "E-DES-008", ""),
        (lambda x, y: OLS().fit(x, y, names=["a", "b", "a"]), "E-DES-009", "'a'"),
        (lambda x, y: OLS().fit(x[:3], y[:3]), "E-LIN-001", ""),
        (lambda x, y: WLS().fit(x, y), "E-LIN-002", ""),
        (lambda x, y: GLS(sigma=np.eye(3)).fit(x, y), "E-LIN-003", ""),
        (lambda x, y: GLS().fit(x, y), "E-LIN-003", ""),
        (lambda x, y: GLS(sigma=np.ones((30, 30))).fit(x, y), "E-LIN-004", ""),
        (lambda x, y: OLS(covariance="newey-west", lags=30).fit(x, y), "E-LIN-005", ""),
        (lambda x, y: OLS(covariance="newey-west", lags=-1).fit(x, y), "E-LIN-005", ""),
        (lambda x, y: OLS(covariance="cluster").fit(x, y), "E-LIN-006", ""),
        (lambda x, y: OLS(covariance="cluster").fit(x, y, clusters=np.ones(30)), "E-LIN-006", ""),
        (lambda x, y: OLS(intercept=False).fit(0 * x, y), "E-LIN-007", ""),
        (lambda x, y: OLS().fit(x, y, clusters=np.ones(30)), "E-LIN-009", ""),
        (lambda x, y: GLS(sigma=np.eye(30)).fit(x, y, weights=y), "E-LIN-010", ""),
        (lambda x, y: OLS(covariance="HC9"), "E-DES-015", "covariance"),
        (lambda x, y: OLS().fit(x, y).predict(x[:, :2]), "E-DES-010", ""),
        (lambda x, y: OLS().fit(x, y).predict(x, level=100), "E-FRC-002", ""),
        (lambda x, y: OLS().fit(x, y).conf_int(0), "E-FRC-002", ""),
    ],
)
def test_bad_input_is_refused_with_its_place(make, id_: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        make(*sample(2))
    assert caught.value.id == id_
    assert place in caught.value.text("en")
    assert caught.value.text("vi") != caught.value.text("en")


def test_all_problems_are_listed_at_once() -> None:
    x, y = sample(2)
    x[0, 0], x[3, 2], y[1] = np.nan, np.inf, np.nan
    with pytest.raises(InputError) as caught:
        OLS().fit(x, y, names=["a", "b", "b"])
    assert [p.id for p in caught.value.problems] == ["E-DES-009", "E-DES-002", "E-DES-003", "E-DES-004"]


def test_a_matrix_full_of_gaps_is_reported_shortly() -> None:
    with pytest.raises(InputError) as caught:
        OLS().fit(np.full((500, 2), np.nan), np.zeros(500))
    assert len(caught.value.problems) == 21
    assert "980 more" in caught.value.text("en")
