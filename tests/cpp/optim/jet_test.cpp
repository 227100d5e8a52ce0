// SPDX-License-Identifier: Apache-2.0
#include <dubao/optim/jet.hpp>

namespace optim_jet_test {

using dubao::optim::Dual;
using dubao::optim::partial;
using dubao::optim::value_of;
using dubao::optim::variable;

TEST(Dual, ExampleOfTheHeaderHolds) {
  const Dual x = variable(3.0, 0);
  EXPECT_EQ(partial(x * x, 0), 6.0);
  EXPECT_EQ(partial(x * x, 1), 0.0);
  EXPECT_EQ(value_of(x * x), 9.0);
  EXPECT_EQ(value_of(2.5), 2.5);
}

TEST(Dual, DerivesWhatTheRecursionsUse) {
  const Dual x = variable(0.7, 2);
  constexpr double kExact = 1e-14;
  EXPECT_NEAR(partial(exp(x), 2), std::exp(0.7), kExact);
  EXPECT_NEAR(partial(log(x), 2), 1.0 / 0.7, kExact);
  EXPECT_NEAR(partial(1.0 / x, 2), -1.0 / 0.49, kExact * 10.0);
}

}  // namespace optim_jet_test
