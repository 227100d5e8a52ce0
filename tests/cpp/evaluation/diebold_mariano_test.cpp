// SPDX-License-Identifier: Apache-2.0
#include <dubao/evaluation/diebold_mariano.hpp>

#include "golden.hpp"

namespace evaluation_diebold_mariano_test {

using dubao::InputError;
using dubao::data::kMissing;
using dubao::evaluation::diebold_mariano;
using dubao::evaluation::DieboldMariano;

constexpr double kAlgebra = 1e-3;
constexpr double kDigitsOfR = 1e-9;

TEST(DieboldMariano, IsTheFormulaByHand) {
  const DieboldMariano test = diebold_mariano({1, 2, 3, 2}, {2, 2, 5, 2}, 1);
  EXPECT_EQ(test.mean_difference, -0.75);
  EXPECT_NEAR(test.statistic, -1.567, kAlgebra);
  EXPECT_EQ(test.count, 4);
}

TEST(DieboldMariano, AgreesWithRForOneTwoAndFiveStepsAhead) {
  const auto series = golden::series();
  for (const char* side : {"dm_two.sided", "dm_less"}) {
    for (const golden::Row& row : golden::rows(side)) {
      const std::vector<double>& y = series.at(row.name);
      const auto h = static_cast<std::size_t>(row.lags);
      std::vector<double> naive;
      std::vector<double> mean;
      for (std::size_t t = 2 + h; t < y.size(); ++t) {
        const double first = y[t] - y[t - h];
        const double second = y[t] - (y[t - h] + y[t - h - 1] + y[t - h - 2]) / 3.0;
        naive.push_back(first * first);
        mean.push_back(second * second);
      }
      const DieboldMariano test = diebold_mariano(naive, mean, row.lags);
      const double p = std::string(side) == "dm_less" ? test.p_first_better : test.p_value;
      EXPECT_NEAR(test.statistic, row.statistic, kDigitsOfR) << row.name << h;
      EXPECT_NEAR(p, row.p_value, kDigitsOfR) << row.name << h << side;
    }
  }
}

TEST(DieboldMariano, SaysWhenTheAutocovariancesGiveNoVarianceAndRefusesWhatItCannotCompare) {
  // Differences 1, −1, 1, −1, …: c_0 + 2 c_1 is negative.
  std::vector<double> first, second;
  for (int i = 0; i < 8; ++i) {
    first.push_back(i % 2 == 0 ? 2.0 : 1.0);
    second.push_back(i % 2 == 0 ? 1.0 : 2.0);
  }
  EXPECT_TRUE(diebold_mariano(first, second, 2).only_variance);
  EXPECT_TRUE(std::isnan(diebold_mariano(first, first, 1).statistic));
  EXPECT_THROW((void)diebold_mariano(first, {1.0}, 1), InputError);
  EXPECT_THROW((void)diebold_mariano(first, second, 8), InputError);
  EXPECT_THROW((void)diebold_mariano(first, second, 0), InputError);
}

TEST(DieboldMariano, LeavesOutPairsWithAMissingLoss) {
  const DieboldMariano test = diebold_mariano({1, 2, kMissing, 3, 2}, {2, 2, 1, 5, 2}, 1);
  EXPECT_EQ(test.count, 4);
  EXPECT_NEAR(test.statistic, -1.567, kAlgebra);
}

}  // namespace evaluation_diebold_mariano_test
