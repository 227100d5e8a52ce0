// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/separation_rates.hpp>

#include "labour/support.hpp"

namespace labour_separation_rates_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::problem_ids;

constexpr double kSolved = 1e-8;  // relative: what the regression's search leaves

/// Cells of counts with one explaining column.
PersonTable cells() {
  PersonTable out;
  out.occupation = {"occupation", {"25", "35"}, {0, 0, 1, 1}};
  out.factors = {{"age", {"old", "young"}, {0, 1, 0, 1}}};
  out.stayed.resize(4);
  out.stayed << 60, 850, 270, 180;
  out.left.resize(4);
  out.left << 30, 50, 120, 8;
  out.transferred.resize(4);
  out.transferred << 10, 100, 10, 12;
  out.weight = Eigen::ArrayXd::Constant(4, 100.0);
  return out;
}

/// The same persons, one a row.
PersonTable records(const PersonTable& cells) {
  PersonTable out = cells;
  out.occupation.codes.clear();
  out.factors[0].codes.clear();
  std::vector<double> stayed;
  std::vector<double> left;
  std::vector<double> weight;
  for (Index i = 0; i < cells.rows(); ++i) {
    const auto at = static_cast<std::size_t>(i);
    for (Index k = 0; k < static_cast<Index>(cells.persons()(i)); ++k) {
      out.occupation.codes.push_back(cells.occupation.codes[at]);
      out.factors[0].codes.push_back(cells.factors[0].codes[at]);
      const auto position = static_cast<double>(k);
      stayed.push_back(position < cells.stayed(i) ? 1.0 : 0.0);
      left.push_back(position >= cells.stayed(i) && position < cells.stayed(i) + cells.left(i) ? 1.0 : 0.0);
      weight.push_back(cells.weight(i));
    }
  }
  const auto array = [](const std::vector<double>& values) {
    return Eigen::ArrayXd(Eigen::Map<const Eigen::ArrayXd>(values.data(), static_cast<Index>(values.size())));
  };
  out.stayed = array(stayed);
  out.left = array(left);
  out.transferred = 1.0 - out.stayed - out.left;
  out.weight = array(weight);
  return out;
}

SeparationOptions with(regression::Link link, Index draws = 2000) {
  SeparationOptions out;
  out.link = link;
  out.draws = draws;
  return out;
}

TEST(SeparationRates, WithoutColumnsEveryOccupationHasTheCommonRateWithItsBinomialError) {
  PersonTable table = cells();
  table.factors.clear();
  const double n = table.persons().sum();
  const double p = table.left.sum() / n;
  const SeparationRates found = separation_rates(table, with(regression::Link::kLogit));
  for (const OccupationSeparation& one : found.occupations) EXPECT_NEAR(one.exit, p, p * kSolved);
  const double error = std::sqrt(1.0 / (n * p * (1.0 - p)) * n / (n - 1.0));
  EXPECT_NEAR(std::sqrt(found.exit.covariance(0, 0)), error, 1e-6 * error);
  const Eigen::ArrayXd& draws = found.occupations.front().exit_draws;
  const double spread = std::sqrt((draws - draws.mean()).square().mean());
  EXPECT_NEAR(spread, error * p * (1.0 - p), 0.1 * error * p * (1.0 - p));
}

TEST(SeparationRates, ASaturatedColumnGivesTheMeanOfEachOccupationsPeople) {
  // One column with two categories: every fitted probability is the share observed in its category.
  const PersonTable table = cells();
  const double old_rate = (30.0 + 120.0) / (100.0 + 400.0);
  const double young_rate = (50.0 + 8.0) / (1000.0 + 200.0);
  for (const regression::Link link : {regression::Link::kProbit, regression::Link::kLogit}) {
    const SeparationRates found = separation_rates(table, with(link, 10));
    EXPECT_NEAR(found.occupations[0].exit, (100 * old_rate + 1000 * young_rate) / 1100, kSolved);
    EXPECT_NEAR(found.occupations[1].exit, (400 * old_rate + 200 * young_rate) / 600, kSolved);
    EXPECT_NEAR(found.all.exit, table.left.sum() / table.persons().sum(), kSolved);
    EXPECT_NEAR(found.all.transfer, table.transferred.sum() / table.persons().sum(), kSolved);
  }
}

TEST(SeparationRates, RecordsAndTheTableOfTheirCountsAgreeBitForBitInMeaning) {
  const PersonTable table = cells();
  const SeparationRates one = separation_rates(table, with(regression::Link::kProbit, 20));
  const SeparationRates two = separation_rates(records(table), with(regression::Link::kProbit, 20));
  for (std::size_t o = 0; o < 2; ++o) {
    EXPECT_NEAR(one.occupations[o].exit, two.occupations[o].exit, kSolved);
    EXPECT_LT((one.occupations[o].exit_draws - two.occupations[o].exit_draws).abs().maxCoeff(), 1e-6);
    EXPECT_EQ(one.occupations[o].persons, two.occupations[o].persons);
    EXPECT_DOUBLE_EQ(one.occupations[o].population, two.occupations[o].population);
  }
  EXPECT_LT((one.exit.covariance - two.exit.covariance).cwiseAbs().maxCoeff(), 1e-6);
}

TEST(SeparationRates, TheUnitOfTheWeightsChangesNothingButThePopulation) {
  PersonTable table = records(cells());
  for (Index i = 0; i < table.rows(); ++i) table.weight(i) = 50.0 + static_cast<double>(i % 7) * 20.0;
  const SeparationRates one = separation_rates(table, with(regression::Link::kProbit, 20));
  table.weight *= 1000.0;
  const SeparationRates two = separation_rates(table, with(regression::Link::kProbit, 20));
  EXPECT_LT((one.occupations[0].exit_draws - two.occupations[0].exit_draws).abs().maxCoeff(), 1e-9);
  EXPECT_NEAR(two.occupations[0].population / one.occupations[0].population, 1000.0, 1e-6);
}

TEST(SeparationRates, WeightsCountInTheMeans) {
  PersonTable table = records(cells());
  for (Index i = 0; i < table.rows(); ++i) {
    table.weight(i) = table.factors[0].codes[static_cast<std::size_t>(i)] == 0 ? 1000.0 : 1.0;
  }
  const SeparationRates found = separation_rates(table, with(regression::Link::kProbit, 5));
  EXPECT_NEAR(found.occupations[0].exit, 0.3, 0.01);  // the old of both occupations, who leave at 30 %
}

TEST(SeparationRates, TheTrueRatesOfASimulatedPopulationAreCoveredAsOftenAsPromised) {
  // 200 samples of 2,000 persons from a known probit; 95 % intervals of two occupations.
  int covered = 0;
  const int samples = 200;
  for (int s = 0; s < samples; ++s) {
    PersonTable table;
    table.occupation = {"occupation", {"a", "b"}, {}};
    table.factors = {{"age", {"old", "young"}, {}}};
    const Index n = 2000;
    table.stayed = Eigen::ArrayXd::Ones(n);
    table.left = Eigen::ArrayXd::Zero(n);
    table.transferred = Eigen::ArrayXd::Zero(n);
    table.weight = Eigen::ArrayXd::Ones(n);
    double truth[2] = {0.0, 0.0};
    double people[2] = {0.0, 0.0};
    for (Index i = 0; i < n; ++i) {
      data::RandomStream stream(static_cast<std::uint64_t>(s) + 1, 77, static_cast<std::uint64_t>(i));
      const Index occupation = stream.uniform() < 0.3 ? 0 : 1;
      const Index age = stream.uniform() < (occupation == 0 ? 0.2 : 0.5) ? 0 : 1;
      const double probability =
          regression::inverse_link(regression::Link::kProbit, age == 0 ? -0.8 : -1.8).mean;
      table.occupation.codes.push_back(occupation);
      table.factors[0].codes.push_back(age);
      truth[occupation] += probability;
      people[occupation] += 1.0;
      const double u = stream.uniform();
      if (u < probability) table.left(i) = 1.0;
      if (u > 0.9) table.transferred(i) = 1.0;
      table.stayed(i) = 1.0 - table.left(i) - table.transferred(i);
    }
    const SeparationRates found = separation_rates(table, with(regression::Link::kProbit, 400));
    for (std::size_t o = 0; o < 2; ++o) {
      const Eigen::ArrayXd& draws = found.occupations[o].exit_draws;
      std::vector<double> sorted(draws.data(), draws.data() + draws.size());
      std::sort(sorted.begin(), sorted.end());
      const double true_rate = truth[o] / people[o];
      const bool inside = data::sorted_quantile(sorted, 0.025) <= true_rate &&
                          true_rate <= data::sorted_quantile(sorted, 0.975);
      covered += inside ? 1 : 0;
    }
  }
  EXPECT_GE(covered, 368);  // 92 % of 400 intervals
  EXPECT_LE(covered, 388);  // 97 %
}

TEST(SeparationRates, AnOccupationWithFewerThanFivePersonsIsNotShownAndCannotBeToldBySubtraction) {
  PersonTable table = records(cells());
  table.occupation.levels.emplace_back("99");
  for (Index i = 0; i < 4; ++i) table.occupation.codes[static_cast<std::size_t>(i)] = 2;
  const SeparationRates found = separation_rates(table, with(regression::Link::kProbit, 10));
  const OccupationSeparation& hidden = found.occupations.back();
  EXPECT_EQ(hidden.occupation, "99");
  EXPECT_TRUE(hidden.suppressed);
  EXPECT_EQ(hidden.persons, 0.0);
  EXPECT_EQ(hidden.exit_draws.size(), 0);
  EXPECT_EQ(found.all.persons, static_cast<double>(table.rows() - 4));
  EXPECT_EQ(found.notes.size(), 1U);
}

TEST(SeparationRates, SeedPathAndOutcomeKeyTheDraws) {
  const PersonTable table = cells();
  const SeparationRates many = separation_rates(table, with(regression::Link::kProbit, 50));
  const SeparationRates few = separation_rates(table, with(regression::Link::kProbit, 10));
  EXPECT_TRUE((many.occupations[0].exit_draws.head(10) == few.occupations[0].exit_draws).all());
  SeparationOptions other = with(regression::Link::kProbit, 10);
  other.seed = 2;
  EXPECT_FALSE(
      (separation_rates(table, other).occupations[0].exit_draws == few.occupations[0].exit_draws).all());
}

TEST(SeparationRates, ColumnsThatSeparateTogetherAreRefusedWithoutNamingARow) {
  // Nobody of those who are both old and trained left; each alone has leavers.
  PersonTable table;
  table.occupation = {"occupation", {"a"}, {0, 0, 0, 0}};
  table.factors = {{"age", {"old", "young"}, {0, 0, 1, 1}}, {"training", {"no", "yes"}, {0, 1, 0, 1}}};
  table.numbers = {{"both", Eigen::ArrayXd::Zero(4)}};
  table.numbers[0].values(1) = 1.0;
  table.stayed.resize(4);
  table.stayed << 70, 80, 70, 70;
  table.left.resize(4);
  table.left << 20, 0, 20, 20;
  table.transferred = Eigen::ArrayXd::Constant(4, 10.0);
  table.weight = Eigen::ArrayXd::Ones(4);
  try {
    (void)separation_rates(table);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.id(), "E-REP-017");
    EXPECT_EQ(std::string(error.what()).find("row "), std::string::npos);
  }
}

TEST(SeparationRates, TheSamePersonsWrittenTwiceTellNothingMoreWhenTheyShareACluster) {
  const PersonTable once = records(cells());
  PersonTable twice = once;
  const Index n = once.rows();
  const auto doubled = [n](const Eigen::ArrayXd& values) {
    Eigen::ArrayXd out(2 * n);
    out << values, values;
    return out;
  };
  twice.stayed = doubled(once.stayed);
  twice.left = doubled(once.left);
  twice.transferred = doubled(once.transferred);
  twice.weight = doubled(once.weight);
  const auto double_codes = [](std::vector<Index>& codes) {
    const std::vector<Index> first = codes;
    codes.insert(codes.end(), first.begin(), first.end());
  };
  double_codes(twice.occupation.codes);
  double_codes(twice.factors[0].codes);
  const SeparationRates honest = separation_rates(once, with(regression::Link::kProbit, 5));
  const SeparationRates naive = separation_rates(twice, with(regression::Link::kProbit, 5));
  for (Index copy = 0; copy < 2; ++copy) {
    for (Index i = 0; i < n; ++i) twice.clusters.push_back(i);
  }
  const SeparationRates clustered = separation_rates(twice, with(regression::Link::kProbit, 5));
  const auto error = [](const SeparationRates& rates) { return std::sqrt(rates.exit.covariance(0, 0)); };
  EXPECT_NEAR(clustered.occupations[0].exit, honest.occupations[0].exit, kSolved);
  EXPECT_NEAR(error(clustered) / error(honest), 1.0, 2e-3);  // factors of small samples differ
  EXPECT_NEAR(error(naive) / error(honest), std::sqrt(0.5), 2e-3);
}

TEST(SeparationRates, ClustersAreOfRecordsOnlyAndComplete) {
  PersonTable table = records(cells());
  table.clusters.assign(3, 0);
  EXPECT_EQ(problem_ids([&] { (void)separation_rates(table); }), Ids{"E-REP-013"});
  table.clusters.assign(static_cast<std::size_t>(table.rows()), 0);
  table.clusters[5] = -1;
  EXPECT_EQ(problem_ids([&] { (void)separation_rates(table); }), Ids{"E-REP-014"});
  PersonTable counts = cells();
  counts.clusters = {0, 1, 2, 3};
  EXPECT_EQ(problem_ids([&] { (void)separation_rates(counts); }), Ids{"E-REP-018"});
}

TEST(SeparationRates, ListsEveryProblemAtOnce) {
  PersonTable table = cells();
  table.weight(0) = -1.0;
  SeparationOptions options;
  options.link = regression::Link::kLog;
  options.minimum_persons = 3.0;
  options.draws = 0;
  EXPECT_EQ(problem_ids([&] { (void)separation_rates(table, options); }),
            (Ids{"E-REP-018", "E-REP-018", "E-REP-018", "E-REP-014"}));
  SeparationOptions strict;
  strict.minimum_persons = 1e6;
  PersonTable plain = cells();
  plain.factors.clear();
  plain.stayed *= 1e6;
  EXPECT_EQ(problem_ids([&] { (void)separation_rates(plain, strict); }), (Ids{"E-REP-016", "E-REP-016"}));
}

}  // namespace labour_separation_rates_test
