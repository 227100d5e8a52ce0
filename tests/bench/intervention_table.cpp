// SPDX-License-Identifier: Apache-2.0
//
// Simulates clean series and learns from them, or measures on others, what find_interventions promises.
//
//   dubao_bench_intervention_table table            quantiles of the largest evidence by length and process, then the header
//                                             lib/include/dubao/models/interventions/critical_values.hpp, to standard output
//   dubao_bench_intervention_table promise [count]  share of clean series flagged and power, for docs/models/interventions.md
//   dubao_bench_intervention_table season [count]   share of clean seasonal series flagged: half-years, quarters, months
//
// Seeds: table 1, promise 2, season 3. The processes are those of the promise; a constant and a line drop out of the evidence, so that
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
constexpr Index kTableSimulations = 10000;
constexpr Index kLongSimulations = 4000;  // from length 90: the cost grows with the square
constexpr Index kLong = 90;
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
  [[nodiscard]] double quantile(double q) {
    std::sort(evidence.begin(), evidence.end());
    return evidence[static_cast<std::size_t>(q * static_cast<double>(evidence.size()))];
  }
  [[nodiscard]] double above() const {
    const auto count =
        std::count_if(evidence.begin(), evidence.end(), [&](double e) { return e > threshold; });
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
    // Upper confidence bounds: two standard errors of the simulated shares beyond them, along an exponential tail through the
    // two quantiles.
    const auto count = static_cast<double>(n >= kLong ? kLongSimulations : kTableSimulations);
    const double rate = (row.one - row.five) / std::log(kFive / kOne);
    row.five += rate * std::log(kFive / (kFive - 2.0 * std::sqrt(kFive * (1.0 - kFive) / count)));
    row.one += rate * std::log(kOne / (kOne - 2.0 * std::sqrt(kOne * (1.0 - kOne) / count)));
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
      std::printf(" %.2f |", sample(p, lengths[i], std::min<Index>(count, 2000), kPromiseSeed + 1,
                                    Form::kPlain, shared[i], shift)
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

/// The process beside a seasonal pattern whose parts move by `wander` innovation standard deviations a year.
Sample seasonal_sample(const Process& p, const Design& design, double wander, Index count,
                       std::optional<Evidence>& shared) {
  namespace time = dubao::time;
  Sample out;
  const InterventionOptions options{.scale = InterventionScale::kLevel};
  const double sigma = innovation(p);
  const time::Period start = design.season == 2   ? time::Period::half_yearly(2000, 1)
                             : design.season == 4 ? time::Period::quarterly(2000, 1)
                                                  : time::Period::monthly(2000, 1);
  for (Index i = 0; i < count; ++i) {
    RandomStream stream(kSeasonSeed, static_cast<std::uint64_t>(100 * design.season + design.years),
                        static_cast<std::uint64_t>(i));
    std::vector<double> values = simulate(p, stream, design.season * design.years);
    std::vector<double> pattern(static_cast<std::size_t>(design.season), 0.0);
    for (std::size_t t = 0; t < values.size(); ++t) {
      double& part = pattern[t % pattern.size()];
      part += (t < pattern.size() ? 1.0 : wander) * sigma * stream.normal();
      values[t] += part;
    }
    const auto prepared = dubao::models::detail::prepare(Series(start, std::move(values)));
    const Search search(prepared, {}, options);
    out.evidence.push_back(search.largest_evidence(shared));
    out.threshold = search.threshold(0);
  }
  return out;
}

void season(Index count) {
  const Design designs[] = {{2, 8}, {2, 15}, {4, 5}, {4, 8}, {4, 15}, {12, 3}, {12, 5}, {12, 8}};
  std::printf("| clean process |");
  for (const Design& d : designs) std::printf(" %d years of %d |", d.years, d.season);
  std::printf("\n|---|");
  for (std::size_t i = 0; i < std::size(designs); ++i) std::printf("---|");
  std::printf("\n");
  std::optional<Evidence> shared[std::size(designs)];
  for (const Process& p : processes()) {
    std::printf("| %s |", p.name);
    for (std::size_t i = 0; i < std::size(designs); ++i) {
      std::printf(" %.3f, %.3f |", seasonal_sample(p, designs[i], 0.0, count, shared[i]).above(),
                  seasonal_sample(p, designs[i], 0.5, count, shared[i]).above());
      std::fflush(stdout);
    }
    std::printf("\n");
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
  } else {
    std::fprintf(stderr, "usage: %s table | promise [count] | season [count]\n", argv[0]);
    return 2;
  }
  return 0;
}
