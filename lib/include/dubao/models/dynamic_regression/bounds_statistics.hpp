// SPDX-License-Identifier: Apache-2.0
//
// The statistics of the bounds test: does a level relation between the series and its drivers exist at all?
//
// What      F: α, every π_j and, in cases II and IV, the restricted constant are all zero. t: α is zero. Both are computed from
//           the regression in levels by linear restrictions, which gives the numbers of the error-correction form.
// Formula   F = (Rb − r)' (R V R')⁻¹ (Rb − r) / rows of R;  t = α / se(α)
// When not  Without own lag (p = 0) there is nothing to test.
// Example   one own lag φ = 0.4 with standard error 0.2 and no driver: t = −3, F = 9 (case III)
// Source    Pesaran, Shin and Smith (2001), equations (21) and (24).
#pragma once

#include <dubao/models/dynamic_regression/ardl_regression.hpp>
#include <dubao/models/dynamic_regression/bounds_tables.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <cmath>

namespace dubao::models::dynamic_regression {

struct BoundsStatistics {
  double f = data::kMissing;
  double t = data::kMissing;
  Index restrictions = 0;  ///< rows of R
};

/// Case II restricts the intercept and case IV the trend, which the order must then have. NaN where the covariance of the
/// restrictions is singular. O(columns² · restrictions).
[[nodiscard]] inline BoundsStatistics bounds_statistics(BoundsCase which, const ArdlOrder& order,
                                                        const ArdlData& data, const Eigen::VectorXd& params,
                                                        const Eigen::MatrixXd& covariance) {
  const ArdlColumns columns = columns_of(order, data);
  const auto drivers = static_cast<Eigen::Index>(columns.drivers.size());
  const bool constant =
      (which == BoundsCase::kII && order.intercept) || (which == BoundsCase::kIV && order.trend);
  const Eigen::Index rows = 1 + drivers + (constant ? 1 : 0);
  Eigen::MatrixXd r = Eigen::MatrixXd::Zero(rows, params.size());
  r.row(0) = columns.own_lags.transpose();
  for (Eigen::Index j = 0; j < drivers; ++j) {
    r.row(j + 1) = columns.drivers[static_cast<std::size_t>(j)].transpose();
  }
  if (constant) r(rows - 1, which == BoundsCase::kII || !order.intercept ? 0 : 1) = 1.0;
  Eigen::VectorXd distance = r * params;
  distance[0] -= 1.0;
  const Eigen::MatrixXd v = r * covariance * r.transpose();
  BoundsStatistics out;
  out.restrictions = static_cast<Index>(rows);
  // Scaled to ones on the diagonal: drivers in units far apart are no reason to fail.
  const Eigen::VectorXd deviation = v.diagonal().cwiseSqrt();
  if (!(deviation.minCoeff() > 0.0)) return out;
  const Eigen::VectorXd scaled = distance.cwiseQuotient(deviation);
  const Eigen::MatrixXd correlation =
      deviation.cwiseInverse().asDiagonal() * v * deviation.cwiseInverse().asDiagonal();
  const Eigen::LDLT<Eigen::MatrixXd> factor(correlation);
  out.t = scaled[0];
  if (factor.info() == Eigen::Success && factor.isPositive())
    out.f = scaled.dot(factor.solve(scaled)) / static_cast<double>(rows);
  return out;
}

}  // namespace dubao::models::dynamic_regression
