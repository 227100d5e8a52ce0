// SPDX-License-Identifier: Apache-2.0
//
// Is anything left in the residuals, and are the forecast distributions right? Ljung–Box and the histogram of the
// probability integral transform.
//
// When      After every fit that is published (Ljung–Box), and over many past forecasts with their draws (PIT).
// When not  A small p-value on one of a hundred series is no finding; with n < 15 Ljung–Box has hardly any power.
// Formula   Ljung–Box   Q = n (n + 2) Σ_{k=1}^{lags} r_k² / (n − k) ~ χ²(lags − fitted degrees)
//           PIT         u = (#{draw < y} + v (#{draw = y} + 1)) / (draws + 1), v uniform: exactly uniform when y is one more
//                       draw of the same distribution, ties and discrete draws included
//           uniformity  χ² = Σ (count − n/bins)² / (n/bins) ~ χ²(bins − 1), for independent forecasts
// Reading   PIT high at both ends: intervals too narrow; high in the middle: too wide; slope: biased.
// Example   residuals 1, −1, 1, −1, 1, −1: r_1 = −5/6, one lag: Q = 6 · 8 · (25/36) / 5 = 20/3
// Source    Ljung and Box (1978); Gneiting, Balabdaoui and Raftery (2007); the randomised rank: Czado, Gneiting and Held
//           (2009). Oracle: R stats::Box.test, chisq.test.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/random.hpp>
#include <dubao/error.hpp>
#include <dubao/evaluation/autocovariance.hpp>

#include <boost/math/special_functions/gamma.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dubao::evaluation {

/// Upper tail of the chi-square distribution; degrees > 0, NaN for a missing statistic.
[[nodiscard]] inline double chi_square_tail(double statistic, double degrees) {
  if (!(statistic >= 0.0) || !(degrees > 0.0)) return data::kMissing;
  return boost::math::gamma_q(0.5 * degrees, 0.5 * statistic);
}

struct LjungBox {
  double statistic = data::kMissing;  ///< Q
  double p_value = data::kMissing;    ///< NaN when lags ≤ fitted degrees, or nothing varies
  Index lags = 0;
  Index degrees_of_freedom = 0;  ///< lags − fitted degrees
  Index count = 0;               ///< residuals that are not missing
};

/// Number of lags that is usual: 10, or 2 m for season length m > 1, at most n/5, at least fitted degrees + 3, below n
/// (Hyndman and Athanasopoulos 2021, section 5.4).
[[nodiscard]] inline Index usual_lags(Index n, Index season_length, Index fitted_degrees) noexcept {
  const Index wanted = std::min<Index>(season_length > 1 ? 2 * season_length : 10, n / 5);
  return std::max<Index>(1, std::min(std::max(wanted, fitted_degrees + 3), n - 1));
}

/// Test of autocorrelation of residuals (NaN = missing, skipped). lags ≥ 1 and below the number of residuals;
/// fitted_degrees ≥ 0: parameters that were fitted to the autocorrelation (p + q of ARMA, smoothing parameters). Throws
/// InputError E-DIA-001 when lags or fitted_degrees do not fit. O(n · lags).
[[nodiscard]] inline LjungBox ljung_box(const std::vector<double>& residuals, Index lags,
                                        Index fitted_degrees = 0) {
  LjungBox out;
  out.count = count_known(residuals);
  if (lags < 1 || lags >= out.count || fitted_degrees < 0) {
    throw InputError("E-DIA-001", "lags",
                     std::to_string(lags) + " lags and " + std::to_string(fitted_degrees) +
                         " fitted degrees do not fit " + std::to_string(out.count) + " residuals",
                     "give at least one lag, fewer than residuals, and no negative degrees");
  }
  out.lags = lags;
  out.degrees_of_freedom = lags - fitted_degrees;
  const std::vector<double> c = autocovariances(residuals, lags);
  if (!(c[0] > 0.0)) return out;
  const auto n = static_cast<double>(out.count);
  double sum = 0.0;
  for (std::size_t k = 1; k < c.size(); ++k) {
    const double r = c[k] / c[0];
    sum += r * r / (n - static_cast<double>(k));
  }
  out.statistic = n * (n + 2.0) * sum;
  out.p_value = chi_square_tail(out.statistic, static_cast<double>(out.degrees_of_freedom));
  return out;
}

/// Randomised probability integral transform of `actual` in the draws' column; uniform on (0, 1) when the draws are
/// right. random: a stream of its own for each forecast. NaN for a missing actual. O(draws).
[[nodiscard]] inline double probability_integral_transform(const std::vector<double>& draws, double actual,
                                                           data::RandomStream& random) noexcept {
  if (data::is_missing(actual) || draws.empty()) return data::kMissing;
  double below = 0.0;
  double equal = 0.0;
  for (const double draw : draws) {
    below += draw < actual ? 1.0 : 0.0;
    equal += draw == actual ? 1.0 : 0.0;
  }
  return (below + random.uniform() * (equal + 1.0)) / (static_cast<double>(draws.size()) + 1.0);
}

struct PitHistogram {
  std::vector<double> share;          ///< of the values in each bin, sum 1
  Index count = 0;                    ///< values that are not missing
  double statistic = data::kMissing;  ///< χ²
  double p_value = data::kMissing;    ///< of uniformity, for independent forecasts
};

/// Fewest values per bin for which the χ² distribution is trusted (Cochran 1954).
inline constexpr double kFewestPerBin = 5.0;

/// Histogram of transforms in [0, 1] (NaN = missing) with bins ≥ 2 of equal width, and the χ² test of uniformity (p-value
/// NaN below kFewestPerBin values a bin). Throws InputError E-DIA-002 for fewer than two bins, E-DIA-003 for a value
/// outside [0, 1]. O(n).
[[nodiscard]] inline PitHistogram pit_histogram(const std::vector<double>& values, Index bins) {
  if (bins < 2) {
    throw InputError("E-DIA-002", "bins", std::to_string(bins) + " is fewer than two",
                     "give 10, for instance");
  }
  PitHistogram out;
  out.share.assign(static_cast<std::size_t>(bins), 0.0);
  for (const double u : values) {
    if (data::is_missing(u)) continue;
    if (!(u >= 0.0 && u <= 1.0)) {
      throw InputError("E-DIA-003", "values", std::to_string(u) + " is outside 0 to 1",
                       "give values of the probability integral transform");
    }
    const auto bin = static_cast<std::size_t>(u * static_cast<double>(bins));
    out.share[std::min(bin, out.share.size() - 1)] += 1.0;
    ++out.count;
  }
  if (out.count == 0) return out;
  const double expected = static_cast<double>(out.count) / static_cast<double>(bins);
  out.statistic = 0.0;
  for (double& share : out.share) {
    out.statistic += (share - expected) * (share - expected) / expected;
    share /= static_cast<double>(out.count);
  }
  if (expected >= kFewestPerBin) {
    out.p_value = chi_square_tail(out.statistic, static_cast<double>(bins - 1));
  }
  return out;
}

}  // namespace dubao::evaluation
