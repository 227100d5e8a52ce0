// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/cybersecurity/need_input.hpp>

#include <gtest/gtest.h>

#include "labour/support.hpp"
#include <limits>

namespace labour_cybersecurity_need_input_test {

using namespace dubao;                         // NOLINT: a test
using namespace dubao::labour::cybersecurity;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

constexpr Index kDraws = 20000;
constexpr double kMonteCarlo = 4.0;  // standard errors of a mean of draws

double mean(const Eigen::ArrayXd& x) { return x.mean(); }
double deviation(const Eigen::ArrayXd& x) { return std::sqrt((x - x.mean()).square().mean()); }
void expect_mean(const Eigen::ArrayXd& x, double expected) {
  EXPECT_NEAR(mean(x), expected, kMonteCarlo * deviation(x) / std::sqrt(static_cast<double>(x.size())));
}
std::vector<std::string> ids_of(const NeedInput& input) {
  return problem_ids([&] {
    Problems problems;
    check_input(problems, input);
    problems.throw_if_any();
  });
}

TEST(NeedInput, AnExactValueIsTheSameOnEveryPath) {
  EXPECT_TRUE((sample_input(NeedInput::exactly("n", 60.0), 5, 1) == 60.0).all());
  EXPECT_TRUE((sample_input(NeedInput::between("n", 8.0, 8.0), 5, 1) == 8.0).all());
  EXPECT_TRUE((sample_input(NeedInput::estimated("n", 3.0, 0.0), 5, 1) == 3.0).all());
}

TEST(NeedInput, RangesHaveTheMeanAndSpreadOfTheirDistribution) {
  const Eigen::ArrayXd even = sample_input(NeedInput::between("m", 8.0, 10.0), kDraws, 1);
  expect_mean(even, 9.0);
  EXPECT_NEAR(deviation(even), 2.0 / std::sqrt(12.0), 0.01);
  EXPECT_GE(even.minCoeff(), 8.0);
  EXPECT_LE(even.maxCoeff(), 10.0);
  expect_mean(sample_input(NeedInput::likely("m", 2.0, 1.0, 6.0), kDraws, 1), (1.0 + 4 * 2.0 + 6.0) / 6.0);
  expect_mean(sample_input(NeedInput::likely("m", 2.0, 1.0, 6.0, InputKind::kTriangular), kDraws, 1), 3.0);
}

TEST(NeedInput, AnEstimateKeepsItsMeanAndStandardErrorAndItsRange) {
  const Eigen::ArrayXd persons = sample_input(NeedInput::estimated("e", 100.0, 30.0), kDraws, 1);
  expect_mean(persons, 100.0);
  EXPECT_NEAR(deviation(persons), 30.0, 1.0);
  EXPECT_GT(persons.minCoeff(), 0.0);
  NeedInput share = NeedInput::estimated("p", 0.1, 0.08);
  share.maximum = 1.0;
  const Eigen::ArrayXd shares = sample_input(share, kDraws, 1);
  expect_mean(shares, 0.1);
  EXPECT_NEAR(deviation(shares), 0.08, 0.003);
  EXPECT_GT(shares.minCoeff(), 0.0);
  EXPECT_LT(shares.maxCoeff(), 1.0);
}

TEST(NeedInput, ASurveyedShareKnowsThoseAskedAndDrawsTheOthers) {
  const Eigen::ArrayXd share = sample_input(NeedInput::surveyed_share("p", 30, 100, 400), kDraws, 1);
  expect_mean(share, (30.0 + 300.0 * 30.5 / 101.0) / 400.0);
  // Beta-binomial of the 300: variance m·p·q·(a + b + m)/(a + b + 1), a + b = 101.
  const double p = 30.5 / 101.0;
  const double variance = 300.0 * p * (1.0 - p) * (101.0 + 300.0) / 102.0;
  EXPECT_NEAR(deviation(share), std::sqrt(variance) / 400.0, 0.001);
  const Eigen::ArrayXd hiring = share * 400.0;
  EXPECT_LT((hiring - hiring.round()).abs().maxCoeff(), 1e-9) << "organisations are whole";
}

TEST(NeedInput, ACensusHasNoSamplingErrorAndAnEndlessListTheMost) {
  EXPECT_TRUE((sample_input(NeedInput::surveyed_share("p", 30, 100, 100), 50, 1) == 0.3).all());
  const double whole = deviation(sample_input(NeedInput::surveyed_share("p", 30, 100), kDraws, 1));
  const double half = deviation(sample_input(NeedInput::surveyed_share("p", 30, 100, 200), kDraws, 1));
  EXPECT_NEAR(whole, std::sqrt(30.5 * 70.5 / (101.0 * 101.0 * 102.0)), 0.001);
  EXPECT_NEAR(half / whole, std::sqrt(0.5), 0.03);
  const double clustered = deviation(sample_input(NeedInput::surveyed_share("p", 30, 100, 0, 2), kDraws, 1));
  EXPECT_NEAR(clustered / whole, std::sqrt(2.0), 0.05);
}

TEST(NeedInput, NobodyWhoSaidYesStillLeavesRoomForSomebody) {
  const Eigen::ArrayXd share = sample_input(NeedInput::surveyed_share("p", 0, 20), kDraws, 1);
  expect_mean(share, 0.5 / 21.0);
  EXPECT_GT(share.minCoeff(), 0.0);
}

TEST(NeedInput, TheErrorOfASurveyedMeanIsThatOfStudentWithTheFinitePopulation) {
  const NeedInput input = NeedInput::surveyed_mean("m", 2.0, 1.5, 9, 36);
  EXPECT_NEAR(input.error(), 1.5 / 3.0 * std::sqrt(8.0 / 6.0) * std::sqrt(0.75), kExact);
  expect_mean(sample_input(input, kDraws, 1), 2.0);
  EXPECT_EQ(NeedInput::surveyed_mean("m", 2.0, 1.5, 36, 36).error(), 0.0);
}

TEST(NeedInput, APathDependsOnSeedNameAndNumberAlone) {
  const NeedInput input = NeedInput::surveyed_share("p", 3, 10, 50);
  const Eigen::ArrayXd few = sample_input(input, 5, 7);
  EXPECT_TRUE((sample_input(input, 9, 7).head(5) == few).all());
  EXPECT_FALSE((sample_input(input, 5, 8) == few).all());
  NeedInput other = input;
  other.name = "q";
  EXPECT_FALSE((sample_input(other, 5, 7) == few).all());
}

TEST(NeedInput, WrongInputsAreRefusedWithTheirId) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(ids_of(NeedInput::exactly("n", -1.0)), (Ids{"E-CYB-001"}));
  EXPECT_EQ(ids_of(NeedInput::exactly("n", nan)), (Ids{"E-CYB-001"}));
  EXPECT_EQ(ids_of(NeedInput::exactly("n", 2.0 * kLargestCount)), (Ids{"E-CYB-001"}));
  EXPECT_EQ(ids_of(NeedInput::surveyed_share("p", 1, 2, 2.0 * kLargestCount)), (Ids{"E-CYB-002"}));
  EXPECT_EQ(ids_of(NeedInput::likely("n", 5.0, 1.0, 3.0)), (Ids{"E-CYB-001"}));
  EXPECT_EQ(ids_of(NeedInput::between("n", 3.0, 1.0)), (Ids{"E-CYB-001"}));
  EXPECT_EQ(ids_of(NeedInput::estimated("n", 0.0, 1.0)), (Ids{"E-CYB-001"}));
  NeedInput share = NeedInput::estimated("p", 0.5, 0.5);
  share.maximum = 1.0;
  EXPECT_EQ(ids_of(share), (Ids{"E-CYB-001"}));
  share = NeedInput::exactly("p", 1.2);
  share.maximum = 1.0;
  EXPECT_EQ(ids_of(share), (Ids{"E-CYB-001"}));
  EXPECT_EQ(ids_of(NeedInput::surveyed_share("p", 5, 0)), (Ids{"E-CYB-002"}));
  EXPECT_EQ(ids_of(NeedInput::surveyed_share("p", 12, 10, 5, 0.5)),
            (Ids{"E-CYB-002", "E-CYB-002", "E-CYB-002"}));
  EXPECT_EQ(ids_of(NeedInput::surveyed_mean("m", 2.0, 1.0, 3)), (Ids{"E-CYB-002"}));
  EXPECT_EQ(ids_of(NeedInput::surveyed_mean("m", 2.0, nan, 9)), (Ids{"E-CYB-002", "E-CYB-001"}));
  EXPECT_EQ(ids_of(NeedInput::surveyed_share("p", 0, 1)), Ids{});
}

}  // namespace labour_cybersecurity_need_input_test
