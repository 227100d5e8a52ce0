// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/panel.hpp>

namespace data_panel_test {

using dubao::InputError;
using dubao::data::Panel;
using dubao::data::Series;

TEST(Panel, FindsSeriesByIdAndRefusesASecondOfTheSameName) {
  Panel panel;
  panel.add(Series::annual(2009, {1, 2}, "a"));
  EXPECT_EQ(panel.at("a").size(), 2);
  EXPECT_THROW(panel.add(Series::annual(2009, {1}, "a")), InputError);
  EXPECT_EQ(panel.size(), 1);
  EXPECT_THROW((void)panel.at("b"), InputError);
}

}  // namespace data_panel_test
