// SPDX-License-Identifier: Apache-2.0
//
// Non-negative reconciliation: the nearest coherent vector without a negative leaf, with a proof of optimality.
//
// Formula   min (y − ŷ)' W⁻¹ (y − ŷ) subject to A y = 0, y_F = ŷ_F, y_leaf ≥ 0.
//           Optimal if and only if there are λ ≥ 0, zero where the leaf is positive, with ỹ = P(ŷ + W E λ) for the projection
//           P without the sign condition (Karush, Kuhn, Tucker). The certificate reports how far this fails: smallest leaf,
//           smallest λ, largest λ · leaf and the distance of ỹ from P(ŷ + W E λ), the last from a factorisation that the
//           search did not use.
// Method    Block principal pivoting: leaves that came out negative are held at zero, held ones whose λ is negative are let
//           go, all at once; after kChances rounds without progress one at a time (Murty's rule), which ends. Where held
//           nodes make a round singular, or rounds run out: the dual active-set method, which also finds that no
//           non-negative solution exists and names the leaf.
// When not  Quantities that may be negative (balances, changes).
// Example   N = a + b, ŷ = (2, 4, −3), W = I: without the condition (3, 3.667…, …) has a negative b; with it (3, 3, 0)
// Errors    E-REC-011 a held node with a negative value; E-REC-012 the held values admit no non-negative parts.
// Source    Wickramasuriya, Turlach and Hyndman (2020); Portugal, Júdice and Vicente (1994); Goldfarb and Idnani (1983).
#pragma once

#include <dubao/hierarchy/reconciliation/projection.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::hierarchy {

/// A leaf counts as negative below this share of the largest magnitude of its column.
inline constexpr double kNegative = 1e-12;
inline constexpr int kChances = 3;
inline constexpr int kPivotRounds = 60;

/// How well the conditions of optimality hold; relative to the largest magnitude in the forecast (leaf, distance) or of λ.
struct Certificate {
  double smallest_leaf = 0.0;        ///< ≥ 0
  double smallest_multiplier = 0.0;  ///< ≥ −tolerance
  double complementarity = 0.0;      ///< max λ · leaf
  double stationarity = 0.0;         ///< max |ỹ − P(ŷ + W E λ)|
  Index columns = 0;                 ///< columns that needed the condition
  Index active = 0;                  ///< most leaves held at zero in one column
  int rounds = 0;                    ///< most rounds of one column
  Index by_dual_method = 0;          ///< columns that the dual method solved

  void include(const Certificate& other) {
    smallest_leaf = std::min(smallest_leaf, other.smallest_leaf);
    smallest_multiplier = std::min(smallest_multiplier, other.smallest_multiplier);
    complementarity = std::max(complementarity, other.complementarity);
    stationarity = std::max(stationarity, other.stationarity);
    columns += other.columns;
    active = std::max(active, other.active);
    rounds = std::max(rounds, other.rounds);
    by_dual_method += other.by_dual_method;
  }
};

class NonNegativeProjection {
 public:
  using Block = data::DrawMatrix;

  /// projection must outlive this.
  explicit NonNegativeProjection(const CoherentProjection& projection) : projection_(&projection) {
    const ErrorCovariance& w = projection.covariance();
    if (w.factor.cols() > 0 && !w.is_sample()) {
      // (W⁻¹) on the nodes not held is the inverse of their covariance given the held ones.
      const detail::Dense white = w.diagonal.cwiseSqrt().cwiseInverse().asDiagonal() * w.factor;
      precision_.compute(detail::Dense::Identity(w.factor.cols(), w.factor.cols()) +
                         detail::transposed_product(white, white));
    }
  }

  /// Reconciles a block in place. Throws ModelError E-REC-011, E-REC-012 and what the projection throws.
  Certificate apply(Eigen::Ref<Block> block) const {
    const AggregationTree& tree = projection_->tree();
    for (const Index node : projection_->fixed()) {
      if (block.row(node).minCoeff() < 0.0) {
        throw ModelError("E-REC-011", "fixed",
                         std::to_string(block.row(node).minCoeff()) + " is held and negative",
                         "hold a value ≥ 0, or allow negative leaves", tree.name(node));
      }
    }
    const Block base = block;
    projection_->apply(block);
    Certificate out;
    for (Index c = 0; c < block.cols(); ++c) {
      const double size = base.col(c).cwiseAbs().maxCoeff();
      const Index first = tree.aggregates();
      if (block.col(c).tail(tree.leaves()).minCoeff() < -kNegative * size) {
        out.include(solve_column(base.col(c), block, c, size));
      }
      for (Index i = first; i < tree.size(); ++i) block(i, c) = std::max(block(i, c), 0.0);
    }
    // Sums of what rounding raised to zero; held sums stay within the same rounding.
    tree.aggregate(block);
    for (const Index node : projection_->fixed()) {
      const double gap = (block.row(node) - base.row(node)).cwiseAbs().maxCoeff();
      const double size = block.row(node).cwiseAbs().maxCoeff() + base.row(node).cwiseAbs().maxCoeff();
      if (gap > kHeldGap * size) {
        throw ModelError("E-REC-012", "fixed",
                         "its non-negative leaves miss the value held by " + std::to_string(gap),
                         "hold values that non-negative parts can add up to", tree.name(node));
      }
      block.row(node) = base.row(node);
    }
    return out;
  }

 private:
  struct Attempt {
    Eigen::VectorXd values;
    std::vector<Index> active;   // leaves (as nodes) at zero
    std::vector<double> lambda;  // one an active leaf
    int rounds = 0;
    bool solved = false;
  };

  Certificate solve_column(const Eigen::VectorXd& base, Eigen::Ref<Block>& block, Index c,
                           double size) const {
    Attempt found;
    if (!projection_->covariance().is_sample()) found = pivot(base, block.col(c), size);
    Certificate out;
    if (!found.solved) {
      found = dual(block.col(c), size);
      out.by_dual_method = 1;
    }
    block.col(c) = found.values;
    for (const Index node : found.active) block(node, c) = 0.0;
    out.columns = 1;
    out.rounds = found.rounds;
    out.active = static_cast<Index>(found.active.size());
    certify(base, block, c, size, found, out);
    return out;
  }

  /// Block principal pivoting from the leaves that are negative in the unconstrained solution.
  Attempt pivot(const Eigen::VectorXd& base, const Eigen::VectorXd& start, double size) const {
    const AggregationTree& tree = projection_->tree();
    const std::vector<Index>& fixed = projection_->fixed();
    std::vector<char> at_zero(static_cast<std::size_t>(tree.size()), 0);
    std::vector<char> is_fixed(static_cast<std::size_t>(tree.size()), 0);
    for (const Index node : fixed) is_fixed[static_cast<std::size_t>(node)] = 1;
    for (Index i = tree.aggregates(); i < tree.size(); ++i) {
      at_zero[static_cast<std::size_t>(i)] =
          start[i] < -kNegative * size && is_fixed[static_cast<std::size_t>(i)] == 0;
    }
    Attempt out;
    Index fewest = std::numeric_limits<Index>::max();
    int chances = kChances;
    for (out.rounds = 1; out.rounds <= kPivotRounds; ++out.rounds) {
      out.active.clear();
      for (Index i = tree.aggregates(); i < tree.size(); ++i) {
        if (at_zero[static_cast<std::size_t>(i)] != 0) out.active.push_back(i);
      }
      Block column = base;
      std::vector<Index> held = fixed;
      held.insert(held.end(), out.active.begin(), out.active.end());
      Block sums;
      try {
        const CoherentProjection given(tree, projection_->covariance(), held);
        given.expect_zero(column, out.active);
        sums = given.apply(column);
      } catch (const ModelError&) {
        return out;  // not solved: held nodes and zeros contradict each other
      }
      out.values = column.col(0);
      const Eigen::VectorXd gradient = multipliers(base, out.values, sums.col(0), is_fixed);
      const double slope = std::max(gradient.cwiseAbs().maxCoeff(), std::numeric_limits<double>::min());
      std::vector<Index> wrong;
      for (Index i = tree.aggregates(); i < tree.size(); ++i) {
        if (is_fixed[static_cast<std::size_t>(i)] != 0) continue;
        const bool zero = at_zero[static_cast<std::size_t>(i)] != 0;
        if (zero ? gradient[i] < -kSlope * slope : out.values[i] < -kNegative * size) wrong.push_back(i);
      }
      if (wrong.empty()) {
        out.solved = true;
        for (const Index node : out.active) out.lambda.push_back(gradient[node]);
        return out;
      }
      const auto count = static_cast<Index>(wrong.size());
      if (count < fewest) {
        fewest = count;
        chances = kChances;
      } else if (--chances < 0) {
        wrong = {wrong.back()};
      }
      for (const Index i : wrong) at_zero[static_cast<std::size_t>(i)] ^= 1;
    }
    return out;
  }

  /// λ of every node from W⁻¹(y − ŷ) = −A'x + λ, over the nodes that are not held; the sums' x from the round's projection.
  Eigen::VectorXd multipliers(const Eigen::VectorXd& base, const Eigen::VectorXd& values,
                              const Eigen::VectorXd& sums, const std::vector<char>& is_fixed) const {
    const ErrorCovariance& w = projection_->covariance();
    Eigen::VectorXd distance = values - base;
    for (Index i = 0; i < distance.size(); ++i) {
      if (is_fixed[static_cast<std::size_t>(i)] != 0) distance[i] = 0.0;
    }
    Block out = distance.cwiseQuotient(w.diagonal);
    if (w.factor.cols() > 0) {
      const Block common = precision_.solve(detail::transposed_product(w.factor, out));
      out -= w.diagonal.cwiseInverse().asDiagonal() * detail::product(w.factor, common);
    }
    for (Index p = 0; p < sums.size(); ++p) {
      out(p, 0) += sums[p];
      for (const Part& part : projection_->tree().parts(p)) out(part.node, 0) -= part.weight * sums[p];
    }
    return out.col(0);
  }

  /// Column of the reconciled covariance, given the held nodes: P W e. Zero where these leave the node no freedom.
  Eigen::VectorXd covariance_column(Index node) const {
    Eigen::VectorXd unit = Eigen::VectorXd::Zero(projection_->tree().size());
    unit[node] = 1.0;
    Block column = projection_->conditional(unit);
    const double before = column(node, 0);
    projection_->apply(column);
    if (column(node, 0) <= kDependent * before) column.setZero();
    return column.col(0);
  }

  /// Dual active-set method on the projected problem: one leaf at a time, always optimal for the leaves held so far.
  Attempt dual(const Eigen::VectorXd& start, double size) const {
    const AggregationTree& tree = projection_->tree();
    const Index first = tree.aggregates();
    Attempt out;
    out.values = start;
    std::vector<Eigen::VectorXd> columns;
    const int limit = 10 * static_cast<int>(tree.leaves()) + 100;
    for (out.rounds = 1; out.rounds <= limit; ++out.rounds) {
      Index worst = 0;
      const double lowest = out.values.tail(tree.leaves()).minCoeff(&worst);
      if (lowest >= -kNegative * size) {
        out.solved = true;
        return out;
      }
      add_leaf(first + worst, size, columns, out);
    }
    throw ModelError("E-REC-012", "fixed",
                     "no non-negative solution was found in " + std::to_string(limit) + " steps",
                     "hold fewer nodes");
  }

  void add_leaf(Index leaf, double size, std::vector<Eigen::VectorXd>& columns, Attempt& out) const {
    const Eigen::VectorXd own = covariance_column(leaf);
    double lambda = 0.0;
    while (true) {
      const auto count = static_cast<Index>(out.active.size());
      detail::Dense among(count, count);
      detail::Dense with(count, 1);
      for (Index a = 0; a < count; ++a) {
        with(a, 0) = own[out.active[static_cast<std::size_t>(a)]];
        for (Index b = 0; b < count; ++b) {
          among(a, b) = columns[static_cast<std::size_t>(b)][out.active[static_cast<std::size_t>(a)]];
        }
      }
      const Eigen::VectorXd change =
          count > 0 ? Eigen::VectorXd(among.ldlt().solve(with)) : Eigen::VectorXd();
      Eigen::VectorXd step = own;
      for (Index a = 0; a < count; ++a) step -= change[a] * columns[static_cast<std::size_t>(a)];
      double dual_step = std::numeric_limits<double>::infinity();
      Index blocking = -1;
      for (Index a = 0; a < count; ++a) {
        const double ratio = out.lambda[static_cast<std::size_t>(a)] / change[a];
        if (change[a] > 0.0 && ratio < dual_step) {
          dual_step = ratio;
          blocking = a;
        }
      }
      const bool can_move = step[leaf] > kDependent * std::abs(own[leaf]) && own[leaf] > 0.0;
      const double full = can_move ? -out.values[leaf] / step[leaf] : std::numeric_limits<double>::infinity();
      const double length = std::min(dual_step, full);
      if (!std::isfinite(length)) {
        throw ModelError("E-REC-012", "fixed",
                         "with the held values it cannot rise to zero from " +
                             std::to_string(out.values[leaf]) +
                             " while the other leaves stay at or above zero",
                         "hold values that non-negative parts can add up to", projection_->tree().name(leaf));
      }
      if (can_move) out.values += length * step;
      for (Index a = 0; a < count; ++a) out.lambda[static_cast<std::size_t>(a)] -= length * change[a];
      lambda += length;
      if (full <= dual_step) {
        out.active.push_back(leaf);
        out.lambda.push_back(lambda);
        columns.push_back(own);
        out.values[leaf] = 0.0;
        return;
      }
      out.active.erase(out.active.begin() + blocking);
      out.lambda.erase(out.lambda.begin() + blocking);
      columns.erase(columns.begin() + blocking);
      if (out.values[leaf] >= -kNegative * size) return;
    }
  }

  void certify(const Eigen::VectorXd& base, const Eigen::Ref<Block>& block, Index c, double size,
               const Attempt& found, Certificate& out) const {
    const AggregationTree& tree = projection_->tree();
    Eigen::VectorXd pushed = Eigen::VectorXd::Zero(tree.size());
    double largest = std::numeric_limits<double>::min();
    for (const double lambda : found.lambda) largest = std::max(largest, std::abs(lambda));
    for (std::size_t k = 0; k < found.active.size(); ++k) {
      pushed[found.active[k]] = found.lambda[k];
      out.smallest_multiplier = std::min(out.smallest_multiplier, found.lambda[k] / largest);
      out.complementarity = std::max(
          out.complementarity, found.lambda[k] / largest * std::abs(found.values[found.active[k]]) / size);
    }
    Block again = base;
    again.col(0) += projection_->conditional(pushed);
    projection_->apply(again);
    out.stationarity = (again.col(0) - block.col(c)).cwiseAbs().maxCoeff() / size;
    out.smallest_leaf = std::min(0.0, block.col(c).tail(tree.leaves()).minCoeff() / size);
  }

  static constexpr double kSlope = 1e-9;
  static constexpr double kDependent = 1e-8;
  static constexpr double kHeldGap = 1e-9;

  const CoherentProjection* projection_;
  detail::DenseCholesky precision_;
};

}  // namespace dubao::hierarchy
