// SPDX-License-Identifier: Apache-2.0
//
// GrowthCurve: a series that rises to a ceiling, by a logistic, Gompertz, Richards, Bass or asymptotic curve.
//
// When      Indicators that saturate: shares of households with a connection, of schools that teach a subject, adopters of a
//           technology. A ceiling that is known (100 %, a target of saturation) should be given.
// When not  Series without a ceiling, series that fall, errors that follow each other (the curve forgets the last residual):
//           drift.hpp, ets.hpp, structural.hpp.
// Formula   y_t = f(t; K, …) + e_t, e_t ~ N(0, σ² + se_t²);   curves in growth/curve.hpp, fit in growth/estimate.hpp
// Uncertainty  growth/posterior.hpp: profile over the ceiling; its 95 % interval may have one end only, and a note then says
//           "ceiling not identified". Paths draw the ceiling, the other coordinates, σ and the deviations from the curve.
// Bounds    Paths and point forecasts stay in [0, ceiling given] (or limit). With an estimated ceiling each path's curve
//           stays below its own ceiling, and a single value may lie above it by its deviation.
// Standard errors  of the values enter as known variances; paths then are of the indicator, not of the next survey's figure.
// Breaks    Only the last definition is used.
// Short     Fewer than two values more than coordinates, negative values, or no rise: the damped-drift forecast, kept inside
//           the same bounds (noted).
// Point     forecast: the mean curve over the ceilings that the data allow, not the single best curve.
// Example   exact logistic data with K = 80, r = 0.5, m = 4, n = 12: ceiling 80, midpoint 4, rate 0.5
// Source    Seber and Wild (1989), chapter 7; Bass (1969); Meade and Islam (2006), for forecasting with them.
#pragma once

#include <dubao/models/damped_drift.hpp>
#include <dubao/models/detail/fitted_base.hpp>
#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/growth/curve.hpp>
#include <dubao/models/growth/estimate.hpp>
#include <dubao/models/growth/posterior.hpp>
#include <dubao/models/model.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

namespace growth {

/// Observed values of the last definition, scaled.
[[nodiscard]] inline Observations observations_of(const detail::Prepared& series) {
  Observations out;
  for (const Index t : series.observed) {
    if (!series.is_last_definition(t)) continue;
    out.t.push_back(static_cast<double>(t));
    out.y.push_back(series.y[detail::at(t)]);
    if (!series.se.empty()) {
      const double se = series.se[detail::at(t)];
      out.se.push_back(std::isnan(se) ? 0.0 : se);
    }
  }
  return out;
}

/// Whether the least-squares line through the values rises.
[[nodiscard]] inline bool rises(const Observations& data) {
  double st = 0.0;
  double sy = 0.0;
  for (std::size_t k = 0; k < data.y.size(); ++k) {
    st += data.t[k];
    sy += data.y[k];
  }
  const auto n = static_cast<double>(data.y.size());
  double slope = 0.0;
  for (std::size_t k = 0; k < data.y.size(); ++k) slope += (data.t[k] - st / n) * (data.y[k] - sy / n);
  return slope > 0.0;
}

class Fitted final : public detail::FittedBase {
 public:
  /// highest: values and paths are not above it; infinite for none. Scaled.
  Fitted(detail::Prepared series, Shape shape, const Observations& data, const Estimate& estimate,
         Posterior posterior, double highest, std::vector<Parameter> params, std::vector<std::string> notes)
      : FittedBase(std::move(series)),
        shape_(shape),
        posterior_(std::move(posterior)),
        sigma_(std::sqrt(estimate.variance)),
        highest_(highest) {
    summary_.name = detail::concatenate({"GrowthCurve(", to_string(shape), ")"});
    summary_.params = std::move(params);
    for (std::string& one : notes) note(std::move(one));
    summarise(data, estimate);
  }
  [[nodiscard]] const Posterior& posterior() const noexcept { return posterior_; }

 private:
  void mean_path(std::vector<double>& path) const override {
    for (std::size_t h = 0; h < path.size(); ++h) {
      double sum = 0.0;
      for (std::size_t i = 0; i < posterior_.nodes().size(); ++i) {
        sum +=
            posterior_.weight(i) * curve(shape_, time(static_cast<Index>(h)), posterior_.nodes()[i].x.data());
      }
      path[h] = std::clamp(sum, 0.0, highest_);
    }
  }
  void simulate(data::DrawMatrix& paths, std::uint64_t seed) const override {
    for (Index d = 0; d < paths.rows(); ++d) {
      data::RandomStream random = stream(seed, d);
      const auto [x, factor] = posterior_.draw(random);
      for (Index h = 0; h < paths.cols(); ++h) {
        const double value = curve(shape_, time(h), x.data()) + factor * sigma_ * random.normal();
        paths(d, h) = std::clamp(value, 0.0, highest_);
      }
    }
  }
  [[nodiscard]] double time(Index h) const noexcept { return static_cast<double>(series_.size() + h); }

  void summarise(const Observations& data, const Estimate& estimate) {
    std::vector<double> fitted(series_.y.size(), data::kMissing);
    for (Index t = 0; t < series_.size(); ++t) {
      if (series_.definition[detail::at(t)] != series_.definition[detail::at(series_.last())]) continue;
      fitted[detail::at(t)] = curve(shape_, static_cast<double>(t), estimate.x.data());
    }
    set_fitted(fitted);
    summary_.sigma2 = unscale_variance(estimate.variance);
    constexpr double kLogTwoPi = 1.8378770664093454836;
    const auto n = static_cast<double>(data.count());
    double squares = 0.0;
    double deviance = 0.0;
    for (std::size_t k = 0; k < data.y.size(); ++k) {
      const double r = data.y[k] - curve(shape_, data.t[k], estimate.x.data());
      squares += r * r;
      if (data.se.empty()) continue;
      const double variance = estimate.variance + data.se[k] * data.se[k];
      deviance += kLogTwoPi + std::log(variance) + r * r / variance;
    }
    if (data.se.empty())
      deviance = n * (kLogTwoPi + std::log(std::max(squares, estimate.sum_of_squares * 1e-6) / n) + 1.0);
    // The density of the values themselves: scaling by 2^e divides it by 2^e a value.
    summary_.loglik = -0.5 * deviance - n * series_.exponent * std::log(2.0);
    const double k = estimate.free + 1.0;
    summary_.aic = -2.0 * summary_.loglik + 2.0 * k;
    summary_.bic = -2.0 * summary_.loglik + std::log(n) * k;
    if (n - k - 1.0 > 0.0) summary_.aicc = summary_.aic + 2.0 * k * (k + 1.0) / (n - k - 1.0);
  }

  Shape shape_;
  Posterior posterior_;
  double sigma_;
  double highest_;
};

/// Another fit kept inside [lowest, highest]; unit of the series.
class Bounded final : public models::Fitted {
 public:
  Bounded(std::unique_ptr<models::Fitted> inner, double lowest, double highest)
      : inner_(std::move(inner)), lowest_(lowest), highest_(highest) {}
  [[nodiscard]] const FitSummary& summary() const noexcept override { return inner_->summary(); }
  [[nodiscard]] std::vector<double> mean(Index horizon) const override {
    std::vector<double> out = inner_->mean(horizon);
    for (double& value : out) value = std::clamp(value, lowest_, highest_);
    return out;
  }
  [[nodiscard]] data::Draws draws(Index horizon, Index n, std::uint64_t seed) const override {
    const data::Draws free = inner_->draws(horizon, n, seed);
    data::DrawMatrix paths = free.paths().cwiseMax(lowest_).cwiseMin(highest_);
    return data::Draws(free.start(), std::move(paths), free.id(), free.target()).with_unit(free.unit());
  }

 private:
  std::unique_ptr<models::Fitted> inner_;
  double lowest_;
  double highest_;
};

}  // namespace growth

class GrowthCurve final : public Model {
 public:
  struct Options {
    growth::Shape shape = growth::Shape::kLogistic;
    double ceiling = data::kMissing;  ///< known ceiling, unit of y, > 0; NaN: estimated
    double limit = data::kMissing;    ///< the estimated ceiling is not above it, unit of y; NaN: none
    std::string alias = "GrowthCurve";
  };

  GrowthCurve() : GrowthCurve(Options{}) {}
  /// Throws InputError E-GRO-002 when ceiling or limit is not a positive number.
  explicit GrowthCurve(Options options) : options_(std::move(options)) {
    Problems problems;
    const auto check = [&problems](const char* name, double value) {
      problems.add_if(!std::isnan(value) && !(value > 0.0 && std::isfinite(value)),
                      {"E-GRO-002", name, "it is not a positive number",
                       "give a number above every value, or none to estimate", "", ""});
    };
    check("ceiling", options_.ceiling);
    check("limit", options_.limit);
    problems.throw_if_any();
  }

  [[nodiscard]] std::string alias() const override { return options_.alias; }

  /// Fits. Parameters: ceiling (unit of y), midpoint (periods from the first), rate (a period) or those of the shape; sigma;
  /// a standard error `…_se` of each where the curvature gives one; ceiling_lower and ceiling_upper, the ends of the 95 %
  /// profile interval that exist. Throws InputError E-MOD-001, E-GRO-002 when the ceiling or the limit is below a value.
  /// Cost: some fifty small least-squares searches, O(n) each.
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    return fit_prepared(detail::prepare(series), nullptr);
  }
  /// Holds the parameters of the curve; σ and the profile are those of the series given. Throws InputError E-MOD-007.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    detail::require_no_regressors(regressors, alias(), series.id());
    return fit_prepared(detail::prepare(series), &params);
  }

 private:
  using Box = growth::Box;
  using Vector4 = growth::Vector4;

  [[nodiscard]] std::unique_ptr<Fitted> fit_prepared(detail::Prepared prepared,
                                                     const std::vector<Parameter>* params) const {
    const growth::Observations data = growth::observations_of(prepared);
    const double ceiling = detail::scaled(prepared, options_.ceiling);
    const double limit = detail::scaled(prepared, options_.limit);
    const double highest = std::isnan(ceiling) ? limit : ceiling;
    if (!std::isnan(highest) && data.highest() > highest) {
      throw InputError("E-GRO-002", std::isnan(ceiling) ? "limit" : "ceiling", "a value lies above it",
                       "give a number above every value, or none to estimate", prepared.id);
    }
    if (params != nullptr) {
      detail::HeldParameters held(*params, "GrowthCurve", prepared.id);
      if (held.has("drift")) return fallback(std::move(prepared), highest, "", params);
      if (!is_suitable(data).empty()) detail::refuse_held("GrowthCurve", prepared.id);
      const Box box = growth::box_of(options_.shape, data, ceiling, limit);
      const Vector4 x = read(prepared, held, box);
      prepared.notes.emplace_back(detail::kHeldNote);
      return finish(std::move(prepared), data, box, x, highest, params);
    }
    const std::string unsuitable = is_suitable(data);
    if (!unsuitable.empty()) return fallback(std::move(prepared), highest, unsuitable, nullptr);
    const Box box = growth::box_of(options_.shape, data, ceiling, limit);
    growth::CurveProblem problem(options_.shape, data);
    const growth::Estimate estimate = growth::estimate_curve(problem, options_.shape, data, box);
    if (!estimate.x.allFinite() || !std::isfinite(estimate.sum_of_squares)) {
      return fallback(std::move(prepared), highest, "the curve could not be fitted", nullptr);
    }
    return finish(std::move(prepared), data, box, estimate.x, highest, nullptr);
  }

  // Why no curve can be fitted; empty when it can.
  [[nodiscard]] std::string is_suitable(const growth::Observations& data) const {
    const int needed = growth::coordinates(options_.shape) + 2;
    if (data.count() < needed) {
      return detail::concatenate({"fewer than ", std::to_string(needed), " values in the last definition"});
    }
    if (*std::min_element(data.y.begin(), data.y.end()) < 0.0) return "a value is negative";
    if (!growth::rises(data)) return "the series does not rise";
    return {};
  }
  [[nodiscard]] std::unique_ptr<Fitted> fallback(detail::Prepared prepared, double highest,
                                                 const std::string& why,
                                                 const std::vector<Parameter>* params) const {
    double lowest_value = 0.0;
    for (const Index t : prepared.observed) lowest_value = std::min(lowest_value, prepared.y[detail::at(t)]);
    constexpr double kLargest = std::numeric_limits<double>::max();
    const double low = lowest_value < 0.0 ? -kLargest : 0.0;
    const double high = std::isnan(highest) ? kLargest : prepared.unscale(highest);
    if (!why.empty()) {
      prepared.notes.push_back(
          detail::concatenate({why, ": no growth curve, damped drift inside its bounds"}));
    }
    const DampedDrift drift;
    auto inner = params == nullptr ? drift.fit_prepared(std::move(prepared))
                                   : drift.fit_held(std::move(prepared), *params);
    return std::make_unique<growth::Bounded>(std::move(inner), low, high);
  }

  // Coordinate i as the parameter that is written down, and back.
  [[nodiscard]] double to_parameter(const detail::Prepared& series, int i, double x) const {
    if (!growth::is_logarithm(options_.shape, i)) return x;
    return has_unit(i) ? series.unscale(std::exp(x)) : std::exp(x);
  }
  [[nodiscard]] double to_coordinate(const detail::Prepared& series, int i, double parameter) const {
    if (!growth::is_logarithm(options_.shape, i)) return parameter;
    return std::log(has_unit(i) ? series.scale(parameter) : parameter);
  }
  [[nodiscard]] bool has_unit(int i) const noexcept {
    return i == 0 || (i == 1 && options_.shape == growth::Shape::kAsymptotic);
  }
  [[nodiscard]] Vector4 read(const detail::Prepared& series, detail::HeldParameters& held,
                             const Box& box) const {
    Vector4 x = Vector4::Zero();
    const auto names = growth::parameter_names(options_.shape);
    for (int i = 0; i < growth::coordinates(options_.shape); ++i) {
      const auto k = static_cast<std::size_t>(i);
      x[i] = to_coordinate(series, i, held.take(names[k]));
      if (std::isnan(x[i])) held.refuse(std::string(names[k]), "is not positive");
      const std::string error = std::string(names[k]) + "_se";
      if (held.has(error)) (void)held.take(error);
    }
    for (const char* name : {"sigma", "ceiling_lower", "ceiling_upper"}) {
      if (held.has(name)) (void)held.take(name);
    }
    held.finish();
    return x.cwiseMax(box.lower).cwiseMin(box.upper);
  }

  // Everything that follows from the coordinates: written down and read back first, so that a restored fit has the same bits.
  [[nodiscard]] std::unique_ptr<Fitted> finish(detail::Prepared prepared, const growth::Observations& data,
                                               const Box& box, const Vector4& found, double highest,
                                               const std::vector<Parameter>* held) const {
    const growth::Shape shape = options_.shape;
    const auto names = growth::parameter_names(shape);
    growth::Estimate estimate;
    estimate.free = growth::free_coordinates(box);
    std::vector<Parameter> params;
    for (int i = 0; i < growth::coordinates(shape); ++i) {
      const double value = to_parameter(prepared, i, found[i]);
      params.emplace_back(names[static_cast<std::size_t>(i)], value);
      estimate.x[i] = held != nullptr
                          ? found[i]
                          : std::clamp(to_coordinate(prepared, i, value), box.lower[i], box.upper[i]);
    }
    growth::CurveProblem problem(shape, data);
    growth::settle(problem, data, box, estimate, false);
    growth::Posterior posterior(problem, box, estimate, data.count());
    params.emplace_back("sigma", prepared.unscale(std::sqrt(estimate.variance)));
    for (int i = 0; i < growth::coordinates(shape); ++i) {
      const double error = posterior.errors()[i];
      if (!std::isfinite(error)) continue;
      const double value = params[static_cast<std::size_t>(i)].second;
      const double stated = growth::is_logarithm(shape, i) ? value * error : error;
      if (std::isfinite(stated))
        params.emplace_back(detail::concatenate({names[static_cast<std::size_t>(i)], "_se"}), stated);
    }
    std::vector<std::string> notes;
    const bool is_early = data.t.back() < growth::inflection(shape, estimate.x.data());
    if (std::isnan(options_.ceiling)) {
      const auto [low, high] = posterior.ceiling_interval();
      if (std::isfinite(low)) params.emplace_back("ceiling_lower", prepared.unscale(std::exp(low)));
      if (std::isfinite(high)) {
        params.emplace_back("ceiling_upper", prepared.unscale(std::exp(high)));
      } else if (std::isnan(options_.limit)) {
        notes.emplace_back("ceiling not identified: at 95 % the data allow any from ceiling_lower up");
      } else if (is_early) {
        notes.emplace_back(
            "ceiling not identified: at 95 % the data allow any from ceiling_lower up to the limit");
      } else {
        notes.emplace_back("the 95 % interval of the ceiling ends at the limit given");
      }
    }
    notes.emplace_back("paths carry the uncertainty of the ceiling, of the other parameters and of sigma");
    if (is_early) notes.emplace_back("the last value lies before the inflection of the curve");
    if (prepared.definitions > 1) notes.emplace_back("only the last definition is fitted");
    const double bound = std::isnan(highest) ? std::numeric_limits<double>::infinity() : highest;
    prepared.target = data::Target::kSignal;
    // A fit that holds its parameters states them as they were given.
    if (held != nullptr) params = *held;
    return std::make_unique<growth::Fitted>(std::move(prepared), shape, data, estimate, std::move(posterior),
                                            bound, std::move(params), std::move(notes));
  }

  Options options_;
};

}  // namespace dubao::models
