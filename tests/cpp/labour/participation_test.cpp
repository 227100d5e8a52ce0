// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/participation.hpp>

#include "labour/support.hpp"

namespace labour_participation_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

/// Two sexes, two ages.
ParticipationHistory history(Index years) {
  ParticipationHistory out;
  out.first_year = 2015;
  out.groups = {
      {"M 15–39", "M", 15, 39}, {"M 40–64", "M", 40, 64}, {"F 15–39", "F", 15, 39}, {"F 40–64", "F", 40, 64}};
  out.rates.resize(4, years);
  for (Index g = 0; g < 4; ++g) {
    data::RandomStream stream(5, 9, static_cast<std::uint64_t>(g));
    double z = 0.5 + 0.3 * static_cast<double>(g);
    for (Index t = 0; t < years; ++t) {
      z += 0.02 + 0.03 * stream.normal();
      out.rates(g, t) = 1.0 / (1.0 + std::exp(-z));
    }
  }
  return out;
}

ParticipationOptions options(Index horizon = 5, Index draws = 400) {
  ParticipationOptions out;
  out.horizon = horizon;
  out.draws = draws;
  return out;
}

TEST(Participation, ExamplesOfTheHeaderHold) {
  ParticipationHistory flat{2020, {{"g", "F", 15, 64}}, Eigen::ArrayXXd::Constant(1, 6, 0.5)};
  const ParticipationForecast still = participation(flat, options());
  EXPECT_LT((still.rates.at("g").paths().array() - 0.5).abs().maxCoeff(), 1e-6);
  flat.rates.resize(1, 5);
  flat.rates << 0.2, 0.3, 0.4, 0.5, 0.6;
  EXPECT_NEAR(participation(flat, options()).benchmark.at("g")(0), 0.7, kExact);
}

TEST(Participation, RatesStayBetweenZeroAndOneAndWidenWithTheHorizon) {
  const ParticipationForecast found = participation(history(12), options(15));
  for (const auto& [key, draws] : found.rates) {
    EXPECT_TRUE((draws.paths().array() > 0.0).all() && (draws.paths().array() < 1.0).all());
    const data::Interval near = draws.interval(0, 0.8);
    const data::Interval far = draws.interval(14, 0.8);
    EXPECT_LT(near.upper - near.lower, far.upper - far.lower);
  }
  EXPECT_EQ(found.rates.start().year(), 2027);
}

TEST(Participation, AnUncertainSlopeIsShrunkFurtherThanACertainOne) {
  ParticipationHistory table = history(12);
  for (Index t = 0; t < 12; ++t) {
    const auto year = static_cast<double>(t);
    table.rates(0, t) = 1.0 / (1.0 + std::exp(-(0.2 + 0.10 * year + (t % 2 == 0 ? 0.005 : -0.005))));
    table.rates(1, t) = 1.0 / (1.0 + std::exp(-(0.2 + 0.10 * year + (t % 2 == 0 ? 0.4 : -0.4))));
  }
  const ParticipationForecast found = participation(table, options());
  EXPECT_GT(found.trends[0].own_part, found.trends[1].own_part);
  for (const ParticipationTrend& trend : found.trends) {
    EXPECT_GE(trend.own_part, 0.0);
    EXPECT_LE(trend.own_part, 1.0);
    const double low = std::min(trend.slope, found.pooled_slope);
    const double high = std::max(trend.slope, found.pooled_slope);
    EXPECT_GE(trend.used, low - kExact);
    EXPECT_LE(trend.used, high + kExact);
  }
}

TEST(Participation, DampingFadesTheTrend) {
  ParticipationHistory table = history(12);
  for (Index t = 0; t < 12; ++t) {
    table.rates(0, t) =
        1.0 / (1.0 + std::exp(-(-1.0 + 0.15 * static_cast<double>(t) + (t % 3 == 0 ? 0.01 : 0.0))));
  }
  ParticipationOptions straight = options(10);
  straight.damping = 1.0;
  ParticipationOptions faded = options(10);
  faded.damping = 0.7;
  EXPECT_GT(participation(table, straight).rates.at("M 15–39").median(9),
            participation(table, faded).rates.at("M 15–39").median(9));
}

TEST(Participation, AGroupWithFewYearsTakesThePooledTrendAndSaysSo) {
  ParticipationHistory table = history(12);
  for (Index t = 0; t < 9; ++t) table.rates(3, t) = NAN;
  const ParticipationForecast found = participation(table, options());
  EXPECT_EQ(found.trends[3].own_part, 0.0);
  EXPECT_DOUBLE_EQ(found.trends[3].used, found.pooled_slope);
  ASSERT_EQ(found.notes.size(), 1U);
  EXPECT_EQ(found.notes[0].rfind("F 40–64", 0), 0U);
}

TEST(Participation, ZeroInEveryYearStaysZeroAndZeroInOneYearDoesNotBreakTheLogit) {
  ParticipationHistory table = history(8);
  table.rates.row(0).setZero();
  table.rates(1, 3) = 0.0;
  table.rates(3, 2) = 5e-324;  // the smallest number there is
  table.rates(2, 7) = NAN;     // the last year is missing: stepped over
  const ParticipationForecast found = participation(table, options());
  EXPECT_EQ(found.rates.at("M 15–39").paths().maxCoeff(), 0.0);
  EXPECT_TRUE(found.rates.at("M 40–64").paths().allFinite());
  EXPECT_TRUE(found.rates.at("F 15–39").paths().allFinite());
  EXPECT_TRUE(found.rates.at("F 40–64").paths().allFinite());
}

TEST(Participation, PathsDependOnSeedAndPathAlone) {
  const ParticipationHistory table = history(10);
  const data::DrawMatrix many = participation(table, options(5, 60)).rates.at("F 15–39").paths();
  const data::DrawMatrix few = participation(table, options(5, 20)).rates.at("F 15–39").paths();
  EXPECT_TRUE((many.topRows(20).array() == few.array()).all());
}

/// Share of 95 % intervals, five years ahead, that hold the rate which came; 250 tables of four groups each.
double cover_from(Index years) {
  int covered = 0;
  const std::uint64_t tables = 250;
  for (std::uint64_t s = 0; s < tables; ++s) {
    ParticipationHistory table = history(years + 5);
    for (Index g = 0; g < 4; ++g) {
      data::RandomStream stream(100 + s, 3, static_cast<std::uint64_t>(g));
      double z = 0.4;
      for (Index t = 0; t < years + 5; ++t) {
        z += 0.01 + 0.04 * stream.normal();
        table.rates(g, t) = 1.0 / (1.0 + std::exp(-z));
      }
    }
    const Eigen::ArrayXXd truth = table.rates;
    table.rates = Eigen::ArrayXXd(truth.leftCols(years));
    const ParticipationForecast found = participation(table, options(5, 300));
    for (std::size_t g = 0; g < 4; ++g) {
      const data::Interval band = found.rates.at(table.groups[g].key).interval(4, 0.95);
      const double value = truth(static_cast<Index>(g), years + 4);
      covered += band.lower <= value && value <= band.upper ? 1 : 0;
    }
  }
  return static_cast<double>(covered) / (4.0 * static_cast<double>(tables));
}

TEST(Participation, IntervalsFromTenToThirtyYearsCoverAsOftenAsPromised) {
  for (const Index years : {10, 15, 20, 30}) {
    const double cover = cover_from(years);
    EXPECT_GE(cover, 0.92) << years;
    EXPECT_LE(cover, 0.97) << years;
  }
}

TEST(Participation, NamesGroupAndYearAndListsEveryProblem) {
  ParticipationHistory table = history(6);
  table.rates(0, 2) = 1.2;
  table.groups[1].from = 45;  // gap
  table.groups[3].to = 59;    // the oldest women are missing
  table.rates.row(2).setConstant(NAN);
  try {
    (void)participation(table, options());
    FAIL();
  } catch (const InputError& error) {
    Ids found;
    for (const Problem& problem : error.problems()) found.push_back(problem.id);
    EXPECT_EQ(found, (Ids{"E-LAB-011", "E-LAB-012", "E-LAB-013", "E-LAB-013"}));
    EXPECT_EQ(error.problems().front().period, "2017");
    EXPECT_EQ(error.problems().front().series, "M 15–39");
  }
  ParticipationOptions wrong = options();
  wrong.damping = 0.0;
  EXPECT_EQ(problem_ids([&] {
              (void)participation({2020, {}, {}}, wrong);
            }),
            (Ids{"E-LAB-012", "E-LAB-014"}));
}

}  // namespace labour_participation_test
