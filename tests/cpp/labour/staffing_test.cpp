// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/staffing.hpp>

#include "labour/support.hpp"

namespace labour_staffing_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::simulated;
using time::Period;

Eigen::MatrixXd row(std::initializer_list<double> values) {
  Eigen::MatrixXd out(1, static_cast<Index>(values.size()));
  Index k = 0;
  for (const double value : values) out(0, k++) = value;
  return out;
}

StaffingHistory example() {
  return {Period::annual(2024), {"software"}, {"programmers", "others"}, {row({30, 70})}};
}

TEST(Staffing, ExampleOfTheHeaderHolds) {
  const StaffingShares shares = with_change_factors(
      constant_shares(example(), 1), {{"software", "programmers", 2.0, "N. V. A.", "new tools"}});
  EXPECT_NEAR(shares.at("software", "programmers")(0, 0), 60.0 / 130.0, kExact);
  KeyedDraws employment;
  employment.add("software", draws(2025, {{1000}}));
  const KeyedDraws occupations = occupation_employment(employment, shares);
  EXPECT_NEAR(occupations.at("programmers").paths()(0, 0), 60000.0 / 130.0, 1000 * kExact);
}

TEST(Staffing, FactorsAreReachedGeometricallyAndSharesStillSumToOne) {
  const StaffingShares shares = with_change_factors(
      constant_shares(example(), 4), {{"software", "programmers", 16.0, "N. V. A.", "test of the ramp"}});
  double factor = 1.0;
  for (Index h = 0; h < 4; ++h) {
    factor *= 2.0;
    EXPECT_NEAR(shares.at("software", "programmers")(0, h), 30 * factor / (30 * factor + 70), kExact);
    EXPECT_NEAR(shares.at("software", "programmers")(0, h) + shares.at("software", "others")(0, h), 1.0,
                kExact);
  }
}

TEST(Staffing, OccupationsAddUpToIndustriesOnEveryPath) {
  Eigen::MatrixXd counts(2, 3);
  counts << 10, 0, 5, 1, 7, 2;
  const StaffingHistory history(Period::annual(2024), {"a", "b"}, {"x", "y", "z"}, {counts});
  KeyedDraws industries;
  for (const char* key : {"a", "b"}) industries.add(key, simulated(2025, 200, 5, 1000, 0.1, key));
  const KeyedDraws occupations = occupation_employment(industries, constant_shares(history, 5));
  EXPECT_TRUE(occupations.total().paths().isApprox(industries.total().paths(), kConserved));
}

TEST(Staffing, PermutingRowsAndColumnsChangesNoBit) {
  Eigen::MatrixXd counts(2, 2);
  counts << 10, 3, 5, 1;
  Eigen::MatrixXd permuted(2, 2);
  permuted << 1, 5, 3, 10;
  const StaffingShares one = constant_shares({Period::annual(2024), {"a", "b"}, {"x", "y"}, {counts}}, 2);
  const StaffingShares two = constant_shares({Period::annual(2024), {"b", "a"}, {"y", "x"}, {permuted}}, 2);
  for (const char* industry : {"a", "b"}) {
    for (const char* occupation : {"x", "y"}) {
      EXPECT_TRUE(one.at(industry, occupation) == two.at(industry, occupation));
    }
  }
}

TEST(Staffing, AYearWithAMissingCellIsNotUsed) {
  const double missing = std::nan("");
  const StaffingHistory history(Period::annual(2023), {"a"}, {"x", "y"}, {row({1, 3}), row({missing, 5})});
  EXPECT_EQ(history.usable_periods(0), std::vector<Index>{0});
  EXPECT_DOUBLE_EQ(constant_shares(history, 1).at("a", "x")(0, 0), 0.25);
}

TEST(Staffing, HistoriesNameEveryProblem) {
  const auto making = [](std::vector<Eigen::MatrixXd> counts) {
    return problem_ids([&] { StaffingHistory(Period::annual(2024), {"a"}, {"x", "y"}, counts); });
  };
  EXPECT_EQ(making({}), Ids{"E-STA-001"});
  EXPECT_EQ(making({row({1})}), Ids{"E-STA-001"});
  EXPECT_EQ(making({row({-1, 5}), row({std::numeric_limits<double>::infinity(), 1})}),
            (Ids{"E-STA-002", "E-STA-002"}));
  EXPECT_EQ(making({row({0, 0})}), Ids{"E-STA-003"});
  EXPECT_EQ(making({row({std::nan(""), 1})}), Ids{"E-STA-003"});
  EXPECT_EQ(problem_ids([] {
              StaffingHistory(Period::annual(2024), {"a"}, {"x", "x"}, {row({1, 2})});
            }),
            Ids{"E-STA-001"});
}

TEST(Staffing, FactorsMustBePositiveSignedExplainedAndUnique) {
  const StaffingShares shares = constant_shares(example(), 1);
  const auto with = [&](const std::vector<ChangeFactor>& factors) {
    return problem_ids([&] { (void)with_change_factors(shares, factors); });
  };
  EXPECT_EQ(with({{"software", "programmers", 0.0, "", "why"}}), (Ids{"E-STA-006", "E-STA-007"}));
  EXPECT_EQ(with({{"software", "cooks", 1.1, "who", "why"}}), Ids{"E-STA-004"});
  EXPECT_EQ(with({{"software", "others", 1.1, "who", "why"}, {"software", "others", 1.2, "who", "why"}}),
            Ids{"E-STA-007"});
}

TEST(Staffing, EmploymentAndSharesMustFit) {
  const StaffingShares shares = constant_shares(example(), 1);
  KeyedDraws wrong;
  wrong.add("hardware", draws(2025, {{1}}));
  EXPECT_EQ(problem_ids([&] { (void)occupation_employment(wrong, shares); }),
            (Ids{"E-STA-008", "E-STA-008"}));
  KeyedDraws late;
  late.add("software", draws(2026, {{1}}));
  EXPECT_EQ(problem_ids([&] { (void)occupation_employment(late, shares); }), Ids{"E-STA-009"});
  EXPECT_EQ(problem_ids([] { (void)constant_shares(example(), 0); }), Ids{"E-STA-005"});
}

}  // namespace labour_staffing_test
