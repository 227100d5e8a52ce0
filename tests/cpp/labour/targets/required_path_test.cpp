// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/targets/required_path.hpp>

#include <gtest/gtest.h>

#include "labour/support.hpp"

namespace labour_targets_required_path_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using data::kMissing;
using labour::testing::array;
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;
using time::Period;

constexpr double kFourDigits = 5e-5;  // figures printed in the header

const Eigen::ArrayXd kValues = array({10, 11, 12, 13, 14});

TEST(RequiredPath, ExampleOfTheHeaderHolds) {
  const ComparableRun run = comparable_run(Period::annual(2020), kValues);
  EXPECT_EQ(run.observations, 5);
  const RequiredPath path = required_path(run, Period::annual(2027), 20);
  EXPECT_EQ(path.periods, 3);
  EXPECT_DOUBLE_EQ(path.step, 2);
  EXPECT_TRUE(path.even_steps.isApprox(array({16, 18, 20}), kExact));
  EXPECT_NEAR(path.growth, 0.1262, kFourDigits);
  EXPECT_NEAR(path.even_growth(0), 15.77, 5e-3);
  EXPECT_NEAR(path.even_growth(1), 17.76, 5e-3);
  EXPECT_DOUBLE_EQ(path.even_growth(2), 20);
  EXPECT_DOUBLE_EQ(path.past_step, 1);
  EXPECT_NEAR(path.past_growth, 0.0878, kFourDigits);
}

TEST(RequiredPath, OnlyTheRunAfterTheLastBreakCounts) {
  const ComparableRun run =
      comparable_run(Period::annual(2020), kValues, {Period::annual(2022), Period::annual(2021)});
  EXPECT_EQ(run.observations, 3);
  EXPECT_EQ(run.first, Period::annual(2022));
  EXPECT_DOUBLE_EQ(run.first_value, 12);
  EXPECT_EQ(comparable_run(Period::annual(2020), kValues, {Period::annual(2025)}).observations, 0);
  EXPECT_EQ(comparable_run(Period::annual(2020), kValues, {Period::annual(2010)}).observations, 5);
}

TEST(RequiredPath, MissingYearsAreNoObservationsButCountAsTime) {
  const ComparableRun run =
      comparable_run(Period::annual(2020), array({kMissing, 10, kMissing, 16, kMissing}));
  EXPECT_EQ(run.observations, 2);
  EXPECT_EQ(run.last, Period::annual(2023));
  EXPECT_DOUBLE_EQ(required_path(run, Period::annual(2024), 20).past_step, 3);
}

TEST(RequiredPath, GrowthExistsOnlyBetweenPositiveEnds) {
  const ComparableRun run = comparable_run(Period::annual(2020), array({-1, 0}));
  const RequiredPath path = required_path(run, Period::annual(2022), 5);
  EXPECT_TRUE(std::isnan(path.growth));
  EXPECT_EQ(path.even_growth.size(), 0);
  EXPECT_DOUBLE_EQ(path.step, 5);
  EXPECT_TRUE(std::isnan(path.past_growth));
  const RequiredPath alone =
      required_path(comparable_run(Period::annual(2020), array({4})), Period::annual(2021), 5);
  EXPECT_TRUE(std::isnan(alone.past_step));
}

TEST(RequiredPath, PastTargetsAndEmptyRunsAreRefused) {
  const ComparableRun run = comparable_run(Period::annual(2020), kValues);
  const auto refused = [&](const ComparableRun& from, Period due, double value) {
    return problem_ids([&] { (void)required_path(from, due, value); });
  };
  EXPECT_EQ(refused(run, Period::annual(2024), 20), Ids{"E-TGT-003"});
  EXPECT_EQ(refused(run, Period::quarterly(2027, 1), 20), Ids{"E-TGT-003"});
  EXPECT_EQ(refused(run, Period::annual(2027), kMissing), Ids{"E-TGT-003"});
  EXPECT_EQ(refused(comparable_run(Period::annual(2020), kValues, {Period::annual(2030)}),
                    Period::annual(2031), 20),
            Ids{"E-TGT-003"});
}

}  // namespace labour_targets_required_path_test
