// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/forecast/score_table.hpp>
#include <dubao/forecast/spread.hpp>

namespace forecast_score_table_test {

using namespace dubao;
using namespace dubao::forecast;
using time::Frequency;

const std::vector<std::string> kAnnualKeys{"Ensemble",    "AutoETS", "AutoTheta", "Theta",
                                           "DampedDrift", "Drift",   "Naive"};
const std::vector<std::string> kSeasonalKeys{"Ensemble", "AutoTheta", "Theta", "SeasonalNaive", "Naive"};
const std::vector<Frequency> kFrequencies{Frequency::kAnnual, Frequency::kQuarterly, Frequency::kMonthly};

const std::vector<std::string>& keys(Frequency frequency) {
  return frequency == Frequency::kAnnual ? kAnnualKeys : kSeasonalKeys;
}

TEST(ScoreTable, QuantilesAscendAreSymmetricAndHaveAUsualSize) {
  for (const Frequency frequency : kFrequencies) {
    for (const std::string& key : keys(frequency)) {
      for (const bool positive : {true, false}) {
        const ScoreTable* table = find_score_table(key, positive, frequency);
        ASSERT_NE(table, nullptr) << key;
        ASSERT_EQ(table->level.size(), table->quantiles.size());
        for (const evaluation::ScoreQuantiles& q : table->quantiles) {
          EXPECT_TRUE(std::is_sorted(q.begin(), q.end())) << key;
          for (std::size_t k = 0; k < q.size(); ++k) EXPECT_DOUBLE_EQ(q[k], -q[q.size() - 1 - k]) << key;
          // The table's fit makes the mean of |score| 1. Of such laws the uniform has its 95 % quantile of |score| at
          // 1.9 (forecast errors have heavier shoulders), and no symmetric unimodal one beyond 1 / (2 · 0.05) = 10: a
          // mixture of uniforms on ±a of mean 1 leaves (2 / a)(1 − q / a) ≤ 1 / (2 q) outside ±q.
          EXPECT_GT(q[16], 1.9) << key;
          EXPECT_LT(q[16], 10.0) << key;
        }
      }
    }
  }
}

// Eight years of growth with noise, and with a season where the frequency has one.
data::Series ordinary(Frequency frequency) {
  const int season = static_cast<int>(time::periods_per_year(frequency));
  data::RandomStream random(1, 1, 1);
  std::vector<double> values;
  for (int t = 0; t < 8 * std::max(season, 2); ++t) {
    const double wave = season > 1 ? 0.1 * std::sin(2.0 * std::acos(-1.0) * t / season) : 0.0;
    values.push_back(100.0 * std::exp(0.04 * t / season + wave + 0.03 * random.normal()));
  }
  const time::Period first = frequency == Frequency::kMonthly     ? time::Period::monthly(2000, 1)
                             : frequency == Frequency::kQuarterly ? time::Period::quarterly(2000, 1)
                                                                  : time::Period::annual(2000);
  return {first, values, "ordinary"};
}

// A forecast of the same season one year later is never surer: the whole of the spread, level and slopes.
TEST(ScoreTable, TheSpreadRisesWithTheHorizonFromSeasonToSeason) {
  for (const Frequency frequency : kFrequencies) {
    const auto season = static_cast<std::size_t>(time::periods_per_year(frequency));
    const SpreadFeatures f = series_spread(ordinary(frequency))->features;
    for (const std::string& key : keys(frequency)) {
      const ScoreTable& table = *find_score_table(key, true, frequency);
      const auto log_spread = [&](std::size_t h) {
        double sum = table.level[h];
        for (std::size_t i = 0; i < f.size(); ++i) {
          sum +=
              f[i] * (table.slope[i] + std::log(static_cast<double>(h + 1)) * table.slope_by_log_horizon[i]);
        }
        return sum;
      };
      for (std::size_t h = season; h < table.level.size(); ++h) {
        EXPECT_GT(log_spread(h), log_spread(h - season)) << key << ' ' << h;
      }
    }
  }
}

TEST(ScoreTable, SaysItsVersionAndKnowsNoOtherModel) {
  EXPECT_EQ(score_table_version(Frequency::kAnnual).substr(0, 9), "m4-yearly");
  EXPECT_EQ(score_table_version(Frequency::kQuarterly).substr(0, 12), "m4-quarterly");
  for (const Frequency none : {Frequency::kHalfYearly, Frequency::kWeekly, Frequency::kDaily}) {
    EXPECT_EQ(score_table_version(none), "");
    EXPECT_EQ(find_score_table("Naive", true, none), nullptr);
  }
  EXPECT_EQ(find_score_table("NoSuchModel", true), nullptr);
  EXPECT_NE(find_score_table(kYardstick, true), nullptr);
}

}  // namespace forecast_score_table_test
