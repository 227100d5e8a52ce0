// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/evaluation/stage_split.hpp>

#include "labour/support.hpp"

namespace labour_evaluation_stage_split_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

RegionalCounts random_counts(data::RandomStream& stream, Index regions, Index industries, Index occupations) {
  RegionalCounts out;
  for (Index r = 0; r < regions; ++r) {
    Eigen::MatrixXd one(industries, occupations);
    for (Index k = 0; k < one.size(); ++k) {
      one(k) = stream.uniform() < 0.2 ? 0.0 : 1000.0 * std::pow(stream.uniform(), 4);
    }
    out.push_back(one);
  }
  return out;
}

Eigen::MatrixXd table(std::initializer_list<double> values) {
  Eigen::MatrixXd out(1, static_cast<Index>(values.size()));
  Index k = 0;
  for (const double value : values) out(0, k++) = value;
  return out;
}

TEST(StageSplit, ExampleOfTheHeaderHolds) {
  const StageSplit split = stage_split({table({300, 900})}, {table({300, 700})});
  EXPECT_NEAR(split.error(0, 0), 0.0, kExact);
  EXPECT_NEAR(split.industry(0, 0), 50.0, 1000 * kExact);
  EXPECT_NEAR(split.share(0, 0), -50.0, 1000 * kExact);
  EXPECT_EQ(split.region(0, 0), 0.0);
}

TEST(StageSplit, PartsAddUpExactlyOnRandomEconomies) {
  data::RandomStream stream(3, 1, 4);
  for (int trial = 0; trial < 100; ++trial) {
    const Index regions = 1 + trial % 4;
    const RegionalCounts forecast = random_counts(stream, regions, 5, 6);
    const RegionalCounts actual = random_counts(stream, regions, 5, 6);
    const StageSplit split = stage_split(forecast, actual);
    const Eigen::MatrixXd sum = split.industry + split.region + split.share;
    double size = 1.0;
    for (const Eigen::MatrixXd& one : forecast) size = std::max(size, one.sum());
    EXPECT_LE((sum - split.error).cwiseAbs().maxCoeff(), kExact * size);
    if (regions == 1) {
      EXPECT_EQ(split.region.cwiseAbs().maxCoeff(), 0.0);
    }
    const StageSplit national = split.national();
    EXPECT_LE((national.industry + national.region + national.share - national.error).cwiseAbs().maxCoeff(),
              kExact * size);
    EXPECT_NEAR(split.contribution(split.industry) + split.contribution(split.region) +
                    split.contribution(split.share),
                1.0, 1e-9);
  }
}

TEST(StageSplit, APerfectForecastHasNoErrorInAnyStage) {
  data::RandomStream stream(3, 1, 5);
  const RegionalCounts actual = random_counts(stream, 3, 4, 4);
  const StageSplit split = stage_split(actual, actual);
  for (const Eigen::MatrixXd* part : {&split.error, &split.industry, &split.region, &split.share}) {
    EXPECT_EQ(part->cwiseAbs().maxCoeff(), 0.0);
  }
  EXPECT_EQ(split.wape(split.error), 0.0);
  EXPECT_TRUE(std::isnan(split.contribution(split.share)));
}

TEST(StageSplit, EachStageIsBlamedForItsOwnErrorAlone) {
  RegionalCounts actual;
  for (int r = 0; r < 2; ++r) actual.push_back((Eigen::MatrixXd(2, 2) << 10, 20, 30, 5 + r).finished());
  // Industry totals too high by a tenth, nothing else.
  RegionalCounts forecast = actual;
  for (Eigen::MatrixXd& one : forecast) one *= 1.1;
  StageSplit split = stage_split(forecast, actual);
  EXPECT_NEAR((split.industry - split.error).cwiseAbs().maxCoeff(), 0.0, 100 * kExact);
  // Region 0 twice, region 1 with what is left of each industry: totals and shares are right.
  forecast = actual;
  forecast[0] *= 1.5;
  for (Index i = 0; i < 2; ++i) {
    const double total = actual[0].row(i).sum() + actual[1].row(i).sum();
    forecast[1].row(i) *= (total - forecast[0].row(i).sum()) / actual[1].row(i).sum();
  }
  split = stage_split(forecast, actual);
  EXPECT_NEAR((split.region - split.error).cwiseAbs().maxCoeff(), 0.0, 100 * kExact);
  // Shares exchanged inside each industry.
  forecast = actual;
  for (Eigen::MatrixXd& one : forecast) one.col(0).swap(one.col(1));
  split = stage_split(forecast, actual);
  EXPECT_NEAR((split.share - split.error).cwiseAbs().maxCoeff(), 0.0, 100 * kExact);
}

TEST(StageSplit, SharesOfNobodyAreNotBlamed) {
  // The industry was forecast to vanish: an error of the industry stage alone.
  const StageSplit gone = stage_split({table({0, 0})}, {table({30, 70})});
  EXPECT_NEAR(gone.industry(0, 0), -30.0, kExact * 100);
  EXPECT_EQ(gone.share.cwiseAbs().maxCoeff(), 0.0);
  // … or came from nothing.
  const StageSplit born = stage_split({table({30, 70})}, {table({0, 0})});
  EXPECT_NEAR(born.industry(0, 1), 70.0, kExact * 100);
  EXPECT_EQ(born.share.cwiseAbs().maxCoeff(), 0.0);
}

TEST(StageSplit, TheMeanOverDrawsAddsUpToTheErrorOfTheMean) {
  data::RandomStream stream(3, 1, 7);
  std::vector<RegionalCounts> paths;
  for (int d = 0; d < 20; ++d) paths.push_back(random_counts(stream, 2, 3, 3));
  const RegionalCounts actual = random_counts(stream, 2, 3, 3);
  const StageSplit split = mean_stage_split(
      20, [&](Index d) { return paths[static_cast<std::size_t>(d)]; }, actual);
  Eigen::MatrixXd mean = Eigen::MatrixXd::Zero(2, 3);
  for (const RegionalCounts& path : paths) {
    for (Index r = 0; r < 2; ++r) mean.row(r) += path[static_cast<std::size_t>(r)].colwise().sum() / 20.0;
  }
  EXPECT_LE((split.industry + split.region + split.share - split.error).cwiseAbs().maxCoeff(), 1e3 * kExact);
  EXPECT_LE((split.error + split.actual - mean).cwiseAbs().maxCoeff(), 1e4 * kExact);
}

TEST(StageSplit, ShapesAndCellsAreChecked) {
  EXPECT_EQ(problem_ids([] { (void)stage_split({}, {}); }), (Ids{"E-ACC-012", "E-ACC-012"}));
  EXPECT_EQ(problem_ids([] { (void)stage_split({table({1, 2})}, {table({1, 2, 3})}); }), Ids{"E-ACC-012"});
  EXPECT_EQ(problem_ids([] {
              (void)stage_split({table({-1, 2})}, {table({1, std::nan("")})});
            }),
            (Ids{"E-ACC-013", "E-ACC-013"}));
  EXPECT_EQ(problem_ids([] { (void)mean_stage_split(0, nullptr, {}); }), Ids{"E-ACC-011"});
}

}  // namespace labour_evaluation_stage_split_test
