// SPDX-License-Identifier: Apache-2.0
//
// FittedArima: an ARIMA model with its parameters; forecasts, paths, analytic variance.
//
// Paths     Each path draws ARMA coefficients, regression effects, missing values and the variance from the posterior
//           (posterior.hpp) and then innovations. The point forecast uses the estimates.
// Residuals are R's: standardised innovations e_t / √v_t in the unit of the (transformed) series; fitted values are the
//           one-step predictions themselves, so y − fitted = residual · √v_t. The values lost to differences have none.
// Params    hold all that a fit is made of: coefficients as R names them, orders of differences, and the partial
//           autocorrelations from which the same bits are made again.
#pragma once

#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/arima/innovations.hpp>
#include <dubao/models/arima/path.hpp>
#include <dubao/models/detail/innovations.hpp>
#include <dubao/models/driver_forecast.hpp>
#include <dubao/models/theta/box_cox.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::arima {

/// All that a FittedArima is made from.
struct Parts {
  detail::Prepared series;
  data::Regressors regressors;
  ArimaOrder order;
  std::optional<double> lambda;                ///< Box–Cox power
  std::vector<double> partials;                ///< ar, ma, seasonal ar, seasonal ma
  std::optional<std::vector<double>> effects;  ///< held effects in the unit of the series; empty: estimated
  std::shared_ptr<const data::DriverPaths> paths{};  ///< sample paths of the regressors' future, where given
};

/// The values the model works on. Throws ModelError E-ARI-003 when a Box–Cox power meets a value that is not positive.
[[nodiscard]] inline Working make_working(const detail::Prepared& series,
                                          const std::optional<double>& lambda) {
  if (!lambda) return {series.y, series.exponent};
  std::vector<double> values(series.y.size(), data::kMissing);
  for (const Index t : series.observed) {
    const double y = series.unscale(series.y[detail::at(t)]);
    if (!(y > 0.0)) {
      throw ModelError("E-ARI-003", "box_cox", "the transformation needs values above zero",
                       "leave box_cox out, or shift the series", series.id);
    }
    values[detail::at(t)] = theta::box_cox(y, *lambda);
  }
  return scale_working(std::move(values));
}

/// Steps whose variance is exact even where a moving-average root lies on the unit circle and the filter never settles.
inline constexpr int kExactSteps = 24;

class FittedArima final : public detail::FittedWithInnovations,
                          public AnalyticForecast,
                          public DriverForecast {
 public:
  explicit FittedArima(Parts parts)
      : FittedWithInnovations(parts.series),
        parts_(std::move(parts)),
        working_(make_working(series_, parts_.lambda)),
        design_(make_design(parts_.order, series_, working_, parts_.regressors)) {
    whitened_.reset(parts_.order, design_, future_rows(parts_.order, design_) + kExactSteps);
    (void)make_node(parts_.order, design_, parts_.partials, whitened_, node_);
    set_effects();
    set_errors();
    set_criteria();
    set_parameters();
    note_unused_standard_errors();
    if (series_.definitions > 1)
      note("breaks enter as level shifts of the earlier definitions, estimated with the model");
    note(
        "paths include innovations, the uncertain variance, effects and ARMA coefficients (posterior, flat "
        "prior)");
    if (parts_.lambda)
      note("Box-Cox: the point forecast is the median; likelihood of the transformed values, as R's");
  }

  [[nodiscard]] const ArimaOrder& order() const noexcept { return parts_.order; }
  [[nodiscard]] std::unique_ptr<Fitted> with_future(const data::Regressors::Matrix& future) const override {
    if (parts_.regressors.empty()) return FittedBase::with_future(future);
    Parts parts = parts_;
    parts.regressors = parts_.regressors.with_future(series_.size(), future);
    parts.paths = nullptr;
    auto out = std::make_unique<FittedArima>(std::move(parts));
    out->summary_ = summary_;
    return out;
  }
  [[nodiscard]] std::unique_ptr<Fitted> with_driver_paths(const data::DriverPaths& paths) const override {
    if (parts_.regressors.empty()) return FittedBase::with_future(paths.mean());
    Parts parts = parts_;
    parts.regressors = parts_.regressors.with_future(series_.size(), paths.mean());
    parts.paths = std::make_shared<const data::DriverPaths>(paths);
    auto out = std::make_unique<FittedArima>(std::move(parts));
    out->summary_ = summary_;
    out->note(kDriverPathsNote);
    return out;
  }
  /// Observations the likelihood counts less coefficients.
  [[nodiscard]] int residual_df() const noexcept { return whitened_.used() - parameters(); }
  /// Names of the regression effects (constants, shifts, regressors), in the order of effect_covariance().
  [[nodiscard]] std::vector<std::string> effect_names() const {
    std::vector<std::string> out;
    for (const Effect& effect : design_.effects) out.push_back(effect.name);
    return out;
  }
  /// Covariance of the estimated effects given the ARMA coefficients, σ² (X'V⁻¹X)⁻¹ with σ² as in the summary (R divides
  /// by n instead of n − k); exact in large samples, since effects and ARMA coefficients are then independent. Unit of the
  /// effects; 0 for a column that depends on others.
  [[nodiscard]] Eigen::MatrixXd effect_covariance() const {
    const int missing = design_.missing;
    const auto count = static_cast<Eigen::Index>(design_.count - missing);
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(count, count);
    std::vector<double> unit(detail::at(design_.count));
    for (int m = 0; m < design_.count; ++m) {
      std::fill(unit.begin(), unit.end(), 0.0);
      unit[detail::at(m)] = 1.0;
      node_.basis.back_substitute(unit.data());
      const Eigen::Map<const Eigen::VectorXd> own(unit.data() + missing, count);
      out += own * own.transpose();
    }
    const double deviation = std::sqrt(variance());
    Eigen::VectorXd unit_of(count);
    for (Eigen::Index j = 0; j < count; ++j) {
      unit_of[j] =
          std::ldexp(deviation * design_.effects[detail::at(static_cast<Index>(j))].scale, working_.exponent);
    }
    return unit_of.asDiagonal() * out * unit_of.asDiagonal();
  }
  /// Adds a note; for who chose or estimated the model.
  void add_note(std::string text) { note(std::move(text)); }

  /// Variance of the forecast errors of steps 1 … horizon (after the end of the series) at the estimates, innovations
  /// and missing values only, squared unit of the series, R's predict()$se²; empty for Box–Cox data.
  [[nodiscard]] std::vector<double> forecast_variance(Index horizon) const override {
    if (parts_.lambda) return {};
    const int steps = static_cast<int>(series_.stale() + horizon);
    PathMaker maker = path_maker(0);
    std::vector<double> out(detail::at(steps), 0.0);
    for (int j = 0; j < steps; ++j) {
      maker.start_empty(node_);
      for (int h = 0; h < steps; ++h) {
        const double response = maker.step(node_, nullptr, h, h == j ? PathMaker::root(node_, h) : 0.0);
        out[detail::at(h)] += response * response;
      }
    }
    add_missing_variance(maker, steps, out);
    const double sigma2 = variance();
    for (double& v : out) v = std::ldexp(v * sigma2, 2 * working_.exponent);
    return {out.begin() + series_.stale(), out.end()};
  }

 private:
  // Effects and the missing values given them; residuals, sum of squares: one way for estimated and held effects, so
  // that a restored fit has the same bits.
  void set_effects() {
    const int missing = design_.missing;
    const int count = design_.count - missing;
    coefficients_ = node_.coefficients;
    for (int j = 0; j < count; ++j) {
      const Effect& effect = design_.effects[detail::at(j)];
      double& b = coefficients_[detail::at(missing + j)];
      // As they are read again from the unit of the series, so that a restored fit has the same bits at every scale.
      effects_.push_back(parts_.effects ? (*parts_.effects)[detail::at(j)]
                                        : std::ldexp(b * effect.scale, working_.exponent));
      b = std::ldexp(effects_.back(), -working_.exponent) / effect.scale;
    }
    std::vector<double> rest = design_.w;
    for (int j = missing; j < design_.count; ++j) {
      for (int t = 0; t < design_.rows; ++t)
        rest[detail::at(t)] -= coefficients_[detail::at(j)] * design_.column(j)[t];
    }
    residuals_.resize(rest.size());
    whitened_.whiten(rest.data(), residuals_.data(), -1);
    std::vector<double> indicators(detail::at(missing) * rest.size());
    optim::OrthogonalBasis basis;
    basis.reset(design_.rows, std::max(missing, 1));
    for (int j = 0; j < missing; ++j) {
      double* out = indicators.data() + detail::at(j) * rest.size();
      whitened_.whiten(design_.column(j), out, -1);
      std::copy(out, out + rest.size(), basis.next());
      basis.push();
    }
    std::vector<double> projected = residuals_;
    std::vector<double> filled(detail::at(missing));
    basis.project_off(projected.data(), filled.data());
    std::copy(filled.begin(), filled.end(), coefficients_.begin());
    sum_of_squares_ = 0.0;
    for (const double r : projected) sum_of_squares_ += r * r;
    innovations_ = recursive_innovations(residuals_, indicators, missing);
  }
  void set_errors() {
    const auto n = series_.y.size();
    std::vector<double> fitted(n, data::kMissing);
    summary_.residuals.assign(n, data::kMissing);
    for (int row = 0; row < design_.rows; ++row) {
      const std::size_t t = detail::at(design_.first) + detail::at(parts_.order.lost() + row);
      const double e = innovations_.standardised[detail::at(row)];
      if (data::is_missing(e) || data::is_missing(working_.y[t])) continue;
      const double deviation =
          e * innovations_.widening[detail::at(row)] * std::sqrt(whitened_.factor().variance(row));
      constexpr double kLargest = std::numeric_limits<double>::max();
      summary_.residuals[t] = std::clamp(std::ldexp(e, working_.exponent), -kLargest, kLargest);
      fitted[t] = to_scaled(working_.y[t] - deviation);
    }
    summary_.fitted_values = series_.unscale(fitted);
  }
  [[nodiscard]] double variance() const noexcept {
    return sum_of_squares_ / std::max(1, whitened_.used() - parameters());
  }
  [[nodiscard]] int parameters() const noexcept {
    return parts_.order.arma() + design_.count - design_.missing;
  }
  void set_criteria() {
    const int used = whitened_.used();
    const double n = used;
    const double k = parameters() + 1.0;
    const double own = deviance(sum_of_squares_, whitened_.log_scale(), design_.log_diffuse, used);
    // Likelihood of the data in their own unit: every density is divided by 2^exponent.
    const double minus_two = own + 2.0 * n * working_.exponent * std::log(2.0);
    summary_.name = parts_.order.name();
    if (!parts_.regressors.empty()) {
      summary_.name = detail::concatenate({"Regression with ", summary_.name, " errors"});
    }
    summary_.loglik = -0.5 * minus_two;
    summary_.aic = minus_two + 2.0 * k;
    summary_.bic = minus_two + std::log(n) * k;
    if (n - k - 1.0 > 0.0) summary_.aicc = summary_.aic + 2.0 * k * (k + 1.0) / (n - k - 1.0);
    summary_.sigma2 =
        std::min(std::ldexp(variance(), 2 * working_.exponent), std::numeric_limits<double>::max());
    if (sum_of_squares_ <= n * ets::kExactFit * ets::kExactFit) {
      note("the model fits the data exactly: likelihood and criteria are bounded, paths have no width");
    }
  }
  void set_parameters() {
    const ArimaOrder& order = parts_.order;
    auto& out = summary_.params;
    PolynomialMaker<double> maker(order);
    (void)maker(parts_.partials.data());
    const char* names[] = {"ar", "ma", "sar", "sma"};
    const int sizes[] = {order.p, order.q, order.P, order.Q};
    std::size_t position = 0;
    for (int kind = 0; kind < 4; ++kind) {
      for (int i = 1; i <= sizes[kind]; ++i) {
        out.emplace_back(names[kind] + std::to_string(i), maker.coefficients()[position++]);
      }
    }
    for (std::size_t j = 0; j < effects_.size(); ++j) {
      out.emplace_back(design_.effects[j].name, effects_[j]);
    }
    position = 0;
    for (int kind = 0; kind < 4; ++kind) {
      for (int i = 1; i <= sizes[kind]; ++i) {
        out.emplace_back(detail::concatenate({"partial_", names[kind], std::to_string(i)}),
                         parts_.partials[position++]);
      }
    }
    out.emplace_back("d", order.d);
    out.emplace_back("D", order.D);
    out.emplace_back("season_length", order.season_length);
  }

  // From working values to the scale of series_.
  [[nodiscard]] double to_scaled(double value) const noexcept {
    if (!parts_.lambda) return value;
    return std::ldexp(theta::inverse_box_cox(std::ldexp(value, working_.exponent), *parts_.lambda),
                      -series_.exponent);
  }
  // Values of the effects in the steps after the last value; path: of the regressors after the end of the series.
  [[nodiscard]] std::vector<double> future_effects(Index steps, const data::Regressors::Matrix* path) const {
    std::vector<double> out;
    for (Index t = design_.last + 1; t < design_.last + 1 + steps; ++t) {
      for (const Effect& effect : design_.effects) {
        const bool drawn = path != nullptr && effect.kind == Effect::Kind::kRegressor && t >= series_.size();
        out.push_back(drawn ? effect.scale * (*path)(t - series_.size(), effect.column)
                            : effect_at(effect, series_, parts_.regressors, t));
      }
    }
    return out;
  }
  [[nodiscard]] PathMaker path_maker(Index steps) const {
    if (steps > 0) parts_.regressors.require_rows(design_.last + 1 + steps, series_.id);
    PathMaker out(parts_.order, design_, future_effects(steps, nullptr));
    std::vector<double> past;
    for (int i = 0; i < parts_.order.lost(); ++i) {
      for (const Effect& effect : design_.effects) {
        past.push_back(effect_at(effect, series_, parts_.regressors, design_.last - i));
      }
    }
    out.set_past_effects(std::move(past));
    return out;
  }
  void add_missing_variance(PathMaker& maker, int steps, std::vector<double>& out) const {
    const int missing = design_.missing;
    if (missing == 0) return;
    // Responses of the forecast to each missing value: column j of paths.
    std::vector<double> responses(detail::at(missing) * detail::at(steps), 0.0);
    std::vector<double> b(detail::at(design_.count), 0.0);
    std::vector<double> base(detail::at(steps));
    for (int j = -1; j < missing; ++j) {
      if (j >= 0) b[detail::at(j)] = 1.0;
      maker.start(node_, b.data());
      for (int h = 0; h < steps; ++h) {
        const double value = maker.step(node_, nullptr, h, 0.0);
        if (j < 0) {
          base[detail::at(h)] = value;
        } else {
          responses[detail::at(j) * detail::at(steps) + detail::at(h)] = value - base[detail::at(h)];
        }
      }
      if (j >= 0) b[detail::at(j)] = 0.0;
    }
    for (int i = 0; i < missing; ++i) {
      std::vector<double> unit(detail::at(design_.count), 0.0);
      unit[detail::at(i)] = 1.0;
      node_.basis.back_substitute(unit.data());
      for (int h = 0; h < steps; ++h) {
        double sum = 0.0;
        for (int j = 0; j < missing; ++j) {
          sum += unit[detail::at(j)] * responses[detail::at(j) * detail::at(steps) + detail::at(h)];
        }
        out[detail::at(h)] += sum * sum;
      }
    }
  }

  void mean_path(std::vector<double>& path) const override {
    const Index stale = series_.stale();
    const Index steps = stale + static_cast<Index>(path.size());
    PathMaker maker = path_maker(steps);
    maker.start(node_, coefficients_.data());
    for (Index h = 0; h < steps; ++h) {
      const double value = maker.step(node_, coefficients_.data(), static_cast<int>(h), 0.0);
      if (h >= stale) path[detail::at(h - stale)] = to_scaled(value);
    }
  }

  void simulate_with(data::DrawMatrix& paths, std::uint64_t seed,
                     const detail::Innovations& innovations) const override {
    std::call_once(once_, [this] {
      posterior_ = std::make_unique<ArmaPosterior>(parts_.order, design_, parts_.partials);
    });
    const Index stale = series_.stale();
    const Index steps = stale + paths.cols();
    PathMaker maker = path_maker(steps);
    const double room = whitened_.used() - (design_.count - design_.missing);
    std::vector<double> b(detail::at(design_.count));
    for (Index d = 0; d < paths.rows(); ++d) {
      data::RandomStream random = stream(seed, d);
      const double position = random.uniform();
      const Node& node = posterior_->is_empty() ? node_ : posterior_->at(position);
      const double sigma =
          detail::draw_standard_deviation(random, std::sqrt(node.sum_of_squares / std::max(room, 1.0)), room);
      for (double& z : b) z = random.normal();
      node.basis.back_substitute(b.data());
      for (std::size_t j = 0; j < b.size(); ++j) b[j] = node.coefficients[j] + sigma * b[j];
      if (parts_.paths) maker.set_future(future_effects(steps, &parts_.paths->path(d)));
      maker.start(node, b.data());
      for (Index h = 0; h < steps; ++h) {
        const int step = static_cast<int>(h);
        const double e = sigma * PathMaker::root(node, step) * innovations.draw(random);
        const double value = maker.step(node, b.data(), step, e);
        if (h >= stale) paths(d, h - stale) = to_scaled(value);
      }
    }
  }

  Parts parts_;
  Working working_;
  Design design_;
  Whitened whitened_;
  Node node_;
  std::vector<double> coefficients_;
  std::vector<double> effects_;
  std::vector<double> residuals_;
  Innovations innovations_;
  double sum_of_squares_ = 0.0;
  // Made when paths are first asked for; call_once keeps a const model shareable between threads.
  mutable std::once_flag once_;
  mutable std::unique_ptr<ArmaPosterior> posterior_;
};

}  // namespace dubao::models::arima
