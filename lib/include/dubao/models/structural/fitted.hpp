// SPDX-License-Identifier: Apache-2.0
//
// FittedStructural: a structural model with its estimates; forecasts, paths, components.
//
// Paths     Each draws parameters, scale and state from the posterior (posterior.hpp), then the noise of every component.
// Target    With known standard errors the paths are, as those of every model, of the next survey figure (signal plus
//           sampling error of the size of the last one, growing with the root of the level); signal_draws gives the signal
//           alone, without sampling error.
// Logs      point forecasts are medians, or means exp(m + v/2) where asked for; components are then logarithms.
#pragma once

#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/detail/fitted_base.hpp>
#include <dubao/models/structural/estimate.hpp>
#include <dubao/models/structural/posterior.hpp>

#include <cmath>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::structural {

/// Parameter: power of two in which the standard deviations stand, where the unit of y cannot hold them.
inline constexpr const char* kLog2Scale = "log2_scale";

/// How a fit reports; not what it estimates.
struct Reporting {
  bool mean_of_logs = false;  ///< point forecast of a model of logarithms: mean instead of median
  data::Target target = data::Target::kSurvey;  ///< of the paths when standard errors are known
  CycleBounds cycle;
};

/// What the fit is made of.
struct Ingredients {
  WorkingData data;
  Form form;
  Deviations deviations;
  Reporting reporting;
  std::optional<Estimate> estimate;  ///< none when the parameters were held
  std::vector<Parameter> held{};     ///< the parameters of an earlier fit, which are then shown as they are
};

class FittedStructural final : public detail::FittedBase, public AnalyticForecast {
 public:
  /// Filters with the given deviations. Throws ModelError E-MOD-008 when they cannot describe the series.
  FittedStructural(detail::Prepared series, Ingredients parts)
      : FittedBase(std::move(series)),
        parts_(std::move(parts)),
        system_(shape(), parts_.deviations.variances()) {
    if (!series_.se.empty()) series_.target = parts_.reporting.target;
    state_.resize(system_.states(), series_.size());
    if (state_space::filter(system_, parts_.data.observations(), state_) != 0) {
      throw ModelError("E-MOD-008", "params", "the filter breaks down with these parameters",
                       "fit the model again", series_.id);
    }
    summary_.name = parts_.form.name();
    if (parts_.data.log) summary_.name += " on logs";
    set_criteria();
    if (parts_.held.empty()) {
      set_parameters();
    } else {
      summary_.params = parts_.held;
    }
    set_errors();
    describe();
  }

  [[nodiscard]] const Form& form() const noexcept { return parts_.form; }
  [[nodiscard]] const Deviations& deviations() const noexcept { return parts_.deviations; }
  [[nodiscard]] const WorkingData& data() const noexcept { return parts_.data; }
  [[nodiscard]] const std::optional<Estimate>& estimate() const noexcept { return parts_.estimate; }
  [[nodiscard]] const state_space::System<double>& system() const noexcept { return system_; }
  /// From the model's unit to the unit of y (of log y for a model of logarithms): a difference.
  [[nodiscard]] double unscale_difference(double w) const noexcept {
    return parts_.data.log ? std::ldexp(w, parts_.data.exponent)
                           : series_.unscale(std::ldexp(w, parts_.data.exponent));
  }
  /// The same for a level.
  [[nodiscard]] double unscale_level(double w) const noexcept {
    const double x = parts_.data.outward(w);
    return parts_.data.log ? x + static_cast<double>(series_.exponent) * std::log(2.0) : series_.unscale(x);
  }
  /// Innovations divided by their standard deviations, length n; NaN where there is none.
  [[nodiscard]] std::vector<double> standardised_innovations() const {
    std::vector<double> out(series_.y.size(), data::kMissing);
    for (std::size_t t = 0; t < out.size(); ++t) {
      if (state_.step[t] == state_space::Step::kRegular) out[t] = state_.v[t] / std::sqrt(state_.f[t]);
    }
    return out;
  }
  /// Sample paths of the signal: without the sampling error of the standard errors. As draws() where none are known.
  [[nodiscard]] data::Draws signal_draws(Index horizon, Index n, std::uint64_t seed) const {
    return with_target(data::Target::kSignal)->draws(horizon, n, seed);
  }
  /// Z P_h Zᵀ + H: of the states predicted h ahead, the irregular and, for survey figures, their sampling error. Empty for a
  /// model of logarithms. Throws InputError E-REG-004 when regressors are not known so far ahead.
  [[nodiscard]] std::vector<double> forecast_variance(Index horizon) const override {
    if (parts_.data.log) return {};
    std::vector<double> out = signal_variances(horizon, future_rows(horizon));
    const std::vector<double> errors = future_errors(horizon);
    for (std::size_t h = 0; h < out.size(); ++h) {
      out[h] = unscale_variance(std::ldexp(out[h], 2 * parts_.data.exponent) + errors[h] * errors[h]);
    }
    return out;
  }
  [[nodiscard]] std::unique_ptr<Fitted> with_future(const data::Regressors::Matrix& future) const override {
    if (parts_.data.regressors.empty()) return Fitted::with_future(future);
    Ingredients parts = parts_;
    parts.data.regressors = parts.data.regressors.with_future(series_.size(), future);
    return std::make_unique<FittedStructural>(prepared(), std::move(parts));
  }

 private:
  [[nodiscard]] state_space::Shape shape() const { return parts_.form.shape(parts_.data.count()); }
  // The series as it was given to the constructor: without the notes added since.
  [[nodiscard]] detail::Prepared prepared() const { return series_; }
  [[nodiscard]] std::unique_ptr<FittedStructural> with_target(data::Target target) const {
    Ingredients parts = parts_;
    parts.reporting.target = target;
    return std::make_unique<FittedStructural>(prepared(), std::move(parts));
  }
  /// Power of two between the model's unit and that of y (of log y).
  [[nodiscard]] int exponent() const noexcept {
    return parts_.data.exponent + (parts_.data.log ? 0 : series_.exponent);
  }

  void set_criteria() {
    const state_space::Sums sums = state_space::sums(state_);
    const double log2 = std::log(2.0);
    double deviance =
        sums.squares + sums.logarithms +
        static_cast<double>(sums.regular) * (std::log(2.0 * state_space::kPi) + 2.0 * exponent() * log2);
    for (const Effect& e : parts_.data.effects) deviance += 2.0 * e.exponent * log2;
    if (parts_.data.log) {
      for (const Index t : series_.observed)
        deviance += 2.0 * (std::log(series_.y[at(t)]) + series_.exponent * log2);
    }
    const auto n = static_cast<double>(series_.count());
    const auto k = static_cast<double>(parts_.form.searched() + shape().diffuse());
    summary_.loglik = -0.5 * deviance;
    summary_.aic = deviance + 2.0 * k;
    summary_.bic = deviance + std::log(n) * k;
    if (n - k - 1.0 > 0.0) summary_.aicc = summary_.aic + 2.0 * k * (k + 1.0) / (n - k - 1.0);
    // Variance of the innovation of the next period, without sampling error and effects.
    double variance = parts_.deviations.variances().irregular;
    const Index p = system_.states();
    for (const Index i : system_.ones()) {
      for (const Index j : system_.ones()) variance += state_.cov[at(i * p + j)];
    }
    summary_.sigma2 = parts_.data.log ? std::ldexp(variance, 2 * parts_.data.exponent)
                                      : unscale_variance(std::ldexp(variance, 2 * parts_.data.exponent));
  }

  void set_parameters() {
    const Deviations& d = parts_.deviations;
    const Form& form = parts_.form;
    auto& out = summary_.params;
    // In the unit of y a deviation of the smallest or largest series would leave the doubles: it then stands in units of a
    // power of two that stands beside it, so that a restored fit has the same bits.
    const auto survives = [this](double w) { return std::ldexp(unscale_difference(w), -exponent()) == w; };
    const bool own_unit = survives(d.irregular) && survives(d.level) && survives(d.slope) &&
                          survives(d.season) && survives(d.cycle);
    const auto shown = [&](double w) { return own_unit ? unscale_difference(w) : w; };
    if (!own_unit) out.emplace_back(kLog2Scale, static_cast<double>(exponent()));
    if (form.irregular) out.emplace_back("sigma_irregular", shown(d.irregular));
    if (form.trend.level_moves) out.emplace_back("sigma_level", shown(d.level));
    if (form.trend.slope_moves) out.emplace_back("sigma_slope", shown(d.slope));
    if (form.has_season() && form.season_moves) out.emplace_back("sigma_season", shown(d.season));
    if (form.trend.damped) out.emplace_back("phi", d.phi);
    if (form.cycle) {
      out.emplace_back("sigma_cycle", shown(d.cycle));
      out.emplace_back("cycle_damping", d.rho);
      out.emplace_back("cycle_frequency", d.frequency);
      out.emplace_back("cycle_period", 2.0 * state_space::kPi / d.frequency);
    }
    // What follows describes the fit: states of the first period ahead and effects; a filter finds them again. A fit
    // with held parameters shows those of the fit they come from; its own states are among the components.
    out.emplace_back("level", unscale_level(state_.mean[0]));
    if (form.trend.slope) out.emplace_back("slope", unscale_difference(state_.mean[at(shape().slope_at())]));
    if (form.has_season()) out.emplace_back("season_length", static_cast<double>(form.season_length));
    for (Index j = 0; j < parts_.data.count(); ++j) {
      const Effect& e = parts_.data.effects[at(j)];
      const double beta = std::ldexp(state_.mean[at(shape().effects_at() + j)], -e.exponent);
      out.emplace_back(e.name, unscale_difference(beta));
    }
  }

  void set_errors() {
    std::vector<double> fitted(series_.y.size(), data::kMissing);
    summary_.residuals.assign(series_.y.size(), data::kMissing);
    for (const Index t : series_.observed) {
      if (state_.step[at(t)] != state_space::Step::kRegular) continue;
      const double v = state_.v[at(t)];
      const double x = parts_.data.outward(parts_.data.y[at(t)] - v);
      fitted[at(t)] = parts_.data.log ? std::exp(x) : x;
      summary_.residuals[at(t)] = unscale_difference(v);
    }
    summary_.fitted_values = series_.unscale(fitted);
  }

  void describe() {
    if (!parts_.estimate) {
      note("parameters of an earlier fit, nothing estimated");
    } else {
      const Estimate& e = *parts_.estimate;
      note(detail::concatenate({std::to_string(e.agreed), " of ", std::to_string(e.starts),
                                " starts led to this optimum (", optim::to_string(e.reason),
                                "); largest violation of optimality ", short_number(e.certificate)}));
      std::string faces;
      const auto face = [&faces](bool searched, double value, const char* name) {
        if (!searched || value > 0.0) return;
        if (!faces.empty()) faces += ", ";
        faces += name;
      };
      const Deviations& d = parts_.deviations;
      const Form& form = parts_.form;
      face(form.irregular, d.irregular, "irregular");
      face(form.trend.level_moves, d.level, "level");
      face(form.trend.slope_moves, d.slope, "slope");
      face(form.has_season() && form.season_moves, d.season, "season");
      face(form.cycle, d.cycle, "cycle");
      if (!faces.empty()) note("estimated without variance: " + faces);
    }
    if (parts_.data.has_known()) {
      note(series_.target == data::Target::kSurvey
               ? "standard errors are used as known variances of the observations; paths are of the survey "
                 "figure"
               : "standard errors are used as known variances of the observations; paths are of the signal");
    }
    if (parts_.data.log) {
      note(parts_.reporting.mean_of_logs ? "fitted to logarithms; the point forecast is the mean"
                                         : "fitted to logarithms; the point forecast is the median");
    }
    note("paths include innovations, the uncertain states and effects, and uncertain variances");
  }

  [[nodiscard]] static std::string short_number(double value) {
    if (!std::isfinite(value)) return "unknown";
    if (value < kOptimality) return "below 0.001";
    return std::to_string(value);
  }

  // Effects of the future periods, horizon × count, row after row. Throws InputError E-REG-004.
  [[nodiscard]] std::vector<double> future_rows(Index horizon) const {
    const WorkingData& data = parts_.data;
    bool regressors = false;
    for (const Effect& e : data.effects) regressors = regressors || e.is_regressor;
    if (regressors) data.regressors.require_rows(series_.size() + horizon, series_.id);
    std::vector<double> rows;
    rows.reserve(at(horizon * data.count()));
    for (Index h = 0; h < horizon; ++h) {
      for (Index j = 0; j < data.count(); ++j) rows.push_back(data.effect(j, series_.size() + h));
    }
    return rows;
  }

  // Variances of what is to come without sampling error, steps 1 … horizon, in the model's unit; rows: the future effects.
  [[nodiscard]] std::vector<double> signal_variances(Index horizon, const std::vector<double>& rows) const {
    const Index p = system_.states();
    std::vector<double> cov = state_.cov;
    std::vector<double> gain(at(p));
    std::vector<double> out(at(horizon));
    for (Index h = 0; h < horizon; ++h) {
      const double* row = rows.data() + h * parts_.data.count();
      for (Index i = 0; i < p; ++i) gain[at(i)] = system_.observe(cov.data() + i * p, 1, row);
      out[at(h)] = system_.observe(gain.data(), 1, row) + system_.parameters().irregular;
      state_space::internal::advance_covariance(system_, cov);
      for (Index i = 0; i < p; ++i) cov[at(i * p + i)] += system_.noise(i);
    }
    return out;
  }

  void mean_path(std::vector<double>& path) const override {
    const auto horizon = static_cast<Index>(path.size());
    const std::vector<double> rows = future_rows(horizon);
    std::vector<double> half(path.size(), 0.0);
    if (parts_.data.log && parts_.reporting.mean_of_logs) {
      half = signal_variances(horizon, rows);
      for (double& variance : half) variance = 0.5 * std::ldexp(variance, 2 * parts_.data.exponent);
    }
    std::vector<double> state = state_.mean;
    for (Index h = 0; h < horizon; ++h) {
      const double* row = rows.data() + h * parts_.data.count();
      path[at(h)] = parts_.data.outward(system_.observe(state.data(), 1, row));
      if (parts_.data.log) path[at(h)] = std::exp(std::min(path[at(h)] + half[at(h)], kLargestLog));
      system_.advance(state.data(), 1);
    }
  }

  // Sampling errors of the future figures in scaled units of y, as forecast/target.hpp has them.
  [[nodiscard]] std::vector<double> future_errors(Index horizon) const {
    std::vector<double> out(at(horizon), 0.0);
    if (series_.se.empty() || series_.target != data::Target::kSurvey) return out;
    std::vector<double> centre(at(horizon));
    mean_path(centre);
    for (Index i = series_.count() - 1; i >= 0; --i) {
      const std::size_t t = at(series_.observed[at(i)]);
      if (!(series_.se[t] > 0.0)) continue;
      const double size = std::abs(series_.y[t]);
      for (std::size_t h = 0; h < out.size(); ++h) {
        out[h] = series_.se[t] * (size > 0.0 ? std::sqrt(std::abs(centre[h]) / size) : 1.0);
        if (parts_.data.log) out[h] = centre[h] > 0.0 ? out[h] / centre[h] : 0.0;
      }
      break;
    }
    return out;
  }

  void simulate(data::DrawMatrix& paths, std::uint64_t seed) const override {
    std::call_once(once_, [this] {
      Likelihood likelihood(parts_.data, parts_.form, parts_.reporting.cycle);
      posterior_ =
          std::make_unique<Posterior>(likelihood, likelihood.coordinates_of(parts_.deviations.variances()));
    });
    const Posterior& posterior = *posterior_;
    const Index horizon = paths.cols();
    const std::vector<double> rows = future_rows(horizon);
    const std::vector<double> errors = future_errors(horizon);
    const Index count = parts_.data.count();
    state_space::System<double> system = system_;
    const Index p = system.states();
    Eigen::VectorXd state = Eigen::Map<const Eigen::VectorXd>(state_.mean.data(), p);
    double sigma = 1.0;
    std::vector<double> noise(at(p));
    for (Index d = 0; d < paths.rows(); ++d) {
      data::RandomStream random = stream(seed, d);
      if (!posterior.is_empty()) {
        const PosteriorPoint& point = posterior.draw(random, state, sigma);
        system.set(shape(), point.variances);
      }
      for (Index i = 0; i < p; ++i) noise[at(i)] = sigma * std::sqrt(system.noise(i));
      const double irregular = sigma * std::sqrt(system.parameters().irregular);
      for (Index h = 0; h < horizon; ++h) {
        double w = system.observe(state.data(), 1, rows.data() + h * count);
        if (irregular > 0.0) w += irregular * random.normal();
        double x = parts_.data.outward(w);
        const double error = errors[at(h)];
        if (parts_.data.log) {
          if (error > 0.0) {
            const double square = std::log1p(error * error);
            x += std::sqrt(square) * random.normal() - 0.5 * square;
          }
          x = std::exp(std::min(x, kLargestLog));
        } else if (error > 0.0) {
          x += error * random.normal();
        }
        paths(d, h) = x;
        system.advance(state.data(), 1);
        for (Index i = 0; i < p; ++i) {
          if (noise[at(i)] > 0.0) state[i] += noise[at(i)] * random.normal();
        }
      }
    }
  }

  // exp overflows above 709; the bounds on growth keep well below.
  static constexpr double kLargestLog = 700.0;

  Ingredients parts_;
  state_space::System<double> system_;
  state_space::Workspace<double> state_;
  // Made when paths are first asked for; call_once keeps a const fit shareable between threads.
  mutable std::once_flag once_;
  mutable std::unique_ptr<Posterior> posterior_;
};

}  // namespace dubao::models::structural
