// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/labour/capacity/enlargement.hpp>

#include <gtest/gtest.h>

#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace labour_capacity_enlargement_test {

using namespace dubao;                             // NOLINT: a test
using namespace dubao::labour::capacity;           // NOLINT: a test
using namespace dubao::labour::capacity::testing;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::problem_ids;

const Rules kLaw = rules_of(2027);

Enlargement want(const Institution& institution, const std::string& number, double persons,
                 const MeasureCosts& costs = {}, const Readings& readings = {}) {
  return enlarge(institution, kLaw, readings, {{number, persons}}, costs);
}

const CrossedLimit* crossed(const Enlargement& found, LimitKind kind) {
  for (const CrossedLimit& one : found.crossed) {
    if (found.before.limits.limits[one.limit].kind == kind) return &one;
  }
  return nullptr;
}

TEST(Enlargement, SixHundredInElectronicsNeedsTwoAndATwentiethConvertedLecturers) {
  const Enlargement found = want(worked_example(), "HN/5202/bachelor/regular", 600);
  ASSERT_EQ(found.lecturers.size(), 1U);
  const LecturerNeed& need = found.lecturers[0];
  EXPECT_NEAR(need.per_lecturer, 40.0, kArithmetic);
  EXPECT_NEAR(need.problem.need, 82.0 / 40.0, kArithmetic);  // 600 + 36 + 4 − 558
  EXPECT_EQ(need.choice.total, 3);
  EXPECT_NEAR(need.choice.gain, 2.25, kArithmetic);
  EXPECT_EQ(need.alone, (std::array<int, 6>{5, 3, 3, -1, -1, 9}));  // nobody has a bachelor's degree only
  EXPECT_TRUE(found.mended);
  EXPECT_FALSE(found.lawful_after);  // growth and freeze remain
}

TEST(Enlargement, GrowthAndFreezeCannotBeMendedAndTheFirstYearIsNamed) {
  const Enlargement found = want(worked_example(), "HN/5202/bachelor/regular", 600);
  const CrossedLimit* growth = crossed(found, LimitKind::growth);
  ASSERT_NE(growth, nullptr);
  EXPECT_FALSE(growth->mendable);
  EXPECT_EQ(growth->earliest_year, 2031);  // 400 → 440, 484, 532, 585, 643
  ASSERT_NE(crossed(found, LimitKind::freeze), nullptr);
  EXPECT_FALSE(crossed(found, LimitKind::freeze)->mendable);
  EXPECT_EQ(crossed(found, LimitKind::freeze)->earliest_year, 0);
}

TEST(Enlargement, GrowthOfANumberTooSmallToGrowNeverReachesAnything) {
  EXPECT_EQ(labour::capacity::detail::growth_year(9, 10, 0.1, 2027), 0);  // ⌊9.9⌋ = 9
  EXPECT_EQ(labour::capacity::detail::growth_year(10, 11, 0.1, 2027), 2027);
  EXPECT_EQ(labour::capacity::detail::growth_year(420, 462, 0.1, 2027), 2027);
  EXPECT_EQ(labour::capacity::detail::growth_year(420, 463, 0.1, 2027), 2028);
}

TEST(Enlargement, WhatIsLawfulNeedsNothing) {
  const Enlargement found = want(worked_example(), "HN/4802/bachelor/regular", 462);
  EXPECT_TRUE(found.lawful_before);
  EXPECT_TRUE(found.crossed.empty());
  EXPECT_TRUE(found.lecturers.empty());
  EXPECT_TRUE(found.lawful_after);
}

TEST(Enlargement, AreaIsWholeSquareMetresAndOneLessIsTooLittle) {
  Institution one = small_example();
  one.locations[0].floor_area = 300.0;  // 107.14 learners; stock 100, 25 leave
  one.learners[0].actual = 100.0;
  one.learners[0].planned = 50.0;
  const Enlargement found = want(one, "A/4801/bachelor/regular", 50.0);
  ASSERT_EQ(found.area.size(), 1U);
  EXPECT_NEAR(found.area[0].shortfall, 50.0 + 75.0 - 300.0 / 2.8, kArithmetic);
  EXPECT_EQ(found.area[0].square_metres, 50.0);  // 125·2.8 = 350
  EXPECT_TRUE(found.mended);
  one.locations[0].floor_area = 349.0;
  EXPECT_EQ(want(one, "A/4801/bachelor/regular", 50.0).area[0].square_metres, 1.0);
  one.locations[0].floor_area = 350.0;
  EXPECT_TRUE(want(one, "A/4801/bachelor/regular", 50.0).area.empty());
}

TEST(Enlargement, GrossAreaNeedsMoreOfIt) {
  Institution one = small_example();
  one.locations[0].floor_area = 300.0;
  one.locations[0].area_kind = AreaKind::gross;
  one.learners[0].actual = 100.0;
  const Enlargement found = want(one, "A/4801/bachelor/regular", 50.0);
  EXPECT_EQ(found.area[0].square_metres, 200.0);  // 350/0.7 = 500
  EXPECT_TRUE(found.mended);
}

TEST(Enlargement, TheMeasuresMakeTheNumberLawfulAndOnePersonLessDoesNot) {
  for (const double wanted : {430.0, 500.0, 613.0}) {
    Institution one = small_example();
    one.learners[0].actual = 700.0;  // no growth cap in the way
    one.learners[0].announced = 700.0;
    one.locations[0].floor_area = 28000.0;
    const Enlargement found = want(one, "A/4801/bachelor/regular", wanted);
    ASSERT_EQ(found.lecturers.size(), 1U);
    EXPECT_TRUE(found.lawful_after);
    const LecturerNeed& need = found.lecturers[0];
    EXPECT_GE(need.choice.gain, need.problem.need - kArithmetic);
    EXPECT_LT(need.choice.total - 1, need.problem.need);  // a person adds at most 1
  }
}

TEST(Enlargement, CostsDecideBetweenRaisingAndHiring) {
  MeasureCosts costs;
  costs.given = true;
  costs.lecturers = {200, 300, 500, 60, 150, 50};
  costs.square_metre = 8.0;
  const Enlargement cheap = want(worked_example(), "HN/5202/bachelor/regular", 600, costs);
  EXPECT_EQ(cheap.lecturers[0].choice.persons[5], 9);  // nine masters to doctors: 2.25 for 450
  EXPECT_NEAR(cheap.lecturers[0].choice.cost, 450.0, kArithmetic);
  costs.lecturers[5] = kNotKnown;
  const Enlargement hired = want(worked_example(), "HN/5202/bachelor/regular", 600, costs);
  EXPECT_EQ(hired.lecturers[0].choice.persons[5], 0);
  EXPECT_NEAR(hired.lecturers[0].choice.cost, 900.0, kArithmetic);  // three masters
}

TEST(Enlargement, TheCheapestChangeIsThatOfTryingEveryCombination) {
  // Two bachelors, two masters and ten doctors; every combination of up to five hires of a kind and all raises is determined anew.
  Institution one = small_example();
  one.learners[0].actual = one.learners[0].announced = 700.0;
  one.locations[0].floor_area = 28000.0;
  add_lecturers(one, "4801", 2, Degree::bachelor);
  add_lecturers(one, "4801", 2, Degree::master);
  const std::string number = "A/4801/bachelor/regular";
  for (std::uint64_t run = 0; run < 4; ++run) {
    data::RandomStream stream(3, data::hash_key("enlargement"), run);
    MeasureCosts costs;
    costs.given = true;
    for (double& cost : costs.lecturers) cost = std::floor(1.0 + 20.0 * stream.uniform());
    const double wanted = 440.0 + std::floor(60.0 * stream.uniform());
    const Enlargement found = want(one, number, wanted, costs);
    double best = std::numeric_limits<double>::infinity();
    std::array<int, 6> n{};
    const auto attempt = [&] {
      double cost = 0.0;
      for (std::size_t j = 0; j < 6; ++j) cost += n[j] * costs.lecturers[j];
      if (cost >= best) return;
      Institution tried = one;
      for (int i = 0; i < n[3]; ++i)
        tried.lecturers[static_cast<std::size_t>(10 + i)].degree = Degree::master;
      for (int i = 0; i < n[4]; ++i)
        tried.lecturers[static_cast<std::size_t>(11 - i)].degree = Degree::doctoral;
      for (int i = 0; i < n[5]; ++i)
        tried.lecturers[static_cast<std::size_t>(12 + i)].degree = Degree::doctoral;
      for (std::size_t j = 0; j < 3; ++j) add_lecturers(tried, "4801", n[j], static_cast<Degree>(j));
      bool lawful = true;
      const Limits limits = determine(tried, kLaw).limits;
      for (const PlanRow& row : check_plan(limits, {wanted})) {
        lawful = lawful && (row.met || !limits.limits[row.limit].reading.empty());
      }
      if (lawful) best = cost;
    };
    for (n[0] = 0; n[0] <= 5; ++n[0])
      for (n[1] = 0; n[1] <= 4; ++n[1])
        for (n[2] = 0; n[2] <= 3; ++n[2])
          for (n[3] = 0; n[3] <= 2; ++n[3])
            for (n[4] = 0; n[3] + n[4] <= 2; ++n[4])
              for (n[5] = 0; n[5] <= 2; ++n[5]) attempt();
    ASSERT_EQ(found.lecturers.size(), 1U);
    EXPECT_NEAR(found.lecturers[0].choice.cost, best, kArithmetic) << run;
    EXPECT_TRUE(found.lawful_after);
  }
}

TEST(Enlargement, ReadingBAsksForMoreLecturers) {
  Readings reserved;
  set_reading(reserved, "A1", "B");
  const Enlargement found = want(worked_example(), "HN/4802/bachelor/regular", 462, {}, reserved);
  ASSERT_EQ(found.lecturers.size(), 1U);
  // Bachelor side: 0.8·(462 + 39.2) − 270 = 130.96 over 34 a lecturer.
  EXPECT_NEAR(found.lecturers[0].per_lecturer, 34.0, kArithmetic);
  EXPECT_NEAR(found.lecturers[0].problem.need, 130.96 / 34.0, kArithmetic);
  EXPECT_TRUE(found.lawful_after);
  EXPECT_TRUE(want(worked_example(), "HN/4802/bachelor/regular", 462).lawful_before);
}

TEST(Enlargement, MoreMasterStudentsNeedMoreSupervisors) {
  Institution one = worked_example();
  one.postgraduates[0].actual = 200;
  one.postgraduates[0].announced = 200;
  const Enlargement found = want(one, "HN/8480201/master/regular", 133);
  ASSERT_EQ(found.supervisors.size(), 1U);
  EXPECT_EQ(found.supervisors[0].doctors, 2);  // 6·21 = 126, 6·23 = 138
}

TEST(Enlargement, ANewMajorNeedsLecturersOfItsOwn) {
  Institution one = small_example();
  one.units.push_back({"A", "480201", "Information technology", 1.0, 1.0, true, true});
  Learners row{"A", "480201", Level::bachelor, Form::regular, 0, 4, 0, 0, 60};
  row.opened = 2027;
  one.learners.push_back(row);
  add_lecturers(one, "480201", 5, Degree::doctoral);
  EXPECT_TRUE(want(one, "A/480201/bachelor/regular", 60).lawful_before);  // 30 % of 40·5
  const Enlargement found = want(one, "A/480201/bachelor/regular", 90);
  ASSERT_EQ(found.lecturers.size(), 1U);
  EXPECT_NEAR(found.lecturers[0].per_lecturer, 12.0, kArithmetic);
  EXPECT_NEAR(found.lecturers[0].problem.need, 2.5, kArithmetic);
  EXPECT_TRUE(found.lawful_after);
}

TEST(Enlargement, WhatCanBeMendedIsMendedUnderEveryReadingAndWantedNumber) {
  const Readings defaults;
  const std::vector<std::pair<std::string, std::string>> choices = {
      {"A2", "field"}, {"A3", "total"},         {"A6", "0.75"},         {"A7", "6"}, {"A11", "separate"},
      {"A12", "no"},   {"A14", "weight_alone"}, {"A16", "as_declared"}, {"A1", "B"}, {"A1", "C"}};
  std::size_t lecturers = 0;
  std::size_t areas = 0;
  for (const auto& [question, choice] : choices) {
    Readings readings = defaults;
    set_reading(readings, question, choice);
    for (const char* number : {"HN/4802/bachelor/regular", "HN/4802/bachelor/blended",
                               "HN/8480201/master/regular", "HN/9520201/doctoral/regular"}) {
      for (const double wanted : {1.0, 77.0, 503.0, 2000.0}) {
        const Enlargement found = want(worked_example(), number, wanted, {}, readings);
        EXPECT_TRUE(found.mended) << question << choice << ' ' << number << ' ' << wanted;
        lecturers += found.lecturers.size();
        areas += found.area.size();
      }
    }
  }
  EXPECT_GT(lecturers, 20U);
  EXPECT_GT(areas, 10U);
}

TEST(Enlargement, RefusesANumberThatIsNone) {
  EXPECT_EQ(problem_ids([] { (void)want(worked_example(), "HN/9999/bachelor/regular", 10); }),
            Ids{"E-CAP-019"});
}

}  // namespace labour_capacity_enlargement_test
