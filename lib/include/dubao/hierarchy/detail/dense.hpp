// SPDX-License-Identifier: Apache-2.0
//
// The three dense products that reconciliation needs, in one storage order: each is compiled once, not once an expression.
#pragma once

#include <dubao/data/draws.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <vector>

namespace dubao::hierarchy::detail {

using Dense = data::DrawMatrix;
using DenseRef = Eigen::Ref<const Dense>;
using DenseCholesky = Eigen::LLT<Dense>;

[[nodiscard]] inline Dense product(const DenseRef& a, const DenseRef& b) { return a * b; }
/// a' b
[[nodiscard]] inline Dense transposed_product(const DenseRef& a, const DenseRef& b) {
  return a.transpose() * b;
}
/// a a'
[[nodiscard]] inline Dense outer_gram(const DenseRef& a) { return a * a.transpose(); }

/// Rank of a symmetric positive semidefinite matrix with a diagonal of about 1, by Cholesky with diagonal pivots; a pivot
/// below `tolerance` counts as 0. O(n² · rank).
[[nodiscard]] inline Index semidefinite_rank(Dense a, double tolerance) {
  const Index n = a.rows();
  for (Index k = 0; k < n; ++k) {
    Index pivot = k;
    for (Index i = k + 1; i < n; ++i) {
      if (a(i, i) > a(pivot, pivot)) pivot = i;
    }
    if (!(a(pivot, pivot) > tolerance)) return k;
    if (pivot != k) {
      a.row(k).swap(a.row(pivot));
      a.col(k).swap(a.col(pivot));
    }
    for (Index i = k + 1; i < n; ++i) {
      const double ratio = a(i, k) / a(k, k);
      for (Index j = k + 1; j < n; ++j) a(i, j) -= ratio * a(k, j);
    }
  }
  return n;
}

}  // namespace dubao::hierarchy::detail
