// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/glm/family.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace regression_glm_family_test {

using namespace dubao::regression;

constexpr double kRounding = 1e-12;
constexpr double kDifference = 1e-6;

double deviance(const GlmModel& model, double y, double eta) {
  const double weight = 1.0;
  double information = 0.0;
  double score = 0.0;
  return evaluate_rows(model, 1, &y, &weight, &eta, &information, &score);
}

const std::vector<GlmModel> kModels = {{Family::kPoisson, Link::kLog, 1.0, false},
                                       {Family::kNegativeBinomial, Link::kLog, 2.5, false},
                                       {Family::kBinomial, Link::kLogit, 1.0, false},
                                       {Family::kBinomial, Link::kProbit, 1.0, false},
                                       {Family::kBinomial, Link::kComplementaryLogLog, 1.0, false},
                                       {Family::kGamma, Link::kLog, 1.0, false},
                                       {Family::kGamma, Link::kInverse, 1.0, false}};

TEST(Family, TheDevianceIsZeroAtTheObservationAndItsSlopeIsMinusTwiceTheScore) {
  for (const GlmModel& model : kModels) {
    const double y = model.family == Family::kBinomial ? 0.4 : 3.0;
    EXPECT_NEAR(deviance(model, y, apply_link(model.link, y)), 0.0, kRounding);
    const double eta = 0.3;
    const double weight = 1.0;
    double information = 0.0;
    double score = 0.0;
    (void)evaluate_rows(model, 1, &y, &weight, &eta, &information, &score);
    const double h = 1e-5;
    const double slope = (deviance(model, y, eta + h) - deviance(model, y, eta - h)) / (2.0 * h);
    EXPECT_NEAR(-2.0 * score, slope, kDifference * std::max(1.0, std::abs(slope)))
        << to_string(model.family) << ' ' << to_string(model.link);
    EXPECT_GT(information, 0.0);
  }
}

TEST(Family, TheInformationIsTheVarianceOfTheScore) {
  // Poisson and negative binomial with mean 2: Σ f(y) score² over y.
  for (const GlmModel& model : {kModels[0], kModels[1]}) {
    const double eta = std::log(2.0);
    const LinkedMean m = inverse_link(model.link, eta);
    const double weight = 1.0;
    double expected = 0.0;
    double total = 0.0;
    double information = 0.0;
    for (double y = 0.0; y < 200.0; y += 1.0) {
      double score = 0.0;
      (void)evaluate_rows(model, 1, &y, &weight, &eta, &information, &score);
      const double probability = std::exp(log_density(model, y, 1.0, m, 1.0));
      total += probability;
      expected += probability * score * score;
    }
    EXPECT_NEAR(total, 1.0, kRounding);
    EXPECT_NEAR(information, expected, kRounding);
  }
}

TEST(Family, APoissonZeroWithMeanTwoHasDevianceFour) {
  EXPECT_NEAR(deviance(kModels[0], 0.0, std::log(2.0)), 4.0, kRounding);
}

TEST(Family, ABinomialShareHasTheDensityOfItsSuccesses) {
  // 3 of 5 with probability 0.3: 10 · 0.027 · 0.49
  const LinkedMean m = inverse_link(Link::kLogit, std::log(0.3 / 0.7));
  EXPECT_NEAR(log_density(kModels[2], 0.6, 5.0, m, 1.0), std::log(10.0 * 0.027 * 0.49), kRounding);
}

TEST(Family, TheRisingFactorialKeepsItsDigitsForLargeTheta) {
  for (const double y : {0.0, 1.0, 7.0, 64.0, 65.0, 300.0}) {
    for (const double theta : {0.3, 5.0, 199.0, 201.0, 1e4, 1e8}) {
      long double sum = 0.0L;
      for (long double k = 1.0L; k < static_cast<long double>(y); k += 1.0L)
        sum += std::log1p(k / static_cast<long double>(theta));
      EXPECT_NEAR(log_rising(y, theta), static_cast<double>(sum),
                  2e-12 * std::max(1.0, static_cast<double>(sum)))
          << y << ' ' << theta;
    }
  }
}

TEST(Family, ARowOfWeightZeroAddsNothingWhateverItSays) {
  const double y[] = {1.0, -7.0};
  const double weight[] = {2.0, 0.0};
  const double eta[] = {0.0, 900.0};
  double information[2];
  double score[2];
  EXPECT_TRUE(std::isfinite(evaluate_rows(kModels[0], 2, y, weight, eta, information, score)));
  EXPECT_EQ(information[1], 0.0);
  EXPECT_EQ(score[1], 0.0);
}

TEST(Family, TheObservedInformationIsTheCurvatureOfHalfTheDeviance) {
  for (GlmModel model : {kModels[1], kModels[5]}) {
    model.observed = true;
    const double y = 3.0;
    const double weight = 2.0;
    const double h = 1e-5;
    double information = 0.0;
    double score[2];
    for (int k = 0; k < 2; ++k) {
      const double eta = 0.4 + (k == 0 ? -h : h);
      (void)evaluate_rows(model, 1, &y, &weight, &eta, &information, &score[k]);
    }
    const double eta = 0.4;
    double unused = 0.0;
    (void)evaluate_rows(model, 1, &y, &weight, &eta, &information, &unused);
    EXPECT_NEAR(information, (score[0] - score[1]) / (2.0 * h), kDifference);
  }
}

}  // namespace regression_glm_family_test
