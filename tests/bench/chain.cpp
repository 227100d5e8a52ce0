// SPDX-License-Identifier: Apache-2.0
//
// The whole chain at national size, on a simulated country: provinces × occupations × industries, every draw reconciled (WLS
// structural, factored once), openings, supply and balance of every province × occupation. Cells are streamed by draw; what is
// kept is employment by occupation and each province's share of it.
// Usage: dubao_bench_chain [DRAWS] [THREADS] [PROVINCES] [OCCUPATIONS] [INDUSTRIES]
// Prints one line: provinces, occupations, industries, years, draws, threads, seconds of preparation, seconds of the draws,
// seconds of the balances, peak memory in MiB, largest relative incoherence, share of cell values below 0 in percent, their sum
// as percent of employment, ratings with a class, largest deviation of a sum of class probabilities from 1.
#include <dubao/forecast/parallel.hpp>
#include <dubao/hierarchy/reconciler.hpp>
#include <dubao/hierarchy/tree_from_keys.hpp>
#include <dubao/labour/balance.hpp>
#include <dubao/labour/openings.hpp>

#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <mutex>
#include <string>
#include <vector>

namespace {

using dubao::Index;
using dubao::data::DrawMatrix;
using dubao::data::RandomStream;

constexpr Index kYears = 10;
constexpr std::uint64_t kSeed = 7;
constexpr double kEmployed = 52e6;
// Errors of the base forecasts, a year: of every sum, of every cell; both grow with the square root of the horizon.
constexpr double kErrorOfSums = 0.01;
constexpr double kErrorOfCells = 0.03;

struct Country {
  Index provinces, occupations, industries;
  std::vector<double> base;    ///< employment of each leaf, province slowest, industry fastest
  std::vector<double> growth;  ///< of each industry, a year
  [[nodiscard]] Index cells() const { return provinces * occupations * industries; }
};

Country simulate(Index provinces, Index occupations, Index industries) {
  Country out{provinces, occupations, industries, {}, {}};
  RandomStream random(kSeed, 1, 0);
  std::vector<double> size_of_province(static_cast<std::size_t>(provinces));
  std::vector<double> size_of_industry(static_cast<std::size_t>(industries));
  for (double& one : size_of_province) one = std::exp(0.8 * random.normal());
  for (double& one : size_of_industry) one = std::exp(1.2 * random.normal());
  std::vector<double> staffing(static_cast<std::size_t>(industries * occupations));
  for (double& one : staffing) one = std::exp(1.5 * random.normal());
  double total = 0.0;
  for (Index p = 0; p < provinces; ++p) {
    for (Index o = 0; o < occupations; ++o) {
      for (Index i = 0; i < industries; ++i) {
        const double one =
            size_of_province[static_cast<std::size_t>(p)] * size_of_industry[static_cast<std::size_t>(i)] *
            staffing[static_cast<std::size_t>(i * occupations + o)] * std::exp(0.5 * random.normal());
        out.base.push_back(one);
        total += one;
      }
    }
  }
  for (double& one : out.base) one *= kEmployed / total;
  for (Index i = 0; i < industries; ++i) out.growth.push_back(0.01 + 0.02 * random.normal());
  return out;
}

std::string label(char kind, Index number) {
  std::string out(1, kind);
  out += std::to_string(number);
  return out;
}

dubao::hierarchy::AggregationTree tree_of(const Country& country) {
  std::vector<std::vector<std::string>> keys;
  for (Index p = 0; p < country.provinces; ++p) {
    for (Index o = 0; o < country.occupations; ++o) {
      for (Index i = 0; i < country.industries; ++i) {
        keys.push_back({label('p', p), label('o', o), label('i', i)});
      }
    }
  }
  return dubao::hierarchy::tree_from_keys({"province", "occupation", "industry"}, keys, {{0}, {1}, {2}});
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Base forecasts of all nodes on one draw, nodes × years: cells from industries' growth, sums with errors of their own.
void forecast_draw(const Country& country, const dubao::hierarchy::AggregationTree& tree,
                   const std::vector<Index>& leaf, Index draw, DrawMatrix& block) {
  RandomStream random(kSeed, 2, static_cast<std::uint64_t>(draw));
  std::vector<double> level(static_cast<std::size_t>(country.industries * kYears));
  for (Index i = 0; i < country.industries; ++i) {
    double log_level = 0.0;
    for (Index t = 0; t < kYears; ++t) {
      log_level += country.growth[static_cast<std::size_t>(i)] + kErrorOfCells * random.normal();
      level[static_cast<std::size_t>(i * kYears + t)] = std::exp(log_level);
    }
  }
  for (std::size_t c = 0; c < leaf.size(); ++c) {
    const auto i = static_cast<Index>(c) % country.industries;
    double walk = 0.0;
    for (Index t = 0; t < kYears; ++t) {
      walk += kErrorOfCells * random.normal();
      block(leaf[c], t) = country.base[c] * level[static_cast<std::size_t>(i * kYears + t)] * (1.0 + walk);
    }
  }
  tree.aggregate(block);
  for (Index node = 0; node < tree.aggregates(); ++node) {
    double walk = 0.0;
    for (Index t = 0; t < kYears; ++t) {
      walk += kErrorOfSums * random.normal();
      block(node, t) *= 1.0 + walk;
    }
  }
}

}  // namespace

int main(int count, char** arguments) {
  namespace labour = dubao::labour;
  const auto argument = [&](int i, long otherwise) {
    return count > i ? std::atol(arguments[i]) : otherwise;
  };
  const Index draws = argument(1, 1000);
  const int threads = static_cast<int>(argument(2, 2));
  const Country country = simulate(argument(3, 34), argument(4, 43), argument(5, 88));

  auto started = std::chrono::steady_clock::now();
  const dubao::hierarchy::Reconciler reconciler(tree_of(country), dubao::hierarchy::Method::kWlsStructural);
  const dubao::hierarchy::AggregationTree& tree = reconciler.tree();
  std::vector<Index> leaf;
  std::vector<Index> of_occupation;
  std::vector<Index> of_cell;  // province × occupation
  for (Index p = 0; p < country.provinces; ++p) {
    const std::string province = label('p', p);
    for (Index o = 0; o < country.occupations; ++o) {
      const std::string cell = province + " × " + label('o', o);
      of_cell.push_back(tree.index(cell));
      for (Index i = 0; i < country.industries; ++i) leaf.push_back(tree.index(cell + " × " + label('i', i)));
    }
  }
  for (Index o = 0; o < country.occupations; ++o) of_occupation.push_back(tree.index(label('o', o)));
  const double preparation = seconds_since(started);

  started = std::chrono::steady_clock::now();
  std::vector<DrawMatrix> employment(static_cast<std::size_t>(country.occupations),
                                     DrawMatrix(draws, kYears));
  Eigen::ArrayXXd last(static_cast<Index>(of_cell.size()), draws);  // employment of the last year
  double incoherence = 0.0;
  double below = 0.0;
  double below_persons = 0.0;
  double persons = 0.0;
  std::mutex mutex;
  const Index workers = threads;
  dubao::forecast::parallel_for(workers, threads, [&](Index worker) {
    DrawMatrix block(tree.size(), kYears);
    for (Index draw = worker; draw < draws; draw += workers) {
      forecast_draw(country, tree, leaf, draw, block);
      reconciler.apply(block, 1);
      for (Index o = 0; o < country.occupations; ++o) {
        employment[static_cast<std::size_t>(o)].row(draw) =
            block.row(of_occupation[static_cast<std::size_t>(o)]);
      }
      for (std::size_t c = 0; c < of_cell.size(); ++c) {
        last(static_cast<Index>(c), draw) = block(of_cell[c], kYears - 1);
      }
      const double gap = draw < workers ? tree.incoherence(block) : 0.0;
      const auto cells = block.bottomRows(tree.leaves()).array();
      const auto negative = static_cast<double>((cells < 0.0).count());
      const double sum = cells.min(0.0).sum();
      const double all = cells.sum();
      const std::lock_guard<std::mutex> lock(mutex);
      incoherence = std::max(incoherence, gap);
      below += negative;
      below_persons -= sum;
      persons += all;
    }
  });
  const double streaming = seconds_since(started);

  started = std::chrono::steady_clock::now();
  std::vector<Index> named(static_cast<std::size_t>(country.occupations), 0);
  std::vector<double> deviation(static_cast<std::size_t>(country.occupations), 0.0);
  const labour::RatioClasses classes = labour::RatioClasses::netherlands();
  dubao::forecast::parallel_for(country.occupations, threads, [&](Index o) {
    double base = 0.0;
    for (Index p = 0; p < country.provinces; ++p) {
      for (Index i = 0; i < country.industries; ++i) {
        base +=
            country.base[static_cast<std::size_t>((p * country.occupations + o) * country.industries + i)];
      }
    }
    // The whole occupation's openings over the whole period; provinces get the shares of their employment.
    const DrawMatrix& paths = employment[static_cast<std::size_t>(o)];
    const dubao::data::Draws demand(dubao::time::Period::annual(2027), paths, label('o', o));
    const dubao::data::Draws leavers(dubao::time::Period::annual(2027), 0.035 * paths, "leavers");
    const labour::Openings openings = labour::openings(Eigen::ArrayXd::Constant(1, base), demand, leavers);
    Eigen::ArrayXXd shares(country.provinces, draws);
    for (Index p = 0; p < country.provinces; ++p) {
      shares.row(p) = last.row(p * country.occupations + o).max(0.0);
    }
    shares.rowwise() /= shares.colwise().sum().eval();
    const Eigen::ArrayXXd local = labour::allocate_openings(openings.total, shares);
    const labour::Scope scope{{"occupation", label('o', o)}};
    for (Index p = 0; p < country.provinces; ++p) {
      Eigen::ArrayXd supply(draws);
      RandomStream random(kSeed, 3, static_cast<std::uint64_t>(o * country.provinces + p));
      const double level = std::exp(0.2 * random.normal()) * local.row(p).mean();
      for (Index d = 0; d < draws; ++d) supply(d) = level * std::exp(0.1 * random.normal());
      const labour::Balance balance = labour::balance({supply, scope}, {local.row(p).transpose(), scope});
      const labour::SupplyDemandRatio ratio = labour::supply_demand_ratio(balance, classes);
      double sum = 0.0;
      for (const double probability : ratio.class_probabilities) sum += probability;
      const auto at = static_cast<std::size_t>(o);
      deviation[at] = std::max(deviation[at], std::abs(sum - 1.0));
      if (ratio.rating.step) ++named[at];
    }
  });
  const double balances = seconds_since(started);
  Index ratings = 0;
  double worst = 0.0;
  for (std::size_t o = 0; o < named.size(); ++o) {
    ratings += named[o];
    worst = std::max(worst, deviation[o]);
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double values = static_cast<double>(tree.leaves() * kYears) * static_cast<double>(draws);
  std::printf("%ld,%ld,%ld,%ld,%ld,%d,%.2f,%.2f,%.2f,%.0f,%.1e,%.3f,%.5f,%ld,%.1e\n",
              static_cast<long>(country.provinces), static_cast<long>(country.occupations),
              static_cast<long>(country.industries), static_cast<long>(kYears), static_cast<long>(draws),
              threads, preparation, streaming, balances, static_cast<double>(usage.ru_maxrss) / 1024.0,
              incoherence, 100.0 * below / values, 100.0 * below_persons / persons,
              static_cast<long>(ratings), worst);
  return 0;
}
