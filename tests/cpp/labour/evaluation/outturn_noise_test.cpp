// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/labour/evaluation/outturn_noise.hpp>

namespace labour_evaluation_outturn_noise_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test

constexpr double kExact = 1e-12;

TEST(OutturnNoise, ExampleOfTheHeaderHolds) {
  const OutturnNoise noise = outturn_noise({10, 10}, {13, 14}, {3, 3});
  EXPECT_EQ(noise.cases, 2);
  EXPECT_NEAR(noise.root_mean_square, std::sqrt(12.5), kExact);
  EXPECT_NEAR(noise.root_mean_square_truth, std::sqrt(3.5), kExact);
  EXPECT_NEAR(noise.share_of_square, 9.0 / 12.5, kExact);
  EXPECT_NEAR(noise.wape_of_noise, std::sqrt(2.0 / 3.14159265358979323846) * 6.0 / 20.0, kExact);
}

TEST(OutturnNoise, TheTruthAsAForecastHasTheErrorOfTheSurveyAlone) {
  data::RandomStream stream(5, 5, 5);
  std::vector<double> truth;
  std::vector<double> published;
  std::vector<double> errors;
  double absolute = 0.0;
  double size = 0.0;
  for (int i = 0; i < 20000; ++i) {
    truth.push_back(50.0 + 100.0 * stream.uniform());
    errors.push_back(1.0 + 5.0 * stream.uniform());
    published.push_back(truth.back() + errors.back() * stream.normal());
    absolute += std::abs(published.back() - truth.back());
    size += published.back();
  }
  const OutturnNoise noise = outturn_noise(published, truth, errors);
  EXPECT_NEAR(noise.share_of_square, 1.0, 0.03);
  EXPECT_NEAR(noise.wape_of_noise, absolute / size, 0.03 * absolute / size);
  EXPECT_LT(noise.root_mean_square_truth, 0.25 * noise.root_mean_square);
}

TEST(OutturnNoise, CasesWithoutAStandardErrorAreLeftOutAndCounted) {
  const OutturnNoise noise = outturn_noise({10, 20, data::kMissing}, {13, 20, 5}, {3, data::kMissing, 1});
  EXPECT_EQ(noise.cases, 1);
  const OutturnNoise none = outturn_noise({10}, {11}, {0});
  EXPECT_EQ(none.cases, 0);
  EXPECT_TRUE(std::isnan(none.root_mean_square));
  EXPECT_THROW((void)outturn_noise({10}, {11}, {}), InputError);
}

}  // namespace labour_evaluation_outturn_noise_test
