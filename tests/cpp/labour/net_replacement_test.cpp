// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/net_replacement.hpp>

#include "labour/support.hpp"

namespace labour_net_replacement_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::array;
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

TEST(NetReplacement, ExampleOfTheHeaderHolds) {
  const NetReplacement out = net_replacement(array({40, 60}), array({45, 33}), 5);
  EXPECT_DOUBLE_EQ(out.leavers, 27);
  EXPECT_NEAR(out.rate, 0.27, kExact);
  EXPECT_NEAR(std::pow(1 - out.yearly_rate, 5), 0.73, kExact);
  EXPECT_NEAR(out.yearly_rate, 0.0610, 5e-5);
}

TEST(NetReplacement, GrowingCohortsLoseNobodyAndAnEmptiedGroupLosesAll) {
  EXPECT_EQ(net_replacement(array({1, 2}), array({2, 3}), 5).leavers, 0.0);
  EXPECT_EQ(net_replacement(array({1, 2}), array({0, 0}), 5).yearly_rate, 1.0);
}

TEST(NetReplacement, RefusesCohortsThatDoNotMatch) {
  EXPECT_EQ(problem_ids([] { (void)net_replacement(array({1}), array({1, 2}), 5); }), Ids{"E-REP-010"});
  EXPECT_EQ(problem_ids([] { (void)net_replacement(array({1}), array({-1}), 5); }), Ids{"E-REP-010"});
  EXPECT_EQ(problem_ids([] { (void)net_replacement(array({0}), array({0}), 5); }), Ids{"E-REP-010"});
  EXPECT_EQ(problem_ids([] { (void)net_replacement(array({1}), array({1}), 0); }), Ids{"E-REP-010"});
}

}  // namespace labour_net_replacement_test
