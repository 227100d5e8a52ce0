// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/scope.hpp>

#include "labour/support.hpp"

namespace labour_scope_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;

const Scope kSupply = {{"field", "748"}, {"territory", "VN"}};
const Scope kDemand = {{"field", "ISCO 25"}, {"territory", "VN"}};

ScopeBridge bridge() {
  return {"field", "748", "ISCO 25", BalanceSide::kSupply, {0.45, 0.35, 0.55}, "survey 2023"};
}

Ids ids(const std::vector<Problem>& problems) {
  Ids out;
  for (const Problem& problem : problems) out.push_back(problem.id);
  return out;
}

TEST(Scope, ExampleOfTheHeaderHolds) {
  EXPECT_EQ(scope_differences(kSupply, kDemand), std::vector<std::string>{"field"});
  EXPECT_EQ(ids(scope_problems(kSupply, kDemand)), Ids{"E-BAL-001"});
  EXPECT_TRUE(scope_problems(kSupply, kDemand, {bridge()}).empty());
  EXPECT_TRUE(scope_problems(kSupply, kSupply).empty());
}

TEST(Scope, ADimensionOneSideIsSilentAboutDiffers) {
  Scope silent = kSupply;
  silent.erase("territory");
  EXPECT_EQ(scope_differences(silent, kSupply), std::vector<std::string>{"territory"});
  EXPECT_EQ(ids(scope_problems({}, {})), Ids{"E-BAL-002"});
}

TEST(Scope, ABridgeNeedsASourceAShareAndTheRightEnds) {
  ScopeBridge wrong = bridge();
  wrong.source.clear();
  EXPECT_EQ(ids(scope_problems(kSupply, kDemand, {wrong})), Ids{"E-BAL-003"});
  wrong = bridge();
  wrong.share = {0.2, 0.0, 1.4};
  EXPECT_EQ(ids(scope_problems(kSupply, kDemand, {wrong})), (Ids{"E-BAL-003", "E-BAL-003"}));
  wrong = bridge();
  wrong.side = BalanceSide::kDemand;  // the share was measured from the other end
  EXPECT_EQ(ids(scope_problems(kSupply, kDemand, {wrong})), Ids{"E-BAL-003"});
}

TEST(Scope, NothingIsBridgedTwice) {
  EXPECT_EQ(ids(scope_problems(kSupply, kDemand, {bridge(), bridge()})), Ids{"E-BAL-004"});
  ScopeBridge idle = bridge();
  idle.dimension = "territory";
  idle.from = idle.to = "VN";
  EXPECT_EQ(ids(scope_problems(kSupply, kDemand, {bridge(), idle})), Ids{"E-BAL-004"});
}

TEST(Scope, BridgesMultiplyTheirOwnSideOnly) {
  const Eigen::ArrayXd flow = Eigen::ArrayXd::Constant(100, 10.0);
  const Eigen::ArrayXd supply = apply_bridges(flow, BalanceSide::kSupply, {bridge()}, 1);
  EXPECT_TRUE((supply >= 3.5).all() && (supply <= 5.5).all());
  EXPECT_TRUE((apply_bridges(flow, BalanceSide::kDemand, {bridge()}, 1) == flow).all());
}

}  // namespace labour_scope_test
