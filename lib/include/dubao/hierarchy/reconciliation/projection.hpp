// SPDX-License-Identifier: Apache-2.0
//
// CoherentProjection: the coherent vector nearest to a forecast in the metric of the errors, with nodes held fixed.
//
// Formula   min (y − ŷ)' W⁻¹ (y − ŷ) subject to A y = 0 (and y_F = ŷ_F):  ỹ = ŷ − W A' (A W A')⁻¹ A ŷ.
//           W = D + U U' (error_covariance.hpp): A D A' is sparse and factored once for all draws and periods
//           (Eigen::SimplicialLDLT); the rank of U enters by Woodbury: with V = A U, x₀ = (A D A')⁻¹ A ŷ, Z = (A D A')⁻¹ V,
//           x = x₀ − Z (I + V'Z)⁻¹ V' x₀. No matrix of size nodes × nodes, no pseudo-inverse.
//           It is the MinT / GLS solution S (S'W⁻¹S)⁻¹ S'W⁻¹ ŷ, written by constraints instead of by leaves.
// Fixed     The held nodes enter as conditions: W becomes the covariance given their errors, D_R + U_R P⁻¹ U_R' with
//           P = I + U_F' D_F⁻¹ U_F. A held node keeps a variance of kHeldVariance of its neighbours', so that sums of held
//           nodes alone are no singularity; passes are repeated until the held values stand. Held values that
//           contradict each other are an error that names the node.
// Precision leaves are corrected, aggregates summed from them: coherent to rounding. Columns are worked in blocks of
//           kBlock, each on its own: same bits for any number of threads.
// When not  Top-down and middle-out are no projections: proportions.hpp.
// Example   N = a + b, ŷ = (10, 4, 3), W = I: A ŷ = 3, ỹ = (9, 5, 4)
// Errors    E-REC-005 sample covariance of too small a rank; E-REC-006 held values that contradict each other, with node
//           and gap; E-REC-007 forecasts that are not finite, with the node.
// Source    Wickramasuriya, Athanasopoulos and Hyndman (2019); Zhang, Kang, Panagiotelis and Li (2023) for immutable nodes;
//           the constraint form: Di Fonzo and Girolimetto (2023).
#pragma once

#include <dubao/forecast/parallel.hpp>
#include <dubao/hierarchy/detail/dense.hpp>
#include <dubao/hierarchy/reconciliation/error_covariance.hpp>
#include <dubao/hierarchy/tree.hpp>

#include <Eigen/Core>
#include <Eigen/SparseCholesky>
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::hierarchy {

/// Columns worked together.
inline constexpr Index kBlock = 64;
/// Variance of a held node as a share of the largest variance of a sum that it is in.
inline constexpr double kHeldVariance = 1e-9;
/// Largest deviation from a held value, relative to the sizes of its leaves, that counts as rounding.
inline constexpr double kHeldTolerance = 1e-12;
inline constexpr int kHeldPasses = 6;
/// Pivot, of a diagonal of 1, below which the sample covariance of the sums' errors counts as singular.
inline constexpr double kRankTolerance = 1e-12;

class CoherentProjection {
 public:
  using Block = data::DrawMatrix;  // nodes × columns

  /// tree and covariance must outlive the projection. fixed: nodes whose forecast stands, in any order. Throws ModelError
  /// E-REC-005. O(fill of A D A' + aggregates · rank²).
  CoherentProjection(const AggregationTree& tree, const ErrorCovariance& covariance,
                     std::vector<Index> fixed = {})
      : tree_(&tree), covariance_(&covariance), fixed_(std::move(fixed)) {
    std::sort(fixed_.begin(), fixed_.end());
    fixed_.erase(std::unique(fixed_.begin(), fixed_.end()), fixed_.end());
    if (covariance.is_sample()) {
      factor_sample();
    } else {
      factor();
    }
  }

  [[nodiscard]] const AggregationTree& tree() const noexcept { return *tree_; }
  [[nodiscard]] const ErrorCovariance& covariance() const noexcept { return *covariance_; }
  [[nodiscard]] const std::vector<Index>& fixed() const noexcept { return fixed_; }

  /// Reconciles a block in place; every entry finite. Returns the multipliers x of the sums (aggregates × columns), for which
  /// ỹ = ŷ − W A' x before the aggregates are summed. Throws ModelError E-REC-006.
  Block apply(Eigen::Ref<Block> block) const {
    const Block held = rows_of(block, fixed_);
    Block sizes = held_sizes(block);
    const Eigen::RowVectorXd largest = block.cwiseAbs().colwise().maxCoeff();
    Block multipliers = pass(block, held);
    for (int repeat = 0; repeat < kHeldPasses && !fixed_.empty(); ++repeat) {
      if (largest_deviation(block, held, sizes).gap <= kHeldTolerance) break;
      for (std::size_t k = 0; k < fixed_.size(); ++k) block.row(fixed_[k]) = held.row(static_cast<Index>(k));
      multipliers += pass(block, held);
    }
    // Where all leaves of a held node are 0 what is left is rounding of the others.
    sizes.rowwise() += kSpill * largest;
    check_held(block, held, sizes);
    for (std::size_t k = 0; k < fixed_.size(); ++k) block.row(fixed_[k]) = held.row(static_cast<Index>(k));
    return multipliers;
  }

  /// W given the errors of the held nodes, times a vector: 0 at the held ones.
  [[nodiscard]] Eigen::VectorXd conditional(const Eigen::VectorXd& v) const {
    Eigen::VectorXd out = covariance_->diagonal.cwiseProduct(v);
    if (covariance_->factor.cols() > 0) {
      Block free = v;
      for (const Index node : fixed_) free(node, 0) = 0.0;
      const bool sample = covariance_->is_sample();
      Block common = detail::transposed_product(covariance_->factor, sample ? Block(v) : free);
      if (!sample) {
        common = conditional_.solve(common);
      } else if (!fixed_.empty()) {
        const Block held = rows_of(covariance_->factor, fixed_);
        const detail::DenseCholesky among(detail::outer_gram(held));
        common -= detail::transposed_product(held, among.solve(detail::product(held, common)));
      }
      out += detail::product(covariance_->factor, common).col(0);
    }
    for (const Index node : fixed_) out[node] = 0.0;
    return out;
  }
  /// A matrix L with L L' = W given the errors of the held nodes, times vectors: independent standard normals of the nodes
  /// (nodes × columns) and of the low rank (rank × columns) in, errors out. Not for the sample covariance.
  // NOLINTNEXTLINE(performance-unnecessary-value-param): solved in place
  [[nodiscard]] Block conditional_errors(const Block& own, Block common) const {
    Block out = covariance_->diagonal.cwiseSqrt().asDiagonal() * own;
    if (covariance_->factor.cols() > 0) {
      conditional_.matrixU().solveInPlace(common);
      out += detail::product(covariance_->factor, common);
    }
    for (const Index node : fixed_) out.row(node).setZero();
    return out;
  }
  /// Puts held nodes of a forecast, nodes × 1, at zero and everything else at what is then expected. Not for the sample
  /// covariance.
  void expect_zero(Block& forecast, const std::vector<Index>& nodes) const {
    if (covariance_->factor.cols() > 0) {
      Block pull = Block::Zero(covariance_->factor.cols(), 1);
      for (const Index node : nodes) {
        pull -= covariance_->factor.row(node).transpose() * (forecast(node, 0) / covariance_->diagonal[node]);
      }
      Block shift = detail::product(covariance_->factor, conditional_.solve(pull));
      for (const Index node : fixed_) shift(node, 0) = 0.0;
      forecast += shift;
    }
    for (const Index node : nodes) forecast(node, 0) = 0.0;
  }

 private:
  struct Deviation {
    double gap = 0.0;
    std::size_t which = 0;
    Index column = 0;
  };

  static Block rows_of(const detail::DenseRef& block, const std::vector<Index>& rows) {
    Block out(static_cast<Index>(rows.size()), block.cols());
    for (std::size_t k = 0; k < rows.size(); ++k) out.row(static_cast<Index>(k)) = block.row(rows[k]);
    return out;
  }

  /// D with the held nodes: leaves at 0, aggregates at their small variance, which keeps A D A' positive definite.
  void hold_variances() {
    variances_ = covariance_->diagonal;
    for (const Index node : fixed_) variances_[node] = 0.0;
    Eigen::VectorXd neighbour = Eigen::VectorXd::Zero(tree_->size());
    for (Index p = 0; p < tree_->aggregates(); ++p) {
      double sum = variances_[p];
      for (const Part& part : tree_->parts(p)) sum += part.weight * part.weight * variances_[part.node];
      neighbour[p] = std::max(neighbour[p], sum);
      for (const Part& part : tree_->parts(p)) neighbour[part.node] = std::max(neighbour[part.node], sum);
    }
    const double largest = neighbour.maxCoeff();
    for (const Index node : fixed_) {
      if (tree_->is_leaf(node)) continue;
      const double scale = neighbour[node] > 0.0 ? neighbour[node] : largest;
      variances_[node] = kHeldVariance * (scale > 0.0 ? scale : 1.0);
    }
  }

  /// A D A' with rows and columns scaled to a diagonal of 1; lower part.
  [[nodiscard]] Eigen::SparseMatrix<double> scaled_gram() {
    std::vector<std::vector<std::pair<Index, double>>> sums_of(static_cast<std::size_t>(tree_->size()));
    scale_ = Eigen::VectorXd::Zero(tree_->aggregates());
    const auto enter = [&](Index p, Index node, double weight) {
      sums_of[static_cast<std::size_t>(node)].emplace_back(p, weight);
      scale_[p] += weight * weight * variances_[node];
    };
    for (Index p = 0; p < tree_->aggregates(); ++p) {
      enter(p, p, 1.0);
      for (const Part& part : tree_->parts(p)) enter(p, part.node, -part.weight);
    }
    scale_ = scale_.cwiseSqrt().cwiseInverse();
    std::vector<Eigen::Triplet<double>> entries;
    for (Index node = 0; node < tree_->size(); ++node) {
      const auto& sums = sums_of[static_cast<std::size_t>(node)];
      for (const auto& [p, a] : sums) {
        for (const auto& [q, b] : sums) {
          if (q <= p) entries.emplace_back(p, q, a * b * variances_[node] * scale_[p] * scale_[q]);
        }
      }
    }
    Eigen::SparseMatrix<double> gram(tree_->aggregates(), tree_->aggregates());
    gram.setFromTriplets(entries.begin(), entries.end());
    return gram;
  }

  void factor() {
    hold_variances();
    solver_ = std::make_unique<Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>>>(scaled_gram());
    if (solver_->info() != Eigen::Success || !(solver_->vectorD().minCoeff() > 0.0)) {
      throw ModelError("E-REC-006", "fixed", "the held nodes and the sums leave nothing to solve for",
                       "hold fewer nodes");
    }
    const Block& u = covariance_->factor;
    if (u.cols() == 0) return;
    Block conditional = Block::Identity(u.cols(), u.cols());
    if (!fixed_.empty()) {
      Block held = rows_of(u, fixed_);
      for (std::size_t k = 0; k < fixed_.size(); ++k) {
        held.row(static_cast<Index>(k)) /= std::sqrt(covariance_->diagonal[fixed_[k]]);
      }
      conditional += detail::transposed_product(held, held);
    }
    conditional_.compute(conditional);
    std::vector<char> is_held(static_cast<std::size_t>(tree_->size()), 0);
    for (const Index node : fixed_) is_held[static_cast<std::size_t>(node)] = 1;
    low_rank_ = Block::Zero(tree_->aggregates(), u.cols());
    for (Index p = 0; p < tree_->aggregates(); ++p) {
      if (is_held[static_cast<std::size_t>(p)] == 0) low_rank_.row(p) = u.row(p);
      for (const Part& part : tree_->parts(p)) {
        if (is_held[static_cast<std::size_t>(part.node)] == 0)
          low_rank_.row(p) -= part.weight * u.row(part.node);
      }
    }
    solved_ = low_rank_;
    solve(solved_);
    woodbury_.compute(conditional + detail::transposed_product(low_rank_, solved_));
  }

  /// Conditions of held nodes stand beside the sums: H = [A; E_F], V = H U, ỹ = ŷ − U V' (V V')⁻¹ (H ŷ − held).
  void factor_sample() {
    const Block& u = covariance_->factor;
    const Index sums = tree_->aggregates();
    low_rank_.resize(sums + static_cast<Index>(fixed_.size()), u.cols());
    low_rank_.topRows(sums) = tree_->gaps(u);
    // Each condition in units of its own terms' errors, so that the rank does not depend on the sizes of the nodes.
    scale_ = Eigen::VectorXd::Ones(low_rank_.rows());
    for (Index p = 0; p < low_rank_.rows(); ++p) {
      const Index node = p < sums ? p : fixed_[static_cast<std::size_t>(p - sums)];
      double size = u.row(node).norm();
      if (p < sums) {
        for (const Part& part : tree_->parts(p)) size += std::abs(part.weight) * u.row(part.node).norm();
      } else {
        low_rank_.row(p) = u.row(node);
      }
      if (size > 0.0) low_rank_.row(p) /= size;
      if (size > 0.0) scale_[p] = 1.0 / size;
    }
    const Block gram = detail::outer_gram(low_rank_);
    const Index rank = detail::semidefinite_rank(gram, kRankTolerance);
    if (rank < low_rank_.rows()) {
      throw ModelError("E-REC-005", "residuals",
                       "the sample covariance of the errors has rank " + std::to_string(rank) + " for " +
                           std::to_string(low_rank_.rows()) + " sums and held nodes, from " +
                           std::to_string(u.cols()) + " periods",
                       "use mint_shrink, or t where the history is short");
    }
    woodbury_.compute(gram);
  }

  /// x ← (A D A')⁻¹ x, by rows, so that all columns move together.
  void solve(Block& x) const {
    const auto& permutation = solver_->permutationP();
    const auto& l = solver_->matrixL().nestedExpression();
    const Eigen::VectorXd& d = solver_->vectorD();
    x.array().colwise() *= scale_.array();
    if (permutation.size() > 0) x = (permutation * x).eval();
    for (Index j = 0; j < l.cols(); ++j) {
      for (Eigen::SparseMatrix<double>::InnerIterator it(l, j); it; ++it) {
        if (it.row() > j) x.row(it.row()) -= it.value() * x.row(j);
      }
    }
    x.array().colwise() /= d.array();
    for (Index j = l.cols() - 1; j >= 0; --j) {
      for (Eigen::SparseMatrix<double>::InnerIterator it(l, j); it; ++it) {
        if (it.row() > j) x.row(j) -= it.value() * x.row(it.row());
      }
    }
    if (permutation.size() > 0) x = (permutation.transpose() * x).eval();
    x.array().colwise() *= scale_.array();
  }

  /// Held leaves back to their value, then the sums.
  void add_up(Eigen::Ref<Block>& block, const Block& held) const {
    for (std::size_t k = 0; k < fixed_.size(); ++k) {
      if (tree_->is_leaf(fixed_[k])) block.row(fixed_[k]) = held.row(static_cast<Index>(k));
    }
    tree_->aggregate(block);
  }

  /// One projection: leaves corrected, aggregates summed.
  Block pass(Eigen::Ref<Block>& block, const Block& held) const {
    const Index first = tree_->aggregates();
    const Index count = tree_->leaves();
    if (covariance_->is_sample()) {
      Block gap = Block::Zero(low_rank_.rows(), block.cols());
      gap.topRows(first) = tree_->gaps(block);
      for (std::size_t k = 0; k < fixed_.size(); ++k) {
        gap.row(first + static_cast<Index>(k)) = block.row(fixed_[k]) - held.row(static_cast<Index>(k));
      }
      gap.array().colwise() *= scale_.array();
      const Block x = woodbury_.solve(gap);
      block.bottomRows(count) -=
          detail::product(covariance_->factor.bottomRows(count), detail::transposed_product(low_rank_, x));
      add_up(block, held);
      return scale_.head(first).asDiagonal() * x.topRows(first);
    }
    Block x = tree_->gaps(block);
    solve(x);
    if (low_rank_.cols() > 0) {
      const Block step = woodbury_.solve(detail::transposed_product(low_rank_, x));
      x -= detail::product(solved_, step);
      block.bottomRows(count) -= detail::product(covariance_->factor.bottomRows(count), step);
    }
    for (Index p = 0; p < first; ++p) {
      for (const Part& part : tree_->parts(p)) {
        if (part.node >= first) block.row(part.node) += part.weight * variances_[part.node] * x.row(p);
      }
    }
    add_up(block, held);
    return x;
  }

  /// Sum of the magnitudes of a held aggregate's leaves: what its rounding is relative to, since parts may cancel.
  Block held_sizes(const Eigen::Ref<const Block>& block) const {
    Block out = Block::Zero(static_cast<Index>(fixed_.size()), block.cols());
    for (std::size_t k = 0; k < fixed_.size(); ++k) {
      for (AggregationTree::SparseRows::InnerIterator it(tree_->summing(), fixed_[k]); it; ++it) {
        out.row(static_cast<Index>(k)) += (it.value() * block.row(tree_->aggregates() + it.col())).cwiseAbs();
      }
      out.row(static_cast<Index>(k)) += block.row(fixed_[k]).cwiseAbs();
    }
    return out;
  }

  /// Relative to the sizes before and after.
  Deviation largest_deviation(const Eigen::Ref<const Block>& block, const Block& held,
                              const Block& before) const {
    Deviation out;
    const Block after = held_sizes(block);
    for (std::size_t k = 0; k < fixed_.size(); ++k) {
      const Index node = fixed_[k];
      if (tree_->is_leaf(node)) continue;
      for (Index c = 0; c < block.cols(); ++c) {
        const double size = before(static_cast<Index>(k), c) + after(static_cast<Index>(k), c);
        const double gap = std::abs(block(node, c) - held(static_cast<Index>(k), c));
        if (gap > out.gap * size) out = {gap / size, k, c};
      }
    }
    return out;
  }

  void check_held(const Eigen::Ref<const Block>& block, const Block& held, const Block& before) const {
    const Deviation worst = largest_deviation(block, held, before);
    if (worst.gap <= kHeldContradiction) return;
    const Index node = fixed_[worst.which];
    throw ModelError(
        "E-REC-006", "fixed",
        "the value held, " + std::to_string(held(static_cast<Index>(worst.which), worst.column)) +
            ", contradicts the other held nodes, which make it " + std::to_string(block(node, worst.column)),
        "hold fewer nodes, or values that add up", tree_->name(node));
  }
  static constexpr double kHeldContradiction = 1e-10;
  static constexpr double kSpill = 1e-3;

  const AggregationTree* tree_;
  const ErrorCovariance* covariance_;
  std::vector<Index> fixed_;
  Eigen::VectorXd variances_;
  Eigen::VectorXd scale_;
  std::unique_ptr<Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>>> solver_;
  Block low_rank_;                     // V
  Block solved_;                       // Z
  detail::DenseCholesky conditional_;  // P
  detail::DenseCholesky woodbury_;     // P + V'Z; for the sample covariance V V'
};

/// Throws InputError E-REC-007 that names every node with a value that is not finite.
inline void check_finite(const AggregationTree& tree, const Eigen::Ref<const data::DrawMatrix>& values) {
  if (values.rows() != tree.size()) {
    throw InputError("E-REC-001", "forecasts",
                     std::to_string(values.rows()) + " row(s) for " + std::to_string(tree.size()) + " nodes",
                     "give one row a node, in the order of the tree");
  }
  if (values.allFinite()) return;
  Problems problems;
  for (Index i = 0; i < values.rows(); ++i) {
    problems.add_if(!values.row(i).allFinite(),
                    {"E-REC-007", "forecasts", "a forecast is missing or infinite",
                     "forecast every node of the tree", tree.name(i), ""});
  }
  problems.throw_if_any();
}

/// Applies work(block, first column) to blocks of kBlock columns of `values` (nodes × columns, in place) on `threads`
/// threads. Same bits for any number of threads.
template <typename Work>
void for_each_block(Eigen::Ref<data::DrawMatrix> values, int threads, const Work& work) {
  const Index blocks = (values.cols() + kBlock - 1) / kBlock;
  forecast::parallel_for(blocks, threads, [&](Index b) {
    const Index first = b * kBlock;
    const Index width = std::min(kBlock, values.cols() - first);
    data::DrawMatrix block = values.middleCols(first, width);
    work(block, first);
    values.middleCols(first, width) = block;
  });
}

}  // namespace dubao::hierarchy
