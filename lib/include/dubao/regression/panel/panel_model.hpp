// SPDX-License-Identifier: Apache-2.0
//
// What the panel regressions share: data with their groups, options, the result, clustered sums.
//
// Formula   clustered meat: Σ_c u_c u_c', u_c the sum of the scores of cluster c
// Source    Arellano (1987).
#pragma once

#include <dubao/regression/design.hpp>
#include <dubao/regression/panel/groups.hpp>
#include <dubao/regression/result.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace dubao::regression {

/// Share of its length that a column must vary inside the entities; less is rounding of the means.
inline constexpr double kVariesWithin = 1e-12;

enum class PanelEffects : std::uint8_t { kEntity, kTime, kBoth };

struct PanelData {
  Groups entity;
  Groups time;              ///< empty: not known (needed for time effects)
  Groups clusters;          ///< empty: by entity
  Eigen::VectorXd weights;  ///< or empty; fixed effects only
};

struct PanelOptions {
  PanelEffects effects = PanelEffects::kEntity;
  bool clustered = false;
};

struct PanelResult : RegressionResult {
  PanelEffects effects = PanelEffects::kEntity;
  Eigen::VectorXd
      entity_effects;            ///< one an entity; fixed: level at x = 0; random: predicted u_i; empty: none
  Eigen::VectorXd time_effects;  ///< one a period, mean 0 beside entity effects; empty: none
  Eigen::VectorXd shrinkage;     ///< θ_i of random effects, one an entity; empty: fixed
  // For the errors of predictions: the mean of row i in group g is z'b + level_g, with the columns z of which these are the
  // covariance, the part of a group's means that its level takes up, and the variance of the level beyond them.
  Eigen::MatrixXd column_covariance;
  Eigen::MatrixXd level_means;
  Eigen::VectorXd level_variance;
  std::vector<Index>
      shown_columns;      ///< two-way: column of z of each group that is not absorbed; −1: the reference
  bool by_entity = true;  ///< whether the level is that of the entity
};

/// Means of rows in known groups and their standard errors.
struct PanelPrediction {
  Eigen::VectorXd mean;
  Eigen::VectorXd error;
};

/// Mean and standard error of new rows of entities and periods of the fit: x'b and the effects, estimated or predicted.
/// \param x_new rows × result.columns; \param entity, time codes as in the fit; a vector is not looked at where the model has no
/// such effect
/// The error of two-way effects is exact for classical errors; a level's own variance is always classical.
/// Throws as kept_design. Cost: rows × k².
[[nodiscard]] inline PanelPrediction predict_panel(const PanelResult& result, const Eigen::MatrixXd& x_new,
                                                   const std::vector<Index>& entity,
                                                   const std::vector<Index>& time) {
  const Eigen::MatrixXd x = kept_design(result, x_new);
  PanelPrediction out;
  out.mean = x * result.params;
  out.error.resize(x.rows());
  const Index first = result.column_covariance.rows() - x.cols();
  for (Index i = 0; i < x.rows(); ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (result.entity_effects.size() > 0) out.mean[i] += result.entity_effects[entity[at]];
    if (result.time_effects.size() > 0) out.mean[i] += result.time_effects[time[at]];
    Eigen::VectorXd z = Eigen::VectorXd::Zero(result.column_covariance.rows());
    z.tail(x.cols()) = x.row(i).transpose();
    if (first > 0) {
      const Index column =
          result.shown_columns[static_cast<std::size_t>(result.by_entity ? time[at] : entity[at])];
      if (column >= 0) z[column] = 1.0;
    }
    const Index level = result.by_entity ? entity[at] : time[at];
    z -= result.level_means.row(level).transpose();
    out.error[i] =
        std::sqrt(std::max(0.0, z.dot(result.column_covariance * z)) + result.level_variance[level]);
  }
  return out;
}

namespace detail {

/// Sum over groups of the outer products of summed scores. \param scores rows × columns.
[[nodiscard]] inline Eigen::MatrixXd clustered_meat(const Groups& clusters, const Eigen::MatrixXd& scores) {
  Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(clusters.count(), scores.cols());
  for (Index i = 0; i < scores.rows(); ++i) sums.row(clusters.of(i)) += scores.row(i);
  return sums.transpose() * sums;
}

/// Whether each group lies in one cluster.
[[nodiscard]] inline bool is_nested(const Groups& groups, const Groups& clusters) {
  std::vector<Index> seen(groups.labels.size(), -1);
  for (std::size_t i = 0; i < groups.code.size(); ++i) {
    Index& cluster = seen[static_cast<std::size_t>(groups.code[i])];
    if (cluster >= 0 && cluster != clusters.code[i]) return false;
    cluster = clusters.code[i];
  }
  return true;
}

/// Deviations from group means; columns whose deviations are rounding become zero.
[[nodiscard]] inline Eigen::MatrixXd deviations(const Groups& groups, const Eigen::VectorXd& weights,
                                                const Eigen::MatrixXd& values, const Eigen::MatrixXd& means) {
  Eigen::MatrixXd out = less_group_means(groups, means, values, Eigen::VectorXd::Ones(groups.count()));
  for (Index j = 0; j < out.cols(); ++j) {
    const Eigen::VectorXd root = weights.cwiseSqrt();
    if (out.col(j).cwiseProduct(root).norm() <= kVariesWithin * values.col(j).cwiseProduct(root).norm())
      out.col(j).setZero();
  }
  return out;
}

inline void gaussian_likelihood(RegressionResult& out, double sum_of_squares, double n, double parameters) {
  constexpr double kTwoPi = 6.283185307179586;
  if (!(sum_of_squares > 0.0)) {
    out.notes.emplace_back("the residuals are all zero: the likelihood is infinite and not shown");
    return;
  }
  out.loglik = -0.5 * n * (std::log(kTwoPi * sum_of_squares / n) + 1.0);
  out.aic = -2.0 * out.loglik + 2.0 * (parameters + 1.0);
  out.bic = -2.0 * out.loglik + std::log(n) * (parameters + 1.0);
}

inline void note_single_groups(const Groups& groups, const Eigen::VectorXd& sizes, RegressionResult& out) {
  Index single = 0;
  std::string first;
  for (Index g = 0; g < groups.count(); ++g) {
    if (sizes[g] != 1.0) continue;
    if (single++ == 0) first = groups.labels[static_cast<std::size_t>(g)];
  }
  if (single > 0)
    out.notes.push_back(std::to_string(single) +
                        " group(s) have one observation and say nothing about the slopes, first '" + first +
                        "'");
}

}  // namespace detail

}  // namespace dubao::regression
