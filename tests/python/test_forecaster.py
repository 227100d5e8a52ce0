"""The Forecaster on panels: columns, intervals, draws, cross-validation, threads, errors."""

from __future__ import annotations

import subprocess
import sys
import threading

import numpy as np
import pandas as pd
import polars as pl
import pytest

import dubao
from dubao import _core
from dubao.errors import InputError
from dubao.forecaster import Forecaster, StatsForecast
from dubao.models import (
    AutoETS,
    AutoTheta,
    Drift,
    Ensemble,
    HistoricAverage,
    Naive,
    SeasonalNaive,
    Theta,
    WindowAverage,
)

YEARS = list(range(2009, 2025))
# Professionals in information and communication technology, thousand persons (ILOSTAT from the Labour Force Survey).
ISCO25 = [
    52.6,
    49.5,
    63.1,
    54.9,
    60.6,
    68.5,
    74.4,
    70.9,
    92.2,
    99.2,
    156.2,
    143.4,
    124.8,
    121.0,
    123.5,
    123.4,
]


def panel(series: int = 3, n: int = 15, seed: int = 1) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    y = np.exp(4 + np.cumsum(0.03 + 0.05 * rng.normal(size=(series, n)), axis=1))
    return {
        "unique_id": np.repeat([f"s{i}" for i in range(series)], n),
        "ds": np.tile(np.arange(2010, 2010 + n), series),
        "y": y.ravel(),
    }


def isco25(**columns: object) -> dict[str, object]:
    return {
        "unique_id": ["25"] * 16,
        "ds": YEARS,
        "y": ISCO25,
        "break": [year == 2021 for year in YEARS],
    } | columns


def test_columns_are_named_and_ordered_as_the_ecosystem_does() -> None:
    out = (
        Forecaster([Naive(), AutoETS()], n_jobs=1)
        .fit(pd.DataFrame(panel()))
        .predict(2, [80, 95], quantiles=[0.5])
    )
    inside = ["lo-95", "lo-80", "hi-80", "hi-95", "q-0.5"]
    expected = ["unique_id", "ds"]
    for model in ("Naive", "AutoETS"):
        expected += [model, *(f"{model}-{name}" for name in inside)]
    assert list(out.columns) == expected
    assert out["ds"].tolist() == [2025, 2026] * 3
    assert (out["AutoETS-lo-95"] <= out["AutoETS-lo-80"]).all()
    assert (out["AutoETS-hi-80"] <= out["AutoETS-hi-95"]).all()


def test_an_interval_is_the_quantile_of_the_draws() -> None:
    fc = Forecaster(n_jobs=1).fit(panel())
    out = fc.predict(3, [90])
    draws = fc.draws(3)
    quantiles = draws.quantiles([0.05, 0.95])
    np.testing.assert_array_equal(out["Ensemble-lo-90"], quantiles[:, 0].ravel())
    np.testing.assert_array_equal(out["Ensemble-hi-90"], quantiles[:, 1].ravel())


def test_the_numbers_do_not_depend_on_the_number_of_threads_or_the_order_of_the_rows() -> None:
    df = panel(25)
    order = np.random.default_rng(2).permutation(len(df["y"]))
    one = Forecaster(n_jobs=1, dependence="copula").fit(df).draws(3, 200, 5).paths
    two = (
        Forecaster(n_jobs=2, dependence="copula")
        .fit({k: v[order] for k, v in df.items()})
        .draws(3, 200, 5)
        .paths
    )
    np.testing.assert_array_equal(one, two)


def test_another_seed_gives_other_paths_of_the_same_margins() -> None:
    fc = Forecaster(n_jobs=1).fit(panel(1))
    a, b = fc.draws(2, 500, 1).paths[0], fc.draws(2, 500, 2).paths[0]
    assert not np.array_equal(a, b)
    np.testing.assert_allclose(np.sort(a, axis=0), np.sort(b, axis=0), rtol=1e-12)


def test_joint_draws_make_totals_wider_when_series_move_together() -> None:
    rng = np.random.default_rng(3)
    common = rng.normal(size=20)
    y = [np.exp(4 + np.cumsum(0.02 + 0.05 * (0.9 * common + 0.4 * rng.normal(size=20)))) for _ in range(5)]
    df = {
        "unique_id": np.repeat(list("abcde"), 20),
        "ds": np.tile(np.arange(2005, 2025), 5),
        "y": np.concatenate(y),
    }

    def width(dependence: str) -> float:
        total = Forecaster(n_jobs=1, dependence=dependence).fit(df).draws(2, 2000).total()[:, 1]
        return float(np.subtract(*np.quantile(total, [0.975, 0.025])))

    assert width("copula") > 1.3 * width("independent")


def test_cross_validation_has_one_row_a_period_and_origin() -> None:
    df = panel(2, 12)
    out = Forecaster([Naive()], n_jobs=1).cross_validation(df, h=2, n_windows=3, step_size=2, level=[80])
    assert out["cutoff"].tolist() == [2015, 2015, 2017, 2017, 2019, 2019] * 2
    assert out["ds"].tolist() == [2016, 2017, 2018, 2019, 2020, 2021] * 2
    known = dict(zip(zip(df["unique_id"], df["ds"], strict=True), df["y"], strict=True))
    rows = zip(out["unique_id"], out["cutoff"], out["Naive"], strict=True)
    assert all(known[key, cutoff] == forecast for key, cutoff, forecast in rows)


def test_rows_across_a_break_are_not_scored() -> None:
    out = Forecaster([Naive()], n_jobs=1).cross_validation(isco25(), h=3, n_windows=4)
    assert not any(c < 2021 <= d for c, d in zip(out["cutoff"], out["ds"], strict=True))


def test_the_real_series_has_sensible_intervals_to_2035() -> None:
    out = Forecaster(n_jobs=1, non_negative=True).fit(isco25()).predict(11, [80, 95])
    low, point, high = (out[f"Ensemble{name}"] for name in ("-lo-95", "", "-hi-95"))
    assert out["ds"].tolist() == list(range(2025, 2036))
    assert (low > 0).all()
    assert (np.diff(high / point) > 0).all() and (np.diff(low / point) < 0).all()
    # The jump of the recoding is no growth, and no interval is absurd: 2030 within a third and three times of today.
    assert 100 < point[5] < 220
    assert low[5] > 123.4 / 3 and high[5] < 123.4 * 3.5


def test_standard_errors_narrow_the_signal_and_the_factor_is_shown() -> None:
    se = [0.13 * np.sqrt(123.4 * v) for v in ISCO25]
    without = Forecaster(n_jobs=1).fit(isco25()).predict(6, [95])
    fc = Forecaster(n_jobs=1).fit(isco25(se=se))
    signal = fc.predict(6, [95])
    survey = Forecaster(n_jobs=1, target="survey").fit(isco25(se=se)).predict(6, [95])
    scale = fc.provenance["se_scale"]
    assert 0.0 <= scale["lower"] <= scale["scale"] <= scale["upper"] <= 1.0

    def width(out: dict[str, np.ndarray]) -> np.ndarray:
        return out["Ensemble-hi-95"] - out["Ensemble-lo-95"]

    assert (width(signal) < width(without)).all()
    assert width(survey)[0] > width(signal)[0]
    fixed = Forecaster(n_jobs=1, se_scale=0.0).fit(isco25(se=se)).predict(6, [95])
    np.testing.assert_allclose(width(fixed), width(without), rtol=0.05)


def test_non_negative_holds_for_every_draw() -> None:
    df = {"unique_id": ["a"] * 8, "ds": YEARS[:8], "y": [0.0, 3, 1, 0, 2, 1, 0, 1]}
    assert Forecaster(n_jobs=1).fit(df).draws(4, 300).paths.min() < 0
    assert Forecaster(n_jobs=1, non_negative=True).fit(df).draws(4, 300).paths.min() >= 0


def test_quarterly_frames_keep_their_dates_and_season() -> None:
    season = np.tile([10.0, 20.0, 30.0, 20.0], 6)
    df = pl.DataFrame(
        {
            "unique_id": ["q"] * 24,
            "ds": pd.date_range("2019-03-31", periods=24, freq="QE"),
            "y": season + np.arange(24) * 0.1,
        }
    )
    out = Forecaster([SeasonalNaive(season_length=4), Ensemble()], freq="QE", n_jobs=1).forecast(df, 4)
    assert isinstance(out, pl.DataFrame)
    assert [str(d)[:10] for d in out["ds"]] == ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"]
    assert out["Ensemble"][2] > out["Ensemble"][0] + 10


def test_half_years_keep_their_dates_and_season() -> None:
    df = pd.DataFrame(
        {
            "unique_id": "h",
            "ds": pd.date_range("2014-06-30", periods=20, freq="6ME"),
            "y": np.tile([10.0, 30.0], 10) + np.arange(20) * 0.1,
        }
    )
    fc = Forecaster([SeasonalNaive(), Ensemble(), AutoETS()], freq="6ME", n_jobs=1).fit(df)
    out = fc.predict(4, level=[80])
    assert [str(day)[:10] for day in out["ds"]] == ["2024-06-30", "2024-12-31", "2025-06-30", "2025-12-31"]
    assert out["SeasonalNaive"].tolist() == [df["y"][18], df["y"][19]] * 2
    for model in ("Ensemble", "AutoETS"):
        assert out[model][1] > out[model][0] + 15 and out[model][3] > out[model][2] + 15
    assert fc.provenance["freq"] == "HYE"
    assert "no score table of half-yearly series" in fc.provenance["models"]["Ensemble"]


def test_weeks_keep_their_text_and_their_season_over_a_year_of_53() -> None:
    n = 52 * 4
    ds = [_core.shift_period("2017-W40", k) for k in range(n)]
    y = np.tile(10 + 5 * np.sin(2 * np.pi * np.arange(52) / 52), 4) + np.arange(n) * 0.01
    df = {"unique_id": ["w"] * n, "ds": ds, "y": y}
    assert "2020-W53" in ds
    fc = Forecaster([SeasonalNaive(), Theta()], freq="W", n_jobs=1).fit(df)
    out = fc.predict(3, level=[80])
    assert out["ds"].tolist() == [_core.shift_period(ds[-1], k) for k in (1, 2, 3)]
    assert out["SeasonalNaive"].tolist() == y[-52:-49].tolist()
    assert np.abs(out["Theta"] - y[-52:-49]).max() < 1.0
    assert "no score table of weekly series" in fc.provenance["models"]["Theta"]


@pytest.mark.parametrize(("freq", "periods"), [("HYE", 24), ("W-SUN", 60), ("W-MON", 60)])
def test_cross_validation_and_fitted_values_write_the_dates_of_the_frame(freq, periods) -> None:
    days = pd.date_range("2015-01-31", periods=periods, freq=freq)
    df = pd.DataFrame({"unique_id": "a", "ds": days, "y": np.arange(periods) % 7 + 10.0})
    fc = Forecaster([Naive()], freq=freq, n_jobs=1)
    cv = fc.cross_validation(df, h=2, n_windows=2)
    assert cv["cutoff"].tolist() == [days[-4], days[-4], days[-3], days[-3]]
    assert cv["ds"].tolist() == [days[-3], days[-2], days[-2], days[-1]]
    assert (cv["y"] == df.set_index("ds")["y"][cv["ds"]].to_numpy()).all()
    assert fc.fit(df).fitted_values()["ds"].tolist() == list(days)
    assert [len(d) for d in fc.draws(3, 10).ds] == [3]


def test_a_season_of_any_length_may_be_given() -> None:
    y = np.tile([1.0, 2, 3, 4, 5, 6, 7], 8)
    df = {"unique_id": ["a"] * 56, "ds": list(range(1, 57)), "y": y}
    out = Forecaster([SeasonalNaive(season_length=7), AutoETS(season_length=7)], freq=1, n_jobs=1).forecast(
        df, 7
    )
    assert out["ds"].tolist() == list(range(57, 64))
    assert out["SeasonalNaive"].tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert np.abs(out["AutoETS"] - np.arange(1, 8)).max() < 0.05


def test_scripts_of_the_ecosystem_run_with_only_the_import_changed() -> None:
    df = pd.DataFrame(panel())
    df["ds"] = pd.to_datetime(df["ds"].astype(str) + "-12-31")
    sf = StatsForecast(
        models=[
            AutoETS(season_length=1),
            AutoTheta(),
            Naive(),
            HistoricAverage(),
            WindowAverage(window_size=3),
            Drift(),
        ],
        freq="YE",
        n_jobs=-1,
    )
    forecast = sf.forecast(df=df, h=3, level=[90])
    positional = sf.forecast(3, df)
    assert {"AutoETS-lo-90", "WindowAverage-hi-90"} <= set(forecast.columns)
    assert positional["AutoETS"].tolist() == forecast["AutoETS"].tolist()
    assert forecast["ds"].iloc[0] == pd.Timestamp("2025-12-31")
    cv = sf.cross_validation(df=df, h=2, n_windows=2, step_size=1, level=[90], refit=False)
    assert {"cutoff", "y", "AutoETS"} <= set(cv.columns)


def test_fitted_values_stand_beside_the_data() -> None:
    sf = StatsForecast(models=[Naive()], freq="YE")
    sf.forecast(df=panel(2, 5), h=1, fitted=True)
    out = sf.forecast_fitted_values()
    assert np.isnan(out["Naive"][0]) and np.isnan(out["Naive"][5])
    np.testing.assert_array_equal(out["Naive"][1:5], out["y"][:4])
    assert out["ds"].tolist() == [2010, 2011, 2012, 2013, 2014] * 2


def test_arguments_that_would_change_the_numbers_are_refused() -> None:
    sf = StatsForecast(models=[Naive()], freq="YE")
    with pytest.raises(InputError) as caught:
        sf.forecast(df=panel(), h=1, X_df=panel(), prediction_intervals=object())
    assert [p.argument for p in caught.value.problems] == ["X_df", "prediction_intervals"]
    assert len(sf.forecast(df=panel(), h=1, X_df=None)["Naive"]) == 3


def test_a_model_that_is_none_is_named() -> None:
    with pytest.raises(InputError) as caught:
        Forecaster(["AutoETS"])
    assert caught.value.id == "E-FRC-001"
    assert "AutoETS" in caught.value.text("vi")


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda fc: fc.predict(0), "E-FRC-004"),
        (lambda fc: fc.predict(2.5), "E-FRC-004"),
        (lambda fc: fc.predict(2, [0.95, 100]), "E-FRC-002"),
        (lambda fc: fc.predict(2, quantiles=[95]), "E-FRC-003"),
        (lambda fc: fc.draws(2, model="Nobody"), "E-FRC-005"),
        (lambda fc: fc.cross_validation(panel(), h=100), "E-FRC-006"),
    ],
)
def test_bad_arguments_are_named_in_both_languages(call, expected) -> None:
    fc = Forecaster([Naive()], n_jobs=1).fit(panel())
    with pytest.raises(InputError) as caught:
        call(fc)
    assert caught.value.id == expected
    assert caught.value.text("vi") != caught.value.text("en")


def test_bad_settings_are_refused() -> None:
    for settings, expected in (
        ({"target": "truth"}, "E-FOR-006"),
        ({"dependence": "yes"}, "E-FOR-007"),
        ({"calibration": "magic"}, "E-FOR-008"),
        ({"se_scale": 2.0}, "E-FOR-003"),
        ({"models": [Naive(), Naive()]}, "E-FOR-002"),
    ):
        with pytest.raises(InputError) as caught:
            Forecaster(**settings)
        assert caught.value.id == expected
        assert caught.value.problems[0].vi != caught.value.problems[0].en


def test_every_series_without_a_value_is_listed() -> None:
    df = {"unique_id": ["a", "b", "c"], "ds": [2020] * 3, "y": [1.0, None, None]}
    with pytest.raises(InputError) as caught:
        Forecaster(n_jobs=1).fit(df)
    assert [p.series for p in caught.value.problems] == ["b", "c"]


def test_predict_before_fit_says_so() -> None:
    with pytest.raises(InputError) as caught:
        Forecaster().predict(1)
    assert caught.value.id == "E-FRC-007"


def test_the_interpreter_is_free_while_the_core_works() -> None:
    fc = Forecaster(n_jobs=1)
    df = panel(60)
    ticks = []
    done = threading.Event()

    def tick() -> None:
        while not done.wait(0.002):
            ticks.append(1)

    thread = threading.Thread(target=tick)
    thread.start()
    fc.fit(df)
    fc.draws(6, 2000)
    done.set()
    thread.join()
    assert len(ticks) > 3


def test_provenance_says_where_the_numbers_come_from() -> None:
    fc = Forecaster(n_jobs=1).fit(panel(2))
    found = fc.provenance
    assert found["dubao"] == dubao.__version__
    assert "m4-yearly" in found["models"]["Ensemble"]
    assert found["observations"] == 30
    assert repr(fc) == "Forecaster(Ensemble; freq=YE, fitted to 2 series)"
    assert "2 series x 10 paths" in repr(fc.draws(2, 10))


def test_import_is_fast_and_brings_no_frame_library() -> None:
    code = (
        "import sys, time; t = time.perf_counter(); import dubao; dubao.Forecaster; t = time.perf_counter() - t;"
        "print(t, [m for m in ('pandas', 'polars', 'pyarrow', 'narwhals') if m in sys.modules])"
    )
    best = min(
        (
            subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
            for _ in range(3)
        ),
        key=lambda out: float(out.split()[0]),
    )
    assert float(best.split()[0]) < 0.3
    assert best.split(maxsplit=1)[1].strip() == "[]"
