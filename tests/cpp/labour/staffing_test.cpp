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
  const StaffingShares shares = constant_shares(example(), 1);
  EXPECT_NEAR(shares.at("software", "programmers")(0, 0), 0.3, kExact);
  KeyedDraws employment;
  employment.add("software", draws(2025, {{1000}}));
  EXPECT_NEAR(occupation_employment(employment, shares).at("programmers").paths()(0, 0), 300, 1000 * kExact);
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

TEST(Staffing, ThePastIsWhatWasKnownThen) {
  Eigen::MatrixXd early(2, 2);
  early << 1, 3, std::nan(""), 5;
  Eigen::MatrixXd late(2, 2);
  late << 2, 2, 5, 5;
  const StaffingHistory history(Period::annual(2020), {"a", "b"}, {"x", "y"}, {early, late, late},
                                {Period::annual(2021)});
  const auto known = history.head(1);
  ASSERT_TRUE(known.has_value());
  EXPECT_EQ(known->industries(), std::vector<std::string>{"a"});
  EXPECT_EQ(known->end(), Period::annual(2021));
  EXPECT_DOUBLE_EQ(known->shares(0, 0)(0), 0.25);
  EXPECT_EQ(history.head(2)->industries().size(), 2U);
  EXPECT_EQ(history.head(3)->segment(2), 1);
  Eigen::MatrixXd nothing = Eigen::MatrixXd::Constant(2, 2, std::nan(""));
  EXPECT_FALSE(
      StaffingHistory(Period::annual(2020), {"a", "b"}, {"x", "y"}, {nothing, late}).head(1).has_value());
}

TEST(Staffing, SharesThatAreNoneNameTheirCell) {
  StaffingShares shares = constant_shares(example(), 2);
  EXPECT_NO_THROW(check_shares(shares));
  shares.cells[0](0, 1) = 0.5;
  try {
    check_shares(shares);
    FAIL();
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 1U);
    EXPECT_EQ(error.id(), "E-STA-011");
    EXPECT_EQ(error.problems()[0].series, "software");
    EXPECT_EQ(error.problems()[0].period, "2026");
  }
  shares.cells[1](0, 0) = -0.1;
  KeyedDraws employment;
  employment.add("software", draws(2025, {{1000, 1000}}));
  EXPECT_EQ(problem_ids([&] { (void)occupation_employment(employment, shares); }),
            (Ids{"E-STA-010", "E-STA-011", "E-STA-011"}));
  shares.cells.pop_back();
  EXPECT_EQ(problem_ids([&] { check_shares(shares); }), Ids{"E-STA-001"});
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
