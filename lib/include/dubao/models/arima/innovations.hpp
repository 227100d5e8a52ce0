// SPDX-License-Identifier: Apache-2.0
//
// One-step innovations of a series with missing values, from those of the filled series.
//
// Formula   The whitened model r = E c + ε (E: whitened indicators of the missing values) is processed row by row with
//           plane rotations: what is left of each right-hand side is the standardised innovation given the values
//           before it, the product of the cosines is 1 / √(variance added by what is still unknown).
//           A row that determines a new unknown has no innovation.
// Cost      O(n m²) for m missing values.
// Source    Gentleman (1973), least squares by plane rotations; recursive residuals: Brown, Durbin and Evans (1975).
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/models/detail/prepared.hpp>

#include <cmath>
#include <vector>

namespace dubao::models::arima {

struct Innovations {
  std::vector<double> standardised;  ///< NaN where there is none
  std::vector<double> widening;      ///< standard deviation relative to that of the filled series, ≥ 1
};

/// Relative size below which a rotated element counts as zero.
inline constexpr double kNegligible = 1e-12;

/// r: whitened values less the effects; columns: whitened indicators, rows × count.
[[nodiscard]] inline Innovations recursive_innovations(const std::vector<double>& r,
                                                       const std::vector<double>& columns, int count) {
  const std::size_t rows = r.size();
  const std::size_t m = detail::at(count);
  Innovations out;
  out.standardised = r;
  out.widening.assign(rows, 1.0);
  std::vector<double> triangle(m * m, 0.0);
  std::vector<double> right(m, 0.0);
  std::vector<double> row(m);
  for (std::size_t t = 0; t < rows; ++t) {
    double value = r[t];
    double cosine = 1.0;
    bool diffuse = false;
    for (std::size_t j = 0; j < m; ++j) row[j] = columns[j * rows + t];
    for (std::size_t j = 0; j < m; ++j) {
      if (std::abs(row[j]) <= kNegligible) continue;
      double& diagonal = triangle[j * m + j];
      if (diagonal == 0.0) diffuse = true;
      const double length = std::hypot(diagonal, row[j]);
      const double c = diagonal / length;
      const double s = row[j] / length;
      diagonal = length;
      for (std::size_t i = j + 1; i < m; ++i) {
        const double kept = triangle[j * m + i];
        triangle[j * m + i] = c * kept + s * row[i];
        row[i] = c * row[i] - s * kept;
      }
      const double kept = right[j];
      right[j] = c * kept + s * value;
      value = c * value - s * kept;
      cosine *= c;
      if (diffuse) break;
    }
    out.standardised[t] = diffuse ? data::kMissing : value;
    out.widening[t] = diffuse ? data::kMissing : 1.0 / cosine;
  }
  return out;
}

}  // namespace dubao::models::arima
