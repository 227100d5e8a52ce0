// SPDX-License-Identifier: Apache-2.0
//
// Balance: gap and supply–demand ratio of one group over the whole period, on draws.
//
// What      The gap demand − supply in persons and as a part of employment; the ratio supply ÷ demand with its
//           class probabilities (the Dutch indicator ITA); the projected state from the state at the start and
//           the gap (the Canadian COPS idea).
// Target    Low ratio = few newcomers for many openings = good for graduates, bad for employers.
// When not  Supply and demand count different things: every function refuses, E-BAL-001 (see scope.hpp).
// Formula   F11:  gap = JO − JS;  relative gap = (JO − JS)/E_0
//           F14:  ITA = supply ÷ demand; classes by upper bounds: a path is in the first class whose bound is not
//                 below its ratio. Paths with demand ≤ 0 have no ratio: a class of their own, beyond the last.
//                 Reported: median and quantiles over all paths, taking these as larger than any ratio; where
//                 a quantile falls among them it does not exist. Never the mean of a ratio.
//           state: score = sign of the initial state (shortage +1, balance 0, surplus −1) + sign of the relative
//                  gap (0 within ± tolerance): five steps from strong shortage (+2) to strong surplus (−2).
// Example   supply {80, 120, 50}, demand {100, 100, 0}: ratios {0.8, 1.2, none}; median 1.2; P(≤ 0.85) = 1/3,
//           P(> 1.15) = 1/3, P(no demand) = 1/3.
// Source    ITA and its bounds: ROA, Maastricht (0.85, 1.00, 1.05, 1.15; Dutch, recalibrate elsewhere);
//           two-argument rating: COPS, Canada; tolerance and numeric rule: own.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/rating.hpp>
#include <dubao/labour/scope.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// A flow over the whole period with what it counts.
struct Flow {
  Eigen::ArrayXd persons;  ///< one value a path
  Scope scope;
};

/// Supply and demand in one scope, and their difference; one value a path.
struct Balance {
  Eigen::ArrayXd supply;                 ///< after bridges
  Eigen::ArrayXd demand;                 ///< after bridges
  Eigen::ArrayXd gap;                    ///< demand − supply: positive = shortage
  Eigen::ArrayXd relative_gap;           ///< gap ÷ E_0; empty when no base was given
  double probability_of_shortage = 0.0;  ///< share of the paths with demand > supply
};

/// Computes the balance. base: E_0, one value, one a path, or empty (no relative gap); > 0.
/// Throws InputError E-BAL-001 … E-BAL-004 (scope, see scope_problems), E-BAL-005 when the flows have no or other
/// numbers of paths, a value is not finite or supply is negative, or base is not > 0; all problems at once.
[[nodiscard]] inline Balance balance(const Flow& supply, const Flow& demand, const Eigen::ArrayXd& base = {},
                                     const std::vector<ScopeBridge>& bridges = {}, std::uint64_t seed = 1) {
  Problems problems;
  for (const Problem& problem : scope_problems(supply.scope, demand.scope, bridges)) problems.add(problem);
  const Index n = supply.persons.size();
  problems.add_if(n == 0 || demand.persons.size() != n,
                  {"E-BAL-005", "supply, demand",
                   std::to_string(n) + " and " + std::to_string(demand.persons.size()) + " paths",
                   "give both flows on the same paths", "", ""});
  problems.add_if(!supply.persons.allFinite() || !demand.persons.allFinite() || (supply.persons < 0.0).any(),
                  {"E-BAL-005", "supply, demand", "a value is not finite, or a supply negative",
                   "give persons; supply ≥ 0", "", ""});
  problems.add_if(
      base.size() > 0 && ((base.size() != 1 && base.size() != n) || !base.allFinite() || (base <= 0.0).any()),
      {"E-BAL-005", "base", "not one value > 0, nor one a path", "give employment at the start", "", ""});
  problems.throw_if_any();
  Balance out;
  out.supply = apply_bridges(supply.persons, BalanceSide::kSupply, bridges, seed);
  out.demand = apply_bridges(demand.persons, BalanceSide::kDemand, bridges, seed);
  out.gap = out.demand - out.supply;
  if (base.size() == 1) out.relative_gap = out.gap / base(0);
  if (base.size() > 1) out.relative_gap = out.gap / base;
  out.probability_of_shortage = static_cast<double>((out.gap > 0.0).count()) / static_cast<double>(n);
  return out;
}

/// Upper bounds of the ratio's classes, from good to poor for graduates; the last class is open.
struct RatioClasses {
  std::vector<double> upper_bounds;  ///< ascending, > 0; k bounds make k + 1 classes
  std::vector<std::string> names;    ///< k + 1 names
  std::string source;

  /// The Dutch classes. They describe the Dutch labour market; recalibrate before use elsewhere.
  [[nodiscard]] static RatioClasses netherlands() {
    return {{0.85, 1.00, 1.05, 1.15},
            {"very good", "good", "reasonable", "moderate", "poor"},
            "ROA, De arbeidsmarkt naar opleiding en beroep: classes of the indicator of future labour-market "
            "prospects (ITA)"};
  }
};

/// Whether classes can be used: bounds ascending, finite and > 0, one name more than bounds.
[[nodiscard]] inline bool classes_fit(const RatioClasses& classes) {
  bool valid = !classes.upper_bounds.empty() && classes.names.size() == classes.upper_bounds.size() + 1;
  double previous = 0.0;
  for (const double bound : classes.upper_bounds) {
    valid = valid && bound > previous && std::isfinite(bound);
    previous = bound;
  }
  return valid;
}

/// Class of a value, 0 first: the first whose upper bound is not below it; the last class is open.
[[nodiscard]] inline Index class_of(const RatioClasses& classes, double value) {
  const auto bound = std::lower_bound(classes.upper_bounds.begin(), classes.upper_bounds.end(), value);
  return static_cast<Index>(bound - classes.upper_bounds.begin());
}

/// Rates values that are a number on every path (an index, a bottleneck) by classes with a source.
/// Throws InputError E-BAL-006 for classes that cannot be used or a value that is not finite, E-BAL-007.
[[nodiscard]] inline Rating rate_values(const Eigen::ArrayXd& values, const RatioClasses& classes,
                                        const RatingRule& rule = {}) {
  if (!classes_fit(classes) || !values.allFinite()) {
    throw InputError("E-BAL-006", "classes", "bounds or names cannot be used, or a value is not finite",
                     "give ascending bounds > 0, one name more than bounds, and finite values");
  }
  std::vector<Index> steps;
  for (Index d = 0; d < values.size(); ++d) steps.push_back(class_of(classes, values(d)));
  return rate_classes(steps, static_cast<Index>(classes.names.size()), rule);
}

/// The ratio supply ÷ demand. Probabilities: one a class, then the class "no demand" last; they sum to 1.
struct SupplyDemandRatio {
  std::optional<double> median;  ///< empty when half the paths or more have no demand
  std::optional<double> lower;   ///< end of the central interval of the level asked for
  std::optional<double> upper;
  double level = 0.8;
  std::vector<std::string> class_names;     ///< of RatioClasses, then "no demand"
  std::vector<double> class_probabilities;  ///< same order
  double probability_no_demand = 0.0;
  Rating rating;  ///< steps 0 … k: classes; k + 1: no demand
};

/// Summarises the ratio on draws (see the banner). level in (0, 1): central interval.
/// Throws InputError E-BAL-006 for bounds that are not ascending and positive, names that do not fit, or a level
/// out of range. O(paths · log paths).
[[nodiscard]] inline SupplyDemandRatio supply_demand_ratio(const Balance& flows, const RatioClasses& classes,
                                                           const RatingRule& rule = {}, double level = 0.8) {
  if (!classes_fit(classes) || !(level > 0.0 && level < 1.0)) {
    throw InputError("E-BAL-006", "classes, level", "bounds, names or level cannot be used",
                     "give ascending bounds > 0, one name more than bounds, and a level in (0, 1)");
  }
  const Index n = flows.supply.size();
  const auto no_demand = static_cast<Index>(classes.names.size());
  std::vector<double> ratios;
  std::vector<Index> steps;
  for (Index d = 0; d < n; ++d) {
    if (!(flows.demand(d) > 0.0)) {
      ratios.push_back(std::numeric_limits<double>::infinity());
      steps.push_back(no_demand);
      continue;
    }
    ratios.push_back(flows.supply(d) / flows.demand(d));
    steps.push_back(class_of(classes, ratios.back()));
  }
  std::sort(ratios.begin(), ratios.end());
  // Type 7 as everywhere; interpolating towards a path without demand has no result, hitting a ratio exactly has.
  const auto quantile = [&ratios](double p) -> std::optional<double> {
    const double position = p * static_cast<double>(ratios.size() - 1);
    const bool exact = position == std::floor(position);
    const double value =
        exact ? ratios[static_cast<std::size_t>(position)] : data::sorted_quantile(ratios, p);
    return std::isfinite(value) ? std::optional<double>(value) : std::nullopt;
  };
  SupplyDemandRatio out;
  out.level = level;
  out.median = quantile(0.5);
  out.lower = quantile(0.5 * (1.0 - level));
  out.upper = quantile(0.5 * (1.0 + level));
  out.class_names = classes.names;
  out.class_names.emplace_back("no demand");
  out.rating = rate_classes(steps, no_demand + 1, rule);
  out.class_probabilities = out.rating.probabilities;
  out.probability_no_demand = out.class_probabilities.back();
  return out;
}

/// State of a group at the start of the period.
enum class InitialState : std::int8_t { kSurplus = -1, kBalance = 0, kShortage = 1 };

/// Steps of the projected state, in the order of Rating's steps.
inline constexpr std::array<const char*, 5> kProjectedStates = {
    "strong shortage", "moderate shortage", "balance", "moderate surplus", "strong surplus"};

namespace detail {

/// Sign of the relative gap of each path: +1 shortage, −1 surplus, 0 within ± tolerance. Throws InputError E-BAL-008.
[[nodiscard]] inline std::vector<Index> gap_signs(const Balance& flows, double tolerance) {
  if (flows.relative_gap.size() == 0 || !(tolerance >= 0.0) || !std::isfinite(tolerance)) {
    throw InputError("E-BAL-008", "base, tolerance", "no relative gap, or the tolerance is not ≥ 0",
                     "give the employment at the start to `balance`, and a tolerance ≥ 0");
  }
  std::vector<Index> out;
  for (Index d = 0; d < flows.relative_gap.size(); ++d) {
    const double gap = flows.relative_gap(d);
    out.push_back(gap > tolerance ? 1 : (gap < -tolerance ? -1 : 0));
  }
  return out;
}

}  // namespace detail

/// Rates the projected state from the state at the start and the relative gap (see the banner).
/// flows: with relative_gap; tolerance: relative gap over the period taken as none, ≥ 0. It has no published
/// value and no default here: give it with its source. Throws InputError E-BAL-008.
[[nodiscard]] inline Rating projected_state(const Balance& flows, InitialState initial, double tolerance,
                                            const RatingRule& rule = {}) {
  std::vector<Index> steps;
  for (const Index sign : detail::gap_signs(flows, tolerance)) {
    steps.push_back(2 - (static_cast<Index>(initial) + sign));
  }
  return rate_classes(steps, static_cast<Index>(kProjectedStates.size()), rule);
}

}  // namespace dubao::labour
