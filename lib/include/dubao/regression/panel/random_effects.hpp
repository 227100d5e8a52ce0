// SPDX-License-Identifier: Apache-2.0
//
// Random effects of Swamy and Arora, balanced or not.
//
// When      The reasons why entities differ have nothing to do with the regressors (Hausman's test looks), or a regressor that
//           never changes inside an entity is of interest.
// When not  Fewer entities than about ten: their variance is hardly known.
// Formula   σ²_e = SSR_within/(n − N − k),
//           σ²_u = (SSR_between − (N − K) σ²_e) / (n − tr[(Σ T_i x̄_i x̄_i')⁻¹ Σ T_i² x̄_i x̄_i'])  (≥ 0),
//           least squares on y_it − θ_i ȳ_i, θ_i = 1 − √(σ²_e/(σ²_e + T_i σ²_u));
//           u_i predicted by T_i σ²_u/(σ²_e + T_i σ²_u) times the mean residual
// Example   Grunfeld's ten firms: (−57.8344, 0.109781, 0.308113), σ²_e = 2784.46, σ²_u = 7089.80 (plm; Baltagi 2021)
// Source    Swamy and Arora (1972); Baltagi and Chang (1994), unbalanced. Oracle: dense matrices in R, golden/scripts/panel.R.
#pragma once

#include <dubao/regression/orthogonal.hpp>
#include <dubao/regression/panel/panel_model.hpp>

#include <Eigen/Core>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace dubao::regression {

/// Random-effects regression of Swamy and Arora, balanced or not.
/// \param x     observations × columns, without intercept, which is always estimated; \param names one a column, or empty
/// Returns intercept and slopes; statistics "variance_entity", "variance_residual", "theta_min", "theta_max", "r2".
/// Throws InputError E-DES-…, E-PNL-001…004, 005, 006 (within part), 008 weights; ModelError E-PNL-007 no more entities than
/// coefficients. Cost: n k².
[[nodiscard]] inline PanelResult fit_random_effects(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                                    std::vector<std::string> names, const PanelData& data,
                                                    const PanelOptions& options = {}) {
  if (data.weights.size() > 0) {
    throw InputError("E-PNL-008", "weights", "random effects take no weights",
                     "leave the weights out, or use fixed effects");
  }
  Problems problems;
  collect_regression_problems(x, y, {}, names, true, problems);
  const Eigen::VectorXd ones = Eigen::VectorXd::Ones(y.size());
  collect_group_problems(data.entity, ones, "entity", true, problems);
  if (!data.time.empty()) collect_duplicate_problems(data.entity, data.time, problems);
  const Groups& clusters = data.clusters.empty() ? data.entity : data.clusters;
  if (options.clustered) collect_group_problems(clusters, ones, "clusters", false, problems);
  problems.throw_if_any();
  const Groups& entity = data.entity;
  const Design design = make_design(x, std::move(names), true);
  const Eigen::VectorXd sizes = group_sizes(entity, ones);
  const auto groups = static_cast<double>((sizes.array() > 0.0).count());
  const auto n = static_cast<double>(y.size());

  // Inside the entities: variance of the residual.
  const Eigen::MatrixXd x_means = group_means(entity, ones, design.x);
  const Eigen::VectorXd y_means = group_means(entity, ones, y);
  const OrthogonalFactor within(detail::deviations(entity, ones, x, x_means.rightCols(x.cols())));
  const double within_df = n - groups - static_cast<double>(within.rank());
  if (!(within_df > 0.0)) {
    throw InputError("E-PNL-006", "X",
                     std::to_string(y.size()) + " observation(s) in " +
                         std::to_string(static_cast<long>(groups)) +
                         " entities leave no degree of freedom inside them",
                     "use fewer columns, or give more periods");
  }
  const double variance_residual =
      within.solve_fully(detail::deviations(entity, ones, y, y_means)).sum_of_squares / within_df;

  // Between the entities: rows are means times √T.
  const Eigen::VectorXd root = sizes.cwiseSqrt();
  const OrthogonalFactor between(root.asDiagonal() * x_means);
  const auto between_rank = static_cast<double>(between.rank());
  if (!(groups > between_rank)) {
    throw ModelError("E-PNL-007", "entity",
                     std::to_string(static_cast<long>(groups)) + " entities for " +
                         std::to_string(between.rank()) +
                         " coefficients between them: their variance cannot be estimated",
                     "use fixed effects, or fewer columns");
  }
  const double between_ssr = between.solve_fully(root.cwiseProduct(y_means)).sum_of_squares;
  const Eigen::MatrixXd squared = sizes.asDiagonal() * x_means(Eigen::all, between.kept());
  const double spread = n - (between.unscaled_covariance() * (squared.transpose() * squared)).trace();
  double variance_entity = (between_ssr - (groups - between_rank) * variance_residual) / spread;

  PanelResult out;
  out.model = "RandomEffects";
  out.intercept = true;
  out.columns = x.cols();
  if (!(variance_entity > 0.0)) {
    variance_entity = 0.0;
    out.notes.emplace_back(
        "the entities differ no more than their residuals do: the variance of the effects is 0, the fit is "
        "that of pooled least squares");
  }
  detail::note_single_groups(entity, sizes, out);
  out.shrinkage.resize(entity.count());
  for (Index g = 0; g < entity.count(); ++g) {
    const double total = variance_residual + sizes[g] * variance_entity;
    out.shrinkage[g] = total > 0.0 ? 1.0 - std::sqrt(variance_residual / total) : 0.0;
  }
  const Eigen::MatrixXd x_star = less_group_means(entity, x_means, design.x, out.shrinkage);
  const Eigen::VectorXd y_star = less_group_means(entity, y_means, y, out.shrinkage);
  const OrthogonalFactor factor(x_star);
  out.kept = factor.kept();
  for (const Index j : factor.kept()) out.names.push_back(design.names[static_cast<std::size_t>(j)]);
  for (const Index j : factor.dropped()) {
    out.dropped.push_back(design.names[static_cast<std::size_t>(j)]);
    out.notes.push_back("column '" + out.dropped.back() +
                        "' is left out: the columns before it say the same");
  }
  const LeastSquaresSolution solution = factor.solve_fully(y_star);
  out.params = solution.coefficients;
  out.observations = y.size();
  out.residual_df = n - static_cast<double>(factor.rank());
  out.reference = Reference::kNormal;
  out.scale = solution.sum_of_squares / out.residual_df;
  const Eigen::MatrixXd bread = factor.unscaled_covariance();
  out.covariance = out.scale * bread;
  if (options.clustered) {
    const Eigen::MatrixXd scores = solution.residuals.asDiagonal() * x_star(Eigen::all, factor.kept());
    const auto count = static_cast<double>((group_sizes(clusters, ones).array() > 0.0).count());
    out.covariance = count / (count - 1.0) * (n - 1.0) / out.residual_df *
                     (bread * detail::clustered_meat(clusters, scores) * bread);
    out.statistics["clusters"] = count;
  }
  out.fitted = design.x(Eigen::all, out.kept) * out.params;
  out.residuals = y - out.fitted;
  // The predicted effect is λ_i times the mean residual, λ_i = T_i σ²_u/(σ²_e + T_i σ²_u).
  const Eigen::VectorXd residual_means = group_means(entity, ones, out.residuals);
  out.entity_effects.resize(entity.count());
  out.level_variance.resize(entity.count());
  out.level_means = x_means(Eigen::all, out.kept);
  out.column_covariance = out.covariance;
  for (Index g = 0; g < entity.count(); ++g) {
    const double total = variance_residual + sizes[g] * variance_entity;
    const double share = total > 0.0 ? sizes[g] * variance_entity / total : 0.0;
    out.entity_effects[g] = share * residual_means[g];
    out.level_variance[g] = (1.0 - share) * variance_entity;
    out.level_means.row(g) *= share;
  }
  out.statistics["variance_entity"] = variance_entity;
  out.statistics["variance_residual"] = variance_residual;
  out.statistics["theta_min"] = out.shrinkage.minCoeff();
  out.statistics["theta_max"] = out.shrinkage.maxCoeff();
  out.statistics["entities"] = groups;
  const double total = (y_star.array() - y_star.mean()).matrix().squaredNorm();
  if (total > 0.0) out.statistics["r2"] = 1.0 - solution.sum_of_squares / total;
  out.notes.emplace_back("moment estimates of the variances: a likelihood and AIC are not defined");
  return out;
}

}  // namespace dubao::regression
