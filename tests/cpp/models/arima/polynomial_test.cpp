// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/arima/polynomial.hpp>

namespace models_arima_polynomial_test {

namespace arima = dubao::models::arima;
using dubao::models::ArimaOrder;

constexpr double kAlgebra = 1e-9;
constexpr double kRounding = 1e-14;

// 1 + sign · Σ c_i zⁱ.
double value_at(const std::vector<double>& c, double sign, double z) {
  double out = 1.0;
  for (std::size_t i = 0; i < c.size(); ++i) out += sign * c[i] * std::pow(z, static_cast<double>(i + 1));
  return out;
}

TEST(ArimaPolynomial, PartialAutocorrelationsGoToCoefficientsAndBack) {
  const double partials[] = {0.5, 0.2, -0.7};
  double phi[3];
  double work[3];
  arima::from_partials(partials, 2, 1.0, phi, work);
  EXPECT_NEAR(phi[0], 0.4, kAlgebra);
  EXPECT_NEAR(phi[1], 0.2, kAlgebra);
  arima::from_partials(partials, 3, 1.0, phi, work);
  double back[3];
  ASSERT_TRUE(arima::to_partials(phi, 3, back));
  for (int i = 0; i < 3; ++i) EXPECT_NEAR(back[i], partials[i], kAlgebra);
  arima::from_partials(partials, 1, -1.0, phi, work);
  EXPECT_EQ(phi[0], 0.5);
  EXPECT_TRUE(arima::has_roots_outside({0.9}, 1.01));
  EXPECT_FALSE(arima::has_roots_outside({0.995}, 1.01));
  EXPECT_FALSE(arima::has_roots_outside({1.9, -0.9}, 1.01));
}

TEST(ArimaPolynomial, AnAutoregressionThatIsNotStationaryIsRefused) {
  // φ = (0.5, 0.6): the second partial is 0.6, the first (0.5 + 0.6 · 0.5) / (1 − 0.36) = 1.25.
  const double phi[] = {0.5, 0.6};
  double partials[2];
  EXPECT_FALSE(arima::to_partials(phi, 2, partials));
  EXPECT_NEAR(partials[1], 0.6, kRounding);
  EXPECT_NEAR(partials[0], 1.25, kRounding);
}

TEST(ArimaPolynomial, AMovingAveragePartialOfOnePutsARootOnTheUnitCircle) {
  const double partials[] = {0.3, 1.0};
  double theta[2];
  double work[2];
  arima::from_partials(partials, 2, -1.0, theta, work);
  EXPECT_NEAR(theta[0], 0.6, kRounding);
  EXPECT_NEAR(theta[1], 1.0, kRounding);
  // Complex roots whose product is 1 / θ_2 = 1: their modulus is 1.
  EXPECT_LT(theta[0] * theta[0] - 4.0 * theta[1], 0.0);
  EXPECT_FALSE(arima::has_roots_outside({-theta[0], -theta[1]}, 1.0));
}

TEST(ArimaPolynomial, ASeasonalProductIsTheProductOfItsFactorsAtEveryPoint) {
  const std::vector<double> a{0.5, -0.3, 0.2, 0.1};
  const std::vector<double> b{0.4, -0.6};
  // The longer factor overlaps the season of 3.
  std::vector<double> out(10);
  for (const double sign : {-1.0, 1.0}) {
    arima::expand(a.data(), 4, b.data(), 2, 3, sign, out.data());
    for (const double z : {-0.9, 0.3, 0.7, 1.1}) {
      const double product = value_at(a, sign, z) * value_at(b, sign, z * z * z);
      EXPECT_NEAR(value_at(out, sign, z), product, kRounding * 10.0) << z;
    }
  }
}

TEST(ArimaPolynomial, DifferencesHaveTheirKnownCoefficients) {
  EXPECT_TRUE(arima::difference_coefficients({}).empty());
  EXPECT_EQ(arima::difference_coefficients({.d = 2}), (std::vector<double>{2, -1}));
  EXPECT_EQ(arima::difference_coefficients({.d = 1, .D = 1, .season_length = 4}),
            (std::vector<double>{1, 0, 0, 1, -1}));
}

TEST(ArimaPolynomial, TheMakerReadsItsFourBlocksInOrder) {
  const ArimaOrder order{.p = 1, .q = 1, .P = 1, .Q = 1, .season_length = 4};
  arima::PolynomialMaker<double> maker(order);
  const std::vector<double> partials{0.5, 0.4, 0.3, -0.2};
  const auto& out = maker(partials.data());
  EXPECT_EQ(maker.coefficients(), partials);
  const std::vector<double> ar{0.5, 0.0, 0.0, 0.3, -0.15};
  const std::vector<double> ma{0.4, 0.0, 0.0, -0.2, -0.08};
  ASSERT_EQ(out.ar.size(), ar.size());
  ASSERT_EQ(out.ma.size(), ma.size());
  for (std::size_t i = 0; i < ar.size(); ++i) {
    EXPECT_NEAR(out.ar[i], ar[i], kRounding) << i;
    EXPECT_NEAR(out.ma[i], ma[i], kRounding) << i;
  }
}

}  // namespace models_arima_polynomial_test
