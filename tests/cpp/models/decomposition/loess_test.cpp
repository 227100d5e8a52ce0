// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/decomposition/loess.hpp>

namespace models_decomposition_loess_test {

using dubao::Index;
using dubao::data::kMissing;
using namespace dubao::models::decomposition;

constexpr double kAlgebra = 1e-12;

std::vector<double> smooth(const std::vector<double>& y, const LoessOptions& options,
                           const std::vector<double>* weights = nullptr) {
  std::vector<double> out(y.size(), kMissing);
  std::vector<double> work(y.size());
  loess(y.data(), static_cast<Index>(y.size()), options, weights == nullptr ? nullptr : weights->data(),
        out.data(), work.data());
  return out;
}
double tricube(double u) { return u < 1.0 ? std::pow(1.0 - u * u * u, 3.0) : 0.0; }

TEST(Loess, TheBannersExampleHolds) {
  const double at_two = smooth({1, 2, 4, 4, 5}, {.span = 5, .degree = 1})[2];
  EXPECT_GT(at_two, 3.0);
  EXPECT_LT(at_two, 4.0);
}

TEST(Loess, OfDegreeOneLeavesALineAsItIsWhateverTheSpanTheJumpAndTheHoles) {
  std::vector<double> line(15);
  for (std::size_t t = 0; t < line.size(); ++t) line[t] = 2.0 - 0.5 * static_cast<double>(t);
  std::vector<double> holes = line;
  holes[4] = holes[9] = kMissing;
  for (const Index span : {5, 7, 15, 31}) {
    for (const Index jump : {1, 3, 20}) {
      for (const auto& y : {line, holes}) {
        const auto found = smooth(y, {.span = span, .degree = 1, .jump = jump});
        for (std::size_t t = 0; t < line.size(); ++t)
          EXPECT_NEAR(found[t], line[t], kAlgebra) << span << jump << t;
      }
    }
  }
}

// Inside, a symmetric window adds to a parabola the weighted mean of the squared distances; a degree does not matter there.
TEST(Loess, LiftsAParabolaByTheSpreadOfItsWindow) {
  std::vector<double> parabola(21);
  for (std::size_t t = 0; t < parabola.size(); ++t) parabola[t] = std::pow(static_cast<double>(t) - 8.0, 2.0);
  double weights = 0.0;
  double squares = 0.0;
  for (int j = -3; j <= 3; ++j) {
    const double w = tricube(std::abs(j) / 3.0);
    weights += w;
    squares += w * j * j;
  }
  for (const int degree : {0, 1}) {
    const auto found = smooth(parabola, {.span = 7, .degree = degree});
    for (std::size_t t = 3; t + 3 < parabola.size(); ++t) {
      EXPECT_NEAR(found[t], parabola[t] + squares / weights, kAlgebra * (1.0 + parabola[t])) << degree << t;
    }
  }
}

// At the end the window is one-sided: weighted least squares by its normal equations.
TEST(Loess, IsTheWeightedLineOfItsWindowAtTheEnd) {
  const std::vector<double> y{3, 1, 4, 1, 5, 9, 2, 6};
  const std::vector<double> robust{1.0, 0.5, 1.0, 0.25, 1.0, 1.0, 0.0, 1.0};
  double s0 = 0.0, s1 = 0.0, s2 = 0.0, t0 = 0.0, t1 = 0.0;
  for (int j = 0; j < 5; ++j) {
    const auto i = static_cast<std::size_t>(j);
    const double w = tricube(j / 4.0) * robust[i];
    s0 += w;
    s1 += w * j;
    s2 += w * j * j;
    t0 += w * y[i];
    t1 += w * j * y[i];
  }
  const double intercept = (s2 * t0 - s1 * t1) / (s0 * s2 - s1 * s1);
  EXPECT_NEAR(smooth(y, {.span = 5, .degree = 1}, &robust)[0], intercept, kAlgebra);
}

TEST(Loess, InterpolatesLinearlyBetweenTheFittedPositions) {
  const std::vector<double> y{3, 1, 4, 1, 5, 9, 2, 6};
  const auto every = smooth(y, {.span = 5});
  const auto third = smooth(y, {.span = 5, .jump = 3});
  for (const std::size_t fitted : {0U, 3U, 6U, 7U}) EXPECT_EQ(third[fitted], every[fitted]) << fitted;
  EXPECT_NEAR(third[1], every[0] + (every[3] - every[0]) / 3.0, kAlgebra);
  EXPECT_NEAR(third[5], every[3] + 2.0 * (every[6] - every[3]) / 3.0, kAlgebra);
}

TEST(Loess, TakesTheNearestObservedValueWhereTheWindowIsEmpty) {
  const auto found = smooth({7, kMissing, kMissing, kMissing, kMissing, kMissing, kMissing, 9}, {.span = 3});
  EXPECT_EQ(found[3], 7.0);
  EXPECT_EQ(found[4], 9.0);
  EXPECT_EQ(smooth({kMissing}, {})[0], 0.0);
  EXPECT_EQ(smooth({5}, {})[0], 5.0);
}

TEST(MovingAverage, IsTheMeanOfEachWindow) {
  const std::vector<double> x{1, 2, 6, 3, 0};
  std::vector<double> out(3);
  moving_average(x.data(), 5, 3, out.data());
  EXPECT_NEAR(out[0], 3.0, kAlgebra);
  EXPECT_NEAR(out[1], 11.0 / 3.0, kAlgebra);
  EXPECT_NEAR(out[2], 3.0, kAlgebra);
}

}  // namespace models_decomposition_loess_test
