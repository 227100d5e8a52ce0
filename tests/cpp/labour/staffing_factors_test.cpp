// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/staffing_factors.hpp>

#include "labour/support.hpp"

namespace labour_staffing_factors_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;
using time::Period;

Eigen::MatrixXd row(std::initializer_list<double> values) {
  Eigen::MatrixXd out(1, static_cast<Index>(values.size()));
  Index k = 0;
  for (const double value : values) out(0, k++) = value;
  return out;
}

StaffingHistory one_industry(int first_year, const std::vector<Eigen::MatrixXd>& counts) {
  return {Period::annual(first_year), {"software"}, {"programmers", "others"}, counts};
}

StaffingShares example(Index horizon) {
  return constant_shares(one_industry(2024, {row({30, 70})}), horizon);
}

ChangeFactor doubled() {
  return {"software", "programmers", 2.0, "N. V. A.", "new tools", "2024-11-20", "panel minutes 7"};
}

TEST(StaffingFactors, ExampleOfTheHeaderHolds) {
  const StaffingShares changed = with_change_factors(example(1), {doubled()});
  EXPECT_NEAR(changed.at("software", "programmers")(0, 0), 60.0 / 130.0, kExact);
  const auto scores =
      score_change_factors(example(1), {doubled()}, one_industry(2024, {row({30, 70}), row({40, 60})}));
  ASSERT_EQ(scores.size(), 1U);
  EXPECT_EQ(scores[0].period, Period::annual(2025));
  EXPECT_NEAR(scores[0].actual, 0.4, kExact);
  EXPECT_NEAR(scores[0].error_without, 0.1, kExact);
  EXPECT_NEAR(scores[0].error_with, 60.0 / 130.0 - 0.4, kExact);
  EXPECT_NEAR(scores[0].gain, 0.5 - 60.0 / 130.0, kExact);
  // Two occupations: the dissimilarity is the error of either share.
  EXPECT_NEAR(scores[0].dissimilarity_without, 0.1, kExact);
  EXPECT_NEAR(scores[0].dissimilarity_with, 60.0 / 130.0 - 0.4, kExact);
}

TEST(StaffingFactors, TheLogSaysWhoWhenWhyAndOnWhatSource) {
  const StaffingShares changed = with_change_factors(example(1), {doubled()});
  ASSERT_EQ(changed.notes.size(), 1U);
  EXPECT_EQ(changed.notes[0],
            "software × programmers: factor 2 by N. V. A., 2024-11-20: new tools (panel minutes 7)");
  EXPECT_EQ((ChangeFactor{"a", "b", 1.25, "c", "d"}.text()), "a × b: factor 1.25 by c: d");
}

TEST(StaffingFactors, FactorsAreReachedGeometricallyAndSharesStillSumToOne) {
  const StaffingShares shares =
      with_change_factors(example(4), {{"software", "programmers", 16.0, "N. V. A.", "test of the ramp"}});
  double factor = 1.0;
  for (Index h = 0; h < 4; ++h) {
    factor *= 2.0;
    EXPECT_NEAR(shares.at("software", "programmers")(0, h), 30 * factor / (30 * factor + 70), kExact);
    EXPECT_NEAR(shares.at("software", "programmers")(0, h) + shares.at("software", "others")(0, h), 1.0,
                kExact);
  }
}

TEST(StaffingFactors, HugeFactorsNeitherOverflowNorRaiseAStructuralZero) {
  const StaffingShares zero =
      constant_shares({Period::annual(2024), {"i"}, {"a", "b", "c"}, {row({0, 1, 3})}}, 2);
  const StaffingShares changed =
      with_change_factors(zero, {{"i", "a", 1e300, "w", "y"}, {"i", "b", 1e300, "w", "y"}});
  EXPECT_EQ(changed.at("i", "a")(0, 1), 0.0);
  EXPECT_NEAR(changed.at("i", "b")(0, 1), 1.0, kExact);
  EXPECT_NO_THROW(check_shares(changed));
}

TEST(StaffingFactors, FactorsMustBePositiveSignedExplainedAndUnique) {
  const StaffingShares shares = example(1);
  const auto with = [&](const std::vector<ChangeFactor>& factors) {
    return problem_ids([&] { (void)with_change_factors(shares, factors); });
  };
  EXPECT_EQ(with({{"software", "programmers", 0.0, "", "why"}}), (Ids{"E-STA-006", "E-STA-007"}));
  EXPECT_EQ(with({{"software", "programmers", -1.0, "who", "why"}}), Ids{"E-STA-006"});
  EXPECT_EQ(with({{"software", "cooks", 1.1, "who", "why"}}), Ids{"E-STA-004"});
  EXPECT_EQ(with({{"software", "others", 1.1, "who", "why"}, {"software", "others", 1.2, "who", "why"}}),
            Ids{"E-STA-007"});
}

TEST(StaffingFactors, AFactorThatIsRightGainsAndOneThatChangesNothingDoesNot) {
  // What came is exactly the forecast with the factor.
  const StaffingHistory outturn = one_industry(2025, {row({60, 70})});
  const auto right = score_change_factors(example(1), {doubled()}, outturn);
  ASSERT_EQ(right.size(), 1U);
  EXPECT_NEAR(right[0].error_with, 0.0, kExact);
  EXPECT_GT(right[0].gain, 0.1);
  const auto none = score_change_factors(example(1), {{"software", "programmers", 1.0, "w", "y"}}, outturn);
  EXPECT_EQ(none[0].gain, 0.0);
}

TEST(StaffingFactors, OnlyObservedPeriodsAreScored) {
  const Eigen::MatrixXd gap = row({std::nan(""), 60});
  const StaffingHistory outturn = one_industry(2025, {row({40, 60}), gap, row({50, 50})});
  const auto scores = score_change_factors(example(5), {doubled()}, outturn);
  ASSERT_EQ(scores.size(), 2U);
  EXPECT_EQ(scores[0].period, Period::annual(2025));
  EXPECT_EQ(scores[1].period, Period::annual(2027));
  // The ramp: after three of five periods the factor is 2^(3/5).
  const double factor = std::pow(2.0, 0.6);
  EXPECT_NEAR(scores[1].with, 30 * factor / (30 * factor + 70), kExact);
}

TEST(StaffingFactors, OutturnsThatLackAKeyAreNamed) {
  const StaffingHistory other(Period::annual(2025), {"trade"}, {"programmers"}, {row({1})});
  EXPECT_EQ(problem_ids([&] { (void)score_change_factors(example(1), {doubled()}, other); }),
            (Ids{"E-STA-004", "E-STA-004"}));
}

}  // namespace labour_staffing_factors_test
