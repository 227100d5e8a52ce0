// SPDX-License-Identifier: Apache-2.0
//
// Innovations of sample paths: standard normal, or chosen from a fit's own standardised residuals; and the base of the
// models whose paths are driven by one innovation a period.
//
// Example   Innovations(standardise({−1, 3, 1})) draws −1.2247, 1.2247 or 0: mean 0, variance 1.
#pragma once

#include <dubao/models/detail/fitted_base.hpp>
#include <dubao/models/resampled_paths.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace dubao::models::detail {

/// Fewest residuals that are resampled: fewer say nothing of the shape of a distribution.
inline constexpr Index kFewestResiduals = 8;

/// The finite values, centred and divided by their root mean square; empty with fewer than `fewest` of them or no spread.
/// Multiplying the values by a power of two changes no bit. O(n).
[[nodiscard]] inline std::vector<double> standardise(const std::vector<double>& residuals,
                                                     Index fewest = kFewestResiduals) {
  std::vector<double> out;
  double largest = 0.0;
  for (const double value : residuals) {
    if (!std::isfinite(value)) continue;
    out.push_back(value);
    largest = std::max(largest, std::abs(value));
  }
  if (static_cast<Index>(out.size()) < std::max<Index>(fewest, 2) || !(largest > 0.0)) return {};
  const auto count = static_cast<double>(out.size());
  double sum = 0.0;
  for (double& value : out) sum += value /= largest;
  double squares = 0.0;
  for (double& value : out) {
    value -= sum / count;
    squares += value * value;
  }
  // Residuals that differ by rounding only have no shape.
  constexpr double kSmallestSpread = 1e-12;
  const double deviation = std::sqrt(squares / count);
  if (!(deviation > kSmallestSpread)) return {};
  for (double& value : out) value /= deviation;
  return out;
}

class Innovations {
 public:
  /// Standard normal.
  Innovations() = default;
  /// Chosen with replacement; an empty pool is the standard normal.
  explicit Innovations(std::vector<double> pool) : pool_(std::move(pool)) {}

  /// One uniform number each, so that other draws of the stream stay in step.
  [[nodiscard]] double draw(data::RandomStream& random) const noexcept {
    return pool_.empty() ? random.normal() : pool_[at(random.below(static_cast<Index>(pool_.size())))];
  }
  [[nodiscard]] Index size() const noexcept { return static_cast<Index>(pool_.size()); }

 private:
  std::vector<double> pool_;
};

/// A fit whose paths need one innovation a period: a model implements simulate_with, and standardised residuals where those
/// of the summary are not on the scale of the innovations.
class FittedWithInnovations : public FittedBase, public ResampledPaths {
 public:
  [[nodiscard]] data::Draws resampled_draws(Index horizon, Index n, std::uint64_t seed) const final {
    const Innovations innovations(standardise(innovation_residuals()));
    return bounded_draws(horizon, n,
                         [&](data::DrawMatrix& paths) { simulate_with(paths, seed, innovations); });
  }
  [[nodiscard]] Index resampled() const final {
    return static_cast<Index>(standardise(innovation_residuals()).size());
  }

 protected:
  using FittedBase::FittedBase;

  /// Fills the paths, scaled; row d draws from stream(seed, d) alone, its innovations from `innovations`.
  virtual void simulate_with(data::DrawMatrix& paths, std::uint64_t seed,
                             const Innovations& innovations) const = 0;
  /// Residuals that have the distribution of the innovations up to a factor; NaN where there is none.
  [[nodiscard]] virtual std::vector<double> innovation_residuals() const { return summary_.residuals; }

 private:
  void simulate(data::DrawMatrix& paths, std::uint64_t seed) const final {
    simulate_with(paths, seed, Innovations());
  }
};

}  // namespace dubao::models::detail
