// SPDX-License-Identifier: Apache-2.0
//
// What a generalised linear model refuses: responses outside the family's range, offsets and clusters of wrong size.
//
// Ids       E-GLM-001 negative count; 002 share outside [0, 1]; 003 gamma response not above 0; 004 count or number of successes
//           not whole; 005 offset of wrong number or not finite; 006 nothing varies at the edge (all counts 0, all shares 0 or
//           all 1): every coefficient would be infinite; 009 clusters of wrong number, or only one.
// Example   y = (3, −1) for Poisson: E-GLM-001 at row 2
#pragma once

#include <dubao/regression/design.hpp>
#include <dubao/regression/glm/family.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace dubao::regression {

/// Distance from a whole number that is rounding of successes / trials.
inline constexpr double kWhole = 1e-7;

/// Whether every value of positive weight is a whole number.
[[nodiscard]] inline bool is_whole(const Eigen::VectorXd& y, const Eigen::VectorXd& weights) {
  for (Index i = 0; i < y.size(); ++i) {
    if (weights[i] > 0.0 && std::abs(y[i] - std::round(y[i])) > kWhole * std::max(1.0, std::abs(y[i])))
      return false;
  }
  return true;
}

namespace detail {

inline void check_response(Family family, bool quasi, const Eigen::VectorXd& y,
                           const Eigen::VectorXd& weights, Problems& problems) {
  Cells cells(problems, "y");
  const bool counts = family == Family::kPoisson || family == Family::kNegativeBinomial;
  double sum = 0.0;
  double room = 0.0;
  bool usable = true;
  for (Index i = 0; i < y.size(); ++i) {
    if (!(weights[i] > 0.0) || !std::isfinite(y[i])) continue;
    const std::string value = std::to_string(y[i]);
    if (counts && y[i] < 0.0) {
      cells.add("E-GLM-001", i, "", "the count " + value + " is negative", "give counts of at least 0");
      usable = false;
    } else if (family == Family::kBinomial && !(y[i] >= 0.0 && y[i] <= 1.0)) {
      cells.add("E-GLM-002", i, "", "the share " + value + " is outside [0, 1]",
                "give shares between 0 and 1, or successes with their trials");
      usable = false;
    } else if (family == Family::kGamma && !(y[i] > 0.0)) {
      cells.add("E-GLM-003", i, "", "the value " + value + " is not above 0",
                "give positive values, or another family");
      usable = false;
    } else if (family == Family::kNegativeBinomial &&
               std::abs(y[i] - std::round(y[i])) > kWhole * std::max(1.0, y[i])) {
      cells.add("E-GLM-004", i, "", "the count " + value + " is not a whole number",
                "give whole counts; amounts go to Poisson with robust errors, or to Gamma");
    } else if (family == Family::kBinomial && !quasi) {
      const double successes = weights[i] * y[i];
      if (std::abs(successes - std::round(successes)) > kWhole * std::max(1.0, successes))
        cells.add("E-GLM-004", i, "", "share times weight is no whole number of successes",
                  "give 0 or 1, or successes with their trials; shares without trials go to FractionalLogit");
    }
    sum += weights[i] * y[i];
    room += weights[i] * (1.0 - y[i]);
  }
  cells.finish();
  if (!usable || !problems.empty()) return;
  problems.add_if(
      counts && !(sum > 0.0),
      {"E-GLM-006", "y", "every count is 0: the rate that fits best is 0, its logarithm has no value",
       "give at least one positive count", "", ""});
  problems.add_if(
      family == Family::kBinomial && !(sum > 0.0 && room > 0.0),
      {"E-GLM-006", "y", "every response is the same edge, 0 or 1: no coefficient has a finite estimate",
       "give responses of both kinds", "", ""});
}

}  // namespace detail

/// Looks for everything that is wrong with the input of a generalised linear model beyond collect_regression_problems.
/// \param weights as many as y; \param offset as many as y, or empty; \param clusters as many as y, or empty
/// \param quasi whether shares need not be successes / trials
inline void collect_glm_problems(Family family, bool quasi, const Eigen::VectorXd& y,
                                 const Eigen::VectorXd& weights, const Eigen::VectorXd& offset,
                                 const std::vector<Index>& clusters, bool needs_clusters,
                                 Problems& problems) {
  if (weights.size() == y.size()) detail::check_response(family, quasi, y, weights, problems);
  if (offset.size() > 0) {
    problems.add_if(offset.size() != y.size(), {"E-GLM-005", "offset",
                                                std::to_string(offset.size()) + " offset(s) for " +
                                                    std::to_string(y.size()) + " observation(s)",
                                                "give each observation one offset", "", ""});
    detail::Cells cells(problems, "offset");
    for (Index i = 0; i < offset.size(); ++i) {
      if (!std::isfinite(offset[i]))
        cells.add("E-GLM-005", i, "", "the offset is missing or infinite",
                  "give a finite offset; an exposure must be above 0");
    }
    cells.finish();
  }
  if (needs_clusters) {
    problems.add_if(static_cast<Index>(clusters.size()) != y.size(),
                    {"E-GLM-009", "clusters",
                     std::to_string(clusters.size()) + " cluster label(s) for " + std::to_string(y.size()) +
                         " observation(s)",
                     "give each observation the label of its cluster", "", ""});
    problems.add_if(!clusters.empty() && std::all_of(clusters.begin(), clusters.end(),
                                                     [&](Index c) { return c == clusters.front(); }),
                    {"E-GLM-009", "clusters", "all observations are in one cluster",
                     "give at least two clusters", "", ""});
  }
}

}  // namespace dubao::regression
