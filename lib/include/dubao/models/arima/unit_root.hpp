// SPDX-License-Identifier: Apache-2.0
//
// How often to difference: successive KPSS tests for d, the strength of the season for D.
//
// Formula   KPSS (level): η = n⁻² Σ S_t² / s²(l),  S_t partial sums of y − ȳ,
//           s²(l) = n⁻¹ Σ e² + 2 n⁻¹ Σ_k (1 − k/(l+1)) Σ e_t e_{t−k},  l = ⌊3 √n / 13⌋; stationary is refused above 0.463.
//           D: one seasonal difference when the strength F of decomposition/stl.hpp is above 0.64.
// Breaks    definitions are joined so that the change across a break is the median change inside definitions.
// Missing   left out of the KPSS test, as in R.
// Example   1, 2, …, 10: η = 1.01, one difference; after it the values are constant: d = 1
// Source    Kwiatkowski, Phillips, Schmidt and Shin (1992); Wang, Smith and Hyndman (2006) for the strength.
//           Oracle: R forecast 8.20, ndiffs(test = "kpss") and nsdiffs(test = "seas").
#pragma once

#include <dubao/models/arima/design.hpp>
#include <dubao/models/decomposition/stl.hpp>
#include <dubao/optim/projection.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace dubao::models::arima {

/// Critical value at 5 %, table 1 of Kwiatkowski et al. (1992).
inline constexpr double kKpssCritical = 0.463;
/// Strength above which a season is differenced: the value of R's nsdiffs.
inline constexpr double kStrongSeason = 0.64;
/// Relative size of differences that count as none, R's all.equal.
inline constexpr double kConstantTolerance = 1.5e-8;

/// Whether all observed values are equal up to kConstantTolerance. NaN = missing.
[[nodiscard]] inline bool is_constant(const std::vector<double>& y) {
  double first = data::kMissing;
  double difference = 0.0;
  double size = 0.0;
  for (const double v : y) {
    if (data::is_missing(v)) continue;
    if (data::is_missing(first)) first = v;
    if (v == first) continue;
    difference += std::abs(v - first);
    size += std::abs(v);
  }
  return difference <= kConstantTolerance * size;
}

/// KPSS statistic for level stationarity. y without missing values, n ≥ 1; 0 for constant values.
[[nodiscard]] inline double kpss_statistic(const std::vector<double>& y) {
  const auto n = static_cast<double>(y.size());
  double mean = 0.0;
  for (const double v : y) mean += v / n;
  std::vector<double> e = y;
  double sum = 0.0;
  double partial = 0.0;
  double squares = 0.0;
  for (double& v : e) {
    v -= mean;
    sum += v;
    partial += sum * sum;
    squares += v * v;
  }
  double variance = squares / n;
  const auto lags = static_cast<std::size_t>(3.0 * std::sqrt(n) / 13.0);
  for (std::size_t k = 1; k <= lags; ++k) {
    double covariance = 0.0;
    for (std::size_t t = k; t < e.size(); ++t) covariance += e[t] * e[t - k];
    variance += 2.0 / n * (1.0 - static_cast<double>(k) / (static_cast<double>(lags) + 1.0)) * covariance;
  }
  return variance > 0.0 ? partial / (n * n) / variance : 0.0;
}

/// y_t − y_{t−lag}; NaN where either is missing.
[[nodiscard]] inline std::vector<double> difference(const std::vector<double>& y, Index lag) {
  std::vector<double> out;
  for (std::size_t t = detail::at(lag); t < y.size(); ++t) out.push_back(y[t] - y[t - detail::at(lag)]);
  return out;
}

/// Differences until the KPSS test no longer refuses stationarity; at most max_d.
[[nodiscard]] inline int choose_differences(const std::vector<double>& y, int max_d) {
  std::vector<double> x;
  for (const double v : y) {
    if (!data::is_missing(v)) x.push_back(v);
  }
  int d = 0;
  while (d < max_d && x.size() > 1 && !is_constant(x) && kpss_statistic(x) > kKpssCritical) {
    x = difference(x, 1);
    ++d;
  }
  return d;
}

/// Seasonal differences, at most max_D; 0 for fewer than two years and one value.
[[nodiscard]] inline int choose_seasonal_differences(std::vector<double> y, Index season_length, int max_D) {
  int D = 0;
  if (season_length < 2 || static_cast<Index>(y.size()) <= 2 * season_length) return D;
  while (D < max_D && static_cast<Index>(y.size()) >= 2 * season_length && !is_constant(y) &&
         decomposition::seasonal_strength(y, season_length) > kStrongSeason) {
    y = difference(y, season_length);
    ++D;
  }
  return D;
}

/// Working values from the first to the last observed one, definitions joined and regressors taken out by least squares
/// (with a constant), for the tests above.
[[nodiscard]] inline std::vector<double> values_to_test(const detail::Prepared& series,
                                                        const Working& working,
                                                        const data::Regressors& regressors) {
  const auto first = static_cast<std::ptrdiff_t>(series.observed.front());
  std::vector<double> y = working.y;
  if (series.definitions > 1) {
    std::vector<double> changes;
    for (const detail::Change& c : series.changes) {
      changes.push_back((y[detail::at(c.to)] - y[detail::at(c.from)]) / c.gap());
    }
    double usual = 0.0;
    if (!changes.empty()) {
      const auto middle = changes.begin() + static_cast<std::ptrdiff_t>(changes.size() / 2);
      std::nth_element(changes.begin(), middle, changes.end());
      usual = *middle;
    }
    double shift = 0.0;
    for (std::size_t i = 1; i < series.observed.size(); ++i) {
      const std::size_t from = detail::at(series.observed[i - 1]);
      const std::size_t to = detail::at(series.observed[i]);
      if (series.definition[from] != series.definition[to]) {
        shift = y[from] + usual * static_cast<double>(to - from) - y[to];
      }
      y[to] += shift;
    }
  }
  if (!regressors.empty()) {
    const auto n = static_cast<int>(series.count());
    optim::OrthogonalBasis basis;
    basis.reset(n, static_cast<int>(regressors.count()) + 1);
    std::fill(basis.next(), basis.next() + n, 1.0);
    basis.push();
    for (Index j = 0; j < regressors.count(); ++j) {
      double* column = basis.next();
      const double scale = column_scale(regressors.rows().col(j).data(), series.size());
      for (int i = 0; i < n; ++i) column[i] = scale * regressors.rows()(series.observed[detail::at(i)], j);
      basis.push();
    }
    std::vector<double> values;
    for (const Index t : series.observed) values.push_back(y[detail::at(t)]);
    basis.project_off(values.data());
    for (int i = 0; i < n; ++i) y[detail::at(series.observed[detail::at(i)])] = values[detail::at(i)];
  }
  return {y.begin() + first, y.begin() + static_cast<std::ptrdiff_t>(series.last()) + 1};
}

}  // namespace dubao::models::arima
