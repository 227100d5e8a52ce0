// SPDX-License-Identifier: Apache-2.0
//
// Many simulated annual series, streamed: AutoETS, Theta on Box-Cox data and damped drift, their mean, and 95 % intervals
// from the stored score table of AutoETS. Nothing is kept but sums, so that memory does not grow with the number.
// Usage: dubao_bench_million [SERIES] [THREADS]
// Data: logs of 15 to 40 values with a drift, damped changes of it, and noise; the six values that follow judge the cover.
// Prints one line: series, threads, seconds, milliseconds a series and core, cover in percent, MASE, peak memory in MiB.
#include <dubao/forecast/calibration.hpp>
#include <dubao/forecast/ensemble.hpp>
#include <dubao/forecast/parallel.hpp>
#include <dubao/models/auto_ets.hpp>
#include <dubao/models/damped_drift.hpp>
#include <dubao/models/theta.hpp>

#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace {

using dubao::Index;
using dubao::data::Series;

constexpr Index kChunk = 4096;
constexpr Index kHorizon = 6;
constexpr Index kShortest = 15;
constexpr Index kLengths = 26;  // 15 … 40

struct Simulated {
  std::vector<double> known;
  std::vector<double> future;
};

Simulated simulate(Index i) {
  dubao::data::RandomStream random(20, static_cast<std::uint64_t>(i), 0);
  const Index n = kShortest + static_cast<Index>(random.uniform() * static_cast<double>(kLengths));
  Simulated out;
  double level = 4.0 + random.normal();
  double growth = 0.02 + 0.03 * random.normal();
  for (Index t = 0; t < n + kHorizon; ++t) {
    growth = 0.02 + 0.9 * (growth - 0.02) + 0.01 * random.normal();
    level += growth + 0.03 * random.normal();
    (t < n ? out.known : out.future).push_back(std::exp(level + 0.02 * random.normal()));
  }
  return out;
}

struct Sums {
  double covered = 0.0;
  double scaled_error = 0.0;
};

}  // namespace

int main(int count, char** arguments) {
  namespace forecast = dubao::forecast;
  namespace models = dubao::models;
  const Index series = count > 1 ? std::atol(arguments[1]) : 100000;
  const int threads = count > 2 ? std::atoi(arguments[2]) : 2;
  const auto auto_ets = std::make_shared<models::AutoEts>();
  const forecast::Ensemble ensemble(
      {auto_ets, std::make_shared<models::AutoTheta>(), std::make_shared<models::DampedDrift>()});
  const forecast::Calibrator calibrator =
      forecast::calibrate_model(*auto_ets, {}, forecast::CalibrationMode::kTable, 1);
  const auto started = std::chrono::steady_clock::now();
  Sums total;
  std::vector<Sums> chunk(static_cast<std::size_t>(kChunk));
  for (Index first = 0; first < series; first += kChunk) {
    const Index size = std::min(kChunk, series - first);
    forecast::parallel_for(size, threads, [&](Index i) {
      const Simulated data = simulate(first + i);
      const Series one = Series::annual(2000, data.known);
      const std::vector<double> mean = ensemble.fit(one)->mean(kHorizon);
      const auto margins = calibrator.margins(one, mean);
      double scale = 0.0;
      for (std::size_t t = 1; t < data.known.size(); ++t)
        scale += std::abs(data.known[t] - data.known[t - 1]);
      scale /= static_cast<double>(data.known.size() - 1);
      Sums& sums = chunk[static_cast<std::size_t>(i)];
      sums = {};
      for (std::size_t h = 0; h < margins.size(); ++h) {
        const double low = margins[h].quantile(0.025);
        const double high = margins[h].quantile(0.975);
        sums.covered += data.future[h] >= low && data.future[h] <= high ? 1.0 : 0.0;
        sums.scaled_error += std::abs(data.future[h] - mean[h]) / scale;
      }
    });
    for (Index i = 0; i < size; ++i) {
      total.covered += chunk[static_cast<std::size_t>(i)].covered;
      total.scaled_error += chunk[static_cast<std::size_t>(i)].scaled_error;
    }
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double steps = static_cast<double>(series) * static_cast<double>(kHorizon);
  std::printf("%ld,%d,%.2f,%.4f,%.2f,%.4f,%.1f\n", static_cast<long>(series), threads, seconds,
              1000.0 * seconds * threads / static_cast<double>(series), 100.0 * total.covered / steps,
              total.scaled_error / steps, static_cast<double>(usage.ru_maxrss) / 1024.0);
  return 0;
}
