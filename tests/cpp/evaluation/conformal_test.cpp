// SPDX-License-Identifier: Apache-2.0
#include <dubao/evaluation/conformal.hpp>

namespace evaluation_conformal_test {

using namespace dubao;
using namespace dubao::evaluation;
using data::DrawMatrix;
using data::Draws;
using time::Period;

constexpr double kExact = 1e-12;

ScoreQuantiles standard_normal() {
  ScoreQuantiles out{};
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = data::normal_quantile(kScoreProbabilities[k]);
  return out;
}

TEST(Conformal, LinksAreInverseAndThePositiveOneIsPositive) {
  for (const double x : {-50.0, -1.0, -0.1, 0.0, 0.3, 4.0}) {
    for (const Link link : {Link::kAdditive, Link::kPositive}) {
      EXPECT_NEAR(invert_link(link, 10.0, apply_link(link, 10.0, x)), x, 1e-9);
    }
    EXPECT_GT(apply_link(Link::kPositive, 10.0, x), 0.0);
  }
  EXPECT_DOUBLE_EQ(apply_link(Link::kPositive, 10.0, 1.0), 20.0);
  EXPECT_DOUBLE_EQ(apply_link(Link::kPositive, 10.0, -1.0), 5.0);
}

TEST(Conformal, QuantilesOfNormalScoresAreNormalInTheTailsToo) {
  const ScoreQuantiles normal = standard_normal();
  for (const double p : {0.0005, 0.003, 0.2, 0.5, 0.77, 0.999}) {
    EXPECT_NEAR(score_quantile(normal, p), data::normal_quantile(p), kExact);
  }
}

TEST(Conformal, QuantilesOfScoresAreMonotoneAndIgnoreWhatIsMissing) {
  std::vector<WeightedScore> scores;
  data::RandomStream stream(1, 1, 1);
  for (int i = 0; i < 500; ++i) scores.push_back({stream.normal(), 0.5 + stream.uniform()});
  const ScoreQuantiles clean = quantiles_of_scores(scores);
  scores.push_back({data::kMissing, 1.0});
  scores.push_back({1e9, 0.0});
  EXPECT_EQ(quantiles_of_scores(scores), clean);
  EXPECT_TRUE(std::is_sorted(clean.begin(), clean.end()));
  constexpr double kSampling = 0.25;
  EXPECT_NEAR(clean[16], data::normal_quantile(0.975), kSampling);
  EXPECT_EQ(quantiles_of_scores({}), ScoreQuantiles{});
}

TEST(Conformal, FewScoresGiveTheirOwnRangeAndNothingBeyond) {
  const ScoreQuantiles q = quantiles_of_scores({{-1, 1}, {0, 1}, {1, 1}});
  EXPECT_DOUBLE_EQ(q[9], 0.0);
  EXPECT_DOUBLE_EQ(q.front(), -1.0);
  EXPECT_DOUBLE_EQ(q.back(), 1.0);
}

TEST(Conformal, CalibrationKeepsRanksAndGivesTheMargin) {
  DrawMatrix paths(4, 2);
  paths << 5, 1, 9, 1, 7, 2, 6, 0;
  const std::vector<CalibratedMargin> margins{{10.0, 2.0, Link::kAdditive, standard_normal()},
                                              {10.0, 0.5, Link::kPositive, standard_normal()}};
  const Draws out = calibrate(Draws(Period::annual(2025), paths, "a"), margins);
  EXPECT_LT(out.paths()(0, 0), out.paths()(3, 0));
  EXPECT_LT(out.paths()(3, 0), out.paths()(2, 0));
  EXPECT_LT(out.paths()(2, 0), out.paths()(1, 0));
  EXPECT_LT(out.paths()(0, 1), out.paths()(1, 1));  // a tie is broken by the index of the path
  EXPECT_NEAR(out.paths()(0, 0), 10.0 + 2.0 * data::normal_quantile(0.125), kExact);
  EXPECT_GT(out.paths().col(1).minCoeff(), 0.0);
}

TEST(Conformal, CalibratingTwiceChangesNothing) {
  DrawMatrix paths(200, 1);
  data::RandomStream stream(3, 1, 4);
  for (Index d = 0; d < 200; ++d) paths(d, 0) = stream.normal();
  const std::vector<CalibratedMargin> margins{{100.0, 0.3, Link::kPositive, standard_normal()}};
  const Draws once = calibrate(Draws(Period::annual(2025), paths), margins);
  EXPECT_EQ(calibrate(once, margins).paths(), once.paths());
}

TEST(Conformal, ASpreadOfZeroPutsAllMassOnTheCentre) {
  DrawMatrix paths(3, 1);
  paths << 1, 2, 3;
  const Draws out =
      calibrate(Draws(Period::annual(2025), paths), {{7.0, 0.0, Link::kAdditive, standard_normal()}});
  EXPECT_DOUBLE_EQ(out.paths().minCoeff(), 7.0);
  EXPECT_DOUBLE_EQ(out.paths().maxCoeff(), 7.0);
}

TEST(Conformal, IntervalsCoverWhatTheyPromiseWhenScoresAreExchangeable) {
  // 60 past scores, one new value, 2000 repetitions; nominal 90 %. Binomial standard error 0.7 points.
  constexpr int kRepetitions = 2000;
  constexpr double kThreeStandardErrors = 0.021;
  int hits = 0;
  for (int r = 0; r < kRepetitions; ++r) {
    data::RandomStream stream(9, 9, static_cast<std::uint64_t>(r));
    std::vector<WeightedScore> scores;
    for (int i = 0; i < 60; ++i) scores.push_back({stream.normal() * std::exp(stream.normal()), 1.0});
    const ScoreQuantiles q = quantiles_of_scores(scores);
    const double value = stream.normal() * std::exp(stream.normal());
    hits += value >= score_quantile(q, 0.05) && value <= score_quantile(q, 0.95) ? 1 : 0;
  }
  EXPECT_NEAR(hits / static_cast<double>(kRepetitions), 0.90, kThreeStandardErrors);
}

TEST(Conformal, RefusesTheWrongNumberOfMargins) {
  DrawMatrix paths(1, 2);
  paths << 1, 2;
  EXPECT_THROW((void)calibrate(Draws(Period::annual(2025), paths), {CalibratedMargin{}}), InputError);
}

}  // namespace evaluation_conformal_test
