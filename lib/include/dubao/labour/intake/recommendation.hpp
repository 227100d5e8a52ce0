// SPDX-License-Identifier: Apache-2.0
//
// Recommendation: the intake of every group and year that loses least on the draws, inside the law.
//
// What      Need, legal maximum and recommended intake in whole persons, jointly over groups and years; which rule decides each, what
//           one person more of it would be worth, how likely the gap closes, and how the answer moves with the ratio of the
//           two costs.
// When      A gap by field and year for the institution (share and catchment known), the law's limits, and costs of one
//           person too few and too many. Without the costs: need and legal maximum alone.
// When not  Instead of the law's own computation (capacity): limits must come from there. As a judgement of a group: it
//           knows persons and costs, not quality.
// Formula   F25 (planning_problem.hpp); for one group without limits the optimum is the c₊/(c₊ + c₋) quantile of gap ÷ yield with the
//           draws weighted by their yield.
// Readings  Limits of several readings of the law are given together: what keeps all of them keeps the strictest.
// Example   Gap 10, 20 or 40, yield 1, c₊ = 3, c₋ = 1: recommended 40 (quantile 0.75), probability that the gap closes 1;
//           with c₊ = c₋ = 1: 20, probability 2/3.
// Source    Own; newsvendor with random yield: Yano and Lee (1995), Operations Research 43(2).
#pragma once

#include <dubao/forecast/parallel.hpp>
#include <dubao/labour/intake/intake_groups.hpp>
#include <dubao/labour/intake/smallest_class.hpp>
#include <dubao/labour/intake/whole_persons.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::intake {

/// A price below this part of the largest cost decides nothing: it is what the solver leaves.
inline constexpr double kDecidingPrice = 1e-6;

/// What decides an intake where no limit does.
inline constexpr const char* kRuleNeed = "need";
inline constexpr const char* kRuleNoNeed = "no need";
inline constexpr const char* kRuleClass = "minimum class";

/// Advice on one group in one intake year.
struct IntakeAdvice {
  std::string group;
  time::Period year;
  double need_median = data::kMissing, need_lower = data::kMissing, need_upper = data::kMissing;
  double probability_none_needed = data::kMissing;  ///< share of the draws without any need
  double legal_maximum =
      data::kMissing;               ///< whole persons, all other intakes at their least; infinite: no limit
  std::string legal_rule;           ///< the limit that sets it, empty: none
  double optimum = data::kMissing;  ///< in fractions; missing without costs
  double recommended = data::kMissing;  ///< whole persons; missing without costs
  std::string
      binding;         ///< the priced limit of its year, else of a later one; or need, no need, minimum class
  double price = 0.0;  ///< fall of the expected loss per person more that this limit would allow
};

/// One limit at the recommended intakes.
struct LimitAdvice {
  std::string name;
  LimitKind kind = LimitKind::kLaw;
  double bound = 0.0;
  double used = data::kMissing;  ///< left side at the recommended intakes
  double price = 0.0;  ///< fall of the expected loss per unit of the bound, at the optimum in fractions
};

/// One year of entry of a group at the recommended intakes.
struct EntryAdvice {
  std::string group;
  time::Period year;
  TargetOutcome outcome;
};

/// Proof of the recommendation.
struct PlanProof {
  double loss = data::kMissing;  ///< expected loss of the recommended whole persons
  double loss_in_fractions = data::kMissing;
  double lower_bound = data::kMissing;   ///< no plan loses less
  double relative_gap = data::kMissing;  ///< of the optimum in fractions
  double limit_residual = data::kMissing;
  double gradient_residual = data::kMissing;
  double wish_excess = 0.0;  ///< largest excess over a wish at the recommended intakes, in its own unit
  int iterations = 0;
  int nodes = 0;        ///< solves for class sizes
  bool proven = false;  ///< converged, and all nodes of the class sizes done
};

/// The plan at another ratio of the costs.
struct RatioAdvice {
  double ratio = 1.0;               ///< c₊ ÷ c₋ of every group
  std::vector<double> recommended;  ///< whole persons, in the order of `intakes`
  double expected_shortage = 0.0;   ///< over all groups and years of entry, persons
  double expected_surplus = 0.0;
  double probability_closed = 0.0;  ///< mean over groups and years of entry
  double relative_gap = data::kMissing;
};

struct Recommendation {
  bool with_costs = false;            ///< false: need and legal maximum only
  std::vector<IntakeAdvice> intakes;  ///< group slowest, year fastest
  std::vector<LimitAdvice> limits;
  std::vector<EntryAdvice> entries;
  PlanProof proof;
  std::vector<RatioAdvice> ratios;
};

struct RecommendationOptions {
  double level = 0.8;          ///< of the need's interval
  std::vector<double> ratios;  ///< c₊ ÷ c₋ to solve beside the given costs, each > 0
  int threads = 1;             ///< over the ratios; 0: all cores. The result does not depend on it
  ClassSizeOptions search;
};

namespace detail {

/// Optimum and whole persons of one problem. Throws InputError E-RCM-005 when no plan keeps all limits.
struct SolvedPlan {
  ClassSizePlan classes;
  Eigen::ArrayXd whole;
};

[[nodiscard]] inline SolvedPlan solved_plan(const PlanningProblem& problem, const ClassSizeOptions& options) {
  SolvedPlan out;
  out.classes = solve_with_classes(problem, options);
  const PlanningSolution& solution = out.classes.solution;
  if (solution.contradicted >= 0 || solution.intake.size() == 0) {
    const std::string name = solution.contradicted >= 0
                                 ? problem.limits[static_cast<std::size_t>(solution.contradicted)].name
                                 : "";
    throw InputError("E-RCM-005", "limits",
                     "this limit cannot hold together with the others, whoever is admitted",
                     "check its bound: a capacity already passed leaves no room, and a floor may ask for "
                     "more than there is",
                     name);
  }
  out.whole = whole_persons(problem, solution.intake);
  if (out.whole.size() == 0) {
    throw InputError("E-RCM-005", "limits", "no plan in whole persons keeps every limit of the law",
                     "a floor and a ceiling leave less than one person between them");
  }
  return out;
}

/// The limit that decides an unknown: name and price per person, or what decides without one. A limit of the unknown's own year (its
/// latest term) stands before one of a later year, which only makes it worth less; among these the highest price.
[[nodiscard]] inline std::pair<std::string, double> deciding(const PlanningProblem& problem,
                                                             const SolvedPlan& plan, Index i, Index years,
                                                             double cost) {
  const PlanningSolution& solution = plan.classes.solution;
  std::string name;
  double highest = 0.0;
  bool own = false;
  for (std::size_t l = 0; l < problem.limits.size(); ++l) {
    Index latest = 0;
    double price = 0.0;
    for (const auto& [j, a] : problem.limits[l].terms) {
      latest = std::max(latest, j % years);
      if (j == i) price = solution.limit_price[l] * std::abs(a);
    }
    const bool same = latest == i % years;
    if (price <= kDecidingPrice * cost || (own && !same)) continue;
    if (price > highest || (same && !own)) {
      highest = price;
      name = problem.limits[l].name;
      own = same;
    }
  }
  if (!name.empty()) return {name, highest};
  const double size = problem.smallest_class[static_cast<std::size_t>(i)];
  const double open =
      plan.classes.without_classes.size() > 0 ? plan.classes.without_classes(i) : solution.intake(i);
  const bool moved = std::abs(open - solution.intake(i)) > kWholePerson * (1.0 + size);
  if (size > 0.0 && moved && (plan.whole(i) == 0.0 || plan.whole(i) <= std::ceil(size)))
    return {kRuleClass, 0.0};
  return {plan.whole(i) > 0.0 ? kRuleNeed : kRuleNoNeed, 0.0};
}

[[nodiscard]] inline RatioAdvice at_ratio(PlanningProblem problem, double ratio,
                                          const ClassSizeOptions& options) {
  for (LossTarget& target : problem.targets) {
    if (!(target.surplus_cost > 0.0)) target.surplus_cost = 1.0;
    target.shortage_cost = ratio * target.surplus_cost;
  }
  const SolvedPlan plan = solved_plan(problem, options);
  RatioAdvice out;
  out.ratio = ratio;
  out.recommended.assign(plan.whole.data(), plan.whole.data() + plan.whole.size());
  out.relative_gap = plan.classes.solution.relative_gap;
  for (const LossTarget& target : problem.targets) {
    const TargetOutcome one = outcome_of(target, plan.whole);
    out.expected_shortage += one.expected_shortage;
    out.expected_surplus += one.expected_surplus;
    out.probability_closed += one.probability_closed / static_cast<double>(problem.targets.size());
  }
  return out;
}

}  // namespace detail

/// Recommends intakes (see the banner). first, years: intake years. Errors as planning_problem, and E-RCM-005 when the limits
/// contradict each other (naming one), E-RCM-006 for a ratio or level out of range. O((1 + ratios) · solve).
[[nodiscard]] inline Recommendation recommend(const std::vector<IntakeGroup>& groups,
                                              const std::vector<GroupLimit>& limits, time::Period first,
                                              Index years, const RecommendationOptions& options = {}) {
  Problems problems;
  for (const double ratio : options.ratios) {
    problems.add_if(
        !(ratio > 0.0) || !std::isfinite(ratio),
        {"E-RCM-006", "ratios", std::to_string(ratio) + " is no ratio of costs", "give numbers > 0", "", ""});
  }
  problems.add_if(!(options.level > 0.0 && options.level < 1.0),
                  {"E-RCM-006", "level", std::to_string(options.level) + " is no level",
                   "give a share between 0 and 1", "", ""});
  problems.throw_if_any();
  const PlanningProblem problem = planning_problem(groups, limits, first, years);
  Recommendation out;
  out.with_costs = costs_are_given(groups);
  const IntakeBounds bounds = intake_bounds(problem);
  if (bounds.contradicted >= 0) {
    throw InputError("E-RCM-005", "limits",
                     "this limit cannot hold together with the others, whoever is admitted",
                     "check its bound: a capacity already passed leaves no room, and a floor may ask for "
                     "more than there is",
                     problem.limits[static_cast<std::size_t>(bounds.contradicted)].name);
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const IntakeGroup& one = groups[g];
    const Need need = intake_need(one.gap, one.yield, one.duration, first, {one.key, years, options.level});
    for (Index t = 0; t < years; ++t) {
      const Index i = unknown_of(g, t, years);
      const auto at = static_cast<std::size_t>(t);
      IntakeAdvice advice;
      advice.group = one.key;
      advice.year = first + t;
      advice.need_median = need.median[at];
      advice.need_lower = need.lower[at];
      advice.need_upper = need.upper[at];
      advice.probability_none_needed = need.probability_none[at];
      advice.legal_maximum = std::floor(bounds.largest(i) * (1.0 + kLimitRounding) + kLimitRounding);
      const Index l = bounds.largest_limit[static_cast<std::size_t>(i)];
      if (l >= 0) advice.legal_rule = problem.limits[static_cast<std::size_t>(l)].name;
      out.intakes.push_back(std::move(advice));
    }
  }
  for (const LinearLimit& limit : problem.limits) out.limits.push_back({limit.name, limit.kind, limit.bound});
  if (!out.with_costs) return out;

  // The given costs first, then the ratios: independent problems, each on one thread.
  detail::SolvedPlan plan;
  out.ratios.resize(options.ratios.size());
  forecast::parallel_for(static_cast<Index>(options.ratios.size()) + 1, options.threads, [&](Index k) {
    if (k == 0) {
      plan = detail::solved_plan(problem, options.search);
    } else {
      const auto at = static_cast<std::size_t>(k - 1);
      out.ratios[at] = detail::at_ratio(problem, options.ratios[at], options.search);
    }
  });
  const PlanningSolution& solution = plan.classes.solution;
  double cost = 0.0;
  for (const LossTarget& target : problem.targets)
    cost = std::max({cost, target.shortage_cost, target.surplus_cost});
  for (std::size_t i = 0; i < out.intakes.size(); ++i) {
    IntakeAdvice& advice = out.intakes[i];
    advice.optimum = solution.intake(static_cast<Index>(i));
    advice.recommended = plan.whole(static_cast<Index>(i));
    const auto [name, price] = detail::deciding(problem, plan, static_cast<Index>(i), years, cost);
    advice.binding = name;
    advice.price = price;
  }
  for (std::size_t l = 0; l < out.limits.size(); ++l) {
    out.limits[l].used = use_of(problem.limits[l], plan.whole);
    out.limits[l].price = solution.limit_price[l] > kDecidingPrice * cost ? solution.limit_price[l] : 0.0;
    if (problem.limits[l].kind == LimitKind::kWish) {
      out.proof.wish_excess = std::max(out.proof.wish_excess, excess_of(problem.limits[l], plan.whole));
    }
  }
  for (std::size_t k = 0; k < problem.targets.size(); ++k) {
    const IntakeGroup& group = groups[k / static_cast<std::size_t>(years)];
    const Index t = static_cast<Index>(k) % years;
    out.entries.push_back(
        {group.key, first + t + group.duration.shortest, outcome_of(problem.targets[k], plan.whole)});
  }
  PlanProof& proof = out.proof;
  proof.loss = expected_loss(problem, plan.whole);
  proof.loss_in_fractions = solution.loss;
  proof.lower_bound = plan.classes.lower_bound - solution.wish_cost;
  proof.relative_gap = solution.relative_gap;
  proof.limit_residual = solution.limit_residual;
  proof.gradient_residual = solution.gradient_residual;
  proof.iterations = solution.iterations;
  proof.nodes = plan.classes.nodes;
  proof.proven = solution.converged && plan.classes.proven;
  return out;
}

}  // namespace dubao::labour::intake
