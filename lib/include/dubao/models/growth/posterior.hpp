// SPDX-License-Identifier: Apache-2.0
//
// What the data leave open about a growth curve: its profile over the ceiling.
//
// Why       Before the inflection a low ceiling and a high one fit equally well, and the likelihood is a long flat ridge: an
//           estimate with a symmetric error would be a fiction. So the ceiling is walked along, and at each value the other
//           coordinates are fitted anew.
// Formula   S(K) = min Σ w r² at ceiling K.  Interval: all K with S(K) − S(K̂) ≤ t²_ν s²  (known variances: 1.96² of them)
//           p(K | y) ∝ S(K)^{−(ν+1)/2} |JᵀJ|^{−1/2} with J of the other coordinates: prior flat on log K (up to the bound), on
//           the other coordinates and on log σ; these given K are normal about their fit, by the curvature there.
// Standard errors  by the curvature at the optimum (delta method), infinite where it is flat: not stated then.
// Source    Bates and Watts (1988), section 6.1, for profiles; Tierney and Kadane (1986) for the marginal density.
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/data/student.hpp>
#include <dubao/models/detail/fitted_base.hpp>
#include <dubao/models/growth/estimate.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace dubao::models::growth {

/// Most nodes to either side of the optimum.
inline constexpr int kMostNodes = 40;
/// A node whose log density is so far below the highest ends the walk.
inline constexpr double kDensityDrop = 10.0;
/// First step, in standard errors of log K, and its bounds.
inline constexpr double kStepErrors = 0.3;
inline constexpr double kShortestStep = 0.003;
inline constexpr double kLongestStep = 0.15;
/// Each step is longer than the one before it by this factor.
inline constexpr double kStepGrowth = 1.12;
/// Level of the interval that is reported.
inline constexpr double kReportedLevel = 0.95;
/// Normal quantile of that level.
inline constexpr double kNormalQuantile = 1.959963984540054;

/// One ceiling with the best other coordinates.
struct Node {
  Vector4 x = Vector4::Zero();
  double sum_of_squares = 0.0;
  double log_density = 0.0;
  Eigen::Matrix3d root = Eigen::Matrix3d::Zero();  ///< root rootᵀ = (JᵀJ)⁻¹ of the other coordinates
};

class Posterior {
 public:
  Posterior() = default;
  /// Walks from the estimate. The problem holds the weights.
  Posterior(CurveProblem& problem, const Box& box, const Estimate& estimate, int count)
      : box_(box), estimate_(estimate), degrees_(std::max(count - estimate.free, 1)) {
    Node center = node(problem, estimate.x);
    errors_ = standard_errors(problem, estimate.x);
    if (box.lower[0] < box.upper[0]) {
      std::vector<Node> below = walk(problem, center, -1.0);
      nodes_.assign(below.rbegin(), below.rend());
      nodes_.push_back(center);
      for (Node& one : walk(problem, center, 1.0)) nodes_.push_back(one);
    } else {
      nodes_.push_back(center);
    }
    weigh();
  }

  [[nodiscard]] const std::vector<Node>& nodes() const noexcept { return nodes_; }
  /// Delta-method errors of the coordinates; NaN where fixed, at a bound, or the curvature is flat.
  [[nodiscard]] const Vector4& errors() const noexcept { return errors_; }
  /// Weight of node i in an integral over the ceiling.
  [[nodiscard]] double weight(std::size_t i) const noexcept { return weights_[i]; }

  /// Ends of the profile interval of log K; −∞ or ∞ where the walk reached a bound of the box without leaving it.
  [[nodiscard]] std::pair<double, double> ceiling_interval(double level = kReportedLevel) const {
    double lowest = std::numeric_limits<double>::infinity();
    std::size_t best = 0;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].sum_of_squares < lowest) {
        lowest = nodes_[i].sum_of_squares;
        best = i;
      }
    }
    const double variance = estimate_.known_variances ? estimate_.reference : lowest / degrees_;
    const double tail = 0.5 * (1.0 - level);
    const double reach = estimate_.known_variances
                             ? -data::normal_quantile(tail)
                             : data::student_quantile(1.0 - tail, static_cast<double>(degrees_));
    const auto root = [&](std::size_t i) {
      return std::sqrt((nodes_[i].sum_of_squares - lowest) / variance);
    };
    const auto crossing = [&](std::size_t inner, std::size_t outer) {
      const double a = root(inner);
      const double share = (reach - a) / (root(outer) - a);
      return nodes_[inner].x[0] + share * (nodes_[outer].x[0] - nodes_[inner].x[0]);
    };
    std::pair<double, double> ends{-std::numeric_limits<double>::infinity(),
                                   std::numeric_limits<double>::infinity()};
    for (std::size_t i = best; i + 1 < nodes_.size(); ++i) {
      if (root(i + 1) <= reach) continue;
      ends.second = crossing(i, i + 1);
      break;
    }
    for (std::size_t i = best; i > 0; --i) {
      if (root(i - 1) <= reach) continue;
      ends.first = crossing(i, i - 1);
      break;
    }
    return ends;
  }

  /// Coordinates and the factor on all standard deviations, drawn.
  std::pair<Vector4, double> draw(data::RandomStream& stream) const {
    const double position = stream.uniform();
    const double inside = stream.uniform();
    std::size_t left = 0;
    Vector4 x = nodes_.front().x;
    const Node* near = &nodes_.front();
    if (nodes_.size() > 1) {
      const auto found = std::lower_bound(cells_.begin(), cells_.end(), position * cells_.back());
      left = std::min(static_cast<std::size_t>(found - cells_.begin()), cells_.size() - 1);
      x = (1.0 - inside) * nodes_[left].x + inside * nodes_[left + 1].x;
      near = &nodes_[inside < 0.5 ? left : left + 1];
    }
    Eigen::Vector3d z;
    for (int i = 0; i < 3; ++i) z[i] = stream.normal();
    const double normal = stream.normal();
    const double degrees = static_cast<double>(degrees_ + (nodes_.size() > 1 ? 1 : 0));
    double factor = 1.0;
    double scale = std::sqrt(estimate_.reference);
    if (!estimate_.known_variances) {
      const double c = 2.0 / (9.0 * degrees);
      const double chi = std::max(1.0 - c + std::sqrt(c) * normal, detail::kSmallestChiSquareRoot);
      factor = std::sqrt(near->sum_of_squares / degrees / estimate_.reference / (chi * chi * chi));
      scale *= factor;
    }
    const Eigen::Vector3d moved = near->root * z;
    for (int i = 1; i < 4; ++i) {
      x[i] = std::clamp(x[i] + scale * moved[i - 1], box_.lower[i], box_.upper[i]);
    }
    return {x, factor};
  }

 private:
  // Residuals and Jacobian at x.
  double evaluate(const CurveProblem& problem, const Vector4& x) {
    residuals_.resize(problem.residuals());
    jacobian_.resize(problem.residuals(), 4);
    (void)problem(x.data(), residuals_.data(), jacobian_.data());
    return residuals_.squaredNorm();
  }
  Node node(const CurveProblem& problem, const Vector4& x) {
    Node out;
    out.x = x;
    const double sum = evaluate(problem, x);
    // Rounding of an exact fit counts as the estimate has it.
    out.sum_of_squares = std::max(sum, 1e-6 * estimate_.sum_of_squares);
    Eigen::Matrix3d normal = Eigen::Matrix3d::Identity();
    for (int i = 1; i < 4; ++i) {
      for (int k = 1; k < 4; ++k) {
        if (is_free(i) && is_free(k)) normal(i - 1, k - 1) = jacobian_.col(i).dot(jacobian_.col(k));
      }
    }
    // A direction without information is left to the bounds: its curvature is that of a move across the box.
    const double unit = estimate_.reference;
    for (int i = 1; i < 4; ++i) {
      if (is_free(i)) normal(i - 1, i - 1) += unit / std::pow(box_.upper[i] - box_.lower[i], 2);
    }
    const Eigen::LLT<Eigen::Matrix3d> cholesky(normal);
    Eigen::Matrix3d inverse = Eigen::Matrix3d::Identity();
    cholesky.matrixU().solveInPlace(inverse);
    for (int i = 1; i < 4; ++i) {
      if (!is_free(i)) inverse.row(i - 1).setZero();
    }
    out.root = inverse;
    const Eigen::Matrix3d lower = cholesky.matrixL();
    const double log_root_determinant = lower.diagonal().array().log().sum();
    const double exponent = estimate_.known_variances ? out.sum_of_squares / (2.0 * estimate_.reference)
                                                      : 0.5 * (degrees_ + 1.0) * std::log(out.sum_of_squares);
    out.log_density = -exponent - log_root_determinant;
    return out;
  }
  [[nodiscard]] bool is_free(int i) const noexcept { return box_.lower[i] < box_.upper[i]; }
  std::vector<Node> walk(CurveProblem& problem, const Node& center, double direction) {
    std::vector<Node> out;
    const double error = std::isfinite(errors_[0]) ? errors_[0] : kLongestStep;
    double step = std::clamp(kStepErrors * error, kShortestStep, kLongestStep);
    const double bound = direction > 0.0 ? box_.upper[0] : box_.lower[0];
    Vector4 x = center.x;
    double highest = center.log_density;
    for (int k = 0; k < kMostNodes && x[0] != bound; ++k, step *= kStepGrowth) {
      x[0] = direction > 0.0 ? std::min(x[0] + step, bound) : std::max(x[0] - step, bound);
      Box fixed = box_;
      fixed.lower[0] = fixed.upper[0] = x[0];
      optim::BoundedLeastSquares<CurveProblem> search(problem, fixed.lower, fixed.upper);
      const auto found = search.run(x);
      if (!std::isfinite(found.sum_of_squares)) break;
      x = found.x;
      out.push_back(node(problem, x));
      highest = std::max(highest, out.back().log_density);
      if (out.back().log_density < highest - kDensityDrop) break;
    }
    return out;
  }
  Vector4 standard_errors(const CurveProblem& problem, const Vector4& x) {
    Vector4 out = Vector4::Constant(std::numeric_limits<double>::quiet_NaN());
    (void)evaluate(problem, x);
    Eigen::Matrix4d normal = Eigen::Matrix4d::Identity();
    for (int i = 0; i < 4; ++i) {
      for (int k = 0; k < 4; ++k) {
        if (is_free(i) && is_free(k)) normal(i, k) = jacobian_.col(i).dot(jacobian_.col(k));
      }
    }
    const Eigen::LDLT<Eigen::Matrix4d> ldlt(normal);
    if (ldlt.info() != Eigen::Success || !ldlt.isPositive()) return out;
    const Eigen::Matrix4d inverse = ldlt.solve(Eigen::Matrix4d::Identity());
    for (int i = 0; i < 4; ++i) {
      const double variance = inverse(i, i) * estimate_.reference;
      const bool inside = x[i] > box_.lower[i] && x[i] < box_.upper[i];
      if (inside && variance > 0.0 && std::isfinite(variance)) out[i] = std::sqrt(variance);
    }
    return out;
  }
  // Weights of the nodes and of the cells between them, by the trapezoidal rule.
  void weigh() {
    const std::size_t n = nodes_.size();
    weights_.assign(n, 1.0);
    if (n == 1) return;
    double highest = -std::numeric_limits<double>::infinity();
    for (const Node& one : nodes_) highest = std::max(highest, one.log_density);
    weights_.assign(n, 0.0);
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < n; ++i) {
      const double left = std::exp(nodes_[i].log_density - highest);
      const double right = std::exp(nodes_[i + 1].log_density - highest);
      const double half = 0.5 * (nodes_[i + 1].x[0] - nodes_[i].x[0]);
      weights_[i] += half * left;
      weights_[i + 1] += half * right;
      sum += half * (left + right);
      cells_.push_back(sum);
    }
    for (double& one : weights_) one /= sum;
  }

  Box box_;
  Estimate estimate_;
  int degrees_ = 1;
  Vector4 errors_ = Vector4::Zero();
  std::vector<Node> nodes_;
  std::vector<double> weights_;
  std::vector<double> cells_;  // cumulative
  Eigen::VectorXd residuals_;
  Eigen::Matrix<double, Eigen::Dynamic, 4> jacobian_;
};

}  // namespace dubao::models::growth
