// SPDX-License-Identifier: Apache-2.0
//
// Dependence between the series of a panel: which paths belong together.
//
// When      Sums over series (a total, a group): independent series make totals look safer than they are.
// When not  Each series is read for itself: the margins are the same either way.
// Formula   correlation R* of errors: residual_correlation.hpp.
//           Gaussian copula: for path d draw z ~ normal(0, R*); the paths of series i are re-ordered so that the
//           rank of their mean normal score over the horizon equals the rank of z_i. Margins and the shape of
//           every path stay what they were.
//           r*_ij = r̃_ij / (a_i a_j), at most kLargestCorrelation: a_i² is the mean over the horizons of the squared
//           correlation of a path's score with its value, so that values of one year move together as residuals do.
// When it fails  Copula and margins are kept apart: margins that are too wide, or whose mean is off, are so in every sum.
// Order     Series are taken in the order of their ids, so that permuting the panel changes no bit.
// Cost      O(S³ + n S²) for S series and n paths; S is limited to kMostDependentSeries.
// Source    Iman and Conover (1982) and Clark et al. (2004, the Schaake shuffle).
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/random.hpp>
#include <dubao/forecast/residual_correlation.hpp>

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// Above this many series the correlation matrix costs more than it tells from a few dozen residuals.
inline constexpr Index kMostDependentSeries = 2000;

/// Largest correlation of two series in the copula.
inline constexpr double kLargestCorrelation = 0.99;

namespace detail {

/// Order of the rows of a score, ascending, ties by index.
[[nodiscard]] inline std::vector<Index> order_of(const Eigen::Ref<const Eigen::VectorXd>& score) {
  std::vector<Index> order(static_cast<std::size_t>(score.size()));
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(),
            [&score](Index a, Index b) { return score(a) < score(b) || (score(a) == score(b) && a < b); });
  return order;
}

/// Mean normal score of each path over the horizon: high for paths that are high throughout.
[[nodiscard]] inline Eigen::VectorXd path_score(const data::DrawMatrix& paths) {
  const Index n = paths.rows();
  Eigen::VectorXd score = Eigen::VectorXd::Zero(n);
  Eigen::VectorXd normal(n);
  for (Index r = 0; r < n; ++r) {
    normal(r) = data::normal_quantile((static_cast<double>(r) + 0.5) / static_cast<double>(n));
  }
  for (Index h = 0; h < paths.cols(); ++h) {
    const Eigen::VectorXd column = paths.col(h);
    const std::vector<Index> order = order_of(column);
    for (Index r = 0; r < n; ++r) score(order[static_cast<std::size_t>(r)]) += normal(r);
  }
  return score;
}

/// a: root mean square, over the horizons, of the correlation of a path's score with the normal score of its value.
[[nodiscard]] inline double score_strength(const data::DrawMatrix& paths, const Eigen::VectorXd& score) {
  const Index n = paths.rows();
  const Eigen::VectorXd centred = score.array() - score.mean();
  double sum = 0.0;
  Eigen::VectorXd normal(n);
  for (Index h = 0; h < paths.cols(); ++h) {
    const Eigen::VectorXd column = paths.col(h);
    const std::vector<Index> order = order_of(column);
    for (Index r = 0; r < n; ++r) {
      normal(order[static_cast<std::size_t>(r)]) =
          data::normal_quantile((static_cast<double>(r) + 0.5) / static_cast<double>(n));
    }
    const double both = centred.norm() * normal.norm();
    const double r = both > 0.0 ? centred.dot(normal) / both : 1.0;
    sum += r * r;
  }
  return std::sqrt(sum / static_cast<double>(paths.cols()));
}

/// Lower factor of a correlation matrix; off-diagonal entries are taken back in steps until it is positive definite.
[[nodiscard]] inline Eigen::MatrixXd correlation_factor(Eigen::MatrixXd matrix) {
  // A ridge far below any correlation of interest keeps the factor defined when the shrinkage is 0.
  constexpr double kRidge = 1e-10;
  constexpr double kStep = 0.95;
  constexpr int kMostSteps = 200;
  for (int step = 0; step < kMostSteps; ++step) {
    Eigen::MatrixXd with_ridge = matrix;
    with_ridge.diagonal().array() += kRidge;
    const Eigen::LLT<Eigen::MatrixXd> factor(with_ridge);
    if (factor.info() == Eigen::Success) return factor.matrixL();
    matrix *= kStep;
    matrix.diagonal().setOnes();
  }
  return Eigen::MatrixXd::Identity(matrix.rows(), matrix.cols());
}

}  // namespace detail

/// Re-orders the paths of each series so that series move together as `correlation` says. All draws must have the
/// same number of paths. series: keyed by id in the order of `correlation`. Throws InputError E-DEP-001 when sizes
/// differ, E-DEP-002 for more than kMostDependentSeries. Deterministic in seed.
inline void impose_dependence(std::vector<data::Draws>& draws, const ShrunkenCorrelation& correlation,
                              std::uint64_t seed) {
  const auto count = static_cast<Index>(draws.size());
  if (count < 2) return;
  if (count > kMostDependentSeries) {
    throw InputError("E-DEP-002", "dependence",
                     std::to_string(count) + " series are too many for joint dependence",
                     "forecast groups of at most " + std::to_string(kMostDependentSeries) +
                         " series, or set dependence to independent");
  }
  const Index n = draws.front().size();
  bool same = correlation.correlation.rows() == count;
  for (const data::Draws& one : draws) same = same && one.size() == n;
  if (!same) {
    throw InputError("E-DEP-001", "draws", "the numbers of paths or series differ",
                     "draw the same number of paths for every series");
  }
  std::vector<Eigen::VectorXd> scores;
  Eigen::VectorXd strength(count);
  for (Index i = 0; i < count; ++i) {
    const data::DrawMatrix& paths = draws[static_cast<std::size_t>(i)].paths();
    scores.push_back(detail::path_score(paths));
    strength(i) = detail::score_strength(paths, scores.back());
  }
  Eigen::MatrixXd matrix = correlation.correlation;
  for (Index i = 0; i < count; ++i) {
    for (Index j = 0; j < i; ++j) {
      matrix(i, j) = matrix(j, i) =
          std::clamp(matrix(i, j) / (strength(i) * strength(j)), -kLargestCorrelation, kLargestCorrelation);
    }
  }
  const Eigen::MatrixXd lower = detail::correlation_factor(std::move(matrix));
  Eigen::MatrixXd normal(n, count);
  for (Index i = 0; i < count; ++i) {
    const std::uint64_t key = data::hash_key("dependence:" + draws[static_cast<std::size_t>(i)].id());
    for (Index d = 0; d < n; ++d) {
      normal(d, i) = data::RandomStream(seed, key, static_cast<std::uint64_t>(d)).normal();
    }
  }
  const Eigen::MatrixXd joint = normal * lower.transpose();
  for (Index i = 0; i < count; ++i) {
    data::Draws& one = draws[static_cast<std::size_t>(i)];
    const std::vector<Index> wanted = detail::order_of(joint.col(i));
    const std::vector<Index> given = detail::order_of(scores[static_cast<std::size_t>(i)]);
    data::DrawMatrix paths(n, one.horizon());
    for (Index r = 0; r < n; ++r) {
      paths.row(wanted[static_cast<std::size_t>(r)]) = one.paths().row(given[static_cast<std::size_t>(r)]);
    }
    one = data::Draws(one.start(), std::move(paths), one.id(), one.target()).with_unit(one.unit());
  }
}

}  // namespace dubao::forecast
