// SPDX-License-Identifier: Apache-2.0
//
// Theta: simple exponential smoothing with half the slope of the long-run line as drift; on Box–Cox data by option.
//
// When      The best single simple method on annual series: on Box–Cox data it won the M4 competition's annual part
//           among statistical methods (submission 260, Legaki and Koutsouri). A natural member of an ensemble.
// When not  A likelihood or a parameter with a meaning is wanted (ets.hpp).
// Formula   season out by classical indices when tested significant; z = Box–Cox(y) or y; b = slope of the least-squares
//           line of z; ℓ, α by maximum likelihood of simple exponential smoothing;
//           z_{n+h} = ℓ_n + (b/2) (h − 1 + (1 − (1 − α)^n) / α); transformed back, season in. With gaps the last term
//           is the recursion behind it: see lag in theta/fitted.hpp.
// λ         in [0, 1] by profile likelihood around a linear trend (theta/box_cox.hpp); no bias correction, so the
//           point forecast is the median. Data that are not positive are not transformed (noted).
// Missing   skipped. Errors: standard errors are weights. Breaks: level shifts around a common linear trend.
// Short     fewer than four values (plus one per break): see ets/ladder.hpp.
// Example   Theta().fit(Series::annual(2000, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})): drift 0.5, mean(1)[0] is near 10.5
// Source    Assimakopoulos and Nikolopoulos (2000); Hyndman and Billah (2003) for this form. Oracle: R forecast::thetaf.
#pragma once

#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/ets/held.hpp>
#include <dubao/models/ets/ladder.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/theta/fitted.hpp>

#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

class Theta final : public Model {
 public:
  struct Options {
    Index season_length = 0;  ///< 0: periods per year of the series; 1: no season
    bool box_cox = false;     ///< transform positive data, λ in [0, 1] by profile likelihood
    std::string alias = "Theta";
  };

  Theta() : Theta(Options{}) {}
  /// Throws InputError E-THE-001 for a negative season length.
  explicit Theta(Options options) : options_(std::move(options)) {
    if (options_.season_length < 0) {
      throw InputError("E-THE-001", "season_length", std::to_string(options_.season_length) + " is negative",
                       "give 4 for quarters, 12 for months, or leave it out");
    }
  }
  [[nodiscard]] std::string alias() const override { return options_.alias; }

  /// Fits. Parameters: alpha, drift (half slope, on the transformed scale), lambda with Box–Cox, seasonal indices.
  /// Throws InputError E-MOD-001 when no value is observed. O(n) per evaluation.
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    detail::Prepared prepared = detail::prepare(series);
    if (prepared.count() < kFewestValues + prepared.definitions - 1) {
      return ets::fit_below(std::move(prepared), "Theta");
    }
    const Index m = options_.season_length > 0 ? options_.season_length : prepared.season_length;
    theta::SeasonalIndices season;
    if (theta::is_seasonal(prepared, m)) season = theta::seasonal_indices(prepared, m);
    bool transformed = options_.box_cox;
    double lambda = 1.0;
    if (transformed && !ets::is_positive(prepared)) {
      transformed = false;
      prepared.notes.emplace_back("values that are not above zero: no Box-Cox transformation");
    }
    if (transformed) {
      std::vector<double> adjusted;
      for (const Index t : prepared.observed) adjusted.push_back(season.remove(prepared.y[detail::at(t)], t));
      lambda = theta::profile_lambda(prepared, adjusted);
    }
    auto fitted = std::make_unique<theta::FittedTheta>(prepared, std::move(season), transformed, lambda);
    if (!fitted->is_usable()) return ets::fit_instead(std::move(prepared), "Theta");
    return fitted;
  }

  /// Smooths with the parameters of an earlier fit: season, power, drift, shifts and alpha are held. Throws InputError
  /// E-MOD-007 for other parameters, ModelError E-MOD-008 when they cannot describe the values. O(n).
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    detail::require_no_regressors(regressors, alias(), series.id());
    detail::Prepared prepared = detail::prepare(series);
    detail::HeldParameters held(params, options_.alias, series.id());
    // The ladder's rungs below Theta: naive and damped drift.
    if (params.empty() || held.has("damping")) {
      return ets::fit_held(std::move(prepared), {}, params, options_.alias,
                           [](const EtsForm& /*form*/) { return false; });
    }
    const bool transformed = held.has("lambda");
    if (transformed && !options_.box_cox) held.refuse("lambda", "does not belong to this model");
    const double lambda = transformed ? held.take("lambda", 0.0, 1.0) : 1.0;
    if (transformed) {
      detail::rescale(prepared,
                      static_cast<int>(held.take(theta::kExponent, kLeastExponent, kLargestExponent)));
    }
    const auto scaled = [&](double value) { return transformed ? value : detail::scaled(prepared, value); };
    theta::HeldTheta own;
    own.params = params;
    own.alpha = held.take("alpha", 0.0, 1.0);
    own.drift = scaled(held.take("drift"));
    own.level = scaled(held.take("l"));
    theta::SeasonalIndices season;
    season.values = held.take_numbered("s");
    season.multiplicative = season.is_empty() || held.take_mark(ets::kRelativeSeason);
    if (!season.multiplicative) {
      for (double& index : season.values) index = detail::scaled(prepared, index);
    }
    for (const double shift : held.take_numbered("shift", 1)) own.shift.push_back(scaled(shift));
    if (held.has(ets::kOwnDeviation))
      own.own_deviation = scaled(held.take(ets::kOwnDeviation, 0.0, kLargest));
    held.finish();
    const bool same_breaks = static_cast<int>(own.shift.size()) == prepared.definitions - 1;
    const bool no_deviation = !prepared.se.empty() && !(own.own_deviation > 0.0);
    if (!same_breaks || no_deviation || (transformed && !ets::is_positive(prepared))) {
      detail::refuse_held("Theta", series.id());
    }
    prepared.notes.emplace_back(detail::kHeldNote);
    auto fitted = std::make_unique<theta::FittedTheta>(std::move(prepared), std::move(season), transformed,
                                                       lambda, &own);
    if (!fitted->is_usable()) detail::refuse_held("Theta", series.id());
    return fitted;
  }

 private:
  // Exponents of doubles.
  static constexpr double kLeastExponent = std::numeric_limits<double>::min_exponent - 64;
  static constexpr double kLargestExponent = std::numeric_limits<double>::max_exponent;
  static constexpr double kLargest = std::numeric_limits<double>::max();
  // Simple exponential smoothing has two parameters and asks for two more values.
  static constexpr Index kFewestValues = 4;
  Options options_;
};

/// Theta with the scale chosen too: on Box–Cox data where they are positive.
class AutoTheta final : public Model {
 public:
  explicit AutoTheta(Index season_length = 0, std::string alias = "AutoTheta")
      : theta_({.season_length = season_length, .box_cox = true, .alias = std::move(alias)}) {}
  [[nodiscard]] std::string alias() const override { return theta_.alias(); }
  /// As Theta::fit with box_cox = true.
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    return theta_.fit(series);
  }
  /// As Theta::fit_with_parameters.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    return theta_.fit_with_parameters(series, regressors, params);
  }

 private:
  Theta theta_;
};

}  // namespace dubao::models
