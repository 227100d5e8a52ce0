// SPDX-License-Identifier: Apache-2.0
//
// SeparableProjection: OLS and WLS structural on a full grid, one dimension after the other.
//
// When      Every combination of every dimension's nodes exists (province × occupation × industry without gaps): the sums
//           then overlap everywhere and the factor of A D A' fills up. Used by Reconciler from kSeparableSums sums on.
// When not  Combinations are missing, nodes are held or kept non-negative, or W comes from residuals: projection.hpp.
// Formula   S = S₁ ⊗ … ⊗ S_k and W = W₁ ⊗ … ⊗ W_k (the identity, or numbers of leaves, which multiply), so
//           S (S'W⁻¹S)⁻¹ S'W⁻¹ = P₁ ⊗ … ⊗ P_k: the projection of each dimension's own tree along that dimension.
//           Nodes × dimensions operations a column.
// Example   34 provinces × 43 occupations × 88 industries: 137,060 nodes with 8,404 overlapping sums, by trees of 35, 44 and 89
// Source    Kronecker products of projections, Van Loan (2000); hierarchies as products: own.
#pragma once

#include <dubao/hierarchy/reconciliation/projection.hpp>

#include <algorithm>
#include <memory>
#include <vector>

namespace dubao::hierarchy {

/// Sums from which a full grid is worked dimension by dimension.
inline constexpr Index kSeparableSums = 256;

class SeparableProjection {
 public:
  using Block = data::DrawMatrix;

  /// tree: with a grid, which must outlive this; structural: weights by leaves instead of equal ones.
  SeparableProjection(const AggregationTree& tree, bool structural) : tree_(&tree) {
    for (const AggregationTree& dimension : tree.grid()) {
      covariances_.push_back(std::make_unique<ErrorCovariance>(structural ? structural_covariance(dimension)
                                                                          : identity_covariance(dimension)));
      projections_.push_back(std::make_unique<CoherentProjection>(dimension, *covariances_.back()));
    }
  }

  /// Reconciles a block, nodes × columns, in place.
  void apply(Eigen::Ref<Block> block) const {
    for (Index first = 0; first < block.cols(); first += kColumns) {
      apply_columns(block.middleCols(first, std::min(kColumns, block.cols() - first)));
    }
    tree_->aggregate(block);
  }

 private:
  void apply_columns(Eigen::Ref<Block> block) const {
    const Index width = block.cols();
    Block grid(tree_->size(), width);
    for (Index node = 0; node < tree_->size(); ++node) grid.row(tree_->grid_place(node)) = block.row(node);
    Index inner = tree_->size() * width;
    Index outer = 1;
    for (const auto& projection : projections_) {
      const Index nodes = projection->tree().size();
      inner /= nodes;
      for (Index o = 0; o < outer; ++o) {
        Eigen::Map<Block> slab(grid.data() + o * nodes * inner, nodes, inner);
        for (Index first = 0; first < inner; first += kStrip) {
          projection->apply(slab.middleCols(first, std::min(kStrip, inner - first)));
        }
      }
      outer *= nodes;
    }
    for (Index node = tree_->aggregates(); node < tree_->size(); ++node) {
      block.row(node) = grid.row(tree_->grid_place(node));
    }
  }

  // Widths that keep what is worked on in the cache.
  static constexpr Index kColumns = 16;
  static constexpr Index kStrip = 512;

  const AggregationTree* tree_;
  std::vector<std::unique_ptr<ErrorCovariance>> covariances_;
  std::vector<std::unique_ptr<CoherentProjection>> projections_;
};

}  // namespace dubao::hierarchy
