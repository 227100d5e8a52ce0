// SPDX-License-Identifier: Apache-2.0
//
// Fit of the likelihood of a generalised linear model: rank, starting point, θ in turn with the coefficients, separation settled.
//
// What      The parts of fit_glm (glm.hpp) that decide the coefficients, on checked input.
// Formula   θ and β in turn until θ moves by less than kThetaSettled; at the limit of quasi-complete separation
//           β = β_rest + t d, d the direction and β_rest the fit to the rows that it does not move
// Source    Lawless (1987); Albert and Anderson (1984); Correia, Guimarães and Zylkin (2019).
#pragma once

#include <dubao/error.hpp>
#include <dubao/regression/glm/covariance.hpp>
#include <dubao/regression/glm/irls.hpp>
#include <dubao/regression/glm/negative_binomial.hpp>
#include <dubao/regression/glm/separation.hpp>
#include <dubao/regression/orthogonal.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace dubao::regression {

struct GlmOptions {
  Family family = Family::kPoisson;
  Link link = Link::kLog;
  GlmCovariance covariance = GlmCovariance::kModel;
  bool quasi = false;  ///< shares need not be successes / trials; no likelihood (fractional logit)
  bool estimate_dispersion = false;  ///< φ from Pearson's statistic for families with φ = 1
  bool frequency_weights =
      false;  ///< a weight of 3 stands for three equal rows, also in the degrees of freedom
  double theta = std::numeric_limits<double>::quiet_NaN();  ///< of the negative binomial; NaN: estimated
  int max_iterations = kIterations;
};

namespace detail {

/// Rounds of coefficients and θ in turn, and the relative change of θ at which they end.
inline constexpr int kThetaRounds = 100;
inline constexpr double kThetaSettled = 1e-11;
/// Fitted nearer than this to the edge where the response lies: separation is looked for.
inline constexpr double kNearEdge = 1e-6;
/// Linear predictor at which a separated row is left.
inline constexpr double kFarOut = 25.0;

/// Columns of x that are independent on the rows of positive weight. Cost: np² to 2np².
[[nodiscard]] inline OrthogonalFactor column_rank(const Eigen::MatrixXd& x, const Eigen::VectorXd& weights) {
  const Index p = x.cols();
  Eigen::MatrixXd triangle = Eigen::MatrixXd::Zero(p, p);
  Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(p, p);
  Eigen::MatrixXd work(kBlockRows, p);
  const auto for_each_used = [&](auto&& add) {
    for (Index first = 0; first < x.rows(); first += kBlockRows) {
      const Index count = std::min(kBlockRows, x.rows() - first);
      const Eigen::ArrayXd used = (weights.segment(first, count).array() > 0.0).cast<double>();
      for (Index j = 0; j < p; ++j) work.col(j).head(count) = x.col(j).segment(first, count).array() * used;
      add(count);
    }
  };
  if (x.rows() >= kGramRows) {
    for_each_used([&](Index count) {
      gram.selfadjointView<Eigen::Lower>().rankUpdate(work.topRows(count).transpose());
    });
    if (trusted_triangle(gram, triangle)) return OrthogonalFactor(triangle);
    triangle.setZero();
  }
  for_each_used([&](Index count) { append_rows(triangle, work.topRows(count)); });
  return OrthogonalFactor(triangle);
}

/// A point inside the range of the link: the intercept at the mean, or what comes nearest without one.
[[nodiscard]] inline Eigen::VectorXd flat_start(const GlmModel& model, const GlmRows& rows, bool intercept) {
  const double mean = rows.weights.dot(rows.y) / rows.weights.sum();
  Eigen::VectorXd start = Eigen::VectorXd::Zero(rows.x.cols());
  if (intercept) {
    start[0] = apply_link(model.link, mean);
  } else if (model.link == Link::kInverse) {
    start = OrthogonalFactor(rows.x).solve(Eigen::VectorXd::Constant(rows.x.rows(), 1.0 / mean));
  }
  return start;
}

/// Coefficients, and θ where it is to be estimated (model.theta is changed; +∞: the family becomes Poisson).
[[nodiscard]] inline IrlsFit fit_likelihood(GlmModel& model, const GlmOptions& options, const GlmRows& rows,
                                            bool intercept, ThetaFit* theta) {
  const bool estimate = model.family == Family::kNegativeBinomial && std::isnan(options.theta);
  GlmModel now = model;
  if (estimate) now = {Family::kPoisson, Link::kLog, 1.0, false};
  IrlsFit fit = fit_irls(now, rows, {}, flat_start(now, rows, intercept), options.max_iterations);
  if (!estimate || !std::isfinite(fit.deviance)) return fit;
  const ThetaLikelihood likelihood(rows.y, rows.weights);
  double previous = 0.0;
  int iterations = fit.iterations;
  for (int round = 0; round < kThetaRounds; ++round) {
    const Eigen::VectorXd mean = (rows.x * fit.beta + rows.offset).array().exp();
    double start = now.theta;
    if (round == 0) {
      double spread = 0.0;
      double weight = 0.0;
      for (Index i = 0; i < mean.size(); ++i) {
        if (!(rows.weights[i] > 0.0) || !(mean[i] > 0.0)) continue;
        const double share = rows.y[i] / mean[i] - 1.0;
        spread += rows.weights[i] * share * share;
        weight += rows.weights[i];
      }
      start = std::clamp(weight / std::max(spread, 1e-300), 1e-3, 1e3);
    }
    const ThetaFit found = likelihood.maximise(mean, start);
    if (theta != nullptr) *theta = found;
    now = found.found ? GlmModel{Family::kNegativeBinomial, Link::kLog, found.theta, false}
                      : GlmModel{Family::kPoisson, Link::kLog, found.theta, false};
    const bool settled = (!found.found && !std::isfinite(previous)) ||
                         std::abs(found.theta - previous) <= kThetaSettled * found.theta;
    previous = found.theta;
    fit = fit_irls(now, rows, fit.beta, {}, options.max_iterations);
    iterations += fit.iterations;
    if (settled) break;
    fit.converged = false;
  }
  fit.iterations = iterations;
  model = now;
  return fit;
}

[[nodiscard]] inline std::vector<Pull> pulls_of(Family family, const Eigen::VectorXd& y) {
  std::vector<Pull> pulls(static_cast<std::size_t>(y.size()), Pull::kStays);
  for (Index i = 0; i < y.size(); ++i) {
    if (y[i] == 0.0) pulls[static_cast<std::size_t>(i)] = Pull::kDown;
    if (family == Family::kBinomial && y[i] == 1.0) pulls[static_cast<std::size_t>(i)] = Pull::kUp;
  }
  return pulls;
}

/// Whether some row is fitted so near its edge that separation must be looked for.
[[nodiscard]] inline bool is_near_edge(const GlmModel& model, const GlmRows& rows,
                                       const Eigen::VectorXd& beta) {
  if (model.family == Family::kGamma) return false;
  const Eigen::VectorXd eta = rows.x * beta + rows.offset;
  for (Index i = 0; i < eta.size(); ++i) {
    if (!(rows.weights[i] > 0.0)) continue;
    const LinkedMean m = inverse_link(model.link, eta[i]);
    if (rows.y[i] == 0.0 && m.mean < kNearEdge) return true;
    if (model.family == Family::kBinomial && rows.y[i] == 1.0 && m.rest < kNearEdge) return true;
  }
  return false;
}

[[nodiscard]] inline std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "'" : ", '") + name + "'";
  return out;
}

/// Throws for complete separation; for quasi-complete separation replaces the fit by its limit: rows that stay decide the
/// finite coefficients, the others are moved far out along the direction.
inline void settle_separation(GlmModel& model, const GlmOptions& options, const GlmRows& rows, bool intercept,
                              const std::vector<std::string>& names, IrlsFit& fit, ThetaFit* theta,
                              std::vector<std::string>& notes) {
  std::vector<Index> used;
  for (Index i = 0; i < rows.y.size(); ++i) {
    if (rows.weights[i] > 0.0) used.push_back(i);
  }
  const Eigen::MatrixXd x = rows.x(used, Eigen::all);
  const Eigen::VectorXd y = rows.y(used);
  const std::vector<Pull> pulls = pulls_of(model.family, y);
  const Separation separation = find_separation(x, pulls);
  if (!separation.found()) return;
  std::vector<std::string> columns;
  for (const Index j : separating_columns(x, pulls, separation, intercept))
    columns.push_back(names[static_cast<std::size_t>(j)]);
  if (separation.complete) {
    std::vector<Problem> problems;
    problems.reserve(columns.size());
    for (const std::string& column : columns) {
      problems.push_back({"E-GLM-007",
                          "X",
                          columns.size() == 1
                              ? "this column separates y perfectly: the likelihood rises without end"
                              : "the columns " + listed(columns) +
                                    " together separate y perfectly: the likelihood rises without end",
                          "leave the column out, join categories, or use a penalised model",
                          "",
                          "",
                          {},
                          0,
                          column});
    }
    throw InputError(problems);
  }
  // The limit: rows that are not moved, columns that still vary there.
  Eigen::VectorXd weights = rows.weights;
  for (const Index i : separation.rows) weights[used[static_cast<std::size_t>(i)]] = 0.0;
  const OrthogonalFactor rank = column_rank(rows.x, weights);
  const Eigen::MatrixXd some = rows.x(Eigen::all, rank.kept());
  const GlmRows rest{some, rows.y, weights, rows.offset};
  GlmModel limit_model = model;
  const IrlsFit limit = fit_likelihood(limit_model, options, rest,
                                       intercept && !rank.kept().empty() && rank.kept().front() == 0, theta);
  if (!std::isfinite(limit.deviance)) return;
  Eigen::VectorXd beta = Eigen::VectorXd::Zero(rows.x.cols());
  for (Index k = 0; k < rank.rank(); ++k) beta[rank.kept()[static_cast<std::size_t>(k)]] = limit.beta[k];
  double length = 0.0;
  for (const Index i : separation.rows) {
    const Index row = used[static_cast<std::size_t>(i)];
    const double sign = static_cast<double>(pulls[static_cast<std::size_t>(i)]);
    const double now = sign * (rows.x.row(row).dot(beta) + rows.offset[row]);
    length = std::max(length, (kFarOut - now) / (sign * rows.x.row(row).dot(separation.direction)));
  }
  beta += length * separation.direction;
  const IrlsPoint point = irls_point(limit_model, rows, &beta);
  if (!std::isfinite(point.deviance)) return;
  model = limit_model;
  fit.beta = beta;
  fit.deviance = point.deviance;
  fit.triangle = point.triangle;
  fit.converged = limit.converged;
  fit.iterations += limit.iterations;
  notes.push_back(
      "quasi-complete separation: " + std::to_string(separation.rows.size()) +
      " row(s), the first being row " +
      std::to_string(used[static_cast<std::size_t>(separation.rows.front())] + 1) +
      ", are fitted perfectly; the estimate of " + listed(columns) +
      " is infinite: value and error shown for it mean nothing; the other coefficients are at their limits");
}

}  // namespace detail

}  // namespace dubao::regression
