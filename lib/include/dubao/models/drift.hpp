// SPDX-License-Identifier: Apache-2.0
//
// Drift: random walk with drift; the past mean growth goes on.
//
// When      Steady growth over the whole history; a yardstick for models with trend.
// When not  Growth that has just changed, or a short noisy history: damped_drift.hpp shrinks it.
// Formula   y_{n+h} = y_n + h b + ε_1 + … + ε_h;  b = Σ changes / Σ gaps (maximum likelihood)
//           sigma² = Σ (change − gap b)² / gap ÷ (changes − 1),  var(b) = sigma² / Σ gaps
// Missing   A change over g periods counts with mean g b and variance g sigma².
// Breaks    Changes across a break are left out, which is the maximum-likelihood treatment of a level shift in this
//           model. Growth after the break is shrunk toward growth before it by their variances (detail/growth.hpp).
// Short     fewer than two changes: no drift can be told from noise, the naive forecast is given (noted).
// Example   RandomWalkWithDrift{}.fit(Series::annual(2020, {10, 12, 11, 13})): drift 1, mean(2) == {14, 15}
// Source    Hyndman and Athanasopoulos (2021), section 5.2; oracle: R forecast::rwf(drift = TRUE).
#pragma once

#include <dubao/models/detail/growth.hpp>
#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/detail/random_walk.hpp>
#include <dubao/models/model.hpp>

#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

/// Fewest changes from which a drift is estimated.
inline constexpr Index kFewestChangesForDrift = 2;

class RandomWalkWithDrift final : public Model {
 public:
  explicit RandomWalkWithDrift(std::string alias = "Drift") : alias_(std::move(alias)) {}

  [[nodiscard]] std::string alias() const override { return alias_; }
  /// Fits. Parameter "drift" in the unit of y a period. Throws InputError E-MOD-001. O(n).
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    return fit_prepared(detail::prepare(series), std::nullopt);
  }
  /// Holds the drift; the variance is that of all changes around it. Throws InputError E-MOD-007.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    detail::require_no_regressors(regressors, alias(), series.id());
    detail::HeldParameters held(params, "RandomWalkWithDrift", series.id());
    const double drift = held.take("drift");
    held.finish();
    detail::Prepared prepared = detail::prepare(series);
    prepared.notes.emplace_back(detail::kHeldNote);
    return fit_prepared(std::move(prepared), drift);
  }

 private:
  // held: a drift that is given, in the unit of y.
  [[nodiscard]] static std::unique_ptr<Fitted> fit_prepared(detail::Prepared prepared,
                                                            std::optional<double> held) {
    detail::RandomWalk walk;
    std::vector<std::string> notes;
    const detail::ChangeStatistics changes = detail::change_statistics(prepared.changes);
    const bool estimable = changes.count >= kFewestChangesForDrift;
    walk.degrees_of_freedom = static_cast<double>(estimable ? changes.count - 1 : changes.count);
    const detail::Growth growth = estimable ? detail::estimate_growth(prepared, 1.0) : detail::Growth{};
    if (held) {
      walk.drift = detail::scaled(prepared, *held);
    } else if (estimable) {
      walk.drift = prepared.settled(growth.mean);
      if (growth.is_split) notes.push_back(detail::growth_note(growth.past_share));
    }
    if (changes.count > 0) {
      const double variance =
          growth.is_split ? growth.variance
                          : detail::change_variance(prepared.changes, walk.drift, walk.degrees_of_freedom);
      walk.sigma = std::sqrt(variance);
      if (estimable) walk.drift_variance = growth.is_split ? growth.mean_variance : variance / changes.length;
      if (growth.is_split) walk.degrees_of_freedom = growth.degrees_of_freedom;
    }
    if (!estimable) notes.emplace_back("fewer than two changes: no drift, naive forecast");
    std::vector<Parameter> params{{"drift", prepared.unscale(walk.drift)}};
    return std::make_unique<detail::FittedRandomWalk>(std::move(prepared), "RandomWalkWithDrift", walk,
                                                      std::move(params), std::move(notes));
  }

  std::string alias_;
};

/// The short name.
using Drift = RandomWalkWithDrift;

}  // namespace dubao::models
