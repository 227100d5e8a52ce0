// SPDX-License-Identifier: Apache-2.0
//
// Recommended intakes of many institutions: each with its groups and years solved jointly over the draws, under an area pool a year,
// a lecturer pool a group and year, growth caps and smoothing; class sizes and whole persons included. Inputs are simulated.
// Usage: dubao_bench_intake [INSTITUTIONS] [GROUPS] [YEARS] [DRAWS] [THREADS]
// Prints one line: institutions, groups, years, draws, threads, seconds, processor seconds of all threads, peak memory in MiB, largest relative duality gap, largest
// excess over a limit of the law (in parts of it), most iterations, solves, share of institutions proven in percent, largest cost
// of whole persons in percent of the loss.
#include <dubao/forecast/parallel.hpp>
#include <dubao/labour/intake/recommendation.hpp>

#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

namespace {

namespace intake = dubao::labour::intake;
using dubao::Index;
using dubao::data::RandomStream;

constexpr std::uint64_t kSeed = 11;
constexpr int kFirstIntake = 2027;

std::string label(Index group) {
  std::string out(1, 'g');
  out += std::to_string(group);
  return out;
}

struct Case {
  std::vector<intake::IntakeGroup> groups;
  std::vector<intake::GroupLimit> limits;
};

Case simulate(Index institution, Index groups, Index years, Index draws) {
  Case out;
  RandomStream random(kSeed, static_cast<std::uint64_t>(institution), 0);
  double all = 0.0;
  for (Index g = 0; g < groups; ++g) {
    intake::IntakeGroup one;
    one.key = label(g);
    one.last_intake = std::floor(60.0 + 240.0 * random.uniform());
    all += one.last_intake;
    const double wanted = one.last_intake * 0.55 * std::exp(0.3 * random.normal());
    one.yield.resize(draws);
    dubao::data::DrawMatrix gap(draws, years + 1);
    for (Index d = 0; d < draws; ++d) {
      RandomStream stream(kSeed + 1, static_cast<std::uint64_t>(institution * groups + g),
                          static_cast<std::uint64_t>(d));
      one.yield(d) = 0.45 + 0.2 * stream.uniform();
      double level = wanted * std::exp(0.15 * stream.normal());
      for (Index t = 0; t <= years; ++t) {
        level *= std::exp(0.02 + 0.08 * stream.normal());
        gap(d, t) = level;
      }
    }
    one.gap = dubao::data::Draws(dubao::time::Period::annual(kFirstIntake + 4), gap, one.key);
    one.duration = {4, {0.8, 0.2}};
    one.shortage_cost = 1.0 + 2.0 * random.uniform();
    one.surplus_cost = 1.0;
    one.growth_cap = 1.10;
    one.smoothing = 0.15;
    one.smallest_class = 30.0;
    for (Index t = 0; t < years; ++t) {
      out.limits.push_back({"lecturers " + one.key + " " + std::to_string(kFirstIntake + t),
                            {{one.key, t, 0.8 + 0.4 * random.uniform()}},
                            one.last_intake * (0.9 + 0.6 * random.uniform())});
    }
    out.groups.push_back(one);
  }
  for (Index t = 0; t < years; ++t) {
    intake::GroupLimit area{
        "area " + std::to_string(kFirstIntake + t), {}, all * (1.0 + 0.4 * random.uniform())};
    for (const intake::IntakeGroup& one : out.groups) area.terms.push_back({one.key, t, 1.2});
    out.limits.push_back(area);
  }
  return out;
}

/// Processor time of this thread: does not count what other programs of the machine take.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

int main(int count, char** arguments) {
  const auto argument = [&](int i, long otherwise) {
    return count > i ? std::atol(arguments[i]) : otherwise;
  };
  const Index institutions = argument(1, 240);
  const Index groups = argument(2, 12);
  const Index years = argument(3, 5);
  const Index draws = argument(4, 1000);
  const int threads = static_cast<int>(argument(5, 2));
  struct Found {
    double gap = 0.0, excess = 0.0, whole = 0.0;
    int iterations = 0, nodes = 0;
    bool proven = false;
    double seconds = 0.0, processor = 0.0;
  };
  std::vector<Found> found(static_cast<std::size_t>(institutions));
  dubao::forecast::parallel_for(institutions, threads, [&](Index i) {
    const Case one = simulate(i, groups, years, draws);
    const auto started = std::chrono::steady_clock::now();
    const double processor = processor_seconds();
    const intake::Recommendation plan =
        intake::recommend(one.groups, one.limits, dubao::time::Period::annual(kFirstIntake), years);
    Found& out = found[static_cast<std::size_t>(i)];
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    out.processor = processor_seconds() - processor;
    out.gap = plan.proof.relative_gap;
    for (const intake::LimitAdvice& limit : plan.limits) {
      if (limit.kind == intake::LimitKind::kLaw) {
        out.excess = std::max(out.excess, (limit.used - limit.bound) / std::max(1.0, std::abs(limit.bound)));
      }
    }
    out.iterations = plan.proof.iterations;
    out.nodes = plan.proof.nodes;
    out.proven = plan.proof.proven;
    out.whole = 100.0 * (plan.proof.loss - plan.proof.lower_bound) / plan.proof.loss;
  });
  Found worst;
  long nodes = 0;
  long proven = 0;
  double seconds = 0.0;
  double processor = 0.0;
  for (const Found& one : found) {
    worst.gap = std::max(worst.gap, one.gap);
    worst.excess = std::max(worst.excess, one.excess);
    worst.whole = std::max(worst.whole, one.whole);
    worst.iterations = std::max(worst.iterations, one.iterations);
    nodes += one.nodes;
    proven += one.proven ? 1 : 0;
    seconds += one.seconds;
    processor += one.processor;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%ld,%ld,%ld,%ld,%d,%.2f,%.2f,%.0f,%.1e,%.1e,%d,%ld,%.1f,%.3f\n",
              static_cast<long>(institutions), static_cast<long>(groups), static_cast<long>(years),
              static_cast<long>(draws), threads, seconds / static_cast<double>(threads), processor,
              static_cast<double>(usage.ru_maxrss) / 1024.0, worst.gap, worst.excess, worst.iterations, nodes,
              100.0 * static_cast<double>(proven) / static_cast<double>(institutions), worst.whole);
  return 0;
}
