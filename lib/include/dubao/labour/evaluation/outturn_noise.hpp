// SPDX-License-Identifier: Apache-2.0
//
// Outturn noise: how much of a measured error is the survey's, not the forecast's.
//
// What      The published outturn is a sample: even the true value as a forecast has an error against it. Stated beside the
//           score: the error that sampling alone gives, and what is left of the mean square without it.
// When      The outturn has standard errors. When it has a filtered (smoothed) version as well, score against that too.
// When not  Standard errors of zero or unknown ones: those cases are left out and counted.
// Formula   actual = truth + e, e ~ N(0, se²), independent of the forecast's error f:
//             E(forecast − actual)² = E f² + se²      →  error against the truth: √max(0, mean e² − mean se²)
//             E|e| = se √(2/π)                        →  WAPE of the truth itself: √(2/π) Σ se / Σ |actual|
// Example   errors {3, 4}, se {3, 3}: root mean square √12.5, against the truth √(12.5 − 9) = 1.870829
// Source    Centre of Policy Studies, working paper G-225 (MONASH forecasts against filtered outturns); the rest is standard.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace dubao::labour {

struct OutturnNoise {
  Index cases = 0;                                 ///< with forecast, outturn and standard error > 0
  double mean_standard_error = data::kMissing;     ///< unit of the values
  double wape_of_noise = data::kMissing;           ///< WAPE that the truth itself would have
  double root_mean_square = data::kMissing;        ///< of forecast − published outturn
  double root_mean_square_truth = data::kMissing;  ///< estimate against the truth; 0: noise explains all
  double share_of_square = data::kMissing;         ///< mean se² / mean error², may exceed 1
};

/// States the noise (see the banner). Same order and unit; NaN = missing. Throws InputError E-ACC-001 when the lengths
/// differ. O(n).
[[nodiscard]] inline OutturnNoise outturn_noise(const std::vector<double>& actual,
                                                const std::vector<double>& forecast,
                                                const std::vector<double>& standard_errors) {
  if (actual.size() != forecast.size() || actual.size() != standard_errors.size()) {
    throw InputError("E-ACC-001", "standard_errors",
                     std::to_string(standard_errors.size()) + " standard errors for " +
                         std::to_string(actual.size()) + " actual values",
                     "give one forecast and one standard error per actual value");
  }
  constexpr double kMeanAbsoluteNormal = 0.79788456080286535588;  // √(2/π)
  OutturnNoise out;
  double errors = 0.0;
  double squares = 0.0;
  double noise = 0.0;
  double size = 0.0;
  for (std::size_t i = 0; i < actual.size(); ++i) {
    const double se = standard_errors[i];
    if (data::is_missing(actual[i]) || data::is_missing(forecast[i]) || !(se > 0.0)) continue;
    ++out.cases;
    errors += se;
    noise += se * se;
    squares += (forecast[i] - actual[i]) * (forecast[i] - actual[i]);
    size += std::abs(actual[i]);
  }
  if (out.cases == 0) return out;
  const auto n = static_cast<double>(out.cases);
  out.mean_standard_error = errors / n;
  if (size > 0.0) out.wape_of_noise = kMeanAbsoluteNormal * errors / size;
  out.root_mean_square = std::sqrt(squares / n);
  out.root_mean_square_truth = std::sqrt(std::max(0.0, (squares - noise) / n));
  if (squares > 0.0) out.share_of_square = noise / squares;
  return out;
}

}  // namespace dubao::labour
