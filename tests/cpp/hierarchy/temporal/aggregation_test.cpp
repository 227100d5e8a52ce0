// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/temporal/aggregation.hpp>

#include <limits>

namespace hierarchy_temporal_aggregation_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::kMissing;
using namespace dubao::hierarchy;

TEST(TemporalConstraint, TheBannersExampleHolds) {
  Eigen::MatrixXd expected(2, 4);
  expected << 0.5, 0.5, 0.0, 0.0, 0.0, 0.0, 0.5, 0.5;
  const auto found = temporal_constraint({3, 7}, 2, 4, TemporalAggregation::kMean);
  EXPECT_EQ(found.matrix, expected);
  EXPECT_EQ(found.values, Eigen::Vector2d(3.0, 7.0));
}

TEST(TemporalConstraint, AggregatesExactlyAsItsNameSays) {
  const Eigen::VectorXd months = Eigen::VectorXd::LinSpaced(8, 1.0, 8.0);  // 1, 2, … 8
  const std::vector<double> low{1, 1};
  const auto at = [&](TemporalAggregation how) -> Eigen::VectorXd {
    return temporal_constraint(low, 4, 8, how).matrix * months;
  };
  EXPECT_EQ(at(TemporalAggregation::kSum), Eigen::Vector2d(10.0, 26.0));
  EXPECT_EQ(at(TemporalAggregation::kMean), Eigen::Vector2d(2.5, 6.5));
  EXPECT_EQ(at(TemporalAggregation::kLast), Eigen::Vector2d(4.0, 8.0));
}

TEST(TemporalConstraint, LeavesOutAMissingYearAndThePeriodsAfterTheLast) {
  const auto found = temporal_constraint({3, kMissing, 7}, 2, 9, TemporalAggregation::kSum);
  Eigen::MatrixXd expected = Eigen::MatrixXd::Zero(2, 9);
  expected.row(0).segment(0, 2).setOnes();
  expected.row(1).segment(4, 2).setOnes();
  EXPECT_EQ(found.matrix, expected);
  EXPECT_EQ(found.values, Eigen::Vector2d(3.0, 7.0));
}

std::vector<std::string> refusals(const std::vector<double>& low, Index ratio, Index periods) {
  std::vector<std::string> out;
  try {
    (void)temporal_constraint(low, ratio, periods, TemporalAggregation::kSum);
  } catch (const InputError& error) {
    for (const auto& problem : error.problems()) out.push_back(problem.id);
  }
  return out;
}

TEST(TemporalConstraint, NamesAllProblemsAtOnce) {
  EXPECT_EQ(refusals({1, 2}, 4, 8), std::vector<std::string>{});
  EXPECT_EQ(refusals({1, 2}, 4, 7), std::vector<std::string>{"E-TMP-003"});
  EXPECT_EQ(refusals({1, std::numeric_limits<double>::infinity()}, 4, 8),
            std::vector<std::string>{"E-TMP-002"});
  EXPECT_EQ(refusals({kMissing}, 1, 0), (std::vector<std::string>{"E-TMP-001", "E-TMP-002", "E-TMP-003"}));
}

}  // namespace hierarchy_temporal_aggregation_test
