// SPDX-License-Identifier: Apache-2.0
//
// Restricted likelihood of a regression whose coefficients differ between groups, from cross-products alone.
//
// Formula   y_i = X_i β + Z_i u_i + e_i,  cov e = σ² I,  cov u = σ² L L',  M_i = I + L'Z_i'Z_i L
//           V_i⁻¹ = I − Z_i T_i Z_i',  T_i = L M_i⁻¹ L';  S = Σ X_i'V_i⁻¹X_i,  RSS = Σ r_i'V_i⁻¹r_i at β̂ = S⁻¹ Σ X_i'V_i⁻¹y_i
//           −2 log L_R = Σ log |M_i| + log |S| + (n − p)(1 + log(2π RSS/(n − p)))
//           gradient by L: 2 Σ [Z'Z L M⁻¹ − H S⁻¹H'L − (n − p)/RSS · g g'L],  H = Z'V⁻¹X, g = Z'V⁻¹r
// What      L is free: diagonal, or lower triangular for correlated effects. A variance of zero is an ordinary stationary point of
//           the entry of L, so that no bounds are needed; the search starts away from it, from several sizes.
// Cost      O(groups · (p + q)³) an evaluation, whatever the number of rows.
// Source    Laird and Ware (1982); Bates, Mächler, Bolker and Walker (2015), section 3 (profiled criterion, relative factor).
#pragma once

#include <dubao/data/series.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace dubao::regression {

/// Cross-products of one group.
struct GroupProducts {
  Eigen::MatrixXd zz;  ///< Z'Z, q × q
  Eigen::MatrixXd zx;  ///< Z'X, q × p
  Eigen::VectorXd zy;  ///< Z'y
};

/// All that the restricted likelihood needs.
struct PoolingProblem {
  std::vector<GroupProducts> groups;
  Eigen::MatrixXd xx;
  Eigen::VectorXd xy;
  double yy = 0.0;
  Index rows = 0;
};

/// Everything at one L.
struct PoolingPoint {
  double deviance = std::numeric_limits<double>::infinity();  ///< −2 log L_R
  Eigen::MatrixXd gradient;                                   ///< of the deviance by the entries of L
  Eigen::VectorXd beta;
  Eigen::MatrixXd beta_unscaled;   ///< S⁻¹: covariance of β̂ for σ = 1
  std::vector<Eigen::MatrixXd> t;  ///< T_i: posterior covariance of u_i for σ = 1
  double variance = 0.0;           ///< σ̂² = RSS/(n − p)
};

[[nodiscard]] inline PoolingPoint pooling_point(const PoolingProblem& problem,
                                                const Eigen::MatrixXd& factor) {
  constexpr double kTwoPi = 6.283185307179586;
  const Index q = factor.rows();
  const Index p = problem.xx.rows();
  PoolingPoint out;
  Eigen::MatrixXd s = problem.xx;
  Eigen::VectorXd xy = problem.xy;
  double yy = problem.yy;
  double log_m = 0.0;
  std::vector<Eigen::MatrixXd> lm;  // L M⁻¹
  lm.reserve(problem.groups.size());
  out.t.reserve(problem.groups.size());
  for (const GroupProducts& g : problem.groups) {
    const Eigen::MatrixXd m = Eigen::MatrixXd::Identity(q, q) + factor.transpose() * g.zz * factor;
    const Eigen::LLT<Eigen::MatrixXd> cholesky(m);
    if (cholesky.info() != Eigen::Success) return out;
    log_m += 2.0 * cholesky.matrixLLT().diagonal().array().log().sum();
    lm.emplace_back(cholesky.solve(factor.transpose()).transpose());
    out.t.emplace_back(lm.back() * factor.transpose());
    const Eigen::MatrixXd& t = out.t.back();
    s -= g.zx.transpose() * t * g.zx;
    xy -= g.zx.transpose() * (t * g.zy);
    yy -= g.zy.dot(t * g.zy);
  }
  const Eigen::LLT<Eigen::MatrixXd> cholesky(s);
  if (cholesky.info() != Eigen::Success) return out;
  out.beta = cholesky.solve(xy);
  out.beta_unscaled = cholesky.solve(Eigen::MatrixXd::Identity(p, p));
  const auto df = static_cast<double>(problem.rows - p);
  const double rss = std::max(yy - out.beta.dot(xy), problem.yy * std::numeric_limits<double>::epsilon());
  out.variance = rss / df;
  out.deviance = log_m + 2.0 * cholesky.matrixLLT().diagonal().array().log().sum() +
                 df * (1.0 + std::log(kTwoPi * out.variance));
  out.gradient = Eigen::MatrixXd::Zero(q, q);
  for (std::size_t i = 0; i < problem.groups.size(); ++i) {
    const GroupProducts& g = problem.groups[i];
    const Eigen::MatrixXd rest = Eigen::MatrixXd::Identity(q, q) - g.zz * out.t[i];
    const Eigen::MatrixXd h = rest * g.zx;
    const Eigen::VectorXd residual = rest * (g.zy - g.zx * out.beta);
    out.gradient += 2.0 * (g.zz * lm[i] - h * (out.beta_unscaled * (h.transpose() * factor)) -
                           residual * (residual.transpose() * factor) / out.variance);
  }
  return out;
}

struct PoolingSearch {
  Eigen::MatrixXd factor;
  PoolingPoint point;
  int iterations = 0;
  double gradient = 0.0;  ///< largest |entry| of the gradient at the end: the certificate
  bool converged = false;
};

/// Largest gradient of −2 log L_R (per unit of L, relative standard deviation) that counts as zero, for each observation.
inline constexpr double kPoolingGradient = 1e-9;
inline constexpr int kPoolingIterations = 500;
/// Relative standard deviations from which the search starts.
inline constexpr double kPoolingStarts[] = {1.0, 0.1, 10.0};

/// Minimises −2 log L_R over L by quasi-Newton steps (Broyden, Fletcher, Goldfarb, Shanno) from each of kPoolingStarts.
/// \param correlated L lower triangular, otherwise diagonal
[[nodiscard]] inline PoolingSearch maximise_reml(const PoolingProblem& problem, bool correlated) {
  const Index q = problem.groups.front().zz.rows();
  std::vector<std::pair<Index, Index>> entries;
  for (Index j = 0; j < q; ++j) {
    for (Index i = j; i < (correlated ? q : j + 1); ++i) entries.emplace_back(i, j);
  }
  const auto dimension = static_cast<Index>(entries.size());
  const auto matrix = [&](const Eigen::VectorXd& v) {
    Eigen::MatrixXd l = Eigen::MatrixXd::Zero(q, q);
    for (Index k = 0; k < dimension; ++k) {
      const auto [i, j] = entries[static_cast<std::size_t>(k)];
      l(i, j) = v[k];
    }
    return l;
  };
  const auto slope = [&](const PoolingPoint& point) {
    Eigen::VectorXd out(dimension);
    for (Index k = 0; k < dimension; ++k) {
      const auto [i, j] = entries[static_cast<std::size_t>(k)];
      out[k] = point.gradient(i, j);
    }
    return out;
  };
  const double enough = kPoolingGradient * static_cast<double>(problem.rows);
  PoolingSearch best;
  best.point.deviance = std::numeric_limits<double>::infinity();
  for (const double size : kPoolingStarts) {
    Eigen::VectorXd v = Eigen::VectorXd::Zero(dimension);
    for (Index k = 0; k < dimension; ++k) {
      const auto [i, j] = entries[static_cast<std::size_t>(k)];
      if (i == j) v[k] = size;
    }
    PoolingPoint point = pooling_point(problem, matrix(v));
    if (!std::isfinite(point.deviance)) continue;
    Eigen::VectorXd g = slope(point);
    Eigen::MatrixXd inverse = Eigen::MatrixXd::Identity(dimension, dimension) * (size / (1.0 + g.norm()));
    int iteration = 0;
    for (; iteration < kPoolingIterations && g.cwiseAbs().maxCoeff() > enough; ++iteration) {
      Eigen::VectorXd direction = -(inverse * g);
      if (!(direction.dot(g) < 0.0)) {
        inverse.setIdentity();
        direction = -g;
      }
      // The whole step first; halved until the criterion falls, or its slope does where it stands still in rounding.
      constexpr double kFall = 1e-4;
      constexpr double kRounding = 1e-12;
      double length = 1.0;
      Eigen::VectorXd next;
      PoolingPoint trial;
      bool moved = false;
      for (int halving = 0; halving < 50 && !moved; ++halving, length *= 0.5) {
        next = v + length * direction;
        trial = pooling_point(problem, matrix(next));
        if (!std::isfinite(trial.deviance)) continue;
        const double fall = point.deviance - trial.deviance;
        moved = fall >= -kFall * length * direction.dot(g) ||
                (std::abs(fall) <= kRounding * std::abs(point.deviance) && slope(trial).norm() < g.norm());
      }
      if (!moved) break;
      const Eigen::VectorXd next_slope = slope(trial);
      const Eigen::VectorXd step = next - v;
      const Eigen::VectorXd change = next_slope - g;
      const double curvature = step.dot(change);
      if (curvature > 0.0) {
        const Eigen::VectorXd scaled = inverse * change;
        inverse += (1.0 + change.dot(scaled) / curvature) / curvature * (step * step.transpose()) -
                   (scaled * step.transpose() + step * scaled.transpose()) / curvature;
      }
      v = next;
      g = next_slope;
      point = std::move(trial);
    }
    best.iterations += iteration;
    if (point.deviance < best.point.deviance) {
      best.factor = matrix(v);
      best.gradient = g.cwiseAbs().maxCoeff();
      best.converged = best.gradient <= enough;
      best.point = std::move(point);
    }
  }
  return best;
}

}  // namespace dubao::regression
