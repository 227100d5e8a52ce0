// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/flexibility.hpp>

#include "labour/support.hpp"

namespace labour_flexibility_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::simulated;

Eigen::MatrixXd matrix(Index rows, Index columns, std::initializer_list<double> values) {
  Eigen::MatrixXd out(rows, columns);
  Index k = 0;
  for (const double value : values) {
    out(k / columns, k % columns) = value;
    ++k;
  }
  return out;
}

TEST(Flexibility, ExampleOfTheHeaderHolds) {
  const FlexibilityMatrix flexibility({"f", "g"}, {"o", "p"}, matrix(2, 2, {0.7, 0.3, 0.2, 0.8}));
  KeyedDraws fields;
  fields.add("f", draws(2025, {{100}}));
  fields.add("g", draws(2025, {{50}}));
  const KeyedDraws supply = flexibility.supply(fields);
  EXPECT_NEAR(supply.at("o").paths()(0, 0), 80, 100 * kExact);
  EXPECT_NEAR(supply.at("p").paths()(0, 0), 70, 100 * kExact);
  EXPECT_DOUBLE_EQ(flexibility.stayer_rate("f", "o"), 0.7);
  EXPECT_DOUBLE_EQ(flexibility.stayer_rate("g", "p"), 0.8);
}

TEST(Flexibility, NobodyIsLostAndPermutedKeysChangeNoBit) {
  KeyedDraws fields;
  for (const char* field : {"a", "b", "c"}) fields.add(field, simulated(2025, 100, 4, 1000, 0.2, field));
  const KeyedDraws one =
      FlexibilityMatrix({"a", "b", "c"}, {"o", "p"}, matrix(3, 2, {0.1, 0.9, 0.25, 0.75, 0.6, 0.4}))
          .supply(fields);
  const KeyedDraws two =
      FlexibilityMatrix({"c", "a", "b"}, {"p", "o"}, matrix(3, 2, {0.4, 0.6, 0.9, 0.1, 0.75, 0.25}))
          .supply(fields);
  EXPECT_TRUE(one.total().paths().isApprox(fields.total().paths(), kConserved));
  EXPECT_TRUE(one.at("o").paths() == two.at("o").paths());
}

TEST(Flexibility, RowsMustSumToOneAndFieldsMustMatch) {
  const auto making = [](std::initializer_list<double> parts) {
    return problem_ids([&] { FlexibilityMatrix({"f", "g"}, {"o", "p"}, matrix(2, 2, parts)); });
  };
  EXPECT_EQ(making({0.7, 0.2, 0.2, 0.8}), Ids{"E-FLX-003"});
  EXPECT_EQ(making({1.1, -0.1, 0.2, 0.7}), (Ids{"E-FLX-002", "E-FLX-003"}));
  EXPECT_EQ(problem_ids([] {
              FlexibilityMatrix({"f", "f"}, {"o"}, Eigen::MatrixXd::Ones(2, 1));
            }),
            Ids{"E-FLX-001"});
  EXPECT_EQ(problem_ids([] { FlexibilityMatrix({"f"}, {"o"}, Eigen::MatrixXd::Ones(2, 1)); }),
            Ids{"E-FLX-001"});
  const FlexibilityMatrix flexibility({"f"}, {"o"}, Eigen::MatrixXd::Ones(1, 1));
  KeyedDraws fields;
  fields.add("g", draws(2025, {{1}}));
  EXPECT_EQ(problem_ids([&] { (void)flexibility.supply(fields); }), (Ids{"E-FLX-005", "E-FLX-005"}));
  EXPECT_EQ(problem_ids([&] { (void)flexibility.part("f", "z"); }), Ids{"E-FLX-004"});
}

}  // namespace labour_flexibility_test
