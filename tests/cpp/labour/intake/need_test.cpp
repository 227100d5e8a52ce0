// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/cohort.hpp>
#include <dubao/labour/intake/need.hpp>

#include "labour/support.hpp"

namespace labour_intake_need_test {

using namespace dubao;                  // NOLINT: a test
using namespace dubao::labour::intake;  // NOLINT: a test
using labour::UncertainRate;
using labour::testing::array;
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::simulated;
using time::Period;

TEST(Need, ExampleOfTheHeaderHolds) {
  const Need found = intake_need(draws(2031, {{100, 120}}), array({0.5}), {4, {0.8, 0.2}},
                                 Period::annual(2027), {"748", 2, 0.8});
  EXPECT_NEAR(found.intake.paths()(0, 0), 250.0, kExact * 250.0);
  EXPECT_NEAR(found.intake.paths()(0, 1), 237.5, kExact * 250.0);
  EXPECT_EQ(found.median, (std::vector<double>{250.0, 237.5}));
  EXPECT_TRUE(found.closing);
}

TEST(Need, AdmittedThroughTheCohortsItClosesTheGap) {
  const data::Draws gap = simulated(2031, 50, 4, 500.0, 0.05, "gap");
  const Eigen::ArrayXd yield = Eigen::ArrayXd::Constant(50, 0.6);
  const Need found = intake_need(gap, yield, {4, {0.9, 0.1}}, Period::annual(2027), {"748", 4, 0.8});
  // The same intakes through cohort completion: 60 % complete, nine in ten of them on time.
  data::DrawMatrix intakes = data::DrawMatrix::Zero(50, 5);  // the year before admits nobody
  intakes.rightCols(4) = found.intake.paths();
  labour::CohortRates rates;
  rates.completion = UncertainRate::exactly(0.6);
  rates.on_time = UncertainRate::exactly(0.9);
  const labour::CohortFlows flows =
      labour::cohort_graduates(data::Draws(Period::annual(2026), intakes, "x"), rates, {4, 0, "748", 1});
  // cohort_graduates counts the academic year that ends in the summer of entry.
  EXPECT_LT((flows.graduates.paths() - gap.paths()).cwiseAbs().maxCoeff(), kConserved * 500.0);
}

TEST(Need, YieldIsTheProductOfItsRates) {
  YieldRates rates;
  rates.show_up = UncertainRate::exactly(0.9);
  rates.drop_out = {UncertainRate::exactly(0.1), UncertainRate::exactly(0.05)};
  rates.graduation = UncertainRate::exactly(0.95);
  rates.entry = {UncertainRate::exactly(0.1), UncertainRate::exactly(0.9), UncertainRate::exactly(0.05)};
  rates.field_share = UncertainRate::exactly(0.7);
  EXPECT_NEAR(intake_yield(rates, "748", 3, 1)(2), 0.9 * 0.9 * 0.95 * 0.95 * 0.9 * 0.9 * 0.95 * 0.7, kExact);
  rates.field_share = {0.7, 0.6, 0.8};
  const Eigen::ArrayXd first = intake_yield(rates, "748", 200, 1);
  EXPECT_GT(first.maxCoeff() - first.minCoeff(), 0.01);
  EXPECT_TRUE((first == intake_yield(rates, "748", 200, 1)).all());
}

TEST(Need, NegativeNeedIsNoneAndToldAsAProbability) {
  const GroupGap gap = group_gap(draws(2031, {{50}, {150}}), draws(2031, {{100}, {100}}), {"748"});
  const Need found = intake_need(gap.gap, array({0.5, 0.5}), {}, Period::annual(2027), {"748", 1, 0.8});
  EXPECT_EQ(found.intake.paths()(0, 0), 0.0);
  EXPECT_NEAR(found.intake.paths()(1, 0), 100.0, kConserved);
  EXPECT_EQ(found.probability_none[0], 0.5);
}

TEST(Need, ShareAndCatchmentScaleTheGap) {
  GapOptions options{"748", UncertainRate::exactly(0.1), UncertainRate::exactly(0.4)};
  EXPECT_NEAR(group_gap(draws(2031, {{600}}), draws(2031, {{100}}), options).gap.paths()(0, 0), 20.0,
              kConserved);
}

TEST(Need, WideSpreadIsAveragedAndSaysSo) {
  const Need found = intake_need(draws(2031, {{100, 200, 300}}), array({0.5}), {4, {0.3, 0.7}},
                                 Period::annual(2027), {"748", 3, 0.8});
  EXPECT_FALSE(found.closing);
  EXPECT_NEAR(found.intake.paths()(0, 0), (0.3 * 100 + 0.7 * 200) / 0.5, kConserved);
  EXPECT_NEAR(found.intake.paths()(0, 2), 300 / 0.5, kConserved);  // only its first year of entry is covered
}

TEST(Need, GrowthIndexStartsAtOne) {
  const GrowthIndex found = national_growth(draws(2027, {{100, 110}, {200, 240}, {100, 100}}), 0.8, "748");
  EXPECT_EQ(found.median[0], 1.0);
  EXPECT_NEAR(found.median[1], 1.1, kExact);
  EXPECT_EQ(problem_ids([] {
              (void)national_growth(draws(2027, {{0, 1}}), 0.8, "748");
            }),
            (Ids{"E-NEED-006"}));
}

TEST(Need, WrongInputIsNamed) {
  const data::Draws gap = draws(2031, {{100, 120}});
  EXPECT_EQ(problem_ids([&] {
              (void)intake_need(gap, array({0.5}), {4, {0.8, 0.1}}, Period::annual(2027), {"748"});
            }),
            (Ids{"E-NEED-003"}));
  EXPECT_EQ(problem_ids([&] {
              (void)intake_need(gap, array({0.5}), {}, Period::annual(2027), {"748", 4});
            }),
            (Ids{"E-NEED-004", "E-NEED-004"}));
  EXPECT_EQ(problem_ids([&] { (void)intake_need(gap, array({1.5}), {}, Period::annual(2027), {"748"}); }),
            (Ids{"E-NEED-005"}));
  YieldRates rates;
  rates.drop_out = {{1.1, 1.1, 1.1}};
  EXPECT_EQ(problem_ids([&] { (void)intake_yield(rates, "748", 1, 1); }), (Ids{"E-NEED-002"}));
  EXPECT_EQ(problem_ids([&] { (void)group_gap(gap, draws(2030, {{1, 2}}), {"748"}); }), (Ids{"E-NEED-001"}));
}

}  // namespace labour_intake_need_test
