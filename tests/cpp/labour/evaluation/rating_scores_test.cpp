// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/evaluation/rating_scores.hpp>

#include "labour/support.hpp"

namespace labour_evaluation_rating_scores_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

// A rating of 100 paths with the given counts a class.
RatedOutcome rated(const char* key, const std::vector<Index>& counts, Index outcome) {
  std::vector<Index> classes;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    classes.insert(classes.end(), static_cast<std::size_t>(counts[k]), static_cast<Index>(k));
  }
  return {key, rate_classes(classes, static_cast<Index>(counts.size())), outcome};
}

TEST(RatingScores, ExampleOfTheHeaderHolds) {
  const RatingScores scores = rating_scores({rated("a", {70, 20, 10}, 0), rated("b", {10, 20, 70}, 1)});
  EXPECT_EQ(scores.cases, 2);
  EXPECT_NEAR(scores.brier, 0.64, kExact);
  EXPECT_NEAR(scores.brier_equal, 2.0 / 3.0, kExact);
  EXPECT_NEAR(scores.skill, 0.04, kExact);
  EXPECT_NEAR(scores.brier_frequencies, 0.5, kExact);
  EXPECT_NEAR(scores.brier_error, 0.5, kExact);  // |1.14 − 0.14| / 2
  EXPECT_EQ(scores.named, 2);
  EXPECT_NEAR(scores.named_hits, 0.5, kExact);
  EXPECT_NEAR(scores.mean_probability, 0.7, kExact);
}

TEST(RatingScores, UndeterminedRatingsAreScoredButNotCountedAsNamed) {
  const RatingScores scores = rating_scores({rated("a", {20, 20, 20, 20, 20}, 2)});
  EXPECT_EQ(scores.named, 0);
  EXPECT_TRUE(std::isnan(scores.named_hits));
  EXPECT_NEAR(scores.brier, 0.8, kExact);
  EXPECT_NEAR(scores.skill, 0.0, kExact);
  EXPECT_TRUE(std::isnan(scores.brier_error));
}

TEST(RatingScores, CertainAndRightIsPerfect) {
  const RatingScores scores = rating_scores({rated("a", {0, 100}, 1), rated("b", {100, 0}, 0)});
  EXPECT_EQ(scores.brier, 0.0);
  EXPECT_EQ(scores.ranked, 0.0);
  EXPECT_EQ(scores.skill, 1.0);
  EXPECT_EQ(scores.named_hits, 1.0);
}

TEST(RatingScores, EveryBadRatingIsNamed) {
  RatedOutcome off = rated("off", {50, 50, 0}, 3);
  RatedOutcome other = rated("other scale", {50, 50}, 0);
  try {
    (void)rating_scores({rated("good", {50, 50, 0}, 0), off, other});
    FAIL();
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 2U);
    EXPECT_EQ(error.problems()[0].series, "off");
    EXPECT_EQ(error.problems()[1].series, "other scale");
  }
  EXPECT_EQ(problem_ids([] { (void)rating_scores({}); }), Ids{"E-ACC-011"});
}

}  // namespace labour_evaluation_rating_scores_test
