// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/labour/capacity/lecturer_measures.hpp>

#include <gtest/gtest.h>

#include "labour/support.hpp"
#include <limits>

namespace labour_capacity_lecturer_measures_test {

using namespace dubao;                    // NOLINT: a test
using namespace dubao::labour::capacity;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::problem_ids;

constexpr double kCents = 1e-9;

MeasureProblem problem(double need) {
  MeasureProblem out;
  out.need = need;
  out.gains = {0.5, 0.75, 1.0, 0.25, 0.5, 0.25};
  out.costs = {1, 1, 1, 1, 1, 1};
  return out;
}

TEST(LecturerMeasures, WithoutCostsFewestPersonsThenLeastSurplus) {
  const MeasureChoice choice = cheapest_measures(problem(2.6));
  EXPECT_EQ(choice.total, 3);
  EXPECT_NEAR(choice.gain, 2.75, kCents);  // two doctors and a master
  EXPECT_EQ(choice.persons[2], 2);
  EXPECT_EQ(choice.persons[1], 1);
}

TEST(LecturerMeasures, NothingIsNeededForNothing) {
  const MeasureChoice choice = cheapest_measures(problem(0.0));
  EXPECT_TRUE(choice.found);
  EXPECT_EQ(choice.total, 0);
  EXPECT_EQ(cheapest_measures(problem(1.0 + 1e-12)).total, 1);  // rounding asks for nobody more
}

TEST(LecturerMeasures, EachMeasureAlone) {
  MeasureProblem one = problem(2.6);
  one.bachelors = 20;
  one.masters = 5;
  EXPECT_EQ(single_measures(one), (std::array<int, 6>{6, 4, 3, 11, 6, -1}));
}

TEST(LecturerMeasures, RaisesAreUsedWhereTheyAreCheapAndThereIsSomebodyToRaise) {
  MeasureProblem one = problem(2.0);
  one.costs = {300, 400, 700, 60, 90, 40};
  one.masters = 3;
  one.bachelors = 2;
  const MeasureChoice choice = cheapest_measures(one);
  // Two bachelors to doctors (1.0), then 1.0 of raised masters (0.75 for 120) and one cheap hire.
  EXPECT_NEAR(choice.cost, 2 * 90 + 2 * 40 + 300, kCents);
  EXPECT_EQ(choice.persons, (std::array<int, 6>{1, 0, 0, 0, 2, 2}));
}

TEST(LecturerMeasures, ReachesNothingWhereNoMeasureIsAllowed) {
  MeasureProblem one = problem(1.0);
  one.costs.fill(kNotKnown);
  EXPECT_FALSE(cheapest_measures(one).found);
  one.costs[5] = 1.0;
  one.masters = 3;  // three raises of 0.25 are too few
  EXPECT_FALSE(cheapest_measures(one).found);
  one.masters = 4;
  EXPECT_EQ(cheapest_measures(one).total, 4);
}

TEST(LecturerMeasures, CostEqualsBruteForceOnRandomCases) {
  for (std::uint64_t run = 0; run < 60; ++run) {
    data::RandomStream stream(11, data::hash_key("measures"), run);
    MeasureProblem one = problem(0.25 + 3.0 * stream.uniform());
    one.bachelors = static_cast<double>(stream.below(4));
    one.masters = static_cast<double>(stream.below(4));
    for (double& cost : one.costs) cost = std::floor(1.0 + 9.0 * stream.uniform());
    if (run % 3 == 0) one.costs[static_cast<std::size_t>(stream.below(6))] = kNotKnown;
    double best = std::numeric_limits<double>::infinity();
    std::array<int, 6> n{};
    const auto used = [&] {
      double cost = 0.0;
      double gain = 0.0;
      for (std::size_t j = 0; j < 6; ++j) {
        if (n[j] == 0) continue;
        cost += n[j] * one.costs[j];
        gain += n[j] * one.gains[j];
      }
      if (gain >= one.need && cost < best) best = cost;  // NaN costs compare false
    };
    for (n[0] = 0; n[0] <= 7; ++n[0])
      for (n[1] = 0; n[1] <= 5; ++n[1])
        for (n[2] = 0; n[2] <= 4; ++n[2])
          for (n[3] = 0; n[3] <= one.bachelors; ++n[3])
            for (n[4] = 0; n[3] + n[4] <= one.bachelors; ++n[4])
              for (n[5] = 0; n[5] <= one.masters; ++n[5]) used();
    const MeasureChoice choice = cheapest_measures(one);
    ASSERT_EQ(choice.found, std::isfinite(best));
    if (choice.found) {
      EXPECT_NEAR(choice.cost, best, kCents) << run;
    }
    EXPECT_GE(choice.gain, choice.found ? one.need - kCents : 0.0);
    EXPECT_LE(choice.persons[3] + choice.persons[4], one.bachelors);
    EXPECT_LE(choice.persons[5], one.masters);
  }
}

TEST(LecturerMeasures, RefusesNeedsGainsAndCostsOutOfRange) {
  MeasureProblem wrong = problem(-1.0);
  wrong.gains[0] = 0.12345;
  wrong.costs[1] = -2.0;
  EXPECT_EQ(problem_ids([&] { (void)cheapest_measures(wrong); }),
            (Ids{"E-CAP-080", "E-CAP-081", "E-CAP-082"}));
}

}  // namespace labour_capacity_lecturer_measures_test
