// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/show_up.hpp>

#include <gtest/gtest.h>

#include "labour/support.hpp"
#include <numeric>

namespace labour_capacity_show_up_test {

using namespace dubao;                    // NOLINT: a test
using namespace dubao::labour::capacity;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

constexpr double kMixed = 1e-6;      // sum of masses over a grid whose weights are cut at 1e-9
constexpr double kGridError = 2e-3;  // trapezoid against brute force

const std::vector<ShowUp> kThreeYears = {{2024, 600, 420}, {2025, 500, 330}, {2026, 650, 470}};

double binomial(double n, double k) {
  return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

TEST(ShowUp, MassesOfOneBetaBinomialAreTheTextbookOnes) {
  for (const auto& [alpha, beta] : {std::pair{2.0, 3.0}, std::pair{0.2, 0.1}, std::pair{700.0, 300.0}}) {
    std::vector<double> masses(41, 0.0);
    labour::capacity::detail::add_beta_binomial(alpha, beta, 40, 1.0, masses);
    for (int k = 0; k <= 40; ++k) {
      const double expected =
          std::exp(binomial(40, k) + labour::capacity::detail::log_beta(k + alpha, 40 - k + beta) -
                   labour::capacity::detail::log_beta(alpha, beta));
      EXPECT_NEAR(masses[static_cast<std::size_t>(k)] / expected, 1.0, 1e-9) << alpha << ' ' << k;
    }
  }
}

TEST(ShowUp, NoHistoryIsTheUniformPriorAndOneYearKeepsTheDispersionOfThePrior) {
  const ShowUpRate nothing({});
  EXPECT_NEAR(nothing.mean(), 0.5, kGridError);
  EXPECT_NEAR(nothing.standard_deviation(), std::sqrt(1.0 / 12.0), 0.02);  // and a little from ρ
  EXPECT_NEAR(nothing.dispersion(), 1.0 / (1.0 + kDispersionPrior), kGridError);
  EXPECT_EQ(nothing.years(), 0U);
  const ShowUpRate one({{2026, 600, 420}});
  EXPECT_NEAR(one.dispersion(), 1.0 / (1.0 + kDispersionPrior), kGridError);
  EXPECT_GT(one.standard_deviation(), ShowUpRate(kThreeYears).standard_deviation());
}

TEST(ShowUp, PosteriorIsThatOfABruteForceGrid) {
  // 400 × 400 midpoints of (μ, ρ), the prior densities as they stand.
  const std::vector<ShowUp> history = {{2025, 40, 22}, {2026, 30, 24}};
  double mass = 0.0;
  double mean = 0.0;
  double dispersion = 0.0;
  constexpr int kCells = 400;
  for (int i = 0; i < kCells; ++i) {
    const double mu = (i + 0.5) / kCells;
    for (int j = 0; j < kCells; ++j) {
      const double rho = std::pow((j + 0.5) / kCells, 2.0);  // finer near 0; Jacobian 2·sqrt(ρ)
      const double size = (1.0 - rho) / rho;
      double log_density = (kDispersionPrior - 1.0) * std::log1p(-rho) + 0.5 * std::log(rho);
      for (const ShowUp& one : history) {
        log_density += labour::capacity::detail::log_beta(one.enrolled + mu * size,
                                                          one.offered - one.enrolled + (1.0 - mu) * size) -
                       labour::capacity::detail::log_beta(mu * size, (1.0 - mu) * size);
      }
      const double weight = std::exp(log_density + 48.0);
      mass += weight;
      mean += weight * mu;
      dispersion += weight * rho;
    }
  }
  const ShowUpRate rate(history);
  EXPECT_NEAR(rate.mean(), mean / mass, kGridError);
  EXPECT_NEAR(rate.dispersion(), dispersion / mass, kGridError);
}

TEST(ShowUp, PredictiveSumsToOneAndItsMeanIsTheRate) {
  const ShowUpRate rate(kThreeYears);
  EXPECT_NEAR(rate.mean(), 0.6907, kGridError);
  const std::vector<double> masses = rate.masses(600, 600);
  EXPECT_NEAR(std::accumulate(masses.begin(), masses.end(), 0.0), 1.0, kMixed);
  double mean = 0.0;
  for (std::size_t k = 0; k < masses.size(); ++k) mean += static_cast<double>(k) * masses[k];
  EXPECT_NEAR(mean, 600.0 * rate.mean(), 1e-6 * mean);
  EXPECT_EQ(rate.at_most(600, -1), 0.0);
  EXPECT_EQ(rate.at_most(600, 600), 1.0);
  EXPECT_NEAR(rate.at_most(600, 400), std::accumulate(masses.begin(), masses.begin() + 401, 0.0), kExact);
}

TEST(ShowUp, YearsThatAgreeMakeTheRateSharperThanYearsThatDoNot) {
  std::vector<ShowUp> alike;
  std::vector<ShowUp> apart;
  for (int y = 0; y < 8; ++y) {
    alike.push_back({2019 + y, 500, 300});
    apart.push_back({2019 + y, 500, y % 2 == 0 ? 220.0 : 380.0});
  }
  const ShowUpRate first(alike);
  const ShowUpRate second(apart);
  EXPECT_NEAR(first.mean(), 0.6, 0.01);
  EXPECT_NEAR(second.mean(), 0.6, 0.01);
  EXPECT_LT(2.0 * first.standard_deviation(), second.standard_deviation());
}

TEST(ShowUp, RefusesRoundsThatAreNone) {
  EXPECT_EQ(problem_ids([] {
              (void)ShowUpRate({{2024, 0, 0}, {2025, 10, 11}, {2026, 10, NAN}}, -1.0);
            }),
            (Ids{"E-CAP-060", "E-CAP-060", "E-CAP-060", "E-CAP-061"}));
}

}  // namespace labour_capacity_show_up_test
