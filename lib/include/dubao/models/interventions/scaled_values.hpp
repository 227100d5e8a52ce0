// SPDX-License-Identifier: Apache-2.0
//
// The observed values as the search for interventions sees them: on their own scale or on logs, with sampling variance and
// with the error of rounding.
//
// Why       Published figures are rounded. In 5.0, 5.0, 5.1, 5.0 the 5.1 is no outlier: it is one step of the rounding. The step is
//           read off the values, and no residual below its error counts.
#pragma once

#include <dubao/models/detail/prepared.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <vector>

namespace dubao::models::interventions {

/// Spacing of the lattice that all values stand on, such as 0.1 for values with one decimal: their greatest common divisor
/// by Euclid's algorithm, up to 1e-9 of the largest; 0 when there is none. Shifts do not change it.
[[nodiscard]] inline double spacing(const std::vector<double>& values) {
  constexpr double kTolerance = 1e-9;
  double largest = 0.0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  const double smallest = kTolerance * largest;
  double divisor = 0.0;
  for (const double value : values) {
    double a = std::abs(value - values.front());
    while (a > smallest) {
      const double rest = std::fmod(divisor, a);
      divisor = a;
      a = a - rest <= smallest || rest <= smallest ? 0.0 : rest;
    }
    if (divisor != 0.0 && divisor <= smallest) return 0.0;
  }
  return divisor;
}

/// The series as the search sees it, on one scale.
struct ScaledValues {
  Eigen::VectorXd y;                  ///< observed values
  Eigen::VectorXd sampling_variance;  ///< empty when none is known
  double rounding = 0.0;              ///< standard deviation of the rounding error
};

/// Rounding to a lattice of spacing d is an error of standard deviation d / √12.
inline constexpr double kRoundingShare = 0.28867513459481287;
/// Relative accuracy of the arithmetic itself.
inline constexpr double kArithmetic = 1e-12;

[[nodiscard]] inline ScaledValues scaled_values(const detail::Prepared& series,
                                                const std::vector<Index>& rows, bool logs) {
  std::vector<double> values;
  values.reserve(rows.size());
  for (const Index t : rows) values.push_back(series.y[detail::at(t)]);
  ScaledValues out;
  out.y = Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
  out.rounding = kRoundingShare * spacing(values);
  if (!series.se.empty()) {
    out.sampling_variance.resize(out.y.size());
    for (Eigen::Index i = 0; i < out.y.size(); ++i) {
      const double se = series.se[detail::at(rows[static_cast<std::size_t>(i)])];
      out.sampling_variance[i] = data::is_missing(se) ? 0.0 : se * se;
    }
  }
  if (logs) {
    std::vector<double> sorted = values;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2),
                     sorted.end());
    out.rounding /= sorted[sorted.size() / 2];
    if (out.sampling_variance.size() > 0) {
      out.sampling_variance = out.sampling_variance.array() / out.y.array().square();
    }
    out.y = out.y.array().log();
  }
  out.rounding = std::max(out.rounding, kArithmetic * out.y.cwiseAbs().maxCoeff());
  return out;
}

}  // namespace dubao::models::interventions
