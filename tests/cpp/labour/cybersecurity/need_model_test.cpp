// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/cybersecurity/need_model.hpp>

#include <gtest/gtest.h>

#include "labour/support.hpp"

namespace labour_cybersecurity_need_model_test {

using namespace dubao;                         // NOLINT: a test
using namespace dubao::labour::cybersecurity;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

constexpr Index kDraws = 20000;

/// q = n·m, n uniform on 1 … 3, m uniform on 8 … 10.
NeedModel product() {
  NeedModel out;
  const Index n = out.add(NeedInput::between("n", 1.0, 3.0));
  const Index m = out.add(NeedInput::between("m", 8.0, 10.0));
  out.quantities = {{"q", {{1.0, {n, m}}}}};
  return out;
}

TEST(NeedModel, TheVarianceIsThatOfTheHeader) {
  const Quantity q = product().quantities.front();
  const Eigen::ArrayXd mean = (Eigen::ArrayXd(2) << 2.0, 9.0).finished();
  const Eigen::ArrayXd variance = Eigen::ArrayXd::Constant(2, 1.0 / 3.0);
  EXPECT_NEAR(q.variance(mean, variance), 81.0 / 3 + 4.0 / 3 + 1.0 / 9, 30 * kExact);
  EXPECT_EQ(q.slope(0, mean), 9.0);
  EXPECT_EQ(q.slope(1, mean), 2.0);
}

TEST(NeedModel, SharesOfTheVarianceAreThoseOfTheHeaderAndSumToOneWithTheRest) {
  const QuantityResult q = evaluate_models({product()}, kDraws, 3).front().front();
  ASSERT_EQ(q.influences.size(), 2U);
  EXPECT_EQ(q.influences[0].input, "n");
  EXPECT_NEAR(q.influences[0].share, 0.949219, 0.01);
  EXPECT_NEAR(q.influences[1].share, 0.046875, 0.01);
  EXPECT_NEAR(q.influences[0].share + q.influences[1].share + q.rest, 1.0, kExact);
  EXPECT_EQ(q.stated, 18.0);
  EXPECT_NEAR(q.influences[0].swing_low, 1.2 * 9.0, 0.3);  // n at its 10 % quantile, m at its mean
  EXPECT_NEAR(q.influences[0].swing_high, 2.8 * 9.0, 0.3);
}

TEST(NeedModel, AnInputOnBothSidesOfADifferenceCancels) {
  NeedModel model;
  const Index a = model.add(NeedInput::between("a", 0.0, 100.0));
  const Index b = model.add(NeedInput::between("b", 1.0, 2.0));
  model.quantities = {{"gap", {{1.0, {a}}, {1.0, {b}}, {-1.0, {a}}}}};
  const QuantityResult gap = evaluate_models({model}, 500, 3).front().front();
  ASSERT_EQ(gap.influences.size(), 1U);
  EXPECT_EQ(gap.influences[0].input, "b");
  EXPECT_NEAR(gap.influences[0].share, 1.0, 1e-9);
  EXPECT_LT(gap.draws.maxCoeff(), 2.0 + 1e-9);
}

TEST(NeedModel, ACertainQuantityHasNoInfluencesAndNoRest) {
  NeedModel model;
  model.quantities = {{"q", {{1.0, {model.add(NeedInput::exactly("a", 7.0))}}}}};
  const QuantityResult q = evaluate_models({model}, 10, 3).front().front();
  EXPECT_TRUE(q.influences.empty());
  EXPECT_EQ(q.rest, 0.0);
  EXPECT_TRUE((q.draws == 7.0).all());
}

TEST(NeedModel, AnInputOfOneNameIsOneNumberInAllModels) {
  const std::vector<ModelResult> found = evaluate_models({product(), product()}, 100, 3);
  EXPECT_TRUE((found[0].front().draws == found[1].front().draws).all());
  NeedModel other = product();
  other.inputs[0].high = 4.0;
  EXPECT_EQ(problem_ids([&] { (void)evaluate_models({product(), other}, 100, 3); }), (Ids{"E-CYB-004"}));
}

TEST(NeedModel, TheSameBitsForAnyNumberOfThreads) {
  const ModelResult one = evaluate_models({product()}, 1000, 3, 0.8, 1).front();
  const ModelResult four = evaluate_models({product()}, 1000, 3, 0.8, 4).front();
  EXPECT_TRUE((one.front().draws == four.front().draws).all());
  EXPECT_EQ(one.front().influences[0].share, four.front().influences[0].share);
}

TEST(NeedModel, EverythingWrongIsToldAtOnce) {
  NeedModel model = product();
  model.inputs[0].low = -1.0;
  model.inputs[1].high = 1.0;
  EXPECT_EQ(problem_ids([&] { (void)evaluate_models({model}, 1, 3, 1.0); }),
            (Ids{"E-CYB-005", "E-CYB-005", "E-CYB-001", "E-CYB-001"}));
}

}  // namespace labour_cybersecurity_need_model_test
