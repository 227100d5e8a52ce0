// SPDX-License-Identifier: Apache-2.0
#include <dubao/regression/panel_effects.hpp>

#include "regression/panel/grunfeld.hpp"

namespace regression_panel_effects_test {

using namespace dubao;
using namespace dubao::regression;

TEST(PanelEffects, GrunfeldsPanelGivesTheFiguresOfTheHeader) {
  // As printed by R's plm and in Baltagi (2021).
  const grunfeld::Panel panel = grunfeld::panel(false);
  const std::vector<std::string> names = {"value", "capital"};
  const PanelResult fixed = fit_fixed_effects(panel.x, panel.y, names, panel.data);
  const PanelResult random = fit_random_effects(panel.x, panel.y, names, panel.data);
  EXPECT_NEAR(fixed.params[0], 0.110124, 5e-7);
  EXPECT_NEAR(fixed.params[1], 0.310065, 5e-7);
  const HausmanTest test = hausman_test(fixed, random);
  EXPECT_NEAR(test.statistic, 2.3304, 5e-5);
  EXPECT_NEAR(test.pvalue, 0.3119, 5e-5);
}

TEST(PanelEffects, RandomEffectsTendToFixedOnesWhenEntitiesDifferMuch) {
  grunfeld::Panel panel = grunfeld::panel(true);
  for (Index i = 0; i < panel.y.size(); ++i)
    panel.y[i] += 1e6 * std::sin(5.0 * static_cast<double>(panel.data.entity.of(i)));
  const PanelResult fixed = fit_fixed_effects(panel.x, panel.y, {}, panel.data);
  const PanelResult random = fit_random_effects(panel.x, panel.y, {}, panel.data);
  EXPECT_NEAR(random.params[1], fixed.params[0], 1e-6);
  EXPECT_NEAR(random.params[2], fixed.params[1], 1e-6);
  EXPECT_GT(random.shrinkage.minCoeff(), 0.999);
}

TEST(PanelEffects, TheOrderOfTheRowsDoesNotMatter) {
  const grunfeld::Panel panel = grunfeld::panel(true);
  const Index n = panel.y.size();
  std::vector<Index> order;
  for (Index i = 0; i < n; ++i) order.push_back((i * 37) % n);
  PanelData data = panel.data;
  for (Index i = 0; i < n; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const auto from = static_cast<std::size_t>(order[at]);
    data.entity.code[at] = panel.data.entity.code[from];
    data.time.code[at] = panel.data.time.code[from];
  }
  const PanelOptions both{PanelEffects::kBoth, true};
  const PanelResult a = fit_fixed_effects(panel.x, panel.y, {}, panel.data, both);
  const PanelResult b = fit_fixed_effects(panel.x(order, Eigen::all), panel.y(order), {}, data, both);
  EXPECT_LT((a.params - b.params).norm(), 1e-10);
  EXPECT_LT((a.standard_errors() - b.standard_errors()).norm(), 1e-10);
}

}  // namespace regression_panel_effects_test
