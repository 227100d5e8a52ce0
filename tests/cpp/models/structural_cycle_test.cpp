// SPDX-License-Identifier: Apache-2.0
//
// The stochastic cycle against its density written out, and against the optimum that statsmodels finds
// (tests/golden/scripts/structural_cycle.py). statsmodels starts the cycle with an infinite variance, so only its
// parameters are taken; the density is Harvey's (1989, section 2.3.3): autocovariance σ² ρ^k cos(λ k) / (1 − ρ²).
#include <dubao/models/structural.hpp>

#include <gtest/gtest.h>

#include "support/golden.hpp"
#include <Eigen/Cholesky>

namespace models_structural_cycle_test {

using dubao::data::Series;
using dubao::models::Structural;

struct Cycle {
  std::map<std::string, double> optimum;
  std::vector<double> y;
};

Cycle cycle() {
  Cycle out;
  for (const golden::Row& row : golden::read("structural/cycle.csv")) {
    const double value = golden::number(row, "value");
    if (row.at("name") == "y") {
      out.y.push_back(value);
    } else {
      out.optimum[row.at("name")] = value;
    }
  }
  return out;
}

// log density of y with a constant of unknown level (flat prior), n − 1 factors 2π.
double log_density(const std::vector<double>& y, double irregular, double noise, double rho,
                   double frequency) {
  const auto n = static_cast<Eigen::Index>(y.size());
  Eigen::MatrixXd v(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < n; ++j) {
      const auto k = static_cast<double>(std::abs(i - j));
      v(i, j) =
          noise / (1.0 - rho * rho) * std::pow(rho, k) * std::cos(frequency * k) + (i == j ? irregular : 0.0);
    }
  }
  const Eigen::LLT<Eigen::MatrixXd> factor(v);
  const Eigen::VectorXd one = factor.matrixL().solve(Eigen::VectorXd::Ones(n));
  const Eigen::VectorXd e = factor.matrixL().solve(Eigen::Map<const Eigen::VectorXd>(y.data(), n));
  const Eigen::VectorXd rest = e - one * (one.dot(e) / one.squaredNorm());
  const Eigen::MatrixXd lower = factor.matrixL();
  const double determinant = 2.0 * lower.diagonal().array().log().sum() + std::log(one.squaredNorm());
  return -0.5 *
         (static_cast<double>(n - 1) * std::log(2.0 * std::acos(-1.0)) + determinant + rest.squaredNorm());
}

TEST(StructuralCycle, TheLikelihoodIsTheDensityAndNoWorseThanThatOfStatsmodels) {
  const Cycle g = cycle();
  ASSERT_EQ(g.y.size(), 80U);
  const auto fitted =
      Structural({.trend = "local level", .cycle = true, .cycle_shortest = 3.0, .cycle_longest = 12.0})
          .fit(Series::annual(1940, g.y));
  std::map<std::string, double> p;
  for (const auto& [name, value] : fitted->summary().params) p[name] = value;
  ASSERT_EQ(p.at("sigma_level"), 0.0) << "the density below has a constant level";
  const double own =
      log_density(g.y, p.at("sigma_irregular") * p.at("sigma_irregular"),
                  p.at("sigma_cycle") * p.at("sigma_cycle"), p.at("cycle_damping"), p.at("cycle_frequency"));
  constexpr double kAlgebra = 1e-8;
  EXPECT_NEAR(fitted->summary().loglik, own, kAlgebra);
  EXPECT_GE(own, log_density(g.y, g.optimum.at("sigma2.irregular"), g.optimum.at("sigma2.cycle"),
                             g.optimum.at("damping.cycle"), g.optimum.at("frequency.cycle")));
  // The truth of the simulation: nine periods, within what 80 values say.
  EXPECT_NEAR(p.at("cycle_period"), 9.0, 0.5);
}

}  // namespace models_structural_cycle_test
