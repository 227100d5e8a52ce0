// SPDX-License-Identifier: Apache-2.0
//
// AutoArima: ARIMA with differences chosen by tests and orders by AICc.
//
// When      A series of twenty values or more about whose form nothing is known, or with drivers (regressors).
// When not  Fifteen annual values or fewer: the choice is a lottery there, and an ensemble is better.
// Formula   D: strength of the season; d: successive KPSS tests (arima/unit_root.hpp); p, q, P, Q and the constant by
//           AICc = −2 log L + 2k + 2k(k + 1)/(n − k − 1), k coefficients and the variance, n after differencing, in the
//           stepwise or the exhaustive search of arima/search.hpp. The likelihood is always the exact one.
// Short     orders are limited to a third of n and by the ladder; below it damped shrunken drift or the last value.
// Example   AutoArima().fit(Series::annual(2000, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}))->summary().name ==
//           "ARIMA(0,1,0) with drift"
// Source    Hyndman and Khandakar (2008). Oracle: R forecast 8.20, auto.arima(approximation = FALSE).
#pragma once

#include <dubao/models/arima.hpp>
#include <dubao/models/arima/search.hpp>
#include <dubao/models/arima/unit_root.hpp>
#include <dubao/models/detail/text.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

class AutoArima final : public Model {
 public:
  struct Options {
    arima::CommonOptions common{};
    std::optional<int> d{};  ///< empty: by KPSS tests
    std::optional<int> D{};  ///< empty: by the strength of the season
    int max_d = 2;
    int max_D = 1;
    arima::SearchLimits limits{};
    bool stationary = false;  ///< no differences
    bool seasonal = true;
    bool stepwise = true;
    bool allow_drift = true;
    bool allow_mean = true;
    std::string alias = "AutoARIMA";
  };

  AutoArima() : AutoArima(Options{}) {}
  /// Throws InputError E-ARI-001 for an order out of range, E-ARI-002 for a season length, E-ARI-004 for a power.
  explicit AutoArima(Options options) : options_(std::move(options)) {
    Problems problems;
    const arima::SearchLimits& l = options_.limits;
    const int all[] = {l.max_p,
                       l.max_q,
                       l.max_P,
                       l.max_Q,
                       l.max_order,
                       l.start_p,
                       l.start_q,
                       l.start_P,
                       l.start_Q,
                       options_.max_d,
                       options_.max_D,
                       options_.d.value_or(0),
                       options_.D.value_or(0)};
    for (const int one : all) arima::check_order(one, problems);
    arima::check(options_.common, problems);
    problems.throw_if_any();
  }

  [[nodiscard]] std::string alias() const override { return options_.alias; }

  /// Throws InputError E-MOD-001 when no value is observed, ModelError E-ARI-003 when Box–Cox meets a value that is not
  /// positive. Cost: ten to thirty models, some forty evaluations of the filter each.
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    return fit_with_regressors(series, {});
  }
  /// Throws also E-REG-004 when the regressors are shorter than the series.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_regressors(
      const data::Series& series, const data::Regressors& regressors) const override {
    regressors.require_rows(series.size(), series.id());
    arima::Parts parts = prepare_parts(series, regressors);
    const arima::Working working = arima::make_working(parts.series, parts.lambda);
    const std::vector<double> tested = arima::values_to_test(parts.series, working, regressors);
    const ArimaOrder base = choose_base(parts.series, tested, regressors.count());
    arima::OrderSearch search(base, limits(parts.series, base),
                              base.d + base.D == 0 ? options_.allow_mean : options_.allow_drift, parts.series,
                              working, parts.regressors);
    std::optional<arima::OrderSearch::Visit> best = is_flat(tested, base) ? search.constant_only()
                                                    : options_.stepwise   ? search.stepwise()
                                                                          : search.exhaustive();
    if (!best) return fit_simplest(std::move(parts), base);
    parts.series.notes.push_back(detail::concatenate(
        {"chosen by AICc among ", std::to_string(search.visited()), " model(s), ",
         options_.stepwise ? "stepwise" : "exhaustively", "; d = ", std::to_string(base.d),
         options_.d ? " as asked" : " by KPSS tests",
         base.season_length > 1
             ? detail::concatenate({", D = ", std::to_string(base.D),
                                    options_.D ? " as asked" : " by the strength of the season"})
             : std::string()}));
    return arima::make_fitted(std::move(parts), best->estimate);
  }
  /// As Arima::fit_with_parameters.
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
  // Season length and differences; reduced where the values are too few for them.
  [[nodiscard]] ArimaOrder choose_base(const detail::Prepared& series, const std::vector<double>& tested,
                                       Index regressors) const {
    ArimaOrder base;
    base.season_length = static_cast<int>(options_.common.season_length > 0 ? options_.common.season_length
                                                                            : series.season_length);
    if (!options_.seasonal || base.season_length < 1) base.season_length = 1;
    const Index m = base.season_length;
    std::vector<double> values = tested;
    if (m > 1 && !options_.stationary) {
      base.D = options_.D ? *options_.D : arima::choose_seasonal_differences(values, m, options_.max_D);
      for (int i = 0; i < base.D; ++i) values = arima::difference(values, m);
    }
    if (!options_.stationary)
      base.d = options_.d ? *options_.d : arima::choose_differences(values, options_.max_d);
    while (base.d > 0 && !arima::is_carried(base, series, regressors)) --base.d;
    while (base.D > 0 && !arima::is_carried(base, series, regressors)) --base.D;
    return base;
  }
  // Nothing is left to model after differencing.
  [[nodiscard]] static bool is_flat(std::vector<double> values, const ArimaOrder& base) {
    for (int i = 0; i < base.D; ++i) values = arima::difference(values, base.season_length);
    for (int i = 0; i < base.d; ++i) values = arima::difference(values, 1);
    return arima::is_constant(values);
  }
  [[nodiscard]] arima::SearchLimits limits(const detail::Prepared& series, const ArimaOrder& base) const {
    arima::SearchLimits out = options_.limits;
    const int third = static_cast<int>(series.count() / 3);
    out.max_p = std::min(out.max_p, third);
    out.max_q = std::min(out.max_q, third);
    const int m = base.season_length;
    out.max_P = m > 1 ? std::min(out.max_P, third / m) : 0;
    out.max_Q = m > 1 ? std::min(out.max_Q, third / m) : 0;
    if (m > 1 && out.max_P > 0) out.max_p = std::min(out.max_p, m - 1);
    if (m > 1 && out.max_Q > 0) out.max_q = std::min(out.max_q, m - 1);
    // R's rule for series of fewer than ten periods.
    if (series.last() - series.observed.front() + 1 < 10) {
      out.start_p = std::min(out.start_p, 1);
      out.start_q = std::min(out.start_q, 1);
      out.start_P = out.start_Q = 0;
    }
    return out;
  }
  // No model with a finite criterion: the differences alone, or the rungs below.
  [[nodiscard]] static std::unique_ptr<Fitted> fit_simplest(arima::Parts parts, ArimaOrder order) {
    order.mean = order.d + order.D == 0;
    order = arima::reduce(order, parts.series, parts.regressors.count());
    if (arima::is_carried(order, parts.series, parts.regressors.count())) {
      if (std::unique_ptr<arima::FittedArima> out = arima::fit_order(order, parts)) {
        out->add_note(detail::concatenate({"ladder: ", std::to_string(parts.series.count()),
                                           " values give no model a criterion; ", order.name(), " instead"}));
        return out;
      }
    }
    return arima::fit_below(std::move(parts), "an ARIMA model");
  }

  Options options_;
};

}  // namespace dubao::models
