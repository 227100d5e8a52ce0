// SPDX-License-Identifier: Apache-2.0
//
// Transformed: any model on Box–Cox data; λ = 0 is the logarithm.
//
// When      Positive series whose changes grow with their level, most employment series among them: growth is then a
//           rate, and no path falls below zero.
// When not  Values that are not above zero, or among which no change was observed: the model is fitted as it is.
// Formula   z = (y^λ − 1)/λ of y scaled by a power of two; paths and point forecasts are transformed back. Without bias
//           adjustment the point forecast is a median; with it, the mean to second order,
//           y (1 + v_h (1 − λ) / (2 y^{2λ})), v_h the variance of z_h from the middle two thirds of its paths. λ is given,
//           or chosen in [0, 1] by profile likelihood around a linear trend (models/theta/box_cox.hpp).
// Bound     After the way back forecasts and paths are bounded as those of every model (models/detail/bounds.hpp).
// Errors    Standard errors are carried over by the derivative: se · y^{λ−1}.
// Short     Fewer than kFewestForLambda values cannot tell λ: the logarithm is used.
// Example   DampedDrift on logs of 100, 110, 121, 133.1: growth of 10 % a period, damped.
// Source    Box and Cox (1964); Guerrero (1993) for the adjustment, as R's forecast::InvBoxCox(biasadj = TRUE).
#pragma once

#include <dubao/models/detail/bounds.hpp>
#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/detail/prepared.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/resampled_paths.hpp>
#include <dubao/models/theta/box_cox.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// Fewest observed values from which λ is estimated.
inline constexpr Index kFewestForLambda = 4;

/// Paths from which the variance of the bias adjustment is read, and their seed: fixed, so that a fit has one mean.
inline constexpr Index kAdjustmentPaths = 1000;
inline constexpr std::uint64_t kAdjustmentSeed = 1;

/// Parameters of Transformed, after those of the inner model: the power, and the power of two by which values are
/// divided before they are transformed.
inline constexpr const char* kPower = "lambda";
inline constexpr const char* kTransformedExponent = "transform_log2_scale";

namespace detail {

/// A fit on transformed data, seen on the scale of y.
class FittedTransformed final : public models::Fitted, public models::ResampledPaths {
 public:
  /// data: the values as they were scaled before the transformation; adjusted: whether the point forecast is a mean.
  FittedTransformed(std::unique_ptr<models::Fitted> inner, const std::vector<double>& actual, double lambda,
                    const models::detail::Prepared& data, bool adjusted)
      : inner_(std::move(inner)),
        lambda_(lambda),
        exponent_(data.exponent),
        adjusted_(adjusted),
        stale_(data.stale()),
        bound_(models::detail::growth_bound(data)),
        summary_(inner_->summary()) {
    summary_.params.emplace_back(kPower, lambda);
    summary_.params.emplace_back(kTransformedExponent, static_cast<double>(exponent_));
    // The likelihood of z is not that of y: without the Jacobian it would invite a wrong comparison.
    summary_.loglik = summary_.aic = summary_.aicc = summary_.bic = data::kMissing;
    for (std::size_t t = 0; t < summary_.fitted_values.size(); ++t) {
      double& fitted = summary_.fitted_values[t];
      if (!data::is_missing(fitted)) fitted = unscale(back(fitted));
      summary_.residuals[t] = t < actual.size() ? actual[t] - fitted : data::kMissing;
    }
  }
  [[nodiscard]] const models::FitSummary& summary() const noexcept override { return summary_; }
  [[nodiscard]] std::vector<double> mean(Index horizon) const override {
    std::vector<double> path = inner_->mean(horizon);
    const std::vector<double> factor = adjustment(path);
    for (std::size_t h = 0; h < path.size(); ++h) {
      path[h] = bounded(path[h], static_cast<Index>(h), models::detail::kMeanGrowthBound, factor[h]);
    }
    return path;
  }
  [[nodiscard]] data::Draws draws(Index horizon, Index n, std::uint64_t seed) const override {
    return transformed_back(inner_->draws(horizon, n, seed));
  }
  [[nodiscard]] data::Draws resampled_draws(Index horizon, Index n, std::uint64_t seed) const override {
    return transformed_back(models::resampled_draws(*inner_, horizon, n, seed));
  }
  [[nodiscard]] Index resampled() const override { return models::resampling(*inner_).resampled(); }

 private:
  // exp overflows above 709; the bounds on growth act after it.
  static constexpr double kLargestLog = 700.0;
  [[nodiscard]] data::Draws transformed_back(const data::Draws& own) const {
    data::DrawMatrix paths = own.paths();
    for (Index d = 0; d < paths.rows(); ++d) {
      for (Index h = 0; h < paths.cols(); ++h) {
        paths(d, h) = bounded(paths(d, h), h, models::detail::kPathGrowthBound);
      }
    }
    return data::Draws(own.start(), std::move(paths), own.id(), own.target()).with_unit(own.unit());
  }
  [[nodiscard]] double back(double z) const noexcept {
    return lambda_ == 0.0 ? std::exp(std::min(z, kLargestLog)) : models::theta::inverse_box_cox(z, lambda_);
  }
  [[nodiscard]] double unscale(double scaled) const noexcept {
    constexpr double kLargest = std::numeric_limits<double>::max();
    return std::clamp(std::ldexp(scaled, exponent_), -kLargest, kLargest);
  }
  // The inner model's bound is one of logarithms or powers: harmless growth there may be an explosion here.
  [[nodiscard]] double bounded(double z, Index h, double factor, double adjustment = 1.0) const noexcept {
    return unscale(bound_.clamp(back(z) * adjustment, stale_ + h + 1, factor));
  }
  // Mean over median of each horizon, to second order; 1 without adjustment.
  [[nodiscard]] std::vector<double> adjustment(const std::vector<double>& path) const {
    std::vector<double> out(path.size(), 1.0);
    if (!adjusted_) return out;
    const data::Draws draws =
        inner_->draws(static_cast<Index>(path.size()), kAdjustmentPaths, kAdjustmentSeed);
    for (std::size_t h = 0; h < path.size(); ++h) {
      // Half the distance of the normal distribution's quantiles at −1 and +1: outer paths do not rule it.
      constexpr double kBelow = 0.15865525393145707;
      const auto step = static_cast<Index>(h);
      const double deviation = 0.5 * (draws.quantile(step, 1.0 - kBelow) - draws.quantile(step, kBelow));
      const double power = lambda_ * path[h] + 1.0;  // y^λ
      if (power > 0.0) out[h] += 0.5 * deviation * deviation * (1.0 - lambda_) / (power * power);
    }
    return out;
  }

  std::unique_ptr<models::Fitted> inner_;
  double lambda_;
  int exponent_;
  bool adjusted_;
  Index stale_;
  models::detail::GrowthBound bound_;
  models::FitSummary summary_;
};

}  // namespace detail

class Transformed final : public models::Model {
 public:
  /// lambda: in [0, 1], or empty to choose it; bias_adjusted: point forecasts are means, otherwise medians. Throws
  /// InputError E-TRF-001 outside.
  Transformed(models::ModelPointer inner, std::optional<double> lambda, std::string alias,
              bool bias_adjusted = false)
      : inner_(std::move(inner)), lambda_(lambda), alias_(std::move(alias)), bias_adjusted_(bias_adjusted) {
    if (lambda_ && !(*lambda_ >= 0.0 && *lambda_ <= 1.0)) {
      throw InputError("E-TRF-001", "lambda", std::to_string(*lambda_) + " is outside [0, 1]",
                       "give 0 for the logarithm, 1 for no transformation, or leave it out");
    }
  }
  [[nodiscard]] std::string alias() const override { return alias_; }

  /// Fits the inner model to transformed values. Throws what the inner model throws.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit(const data::Series& series) const override {
    const models::detail::Prepared prepared = models::detail::prepare(series);
    for (const Index t : prepared.observed) {
      if (!(series[t] > 0.0)) return inner_->fit(series);
    }
    // Where no change was observed models assume one in percent of the value; percent of a logarithm means nothing.
    if (prepared.changes.empty()) return inner_->fit(series);
    double lambda = lambda_.value_or(0.0);
    if (!lambda_ && prepared.count() >= kFewestForLambda + prepared.definitions - 1) {
      std::vector<double> values;
      for (const Index t : prepared.observed) values.push_back(prepared.y[static_cast<std::size_t>(t)]);
      lambda = models::theta::profile_lambda(prepared, values);
    }
    return std::make_unique<detail::FittedTransformed>(inner_->fit(transform(series, prepared, lambda)),
                                                       series.values(), lambda, prepared, bias_adjusted_);
  }

  /// Holds the power and the parameters of the inner model. Throws InputError E-MOD-007 for parameters that are not its
  /// own, ModelError E-MOD-008 when a value is not above zero, and what the inner model throws.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<models::Parameter>& params) const override {
    models::detail::require_no_regressors(regressors, alias_, series.id());
    const bool is_own = params.size() >= 2 && params[params.size() - 2].first == kPower &&
                        params.back().first == kTransformedExponent;
    // Without a power the earlier fit was of values that are not above zero: the inner model's own.
    if (!is_own) return inner_->fit_with_parameters(series, regressors, params);
    const models::detail::HeldParameters held({params[params.size() - 2], params.back()}, alias_,
                                              series.id());
    const double lambda = params[params.size() - 2].second;
    if (!(lambda >= 0.0 && lambda <= 1.0)) held.refuse(kPower, "is outside [0, 1]");
    models::detail::Prepared prepared = models::detail::prepare(series);
    for (const Index t : prepared.observed) {
      if (!(series[t] > 0.0)) models::detail::refuse_held(alias_, series.id());
    }
    models::detail::rescale(prepared, static_cast<int>(params.back().second));
    return std::make_unique<detail::FittedTransformed>(
        inner_->fit_with_parameters(transform(series, prepared, lambda), regressors,
                                    {params.begin(), params.end() - 2}),
        series.values(), lambda, prepared, bias_adjusted_);
  }

 private:
  // The scaled values on the Box-Cox scale, with their standard errors and breaks.
  [[nodiscard]] static data::Series transform(const data::Series& series,
                                              const models::detail::Prepared& prepared, double lambda) {
    std::vector<double> transformed = prepared.y;
    std::vector<double> errors = prepared.se;
    for (std::size_t t = 0; t < transformed.size(); ++t) {
      if (data::is_missing(transformed[t])) continue;
      if (t < errors.size()) errors[t] *= std::pow(transformed[t], lambda - 1.0);
      transformed[t] = models::theta::box_cox(transformed[t], lambda);
    }
    data::Series inner(series.start(), std::move(transformed), series.id());
    inner = inner.with_unit(series.unit());
    if (!errors.empty()) inner = inner.with_standard_errors(std::move(errors));
    for (const time::Period& at : series.breaks()) inner = inner.with_break(at);
    return inner;
  }

  models::ModelPointer inner_;
  std::optional<double> lambda_;
  std::string alias_;
  bool bias_adjusted_;
};

}  // namespace dubao::forecast
