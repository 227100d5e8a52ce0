// SPDX-License-Identifier: Apache-2.0
//
// Drift: random walk with drift; the past mean growth goes on.
//
// When      Steady growth over the whole history; a yardstick for models with trend.
// When not  Growth that has just changed, or a short noisy history: damped_drift.hpp shrinks it.
// Formula   y_{n+h} = y_n + h b + ε_1 + … + ε_h;  b = Σ changes / Σ gaps (maximum likelihood)
//           sigma² = Σ (change − gap b)² / gap ÷ (changes − 1),  var(b) = sigma² / Σ gaps
// Missing   A change over g periods counts with mean g b and variance g sigma².
// Breaks    Changes across a break are left out, which is the maximum-likelihood treatment of a level shift
//           in this model; growth of all definitions is pooled.
// Short     fewer than two changes: no drift can be told from noise, the naive forecast is given (noted).
// Example   RandomWalkWithDrift{}.fit(Series::annual(2020, {10, 12, 11, 13})): drift 1, mean(2) == {14, 15}
// Source    Hyndman and Athanasopoulos (2021), section 5.2; oracle: R forecast::rwf(drift = TRUE).
#pragma once

#include <dubao/models/detail/random_walk.hpp>
#include <dubao/models/model.hpp>

#include <cmath>
#include <memory>
#include <string>
#include <utility>

namespace dubao::models {

/// Fewest changes from which a drift is estimated.
inline constexpr Index kFewestChangesForDrift = 2;

class RandomWalkWithDrift final : public Model {
 public:
  explicit RandomWalkWithDrift(std::string alias = "Drift") : alias_(std::move(alias)) {}

  [[nodiscard]] std::string alias() const override { return alias_; }
  /// Fits. Parameter "drift" in the unit of y a period. Throws InputError E-MOD-001. O(n).
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    detail::Prepared prepared = detail::prepare(series);
    detail::RandomWalk walk;
    std::vector<std::string> notes;
    const detail::ChangeStatistics changes = detail::change_statistics(prepared.changes);
    const bool estimable = changes.count >= kFewestChangesForDrift;
    walk.degrees_of_freedom = static_cast<double>(estimable ? changes.count - 1 : changes.count);
    if (estimable) walk.drift = changes.sum / changes.length;
    if (changes.count > 0) {
      const double variance = detail::change_variance(prepared.changes, walk.drift, walk.degrees_of_freedom);
      walk.sigma = std::sqrt(variance);
      if (estimable) walk.drift_variance = variance / changes.length;
    }
    if (!estimable) notes.emplace_back("fewer than two changes: no drift, naive forecast");
    std::vector<Parameter> params{{"drift", prepared.unscale(walk.drift)}};
    return std::make_unique<detail::FittedRandomWalk>(std::move(prepared), "RandomWalkWithDrift", walk,
                                                      std::move(params), std::move(notes));
  }

 private:
  std::string alias_;
};

/// The short name.
using Drift = RandomWalkWithDrift;

}  // namespace dubao::models
