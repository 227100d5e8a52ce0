// SPDX-License-Identifier: Apache-2.0
//
// Demand for skills: how many of the persons in work, or of the openings, need each skill.
//
// What      Employment or openings by occupation (draws) times the importance of a skill in the occupation.
// Formula   F19:  D_k(d, t) = Σ_o E_o(d, t) · w_ok(d),   0 ≤ w_ok ≤ 1;  by field g: the same over the occupations of g.
//           w is an unknown constant, one value a path, drawn by (seed, skill, occupation, path):
//             share of postings  m of n name the skill:  Beta(m* + ½, n* − m* + ½)  (skill_share.hpp)
//             rating by experts  value with low and high: PERT or triangular          (uncertain_rate.hpp)
// Unit      With shares D_k counts persons whose posting names the skill; with ratings it is employment weighted by
//           importance, an index in persons. A person has many skills and stands in D_k of every one: Σ_k D_k counts him
//           as often and is no number of persons. Nothing here adds over skills.
// Missing   An occupation without importance for a skill is NOT taken as zero: it is left out of D_k and its persons are
//           reported (`not_assessed`): true demand lies between D_k and D_k + not_assessed_k.
// ASSUMPTION  Importance does not change over the horizon; importances of different skills are independent given their
//           counts (so ratios of two skills have intervals too wide where postings name both or neither).
// When not  As vacancies: postings name what is worth an advertisement.
// Example   E = 1,000 in "251" and 200 in "252"; security 0.4 in the first, 0.9 in the second: D = 400 + 180 = 580.
// Source    Importance-weighted demand as in published Jobs and Skills Australia and Lightcast practice; draws: own.
#pragma once

#include <dubao/forecast/parallel.hpp>
#include <dubao/labour/dirichlet.hpp>
#include <dubao/labour/keyed_draws.hpp>
#include <dubao/labour/skill_share.hpp>
#include <dubao/labour/uncertain_rate.hpp>

#include <Eigen/Core>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// Importance of a skill in an occupation: either a rating in [0, 1], or a share of postings by its Beta distribution.
struct SkillImportance {
  std::string skill;
  std::string occupation;
  UncertainRate rating;
  double alpha = 0.0;  ///< both > 0: a share of postings, and the rating is not looked at
  double beta = 0.0;

  [[nodiscard]] bool is_share() const noexcept { return alpha > 0.0 || beta > 0.0; }

  [[nodiscard]] static SkillImportance rated(std::string skill, std::string occupation,
                                             UncertainRate rating) {
    return {std::move(skill), std::move(occupation), rating, 0.0, 0.0};
  }
  [[nodiscard]] static SkillImportance shared(std::string skill, std::string occupation,
                                              const MentionShare& share) {
    return {std::move(skill), std::move(occupation), UncertainRate{}, share.alpha, share.beta};
  }
};

/// Draws one value a path in [0, 1]. Path d depends on (seed, skill, occupation, d) alone. O(n).
[[nodiscard]] inline Eigen::ArrayXd sample_importance(const SkillImportance& importance, Index n,
                                                      std::uint64_t seed) {
  const std::string name = "importance." + importance.skill + "." + importance.occupation;
  if (!importance.is_share()) return sample_rate(importance.rating, name, n, seed);
  const Eigen::Array2d alpha(importance.alpha, importance.beta);
  return sample_dirichlet(alpha, name, n, seed).col(0);
}

/// Demand by skill. Draws are paths × years of the persons given.
struct SkillDemand {
  KeyedDraws by_skill;
  std::map<std::string, KeyedDraws> by_field;  ///< field → skill → draws; their sum over fields is by_skill
  KeyedDraws not_assessed;                     ///< skill → persons of occupations without importance for it
  std::map<std::string, std::vector<std::string>> occupations_without;  ///< skill → these occupations
  std::vector<std::string> unused;  ///< occupations with an importance but without persons
};

namespace detail {

/// Adds to `problems` what is wrong with the importances: E-SKD-003.
inline void check_importances(Problems& problems, const std::vector<SkillImportance>& importances) {
  std::map<std::pair<std::string, std::string>, Index> seen;
  for (const SkillImportance& one : importances) {
    const std::string where = one.skill + ", " + one.occupation;
    problems.add_if(one.skill.empty() || one.occupation.empty(),
                    {"E-SKD-003", "importance", "a skill or an occupation has no name",
                     "give every importance its skill and its occupation", where, ""});
    problems.add_if(++seen[{one.skill, one.occupation}] == 2,
                    {"E-SKD-003", "importance", "the importance stands twice", "give it once", where, ""});
    if (one.is_share()) {
      problems.add_if(
          !(one.alpha > 0.0 && one.beta > 0.0 && std::isfinite(one.alpha) && std::isfinite(one.beta)),
          {"E-SKD-003", "importance", "the counts are none", "give mentions and postings", where, ""});
    } else {
      check_rate(problems, one.rating, "E-SKD-003", "importance of " + where);
    }
  }
}

}  // namespace detail

/// Computes F19. persons: employment or openings by occupation, ≥ 0; importances: at least one, each pair once; fields:
/// occupation → field, for all occupations or empty; seed: of the importances; threads: 0 for all cores, the result does not
/// depend on it.
/// Throws InputError E-SKD-003 (importances), E-SKD-004 (persons that are negative or none), E-SKD-005 (an occupation
/// without a field); all problems at once. O(skills · occupations · paths · years).
[[nodiscard]] inline SkillDemand skill_demand(const KeyedDraws& persons,
                                              const std::vector<SkillImportance>& importances,
                                              const std::map<std::string, std::string>& fields = {},
                                              std::uint64_t seed = 1, int threads = 1) {
  Problems problems;
  problems.add_if(persons.empty(), {"E-SKD-004", "persons", "there is no occupation",
                                    "give draws of employment or openings by occupation", "", ""});
  problems.add_if(importances.empty(), {"E-SKD-003", "importance", "there is no importance at all",
                                        "give every importance its skill and its occupation", "", ""});
  for (const auto& [occupation, draws] : persons) {
    problems.add_if((draws.paths().array() < 0.0).any(),
                    {"E-SKD-004", "persons", "a path is negative", "give persons ≥ 0", occupation, ""});
    problems.add_if(!fields.empty() && fields.count(occupation) == 0,
                    {"E-SKD-005", "fields", "the occupation has no field",
                     "give every occupation a field, or none at all", occupation, ""});
  }
  detail::check_importances(problems, importances);
  problems.throw_if_any();

  std::map<std::string, std::map<std::string, const SkillImportance*>> table;
  SkillDemand out;
  for (const SkillImportance& one : importances) {
    table[one.skill][one.occupation] = &one;
    if (!persons.contains(one.occupation)) out.unused.push_back(one.occupation);
  }
  std::sort(out.unused.begin(), out.unused.end());
  out.unused.erase(std::unique(out.unused.begin(), out.unused.end()), out.unused.end());

  struct Sums {
    data::DrawMatrix total;
    data::DrawMatrix without;
    std::map<std::string, data::DrawMatrix> field;
    std::vector<std::string> occupations_without;
  };
  std::vector<std::string> skills;
  skills.reserve(table.size());
  for (const auto& [skill, unused] : table) skills.push_back(skill);
  std::vector<Sums> sums(skills.size());
  const data::DrawMatrix zero = data::DrawMatrix::Zero(persons.paths(), persons.horizon());
  forecast::parallel_for(static_cast<Index>(skills.size()), threads, [&](Index k) {
    Sums& own = sums[static_cast<std::size_t>(k)];
    own.total = own.without = zero;
    for (const auto& [occupation, field] : fields) own.field.emplace(field, zero);
    const auto& row = table.at(skills[static_cast<std::size_t>(k)]);
    for (const auto& [occupation, draws] : persons) {
      const auto found = row.find(occupation);
      if (found == row.end()) {
        own.without += draws.paths();
        own.occupations_without.push_back(occupation);
        continue;
      }
      const Eigen::ArrayXd weight = sample_importance(*found->second, persons.paths(), seed);
      const data::DrawMatrix part = (draws.paths().array().colwise() * weight).matrix();
      own.total += part;
      if (!fields.empty()) own.field.at(fields.at(occupation)) += part;
    }
  });
  const auto make = [&](data::DrawMatrix paths, const std::string& skill) {
    return data::Draws(persons.start(), std::move(paths), skill, persons.target());
  };
  for (std::size_t k = 0; k < skills.size(); ++k) {
    const std::string& skill = skills[k];
    out.by_skill.add(skill, make(std::move(sums[k].total), skill));
    out.not_assessed.add(skill, make(std::move(sums[k].without), skill));
    for (auto& [field, paths] : sums[k].field) out.by_field[field].add(skill, make(std::move(paths), skill));
    if (!sums[k].occupations_without.empty()) {
      out.occupations_without[skill] = std::move(sums[k].occupations_without);
    }
  }
  return out;
}

}  // namespace dubao::labour
