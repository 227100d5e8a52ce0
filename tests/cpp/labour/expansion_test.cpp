// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/expansion.hpp>

#include "labour/support.hpp"

namespace labour_expansion_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::array;
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::problem_ids;

TEST(Expansion, ExampleOfTheHeaderHolds) {
  const Expansion out = expansion(array({100}), draws(2026, {{112}, {95}}));
  EXPECT_DOUBLE_EQ(out.change(0), 12);
  EXPECT_DOUBLE_EQ(out.change(1), -5);
  EXPECT_DOUBLE_EQ(out.final(1), 95);
  // One base serves every path.
  ASSERT_EQ(out.base.size(), 2);
  EXPECT_DOUBLE_EQ(out.base(1), 100);
}

TEST(Expansion, OnlyTheLastPeriodCounts) {
  const Expansion out = expansion(array({100}), draws(2026, {{300, 10, 112}}));
  EXPECT_DOUBLE_EQ(out.change(0), 12);
}

TEST(Expansion, EveryPathMayHaveItsOwnBase) {
  const Expansion out = expansion(array({100, 90}), draws(2026, {{112}, {95}}));
  EXPECT_DOUBLE_EQ(out.change(0), 12);
  EXPECT_DOUBLE_EQ(out.change(1), 5);
  EXPECT_DOUBLE_EQ(expansion(array({0}), draws(2026, {{7}})).change(0), 7);
}

TEST(Expansion, RefusesSurveyDraws) {
  const data::Draws survey = draws(2026, {{1}}, "x", data::Target::kSurvey);
  EXPECT_EQ(problem_ids([&] { (void)expansion(array({1}), survey); }), Ids{"E-OPN-001"});
}

TEST(Expansion, RefusesABaseThatIsNegativeNotFiniteOrOfAnotherLength) {
  const data::Draws employment = draws(2026, {{1}, {2}, {3}});
  for (const double bad : {-1.0, data::kMissing, HUGE_VAL}) {
    EXPECT_EQ(problem_ids([&] { (void)expansion(array({bad}), employment); }), Ids{"E-OPN-002"}) << bad;
  }
  EXPECT_EQ(problem_ids([&] { (void)expansion(array({1, 2}), employment); }), Ids{"E-OPN-002"});
  EXPECT_EQ(problem_ids([&] { (void)expansion(array({1}), data::Draws()); }), Ids{"E-OPN-002"});
}

TEST(Expansion, NamesAllProblemsAtOnce) {
  const data::Draws survey = draws(2026, {{1}, {2}, {3}}, "x", data::Target::kSurvey);
  EXPECT_EQ(problem_ids([&] {
              (void)expansion(array({-1, 2}), survey);
            }),
            (Ids{"E-OPN-001", "E-OPN-002", "E-OPN-002"}));
}

}  // namespace labour_expansion_test
