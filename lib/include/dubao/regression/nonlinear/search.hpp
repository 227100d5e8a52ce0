// SPDX-License-Identifier: Apache-2.0
//
// From starts to the best optimum, and how sure it is.
//
// What      Every start is searched with steps that may change all parameters by the same share. An end that is no regular
//           optimum (no progress, or a parameter that ran away until its column of J vanished) is searched again from the
//           start, with steps bounded by the largest effect each parameter has shown. The smaller sum of squares counts.
// Spread    Further starts stand where a Halton sequence has them: inside the bounds where both are finite, else between a
//           tenth and ten times the first start, with its sign.
// Digits    Rounding of f (relative ε) and the error of J move the optimum by J⁺ ε f and (JᵀJ)⁻¹ δJᵀ r; the smallest
//           relative move among the parameters, in digits, is what can be expected.
// Source    Halton (1960); Björck (1996), section 1.4, for the perturbation of least squares.
#pragma once

#include <dubao/optim/halton.hpp>
#include <dubao/optim/levenberg_marquardt.hpp>

#include <Eigen/Core>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace dubao::regression {

/// Ends within this share of the smallest sum of squares are the same optimum.
inline constexpr double kAgreeShare = 1e-6;
/// Factor either way within which spread starts lie around a start without bounds.
inline constexpr double kSpreadFactor = 10.0;
/// Most digits a double holds.
inline constexpr double kMostDigits = 15.9;

/// How the optimum was found and how good it is.
struct Certificate {
  optim::Convergence reason = optim::Convergence::kNotFinite;
  double gradient = 1.0;   ///< largest cosine between a free column of J and the residuals; 0 is perfect
  double last_step = 0.0;  ///< relative length of the last Gauss–Newton step
  double condition = 0.0;  ///< of J with unit columns, free parameters
  double digits = 0.0;     ///< significant digits of the worst parameter that rounding leaves
  int starts = 0;          ///< tried
  int agreed = 0;          ///< that ended at the same sum of squares
  int searches = 0;        ///< including second ones
  int iterations = 0;      ///< of the best
  std::vector<Eigen::Index> at_bound;  ///< parameters held at a bound
};

struct Optimum {
  Eigen::VectorXd b;
  Eigen::VectorXd residuals;  ///< as the search saw them: weighted, loss applied
  Eigen::MatrixXd jacobian;   ///< of these
  double sum_of_squares = std::numeric_limits<double>::infinity();
  Certificate certificate;
};

/// Whether an end deserves a second search.
[[nodiscard]] inline bool is_doubtful(const optim::LevenbergMarquardt::Result& end) noexcept {
  const bool good =
      end.reason == optim::Convergence::kOptimal || end.reason == optim::Convergence::kZeroResidual;
  return !good || !(end.condition < optim::kPolishSingular);
}

/// first, and `count` − 1 further starts spread around it. count ≥ 1; at most eight parameters are spread each on its own,
/// further ones repeat their bases shifted.
[[nodiscard]] inline std::vector<Eigen::VectorXd> spread_starts(const Eigen::VectorXd& first, int count,
                                                                const Eigen::VectorXd& lower,
                                                                const Eigen::VectorXd& upper) {
  std::vector<Eigen::VectorXd> out{first};
  const auto bases = static_cast<Eigen::Index>(optim::kHaltonBases.size());
  for (int k = 1; k < count; ++k) {
    Eigen::VectorXd b = first;
    for (Eigen::Index i = 0; i < b.size(); ++i) {
      const int shift = static_cast<int>(i / bases) * count;
      const double u = optim::halton(k + shift, static_cast<std::size_t>(i % bases));
      if (std::isfinite(lower[i]) && std::isfinite(upper[i])) {
        b[i] = lower[i] + u * (upper[i] - lower[i]);
      } else {
        b[i] = first[i] != 0.0 ? first[i] * std::pow(kSpreadFactor, 2.0 * u - 1.0) : 2.0 * u - 1.0;
      }
    }
    out.emplace_back(b.cwiseMax(lower).cwiseMin(upper));
  }
  return out;
}

/// Digits that rounding leaves to the worst free parameter. values: f(b), in the weights of the Jacobian.
[[nodiscard]] inline double expected_digits(const Optimum& optimum, const Eigen::VectorXd& values,
                                            double jacobian_error) {
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  std::vector<Eigen::Index> free;
  for (Eigen::Index i = 0; i < optimum.b.size(); ++i) {
    const auto& bound = optimum.certificate.at_bound;
    if (std::find(bound.begin(), bound.end(), i) == bound.end()) free.push_back(i);
  }
  const auto p = static_cast<Eigen::Index>(free.size());
  if (p == 0) return kMostDigits;
  Eigen::MatrixXd j(optimum.jacobian.rows(), p);
  for (Eigen::Index i = 0; i < p; ++i) j.col(i) = optimum.jacobian.col(free[static_cast<std::size_t>(i)]);
  if (j.rows() < p) return 0.0;
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(j);
  Eigen::MatrixXd inverse = Eigen::MatrixXd::Identity(p, p);  // R⁻¹
  qr.matrixQR().topRows(p).triangularView<Eigen::Upper>().solveInPlace(inverse);
  const Eigen::MatrixXd normal = inverse * inverse.transpose();  // (JᵀJ)⁻¹
  const Eigen::MatrixXd plus = normal * j.transpose();  // J⁺, exact enough for an order of magnitude
  const double length = optimum.residuals.norm();
  double worst = 0.0;
  for (Eigen::Index i = 0; i < p; ++i) {
    const double rounding = kEpsilon * plus.row(i).transpose().cwiseProduct(values).norm();
    double tilt = 0.0;
    for (Eigen::Index k = 0; k < p; ++k) tilt += std::abs(normal(i, k)) * j.col(k).norm();
    const double move = std::hypot(rounding, jacobian_error * tilt * length);
    const double b = std::abs(optimum.b[free[static_cast<std::size_t>(i)]]);
    if (b > 0.0) worst = std::max(worst, move / b);
    if (!std::isfinite(move)) return 0.0;
  }
  return worst > 0.0 ? std::clamp(-std::log10(worst), 0.0, kMostDigits) : kMostDigits;
}

/// The best end of all starts. Cost: one or two searches a start. sum_of_squares is infinite when no start could be
/// evaluated.
[[nodiscard]] inline Optimum find_optimum(optim::VectorFunction& function, const Eigen::VectorXd& lower,
                                          const Eigen::VectorXd& upper,
                                          const std::vector<Eigen::VectorXd>& starts, int max_iterations) {
  using Search = optim::LevenbergMarquardt;
  Optimum best;
  best.b = starts.front().cwiseMax(lower).cwiseMin(upper);
  std::vector<double> ends;
  const auto attempt = [&](const Eigen::VectorXd& start, optim::StepScaling scaling, double& lowest) {
    Search search(function, lower, upper, {.max_iterations = max_iterations, .scaling = scaling});
    const Search::Result end = search.solve(start);
    ++best.certificate.searches;
    const bool doubtful = is_doubtful(end);
    if (end.reason == optim::Convergence::kNotFinite) return doubtful;
    lowest = std::min(lowest, end.sum_of_squares);
    // A regular optimum is preferred to a runaway that is no better than rounding.
    const bool better = end.sum_of_squares < best.sum_of_squares * (1.0 - optim::kPolishRise);
    const bool nicer = !doubtful && best.certificate.reason != optim::Convergence::kOptimal &&
                       end.sum_of_squares <= best.sum_of_squares * (1.0 + optim::kPolishRise);
    if (!better && !nicer) return doubtful;
    best.b = end.b;
    best.sum_of_squares = end.sum_of_squares;
    best.residuals = search.residuals();
    best.jacobian = search.jacobian();
    Certificate& certificate = best.certificate;
    certificate.reason = end.reason;
    certificate.gradient = end.certificate;
    certificate.last_step = end.last_step;
    certificate.condition = end.condition;
    certificate.iterations = end.iterations;
    certificate.at_bound.clear();
    for (Eigen::Index i = 0; i < search.held().size(); ++i) {
      if (search.held()[i] != 0) certificate.at_bound.push_back(i);
    }
    return doubtful;
  };
  for (const Eigen::VectorXd& start : starts) {
    double lowest = std::numeric_limits<double>::infinity();
    if (attempt(start, optim::StepScaling::kParameter, lowest)) {
      attempt(start, optim::StepScaling::kLargestColumn, lowest);
    }
    ends.push_back(lowest);
  }
  best.certificate.starts = static_cast<int>(starts.size());
  for (const double end : ends) {
    if (std::isfinite(end) && end <= best.sum_of_squares * (1.0 + kAgreeShare)) ++best.certificate.agreed;
  }
  return best;
}

}  // namespace dubao::regression
