// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/labour_force.hpp>

#include "labour/support.hpp"

namespace labour_labour_force_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

TEST(LabourForce, ExampleOfTheHeaderHolds) {
  KeyedDraws rates;
  rates.add("young", draws(2026, {{0.5}}));
  rates.add("old", draws(2026, {{0.75}}));
  KeyedDraws population;
  population.add("young", draws(2026, {{100}}));
  population.add("old", draws(2026, {{200}}));
  EXPECT_DOUBLE_EQ(labour_force(rates, population).total.paths()(0, 0), 200);
}

TEST(LabourForce, OnePathOfPopulationServesEveryPathOfTheRatesAndGroupsAddUp) {
  KeyedDraws rates;
  rates.add("a", draws(2026, {{0.5, 0.6}, {0.4, 0.3}}));
  rates.add("b", draws(2026, {{0.1, 0.2}, {0.2, 0.3}}));
  KeyedDraws points;
  KeyedDraws paths;
  points.add("a", draws(2026, {{100, 110}}));
  points.add("b", draws(2026, {{50, 60}}));
  paths.add("a", draws(2026, {{100, 110}, {100, 110}}));
  paths.add("b", draws(2026, {{50, 60}, {50, 60}}));
  const LabourForce one = labour_force(rates, points);
  EXPECT_TRUE((one.total.paths().array() == labour_force(rates, paths).total.paths().array()).all());
  const data::DrawMatrix sum = one.by_group.at("a").paths() + one.by_group.at("b").paths();
  EXPECT_LT((sum - one.total.paths()).cwiseAbs().maxCoeff(), 100 * kExact);
}

TEST(LabourForce, NamesTheGroupAndListsEveryProblem) {
  KeyedDraws rates;
  rates.add("a", draws(2026, {{0.5}}));
  rates.add("b", draws(2026, {{0.5}}));
  KeyedDraws population;
  population.add("a", draws(2027, {{-1}}));
  population.add("c", draws(2027, {{1}}));
  EXPECT_EQ(problem_ids([&] { (void)labour_force(rates, population); }),
            (Ids{"E-LAB-015", "E-LAB-015", "E-LAB-015", "E-LAB-015"}));
}

}  // namespace labour_labour_force_test
