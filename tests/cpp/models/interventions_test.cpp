// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/models/interventions.hpp>

#include <functional>
#include <limits>
#include <optional>

namespace models_interventions_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::kMissing;
using dubao::data::RandomStream;
using dubao::data::Series;
using dubao::models::find_interventions;
using dubao::models::Intervention;
using dubao::models::InterventionKind;
using dubao::models::InterventionOptions;
using dubao::models::InterventionScale;
using dubao::models::kFewestFreeForInterventions;

// Positions and kinds are compared exactly, sizes to this relative accuracy where arithmetic differs.
constexpr double kArithmetic = 1e-9;

const InterventionOptions kLevel{.scale = InterventionScale::kLevel};

std::vector<double> noise(Index n, std::uint64_t draw, double mean = 100.0) {
  RandomStream stream(20260, 1, draw);
  std::vector<double> out;
  for (Index t = 0; t < n; ++t) out.push_back(mean + stream.normal());
  return out;
}
std::vector<double> shifted(std::vector<double> values, Index from, double size) {
  for (auto t = static_cast<std::size_t>(from); t < values.size(); ++t) values[t] += size;
  return values;
}
std::vector<Intervention> found(const std::vector<double>& values, const InterventionOptions& options = {}) {
  return find_interventions(Series::annual(2000, values), options).found;
}

TEST(Interventions, ExampleOfTheHeaderHolds) {
  const auto search = find_interventions(
      Series::annual(2000, {10, 10.4, 9.8, 10.1, 5.9, 10.2, 9.9, 10.3, 10, 9.7, 10.1, 10.2}));
  ASSERT_EQ(search.found.size(), 1U);
  EXPECT_EQ(search.found[0].kind, InterventionKind::kAdditiveOutlier);
  EXPECT_EQ(search.found[0].at, 4);
  EXPECT_EQ(search.found[0].period.to_string(), "2004");
  EXPECT_NEAR(search.found[0].size, -4.2, 3 * search.found[0].standard_error);
  EXPECT_EQ(search.notes.front().substr(0, 32), "found: additive outlier in 2004,");
}

TEST(Interventions, FindsALevelShiftWithKindPeriodSizeAndStandardError) {
  const auto one = found(shifted(noise(24, 3), 11, 8.0));
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].kind, InterventionKind::kLevelShift);
  EXPECT_EQ(one[0].at, 11);
  EXPECT_GT(one[0].standard_error, 0.2);
  EXPECT_LT(one[0].standard_error, 2.0);
  EXPECT_NEAR(one[0].size, 8.0, 3 * one[0].standard_error);
}

TEST(Interventions, FindsATemporaryChange) {
  std::vector<double> values = noise(40, 5);
  for (Index t = 18; t < 40; ++t) {
    values[static_cast<std::size_t>(t)] += 12.0 * std::pow(dubao::models::kTemporaryChangeDecay, t - 18);
  }
  const auto one = found(values);
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].kind, InterventionKind::kTemporaryChange);
  EXPECT_EQ(one[0].at, 18);
}

TEST(Interventions, FindsTwoOutliersThatMaskEachOther) {
  std::vector<double> values = noise(30, 8);
  values[9] += 12.0;
  values[20] += 12.0;
  const auto both = found(values);
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].at, 9);
  EXPECT_EQ(both[1].at, 20);
}

TEST(Interventions, FindsAnOutlierOfAMillionAndNothingElse) {
  for (const Index at : {0, 7, 14}) {
    std::vector<double> values{10, 11, 10, 10, 9, 10, 11, 10, 10, 10, 10, 11, 10, 9, 10};
    values[static_cast<std::size_t>(at)] = 1e6;
    const auto one = found(values);
    ASSERT_EQ(one.size(), 1U) << at;
    EXPECT_EQ(one[0].at, at);
    EXPECT_EQ(one[0].kind, InterventionKind::kAdditiveOutlier);
  }
}

TEST(Interventions, SaysOfTheLastValueThatItCannotTell) {
  std::vector<double> values = noise(20, 9);
  values.back() += 15.0;
  const auto search = find_interventions(Series::annual(2000, values));
  ASSERT_EQ(search.found.size(), 1U);
  EXPECT_NE(search.notes.front().find("undecided"), std::string::npos);
}

TEST(Interventions, ScalingByAPowerOfTwoChangesNoBitButTheFactor) {
  const std::vector<double> values = shifted(noise(24, 3), 11, 8.0);
  const auto base = found(values);
  for (const int power : {-900, -40, 3, 900}) {
    std::vector<double> scaled = values;
    for (double& v : scaled) v = std::ldexp(v, power);
    const auto same = found(scaled);
    ASSERT_EQ(same.size(), base.size());
    EXPECT_EQ(same[0].size, std::ldexp(base[0].size, power));
    EXPECT_EQ(same[0].standard_error, std::ldexp(base[0].standard_error, power));
    EXPECT_EQ(same[0].evidence, base[0].evidence);
    EXPECT_EQ(same[0].at, base[0].at);
  }
}

TEST(Interventions, ShiftAndLineAndMirrorChangeNothingOnTheLevelScale) {
  std::vector<double> values = shifted(noise(24, 3), 11, 8.0);
  values[4] -= 9.0;
  const auto base = found(values, kLevel);
  ASSERT_EQ(base.size(), 2U);
  std::vector<double> moved = values;
  std::vector<double> tilted = values;
  std::vector<double> mirrored = values;
  for (std::size_t t = 0; t < values.size(); ++t) {
    moved[t] += 1234.5;
    tilted[t] += 3.0 * static_cast<double>(t);
    mirrored[t] = -values[t];
  }
  const auto compare = [&](const std::vector<double>& other, double sign) {
    const auto same = found(other, kLevel);
    ASSERT_EQ(same.size(), base.size());
    for (std::size_t i = 0; i < base.size(); ++i) {
      EXPECT_EQ(same[i].kind, base[i].kind);
      EXPECT_EQ(same[i].at, base[i].at);
      EXPECT_NEAR(same[i].size, sign * base[i].size, kArithmetic * std::abs(base[i].size));
      EXPECT_NEAR(same[i].evidence, base[i].evidence, kArithmetic * base[i].evidence);
    }
  };
  compare(moved, 1.0);
  compare(tilted, 1.0);
  compare(mirrored, -1.0);
}

// Every noise structure is the same backwards, so an outlier stays where it is and a shift changes sign. A temporary
// change has a direction and is left out.
TEST(Interventions, ReadsTimeBackwardsAlike) {
  const InterventionOptions options{.temporary_changes = false, .scale = InterventionScale::kLevel};
  std::vector<double> values = shifted(noise(24, 3), 11, 8.0);
  values[4] -= 9.0;
  const auto forward = found(values, options);
  const auto backward = found({values.rbegin(), values.rend()}, options);
  ASSERT_EQ(forward.size(), 2U);
  ASSERT_EQ(backward.size(), 2U);
  EXPECT_EQ(backward[1].at, 23 - forward[0].at);
  EXPECT_EQ(backward[1].kind, InterventionKind::kAdditiveOutlier);
  EXPECT_EQ(backward[0].at, 24 - forward[1].at);
  EXPECT_EQ(backward[0].kind, InterventionKind::kLevelShift);
  EXPECT_NEAR(backward[0].size, -forward[1].size, 1e-6 * std::abs(forward[1].size));
  EXPECT_NEAR(backward[1].size, forward[0].size, 1e-6 * std::abs(forward[0].size));
}

TEST(Interventions, LeavesMissingValuesOutAndKeepsPositions) {
  std::vector<double> values = shifted(noise(24, 3), 11, 8.0);
  values[0] = values[5] = values[11] = values[23] = kMissing;
  const auto one = found(values);
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].kind, InterventionKind::kLevelShift);
  EXPECT_EQ(one[0].at, 12);  // the first value of the new level that was observed
}

TEST(Interventions, ADeclaredBreakIsNeverFoundAgainNorRemoved) {
  const Series series = Series::annual(2000, shifted(noise(24, 3), 11, 8.0));
  EXPECT_EQ(find_interventions(series).found.size(), 1U);
  EXPECT_TRUE(find_interventions(series.with_break(2011)).found.empty());
  // A declared break of no size does no harm, and a shift elsewhere is still found.
  const auto other = find_interventions(series.with_break(2005)).found;
  ASSERT_EQ(other.size(), 1U);
  EXPECT_EQ(other[0].at, 11);
}

TEST(Interventions, AValueWithALargeStandardErrorIsNoOutlierByItself) {
  std::vector<double> values = noise(20, 4);
  values[8] += 10.0;
  const Series series = Series::annual(2000, values);
  std::vector<double> small(20, 0.5);
  EXPECT_EQ(find_interventions(series.with_standard_errors(small)).found.size(), 1U);
  std::vector<double> one_large = small;
  one_large[8] = 8.0;
  EXPECT_TRUE(find_interventions(series.with_standard_errors(one_large)).found.empty());
}

TEST(Interventions, OneStepOfTheRoundingIsNoOutlier) {
  EXPECT_TRUE(found({10, 10, 10, 10, 10, 10, 10, 10, 11, 10, 10, 10, 10, 10, 10}).empty());
  EXPECT_TRUE(found({5.0, 5.0, 5.0, 5.1, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0}).empty());
  EXPECT_EQ(found({10, 10, 11, 10, 10, 10, 10, 10, 40, 10, 10, 10, 10, 10, 10}).size(), 1U);
}

TEST(Interventions, GrowthInProportionToTheLevelIsNoBreak) {
  RandomStream stream(7, 7, 7);
  std::vector<double> values{10.0};
  for (int t = 1; t < 30; ++t) values.push_back(values.back() * std::exp(0.12 + 0.1 * stream.normal()));
  EXPECT_TRUE(found(values).empty());
}

TEST(Interventions, NothingIsSearchedInSeriesThatAreTooShortAndTheNotesSayWhy) {
  std::vector<double> values;
  for (int n = 1; n <= 12; ++n) {
    values.push_back(n == 5 ? 1000.0 : 10.0 + n % 3);
    const auto search = find_interventions(Series::annual(2000, values));
    if (n < kFewestFreeForInterventions + 2) {
      EXPECT_TRUE(search.found.empty());
      EXPECT_NE(search.notes.front().find("not searched"), std::string::npos) << n;
    } else {
      EXPECT_EQ(search.found.size(), 1U) << n;
    }
  }
  EXPECT_THROW((void)find_interventions(Series::annual(2000, {kMissing, kMissing})), InputError);
}

TEST(Interventions, ConstantZeroAndExactLinesHoldNothing) {
  const double largest = std::numeric_limits<double>::max();
  std::vector<double> line;
  std::vector<double> alternating;
  for (int t = 0; t < 20; ++t) {
    line.push_back(0.1 * t - 0.3);
    alternating.push_back(t % 2 == 0 ? 1.0 : -1.0);
  }
  for (const auto& values : {std::vector<double>(20, 0.0), std::vector<double>(20, 7.3),
                             std::vector<double>(20, largest), line, alternating}) {
    EXPECT_TRUE(found(values).empty());
  }
}

TEST(Interventions, NeverTakesMoreThanOneForSixValues) {
  RandomStream stream(1, 2, 3);
  std::vector<double> values;
  for (int t = 0; t < 30; ++t) values.push_back(stream.normal() * (t % 3 == 0 ? 100.0 : 1.0));
  EXPECT_LE(found(values).size(), 5U);
}

TEST(Interventions, LooksOnlyForTheKindsThatAreAsked) {
  const std::vector<double> values = shifted(noise(24, 3), 11, 8.0);
  for (const auto& one : found(values, {.level_shifts = false})) {
    EXPECT_NE(one.kind, InterventionKind::kLevelShift);
  }
  EXPECT_TRUE(
      found(values, {.additive_outliers = false, .temporary_changes = false, .level_shifts = false}).empty());
}

TEST(Interventions, RefusesALevelOfFalseAlarmWithoutATable) {
  EXPECT_THROW((void)find_interventions(Series::annual(2000, noise(20, 1)), {.false_alarm = 0.2}),
               InputError);
}

TEST(Interventions, SearchesQuartersBesideTheirSeasonAndSaysWhenItCannot) {
  RandomStream stream(3, 3, 3);
  std::vector<double> values;
  for (int t = 0; t < 28; ++t)
    values.push_back(100.0 + 20.0 * (t % 4 == 1) - 15.0 * (t % 4 == 3) + stream.normal());
  EXPECT_TRUE(find_interventions(Series::quarterly(2010, 1, values)).found.empty());
  values[13] += 12.0;
  const auto one = find_interventions(Series::quarterly(2010, 1, values));
  ASSERT_EQ(one.found.size(), 1U);
  EXPECT_EQ(one.found[0].at, 13);
  const auto few = find_interventions(Series::quarterly(2010, 1, {values.begin(), values.begin() + 11}));
  EXPECT_NE(few.notes.front().find("not searched"), std::string::npos);
}

// --- Promises, by simulation. 1,000 series a case; a share of 0.05 then has a standard error of 0.007. ---------------

constexpr int kSimulated = 1000;
// 0.05 + 3 standard errors: what a search that keeps its promise exceeds in one case of a thousand.
constexpr double kLargestFalseAlarm = 0.071;
// Five in a thousand.
constexpr double kSmallestFalseAlarm = 0.005;
// 0.80 − 3 · 0.013: a power of 0.80 falls below in one case of a thousand.
constexpr double kSmallestPower = 0.76;

// Irregular a, level innovations b, slope innovations c with persistence phi; starts at 200.
std::vector<double> structural(RandomStream& stream, Index n, double a, double b, double c, double phi) {
  std::vector<double> out;
  double level = 200.0;
  double slope = phi < 1.0 ? c * stream.normal() / std::sqrt(1.0 - phi * phi) : 0.0;
  for (Index t = 0; t < n; ++t) {
    out.push_back(level + a * stream.normal());
    level += slope + b * stream.normal();
    slope = phi * slope + c * stream.normal();
  }
  return out;
}
std::vector<double> autoregression(RandomStream& stream, Index n, double phi) {
  std::vector<double> out;
  double u = stream.normal() / std::sqrt(1.0 - phi * phi);
  for (Index t = 0; t < n; ++t) {
    out.push_back(200.0 + u);
    u = phi * u + stream.normal();
  }
  return out;
}

// Share of simulated series in which something is found: one preparation serves all, which have the same periods.
template <typename Simulate>
double flagged_share(const Simulate& simulate,
                     const dubao::time::Period& start = dubao::time::Period::annual(2000)) {
  std::optional<dubao::models::interventions::Evidence> shared;
  int flagged = 0;
  for (int r = 0; r < kSimulated; ++r) {
    const auto prepared =
        dubao::models::detail::prepare(Series(start, simulate(static_cast<std::uint64_t>(r))));
    const dubao::models::interventions::Search search(prepared, {}, kLevel);
    flagged += search.largest_evidence(shared) > search.threshold(0) ? 1 : 0;
  }
  return flagged / static_cast<double>(kSimulated);
}

TEST(Interventions, TheSharedPreparationSaysWhatTheSearchSays) {
  std::optional<dubao::models::interventions::Evidence> shared;
  for (std::uint64_t r = 0; r < 40; ++r) {
    const std::vector<double> values = shifted(noise(20, r), 10, 4.0);
    const auto prepared = dubao::models::detail::prepare(Series::annual(2000, values));
    const dubao::models::interventions::Search search(prepared, {}, kLevel);
    EXPECT_EQ(search.largest_evidence(shared) > search.threshold(0), !found(values, kLevel).empty());
  }
}

TEST(Interventions, FlagAtMostFivePercentOfCleanSeriesOfEveryKindOfProcess) {
  using Process = std::function<std::vector<double>(RandomStream&, Index)>;
  const std::vector<std::pair<const char*, Process>> processes{
      {"white noise", [](RandomStream& s, Index n) { return structural(s, n, 1, 0, 0, 1); }},
      {"local level", [](RandomStream& s, Index n) { return structural(s, n, 1, 1, 0, 1); }},
      {"random walk", [](RandomStream& s, Index n) { return structural(s, n, 0, 1, 0, 1); }},
      {"autoregression", [](RandomStream& s, Index n) { return autoregression(s, n, 0.5); }},
      {"local linear trend", [](RandomStream& s, Index n) { return structural(s, n, 1, 0.5, 0.3, 1); }},
      {"damped trend", [](RandomStream& s, Index n) { return structural(s, n, 0, 1, 0.5, 0.8); }}};
  for (const Index n : {Index{15}, Index{30}}) {
    for (const auto& [name, process] : processes) {
      const double share =
          flagged_share([&, key = dubao::data::hash_key(name), &process = process](std::uint64_t r) {
            RandomStream stream(99, key, r);
            return process(stream, n);
          });
      EXPECT_LE(share, kLargestFalseAlarm) << name << ", n = " << n;
      // The promise is not kept by finding nothing at all.
      EXPECT_GE(share, kSmallestFalseAlarm) << name << ", n = " << n;
    }
  }
}

TEST(Interventions, FlagAtMostFivePercentOfCleanSeriesWithASeasonThatWandersToo) {
  using dubao::time::Period;
  struct Design {
    Period start;
    Index season;
    Index years;
  };
  const Design designs[] = {{Period::half_yearly(2000, 1), 2, 15},
                            {Period::quarterly(2000, 1), 4, 8},
                            {Period::monthly(2000, 1), 12, 5}};
  for (const Design& design : designs) {
    for (const double wander : {0.0, 0.5}) {
      const double share = flagged_share(
          [&](std::uint64_t r) {
            RandomStream stream(77, static_cast<std::uint64_t>(design.season), r);
            const Index n = design.season * design.years;
            std::vector<double> values = structural(stream, n, 1, 0.7, 0, 1);
            std::vector<double> pattern(static_cast<std::size_t>(design.season), 0.0);
            for (std::size_t t = 0; t < values.size(); ++t) {
              double& part = pattern[t % pattern.size()];
              part += (t < pattern.size() ? 3.0 : wander) * stream.normal();
              values[t] += part;
            }
            return values;
          },
          design.start);
      EXPECT_LE(share, kLargestFalseAlarm) << design.season << ", wander " << wander;
      EXPECT_GE(share, kSmallestFalseAlarm) << design.season << ", wander " << wander;
    }
  }
}

TEST(Interventions, FindAShiftOfFiveSigmaInTheMiddleOfThirtyValues) {
  for (const double walk : {0.0, 1.0}) {
    const double power = flagged_share([walk](std::uint64_t r) {
      RandomStream stream(5, 5, r);
      return shifted(structural(stream, 30, 1.0 - walk, walk, 0, 1), 15, 5.0);
    });
    EXPECT_GE(power, kSmallestPower) << "walk " << walk;
  }
}

}  // namespace models_interventions_test
