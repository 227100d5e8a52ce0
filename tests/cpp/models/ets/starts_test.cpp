// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/ets/starts.hpp>

#include <numeric>

namespace models_ets_starts_test {

using dubao::Index;
using dubao::data::Series;
using dubao::models::EtsRegion;
using dubao::models::parse_form;
using dubao::models::detail::Prepared;
namespace detail = dubao::models::detail;
namespace ets = dubao::models::ets;

constexpr double kAlgebra = 1e-12;
constexpr Index kQuarters = 4;

// Growing with a season of factors 0.8, 1, 1.2, 1.
Prepared growing() {
  std::vector<double> values;
  const double factors[] = {0.8, 1.0, 1.2, 1.0};
  for (int t = 0; t < 20; ++t) values.push_back((50.0 + 2.0 * t) * factors[t % kQuarters]);
  return detail::prepare(Series::annual(2000, values));
}
ets::Setting setting_of(const char* error, const char* trend, const char* season, const Prepared& data) {
  ets::Setting setting;
  setting.form = parse_form(error, trend, false, season);
  setting.data = &data;
  setting.season_length = setting.form.has_season() ? kQuarters : 1;
  return setting;
}

TEST(EtsStarts, CoordinatesLieInTheRegionAndOnlyDampedTrendsTakeThoseThatDifferInDamping) {
  const EtsRegion region;
  const auto level = ets::start_coordinates(parse_form("A", "N", false, "N"));
  const auto trend = ets::start_coordinates(parse_form("A", "A", false, "N"));
  const auto damped = ets::start_coordinates(parse_form("A", "A", true, "N"));
  EXPECT_EQ(level.size(), ets::kLevelStarts.size());
  EXPECT_EQ(trend.size(), ets::kUndampedStarts);
  EXPECT_EQ(damped.size(), ets::kTrendStarts.size());
  for (const auto& u : damped) {
    EXPECT_GE(u[3], region.phi_lowest);
    EXPECT_LE(u[3], region.phi_highest);
  }
}

TEST(EtsStarts, StatesOfARelativeFormAreThoseOfTheWeightedAdditiveOne) {
  const Prepared data = growing();
  const ets::Setting relative = setting_of("M", "A", "N", data);
  ets::Setting additive = setting_of("A", "A", "N", data);
  for (const double y : data.y) additive.weights.push_back(1.0 / y);
  ets::ProjectedProblem problem(additive);
  ets::internal::Starter starter(relative);
  std::vector<double> errors(data.y.size());
  for (const auto& u : ets::start_coordinates(relative.form)) {
    const ets::Point point = starter(u);
    ASSERT_TRUE(problem(u.data(), errors.data(), nullptr));
    EXPECT_EQ(point.u, u);
    EXPECT_EQ(point.initial, problem.initial());
  }
}

TEST(EtsStarts, MultiplicativeComponentsBeginAsFactors) {
  const Prepared data = growing();
  const ets::Setting with_season = setting_of("M", "A", "M", data);
  ets::internal::Starter seasonal(with_season);
  const ets::Point point = seasonal({0.3, 0.1, 0.05, 0.0});
  ASSERT_EQ(point.initial.size(), 5U);
  const double sum = std::accumulate(point.initial.begin() + 2, point.initial.end(), 0.0);
  EXPECT_GT(kQuarters - sum, 0.0);
  EXPECT_LT(point.initial[2], 1.0);
  EXPECT_GT(point.initial[4], 1.0);
  const ets::Setting with_factor = setting_of("M", "M", "N", data);
  ets::internal::Starter growth(with_factor);
  const ets::Point factor = growth({0.3, 0.1, 0.0, 0.0});
  EXPECT_GT(factor.initial[1], 1.0);
  EXPECT_LE(factor.initial[1], 1.0 / ets::kSlowestStart);
}

TEST(EtsStarts, TheFlatStartIsTheMeanWithoutTrendAndSeason) {
  const Prepared data = growing();
  double mean = 0.0;
  for (const double y : data.y) mean += y / static_cast<double>(data.count());
  const ets::Point additive = ets::internal::flat_point(setting_of("A", "A", "A", data), {});
  EXPECT_NEAR(additive.initial[0], mean, kAlgebra);
  EXPECT_EQ(std::vector<double>(additive.initial.begin() + 1, additive.initial.end()),
            (std::vector<double>{0.0, 0.0, 0.0, 0.0}));
  const ets::Point factors = ets::internal::flat_point(setting_of("M", "M", "M", data), {});
  EXPECT_EQ(std::vector<double>(factors.initial.begin() + 1, factors.initial.end()),
            (std::vector<double>{1.0, 1.0, 1.0, 1.0}));
}

}  // namespace models_ets_starts_test
