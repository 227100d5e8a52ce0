// SPDX-License-Identifier: Apache-2.0
//
// Ets: exponential smoothing of a chosen form, by maximum likelihood.
//
// When      One series with level, perhaps trend, perhaps season; when the form is known. AutoEts chooses it.
// When not  Drivers are known (regression), or growth saturates (growth curves).
// Formula   see ets/recursion.hpp; likelihood and criteria with the constants of R's forecast::ets.
// Missing   skipped; the state moves on, nothing is interpolated.
// Errors    standard errors are used as weights (additive and relative), and the notes say so.
// Breaks    level shifts (factors, for multiplicative errors) estimated with the initial state.
// Short     when n is too small for the form, the season, the damping and the trend are given up in this order; below
//           four values see ets/ladder.hpp. The notes name every step.
// Example   const auto fitted = Ets({.trend = "A", .damped = true}).fit(Series::annual(2000,
//             {10, 11.2, 11.9, 13.1, 13.8, 15.2, 15.9, 17.1, 18.2, 18.8}));
//           summary().name == "ETS(A,Ad,N)";  mean(1)[0] lies between 19 and 20.5
// Source    Hyndman, Koehler, Ord, Snyder (2008), Forecasting with Exponential Smoothing. Oracle: R forecast 8.20.
#pragma once

#include <dubao/models/ets/fitted.hpp>
#include <dubao/models/ets/held.hpp>
#include <dubao/models/ets/ladder.hpp>
#include <dubao/models/model.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

class Ets final : public Model {
 public:
  struct Options {
    std::string error = "A";   ///< A or M
    std::string trend = "N";   ///< N, A, Ad, M or Md
    bool damped = false;       ///< damps trend A or M
    std::string season = "N";  ///< N, A or M
    Index season_length = 0;   ///< 0: periods per year of the series
    EtsRegion region{};        ///< bounds of the smoothing parameters; R's by default
    std::string alias = "ETS";
  };

  /// Throws InputError E-ETS-001 naming every letter that is none; E-ETS-003 for a negative season length;
  /// E-ETS-005 for bounds out of order.
  explicit Ets(Options options)
      : options_(std::move(options)),
        form_(parse_form(options_.error, options_.trend, options_.damped, options_.season)) {
    validate(options_.region);
    if (options_.season_length < 0) {
      throw InputError("E-ETS-003", "season_length", std::to_string(options_.season_length) + " is negative",
                       "give 4 for quarters, 12 for months, or leave it out");
    }
  }

  [[nodiscard]] std::string alias() const override { return options_.alias; }

  /// Fits. Throws InputError E-MOD-001 without an observed value, ModelError E-ETS-002 when a multiplicative form
  /// meets a value that is not above zero. Cost O(n) per evaluation, some fifty evaluations a start.
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    detail::Prepared prepared = detail::prepare(series);
    ets::Setting setting;
    setting.form = form_;
    setting.region = options_.region;
    setting.data = &prepared;
    setting.season_length = options_.season_length > 0 ? options_.season_length : prepared.season_length;
    if (form_.needs_positive() && !ets::is_positive(prepared)) {
      throw ModelError("E-ETS-002", "values", form_.name() + " needs values above zero",
                       "choose additive error and season, or let AutoETS choose", series.id());
    }
    reduce(setting, prepared);
    if (!ets::is_estimable(setting)) return ets::fit_below(std::move(prepared), form_.name());
    ets::Estimate estimate = ets::estimate_weighted(setting);
    if (!estimate.is_usable()) return ets::fit_instead(std::move(prepared), form_.name());
    return std::make_unique<ets::FittedEts>(std::move(prepared), std::move(setting), std::move(estimate));
  }

  /// Runs the recursion with the parameters of an earlier fit of this form (or of what the ladder made of it). Throws
  /// InputError E-MOD-007 for other parameters, ModelError E-MOD-008 when they cannot describe the values. O(n).
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    detail::require_no_regressors(regressors, alias(), series.id());
    return ets::fit_held(
        detail::prepare(series), options_.region, params, options_.alias, [this](const EtsForm& form) {
          return form.error == form_.error && (!form.has_season() || form.season == form_.season) &&
                 (!form.has_trend() ||
                  (form_.has_trend() && form.has_growth_factor() == form_.has_growth_factor())) &&
                 (!form.is_damped() || form_.is_damped());
        });
  }

 private:
  // Gives up season, damping and trend until the data can carry the form.
  static void reduce(ets::Setting& setting, detail::Prepared& data) {
    const std::string asked = setting.form.name();
    if (setting.form.has_season() && (setting.season_length < 2 || !ets::is_estimable(setting) ||
                                      !ets::covers_season(data, setting.season_length))) {
      setting.form.season = EtsSeason::kNone;
    }
    if (!setting.form.has_season()) setting.season_length = 1;
    if (setting.form.is_damped() && !ets::is_estimable(setting)) {
      setting.form.trend = setting.form.has_growth_factor() ? EtsTrend::kMultiplicative : EtsTrend::kAdditive;
    }
    if (setting.form.has_trend() && !ets::is_estimable(setting)) setting.form.trend = EtsTrend::kNone;
    if (setting.form.name() != asked) {
      data.notes.push_back(detail::concatenate(
          {"ladder: ", std::to_string(data.count()), " values and season length ",
           std::to_string(setting.season_length), " do not carry ", asked, ": ", setting.form.name()}));
    }
  }

  Options options_;
  EtsForm form_;
};

}  // namespace dubao::models
