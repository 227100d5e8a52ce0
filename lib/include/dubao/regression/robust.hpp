// SPDX-License-Identifier: Apache-2.0
//
// Robust regression: M-estimates of the coefficients with the scale of the errors estimated beside them.
//
// What      min Σ wᵢ σ² ρ((yᵢ − xᵢ'b)²/σ²), ρ one of optim/robust_loss.hpp: an observation far from the others pulls less
//           (Huber, soft L1), hardly (Cauchy) or not at all (Tukey).
// Scale     σ = median |e| / 0.6745 about zero (MAD; at the normal the standard deviation), or Huber's proposal 2, or given;
//           estimated again at every step, so that b and σ agree at the end.
// How       Iteratively reweighted least squares with weights ρ'(e²/σ²), from least squares; the redescending losses (Cauchy,
//           Tukey) from Huber's estimate, because their sum can have several minima.
// Errors    V = κ² [Σψ²/(n − k)] / [mean ψ']² (X'X)⁻¹ with Huber's small-sample factor κ = 1 + k var(ψ')/(n mean(ψ')²), as
//           MASS's rlm; normal distribution. The weight of each observation is given: those near 0 are the outliers.
// When not  Outliers in X: an M-estimate follows an observation of high leverage (look at linear/influence.hpp first). More
//           than some 20 % of gross outliers.
// Example   y = x at 0 … 9 but y₉ = 100: Tukey gives slope 1, intercept 0 and weight 0 to the last observation; least squares a
//           slope of 5.96
// Source    Huber (1981), Robust Statistics, sections 7.3–7.8; Holland and Welsch (1977); Venables and Ripley (2002), section 6.5.
#pragma once

#include <dubao/optim/robust_loss.hpp>
#include <dubao/regression/design.hpp>
#include <dubao/regression/least_squares.hpp>
#include <dubao/regression/result.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::regression {

enum class ScaleEstimate : std::uint8_t { kMad, kProposal2, kGiven };

struct RobustOptions {
  bool intercept = true;
  optim::RobustLoss loss = optim::RobustLoss::kHuber;
  double tuning = 0.0;  ///< constant in units of σ; 0: the usual one (95 % efficiency at the normal)
  ScaleEstimate scale = ScaleEstimate::kMad;
  double given_scale = 1.0;  ///< σ for kGiven
  int max_iterations = 1000;
};

struct RobustFit {
  RegressionResult result;
  Eigen::VectorXd weights;  ///< ρ' of each observation, between 0 and 1
};

/// Median of |e| of normal errors of standard deviation one.
inline constexpr double kMadAtNormal = 0.6745;
/// Constant of Huber's proposal 2.
inline constexpr double kProposal2 = 1.345;
/// Change of the fitted values, relative to their spread about the response, at which the steps end.
inline constexpr double kRobustTolerance = 1e-13;
/// Scale relative to the largest |y| below which more than half of the observations are fitted exactly.
inline constexpr double kZeroScale = 1e-13;

namespace detail {

[[nodiscard]] inline double median_absolute(const Eigen::VectorXd& residuals,
                                            const std::vector<Index>& rows) {
  std::vector<double> values;
  values.reserve(rows.size());
  for (const Index i : rows) values.push_back(std::abs(residuals[i]));
  const auto half = static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), values.begin() + half, values.end());
  const double upper = values[static_cast<std::size_t>(half)];
  if (values.size() % 2 == 1) return upper;
  return 0.5 * (upper + *std::max_element(values.begin(), values.begin() + half));
}

/// One step of Huber's proposal 2: σ² = Σ min(e², (cσ)²) / ((n − k) γ), γ so that σ is unbiased at the normal.
[[nodiscard]] inline double proposal2_step(const Eigen::VectorXd& residuals, double scale, double degrees) {
  constexpr double c = kProposal2;
  const double theta = std::erf(c / std::sqrt(2.0));
  const double density = std::exp(-0.5 * c * c) / std::sqrt(2.0 * 3.14159265358979323846);
  const double gamma = theta + c * c * (1.0 - theta) - 2.0 * c * density;
  return std::sqrt(residuals.cwiseAbs2().cwiseMin(c * c * scale * scale).sum() / (degrees * gamma));
}

/// State of the iteration; x and y are multiplied by the roots of the observation weights.
struct RobustState {
  Eigen::VectorXd params;
  Eigen::VectorXd residuals;
  Eigen::VectorXd weights;
  double scale = 0.0;
  int iterations = 0;
  bool converged = false;
  bool exact = false;         // scale zero
  bool unidentified = false;  // the rows that keep weight do not tell the columns apart
};

inline void robust_steps(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const std::vector<Index>& rows,
                         const RobustOptions& options, RobustState& state) {
  const double tuning = options.tuning > 0.0 ? options.tuning : optim::usual_tuning(options.loss);
  const auto degrees = static_cast<double>(static_cast<Index>(rows.size()) - x.cols());
  const double zero = kZeroScale * y.cwiseAbs().maxCoeff();
  state.converged = false;
  if (options.scale == ScaleEstimate::kProposal2)
    state.scale = median_absolute(state.residuals, rows) / kMadAtNormal;
  bool accurate = false;
  double before = std::numeric_limits<double>::infinity();
  for (int step = 0; step < options.max_iterations; ++step) {
    if (options.scale == ScaleEstimate::kGiven) {
      state.scale = options.given_scale;
    } else if (options.scale == ScaleEstimate::kMad) {
      state.scale = median_absolute(state.residuals, rows) / kMadAtNormal;
    } else {
      state.scale = proposal2_step(state.residuals, state.scale, degrees);
    }
    if (!(state.scale > zero)) {
      state.exact = true;
      return;
    }
    for (Index i = 0; i < y.size(); ++i) {
      const double u = state.residuals[i] / state.scale;
      state.weights[i] = optim::robust_loss(options.loss, tuning, u * u).first;
    }
    const Eigen::VectorXd root = state.weights.cwiseSqrt();
    const OrthogonalFactor factor(root.asDiagonal() * x, kRankTolerance,
                                  accurate ? Precision::kAutomatic : Precision::kDouble);
    if (!factor.dropped().empty()) {
      state.unidentified = true;
      return;
    }
    // An increment: its own rounding does not stay in the coefficients.
    const Eigen::VectorXd delta = factor.solve(root.cwiseProduct(state.residuals));
    const Eigen::VectorXd change = x * delta;
    state.params += delta;
    state.residuals = y - x * state.params;
    ++state.iterations;
    const double moved = change.norm() / (state.scale * std::sqrt(static_cast<double>(rows.size())));
    // Convergence is linear: below the square root of the tolerance the steps are made accurately, to where rounding ends them.
    if (moved <= kRobustTolerance || (accurate && moved < 1e-9 && !(moved < before))) {
      state.converged = true;
      return;
    }
    accurate = accurate || moved < 1e-6;
    before = moved;
  }
}

}  // namespace detail

/// M-estimate of a linear regression.
/// \param x n × p, finite, without the intercept; \param y n values, finite; \param weights empty or n values ≥ 0: the variance
/// of observation i is σ²/wᵢ; \param names as fit_ols
/// Throws InputError E-DES-001 … E-DES-009, E-ROB-001 for a tuning constant that is not positive, E-ROB-002 for such a scale,
/// E-ROB-003 for as many columns as observations or more. A scale of zero (more than half of the observations lie on one plane), an
/// iteration limit and weights that no longer tell the columns apart are noted. Cost: some 20 to 200 regressions.
[[nodiscard]] inline RobustFit fit_robust(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                          const Eigen::VectorXd& weights = {},
                                          const std::vector<std::string>& names = {},
                                          const RobustOptions& options = {}) {
  Problems problems;
  collect_regression_problems(x, y, weights, names, options.intercept, problems);
  problems.add_if(!(options.tuning >= 0.0) || std::isinf(options.tuning),
                  {"E-ROB-001", "tuning", "the tuning constant is not a positive number",
                   "give a constant in standard deviations, or none for the usual one", "", ""});
  problems.add_if(
      options.scale == ScaleEstimate::kGiven &&
          !(options.given_scale > 0.0 && std::isfinite(options.given_scale)),
      {"E-ROB-002", "scale", "the scale is not a positive number", "give a positive scale, or mad", "", ""});
  problems.throw_if_any();
  const Design design = make_design(x, names, options.intercept);
  std::vector<Index> rows;
  for (Index i = 0; i < y.size(); ++i) {
    if (weights.size() == 0 || weights[i] > 0.0) rows.push_back(i);
  }
  const auto n = static_cast<double>(rows.size());
  if (design.columns() >= static_cast<Index>(rows.size())) {
    throw InputError("E-ROB-003", "X",
                     std::to_string(design.columns()) + " column(s), the intercept included, for " +
                         std::to_string(rows.size()) + " observation(s)",
                     "use fewer columns");
  }
  Eigen::MatrixXd whitened = design.x;
  Eigen::VectorXd response = y;
  if (weights.size() > 0) {
    const Eigen::VectorXd root = weights.cwiseSqrt();
    whitened = root.asDiagonal() * whitened;
    response = root.cwiseProduct(y);
  }
  const LeastSquaresFit start = least_squares(whitened, response);
  if (start.kept.empty()) {
    throw InputError("E-LIN-007", "X", "all columns are zero",
                     "give a column that varies, or ask for an intercept");
  }
  whitened = detail::kept_columns(whitened, start.kept);

  detail::RobustState state;
  state.params = start.coefficients;
  state.residuals = start.residuals;
  state.weights = Eigen::VectorXd::Ones(y.size());
  const bool redescending =
      options.loss == optim::RobustLoss::kCauchy || options.loss == optim::RobustLoss::kTukey;
  if (redescending) {
    RobustOptions convex = options;
    convex.loss = optim::RobustLoss::kHuber;
    convex.tuning = 0.0;
    detail::robust_steps(whitened, response, rows, convex, state);
  }
  if (!state.exact && !state.unidentified) detail::robust_steps(whitened, response, rows, options, state);

  RobustFit fit;
  fit.weights = state.weights;
  RegressionResult& result = fit.result;
  result.model = "RobustRegression";
  result.reference = Reference::kNormal;
  result.intercept = options.intercept;
  result.columns = x.cols();
  result.observations = static_cast<Index>(rows.size());
  set_columns(design.names, start.kept, start.dropped, result);
  result.params = state.params;
  result.fitted = detail::kept_columns(design.x, start.kept) * state.params;
  result.residuals = y - result.fitted;
  result.iterations = state.iterations;
  result.converged = state.converged || state.exact;
  const auto k = static_cast<double>(whitened.cols());
  result.residual_df = n - k;
  result.covariance =
      Eigen::MatrixXd::Constant(whitened.cols(), whitened.cols(), std::numeric_limits<double>::quiet_NaN());
  result.notes.emplace_back("no likelihood: the estimate is defined by its loss");
  result.statistics["sigma"] = state.scale;
  result.scale = state.scale * state.scale;
  if (state.exact) {
    result.notes.emplace_back(
        "more than half of the observations are fitted exactly: the scale is zero and there are no standard "
        "errors");
    return fit;
  }
  if (state.unidentified) {
    result.notes.emplace_back(
        "the observations that keep weight no longer tell the columns apart: the coefficients are those of "
        "the step before");
    return fit;
  }
  if (!state.converged) result.notes.emplace_back("the steps stopped at their limit before they settled");
  const double tuning = options.tuning > 0.0 ? options.tuning : optim::usual_tuning(options.loss);
  double square = 0.0;  // Σψ², ψ = e ρ'
  double mean = 0.0;    // of ψ' = ρ' + 2 (e/σ)² ρ''
  std::vector<double> slopes;
  for (const Index i : rows) {
    const double u = state.residuals[i] / state.scale;
    const optim::LossValue loss = optim::robust_loss(options.loss, tuning, u * u);
    const double psi = state.residuals[i] * loss.first;
    square += psi * psi;
    slopes.push_back(loss.first + 2.0 * u * u * loss.second);
    mean += slopes.back() / n;
  }
  double variance = 0.0;
  for (const double slope : slopes) variance += (slope - mean) * (slope - mean) / (n - 1.0);
  const double kappa = 1.0 + k * variance / (n * mean * mean);
  const double factor = kappa / mean;
  result.covariance = square / (n - k) * factor * factor * start.unscaled_covariance();
  result.statistics["outliers"] = static_cast<double>(
      std::count_if(rows.begin(), rows.end(), [&](Index i) { return state.weights[i] < 0.1; }));
  return fit;
}

}  // namespace dubao::regression
