// SPDX-License-Identifier: Apache-2.0
//
// Exact disclosure: which unknowns of linear equations are determined by them.
//
// x_j has one value in all solutions of A x = b exactly when every vector of the null space of A has v_j = 0, that is when e_j is in the
// row space. In the reduced row echelon form of A this is a row whose only entry is its pivot j.
#pragma once

#include <dubao/data/series.hpp>

#include <Eigen/Core>
#include <cmath>
#include <vector>

namespace dubao::labour::detail {

/// Entries start as −1, 0 and 1; what elimination leaves below this is rounding.
inline constexpr double kDisclosureZero = 1e-9;

/// The first unknown that the equations determine, −1 when none is. O(rows² · unknowns).
[[nodiscard]] inline Index first_determined(const std::vector<Eigen::RowVectorXd>& rows, Index unknowns) {
  Eigen::MatrixXd a(static_cast<Index>(rows.size()), unknowns);
  for (Index r = 0; r < a.rows(); ++r) a.row(r) = rows[static_cast<std::size_t>(r)];
  Index rank = 0;
  for (Index c = 0; c < unknowns && rank < a.rows(); ++c) {
    Index pivot = 0;
    if (a.col(c).tail(a.rows() - rank).cwiseAbs().maxCoeff(&pivot) < kDisclosureZero) continue;
    pivot += rank;
    if (pivot != rank) a.row(pivot).swap(a.row(rank));
    a.row(rank) /= a(rank, c);
    for (Index r = 0; r < a.rows(); ++r) {
      if (r == rank || a(r, c) == 0.0) continue;
      const double factor = a(r, c);
      a.row(r) -= factor * a.row(rank);
      a(r, c) = 0.0;
    }
    ++rank;
  }
  Index first = -1;
  for (Index r = 0; r < rank; ++r) {
    Index entries = 0;
    Index last = -1;
    for (Index c = 0; c < unknowns; ++c) {
      if (std::abs(a(r, c)) < kDisclosureZero) continue;
      ++entries;
      last = c;
    }
    if (entries == 1 && (first < 0 || last < first)) first = last;
  }
  return first;
}

}  // namespace dubao::labour::detail
