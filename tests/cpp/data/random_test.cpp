// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>

#include <boost/math/distributions/normal.hpp>

namespace data_random_test {

using dubao::data::hash_key;
using dubao::data::normal_quantile;
using dubao::data::philox;
using dubao::data::RandomStream;

TEST(Philox, MatchesThePublishedKnownAnswers) {
  // Known-answer vectors of the Random123 distribution (Salmon et al. 2011), philox4x32 with 10 rounds.
  const std::array<std::uint32_t, 4> zeros = philox({0, 0, 0, 0}, {0, 0});
  EXPECT_EQ(zeros, (std::array<std::uint32_t, 4>{0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U}));
  const std::uint32_t f = 0xffffffffU;
  EXPECT_EQ(philox({f, f, f, f}, {f, f}),
            (std::array<std::uint32_t, 4>{0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU}));
}

TEST(NormalQuantile, AgreesWithBoostMathToFullPrecision) {
  constexpr double kRelativeTolerance = 4e-15;
  const boost::math::normal reference;
  for (const double p :
       {1e-300, 1e-100, 1e-20, 1e-9, 0.001, 0.0249, 0.07, 0.3, 0.5, 0.6, 0.925, 0.99, 1 - 1e-9}) {
    const double expected = boost::math::quantile(reference, p);
    EXPECT_NEAR(normal_quantile(p), expected, kRelativeTolerance * std::abs(expected) + 1e-300) << p;
  }
  EXPECT_TRUE(std::isnan(normal_quantile(-0.1)));
  EXPECT_TRUE(std::isinf(normal_quantile(0.0)));
}

TEST(RandomStream, DependsOnSeedSeriesAndDrawOnly) {
  RandomStream first(1, hash_key("a"), 7);
  RandomStream again(1, hash_key("a"), 7);
  RandomStream other_draw(1, hash_key("a"), 8);
  RandomStream other_series(1, hash_key("b"), 7);
  RandomStream other_seed(2, hash_key("a"), 7);
  for (int i = 0; i < 100; ++i) {
    const double value = first.uniform();
    EXPECT_EQ(value, again.uniform());
    EXPECT_NE(value, other_draw.uniform());
    EXPECT_NE(value, other_series.uniform());
    EXPECT_NE(value, other_seed.uniform());
  }
}

TEST(RandomStream, NormalHasTheRightMomentsAcrossDraws) {
  // 40,000 normals, one from each draw: the way the library uses them. Five standard errors of each moment.
  constexpr int kCount = 40000;
  double sum = 0.0;
  double squares = 0.0;
  double lag = 0.0;
  double previous = 0.0;
  for (int d = 0; d < kCount; ++d) {
    const double z = RandomStream(20261122, hash_key("moments"), static_cast<std::uint64_t>(d)).normal();
    sum += z;
    squares += z * z;
    lag += z * previous;
    previous = z;
  }
  const double standard_error = 1.0 / std::sqrt(static_cast<double>(kCount));
  EXPECT_NEAR(sum / kCount, 0.0, 5 * standard_error);
  EXPECT_NEAR(squares / kCount, 1.0, 5 * std::sqrt(2.0) * standard_error);
  EXPECT_NEAR(lag / kCount, 0.0, 5 * standard_error);
}

}  // namespace data_random_test
