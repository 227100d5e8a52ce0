// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/detail/weighted_choice.hpp>

namespace models_detail_weighted_choice_test {

using dubao::models::detail::choose_by_density;
using dubao::models::detail::WeightedChoice;

TEST(WeightedChoice, TheBannersExampleHolds) {
  const WeightedChoice choice({0.0, std::log(3.0)});
  EXPECT_EQ(choice.at(0.2), 0U);
  EXPECT_EQ(choice.at(0.3), 1U);
  EXPECT_DOUBLE_EQ(choice.weight(0), 0.25);
  EXPECT_DOUBLE_EQ(choice.weight(1), 0.75);
}

TEST(WeightedChoice, DensitiesNeedNoCommonScale) {
  for (const double level : {-5000.0, 0.0, 5000.0}) {
    const WeightedChoice choice({level, level + std::log(3.0), level - 2000.0});
    EXPECT_NEAR(choice.weight(0), 0.25, 1e-12) << level;
    EXPECT_EQ(choice.weight(2), 0.0) << level;
    EXPECT_EQ(choice.at(1.0 - 1e-16), 1U) << "what weighs nothing is not chosen";
  }
}

TEST(WeightedChoice, NodesBringTheirOwnDensity) {
  struct Node {
    double log_density;
  };
  EXPECT_TRUE(choose_by_density(std::vector<Node>{}).is_empty());
  EXPECT_EQ(choose_by_density(std::vector<Node>{{-3.0}, {7.0}}).at(0.5), 1U);
}

}  // namespace models_detail_weighted_choice_test
