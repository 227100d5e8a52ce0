// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/human_capital_index.hpp>

#include <gtest/gtest.h>

#include "labour/support.hpp"

namespace labour_human_capital_index_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using data::kMissing;
using labour::testing::array;
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

constexpr double kFourDigits = 5e-5;  // figures printed in the header

HumanCapitalTable example() {
  HumanCapitalTable table;
  table.countries = {"A", "B", "C"};
  table.components = {"first", "second"};
  table.values.resize(3, 2);
  table.values << 0, 0, 1, 2, 2, 4;
  table.weights = array({0.5, 0.5});
  return table;
}

TEST(HumanCapitalIndex, ExampleOfTheHeaderHolds) {
  const HumanCapitalValues found = human_capital_index(example());
  EXPECT_NEAR(found.composite(0), -1.2247, kFourDigits);
  EXPECT_NEAR(found.composite(1), 0, kExact);
  EXPECT_TRUE(found.value.isApprox(array({0, 0.5, 1}), kExact));
  EXPECT_EQ(found.rank(0), 3);
  EXPECT_EQ(found.rank(2), 1);
  const auto effects = human_capital_effects(example(), 1, array({1, kMissing}));
  ASSERT_EQ(effects.size(), 1U);
  // By hand: first component 0, 2, 2: mean 4/3, spread √(8/9); z = −√2, 1/√2, 1/√2; second ∓√1.5, 0.
  const double low = -(std::sqrt(2.0) + std::sqrt(1.5)) / 2;
  const double high = (1 / std::sqrt(2.0) + std::sqrt(1.5)) / 2;
  const double moved = (1 / std::sqrt(2.0)) / 2;
  EXPECT_NEAR(effects[0].value, (moved - low) / (high - low), kExact);
  EXPECT_NEAR(effects[0].value, 0.7321, kFourDigits);
  EXPECT_EQ(effects[0].rank, 2);
  EXPECT_EQ(effects[0].places, 0);
  EXPECT_NEAR(effects[0].first_order, 0.25, kExact);
}

TEST(HumanCapitalIndex, UnitsAndScaleOfWeightsDoNotMatter) {
  HumanCapitalTable other = example();
  other.values.col(0) = 100.0 * other.values.col(0) + 7.0;
  other.weights = array({3, 3});
  EXPECT_TRUE(human_capital_index(other).value.isApprox(human_capital_index(example()).value, kExact));
}

TEST(HumanCapitalIndex, RaisingAComponentNeverLowersTheCountryAndSmallChangesFollowTheDerivative) {
  constexpr Index kCountries = 193;  // Member States in an edition
  HumanCapitalTable table;
  data::RandomStream stream(3, data::hash_key("hci"), 0);
  table.values.resize(kCountries, 4);
  for (Index i = 0; i < kCountries; ++i) {
    table.countries.push_back("c" + std::to_string(i));
    for (Index j = 0; j < 4; ++j) table.values(i, j) = 10.0 * static_cast<double>(j + 1) + stream.normal();
  }
  table.components = {"a", "b", "c", "d"};
  table.weights = array({1.0 / 3, 2.0 / 9, 2.0 / 9, 2.0 / 9});
  const HumanCapitalValues before = human_capital_index(table);
  constexpr double kStep = 0.05;  // of a spread of about 1
  // Relative: the country's own step moves mean and spread by about (1 + z²)/n, z up to 3, and a little the range.
  constexpr double kOwnWeight = 0.08;
  for (Index i = 0; i < kCountries; ++i) {
    // The country at an end sets the range: its own value stays 0 or 1.
    if (before.value(i) <= 0.05 || before.value(i) >= 0.95) continue;
    for (const HumanCapitalEffect& one :
         human_capital_effects(table, i, Eigen::ArrayXd::Constant(4, kStep))) {
      EXPECT_GT(one.value_change, 0);
      EXPECT_GE(one.places, 0);
      EXPECT_NEAR(one.value_change / one.first_order, 1.0, kOwnWeight);
    }
  }
}

TEST(HumanCapitalIndex, ContributionsDifferAsTheValuesDo) {
  const HumanCapitalValues found = human_capital_index(example());
  const Eigen::ArrayXd sums = found.contribution.rowwise().sum();
  EXPECT_NEAR(sums(2) - sums(1), found.value(2) - found.value(1), kExact);
}

TEST(HumanCapitalIndex, EqualCountriesShareARankAndTheRangeScaleIsAvailable) {
  HumanCapitalTable table = example();
  table.values.row(1) = table.values.row(2);
  const HumanCapitalValues found = human_capital_index(table);
  EXPECT_EQ(found.rank(1), 1);
  EXPECT_EQ(found.rank(2), 1);
  EXPECT_EQ(found.rank(0), 3);
  HumanCapitalTable range = example();
  range.values(1, 0) = 2;
  range.scale = ComponentScale::kRange;
  EXPECT_NEAR(human_capital_index(range).value(1), 0.75, kExact);
}

TEST(HumanCapitalIndex, WhatIsMissingIsNamed) {
  HumanCapitalTable table = example();
  table.values(1, 0) = kMissing;
  table.values(2, 1) = kMissing;
  EXPECT_EQ(problem_ids([&] { (void)human_capital_index(table); }), (Ids{"E-HCI-002", "E-HCI-002"}));
  table = example();
  table.values.col(1) = 3.0;
  EXPECT_EQ(problem_ids([&] { (void)human_capital_index(table); }), Ids{"E-HCI-003"});
  table = example();
  table.weights = array({0.5, kMissing});
  EXPECT_EQ(problem_ids([&] { (void)human_capital_index(table); }), Ids{"E-HCI-001"});
  table.weights = array({1});
  EXPECT_EQ(problem_ids([&] { (void)human_capital_index(table); }), Ids{"E-HCI-001"});
  EXPECT_EQ(problem_ids([&] { (void)human_capital_effects(example(), 3, array({1, 1})); }), Ids{"E-HCI-004"});
}

}  // namespace labour_human_capital_index_test
