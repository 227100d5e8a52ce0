// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/models/interventions/evidence.hpp>

#include <Eigen/LU>
#include <numeric>

namespace models_interventions_evidence_test {

using dubao::Index;
using dubao::data::RandomStream;
using dubao::models::InterventionKind;
using dubao::models::interventions::Candidate;
using dubao::models::interventions::covariance;
using dubao::models::interventions::Evidence;
using dubao::models::interventions::kNoiseStructures;
using dubao::models::interventions::log_sum_exp;
using dubao::models::interventions::shape_at;

constexpr double kNoRounding = 1e-14;

std::vector<Index> counted(Index n) {
  std::vector<Index> out(static_cast<std::size_t>(n));
  std::iota(out.begin(), out.end(), Index{0});
  return out;
}
Eigen::MatrixXd line(const std::vector<Index>& times) {
  Eigen::MatrixXd out(static_cast<Eigen::Index>(times.size()), 2);
  for (Eigen::Index i = 0; i < out.rows(); ++i) {
    out(i, 0) = 1.0;
    out(i, 1) = static_cast<double>(times[static_cast<std::size_t>(i)]);
  }
  return out;
}
Eigen::VectorXd noise(Eigen::Index n) {
  RandomStream stream(1, 2, 3);
  Eigen::VectorXd out(n);
  for (Eigen::Index i = 0; i < n; ++i) out[i] = stream.normal();
  return out;
}

// The formula of the banner, written out with dense matrices for each structure.
TEST(Evidence, IsTheLogarithmOfTheRatioOfAveragedRestrictedLikelihoods) {
  const std::vector<Index> times{0, 1, 2, 4, 5, 6, 7, 9, 10, 11};
  const Eigen::MatrixXd columns = line(times);
  const Eigen::VectorXd y = noise(10);
  const Candidate shift{InterventionKind::kLevelShift, 4};
  const Eigen::VectorXd c = shape_at(shift, times);
  const auto count = static_cast<Eigen::Index>(kNoiseStructures.size());
  Eigen::VectorXd without(count);
  Eigen::VectorXd with(count);
  for (Eigen::Index g = 0; g < count; ++g) {
    const Eigen::MatrixXd omega = covariance(kNoiseStructures[static_cast<std::size_t>(g)], times);
    const Eigen::MatrixXd p = omega.inverse();
    const Eigen::MatrixXd gram = columns.transpose() * p * columns;
    const Eigen::MatrixXd m = p - p * columns * gram.inverse() * columns.transpose() * p;
    const double residual = y.dot(m * y);
    const double gained = std::pow(c.dot(m * y), 2) / c.dot(m * c);
    const double weight = -0.5 * std::log(omega.determinant()) - 0.5 * std::log(gram.determinant());
    without[g] = weight - 4.0 * std::log(residual);
    with[g] = weight - 4.0 * std::log(residual - gained);
  }
  Evidence evidence(times, columns);
  evidence.look_for({shift});
  EXPECT_NEAR(evidence.evaluate(y, kNoRounding)[0], log_sum_exp(with) - log_sum_exp(without), 1e-8);
}

TEST(Evidence, DoesNotDependOnScaleNorOnWhatTheColumnsSpan) {
  const std::vector<Index> times = counted(15);
  const Eigen::MatrixXd columns = line(times);
  const Eigen::VectorXd y = noise(15);
  Evidence evidence(times, columns);
  evidence.look_for({{InterventionKind::kAdditiveOutlier, 3}, {InterventionKind::kLevelShift, 7}});
  const Eigen::VectorXd base = evidence.evaluate(y, kNoRounding);
  const Eigen::VectorXd moved =
      evidence.evaluate(1000.0 * y + columns * Eigen::Vector2d(50.0, -3.0), kNoRounding);
  for (Eigen::Index j = 0; j < base.size(); ++j) EXPECT_NEAR(moved[j], base[j], 1e-8);
}

TEST(Evidence, OfAShapeThatTheColumnsSpanIsZero) {
  const std::vector<Index> times = counted(15);
  Eigen::MatrixXd columns(15, 3);
  columns.leftCols(2) = line(times);
  columns.col(2) = shape_at({InterventionKind::kLevelShift, 7}, times);
  Evidence evidence(times, columns);
  evidence.look_for({{InterventionKind::kLevelShift, 7}, {InterventionKind::kLevelShift, 8}});
  const Eigen::VectorXd found = evidence.evaluate(noise(15), kNoRounding);
  EXPECT_EQ(found[0], 0.0);
  EXPECT_GT(found[1], 0.0);
}

TEST(Evidence, EstimatesTheSizeThatIsThere) {
  const std::vector<Index> times = counted(30);
  Eigen::VectorXd y = 0.1 * noise(30);
  const Candidate shift{InterventionKind::kLevelShift, 15};
  y += 4.0 * shape_at(shift, times);
  Evidence evidence(times, line(times));
  evidence.look_for({shift});
  const auto estimate = evidence.estimate(y, 0, kNoRounding);
  EXPECT_NEAR(estimate.size, 4.0, 3.0 * estimate.standard_error);
  EXPECT_LT(estimate.standard_error, 0.3);
  EXPECT_GT(estimate.standard_error, 0.03);
}

// With sampling errors that are nothing beside the noise, the known scale and the unknown one must agree about as well as
// the list of scales is fine.
TEST(Evidence, WithNegligibleSamplingErrorsIsNearTheOneWithout) {
  const std::vector<Index> times = counted(25);
  Eigen::VectorXd y = noise(25);
  const Candidate shift{InterventionKind::kLevelShift, 12};
  y += 3.0 * shape_at(shift, times);
  Evidence unknown(times, line(times));
  unknown.look_for({shift});
  Evidence known(times, line(times), y, Eigen::VectorXd::Constant(25, 1e-12));
  known.look_for({shift});
  const double base = unknown.evaluate(y, kNoRounding)[0];
  EXPECT_NEAR(known.evaluate(y, kNoRounding)[0], base, 0.1 * base + 0.5);
}

}  // namespace models_interventions_evidence_test
