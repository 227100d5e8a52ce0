// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/keyed_draws.hpp>

#include "labour/support.hpp"

namespace labour_keyed_draws_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::problem_ids;

TEST(KeyedDraws, ExampleOfTheHeaderHolds) {
  KeyedDraws groups;
  groups.add("a", draws(2025, {{1}, {2}}));
  groups.add("b", draws(2025, {{10}, {20}}));
  EXPECT_EQ(groups.total().paths()(0, 0), 11.0);
  EXPECT_EQ(groups.total().paths()(1, 0), 22.0);
}

TEST(KeyedDraws, OrderOfAddingChangesNoBit) {
  const std::vector<double> values = {0.1, 0.2, 0.3, 1e16, -1e16};
  KeyedDraws forward;
  KeyedDraws backward;
  for (std::size_t k = 0; k < values.size(); ++k) {
    forward.add(std::to_string(k), draws(2025, {{values[k]}}));
    const std::size_t other = values.size() - 1 - k;
    backward.add(std::to_string(other), draws(2025, {{values[other]}}));
  }
  EXPECT_EQ(forward.keys(), backward.keys());
  EXPECT_EQ(forward.total().paths()(0, 0), backward.total().paths()(0, 0));
}

TEST(KeyedDraws, RefusesDoubledKeysAndDrawsThatDoNotBelongTogether) {
  KeyedDraws groups;
  groups.add("a", draws(2025, {{1}, {2}}));
  const auto adding = [&](const char* key, const data::Draws& one) {
    return problem_ids([&] { groups.add(key, one); });
  };
  EXPECT_EQ(adding("a", draws(2025, {{1}, {2}})), Ids{"E-LAB-001"});
  EXPECT_EQ(adding("b", data::Draws()), (Ids{"E-LAB-001", "E-LAB-002"}));
  EXPECT_EQ(adding("b", draws(2025, {{1}})), Ids{"E-LAB-002"});
  EXPECT_EQ(adding("b", draws(2026, {{1}, {2}})), Ids{"E-LAB-002"});
  EXPECT_EQ(adding("b", draws(2025, {{1, 2}, {3, 4}})), Ids{"E-LAB-002"});
  EXPECT_EQ(adding("b", draws(2025, {{1}, {2}}, "x", data::Target::kSurvey)), Ids{"E-LAB-002"});
  EXPECT_EQ(groups.size(), 1);
}

TEST(KeyedDraws, AnEmptyCollectionAndAnUnknownKeyAreNamed) {
  const KeyedDraws none;
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(problem_ids([&] { (void)none.paths(); }), Ids{"E-LAB-003"});
  EXPECT_EQ(problem_ids([&] { (void)none.at("a"); }), Ids{"E-LAB-003"});
}

}  // namespace labour_keyed_draws_test
