// SPDX-License-Identifier: Apache-2.0
//
// The short-series ladder of ARIMA models.
//
// Limit     observations after differencing ≥ coefficients + 2, every coefficient counted: ARMA, constants, level shifts,
//           regressors. (R estimates beyond it, up to likelihoods that are not finite.)
// Ladder    given up in this order until the limit holds: seasonal terms, seasonal difference, ARMA terms (the longer
//           side first), drift, differences; a mean takes the place of the last difference, seasonal or not. Below that
//           damped shrunken drift (three values) or the last value, as for exponential smoothing. Notes name the step.
// Example   8 values, ARIMA(2,1,2) with drift: 7 after differencing carry 5 coefficients; 7 values: ARIMA(2,1,1) with drift
#pragma once

#include <dubao/data/regressors.hpp>
#include <dubao/models/arima/order.hpp>
#include <dubao/models/detail/prepared.hpp>

#include <string>

namespace dubao::models::arima {

/// Observations that must be left when every coefficient is estimated.
inline constexpr Index kSpareObservations = 2;

/// Whether the series carries the model.
[[nodiscard]] inline bool is_carried(const ArimaOrder& order, const detail::Prepared& series,
                                     Index regressors) {
  const Index used = series.count() - order.lost();
  const Index coefficients = order.arma() + order.constants() + (series.definitions - 1) + regressors;
  return used >= coefficients + kSpareObservations;
}

/// The model nearest below `asked` on the ladder; check is_carried() of the result.
[[nodiscard]] inline ArimaOrder reduce(ArimaOrder order, const detail::Prepared& series, Index regressors) {
  const auto done = [&] { return is_carried(order, series, regressors); };
  const auto give_up_season = [&order] {
    if (order.D > 0 && order.d == 0) order.mean = true;
    order.P = order.D = order.Q = 0;
  };
  if (order.season_length < 2) give_up_season();
  if (!order.has_season()) order.season_length = 1;
  if (order.d + order.D > 0) order.mean = false;
  if (order.d + order.D > 1) order.drift = false;
  if (!done()) order.P = order.Q = 0;
  if (!done()) give_up_season();
  while (!done() && order.p + order.q > 0) --(order.q >= order.p ? order.q : order.p);
  if (!done()) order.drift = false;
  while (!done() && order.d > 0) {
    --order.d;
    order.mean = order.d == 0;
  }
  if (!order.has_season()) order.season_length = 1;
  return order;
}

}  // namespace dubao::models::arima
