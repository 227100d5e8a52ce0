// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/pipeline.hpp>

#include "labour/support.hpp"

namespace labour_pipeline_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::array;
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::simulated;

std::vector<UncertainRate> exactly(std::initializer_list<double> values) {
  std::vector<UncertainRate> out;
  for (const double value : values) out.push_back(UncertainRate::exactly(value));
  return out;
}

TEST(Pipeline, ExampleOfTheHeaderHolds) {
  PipelineRates rates;
  rates.drop_out = exactly({0.1, 0.1});
  rates.show_up = UncertainRate::exactly(0.8);
  const Pipeline out = pipeline(draws(2025, {{100, 0, 0}}), array({0, 0}), rates);
  EXPECT_DOUBLE_EQ(out.by_year[0].paths()(0, 0), 80);
  EXPECT_NEAR(out.by_year[1].paths()(0, 1), 72, 100 * kExact);
  EXPECT_NEAR(out.graduates.paths()(0, 1), 64.8, 100 * kExact);
  EXPECT_EQ(out.graduates.paths()(0, 0), 0.0);
  EXPECT_EQ(out.graduates.paths()(0, 2), 0.0);
}

TEST(Pipeline, RepeatersComeBackAndFinish) {
  PipelineRates rates;
  rates.drop_out = exactly({0.0});
  rates.repetition = exactly({0.25});
  const Pipeline out = pipeline(draws(2025, {{100, 0, 0}}), array({40}), rates);
  // 40 before: 30 graduate, 10 repeat; then 110 learners, and so on.
  EXPECT_DOUBLE_EQ(out.base_graduates(0), 30);
  EXPECT_DOUBLE_EQ(out.learners.paths()(0, 0), 110);
  EXPECT_DOUBLE_EQ(out.graduates.paths()(0, 0), 82.5);
  EXPECT_DOUBLE_EQ(out.learners.paths()(0, 1), 27.5);
}

TEST(Pipeline, GraduatesEnterTheLabourMarketAfterTheLagAndThePartsThatDoNot) {
  PipelineRates rates;
  rates.drop_out = exactly({0.0});
  rates.entry.further_study = UncertainRate::exactly(0.1);
  rates.entry.participation = UncertainRate::exactly(0.9);
  rates.entry.emigration = UncertainRate::exactly(0.05);
  const Pipeline out = pipeline(draws(2025, {{100}}), array({0}), rates);
  EXPECT_NEAR(out.entry.entrants.paths()(0, 0), 100 * 0.9 * 0.9 * 0.95, 100 * kExact);
  EXPECT_EQ(out.entry.entrants.start().to_string(), "2026");
  EXPECT_EQ(out.graduates.start().to_string(), "2025");
}

TEST(Pipeline, PeopleAreConservedOnEveryPath) {
  constexpr Index kPaths = 300;
  constexpr Index kYears = 12;
  PipelineRates rates;
  rates.drop_out = {{0.15, 0.05, 0.3}, {0.08, 0.02, 0.15}, {0.05, 0.0, 0.1}, {0.02, 0.0, 0.2}};
  rates.repetition = {{0.05, 0.0, 0.1}, {0.03, 0.0, 0.1}, {0.02, 0.0, 0.2}, {0.2, 0.1, 0.4}};
  rates.show_up = {0.81, 0.7, 0.9, RateDistribution::kTriangular};
  const data::Draws intake = simulated(2025, kPaths, kYears, 60000, 0.1, "intake");
  const Pipeline out = pipeline(intake, array({50000, 45000, 40000, 38000}), rates, {"748", 1, 5});
  for (Index d = 0; d < kPaths; ++d) {
    double learners = out.base_learners(d);
    double leavers = out.base_drop_outs(d) + out.base_graduates(d);
    for (Index h = 0; h < kYears; ++h) {
      const double now = out.learners.paths()(d, h);
      EXPECT_NEAR(out.entrants_to_study.paths()(d, h), leavers + now - learners, kConserved * 1e5);
      learners = now;
      leavers = out.drop_outs.paths()(d, h) + out.graduates.paths()(d, h);
    }
    EXPECT_GE(out.learners.paths().row(d).minCoeff(), 0.0);
    double by_year = 0.0;
    for (const data::Draws& one : out.by_year) by_year += one.paths()(d, kYears - 1);
    EXPECT_NEAR(by_year, out.learners.paths()(d, kYears - 1), kConserved * 1e5);
  }
}

TEST(Pipeline, ASteadyStateWithoutLossesIsTheLegalShortcut) {
  PipelineRates rates;
  rates.drop_out = exactly({0, 0, 0, 0});
  const Pipeline out = pipeline(draws(2025, {{50, 50, 50}}), array({50, 50, 50, 50}), rates);
  EXPECT_DOUBLE_EQ(out.graduates.paths()(0, 2), graduates_by_duration(out.learners.paths()(0, 2), 4));
}

TEST(Pipeline, WithoutUncertaintyEveryPathIsTheSameAndTheProgrammeKeysTheRates) {
  PipelineRates rates;
  rates.drop_out = exactly({0.1});
  const data::Draws intake = draws(2025, {{100}, {100}});
  const Pipeline exact = pipeline(intake, array({0}), rates);
  EXPECT_EQ(exact.graduates.paths()(0, 0), exact.graduates.paths()(1, 0));
  rates.drop_out = {{0.1, 0.0, 0.2}};
  const auto graduates = [&](const char* programme) {
    return pipeline(intake, array({0}), rates, {programme, 1, 1}).graduates.paths()(0, 0);
  };
  EXPECT_EQ(graduates("748"), graduates("748"));
  EXPECT_NE(graduates("748"), graduates("752"));
}

TEST(Pipeline, ListsEveryProblemAtOnce) {
  PipelineRates rates;
  EXPECT_EQ(problem_ids([&] {
              (void)pipeline(draws(2025, {{-1}}), array({1}), rates, {"", -1, 1});
            }),
            (Ids{"E-PIP-001", "E-PIP-002", "E-PIP-003", "E-PIP-005"}));
  rates.drop_out = {{0.5, 0.4, 0.7}};
  rates.repetition = {{0.2, 0.1, 0.4}};
  rates.entry.participation = {1.2, 1.1, 1.3};
  EXPECT_EQ(problem_ids([&] { (void)pipeline(draws(2025, {{1}}), array({1}), rates); }),
            (Ids{"E-PIP-004", "E-PIP-004"}));
  EXPECT_EQ(problem_ids([] { (void)graduates_by_duration(10, 0); }), Ids{"E-PIP-006"});
}

}  // namespace labour_pipeline_test
