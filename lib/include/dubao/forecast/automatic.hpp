// SPDX-License-Identifier: Apache-2.0
//
// Automatic: chooses one of several models by their errors at past origins of the series itself.
//
// When      One model must be named for one series, and the series is long enough to judge (a dozen values or more).
// When not  Short annual series: a handful of overlapping errors cannot tell the models apart, and the ensemble beats
//           the choice. The first candidate is therefore the default: another must be better by more than the noise.
// Formula   loss of a candidate at an origin: mean |error| over the horizons observed there
//           d_i = loss of the first − loss of another at origin i;  the other is preferred when
//           mean(d) > kClearAdvantage · sd(d) / √origins;  among those preferred the smallest mean loss wins
// Drivers   With regressors every candidate that takes them gets them; those that do not are fitted without. At a past origin
//           only the rows up to it are given, never the future: a candidate with drivers must forecast them itself
//           (own_drivers.hpp), so that the choice is of what could have been known. A candidate that cannot is left out.
// Missing   Missing actual values and values across a declared break are not compared.
// Short     fewer than kFewestOrigins origins with a value: the first candidate (noted).
// Cost      one fit per candidate and origin, and one more.
// Source    The one-standard-error rule of Breiman, Friedman, Olshen, Stone (1984), on rolling origins (Tashman 2000).
#pragma once

#include <dubao/forecast/origin_losses.hpp>
#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/detail/prepared.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/resampled_paths.hpp>

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// Standard errors by which a candidate must beat the first one.
inline constexpr double kClearAdvantage = 1.0;
/// Fewest origins from which a choice is made.
inline constexpr std::size_t kFewestOrigins = 4;

/// Parameter: position of the chosen model among the candidates, from 1.
inline constexpr const char* kChoice = "choice";

namespace detail {

/// A fit that says in its notes how it was chosen.
class FittedChoice final : public models::Fitted,
                           public models::AnalyticForecast,
                           public models::ResampledPaths {
 public:
  /// choice: position of the model among the candidates, from 1.
  FittedChoice(std::shared_ptr<const models::Fitted> inner, std::size_t choice, std::string note)
      : inner_(std::move(inner)), summary_(inner_->summary()) {
    summary_.params.insert(summary_.params.begin(), {kChoice, static_cast<double>(choice)});
    summary_.notes.insert(summary_.notes.begin(), std::move(note));
  }
  [[nodiscard]] const models::FitSummary& summary() const noexcept override { return summary_; }
  [[nodiscard]] std::vector<double> mean(Index horizon) const override { return inner_->mean(horizon); }
  [[nodiscard]] data::Draws draws(Index horizon, Index n, std::uint64_t seed) const override {
    return inner_->draws(horizon, n, seed);
  }
  [[nodiscard]] std::vector<double> forecast_variance(Index horizon) const override {
    return models::analytic_variance(*inner_, horizon);
  }
  [[nodiscard]] data::Draws resampled_draws(Index horizon, Index n, std::uint64_t seed) const override {
    return models::resampled_draws(*inner_, horizon, n, seed);
  }
  [[nodiscard]] Index resampled() const override { return models::resampling(*inner_).resampled(); }
  /// A choice without drivers stays what it is: their future does not concern it.
  [[nodiscard]] std::unique_ptr<models::Fitted> with_future(
      const data::Regressors::Matrix& future) const override {
    std::shared_ptr<const models::Fitted> ahead = inner_;
    try {
      ahead = inner_->with_future(future);
    } catch (const InputError& error) {
      if (error.id() != "E-MOD-005") throw;
    }
    auto out = std::make_unique<FittedChoice>(std::move(ahead), 1, "");
    out->summary_ = summary_;
    return out;
  }
  [[nodiscard]] const models::Fitted& inner() const noexcept { return *inner_; }

 private:
  std::shared_ptr<const models::Fitted> inner_;
  models::FitSummary summary_;
};

/// A candidate with the rows of its drivers that are known at the end of whatever part of the series it is given; without
/// them where it takes none.
class WithKnownRows final : public models::Model {
 public:
  WithKnownRows(models::ModelPointer inner, data::Regressors drivers)
      : inner_(std::move(inner)), drivers_(std::move(drivers)) {}

  [[nodiscard]] std::string alias() const override { return inner_->alias(); }
  [[nodiscard]] std::unique_ptr<models::Fitted> fit(const data::Series& series) const override {
    if (drivers_.empty()) return inner_->fit(series);
    return fit_with_regressors(series, {drivers_.names(), drivers_.rows().topRows(series.size())});
  }
  [[nodiscard]] std::unique_ptr<models::Fitted> fit_with_regressors(
      const data::Series& series, const data::Regressors& drivers) const override {
    try {
      return inner_->fit_with_regressors(series, drivers);
    } catch (const InputError& error) {
      if (error.id() != "E-MOD-005") throw;
    }
    return inner_->fit(series);
  }

 private:
  models::ModelPointer inner_;
  data::Regressors drivers_;
};

}  // namespace detail

class Automatic final : public models::Model {
 public:
  struct Options {
    Index horizon = 3;           ///< periods ahead that count, ≥ 1
    Index n_windows = 6;         ///< past origins, ≥ 1
    Index minimum_training = 6;  ///< fewest observed values at an origin, ≥ 1
    bool drivers_only = false;   ///< the others are tried only where there are regressors
    std::string alias = "Automatic";
  };

  explicit Automatic(std::vector<models::ModelPointer> candidates)
      : Automatic(std::move(candidates), Options{}) {}
  /// Throws InputError E-AUT-001 without candidates, E-BCK-001 for options that are too small.
  Automatic(std::vector<models::ModelPointer> candidates, Options options)
      : candidates_(std::move(candidates)), options_(std::move(options)) {
    Problems problems = evaluation::validate(backtest_options());
    problems.add_if(candidates_.empty(), {"E-AUT-001", "models", "there is nothing to choose from",
                                          "give a list of models, the default first", "", ""});
    problems.throw_if_any();
  }

  [[nodiscard]] std::string alias() const override { return options_.alias; }

  /// Chooses and fits. Throws what the chosen model throws (E-MOD-001 when no value is observed).
  [[nodiscard]] std::unique_ptr<models::Fitted> fit(const data::Series& series) const override {
    return fit_with_regressors(series, {});
  }
  /// Throws also E-REG-004 when the regressors are shorter than the series.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit_with_regressors(
      const data::Series& series, const data::Regressors& drivers) const override {
    drivers.require_rows(series.size(), series.id());
    // Losses are compared as they are scaled for fitting: their squares neither overflow nor vanish.
    const int exponent = models::detail::prepare(series).exponent;
    const bool judged = !options_.drivers_only || !drivers.empty();
    const std::vector<double> first =
        judged ? losses(series, drivers, candidates_.front(), exponent) : std::vector<double>();
    std::size_t chosen = 0;
    std::string note = "chosen: " + candidates_.front()->alias();
    if (!judged) {
      note += ", the first: there are no drivers";
    } else if (first.size() < kFewestOrigins) {
      note += ", the first: " + std::to_string(first.size()) + " past origins are too few to choose";
    } else {
      double least = mean(first);
      for (std::size_t m = 1; m < candidates_.size(); ++m) {
        const std::vector<double> own = losses(series, drivers, candidates_[m], exponent);
        if (own.size() != first.size() || !clearly_better(own, first) || !(mean(own) < least)) continue;
        least = mean(own);
        chosen = m;
      }
      note = "chosen: " + candidates_[chosen]->alias() + " on " + std::to_string(first.size()) +
             " past origins, mean absolute error " + std::to_string(std::ldexp(least, exponent)) + " (" +
             candidates_.front()->alias() + ": " + std::to_string(std::ldexp(mean(first), exponent)) + ")";
    }
    return std::make_unique<detail::FittedChoice>(
        detail::WithKnownRows(candidates_[chosen], {}).fit_with_regressors(series, drivers), chosen + 1,
        std::move(note));
  }
  /// Holds the choice and the chosen model's parameters. Throws InputError E-MOD-007 for other parameters, and what the
  /// chosen model throws.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<models::Parameter>& params) const override {
    models::detail::HeldParameters held(params, options_.alias, series.id());
    const double choice = held.take(kChoice, 1.0, static_cast<double>(candidates_.size()));
    const auto chosen = static_cast<std::size_t>(choice);
    if (params.front().first != kChoice || static_cast<double>(chosen) != choice) {
      held.refuse(kChoice, "is no position among the candidates");
    }
    const models::Model& model = *candidates_[chosen - 1];
    const std::vector<models::Parameter> own(params.begin() + 1, params.end());
    const std::string note = "chosen by an earlier fit: " + model.alias();
    try {
      return std::make_unique<detail::FittedChoice>(model.fit_with_parameters(series, regressors, own),
                                                    chosen, note);
    } catch (const InputError& error) {
      if (error.id() != "E-MOD-005") throw;
    }
    return std::make_unique<detail::FittedChoice>(model.fit_with_parameters(series, {}, own), chosen, note);
  }

 private:
  [[nodiscard]] evaluation::BacktestOptions backtest_options() const {
    return {.horizon = options_.horizon,
            .n_windows = options_.n_windows,
            .step_size = 1,
            .minimum_training = options_.minimum_training,
            .n_draws = 0,
            .seed = 1};
  }
  // Of one candidate with the drivers it takes; empty when it cannot serve.
  [[nodiscard]] std::vector<double> losses(const data::Series& series, const data::Regressors& drivers,
                                           const models::ModelPointer& candidate, int exponent) const {
    try {
      return origin_losses(series, detail::WithKnownRows(candidate, drivers), backtest_options(), exponent);
    } catch (const InputError& error) {
      // A driver whose future is not known at a past origin, or that has no logarithm.
      if (error.id() != "E-REG-004" && error.id() != "E-DYN-003") throw;
      return {};
    }
  }
  [[nodiscard]] static double mean(const std::vector<double>& values) noexcept {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
  }
  [[nodiscard]] static bool clearly_better(const std::vector<double>& own, const std::vector<double>& first) {
    std::vector<double> advantage;
    for (std::size_t i = 0; i < own.size(); ++i) advantage.push_back(first[i] - own[i]);
    const double middle = mean(advantage);
    double squares = 0.0;
    for (const double value : advantage) squares += (value - middle) * (value - middle);
    const auto n = static_cast<double>(advantage.size());
    return middle > kClearAdvantage * std::sqrt(squares / (n - 1.0) / n);
  }

  std::vector<models::ModelPointer> candidates_;
  Options options_;
};

}  // namespace dubao::forecast
