// SPDX-License-Identifier: Apache-2.0
//
// Centred log-ratios of one industry's staffing shares: where trend, pooled slope and exponential smoothing work.
//
// Formula   z_o = ln s_o − mean_o' ln s_o' over the occupations that are not structural zeros; s = softmax(z)
// Zeros     A cell that is zero in every usable year is a structural zero and left out. A zero among positive values is
//           replaced by half the cell's smallest positive share before taking logs (own rule).
#pragma once

#include <dubao/labour/staffing.hpp>

#include <Eigen/Core>
#include <cmath>
#include <utility>
#include <vector>

namespace dubao::labour::detail {

struct LogRatios {
  std::vector<Index> years;     ///< usable periods, ascending
  std::vector<Index> positive;  ///< occupations that are not structural zeros, ascending
  Eigen::MatrixXd shares;       ///< usable years × positive, as observed
  Eigen::MatrixXd z;            ///< usable years × positive; every row has mean 0

  [[nodiscard]] Index count() const noexcept { return static_cast<Index>(years.size()); }
  [[nodiscard]] Index cells() const noexcept { return static_cast<Index>(positive.size()); }
  [[nodiscard]] Index year(Index j) const { return years[static_cast<std::size_t>(j)]; }
  [[nodiscard]] Index occupation(Index k) const { return positive[static_cast<std::size_t>(k)]; }
};

[[nodiscard]] inline LogRatios log_ratios(const StaffingHistory& history, Index industry) {
  LogRatios out;
  out.years = history.usable_periods(industry);
  Eigen::MatrixXd all(out.count(), static_cast<Index>(history.occupations().size()));
  for (Index j = 0; j < out.count(); ++j) all.row(j) = history.shares(industry, out.year(j));
  for (Index o = 0; o < all.cols(); ++o) {
    if (all.col(o).maxCoeff() > 0.0) out.positive.push_back(o);
  }
  out.shares.resize(out.count(), out.cells());
  out.z.resize(out.count(), out.cells());
  for (Index k = 0; k < out.cells(); ++k) {
    const Eigen::ArrayXd column = all.col(out.occupation(k));
    const double smallest = (column > 0.0).select(column, 2.0).minCoeff();
    out.shares.col(k) = column.matrix();
    out.z.col(k) = (column > 0.0).select(column, 0.5 * smallest).log().matrix();
  }
  out.z.colwise() -= out.z.rowwise().mean().eval();
  return out;
}

/// softmax(z): positive, sum 1, finite for any finite z.
[[nodiscard]] inline Eigen::VectorXd softmax(const Eigen::VectorXd& z) {
  const Eigen::VectorXd weight = (z.array() - z.maxCoeff()).exp().matrix();
  return weight / weight.sum();
}

}  // namespace dubao::labour::detail
