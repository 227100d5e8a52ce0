// SPDX-License-Identifier: Apache-2.0
//
// Fixed effects: least squares on changes inside entities, periods, or both.
//
// When      Entities differ for reasons that are not in the data and may go with the regressors.
// When not  Regressors that never change inside an entity; a lagged response with few periods (Nickell bias of order 1/T).
// Formula   y_it = x_it'β + α_i (+ τ_t) + e_it on deviations from the means of the larger grouping, the smaller one as columns;
//           the same coefficients and errors as least squares with a dummy for every effect (Frisch–Waugh–Lovell)
//           clustered errors: G/(G − 1) · (n − 1)/(n − K); effects nested in the clusters are not counted in K
//           F of the effects: against the same columns with one common intercept
// Example   entities a: (1, 1), (2, 3) and b: (1, 5), (2, 7) as (x, y): slope 2, levels −1 and 3
// Source    Baltagi (2021), chapters 2 and 3; Arellano (1987). Oracle: R's lm with dummies, tests/golden/scripts/panel.R.
#pragma once

#include <dubao/regression/orthogonal.hpp>
#include <dubao/regression/panel/panel_model.hpp>

#include <boost/math/distributions/fisher_f.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace dubao::regression {

/// Fixed-effects regression.
/// \param x     observations × columns, without intercept; \param names one a column, or empty
/// \param data  entity for entity effects, time for time effects; clusters for clustered errors (default the entities)
/// Returns slopes; statistics "r2_within", "r2", "f_effects", "f_effects_pvalue", "entities", "periods". Columns that do not vary
/// inside the groups are left out and named.
/// Throws InputError E-DES-…, E-PNL-001…004, E-PNL-005 no column varies inside the groups, E-PNL-006 no degree of freedom left.
/// Cost: n (k + T)² with both effects, n k² otherwise.
[[nodiscard]] inline PanelResult fit_fixed_effects(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                                   std::vector<std::string> names, const PanelData& data,
                                                   const PanelOptions& options = {}) {
  Problems problems;
  collect_regression_problems(x, y, data.weights, names, true, problems);
  const Eigen::VectorXd weights =
      data.weights.size() == y.size() ? data.weights : Eigen::VectorXd::Ones(y.size());
  const bool both = options.effects == PanelEffects::kBoth;
  if (options.effects != PanelEffects::kTime)
    collect_group_problems(data.entity, weights, "entity", true, problems);
  if (options.effects != PanelEffects::kEntity)
    collect_group_problems(data.time, weights, "time", true, problems);
  if (!data.entity.empty() && !data.time.empty())
    collect_duplicate_problems(data.entity, data.time, problems);
  const Groups& clusters = data.clusters.empty() ? data.entity : data.clusters;
  if (options.clustered) collect_group_problems(clusters, weights, "clusters", false, problems);
  problems.throw_if_any();
  names = column_names(std::move(names), x.cols());

  // Means are taken out by the larger grouping; the smaller one becomes columns before those of x.
  const bool by_entity =
      options.effects == PanelEffects::kEntity || (both && data.entity.count() >= data.time.count());
  const Groups& absorbed = by_entity ? data.entity : data.time;
  const Groups& shown = by_entity ? data.time : data.entity;
  const Index dummies = both ? shown.count() : 0;
  Eigen::MatrixXd z = Eigen::MatrixXd::Zero(x.rows(), dummies + x.cols());
  if (both) {
    for (Index i = 0; i < x.rows(); ++i) z(i, shown.of(i)) = 1.0;
  }
  z.rightCols(x.cols()) = x;
  const Eigen::VectorXd root = weights.cwiseSqrt();
  const Eigen::MatrixXd z_means = group_means(absorbed, weights, z);
  const Eigen::MatrixXd y_means = group_means(absorbed, weights, y);
  const Eigen::MatrixXd z_within = root.asDiagonal() * detail::deviations(absorbed, weights, z, z_means);
  const Eigen::VectorXd y_within = root.asDiagonal() * detail::deviations(absorbed, weights, y, y_means);
  const OrthogonalFactor factor(z_within);

  PanelResult out;
  out.model = "FixedEffects";
  out.effects = options.effects;
  out.columns = x.cols();
  Index first_slope = 0;  // position among the kept columns
  for (const Index j : factor.kept()) {
    if (j < dummies) {
      ++first_slope;
    } else {
      out.kept.push_back(j - dummies);
      out.names.push_back(names[static_cast<std::size_t>(j - dummies)]);
    }
  }
  for (const Index j : factor.dropped()) {
    if (j < dummies) continue;
    const std::string& name = names[static_cast<std::size_t>(j - dummies)];
    out.dropped.push_back(name);
    out.notes.push_back(z_within.col(j).norm() > 0.0
                            ? "column '" + name + "' is left out: the columns before it say the same"
                            : "column '" + name + "' is left out: it does not vary inside the groups");
  }
  if (out.kept.empty()) {
    std::vector<Problem> all;
    for (const std::string& name : out.dropped) {
      all.push_back({"E-PNL-005",
                     "X",
                     "the column does not vary inside the groups beyond the effects",
                     "use columns that change over time, or random effects",
                     "",
                     "",
                     {},
                     0,
                     name});
    }
    if (all.empty())
      all.push_back({"E-PNL-005", "X", "there is no column", "give at least one column", "", ""});
    throw InputError(all);
  }
  const Index k = static_cast<Index>(out.kept.size());
  const Eigen::VectorXd sizes = group_sizes(absorbed, weights);
  const auto levels = static_cast<double>((sizes.array() > 0.0).count());
  out.observations = (weights.array() > 0.0).count();
  const auto n = static_cast<double>(out.observations);
  const double parameters = levels + static_cast<double>(factor.rank());
  out.residual_df = n - parameters;
  if (!(out.residual_df > 0.0)) {
    throw InputError("E-PNL-006", "X",
                     std::to_string(out.observations) + " observation(s) for " +
                         std::to_string(static_cast<long>(parameters)) +
                         " coefficients and effects: no degree of freedom is left",
                     "use fewer columns, one-way effects, or random effects");
  }
  detail::note_single_groups(absorbed, sizes, out);

  const LeastSquaresSolution solution = factor.solve_fully(y_within);
  const double ssr = solution.sum_of_squares;
  out.params = solution.coefficients.tail(k);
  out.scale = ssr / out.residual_df;
  const Eigen::MatrixXd bread = factor.unscaled_covariance();
  Eigen::MatrixXd covariance = out.scale * bread;
  if (options.clustered) {
    Eigen::MatrixXd scores(x.rows(), factor.rank());
    for (Index j = 0; j < factor.rank(); ++j)
      scores.col(j) =
          z_within.col(factor.kept()[static_cast<std::size_t>(j)]).cwiseProduct(solution.residuals);
    const auto groups = static_cast<double>((group_sizes(clusters, weights).array() > 0.0).count());
    // Effects nested in the clusters cost nothing, whichever grouping was absorbed.
    double counted = parameters;
    if (detail::is_nested(absorbed, clusters)) {
      counted -= levels;
    } else if (both && detail::is_nested(shown, clusters)) {
      counted -= static_cast<double>((group_sizes(shown, weights).array() > 0.0).count());
    }
    covariance = groups / (groups - 1.0) * (n - 1.0) / (n - counted) *
                 (bread * detail::clustered_meat(clusters, scores) * bread);
    out.statistics["clusters"] = groups;
    out.residual_df = groups - 1.0;
  }
  out.covariance = covariance.bottomRightCorner(k, k);

  // Effects: levels of the absorbed grouping, columns of the other.
  Eigen::VectorXd full = Eigen::VectorXd::Zero(z.cols());
  for (Index j = 0; j < factor.rank(); ++j)
    full[factor.kept()[static_cast<std::size_t>(j)]] = solution.coefficients[j];
  Eigen::VectorXd level = y_means - z_means * full;
  Eigen::VectorXd others = full.head(dummies);
  out.fitted.resize(y.size());
  for (Index i = 0; i < y.size(); ++i) out.fitted[i] = z.row(i).dot(full) + level[absorbed.of(i)];
  out.residuals = y - out.fitted;
  if (both) {
    // The time effects have mean zero, whichever grouping was absorbed.
    const double shift = by_entity ? others.mean() : level.mean();
    (by_entity ? others : level).array() -= shift;
    (by_entity ? level : others).array() += shift;
  }
  out.entity_effects = by_entity ? level : others;
  out.time_effects = by_entity ? others : level;
  out.by_entity = by_entity;
  out.column_covariance = covariance;
  out.level_means = z_means(Eigen::all, factor.kept());
  out.level_variance = out.scale * group_weights(absorbed, weights).cwiseInverse();
  if (both) {
    out.shown_columns.assign(static_cast<std::size_t>(dummies), -1);
    for (Index j = 0; j < first_slope; ++j)
      out.shown_columns[static_cast<std::size_t>(factor.kept()[static_cast<std::size_t>(j)])] = j;
  }

  out.statistics["entities"] = static_cast<double>(data.entity.count());
  out.statistics["periods"] = static_cast<double>(data.time.count());
  // Against the effects alone, against a mean alone, and slopes without effects.
  const double effects_alone =
      dummies > 0 ? OrthogonalFactor(z_within.leftCols(dummies)).solve_fully(y_within).sum_of_squares
                  : y_within.squaredNorm();
  if (effects_alone > 0.0) out.statistics["r2_within"] = 1.0 - ssr / effects_alone;
  const double mean = weights.dot(y) / weights.sum();
  const double total = (root.array() * (y.array() - mean)).matrix().squaredNorm();
  if (total > 0.0) out.statistics["r2"] = 1.0 - ssr / total;
  const Design pooled = make_design(x, {}, true);
  const OrthogonalFactor plain(root.asDiagonal() * pooled.x);
  const double pooled_ssr = plain.solve_fully(root.cwiseProduct(y)).sum_of_squares;
  const double more = parameters - static_cast<double>(plain.rank());
  const double left = n - parameters;
  if (more > 0.0 && ssr > 0.0) {
    const double f = std::max(0.0, (pooled_ssr - ssr) / more) / (ssr / left);
    out.statistics["f_effects"] = f;
    out.statistics["f_effects_pvalue"] =
        boost::math::cdf(boost::math::complement(boost::math::fisher_f(more, left), f));
  }
  detail::gaussian_likelihood(out, ssr, n, parameters);
  return out;
}

}  // namespace dubao::regression
