// SPDX-License-Identifier: Apache-2.0
//
// The optimised and dynamic Theta models: the weight of the long-run line is estimated, the line may follow the data.
//
// What      OptimizedTheta         θ estimated, line through all values
//           DynamicTheta           θ = 2, line through the values so far
//           DynamicOptimizedTheta  θ estimated, line through the values so far
// When      Series whose long-run growth is worth more (or less) than the half that Theta gives it. In the M competitions
//           the dynamic optimised model was ahead of the standard one by a little.
// When not  Fewer than eight values: Theta (theta.hpp) serves them, and the notes say so. No likelihood is given.
// Formula   θ weighs the line: w = 1 − 1/θ in [0, 1); w = 0 is simple exponential smoothing, 1/2 the standard Theta, w → 1
//           smoothing of the deviations from the line (theta/dynamic.hpp). Season and Box–Cox as in theta.hpp.
//           Least squares over the errors from the fourth value on, 0.1 ≤ α ≤ 0.99, 1 ≤ θ ≤ 1e10, as the authors do.
// Missing   skipped. Errors: not used, noted. Breaks: level shifts around a common linear trend.
// Example   DynamicOptimizedTheta().fit(Series::annual(2000, {1, 2, …, 12})): mean(1)[0] is 13, theta on its bound
// Source    Fiorucci, Pellegrini, Louzada and Petropoulos (2016). Oracle: statsforecast 2.1.1, sum of squares never above.
#pragma once

#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/detail/noted.hpp>
#include <dubao/models/ets/ladder.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/theta.hpp>
#include <dubao/models/theta/dynamic_fitted.hpp>

#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

/// Base of the three; the form says which.
class ThetaFamily : public Model {
 public:
  struct Options {
    Index season_length = 0;  ///< 0: periods per year of the series; 1: no season
    bool box_cox = false;     ///< transform positive data, λ in [0, 1] by profile likelihood
    std::string alias = {};   ///< empty: the model's own name
  };

  [[nodiscard]] std::string alias() const override { return options_.alias; }

  /// Fits. Parameters: alpha, theta, l (level before the first value), weight w; intercept and slope of a static line;
  /// seasonal indices, shifts, lambda. Throws InputError E-MOD-001 when no value is observed. O(n) per evaluation.
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    detail::Prepared prepared = detail::prepare(series);
    if (prepared.count() < kFewestValues + prepared.definitions - 1) {
      return std::make_unique<detail::Noted>(rung().fit(series), ladder_note());
    }
    const Index m = options_.season_length > 0 ? options_.season_length : prepared.season_length;
    theta::SeasonalIndices season;
    if (theta::is_seasonal(prepared, m)) season = theta::seasonal_indices(prepared, m);
    bool transformed = options_.box_cox;
    if (transformed && !ets::is_positive(prepared)) {
      transformed = false;
      prepared.notes.emplace_back("values that are not above zero: no Box-Cox transformation");
    }
    double lambda = 1.0;
    if (transformed) {
      std::vector<double> adjusted;
      for (const Index t : prepared.observed) {
        adjusted.push_back(season.remove(prepared.y[detail::at(t)], t));
      }
      lambda = theta::profile_lambda(prepared, adjusted);
    }
    auto fitted =
        std::make_unique<theta::FittedDynamicTheta>(prepared, form_, std::move(season), transformed, lambda);
    if (!fitted->is_usable()) return ets::fit_instead(std::move(prepared), options_.alias);
    return fitted;
  }

  /// Smooths with the parameters of an earlier fit: season, power, line of a static model, shifts, level, theta and alpha
  /// are held. Throws InputError E-MOD-007 for other parameters, ModelError E-MOD-008 when they cannot describe the
  /// values. O(n).
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    detail::require_no_regressors(regressors, alias(), series.id());
    detail::HeldParameters held(params, options_.alias, series.id());
    // The ladder's rungs: Theta and what it falls back to.
    if (!held.has("theta")) {
      return std::make_unique<detail::Noted>(rung().fit_with_parameters(series, regressors, params),
                                             ladder_note());
    }
    detail::Prepared prepared = detail::prepare(series);
    const bool transformed = held.has("lambda");
    if (transformed && !options_.box_cox) held.refuse("lambda", "does not belong to this model");
    const double lambda = transformed ? held.take("lambda", 0.0, 1.0) : 1.0;
    if (transformed) {
      detail::rescale(prepared, static_cast<int>(held.take("log2_scale", kLeastExponent, kLargestExponent)));
    }
    const auto scaled = [&](double value) { return transformed ? value : detail::scaled(prepared, value); };
    theta::HeldDynamicTheta own;
    own.params = params;
    own.alpha = held.take("alpha", theta::kLowestAlpha, theta::kHighestAlpha);
    (void)held.take("theta", 1.0, std::numeric_limits<double>::max());
    own.weight = held.take("weight", 0.0, theta::kLargestWeight);
    own.level = scaled(held.take("l"));
    if (!form_.dynamic) own.line = {scaled(held.take("intercept")), scaled(held.take("slope"))};
    theta::SeasonalIndices season;
    season.values = held.take_numbered("s");
    season.multiplicative = season.is_empty() || held.take_mark("multiplicative_season");
    if (!season.multiplicative) {
      for (double& index : season.values) index = detail::scaled(prepared, index);
    }
    for (const double shift : held.take_numbered("shift", 1)) own.shift.push_back(scaled(shift));
    held.finish();
    const bool same_breaks = static_cast<int>(own.shift.size()) == prepared.definitions - 1;
    const bool too_short = prepared.count() <= theta::kUncountedErrors;
    if (!same_breaks || too_short || (transformed && !ets::is_positive(prepared))) {
      detail::refuse_held(options_.alias, series.id());
    }
    prepared.notes.emplace_back(detail::kHeldNote);
    auto fitted = std::make_unique<theta::FittedDynamicTheta>(std::move(prepared), form_, std::move(season),
                                                              transformed, lambda, &own);
    if (!fitted->is_usable()) detail::refuse_held(options_.alias, series.id());
    return fitted;
  }

 protected:
  /// Throws InputError E-THE-001 for a negative season length.
  ThetaFamily(theta::ThetaForm form, Options options) : form_(form), options_(std::move(options)) {
    if (options_.alias.empty()) options_.alias = form_.name();
    if (options_.season_length < 0) {
      throw InputError("E-THE-001", "season_length", std::to_string(options_.season_length) + " is negative",
                       "give 4 for quarters, 12 for months, or leave it out");
    }
  }

 private:
  [[nodiscard]] Theta rung() const {
    return Theta(
        {.season_length = options_.season_length, .box_cox = options_.box_cox, .alias = options_.alias});
  }
  [[nodiscard]] std::string ladder_note() const {
    return detail::concatenate({"ladder: fewer than ", std::to_string(kFewestValues),
                                " values (plus one per break) do not carry ", form_.name(),
                                "; Theta instead"});
  }

  // Exponents of doubles.
  static constexpr double kLeastExponent = std::numeric_limits<double>::min_exponent - 64;
  static constexpr double kLargestExponent = std::numeric_limits<double>::max_exponent;
  // Three values without an error, up to three parameters, two errors more.
  static constexpr Index kFewestValues = 8;
  theta::ThetaForm form_;
  Options options_;
};

/// θ estimated, line through all values.
class OptimizedTheta final : public ThetaFamily {
 public:
  explicit OptimizedTheta(Options options = {})
      : ThetaFamily({.optimized = true, .dynamic = false}, std::move(options)) {}
};

/// θ = 2, line through the values so far.
class DynamicTheta final : public ThetaFamily {
 public:
  explicit DynamicTheta(Options options = {})
      : ThetaFamily({.optimized = false, .dynamic = true}, std::move(options)) {}
};

/// θ estimated, line through the values so far.
class DynamicOptimizedTheta final : public ThetaFamily {
 public:
  explicit DynamicOptimizedTheta(Options options = {})
      : ThetaFamily({.optimized = true, .dynamic = true}, std::move(options)) {}
};

}  // namespace dubao::models
