// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/dependence.hpp>
#include <dubao/forecast/forecaster.hpp>
#include <dubao/models/naive.hpp>

namespace forecast_dependence_test {

using namespace dubao;
using namespace dubao::forecast;
using data::DrawMatrix;
using data::Draws;
using data::RandomStream;

std::vector<Draws> independent_draws(Index series, Index n) {
  std::vector<Draws> out;
  for (Index i = 0; i < series; ++i) {
    DrawMatrix paths(n, 3);
    for (Index d = 0; d < n; ++d) {
      RandomStream stream(5, static_cast<std::uint64_t>(i), static_cast<std::uint64_t>(d));
      double level = 0.0;
      for (Index h = 0; h < 3; ++h) paths(d, h) = level += stream.normal();
    }
    out.emplace_back(time::Period::annual(2025), std::move(paths), "s" + std::to_string(i));
  }
  return out;
}

double correlation(const Draws& a, const Draws& b, Index h) {
  const Eigen::ArrayXd x = a.paths().col(h).array() - a.paths().col(h).mean();
  const Eigen::ArrayXd y = b.paths().col(h).array() - b.paths().col(h).mean();
  return (x * y).sum() / std::sqrt(x.square().sum() * y.square().sum());
}

TEST(Dependence, PathsAreOnlyReorderedAndThenMoveTogether) {
  std::vector<Draws> draws = independent_draws(2, 2000);
  const std::vector<Draws> before = draws;
  ShrunkenCorrelation target;
  target.correlation = Eigen::MatrixXd::Identity(2, 2);
  target.correlation(0, 1) = target.correlation(1, 0) = 0.7;
  impose_dependence(draws, target, 1);
  for (std::size_t i = 0; i < 2; ++i) {
    for (Index h = 0; h < 3; ++h) {
      EXPECT_DOUBLE_EQ(draws[i].quantile(h, 0.9), before[i].quantile(h, 0.9));
    }
    // Whole paths move: the change from one year to the next is still one of the changes there were.
    EXPECT_DOUBLE_EQ((draws[i].paths().col(2) - draws[i].paths().col(1)).maxCoeff(),
                     (before[i].paths().col(2) - before[i].paths().col(1)).maxCoeff());
  }
  constexpr double kTolerance = 0.08;
  EXPECT_NEAR(correlation(draws[0], draws[1], 1), 0.7, 2 * kTolerance);
  EXPECT_NEAR(correlation(before[0], before[1], 1), 0.0, kTolerance);
}

TEST(Dependence, IsTheSameForTheSameSeed) {
  ShrunkenCorrelation target;
  target.correlation = Eigen::MatrixXd::Constant(3, 3, 0.5);
  target.correlation.diagonal().setOnes();
  std::vector<Draws> a = independent_draws(3, 200);
  std::vector<Draws> b = independent_draws(3, 200);
  impose_dependence(a, target, 7);
  impose_dependence(b, target, 7);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(a[i].paths(), b[i].paths());
}

TEST(Dependence, CoverOfTotalsNeedsIt) {
  // Two series with correlation 0.8: the sum of independent paths covers too little, the joint ones hold.
  constexpr int kRepetitions = 400;
  constexpr Index kPaths = 400;
  constexpr double kRho = 0.8;
  constexpr double kThreeStandardErrors = 0.05;
  ShrunkenCorrelation target;
  target.correlation = Eigen::MatrixXd::Identity(2, 2);
  target.correlation(0, 1) = target.correlation(1, 0) = kRho;
  std::vector<Draws> alone = independent_draws(2, kPaths);
  std::vector<Draws> joint = alone;
  impose_dependence(joint, target, 3);
  const auto interval = [](const std::vector<Draws>& draws) {
    const Draws total(draws[0].start(), draws[0].paths() + draws[1].paths());
    return total.interval(0, 0.9);
  };
  const data::Interval narrow = interval(alone);
  const data::Interval wide = interval(joint);
  int hits_alone = 0;
  int hits_joint = 0;
  for (int r = 0; r < kRepetitions; ++r) {
    RandomStream stream(11, 12, static_cast<std::uint64_t>(r));
    const double x = stream.normal();
    const double total = x + kRho * x + std::sqrt(1.0 - kRho * kRho) * stream.normal();
    hits_alone += total >= narrow.lower && total <= narrow.upper ? 1 : 0;
    hits_joint += total >= wide.lower && total <= wide.upper ? 1 : 0;
  }
  EXPECT_NEAR(hits_joint / static_cast<double>(kRepetitions), 0.9, kThreeStandardErrors);
  EXPECT_LT(hits_alone, hits_joint - kRepetitions / 20);
}

// Random walks whose changes have correlation rho, all forecast by one forecaster; share of totals inside 95 %.
double cover_of_sums(double rho, Dependence dependence) {
  constexpr int kRepetitions = 250;
  constexpr Index kSeries = 8;
  constexpr Index kKnown = 20;
  constexpr Index kHorizon = 4;
  int hits = 0;
  for (int r = 0; r < kRepetitions; ++r) {
    std::vector<std::vector<double>> values(kSeries);
    RandomStream random(31, static_cast<std::uint64_t>(r), 7);
    std::vector<double> level(kSeries, 100.0);
    for (Index t = 0; t < kKnown + kHorizon; ++t) {
      const double common = random.normal();
      for (std::size_t i = 0; i < kSeries; ++i) {
        level[i] += std::sqrt(rho) * common + std::sqrt(1.0 - rho) * random.normal();
        values[i].push_back(level[i]);
      }
    }
    data::Panel panel;
    for (std::size_t i = 0; i < kSeries; ++i) {
      panel.add(data::Series::annual(2000, {values[i].begin(), values[i].begin() + kKnown},
                                     "s" + std::to_string(i)));
    }
    Forecaster forecaster({std::make_shared<models::Naive>()},
                          {.threads = 1, .dependence = dependence, .calibration = CalibrationMode::kNone});
    forecaster.fit(panel);
    const std::vector<Draws> draws = forecaster.draws(0, kHorizon, 400, 5);
    data::DrawMatrix sum = draws[0].paths();
    for (std::size_t i = 1; i < kSeries; ++i) sum += draws[i].paths();
    const Draws total(draws[0].start(), std::move(sum));
    for (Index h = 0; h < kHorizon; ++h) {
      double actual = 0.0;
      for (const auto& of_series : values) actual += of_series[static_cast<std::size_t>(kKnown + h)];
      const data::Interval interval = total.interval(h, 0.95);
      hits += actual >= interval.lower && actual <= interval.upper ? 1 : 0;
    }
  }
  return hits / static_cast<double>(kRepetitions * kHorizon);
}

TEST(Dependence, TotalsOfASimulatedPanelAreCoveredWhateverTheCorrelation) {
  for (const double rho : {0.0, 0.4, 0.8}) {
    const double cover = cover_of_sums(rho, Dependence::kGaussianCopula);
    EXPECT_GE(cover, 0.93) << rho;
    EXPECT_LE(cover, 0.97) << rho;
  }
  EXPECT_LT(cover_of_sums(0.8, Dependence::kIndependent), 0.75);
}

TEST(Dependence, RefusesDrawsOfDifferentSize) {
  std::vector<Draws> draws = independent_draws(2, 10);
  ShrunkenCorrelation target;
  target.correlation = Eigen::MatrixXd::Identity(3, 3);
  EXPECT_THROW(impose_dependence(draws, target, 1), InputError);
}

}  // namespace forecast_dependence_test
