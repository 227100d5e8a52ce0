// SPDX-License-Identifier: Apache-2.0
//
// Denton: the path nearest in its movements to an indicator that adds up to the low-frequency values.
//
// When      A good indicator of the same thing exists (value added and its preliminary quarters) and no model of their
//           relation is wanted.
// When not  The relation of indicator and target is to be estimated, or standard errors are wanted: chow_lin.hpp.
// Formula   additive       min Σ_{t≥2} (Δ(x_t − p_t))²     subject to C x = y
//           proportional   min Σ_{t≥2} (Δ(x_t / p_t))²     subject to C x = y
//           Cholette's benchmarked form: no condition on the first period (Denton's own x_0 = p_0 bends the beginning).
// After the last year  the last difference (ratio) to the indicator is carried on.
// Example   p = 1, 1, 2, 2 (ratio 2), sums 4 and 8, proportional: x = 2 p = 2, 2, 4, 4
// Source    Denton (1971); Cholette (1984); Dagum and Cholette (2006), chapter 6. Oracle: the conditions solved in R.
#pragma once

#include <dubao/hierarchy/temporal/aggregation.hpp>

#include <Eigen/Core>
#include <Eigen/LU>
#include <algorithm>
#include <string>
#include <vector>

namespace dubao::hierarchy {

/// Cost of the movements: proportional divides by the indicator. indicator: n values, all ≠ 0 and of one sign for the
/// proportional form (E-TMP-004), finite (E-TMP-005). Returns n values that meet the constraint. O((n + N)³).
[[nodiscard]] inline std::vector<double> denton(const TemporalConstraint& constraint,
                                                const std::vector<double>& indicator, bool proportional) {
  const auto n = static_cast<Eigen::Index>(indicator.size());
  const Eigen::Map<const Eigen::VectorXd> p(indicator.data(), n);
  if (!p.allFinite()) {
    throw InputError("E-TMP-005", "indicator", "a value is missing or infinite",
                     "give every period a number");
  }
  const bool one_sign = (p.array() > 0.0).all() || (p.array() < 0.0).all();
  if (proportional && !one_sign) {
    throw InputError("E-TMP-004", "indicator",
                     "a proportional movement needs an indicator of one sign without zeros",
                     "use the additive form");
  }
  // In units of the indicator's own size, so that the two blocks of the system are of one order.
  const double unit =
      proportional ? 1.0 : std::max(p.cwiseAbs().maxCoeff(), constraint.values.cwiseAbs().maxCoeff());
  const double safe = unit > 0.0 ? unit : 1.0;
  Eigen::MatrixXd c = constraint.matrix;
  Eigen::VectorXd target = constraint.values;
  if (proportional) {
    // Ratios of the order of one: rows divided by the indicator's own total.
    c = c * p.asDiagonal();
    const Eigen::VectorXd total = c.rowwise().sum();
    c = total.cwiseInverse().asDiagonal() * c;
    target = target.cwiseQuotient(total);
  } else {
    target = (target - c * p) / safe;
  }
  const Eigen::Index rows = c.rows();
  Eigen::MatrixXd system = Eigen::MatrixXd::Zero(n + rows, n + rows);
  for (Eigen::Index t = 1; t < n; ++t) {
    system(t, t) += 1.0;
    system(t - 1, t - 1) += 1.0;
    system(t, t - 1) -= 1.0;
    system(t - 1, t) -= 1.0;
  }
  system.topRightCorner(n, rows) = c.transpose();
  system.bottomLeftCorner(rows, n) = c;
  Eigen::VectorXd right = Eigen::VectorXd::Zero(n + rows);
  right.tail(rows) = target;
  const Eigen::PartialPivLU<Eigen::MatrixXd> solver(system);
  Eigen::VectorXd solution = solver.solve(right);
  solution += solver.solve(right - system * solution);
  Eigen::VectorXd path =
      proportional ? p.cwiseProduct(solution.head(n)) : (p + safe * solution.head(n)).eval();
  // What rounding left of the constraint, spread evenly: counts where the indicator is far larger than the values.
  const Eigen::VectorXd squares = constraint.matrix.rowwise().squaredNorm();
  for (int pass = 0; pass < 2; ++pass) {
    const Eigen::VectorXd gap = constraint.values - constraint.matrix * path;
    path += constraint.matrix.transpose() * gap.cwiseQuotient(squares);
  }
  std::vector<double> out(path.data(), path.data() + n);
  return out;
}

}  // namespace dubao::hierarchy
