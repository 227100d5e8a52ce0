// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/entry.hpp>

#include "labour/support.hpp"

namespace labour_entry_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::simulated;

TEST(Entry, ExampleOfTheHeaderHolds) {
  const EntryRates rates{UncertainRate::exactly(0.1), UncertainRate::exactly(0.9),
                         UncertainRate::exactly(0.05)};
  const EntryFlows out = labour_market_entry(draws(2025, {{100}}), rates, "748", 1, 1);
  EXPECT_NEAR(out.further_study.paths()(0, 0), 10, 100 * kExact);
  EXPECT_NEAR(out.outside_labour_force.paths()(0, 0), 9, 100 * kExact);
  EXPECT_NEAR(out.emigration.paths()(0, 0), 4.05, 100 * kExact);
  EXPECT_NEAR(out.entrants.paths()(0, 0), 76.95, 100 * kExact);
  EXPECT_EQ(out.entrants.start().to_string(), "2026");
}

TEST(Entry, TheFourFlowsAddUpToTheGraduatesOnEveryPath) {
  const data::Draws graduates = simulated(2025, 300, 4, 5000, 0.2);
  const EntryRates rates{{0.05, 0.02, 0.1}, {0.92, 0.88, 0.96}, {0.02, 0.0, 0.05}};
  const EntryFlows out = labour_market_entry(graduates, rates, "748", 0, 1);
  const data::DrawMatrix sum = out.further_study.paths() + out.outside_labour_force.paths() +
                               out.emigration.paths() + out.entrants.paths();
  EXPECT_TRUE(sum.isApprox(graduates.paths(), kConserved));
  EXPECT_TRUE((out.entrants.paths().array() > 0.0).all());
}

TEST(Entry, RatesAndLagOutOfRangeAreListedTogether) {
  const EntryRates rates{UncertainRate::exactly(-0.1), UncertainRate::exactly(1.1),
                         UncertainRate::exactly(0.0)};
  EXPECT_EQ(problem_ids([&] { (void)labour_market_entry(draws(2025, {{1}}), rates, "", -1, 1); }),
            (Ids{"E-PIP-004", "E-PIP-004", "E-PIP-005"}));
}

}  // namespace labour_entry_test
