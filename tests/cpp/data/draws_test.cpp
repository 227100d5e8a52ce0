// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/draws.hpp>

namespace data_draws_test {

using dubao::InputError;
using dubao::data::DrawMatrix;
using dubao::data::Draws;
using dubao::time::Period;

TEST(Draws, ExampleOfTheHeaderHolds) {
  DrawMatrix paths(4, 1);
  paths << 3, 1, 4, 2;
  const Draws draws(Period::annual(2025), paths);
  EXPECT_DOUBLE_EQ(draws.mean(0), 2.5);
  EXPECT_DOUBLE_EQ(draws.median(0), 2.5);
  EXPECT_DOUBLE_EQ(draws.quantile(0, 0.25), 1.75);
  EXPECT_DOUBLE_EQ(draws.probability_above(0, 3), 0.25);
  EXPECT_DOUBLE_EQ(draws.interval(0, 1.0).upper, 4.0);
}

TEST(Draws, RefusesPathsThatAreNotFinite) {
  DrawMatrix paths(1, 1);
  paths << std::nan("");
  EXPECT_THROW(Draws(Period::annual(2025), paths), InputError);
}

}  // namespace data_draws_test
