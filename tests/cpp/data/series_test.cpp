// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/series.hpp>

namespace data_series_test {

using dubao::InputError;
using dubao::data::kMissing;
using dubao::data::Series;
using dubao::time::Period;

TEST(Series, ExampleOfTheHeaderHolds) {
  const auto s = Series::annual(2009, {52.6, 49.5, 63.1}).with_unit("thousand_persons").with_break(2011);
  EXPECT_EQ(s.size(), 3);
  EXPECT_EQ(s.end().to_string(), "2012");
  EXPECT_EQ(s.segment(), (std::vector<int>{0, 0, 1}));
  EXPECT_EQ(s.unit(), "thousand_persons");
}

TEST(Series, KeepsMissingValuesMissing) {
  const auto s = Series::annual(2009, {1.0, kMissing, 3.0});
  EXPECT_EQ(s.size(), 3);
  EXPECT_EQ(s.observed(), 2);
}

TEST(Series, RefusesInfiniteValuesAndNamesEveryPeriod) {
  const double infinity = std::numeric_limits<double>::infinity();
  try {
    (void)Series::annual(2009, {infinity, 1.0, -infinity}, "x");
    FAIL();
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 2U);
    EXPECT_EQ(error.problems()[1].period, "2011");
    EXPECT_EQ(error.problems()[1].series, "x");
  }
}

TEST(Series, RefusesStandardErrorsThatDoNotFit) {
  const auto s = Series::annual(2009, {1.0, 2.0});
  EXPECT_THROW((void)s.with_standard_errors({0.1}), InputError);
  EXPECT_THROW((void)s.with_standard_errors({0.1, -0.1}), InputError);
  EXPECT_TRUE(s.with_standard_errors({0.1, kMissing}).has_standard_errors());
  EXPECT_FALSE(s.with_standard_errors({0.0, kMissing}).has_standard_errors());
}

TEST(Series, DropsBreaksThatDivideNothingAndSlicesKeepTheirBreaks) {
  const auto s = Series::annual(2009, {1, 2, 3, 4, 5})
                     .with_break(2009)
                     .with_break(2020)
                     .with_break(2012)
                     .with_break(2012);
  EXPECT_EQ(s.breaks(), std::vector<Period>{Period::annual(2012)});
  EXPECT_EQ(s.head(3).breaks().size(), 0U);
  EXPECT_EQ(s.slice(1, 4).breaks().size(), 1U);
  EXPECT_EQ(s.slice(1, 4).start(), Period::annual(2010));
}

}  // namespace data_series_test
