// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/robust.hpp>

#include <gtest/gtest.h>

#include "support/golden.hpp"
#include <cmath>

namespace regression_robust_test {

using namespace dubao::regression;
using dubao::optim::RobustLoss;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kDigitsOfR = 1e-8;  // relative

struct Case {
  const char* name;
  RobustLoss loss;
  ScaleEstimate scale;
};

TEST(Robust, CoefficientsErrorsAndScaleAreThoseOfRlm) {
  std::map<std::string, std::vector<double>> data;
  std::map<std::string, std::vector<double>> expected;
  for (const golden::Row& row : golden::read("regression/linear.csv")) {
    const double value = golden::number(row, "value");
    if (row.at("case") == "stackloss") data[row.at("name")].push_back(value);
    expected[row.at("case") + "." + row.at("quantity")].push_back(value);
  }
  MatrixXd x(21, 3);
  VectorXd y(21);
  for (Eigen::Index i = 0; i < 21; ++i) {
    const auto at = static_cast<std::size_t>(i);
    y[i] = data["stack.loss"][at];
    x.row(i) << data["Air.Flow"][at], data["Water.Temp"][at], data["Acid.Conc."][at];
  }
  for (const Case& one : {Case{"huber", RobustLoss::kHuber, ScaleEstimate::kMad},
                          Case{"huber-proposal2", RobustLoss::kHuber, ScaleEstimate::kProposal2},
                          Case{"tukey", RobustLoss::kTukey, ScaleEstimate::kMad},
                          Case{"cauchy", RobustLoss::kCauchy, ScaleEstimate::kMad}}) {
    RobustOptions options;
    options.loss = one.loss;
    options.scale = one.scale;
    const RobustFit fit = fit_robust(x, y, {}, {}, options);
    const std::string name = one.name;
    ASSERT_EQ(expected[name + ".coefficient"].size(), 4U);
    EXPECT_TRUE(fit.result.converged) << name;
    const VectorXd errors = fit.result.standard_errors();
    for (Eigen::Index j = 0; j < 4; ++j) {
      const double b = expected[name + ".coefficient"][static_cast<std::size_t>(j)];
      const double se = expected[name + ".error"][static_cast<std::size_t>(j)];
      EXPECT_NEAR(fit.result.params[j], b, kDigitsOfR * std::abs(b)) << name << j;
      EXPECT_NEAR(errors[j], se, kDigitsOfR * se) << name << j;
    }
    const double sigma = expected[name + ".fit"].front();
    EXPECT_NEAR(fit.result.statistics.at("sigma"), sigma, kDigitsOfR * sigma) << name;
  }
}

TEST(Robust, TheExampleOfTheBanner) {
  MatrixXd x(10, 1);
  VectorXd y(10);
  for (Eigen::Index i = 0; i < 10; ++i) {
    x(i, 0) = static_cast<double>(i);
    y[i] = x(i, 0) + (i % 2 == 0 ? 1e-3 : -1e-3);
  }
  y[9] = 100.0;
  RobustOptions options;
  options.loss = RobustLoss::kTukey;
  const RobustFit fit = fit_robust(x, y, {}, {}, options);
  EXPECT_NEAR(fit.result.params[0], 0.0, 2e-3);
  EXPECT_NEAR(fit.result.params[1], 1.0, 1e-3);
  EXPECT_EQ(fit.weights[9], 0.0);
}

TEST(Robust, AMajorityOnOneLineHasScaleZeroAndSaysSo) {
  MatrixXd x(5, 1);
  x << 0, 1, 2, 3, 4;
  const VectorXd y = (VectorXd(5) << 0, 1, 2, 3, 9).finished();
  RobustOptions options;
  options.loss = RobustLoss::kTukey;
  const RobustFit fit = fit_robust(x, y, {}, {}, options);
  EXPECT_NEAR(fit.result.params[1], 1.0, 1e-6);
  EXPECT_TRUE(fit.result.params.allFinite());
  EXPECT_GE(fit.result.notes.size(), 2U);
}

TEST(Robust, WrongConstantsAreRefusedTogether) {
  RobustOptions options;
  options.tuning = -1.0;
  options.scale = ScaleEstimate::kGiven;
  options.given_scale = 0.0;
  try {
    (void)fit_robust(MatrixXd::Random(9, 2), VectorXd::Random(9), {}, {}, options);
    FAIL();
  } catch (const dubao::InputError& error) {
    ASSERT_EQ(error.problems().size(), 2U);
    EXPECT_EQ(error.problems()[0].id, "E-ROB-001");
    EXPECT_EQ(error.problems()[1].id, "E-ROB-002");
  }
}

}  // namespace regression_robust_test
