// SPDX-License-Identifier: Apache-2.0
//
// CES and AutoCES: complex exponential smoothing, which has no separate trend.
//
// What      A level and a potential smoothed by one complex parameter a₀ + i a₁. The same recursion follows a level, a growth
//           or a decay, without the choice between "trend" and "no trend" that ETS asks for.
// When      Series whose trend comes and goes; quarterly and monthly ones with an additive season (partial, full) or a season
//           that carries its own level (simple). AutoCES chooses the form by AICc.
// When not  A trend with a meaning is wanted (ets.hpp), a season in proportion to the level (logarithms first), fewer than
//           six values. The forecast of some admissible parameters grows like a power: the bound on growth holds it.
// Formula   ces/recursion.hpp; maximum likelihood in the region where the start is forgotten (ces/estimate.hpp).
// Missing   skipped. Errors: not used, noted. Breaks: level shifts, estimated with the initial states.
// Short     fewer values than parameters + 2: the season is given up, then simple exponential smoothing and what is below.
// Example   Ces({.season = "N"}).fit(Series::annual(2000, {1, 2, 3, 4, 5, 6, 7, 8})): mean(1)[0] within 0.5 of 9
// Source    Svetunkov, Kourentzes and Ord (2022). Oracle: statsforecast 2.1.1 AutoCES, likelihood never below where its
//           parameters lie in the region.
#pragma once

#include <dubao/models/ces/fitted.hpp>
#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/detail/noted.hpp>
#include <dubao/models/ets.hpp>
#include <dubao/models/ets/ladder.hpp>
#include <dubao/models/model.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

namespace ces {

/// Longest season that is modelled with states of its own, as for ETS.
inline constexpr Index kLongestSeason = ets::kLongestSeason;

[[nodiscard]] inline bool is_estimable(const Setting& setting) noexcept {
  return setting.count >= setting.parameters() + 2;
}
/// Whether the form can be used with this season.
[[nodiscard]] inline bool has_season(const detail::Prepared& data, Index m) {
  return m >= 2 && m <= kLongestSeason && ets::covers_season(data, m);
}

/// The rung below: simple exponential smoothing and its own ladder.
[[nodiscard]] inline std::string ladder_note(const detail::Prepared& data) {
  return detail::concatenate({"ladder: ", std::to_string(data.count()), " observed value(s) and ",
                              std::to_string(data.definitions - 1),
                              " break(s) do not carry CES; simple exponential smoothing instead"});
}
[[nodiscard]] inline Ets rung(const std::string& alias) {
  Ets::Options options;
  options.season_length = 1;
  options.alias = alias;
  return Ets(options);
}

/// One run with the parameters of an earlier fit of any form. allowed: letters of the forms the model may have.
[[nodiscard]] inline std::unique_ptr<Fitted> fit_held(const data::Series& series,
                                                      const data::Regressors& regressors,
                                                      const std::vector<Parameter>& params,
                                                      const std::string& alias, const std::string& allowed) {
  detail::require_no_regressors(regressors, alias, series.id());
  detail::HeldParameters held(params, alias, series.id());
  detail::Prepared prepared = detail::prepare(series);
  if (!held.has("alpha_0")) {
    auto fitted = rung(alias).fit_with_parameters(series, regressors, params);
    return std::make_unique<detail::Noted>(std::move(fitted), ladder_note(prepared));
  }
  Season form = Season::kNone;
  if (held.has("beta_0")) {
    form = held.has("beta_1") ? Season::kFull : Season::kPartial;
  } else if (held.has("l1")) {
    form = Season::kSimple;
  }
  if (allowed.find(letter(form)) == std::string::npos) held.refuse("alpha_0", "belongs to another form");
  Estimate estimate;
  estimate.smoothing.a1 = held.take("alpha_1", kLowestImaginary, kHighestImaginary);
  const auto real = [&](const char* name, double x) {
    const Interval<double> room = real_interval(x);
    return held.take(name, room.low, room.high);
  };
  estimate.smoothing.a0 = real("alpha_0", estimate.smoothing.a1);
  if (form == Season::kPartial) estimate.smoothing.b0 = held.take("beta_0", 0.0, 1.0);
  if (form == Season::kFull) {
    estimate.smoothing.b1 = held.take("beta_1", kLowestImaginary, kHighestImaginary);
    estimate.smoothing.b0 = real("beta_0", estimate.smoothing.b1);
  }
  Index m = 1;
  for (const char* name : {"l", "c", "s", "r"}) {
    const std::vector<double> values = held.take_numbered(name);
    m = std::max(m, static_cast<Index>(values.size()));
    for (const double value : values) estimate.initial.push_back(detail::scaled(prepared, value));
  }
  for (const double value : held.take_numbered("shift", 1)) {
    estimate.initial.push_back(detail::scaled(prepared, value));
  }
  held.finish();
  Setting setting(prepared, form, m);
  if (static_cast<Index>(estimate.initial.size()) != setting.unknowns()) {
    detail::refuse_held(alias, series.id());
  }
  Problem problem(setting);
  internal::finish(setting, problem, estimate);
  if (!estimate.is_usable()) detail::refuse_held(alias, series.id());
  prepared.notes.emplace_back(detail::kHeldNote);
  return std::make_unique<FittedCes>(std::move(prepared), std::move(setting), std::move(estimate));
}

}  // namespace ces

class Ces final : public Model {
 public:
  struct Options {
    std::string season = "N";  ///< "N" none, "S" simple, "P" partial, "F" full
    Index season_length = 0;   ///< 0: periods per year of the series
    std::string alias = "CES";
  };

  /// Throws InputError E-CES-001 for another letter, E-CES-002 for a negative season length.
  explicit Ces(Options options) : options_(std::move(options)) {
    Problems problems;
    const std::size_t letter = std::string("NSPF").find(options_.season);
    problems.add_if(
        options_.season.size() != 1 || letter == std::string::npos,
        {"E-CES-001", "season", "'" + options_.season + "' is no form of complex exponential smoothing",
         "give N, S, P or F", "", ""});
    problems.add_if(options_.season_length < 0,
                    {"E-CES-002", "season_length", std::to_string(options_.season_length) + " is negative",
                     "give 4 for quarters, 12 for months, or leave it out", "", ""});
    problems.throw_if_any();
    form_ = static_cast<ces::Season>(letter);
  }
  Ces() : Ces(Options{}) {}
  [[nodiscard]] std::string alias() const override { return options_.alias; }

  /// Fits the form, without season where the values do not carry it (noted). Throws InputError E-MOD-001 when no value is
  /// observed. O(n · states) per evaluation.
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    detail::Prepared prepared = detail::prepare(series);
    const Index m = options_.season_length > 0 ? options_.season_length : prepared.season_length;
    ces::Setting setting(prepared, form_, m);
    const bool seasonal = form_ != ces::Season::kNone;
    if (seasonal && (!ces::has_season(prepared, m) || !ces::is_estimable(setting))) {
      setting = ces::Setting(prepared, ces::Season::kNone, 1);
      prepared.notes.push_back(detail::concatenate(
          {"ladder: the values do not carry a season of ", std::to_string(m), "; none is modelled"}));
    }
    if (ces::is_estimable(setting)) {
      ces::Estimate estimate = ces::estimate(setting);
      if (estimate.is_usable()) {
        return std::make_unique<ces::FittedCes>(std::move(prepared), std::move(setting), std::move(estimate));
      }
    }
    return std::make_unique<detail::Noted>(ces::rung(options_.alias).fit(series), ces::ladder_note(prepared));
  }

  /// Runs the recursion with the parameters of an earlier fit. Throws InputError E-MOD-007 for other parameters, ModelError
  /// E-MOD-008 when they cannot describe the values. O(n).
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    return ces::fit_held(series, regressors, params, options_.alias, "N" + options_.season);
  }

 private:
  Options options_;
  ces::Season form_ = ces::Season::kNone;
};

class AutoCes final : public Model {
 public:
  struct Options {
    Index season_length = 0;  ///< 0: periods per year of the series
    std::string alias = "AutoCES";
  };

  explicit AutoCes(Options options) : options_(std::move(options)) {
    if (options_.season_length < 0) {
      throw InputError("E-CES-002", "season_length", std::to_string(options_.season_length) + " is negative",
                       "give 4 for quarters, 12 for months, or leave it out");
    }
  }
  AutoCes() : AutoCes(Options{}) {}
  [[nodiscard]] std::string alias() const override { return options_.alias; }

  /// Fits every form the values carry and keeps the one of smallest AICc. Throws InputError E-MOD-001 when no value is
  /// observed.
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    detail::Prepared prepared = detail::prepare(series);
    const Index m = options_.season_length > 0 ? options_.season_length : prepared.season_length;
    std::vector<ces::Season> forms{ces::Season::kNone};
    if (ces::has_season(prepared, m)) {
      forms.insert(forms.end(), {ces::Season::kSimple, ces::Season::kPartial, ces::Season::kFull});
    }
    double lowest = std::numeric_limits<double>::infinity();
    ces::Setting chosen;
    ces::Estimate best;
    std::string tried;
    for (const ces::Season form : forms) {
      ces::Setting setting(prepared, form, m);
      const bool alone = form == ces::Season::kNone && ces::is_estimable(setting);
      if (!alone && setting.count < setting.parameters() + 3) continue;
      ces::Estimate estimate = ces::estimate(setting);
      if (!estimate.is_usable()) continue;
      tried += tried.empty() ? "" : ", ";
      tried += ces::letter(form);
      const double criterion = ces::aicc(setting, estimate);
      if (best.is_usable() && !(criterion < lowest)) continue;
      lowest = criterion;
      chosen = std::move(setting);
      best = std::move(estimate);
    }
    if (!best.is_usable()) {
      return std::make_unique<detail::Noted>(ces::rung(options_.alias).fit(series),
                                             ces::ladder_note(prepared));
    }
    prepared.notes.push_back("chosen by AICc among the forms " + tried);
    return std::make_unique<ces::FittedCes>(std::move(prepared), std::move(chosen), std::move(best));
  }

  /// As Ces::fit_with_parameters, for any form.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    return ces::fit_held(series, regressors, params, options_.alias, "NSPF");
  }

 private:
  Options options_;
};

}  // namespace dubao::models
