// SPDX-License-Identifier: Apache-2.0
//
// Covariance of the coefficients of a generalised linear model: from the model, or robust to its variance being wrong.
//
// Formula   B = (X'WX)⁻¹ at the estimate (expected information),  s_i the score of row i
//           model       φ B
//           HC0         B (Σ s_i² x_i x_i') B
//           HC1         HC0 · n/(n − p)
//           clustered   B (Σ_g u_g u_g') B · G/(G − 1) · (n − 1)/(n − p),  u_g = Σ_{i in g} s_i x_i
// Weights   A prior weight multiplies the score of its row; a frequency stands for that many equal rows, each with its own.
// When not  Clustered with fewer than about 30 clusters: errors come out too small.
// Source    White (1982); Liang and Zeger (1986); MacKinnon and White (1985) for HC1.
#pragma once

#include <dubao/regression/glm/irls.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace dubao::regression {

enum class GlmCovariance : std::uint8_t { kModel, kHc0, kHc1, kClustered };

/// (R'R)⁻¹. \param triangle upper triangular; a column without information gets the variance +∞ on the diagonal.
[[nodiscard]] inline Eigen::MatrixXd inverse_of_information(const Eigen::MatrixXd& triangle) {
  const OrthogonalFactor factor(triangle, kWeightedRank, Precision::kDouble);
  const Index p = triangle.cols();
  const Eigen::MatrixXd kept = factor.unscaled_covariance();
  Eigen::MatrixXd out = Eigen::MatrixXd::Zero(p, p);
  for (Index i = 0; i < factor.rank(); ++i) {
    for (Index j = 0; j < factor.rank(); ++j)
      out(factor.kept()[static_cast<std::size_t>(i)], factor.kept()[static_cast<std::size_t>(j)]) =
          kept(i, j);
  }
  for (const Index j : factor.dropped()) out(j, j) = std::numeric_limits<double>::infinity();
  return out;
}

/// Robust covariance. \param bread (X'WX)⁻¹; \param count rows, or the sum of frequencies; \param clusters code 0, 1, … of each
/// row, for kClustered. Cost: np².
[[nodiscard]] inline Eigen::MatrixXd robust_covariance(GlmCovariance kind, const GlmModel& model,
                                                       const GlmRows& rows, const Eigen::VectorXd& beta,
                                                       const Eigen::MatrixXd& bread, double count,
                                                       bool frequency, const std::vector<Index>& clusters) {
  const Index p = rows.x.cols();
  const bool clustered = kind == GlmCovariance::kClustered;
  const Index groups = clustered ? *std::max_element(clusters.begin(), clusters.end()) + 1 : 0;
  Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(groups, p);
  std::vector<bool> seen(static_cast<std::size_t>(groups), false);
  Eigen::MatrixXd meat = Eigen::MatrixXd::Zero(p, p);
  Eigen::MatrixXd work(kBlockRows, p);
  detail::for_each_block(model, rows, &beta, [&](Index first, const auto&, const auto& score) {
    const Index n = score.size();
    for (Index j = 0; j < p; ++j) work.col(j).head(n) = rows.x.col(j).segment(first, n).cwiseProduct(score);
    for (Index i = 0; i < n; ++i) {
      const double weight = rows.weights[first + i];
      if (clustered) {
        const Index group = clusters[static_cast<std::size_t>(first + i)];
        sums.row(group) += work.row(i);
        if (weight > 0.0) seen[static_cast<std::size_t>(group)] = true;
      } else if (frequency && weight > 0.0) {
        work.row(i) /= std::sqrt(weight);
      }
    }
    if (!clustered) meat.selfadjointView<Eigen::Lower>().rankUpdate(work.topRows(n).transpose());
  });
  double factor = 1.0;
  if (clustered) {
    meat.selfadjointView<Eigen::Lower>().rankUpdate(sums.transpose());
    const auto g = static_cast<double>(std::count(seen.begin(), seen.end(), true));
    factor = g / (g - 1.0) * (count - 1.0) / (count - static_cast<double>(p));
  } else if (kind == GlmCovariance::kHc1) {
    factor = count / (count - static_cast<double>(p));
  }
  meat = meat.selfadjointView<Eigen::Lower>();
  return factor * (bread * meat * bread);
}

}  // namespace dubao::regression
