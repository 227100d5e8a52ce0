// SPDX-License-Identifier: Apache-2.0
//
// From a planning problem to a linear programme near 1 in every number: fixed intakes taken out, persons and costs scaled, limits
// divided by their largest coefficient; wishes and intakes that no target sees become pieces of the loss.
#pragma once

#include <dubao/labour/intake/detail/interior_point_state.hpp>
#include <dubao/labour/intake/intake_bounds.hpp>
#include <dubao/labour/intake/planning_problem.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace dubao::labour::intake {

/// Cost of one person of an intake that no target sees, in parts of the mean cost per person of the targets.
inline constexpr double kTieCost = 1e-6;
namespace detail {

/// Factor of a wish's cost over what keeping it can be worth to the targets: large enough to keep it wherever possible.
inline constexpr double kWishFactor = 100.0;

/// Scaled programme with what is needed to go back.
struct Scaled {
  Programme programme;
  std::vector<Index> free;          ///< unknowns of the problem that stand in the programme
  std::vector<Index> row_limit;     ///< limit of each row, −1: a bound (0 or an override)
  std::vector<double> row_scale;    ///< row = limit ÷ scale
  std::vector<Index> wish_limit;    ///< limit of each piece, −1: a target
  std::vector<double> piece_scale;  ///< wish pieces: limit ÷ scale
  double persons = 1.0;             ///< x = persons · x'
  double cost = 1.0;                ///< costs = cost · scaled costs
  double draws = 1.0;               ///< N: targets weigh 1/N
};

inline double largest_cost(const PlanningProblem& problem) {
  double out = 0.0;
  for (const LossTarget& one : problem.targets) out = std::max({out, one.shortage_cost, one.surplus_cost});
  return out;
}

/// A typical number of persons: the largest mean of |wanted| over the mean yield, at least 1.
inline double typical_persons(const PlanningProblem& problem) {
  double out = 1.0;
  for (const LossTarget& one : problem.targets) {
    const double yield = one.yields.size() > 0 ? one.yields.mean() : 0.0;
    if (yield > 0.0) out = std::max(out, one.wanted.abs().mean() / yield);
  }
  return out;
}

[[nodiscard]] inline Scaled scaled_programme(const PlanningProblem& problem, const IntakeBounds& bounds) {
  Scaled out;
  const auto n = static_cast<Index>(problem.names.size());
  std::vector<Index> place(problem.names.size(), -1);
  std::vector<bool> seen(problem.names.size(), false);
  double fixed_size = 0.0;
  for (Index i = 0; i < n; ++i) {
    if (bounds.fixed(i)) {
      fixed_size = std::max(fixed_size, std::abs(bounds.least(i)));
      continue;
    }
    place[static_cast<std::size_t>(i)] = static_cast<Index>(out.free.size());
    out.free.push_back(i);
  }
  Programme& programme = out.programme;
  programme.unknowns = static_cast<Index>(out.free.size());
  out.persons = typical_persons(problem);
  out.cost = largest_cost(problem);
  out.draws = static_cast<double>(problem.targets.front().wanted.size());
  double largest_yield = 0.0;
  for (const LossTarget& one : problem.targets) {
    Piece piece;
    piece.b = one.wanted / out.persons;
    std::vector<Index> columns;
    for (std::size_t j = 0; j < one.intakes.size(); ++j) {
      const Index i = one.intakes[j];
      const auto column = one.yields.col(static_cast<Index>(j));
      largest_yield = std::max(largest_yield, column.maxCoeff());
      if (column.maxCoeff() > 0.0) seen[static_cast<std::size_t>(i)] = true;
      if (place[static_cast<std::size_t>(i)] < 0) {
        piece.b -= column * (bounds.least(i) / out.persons);
        continue;
      }
      piece.unknowns.push_back(place[static_cast<std::size_t>(i)]);
      columns.push_back(static_cast<Index>(j));
    }
    piece.a.resize(piece.b.size(), static_cast<Index>(columns.size()));
    for (std::size_t j = 0; j < columns.size(); ++j)
      piece.a.col(static_cast<Index>(j)) = one.yields.col(columns[j]);
    piece.target = true;
    piece.plus = one.shortage_cost / out.cost;
    piece.minus = one.surplus_cost / out.cost;
    out.wish_limit.push_back(-1);
    out.piece_scale.push_back(1.0);
    programme.pieces.push_back(std::move(piece));
  }
  const auto add_row = [&](Row row, Index limit, double scale) {
    programme.rows.push_back(std::move(row));
    out.row_limit.push_back(limit);
    out.row_scale.push_back(scale);
  };
  const double wish = kWishFactor * out.draws * std::max(1.0, largest_yield);
  for (std::size_t l = 0; l < problem.limits.size(); ++l) {
    const LinearLimit& limit = problem.limits[l];
    Row row;
    row.bound = limit.bound;
    double scale = 0.0;
    for (const auto& [i, coefficient] : limit.terms) {
      if (coefficient == 0.0) continue;
      if (place[static_cast<std::size_t>(i)] < 0) {
        row.bound -= coefficient * bounds.least(i);
        continue;
      }
      row.terms.emplace_back(place[static_cast<std::size_t>(i)], coefficient);
      scale = std::max(scale, std::abs(coefficient));
    }
    if (row.terms.empty()) continue;
    row.bound /= scale * out.persons;
    for (auto& term : row.terms) term.second /= scale;
    if (limit.kind == LimitKind::kLaw) {
      add_row(std::move(row), static_cast<Index>(l), scale);
      continue;
    }
    Piece piece;
    piece.b = Eigen::ArrayXd::Constant(1, row.bound);
    piece.a.resize(1, static_cast<Index>(row.terms.size()));
    for (std::size_t j = 0; j < row.terms.size(); ++j) {
      piece.unknowns.push_back(row.terms[j].first);
      piece.a(0, static_cast<Index>(j)) = row.terms[j].second;
    }
    piece.minus = wish;
    out.wish_limit.push_back(static_cast<Index>(l));
    out.piece_scale.push_back(scale);
    programme.pieces.push_back(std::move(piece));
  }
  for (Index k = 0; k < programme.unknowns; ++k) {
    const Index i = out.free[static_cast<std::size_t>(k)];
    // A bound that a limit gave is kept by that limit's row; 0 and overrides need rows of their own.
    if (bounds.least_limit[static_cast<std::size_t>(i)] < 0) {
      add_row({{{k, -1.0}}, -bounds.least(i) / out.persons}, -1, 1.0);
    }
    if (bounds.largest_limit[static_cast<std::size_t>(i)] < 0 && std::isfinite(bounds.largest(i))) {
      add_row({{{k, 1.0}}, bounds.largest(i) / out.persons}, -1, 1.0);
    }
    if (seen[static_cast<std::size_t>(i)]) continue;
    Piece piece;  // kTieCost · max(0, x): draws an intake that no target sees to its least
    piece.unknowns = {k};
    piece.a = Eigen::ArrayXXd::Ones(1, 1);
    piece.b = Eigen::ArrayXd::Zero(1);
    piece.minus = kTieCost * out.draws;
    out.wish_limit.push_back(-2);
    out.piece_scale.push_back(1.0);
    programme.pieces.push_back(std::move(piece));
  }
  for (Piece& piece : programme.pieces) {
    piece.from = programme.draws;
    programme.draws += piece.b.size();
  }
  return out;
}

/// A point inside the bounds to start from: half the typical number, or half way where the bounds are narrower.
[[nodiscard]] inline Eigen::ArrayXd starting_intake(const Scaled& scaled, const IntakeBounds& bounds) {
  Eigen::ArrayXd out(scaled.programme.unknowns);
  for (Index k = 0; k < out.size(); ++k) {
    const Index i = scaled.free[static_cast<std::size_t>(k)];
    const double width = std::min(1.0, (bounds.largest(i) - bounds.least(i)) / scaled.persons);
    out(k) = bounds.least(i) / scaled.persons + 0.5 * width;
  }
  return out;
}

}  // namespace detail

}  // namespace dubao::labour::intake
