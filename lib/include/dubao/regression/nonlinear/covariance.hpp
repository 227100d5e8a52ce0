// SPDX-License-Identifier: Apache-2.0
//
// Covariance of a nonlinear fit: inverse information from the Jacobian, with second derivatives where asked for, and the
// variance of a robust fit.
//
// Formula   (JᵀJ + S)⁻¹ = R⁻¹ (I + R⁻ᵀ S R⁻¹)⁻¹ R⁻ᵀ with J = Q R and S = Σ r ∇²r: the condition is that of J, not its square
//           robust: k² [Σψ²/(n − p)] / [mean ψ']², k = 1 + p/n var(ψ') / mean(ψ')², ψ(u) = u ρ'(u²)
// Scale     1.4826 · median |r|
// Example   J = (1, 1, 1, 1)ᵀ: inverse information 1/4; r = (−3, −1, 1, 2): scale 1.4826 · 1.5
// Source    Huber (1981), sections 5.1 and 7.6; Bates and Watts (1988).
#pragma once

#include <dubao/optim/levenberg_marquardt.hpp>
#include <dubao/optim/robust_loss.hpp>
#include <dubao/optim/vector_function.hpp>

#include <Eigen/Core>
#include <Eigen/LU>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace dubao::regression {

/// Median absolute deviation of the normal in standard deviations, inverted.
inline constexpr double kMedianDeviationFactor = 1.482602218505602;
/// Relative step of second derivatives for the covariance.
inline constexpr double kHessianStep = 1e-3;

/// Median; values: at least one.
[[nodiscard]] inline double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return 0.5 * (*middle + *std::max_element(values.begin(), middle));
}

/// 1.4826 · median |r|.
[[nodiscard]] inline double robust_scale(const Eigen::VectorXd& r) {
  std::vector<double> absolute;
  absolute.reserve(static_cast<std::size_t>(r.size()));
  for (const double one : r) absolute.push_back(std::abs(one));
  return kMedianDeviationFactor * median_of(std::move(absolute));
}

/// Σ r ∇²r by central differences of the fine Jacobian; empty where it cannot be formed.
[[nodiscard]] inline Eigen::MatrixXd second_order_term(optim::VectorFunction& function,
                                                       const Eigen::VectorXd& b, const Eigen::VectorXd& r) {
  const Eigen::Index p = b.size();
  Eigen::MatrixXd out(p, p);
  Eigen::MatrixXd j(r.size(), p);
  Eigen::VectorXd values(r.size());
  for (Eigen::Index k = 0; k < p; ++k) {
    Eigen::VectorXd side[2];
    for (int s = 0; s < 2; ++s) {
      Eigen::VectorXd moved = b;
      moved[k] += (s == 0 ? kHessianStep : -kHessianStep) * (b[k] != 0.0 ? std::abs(b[k]) : 1.0);
      if (!function.evaluate(moved, values) || !function.differentiate(moved, values, j, optim::Grade::kFine))
        return {};
      side[s] = j.transpose() * r;
    }
    out.col(k) = (side[0] - side[1]) / (2.0 * kHessianStep * (b[k] != 0.0 ? std::abs(b[k]) : 1.0));
  }
  return 0.5 * (out + out.transpose());
}

/// (JᵀJ + extra)⁻¹ over the free parameters, NaN elsewhere; all NaN when singular.
[[nodiscard]] inline Eigen::MatrixXd inverse_information(const Eigen::MatrixXd& jacobian,
                                                         const Eigen::MatrixXd& extra,
                                                         const std::vector<Eigen::Index>& free) {
  const Eigen::Index p = jacobian.cols();
  Eigen::MatrixXd out = Eigen::MatrixXd::Constant(p, p, std::numeric_limits<double>::quiet_NaN());
  const auto count = static_cast<Eigen::Index>(free.size());
  if (count == 0) return out;
  Eigen::MatrixXd j = jacobian(Eigen::all, free);
  Eigen::VectorXd length = j.colwise().norm();
  if (!(length.minCoeff() > 0.0)) return out;
  for (Eigen::Index i = 0; i < count; ++i) j.col(i) /= length[i];
  if (j.rows() < count) return out;
  // Pivots of the small triangle are those of J.
  const Eigen::HouseholderQR<Eigen::MatrixXd> tall(j);
  const Eigen::MatrixXd triangle = tall.matrixQR().topRows(count).triangularView<Eigen::Upper>();
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(triangle);
  const double smallest = std::abs(qr.matrixQR()(count - 1, count - 1));
  if (!(smallest * optim::kPolishSingular > 1.0)) return out;
  Eigen::MatrixXd root = Eigen::MatrixXd::Identity(count, count);
  qr.matrixQR().triangularView<Eigen::Upper>().solveInPlace(root);
  root = qr.colsPermutation() * root;
  Eigen::MatrixXd inner = root * root.transpose();
  if (extra.size() > 0) {
    Eigen::MatrixXd second = extra(free, free);
    for (Eigen::Index i = 0; i < count; ++i) {
      for (Eigen::Index k = 0; k < count; ++k) second(i, k) /= length[i] * length[k];
    }
    // (A + S)⁻¹ = R⁻¹ (I + R⁻ᵀ S R⁻¹)⁻¹ R⁻ᵀ
    const Eigen::MatrixXd bent = Eigen::MatrixXd::Identity(count, count) + root.transpose() * second * root;
    inner = root * bent.inverse() * root.transpose();
  }
  for (Eigen::Index i = 0; i < count; ++i) {
    for (Eigen::Index k = 0; k < count; ++k) {
      out(free[static_cast<std::size_t>(i)], free[static_cast<std::size_t>(k)]) =
          inner(i, k) / (length[i] * length[k]);
    }
  }
  return out;
}

/// Factor of the covariance of a robust fit (Huber 1981, section 7.6). r: weighted residuals.
[[nodiscard]] inline double robust_variance(optim::RobustLoss loss, double tuning, const Eigen::VectorXd& r,
                                            double p) {
  const auto n = static_cast<double>(r.size());
  double squares = 0.0;
  double mean = 0.0;
  double square = 0.0;
  for (const double one : r) {
    const optim::LossValue value = optim::robust_loss(loss, tuning, one * one);
    squares += std::pow(one * value.first, 2);
    const double slope = value.first + 2.0 * one * one * value.second;
    mean += slope / n;
    square += slope * slope / n;
  }
  const double k = 1.0 + p / n * (square - mean * mean) / (mean * mean);
  return k * k * squares / (n - p) / (mean * mean);
}

}  // namespace dubao::regression
