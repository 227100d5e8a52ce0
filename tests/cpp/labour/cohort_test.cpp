// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/cohort.hpp>

#include "labour/support.hpp"

namespace labour_cohort_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::simulated;

TEST(Cohort, ExampleOfTheHeaderHolds) {
  CohortRates rates;
  rates.completion = UncertainRate::exactly(0.7);
  rates.on_time = UncertainRate::exactly(0.75);
  const CohortFlows out = cohort_graduates(draws(2022, {{100, 200}}), rates);
  EXPECT_NEAR(out.graduates.paths()(0, 0), 122.5, 100 * kExact);
  EXPECT_EQ(out.graduates.start().to_string(), "2026");
  EXPECT_EQ(out.entry.entrants.start().to_string(), "2027");
  EXPECT_EQ(out.graduates.horizon(), 1);
  EXPECT_NEAR(out.non_completers.paths()(0, 1), 60, 100 * kExact);
}

TEST(Cohort, BeginnersGraduateOrDropOutOnEveryPath) {
  // A single cohort among empty ones: its graduates of both years and its non-completers are all of it.
  CohortRates rates;
  rates.completion = {0.7, 0.55, 0.85};
  rates.on_time = {0.75, 0.6, 0.9};
  rates.show_up = {0.81, 0.7, 0.9};
  data::DrawMatrix intake = data::DrawMatrix::Zero(200, 3);
  intake.col(1).setConstant(61457);
  const CohortFlows out = cohort_graduates(data::Draws(time::Period::annual(2021), intake), rates);
  for (Index d = 0; d < 200; ++d) {
    EXPECT_NEAR(out.graduates.paths().row(d).sum() + out.non_completers.paths()(d, 1),
                out.beginners.paths()(d, 1), kConserved * 61457);
  }
}

TEST(Cohort, LateGraduatesOnlyShiftASteadyIntake) {
  CohortRates rates;
  rates.completion = UncertainRate::exactly(0.7);
  rates.on_time = {0.5, 0.1, 0.9};
  const CohortFlows out =
      cohort_graduates(data::Draws(time::Period::annual(2020), data::DrawMatrix::Constant(50, 6, 1000)),
                       rates, {5, 0, "p", 1});
  EXPECT_TRUE(((out.graduates.paths().array() - 700.0).abs() < 700 * kExact).all());
  EXPECT_EQ(out.entry.entrants.start(), out.graduates.start());
  EXPECT_EQ(out.graduates.start().to_string(), "2025");
}

TEST(Cohort, ListsEveryProblemAtOnce) {
  CohortRates rates;
  rates.completion = {0.7, 0.8, 0.9};
  EXPECT_EQ(problem_ids([&] {
              (void)cohort_graduates(draws(2022, {{-1}}), rates, {0, -1, "", 1});
            }),
            (Ids{"E-PIP-003", "E-PIP-007", "E-PIP-005", "E-PIP-004"}));
}

}  // namespace labour_cohort_test
