// SPDX-License-Identifier: Apache-2.0
//
// Arima: a chosen ARIMA model, seasonal or not, with regressors, by exact maximum likelihood.
//
// When      The form is known, drivers are known (regression with ARMA errors), or values are missing. AutoArima chooses.
// When not  A handful of values: an ensemble is better; growth that saturates; more than two differences.
// Formula   see arima/order.hpp; likelihood and criteria with the constants of R's arima(method = "ML").
// Missing   skipped exactly (arima/design.hpp); at either end they are cut off.
// Errors    standard errors are not used, and the notes say so.
// Breaks    level shifts of the earlier definitions, estimated with the model; the forecast continues the last one.
// Short     see arima/ladder.hpp: never fails, the notes name what was given up.
// Edge      autoregressive partial autocorrelations stay 5e-9 inside ±1; moving-average roots may lie on the unit circle.
// Example   Arima::Options options; options.order = {.p = 0, .d = 1, .q = 1};
//           Arima(options).fit(Series::annual(2000, {10, 12, 11, 13, 14, 13, 15, 16, 15, 17}))->summary().name ==
//           "ARIMA(0,1,1)"
// Source    Box, Jenkins, Reinsel (2008); Brockwell and Davis (1991). Oracle: R stats::arima and forecast 8.20.
#pragma once

#include <dubao/models/arima/estimate.hpp>
#include <dubao/models/arima/fitted.hpp>
#include <dubao/models/arima/ladder.hpp>
#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/detail/text.hpp>
#include <dubao/models/ets/ladder.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/naive.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

namespace arima {

/// What every ARIMA model is asked for besides its order.
struct CommonOptions {
  Index season_length = 0;          ///< 0: periods per year of the series; 1: no season
  std::optional<double> box_cox{};  ///< power of the transformation; 0: logarithm
};

/// Largest size of a Box–Cox power.
inline constexpr double kLargestPower = 2.0;

inline void check_order(int one, Problems& problems) {
  if (one >= 0 && one <= kHighestArimaOrder) return;
  Problem problem;
  problem.id = "E-ARI-001";
  problem.argument = "order";
  problem.message = detail::concatenate({std::to_string(one), " is out of range"});
  problem.remedy = detail::concatenate({"give whole numbers from 0 to ", std::to_string(kHighestArimaOrder)});
  problems.add(std::move(problem));
}

inline void check(const CommonOptions& options, Problems& problems) {
  problems.add_if(options.season_length < 0 || options.season_length > kLongestArimaSeason,
                  {"E-ARI-002", "season_length", std::to_string(options.season_length) + " is out of range",
                   "give 4 for quarters, 12 for months, or leave it out", "", ""});
  problems.add_if(
      options.box_cox && !(std::abs(*options.box_cox) <= kLargestPower),
      {"E-ARI-004", "box_cox", "the power is out of range", "give a number between -2 and 2", "", ""});
}

/// The fit of an estimated model with its certificate in the notes.
[[nodiscard]] inline std::unique_ptr<FittedArima> make_fitted(Parts parts, const Estimate& estimate) {
  parts.partials = partials_of(estimate.order, estimate.u);
  parts.order = estimate.order;
  auto out = std::make_unique<FittedArima>(std::move(parts));
  if (estimate.order.arma() == 0) return out;
  int edge = 0;
  for (int i = 0; i < estimate.order.arma(); ++i) {
    if (std::abs(estimate.u[detail::at(i)]) >= coordinate_bound(estimate.order, i)) ++edge;
  }
  out->add_note(detail::concatenate(
      {std::to_string(estimate.agreed), " of ", std::to_string(estimate.starts),
       " starts led to this optimum (", optim::to_string(estimate.reason), ")",
       edge > 0
           ? detail::concatenate({"; ", std::to_string(edge), " coefficient(s) on the edge of the region"})
           : std::string()}));
  return out;
}

/// Estimates one model on a prepared series; null when no point of the parameter space can be evaluated.
[[nodiscard]] inline std::unique_ptr<FittedArima> fit_order(const ArimaOrder& order, const Parts& parts) {
  const Working working = make_working(parts.series, parts.lambda);
  const Design design = make_design(order, parts.series, working, parts.regressors);
  const Estimate best = estimate(order, design);
  if (!best.is_usable()) return nullptr;
  return make_fitted(parts, best);
}

/// Below the ladder, or where nothing can be evaluated.
[[nodiscard]] inline std::unique_ptr<Fitted> fit_below(Parts parts, const std::string& asked) {
  if (!parts.regressors.empty()) parts.series.notes.emplace_back("ladder: the regressors are left out");
  if (parts.lambda) parts.series.notes.emplace_back("ladder: no Box-Cox transformation");
  return ets::fit_below(std::move(parts.series), asked);
}

/// Restores a fit from its parameters.
[[nodiscard]] inline std::unique_ptr<Fitted> fit_held(Parts parts, const std::vector<Parameter>& params,
                                                      const std::string& alias) {
  // Below the ladder stood the last value or the damped drift (ets/ladder.hpp).
  if (params.empty()) return Naive::fit_held(std::move(parts.series), params);
  detail::HeldParameters held(params, alias, parts.series.id);
  if (held.has("damping")) return DampedDrift{}.fit_held(std::move(parts.series), params);
  ArimaOrder& order = parts.order;
  order = {};
  order.d = static_cast<int>(held.take("d", 0.0, kHighestArimaOrder));
  order.D = static_cast<int>(held.take("D", 0.0, kHighestArimaOrder));
  order.season_length = static_cast<int>(held.take("season_length", 1.0, kLongestArimaSeason));
  const char* names[] = {"ar", "ma", "sar", "sma"};
  int* sizes[] = {&order.p, &order.q, &order.P, &order.Q};
  for (int kind = 0; kind < 4; ++kind) {
    for (const double value : held.take_numbered(detail::concatenate({"partial_", names[kind]}), 1)) {
      if (!(std::abs(value) <= 1.0))
        held.refuse(detail::concatenate({"partial_", names[kind]}), "is outside [-1, 1]");
      parts.partials.push_back(value);
      ++*sizes[kind];
    }
    // The coefficients themselves follow from the partial autocorrelations.
    (void)held.take_numbered(names[kind], 1);
  }
  order.mean = held.has("intercept");
  order.drift = held.has("drift");
  std::vector<double> effects;
  for (const Effect& effect : effects_of(order, parts.series, parts.regressors)) {
    effects.push_back(held.take(effect.name));
  }
  held.finish();
  parts.effects = std::move(effects);
  if (parts.series.count() - order.lost() < 1) detail::refuse_held(order.name(), parts.series.id);
  const Working working = make_working(parts.series, parts.lambda);
  const Design design = make_design(order, parts.series, working, parts.regressors);
  Whitened whitened;
  whitened.reset(order, design);
  PolynomialMaker<double> maker(order);
  if (!whitened.evaluate(maker(parts.partials.data()))) detail::refuse_held(order.name(), parts.series.id);
  auto out = std::make_unique<FittedArima>(std::move(parts));
  out->add_note(detail::kHeldNote);
  return out;
}

}  // namespace arima

class Arima final : public Model {
 public:
  struct Options {
    ArimaOrder
        order{};  ///< season_length is taken from `common`; mean and drift only where the differences allow
    arima::CommonOptions common{};
    std::string alias = "ARIMA";
  };

  /// Throws InputError E-ARI-001 for an order out of range, E-ARI-002 for a season length, E-ARI-004 for a power.
  explicit Arima(Options options) : options_(std::move(options)) {
    Problems problems;
    const ArimaOrder& order = options_.order;
    for (const int one : {order.p, order.d, order.q, order.P, order.D, order.Q}) {
      arima::check_order(one, problems);
    }
    arima::check(options_.common, problems);
    problems.throw_if_any();
  }

  [[nodiscard]] std::string alias() const override { return options_.alias; }

  /// Throws InputError E-MOD-001 without an observed value, ModelError E-ARI-003 when Box–Cox meets a value that is not
  /// positive. Cost: some sixty evaluations of the filter, O(n (p + q²)) each.
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    return fit_with_regressors(series, {});
  }
  /// Throws also E-REG-004 when the regressors are shorter than the series.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_regressors(
      const data::Series& series, const data::Regressors& regressors) const override {
    regressors.require_rows(series.size(), series.id());
    arima::Parts parts = prepare_parts(series, regressors);
    const ArimaOrder asked = asked_order(parts.series);
    const ArimaOrder order = arima::reduce(asked, parts.series, regressors.count());
    if (!arima::is_carried(order, parts.series, regressors.count())) {
      return arima::fit_below(std::move(parts), asked.name());
    }
    if (order.name() != asked.name()) {
      parts.series.notes.push_back(
          detail::concatenate({"ladder: ", std::to_string(parts.series.count()), " values do not carry ",
                               asked.name(), ": ", order.name()}));
    }
    std::unique_ptr<Fitted> out = arima::fit_order(order, parts);
    return out != nullptr ? std::move(out) : arima::fit_below(std::move(parts), order.name());
  }
  /// Throws InputError E-MOD-007 for parameters that are not its own, ModelError E-MOD-008 when they cannot describe the
  /// values.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    regressors.require_rows(series.size(), series.id());
    return arima::fit_held(prepare_parts(series, regressors), params, options_.alias);
  }

 private:
  [[nodiscard]] arima::Parts prepare_parts(const data::Series& series,
                                           const data::Regressors& regressors) const {
    arima::Parts parts;
    parts.series = detail::prepare(series);
    parts.regressors = regressors;
    parts.lambda = options_.common.box_cox;
    return parts;
  }
  [[nodiscard]] ArimaOrder asked_order(const detail::Prepared& series) const {
    ArimaOrder order = options_.order;
    order.season_length = static_cast<int>(options_.common.season_length > 0 ? options_.common.season_length
                                                                             : series.season_length);
    if (!order.has_season()) order.season_length = 1;
    if (order.d + order.D > 0) order.mean = false;
    return order;
  }

  Options options_;
};

}  // namespace dubao::models
