// SPDX-License-Identifier: Apache-2.0
//
// Correlation of the errors of the series of a panel, from the residuals of their fits.
//
// When      Joint draws (dependence.hpp): paths are re-ordered by it.
// When not  One series; unrelated series that nobody adds up.
// Formula   r_ij: correlation about 0 of the normal scores of one-step residuals, sign(e) Φ⁻¹(½ + rank |e| / (2 (T + 1))). The
//           parameter of a Gaussian copula is the correlation of normal scores; outliers and skewness of a series stay its own.
//           Shrunken: r̃_ij = (1 − λ) r_ij + λ r̄, r̄ the mean of all r_ij, λ* = Σ_{i≠j} var(r_ij) / Σ_{i≠j} (r_ij − r̄)²,
//           clamped to [0, 1]. The common mean is the target and not 0: shrinking toward independence would make every
//           total look safer than it is, and r̄ rests on all pairs, so that it needs no shrinking itself.
// Horizon   Noise hides what noisy series share: a level that wanders in common is a small part of one quarter's residual and a
//           large one of the error two years ahead. In a linear model an error h periods ahead is a sum of one-step errors,
//           u_h = Σ_{j<h} ψ_j e_{t+h−j}; ψ is read off the paths, whose variance grows by ψ_j² a period. r is therefore also
//           taken of the u_h of the past (windows overlap), and the mean over h = 1 … L replaces the one-step correlation as far
//           as its common mean is larger by more than chance (path_correlation). Never where it is smaller: fitted parameters make residuals sum to about 0, so that
//           sums of them understate a correlation. Measured: docs/methods.md, "Sums over series".
// Size      Large series are often the less noisy ones and more correlated; a sum lives from them. In joint draws the common mean
//           therefore weighs a pair by the sizes of its errors (the unit of all series is taken to be one). Equal sizes: r̄.
// When it fails  A common trend that turns: the fit has seen it, the residuals know a third to a half of the correlation of
//           errors to come. A cause that never acted in the years known.
// Missing   A missing residual has the score 0: it pulls the correlation toward 0, never away.
// Example   Paths of a random walk widen as √h: all ψ are 1. Sums of two such errors overlap by half, which makes the variance
//           of a mean of products 1 + 2 (1/2)² = 1.5 times that of independent ones.
// Cost      O(K T S²) for S series, T periods and K ≤ kMostAccumulations.
// Source    Schäfer and Strimmer (2005) for λ; Ledoit and Wolf (2004) for the constant-correlation target; Bartlett (1946)
//           for windows that overlap; Hausman (1978) for the variance of a difference. Correlation of accumulated residuals: ours.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/random.hpp>
#include <dubao/time/period.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace dubao::forecast {

/// Spans of the longest accumulation that fit into the history: fewer say nothing of its correlation.
inline constexpr Index kFewestSpans = 4;

/// Most horizons at which accumulated residuals are correlated; longer ones are spread evenly.
inline constexpr Index kMostAccumulations = 8;

/// Largest weight of a past error in an error to come: a path that doubles its error every period.
inline constexpr double kLargestErrorWeight = 10.0;

/// Φ(1): the 84 % quantile of a normal error is one standard deviation.
inline constexpr double kOneSigma = 0.8413447460685429;

/// One-step residuals of a series with the period of the first one.
struct ResidualSeries {
  std::string id;
  time::Period start;
  std::vector<double> residuals;  ///< NaN where there is none
};

/// Shrunken correlation of residuals.
struct ShrunkenCorrelation {
  Eigen::MatrixXd correlation;  ///< S × S, unit diagonal, positive definite whenever the shrinkage is > 0
  double shrinkage = 1.0;       ///< λ in [0, 1]; 1: every pair has the same correlation
  double common = 0.0;          ///< r̄; 0 where too little is known
};

namespace detail {

/// Periods × series. Score of a residual: sign(e) Φ⁻¹(½ + rank |e| / (2 (T + 1))), ties by their mean rank, scaled to mean square
/// 1 over the T values there are; 0 where there is none.
struct ResidualScores {
  Eigen::MatrixXd scores;
  bool usable = false;  ///< false: other frequencies, or too few periods
};

[[nodiscard]] inline std::vector<double> signed_normal_scores(const std::vector<double>& residuals) {
  std::vector<std::size_t> order;
  for (std::size_t t = 0; t < residuals.size(); ++t) {
    if (std::isfinite(residuals[t])) order.push_back(t);
  }
  std::sort(order.begin(), order.end(), [&residuals](std::size_t a, std::size_t b) {
    const double x = std::abs(residuals[a]);
    const double y = std::abs(residuals[b]);
    return x < y || (x == y && a < b);
  });
  std::vector<double> out(residuals.size(), 0.0);
  const auto count = static_cast<double>(order.size());
  double squares = 0.0;
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first;
    const double size = std::abs(residuals[order[first]]);
    while (last + 1 < order.size() && std::abs(residuals[order[last + 1]]) == size) ++last;
    const double rank = 0.5 * static_cast<double>(first + last) + 1.0;
    const double score = size > 0.0 ? data::normal_quantile(0.5 + rank / (2.0 * (count + 1.0))) : 0.0;
    for (std::size_t k = first; k <= last; ++k) out[order[k]] = residuals[order[k]] < 0.0 ? -score : score;
    squares += score * score * static_cast<double>(last - first + 1);
    first = last + 1;
  }
  if (squares > 0.0) {
    for (double& score : out) score *= std::sqrt(count / squares);
  }
  return out;
}

[[nodiscard]] inline ResidualScores residual_scores(const std::vector<ResidualSeries>& series) {
  ResidualScores out;
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  std::int64_t last = std::numeric_limits<std::int64_t>::min();
  for (const ResidualSeries& one : series) {
    if (one.start.frequency() != series.front().start.frequency()) return out;
    first = std::min(first, one.start.ordinal());
    last = std::max(last, one.start.ordinal() + static_cast<std::int64_t>(one.residuals.size()));
  }
  constexpr Index kFewestPeriods = 3;
  if (series.empty() || last - first < kFewestPeriods) return out;
  out.usable = true;
  out.scores = Eigen::MatrixXd::Zero(last - first, static_cast<Index>(series.size()));
  for (std::size_t i = 0; i < series.size(); ++i) {
    const std::vector<double> own = signed_normal_scores(series[i].residuals);
    for (std::size_t t = 0; t < own.size(); ++t) {
      out.scores(series[i].start.ordinal() - first + static_cast<Index>(t), static_cast<Index>(i)) = own[t];
    }
  }
  return out;
}

/// Correlation about 0 of the columns, shrunken toward their common mean, in which the pair i, j weighs sizes_i · sizes_j.
/// overlap ≥ 1: variance of a mean of products over that of as many independent ones.
[[nodiscard]] inline ShrunkenCorrelation correlation_of_columns(const Eigen::MatrixXd& standard,
                                                                double overlap,
                                                                const Eigen::VectorXd& sizes) {
  const Index count = standard.cols();
  ShrunkenCorrelation out;
  out.correlation = Eigen::MatrixXd::Identity(count, count);
  constexpr double kSafeShare = 0.99;
  // 1. Correlations w̄_ij and the variance of each estimate (Schäfer and Strimmer 2005, appendix).
  double variances = 0.0;
  double sum = 0.0;
  double pairs = 0.0;
  const auto n = static_cast<double>(standard.rows());
  const Eigen::VectorXd norm = standard.colwise().norm().transpose();
  for (Index i = 0; i < count; ++i) {
    for (Index j = 0; j < i; ++j) {
      if (norm(i) == 0.0 || norm(j) == 0.0) continue;
      const Eigen::ArrayXd product = standard.col(i).array() * standard.col(j).array();
      const double mean = product.mean();
      const double scale = n / (norm(i) * norm(j));
      const double r = mean * scale;
      variances += overlap * (product - mean).square().sum() * scale * scale / (n * (n - 1.0));
      sum += sizes(i) * sizes(j) * r;
      pairs += sizes(i) * sizes(j);
      out.correlation(i, j) = out.correlation(j, i) = r;
    }
  }
  if (!(pairs > 0.0)) {
    out.correlation.setIdentity();
    return out;
  }
  // 2. Toward the common mean; below −1/(S − 1) no matrix of equal correlations is positive definite.
  out.common = std::max(sum / pairs, -kSafeShare / static_cast<double>(count - 1));
  double squares = 0.0;
  for (Index i = 0; i < count; ++i) {
    for (Index j = 0; j < i; ++j) {
      const double distance = out.correlation(i, j) - out.common;
      if (norm(i) > 0.0 && norm(j) > 0.0) squares += distance * distance;
    }
  }
  out.shrinkage = squares > 0.0 ? std::clamp(variances / squares, 0.0, 1.0) : 1.0;
  for (Index i = 0; i < count; ++i) {
    for (Index j = 0; j < i; ++j) {
      // A series without residuals is independent of the others.
      const double target = norm(i) > 0.0 && norm(j) > 0.0 ? out.common : 0.0;
      out.correlation(i, j) = out.correlation(j, i) =
          (1.0 - out.shrinkage) * out.correlation(i, j) + out.shrinkage * target;
    }
  }
  return out;
}

/// Column i, row t: Σ_{j<h} ψ_ij · score of period t + h − 1 − j.
[[nodiscard]] inline Eigen::MatrixXd accumulated(const Eigen::MatrixXd& scores,
                                                 const Eigen::MatrixXd& weights, Index h) {
  const Index windows = scores.rows() - h + 1;
  Eigen::MatrixXd out = Eigen::MatrixXd::Zero(windows, scores.cols());
  for (Index j = 0; j < h; ++j) {
    out += scores.middleRows(h - 1 - j, windows) * weights.row(j).asDiagonal();
  }
  return out;
}

/// Bartlett's 1 + 2 Σ_k ρ_k² for sums of h independent terms with weights ψ, mean over the series.
[[nodiscard]] inline double overlap_of(const Eigen::MatrixXd& weights, Index h) {
  double sum = 0.0;
  for (Index i = 0; i < weights.cols(); ++i) {
    const Eigen::VectorXd own = weights.col(i).head(h);
    const double square = own.squaredNorm();
    for (Index k = 1; k < h; ++k) {
      const double r = own.head(h - k).dot(own.tail(h - k)) / square;
      sum += 2.0 * r * r;
    }
  }
  return 1.0 + sum / static_cast<double>(weights.cols());
}

}  // namespace detail

/// Correlation of one-step residuals, shrunken toward their common mean. One row and column per series, in the order given.
/// Fewer than three common periods: independence.
[[nodiscard]] inline ShrunkenCorrelation shrunken_correlation(const std::vector<ResidualSeries>& series) {
  const detail::ResidualScores found = detail::residual_scores(series);
  if (series.size() >= 2 && found.usable) {
    return detail::correlation_of_columns(found.scores, 1.0, Eigen::VectorXd::Ones(found.scores.cols()));
  }
  ShrunkenCorrelation out;
  const auto count = static_cast<Index>(series.size());
  out.correlation = Eigen::MatrixXd::Identity(count, count);
  return out;
}

/// ψ of a series: how much of the error of j periods ago is in the error of today, j = 0 … horizon − 1, as its paths widen.
/// ψ_j² = (w_{j+1}² − w_j²) / w_1², ψ_j in [0, kLargestErrorWeight]; w_h: half the distance of the 84 and the 16 % quantile h
/// periods ahead, of the logarithms where all of them are positive, so that a season widens nothing.
[[nodiscard]] inline std::vector<double> error_weights(const data::Draws& draws) {
  std::vector<double> out(static_cast<std::size_t>(draws.horizon()), 0.0);
  if (out.empty()) return out;
  out[0] = 1.0;
  bool positive = true;
  std::vector<double> lower;
  std::vector<double> upper;
  for (Index h = 0; h < draws.horizon(); ++h) {
    lower.push_back(draws.quantile(h, 1.0 - kOneSigma));
    upper.push_back(draws.quantile(h, kOneSigma));
    positive = positive && lower.back() > 0.0;
  }
  const auto width = [&](std::size_t h) {
    return positive ? 0.5 * (std::log(upper[h]) - std::log(lower[h])) : 0.5 * upper[h] - 0.5 * lower[h];
  };
  const double first = width(0);
  if (!(first > 0.0)) return out;
  double before = 1.0;
  for (std::size_t h = 1; h < out.size(); ++h) {
    // The sum of so many largest weights bounds the width, and the squares stay finite.
    const double now = std::min(width(h) / first, kLargestErrorWeight * static_cast<double>(h + 1));
    const double square = now * now - before * before;
    if (square > 0.0) out[h] = std::min(std::sqrt(square), kLargestErrorWeight);
    before = now;
  }
  return out;
}

/// Size of the errors of a series: half the distance of the 84 and the 16 % quantile of its paths, mean over the horizon.
[[nodiscard]] inline double error_size(const data::Draws& draws) {
  double sum = 0.0;
  for (Index h = 0; h < draws.horizon(); ++h) {
    const double half = 0.5 * draws.quantile(h, kOneSigma) - 0.5 * draws.quantile(h, 1.0 - kOneSigma);
    sum += half / static_cast<double>(draws.horizon());
  }
  return sum;
}

/// Correlation of the errors of whole paths: R + w (R̄ − R) with R of the one-step residuals, R̄ the mean over h = 1 … L of that of the
/// accumulated ones Σ_{j<h} ψ_j e_{t+h−j}, both shrunken, D the difference of their common means and w = max(0, 1 − var(D) / D²);
/// w = 0 for D ≤ 0. In the common means a pair weighs the product of its sizes, since that is its part in the variance of a sum.
/// var(D) = 2 (1/(S′ − 1) + r̄)² (mean of f_h / T_h − 1 / T), S′ = (Σ size)² / Σ size², T_h windows, f_h as in overlap_of: were
/// errors of different periods unrelated, R would be the efficient estimate, and the variance of the difference that of R̄ less that
/// of R (Hausman 1978); the larger of two estimates would be biased without it.
/// weights: ψ of each series in the order given (error_weights). sizes: ≥ 0, of its errors (error_size); any unit, one for all. L: the horizon, at most so many periods that the history has
/// kFewestSpans spans of L; at most kMostAccumulations values of h are looked at. Fewer than three periods: independence.
[[nodiscard]] inline ShrunkenCorrelation path_correlation(const std::vector<ResidualSeries>& series,
                                                          const std::vector<std::vector<double>>& weights,
                                                          const std::vector<double>& sizes) {
  const detail::ResidualScores found = detail::residual_scores(series);
  if (series.size() < 2 || !found.usable || weights.size() != series.size() ||
      sizes.size() != series.size()) {
    return shrunken_correlation(series);
  }
  const double largest = *std::max_element(sizes.begin(), sizes.end());
  Eigen::VectorXd part = Eigen::VectorXd::Ones(found.scores.cols());
  if (largest > 0.0 && std::isfinite(largest)) {
    for (Index i = 0; i < part.size(); ++i) part(i) = sizes[static_cast<std::size_t>(i)] / largest;
  }
  ShrunkenCorrelation one_step = detail::correlation_of_columns(found.scores, 1.0, part);
  std::size_t horizon = weights.front().size();
  for (const auto& own : weights) horizon = std::min(horizon, own.size());
  const Index periods = found.scores.rows();
  const Index longest = std::min(static_cast<Index>(horizon), periods / kFewestSpans);
  if (longest < 2) return one_step;
  Eigen::MatrixXd psi(longest, found.scores.cols());
  for (Index i = 0; i < psi.cols(); ++i) {
    const std::vector<double>& own = weights[static_cast<std::size_t>(i)];
    for (Index j = 0; j < longest; ++j) psi(j, i) = own[static_cast<std::size_t>(j)];
  }
  const Index looks = std::min(longest, kMostAccumulations);
  const auto all = static_cast<double>(looks);
  ShrunkenCorrelation mean = one_step;
  double excess = 0.0;  // of f_h / T_h over 1 / T
  for (Index k = 2; k <= looks; ++k) {
    const Index h = (k * longest + looks - 1) / looks;
    const double overlap = detail::overlap_of(psi, h);
    const ShrunkenCorrelation at =
        detail::correlation_of_columns(detail::accumulated(found.scores, psi, h), overlap, part);
    mean.correlation += at.correlation;
    mean.shrinkage += at.shrinkage;
    mean.common += at.common;
    excess += overlap / static_cast<double>(periods - h + 1) - 1.0 / static_cast<double>(periods);
  }
  const double difference = mean.common / all - one_step.common;
  const double total = part.sum();
  const double effective = total * total / part.squaredNorm();
  const double unit = 1.0 / (effective - 1.0) + std::max(0.0, one_step.common);
  const double variance = 2.0 * unit * unit * excess / all;
  if (!(difference > 0.0 && difference * difference > variance)) return one_step;
  const double weight = 1.0 - variance / (difference * difference);
  one_step.correlation = (1.0 - weight) * one_step.correlation + (weight / all) * mean.correlation;
  one_step.correlation.diagonal().setOnes();
  one_step.shrinkage += weight * (mean.shrinkage / all - one_step.shrinkage);
  one_step.common += weight * difference;
  return one_step;
}

}  // namespace dubao::forecast
