// SPDX-License-Identifier: Apache-2.0
//
// Diebold–Mariano: do two forecasts of one series differ by more than chance?
//
// When      Two methods, the same long row of origins (20 and more), one horizon.
// When not  Many short series: comparison.hpp (one difference a series) or multiple_comparison.hpp (ranks). Nested models
//           fitted again at each origin: the test is then too shy.
// Formula   d_t = loss of the first − loss of the second, h-step forecasts;
//           DM = d̄ / √((c_0 + 2 Σ_{k<h} c_k) / n);  t = DM √((n + 1 − 2h + h(h − 1)/n) / n) ~ Student(n − 1)
//           A variance estimate that is not above zero is replaced by c_0 / n with h = 1, as R does (noted).
// Sign      t < 0: the first has the smaller loss.
// Missing   Pairs with a missing loss are left out of every sum.
// Example   losses {1, 2, 3, 2} against {2, 2, 5, 2}: d̄ = −0.75, c_0 = 0.6875, h = 1: DM = −1.809, t = −1.567
// Source    Diebold and Mariano (1995); Harvey, Leybourne and Newbold (1997). Oracle: R forecast::dm.test.
#pragma once

#include <dubao/error.hpp>
#include <dubao/evaluation/autocovariance.hpp>

#include <boost/math/special_functions/beta.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace dubao::evaluation {

struct DieboldMariano {
  double statistic = data::kMissing;        ///< t, corrected for small samples; NaN when nothing differs
  double p_value = data::kMissing;          ///< two-sided
  double p_first_better = data::kMissing;   ///< one-sided: small when the first forecast is better
  double mean_difference = data::kMissing;  ///< d̄, unit of the losses
  Index count = 0;                          ///< pairs
  bool only_variance = false;               ///< autocovariances gave no positive variance and were left out
};

/// Lower tail of Student's t distribution.
[[nodiscard]] inline double student_tail(double t, double degrees) {
  const double tail = 0.5 * boost::math::ibeta(0.5 * degrees, 0.5, degrees / (degrees + t * t));
  return t < 0.0 ? tail : 1.0 - tail;
}

/// first, second: losses (for instance squared errors) in the order of the origins; horizon ≥ 1. Throws InputError
/// E-CMP-001 when the lengths differ, E-CMP-002 when the horizon is below one or not below the number of pairs.
/// O(n · horizon).
[[nodiscard]] inline DieboldMariano diebold_mariano(const std::vector<double>& first,
                                                    const std::vector<double>& second, Index horizon) {
  if (first.size() != second.size()) {
    throw InputError("E-CMP-001", "second",
                     std::to_string(second.size()) + " losses against " + std::to_string(first.size()),
                     "compare the same series and origins");
  }
  std::vector<double> difference(first.size());
  for (std::size_t i = 0; i < first.size(); ++i) difference[i] = first[i] - second[i];
  DieboldMariano out;
  out.count = count_known(difference);
  if (horizon < 1 || horizon >= out.count) {
    throw InputError(
        "E-CMP-002", "horizon",
        std::to_string(horizon) + " periods ahead do not fit " + std::to_string(out.count) + " pairs",
        "give a horizon of at least one and more origins than that");
  }
  const auto n = static_cast<double>(out.count);
  auto h = static_cast<double>(horizon);
  out.mean_difference = mean_known(difference);
  const std::vector<double> c = autocovariances(difference, horizon - 1);
  double variance = c[0];
  for (std::size_t k = 1; k < c.size(); ++k) variance += 2.0 * c[k];
  if (!(variance > 0.0)) {
    if (!(c[0] > 0.0)) return out;
    out.only_variance = true;
    variance = c[0];
    h = 1.0;
  }
  const double correction = std::sqrt((n + 1.0 - 2.0 * h + h * (h - 1.0) / n) / n);
  out.statistic = correction * out.mean_difference / std::sqrt(variance / n);
  out.p_first_better = student_tail(out.statistic, n - 1.0);
  out.p_value = 2.0 * student_tail(-std::abs(out.statistic), n - 1.0);
  return out;
}

}  // namespace dubao::evaluation
