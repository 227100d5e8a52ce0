// SPDX-License-Identifier: Apache-2.0
//
// What one interior-point iteration carries: pieces (targets and wishes) on long arrays, rows (limits of the law) sparse.
#pragma once

#include <dubao/data/series.hpp>

#include <Eigen/Core>
#include <utility>
#include <vector>

namespace dubao::labour::intake::detail {

/// Σ_d [ plus·max(0, b_d − a_dᵀx) + minus·max(0, a_dᵀx − b_d) ]: a target over its draws, or a wish (one "draw").
struct Piece {
  std::vector<Index> unknowns;
  Eigen::ArrayXXd a;  ///< draws × unknowns
  Eigen::ArrayXd b;   ///< draws
  double plus = 0.0;
  double minus = 0.0;
  bool target = false;
  Index from = 0;  ///< its place in the long arrays
};

/// Σ terms ≤ bound.
struct Row {
  std::vector<std::pair<Index, double>> terms;
  double bound = 0.0;
};

/// The linear programme in scaled unknowns: pieces + rows; x free (its bounds are rows).
struct Programme {
  Index unknowns = 0;
  Index draws = 0;  ///< length of the long arrays
  std::vector<Piece> pieces;
  std::vector<Row> rows;

  [[nodiscard]] Index row_count() const { return static_cast<Index>(rows.size()); }

  /// b − A x on the long arrays; out keeps its memory.
  void missing(const Eigen::ArrayXd& x, Eigen::ArrayXd& out) const {
    out.resize(draws);
    for (const Piece& piece : pieces) {
      auto part = out.segment(piece.from, piece.b.size());
      part = piece.b;
      for (std::size_t j = 0; j < piece.unknowns.size(); ++j) {
        part -= piece.a.col(static_cast<Index>(j)) * x(piece.unknowns[j]);
      }
    }
  }
  /// A x on the long arrays; out keeps its memory.
  void apply(const Eigen::ArrayXd& x, Eigen::ArrayXd& out) const {
    out.resize(draws);
    for (const Piece& piece : pieces) {
      auto part = out.segment(piece.from, piece.b.size());
      part.setZero();
      for (std::size_t j = 0; j < piece.unknowns.size(); ++j) {
        part += piece.a.col(static_cast<Index>(j)) * x(piece.unknowns[j]);
      }
    }
  }
  /// Aᵀ y for an array or an expression of the long arrays' length.
  template <class Expression>
  [[nodiscard]] Eigen::ArrayXd transposed(const Expression& y) const {
    Eigen::ArrayXd out = Eigen::ArrayXd::Zero(unknowns);
    for (const Piece& piece : pieces) {
      const auto part = y.segment(piece.from, piece.b.size());
      for (std::size_t j = 0; j < piece.unknowns.size(); ++j) {
        out(piece.unknowns[j]) += (piece.a.col(static_cast<Index>(j)) * part).sum();
      }
    }
    return out;
  }
  /// G x.
  [[nodiscard]] Eigen::ArrayXd rows_apply(const Eigen::ArrayXd& x) const {
    Eigen::ArrayXd out = Eigen::ArrayXd::Zero(row_count());
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (const auto& [i, g] : rows[r].terms) out(static_cast<Index>(r)) += g * x(i);
    }
    return out;
  }
  /// Gᵀ λ.
  [[nodiscard]] Eigen::ArrayXd rows_transposed(const Eigen::ArrayXd& lambda) const {
    Eigen::ArrayXd out = Eigen::ArrayXd::Zero(unknowns);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (const auto& [i, g] : rows[r].terms) out(i) += g * lambda(static_cast<Index>(r));
    }
    return out;
  }
  [[nodiscard]] Eigen::ArrayXd row_bounds() const {
    Eigen::ArrayXd out(row_count());
    for (std::size_t r = 0; r < rows.size(); ++r) out(static_cast<Index>(r)) = rows[r].bound;
    return out;
  }
  /// Aᵀ diag(θ) A + Gᵀ diag(ω) G, both triangles.
  [[nodiscard]] Eigen::MatrixXd normal_matrix(const Eigen::ArrayXd& theta,
                                              const Eigen::ArrayXd& omega) const {
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(unknowns, unknowns);
    Eigen::ArrayXd weighted;
    for (const Piece& piece : pieces) {
      const auto part = theta.segment(piece.from, piece.b.size());
      for (std::size_t j = 0; j < piece.unknowns.size(); ++j) {
        weighted = piece.a.col(static_cast<Index>(j)) * part;
        for (std::size_t k = 0; k <= j; ++k) {
          const double sum = (weighted * piece.a.col(static_cast<Index>(k))).sum();
          out(piece.unknowns[j], piece.unknowns[k]) += sum;
          if (k != j) out(piece.unknowns[k], piece.unknowns[j]) += sum;
        }
      }
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const double weight = omega(static_cast<Index>(r));
      for (const auto& [i, g] : rows[r].terms) {
        for (const auto& [k, other] : rows[r].terms) out(i, k) += weight * g * other;
      }
    }
    return out;
  }
};

/// Point of the iteration; u − v = b − A x and z = h − G x once feasible; p = y + minus, q = plus − y.
struct Point {
  Eigen::ArrayXd x, u, v, y, p, q, z, lambda;

  [[nodiscard]] double complementarity() const { return (u * q).sum() + (v * p).sum() + (z * lambda).sum(); }
};

/// A step of all parts of a point.
struct Direction {
  Eigen::ArrayXd x, u, v, y, z, lambda;
};

/// Long arrays that every iteration needs again: allocated once.
struct Workspace {
  Eigen::ArrayXd missing, theta, r_u, r_v, rho, along;
  Direction affine, step;
};

/// Longest step (at most 1) that keeps a + step·sign·change ≥ 0.
[[nodiscard]] inline double longest_step(const Eigen::ArrayXd& a, const Eigen::ArrayXd& change,
                                         double sign = 1.0) {
  double out = 1.0;
  for (Index i = 0; i < a.size(); ++i) {
    const double by = sign * change(i);
    if (a(i) + out * by < 0.0) out = -a(i) / by;
  }
  return out;
}

}  // namespace dubao::labour::intake::detail
