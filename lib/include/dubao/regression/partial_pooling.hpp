// SPDX-License-Identifier: Apache-2.0
//
// Partial pooling: every group has its own coefficients, drawn toward the common ones as far as its own data are weak.
//
// What      Random-coefficient regression by empirical Bayes. The common coefficients and the variances between groups are
//           estimated by restricted maximum likelihood; the coefficients of a group are their posterior means given these.
//           The shrinkage weight of a coefficient in a group is 1 − (posterior variance)/(variance between groups): 0, the group
//           tells nothing and takes the common value; 1, it keeps its own.
// When      Many short series of the same kind: 34 provinces over a few years.
// When not  Fewer than about five groups: the variance between them is hardly known. One group that is of another kind: it is
//           drawn toward the others all the same.
// Formula   y_it = x_it'(β + u_i) + e_it,  u_i ~ N(0, D), D diagonal, or full where `correlated`,  e ~ N(0, σ²)
//           E(u_i | y) = D Z_i'V_i⁻¹(y_i − X_i β̂); its error includes that of β̂, not that of D
//           Regressors are centred at their means over all rows in u_i, so that the variance of the intercept is the variance of
//           levels at an average row; reported intercepts belong to x = 0 as usual.
// Limits    D = 0: pooled least squares. D → ∞: least squares in each group.
// Example   five groups y = a_g exactly, no columns: common intercept the mean of the a_g, shrinkage 1
// Source    Laird and Ware (1982); Morris (1983); Swamy (1970). Oracle: nlme::lme, tests/golden/scripts/panel.R.
#pragma once

#include <dubao/regression/design.hpp>
#include <dubao/regression/orthogonal.hpp>
#include <dubao/regression/panel/groups.hpp>
#include <dubao/regression/partial_pooling/reml.hpp>
#include <dubao/regression/result.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace dubao::regression {

struct PartialPoolingOptions {
  bool intercept = true;
  bool correlated = false;  ///< D full instead of diagonal
  std::vector<std::string>
      varying;  ///< columns whose coefficient differs between groups, "intercept" among them; empty: all
};

struct PartialPoolingResult : RegressionResult {
  std::vector<std::string> groups;
  std::vector<std::string> varying;               ///< names of the coefficients that differ
  Eigen::MatrixXd group_params;                   ///< groups × names
  Eigen::MatrixXd group_errors;                   ///< standard errors of these
  std::vector<Eigen::MatrixXd> group_covariance;  ///< one a group, of its coefficients
  Eigen::MatrixXd shrinkage;                      ///< groups × varying, in [0, 1]
  Eigen::MatrixXd between;  ///< D, in units of the response per unit of the column, regressors centred
};

/// Relative standard deviation between groups below which a variance is reported as zero.
inline constexpr double kNoVariance = 1e-6;

/// Fits the common coefficients, the variances and the coefficients of every group.
/// \param x      observations × columns, without intercept; \param names one a column, or empty
/// \param groups entity of each row
/// Throws InputError E-DES-…, E-PNL-001, 002, 003, E-PNL-010 an unknown name in `varying`, E-PNL-006 no degree of freedom;
/// ModelError E-PNL-011 fewer than three groups.
/// Cost: n (p + q)² once, then groups · (p + q)³ an iteration.
[[nodiscard]] inline PartialPoolingResult fit_partial_pooling(const Eigen::MatrixXd& x,
                                                              const Eigen::VectorXd& y,
                                                              std::vector<std::string> names,
                                                              const Groups& groups,
                                                              const PartialPoolingOptions& options = {}) {
  Problems problems;
  collect_regression_problems(x, y, {}, names, options.intercept, problems);
  const Eigen::VectorXd ones = Eigen::VectorXd::Ones(y.size());
  collect_group_problems(groups, ones, "entity", true, problems);
  Design design = make_design(x, std::move(names), options.intercept);
  for (const std::string& name : options.varying) {
    problems.add_if(std::find(design.names.begin(), design.names.end(), name) == design.names.end(),
                    {"E-PNL-010", "varying", "there is no column '" + name + "'",
                     "name columns of X, or 'intercept'", "", ""});
  }
  problems.throw_if_any();
  const Eigen::VectorXd sizes = group_sizes(groups, ones);
  const Index used = (sizes.array() > 0.0).count();
  if (used < 3) {
    throw ModelError("E-PNL-011", "entity",
                     std::to_string(used) + " groups: the variance between groups needs at least three",
                     "use fixed effects with interactions, or pool");
  }

  PartialPoolingResult out;
  out.model = "PartialPooling";
  out.intercept = options.intercept;
  out.columns = x.cols();
  out.groups = groups.labels;
  const OrthogonalFactor factor(design.x);
  out.kept = factor.kept();
  for (const Index j : factor.kept()) out.names.push_back(design.names[static_cast<std::size_t>(j)]);
  for (const Index j : factor.dropped()) {
    out.dropped.push_back(design.names[static_cast<std::size_t>(j)]);
    out.notes.push_back("column '" + out.dropped.back() +
                        "' is left out: the columns before it say the same");
  }
  const Index p = factor.rank();
  const Index n = y.size();
  if (n <= p) {
    throw InputError("E-PNL-006", "X",
                     std::to_string(n) + " observation(s) for " + std::to_string(p) +
                         " coefficients: no degree of freedom is left",
                     "use fewer columns");
  }

  // Working columns: centred where there is an intercept, scaled to root mean square one. b = A c with c the working ones.
  Eigen::MatrixXd work = design.x(Eigen::all, out.kept);
  Eigen::MatrixXd back = Eigen::MatrixXd::Identity(p, p);
  const bool centred = options.intercept && out.kept.front() == 0;
  Eigen::VectorXd length(p);
  for (Index j = 0; j < p; ++j) {
    const double mean = centred && j > 0 ? work.col(j).mean() : 0.0;
    work.col(j).array() -= mean;
    length[j] = work.col(j).norm() / std::sqrt(static_cast<double>(n));
    work.col(j) /= length[j];
    if (centred && j > 0) back(0, j) = -mean / length[j];
    back(j, j) = 1.0 / length[j];
  }
  std::vector<Index> z;
  for (Index j = 0; j < p; ++j) {
    const std::string& name = out.names[static_cast<std::size_t>(j)];
    if (options.varying.empty() ||
        std::find(options.varying.begin(), options.varying.end(), name) != options.varying.end()) {
      z.push_back(j);
      out.varying.push_back(name);
    }
  }
  const auto q = static_cast<Index>(z.size());
  if (q == 0) {
    throw InputError("E-PNL-010", "varying", "no coefficient is left that differs between the groups",
                     "name a column that is kept");
  }

  // Residuals of pooled least squares take the place of y: less cancels in the cross-products.
  const LeastSquaresSolution pooled = OrthogonalFactor(work).solve_fully(y);
  const Eigen::VectorXd& r = pooled.residuals;
  PoolingProblem problem;
  problem.rows = n;
  problem.xx = work.transpose() * work;
  problem.xy = work.transpose() * r;
  problem.yy = r.squaredNorm();
  std::vector<std::vector<Index>> members(groups.labels.size());
  for (Index i = 0; i < n; ++i) members[static_cast<std::size_t>(groups.of(i))].push_back(i);
  for (const std::vector<Index>& rows : members) {
    const Eigen::MatrixXd xg = work(rows, Eigen::all);
    const Eigen::MatrixXd zg = xg(Eigen::all, z);
    problem.groups.push_back({zg.transpose() * zg, zg.transpose() * xg, zg.transpose() * r(rows)});
  }
  if (!(problem.yy > 0.0)) problem.yy = std::numeric_limits<double>::min();

  const PoolingSearch search = maximise_reml(problem, options.correlated);
  if (!std::isfinite(search.point.deviance)) {
    throw ModelError("E-PNL-012", "X", "the restricted likelihood is not finite",
                     "look at the scale of the columns");
  }
  Eigen::MatrixXd l = search.factor;
  for (Index k = 0; k < q; ++k) {
    if (l.row(k).norm() < kNoVariance) l.row(k).setZero();
  }
  const PoolingPoint point = pooling_point(problem, l);
  const double variance = point.variance;
  out.converged = search.converged;
  out.iterations = search.iterations;
  out.statistics["gradient"] = search.gradient;
  if (!search.converged)
    out.notes.emplace_back("the search ended before the variances settled: look at the data of the groups");

  const Eigen::VectorXd common = pooled.coefficients + point.beta;
  out.params = back * common;
  out.covariance = variance * (back * point.beta_unscaled * back.transpose());
  out.observations = n;
  out.residual_df = static_cast<double>(used - 1);
  out.scale = variance;
  out.loglik = -0.5 * point.deviance;
  // The criterion in the units of the caller's columns: |S| changes by the squared lengths.
  for (Index j = 0; j < p; ++j) out.loglik -= std::log(length[j]);
  const double between_count =
      options.correlated ? static_cast<double>(q * (q + 1)) / 2.0 : static_cast<double>(q);
  out.aic = -2.0 * out.loglik + 2.0 * (static_cast<double>(p) + between_count + 1.0);
  out.bic = -2.0 * out.loglik +
            std::log(static_cast<double>(n - p)) * (static_cast<double>(p) + between_count + 1.0);
  out.notes.emplace_back(
      "likelihood and AIC are of the restricted likelihood: compare only fits with the same columns");

  // Coefficients of the groups.
  const Eigen::MatrixXd between = variance * l * l.transpose();
  const auto count = static_cast<Index>(groups.labels.size());
  out.group_params.resize(count, p);
  out.group_errors.resize(count, p);
  out.shrinkage.resize(count, q);
  out.fitted.resize(n);
  Eigen::MatrixXd pick = Eigen::MatrixXd::Zero(p, q);
  for (Index k = 0; k < q; ++k) pick(z[static_cast<std::size_t>(k)], k) = 1.0;
  for (Index g = 0; g < count; ++g) {
    const GroupProducts& own = problem.groups[static_cast<std::size_t>(g)];
    const Eigen::MatrixXd& t = point.t[static_cast<std::size_t>(g)];
    const Eigen::VectorXd effect = t * (own.zy - own.zx * point.beta);
    const Eigen::VectorXd coefficients = common + pick * effect;
    const Eigen::MatrixXd through = Eigen::MatrixXd::Identity(p, p) - pick * t * own.zx;
    const Eigen::MatrixXd error =
        variance * (pick * t * pick.transpose() + through * point.beta_unscaled * through.transpose());
    out.group_params.row(g) = (back * coefficients).transpose();
    out.group_covariance.emplace_back(back * error * back.transpose());
    out.group_errors.row(g) = out.group_covariance.back().diagonal().cwiseMax(0.0).cwiseSqrt().transpose();
    for (Index k = 0; k < q; ++k) {
      out.shrinkage(g, k) =
          between(k, k) > 0.0 ? std::clamp(1.0 - variance * t(k, k) / between(k, k), 0.0, 1.0) : 0.0;
    }
    for (const Index i : members[static_cast<std::size_t>(g)]) out.fitted[i] = work.row(i).dot(coefficients);
  }
  out.residuals = y - out.fitted;
  Eigen::VectorXd scale(q);
  for (Index k = 0; k < q; ++k) scale[k] = 1.0 / length[z[static_cast<std::size_t>(k)]];
  out.between = scale.asDiagonal() * between * scale.asDiagonal();
  for (Index k = 0; k < q; ++k) {
    const std::string& name = out.varying[static_cast<std::size_t>(k)];
    out.statistics["variance_" + name] = out.between(k, k);
    if (out.between(k, k) == 0.0)
      out.notes.push_back("the groups do not differ in '" + name +
                          "': its variance between groups is 0 and it is pooled");
  }
  out.statistics["variance_residual"] = variance;
  out.statistics["groups"] = static_cast<double>(used);
  return out;
}

}  // namespace dubao::regression
