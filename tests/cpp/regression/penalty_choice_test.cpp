// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/penalty_choice.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace regression_penalty_choice_test {

using namespace dubao::regression;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kSame = 1e-12;

struct Data {
  MatrixXd x{40, 2};
  VectorXd y{40};
};

Data data(double slope) {
  Data out;
  for (Eigen::Index i = 0; i < 40; ++i) {
    const auto t = static_cast<double>(i);
    out.x(i, 0) = std::sin(1.7 * t);
    out.x(i, 1) = std::cos(2.9 * t);
    out.y[i] = slope * out.x(i, 0) + std::sin(0.9 * t * t);
  }
  return out;
}

TEST(PenaltyChoice, EachBlockIsForecastFromTheRowsBeforeIt) {
  const Data d = data(2.0);
  const PenaltyChoice choice = choose_penalty(d.x, d.y, {}, {}, {0.3}, 2);
  ASSERT_EQ(choice.origins, (std::vector<dubao::Index>{20, 30}));
  double sum = 0.0;
  for (const dubao::Index begin : choice.origins) {
    const RegressionResult fit = fit_penalized(d.x.topRows(begin), d.y.head(begin), {}, {}, {}, 0.3);
    sum += (d.y.segment(begin, 10) - linear_predictor(fit, d.x.middleRows(begin, 10))).squaredNorm();
  }
  EXPECT_NEAR(choice.errors[0], sum / 20.0, kSame);
}

TEST(PenaltyChoice, SignalAsksForASmallPenaltyAndNoiseForALargeOne) {
  const PenaltyChoice signal = choose_penalty(data(3.0).x, data(3.0).y);
  const PenaltyChoice noise =
      choose_penalty(data(0.0).x, data(0.0).y, {}, {}, {}, 10, PenaltyRule::kOneStandardError);
  EXPECT_LT(signal.penalty, 0.2 * signal.penalties.front());
  EXPECT_EQ(noise.penalty, noise.penalties.front());
}

TEST(PenaltyChoice, TheSmallestErrorIsChosenAndItsRuleNeverTakesASmallerPenalty) {
  const Data d = data(1.0);
  const PenaltyChoice smallest = choose_penalty(d.x, d.y);
  const auto at = std::min_element(smallest.errors.begin(), smallest.errors.end()) - smallest.errors.begin();
  EXPECT_EQ(smallest.penalty, smallest.penalties[static_cast<std::size_t>(at)]);
  const PenaltyChoice simple = choose_penalty(d.x, d.y, {}, {}, {}, 10, PenaltyRule::kOneStandardError);
  EXPECT_GE(simple.penalty, smallest.penalty);
}

TEST(PenaltyChoice, TooFewRowsAreRefused) {
  const Data d = data(1.0);
  try {
    (void)choose_penalty(d.x.topRows(5), d.y.head(5));
    FAIL();
  } catch (const dubao::InputError& error) {
    EXPECT_EQ(error.id(), "E-PEN-004");
  }
}

}  // namespace regression_penalty_choice_test
