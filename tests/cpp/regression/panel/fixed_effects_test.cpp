// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/panel/fixed_effects.hpp>

#include "regression/panel/grunfeld.hpp"

namespace regression_panel_fixed_effects_test {

using namespace dubao;
using namespace dubao::regression;

constexpr double kAgainstR = 1e-8;
constexpr double kAlgebra = 1e-10;
const std::vector<std::string> kNames = {"value", "capital"};

TEST(FixedEffects, OneWayAndTwoWayAreRegressionWithDummies) {
  int compared = 0;
  for (const bool unbalanced : {false, true}) {
    const grunfeld::Panel panel = grunfeld::panel(unbalanced);
    const std::vector<std::pair<std::string, PanelEffects>> kinds = {
        {"entity", PanelEffects::kEntity}, {"time", PanelEffects::kTime}, {"both", PanelEffects::kBoth}};
    for (const auto& [kind, effects] : kinds) {
      const std::string name = std::string("fixed_") + (unbalanced ? "unbalanced_" : "balanced_") + kind;
      const PanelResult plain = fit_fixed_effects(panel.x, panel.y, kNames, panel.data, {effects, false});
      const PanelResult clustered = fit_fixed_effects(panel.x, panel.y, kNames, panel.data, {effects, true});
      for (const auto& [key, expected] : grunfeld::answers(name)) {
        const auto& [item, column] = key;
        double ours = 0.0;
        if (item.rfind("mean", 0) == 0) {
          const PanelPrediction at =
              predict_panel(plain, panel.x.row(6), {panel.data.entity.of(6)}, {panel.data.time.of(6)});
          const double half = interval_factor(0.95, plain.reference, plain.residual_df) * at.error[0];
          ours = at.mean[0] + (item == "mean_low" ? -half : item == "mean_high" ? half : 0.0);
        } else if (!column.empty()) {
          const Index j = grunfeld::position(plain.names, column);
          if (item == "coefficient") ours = plain.params[j];
          if (item == "error") ours = plain.standard_errors()[j];
          if (item == "p") ours = plain.pvalues()[j];
          if (item == "low") ours = plain.conf_int(0.9)(j, 0);
          if (item == "high") ours = plain.conf_int(0.9)(j, 1);
          if (item == "clustered") ours = clustered.standard_errors()[j];
        } else if (item == "loglik") {
          ours = plain.loglik;
        } else if (item == "aic") {
          ours = plain.aic;
        } else if (item == "bic") {
          ours = plain.bic;
        } else if (item == "scale") {
          ours = plain.scale;
        } else {
          ours = plain.statistics.at(item);
        }
        EXPECT_NEAR(ours, expected, kAgainstR * std::abs(expected) + 1e-60) << name << ' ' << item << column;
        ++compared;
      }
      EXPECT_EQ(clustered.residual_df, 9.0);
    }
  }
  EXPECT_EQ(compared, 6 * 22);
}

TEST(FixedEffects, WeightsAreThoseOfWeightedLeastSquares) {
  grunfeld::Panel panel = grunfeld::panel(false);
  panel.data.weights.resize(200);
  for (Index i = 0; i < 200; ++i) panel.data.weights[i] = 1.0 + static_cast<double>((i + 1) % 3);
  const PanelResult result = fit_fixed_effects(panel.x, panel.y, kNames, panel.data);
  const auto expected = grunfeld::answers("fixed_weighted");
  for (Index j = 0; j < 2; ++j) {
    const std::string& name = kNames[static_cast<std::size_t>(j)];
    EXPECT_NEAR(result.params[j], expected.at({"coefficient", name}), kAgainstR);
    EXPECT_NEAR(result.standard_errors()[j], expected.at({"error", name}), kAgainstR);
  }
}

TEST(FixedEffects, LevelsAndTimeEffectsAreThoseOfTheHeaderAndSumToZeroOverTime) {
  Eigen::MatrixXd x(4, 1);
  x << 1, 2, 1, 2;
  const Eigen::Vector4d y(1, 3, 5, 7);
  PanelData data;
  data.entity = grunfeld::groups({"a", "a", "b", "b"});
  const PanelResult result = fit_fixed_effects(x, y, {}, data);
  EXPECT_NEAR(result.params[0], 2.0, kAlgebra);
  EXPECT_NEAR(result.entity_effects[0], -1.0, kAlgebra);
  EXPECT_NEAR(result.entity_effects[1], 3.0, kAlgebra);
  const grunfeld::Panel panel = grunfeld::panel(true);
  for (const bool turned : {false, true}) {
    PanelData both = panel.data;
    if (turned) std::swap(both.entity, both.time);
    const PanelResult two = fit_fixed_effects(panel.x, panel.y, kNames, both, {PanelEffects::kBoth, false});
    EXPECT_NEAR(two.time_effects.sum(), 0.0, 1e-7);
    for (Index i = 0; i < panel.y.size(); ++i) {
      EXPECT_NEAR(panel.x.row(i).dot(two.params) + two.entity_effects[both.entity.of(i)] +
                      two.time_effects[both.time.of(i)],
                  two.fitted[i], 1e-7);
    }
  }
}

TEST(FixedEffects, AColumnThatDoesNotChangeInsideAnEntityIsLeftOutOrRefused) {
  grunfeld::Panel panel = grunfeld::panel(false);
  Eigen::MatrixXd x(200, 3);
  x << panel.x, panel.x.col(0);
  for (Index i = 0; i < 200; ++i) x(i, 2) = 1e6 / 3.0 + static_cast<double>(panel.data.entity.of(i));
  const PanelResult result = fit_fixed_effects(x, panel.y, {"value", "capital", "size"}, panel.data);
  EXPECT_EQ(result.dropped, (std::vector<std::string>{"size"}));
  EXPECT_NE(result.notes[0].find("does not vary inside"), std::string::npos);
  try {
    (void)fit_fixed_effects(x.rightCols(1), panel.y, {"size"}, panel.data);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-PNL-005");
    EXPECT_EQ(error.problems()[0].column, "size");
  }
}

TEST(FixedEffects, TooFewObservationsAreAnErrorAndSingleOnesANote) {
  Eigen::MatrixXd x(5, 1);
  x << 1, 2, 3, 4, 9;
  Eigen::VectorXd y(5);
  y << 2, 1, 4, 3, 7;
  PanelData data;
  data.entity = grunfeld::groups({"a", "a", "b", "b", "c"});
  const PanelResult result = fit_fixed_effects(x, y, {}, data);
  EXPECT_NE(result.notes[0].find("first 'c'"), std::string::npos);
  EXPECT_EQ(result.residual_df, 1.0);
  try {
    (void)fit_fixed_effects(x.topRows(3), y.head(3), {}, {grunfeld::groups({"a", "a", "b"}), {}, {}, {}});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-PNL-006");
  }
}

}  // namespace regression_panel_fixed_effects_test
