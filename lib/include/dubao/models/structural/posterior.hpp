// SPDX-License-Identifier: Apache-2.0
//
// Posterior: what the data leave open about the parameters of a structural model, as weighted points.
//
// Why       Ratios of variances are hardly known from fifteen values; paths that take the estimates for the truth are too
//           narrow.
// Formula   Prior: flat on the bounded coordinates (half-Cauchy on ratios of standard deviations), on log σ, on the diffuse
//           states. Then p(u | y) ∝ exp(−deviance/2), with the concentrated deviance where σ² is unknown (exact, σ² being
//           integrated out), and σ² | u ~ N σ̂²(u) / χ²_N; the state given u and σ² is normal with the filter's moments.
// Points    A Halton sequence in the part of the box where the deviance stays within kDrop of the best, weighted by the
//           density, and the optimum. Deterministic.
// Cost      some fifty passes of the filter for each coordinate, done when paths are asked for.
// Source    Gelman (2006) for the prior; Durbin and Koopman (2012), section 13.2, for importance weights; Halton (1960).
#pragma once

#include <dubao/models/detail/fitted_base.hpp>
#include <dubao/models/detail/weighted_choice.hpp>
#include <dubao/models/structural/likelihood.hpp>
#include <dubao/optim/halton.hpp>

#include <Eigen/Cholesky>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace dubao::models::structural {

/// Rise of the deviance above the best that bounds the points, along one coordinate.
inline constexpr double kDrop = 14.0;
/// The bounds are widened by this factor where coordinates depend on each other.
inline constexpr double kWiden = 1.5;
/// Points for one coordinate; each further coordinate adds as many.
inline constexpr int kPointsPerCoordinate = 40;

/// One set of parameters with the state it predicts for the first period ahead; everything relative to σ.
struct PosteriorPoint {
  Parameters<double> variances;
  double sigma = 0.0;    ///< σ̂, or 1 with known variances
  Eigen::VectorXd mean;  ///< of the state
  Eigen::MatrixXd root;  ///< lower triangle, root rootᵀ = covariance / σ²
  double deviance = 0.0;
};

class Posterior {
 public:
  /// u: the optimum (or the parameters held).
  Posterior(Likelihood& likelihood, const Vector& u) : concentrated_(likelihood.is_concentrated()) {
    add(likelihood, u);
    if (points_.empty()) return;
    const double best = points_.front().deviance;
    const Eigen::Index count = likelihood.count();
    Vector lower(count);
    Vector upper(count);
    for (Eigen::Index i = 0; i < count; ++i) {
      const Coordinate& c = likelihood.coordinates()[at(i)];
      lower[i] = edge(likelihood, u, i, c.lower, best);
      upper[i] = edge(likelihood, u, i, c.upper, best);
      if (count > 1) {
        lower[i] = std::max(c.lower, u[i] - kWiden * (u[i] - lower[i]));
        upper[i] = std::min(c.upper, u[i] + kWiden * (upper[i] - u[i]));
      }
    }
    static_assert(state_space::kMostCoordinates <= optim::kHaltonBases.size());
    for (int k = 1; k <= kPointsPerCoordinate * static_cast<int>(count); ++k) {
      Vector x = u;
      for (Eigen::Index i = 0; i < count; ++i) {
        x[i] = lower[i] + optim::halton(k, at(i)) * (upper[i] - lower[i]);
      }
      add(likelihood, x);
    }
    std::vector<double> log_densities;
    for (const PosteriorPoint& point : points_) log_densities.push_back(-0.5 * point.deviance);
    choice_ = detail::WeightedChoice(log_densities);
  }

  [[nodiscard]] bool is_empty() const noexcept { return points_.empty(); }
  [[nodiscard]] const std::vector<PosteriorPoint>& points() const noexcept { return points_; }
  /// Probability of point i.
  [[nodiscard]] double weight(std::size_t i) const noexcept { return choice_.weight(i); }

  /// Draws a point, σ and the state of the first period ahead.
  const PosteriorPoint& draw(data::RandomStream& random, Eigen::VectorXd& state, double& sigma) const {
    const PosteriorPoint& point = points_[choice_.at(random.uniform())];
    sigma = concentrated_ ? detail::draw_standard_deviation(random, point.sigma, innovations_) : 1.0;
    state = point.mean;
    for (Eigen::Index j = 0; j < state.size(); ++j) {
      const double z = sigma * random.normal();
      state.tail(state.size() - j) += z * point.root.col(j).tail(state.size() - j);
    }
    return point;
  }

 private:
  // Where the deviance has risen by kDrop between u and the bound, or the bound.
  static double edge(Likelihood& likelihood, const Vector& u, Eigen::Index i, double bound, double best) {
    Vector x = u;
    x[i] = bound;
    if (likelihood.value(x.data()) < best + kDrop) return bound;
    double inside = u[i];
    double outside = bound;
    constexpr int kHalvings = 6;
    for (int k = 0; k < kHalvings; ++k) {
      x[i] = 0.5 * (inside + outside);
      (likelihood.value(x.data()) < best + kDrop ? inside : outside) = x[i];
    }
    return outside;
  }

  void add(Likelihood& likelihood, const Vector& u) {
    PosteriorPoint point;
    point.deviance = likelihood.value(u.data());
    if (!std::isfinite(point.deviance)) return;
    innovations_ = static_cast<double>(likelihood.innovations());
    point.variances = likelihood.parameters(u.data());
    point.sigma = std::sqrt(likelihood.scale());
    const auto& state = likelihood.state();
    const auto p = static_cast<Eigen::Index>(state.mean.size());
    point.mean = Eigen::Map<const Eigen::VectorXd>(state.mean.data(), p);
    point.root = root(Eigen::Map<const Eigen::MatrixXd>(state.cov.data(), p, p));
    points_.push_back(std::move(point));
  }

  // Cholesky factor of a matrix that may be singular: columns without variance are zero.
  static Eigen::MatrixXd root(Eigen::MatrixXd a) {
    const Eigen::Index p = a.rows();
    Eigen::MatrixXd l = Eigen::MatrixXd::Zero(p, p);
    const double least = 1e-14 * std::max(a.diagonal().maxCoeff(), 0.0);
    for (Eigen::Index j = 0; j < p; ++j) {
      if (!(a(j, j) > least)) continue;
      l(j, j) = std::sqrt(a(j, j));
      for (Eigen::Index i = j + 1; i < p; ++i) l(i, j) = a(i, j) / l(j, j);
      for (Eigen::Index i = j + 1; i < p; ++i) {
        for (Eigen::Index k = j + 1; k <= i; ++k) a(i, k) -= l(i, j) * l(k, j);
      }
    }
    return l;
  }

  bool concentrated_;
  double innovations_ = 0.0;
  std::vector<PosteriorPoint> points_;
  detail::WeightedChoice choice_;
};

}  // namespace dubao::models::structural
