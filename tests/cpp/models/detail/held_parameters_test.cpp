// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/detail/held_parameters.hpp>

namespace models_detail_held_parameters_test {

using dubao::InputError;
using dubao::data::Series;
using dubao::models::Parameter;
using dubao::models::detail::HeldParameters;
using dubao::models::detail::prepare;
using dubao::models::detail::rescale;

std::string refusal(const std::vector<Parameter>& params, const std::string& asked) {
  try {
    HeldParameters held(params, "ETS", "a");
    (void)held.take(asked, 0.0, 1.0);
    held.finish();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().front().id, "E-MOD-007");
    EXPECT_EQ(error.problems().front().series, "a");
    return error.problems().front().message;
  }
  return "";
}

TEST(HeldParameters, AreTakenByNameOnce) {
  HeldParameters held({{"alpha", 0.5}, {"l", 12.0}}, "ETS", "a");
  EXPECT_FALSE(held.has("b"));
  EXPECT_EQ(held.take("alpha"), 0.5);
  EXPECT_EQ(held.take("l"), 12.0);
  EXPECT_NO_THROW(held.finish());
  EXPECT_THROW((void)held.take("l"), InputError);
}

TEST(HeldParameters, EachRefusalNamesTheParameterAndTheReason) {
  EXPECT_NE(refusal({{"alpha", 0.5}}, "l").find("'l' is missing"), std::string::npos);
  EXPECT_NE(refusal({{"alpha", 2.0}}, "alpha").find("outside the range"), std::string::npos);
  EXPECT_NE(refusal({{"alpha", 0.5}, {"x", 1.0}}, "alpha").find("'x' does not belong"), std::string::npos);
  EXPECT_NE(refusal({{"l", 1.0}, {"l", 1.0}}, "l").find("stands twice"), std::string::npos);
  EXPECT_NE(refusal({{"l", dubao::data::kMissing}}, "l").find("not a finite number"), std::string::npos);
}

TEST(HeldParameters, NumberedOnesEndAtTheFirstGapAndMarksAreOnes) {
  HeldParameters held({{"s0", 1.0}, {"s1", 2.0}, {"s3", 4.0}, {"mark", 1.0}}, "ETS", "a");
  EXPECT_EQ(held.take_numbered("s"), (std::vector<double>{1.0, 2.0}));
  EXPECT_TRUE(held.take_mark("mark"));
  EXPECT_FALSE(held.take_mark("mark"));
  EXPECT_THROW(held.finish(), InputError);
}

TEST(HeldParameters, RescalingKeepsTheSeriesAndChangesThePowerOfTwo) {
  auto series = prepare(Series::annual(2000, {100.0, 300.0, dubao::data::kMissing, 500.0})
                            .with_standard_errors({1.0, 2.0, 3.0, 4.0}));
  const auto before = series;
  rescale(series, before.exponent - 3);
  EXPECT_EQ(series.y[1], 8.0 * before.y[1]);
  EXPECT_EQ(series.se[3], 8.0 * before.se[3]);
  EXPECT_EQ(series.changes[0].value, 8.0 * before.changes[0].value);
  EXPECT_EQ(series.unscale(series.y[3]), 500.0);
}

}  // namespace models_detail_held_parameters_test
