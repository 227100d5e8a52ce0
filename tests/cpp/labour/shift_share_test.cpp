// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/shift_share.hpp>

#include "labour/support.hpp"

namespace labour_shift_share_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::draws;
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;
using labour::testing::simulated;
using time::Period;

Eigen::MatrixXd table(Index rows, std::initializer_list<double> values) {
  const Index columns = static_cast<Index>(values.size()) / rows;
  Eigen::MatrixXd out(rows, columns);
  Index k = 0;
  for (const double value : values) {
    out(k / columns, k % columns) = value;
    ++k;
  }
  return out;
}

RegionalHistory example() {
  return {Period::annual(2024), {"North", "South"}, {"software", "farming"}, {table(2, {60, 40, 40, 160})}};
}

KeyedDraws growth() {
  KeyedDraws out;
  out.add("software", draws(2025, {{150}}));
  out.add("farming", draws(2025, {{180}}));
  return out;
}

/// A panel of 4 regions × 3 industries over 12 periods whose log shares drift and wander.
RegionalHistory wandering(std::uint64_t seed = 3) {
  std::vector<Eigen::MatrixXd> counts;
  data::RandomStream stream(seed, data::hash_key("test.regions"), 0);
  Eigen::MatrixXd level(4, 3);
  Eigen::MatrixXd drift(4, 3);
  for (Index k = 0; k < level.size(); ++k) {
    level(k) = 5.0 + stream.normal();
    drift(k) = 0.03 * stream.normal();
  }
  for (Index t = 0; t < 12; ++t) {
    for (Index k = 0; k < level.size(); ++k) level(k) += drift(k) + 0.02 * stream.normal();
    counts.emplace_back(level.array().exp().matrix());
  }
  return {Period::annual(2013), {"d", "a", "c", "b"}, {"z", "x", "y"}, counts};
}

KeyedDraws nation(const RegionalHistory& history, Index n, Index horizon, int first_year = 2025) {
  KeyedDraws out;
  for (std::size_t i = 0; i < history.industries().size(); ++i) {
    const std::string& key = history.industries()[i];
    const double base = history.base().col(static_cast<Index>(i)).sum();
    out.add(key, simulated(first_year, n, horizon, base, 0.05, key.c_str()));
  }
  return out;
}

TEST(ShiftShare, ExampleOfTheHeaderHolds) {
  const ShiftShare found = shift_share(growth(), example(), {RegionalFactor::kConstant});
  EXPECT_NEAR(found.employment.at("North").paths()(0, 0), 126.0, 126 * kExact);
  EXPECT_NEAR(found.employment.at("South").paths()(0, 0), 204.0, 204 * kExact);
  EXPECT_NEAR(found.national_growth.at("North").paths()(0, 0), 10.0, 126 * kExact);
  EXPECT_NEAR(found.industry_mix.at("North").paths()(0, 0), 16.0, 126 * kExact);
  EXPECT_NEAR(found.regional_effect.at("North").paths()(0, 0), 0.0, 126 * kExact);
  EXPECT_NEAR(found.national_growth.at("South").paths()(0, 0), 20.0, 204 * kExact);
  EXPECT_NEAR(found.industry_mix.at("South").paths()(0, 0), -16.0, 204 * kExact);
}

TEST(ShiftShare, RegionsAddUpToTheNationAndPartsToTheChangeOnEveryPath) {
  const RegionalHistory history = wandering();
  const KeyedDraws national = nation(history, 60, 4);
  for (const RegionalFactor factor :
       {RegionalFactor::kConstant, RegionalFactor::kLast, RegionalFactor::kDamped}) {
    ShiftShareOptions options{factor};
    options.keep_cells = true;
    const ShiftShare found = shift_share(national, history, options);
    EXPECT_TRUE(found.employment.total().paths().isApprox(national.total().paths(), kConserved));
    for (std::size_t i = 0; i < 3; ++i) {
      data::DrawMatrix sum = data::DrawMatrix::Zero(60, 4);
      for (std::size_t r = 0; r < 4; ++r) sum += found.cells[r * 3 + i];
      EXPECT_TRUE(sum.isApprox(national.at(history.industries()[i]).paths(), kConserved));
    }
    const double size = found.base.sum();
    for (std::size_t r = 0; r < 4; ++r) {
      const std::string& region = found.regions[r];
      const data::DrawMatrix change =
          (found.employment.at(region).paths().array() - found.base(static_cast<Index>(r))).matrix();
      const data::DrawMatrix parts = found.national_growth.at(region).paths() +
                                     found.industry_mix.at(region).paths() +
                                     found.regional_effect.at(region).paths();
      EXPECT_LT((change - parts).cwiseAbs().maxCoeff(), size * kExact);
    }
    EXPECT_LT(found.industry_mix.total().paths().cwiseAbs().maxCoeff(), size * kExact);
    EXPECT_LT(found.regional_effect.total().paths().cwiseAbs().maxCoeff(), size * kExact);
  }
}

TEST(ShiftShare, LastGrowthGoesOnAtItsPaceAndTheDampedTrendFades) {
  // Log-ratio of north to south grows by ln 2 a period in one industry.
  const RegionalHistory history(Period::annual(2020), {"n", "s"}, {"x"},
                                {table(2, {100, 800}), table(2, {200, 800}), table(2, {400, 800}),
                                 table(2, {800, 800}), table(2, {1600, 800})});
  KeyedDraws national;
  national.add("x", draws(2025, {{2400, 2400}}));
  ShiftShareOptions options{RegionalFactor::kLast};
  options.uncertain = false;
  const ShiftShare last = shift_share(national, history, options);
  EXPECT_NEAR(last.employment.at("n").paths()(0, 0), 2400.0 * 4 / 5, 2400 * kExact);
  EXPECT_NEAR(last.employment.at("n").paths()(0, 1), 2400.0 * 8 / 9, 2400 * kExact);
  options.factor = RegionalFactor::kDamped;
  options.damping = 0.5;
  const ShiftShare damped = shift_share(national, history, options);
  EXPECT_NEAR(damped.shrinkage, 1.0, kConserved);  // a trend without noise is kept
  const double odds = 2.0 * std::pow(2.0, 0.5 + 0.25);
  EXPECT_NEAR(damped.employment.at("n").paths()(0, 1), 2400.0 * odds / (1 + odds), 2400 * kConserved);
}

TEST(ShiftShare, SlopesOfPureNoiseAreShrunkAndThoseOfTrueDriftKept) {
  std::vector<Eigen::MatrixXd> noise;
  std::vector<Eigen::MatrixXd> drifting;
  data::RandomStream stream(5, data::hash_key("test.shrinkage"), 0);
  Eigen::MatrixXd level = Eigen::MatrixXd::Zero(20, 4);
  for (Index t = 0; t < 12; ++t) {
    for (Index k = 0; k < level.size(); ++k) level(k) += 0.05 * stream.normal();
    noise.emplace_back((100 * level.array().exp()).matrix());
    Eigen::MatrixXd trended = level;
    for (Index k = 0; k < level.size(); ++k) {
      trended(k) += static_cast<double>(t) * 0.2 * std::sin(static_cast<double>(7 * k));
    }
    drifting.emplace_back((100 * trended.array().exp()).matrix());
  }
  std::vector<std::string> regions;
  for (int r = 0; r < 20; ++r) regions.push_back("r" + std::to_string(100 + r));
  const std::vector<std::string> industries{"a", "b", "c", "d"};
  const RegionalHistory flat(Period::annual(2013), regions, industries, noise);
  const RegionalHistory steep(Period::annual(2013), regions, industries, drifting);
  EXPECT_LT(shift_share(nation(flat, 2, 1), flat).shrinkage, 0.4);
  EXPECT_GT(shift_share(nation(steep, 2, 1), steep).shrinkage, 0.9);
}

/// 30 regions of one industry: shares that stand still, seen with noise, or that wander without noise.
RegionalHistory observed(double noise, double wander) {
  std::vector<Eigen::MatrixXd> counts;
  std::vector<std::string> regions;
  for (int r = 0; r < 30; ++r) regions.push_back("r" + std::to_string(100 + r));
  data::RandomStream stream(8, data::hash_key("test.persistence"), 0);
  Eigen::VectorXd level = Eigen::VectorXd::Constant(30, 5.0);
  for (int t = 0; t < 16; ++t) {
    Eigen::MatrixXd seen(30, 1);
    for (Index r = 0; r < 30; ++r) {
      level(r) += wander * stream.normal();
      seen(r, 0) = std::exp(level(r) + noise * stream.normal());
    }
    counts.push_back(seen);
  }
  return {Period::annual(2009), regions, {"x"}, counts};
}

TEST(ShiftShare, NoiseOfTheBaseYearIsSmoothedAndWhatWandersIsNot) {
  const RegionalHistory noisy = observed(0.1, 0.0);
  const RegionalHistory wanders = observed(0.0, 0.1);
  EXPECT_LT(shift_share(nation(noisy, 2, 1), noisy).persistence.smoothing, 0.65);
  EXPECT_GT(shift_share(nation(wanders, 2, 1), wanders).persistence.smoothing, 0.8);
  // The level is nearer the truth, equal shares, than the base year.
  KeyedDraws exact;
  exact.add("x", draws(2025, {{3000}}));
  ShiftShareOptions options;
  options.uncertain = false;
  const ShiftShare smoothed = shift_share(exact, noisy, options);
  options.smoothing = 1.0;
  options.factor = RegionalFactor::kConstant;
  const ShiftShare plain = shift_share(exact, noisy, options);
  double with = 0.0;
  double without = 0.0;
  for (const std::string& region : noisy.regions()) {
    with += std::abs(smoothed.employment.at(region).paths()(0, 0) - 100.0);
    without += std::abs(plain.employment.at(region).paths()(0, 0) - 100.0);
  }
  EXPECT_LT(with, 0.7 * without);
}

TEST(ShiftShare, PersistenceSplitsTheVarianceOfAChange) {
  // A change e_t + θe_{t−1}: the level takes α², the noise of two years 2·(−θ), of 1 + θ² in all.
  const detail::Persistence half = detail::Persistence::of(0.5);
  EXPECT_NEAR(half.stays * half.stays + 2 * half.yearly * half.yearly, 1.0, kExact);
  EXPECT_NEAR(half.level * half.level, 0.5 * half.yearly * half.yearly, kExact);
  const detail::Persistence all = detail::Persistence::of(1.0);
  EXPECT_EQ(all.stays, 1.0);
  EXPECT_EQ(all.level, 0.0);
  EXPECT_EQ(all.yearly, 0.0);
}

TEST(ShiftShare, TheScaleOfChangesIsAsUncertainAsTheirNumberSays) {
  // The 5 % quantile of χ² with 4 degrees of freedom is 0.710723.
  EXPECT_NEAR(detail::scale_error(4.0, 0.05), std::sqrt(4.0 / 0.710723), 1e-6);
  EXPECT_NEAR(detail::scale_error(1e6, 0.2), 1.0, 1e-2);
  EXPECT_EQ(detail::scale_error(0.0, 0.2), 1.0);
}

TEST(ShiftShare, SmallNoisyRegionsDoNotGrowAtTheCostOfALargeOne) {
  // One region of 1,000 that stands still and ten of 10 that jump about; the mean of its draws keeps its share.
  std::vector<Eigen::MatrixXd> counts;
  std::vector<std::string> regions{"large"};
  for (int r = 0; r < 10; ++r) regions.push_back("small" + std::to_string(r));
  data::RandomStream stream(9, data::hash_key("test.small_regions"), 0);
  Eigen::MatrixXd level = Eigen::MatrixXd::Constant(11, 1, std::log(10.0));
  level(0, 0) = std::log(1000.0);
  for (int t = 0; t < 12; ++t) {
    for (Index r = 1; r < 11; ++r) level(r, 0) += 0.3 * stream.normal();
    counts.emplace_back(level.array().exp().matrix());
  }
  const RegionalHistory history(Period::annual(2013), regions, {"x"}, counts);
  KeyedDraws exact;
  exact.add("x", data::Draws(Period::annual(2025), data::DrawMatrix::Constant(4000, 5, 1100.0)));
  const ShiftShare found = shift_share(exact, history, {RegionalFactor::kConstant});
  const double share = history.base()(0, 0) / history.base().sum();
  EXPECT_NEAR(found.employment.at("large").mean(4) / 1100.0, share, 0.02);
}

TEST(ShiftShare, SurveyDrawsCarryTheNoiseOfTheYear) {
  const RegionalHistory noisy = observed(0.1, 0.0);
  const auto spread = [&](data::Target target) {
    KeyedDraws exact;
    exact.add("x",
              data::Draws(Period::annual(2025), data::DrawMatrix::Constant(2000, 1, 3000.0), "x", target));
    const ShiftShare found = shift_share(exact, noisy);
    EXPECT_EQ(found.employment.target(), target);
    const data::Interval interval = found.employment.at("r100").interval(0, 0.8);
    return interval.upper - interval.lower;
  };
  const double survey = spread(data::Target::kSurvey);
  EXPECT_GT(survey, 1.3 * spread(data::Target::kSignal));
  // 80 % of the noise alone, sd 0.1 around 100: 2·1.28·0.1·100 = 25.6; level, slope and its error come on top.
  EXPECT_GT(survey, 20.0);
  EXPECT_LT(survey, 50.0);
}

TEST(ShiftShare, OneTableGivesTheMixAndSaysThatRegionalUncertaintyIsUnknown) {
  const ShiftShare found = shift_share(growth(), example());
  EXPECT_NEAR(found.employment.at("North").paths()(0, 0), 126.0, 126 * kExact);
  ASSERT_EQ(found.notes.size(), 2U);
  EXPECT_NE(found.notes[0].find("fewer than 5"), std::string::npos);
  EXPECT_NE(found.notes[1].find("no changes to learn from"), std::string::npos);
}

TEST(ShiftShare, ACellThatIsZeroAtTheBaseStaysZero) {
  const RegionalHistory history(Period::annual(2023), {"n", "s"}, {"x", "y"},
                                {table(2, {5, 10, 10, 10}), table(2, {0, 10, 10, 12})});
  ShiftShareOptions options{RegionalFactor::kConstant};
  options.keep_cells = true;
  const ShiftShare found = shift_share(nation(history, 5, 3), history, options);
  EXPECT_TRUE(found.cells[0].isZero(0.0));
  EXPECT_GT(found.cells[1].minCoeff(), 0.0);
}

TEST(ShiftShare, PeriodsBetweenBaseAndForecastCountAsSteps) {
  const RegionalHistory history(Period::annual(2020), {"n", "s"}, {"x"},
                                {table(2, {400, 800}), table(2, {800, 800})});
  KeyedDraws national;
  national.add("x", draws(2024, {{1600}}));
  ShiftShareOptions options{RegionalFactor::kLast};
  options.uncertain = false;
  EXPECT_NEAR(shift_share(national, history, options).employment.at("n").paths()(0, 0), 1600.0 * 8 / 9,
              1600 * kExact);
}

TEST(ShiftShare, TheSameSeedGivesTheSameBitsAndAPathDoesNotDependOnTheOthers) {
  const RegionalHistory history = wandering();
  const ShiftShare many = shift_share(nation(history, 30, 3), history);
  const ShiftShare few = shift_share(nation(history, 10, 3), history);
  EXPECT_TRUE(
      (many.employment.at("a").paths().topRows(10).array() == few.employment.at("a").paths().array()).all());
}

TEST(ShiftShare, WithoutTheTableRegionsAreRefusedByName) {
  try {
    const RegionalHistory none(Period::annual(2024), {"n"}, {"x"}, {});
    FAIL() << "a forecast of regions without a table";
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-LAB-040");
    EXPECT_NE(std::string(error.what()).find("region × industry"), std::string::npos);
  }
}

TEST(ShiftShare, WrongTablesAndOptionsAreNamedAllAtOnce) {
  const auto build = [](const Eigen::MatrixXd& counts) {
    return [counts] { return RegionalHistory(Period::annual(2024), {"n", "s"}, {"x", "y"}, {counts}); };
  };
  EXPECT_EQ(problem_ids(build(table(2, {1, 2}))), (Ids{"E-LAB-041"}));
  EXPECT_EQ(problem_ids(build(table(2, {-1, 0, data::kMissing, 0}))),
            (Ids{"E-LAB-042", "E-LAB-043", "E-LAB-043"}));
  EXPECT_EQ(problem_ids([] {
              return RegionalHistory(Period::annual(2024), {"n", "n"}, {"x"}, {table(2, {1, 2})});
            }),
            (Ids{"E-LAB-041"}));
  KeyedDraws other;
  other.add("fishing", draws(2025, {{1}}));
  EXPECT_EQ(problem_ids([&] { return shift_share(other, example()); }),
            (Ids{"E-LAB-044", "E-LAB-044", "E-LAB-044"}));
  KeyedDraws thousands;
  thousands.add("software", draws(2025, {{0.15}}));
  thousands.add("farming", draws(2025, {{0.18}}));
  EXPECT_EQ(problem_ids([&] { return shift_share(thousands, example()); }), (Ids{"E-LAB-044"}));
  ShiftShareOptions options;
  options.damping = 0.0;
  options.minimum_years = 2;
  options.smoothing = 2.0;
  EXPECT_EQ(problem_ids([&] { return shift_share(growth(), example(), options); }),
            (Ids{"E-LAB-045", "E-LAB-045", "E-LAB-045"}));
}

}  // namespace labour_shift_share_test
