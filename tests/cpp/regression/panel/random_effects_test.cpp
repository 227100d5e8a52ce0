// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/panel/random_effects.hpp>

#include "regression/panel/grunfeld.hpp"

namespace regression_panel_random_effects_test {

using namespace dubao;
using namespace dubao::regression;

constexpr double kAgainstR = 1e-8;
const std::vector<std::string> kNames = {"value", "capital"};

TEST(RandomEffects, IsGeneralisedLeastSquaresWithTheVariancesOfSwamyAndArora) {
  int compared = 0;
  for (const bool unbalanced : {false, true}) {
    const grunfeld::Panel panel = grunfeld::panel(unbalanced);
    const PanelResult result = fit_random_effects(panel.x, panel.y, kNames, panel.data);
    for (const auto& [key, expected] :
         grunfeld::answers(unbalanced ? "random_unbalanced" : "random_balanced")) {
      const auto& [item, name] = key;
      double ours = 0.0;
      if (item == "effect") {
        ours = result.entity_effects[std::stol(name) - 1];
      } else if (item == "coefficient") {
        ours = result.params[grunfeld::position(result.names, name)];
      } else if (item == "error") {
        ours = result.standard_errors()[grunfeld::position(result.names, name)];
      } else if (item == "scale") {
        ours = result.scale;
      } else {
        ours = result.statistics.at(item);
      }
      EXPECT_NEAR(ours, expected, kAgainstR * std::max(1.0, std::abs(expected))) << item << ' ' << name;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 2 * 19);
}

TEST(RandomEffects, OnGrunfeldGivesThePublishedFigures) {
  // Baltagi (2021), table 2.1, and the documentation of R's plm, as printed.
  const grunfeld::Panel panel = grunfeld::panel(false);
  const PanelResult result = fit_random_effects(panel.x, panel.y, kNames, panel.data);
  EXPECT_NEAR(result.params[0], -57.834415, 5e-7);
  EXPECT_NEAR(result.params[1], 0.109781, 5e-7);
  EXPECT_NEAR(result.params[2], 0.308113, 5e-7);
  EXPECT_NEAR(result.standard_errors()[0], 28.898935, 5e-7);
  EXPECT_NEAR(result.shrinkage[0], 0.8612, 5e-5);
}

TEST(RandomEffects, WithoutDifferencesBetweenEntitiesIsPooledLeastSquaresAndSaysSo) {
  Eigen::MatrixXd x(6, 1);
  x << 1, 2, 3, 1, 2, 3;
  Eigen::VectorXd y(6);
  y << 1, 5, 2, 2, 4, 2;
  PanelData data;
  data.entity = grunfeld::groups({"a", "a", "a", "b", "b", "b"});
  const PanelResult result = fit_random_effects(x, y, {}, data);
  EXPECT_EQ(result.statistics.at("variance_entity"), 0.0);
  EXPECT_EQ(result.shrinkage.maxCoeff(), 0.0);
  EXPECT_NE(result.notes[0].find("variance of the effects is 0"), std::string::npos);
  EXPECT_NEAR(result.fitted.sum(), y.sum(), 1e-10);
}

TEST(RandomEffects, WeightsAndTooFewEntitiesAreRefused) {
  const grunfeld::Panel panel = grunfeld::panel(false);
  PanelData weighted = panel.data;
  weighted.weights = Eigen::VectorXd::Ones(200);
  const auto id_of = [&](const PanelData& data, Index rows) -> std::string {
    try {
      (void)fit_random_effects(panel.x.topRows(rows), panel.y.head(rows), kNames, data);
    } catch (const Error& error) {
      return error.id();
    }
    return "";
  };
  EXPECT_EQ(id_of(weighted, 200), "E-PNL-008");
  PanelData two = panel.data;
  two.entity.code.resize(40);
  two.entity.labels.resize(2);
  two.time = {};
  EXPECT_EQ(id_of(two, 40), "E-PNL-007");
}

TEST(RandomEffects, ClusteredErrorsKeepTheCoefficients) {
  const grunfeld::Panel panel = grunfeld::panel(true);
  const PanelResult plain = fit_random_effects(panel.x, panel.y, kNames, panel.data);
  const PanelResult robust =
      fit_random_effects(panel.x, panel.y, kNames, panel.data, {PanelEffects::kEntity, true});
  EXPECT_EQ(plain.params, robust.params);
  EXPECT_EQ(robust.statistics.at("clusters"), 10.0);
  EXPECT_GT(robust.standard_errors()[2], plain.standard_errors()[2]);
}

}  // namespace regression_panel_random_effects_test
