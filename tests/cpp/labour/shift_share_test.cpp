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
  EXPECT_EQ(problem_ids([&] { return shift_share(growth(), example(), options); }),
            (Ids{"E-LAB-045", "E-LAB-045"}));
}

}  // namespace labour_shift_share_test
