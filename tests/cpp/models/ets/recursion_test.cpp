// SPDX-License-Identifier: Apache-2.0
//
// The recursion by hand; its derivatives are tested with the problems that use them (problems_test.cpp).
#include <dubao/models/ets/recursion.hpp>

namespace models_ets_recursion_test {

using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::EtsForm;
using dubao::models::parse_form;
using dubao::models::detail::Prepared;
namespace detail = dubao::models::detail;
namespace ets = dubao::models::ets;

constexpr double kExact = 1e-13;

Prepared quarterly() {
  return detail::prepare(Series::quarterly(2018, 1,
                                           {1.21, 0.93, 0.78, 1.15, 1.30, 1.02, 0.85, 1.22, kMissing, 1.11,
                                            0.91, 1.35, 1.45, 1.17, 1.0, 1.4})
                             .with_break(dubao::time::Period::quarterly(2020, 1)));
}

TEST(EtsRecursion, FollowsTheTextbookForHoltByHand) {
  const Prepared data = detail::prepare(Series::annual(2000, {1.0, 1.5, 1.25}));
  const EtsForm form = parse_form("A", "A", false, "N");
  const ets::Smoothing<double> p{0.5, 0.25, 0.0, 1.0};
  ets::State<double> state{1.0, 0.25, {}};
  double errors[3];
  double log_scale = 0.0;
  ASSERT_TRUE(ets::filter<double>(form, data, {}, 1, p, nullptr, state, errors, log_scale));
  // q1 = 1.25, e1 = −0.25, l1 = 1.125, b1 = 0.1875; q2 = 1.3125, e2 = 0.1875, l2 = 1.40625, b2 = 0.234375;
  // q3 = 1.640625, e3 = −0.390625.
  EXPECT_NEAR(errors[0], -0.25, kExact);
  EXPECT_NEAR(errors[1], 0.1875, kExact);
  EXPECT_NEAR(errors[2], -0.390625, kExact);
  EXPECT_NEAR(state.level, 1.640625 - 0.5 * 0.390625, kExact);
  EXPECT_EQ(log_scale, 0.0);
}

TEST(EtsRecursion, RelativeErrorsHaveTheStatesOfAdditiveOnes) {
  const Prepared data = quarterly();
  const ets::Smoothing<double> p{0.4, 0.1, 0.0, 0.9};
  std::vector<double> a(16);
  std::vector<double> m(16);
  const double none[] = {0.0};
  ets::State<double> additive{1.0, 0.01, {}};
  ets::State<double> relative = additive;
  double log_scale = 0.0;
  ASSERT_TRUE(
      ets::filter(parse_form("A", "Ad", false, "N"), data, {}, 1, p, none, additive, a.data(), log_scale));
  ASSERT_TRUE(
      ets::filter(parse_form("M", "Ad", false, "N"), data, {}, 1, p, none, relative, m.data(), log_scale));
  EXPECT_NEAR(additive.level, relative.level, kExact);
  EXPECT_NEAR(additive.trend, relative.trend, kExact);
}

TEST(EtsRecursion, RefusesARelativeFormWhoseMeanIsNotPositive) {
  const Prepared data = detail::prepare(Series::annual(2000, {1.0, 1.2, 1.1}));
  ets::State<double> state{0.1, -1.0, {}};
  double errors[3];
  double log_scale = 0.0;
  EXPECT_FALSE(ets::filter<double>(parse_form("M", "A", false, "N"), data, {}, 1, {0.1, 0.1, 0.0, 1.0},
                                   nullptr, state, errors, log_scale));
}

}  // namespace models_ets_recursion_test
