// SPDX-License-Identifier: Apache-2.0
//
// The regression behind an autoregressive distributed lag model: columns, least squares, choice of lags.
//
// Formula   y_t = c + δ t + Σ_{i=1..p} φ_i y_{t−i} + Σ_j Σ_{k=0..q_j} β_{jk} x_{j,t−k} + ε_t
// Rows      A period is used when its value and its own lags are observed and of one definition; no row looks across a
//           declared break. Each earlier definition has a level of its own (column "shift1", …).
// Choice    AICc = −2 log L + 2m + 2m(m + 1)/(n − m − 1), m coefficients and the variance, among all p and q up to their
//           limits on the rows that the longest lags leave, so that every candidate explains the same values. The chosen
//           one is then estimated on all rows of its own lags.
// Example   y = 1, 2, 4, 8 with p = 1: rows t = 1, 2, 3 and φ = 2 without error
// Source    Pesaran and Shin (1999); Hurvich and Tsai (1989) for AICc.
#pragma once

#include <dubao/models/detail/prepared.hpp>
#include <dubao/models/detail/text.hpp>
#include <dubao/models/dynamic_regression/driver_effect.hpp>
#include <dubao/regression/orthogonal.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::dynamic_regression {

/// Observations that must be left when every coefficient is estimated.
inline constexpr Index kSpareRows = 2;
/// Most combinations of lags that are tried one by one; beyond, all drivers have the same number of lags.
inline constexpr Index kMostOrders = 4096;
/// Root mean square residual below which a fit counts as exact, relative to values of size one.
inline constexpr double kExactResidual = 1e-12;

/// Lags and constants of an ARDL model.
struct ArdlOrder {
  int p = 1;           ///< own lags, ≥ 0
  std::vector<int> q;  ///< lags of each driver, ≥ 0; as many as drivers
  bool intercept = true;
  bool trend = false;

  [[nodiscard]] int longest() const noexcept {
    int out = p;
    for (const int lag : q) out = std::max(out, lag);
    return out;
  }
  /// Coefficients without shifts.
  [[nodiscard]] Index coefficients() const noexcept {
    Index out = p + (intercept ? 1 : 0) + (trend ? 1 : 0);
    for (const int lag : q) out += lag + 1;
    return out;
  }
  /// "ARDL(1,0) with trend".
  [[nodiscard]] std::string name() const {
    std::string out = detail::concatenate({"ARDL(", std::to_string(p)});
    for (const int lag : q) out += detail::concatenate({",", std::to_string(lag)});
    out += ")";
    if (trend) out += " with trend";
    if (!intercept) out += " without intercept";
    return out;
  }
};

/// What the regression works on: values and drivers, scaled or in logarithms.
struct ArdlData {
  std::vector<double> y;        ///< NaN = missing
  std::vector<int> definition;  ///< as detail::Prepared
  int definitions = 1;
  Eigen::MatrixXd x;               ///< at least as many rows as y
  std::vector<std::string> names;  ///< of the columns of x
};

/// Periods whose value and `own` lags are observed in one definition, from period `first` on.
[[nodiscard]] inline std::vector<Index> usable_rows(const ArdlData& data, int own, int first) {
  std::vector<Index> out;
  for (Index t = std::max(own, first); t < static_cast<Index>(data.y.size()); ++t) {
    bool good = true;
    for (Index i = 0; i <= own && good; ++i) {
      good = !data::is_missing(data.y[detail::at(t - i)]) &&
             data.definition[detail::at(t - i)] == data.definition[detail::at(t)];
    }
    if (good) out.push_back(t);
  }
  return out;
}

/// Names of the columns: intercept, trend, shifts, own lags, drivers.
[[nodiscard]] inline std::vector<std::string> column_names(const ArdlOrder& order, const ArdlData& data) {
  std::vector<std::string> out;
  if (order.intercept) out.emplace_back("intercept");
  if (order.trend) out.emplace_back("trend");
  for (int j = 1; j < data.definitions; ++j) out.push_back(detail::concatenate({"shift", std::to_string(j)}));
  for (int i = 1; i <= order.p; ++i) out.push_back(detail::concatenate({"y.lag", std::to_string(i)}));
  for (std::size_t j = 0; j < order.q.size(); ++j) {
    out.push_back(data.names[j]);
    for (int k = 1; k <= order.q[j]; ++k)
      out.push_back(detail::concatenate({data.names[j], ".lag", std::to_string(k)}));
  }
  return out;
}

/// Values of the columns at period t, which may lie beyond the data. own: the last values before t, newest first, p of them;
/// drivers: rows of the drivers' lags are read from `x`, whose row 0 is period 0.
inline void fill_row(const ArdlOrder& order, const ArdlData& data, const Eigen::MatrixXd& x, Index t,
                     const double* own, Eigen::Ref<Eigen::RowVectorXd> out) {
  Eigen::Index column = 0;
  if (order.intercept) out[column++] = 1.0;
  if (order.trend) out[column++] = static_cast<double>(t + 1);
  const int definition =
      t < static_cast<Index>(data.y.size()) ? data.definition[detail::at(t)] : data.definitions - 1;
  for (int j = 0; j + 1 < data.definitions; ++j) out[column++] = definition == j ? 1.0 : 0.0;
  for (int i = 0; i < order.p; ++i) out[column++] = own[i];
  for (std::size_t j = 0; j < order.q.size(); ++j) {
    for (int k = 0; k <= order.q[j]; ++k) out[column++] = x(t - k, static_cast<Eigen::Index>(j));
  }
}

/// The regression of one order on given rows.
struct ArdlDesign {
  Eigen::MatrixXd x;
  Eigen::VectorXd y;
  std::vector<Index> rows;
};

[[nodiscard]] inline ArdlDesign make_design(const ArdlOrder& order, const ArdlData& data,
                                            std::vector<Index> rows) {
  ArdlDesign out;
  const auto n = static_cast<Eigen::Index>(rows.size());
  const auto columns = static_cast<Eigen::Index>(column_names(order, data).size());
  out.x.resize(n, columns);
  out.y.resize(n);
  std::vector<double> own(detail::at(order.p));
  Eigen::RowVectorXd values(columns);
  for (Eigen::Index r = 0; r < n; ++r) {
    const Index t = rows[static_cast<std::size_t>(r)];
    for (int i = 0; i < order.p; ++i) own[detail::at(i)] = data.y[detail::at(t - 1 - i)];
    fill_row(order, data, data.x, t, own.data(), values);
    out.x.row(r) = values;
    out.y[r] = data.y[detail::at(t)];
  }
  out.rows = std::move(rows);
  return out;
}

/// Least squares of one order.
struct ArdlEstimate {
  ArdlOrder order;
  Eigen::VectorXd params;               ///< one a column; 0 where the column is dropped
  Eigen::MatrixXd unscaled_covariance;  ///< (X'X)⁻¹; 0 where the column is dropped
  std::vector<Index> dropped;           ///< columns that depend on earlier ones
  double sum_of_squares = 0.0;
  Index rows = 0;
  Index rank = 0;
  double loglik = data::kMissing;
  double aicc = std::numeric_limits<double>::infinity();

  [[nodiscard]] Index residual_df() const noexcept { return rows - rank; }
  /// Residual variance with n − m in the denominator.
  [[nodiscard]] double variance() const noexcept {
    return sum_of_squares / static_cast<double>(std::max<Index>(1, residual_df()));
  }
  [[nodiscard]] Eigen::MatrixXd covariance() const { return variance() * unscaled_covariance; }
};

/// Log-likelihood and AICc of a regression with normal errors. O(1).
inline void set_criteria(ArdlEstimate& estimate) {
  const auto n = static_cast<double>(estimate.rows);
  const double m = static_cast<double>(estimate.rank) + 1.0;
  const double mean_square = std::max(estimate.sum_of_squares / n, kExactResidual * kExactResidual);
  constexpr double kTwoPi = 6.283185307179586476925286766559;
  estimate.loglik = -0.5 * n * (std::log(kTwoPi * mean_square) + 1.0);
  estimate.aicc = n - m - 1.0 > 0.0 ? -2.0 * estimate.loglik + 2.0 * m + 2.0 * m * (m + 1.0) / (n - m - 1.0)
                                    : std::numeric_limits<double>::infinity();
}

/// Estimates an order on a design by orthogonal triangles (regression/orthogonal.hpp). Cost: 2np².
[[nodiscard]] inline ArdlEstimate estimate(
    const ArdlOrder& order, const ArdlDesign& design,
    regression::Precision precision = regression::Precision::kAutomatic) {
  ArdlEstimate out;
  out.order = order;
  out.rows = static_cast<Index>(design.y.size());
  const regression::OrthogonalFactor factor(design.x, regression::kRankTolerance, precision);
  out.rank = factor.rank();
  out.dropped = factor.dropped();
  out.params = Eigen::VectorXd::Zero(design.x.cols());
  out.unscaled_covariance = Eigen::MatrixXd::Zero(design.x.cols(), design.x.cols());
  const Eigen::VectorXd kept = factor.solve(design.y);
  const Eigen::MatrixXd own = factor.unscaled_covariance();
  for (Eigen::Index i = 0; i < kept.size(); ++i) {
    const Index row = factor.kept()[static_cast<std::size_t>(i)];
    out.params[row] = kept[i];
    for (Eigen::Index j = 0; j < kept.size(); ++j) {
      out.unscaled_covariance(row, factor.kept()[static_cast<std::size_t>(j)]) = own(i, j);
    }
  }
  out.sum_of_squares = (design.y - design.x * out.params).squaredNorm();
  set_criteria(out);
  return out;
}

/// What the choice may try.
struct ArdlLimits {
  int max_p = 2;
  int max_q = 2;
  std::optional<int> p{};               ///< empty: chosen in 1 … max_p
  std::optional<std::vector<int>> q{};  ///< empty: chosen in 0 … max_q each
  bool intercept = true;
  bool trend = false;
};

/// Every order within the limits; drivers share their number of lags when there are more than kMostOrders of them.
[[nodiscard]] inline std::vector<ArdlOrder> candidates(const ArdlLimits& limits, std::size_t drivers) {
  std::vector<std::vector<int>> lags;
  if (limits.q) {
    lags.push_back(*limits.q);
  } else {
    const double all = std::pow(limits.max_q + 1.0, static_cast<double>(drivers)) * limits.max_p;
    if (all > static_cast<double>(kMostOrders)) {
      for (int k = 0; k <= limits.max_q; ++k) lags.emplace_back(drivers, k);
    } else {
      std::vector<int> q(drivers, 0);
      for (bool more = true; more;) {
        lags.push_back(q);
        more = false;
        for (std::size_t j = 0; j < drivers && !more; ++j) {
          if (q[j] < limits.max_q) {
            ++q[j];
            more = true;
          } else {
            q[j] = 0;
          }
        }
      }
    }
  }
  std::vector<ArdlOrder> out;
  const int first = limits.p.value_or(std::min(1, limits.max_p));
  const int last = limits.p.value_or(limits.max_p);
  for (int p = first; p <= last; ++p) {
    for (const std::vector<int>& q : lags) out.push_back({p, q, limits.intercept, limits.trend});
  }
  return out;
}

/// The order with the least AICc on the rows that all candidates can use; empty when none has a finite one. Ties go to
/// the order with fewer coefficients. Cost: one regression a candidate.
[[nodiscard]] inline std::optional<ArdlOrder> choose_order(const ArdlLimits& limits, const ArdlData& data) {
  const std::vector<ArdlOrder> all = candidates(limits, data.names.size());
  int longest_own = 0;
  int longest = 0;
  for (const ArdlOrder& order : all) {
    longest_own = std::max(longest_own, order.p);
    longest = std::max(longest, order.longest());
  }
  const std::vector<Index> rows = usable_rows(data, longest_own, longest);
  std::optional<ArdlOrder> best;
  double least = std::numeric_limits<double>::infinity();
  for (const ArdlOrder& order : all) {
    const Index columns = order.coefficients() + data.definitions - 1;
    if (static_cast<Index>(rows.size()) < columns + kSpareRows) continue;
    const double own = estimate(order, make_design(order, data, rows)).aicc;
    if (own < least || (own == least && best && order.coefficients() < best->coefficients())) {
      least = own;
      best = order;
    }
  }
  return best;
}

/// Positions of columns in the list of column_names.
struct ArdlColumns {
  Eigen::VectorXd own_lags;              ///< 1 at the own lags
  std::vector<Eigen::VectorXd> drivers;  ///< 1 at all lags of a driver
  std::vector<Eigen::Index> immediate;   ///< column of lag 0 of each driver
  Eigen::Index first_own = 0;            ///< column of y.lag1
};

[[nodiscard]] inline ArdlColumns columns_of(const ArdlOrder& order, const ArdlData& data) {
  const auto count = static_cast<Eigen::Index>(column_names(order, data).size());
  ArdlColumns out;
  Eigen::Index column = (order.intercept ? 1 : 0) + (order.trend ? 1 : 0) + data.definitions - 1;
  out.first_own = column;
  out.own_lags = Eigen::VectorXd::Zero(count);
  for (int i = 0; i < order.p; ++i) out.own_lags[column++] = 1.0;
  for (const int q : order.q) {
    out.immediate.push_back(column);
    Eigen::VectorXd weights = Eigen::VectorXd::Zero(count);
    for (int k = 0; k <= q; ++k) weights[column++] = 1.0;
    out.drivers.push_back(std::move(weights));
  }
  return out;
}

/// Short-run and long-run effects of every driver in working values. covariance: of params. O(drivers · columns²).
[[nodiscard]] inline std::vector<DriverEffect> driver_effects(const ArdlOrder& order, const ArdlData& data,
                                                              const Eigen::VectorXd& params,
                                                              const Eigen::MatrixXd& covariance,
                                                              double degrees_of_freedom) {
  const ArdlColumns columns = columns_of(order, data);
  std::vector<DriverEffect> out;
  for (std::size_t j = 0; j < order.q.size(); ++j) {
    DriverEffect effect;
    effect.driver = data.names[j];
    effect.degrees_of_freedom = degrees_of_freedom;
    const Eigen::Index now = columns.immediate[j];
    effect.short_run = params[now];
    effect.short_run_error = std::sqrt(std::max(0.0, covariance(now, now)));
    const Derived lasting = long_run(columns.drivers[j], columns.own_lags, params, covariance);
    effect.long_run = lasting.value;
    effect.long_run_error = lasting.error;
    out.push_back(std::move(effect));
  }
  return out;
}

}  // namespace dubao::models::dynamic_regression
