// SPDX-License-Identifier: Apache-2.0
//
// Speed of the default forecaster's parts on simulated annual series, one thread: milliseconds a series.
#include <dubao/forecast/forecaster.hpp>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace {

using dubao::Index;
using dubao::data::Series;

constexpr Index kSeries = 200;
constexpr Index kLength = 20;
constexpr Index kHorizon = 6;
constexpr Index kPaths = 2000;

std::vector<Series> simulated() {
  std::vector<Series> out;
  for (Index i = 0; i < kSeries; ++i) {
    dubao::data::RandomStream stream(1, static_cast<std::uint64_t>(i), 0);
    std::vector<double> values;
    double level = 4.0;
    for (Index t = 0; t < kLength; ++t) values.push_back(std::exp(level += 0.03 + 0.08 * stream.normal()));
    out.push_back(Series::annual(2000, values, "s" + std::to_string(i)));
  }
  return out;
}

template <typename Work>
void measure(const std::string& name, const std::vector<Series>& series, const Work& work) {
  const auto started = std::chrono::steady_clock::now();
  for (const Series& one : series) work(one);
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - started;
  std::printf("%-42s %8.4f ms\n", name.c_str(), spent.count() / static_cast<double>(series.size()));
}

}  // namespace

int main() {
  const std::vector<Series> series = simulated();
  const dubao::forecast::DefaultEnsemble ensemble;
  for (const auto& member : ensemble.chosen(series.front()).members()) {
    measure("fit " + member->alias(), series,
            [&](const Series& one) { (void)member->fit(one)->mean(kHorizon); });
  }
  measure("fit the ensemble", series, [&](const Series& one) { (void)ensemble.fit(one)->mean(kHorizon); });
  measure("fit and 2000 paths", series,
          [&](const Series& one) { (void)ensemble.fit(one)->draws(kHorizon, kPaths, 1); });
  const auto calibrator =
      dubao::forecast::calibrate_model(ensemble, {}, dubao::forecast::CalibrationMode::kTable, 1);
  measure("fit, 2000 paths, calibration by the table", series, [&](const Series& one) {
    const auto fitted = ensemble.fit(one);
    (void)dubao::evaluation::calibrate(fitted->draws(kHorizon, kPaths, 1),
                                       calibrator.margins(one, fitted->mean(kHorizon)));
  });
  return 0;
}
