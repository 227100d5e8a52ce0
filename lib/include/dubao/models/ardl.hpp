// SPDX-License-Identifier: Apache-2.0
//
// Ardl: autoregressive distributed lags, and with them the error-correction form: how employment follows output.
//
// When      A series moves with a driver in the end and not at once: employment and output. Some twenty values and more.
// When not  Fewer values: the long run is a ratio of two uncertain numbers (the bounds test says so). A driver that itself
//           follows the series: the effects are not causal, forecasts still stand.
// Formula   y_t = c + δ t + Σ φ_i y_{t−i} + Σ_j Σ_k β_{jk} x_{j,t−k} + ε_t, ε_t normal; lags by AICc
//           (dynamic_regression/ardl_regression.hpp)
// Missing   rows with a missing value are left out; nothing is interpolated.
// Errors    standard errors are not used, and the notes say so.
// Breaks    each earlier definition has its own level, no lag looks across.
// Short     lags are given up until the rows carry them (coefficients + 2), then the trend, then the drivers (noted); below
//           that damped drift or the last value.
// Example   y = 2 x with x = 1, 3, 2, 5, 4, 6, 8, 7: Ardl with p = 0 and q = 0 has the long-run effect 2
// Source    Pesaran and Shin (1999); Pesaran, Shin and Smith (2001).
#pragma once

#include <dubao/models/detail/text.hpp>
#include <dubao/models/dynamic_regression/fitted_ardl.hpp>
#include <dubao/models/ets/ladder.hpp>
#include <dubao/models/model.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

/// Most lags of any kind.
inline constexpr int kMostArdlLags = 24;

class Ardl final : public Model {
 public:
  struct Options {
    int max_p = 2;                        ///< own lags that are tried, 1 … 24
    int max_q = 2;                        ///< lags of each driver that are tried, 0 … 24
    std::optional<int> p{};               ///< a fixed number of own lags
    std::optional<std::vector<int>> q{};  ///< fixed lags, one a driver
    bool intercept = true;
    bool trend = false;
    bool log = false;  ///< logarithms of series and drivers: effects are elasticities
    std::string alias = "ARDL";
  };

  Ardl() : Ardl(Options{}) {}
  /// Throws InputError E-DYN-004 for lags out of range.
  explicit Ardl(Options options) : options_(std::move(options)) {
    Problems problems;
    const auto check = [&](const char* argument, int value, int least) {
      problems.add_if(
          value < least || value > kMostArdlLags,
          {"E-DYN-004", argument, detail::concatenate({std::to_string(value), " is out of range"}),
           detail::concatenate(
               {"give a whole number from ", std::to_string(least), " to ", std::to_string(kMostArdlLags)}),
           "", ""});
    };
    check("max_p", options_.max_p, 1);
    check("max_q", options_.max_q, 0);
    if (options_.p) check("p", *options_.p, 0);
    if (options_.q) {
      for (const int q : *options_.q) check("q", q, 0);
    }
    problems.throw_if_any();
  }

  [[nodiscard]] std::string alias() const override { return options_.alias; }

  /// Throws InputError E-MOD-001 when no value is observed.
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    return fit_with_regressors(series, {});
  }
  /// Throws also E-REG-004 for drivers shorter than the series, E-DYN-003 for logarithms of values that are not above zero,
  /// E-DYN-004 when `q` has another length than the drivers, E-DYN-005 for a driver named like a column of the model.
  /// Cost: one regression a combination of lags.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_regressors(
      const data::Series& series, const data::Regressors& regressors) const override {
    regressors.require_rows(series.size(), series.id());
    check_drivers(regressors, series.id());
    dynamic_regression::ArdlParts parts = make_parts(series, regressors);
    dynamic_regression::ArdlLimits limits = make_limits();
    for (;;) {
      const dynamic_regression::ArdlWorking working =
          dynamic_regression::make_ardl_working(parts.series, parts.drivers, parts.log);
      const std::optional<dynamic_regression::ArdlOrder> order = choose(limits, working.data);
      if (order) return fit_order(std::move(parts), *order, working, limits);
      if (!give_up(limits, parts)) return ets::fit_below(std::move(parts.series), options_.alias);
    }
  }
  /// Throws InputError E-MOD-007 for parameters that are not its own.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    regressors.require_rows(series.size(), series.id());
    dynamic_regression::ArdlParts parts = make_parts(series, regressors);
    if (params.empty()) return Naive::fit_held(std::move(parts.series), params);
    detail::HeldParameters held(params, options_.alias, series.id());
    if (held.has("damping")) return DampedDrift{}.fit_held(std::move(parts.series), params);
    dynamic_regression::ArdlOrder& order = parts.order;
    order = {0, {}, held.has("intercept"), held.has("trend")};
    while (held.has(detail::concatenate({"y.lag", std::to_string(order.p + 1)}))) ++order.p;
    std::vector<Eigen::Index> used;
    for (Index j = 0; j < regressors.count(); ++j) {
      const std::string& name = regressors.names()[detail::at(j)];
      if (!held.has(name)) continue;
      int q = 0;
      while (held.has(detail::concatenate({name, ".lag", std::to_string(q + 1)}))) ++q;
      order.q.push_back(q);
    }
    // The ladder may have given the drivers up; a fit has all of them or none.
    if (order.q.empty() && regressors.count() > 0) parts.drivers = {};
    if (static_cast<Index>(order.q.size()) != parts.drivers.count()) {
      held.refuse(regressors.names().front(), "or another driver is missing");
    }
    const dynamic_regression::ArdlWorking working =
        dynamic_regression::make_ardl_working(parts.series, parts.drivers, parts.log);
    for (const std::string& name : dynamic_regression::column_names(order, working.data)) {
      parts.params.push_back(held.take(name));
    }
    held.finish();
    auto out = std::make_unique<dynamic_regression::FittedArdl>(std::move(parts));
    if (out->rows() < 1) detail::refuse_held(out->summary().name, series.id());
    out->add_note(detail::kHeldNote);
    return out;
  }

 private:
  [[nodiscard]] dynamic_regression::ArdlParts make_parts(const data::Series& series,
                                                         const data::Regressors& regressors) const {
    dynamic_regression::ArdlParts parts;
    parts.series = detail::prepare(series);
    parts.drivers = regressors;
    parts.log = options_.log;
    return parts;
  }
  [[nodiscard]] dynamic_regression::ArdlLimits make_limits() const {
    return {options_.max_p, options_.max_q, options_.p, options_.q, options_.intercept, options_.trend};
  }
  void check_drivers(const data::Regressors& regressors, const std::string& series) const {
    Problems problems;
    problems.add_if(options_.q && static_cast<Index>(options_.q->size()) != regressors.count(),
                    {"E-DYN-004", "q",
                     detail::concatenate({std::to_string(options_.q ? options_.q->size() : 0), " lag(s) for ",
                                          std::to_string(regressors.count()), " driver(s)"}),
                     "give one number of lags a driver", series, ""});
    for (const std::string& name : regressors.names()) {
      const bool taken = name == "y" || name == "intercept" || name == "trend" || name == "damping" ||
                         name.rfind("shift", 0) == 0 || name.find(".lag") != std::string::npos;
      problems.add_if(taken,
                      {"E-DYN-005",
                       "names",
                       detail::concatenate({"the driver '", name, "' is named like a column of the model"}),
                       "give the driver another name",
                       series,
                       "",
                       {},
                       0,
                       name});
    }
    problems.throw_if_any();
  }
  // The order by AICc; a fixed one, or the only one, when the rows carry it.
  [[nodiscard]] static std::optional<dynamic_regression::ArdlOrder> choose(
      const dynamic_regression::ArdlLimits& limits, const dynamic_regression::ArdlData& data) {
    const std::vector<dynamic_regression::ArdlOrder> all =
        dynamic_regression::candidates(limits, data.names.size());
    if (all.size() > 1) return dynamic_regression::choose_order(limits, data);
    const dynamic_regression::ArdlOrder& only = all.front();
    const auto rows =
        static_cast<Index>(dynamic_regression::usable_rows(data, only.p, only.longest()).size());
    const Index columns = only.coefficients() + data.definitions - 1;
    if (rows < columns + dynamic_regression::kSpareRows || columns < 1) return {};
    return only;
  }
  // One rung down: fewer lags, no trend, no drivers. False when nothing is left to give up.
  static bool give_up(dynamic_regression::ArdlLimits& limits, dynamic_regression::ArdlParts& parts) {
    const auto largest = [](const std::vector<int>& lags) {
      return lags.empty() ? 0 : *std::max_element(lags.begin(), lags.end());
    };
    std::string given;
    if (limits.q && largest(*limits.q) > 0) {
      for (int& q : *limits.q) q = std::max(0, q - 1);
      given = "a lag of the drivers";
    } else if (!limits.q && limits.max_q > 0 && !parts.drivers.empty()) {
      --limits.max_q;
      given = "a lag of the drivers";
    } else if (limits.p.value_or(limits.max_p) > 1) {
      --(limits.p ? *limits.p : limits.max_p);
      given = "an own lag";
    } else if (limits.trend) {
      limits.trend = false;
      given = "the trend";
    } else if (!parts.drivers.empty()) {
      parts.drivers = {};
      if (limits.q) limits.q = std::vector<int>{};
      given = "the drivers";
    } else {
      return false;
    }
    parts.series.notes.push_back(
        detail::concatenate({"ladder: ", std::to_string(parts.series.count()),
                             " values do not carry the model; ", given, " given up"}));
    return true;
  }
  [[nodiscard]] static std::unique_ptr<Fitted> fit_order(dynamic_regression::ArdlParts parts,
                                                         const dynamic_regression::ArdlOrder& order,
                                                         const dynamic_regression::ArdlWorking& working,
                                                         const dynamic_regression::ArdlLimits& limits) {
    namespace dr = dynamic_regression;
    parts.order = order;
    const dr::ArdlEstimate found = dr::estimate(
        order, dr::make_design(order, working.data, dr::usable_rows(working.data, order.p, order.longest())));
    const auto units = dr::column_units(order, working, parts.log, parts.series.exponent);
    for (std::size_t j = 0; j < units.size(); ++j) {
      parts.params.push_back(
          std::ldexp(found.params[static_cast<Eigen::Index>(j)] * units[j].first, units[j].second));
    }
    const std::size_t tried = dr::candidates(limits, working.data.names.size()).size();
    const std::vector<std::string> names = dr::column_names(order, working.data);
    auto out = std::make_unique<dr::FittedArdl>(std::move(parts));
    if (tried > 1) {
      out->add_note(detail::concatenate(
          {"lags chosen by AICc among ", std::to_string(tried), " orders on the rows all of them can use"}));
    }
    for (const Index column : found.dropped) {
      out->add_note(detail::concatenate({"column '", names[detail::at(column)],
                                         "' depends on earlier ones and was left out (coefficient 0)"}));
    }
    return out;
  }

  Options options_;
};

}  // namespace dubao::models
