// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/structural/form.hpp>

#include <gtest/gtest.h>

namespace models_structural_form_test {

using dubao::InputError;
using namespace dubao::models::structural;
using dubao::models::state_space::Season;

TEST(Form, EveryTrendIsFoundByItsOwnNameAndByTheOthers) {
  for (const Trend& trend : kTrends) EXPECT_EQ(parse_trend(trend.name).name, trend.name);
  for (const auto& [other, own] : kTrendNames) EXPECT_EQ(parse_trend(other).name, own);
  EXPECT_TRUE(parse_trend("local linear").slope_moves);
  EXPECT_FALSE(parse_trend("rwdrift").irregular);
}

TEST(Form, ANameThatIsNoTrendIsRefused) {
  for (const char* name : {"", "Local Level", "upward"}) {
    try {
      (void)parse_trend(name);
      FAIL() << name;
    } catch (const InputError& error) {
      EXPECT_EQ(error.id(), "E-STR-001") << name;
    }
  }
}

TEST(Form, CountsWhatIsSearched) {
  Form form;
  form.trend = parse_trend("constant");
  EXPECT_EQ(form.searched(), 1);  // irregular
  form.trend = parse_trend("damped");
  EXPECT_EQ(form.searched(), 4);  // irregular, level, slope, φ
  form.season = Season::kDummy;
  EXPECT_EQ(form.searched(), 5);
  form.season_moves = false;
  EXPECT_EQ(form.searched(), 4);
  form.cycle = true;  // variance, damping, frequency
  form.irregular = false;
  EXPECT_EQ(form.searched(), 6);
}

TEST(Form, GivesItsShapeAndItsName) {
  Form form;
  form.trend = parse_trend("damped");
  form.season = Season::kTrigonometric;
  form.season_length = 4;
  form.cycle = true;
  EXPECT_EQ(form.name(), "Structural(damped, trigonometric season 4, cycle)");
  const auto shape = form.shape(2);
  EXPECT_TRUE(shape.slope && shape.damped && shape.cycle);
  EXPECT_EQ(shape.states(), 2 + 3 + 2 + 2);
  EXPECT_EQ(shape.diffuse(), 2 + 3 + 2);
  EXPECT_EQ(Form{}.name(), "Structural(local level)");
  EXPECT_EQ(Form{}.shape(0).states(), 1);
}

}  // namespace models_structural_form_test
