// SPDX-License-Identifier: Apache-2.0
//
// What the tests of recommended intakes share: small problems, random problems, the quantile they are compared with.
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/labour/intake/planning_problem.hpp>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace dubao::labour::testing {

/// One intake, one target.
inline intake::PlanningProblem single_target(const Eigen::ArrayXd& wanted, const Eigen::ArrayXd& yields,
                                             double shortage_cost, double surplus_cost) {
  intake::PlanningProblem out;
  out.names = {"x"};
  intake::LossTarget target;
  target.name = "target";
  target.intakes = {0};
  target.yields = yields;
  target.wanted = wanted;
  target.shortage_cost = shortage_cost;
  target.surplus_cost = surplus_cost;
  out.targets = {target};
  return out;
}

/// groups × years intakes; a target each, fed by its own year (and a fifth by the year before); one pool a year, one growth cap
/// a year and group.
inline intake::PlanningProblem random_problem(Index groups, Index years, Index draws, std::uint64_t seed) {
  intake::PlanningProblem out;
  data::RandomStream stream(seed, 99, 0);
  const auto at = [years](Index g, Index t) { return g * years + t; };
  for (Index g = 0; g < groups; ++g) {
    const double level = 40.0 + 60.0 * stream.uniform();
    const double last = 100.0 + 50.0 * stream.uniform();
    for (Index t = 0; t < years; ++t) {
      out.names.push_back(std::to_string(g) + " " + std::to_string(t));
      intake::LossTarget target;
      target.name = out.names.back();
      target.intakes = {at(g, t)};
      if (t > 0) target.intakes.push_back(at(g, t - 1));
      target.yields.resize(draws, static_cast<Index>(target.intakes.size()));
      target.wanted.resize(draws);
      for (Index d = 0; d < draws; ++d) {
        const double yield = 0.4 + 0.2 * stream.uniform();
        target.yields(d, 0) = 0.8 * yield;
        if (t > 0) target.yields(d, 1) = 0.2 * yield;
        target.wanted(d) = level * (1.0 + 0.3 * stream.normal());
      }
      target.shortage_cost = 1.0 + 2.0 * stream.uniform();
      target.surplus_cost = 1.0;
      out.targets.push_back(target);
      intake::LinearLimit growth{
          "growth " + target.name, {{at(g, t), 1.0}}, 1.1 * last, intake::LimitKind::kLaw};
      if (t > 0) {
        growth.terms.emplace_back(at(g, t - 1), -1.1);
        growth.bound = 0.0;
      }
      out.limits.push_back(growth);
    }
  }
  for (Index t = 0; t < years; ++t) {
    intake::LinearLimit pool{"pool " + std::to_string(t), {}, 0.0, intake::LimitKind::kLaw};
    for (Index g = 0; g < groups; ++g) {
      pool.terms.emplace_back(at(g, t), 0.8 + 0.4 * stream.uniform());
      pool.bound += 90.0 + 40.0 * stream.uniform();
    }
    out.limits.push_back(pool);
  }
  return out;
}

/// The smallest value whose share of the weights reaches p.
inline double weighted_quantile(const Eigen::ArrayXd& values, const Eigen::ArrayXd& weights, double p) {
  std::vector<Index> order(static_cast<std::size_t>(values.size()));
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(), [&](Index a, Index b) { return values(a) < values(b); });
  const double total = weights.sum();
  double sum = 0.0;
  for (const Index i : order) {
    sum += weights(i);
    if (sum >= p * total) return values(i);
  }
  return values(order.back());
}

}  // namespace dubao::labour::testing
