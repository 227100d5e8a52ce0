// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/retirement.hpp>

#include "labour/support.hpp"

namespace labour_retirement_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

RetirementPath path() { return {2023, {729, 732, 735}, {672, 676, 680}}; }

TEST(Retirement, ExampleOfTheHeaderHolds) {
  const RetirementExposure at60 = retirement_exposure(path(), 2024, kMen, 60, 0.0);
  EXPECT_NEAR(at60.crossing, 1.0, kExact);
  EXPECT_NEAR(retirement_exposure(path(), 2024, kMen, 59, 0.0).crossing, 0.0, kExact);
}

TEST(Retirement, ThePathHoldsOutsideItsYears) {
  EXPECT_DOUBLE_EQ(path().age(2000, kMen), 60.75);
  EXPECT_DOUBLE_EQ(path().age(2024, kWomen), 676.0 / 12.0);
  EXPECT_DOUBLE_EQ(path().age(2040, kMen), 61.25);
}

TEST(Retirement, AConstantLegalAgeMovesOneBirthYearAYear) {
  // Legal age 61.25 for good: of ages 60 and 61, in people-years, exactly one year of births crosses.
  const RetirementExposure at60 = retirement_exposure(path(), 2040, kMen, 60, 0.0);
  const RetirementExposure at61 = retirement_exposure(path(), 2040, kMen, 61, 0.0);
  EXPECT_NEAR(at60.crossing * 1.0 + at61.crossing * 0.25, 1.0, kExact);
}

TEST(Retirement, ARisingLegalAgeLetsFewerBirthsCross) {
  // Three months later: nine months of births.
  double births = 0.0;
  for (int x = 55; x < 65; ++x) {
    const double present = std::max(0.0, std::min(1.0, path().age(2024, kMen) - x));
    births +=
        present * retirement_exposure(path(), 2025, kMen, x, 0.0).crossing * (present > 0.0 ? 1.0 : 0.0);
  }
  EXPECT_NEAR(births, 0.75, kExact);
}

TEST(Retirement, ThoseWhoReachedItBeforeAreNotCountedAgain) {
  // Legal age 60 y 11 m, then 61 y 1 m: of completed age 60, exact ages 60 … 60 11/12 had not reached it; of these
  // 60 1/12 and older do so now: 10 months of 11.
  const RetirementPath close(2024, {731, 733}, {731, 733});
  EXPECT_NEAR(retirement_exposure(close, 2025, kMen, 60, 0.0).crossing, 10.0 / 11.0, kExact);
}

TEST(Retirement, ExposureIsAPartOfOneForEveryAgeYearAndSex) {
  for (int year = 2020; year < 2030; ++year) {
    for (int x = 15; x < 80; ++x) {
      for (const Index sex : {kMen, kWomen}) {
        const RetirementExposure at = retirement_exposure(path(), year, sex, x, 5.0);
        EXPECT_GE(std::min(at.crossing, at.early), 0.0);
        EXPECT_LE(at.crossing + at.early, 1.0 + kExact);
      }
    }
  }
}

TEST(Retirement, RefusesPathsThatAreNotMonths) {
  EXPECT_EQ(problem_ids([] { RetirementPath(2025, {}, {}); }), Ids{"E-REP-004"});
  EXPECT_EQ(problem_ids([] { RetirementPath(2025, {735}, {680, 684}); }), Ids{"E-REP-004"});
  EXPECT_EQ(problem_ids([] { RetirementPath(2025, {61.25}, {56}); }), (Ids{"E-REP-004", "E-REP-004"}));
}

}  // namespace labour_retirement_test
