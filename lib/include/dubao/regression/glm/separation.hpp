// SPDX-License-Identifier: Apache-2.0
//
// Separation: rows that a direction of the coefficients fits perfectly, so that some coefficient has no finite estimate.
//
// What      A row whose response lies at the edge of its range (a share of 1 or 0, a count of 0) wants its linear predictor at
//           ±∞. Is there a direction d with x'd ≥ 0 for every row that wants up, ≤ 0 for every row that wants down, = 0 for
//           every other row, and not 0 for all? Along it the likelihood never falls: the maximum is at infinity. Complete:
//           every row is moved. Quasi-complete: some rows stay, and what they tell about the other coefficients is finite.
// Method    Rows signed, z'd ≥ 0. Let λ ≥ 0 minimise ‖r‖, r = Z'(1 + λ) (non-negative least squares). If r = 0 the rows balance
//           and no direction exists (Stiemke's lemma). If r ≠ 0, r itself is one: the optimality conditions say Zr ≥ 0, and
//           1'Zr = ‖r‖² > 0. Rows with z'r > 0 are set aside and the others looked at again until nothing is found. No linear
//           programme, no threshold on fitted values.
// Example   x = 1, 2, 3, 4, y = 0, 0, 1, 1 with intercept: complete (any cut between 2 and 3);  y = 0, 1, 0, 1: none
// Source    Albert and Anderson (1984); Correia, Guimarães and Zylkin (2019, counts); Lawson and Hanson (1974), chapter 23.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/regression/glm/irls.hpp>
#include <dubao/regression/orthogonal.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace dubao::regression {

/// Cosine between a row and a direction below which the row counts as not moved.
inline constexpr double kMovedCosine = 1e-7;
/// Share of the largest entry of a direction (columns scaled to length one) below which a column takes no part.
inline constexpr double kTakesPart = 1e-6;

/// Where the likelihood pulls the linear predictor of a row.
enum class Pull : std::int8_t { kDown = -1, kStays = 0, kUp = 1 };

struct Separation {
  Eigen::VectorXd direction;  ///< one a column of x; empty: none
  std::vector<Index> rows;    ///< rows that the direction moves, ascending
  bool complete = false;      ///< every row moves
  [[nodiscard]] bool found() const noexcept { return direction.size() > 0; }
};

namespace detail {

/// r = Z'(1 + λ) of smallest length over λ ≥ 0. \param z rows × p. Lawson and Hanson's active sets; cost: rows × p a change.
[[nodiscard]] inline Eigen::VectorXd balance(const Eigen::MatrixXd& z) {
  constexpr double kNoGain = 1e-12;
  const Index m = z.rows();
  const Eigen::VectorXd target = -z.colwise().sum().transpose();
  std::vector<Index> active;  // columns of Z' with λ > 0
  Eigen::VectorXd lambda;
  std::vector<bool> barred(static_cast<std::size_t>(m), false);
  Eigen::VectorXd r = -target;
  const double size = std::max(1.0, target.norm());
  for (Index change = 0; change < 20 * (z.cols() + 2); ++change) {
    if (r.norm() <= kNoGain * size) return Eigen::VectorXd::Zero(z.cols());
    const Eigen::VectorXd slope = z * r;
    Index best = -1;
    for (Index i = 0; i < m; ++i) {
      if (!barred[static_cast<std::size_t>(i)] && slope[i] < -kMovedCosine * 1e-3 * r.norm() &&
          (best < 0 || slope[i] < slope[best]))
        best = i;
    }
    if (best < 0) return r;
    active.push_back(best);
    lambda.conservativeResize(lambda.size() + 1);
    lambda[lambda.size() - 1] = 0.0;
    for (;;) {
      Eigen::MatrixXd columns(z.cols(), static_cast<Index>(active.size()));
      for (std::size_t k = 0; k < active.size(); ++k)
        columns.col(static_cast<Index>(k)) = z.row(active[k]).transpose();
      const OrthogonalFactor factor(columns, kRankTolerance, Precision::kDouble);
      if (factor.rank() < columns.cols()) {
        // The row just taken says nothing new.
        barred[static_cast<std::size_t>(active.back())] = true;
        active.pop_back();
        lambda.conservativeResize(lambda.size() - 1);
        break;
      }
      const Eigen::VectorXd solved = factor.solve(target);
      double reach = 1.0;
      for (Index k = 0; k < solved.size(); ++k) {
        if (solved[k] <= 0.0) reach = std::min(reach, lambda[k] / (lambda[k] - solved[k]));
      }
      if (solved.minCoeff() > 0.0) {
        lambda = solved;
        r = columns * lambda - target;
        std::fill(barred.begin(), barred.end(), false);
        break;
      }
      lambda += reach * (solved - lambda);
      for (std::size_t k = active.size(); k-- > 0;) {
        const auto at = static_cast<Index>(k);
        if (solved[at] <= 0.0 && lambda[at] <= kNoGain * std::max(1.0, lambda.maxCoeff())) {
          active.erase(active.begin() + static_cast<std::ptrdiff_t>(k));
          const Index tail = lambda.size() - at - 1;
          lambda.segment(at, tail) = lambda.tail(tail).eval();
          lambda.conservativeResize(lambda.size() - 1);
        }
      }
      if (active.empty()) break;
    }
  }
  return r;
}

}  // namespace detail

/// Direction along which the likelihood never falls, if there is one.
/// \param x     rows × columns, linearly independent columns
/// \param pulls one a row; a row of weight 0 is left out by the caller
/// Returns an empty direction where the estimate is finite. Cost: a few times rows × p².
[[nodiscard]] inline Separation find_separation(const Eigen::MatrixXd& x, const std::vector<Pull>& pulls) {
  const Index n = x.rows();
  const Index p = x.cols();
  // Coordinates in which the columns are orthonormal: a = R d.
  Eigen::MatrixXd triangle = Eigen::MatrixXd::Zero(p, p);
  Eigen::MatrixXd staying = Eigen::MatrixXd::Zero(p, p);
  for (Index first = 0; first < n; first += kBlockRows) {
    const Index count = std::min(kBlockRows, n - first);
    Eigen::MatrixXd work = x.middleRows(first, count);
    detail::append_rows(triangle, work);
    work = x.middleRows(first, count);
    for (Index i = 0; i < count; ++i) {
      if (pulls[static_cast<std::size_t>(first + i)] != Pull::kStays) work.row(i).setZero();
    }
    detail::append_rows(staying, work);
  }
  std::vector<Index> open;
  for (Index i = 0; i < n; ++i) {
    if (pulls[static_cast<std::size_t>(i)] != Pull::kStays) open.push_back(i);
  }
  // Signed rows of length one; rows that must stay, as their triangle with both signs.
  const auto moving = static_cast<Index>(open.size());
  Eigen::MatrixXd z(moving + 2 * p, p);
  for (Index i = 0; i < moving; ++i) {
    const Index row = open[static_cast<std::size_t>(i)];
    z.row(i) = static_cast<double>(pulls[static_cast<std::size_t>(row)]) * x.row(row);
  }
  z.middleRows(moving, p) = staying;
  for (Index i = 0; i < moving + p; ++i) {
    Eigen::VectorXd row = triangle.transpose().triangularView<Eigen::Lower>().solve(z.row(i).transpose());
    const double length = row.norm();
    if (length > 0.0) row /= length;
    z.row(i) = row.transpose();
  }
  z.bottomRows(p) = -z.middleRows(moving, p);

  Separation out;
  Eigen::VectorXd total = Eigen::VectorXd::Zero(p);
  std::vector<bool> moved(static_cast<std::size_t>(moving), false);
  Index left = moving;
  for (;;) {
    Eigen::MatrixXd rest(left + 2 * p, p);
    Index at = 0;
    for (Index i = 0; i < moving; ++i) {
      if (!moved[static_cast<std::size_t>(i)]) rest.row(at++) = z.row(i);
    }
    rest.bottomRows(2 * p) = z.bottomRows(2 * p);
    Eigen::VectorXd found = left > 0 ? detail::balance(rest) : Eigen::VectorXd::Zero(p);
    if (!(found.norm() > 0.0)) break;
    found.normalize();
    const Eigen::VectorXd cosine = rest * found;
    // The direction is believed only when every row agrees.
    if (cosine.minCoeff() < -kMovedCosine || cosine.head(left).maxCoeff() <= kMovedCosine) break;
    // Far enough along the directions found before, rows moved by them are not moved back.
    double length = 1.0;
    for (Index i = 0; i < moving; ++i) {
      if (!moved[static_cast<std::size_t>(i)]) continue;
      length = std::max(length, 2.0 * std::max(0.0, -z.row(i).dot(found)) / z.row(i).dot(total));
    }
    total = length * total + found;
    left = 0;
    for (Index i = 0; i < moving; ++i) {
      if (z.row(i).dot(found) > kMovedCosine) moved[static_cast<std::size_t>(i)] = true;
      if (!moved[static_cast<std::size_t>(i)]) ++left;
    }
  }
  if (!(total.norm() > 0.0)) return out;
  out.direction = triangle.triangularView<Eigen::Upper>().solve(total);
  for (Index j = 0; j < p; ++j) out.direction[j] *= x.col(j).norm();
  const double largest = out.direction.cwiseAbs().maxCoeff();
  for (Index j = 0; j < p; ++j) {
    out.direction[j] = std::abs(out.direction[j]) > kTakesPart * largest
                           ? out.direction[j] / (largest * x.col(j).norm())
                           : 0.0;
  }
  for (Index i = 0; i < moving; ++i) {
    if (moved[static_cast<std::size_t>(i)]) out.rows.push_back(open[static_cast<std::size_t>(i)]);
  }
  out.complete = static_cast<Index>(out.rows.size()) == n;
  return out;
}

/// The columns that separate: those of the direction, without any that the others can do without where the separation is
/// complete. \param intercept whether column 0 is one (named only when it stands alone). Cost: columns × find_separation.
[[nodiscard]] inline std::vector<Index> separating_columns(const Eigen::MatrixXd& x,
                                                           const std::vector<Pull>& pulls,
                                                           const Separation& separation, bool intercept) {
  std::vector<Index> columns;
  for (Index j = 0; j < x.cols(); ++j) {
    if (separation.direction[j] != 0.0 || (intercept && j == 0)) columns.push_back(j);
  }
  if (separation.complete) {
    for (std::size_t k = columns.size(); k-- > (intercept ? 1U : 0U);) {
      std::vector<Index> fewer = columns;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(k));
      if (fewer.empty()) continue;
      Eigen::MatrixXd some(x.rows(), static_cast<Index>(fewer.size()));
      for (std::size_t j = 0; j < fewer.size(); ++j) some.col(static_cast<Index>(j)) = x.col(fewer[j]);
      if (find_separation(some, pulls).complete) columns = fewer;
    }
  }
  if (intercept && columns.size() > 1) columns.erase(columns.begin());
  return columns;
}

}  // namespace dubao::regression
