// SPDX-License-Identifier: Apache-2.0
//
// HistoricAverage and WindowAverage: a constant mean.
//
// When      A series without growth or season, observed with noise; as yardsticks.
// When not  Anything that grows.
// Formula   y_{n+h} = m + ε_h,  m = mean of the values used,  sigma² = Σ (y − m)² / (count − 1),
//           var(m) = sigma² / count. The ε are independent between periods; the error in m is common to a
//           path.
// Breaks    Only values of the last definition are used: with a level shift of its own at every break that is
//           the maximum-likelihood mean.
// Short     one value: the value, with an assumed standard deviation of 10 % (noted).
// Example   HistoricAverage{}.fit(Series::annual(2020, {1, 2, 3, 6})): mean(1) == {3}, sigma2 == 14/3
//           WindowAverage{2}.fit(the same): mean(1) == {4.5}
#pragma once

#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/detail/innovations.hpp>
#include <dubao/models/model.hpp>

#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

namespace detail {

class FittedAverage final : public FittedWithInnovations, public AnalyticForecast {
 public:
  /// window: how many of the last observed values are used at most; 0 = all. held: a mean that is given (unit of y).
  FittedAverage(Prepared series, std::string name, Index window, std::optional<double> held = std::nullopt)
      : FittedWithInnovations(std::move(series)) {
    summary_.name = std::move(name);
    std::vector<Index> used;
    for (const Index t : series_.observed) {
      if (series_.is_last_definition(t)) used.push_back(t);
    }
    if (window > 0 && static_cast<Index>(used.size()) > window) {
      used.erase(used.begin(), used.end() - window);
    }
    count_ = static_cast<double>(used.size());
    if (held) {
      level_ = scaled(series_, *held);
      note(kHeldNote);
    } else {
      for (const Index t : used) level_ += series_.y[at(t)] / count_;
      level_ = series_.settled(level_);
    }
    double squares = 0.0;
    for (const Index t : used) squares += (series_.y[at(t)] - level_) * (series_.y[at(t)] - level_);
    if (used.size() > 1) {
      sigma_ = std::sqrt(squares / (count_ - 1.0));
    } else {
      sigma_ = kAssumedRelativeChange * std::abs(level_);
      note("one value: a standard deviation of 10 % of it is assumed");
    }
    if (window > static_cast<Index>(used.size())) {
      note(concatenate(
          {"the window holds ", std::to_string(used.size()), " value(s) of the last definition"}));
    }
    note_unused_standard_errors();
    note("paths include innovations, the uncertain variance and the uncertain mean");
    std::vector<double> fitted(series_.y.size(), data::kMissing);
    for (const Index t : used) fitted[at(t)] = level_;
    set_fitted(fitted);
    summary_.sigma2 = unscale_variance(sigma_ * sigma_);
    summary_.params = {{"mean", series_.unscale(level_)}};
  }

  /// σ² (1 + 1 / count): as R's meanf, the mean counts as estimated (R takes Student's t instead of the normal).
  [[nodiscard]] std::vector<double> forecast_variance(Index horizon) const override {
    return std::vector<double>(at(horizon), unscale_variance(sigma_ * sigma_ * (1.0 + 1.0 / count_)));
  }

 private:
  void mean_path(std::vector<double>& path) const override { path.assign(path.size(), level_); }
  void simulate_with(data::DrawMatrix& paths, std::uint64_t seed,
                     const Innovations& innovations) const override {
    for (Index d = 0; d < paths.rows(); ++d) {
      data::RandomStream random = stream(seed, d);
      const double sigma = draw_standard_deviation(random, sigma_, count_ - 1.0);
      const double level = level_ + sigma / std::sqrt(count_) * random.normal();
      for (Index h = 0; h < paths.cols(); ++h) paths(d, h) = level + sigma * innovations.draw(random);
    }
  }

  double level_ = 0.0;
  double sigma_ = 0.0;
  double count_ = 0.0;
};

/// The average of a model's parameters, without estimating it again.
[[nodiscard]] inline std::unique_ptr<Fitted> hold_mean(const data::Series& series,
                                                       const data::Regressors& regressors,
                                                       const std::vector<Parameter>& params, const char* name,
                                                       Index window) {
  require_no_regressors(regressors, name, series.id());
  HeldParameters held(params, name, series.id());
  const double mean = held.take("mean");
  held.finish();
  return std::make_unique<FittedAverage>(prepare(series), name, window, mean);
}

}  // namespace detail

class HistoricAverage final : public Model {
 public:
  explicit HistoricAverage(std::string alias = "HistoricAverage") : alias_(std::move(alias)) {}
  [[nodiscard]] std::string alias() const override { return alias_; }
  /// Fits. Parameter "mean" in the unit of y. Throws InputError E-MOD-001. O(n).
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    return std::make_unique<detail::FittedAverage>(detail::prepare(series), "HistoricAverage", 0);
  }
  /// Holds the mean; the variance around it is that of all values. Throws InputError E-MOD-007.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    return detail::hold_mean(series, regressors, params, "HistoricAverage", 0);
  }

 private:
  std::string alias_;
};

class WindowAverage final : public Model {
 public:
  /// window_size ≥ 1: how many of the last observed values are averaged. Throws InputError E-AVG-001
  /// otherwise.
  explicit WindowAverage(Index window_size, std::string alias = "WindowAverage")
      : window_size_(window_size), alias_(std::move(alias)) {
    if (window_size < 1) {
      throw InputError("E-AVG-001", "window_size", std::to_string(window_size) + " is not a positive count",
                       "give a whole number ≥ 1");
    }
  }
  [[nodiscard]] std::string alias() const override { return alias_; }
  /// Fits. Parameter "mean" in the unit of y. Throws InputError E-MOD-001. O(n).
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    return std::make_unique<detail::FittedAverage>(detail::prepare(series), "WindowAverage", window_size_);
  }
  /// Holds the mean; the variance around it is that of the values in the window. Throws InputError E-MOD-007.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    return detail::hold_mean(series, regressors, params, "WindowAverage", window_size_);
  }

 private:
  Index window_size_;
  std::string alias_;
};

}  // namespace dubao::models
