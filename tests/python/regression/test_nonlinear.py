"""Nonlinear least squares: NIST's problems, R's nls, and what users do wrong."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from nist_models import MODELS

from dubao.errors import InputError, ModelError
from dubao.regression import RegressionResult, nonlinear_least_squares

GOLDEN = Path(__file__).parents[2] / "golden/regression"
# Certified values have eleven digits; more cannot be seen.
CERTIFIED_DIGITS = 11.0
SOLVED = 4.0  # digits, the convention of Mondragon and Borchers (2005)
MEAN_DIGITS = 9.3
AGAINST_R = 1e-8


def digits(found: float, certified: float) -> float:
    error = abs(found - certified) / abs(certified)
    return CERTIFIED_DIGITS if error == 0 else min(max(-math.log10(error), 0.0), CERTIFIED_DIGITS)


def nist() -> dict[str, dict]:
    out: dict[str, dict] = defaultdict(lambda: {"parameters": [], "rows": []})
    with (GOLDEN / "nist_nonlinear.csv").open(encoding="ascii") as file:
        for name, kind, *values in csv.reader(line for line in file if not line.startswith("#")):
            numbers = [float(value) for value in values]
            if kind == "rss":
                out[name]["rss"] = numbers[0]
            else:
                out[name]["rows" if kind == "row" else "parameters"].append(numbers)
    return out


def test_all_27_problems_of_nist_are_solved_from_both_starts_with_default_options(capsys) -> None:
    problems = nist()
    assert sorted(problems) == sorted(MODELS)
    lines, parameters, errors = [], [], []
    for name, problem in problems.items():
        table = np.array(problem["parameters"])
        rows = np.array(problem["rows"])
        y = np.log(rows[:, 0]) if name == "Nelson" else rows[:, 0]
        x = rows[:, 1:] if rows.shape[1] > 2 else rows[:, 1]
        for number in (1, 2):
            fit = nonlinear_least_squares(MODELS[name], x, y, table[:, number - 1])
            worst = min(map(digits, fit.params_array, table[:, 2]))
            worst_error = min(map(digits, fit.standard_errors_array, table[:, 3]))
            parameters.append(worst)
            errors.append(worst_error)
            lines.append(
                f"{name:9} start {number}: {worst:5.2f} digits, standard errors {worst_error:5.2f}, "
                f"at least {fit.certificate['digits']:4.1f} expected, {fit.certificate['reason']}"
            )
            assert fit.converged
            if name != "Lanczos1":  # its residuals are rounding
                assert fit.statistics["rss"] == pytest.approx(problem["rss"], rel=1e-9)
                assert worst_error >= SOLVED
    with capsys.disabled():
        print("\nNIST nonlinear, public API, default options:", *lines, sep="\n  ")
        print(
            f"  solved {sum(d >= SOLVED for d in parameters)} of {len(parameters)}, mean log relative error {np.mean(parameters):.2f}"
        )
    assert len(parameters) == 54
    assert min(parameters) >= SOLVED
    assert np.mean(parameters) >= MEAN_DIGITS


def oracle(name: str) -> dict[str, dict[str, float]]:
    out: dict[str, dict[str, float]] = defaultdict(dict)
    with (GOLDEN / "nls.csv").open(encoding="utf-8") as file:
        next(file)
        for row in csv.DictReader(file):
            if row["set"] == name:
                out[row["kind"]][row["name"]] = float(row["value"])
    return out


@pytest.mark.parametrize(
    ("name", "model", "start"),
    [
        ("puromycin", lambda x, b: b[0] * x / (b[1] + x), {"Vm": 200, "K": 0.05}),
        ("puromycin_weighted", lambda x, b: b[0] * x / (b[1] + x), {"Vm": 200, "K": 0.05}),
        (
            "dnase",
            lambda x, b: b[0] / (1 + np.exp((b[1] - np.log(x)) / b[2])),
            {"Asym": 3, "xmid": 0, "scal": 1},
        ),
    ],
)
def test_fits_agree_with_nls_of_r(name, model, start) -> None:
    r = oracle(name)
    x, y = (np.array(list(r[kind].values())) for kind in ("x", "y"))
    weights = np.array(list(r["weight"].values())) if r["weight"] else None
    fit = nonlinear_least_squares(model, x, y, start, weights=weights)
    assert fit.params == pytest.approx(r["param"], rel=AGAINST_R)
    assert fit.standard_errors == pytest.approx(r["se"], rel=AGAINST_R)
    assert fit.pvalues == pytest.approx(r["p"], rel=20 * AGAINST_R)  # 1e-15 moves many times as fast as t
    assert math.sqrt(fit.scale) == pytest.approx(r["sigma"][""], rel=AGAINST_R)
    assert (fit.loglik, fit.aic, fit.bic) == pytest.approx(
        (r["loglik"][""], r["aic"][""], r["bic"][""]), rel=AGAINST_R
    )
    assert isinstance(fit, RegressionResult)


X = np.array([0.0, 1.0, 2.0, 3.0, 4.0])
Y = np.array([2.02, 1.19, 0.75, 0.43, 0.29])


def decay(x, b):
    return b[0] * np.exp(-b[1] * x)


def test_intervals_of_mean_and_of_a_new_value_are_those_of_the_delta_method() -> None:
    fit = nonlinear_least_squares(decay, X, Y, [1, 1])
    new = np.array([0.5, 6.0])
    a, k = fit.params_array
    gradient = np.column_stack([np.exp(-k * new), -a * new * np.exp(-k * new)])
    variance = np.einsum("ti,ij,tj->t", gradient, fit.covariance, gradient)
    t = 3.1824463052842629  # 97.5 % quantile of Student's t with 3 degrees of freedom
    out = fit.predict(new, level=95)
    assert out["mean"] == pytest.approx(decay(new, [a, k]))
    assert out["hi-95"] - out["mean"] == pytest.approx(t * np.sqrt(variance), rel=1e-8)
    wide = fit.predict(new, level=95, interval="prediction")
    assert wide["mean"] - wide["lo-95"] == pytest.approx(t * np.sqrt(variance + fit.scale), rel=1e-8)


def test_the_model_is_never_called_outside_the_bounds_and_an_active_bound_is_named() -> None:
    seen = []

    def model(x, b):
        seen.append(b.copy())
        return decay(x, b)

    fit = nonlinear_least_squares(
        model, X, Y, {"level": 1, "rate": 0.2}, bounds={"rate": (0.1, 0.4), "level": (0, None)}
    )
    calls = np.array(seen)
    assert calls[:, 1].min() >= 0.1
    assert calls[:, 1].max() <= 0.4
    assert fit.params["rate"] == 0.4
    assert fit.certificate["at_bound"] == ["rate"]
    assert math.isnan(fit.standard_errors["rate"])
    assert math.isfinite(fit.predict([1.0], level=90)["hi-90"][0])
    assert "nằm tại biên" in fit.summary(lang="vi")
    assert "is at its bound" in fit.summary(lang="en")


def test_a_list_of_starts_and_spread_starts_find_the_better_of_two_optima() -> None:
    def model(x, b):
        return np.array([b[0] ** 2, b[0] / 2])

    one = nonlinear_least_squares(model, [0.0, 1.0], [4.0, 1.1], [-3.0])
    two = nonlinear_least_squares(model, [0.0, 1.0], [4.0, 1.1], [[-3.0], [1.0]])
    spread = nonlinear_least_squares(model, [0.0, 1.0], [4.0, 1.1], [-3.0], bounds=(-5, 5), starts=8)
    assert one.params["b1"] < 0 < two.params["b1"] == pytest.approx(spread.params["b1"])
    assert two.certificate["starts"] == 2
    assert two.certificate["agreed"] == 1
    assert spread.certificate["agreed"] > 1


@pytest.mark.parametrize("loss", ["huber", "soft_l1", "cauchy", "tukey"])
def test_a_robust_loss_shrugs_off_an_outlier(loss) -> None:
    x = np.linspace(0, 5, 15)
    y = decay(x, [2, 0.5]) + 0.01 * np.cos(7 * np.arange(15))
    y[7] += 4
    plain, robust = nonlinear_least_squares(decay, x, y, [1, 1]), nonlinear_least_squares(decay, x, y, [1, 1], loss=loss)  # fmt: skip
    assert abs(plain.params["b2"] - 0.5) > 0.1
    assert robust.params["b2"] == pytest.approx(0.5, abs=0.02)
    assert robust.reference == "normal"
    fixed = nonlinear_least_squares(
        decay, x, y, [1, 1], loss=loss, loss_scale=robust.statistics["loss_scale"]
    )
    assert fixed.params_array == pytest.approx(robust.params_array, rel=1e-6)


def test_a_mapping_of_columns_reaches_the_model_by_name() -> None:
    fit = nonlinear_least_squares(
        lambda x, b: b[0] * np.exp(-b[1] * x["week"]),
        {"week": X.tolist()},
        Y,
        [1, 1],
        names=["level", "rate"],
    )
    assert list(fit.params) == ["level", "rate"]
    assert fit.predict({"week": [0.0]})[0] == pytest.approx(fit.params["level"])


def test_an_exception_of_the_model_reaches_the_caller_but_overflow_does_not() -> None:
    def broken(x, b):
        raise KeyError("column")

    with pytest.raises(KeyError):
        nonlinear_least_squares(broken, X, Y, [1, 1])

    def touchy(x, b):
        if b[1] > 3:
            raise OverflowError
        return decay(x, b)

    assert nonlinear_least_squares(touchy, X, Y, [1, 2.9]).params["b2"] == pytest.approx(0.5041, abs=1e-4)


@pytest.mark.parametrize(
    ("change", "error", "ids"),
    [
        ({"y": [1.0, np.nan, 1.0, 1.0, 1.0]}, InputError, ["E-NLS-002"]),
        ({"start": [1.0, np.inf]}, InputError, ["E-NLS-002"]),
        ({"bounds": ([2, 0], [1, 1])}, InputError, ["E-NLS-003"]),
        ({"x": [0.0], "y": [1.0]}, InputError, ["E-NLS-004"]),
        ({"start": [1.0, -1e5]}, ModelError, ["E-NLS-005"]),
        ({"weights": [0, 0, 0, 0, 0]}, InputError, ["E-NLS-006", "E-NLS-004"]),
        ({"weights": [1, 1]}, InputError, ["E-NLS-001"]),
        ({"loss": "huber", "loss_scale": 0.0}, InputError, ["E-NLS-007"]),
        ({"starts": 0}, InputError, ["E-NLS-007"]),
        ({"model": lambda x, b: 1.0}, InputError, ["E-NLS-008"]),
        ({"bounds": {"c": (0, 1)}}, InputError, ["E-NLS-009"]),
        ({"start": []}, InputError, ["E-NLS-009"]),
        ({"loss": "absolute"}, InputError, ["E-DES-015"]),
    ],
)
def test_what_is_wrong_has_an_id(change, error, ids) -> None:
    arguments = {"model": decay, "x": X, "y": Y, "start": [1.0, 1.0], **change}
    with pytest.raises(error) as caught:
        nonlinear_least_squares(**arguments)
    assert [problem.id for problem in caught.value.problems] == ids


def test_errors_from_the_hessian_differ_by_the_bend_of_the_model() -> None:
    jacobian = nonlinear_least_squares(decay, X, Y, [1, 1])
    hessian = nonlinear_least_squares(decay, X, Y, [1, 1], covariance="hessian")
    ratio = hessian.standard_errors_array / jacobian.standard_errors_array
    assert np.abs(ratio - 1).max() < 0.1
    assert (ratio != 1).all()
