// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/separations.hpp>

#include "labour/support.hpp"

namespace labour_separations_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::array;
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

TEST(Separations, ExampleOfTheHeaderHoldsOnBothSidesOfTheBoundary) {
  const auto of = [](TransferBoundary boundary) {
    return separation_openings(array({100}), array({120}), 10, array({0.03}), array({0.05}), boundary);
  };
  EXPECT_NEAR(of(TransferBoundary::kExitsAndTransfers).total(0), 10.8, 10 * kExact);
  EXPECT_NEAR(of(TransferBoundary::kExitsOnly).total(0), 5.3, 10 * kExact);
  EXPECT_EQ(of(TransferBoundary::kExitsOnly).transfers(0), 0.0);
  EXPECT_EQ(of(TransferBoundary::kExitsOnly).boundary, TransferBoundary::kExitsOnly);
}

TEST(Separations, NameEveryInputThatCannotBeUsed) {
  EXPECT_EQ(problem_ids([] {
              (void)separation_openings(array({-1}), array({120, 1}), 0, array({1.03}), array({0.05}),
                                        TransferBoundary::kExitsOnly);
            }),
            (Ids{"E-REP-011", "E-REP-011", "E-REP-011", "E-REP-011"}));
}

}  // namespace labour_separations_test
