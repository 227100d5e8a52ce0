// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/former_rules.hpp>

#include <gtest/gtest.h>

#include "labour/capacity/former_example.hpp"
#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_former_rules_test {

using namespace dubao;                             // NOLINT: a test
using namespace dubao::labour::capacity;           // NOLINT: a test
using namespace dubao::labour::capacity::testing;  // NOLINT: a test

using Names = std::vector<std::string>;

std::string binding(const FormerDetermination& found, std::size_t variable = 0) {
  return found.limits.limits[static_cast<std::size_t>(found.maxima[variable].binding)].name;
}

TEST(FormerRules, WithoutABrakeLecturersDecide) {
  const FormerDetermination found = determine_former(former_example(2024), rules_of(2024));
  EXPECT_EQ(found.maxima[0].maximum, 487.0);
  EXPECT_EQ(binding(found), "lecturers 748");
  EXPECT_EQ(found.limits.limits[0].clauses[0].article_clause, "TT03 Art. 6(1)(b), App. 1 Table 2");
}

TEST(FormerRules, FloorAreaBindsWhereItIsSmall) {
  Institution one = former_example(2024);
  one.locations[0].floor_area = 2.8 * 1000;
  const FormerDetermination found = determine_former(one, rules_of(2024));
  EXPECT_EQ(found.maxima[0].maximum, 175.0);  // 1,000 − 1,100 + 275
  EXPECT_EQ(binding(found), "area");
}

TEST(FormerRules, FulfilmentBelowEightyPercentFreezes) {
  Institution one = former_example(2024);
  one.learners[0].actual = 300;
  FormerDetermination found = determine_former(one, rules_of(2024));
  EXPECT_EQ(found.brakes.rows[0].reasons, Names{"freeze_if_quota_fulfilment_below"});
  EXPECT_EQ(found.maxima[0].maximum, 400.0);
  one.learners[0].actual = 320;  // exactly 80 %
  found = determine_former(one, rules_of(2024));
  EXPECT_TRUE(found.brakes.rows[0].reasons.empty());
}

TEST(FormerRules, EmploymentBelowEightyPercentOfTheFieldFreezesItsUnitsButNotAccreditedMajors) {
  Institution one = former_example(2024);
  one.units.push_back(former_unit("4801", SpecialMajor::high_demand));
  one.learners[0].employment_rate = 0.85;
  one.learners.push_back(former_learners("4801", Form::regular, 1000, 100, 100, 0.70));
  FormerDetermination found = determine_former(one, rules_of(2024));  // (275·0.85 + 250·0.70)/525 = 0.779
  EXPECT_EQ(found.brakes.rows[0].freeze_limit, 400.0);
  EXPECT_EQ(found.brakes.rows[1].freeze_limit, 100.0);
  one.learners[1].accredited_programme = true;
  found = determine_former(one, rules_of(2024));
  EXPECT_TRUE(std::isnan(found.brakes.rows[1].freeze_limit));
  EXPECT_EQ(found.brakes.rows[1].exempted, Names{"freeze_if_employment_rate_below"});
  EXPECT_EQ(found.brakes.rows[0].freeze_limit, 400.0);
}

TEST(FormerRules, AnInstitutionThatIsNotAccreditedMayNotIncreaseAtAnyLevel) {
  for (const auto& [year, reason] :
       {std::pair{2022, "freeze_if_not_accredited"}, std::pair{2024, "freeze_if_no_valid_accreditation"}}) {
    Institution one = former_example(year);
    one.accredited = false;
    one.learners[0].accredited_programme = true;  // no exemption from this one
    one.postgraduates = {{"HN", "8480201", 18, 3}};
    one.postgraduates[0].announced = 30;
    const FormerDetermination found = determine_former(one, rules_of(year));
    EXPECT_EQ(found.brakes.rows[0].reasons, Names{reason});
    EXPECT_EQ(found.maxima[0].maximum, 400.0);
    EXPECT_EQ(found.maxima[1].maximum, 30.0);
  }
}

TEST(FormerRules, ANewMajorHasThirtyPercentOfItsOwnCapacity) {
  Institution one = former_example(2024);
  one.units.push_back(former_unit("480107", SpecialMajor::high_demand));
  one.learners.push_back(former_learners("480107", Form::regular, 0, kNotKnown, kNotKnown, kNotKnown));
  one.learners[1].opened = 2024;
  one.units[1].by_major = true;
  add_staff(one, "480107", 5, Degree::doctoral);
  const FormerDetermination found = determine_former(one, rules_of(2024));
  EXPECT_EQ(found.maxima[1].maximum, 60.0);  // 30 % of 20·10
  EXPECT_EQ(binding(found, 1), "new major HN/480107/bachelor/regular");
}

TEST(FormerRules, AViolationTakesTheRightToDetermineUntil2025) {
  Institution one = former_example(2025);
  one.violation_last_year = true;
  EXPECT_FALSE(determine_former(one, rules_of(2025)).self_determined);
}

TEST(FormerRules, Of2026KeepTheOldCriteriaWithTheBrakesOf34) {
  Institution one = former_example(2026);
  one.learners[0].first_year_dropout = 0.10;
  one.learners[0].actual = 300;  // 75 % filled: no brake any more, but growth is capped on the actual intake
  FormerDetermination found = determine_former(one, rules_of(2026));
  EXPECT_NEAR(found.fields[0].capacity, 1312.0, 1e-9);
  EXPECT_TRUE(found.brakes.rows[0].reasons.empty());
  EXPECT_EQ(found.maxima[0].maximum, 330.0);
  EXPECT_EQ(binding(found), "growth HN/4802/bachelor/regular");
  one.learners[0].employment_rate = 0.68;
  one.learners[0].announced = 310;
  found = determine_former(one, rules_of(2026));
  EXPECT_EQ(found.maxima[0].maximum, 310.0);
  EXPECT_EQ(found.brakes.rows[0].reasons, Names{"freeze_if_employment_rate_below"});
}

TEST(FormerRules, NumbersOf2026AnnouncedBeforeApril19MayBeReadAsFreeOfTheBrakes) {
  Institution one = former_example(2026);
  one.learners[0].actual = 300;
  const FormerDetermination found = determine_former(one, rules_of(2026), {}, false);
  EXPECT_EQ(found.maxima[0].maximum, 487.0);
  EXPECT_NEAR(found.brakes.rows[0].growth_limit, 330.0, 1e-9);  // shown all the same
  EXPECT_EQ(found.brakes.remarks[1].code, "brakes_not_binding");
}

TEST(FormerRules, AFreezeWithoutLastYearsNumberIsAProblem) {
  Institution one = former_example(2024);
  one.accredited = false;
  one.learners[0].announced = kNotKnown;
  EXPECT_EQ(labour::testing::problem_ids([&] { (void)determine_former(one, rules_of(2024)); }),
            labour::testing::Ids{"E-CAP-015"});
  one = former_example(2024);
  one.learners[0].stock = kNotKnown;
  EXPECT_EQ(labour::testing::problem_ids([&] { (void)determine_former(one, rules_of(2024)); }),
            labour::testing::Ids{"E-CAP-009"});
}

TEST(FormerRules, APlanIsCheckedAgainstEveryLimit) {
  Institution one = former_example(2024);
  one.learners.push_back(former_learners("4802", Form::blended, 0, 100, 100));
  const FormerDetermination found = determine_former(one, rules_of(2024));
  const auto met = [&](std::vector<double> plan) {
    bool all = true;
    for (const PlanRow& row : check_plan(found.limits, plan)) all = all && row.met;
    return all;
  };
  EXPECT_TRUE(met({487, 146}));
  EXPECT_FALSE(met({488, 146}));
  EXPECT_FALSE(met({487, 147}));
}

TEST(FormerRules, TheScaleOf31DecemberStaysWithinCapacityExactlyUpToTheMaximum) {
  const FormerDetermination found = determine_former(former_example(2026), rules_of(2026));
  const YearEndRow row = former_year_end(found, {487})[0];
  EXPECT_NEAR(row.scale, 1100.0 - 275.0 + 487.0, 1e-9);
  EXPECT_LE(row.scale, row.capacity + 1e-9);
  EXPECT_GT(former_year_end(found, {488})[0].scale, row.capacity + 1e-9);
  EXPECT_NEAR(row.ratio, 20.0, 0.01);
}

TEST(FormerRules, DistanceWithoutSupportStaffIsNotKnownAndSaysSo) {
  Institution one = former_example(2024);
  one.learners.push_back(former_learners("4802", Form::distance, 0, 100, 100));
  const FormerDetermination found = determine_former(one, rules_of(2024));
  EXPECT_TRUE(std::isnan(found.maxima[1].maximum));
  EXPECT_EQ(found.brakes.remarks[0].code, "support_staff_not_given");
}

}  // namespace labour_capacity_former_rules_test
