// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/models/interventions/critical_values.hpp>
#include <dubao/models/interventions/evidence.hpp>

#include <numeric>

namespace models_interventions_critical_values_test {

using dubao::Index;
using dubao::data::RandomStream;
using dubao::models::InterventionKind;
using namespace dubao::models::interventions;

// Rounding allowed where a shape is spanned already.
constexpr double kNoRounding = 1e-14;

TEST(CriticalValues, AscendInLengthAndAskMoreForTheSmallerProbability) {
  for (std::size_t i = 0; i < kCriticalValues.size(); ++i) {
    EXPECT_GT(kCriticalValues[i].at_one_percent, kCriticalValues[i].at_five_percent) << i;
    EXPECT_GT(kCriticalValues[i].at_five_percent, 0.0) << i;
    if (i > 0) {
      EXPECT_GT(kCriticalValues[i].length, kCriticalValues[i - 1].length) << i;
    }
  }
}

// The table is the largest over the clean processes: a random walk, one of them, is found at fault no more often.
TEST(CriticalValues, FindSomethingInNoMoreThanFivePercentOfCleanRandomWalks) {
  constexpr int kSeries = 1000;
  // Three standard errors of a share of 5 % in 1000 series.
  constexpr double kSamplingError = 0.021;
  const CriticalValue& row = kCriticalValues[3];
  std::vector<Index> times(static_cast<std::size_t>(row.length));
  std::iota(times.begin(), times.end(), Index{0});
  Eigen::MatrixXd columns(row.length, 2);
  columns.col(0).setOnes();
  columns.col(1) = Eigen::VectorXd::LinSpaced(row.length, 0.0, row.length - 1.0);
  Evidence evidence(times, columns);
  std::vector<Candidate> candidates;
  for (Index t = 0; t < row.length; ++t) candidates.push_back({InterventionKind::kAdditiveOutlier, t});
  for (Index t = 1; t < row.length; ++t) candidates.push_back({InterventionKind::kLevelShift, t});
  evidence.look_for(candidates);
  int at_five = 0;
  int at_one = 0;
  for (int s = 0; s < kSeries; ++s) {
    RandomStream random(5, 0, static_cast<std::uint64_t>(s));
    Eigen::VectorXd y(row.length);
    double level = 0.0;
    for (Eigen::Index t = 0; t < y.size(); ++t) y[t] = level += random.normal();
    const double largest = evidence.evaluate(y, kNoRounding).maxCoeff();
    at_five += largest > row.at_five_percent ? 1 : 0;
    at_one += largest > row.at_one_percent ? 1 : 0;
  }
  EXPECT_LE(at_five, (kFivePercent + kSamplingError) * kSeries);
  EXPECT_LE(at_one, (kOnePercent + kSamplingError) * kSeries);
  // The bound is no wall: something is found now and then.
  EXPECT_GT(at_five, 0);
}

}  // namespace models_interventions_critical_values_test
