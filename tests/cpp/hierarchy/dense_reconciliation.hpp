// SPDX-License-Identifier: Apache-2.0
//
// The textbook formulas of reconciliation in dense matrices, to compare with. Apart from random_tree.hpp, since they compile slowly.
#pragma once

#include <dubao/hierarchy/reconciliation/error_covariance.hpp>

#include "hierarchy/random_tree.hpp"

namespace random_tree {

inline DrawMatrix dense_covariance(const dubao::hierarchy::ErrorCovariance& w) {
  DrawMatrix out = dubao::hierarchy::detail::outer_gram(w.factor);
  out.diagonal() += w.diagonal;
  return out;
}

inline DrawMatrix dense_constraints(const AggregationTree& tree) {
  DrawMatrix out = DrawMatrix::Zero(tree.aggregates(), tree.size());
  for (Index a = 0; a < tree.aggregates(); ++a) {
    out(a, a) = 1.0;
    for (const auto& part : tree.parts(a)) out(a, part.node) -= part.weight;
  }
  return out;
}

/// ŷ − W H' (H W H')⁻¹ (H ŷ − d): H the sums and the held nodes, d 0 and the held values.
inline DrawMatrix dense_projection(const AggregationTree& tree, const DrawMatrix& w, const DrawMatrix& base,
                                   const std::vector<Index>& fixed) {
  using dubao::hierarchy::detail::product;
  DrawMatrix h = DrawMatrix::Zero(tree.aggregates() + static_cast<Index>(fixed.size()), tree.size());
  h.topRows(tree.aggregates()) = dense_constraints(tree);
  DrawMatrix gap = DrawMatrix::Zero(h.rows(), base.cols());
  gap.topRows(tree.aggregates()) = tree.gaps(base);
  for (std::size_t k = 0; k < fixed.size(); ++k) h(tree.aggregates() + static_cast<Index>(k), fixed[k]) = 1.0;
  const DrawMatrix wh = product(w, h.transpose());
  const dubao::hierarchy::detail::DenseCholesky inner(product(h, wh));
  const DrawMatrix x = inner.solve(gap);
  return base - product(wh, x);
}

}  // namespace random_tree
