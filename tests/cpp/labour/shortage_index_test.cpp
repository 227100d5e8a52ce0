// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/shortage_index.hpp>

#include "labour/support.hpp"

namespace labour_shortage_index_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::array;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;

const std::vector<std::string> kOccupations = {"a", "b", "c", "d", "e"};

ShortageIndexOptions options() {
  ShortageIndexOptions out;
  out.classes = ShortageIndexOptions::five_even_steps();
  return out;
}

PressureIndicator random_indicator(const char* name, double weight, Index n, double trend) {
  PressureIndicator out{name, weight, Eigen::ArrayXXd(n, 5)};
  for (Index d = 0; d < n; ++d) {
    data::RandomStream stream(11, data::hash_key(name), static_cast<std::uint64_t>(d));
    for (Index o = 0; o < 5; ++o) out.values(d, o) = trend * static_cast<double>(o) + stream.normal();
  }
  return out;
}

TEST(ShortageIndex, ExampleOfTheHeaderHolds) {
  const PressureIndicator one{"x1", 0.5, array({1, 2, 3}).transpose()};
  const PressureIndicator two{"x2", 0.5, array({5, 4, 6}).transpose()};
  ShortageIndexOptions own = options();
  const ShortageIndex first = shortage_index({"a", "b", "c"}, {one, two}, own);
  EXPECT_DOUBLE_EQ(first.index(0, 0), 0.25);
  EXPECT_DOUBLE_EQ(first.index(0, 1), 0.25);
  EXPECT_DOUBLE_EQ(first.index(0, 2), 1.0);
  EXPECT_EQ(first.data.probability_top(2), 1.0);
  own.top = 2;
  const ShortageIndex second = shortage_index({"a", "b", "c"}, {one, two}, own);
  EXPECT_DOUBLE_EQ(second.data.probability_top(0), 0.5);
  EXPECT_DOUBLE_EQ(second.data.probability_top(1), 0.5);
}

TEST(ShortageIndex, RanksAreSharesOfTheOthersBelowWithTiesByHalf) {
  const Eigen::ArrayXd ranks = rank_percentiles(array({3, 1, 3, 7, 1}));
  const Eigen::ArrayXd expected = array({0.625, 0.125, 0.625, 1.0, 0.125});
  EXPECT_LT((ranks - expected).abs().maxCoeff(), kExact);
  EXPECT_TRUE((rank_percentiles(array({4, 4, 4})) == 0.5).all());
}

TEST(ShortageIndex, ChancesOfTheTopSumToItsSizeInEveryBand) {
  const std::vector<PressureIndicator> indicators = {random_indicator("growth", 0.4, 400, 0.3),
                                                     random_indicator("replacement", 0.4, 400, -0.2),
                                                     random_indicator("imbalance", 0.2, 400, 0.0)};
  for (Index top = 1; top <= 5; ++top) {
    ShortageIndexOptions own = options();
    own.top = top;
    const ShortageIndex found = shortage_index(kOccupations, indicators, own);
    for (const IndexBand& band : {found.data, found.weight, found.both}) {
      EXPECT_NEAR(band.probability_top.sum(), static_cast<double>(top), kConserved);
      EXPECT_TRUE((band.lower <= band.median).all() && (band.median <= band.upper).all());
    }
    EXPECT_TRUE((found.index >= -kExact).all() && (found.index <= 1.0 + kExact).all());
    for (const Rating& rating : found.ratings) {
      double sum = 0.0;
      for (const double one : rating.probabilities) sum += one;
      EXPECT_NEAR(sum, 1.0, kExact);
    }
  }
}

TEST(ShortageIndex, DoesNotDependOnTheUnitOfAnIndicator) {
  PressureIndicator growth = random_indicator("growth", 0.5, 50, 0.3);
  const PressureIndicator other = random_indicator("imbalance", 0.5, 50, 0.1);
  const ShortageIndex one = shortage_index(kOccupations, {growth, other}, options());
  growth.values = growth.values.exp() * 1000.0;  // any increasing change of scale
  const ShortageIndex two = shortage_index(kOccupations, {growth, other}, options());
  EXPECT_TRUE((one.index == two.index).all());
}

TEST(ShortageIndex, TheBandOfTheWeightsShrinksAsTheyAreHeldFaster) {
  const std::vector<PressureIndicator> indicators = {random_indicator("growth", 0.5, 500, 1.0),
                                                     random_indicator("replacement", 0.5, 500, -1.0)};
  ShortageIndexOptions own = options();
  double before = 2.0;
  for (const double concentration : {3.0, 30.0, 300.0, 1e6}) {
    own.concentration = concentration;
    const ShortageIndex found = shortage_index(kOccupations, indicators, own);
    const double width = found.weight.upper(4) - found.weight.lower(4);
    EXPECT_LT(width, before);
    before = width;
  }
  EXPECT_LT(before, 0.01);
}

TEST(ShortageIndex, NamesTheCellAndListsEveryProblem) {
  PressureIndicator growth = random_indicator("growth", 0.5, 10, 0.0);
  growth.values(3, 2) = NAN;
  PressureIndicator bad = random_indicator("imbalance", -0.5, 10, 0.0);
  ShortageIndexOptions own;  // no classes
  own.top = 9;
  own.concentration = 0.0;
  EXPECT_EQ(problem_ids([&] {
              (void)shortage_index(kOccupations, {growth, bad}, own);
            }),
            (Ids{"E-BAL-014", "E-BAL-015", "E-BAL-015", "E-BAL-016", "E-BAL-016", "E-BAL-006"}));
  try {
    growth.weight = 1.0;
    (void)shortage_index(kOccupations, {growth}, options());
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().front().series, "growth / c");
  }
}

}  // namespace labour_shortage_index_test
