// SPDX-License-Identifier: Apache-2.0
//
// DynamicRegression: a series that follows drivers, with errors that remember (ARIMA).
//
// When      A driver acts within a few periods and what is left over has its own dynamics.
// When not  The series adjusts slowly to a long run: Ardl says how fast. No driver: AutoArima, which this then is.
// Formula   y_t = Σ_j Σ_{k=0..L} β_{jk} x_{j,t−k} + η_t, η_t ARIMA; with `log` on logarithms of both sides, where β are
//           elasticities: β_{j0} in the same period, Σ_k β_{jk} in the end
// Choice    the number of lags L by AICc on the periods that the longest lags leave, with the differences of L = 0, so that
//           all candidates explain the same values; orders as AutoArima.
// Drivers   Future rows, or sample paths (DriverForecast); a forecast reaches as far as they do (E-REG-004).
// Missing, errors, breaks, short  as Arima. A driver with a missing value is refused (E-REG-002).
// Example   y = 3 x + noise: the effect of x is near 3, with its standard error
// Source    Pankratz (1991), Forecasting with Dynamic Regression Models; oracle: R forecast::Arima(xreg = ).
#pragma once

#include <dubao/models/auto_arima.hpp>
#include <dubao/models/dynamic_regression/driver_effect.hpp>
#include <dubao/models/dynamic_regression/lagged_drivers.hpp>

#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

namespace dynamic_regression {

/// Regression with ARIMA errors on lagged drivers: the ARIMA fit seen from the drivers as they were given.
class FittedRegression final : public Fitted, public DriverForecast {
 public:
  /// inner: fitted to the series from period `lags` on, with the lagged drivers; drivers: as they were given.
  FittedRegression(std::unique_ptr<arima::FittedArima> inner, data::Regressors drivers, Index periods,
                   Index lags, bool log, std::string series)
      : inner_(std::move(inner)),
        drivers_(std::move(drivers)),
        periods_(periods),
        lags_(lags),
        log_(log),
        series_(std::move(series)),
        summary_(inner_->summary()) {
    const auto pad = [&](std::vector<double>& values) {
      values.insert(values.begin(), detail::at(lags_), data::kMissing);
    };
    pad(summary_.fitted_values);
    pad(summary_.residuals);
  }

  [[nodiscard]] const FitSummary& summary() const noexcept override { return summary_; }
  [[nodiscard]] Index lags() const noexcept { return lags_; }
  [[nodiscard]] bool is_log() const noexcept { return log_; }
  void add_note(std::string text) { summary_.notes.push_back(std::move(text)); }
  [[nodiscard]] std::vector<double> mean(Index horizon) const override { return inner_->mean(horizon); }
  [[nodiscard]] data::Draws draws(Index horizon, Index n, std::uint64_t seed) const override {
    return inner_->draws(horizon, n, seed);
  }

  /// Effects of the drivers given the ARMA coefficients; elasticities for logarithms.
  [[nodiscard]] std::vector<DriverEffect> effects() const {
    const std::vector<std::string> names = inner_->effect_names();
    const Eigen::MatrixXd covariance = inner_->effect_covariance();
    Eigen::VectorXd params(static_cast<Eigen::Index>(names.size()));
    for (std::size_t j = 0; j < names.size(); ++j) {
      for (const auto& [name, value] : inner_->summary().params) {
        if (name == names[j]) params[static_cast<Eigen::Index>(j)] = value;
      }
    }
    std::vector<DriverEffect> out;
    // Drivers and their lags are the last columns (arima/design.hpp).
    Eigen::Index first = params.size() - drivers_.count() * (lags_ + 1);
    for (const std::string& driver : drivers_.names()) {
      Eigen::VectorXd weights = Eigen::VectorXd::Zero(params.size());
      weights.segment(first, lags_ + 1).setOnes();
      const Derived now = linear_combination(Eigen::VectorXd::Unit(params.size(), first), params, covariance);
      const Derived lasting = linear_combination(weights, params, covariance);
      out.push_back({driver, now.value, now.error, lasting.value, lasting.error,
                     static_cast<double>(inner_->residual_df())});
      first += lags_ + 1;
    }
    return out;
  }

  [[nodiscard]] std::unique_ptr<Fitted> with_future(const data::Regressors::Matrix& future) const override {
    // Refuses other columns and values that are not finite.
    data::Regressors drivers = drivers_.with_future(periods_, future);
    return remade(inner_->with_future(working_future(future)), std::move(drivers));
  }
  [[nodiscard]] std::unique_ptr<Fitted> with_driver_paths(const data::DriverPaths& paths) const override {
    data::Regressors drivers = drivers_.with_future(periods_, paths.mean());
    std::vector<Eigen::MatrixXd> working;
    for (Index d = 0; d < paths.size(); ++d) working.push_back(working_future(paths.path(d)));
    return remade(inner_->with_driver_paths(data::DriverPaths(std::move(working))), std::move(drivers));
  }

 private:
  // Future rows with their lags, in logarithms where the model is; the first of them look back into the past rows.
  [[nodiscard]] Eigen::MatrixXd working_future(const Eigen::MatrixXd& future) const {
    Eigen::MatrixXd rows(lags_ + future.rows(), future.cols());
    rows.topRows(lags_) = drivers_.rows().middleRows(periods_ - lags_, lags_);
    rows.bottomRows(future.rows()) = future;
    return lag_rows(log_ ? logarithms(rows, drivers_.names(), series_, periods_ - lags_) : rows, lags_);
  }
  [[nodiscard]] std::unique_ptr<Fitted> remade(std::unique_ptr<Fitted> inner,
                                               data::Regressors drivers) const {
    auto own = std::unique_ptr<arima::FittedArima>(static_cast<arima::FittedArima*>(inner.release()));
    const std::vector<std::string> notes = own->summary().notes;
    auto out = std::make_unique<FittedRegression>(std::move(own), std::move(drivers), periods_, lags_, log_,
                                                  series_);
    out->summary_ = summary_;
    if (!notes.empty() && notes.back() == kDriverPathsNote) out->add_note(kDriverPathsNote);
    return out;
  }

  std::unique_ptr<arima::FittedArima> inner_;
  data::Regressors drivers_;
  Index periods_;
  Index lags_;
  bool log_;
  std::string series_;
  FitSummary summary_;
};

}  // namespace dynamic_regression

class DynamicRegression final : public Model {
 public:
  struct Options {
    std::optional<ArimaOrder> order{};  ///< of the errors; empty: chosen as AutoArima does
    Index max_lag = 1;                  ///< lags of the drivers that are tried, 0 … 24
    std::optional<Index> lags{};        ///< a fixed number of lags
    bool log = false;                   ///< logarithms of series and drivers
    Index season_length = 0;            ///< as Arima
    std::string alias = "DynamicRegression";
  };

  DynamicRegression() : DynamicRegression(Options{}) {}
  /// Throws InputError E-DYN-004 for lags out of range, E-ARI-001 and E-ARI-002 as Arima.
  explicit DynamicRegression(Options options) : options_(std::move(options)) {
    Problems problems;
    const Index lags = options_.lags.value_or(options_.max_lag);
    problems.add_if(
        lags < 0 || lags > kMostLags,
        {"E-DYN-004", options_.lags ? "lags" : "max_lag",
         detail::concatenate({std::to_string(lags), " is out of range"}),
         detail::concatenate({"give a whole number from 0 to ", std::to_string(kMostLags)}), "", ""});
    problems.throw_if_any();
    (void)make_inner({});
  }

  [[nodiscard]] std::string alias() const override { return options_.alias; }

  /// Without drivers an ARIMA model. Throws InputError E-MOD-001 when no value is observed.
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    check_values(series);
    return make_inner({})->fit(series);
  }
  /// Throws also E-REG-004 for drivers shorter than the series, E-DYN-003 for logarithms of values that are not above zero.
  /// Cost: one automatic choice of orders a number of lags.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_regressors(const data::Series& series,
                                                            const data::Regressors& drivers) const override {
    drivers.require_rows(series.size(), series.id());
    if (drivers.empty()) return fit(series);
    check_values(series);
    const data::Regressors working = make_working(drivers, series.id());
    const Index most = std::min(options_.lags.value_or(options_.max_lag), longest(series));
    Index lags = options_.lags ? most : 0;
    std::string note;
    if (!options_.lags && most > 0) {
      lags = choose_lags(series, working, most);
      note = detail::concatenate({"lags of the drivers by AICc among 0 to ", std::to_string(most), " on the ",
                                  std::to_string(series.size() - most),
                                  " periods all of them can use: ", std::to_string(lags)});
    }
    std::unique_ptr<Fitted> inner = fit_lags(series, working, lags, {});
    auto* own = dynamic_cast<arima::FittedArima*>(inner.get());
    if (own == nullptr) return inner;
    (void)inner.release();
    auto out = std::make_unique<dynamic_regression::FittedRegression>(
        std::unique_ptr<arima::FittedArima>(own), drivers, series.size(), lags, options_.log, series.id());
    if (!note.empty()) out->add_note(std::move(note));
    if (options_.lags && *options_.lags > lags) {
      out->add_note(detail::concatenate({"ladder: ", std::to_string(series.size()), " periods leave ",
                                         std::to_string(lags), " lag(s) of the drivers"}));
    }
    return out;
  }
  /// Throws InputError E-MOD-007 for parameters that are not its own.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& drivers,
      const std::vector<Parameter>& params) const override {
    drivers.require_rows(series.size(), series.id());
    if (drivers.empty()) return make_inner({})->fit_with_parameters(series, drivers, params);
    const data::Regressors working = make_working(drivers, series.id());
    // The number of lags stands in the names.
    const auto has = [&params](const std::string& name) {
      return std::any_of(params.begin(), params.end(),
                         [&](const Parameter& one) { return one.first == name; });
    };
    Index lags = 0;
    while (has(detail::concatenate({drivers.names().front(), ".lag", std::to_string(lags + 1)}))) ++lags;
    if (lags >= series.size()) detail::refuse_held(options_.alias, series.id());
    std::unique_ptr<Fitted> inner = make_inner({})->fit_with_parameters(
        series.slice(lags, series.size() - lags), dynamic_regression::with_lags(working, lags), params);
    auto* own = dynamic_cast<arima::FittedArima*>(inner.get());
    if (own == nullptr) return inner;
    (void)inner.release();
    return std::make_unique<dynamic_regression::FittedRegression>(
        std::unique_ptr<arima::FittedArima>(own), drivers, series.size(), lags, options_.log, series.id());
  }

 private:
  static constexpr Index kMostLags = 24;
  // Periods that stay for each lag that is tried.
  static constexpr Index kPeriodsALag = 6;

  struct Differences {
    int d = 0;
    int D = 0;
  };

  [[nodiscard]] ModelPointer make_inner(const std::optional<Differences>& differences) const {
    const std::optional<double> power = options_.log ? std::optional<double>(0.0) : std::nullopt;
    if (options_.order) {
      Arima::Options options;
      options.order = *options_.order;
      options.common = {.season_length = options_.season_length, .box_cox = power};
      options.alias = options_.alias;
      return std::make_shared<Arima>(std::move(options));
    }
    AutoArima::Options options;
    options.common = {.season_length = options_.season_length, .box_cox = power};
    if (differences) {
      options.d = differences->d;
      options.D = differences->D;
    }
    options.alias = options_.alias;
    return std::make_shared<AutoArima>(std::move(options));
  }
  void check_values(const data::Series& series) const {
    if (!options_.log) return;
    Problems problems;
    for (Index t = 0; t < series.size(); ++t) {
      problems.add_if(series[t] <= 0.0,
                      {"E-DYN-003", "y", "a value that is not above zero has no logarithm",
                       "leave log out, or shift the series", series.id(), series.period(t).to_string()});
    }
    problems.throw_if_any();
  }
  [[nodiscard]] data::Regressors make_working(const data::Regressors& drivers,
                                              const std::string& series) const {
    if (!options_.log) return drivers;
    return {drivers.names(), dynamic_regression::logarithms(drivers.rows(), drivers.names(), series)};
  }
  // Lags that the periods can carry: the last values stay observed.
  [[nodiscard]] static Index longest(const data::Series& series) {
    return std::max<Index>(0, series.observed() / kPeriodsALag - 1);
  }
  [[nodiscard]] std::unique_ptr<Fitted> fit_lags(const data::Series& series, const data::Regressors& working,
                                                 Index lags,
                                                 const std::optional<Differences>& differences) const {
    return make_inner(differences)
        ->fit_with_regressors(series.slice(lags, series.size() - lags),
                              dynamic_regression::with_lags(working, lags));
  }
  // All candidates on periods `most` …: columns are lagged on the whole rows and cut.
  [[nodiscard]] Index choose_lags(const data::Series& series, const data::Regressors& working,
                                  Index most) const {
    const data::Series common = series.slice(most, series.size() - most);
    if (common.observed() == 0) return 0;
    std::optional<Differences> differences;
    Index best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (Index lags = 0; lags <= most; ++lags) {
      const data::Regressors all = dynamic_regression::with_lags(working, lags);
      const data::Regressors cut(all.names(), all.rows().bottomRows(all.rows().rows() - (most - lags)));
      const std::unique_ptr<Fitted> fitted = make_inner(differences)->fit_with_regressors(common, cut);
      const auto* own = dynamic_cast<const arima::FittedArima*>(fitted.get());
      if (own == nullptr) break;
      if (!differences) differences = Differences{own->order().d, own->order().D};
      if (own->summary().aicc < least) {
        least = own->summary().aicc;
        best = lags;
      }
    }
    return best;
  }

  Options options_;
};

}  // namespace dubao::models
