// SPDX-License-Identifier: Apache-2.0
//
// Simulates clean series and learns from them, or measures on others, what find_interventions promises.
//
//   dubao_bench_intervention_table table            quantiles of the largest evidence by length and process, then the header
//                                             lib/include/dubao/models/interventions/critical_values.hpp, to standard output
//   dubao_bench_intervention_table promise [count]  share of clean series flagged and power, for docs/models/interventions.md
//   dubao_bench_intervention_table margin [count]   what seasonal series ask for beyond the critical value of the length
//   dubao_bench_intervention_table season [count]   share of clean seasonal series flagged: half-years, quarters, months
//
// Seeds: table 1, promise 2 (power 3), season 3, margin 5 (so that what `season` measures was not used by `margin`). The processes are those of the promise; a constant and a line drop out of the evidence, so that
// drift and growth need no process of their own, except on logs, where `promise` puts them in.
#include <dubao/data/random.hpp>
#include <dubao/models/interventions.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace {

using dubao::Index;
using dubao::data::RandomStream;
using dubao::data::Series;
using dubao::models::InterventionOptions;
using dubao::models::InterventionScale;
using dubao::models::interventions::Evidence;
using dubao::models::interventions::Search;

constexpr std::uint64_t kTableSeed = 1;
constexpr std::uint64_t kPromiseSeed = 2;
constexpr std::uint64_t kSeasonSeed = 3;
constexpr std::uint64_t kMarginSeed = 5;
constexpr Index kTableSimulations = 10000;
constexpr Index kLongSimulations = 4000;  // from length 90: the cost grows with the square
constexpr Index kLong = 90;
constexpr Index kShifted = 2000;  // series with a shift, for the power
constexpr Index kBurnIn = 60;
constexpr double kFive = 0.05;
constexpr double kOne = 0.01;

/// Irregular, level and slope innovations; the slope persists by phi; plus a stationary autoregression.
struct Process {
  const char* name;
  double irregular;
  double level;
  double slope;
  double persistence;
  double autoregressive;
};

const std::vector<Process>& processes() {
  static const std::vector<Process> all{
      {"white noise", 1, 0, 0, 1, 0},
      {"autoregression −0.4", 0, 0, 0, 1, -0.4},
      {"autoregression 0.3", 0, 0, 0, 1, 0.3},
      {"autoregression 0.5", 0, 0, 0, 1, 0.5},
      {"autoregression 0.7", 0, 0, 0, 1, 0.7},
      {"autoregression 0.9", 0, 0, 0, 1, 0.9},
      {"local level, ratio 0.05", 1, std::sqrt(0.05), 0, 1, 0},
      {"local level, ratio 0.25", 1, 0.5, 0, 1, 0},
      {"local level, ratio 1", 1, 1, 0, 1, 0},
      {"local level, ratio 4", 1, 2, 0, 1, 0},
      {"random walk", 0, 1, 0, 1, 0},
      {"local linear trend 1, 0.5, 0.1", 1, 0.5, 0.1, 1, 0},
      {"local linear trend 1, 0.5, 0.5", 1, 0.5, 0.5, 1, 0},
      {"local linear trend 1, 0, 0.2", 1, 0, 0.2, 1, 0},
      {"local linear trend 1, 0, 1", 1, 0, 1, 1, 0},
      {"local linear trend 0, 1, 0.3", 0, 1, 0.3, 1, 0},
      {"local linear trend 0, 1, 1", 0, 1, 1, 1, 0},
      {"smooth trend 0, 0, 1", 0, 0, 1, 1, 0},
      {"damped trend 0.8: 0, 1, 0.5", 0, 1, 0.5, 0.8, 0},
      {"damped trend 0.9: 1, 0.5, 0.3", 1, 0.5, 0.3, 0.9, 0},
      {"damped trend 0.9: 0, 0.3, 1", 0, 0.3, 1, 0.9, 0},
  };
  return all;
}

std::vector<double> simulate(const Process& p, RandomStream& stream, Index n) {
  std::vector<double> out;
  double level = 0.0;
  double slope = 0.0;
  double u = 0.0;
  for (Index t = -kBurnIn; t < n; ++t) {
    u = p.autoregressive == 0.0 ? 0.0 : p.autoregressive * u + stream.normal();
    if (t == 0) {
      level = 0.0;
      if (p.persistence == 1.0) slope = 0.0;
    }
    if (t >= 0) out.push_back(level + u + p.irregular * stream.normal());
    level += slope + p.level * stream.normal();
    slope = p.persistence * slope + p.slope * stream.normal();
  }
  return out;
}

/// Standard deviation of the one-step prediction error in the long run: σ of a "shift of 5 σ". Riccati recursion.
double innovation(const Process& p) {
  if (p.autoregressive != 0.0) return 1.0;
  double ll = 1e4;
  double ls = 0.0;
  double ss = 1e4;
  double f = 0.0;
  for (int i = 0; i < 2000; ++i) {
    f = ll + p.irregular * p.irregular;
    const double kl = ll / f;
    const double ks = ls / f;
    const double fl = ll - kl * ll;
    const double fc = ls - kl * ls;
    const double fs = ss - ks * ls;
    ll = fl + 2.0 * fc + fs + p.level * p.level;
    ls = p.persistence * (fc + fs);
    ss = p.persistence * p.persistence * fs + p.slope * p.slope;
  }
  return std::sqrt(f);
}

/// Evidence and threshold of each simulated series.
struct Sample {
  std::vector<double> evidence;
  double threshold = 0.0;
  double threshold_at_one = 0.0;  ///< seasonal samples alone, as the two that follow
  double critical_at_five = 0.0;  ///< of the length, without what a season adds
  double critical_at_one = 0.0;
  [[nodiscard]] double quantile(double q) {
    std::sort(evidence.begin(), evidence.end());
    return evidence[static_cast<std::size_t>(q * static_cast<double>(evidence.size()))];
  }
  [[nodiscard]] double above() const { return above(threshold); }
  [[nodiscard]] double above(double value) const {
    const auto count = std::count_if(evidence.begin(), evidence.end(), [&](double e) { return e > value; });
    return static_cast<double>(count) / static_cast<double>(evidence.size());
  }
};

/// How the simulated path becomes a series: as it is, or as growing or standing logs.
enum class Form { kPlain, kLogs, kGrowingLogs };

template <typename Change>
Sample sample(const Process& p, Index n, Index count, std::uint64_t seed, Form form,
              std::optional<Evidence>& shared, const Change& change) {
  Sample out;
  const InterventionOptions options{.scale = form == Form::kPlain ? InterventionScale::kLevel
                                                                  : InterventionScale::kAutomatic};
  for (Index r = 0; r < count; ++r) {
    RandomStream stream(seed, dubao::data::hash_key(p.name) + static_cast<std::uint64_t>(n),
                        static_cast<std::uint64_t>(r));
    std::vector<double> values = simulate(p, stream, n);
    change(values);
    if (form != Form::kPlain) {
      // Steps of about 5 % of the level; growth of 6 % a period, or none.
      const double growth = form == Form::kGrowingLogs ? 0.06 : 0.0;
      for (std::size_t t = 0; t < values.size(); ++t) {
        values[t] = 100.0 * std::exp(0.05 * values[t] + growth * static_cast<double>(t));
      }
    }
    const auto prepared = dubao::models::detail::prepare(Series::annual(2000, std::move(values)));
    const Search search(prepared, {}, options);
    out.evidence.push_back(search.largest_evidence(shared));
    out.threshold = search.threshold(0);
  }
  return out;
}

void unchanged(std::vector<double>&) {}

/// Upper confidence bound of a quantile that `probability` exceeds: two standard errors of the simulated share beyond it, along
/// an exponential tail through the quantiles that 5 % and 1 % exceed.
double raised(double quantile, double at_five, double at_one, double probability, Index count) {
  const double rate = (at_one - at_five) / std::log(kFive / kOne);
  const double error = std::sqrt(probability * (1.0 - probability) / static_cast<double>(count));
  return quantile + rate * std::log(probability / (probability - 2.0 * error));
}

void table() {
  struct Row {
    Index length;
    double five;
    double one;
  };
  std::vector<Row> rows;
  for (const Index n : {8, 10, 12, 15, 20, 30, 45, 60, 90, 120}) {
    std::optional<Evidence> shared;
    Row row{n, 0.0, 0.0};
    for (const Process& p : processes()) {
      Sample own = sample(p, n, n >= kLong ? kLongSimulations : kTableSimulations, kTableSeed, Form::kPlain,
                          shared, unchanged);
      const double five = own.quantile(1.0 - kFive);
      const double one = own.quantile(1.0 - kOne);
      std::fprintf(stderr, "%3ld %-32s %.3f %.3f\n", static_cast<long>(n), p.name, five, one);
      row.five = std::max(row.five, five);
      row.one = std::max(row.one, one);
    }
    const Index count = n >= kLong ? kLongSimulations : kTableSimulations;
    const Row simulated = row;
    row.five = raised(simulated.five, simulated.five, simulated.one, kFive, count);
    row.one = raised(simulated.one, simulated.five, simulated.one, kOne, count);
    rows.push_back(row);
  }
  std::printf(
      "// SPDX-License-Identifier: Apache-2.0\n//\n"
      "// Critical values of the largest evidence in a clean series: the largest over %zu clean processes of "
      "its 95 %% and "
      "99 %%\n// quantiles, each from %ld simulated series (%ld from length %ld on), raised by two standard "
      "errors of the "
      "simulation.\n//\n"
      "// Generated by tests/bench/intervention_table.cpp (seed %d), which lists the processes. Do not edit: "
      "run it again.\n"
      "#pragma once\n\n#include <array>\n#include <string_view>\n\nnamespace dubao::models::interventions "
      "{\n\n"
      "/// Printed in documents.\ninline constexpr std::string_view kCriticalValuesVersion = "
      "\"simulated-1\";\n"
      "/// Probabilities of a false alarm that have a column.\ninline constexpr double kFivePercent = 0.05;\n"
      "inline constexpr double kOnePercent = 0.01;\n\n"
      "/// One row: length of a complete series with a constant and a line, and the evidence asked for.\n"
      "struct CriticalValue {\n  int length;\n  double at_five_percent;\n  double at_one_percent;\n};\n"
      "inline constexpr std::array<CriticalValue, %zu> kCriticalValues{{\n",
      processes().size(), static_cast<long>(kTableSimulations), static_cast<long>(kLongSimulations),
      static_cast<long>(kLong), static_cast<int>(kTableSeed), rows.size());
  for (const Row& row : rows) {
    std::printf("    {%ld, %.2f, %.2f},\n", static_cast<long>(row.length), row.five, row.one);
  }
  std::printf("}};\n\n}  // namespace dubao::models::interventions\n");
}

void promise(Index count) {
  std::printf(
      "| clean process | n = 15 | n = 30 | n = 60 | as logs, n = 30 | as growing logs, n = 30 |"
      " power, n = 15 | power, n = 30 | power, n = 60 |\n|---|---|---|---|---|---|---|---|---|\n");
  std::optional<Evidence> shared[3];
  const Index lengths[3] = {15, 30, 60};
  for (const Process& p : processes()) {
    std::printf("| %s |", p.name);
    for (int i = 0; i < 3; ++i) {
      std::printf(" %.3f |",
                  sample(p, lengths[i], count, kPromiseSeed, Form::kPlain, shared[i], unchanged).above());
    }
    for (const Form form : {Form::kLogs, Form::kGrowingLogs}) {
      std::printf(" %.3f |", sample(p, 30, count, kPromiseSeed, form, shared[1], unchanged).above());
    }
    const double sigma = innovation(p);
    for (int i = 0; i < 3; ++i) {
      const auto shift = [&](std::vector<double>& values) {
        for (std::size_t t = values.size() / 2; t < values.size(); ++t) values[t] += 5.0 * sigma;
      };
      std::printf(" %.2f |", sample(p, lengths[i], std::min(count, kShifted), kPromiseSeed + 1, Form::kPlain,
                                    shared[i], shift)
                                 .above());
    }
    std::printf("\n");
    std::fflush(stdout);
  }
}

/// Periods of a year, years.
struct Design {
  int season;
  int years;
};
/// From three years (half-years: from 16 values) to the longest that is promised: a pattern that wanders for longer than 15 years
/// asks for more than a shift shows, and of months no more than kLongestSearched are searched.
const std::vector<Design>& designs() {
  static const std::vector<Design> all{{2, 8},  {2, 15}, {4, 5},  {4, 8},  {4, 15},
                                       {12, 3}, {12, 5}, {12, 8}, {12, 10}};
  return all;
}
/// What each part of the pattern moves by in a year (standard deviation), in innovation standard deviations.
constexpr double kPatterns[] = {0.0, 0.5};

/// The process beside a seasonal pattern whose parts move by `wander` innovation standard deviations a year.
Sample seasonal_sample(const Process& p, const Design& design, double wander, Index count, std::uint64_t seed,
                       std::optional<Evidence>& shared, double shift = 0.0) {
  namespace time = dubao::time;
  Sample out;
  const InterventionOptions options{.scale = InterventionScale::kLevel};
  const double sigma = innovation(p);
  const time::Period start = design.season == 2   ? time::Period::half_yearly(2000, 1)
                             : design.season == 4 ? time::Period::quarterly(2000, 1)
                                                  : time::Period::monthly(2000, 1);
  for (Index i = 0; i < count; ++i) {
    RandomStream stream(seed, static_cast<std::uint64_t>(100 * design.season + design.years),
                        static_cast<std::uint64_t>(i));
    std::vector<double> values = simulate(p, stream, design.season * design.years);
    std::vector<double> pattern(static_cast<std::size_t>(design.season), 0.0);
    for (std::size_t t = 0; t < values.size(); ++t) {
      double& part = pattern[t % pattern.size()];
      part += (t < pattern.size() ? 1.0 : wander) * sigma * stream.normal();
      values[t] += part + (t < values.size() / 2 ? 0.0 : shift * sigma);
    }
    const auto prepared = dubao::models::detail::prepare(Series(start, std::move(values)));
    const Search search(prepared, {}, options);
    out.evidence.push_back(search.largest_evidence(shared));
    if (i > 0) continue;
    out.threshold = search.threshold(0);
    using dubao::models::interventions::seasonal_margin;
    const InterventionOptions strict{.scale = InterventionScale::kLevel, .false_alarm = kOne};
    out.threshold_at_one = Search(prepared, {}, strict).threshold(0);
    out.critical_at_five = out.threshold - seasonal_margin(design.season, design.years, kFive);
    out.critical_at_one = out.threshold_at_one - seasonal_margin(design.season, design.years, kOne);
  }
  return out;
}

/// Rows of lib/include/dubao/models/interventions/seasonal_margins.hpp, to standard output.
void margin(Index count) {
  for (const Design& d : designs()) {
    std::optional<Evidence> shared;
    double most_at_five = 0.0;
    double most_at_one = 0.0;
    for (const double wander : kPatterns) {
      for (const Process& p : processes()) {
        Sample own = seasonal_sample(p, d, wander, count, kMarginSeed, shared);
        const double five = own.quantile(1.0 - kFive);
        const double one = own.quantile(1.0 - kOne);
        const double more_at_five = raised(five, five, one, kFive, count) - own.critical_at_five;
        const double more_at_one = raised(one, five, one, kOne, count) - own.critical_at_one;
        std::fprintf(stderr, "%2d %2d %.1f %-32s %.2f %.2f\n", d.season, d.years, wander, p.name,
                     more_at_five, more_at_one);
        most_at_five = std::max(most_at_five, more_at_five);
        most_at_one = std::max(most_at_one, more_at_one);
      }
    }
    std::printf("    {%d, %d, %.2f, %.2f},\n", d.season, d.years, most_at_five, most_at_one);
    std::fflush(stdout);
  }
}

/// Share of clean series flagged at 5 % and at 1 %, and power at 5 % for a shift of 5 σ in the middle.
void season(Index count) {
  std::printf(
      "| season, years | wandering | clean process | flagged at 5 %% | at 1 %% | power "
      "|\n|---|---|---|---|---|---|\n");
  for (const Design& d : designs()) {
    std::optional<Evidence> shared;
    for (const double wander : kPatterns) {
      for (const Process& p : processes()) {
        const Sample clean = seasonal_sample(p, d, wander, count, kSeasonSeed, shared);
        const Sample shifted =
            seasonal_sample(p, d, wander, std::min(count, kShifted), kSeasonSeed + 1, shared, 5.0);
        std::printf("| %d, %d | %.1f | %s | %.4f | %.4f | %.3f |\n", d.season, d.years, wander, p.name,
                    clean.above(), clean.above(clean.threshold_at_one), shifted.above());
        std::fflush(stdout);
      }
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  if (mode == "table") {
    table();
  } else if (mode == "promise") {
    promise(argc > 2 ? std::atol(argv[2]) : 10000);
  } else if (mode == "season") {
    season(argc > 2 ? std::atol(argv[2]) : 10000);
  } else if (mode == "margin") {
    margin(argc > 2 ? std::atol(argv[2]) : 10000);
  } else {
    std::fprintf(stderr, "usage: %s table | promise [count] | margin [count] | season [count]\n", argv[0]);
    return 2;
  }
  return 0;
}
