// SPDX-License-Identifier: Apache-2.0
//
// Hausman's test: do fixed and random effects estimate the same slopes?
//
// Formula   (b_f − b_r)'(V_f − V_r)⁻¹(b_f − b_r), χ² with as many degrees of freedom as slopes
// When not  Clustered errors: V_f − V_r is then no covariance.
// Example   Grunfeld's ten firms: 2.3304 with 2 degrees of freedom, p = 0.3119
// Source    Hausman (1978).
#pragma once

#include <dubao/regression/panel/panel_model.hpp>

#include <boost/math/distributions/chi_squared.hpp>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace dubao::regression {

struct HausmanTest {
  double statistic = 0.0;
  double degrees = 0.0;
  double pvalue = std::numeric_limits<double>::quiet_NaN();
  std::vector<std::string> names;  ///< slopes compared
  std::vector<std::string> notes;
};

/// Hausman's test: do fixed and random effects estimate the same slopes? A small p-value speaks against random effects.
/// \param fixed, random fits of the same data with classical errors
/// Directions in which V_f − V_r has no positive variance (finite samples) are left out, with a note.
/// Throws InputError E-PNL-009 when the fits share no slope. Cost: k³.
[[nodiscard]] inline HausmanTest hausman_test(const PanelResult& fixed, const PanelResult& random) {
  HausmanTest out;
  std::vector<Index> in_fixed;
  std::vector<Index> in_random;
  for (std::size_t j = 0; j < fixed.names.size(); ++j) {
    const auto at = std::find(random.names.begin(), random.names.end(), fixed.names[j]);
    if (at == random.names.end()) continue;
    out.names.push_back(fixed.names[j]);
    in_fixed.push_back(static_cast<Index>(j));
    in_random.push_back(static_cast<Index>(at - random.names.begin()));
  }
  if (out.names.empty()) {
    throw InputError("E-PNL-009", "random", "the two fits have no slope in common",
                     "fit both to the same columns");
  }
  const Eigen::VectorXd gap = fixed.params(in_fixed) - random.params(in_random);
  const Eigen::MatrixXd fixed_variance = fixed.covariance(in_fixed, in_fixed);
  const Eigen::MatrixXd difference = fixed_variance - random.covariance(in_random, in_random);
  // In units of the fixed-effects errors, so that the scale of a column does not decide what is near zero.
  const Eigen::VectorXd unit = fixed_variance.diagonal().cwiseSqrt().cwiseInverse();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(unit.asDiagonal() * difference *
                                                             unit.asDiagonal());
  const Eigen::VectorXd along = eigen.eigenvectors().transpose() * unit.cwiseProduct(gap);
  constexpr double kPositive = 1e-10;
  for (Index i = 0; i < along.size(); ++i) {
    if (!(eigen.eigenvalues()[i] > kPositive)) continue;
    out.statistic += along[i] * along[i] / eigen.eigenvalues()[i];
    out.degrees += 1.0;
  }
  if (out.degrees < static_cast<double>(along.size()))
    out.notes.emplace_back(
        "the difference of the covariances is not positive definite: directions without variance are left "
        "out");
  if (out.degrees > 0.0)
    out.pvalue =
        boost::math::cdf(boost::math::complement(boost::math::chi_squared(out.degrees), out.statistic));
  return out;
}

}  // namespace dubao::regression
