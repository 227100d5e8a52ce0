// SPDX-License-Identifier: Apache-2.0
//
// FittedTheta: simple exponential smoothing with half the slope of the trend line as drift.
#pragma once

#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/detail/innovations.hpp>
#include <dubao/models/ets/estimate.hpp>
#include <dubao/models/ets/ladder.hpp>
#include <dubao/models/ets/posterior.hpp>
#include <dubao/models/theta/box_cox.hpp>
#include <dubao/models/theta/seasonal_indices.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::theta {

/// Parameter: the power of two by which values are divided before the Box-Cox transformation (its scale depends on it).
inline constexpr const char* kExponent = "log2_scale";

/// What a fit with held parameters takes from an earlier one, scaled (on Box-Cox data: transformed).
struct HeldTheta {
  double alpha = 0.0;
  double level = 0.0;         ///< before the first value
  double drift = 0.0;         ///< half the slope
  std::vector<double> shift;  ///< one per definition but the last
  double own_deviation = 0.0;
  std::vector<Parameter> params;  ///< as they are shown
};

class FittedTheta final : public detail::FittedWithInnovations, public AnalyticForecast {
 public:
  /// lambda 1 without Box–Cox (the transformation is then left out altogether).
  FittedTheta(detail::Prepared series, SeasonalIndices season, bool transformed, double lambda,
              const HeldTheta* held = nullptr)
      : FittedWithInnovations(std::move(series)),
        season_(std::move(season)),
        lambda_(lambda),
        transformed_(transformed) {
    smooth(held);
    summary_.name = transformed_ ? "BoxCoxTheta" : "Theta";
    if (held != nullptr) {
      summary_.params = held->params;
    } else {
      set_parameters();
    }
    const double room = std::max<double>(1.0, static_cast<double>(series_.count() - estimate_.parameters));
    const double variance = estimate_.sum_of_squares / room;
    summary_.sigma2 = transformed_ ? variance : unscale_variance(variance);
    set_one_step();
    describe();
  }

  [[nodiscard]] bool is_usable() const noexcept { return estimate_.is_usable(); }

  /// σ² (1 + (s − 1) α²) for s = periods since the last observed value, times the season's squared factor: as R's thetaf,
  /// the drift counts as known. Empty on Box–Cox data.
  [[nodiscard]] std::vector<double> forecast_variance(Index horizon) const override {
    if (transformed_) return {};
    const double alpha = estimate_.smoothing.alpha;
    std::vector<double> out;
    for (Index h = 0; h < horizon; ++h) {
      const auto before = static_cast<double>(series_.stale() + h);
      const double own = summary_.sigma2 * (1.0 + before * alpha * alpha);
      // The season is linear: the difference of two values is the factor of deviations.
      const Index t = series_.size() + h;
      const double factor = season_.apply(1.0, t) - season_.apply(0.0, t);
      out.push_back(own * factor * factor);
    }
    return out;
  }

 private:
  [[nodiscard]] std::vector<double> innovation_residuals() const override { return estimate_.errors; }
  [[nodiscard]] double forward(double y, Index t) const noexcept {
    const double adjusted = season_.remove(y, t);
    return transformed_ ? box_cox(adjusted, lambda_) : adjusted;
  }
  [[nodiscard]] double backward(double z, Index t) const noexcept {
    return season_.apply(transformed_ ? inverse_box_cox(z, lambda_) : z, t);
  }

  void set_parameters() {
    const auto own_unit = [this](double value) { return transformed_ ? value : series_.unscale(value); };
    auto& out = summary_.params;
    out.emplace_back("alpha", estimate_.smoothing.alpha);
    out.emplace_back("drift", own_unit(drift_));
    if (transformed_) out.emplace_back("lambda", lambda_);
    for (std::size_t j = 0; j < season_.values.size(); ++j) {
      out.emplace_back(detail::concatenate({"s", std::to_string(j)}),
                       season_.multiplicative ? season_.values[j] : series_.unscale(season_.values[j]));
    }
    // What the forecast stands on besides, for fit_with_parameters.
    out.emplace_back("l", own_unit(estimate_.point.initial.empty() ? 0.0 : estimate_.point.initial.front()));
    for (std::size_t d = 0; d + 1 < line_.shift.size(); ++d) {
      out.emplace_back(detail::concatenate({"shift", std::to_string(d + 1)}), own_unit(line_.shift[d]));
    }
    if (!season_.is_empty() && season_.multiplicative) out.emplace_back(ets::kRelativeSeason, 1.0);
    if (transformed_) out.emplace_back(kExponent, static_cast<double>(series_.exponent));
    if (!setting_.weights.empty()) out.emplace_back(ets::kOwnDeviation, own_unit(setting_.own_deviation));
  }

  // Seasonally adjusted, transformed, brought to the last definition; then smoothed.
  void smooth(const HeldTheta* held) {
    std::vector<double> values;
    for (const Index t : series_.observed) values.push_back(forward(series_.y[detail::at(t)], t));
    if (held != nullptr) {
      line_.shift = held->shift;
      line_.shift.push_back(0.0);
      drift_ = held->drift;
    } else {
      line_ = fit_line(series_, values);
      drift_ = 0.5 * line_.slope;
      if (!transformed_) {
        drift_ = series_.settled(drift_);
        for (double& shift : line_.shift) shift = series_.settled(shift);
      }
    }
    smoothed_ = series_;
    smoothed_.definitions = 1;
    smoothed_.definition.assign(series_.y.size(), 0);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Index t = series_.observed[i];
      const double y = series_.y[detail::at(t)];
      const double adjusted = season_.remove(y, t);
      smoothed_.y[detail::at(t)] = values[i] + line_.shift[detail::at(series_.definition[detail::at(t)])];
      if (!series_.se.empty()) {
        // Delta method: the derivative of adjustment and transformation.
        double& se = smoothed_.se[detail::at(t)];
        if (!season_.is_empty() && season_.multiplicative) se *= adjusted / y;
        if (transformed_) se *= std::pow(adjusted, lambda_ - 1.0);
      }
    }
    setting_.data = &smoothed_;
    if (held != nullptr) {
      hold(*held);
    } else {
      estimate_ = ets::estimate_weighted(setting_);
      settle();
    }
    ets::coordinates(setting_.form, setting_.region, estimate_.smoothing, estimate_.point.u.data());
    drift_variance_ = relative_drift_variance();
  }

  // What is read back when the estimates are written down: see Prepared::settled.
  void settle() {
    if (transformed_ || !estimate_.is_usable()) return;
    double& level = estimate_.point.initial.front();
    const double settled = series_.settled(level);
    if (settled == level) return;
    level = settled;
    ets::internal::run(setting_, estimate_);
  }

  // One run of simple exponential smoothing with the level and alpha of an earlier fit.
  void hold(const HeldTheta& held) {
    if (!smoothed_.se.empty()) {
      setting_.own_deviation = held.own_deviation;
      setting_.weights = ets::weights(setting_, held.own_deviation);
    }
    estimate_.form = setting_.form;
    estimate_.smoothing = {held.alpha, 0.0, 0.0, 1.0};
    estimate_.point.initial = {held.level};
    ets::internal::run(setting_, estimate_);
  }

  // Variance of a drift in this smoothing model, relative to sigma²: the errors' derivative with respect to a drift,
  // with the initial level projected out.
  [[nodiscard]] double relative_drift_variance() const {
    const double alpha = estimate_.smoothing.alpha;
    optim::OrthogonalBasis level;
    level.reset(static_cast<int>(series_.count()), 1);
    std::vector<double> drift;
    double own = 1.0;
    double trend = 0.0;
    Index before = series_.observed.front();
    std::size_t row = 0;
    double* column = level.next();
    for (const Index t : series_.observed) {
      trend += static_cast<double>(t - before);
      column[row++] = own;
      drift.push_back(trend);
      own *= 1.0 - alpha;
      trend *= 1.0 - alpha;
      before = t;
    }
    level.push();
    level.project_off(drift.data());
    double squares = 0.0;
    for (const double d : drift) squares += d * d;
    return squares > 0.0 ? 1.0 / squares : 0.0;
  }

  // Periods by which the smoothed level trails the trend once the first `count` values are in: none after the first;
  // each value takes (1 − α) of the lag and of the periods since the one before it. Without gaps this is
  // (1 − (1 − α)^count)/α − 1.
  [[nodiscard]] double lag(double alpha, std::size_t count) const noexcept {
    double periods = 0.0;
    for (std::size_t i = 1; i < count; ++i) periods = (1.0 - alpha) * (periods + gap(i));
    return periods;
  }
  [[nodiscard]] double gap(std::size_t i) const noexcept {
    return static_cast<double>(series_.observed[i] - series_.observed[i - 1]);
  }

  void set_one_step() {
    std::vector<double> fitted(series_.y.size(), data::kMissing);
    double trailing = 0.0;
    for (std::size_t i = 0; i < series_.observed.size(); ++i) {
      const Index t = series_.observed[i];
      const double weight = setting_.weights.empty() ? 1.0 : setting_.weights[i];
      const double level = smoothed_.y[detail::at(t)] - estimate_.errors[i] / weight;
      if (i > 0) trailing += gap(i);
      const double z = level + drift_ * trailing;
      trailing = i > 0 ? (1.0 - estimate_.smoothing.alpha) * trailing : 0.0;
      fitted[detail::at(t)] = backward(z - line_.shift[detail::at(series_.definition[detail::at(t)])], t);
    }
    set_fitted(fitted);
  }

  void describe() {
    note(season_.is_empty() ? "no season" : "seasonally adjusted by classical indices");
    if (transformed_) note("the point forecast is the median: transformed back without bias correction");
    if (series_.definitions > 1) {
      note("earlier definitions are moved by the level shift around a common linear trend");
    }
    if (!series_.se.empty()) {
      note(
          "standard errors are used as weights of the one-step errors; the forecast is of the survey figure");
    }
    note("paths include innovations, the uncertain variance, level, smoothing parameter and drift");
  }

  void mean_path(std::vector<double>& path) const override {
    const double trailing =
        lag(estimate_.smoothing.alpha, series_.observed.size()) + static_cast<double>(series_.stale());
    for (Index h = 1; h <= static_cast<Index>(path.size()); ++h) {
      const double z = estimate_.final_state.level + drift_ * (trailing + static_cast<double>(h));
      path[detail::at(h - 1)] = backward(z, series_.size() + h - 1);
    }
  }

  void simulate_with(data::DrawMatrix& paths, std::uint64_t seed,
                     const detail::Innovations& innovations) const override {
    std::call_once(once_, [this] { posterior_ = std::make_unique<ets::Posterior>(setting_, estimate_); });
    ets::Posterior::Sample sample{estimate_.smoothing, estimate_.final_state, 0.0};
    for (Index d = 0; d < paths.rows(); ++d) {
      data::RandomStream random = stream(seed, d);
      if (!posterior_->is_empty()) posterior_->draw(random, sample);
      const double drift = drift_ + sample.sigma * std::sqrt(drift_variance_) * random.normal();
      const double alpha = sample.smoothing.alpha;
      double level = sample.state.level;
      // The estimated part keeps the correction for the lag of the level; the error in it grows with the horizon.
      const double trailing = drift_ * lag(alpha, series_.observed.size());
      for (Index s = 1; s <= series_.stale() + paths.cols(); ++s) {
        const double error = sample.sigma * innovations.draw(random);
        const double z = level + trailing + drift * static_cast<double>(s) + error;
        level += alpha * error;
        const Index h = s - series_.stale() - 1;
        if (h >= 0) paths(d, h) = backward(z, series_.size() + h);
      }
    }
  }

  SeasonalIndices season_;
  double lambda_;
  bool transformed_;
  Line line_;
  double drift_ = 0.0;
  double drift_variance_ = 0.0;
  detail::Prepared smoothed_;
  ets::Setting setting_;
  ets::Estimate estimate_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<ets::Posterior> posterior_;
};

}  // namespace dubao::models::theta
