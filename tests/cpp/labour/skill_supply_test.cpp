// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/skill_supply.hpp>

#include "labour/support.hpp"

namespace labour_skill_supply_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::problem_ids;

const UncertainRate kAll = UncertainRate::exactly(1.0);

KeyedDraws graduates() {
  KeyedDraws out;
  out.add("A", draws(2030, {{100, 120}, {100, 90}}));
  out.add("B", draws(2030, {{50, 60}, {40, 30}}));
  out.add("C", draws(2030, {{10, 10}, {10, 10}}));
  return out;
}

std::vector<TaughtSkill> curricula() {
  return {{"A", "security", kAll}, {"B", "security", UncertainRate::exactly(0.4)}, {"B", "go", kAll}};
}

TEST(SkillSupply, TheExampleOfTheHeader) {
  const SkillSupply found = skill_supply(graduates(), curricula(), UncertainRate::exactly(0.8));
  const data::DrawMatrix& paths = found.by_skill.at("security").paths();
  EXPECT_DOUBLE_EQ(paths(0, 0), 96.0);
  EXPECT_DOUBLE_EQ(paths(1, 1), 0.8 * (90.0 + 0.4 * 30.0));
  EXPECT_DOUBLE_EQ(found.by_skill.at("go").paths()(0, 0), 0.8 * 50.0);
  EXPECT_EQ(found.taught_by.at("security"), (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(found.not_described, std::vector<std::string>{"C"});
  KeyedDraws demand;
  demand.add("security", draws(2030, {{580, 600}, {570, 560}}));
  demand.add("unknown", draws(2030, {{7, 7}, {7, 7}}));
  const KeyedDraws gap = skill_gap(demand, found.by_skill);
  EXPECT_DOUBLE_EQ(gap.at("security").paths()(0, 0), 484.0);
  EXPECT_DOUBLE_EQ(gap.at("unknown").paths()(1, 1), 7.0);
  EXPECT_FALSE(gap.contains("go"));
}

TEST(SkillSupply, NoSkillIsBroughtByMoreGraduatesThanThereAreAndBetterCurriculaBringMore) {
  std::vector<TaughtSkill> uncertain = curricula();
  uncertain[0].level = {0.5, 0.2, 0.7};
  std::vector<TaughtSkill> better = uncertain;
  better[0].level = {0.6, 0.3, 0.8};
  const SkillSupply one = skill_supply(graduates(), uncertain, {0.8, 0.6, 0.9}, 5);
  const SkillSupply two = skill_supply(graduates(), better, {0.8, 0.6, 0.9}, 5);
  for (const auto& [skill, draws] : one.by_skill) {
    EXPECT_TRUE((draws.paths().array() <= graduates().total().paths().array()).all());
    EXPECT_TRUE((two.by_skill.at(skill).paths().array() >= draws.paths().array()).all());
  }
}

TEST(SkillSupply, ALevelOfZeroIsNotTaught) {
  const SkillSupply found = skill_supply(graduates(), {{"A", "sql", UncertainRate::exactly(0.0)}});
  EXPECT_EQ(found.by_skill.at("sql").paths().maxCoeff(), 0.0);
  EXPECT_TRUE(found.taught_by.empty());
  EXPECT_EQ(found.not_described, (std::vector<std::string>{"B", "C"}));
}

TEST(SkillSupply, NamesEverythingThatIsWrong) {
  EXPECT_EQ(problem_ids([] {
              (void)skill_supply(graduates(),
                                 {{"A", "sql", kAll}, {"A", "sql", kAll}, {"Z", "sql", {0.5, 0.6, 0.4}}},
                                 UncertainRate::exactly(2.0));
            }),
            (Ids{"E-SKD-007", "E-SKD-006", "E-SKD-006", "E-SKD-006"}));
  EXPECT_EQ(problem_ids([] { (void)skill_supply(KeyedDraws(), {}); }), Ids{"E-SKD-007"});
  KeyedDraws demand;
  demand.add("security", draws(2030, {{580}}));
  EXPECT_EQ(problem_ids([&] { (void)skill_gap(demand, skill_supply(graduates(), curricula()).by_skill); }),
            Ids{"E-LAB-002"});
}

}  // namespace labour_skill_supply_test
