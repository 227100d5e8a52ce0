// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/brakes.hpp>

#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_brakes_test {

using namespace dubao::labour::capacity;  // NOLINT: a test
using dubao::labour::capacity::testing::kArithmetic;
using dubao::labour::capacity::testing::rules_of;
using dubao::labour::capacity::testing::small_example;
using dubao::labour::capacity::testing::worked_example;

BrakeRow first(const Institution& declared, const Readings& readings = {}, int year = 2027) {
  return brakes(declared, rules_of(year), readings).rows.at(0);
}

using Names = std::vector<std::string>;

TEST(CapacityBrakes, ExampleOfTheHeaderHolds) {
  const BrakeTable found = brakes(worked_example(), rules_of(2027), {});
  EXPECT_NEAR(found.rows.at(0).growth_limit, 462.0, kArithmetic);
  EXPECT_NEAR(found.rows.at(2).growth_limit, 440.0, kArithmetic);
  EXPECT_EQ(found.rows.at(2).freeze_limit, 430.0);
  EXPECT_EQ(found.rows.at(2).reasons, Names{"freeze_if_employment_rate_below"});
}

TEST(CapacityBrakes, Art5Clause5CapsGrowthAtTenPercentOfTheActualIntake) {
  EXPECT_NEAR(first(small_example()).growth_limit, 44.0, kArithmetic);
}

TEST(CapacityBrakes, Art5Clause5ExemptsMajorsOpenedInTheYearAndYoungInstitutions) {
  Institution opened = small_example();
  opened.learners[0].opened = 2027;
  EXPECT_EQ(first(opened).growth_exemption, "new_major");
  EXPECT_TRUE(std::isnan(first(opened).growth_limit));
  Institution young = small_example();
  young.founded = 2023;
  EXPECT_EQ(first(young).growth_exemption, "young_institution");
  young.founded = 2022;  // five years old: no longer
  EXPECT_NEAR(first(young).growth_limit, 44.0, kArithmetic);
  young.founded = {};
  young.locations[0].founded = 2025;  // a branch is not an institution
  EXPECT_NEAR(first(young).growth_limit, 44.0, kArithmetic);
}

TEST(CapacityBrakes, Art5Clause5TotalSumsWhatIsUnderTheCap) {
  Institution declared = worked_example();
  declared.units.push_back({"HN", "480299", "New", 0.8, 1.2, true, true});
  Learners opened{"HN", "480299", Level::bachelor, Form::regular, 0};
  opened.opened = 2027;
  declared.learners.push_back(opened);
  const BrakeTable found = brakes(declared, rules_of(2027), {});
  EXPECT_EQ(found.totals.at(0).actual, 820.0);
  EXPECT_NEAR(found.totals.at(0).limit, 902.0, kArithmetic);
}

TEST(CapacityBrakes, Art5Clause6aFreezesAfterAViolation) {
  Institution declared = small_example();
  declared.violation_last_year = true;
  EXPECT_EQ(first(declared).reasons, Names{"freeze_if_violation_last_year"});
  EXPECT_EQ(first(declared).freeze_limit, 40.0);
}

TEST(CapacityBrakes, Art5Clause6bFreezesBelowSeventyPercentOfWorkingAge) {
  Institution declared = small_example();
  declared.working_age_permanent_share = 0.69;
  EXPECT_EQ(first(declared).reasons, Names{"freeze_if_working_age_permanent_share_missed"});
  declared.working_age_permanent_share = 0.70;
  EXPECT_TRUE(first(declared).reasons.empty());
}

TEST(CapacityBrakes, Art5Clause6cFreezesBelowTheShareOfDoctorsOrFrom2030OfLand) {
  Institution declared = small_example();
  declared.doctoral_lecturer_share = 0.19;
  EXPECT_EQ(first(declared).reasons, Names{"freeze_if_phd_share_or_land_missed"});
  declared.doctoral_lecturer_share = 0.35;
  declared.trains_doctors = true;  // 40 % where doctors are trained
  EXPECT_EQ(first(declared).reasons, Names{"freeze_if_phd_share_or_land_missed"});
  declared.doctoral_lecturer_share = 0.60;
  declared.land_per_learner = 20.0;  // no threshold before 2030
  EXPECT_TRUE(first(declared).reasons.empty());
  declared.intake_year = 2030;
  EXPECT_EQ(first(declared, {}, 2030).reasons, Names{"freeze_if_phd_share_or_land_missed"});
}

TEST(CapacityBrakes, ReadingA8NeedsDoctorsOrLandMissedOrBoth) {
  Institution declared = small_example();
  declared.doctoral_lecturer_share = 0.10;
  Readings both;
  both.a8 = DoctorsAndLand::both;
  EXPECT_TRUE(first(declared, both).reasons.empty());
  declared.intake_year = 2030;
  declared.land_per_learner = 20.0;
  EXPECT_EQ(first(declared, both, 2030).reasons.size(), 1U);
  declared.land_per_learner = 25.0;
  EXPECT_TRUE(first(declared, both, 2030).reasons.empty());
}

TEST(CapacityBrakes, Art5Clause6dFreezesAboveFifteenPercentOfDropout) {
  Institution declared = small_example();
  declared.learners[0].first_year_dropout = 0.15;
  EXPECT_TRUE(first(declared).reasons.empty());
  declared.learners[0].first_year_dropout = 0.151;
  EXPECT_EQ(first(declared).reasons, Names{"freeze_if_first_year_dropout_above"});
}

TEST(CapacityBrakes, Art5Clause6ddFreezesBelowSeventyPercentOfEmployment) {
  Institution declared = small_example();
  declared.learners[0].employment_rate = 0.70;
  EXPECT_TRUE(first(declared).reasons.empty());
  declared.learners[0].employment_rate = 0.699;
  EXPECT_EQ(first(declared).reasons, Names{"freeze_if_employment_rate_below"});
}

TEST(CapacityBrakes, Art5Clause6eFreezesWithoutAccreditation) {
  Institution declared = small_example();
  declared.accredited = false;
  EXPECT_EQ(first(declared).reasons, Names{"freeze_if_no_valid_accreditation"});
}

TEST(CapacityBrakes, Art5Clause6gExemptsFromTheFirstTwoReasonsOnly) {
  Institution declared = small_example();
  declared.violation_last_year = true;
  declared.working_age_permanent_share = 0.5;
  declared.accredited = false;
  declared.learners[0].scheme = true;
  EXPECT_EQ(first(declared).reasons, Names{"freeze_if_no_valid_accreditation"});
  EXPECT_EQ(first(declared).exempted,
            (Names{"freeze_if_violation_last_year", "freeze_if_working_age_permanent_share_missed"}));
  declared.learners[0].scheme = false;
  declared.locations[0].founded = 2024;  // a branch under five years is exempt here
  EXPECT_EQ(first(declared).exempted.size(), 2U);
  declared.locations[0].founded = {};
  declared.learners[0].opened = 2027;
  declared.learners[0].announced = kNotKnown;
  EXPECT_EQ(first(declared).exempted.size(), 2U);
  EXPECT_EQ(first(declared).freeze_limit, 0.0);  // nothing was announced the year before
}

TEST(CapacityBrakes, ReasonsStandInTheOrderOfTheClause) {
  Institution declared = small_example();
  declared.violation_last_year = true;
  declared.accredited = false;
  declared.learners[0].first_year_dropout = 0.5;
  declared.learners[0].employment_rate = 0.5;
  EXPECT_EQ(first(declared).reasons,
            (Names{"freeze_if_violation_last_year", "freeze_if_first_year_dropout_above",
                   "freeze_if_employment_rate_below", "freeze_if_no_valid_accreditation"}));
}

TEST(CapacityBrakes, Art5Clause9CountsJointForeignProgrammesInTheRegularNumber) {
  Institution declared = small_example();
  Learners joint{"A", "4801", Level::bachelor, Form::joint_foreign, 20, 4, 10, 8, 10};
  declared.learners.push_back(joint);
  const BrakeTable found = brakes(declared, rules_of(2027), {});
  ASSERT_EQ(found.rows.size(), 1U);
  EXPECT_EQ(found.rows[0].announced, 50.0);
  EXPECT_NEAR(found.rows[0].growth_limit, 52.8, kArithmetic);
}

TEST(CapacityBrakes, ReadingA9ExtendsTheRatesToPostgraduates) {
  Institution declared = small_example();
  Postgraduates master{"A", "8480101", 5};
  master.announced = 20;
  master.actual = 20;
  declared.postgraduates = {master};
  Learners rates{"A", "4801", Level::master, Form::regular, 0};
  rates.employment_rate = 0.5;
  declared.learners.push_back(rates);
  EXPECT_TRUE(brakes(declared, rules_of(2027), {}).rows.at(1).reasons.empty());
  Readings all;
  all.a9 = RateBrakes::all;
  EXPECT_EQ(brakes(declared, rules_of(2027), all).rows.at(1).freeze_limit, 20.0);
}

TEST(CapacityBrakes, WhatIsNotGivenIsRemarkedAndNotTested) {
  Institution declared = small_example();
  declared.working_age_permanent_share = kNotKnown;
  declared.doctoral_lecturer_share = kNotKnown;
  declared.learners[0].employment_rate = kNotKnown;
  declared.postgraduates = {{"A", "8480101", 5}};
  std::vector<std::string> codes;
  for (const Remark& one : brakes(declared, rules_of(2027), {}).remarks) codes.push_back(one.code);
  EXPECT_EQ(codes, (Names{"working_age_share_not_given", "doctoral_share_not_given", "rates_not_given",
                          "actual_not_given"}));
}

}  // namespace labour_capacity_brakes_test
