// SPDX-License-Identifier: Apache-2.0
//
// Linear regression: ordinary, weighted and generalised least squares.
//
// What      y = Xb + ε. OLS: ε of equal variance; WLS: variance σ²/w, w known up to a factor; GLS: covariance σ²Σ, Σ known.
// Formula   b = (X'Σ⁻¹X)⁻¹ X'Σ⁻¹ y, s² = e'Σ⁻¹e / (n − k), V = s² (X'Σ⁻¹X)⁻¹ or one of linear/covariance.hpp
// Fit       R² = 1 − RSS/TSS, TSS about the (weighted) mean where there is an intercept and about 0 otherwise;
//           F tests that all coefficients but the intercept are zero (Wald's form where V is not classical);
//           log-likelihood of the normal at its maximum; AIC, BIC count k + 1 parameters, the variance too, as R does.
// When not  Counts, shares, durations (glm.hpp); outliers (robust.hpp); more columns than rows (penalized.hpp).
// Dropped   A column that the columns before it explain is left out and named; more columns than observations is refused.
// Weights   Rows of weight zero take part in nothing, but have a fitted value.
// Example   x = (0, 1, 2), y = (1, 3, 6): slope 2.5, intercept 0.8333, s² = 1/6, standard error of the slope 0.288675,
//           R² = 0.986842
// Source    Aitken (1935); Greene (2012), Econometric Analysis, chapters 2–9.
#pragma once

#include <dubao/regression/design.hpp>
#include <dubao/regression/least_squares.hpp>
#include <dubao/regression/linear/covariance.hpp>
#include <dubao/regression/linear/influence.hpp>
#include <dubao/regression/result.hpp>

#include <boost/math/distributions/fisher_f.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::regression {

/// F in double throughout, see DoublePolicy.
using FisherF = boost::math::fisher_f_distribution<double, DoublePolicy>;
/// Share of Σy² below which the residuals are rounding: the data are fitted exactly.
inline constexpr double kExactShare = 1e-28;
/// Largest |Σ − Σ'| relative to the largest element that counts as symmetric.
inline constexpr double kSymmetry = 1e-10;

struct LinearOptions {
  bool intercept = true;
  CovarianceOptions covariance;
};

/// A linear fit and what is needed to look into it.
struct LinearFit {
  RegressionResult result;
  Eigen::MatrixXd unscaled;   ///< (X'Σ⁻¹X)⁻¹
  Influence influence;        ///< filled by linear_diagnostics
  Eigen::VectorXd inflation;  ///< variance inflation factors, filled by linear_diagnostics
};

namespace detail {

/// The problem that is solved: rows multiplied by √w or by the inverse factor of Σ.
struct WhitenedProblem {
  const Design& design;
  const Eigen::VectorXd& y;
  const Eigen::MatrixXd& x;         // whitened
  const Eigen::VectorXd& response;  // whitened
  Index observations;
  double log_determinant;  // Σ log of the factors that whiten: ½ Σ log w, −½ log|Σ|
};

/// Kept columns of x, without a copy when all are kept.
class KeptColumns {
 public:
  KeptColumns(const Eigen::MatrixXd& x, const LeastSquaresFit& fit) : all_(x) {
    if (!fit.dropped.empty()) some_ = kept_columns(x, fit.kept);
    dropped_ = !fit.dropped.empty();
  }
  [[nodiscard]] const Eigen::MatrixXd& get() const noexcept { return dropped_ ? some_ : all_; }

 private:
  const Eigen::MatrixXd& all_;
  Eigen::MatrixXd some_;
  bool dropped_ = false;
};

inline void check_rows(const Design& design, Index observations) {
  if (design.columns() <= observations) return;
  throw InputError("E-LIN-001", "X",
                   std::to_string(design.columns()) + " column(s), the intercept included, for " +
                       std::to_string(observations) + " observation(s)",
                   "use fewer columns, or Ridge, Lasso or ElasticNet");
}

// R², F and the likelihood.
inline void add_measures(const WhitenedProblem& problem, const LeastSquaresFit& fit, CovarianceKind kind,
                         RegressionResult& result) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const auto n = static_cast<double>(problem.observations);
  const auto k = static_cast<double>(fit.kept.size());
  const bool intercept = problem.design.intercept && !fit.kept.empty() && fit.kept.front() == 0;
  const double rss = fit.sum_of_squares;
  double total = problem.response.squaredNorm();
  const double about_zero = total;
  if (intercept) {
    const auto ones = problem.x.col(0);
    const double mean = ones.dot(problem.response) / ones.squaredNorm();
    total = (problem.response - mean * ones).squaredNorm();
  }
  const double degrees = n - k;
  const double others = k - (intercept ? 1.0 : 0.0);
  auto& s = result.statistics;
  s["residual_sum_of_squares"] = rss;
  s["total_sum_of_squares"] = total;
  s["r2"] = total > 0.0 ? 1.0 - rss / total : kNone;
  s["adjusted_r2"] =
      total > 0.0 && degrees > 0.0 ? 1.0 - (rss / degrees) / (total / (n - (intercept ? 1.0 : 0.0))) : kNone;
  if (others > 0.0 && degrees > 0.0) {
    double f = kNone;
    const double df2 = result.residual_df;
    if (kind == CovarianceKind::kClassical) {
      f = ((total - rss) / others) / (rss / degrees);
    } else {
      const auto q = static_cast<Index>(others);
      const Eigen::VectorXd b = result.params.tail(q);
      const Eigen::LLT<Eigen::MatrixXd> factor(result.covariance.bottomRightCorner(q, q));
      if (factor.info() == Eigen::Success && factor.matrixLLT().diagonal().minCoeff() > 0.0)
        f = b.dot(factor.solve(b)) / others;
    }
    s["f"] = f;
    s["f_df1"] = others;
    s["f_df2"] = df2;
    if (std::isnan(f)) {
      s["f_pvalue"] = kNone;
    } else if (!std::isfinite(f)) {
      s["f_pvalue"] = 0.0;
    } else if (df2 > 0.0) {
      s["f_pvalue"] =
          boost::math::cdf(boost::math::complement(boost::math::fisher_f(others, df2), std::max(f, 0.0)));
    }
  }
  if (rss <= kExactShare * about_zero) {
    result.notes.emplace_back("the data are fitted exactly: likelihood, AIC and BIC are not defined");
    return;
  }
  constexpr double kLogTwoPi = 1.8378770664093454836;
  result.loglik = -0.5 * n * (kLogTwoPi + std::log(rss / n) + 1.0) + problem.log_determinant;
  result.aic = -2.0 * result.loglik + 2.0 * (k + 1.0);
  result.bic = -2.0 * result.loglik + std::log(n) * (k + 1.0);
}

inline void add_covariance(const Eigen::MatrixXd& kept_x, const LeastSquaresFit& fit,
                           const Eigen::VectorXd& residuals, Index observations,
                           const CovarianceOptions& options, RegressionResult& result) {
  CoefficientCovariance covariance =
      coefficient_covariance(kept_x, residuals, fit.inverse_triangle, observations, options);
  const double degrees = static_cast<double>(observations) - static_cast<double>(kept_x.cols());
  if (options.kind == CovarianceKind::kClassical && degrees > 0.0)
    covariance.matrix = fit.sum_of_squares / degrees * fit.unscaled_covariance();
  result.covariance = std::move(covariance.matrix);
  result.residual_df = covariance.degrees;
  if (!(degrees > 0.0)) {
    result.notes.emplace_back(
        "as many coefficients as observations: no residual variance and no standard errors");
    return;
  }
  result.scale = fit.sum_of_squares / degrees;
  if (options.kind == CovarianceKind::kNeweyWest) {
    result.statistics["lags"] = static_cast<double>(covariance.lags);
    result.notes.push_back("standard errors: Newey-West with " + std::to_string(covariance.lags) + " lags");
  }
  if (options.kind == CovarianceKind::kCluster) {
    result.statistics["groups"] = static_cast<double>(covariance.groups);
    result.notes.push_back("standard errors: clustered in " + std::to_string(covariance.groups) + " groups");
  }
  if (covariance.full_leverage > 0) {
    result.notes.push_back(std::to_string(covariance.full_leverage) +
                           " observation(s) of leverage 1 add nothing to the standard errors");
  }
}

[[nodiscard]] inline LinearFit fit_whitened(const char* model, const WhitenedProblem& problem,
                                            const CovarianceOptions& covariance, bool diagnostics) {
  check_rows(problem.design, problem.observations);
  const LeastSquaresFit fit = least_squares(problem.x, problem.response);
  if (fit.kept.empty()) {
    throw InputError("E-LIN-007", "X", "all columns are zero",
                     "give a column that varies, or ask for an intercept");
  }
  LinearFit out;
  RegressionResult& result = out.result;
  result.model = model;
  result.intercept = problem.design.intercept;
  result.columns = problem.design.columns() - (problem.design.intercept ? 1 : 0);
  result.observations = problem.observations;
  result.params = fit.coefficients;
  set_columns(problem.design.names, fit.kept, fit.dropped, result);
  const KeptColumns kept(problem.x, fit);
  if (&problem.x == &problem.design.x) {
    result.residuals = fit.residuals;
    result.fitted = problem.y - fit.residuals;
  } else {
    const KeptColumns original(problem.design.x, fit);
    result.fitted = original.get() * fit.coefficients;
    result.residuals = problem.y - result.fitted;
  }
  add_covariance(kept.get(), fit, fit.residuals, problem.observations, covariance, result);
  add_measures(problem, fit, covariance.kind, result);
  if (fit.smallest_share < kEnoughShare && !fit.extended) {
    const int lost = static_cast<int>(std::ceil(-std::log10(fit.smallest_share)));
    result.notes.push_back("columns are nearly dependent: about " + std::to_string(std::max(16 - lost, 0)) +
                           " digits of the coefficients can be trusted");
  }
  result.iterations = 1;
  out.unscaled = fit.unscaled_covariance();
  if (diagnostics) {
    out.influence = influence(kept.get(), fit.residuals, fit.inverse_triangle, problem.observations);
    out.inflation =
        variance_inflation(kept.get(), fit.inverse_triangle, result.intercept && result.kept.front() == 0);
  }
  return out;
}

}  // namespace detail

/// Ordinary least squares.
/// \param x      n × p, finite, without the intercept; \param y n values, finite
/// \param names  one a column, or empty for "x1", "x2", …
/// \param diagnostics whether influence and inflation are filled
/// Throws InputError E-DES-001 … E-DES-009 for wrong input (all problems at once), E-LIN-001 for more columns than
/// observations, E-LIN-005 and E-LIN-006 for wrong lags or clusters, E-LIN-007 when every column is zero. Cost: 2np².
[[nodiscard]] inline LinearFit fit_ols(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                       const std::vector<std::string>& names = {},
                                       const LinearOptions& options = {}, bool diagnostics = false) {
  Problems problems;
  collect_regression_problems(x, y, {}, names, options.intercept, problems);
  check_covariance_options(options.covariance, y.size(), problems);
  problems.throw_if_any();
  const Design design = make_design(x, names, options.intercept);
  return detail::fit_whitened("OLS", {design, y, design.x, y, y.size(), 0.0}, options.covariance,
                              diagnostics);
}

/// Weighted least squares: the variance of observation i is σ²/wᵢ.
/// \param weights n values ≥ 0, finite, at least one positive. Other parameters, errors and cost as fit_ols.
[[nodiscard]] inline LinearFit fit_wls(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                       const Eigen::VectorXd& weights,
                                       const std::vector<std::string>& names = {},
                                       const LinearOptions& options = {}, bool diagnostics = false) {
  Problems problems;
  collect_regression_problems(x, y, weights, names, options.intercept, problems);
  problems.add_if(
      weights.size() == 0 && y.size() > 0,
      {"E-LIN-002", "weights", "no weights are given", "give one weight an observation, or use OLS", "", ""});
  check_covariance_options(options.covariance, y.size(), problems);
  problems.throw_if_any();
  const Design design = make_design(x, names, options.intercept);
  const Eigen::VectorXd root = weights.cwiseSqrt();
  const Eigen::MatrixXd whitened = root.asDiagonal() * design.x;
  const Eigen::VectorXd response = root.cwiseProduct(y);
  Index observations = 0;
  double log_weights = 0.0;
  for (Index i = 0; i < weights.size(); ++i) {
    if (!(weights[i] > 0.0)) continue;
    ++observations;
    log_weights += std::log(weights[i]);
  }
  return detail::fit_whitened("WLS", {design, y, whitened, response, observations, 0.5 * log_weights},
                              options.covariance, diagnostics);
}

/// Generalised least squares: the covariance of the errors is σ²Σ.
/// \param sigma n × n, symmetric (its lower triangle is read), positive definite. Other parameters and errors as fit_ols;
/// E-LIN-003 when sigma has the wrong size, a value that is not finite, or is not symmetric; E-LIN-004 when it is not
/// positive definite. Cost: n³/3 + n²p.
[[nodiscard]] inline LinearFit fit_gls(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                       const Eigen::MatrixXd& sigma,
                                       const std::vector<std::string>& names = {},
                                       const LinearOptions& options = {}, bool diagnostics = false) {
  Problems problems;
  collect_regression_problems(x, y, {}, names, options.intercept, problems);
  check_covariance_options(options.covariance, y.size(), problems);
  const bool square = sigma.rows() == y.size() && sigma.cols() == y.size();
  problems.add_if(
      !square, {"E-LIN-003", "sigma",
                "sigma is " + std::to_string(sigma.rows()) + " × " + std::to_string(sigma.cols()) + " for " +
                    std::to_string(y.size()) + " observation(s)",
                "give one row and one column an observation", "", ""});
  if (square && sigma.size() > 0) {
    const bool finite = sigma.allFinite();
    problems.add_if(!finite, {"E-LIN-003", "sigma", "sigma has a value that is missing or infinite",
                              "give finite numbers", "", ""});
    problems.add_if(
        finite && (sigma - sigma.transpose()).cwiseAbs().maxCoeff() > kSymmetry * sigma.cwiseAbs().maxCoeff(),
        {"E-LIN-003", "sigma", "sigma is not symmetric", "give a covariance matrix", "", ""});
  }
  problems.throw_if_any();
  const Eigen::LLT<Eigen::MatrixXd> factor(sigma);
  if (factor.info() != Eigen::Success || !(factor.matrixLLT().diagonal().minCoeff() > 0.0)) {
    throw InputError("E-LIN-004", "sigma", "sigma is not positive definite",
                     "give a covariance matrix without exact dependence between errors");
  }
  const Design design = make_design(x, names, options.intercept);
  const Eigen::MatrixXd whitened = factor.matrixL().solve(design.x);
  const Eigen::VectorXd response = factor.matrixL().solve(y);
  const double log_determinant = -factor.matrixLLT().diagonal().array().log().sum();
  return detail::fit_whitened("GLS", {design, y, whitened, response, y.size(), log_determinant},
                              options.covariance, diagnostics);
}

}  // namespace dubao::regression
