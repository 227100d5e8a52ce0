// SPDX-License-Identifier: Apache-2.0
//
// Skills that graduates bring: graduates of each programme times what its curriculum teaches, against a demand.
//
// What      A table of curricula says how far a programme teaches a skill (level 0 to 1, or hours of those needed). The
//           graduates of the programme bring the skill to that extent.
// Formula   S_k(d, t) = Σ_p G_p(d, t) · e(d) · c_pk(d);   gap_k = D_k − S_k on every path, persons a year.
//           c: level with low and high; e: part of the graduates who take up work in the field; one value a path each.
//           A skill that a described programme does not list is not taught there: 0. A programme that lists no skill at all
//           is not described: its graduates are in `not_described`, in no S_k.
// When not  Demand given as employment (a stock) against graduates (a flow): give openings. Experience, self-study and
//           training on the job bring skills too: the gap is what curricula leave open, not a shortage.
// Example   100 graduates of A, level 1; 50 of B, level 0.4; e = 0.8: S = 0.8·(100 + 20) = 96; D = 580: gap 484.
// Source    own; the comparison with curricula is that of curriculum mapping.
#pragma once

#include <dubao/labour/keyed_draws.hpp>
#include <dubao/labour/uncertain_rate.hpp>

#include <Eigen/Core>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// How far a programme teaches a skill: 0 not at all, 1 to the level that work asks for.
struct TaughtSkill {
  std::string programme;
  std::string skill;
  UncertainRate level;
};

/// Graduates with each skill; draws are paths × years of the graduates given.
struct SkillSupply {
  KeyedDraws by_skill;
  std::map<std::string, std::vector<std::string>> taught_by;  ///< skill → programmes with a level above 0
  std::vector<std::string> not_described;                     ///< programmes without a skill
};

/// Computes S. graduates: by programme, persons a year, ≥ 0; taught: at least one, each pair once, programmes of
/// `graduates`; entry: e; seed: of levels and entry.
/// Throws InputError E-SKD-006 (levels), E-SKD-007 (graduates, entry); all problems at once.
/// O(taught · paths · years).
[[nodiscard]] inline SkillSupply skill_supply(const KeyedDraws& graduates,
                                              const std::vector<TaughtSkill>& taught,
                                              const UncertainRate& entry = UncertainRate::exactly(1.0),
                                              std::uint64_t seed = 1) {
  Problems problems;
  problems.add_if(graduates.empty() || taught.empty(),
                  {"E-SKD-007", "graduates", "there is no programme or no skill taught",
                   "give graduates by programme, and what each teaches", "", ""});
  for (const auto& [programme, draws] : graduates) {
    problems.add_if((draws.paths().array() < 0.0).any(),
                    {"E-SKD-007", "graduates", "a path is negative", "give persons ≥ 0", programme, ""});
  }
  check_rate(problems, entry, "E-SKD-007", "entry");
  std::map<std::string, std::map<std::string, UncertainRate>> table;
  std::set<std::string> described;
  for (const TaughtSkill& one : taught) {
    const std::string where = one.programme + ", " + one.skill;
    const bool named = !one.skill.empty() && graduates.contains(one.programme);
    problems.add_if(!named, {"E-SKD-006", "taught", "the skill has no name, or the programme no graduates",
                             "name the skill, and give graduates of every programme", where, ""});
    problems.add_if(!table[one.skill].emplace(one.programme, one.level).second,
                    {"E-SKD-006", "taught", "the level stands twice", "give it once", where, ""});
    check_rate(problems, one.level, "E-SKD-006", "level of " + where);
    described.insert(one.programme);
  }
  problems.throw_if_any();

  SkillSupply out;
  const Index n = graduates.paths();
  const Eigen::ArrayXd taking_up = sample_rate(entry, "skill_supply.entry", n, seed);
  for (const auto& [skill, levels] : table) {
    data::DrawMatrix total = data::DrawMatrix::Zero(n, graduates.horizon());
    for (const auto& [programme, level] : levels) {
      std::string name = "taught.";
      name.append(skill).append(".").append(programme);
      const Eigen::ArrayXd part = taking_up * sample_rate(level, name, n, seed);
      total += (graduates.at(programme).paths().array().colwise() * part).matrix();
      if (level.high > 0.0) out.taught_by[skill].push_back(programme);
    }
    out.by_skill.add(skill, data::Draws(graduates.start(), std::move(total), skill, graduates.target()));
  }
  for (const auto& [programme, draws] : graduates) {
    if (described.count(programme) == 0) out.not_described.push_back(programme);
  }
  return out;
}

/// D − S, path by path, for every skill of the demand; a skill that no programme teaches has S = 0. Paths, years and first
/// year must be those of the supply: E-LAB-002. O(skills · paths · years).
[[nodiscard]] inline KeyedDraws skill_gap(const KeyedDraws& demand, const KeyedDraws& supply) {
  KeyedDraws out;
  for (const auto& [skill, needed] : demand) {
    data::DrawMatrix gap = needed.paths();
    if (supply.contains(skill)) {
      const data::Draws& has = supply.at(skill);
      const bool same = has.size() == needed.size() && has.horizon() == needed.horizon() &&
                        has.start() == needed.start() && has.target() == needed.target();
      if (!same) {
        throw InputError("E-LAB-002", "graduates",
                         "graduates and demand differ in paths, years or first year",
                         "simulate all groups together: same paths, horizon, first period and target", skill);
      }
      gap -= has.paths();
    }
    out.add(skill, data::Draws(needed.start(), std::move(gap), skill, needed.target()));
  }
  return out;
}

}  // namespace dubao::labour
