// SPDX-License-Identifier: Apache-2.0
//
// Labour force: population by age and sex times participation, path by path.
//
// When      A projection of the population by the same ages and sexes is given, as points or as draws.
// When not  As supply of an occupation: the labour force is everybody who works or seeks work.
// Formula   F1:  L_t = Σ_g P_gt·p_gt
// Example   P = (100, 200), p = (0.5, 0.75): L = 50 + 150 = 200.
// Source    BLS, Employment Projections methods (groups of age and sex).
#pragma once

#include <dubao/error.hpp>
#include <dubao/labour/keyed_draws.hpp>

#include <string>
#include <utility>

namespace dubao::labour {

/// Labour force: population times rates, path by path. Persons in the unit of the population.
struct LabourForce {
  KeyedDraws by_group;
  data::Draws total;
};

/// L_t = Σ_g P_gt·p_gt on every path. population: exactly the groups of `rates`, the same first period and horizon, persons
/// ≥ 0, one path (a projection without uncertainty) or as many as the rates.
/// Throws InputError E-LAB-015 naming each group that is missing, not known, negative or of another shape.
[[nodiscard]] inline LabourForce labour_force(const KeyedDraws& rates, const KeyedDraws& population) {
  Problems problems;
  for (const auto& [key, draws] : rates) {
    problems.add_if(!population.contains(key), {"E-LAB-015", "population", "the group has no population",
                                                "give its projection", key, ""});
  }
  for (const auto& [key, draws] : population) {
    problems.add_if(!rates.contains(key), {"E-LAB-015", "population", "the group has no participation rate",
                                           "give its rates, or leave it out", key, ""});
    if (!rates.contains(key)) continue;
    const data::Draws& rate = rates.at(key);
    problems.add_if(
        (draws.size() != 1 && draws.size() != rate.size()) || draws.horizon() != rate.horizon() ||
            draws.start() != rate.start(),
        {"E-LAB-015", "population",
         std::to_string(draws.size()) + " paths of " + std::to_string(draws.horizon()) + " periods from " +
             draws.start().to_string() + ", the rates have " + std::to_string(rate.size()) + " of " +
             std::to_string(rate.horizon()) + " from " + rate.start().to_string(),
         "give one path or as many, the same periods", key, ""});
    problems.add_if(
        (draws.paths().array() < 0.0).any(),
        {"E-LAB-015", "population", "a number of persons is negative", "give persons ≥ 0", key, ""});
  }
  problems.throw_if_any();
  LabourForce out;
  for (const auto& [key, draws] : population) {
    data::DrawMatrix paths = rates.at(key).paths();
    if (draws.size() == 1) {
      paths.array().rowwise() *= draws.paths().row(0).array();
    } else {
      paths.array() *= draws.paths().array();
    }
    out.by_group.add(key, data::Draws(draws.start(), std::move(paths), key).with_unit(draws.unit()));
  }
  out.total = out.by_group.total("labour_force");
  return out;
}

}  // namespace dubao::labour
