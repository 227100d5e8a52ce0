// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/balance.hpp>
#include <dubao/labour/bottleneck.hpp>

#include "labour/support.hpp"

namespace labour_bottleneck_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

const std::vector<std::string> kFields = {"748", "752"};

Eigen::ArrayXXd rows(std::initializer_list<std::initializer_list<double>> values) {
  Eigen::ArrayXXd out(static_cast<Index>(values.size()), static_cast<Index>(values.begin()->size()));
  Index r = 0;
  for (const auto& row : values) {
    Index c = 0;
    for (const double value : row) out(r, c++) = value;
    ++r;
  }
  return out;
}

Eigen::ArrayXXd random_persons(Index n, Index columns, std::uint64_t seed, double shift = 0.0) {
  Eigen::ArrayXXd out(n, columns);
  for (Index d = 0; d < n; ++d) {
    data::RandomStream stream(seed, 5, static_cast<std::uint64_t>(d));
    for (Index c = 0; c < columns; ++c) out(d, c) = 100.0 * stream.uniform() + shift;
  }
  return out;
}

TEST(Bottleneck, ExampleOfTheHeaderHolds) {
  const Bottleneck found = bottleneck(kFields, rows({{0.6, 0.4}}), rows({{80, 50}}), rows({{100, 25}}));
  EXPECT_NEAR(found.value(0), 0.88, kExact);
  EXPECT_NEAR(found.missing(0, 0), 0.12, kExact);
  EXPECT_EQ(found.probability_scarcest, (std::vector<double>{1.0, 0.0}));
  EXPECT_EQ(found.probability_nothing_missing, 0.0);
}

TEST(Bottleneck, LiesBetweenNothingAndAllAndSplitsWhatIsMissing) {
  const Eigen::ArrayXXd supply = random_persons(300, 2, 1);
  const Eigen::ArrayXXd demand = random_persons(300, 2, 2, -30.0);  // negative demand among them
  const Bottleneck found = bottleneck(kFields, rows({{0.3, 0.7}}), supply, demand);
  EXPECT_TRUE((found.value >= 0.0).all() && (found.value <= 1.0).all());
  EXPECT_LT((1.0 - found.value - found.missing.rowwise().sum()).abs().maxCoeff(), kExact);
  EXPECT_NEAR(
      found.probability_scarcest[0] + found.probability_scarcest[1] + found.probability_nothing_missing, 1.0,
      kExact);
  EXPECT_LE(found.lower, found.median);
  EXPECT_LE(found.median, found.upper);
}

TEST(Bottleneck, DoesNotDependOnTheUnitAndRisesWithSupply) {
  const Eigen::ArrayXXd supply = random_persons(100, 2, 1);
  const Eigen::ArrayXXd demand = random_persons(100, 2, 2);
  const Eigen::ArrayXXd mix = rows({{0.5, 0.5}});
  const Bottleneck one = bottleneck(kFields, mix, supply, demand);
  const Bottleneck thousands = bottleneck(kFields, mix, supply / 1024.0, demand / 1024.0);
  EXPECT_TRUE((one.value == thousands.value).all());
  EXPECT_TRUE((bottleneck(kFields, mix, supply + 1.0, demand).value >= one.value).all());
}

TEST(Bottleneck, AFieldThatNobodyWantsOrEverybodyCanHaveIsNoBottleneck) {
  const Bottleneck found =
      bottleneck(kFields, rows({{0.5, 0.5}}), rows({{0, 7}, {1, 7}}), rows({{0, 7}, {-3, 6}}));
  EXPECT_TRUE((found.value == 1.0).all());
  EXPECT_EQ(found.probability_nothing_missing, 1.0);
}

TEST(Bottleneck, AMixMayDifferByPathAndTheClassesAreData) {
  const Bottleneck found =
      bottleneck(kFields, rows({{1, 0}, {0, 1}}), rows({{1, 1}, {1, 1}}), rows({{2, 1}, {2, 1}}));
  EXPECT_DOUBLE_EQ(found.value(0), 0.5);
  EXPECT_DOUBLE_EQ(found.value(1), 1.0);
  const Rating rating = rate_values(found.value, {{0.6, 0.9}, {"hard", "middling", "easy"}, "test"});
  EXPECT_EQ(rating.probabilities, (std::vector<double>{0.5, 0.0, 0.5}));
  EXPECT_EQ(problem_ids([&] { (void)rate_values(found.value, {{0.6}, {"hard"}, ""}); }), Ids{"E-BAL-006"});
}

TEST(Bottleneck, NamesFieldsAndListsEveryProblem) {
  EXPECT_EQ(problem_ids([] {
              (void)bottleneck({"a", "a"}, rows({{1, 0}}), rows({{1, 1}}), rows({{1, 1}}));
            }),
            Ids{"E-BAL-011"});
  EXPECT_EQ(problem_ids([] {
              (void)bottleneck(kFields, rows({{0.5, 0.4}}), rows({{-1, 1}}), rows({{1, NAN}}));
            }),
            (Ids{"E-BAL-012", "E-BAL-013", "E-BAL-013"}));
  try {
    (void)bottleneck(kFields, rows({{0.5, 0.5}}), rows({{1, -1}}), rows({{1, 1}}));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().front().series, "752");
  }
}

}  // namespace labour_bottleneck_test
