// SPDX-License-Identifier: Apache-2.0
//
// FittedArdl: an ARDL model with its coefficients: elasticities, error-correction form, bounds test, forecasts, paths.
//
// Forecast  Period by period from the last values and the drivers' future. A missing last value is replaced by its own
//           prediction (by a drawn one in the paths); lags before a definition's first value by that value.
// Paths     draw coefficients and variance from their posterior under the flat prior (Student's t), then innovations; a path
//           whose own lags sum to one or more is drawn again where the estimate's do not: with a few values of a trending
//           series a third of the posterior explodes, and no such path is a forecast. Drivers: rows, or path by path.
// Logs      Both sides are logarithms; the point forecast is transformed back as it is, a median.
// Params    every coefficient in the unit of the series and its driver, by name; order and lags are read from the names.
#pragma once

#include <dubao/models/detail/fitted_base.hpp>
#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/driver_forecast.hpp>
#include <dubao/models/dynamic_regression/bounds_test.hpp>
#include <dubao/models/dynamic_regression/error_correction.hpp>

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::dynamic_regression {

/// Times a path's coefficients are drawn again before the last draw is taken as it is.
inline constexpr int kMostRedraws = 50;

/// All that a FittedArdl is made from.
struct ArdlParts {
  detail::Prepared series;
  data::Regressors drivers;
  ArdlOrder order;
  bool log = false;
  std::vector<double> params;  ///< in the unit of the series, one a column
  std::shared_ptr<const data::DriverPaths> paths{};
};

/// Values and drivers in the form the regression works on, and how coefficients are brought back to their units.
struct ArdlWorking {
  ArdlData data;
  std::vector<double> scale;  ///< driver column = value · scale (a power of two; 1 for logarithms)
};

/// Scales, or takes logarithms. Throws InputError E-DYN-003 for values or drivers that have no logarithm.
[[nodiscard]] inline ArdlWorking make_ardl_working(const detail::Prepared& series,
                                                   const data::Regressors& drivers, bool log) {
  ArdlWorking out;
  out.data.y = series.y;
  out.data.definition = series.definition;
  out.data.definitions = series.definitions;
  out.data.names = drivers.names();
  out.data.x = drivers.rows();
  if (out.data.x.rows() == 0) out.data.x.resize(series.size(), 0);
  Problems problems;
  if (log) {
    for (const Index t : series.observed) {
      const double y = series.unscale(series.y[detail::at(t)]);
      problems.add_if(!(y > 0.0), {"E-DYN-003", "y", "a value that is not above zero has no logarithm",
                                   "leave log out, or shift the series", series.id,
                                   (series.end + (t - series.size())).to_string()});
      out.data.y[detail::at(t)] = std::log(y);
    }
  }
  for (Eigen::Index j = 0; j < out.data.x.cols(); ++j) {
    if (!log) {
      double largest = out.data.x.col(j)
                           .head(std::min<Eigen::Index>(series.size(), out.data.x.rows()))
                           .cwiseAbs()
                           .maxCoeff();
      out.scale.push_back(largest > 0.0 ? std::ldexp(1.0, -std::ilogb(largest)) : 1.0);
      out.data.x.col(j) *= out.scale.back();
      continue;
    }
    out.scale.push_back(1.0);
    for (Eigen::Index t = 0; t < out.data.x.rows(); ++t) {
      problems.add_if(!(out.data.x(t, j) > 0.0), {"E-DYN-003",
                                                  "X",
                                                  "a value that is not above zero has no logarithm",
                                                  "leave log out, or shift the driver",
                                                  series.id,
                                                  "",
                                                  {},
                                                  static_cast<long>(t + 1),
                                                  drivers.names()[detail::at(static_cast<Index>(j))]});
      out.data.x(t, j) = std::log(out.data.x(t, j));
    }
  }
  problems.throw_if_any();
  return out;
}

/// One factor a column: coefficient in the unit of the series = coefficient of the working values · 2^exponent · factor.
[[nodiscard]] inline std::vector<std::pair<double, int>> column_units(const ArdlOrder& order,
                                                                      const ArdlWorking& working, bool log,
                                                                      int exponent) {
  std::vector<std::pair<double, int>> out(column_names(order, working.data).size(),
                                          {1.0, log ? 0 : exponent});
  auto column = static_cast<std::size_t>(columns_of(order, working.data).first_own);
  for (int i = 0; i < order.p; ++i) out[column++].second = 0;
  for (std::size_t j = 0; j < order.q.size(); ++j) {
    for (int k = 0; k <= order.q[j]; ++k) out[column++].first = working.scale[j];
  }
  return out;
}

class FittedArdl final : public detail::FittedBase, public DriverForecast {
 public:
  explicit FittedArdl(ArdlParts parts)
      : FittedBase(parts.series),
        parts_(std::move(parts)),
        working_(make_ardl_working(series_, parts_.drivers, parts_.log)) {
    set_estimate();
    set_summary();
    note_unused_standard_errors();
    if (series_.definitions > 1)
      note("breaks: each earlier definition has a level of its own, no lag looks across");
    note("paths include innovations and the uncertain coefficients and variance (posterior, flat prior)");
    if (parts_.log)
      note("logarithms of both sides: effects are elasticities; the point forecast is the median");
  }

  [[nodiscard]] const ArdlOrder& order() const noexcept { return parts_.order; }
  [[nodiscard]] bool is_log() const noexcept { return parts_.log; }
  [[nodiscard]] Index rows() const noexcept { return estimate_.rows; }
  [[nodiscard]] Index residual_df() const noexcept { return estimate_.residual_df(); }
  void add_note(std::string text) { note(std::move(text)); }

  /// Names of the coefficients, and their standard errors in the same units.
  [[nodiscard]] std::vector<std::string> coefficient_names() const {
    return column_names(parts_.order, working_.data);
  }
  [[nodiscard]] std::vector<double> standard_errors() const {
    const auto units = column_units(parts_.order, working_, parts_.log, series_.exponent);
    std::vector<double> out;
    for (std::size_t j = 0; j < units.size(); ++j) {
      const auto row = static_cast<Eigen::Index>(j);
      const double variance = estimate_.variance() * estimate_.unscaled_covariance(row, row);
      out.push_back(std::ldexp(std::sqrt(std::max(0.0, variance)) * units[j].first, units[j].second));
    }
    return out;
  }
  /// Effects of the drivers; elasticities for logarithms, otherwise in the unit of the series by that of the driver.
  [[nodiscard]] std::vector<DriverEffect> effects() const {
    std::vector<DriverEffect> out =
        driver_effects(parts_.order, working_.data, estimate_.params, estimate_.covariance(),
                       static_cast<double>(residual_df()));
    for (std::size_t j = 0; j < out.size(); ++j) {
      for (double* value :
           {&out[j].short_run, &out[j].short_run_error, &out[j].long_run, &out[j].long_run_error}) {
        *value = std::ldexp(*value * working_.scale[j], parts_.log ? 0 : series_.exponent);
      }
    }
    return out;
  }
  /// The error-correction form, in the units of the series. Throws ModelError E-DYN-006 without an own lag.
  [[nodiscard]] std::vector<ErrorCorrectionTerm> error_correction_form() const {
    require_own_lag();
    // By the coefficients in their units: the form is linear in them.
    const auto units = column_units(parts_.order, working_, parts_.log, series_.exponent);
    Eigen::VectorXd factors(static_cast<Eigen::Index>(units.size()));
    for (std::size_t j = 0; j < units.size(); ++j) {
      factors[static_cast<Eigen::Index>(j)] = std::ldexp(units[j].first, units[j].second);
    }
    return error_correction(parts_.order, working_.data, factors.cwiseProduct(estimate_.params),
                            factors.asDiagonal() * estimate_.covariance() * factors.asDiagonal());
  }
  /// The bounds test. which: case II or III with an intercept, IV or V with a trend too, I without both. replications: of
  /// the bounds at the sample's own size; 0: published bounds only. Throws ModelError E-DYN-006 without an own lag,
  /// InputError E-DYN-008 for a case that does not fit the constants.
  [[nodiscard]] BoundsTest bounds_test(BoundsCase which, Index replications = kBoundsReplications,
                                       std::uint64_t seed = 1) const {
    require_own_lag();
    const bool fits = which == BoundsCase::kI     ? !parts_.order.intercept && !parts_.order.trend
                      : which <= BoundsCase::kIII ? parts_.order.intercept && !parts_.order.trend
                                                  : parts_.order.intercept && parts_.order.trend;
    if (!fits) {
      throw InputError("E-DYN-008", "case", "the case does not fit intercept and trend of the model",
                       "case 1 without both, 2 or 3 with an intercept, 4 or 5 with intercept and trend",
                       series_.id);
    }
    const BoundsStatistics statistics =
        bounds_statistics(which, parts_.order, working_.data, estimate_.params, estimate_.covariance());
    const auto drivers = static_cast<Index>(parts_.order.q.size());
    if (replications == 0) {
      return make_bounds_test(which, statistics, drivers, rows(), nullptr);
    }
    const SimulatedBounds simulated = simulate_bounds(which, parts_.order, rows(), replications, seed);
    return make_bounds_test(which, statistics, drivers, rows(), &simulated);
  }

  [[nodiscard]] std::unique_ptr<Fitted> with_future(const data::Regressors::Matrix& future) const override {
    if (parts_.drivers.empty()) return FittedBase::with_future(future);
    return remade(future, nullptr);
  }
  [[nodiscard]] std::unique_ptr<Fitted> with_driver_paths(const data::DriverPaths& paths) const override {
    if (parts_.drivers.empty()) return FittedBase::with_future(paths.mean());
    auto out = remade(paths.mean(), std::make_shared<const data::DriverPaths>(paths));
    // Logarithms of every path are taken when paths are drawn; their sign is checked now.
    for (Index d = 0; parts_.log && d < paths.size(); ++d) {
      if (paths.path(d).minCoeff() > 0.0) continue;
      throw InputError("E-DYN-003", "X",
                       "driver path " + std::to_string(d + 1) + " holds a value that has no logarithm",
                       "leave log out, or give drivers above zero", series_.id);
    }
    out->note(kDriverPathsNote);
    return out;
  }

 private:
  void require_own_lag() const {
    if (parts_.order.p > 0) return;
    throw ModelError("E-DYN-006", "p", "without an own lag there is no error-correction form",
                     "fit with p of at least 1, or give more values", series_.id);
  }
  [[nodiscard]] std::unique_ptr<FittedArdl> remade(const data::Regressors::Matrix& future,
                                                   std::shared_ptr<const data::DriverPaths> paths) const {
    ArdlParts parts = parts_;
    parts.drivers = parts_.drivers.with_future(series_.size(), future);
    parts.paths = std::move(paths);
    auto out = std::make_unique<FittedArdl>(std::move(parts));
    out->summary_ = summary_;
    return out;
  }

  // Coefficients as they are read from their units, so that a restored fit has the same bits; errors at them.
  void set_estimate() {
    const ArdlOrder& order = parts_.order;
    const ArdlDesign design =
        make_design(order, working_.data, usable_rows(working_.data, order.p, order.longest()));
    estimate_ = estimate(order, design);
    const auto units = column_units(order, working_, parts_.log, series_.exponent);
    for (std::size_t j = 0; j < units.size(); ++j) {
      estimate_.params[static_cast<Eigen::Index>(j)] =
          std::ldexp(parts_.params[j], -units[j].second) / units[j].first;
    }
    const Eigen::VectorXd predicted = design.x * estimate_.params;
    const Eigen::VectorXd residuals = design.y - predicted;
    estimate_.sum_of_squares = residuals.squaredNorm();
    set_criteria(estimate_);
    fitted_.assign(series_.y.size(), data::kMissing);
    errors_.assign(series_.y.size(), data::kMissing);
    for (std::size_t r = 0; r < design.rows.size(); ++r) {
      fitted_[detail::at(design.rows[r])] = predicted[static_cast<Eigen::Index>(r)];
      errors_[detail::at(design.rows[r])] = residuals[static_cast<Eigen::Index>(r)];
    }
    // Square root of the covariance of the coefficients, of correlations: columns in units far apart are no reason to fail.
    const Eigen::VectorXd deviation = estimate_.unscaled_covariance.diagonal().cwiseSqrt();
    Eigen::MatrixXd correlation = Eigen::MatrixXd::Identity(deviation.size(), deviation.size());
    for (Eigen::Index i = 0; i < deviation.size(); ++i) {
      for (Eigen::Index j = 0; j < deviation.size(); ++j) {
        if (deviation[i] > 0.0 && deviation[j] > 0.0) {
          correlation(i, j) = estimate_.unscaled_covariance(i, j) / (deviation[i] * deviation[j]);
        }
      }
    }
    const Eigen::LDLT<Eigen::MatrixXd> factor(correlation);
    Eigen::MatrixXd lower = factor.matrixL();
    lower = lower * factor.vectorD().cwiseMax(0.0).cwiseSqrt().asDiagonal();
    root_ = deviation.asDiagonal() * (factor.transpositionsP().transpose() * lower);
  }
  void set_summary() {
    summary_.name = parts_.order.name();
    const std::vector<std::string> names = coefficient_names();
    for (std::size_t j = 0; j < names.size(); ++j) summary_.params.emplace_back(names[j], parts_.params[j]);
    const double n = static_cast<double>(estimate_.rows);
    const double m = static_cast<double>(estimate_.rank) + 1.0;
    const double change = parts_.log ? 0.0 : n * series_.exponent * 0.69314718055994530942;
    summary_.loglik = estimate_.loglik - change;
    summary_.aic = -2.0 * summary_.loglik + 2.0 * m;
    summary_.aicc = n - m - 1.0 > 0.0 ? estimate_.aicc + 2.0 * change : data::kMissing;
    summary_.bic = -2.0 * summary_.loglik + std::log(n) * m;
    summary_.sigma2 = parts_.log ? estimate_.variance() : unscale_variance(estimate_.variance());
    if (!parts_.log) {
      summary_.fitted_values = series_.unscale(fitted_);
      summary_.residuals = series_.unscale(errors_);
      return;
    }
    summary_.residuals = errors_;
    summary_.fitted_values.clear();
    for (const double value : fitted_) {
      summary_.fitted_values.push_back(data::is_missing(value) ? value : std::exp(value));
    }
  }

  /// A path of the working values from the first value of the last definition on: observed values stay, others are
  /// predicted with innovation e(t). Returns the steps after the end of the series.
  template <typename Innovation>
  void run(const Eigen::VectorXd& b, const Eigen::MatrixXd& x, Index horizon, Innovation&& innovation,
           double* out) const {
    const int p = parts_.order.p;
    Index first = series_.last();
    while (first > 0 && series_.is_last_definition(first - 1)) --first;
    while (data::is_missing(series_.y[detail::at(first)])) ++first;
    const std::vector<double>& y = working_.data.y;
    std::vector<double> own(detail::at(p), y[detail::at(first)]);
    // Observed values up to the last gap that matters need no regression: start p periods before the first missing one.
    Eigen::RowVectorXd row(b.size());
    for (Index t = first; t < series_.size() + horizon; ++t) {
      double value = t < series_.size() ? y[detail::at(t)] : data::kMissing;
      if (data::is_missing(value)) {
        if (t < parts_.order.longest()) {
          value = p > 0 ? own[0] : y[detail::at(first)];
        } else {
          fill_row(parts_.order, working_.data, x, t, own.data(), row);
          value = row.dot(b) + innovation(t);
        }
        if (t >= series_.size()) out[t - series_.size()] = value;
      }
      for (std::size_t i = own.size(); i > 1; --i) own[i - 1] = own[i - 2];
      if (!own.empty()) own[0] = value;
    }
  }
  [[nodiscard]] double to_scaled(double value) const noexcept {
    return parts_.log ? std::ldexp(std::exp(value), -series_.exponent) : value;
  }
  void mean_path(std::vector<double>& path) const override {
    const auto horizon = static_cast<Index>(path.size());
    parts_.drivers.require_rows(series_.size() + horizon, series_.id);
    run(
        estimate_.params, working_.data.x, horizon, [](Index) { return 0.0; }, path.data());
    for (double& value : path) value = to_scaled(value);
  }
  // Rows of the drivers with one path as their future, in working values.
  void set_future(Eigen::MatrixXd& x, const data::DriverPaths::Matrix& path) const {
    for (Eigen::Index j = 0; j < path.cols(); ++j) {
      for (Eigen::Index h = 0; h < path.rows(); ++h) {
        x(series_.size() + h, j) =
            parts_.log ? std::log(path(h, j)) : path(h, j) * working_.scale[static_cast<std::size_t>(j)];
      }
    }
  }
  void simulate(data::DrawMatrix& paths, std::uint64_t seed) const override {
    const Index horizon = paths.cols();
    parts_.drivers.require_rows(series_.size() + horizon, series_.id);
    const Eigen::VectorXd own_lags = columns_of(parts_.order, working_.data).own_lags;
    const bool settles = own_lags.dot(estimate_.params) < 1.0;
    const double deviation = std::sqrt(estimate_.variance());
    const auto df = static_cast<double>(std::max<Index>(1, residual_df()));
    Eigen::MatrixXd x = working_.data.x;
    Eigen::VectorXd z(estimate_.params.size());
    Eigen::VectorXd b = estimate_.params;
    for (Index d = 0; d < paths.rows(); ++d) {
      data::RandomStream random = stream(seed, d);
      const double sigma = detail::draw_standard_deviation(random, deviation, df);
      for (int attempt = 0; attempt <= kMostRedraws; ++attempt) {
        for (Eigen::Index j = 0; j < z.size(); ++j) z[j] = random.normal();
        b = estimate_.params + sigma * (root_ * z);
        if (!settles || own_lags.dot(b) < 1.0) break;
      }
      if (parts_.paths) set_future(x, parts_.paths->path(d));
      run(
          b, x, horizon, [&](Index) { return sigma * random.normal(); }, paths.row(d).data());
      for (Index h = 0; h < horizon; ++h) paths(d, h) = to_scaled(paths(d, h));
    }
  }

  ArdlParts parts_;
  ArdlWorking working_;
  ArdlEstimate estimate_;
  Eigen::MatrixXd root_;  ///< R with R R' = (X'X)⁻¹
  std::vector<double> fitted_;
  std::vector<double> errors_;
};

}  // namespace dubao::models::dynamic_regression
