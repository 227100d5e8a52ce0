// SPDX-License-Identifier: Apache-2.0
//
// Classical seasonal indices, and the test whether there is a season at all.
//
// Test      |r_m| > 1.645 √((1 + 2 Σ_{k<m} r_k²) / n), r the autocorrelations of the values less the mean of their
//           definition; n > 2m (as in the Theta method of Assimakopoulos and Nikolopoulos 2000).
// Indices   mean over the years of value ÷ centred moving average (or value − average for data that are not positive),
//           normed to mean 1 (0). Averages never reach over a break or a missing value.
// Example   quarters 1, 2, 3, 2 repeated: averages 2, indices 0.5, 1, 1.5, 1
// Source    Hyndman and Athanasopoulos (2021), section 3.4; oracle: R stats::decompose.
#pragma once

#include <dubao/models/detail/prepared.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace dubao::models::theta {

/// 95 % point of the standard normal: a one-sided test at 5 %.
inline constexpr double kSeasonalityQuantile = 1.6448536269514722;
/// Seasonal factors nearer to zero than this cannot be divided by.
inline constexpr double kSmallestIndex = 1e-4;

/// Seasonal indices; empty values mean: no season.
struct SeasonalIndices {
  std::vector<double> values;  ///< [t mod m]
  bool multiplicative = true;

  [[nodiscard]] bool is_empty() const noexcept { return values.empty(); }
  [[nodiscard]] double remove(double y, Index t) const noexcept {
    if (is_empty()) return y;
    const double index = values[detail::at(t) % values.size()];
    return multiplicative ? y / index : y - index;
  }
  [[nodiscard]] double apply(double y, Index t) const noexcept {
    if (is_empty()) return y;
    const double index = values[detail::at(t) % values.size()];
    return multiplicative ? y * index : y + index;
  }
};

/// Whether the autocorrelation at lag m stands out.
[[nodiscard]] inline bool is_seasonal(const detail::Prepared& data, Index m) {
  if (m < 2 || data.count() <= 2 * m) return false;
  std::vector<double> sums(detail::at(data.definitions), 0.0);
  std::vector<double> counts(detail::at(data.definitions), 0.0);
  for (const Index t : data.observed) {
    sums[detail::at(data.definition[detail::at(t)])] += data.y[detail::at(t)];
    counts[detail::at(data.definition[detail::at(t)])] += 1.0;
  }
  std::vector<double> centred(data.y.size(), data::kMissing);
  double variance = 0.0;
  for (const Index t : data.observed) {
    const std::size_t d = detail::at(data.definition[detail::at(t)]);
    centred[detail::at(t)] = data.y[detail::at(t)] - sums[d] / counts[d];
    variance += centred[detail::at(t)] * centred[detail::at(t)];
  }
  if (!(variance > 0.0)) return false;
  const auto correlation = [&](Index lag) {
    double sum = 0.0;
    for (Index t = lag; t < data.size(); ++t) {
      const double product = centred[detail::at(t)] * centred[detail::at(t - lag)];
      if (!data::is_missing(product)) sum += product;
    }
    return sum / variance;
  };
  double squares = 0.0;
  for (Index lag = 1; lag < m; ++lag) squares += correlation(lag) * correlation(lag);
  const double limit = std::sqrt((1.0 + 2.0 * squares) / static_cast<double>(data.count()));
  return std::abs(correlation(m)) > kSeasonalityQuantile * limit;
}

/// Indices of season length m, empty when a season has no average or a factor is too near zero.
[[nodiscard]] inline SeasonalIndices seasonal_indices(const detail::Prepared& data, Index m) {
  SeasonalIndices out;
  out.multiplicative = std::all_of(data.observed.begin(), data.observed.end(),
                                   [&data](Index t) { return data.y[detail::at(t)] > 0.0; });
  std::vector<double> sums(detail::at(m), 0.0);
  std::vector<double> counts(detail::at(m), 0.0);
  const Index half = m / 2;
  for (Index t = half; t + half < data.size(); ++t) {
    // m odd: plain mean of m values; m even: the two ends count half.
    double average = 0.0;
    bool one_definition = true;
    for (Index k = -half; k <= half; ++k) {
      const bool end = m % 2 == 0 && (k == -half || k == half);
      average += (end ? 0.5 : 1.0) * data.y[detail::at(t + k)];
      one_definition = one_definition && data.definition[detail::at(t + k)] == data.definition[detail::at(t)];
    }
    average /= static_cast<double>(m);
    const double y = data.y[detail::at(t)];
    const double ratio = out.multiplicative ? y / average : y - average;
    if (data::is_missing(ratio) || !one_definition) continue;
    sums[detail::at(t % m)] += ratio;
    counts[detail::at(t % m)] += 1.0;
  }
  for (Index j = 0; j < m; ++j) {
    if (counts[detail::at(j)] == 0.0) return {};
    sums[detail::at(j)] /= counts[detail::at(j)];
  }
  const double mean = std::accumulate(sums.begin(), sums.end(), 0.0) / static_cast<double>(m);
  for (double& index : sums) {
    index = out.multiplicative ? index / mean : index - mean;
    if (out.multiplicative && std::abs(index) < kSmallestIndex) return {};
  }
  out.values = std::move(sums);
  return out;
}

}  // namespace dubao::models::theta
