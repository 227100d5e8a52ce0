// SPDX-License-Identifier: Apache-2.0
//
// Groups of a panel: which rows belong to which entity or period, their means, and what a panel refuses.
//
// What      Labels come as codes 0, 1, … with the text of each. Means are weighted; a group whose weights are all zero has mean 0
//           and counts as absent.
// Ids       E-PNL-001 labels and rows differ in number; 002 fewer than two groups; 003 every group has one observation, so that
//           nothing is left to compare inside them; 004 the same entity and period twice (rows named)
// Example   codes (0, 0, 1), values (1, 3, 5): means (2, 5), centred (−1, 1, 0)
// Source    Baltagi (2021), Econometric Analysis of Panel Data, chapter 2.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/regression/design.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::regression {

/// Entities (provinces, countries) or periods of the rows.
struct Groups {
  std::vector<Index> code;          ///< one a row, 0 … labels.size() − 1
  std::vector<std::string> labels;  ///< text of each code

  [[nodiscard]] Index count() const noexcept { return static_cast<Index>(labels.size()); }
  [[nodiscard]] bool empty() const noexcept { return code.empty(); }
  [[nodiscard]] Index of(Index row) const { return code[static_cast<std::size_t>(row)]; }
};

/// Sum of weights in each group.
[[nodiscard]] inline Eigen::VectorXd group_weights(const Groups& groups, const Eigen::VectorXd& weights) {
  Eigen::VectorXd out = Eigen::VectorXd::Zero(groups.count());
  for (Index i = 0; i < weights.size(); ++i) out[groups.of(i)] += weights[i];
  return out;
}

/// Rows of positive weight in each group.
[[nodiscard]] inline Eigen::VectorXd group_sizes(const Groups& groups, const Eigen::VectorXd& weights) {
  return group_weights(groups, (weights.array() > 0.0).cast<double>().matrix());
}

/// Weighted mean of each column in each group: groups × columns. Two passes, so that a large common level costs no digits.
[[nodiscard]] inline Eigen::MatrixXd group_means(const Groups& groups, const Eigen::VectorXd& weights,
                                                 const Eigen::MatrixXd& values) {
  const Eigen::VectorXd total = group_weights(groups, weights);
  Eigen::MatrixXd mean = Eigen::MatrixXd::Zero(groups.count(), values.cols());
  for (int pass = 0; pass < 2; ++pass) {
    for (Index j = 0; j < values.cols(); ++j) {
      Eigen::VectorXd sum = Eigen::VectorXd::Zero(groups.count());
      for (Index i = 0; i < values.rows(); ++i)
        sum[groups.of(i)] += weights[i] * (values(i, j) - mean(groups.of(i), j));
      for (Index g = 0; g < groups.count(); ++g) {
        if (total[g] > 0.0) mean(g, j) += sum[g] / total[g];
      }
    }
  }
  return mean;
}

/// values less share_g times the mean of their group. \param share one a group: 1 leaves the deviations from the means.
[[nodiscard]] inline Eigen::MatrixXd less_group_means(const Groups& groups, const Eigen::MatrixXd& means,
                                                      const Eigen::MatrixXd& values,
                                                      const Eigen::VectorXd& share) {
  Eigen::MatrixXd out(values.rows(), values.cols());
  for (Index i = 0; i < values.rows(); ++i) {
    const Index g = groups.of(i);
    out.row(i) = values.row(i) - share[g] * means.row(g);
  }
  return out;
}

/// Looks for what is wrong with the labels. \param argument "entity", "time" or "clusters" for the messages;
/// \param repeated whether groups of one row each are refused (E-PNL-003)
inline void collect_group_problems(const Groups& groups, const Eigen::VectorXd& weights,
                                   const std::string& argument, bool repeated, Problems& problems) {
  if (static_cast<Index>(groups.code.size()) != weights.size()) {
    problems.add({"E-PNL-001", argument,
                  std::to_string(groups.code.size()) + " label(s) for " + std::to_string(weights.size()) +
                      " observation(s)",
                  "give each observation one label", "", ""});
    return;
  }
  const Eigen::VectorXd sizes = group_sizes(groups, weights);
  problems.add_if((sizes.array() > 0.0).count() < 2,
                  {"E-PNL-002", argument, "all observations have the same label",
                   "give at least two groups, or use a model without groups", "", ""});
  problems.add_if(
      repeated && sizes.size() > 0 && sizes.maxCoeff() <= 1.0,
      {"E-PNL-003", argument, "every group has one observation: nothing is left to compare inside the groups",
       "give at least one group two observations, or use a model without group effects", "", ""});
}

/// Looks for the same entity and period twice.
inline void collect_duplicate_problems(const Groups& entity, const Groups& time, Problems& problems) {
  if (entity.code.size() != time.code.size()) return;
  std::map<std::pair<Index, Index>, Index> first;
  detail::Cells cells(problems, "time");
  for (Index i = 0; i < static_cast<Index>(entity.code.size()); ++i) {
    const auto [at, is_new] = first.try_emplace({entity.of(i), time.of(i)}, i);
    if (is_new) continue;
    cells.add("E-PNL-004", i, "",
              "'" + entity.labels[static_cast<std::size_t>(entity.of(i))] + "' in '" +
                  time.labels[static_cast<std::size_t>(time.of(i))] + "' stands in row " +
                  std::to_string(at->second + 1) + " too",
              "give each entity one row a period");
  }
  cells.finish();
}

}  // namespace dubao::regression
