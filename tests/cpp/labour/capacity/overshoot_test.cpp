// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/overshoot.hpp>

#include <gtest/gtest.h>

#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_overshoot_test {

using namespace dubao;                    // NOLINT: a test
using namespace dubao::labour::capacity;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::problem_ids;

const Rules kLaw = labour::capacity::testing::rules_of(2027);

Intake unit(const char* code, double announced, double actual, Form form = Form::regular) {
  return {"HN", code, Level::bachelor, form, announced, actual};
}

/// The law read word for word, for comparison with the largest intake: both conditions, or either.
bool breaks(double announced, double actual, OvershootReading reading) {
  const double excess = actual - announced;
  const bool percent = announced < 100 ? 10 * excess > announced : 20 * excess > announced;
  const bool persons = excess >= (announced < 100 ? 5 : 30);
  return reading == OvershootReading::both ? percent && persons : percent || persons;
}

TEST(Overshoot, WorkedExampleTwentyFiveMoreThanAnnouncedIsNoBreachOfTheUnitNorOfTheForm) {
  const auto rows = overshoot({unit("4802", 462, 487), unit("5202", 430, 430)}, kLaw);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].excess, 25.0);
  EXPECT_NEAR(rows[0].excess_percent, 5.411, 0.001);
  EXPECT_TRUE(rows[0].above_percent);
  EXPECT_FALSE(rows[0].above_persons);
  EXPECT_FALSE(rows[0].breach);
  EXPECT_EQ(rows[0].largest_actual, 491.0);
  EXPECT_EQ(rows[0].clause.article_clause, "Art. 4(3)(b)");
  EXPECT_EQ(rows[2].scope, OvershootScope::form_total);
  EXPECT_EQ(rows[2].announced, 892.0);
  EXPECT_EQ(rows[2].actual, 917.0);
  EXPECT_EQ(rows[2].largest_actual, 936.0);
  EXPECT_FALSE(rows[2].breach);
}

TEST(Overshoot, ReadingEitherMakesTheSameTwentyFiveABreach) {
  const auto rows = overshoot({unit("4802", 462, 487)}, kLaw, OvershootReading::either);
  EXPECT_TRUE(rows[0].breach);
  EXPECT_EQ(rows[0].largest_actual, 485.0);
}

TEST(Overshoot, SmallNumbersTolerateFourPersonsOrTenPercent) {
  EXPECT_EQ(largest_actual_intake(9, kLaw), 13.0);   // 4 persons, although 44 %
  EXPECT_EQ(largest_actual_intake(50, kLaw), 55.0);  // 10 %: 5 persons, and 5 persons are not above 10 %
  EXPECT_EQ(largest_actual_intake(99, kLaw), 108.0);
  EXPECT_EQ(largest_actual_intake(100, kLaw), 129.0);  // the large clause: fewer than 30 persons
  EXPECT_EQ(largest_actual_intake(1000, kLaw), 1050.0);
  EXPECT_EQ(largest_actual_intake(9, kLaw, OvershootReading::either), 9.0);
  EXPECT_EQ(largest_actual_intake(0, kLaw), 4.0);
}

TEST(Overshoot, LargestIntakeIsTheLastThatTheWordsOfTheLawAllow) {
  for (const OvershootReading reading : {OvershootReading::both, OvershootReading::either}) {
    for (double announced = 0; announced <= 1500; ++announced) {
      const double most = largest_actual_intake(announced, kLaw, reading);
      EXPECT_FALSE(breaks(announced, most, reading)) << announced;
      EXPECT_TRUE(breaks(announced, most + 1, reading)) << announced;
    }
  }
}

TEST(Overshoot, TotalOfAFormIsABreachAlthoughNoUnitIs) {
  // Three units with 29 too many each: 87 of 600 announced are 14.5 %.
  const auto rows = overshoot({unit("4802", 200, 229), unit("5202", 200, 229), unit("4801", 200, 229)}, kLaw);
  EXPECT_FALSE(rows[0].breach || rows[1].breach || rows[2].breach);
  EXPECT_TRUE(rows[3].breach);
  EXPECT_EQ(rows[3].largest_actual, 630.0);
}

TEST(Overshoot, JointForeignProgrammesCountInsideTheRegularNumber) {
  const auto rows = overshoot(
      {unit("4802", 100, 90), unit("4802", 20, 40, Form::joint_foreign), unit("4802", 40, 41, Form::blended)},
      kLaw);
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].announced, 120.0);
  EXPECT_EQ(rows[0].actual, 130.0);
  EXPECT_EQ(rows[2].form, Form::regular);
  EXPECT_TRUE(rows[2].breach);  // 130 of 120: 8.3 % in total
  EXPECT_EQ(rows[3].form, Form::blended);
}

TEST(Overshoot, MasterToleratesTwentyPercent) {
  const auto row = [](double actual) {
    return overshoot({{"HN", "4802", Level::master, Form::regular, 36, actual}}, kLaw)[0];
  };
  EXPECT_EQ(row(43).largest_actual, 43.0);  // 7.2 of 36
  EXPECT_FALSE(row(43).breach);
  EXPECT_TRUE(row(44).breach);
  EXPECT_EQ(row(44).clause.article_clause, "Art. 4(3)(d)");
}

TEST(Overshoot, TeacherTrainingToleratesTwentyPercentOfAMajorAndNothingInTotal) {
  Intake first = unit("140201", 100, 118);
  Intake second = unit("140202", 100, 82);
  first.teacher_training = second.teacher_training = true;
  auto rows = overshoot({first, second}, kLaw);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_FALSE(rows[0].breach);
  EXPECT_EQ(rows[2].scope, OvershootScope::teacher_training_total);
  EXPECT_FALSE(rows[2].breach);
  second.actual = 83;
  rows = overshoot({first, second}, kLaw);
  EXPECT_TRUE(rows[2].breach);
  first.actual = 121;
  EXPECT_TRUE(overshoot({first}, kLaw)[0].breach);
}

TEST(Overshoot, DoctoralIntakeIsJudgedByItsCapacity) {
  const auto row = [](double actual) {
    return overshoot({{"HN", "480201", Level::doctoral, Form::regular, 2, actual, false, 6.75}}, kLaw)[0];
  };
  EXPECT_FALSE(row(6).breach);
  EXPECT_EQ(row(6).largest_actual, 6.0);
  EXPECT_TRUE(row(7).breach);
  EXPECT_EQ(row(7).clause.article_clause, "Art. 4(3)(đ)");
}

TEST(Overshoot, AFreezeThatBarsTheToleranceLeavesTheAnnouncedNumber) {
  Intake frozen = unit("4802", 430, 431);
  EXPECT_FALSE(overshoot({frozen}, kLaw)[0].breach);
  frozen.barred = true;
  EXPECT_TRUE(overshoot({frozen}, kLaw)[0].breach);
  EXPECT_EQ(overshoot({frozen}, kLaw)[0].largest_actual, 430.0);
}

TEST(Overshoot, ListsEveryProblemAndNamesAMissingValueOfTheLaw) {
  EXPECT_EQ(problem_ids([] {
              (void)overshoot({unit("a", -1, 3),
                               unit("b", 10, 3.5),
                               unit("c", 1, 1),
                               unit("c", 1, 1),
                               {"HN", "d", Level::doctoral, Form::regular, 1, 1}},
                              kLaw);
            }),
            (Ids{"E-CAP-050", "E-CAP-050", "E-CAP-052", "E-CAP-051"}));
  EXPECT_EQ(problem_ids([] { (void)largest_actual_intake(10.5, kLaw); }), Ids{"E-CAP-050"});
  EXPECT_EQ(problem_ids([] { (void)largest_actual_intake(10, Rules("empty", 2030)); }), Ids{"E-CAP-001"});
}

}  // namespace labour_capacity_overshoot_test
