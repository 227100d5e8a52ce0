// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/skill_demand.hpp>

#include "labour/support.hpp"

namespace labour_skill_demand_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::simulated;

constexpr Index kPaths = 4000;

KeyedDraws example() {
  KeyedDraws out;
  out.add("251", draws(2030, {{1000, 1100}, {900, 950}}));
  out.add("252", draws(2030, {{200, 210}, {220, 230}}));
  return out;
}

SkillImportance rated(const char* skill, const char* occupation, double value) {
  return SkillImportance::rated(skill, occupation, UncertainRate::exactly(value));
}

KeyedDraws three_occupations(Index paths = 200) {
  KeyedDraws out;
  for (const char* key : {"a", "b", "c"}) out.add(key, simulated(2027, paths, 4, 1000, 0.05, key));
  return out;
}

std::vector<SkillImportance> uncertain() {
  std::vector<SkillImportance> out;
  for (const char* skill : {"sql", "python", "cloud"}) {
    for (const char* occupation : {"a", "b", "c"}) {
      out.push_back(SkillImportance::shared(skill, occupation, mention_share(30, 80)));
    }
  }
  out[0] = SkillImportance::rated("sql", "a", {0.5, 0.3, 0.9});
  return out;
}

TEST(SkillDemand, TheExampleOfTheHeader) {
  const SkillDemand found =
      skill_demand(example(), {rated("security", "251", 0.4), rated("security", "252", 0.9)});
  const data::DrawMatrix& paths = found.by_skill.at("security").paths();
  EXPECT_DOUBLE_EQ(paths(0, 0), 580.0);
  EXPECT_DOUBLE_EQ(paths(0, 1), 0.4 * 1100 + 0.9 * 210);
  EXPECT_DOUBLE_EQ(paths(1, 0), 0.4 * 900 + 0.9 * 220);
  EXPECT_EQ(found.by_skill.start(), time::Period::annual(2030));
  EXPECT_TRUE(found.by_field.empty());
  EXPECT_TRUE(found.occupations_without.empty());
}

TEST(SkillDemand, FieldsAddUpToTheSkillAndNoSkillNeedsMorePersonsThanThereAre) {
  const KeyedDraws persons = three_occupations();
  const SkillDemand found =
      skill_demand(persons, uncertain(), {{"a", "it"}, {"b", "it"}, {"c", "electronics"}});
  const data::DrawMatrix all = persons.total().paths();
  for (const auto& [skill, draws] : found.by_skill) {
    const data::DrawMatrix sum =
        found.by_field.at("it").at(skill).paths() + found.by_field.at("electronics").at(skill).paths();
    EXPECT_LT((sum - draws.paths()).cwiseAbs().maxCoeff(), kConserved * all.maxCoeff());
    EXPECT_TRUE((draws.paths().array() >= 0.0).all());
    EXPECT_TRUE((draws.paths().array() <= all.array() * (1.0 + kExact)).all());
    EXPECT_EQ(found.not_assessed.at(skill).paths().maxCoeff(), 0.0);
  }
}

TEST(SkillDemand, AnOccupationWithoutImportanceIsReportedAndNotTakenAsZero) {
  const SkillDemand found = skill_demand(example(), {rated("sql", "251", 0.5), rated("sql", "999", 1.0)});
  EXPECT_EQ(found.by_skill.at("sql").paths(), 0.5 * example().at("251").paths());
  EXPECT_EQ(found.not_assessed.at("sql").paths(), example().at("252").paths());
  EXPECT_EQ(found.occupations_without.at("sql"), std::vector<std::string>{"252"});
  EXPECT_EQ(found.unused, std::vector<std::string>{"999"});
}

TEST(SkillDemand, DrawsOfASharesSpreadAsItsBetaDistribution) {
  KeyedDraws persons;
  persons.add("a", data::Draws(time::Period::annual(2030), data::DrawMatrix::Constant(kPaths, 2, 1000.0)));
  const SkillDemand found =
      skill_demand(persons, {SkillImportance::shared("sql", "a", mention_share(30, 100))});
  const Eigen::ArrayXd first = found.by_skill.at("sql").paths().col(0).array() / 1000.0;
  const double mean = 30.5 / 101.0;
  const double deviation = std::sqrt(mean * (1.0 - mean) / 102.0);
  EXPECT_NEAR(first.mean(), mean, 4.0 * deviation / std::sqrt(static_cast<double>(kPaths)));
  EXPECT_NEAR(std::sqrt((first - first.mean()).square().mean()), deviation,
              4.0 * deviation / std::sqrt(2.0 * kPaths));
  // An unknown constant: the same importance in every year of a path.
  EXPECT_EQ(found.by_skill.at("sql").paths().col(0), found.by_skill.at("sql").paths().col(1));
}

TEST(SkillDemand, MorePersonsNeedMoreOnTheSamePathAndTwiceThePersonsNeedTwice) {
  const KeyedDraws persons = three_occupations();
  KeyedDraws doubled;
  KeyedDraws more;
  for (const auto& [key, draws] : persons) {
    doubled.add(key, data::Draws(draws.start(), 2.0 * draws.paths()));
    more.add(key, data::Draws(draws.start(), (draws.paths().array() + 1.0).matrix()));
  }
  const SkillDemand base = skill_demand(persons, uncertain());
  const SkillDemand twice = skill_demand(doubled, uncertain());
  const SkillDemand larger = skill_demand(more, uncertain());
  for (const auto& [skill, draws] : base.by_skill) {
    EXPECT_EQ(twice.by_skill.at(skill).paths(), 2.0 * draws.paths());
    EXPECT_TRUE((larger.by_skill.at(skill).paths().array() >= draws.paths().array()).all());
  }
}

TEST(SkillDemand, BitsDependNeitherOnThreadsNorOnTheOrderOfRows) {
  std::vector<SkillImportance> turned = uncertain();
  std::reverse(turned.begin(), turned.end());
  const SkillDemand one = skill_demand(three_occupations(), uncertain(), {}, 3, 1);
  const SkillDemand two = skill_demand(three_occupations(), turned, {}, 3, 2);
  for (const auto& [skill, draws] : one.by_skill) {
    EXPECT_EQ(draws.paths(), two.by_skill.at(skill).paths());
  }
  const SkillDemand other = skill_demand(three_occupations(), uncertain(), {}, 4);
  EXPECT_NE(one.by_skill.at("sql").paths(), other.by_skill.at("sql").paths());
}

TEST(SkillDemand, NamesEverythingThatIsWrong) {
  EXPECT_EQ(problem_ids([] { (void)skill_demand(KeyedDraws(), {}); }), (Ids{"E-SKD-004", "E-SKD-003"}));
  EXPECT_EQ(problem_ids([] {
              (void)skill_demand(example(), {rated("sql", "251", 1.5), rated("sql", "251", 0.5),
                                             SkillImportance{"go", "251", UncertainRate{}, 1.0, 0.0}});
            }),
            (Ids{"E-SKD-003", "E-SKD-003", "E-SKD-003"}));
  EXPECT_EQ(problem_ids([] {
              (void)skill_demand(example(), {rated("sql", "251", 0.5)}, {{"251", "it"}});
            }),
            Ids{"E-SKD-005"});
  KeyedDraws negative;
  negative.add("a", draws(2030, {{-1}}));
  EXPECT_EQ(problem_ids([&] { (void)skill_demand(negative, {rated("sql", "a", 0.5)}); }), Ids{"E-SKD-004"});
}

}  // namespace labour_skill_demand_test
