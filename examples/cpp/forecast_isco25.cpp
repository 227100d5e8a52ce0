// SPDX-License-Identifier: Apache-2.0
//
// Forecasts information and communications technology professionals of Viet Nam (ISCO-08 group 25), 2025–2030.
//
// What      Reads the official series out of the project's own table, fits the default forecaster and prints the median
//           with 80 and 95 % intervals, and what the models have to say about the series. No Python is needed.
// Run       example_forecast_isco25 [table.csv [series id]]
// Data      Thousand persons, 2009–2024, one value a year; the occupation list and the definition of employment change
//           in 2021 (a declared break), so the level is learnt from four comparable values.
#include <dubao/data/csv.hpp>
#include <dubao/forecast/default_ensemble.hpp>
#include <dubao/forecast/forecaster.hpp>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>

namespace {

constexpr const char* kTable = "datasets/vietnam-labour/employment_by_occupation.csv";
constexpr const char* kSeries = "vn.emp.isco08.25.T";
constexpr dubao::Index kHorizon = 6;  // 2025 (estimate) to 2030
constexpr dubao::Index kPaths =
    2000;  // standard error of a 95 % bound: about 1.5 % of the width of a normal interval
constexpr std::uint64_t kSeed = 146;  // same seed, same numbers

void print_forecast(const dubao::data::Series& series) {
  using dubao::data::Interval;
  dubao::forecast::Forecaster forecaster({std::make_shared<dubao::forecast::DefaultEnsemble>()}, {});
  forecaster.fit(dubao::data::Panel({series}));
  const dubao::data::Draws draws = forecaster.draws(0, kHorizon, kPaths, kSeed).front();

  std::printf("%s, %s: %td values, %s to %s", series.id().c_str(), series.unit().c_str(), series.observed(),
              series.start().to_string().c_str(), (series.end() - 1).to_string().c_str());
  for (const dubao::time::Period& at : series.breaks()) std::printf(", break %s", at.to_string().c_str());
  std::printf("\n\n%-6s %9s   %-19s %-19s\n", "year", "median", "80 % interval", "95 % interval");
  for (dubao::Index h = 0; h < draws.horizon(); ++h) {
    const Interval inner = draws.interval(h, 0.80);
    const Interval outer = draws.interval(h, 0.95);
    std::printf("%-6s %9.1f   %8.1f – %-8.1f %8.1f – %-8.1f\n", draws.period(h).to_string().c_str(),
                draws.median(h), inner.lower, inner.upper, outer.lower, outer.upper);
  }
  const double last = series[series.size() - 1];
  std::printf("\nProbability that %s is above the last value (%.1f): %.2f\n",
              draws.period(kHorizon - 1).to_string().c_str(), last,
              draws.probability_above(kHorizon - 1, last));
  std::printf("Calibration: %s\n", forecaster.calibration_note(0).c_str());
  std::printf("Notes:\n");
  for (const std::string& note : forecaster.fitted(0, 0).summary().notes) std::printf("  %s\n", note.c_str());
}

}  // namespace

int main(int count, char** words) {
  try {
    print_forecast(dubao::data::read_series(count > 1 ? words[1] : kTable, count > 2 ? words[2] : kSeries));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
