// SPDX-License-Identifier: Apache-2.0
//
// Intake groups: from groups with a gap and limits in their names to a planning problem.
//
// What      A group is what a number is set for (a major group, a form, a location), or a split of one (cybersecurity inside
//           information technology) with a gap of its own. One unknown a group and intake year; one target a group and the
//           first year in which that intake enters.
// Splits    A limit on a group counts the group and all its splits: the split's persons use the parent's floor area, lecturers
//           and growth. A limit on the split counts the split alone.
// Formula   growth:     Σ x_t ≤ κ·Σ x_{t−1}, before the first year: the last actual intake      (law, κ = 1.10 in Art. 5(5))
//           smoothing:  |Σ x_t − Σ x_{t−1}| ≤ δ·Σ x_{t−1}                                       (wish)
//           targets:    year y = t + shortest duration: b = gap_y, a = yield·w_ℓ of every intake year that reaches y.
//           Years of entry that only a late part of the last intakes reaches are no targets: the intakes after them would
//           also enter there.
// Example   Last intake 400, κ = 1.10, two years: x_1 ≤ 440, x_2 − 1.1·x_1 ≤ 0.
// Source    Circular 34/2026/TT-BGDĐT, Art. 5(5) (growth); the rest: own.
#pragma once

#include <dubao/labour/intake/need.hpp>
#include <dubao/labour/intake/planning_problem.hpp>
#include <dubao/time/period.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::intake {

/// One group to choose intakes for. Missing numbers are NaN.
struct IntakeGroup {
  std::string key;
  std::string parent;    ///< the group whose limits its persons count in; empty: none
  data::Draws gap;       ///< by year of entry, persons (group_gap)
  Eigen::ArrayXd yield;  ///< s, one a path (intake_yield)
  DurationSpread duration;
  double shortage_cost = data::kMissing;  ///< c₊ of one person of the field too few
  double surplus_cost = data::kMissing;   ///< c₋ of one person too many
  double last_intake = data::kMissing;    ///< actual intake of the year before the first, splits included
  double growth_cap = data::kMissing;     ///< κ; missing: no cap
  double smoothing = data::kMissing;      ///< δ; missing: none
  double smallest_class = 0.0;            ///< nobody or at least this many
  std::vector<double> largest;            ///< by intake year: freezes, new majors; empty or missing: none
};

/// Coefficient of a group in an intake year (0 = first).
struct GroupTerm {
  std::string group;
  Index year = 0;
  double coefficient = 1.0;
};

/// Σ coefficient·persons ≤ bound.
struct GroupLimit {
  std::string name;
  std::vector<GroupTerm> terms;
  double bound = 0.0;
  LimitKind kind = LimitKind::kLaw;
};

/// Unknown of a group (its position) in a year.
[[nodiscard]] inline Index unknown_of(std::size_t group, Index year, Index years) {
  return static_cast<Index>(group) * years + year;
}

namespace detail {

inline void check_group(Problems& problems, const IntakeGroup& one, const IntakeGroup& first,
                        time::Period intake, Index years) {
  const auto refuse = [&](const char* id, const std::string& argument, const std::string& message,
                          const char* remedy) {
    problems.add({id, argument, message, remedy, one.key, ""});
  };
  Problems duration;
  check_duration(duration, one.duration, one.key);
  for (const Problem& problem : duration.list()) problems.add(problem);
  if (one.gap.size() != first.gap.size() || one.gap.size() == 0) {
    refuse("E-RCM-001", "gap",
           std::to_string(one.gap.size()) + " paths where the first group has " +
               std::to_string(first.gap.size()),
           "simulate all groups on the same paths");
  }
  if (one.yield.size() != one.gap.size() || !one.yield.allFinite() || (one.yield < kSmallestYield).any() ||
      (one.yield > 1.0).any()) {
    refuse("E-NEED-005", "yield", "not one share a path, at most 1 and not near 0",
           "give the part of the admitted who reach the field's occupations");
  }
  const bool some = std::isfinite(one.shortage_cost) || std::isfinite(one.surplus_cost);
  const bool costs = one.shortage_cost >= 0.0 && one.surplus_cost >= 0.0 &&
                     one.shortage_cost + one.surplus_cost > 0.0 &&
                     std::isfinite(one.shortage_cost + one.surplus_cost);
  if (some && !costs) {
    refuse("E-RCM-002", "shortage_cost, surplus_cost",
           std::to_string(one.shortage_cost) + " and " + std::to_string(one.surplus_cost) +
               " are no pair of costs",
           "give both costs per person ≥ 0, not both 0; or neither");
  }
  const bool capped = std::isfinite(one.growth_cap) || std::isfinite(one.smoothing);
  if (capped && !(one.last_intake >= 0.0 && std::isfinite(one.last_intake))) {
    refuse(
        "E-RCM-004", "last_intake", "is missing or negative, and the growth cap or smoothing needs it",
        "give last year's actual intake in persons; a group opened this year has neither cap nor smoothing");
  }
  if (one.growth_cap < 0.0 || one.smoothing < 0.0 || one.smoothing > 1.0) {
    refuse("E-RCM-004", "growth_cap, smoothing",
           std::to_string(one.growth_cap) + " and " + std::to_string(one.smoothing) + " are out of range",
           "give a cap as a factor (1.10) and smoothing as a share in [0, 1]");
  }
  if (!(one.smallest_class >= 0.0) || !std::isfinite(one.smallest_class)) {
    refuse("E-RCM-001", "minimum_class", std::to_string(one.smallest_class) + " is no size of a class",
           "give persons ≥ 0");
  }
  if (!one.largest.empty() && static_cast<Index>(one.largest.size()) != years) {
    refuse("E-RCM-001", "maximum",
           std::to_string(one.largest.size()) + " values for " + std::to_string(years) + " intake years",
           "give one a year");
  }
  for (const double value : one.largest) {
    if (value < 0.0) refuse("E-RCM-004", "maximum", std::to_string(value) + " persons", "give persons ≥ 0");
  }
  if (one.gap.size() == 0 || intake.frequency() != one.gap.start().frequency()) return;
  for (Index t = 0; t < years; ++t) {
    const Index column = (intake + t + one.duration.shortest) - one.gap.start();
    if (column >= 0 && column < one.gap.horizon()) continue;
    problems.add({"E-NEED-004", "gap",
                  "its graduates enter in " + (intake + t + one.duration.shortest).to_string() +
                      ", which the gap does not cover",
                  "extend the balance, or plan fewer intake years", one.key, (intake + t).to_string()});
  }
}

}  // namespace detail

/// Whether both costs are there for every group: without them nothing is recommended.
[[nodiscard]] inline bool costs_are_given(const std::vector<IntakeGroup>& groups) {
  return std::all_of(groups.begin(), groups.end(), [](const IntakeGroup& one) {
    return std::isfinite(one.shortage_cost) && std::isfinite(one.surplus_cost);
  });
}

/// Limits of the group itself: growth cap, smoothing, largest number a year. Names: "growth KEY YEAR", "smoothing up KEY YEAR",
/// "smoothing down KEY YEAR", "maximum KEY YEAR".
[[nodiscard]] inline std::vector<GroupLimit> own_limits(const IntakeGroup& group, time::Period first,
                                                        Index years) {
  std::vector<GroupLimit> out;
  const auto add = [&](const char* name, Index t, double now, double before, LimitKind kind) {
    GroupLimit limit;
    limit.name = std::string(name) + " " + group.key + " " + (first + t).to_string();
    limit.kind = kind;
    limit.terms = {{group.key, t, now}};
    if (t > 0) {
      limit.terms.push_back({group.key, t - 1, before});
    } else {
      limit.bound = -before * group.last_intake;
    }
    out.push_back(std::move(limit));
  };
  for (Index t = 0; t < years; ++t) {
    if (std::isfinite(group.growth_cap)) add("growth", t, 1.0, -group.growth_cap, LimitKind::kLaw);
    if (std::isfinite(group.smoothing)) {
      add("smoothing up", t, 1.0, -(1.0 + group.smoothing), LimitKind::kWish);
      add("smoothing down", t, -1.0, 1.0 - group.smoothing, LimitKind::kWish);
    }
    if (static_cast<Index>(group.largest.size()) == years &&
        std::isfinite(group.largest[static_cast<std::size_t>(t)])) {
      out.push_back({"maximum " + group.key + " " + (first + t).to_string(),
                     {{group.key, t, 1.0}},
                     group.largest[static_cast<std::size_t>(t)],
                     LimitKind::kLaw});
    }
  }
  return out;
}

/// Builds the problem. first: first intake year; limits: beside the groups' own. Where a group's costs are missing both are set
/// to 1, so that legal maxima can be computed: do not solve such a problem. Throws InputError E-RCM-001 (keys, shapes),
/// E-RCM-002 (costs), E-RCM-003 (a limit that names an unknown group or year, or cannot be used), E-RCM-004 (cap, smoothing,
/// largest), E-NEED-003 … E-NEED-005; all problems at once. O(groups · years · draws).
[[nodiscard]] inline PlanningProblem planning_problem(const std::vector<IntakeGroup>& groups,
                                                      const std::vector<GroupLimit>& limits,
                                                      time::Period first, Index years) {
  Problems problems;
  problems.add_if(groups.empty() || years < 1,
                  {"E-RCM-001", "groups, years", "there is no group or no intake year",
                   "give at least one group and one year", "", ""});
  std::map<std::string, std::vector<std::size_t>> members;  // of a limit's group: itself and its splits
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const IntakeGroup& one = groups[g];
    for (std::size_t other = 0; other < g; ++other) {
      problems.add_if(groups[other].key == one.key, {"E-RCM-001", "groups", "the group stands twice",
                                                     "give every group once", one.key, ""});
    }
    problems.add_if(
        one.parent == one.key && !one.key.empty(),
        {"E-RCM-001", "parent", "a group cannot be a split of itself", "name the larger group", one.key, ""});
    members[one.key].push_back(g);
    if (!one.parent.empty() && one.parent != one.key) members[one.parent].push_back(g);
    detail::check_group(problems, one, groups.front(), first, years);
  }
  problems.throw_if_any();

  PlanningProblem out;
  const bool with_costs = costs_are_given(groups);
  for (const IntakeGroup& one : groups) {
    for (Index t = 0; t < years; ++t) {
      out.names.push_back(one.key + " " + (first + t).to_string());
      out.smallest_class.push_back(one.smallest_class);
    }
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const IntakeGroup& one = groups[g];
    for (Index t = 0; t < years; ++t) {
      const time::Period entry = first + t + one.duration.shortest;
      LossTarget target;
      target.name = one.key + " " + entry.to_string();
      target.wanted = one.gap.paths().col(entry - one.gap.start()).array();
      for (std::size_t l = 0; l < one.duration.parts.size() && static_cast<Index>(l) <= t; ++l) {
        target.intakes.push_back(unknown_of(g, t - static_cast<Index>(l), years));
      }
      target.yields.resize(one.yield.size(), static_cast<Index>(target.intakes.size()));
      for (Index l = 0; l < target.yields.cols(); ++l) {
        target.yields.col(l) = one.yield * one.duration.parts[static_cast<std::size_t>(l)];
      }
      target.shortage_cost = with_costs ? one.shortage_cost : 1.0;
      target.surplus_cost = with_costs ? one.surplus_cost : 1.0;
      out.targets.push_back(std::move(target));
    }
  }
  std::vector<GroupLimit> all = limits;
  for (const IntakeGroup& one : groups) {
    for (GroupLimit& limit : own_limits(one, first, years)) all.push_back(std::move(limit));
  }
  for (const GroupLimit& limit : all) {
    LinearLimit linear{limit.name, {}, limit.bound, limit.kind};
    std::map<Index, double> sums;
    for (const GroupTerm& term : limit.terms) {
      const auto found = members.find(term.group);
      const bool known = found != members.end() && term.year >= 0 && term.year < years;
      problems.add_if(
          !known, {"E-RCM-003", "limits",
                   "it names group '" + term.group + "' in " + (first + term.year).to_string() +
                       ", for which no intake is chosen",
                   "name groups and years of the plan; take fixed numbers off the bound", limit.name, ""});
      if (!known) continue;
      for (const std::size_t g : found->second) sums[unknown_of(g, term.year, years)] += term.coefficient;
    }
    linear.terms.assign(sums.begin(), sums.end());
    out.limits.push_back(std::move(linear));
  }
  problems.throw_if_any();
  check_problem(out);
  return out;
}

}  // namespace dubao::labour::intake
