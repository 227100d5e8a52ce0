// SPDX-License-Identifier: Apache-2.0
//
// DampedDrift: growth shrunk toward zero by how well it is known, and damped over the horizon.
//
// When      Short annual series, the usual case: mean growth is known badly, and past growth rarely goes on
//           for ever. A natural member of an ensemble.
// When not  A long series with steady growth (drift.hpp), a season (ets.hpp, theta.hpp).
// Formula   y_{n+h} = y_n + b̃ (φ + φ² + … + φ^h) + ε_1 + … + ε_h
//           b = Σ w change / Σ w gap with w = ρ^(age of the change), recent growth counting more;
//           v = var(b) = sigma² Σ w² gap / (Σ w gap)²;   b̃ = k b,   k = max(0, 1 − v / b²)
//           k is the empirical-Bayes factor of b ~ normal(0, τ²) with τ² = max(0, b² − v) (the positive-part
//           James–Stein form in one dimension); the posterior variance of the drift is k v.
// Defaults  φ = 0.9 and ρ = 0.9 are conventional values, not estimates; see Options.
// Breaks    As in drift.hpp: changes across a break are left out, growth before it is shrunk into growth after it.
// Short     fewer than two changes: the naive forecast (noted).
// Example   y = 10, 12, 11, 13 with ρ = 1, φ = 0.9: b = 1, sigma² = 3, v = 1, k = 0: mean(2) == {13, 13}
//           y = 10, 12, 13, 15 with ρ = 1: b = 5/3, sigma² = 1/3, v = 1/9, k = 24/25, b̃ = 1.6, mean(1) ==
//           {16.44}
// Source    Gardner and McKenzie (1985) for the damping; Efron and Morris (1973) for the shrinkage.
#pragma once

#include <dubao/models/detail/growth.hpp>
#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/detail/random_walk.hpp>
#include <dubao/models/drift.hpp>
#include <dubao/models/model.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

class DampedDrift final : public Model {
 public:
  struct Options {
    double damping = 0.9;               ///< φ in (0, 1]: share of the growth kept each period
    double memory = 0.9;                ///< ρ in (0, 1]: weight of a change one period older
    std::string alias = "DampedDrift";  ///< column name
  };

  DampedDrift() : DampedDrift(Options{}) {}
  /// Throws InputError E-DDR-001 when damping or memory is outside (0, 1].
  explicit DampedDrift(Options options) : options_(std::move(options)) {
    Problems problems;
    const auto check = [&problems](const char* name, double value) {
      problems.add_if(!(value > 0.0 && value <= 1.0),
                      {"E-DDR-001", name, std::to_string(value) + " is outside (0, 1]",
                       "give a share such as 0.9", "", ""});
    };
    check("damping", options_.damping);
    check("memory", options_.memory);
    problems.throw_if_any();
  }

  [[nodiscard]] std::string alias() const override { return options_.alias; }
  /// Fits. Parameters: drift (b, unit of y a period), shrinkage (k in [0, 1]), damping (φ). E-MOD-001. O(n).
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    return fit_prepared(detail::prepare(series));
  }
  /// Holds drift, shrinkage and damping (the memory is an option); the variance is that of all changes. Throws
  /// InputError E-MOD-007.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    detail::require_no_regressors(regressors, alias(), series.id());
    return fit_held(detail::prepare(series), params);
  }
  /// The same for a prepared series.
  [[nodiscard]] std::unique_ptr<Fitted> fit_held(detail::Prepared prepared,
                                                 const std::vector<Parameter>& params) const {
    detail::HeldParameters held(params, "DampedDrift", prepared.id);
    const Held own{held.take("drift"), held.take("shrinkage", 0.0, 1.0)};
    const double damping = held.take("damping", 0.0, 1.0);
    held.finish();
    prepared.notes.emplace_back(detail::kHeldNote);
    return DampedDrift({.damping = damping, .memory = options_.memory, .alias = options_.alias})
        .fit_prepared(std::move(prepared), &own);
  }
  /// The same for a series that another model has prepared and noted why it falls back to this one.
  [[nodiscard]] std::unique_ptr<Fitted> fit_prepared(detail::Prepared prepared) const {
    return fit_prepared(std::move(prepared), nullptr);
  }

 private:
  // Estimates of an earlier fit.
  struct Held {
    double drift;  // b, unit of y
    double shrinkage;
  };
  [[nodiscard]] std::unique_ptr<Fitted> fit_prepared(detail::Prepared prepared, const Held* held) const {
    detail::RandomWalk walk;
    walk.damping = options_.damping;
    double estimate = 0.0;
    double shrinkage = 0.0;
    std::vector<std::string> notes;
    const auto count = static_cast<Index>(prepared.changes.size());
    walk.degrees_of_freedom = static_cast<double>(count >= kFewestChangesForDrift ? count - 1 : count);
    if (count >= kFewestChangesForDrift) {
      const detail::Growth growth = detail::estimate_growth(prepared, options_.memory);
      estimate = prepared.settled(growth.mean);
      const double drift_variance = growth.mean_variance;
      walk.degrees_of_freedom = growth.degrees_of_freedom;
      if (held != nullptr) {
        estimate = detail::scaled(prepared, held->drift);
        shrinkage = held->shrinkage;
      } else if (estimate != 0.0) {
        shrinkage = std::max(0.0, 1.0 - drift_variance / (estimate * estimate));
      }
      if (growth.is_split && held == nullptr) notes.push_back(detail::growth_note(growth.past_share));
      walk.sigma = std::sqrt(growth.variance);
      walk.drift = shrinkage * estimate;
      walk.drift_variance = shrinkage * drift_variance;
    } else {
      if (count > 0) walk.sigma = std::sqrt(detail::change_variance(prepared.changes, 0.0, 1.0));
      notes.emplace_back("fewer than two changes: no drift, naive forecast");
    }
    std::vector<Parameter> params{
        {"drift", prepared.unscale(estimate)}, {"shrinkage", shrinkage}, {"damping", options_.damping}};
    return std::make_unique<detail::FittedRandomWalk>(std::move(prepared), "DampedDrift", walk,
                                                      std::move(params), std::move(notes));
  }

  Options options_;
};

}  // namespace dubao::models
