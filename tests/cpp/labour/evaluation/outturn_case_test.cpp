// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/evaluation/outturn_case.hpp>

#include "labour/support.hpp"

namespace labour_evaluation_outturn_case_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using data::Panel;
using data::Series;
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::problem_ids;

KeyedDraws forecast(const char* key = "a") {
  KeyedDraws out;
  out.add(key, draws(2023, {{12, 13}, {14, 15}}));
  return out;
}

TEST(OutturnCase, ExampleOfTheHeaderHolds) {
  const auto cases = outturn_cases(forecast(), Panel({Series::annual(2020, {8, 9, 11}, "a")}),
                                   Panel({Series::annual(2022, {11, 12}, "a").with_standard_errors({1, 2})}));
  ASSERT_EQ(cases.size(), 2U);
  EXPECT_EQ(cases[0].key, "a");
  EXPECT_EQ(cases[0].group, "2022 → 2023");
  EXPECT_EQ(cases[0].base, 11);
  EXPECT_EQ(cases[0].before, 9);
  EXPECT_EQ(cases[0].steps, 1);
  EXPECT_EQ(cases[0].scale, 1.5);
  EXPECT_EQ(cases[0].actual, 12);
  EXPECT_EQ(cases[0].standard_error, 2);
  EXPECT_EQ(cases[0].draws, (std::vector<double>{12, 14}));
  EXPECT_EQ(cases[1].group, "2022 → 2024");
  EXPECT_EQ(cases[1].steps, 2);
  EXPECT_TRUE(std::isnan(cases[1].actual));  // not observed yet
}

TEST(OutturnCase, ValuesAfterTheOriginAreNotKnown) {
  const auto cases = outturn_cases(forecast(), Panel({Series::annual(2020, {8, 9, 11, 99, 99}, "a")}),
                                   Panel({Series::annual(2023, {12, 13}, "a")}));
  EXPECT_EQ(cases[0].base, 11);
  EXPECT_EQ(cases[0].scale, 1.5);
}

TEST(OutturnCase, MissingYearsLengthenTheSteps) {
  const double missing = data::kMissing;
  const auto cases =
      outturn_cases(forecast(), Panel({Series::annual(2018, {8, missing, 9, 11, missing}, "a")}),
                    Panel({Series::annual(2023, {12}, "a")}));
  EXPECT_EQ(cases[0].base, 11);
  EXPECT_EQ(cases[0].steps, 2);
  EXPECT_EQ(cases[0].steps_before, 1);
}

TEST(OutturnCase, AcrossABreakNothingIsCompared) {
  const auto cases =
      outturn_cases(forecast(), Panel({Series::annual(2020, {8, 9, 11}, "a").with_break(2022)}),
                    Panel({Series::annual(2022, {11, 12, 20}, "a").with_break(2024)}));
  EXPECT_EQ(cases[0].actual, 12);
  EXPECT_TRUE(std::isnan(cases[1].actual));
  EXPECT_TRUE(std::isnan(cases[0].before));  // 2021 is of another definition
}

TEST(OutturnCase, KeysWithoutHistoryOrOutturnAreListedTogether) {
  EXPECT_EQ(problem_ids(
                [] { (void)outturn_cases(forecast("b"), Panel({Series::annual(2020, {8}, "a")}), Panel()); }),
            (Ids{"E-ACC-017", "E-ACC-017"}));
  EXPECT_EQ(problem_ids([] {
              (void)outturn_cases(forecast(), Panel({Series::annual(2023, {8}, "a")}),
                                  Panel({Series::annual(2023, {8}, "a")}));
            }),
            Ids{"E-ACC-017"});
}

}  // namespace labour_evaluation_outturn_case_test
