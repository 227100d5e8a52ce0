// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/reliability.hpp>

#include "labour/support.hpp"

namespace labour_reliability_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::problem_ids;

TEST(Reliability, ExamplesOfTheHeaderHold) {
  EXPECT_EQ(reliability(Evidence::kOfficial, 5).letter, 'A');
  EXPECT_EQ(reliability(Evidence::kOfficial, 2).letter, 'B');
  EXPECT_EQ(reliability(Evidence::kAssumption, 5).letter, 'C');
  EXPECT_EQ(worst_reliability({'A', 'C'}).letter, 'C');
}

TEST(Reliability, ArithmeticOnOfficialFiguresIsOfficialAndAClaimIsNot) {
  EXPECT_EQ(reliability(Evidence::kDerived, kOriginsForGradeA).letter, 'A');
  EXPECT_EQ(reliability(Evidence::kDerived, kOriginsForGradeA - 1).letter, 'B');
  EXPECT_EQ(reliability(Evidence::kClaim, 100).letter, 'C');
}

TEST(Reliability, MorePastOriginsNeverMakeAGradeWorse) {
  for (const Evidence evidence :
       {Evidence::kOfficial, Evidence::kDerived, Evidence::kAssumption, Evidence::kClaim}) {
    char before = 'C';
    for (Index origins = 0; origins < 6; ++origins) {
      const char now = reliability(evidence, origins).letter;
      EXPECT_LE(now, before);
      before = now;
    }
  }
}

TEST(Reliability, EveryGradeHasWordsInBothLanguages) {
  for (const ReliabilityGrade& grade : kReliabilityGrades) {
    EXPECT_FALSE(std::string(grade.english).empty());
    EXPECT_FALSE(std::string(grade.vietnamese).empty());
  }
}

TEST(Reliability, RefusesWhatIsNoGradeAndNoNumberOfOrigins) {
  EXPECT_EQ(problem_ids([] { (void)reliability(Evidence::kOfficial, -1); }), Ids{"E-BAL-009"});
  EXPECT_EQ(problem_ids([] { (void)worst_reliability({}); }), Ids{"E-BAL-009"});
  EXPECT_EQ(problem_ids([] { (void)worst_reliability({'A', 'D'}); }), Ids{"E-BAL-009"});
}

}  // namespace labour_reliability_test
