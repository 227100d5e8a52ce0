// SPDX-License-Identifier: Apache-2.0
//
// Penalised regression: ridge, lasso and elastic net, for many or nearly dependent columns, n < p included.
//
// What      min ½ Σ wᵢ (yᵢ − b₀ − xᵢ'b)² + λ (α ‖b‖₁ + (1 − α)/2 ‖b‖²), Σ w = 1: α = 0 ridge, α = 1 lasso. The intercept is not
//           penalised. Columns are divided by their standard deviations (divisor n) first unless standardize is false; the
//           coefficients are given in the units of the data. λ and α are alpha and l1_ratio of scikit-learn's ElasticNet; its
//           Ridge has alpha = nλ.
// How       Ridge: least squares on [X; √λ I], or its dual where p > n. Otherwise coordinate descent on second moments
//           (detail/coordinate_descent.hpp) along a descending path of λ, each fit starting from the one before.
// Choice    of λ: penalty_choice.hpp
// When not  p-values: a penalised estimate is biased on purpose. Ridge's standard errors leave the bias out; lasso and
//           elastic net have none, because the choice of columns is a part of the estimate.
// Example   one standardised column, y'x/n = 0.8, variance of y 1: lasso b = 0.8 − λ, ridge b = 0.8 / (1 + λ)
// Source    Hoerl and Kennard (1970); Tibshirani (1996); Zou and Hastie (2005); Friedman, Hastie and Tibshirani (2010);
//           Zou, Hastie and Tibshirani (2007) for the degrees of freedom.
#pragma once

#include <dubao/regression/design.hpp>
#include <dubao/regression/detail/coordinate_descent.hpp>
#include <dubao/regression/detail/standardized.hpp>
#include <dubao/regression/least_squares.hpp>
#include <dubao/regression/result.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::regression {

/// Penalties of a path and the smallest of them relative to the largest (more columns than rows: the second).
inline constexpr Index kPathLength = 100;
inline constexpr double kSmallestShare = 1e-4;
inline constexpr double kSmallestShareWide = 1e-2;
inline constexpr double kSmallestShareRidge = 1e-8;
/// α below which the largest penalty of the path is that of this α: a ridge fit is zero for no finite λ.
inline constexpr double kSmallestMixing = 1e-3;

struct PenalizedOptions {
  bool intercept = true;
  bool standardize = true;
  double mixing = 1.0;  ///< α: 0 ridge, 1 lasso
};

struct PenalizedPath {
  std::vector<double> penalties;  ///< descending
  Eigen::MatrixXd coefficients;   ///< p × penalties, units of the data
  Eigen::VectorXd intercepts;     ///< one a penalty; 0 without an intercept
  std::vector<double> degrees;    ///< effective number of slopes
  std::vector<double> r2;         ///< share of the variance explained
  double violation = 0.0;         ///< largest of the optimality conditions, in standard deviations of y
  bool converged = true;
};

namespace detail {

inline void collect_penalized_problems(const PenalizedOptions& options, const std::vector<double>& penalties,
                                       Problems& problems) {
  for (const double penalty : penalties) {
    problems.add_if(!std::isfinite(penalty) || penalty < 0.0,
                    {"E-PEN-001", "penalty", "the penalty is negative, missing or infinite",
                     "give a number of at least 0, or none to have it chosen", "", ""});
  }
  problems.add_if(!(options.mixing >= 0.0 && options.mixing <= 1.0),
                  {"E-PEN-002", "mixing", "the mixing is outside [0, 1]",
                   "give 0 for ridge, 1 for lasso, or a number between", "", ""});
}

inline void check_penalized(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                            const Eigen::VectorXd& weights, const std::vector<std::string>& names,
                            const PenalizedOptions& options, const std::vector<double>& penalties) {
  Problems problems;
  collect_regression_problems(x, y, weights, names, options.intercept, problems);
  collect_penalized_problems(options, penalties, problems);
  problems.add_if(x.cols() == 0 && options.intercept,
                  {"E-DES-007", "X", "there is no column to penalise", "give at least one column", "", ""});
  problems.throw_if_any();
}

/// Ridge in standardised units by the smaller of two systems.
[[nodiscard]] inline Eigen::VectorXd ridge_by_moments(Moments& moments, const Eigen::MatrixXd& dual_rows,
                                                      const Eigen::VectorXd& dual_response, double penalty) {
  const Index p = moments.columns();
  if (dual_rows.size() == 0) {
    Eigen::MatrixXd g(p, p);
    for (Index j = 0; j < p; ++j) g.col(j) = Eigen::Map<const Eigen::VectorXd>(moments.column(j), p);
    // A constant column has a zero row and stays at zero.
    for (Index j = 0; j < p; ++j) g(j, j) += moments.variances()[j] > 0.0 ? penalty : 1.0;
    return g.llt().solve(moments.standardized().right);
  }
  Eigen::MatrixXd k = dual_rows * dual_rows.transpose();
  k.diagonal().array() += penalty;
  return dual_rows.transpose() * k.llt().solve(dual_response);
}

inline void record(const Standardized& s, const Eigen::VectorXd& b, Index column, PenalizedPath& path) {
  double intercept = s.response_center;
  for (Index j = 0; j < b.size(); ++j) {
    const double slope = s.unit[j] > 0.0 ? b[j] * (s.response_unit / s.unit[j]) : 0.0;
    path.coefficients(j, column) = slope;
    intercept -= slope * s.center[j];
  }
  path.intercepts[column] = intercept;
}

/// One solution of coordinate descent. λ in the units of the data.
inline bool descend(CoordinateDescent& descent, const Standardized& s, double mixing, double penalty) {
  return descent.solve(penalty * mixing / s.response_unit, penalty * (1.0 - mixing));
}

[[nodiscard]] inline std::vector<double> usual_penalties(const Moments& moments, double mixing) {
  const Standardized& s = moments.standardized();
  const double largest = s.right.cwiseAbs().maxCoeff() / std::max(mixing, kSmallestMixing) * s.response_unit;
  if (!(largest > 0.0)) return {0.0};
  const double share = moments.rows() > moments.columns() ? kSmallestShare : kSmallestShareWide;
  std::vector<double> out(static_cast<std::size_t>(kPathLength));
  for (Index l = 0; l < kPathLength; ++l) {
    out[static_cast<std::size_t>(l)] =
        largest * std::pow(share, static_cast<double>(l) / static_cast<double>(kPathLength - 1));
  }
  return out;
}

/// Path on the first `rows` rows; penalties descending or empty for the usual ones.
[[nodiscard]] inline PenalizedPath path_of_rows(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                                const Eigen::VectorXd& weights, Index rows,
                                                const PenalizedOptions& options,
                                                std::vector<double> penalties) {
  Moments moments(x, y, weights, rows, options.intercept, options.standardize);
  const Standardized& s = moments.standardized();
  if (penalties.empty()) penalties = usual_penalties(moments, options.mixing);
  std::sort(penalties.begin(), penalties.end(), std::greater<>());
  PenalizedPath path;
  path.penalties = std::move(penalties);
  const auto count = static_cast<Index>(path.penalties.size());
  path.coefficients.resize(x.cols(), count);
  path.intercepts.resize(count);
  const bool wide = x.cols() > rows;
  std::pair<Eigen::MatrixXd, Eigen::VectorXd> dual;
  if (options.mixing == 0.0 && wide) dual = moments.rows_of_problem();
  CoordinateDescent descent(moments);
  for (Index l = 0; l < count; ++l) {
    const double penalty = path.penalties[static_cast<std::size_t>(l)];
    Eigen::VectorXd b;
    if (options.mixing == 0.0 && penalty > 0.0) {
      b = ridge_by_moments(moments, dual.first, dual.second, penalty);
      path.degrees.push_back(std::numeric_limits<double>::quiet_NaN());
    } else {
      path.converged = descend(descent, s, options.mixing, penalty) && path.converged;
      path.violation = std::max(path.violation, descent.violation());
      b = descent.coefficients();
      path.degrees.push_back(static_cast<double>(descent.active()));
    }
    double fitted_square = 0.0;  // b'Gb
    if (dual.first.size() > 0) {
      fitted_square = (dual.first * b).squaredNorm();
    } else {
      for (Index j = 0; j < b.size(); ++j) {
        if (b[j] == 0.0) continue;
        fitted_square += b[j] * Eigen::Map<const Eigen::VectorXd>(moments.column(j), b.size()).dot(b);
      }
    }
    path.r2.push_back(s.response_square > 0.0 ? (2.0 * b.dot(s.right) - fitted_square) / s.response_square
                                              : std::numeric_limits<double>::quiet_NaN());
    record(s, b, l, path);
  }
  return path;
}

}  // namespace detail

/// Coefficients along a path of penalties.
/// \param x n × p, finite, without the intercept; n < p is fine. \param weights empty or n values ≥ 0
/// \param penalties each ≥ 0, any order; empty: kPathLength from the smallest λ at which all slopes are zero downwards
/// Throws InputError E-DES-001 … E-DES-009, E-PEN-001 for a penalty, E-PEN-002 for the mixing. `degrees` of ridge is NaN here:
/// fit_penalized finds it. Cost: np² (p ≤ n) or n p × active columns, and p a step.
[[nodiscard]] inline PenalizedPath penalized_path(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                                  const Eigen::VectorXd& weights = {},
                                                  const PenalizedOptions& options = {},
                                                  std::vector<double> penalties = {}) {
  detail::check_penalized(x, y, weights, {}, options, penalties);
  return detail::path_of_rows(x, y, weights, x.rows(), options, std::move(penalties));
}

/// A fit at one penalty.
/// \param penalty λ ≥ 0. Parameters and errors otherwise as penalized_path, names as fit_ols.
/// The result keeps every column; a slope that the lasso leaves out is 0. `statistics` has "penalty", "degrees" (effective
/// number of slopes), "r2", "violation". Covariance: NaN unless ridge. Log-likelihood, AIC and BIC count the effective degrees.
[[nodiscard]] inline RegressionResult fit_penalized(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                                    const Eigen::VectorXd& weights,
                                                    const std::vector<std::string>& names,
                                                    const PenalizedOptions& options, double penalty) {
  detail::check_penalized(x, y, weights, names, options, {penalty});
  const Index n = x.rows();
  const Index p = x.cols();
  const Index first = options.intercept ? 1 : 0;
  RegressionResult result;
  result.model = options.mixing == 0.0 ? "Ridge" : options.mixing == 1.0 ? "Lasso" : "ElasticNet";
  result.intercept = options.intercept;
  result.columns = p;
  result.observations = weights.size() == 0 ? n : (weights.array() > 0.0).count();
  if (options.intercept) result.names.emplace_back(kIntercept);
  for (std::string& name : column_names(names, p)) result.names.push_back(std::move(name));
  for (Index j = 0; j < p + first; ++j) result.kept.push_back(j);
  result.covariance =
      Eigen::MatrixXd::Constant(p + first, p + first, std::numeric_limits<double>::quiet_NaN());

  detail::Moments moments(x, y, weights, n, options.intercept, options.standardize);
  const detail::Standardized& s = moments.standardized();
  for (Index j = 0; j < p; ++j) {
    if (s.unit[j] == 0.0) {
      result.notes.push_back("column '" + result.names[static_cast<std::size_t>(j + first)] +
                             "' is constant: its coefficient is zero");
    }
  }
  const auto observations = static_cast<double>(result.observations);
  Eigen::VectorXd b = Eigen::VectorXd::Zero(p);
  Eigen::MatrixXd shape;  // standardised covariance / s²
  double degrees = 0.0;
  if (options.mixing == 0.0) {
    auto [rows, response] = moments.rows_of_problem();
    if (p <= n) {
      // [X; √λ I]: the accuracy of least squares, also for a tiny λ.
      Eigen::MatrixXd stacked(n + p, p);
      stacked.topRows(n) = rows;
      stacked.bottomRows(p) = std::sqrt(penalty) * Eigen::MatrixXd::Identity(p, p);
      Eigen::VectorXd right = Eigen::VectorXd::Zero(n + p);
      right.head(n) = response;
      const LeastSquaresFit fit = least_squares(stacked, right);
      const auto rank = static_cast<Index>(fit.kept.size());
      for (Index k = 0; k < rank; ++k) b[fit.kept[static_cast<std::size_t>(k)]] = fit.coefficients[k];
      for (const Index j : fit.dropped) {
        if (s.unit[j] == 0.0) continue;
        const std::string& name = result.names[static_cast<std::size_t>(j + first)];
        result.dropped.push_back(name);
        result.notes.push_back(dropped_note(name));
      }
      // H = X R⁻¹R⁻ᵀ X': degrees are its trace; the covariance is (G + λ)⁻¹ G (G + λ)⁻¹ s²/n.
      const Eigen::MatrixXd half = detail::kept_columns(rows, fit.kept) * fit.inverse_triangle;
      degrees = half.squaredNorm();
      const Eigen::MatrixXd middle = half.transpose() * half;
      const Eigen::MatrixXd kept = fit.inverse_triangle * middle * fit.inverse_triangle.transpose();
      shape = Eigen::MatrixXd::Zero(p, p);
      for (Index i = 0; i < rank; ++i) {
        for (Index j = 0; j < rank; ++j)
          shape(fit.kept[static_cast<std::size_t>(i)], fit.kept[static_cast<std::size_t>(j)]) = kept(i, j);
      }
    } else {
      Eigen::MatrixXd k = rows * rows.transpose();
      k.diagonal().array() += std::max(penalty, std::numeric_limits<double>::epsilon() * k.trace());
      const Eigen::LLT<Eigen::MatrixXd> factor(k);
      b = rows.transpose() * factor.solve(response);
      const Eigen::MatrixXd half = factor.solve(rows);  // K⁻¹X
      degrees = half.cwiseProduct(rows).sum();
      shape = half.transpose() * half;
    }
    result.iterations = 1;
  } else {
    detail::CoordinateDescent descent(moments);
    // Down a path, so that the start is near.
    for (const double step : detail::usual_penalties(moments, options.mixing)) {
      if (step > penalty) (void)detail::descend(descent, s, options.mixing, step);
    }
    result.converged = detail::descend(descent, s, options.mixing, penalty);
    b = descent.coefficients();
    degrees = static_cast<double>(descent.active());
    result.statistics["violation"] = descent.violation();
    result.notes.emplace_back(
        "no standard errors: which columns have a coefficient is a part of the estimate");
    if (!result.converged) {
      result.notes.emplace_back(
          "coordinate descent stopped at its limit; statistics 'violation' says how near");
    }
  }
  // Back to the units of the data.
  Eigen::VectorXd slopes(p);
  Eigen::VectorXd unit(p);
  for (Index j = 0; j < p; ++j) {
    unit[j] = s.unit[j] > 0.0 ? s.response_unit / s.unit[j] : 0.0;
    slopes[j] = b[j] * unit[j];
  }
  result.params.resize(p + first);
  result.params.tail(p) = slopes;
  if (options.intercept) result.params[0] = s.response_center - slopes.dot(s.center);
  result.fitted = x * slopes;
  if (options.intercept) result.fitted.array() += result.params[0];
  result.residuals = y - result.fitted;
  const Eigen::VectorXd relative = weights.size() == 0 ? Eigen::VectorXd::Constant(n, 1.0).eval()
                                                       : (weights * (observations / weights.sum())).eval();
  const double rss = relative.dot(result.residuals.cwiseAbs2());
  const double used = degrees + static_cast<double>(first);
  result.residual_df = observations - used;
  if (result.residual_df > 0.0) result.scale = rss / result.residual_df;
  if (options.mixing == 0.0 && result.residual_df > 0.0) {
    // Variance of a weighted mean of the response: s²/Σw in the same relative weights.
    const Eigen::MatrixXd slopes_covariance =
        (unit.asDiagonal() * shape * unit.asDiagonal()).eval() *
        (result.scale / observations / (s.response_unit * s.response_unit));
    result.covariance.bottomRightCorner(p, p) = slopes_covariance;
    if (options.intercept) {
      const Eigen::VectorXd with_mean = slopes_covariance * s.center;
      result.covariance(0, 0) = result.scale / observations + s.center.dot(with_mean);
      result.covariance.block(1, 0, p, 1) = -with_mean;
      result.covariance.block(0, 1, 1, p) = -with_mean.transpose();
    }
    result.notes.emplace_back("standard errors do not hold the bias of the penalty");
  }
  const double total = s.response_square * s.response_unit * s.response_unit * observations;
  result.statistics["penalty"] = penalty;
  result.statistics["mixing"] = options.mixing;
  result.statistics["degrees"] = degrees;
  result.statistics["nonzero"] = static_cast<double>((slopes.array() != 0.0).count());
  result.statistics["r2"] = total > 0.0 ? 1.0 - rss / total : std::numeric_limits<double>::quiet_NaN();
  if (rss > 0.0) {
    constexpr double kLogTwoPi = 1.8378770664093454836;
    result.loglik = -0.5 * observations * (kLogTwoPi + std::log(rss / observations) + 1.0);
    result.aic = -2.0 * result.loglik + 2.0 * (used + 1.0);
    result.bic = -2.0 * result.loglik + std::log(observations) * (used + 1.0);
  }
  return result;
}

}  // namespace dubao::regression
