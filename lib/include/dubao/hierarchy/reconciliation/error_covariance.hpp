// SPDX-License-Identifier: Apache-2.0
//
// Covariance of base forecast errors, kept as diagonal + low rank: W = diag(d) + U U'.
//
// When      identity: nothing is known of the errors (OLS). structural: only the tree (an aggregate of k leaves errs k times
//           as much in variance). variance: residuals of every node. shrunk: residuals, correlations trusted as far as
//           their own sampling error allows; the default. sample: only with more periods than aggregates.
// Formula   r_t residuals, n periods, R̃ centred residuals / √(n − 1):
//           variance   d_i = Σ_t r_ti² / n (not centred: a bias is an error too), U empty
//           sample     d = 0, U = R̃'
//           shrunk     d_i = λ s_ii, U = √(1 − λ) R̃',  λ = Σ_{i≠j} Var(ρ̂_ij) / Σ_{i≠j} ρ̂_ij², clamped to [λ_min, 1]
//           The double sums run over N² pairs but need none of them: with standardised residuals Z (n × N),
//           Σ_ij (Σ_t z_ti z_tj)² = ‖Z Z'‖²_F and Σ_ij z_ti² z_tj² = (Σ_i z_ti²)²: O(n² N) time, no N × N matrix.
// Zero variance   A node whose residuals never move gets a variance far below all others (kLeastVariance), named in the
//           notes: it is moved only where nothing else can be. Nothing random is ever added.
// Missing   variance uses what every node has; sample and shrunk the periods in which no node is missing.
// Example   residuals (1, 1), (−1, −1), (1, −1), (−1, 1): no correlation, λ = 1, d = 4/3
// Source    Schäfer and Strimmer (2005) for λ; Wickramasuriya, Athanasopoulos and Hyndman (2019) for MinT.
//           Athanasopoulos et al. (2017) for structural scaling.
#pragma once

#include <dubao/hierarchy/detail/dense.hpp>
#include <dubao/hierarchy/tree.hpp>

#include <Eigen/Core>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::hierarchy {

/// Smallest variance of a node as a share of the smallest positive one.
inline constexpr double kLeastVariance = 1e-8;
/// Smallest shrinkage: keeps W positive definite whatever the residuals.
inline constexpr double kLeastShrinkage = 1e-6;
/// Residuals that differ from their mean by no more than this share of their size are constant.
inline constexpr double kConstantResidual = 1e-12;

struct ErrorCovariance {
  Eigen::VectorXd diagonal;  ///< d, one a node; all 0 for the sample covariance
  detail::Dense factor;      ///< U, nodes × rank; no columns where W is diagonal
  double shrinkage = std::numeric_limits<double>::quiet_NaN();  ///< λ, NaN where none is estimated
  double unit = 1.0;  ///< W is in units of unit² of the residuals (a power of two)
  std::vector<std::string> notes = {};

  [[nodiscard]] bool is_sample() const { return factor.cols() > 0 && diagonal.isZero(0.0); }
};

namespace detail {

/// The periods (rows) without a missing value, in units of a power of two of their largest value, and that unit.
/// Throws InputError E-REC-001 (columns, infinite value), E-REC-002 (fewer than two periods).
struct CompleteResiduals {
  Dense values;
  double unit = 1.0;
  std::vector<std::string> notes = {};
};

inline void check_residuals(const AggregationTree& tree, const Dense& residuals) {
  if (residuals.cols() != tree.size()) {
    throw InputError(
        "E-REC-001", "residuals",
        std::to_string(residuals.cols()) + " column(s) for " + std::to_string(tree.size()) + " nodes",
        "give one column a node, in the order of the tree");
  }
  Problems problems;
  for (Index i = 0; i < tree.size(); ++i) {
    problems.add_if(residuals.col(i).array().isInf().any(),
                    {"E-REC-001", "residuals", "a residual is infinite",
                     "give finite residuals, NaN where missing", tree.name(i), ""});
  }
  problems.throw_if_any();
}

/// The largest power of two that is not above the largest magnitude; 1 where there is none.
[[nodiscard]] inline double power_of_two_unit(double largest) {
  return largest > 0.0 && std::isfinite(largest) ? std::exp2(std::floor(std::log2(largest))) : 1.0;
}

[[nodiscard]] inline CompleteResiduals complete_residuals(const AggregationTree& tree,
                                                          const Dense& residuals) {
  check_residuals(tree, residuals);
  std::vector<Index> kept;
  for (Index t = 0; t < residuals.rows(); ++t) {
    if (residuals.row(t).allFinite()) kept.push_back(t);
  }
  if (kept.size() < 2) {
    throw InputError("E-REC-002", "residuals",
                     std::to_string(kept.size()) + " period(s) in which every node has a residual",
                     "give at least two, or use wls_struct or ols, which need none");
  }
  CompleteResiduals out{Dense(static_cast<Index>(kept.size()), residuals.cols()), 1.0, {}};
  for (std::size_t t = 0; t < kept.size(); ++t) {
    out.values.row(static_cast<Index>(t)) = residuals.row(kept[t]);
  }
  out.unit = power_of_two_unit(out.values.cwiseAbs().maxCoeff());
  out.values /= out.unit;
  if (static_cast<Index>(kept.size()) < residuals.rows()) {
    out.notes.push_back(std::to_string(residuals.rows() - static_cast<Index>(kept.size())) +
                        " period(s) with a missing residual are left out");
  }
  return out;
}

/// Raises variances of zero to kLeastVariance of the smallest positive one. Throws InputError E-REC-003 when all are 0.
inline void raise_zero_variances(const AggregationTree& tree, Eigen::VectorXd& variances,
                                 std::vector<std::string>& notes) {
  double smallest = std::numeric_limits<double>::infinity();
  for (Index i = 0; i < variances.size(); ++i) {
    if (variances[i] > 0.0) smallest = std::min(smallest, variances[i]);
  }
  if (!std::isfinite(smallest)) {
    throw InputError("E-REC-003", "residuals", "the residuals of every node are zero",
                     "a fit without errors tells nothing of the forecasts': use wls_struct");
  }
  const double least = std::max(kLeastVariance * smallest, std::numeric_limits<double>::min());
  Index count = 0;
  std::string first;
  for (Index i = 0; i < variances.size(); ++i) {
    if (variances[i] >= least) continue;
    variances[i] = least;
    if (count++ == 0) first = tree.name(i);
  }
  if (count > 0) {
    notes.push_back(std::to_string(count) + " node(s) with residuals that never move, the first '" + first +
                    "': moved only where nothing else can be");
  }
}

/// Schäfer and Strimmer's intensity for correlations, from standardised residuals (mean 0, mean square 1; a column of zeros
/// where a node never moves). n ≥ 2 rows.
[[nodiscard]] inline double shrinkage_intensity(const Dense& z) {
  const auto n = static_cast<double>(z.rows());
  const Dense squares = z.cwiseAbs2();
  // Σ over all pairs, then less the pairs of a node with itself: w_ij = mean of z_i z_j.
  const double pairs_mean_squared = outer_gram(z).squaredNorm() / (n * n);
  const double pairs_square = squares.rowwise().sum().squaredNorm();
  const Eigen::VectorXd own_mean = squares.colwise().mean();
  const double own_mean_squared = own_mean.squaredNorm();
  const double own_square = squares.squaredNorm();
  const double mean_squared = pairs_mean_squared - own_mean_squared;
  const double square = pairs_square - own_square;
  // Σ_{i≠j} Σ_t (z_ti z_tj − w_ij)² and Σ_{i≠j} w_ij², with the factors of unbiased estimates.
  const double variance = n / std::pow(n - 1.0, 3) * (square - n * mean_squared);
  const double correlation = n * n / std::pow(n - 1.0, 2) * mean_squared;
  if (!(correlation > 0.0)) return 1.0;
  return std::min(1.0, std::max(kLeastShrinkage, variance / correlation));
}

}  // namespace detail

/// OLS: W = I.
[[nodiscard]] inline ErrorCovariance identity_covariance(const AggregationTree& tree) {
  return {Eigen::VectorXd::Ones(tree.size()), detail::Dense(tree.size(), 0)};
}

/// WLS structural: d = number of leaves (Σ of squared weights).
[[nodiscard]] inline ErrorCovariance structural_covariance(const AggregationTree& tree) {
  return {tree.leaf_counts(), detail::Dense(tree.size(), 0)};
}

/// WLS variance: mean squared residual of every node. residuals: periods × nodes, NaN = missing. Throws InputError E-REC-001
/// (shape, infinite), E-REC-002 (a node without residuals, all named), E-REC-003 (all zero).
[[nodiscard]] inline ErrorCovariance variance_covariance(const AggregationTree& tree,
                                                         const detail::Dense& residuals) {
  detail::check_residuals(tree, residuals);
  ErrorCovariance out{Eigen::VectorXd::Zero(tree.size()), detail::Dense(tree.size(), 0)};
  double largest = 0.0;
  for (Index i = 0; i < tree.size(); ++i) {
    for (Index t = 0; t < residuals.rows(); ++t) {
      if (!data::is_missing(residuals(t, i))) largest = std::max(largest, std::abs(residuals(t, i)));
    }
  }
  out.unit = detail::power_of_two_unit(largest);
  Problems problems;
  for (Index i = 0; i < tree.size(); ++i) {
    Index count = 0;
    for (Index t = 0; t < residuals.rows(); ++t) {
      if (data::is_missing(residuals(t, i))) continue;
      const double scaled = residuals(t, i) / out.unit;
      out.diagonal[i] += scaled * scaled;
      ++count;
    }
    problems.add_if(count == 0, {"E-REC-002", "residuals", "the node has no residual",
                                 "give at least one, or use wls_struct or ols", tree.name(i), ""});
    out.diagonal[i] /= static_cast<double>(std::max<Index>(count, 1));
  }
  problems.throw_if_any();
  detail::raise_zero_variances(tree, out.diagonal, out.notes);
  return out;
}

/// MinT sample: W = R̃'R̃, of rank at most n − 1. Errors as shrunk_covariance.
[[nodiscard]] inline ErrorCovariance sample_covariance(const AggregationTree& tree,
                                                       const detail::Dense& residuals) {
  detail::CompleteResiduals complete = detail::complete_residuals(tree, residuals);
  detail::Dense& r = complete.values;
  for (Index i = 0; i < r.cols(); ++i) {
    const double size = r.col(i).cwiseAbs().maxCoeff();
    r.col(i).array() -= r.col(i).mean();
    // A constant residual leaves rounding behind, not variance.
    if (r.col(i).cwiseAbs().maxCoeff() <= kConstantResidual * size) r.col(i).setZero();
  }
  ErrorCovariance out{Eigen::VectorXd::Zero(tree.size()),
                      r.transpose() / std::sqrt(static_cast<double>(r.rows() - 1))};
  out.unit = complete.unit;
  out.notes = std::move(complete.notes);
  return out;
}

/// MinT shrink: see the banner. residuals: periods × nodes, unit of the forecasts, NaN = missing. Throws InputError E-REC-001
/// (shape, infinite), E-REC-002 (fewer than two complete periods), E-REC-003 (all zero). O(n² N).
[[nodiscard]] inline ErrorCovariance shrunk_covariance(const AggregationTree& tree,
                                                       const detail::Dense& residuals) {
  ErrorCovariance out = sample_covariance(tree, residuals);
  const auto n = static_cast<double>(out.factor.cols());
  Eigen::VectorXd variances = out.factor.rowwise().squaredNorm();
  detail::Dense z = out.factor.transpose();
  for (Index i = 0; i < tree.size(); ++i) {
    // Mean square 1 over n periods; the variance has n − 1.
    z.col(i) *= variances[i] > 0.0 ? std::sqrt(n / variances[i]) : 0.0;
  }
  out.shrinkage = detail::shrinkage_intensity(z);
  detail::raise_zero_variances(tree, variances, out.notes);
  out.diagonal = out.shrinkage * variances;
  out.factor *= std::sqrt(1.0 - out.shrinkage);
  if (out.shrinkage == 1.0) out.factor.resize(tree.size(), 0);
  return out;
}

}  // namespace dubao::hierarchy
