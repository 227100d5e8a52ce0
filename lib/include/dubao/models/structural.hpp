// SPDX-License-Identifier: Apache-2.0
//
// Structural: level, slope, season, cycle and effects as unobserved components, by exact maximum likelihood.
//
// When      Surveys with known sampling errors; breaks, outliers and drivers to be told from growth; when the components
//           themselves are wanted with their uncertainty.
// When not  Multiplicative seasons on data with zeros (use ETS); many drivers on few values.
// Formula   see state_space/system.hpp. Example: local linear trend  y_t = μ_t + ε_t,  μ_{t+1} = μ_t + ν_t + η_t,
//           ν_{t+1} = ν_t + ζ_t. Likelihood exact diffuse, with log 2π for each of the n − d innovations.
// Missing   skipped by the filter; nothing is interpolated.
// Errors    standard errors are the known variances of the observations; the irregular is then left out unless asked for
//           (or a value is without a standard error while no level moves).
// Breaks    level shifts, estimated with the states; the forecast continues the last definition.
// Short     see structural/ladder.hpp.
// Example   const auto fitted = Structural({.trend = "drift"}).fit(Series::annual(2000, {10, 12, 13, 15, 18, 19, 21, 22}));
//           fitted->mean(1)[0] lies between 23 and 25
// Source    Harvey (1989); Durbin and Koopman (2012). Oracles: R stats::StructTS, statsmodels.
#pragma once

#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/structural/fitted.hpp>
#include <dubao/models/structural/ladder.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

class Structural final : public Model {
 public:
  struct Options {
    std::string trend = "local linear";  ///< a name of structural/form.hpp
    std::string season = "none";         ///< none, dummy, trigonometric or fixed
    Index season_length = 0;             ///< 0: periods per year of the series
    bool cycle = false;
    double cycle_shortest = 0.0;  ///< period, in periods of the series; 0: 3, with a season 1.5 years
    double cycle_longest = 0.0;   ///< 0: 12 years, at most the length of the series
    std::vector<structural::Intervention> interventions{};
    std::optional<bool> irregular{};              ///< with standard errors: whether to estimate one besides
    bool log = false;                             ///< fits logarithms where all values are above zero
    std::string point = "median";                 ///< of a model of logarithms: median or mean
    data::Target target = data::Target::kSurvey;  ///< of paths when standard errors are known
    std::string alias = "StructuralTrend";
  };

  /// Throws InputError with all of: E-STR-001 for a trend that is none, E-STR-003 for any other option out of range.
  explicit Structural(Options options) : options_(std::move(options)) {
    Problems problems;
    const auto require = [&problems](bool good, const char* name, const std::string& what,
                                     const char* remedy) {
      problems.add_if(!good, {"E-STR-003", name, what, remedy, "", ""});
    };
    try {
      form_.trend = structural::parse_trend(options_.trend);
    } catch (const InputError& error) {
      for (const Problem& problem : error.problems()) problems.add(problem);
    }
    const std::string& season = options_.season;
    require(season == "none" || season == "dummy" || season == "trigonometric" || season == "fixed", "season",
            "'" + season + "' is no kind of season", "give none, dummy, trigonometric or fixed");
    require(options_.season_length >= 0, "season_length",
            std::to_string(options_.season_length) + " is negative",
            "give 4 for quarters, 12 for months, or leave it out");
    require(options_.point == "median" || options_.point == "mean", "point",
            "'" + options_.point + "' is no point forecast", "give median or mean");
    require(options_.cycle_shortest == 0.0 || options_.cycle_shortest > 2.0, "cycle_shortest",
            "a cycle of two periods or less cannot be seen", "give a period above 2");
    require(options_.cycle_longest == 0.0 || options_.cycle_longest > std::max(2.0, options_.cycle_shortest),
            "cycle_longest", "the longest cycle is not longer than the shortest", "give a longer period");
    for (const structural::Intervention& one : options_.interventions) {
      require(one.position >= 0, "interventions", std::to_string(one.position) + " is no position",
              "give the position of the period, counted from 0");
    }
    problems.throw_if_any();
    using state_space::Season;
    form_.season = season == "trigonometric" ? Season::kTrigonometric
                   : season == "none"        ? Season::kNone
                                             : Season::kDummy;
    form_.season_moves = season != "fixed";
    form_.cycle = options_.cycle;
  }

  [[nodiscard]] std::string alias() const override { return options_.alias; }
  [[nodiscard]] const Options& options() const noexcept { return options_; }

  /// Fits. Throws InputError E-MOD-001 without an observed value. Cost O(n · states²) an evaluation, some fifty of them.
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    return fit_with_regressors(series, {});
  }

  /// Fits with regressors; throws InputError E-REG-004 when there are fewer rows than periods.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_regressors(
      const data::Series& series, const data::Regressors& regressors) const override {
    regressors.require_rows(series.size(), series.id());
    detail::Prepared prepared = detail::prepare(series);
    structural::WorkingData data = structural::working_data(prepared, uses_logs(prepared));
    data.regressors = regressors;
    structural::Form form = form_for(prepared, data);
    std::vector<structural::Effect> effects = structural::list_effects(prepared, known(prepared), regressors);
    const Index breaks = prepared.definitions - 1;
    Index others = static_cast<Index>(effects.size()) - breaks;
    const std::string asked = form.name();
    if (!structural::reduce(form, breaks, others, prepared))
      return ets::fit_below(std::move(prepared), asked);
    structural::set_effects(data, prepared, form, std::move(effects), breaks + others);
    const structural::Reporting reporting = this->reporting(form, prepared);
    structural::Likelihood likelihood(data, form, reporting.cycle);
    structural::Estimate estimate = structural::estimate(likelihood);
    if (!estimate.is_usable()) return ets::fit_instead(std::move(prepared), asked);
    const structural::Deviations deviations = estimate.deviations;
    return std::make_unique<structural::FittedStructural>(
        std::move(prepared),
        structural::Ingredients{std::move(data), form, deviations, reporting, std::move(estimate), {}});
  }

  /// Filters with the standard deviations of an earlier fit of the same model; states and effects follow from the data.
  /// An earlier fit below the ladder is made anew, as it has no variances. Throws InputError E-MOD-007 for parameters of
  /// another model.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    regressors.require_rows(series.size(), series.id());
    detail::Prepared prepared = detail::prepare(series);
    if (params.empty()) return Naive::fit_held(std::move(prepared), params);
    detail::HeldParameters held(params, form_.name(), series.id());
    if (held.has("damping")) return DampedDrift{}.fit_held(std::move(prepared), params);
    structural::WorkingData data = structural::working_data(prepared, uses_logs(prepared));
    data.regressors = regressors;
    structural::Form form = form_for(prepared, data);
    restore(form, data, held, series.id());
    const structural::Deviations deviations = take_deviations(form, data, prepared, held);
    std::vector<structural::Effect> kept;
    for (structural::Effect& e : structural::list_effects(prepared, known(prepared), regressors)) {
      // A break or an intervention that came after the fit has no entry among the parameters, and is an effect all the
      // same; a regressor that was left out stays so.
      const bool own = held.has(e.name);
      if (own) (void)held.take(e.name);
      if (own || !e.is_regressor) kept.push_back(std::move(e));
    }
    held.finish();
    const auto most = static_cast<Index>(kept.size());
    structural::set_effects(data, prepared, form, std::move(kept), most);
    const structural::Reporting reporting = this->reporting(form, prepared);
    return std::make_unique<structural::FittedStructural>(
        std::move(prepared),
        structural::Ingredients{std::move(data), form, deviations, reporting, std::nullopt, params});
  }

 private:
  // Whether logarithms are used; notes when they cannot be.
  [[nodiscard]] bool uses_logs(detail::Prepared& series) const {
    if (!options_.log) return false;
    if (ets::is_positive(series)) return true;
    series.notes.emplace_back("not all values are above zero: fitted without logarithms");
    return false;
  }

  // Interventions inside the series; those beyond it tell nothing yet.
  [[nodiscard]] std::vector<structural::Intervention> known(detail::Prepared& series) const {
    std::vector<structural::Intervention> out;
    for (const structural::Intervention& one : options_.interventions) {
      if (one.position < series.size()) {
        out.push_back(one);
      } else {
        series.notes.push_back(
            detail::concatenate({"the intervention at position ", std::to_string(one.position),
                                 " lies beyond the series: left out"}));
      }
    }
    return out;
  }

  [[nodiscard]] structural::Form form_for(const detail::Prepared& series,
                                          const structural::WorkingData& data) const {
    structural::Form form = form_;
    form.season_length = options_.season_length > 0 ? options_.season_length : series.season_length;
    if (form.season_length < 2) form.season = state_space::Season::kNone;
    form.irregular = form.trend.irregular;
    if (data.has_known() && form.irregular) {
      const bool all = std::all_of(series.observed.begin(), series.observed.end(),
                                   [&data](Index t) { return data.known[detail::at(t)] > 0.0; });
      form.irregular = options_.irregular.value_or(!all && !form.trend.level_moves);
    }
    if (form.cycle) {
      const structural::CycleBounds bounds = cycle_bounds(form, series);
      if (!(bounds.longest > bounds.shortest)) form.cycle = false;
    }
    return form;
  }

  [[nodiscard]] structural::CycleBounds cycle_bounds(const structural::Form& form,
                                                     const detail::Prepared& series) const {
    constexpr double kShortestYears = 1.5;
    constexpr double kLongestYears = 12.0;
    const auto year = static_cast<double>(std::max<Index>(1, form.season_length));
    structural::CycleBounds out;
    out.shortest =
        options_.cycle_shortest > 0.0 ? options_.cycle_shortest : std::max(3.0, kShortestYears * year);
    out.longest = options_.cycle_longest > 0.0
                      ? options_.cycle_longest
                      : std::min(kLongestYears * year, static_cast<double>(series.size()));
    return out;
  }
  [[nodiscard]] structural::Reporting reporting(const structural::Form& form,
                                                const detail::Prepared& series) const {
    return {options_.point == "mean", options_.target, cycle_bounds(form, series)};
  }

  // The form an earlier fit ended with, read off the parameters it has.
  void restore(structural::Form& form, const structural::WorkingData& data, detail::HeldParameters& held,
               const std::string& series) const {
    (void)held.take("level");
    const auto same = [&](const structural::Trend& t) {
      return t.level_moves == held.has("sigma_level") && t.slope == held.has("slope") &&
             t.slope_moves == held.has("sigma_slope") && t.damped == held.has("phi");
    };
    form.irregular = held.has("sigma_irregular");
    bool found = same(form.trend) && (data.has_known() || form.trend.irregular == form.irregular);
    for (const structural::Trend& trend : structural::kTrends) {
      if (found) break;
      if (!same(trend) || (!data.has_known() && trend.irregular != form.irregular)) continue;
      form.trend = trend;
      found = true;
    }
    const bool season = held.has("season_length");
    const bool cycle = held.has("sigma_cycle");
    if (!found || (season && !form_.has_season()) || (cycle && !form_.cycle)) {
      throw InputError("E-MOD-007", "params", "these are not the parameters of " + form_.name(),
                       "give the params of a fit of the same model", series);
    }
    form.season = season ? form_.season : state_space::Season::kNone;
    form.season_length = season ? static_cast<Index>(held.take(
                                      "season_length", 2.0, static_cast<double>(structural::kLongestSeason)))
                                : 1;
    form.cycle = cycle;
    if (form.trend.slope) (void)held.take("slope");
  }

  [[nodiscard]] static structural::Deviations take_deviations(const structural::Form& form,
                                                              const structural::WorkingData& data,
                                                              const detail::Prepared& series,
                                                              detail::HeldParameters& held) {
    int exponent = data.exponent + (data.log ? 0 : series.exponent);
    if (held.has(structural::kLog2Scale)) exponent -= static_cast<int>(held.take(structural::kLog2Scale));
    const auto deviation = [&](bool searched, const char* name) {
      constexpr double kLargest = std::numeric_limits<double>::max();
      return searched ? std::ldexp(held.take(name, 0.0, kLargest), -exponent) : 0.0;
    };
    structural::Deviations out;
    out.irregular = deviation(form.irregular, "sigma_irregular");
    out.level = deviation(form.trend.level_moves, "sigma_level");
    out.slope = deviation(form.trend.slope_moves, "sigma_slope");
    out.season = deviation(form.has_season() && form.season_moves, "sigma_season");
    out.cycle = deviation(form.cycle, "sigma_cycle");
    if (form.trend.damped) out.phi = held.take("phi", structural::kSmallestPhi, structural::kLargestPhi);
    if (form.cycle) {
      out.rho = held.take("cycle_damping", 0.0, structural::kLargestRho);
      out.frequency = held.take("cycle_frequency", 0.0, state_space::kPi);
      (void)held.take("cycle_period");
    }
    return out;
  }

  Options options_;
  structural::Form form_;
};

}  // namespace dubao::models
