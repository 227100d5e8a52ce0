"""ARIMA and AutoARIMA from Python."""

from __future__ import annotations

import numpy as np
import pytest

from dubao.errors import InputError, ModelError
from dubao.models import ARIMA, AutoARIMA

NILE = [1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
        1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840]  # fmt: skip

# R 4.2.2, forecast 8.20: Arima(y, c(1, 1, 1), method = "ML").
NILE_LOGLIK = -187.2109
NILE_MEAN = [1013.737, 1059.610, 1071.723]
LIKELIHOOD = 1e-3
FORECAST = 0.05


def test_a_fit_has_the_numbers_of_r() -> None:
    fitted = ARIMA(order=(1, 1, 1)).fit(NILE)
    assert fitted.loglik == pytest.approx(NILE_LOGLIK, abs=LIKELIHOOD)
    assert fitted.predict(h=3)["mean"] == pytest.approx(NILE_MEAN, abs=FORECAST)
    assert fitted.params["ar1"] == pytest.approx(0.2640, abs=LIKELIHOOD)


def test_intervals_are_quantiles_of_the_draws() -> None:
    fitted = ARIMA(order=(0, 1, 1)).fit(NILE)
    predicted = fitted.predict(h=2, level=[95])
    draws = fitted.draws(h=2, n=4000, seed=1)
    assert predicted["lo-95"] == pytest.approx(np.quantile(draws, 0.025, axis=0))


def test_regressors_need_their_future() -> None:
    x = np.sin(np.arange(33)).reshape(-1, 1)
    y = np.array(NILE) + 100 * x[:30, 0]
    fitted = ARIMA(order=(1, 0, 0)).fit(y, X=x[:30], names=["wave"])
    assert "wave" in fitted.params
    ahead = fitted.predict(h=3, X=x[30:])["mean"]
    more = fitted.predict(h=3, X=x[30:] + 1.0)["mean"]
    assert more - ahead == pytest.approx(np.full(3, fitted.params["wave"]))
    with pytest.raises(InputError) as caught:
        fitted.predict(h=3)
    assert caught.value.id == "E-REG-004"


def test_the_automatic_choice_stays_within_its_limits() -> None:
    fitted = AutoARIMA(max_p=0, max_q=1, d=1).fit(NILE)
    assert fitted.params["d"] == 1
    assert "ar1" not in fitted.params
    assert any("chosen by AICc" in note for note in fitted.notes)


@pytest.mark.parametrize(
    ("make", "error", "identifier"),
    [
        (lambda: ARIMA(order=(-1, 0, 0)), InputError, "E-ARI-001"),
        (lambda: ARIMA(season_length=-4), InputError, "E-ARI-002"),
        (lambda: ARIMA(box_cox=0.0).fit([1, -2, 3, 4, 5, 6, 7]), ModelError, "E-ARI-003"),
        (lambda: AutoARIMA(box_cox=9.0), InputError, "E-ARI-004"),
    ],
)
def test_wrong_arguments_are_refused_by_name(make, error, identifier) -> None:
    with pytest.raises(error) as caught:
        make()
    assert caught.value.id == identifier
    assert "Cách sửa" in caught.value.text("vi")
