// SPDX-License-Identifier: Apache-2.0
//
// Calibration of the offers: the true probability of a breach at the offers, on simulated institutions.
//
// Mean rate uniform on 0.3 to 0.9; dispersion from the prior, or held; 150 or 300 announced with 29 persons of tolerance; a history of
// 1 to 10 years of as many offers as would fill the number. The true probability is summed from the institution's own beta-binomial,
// not drawn. Printed: mean over the institutions, its standard error, share of institutions above the level, mean intake over announced.
#include <dubao/data/random.hpp>
#include <dubao/labour/capacity/offers.hpp>
#include <dubao/labour/detail/gamma_quantile.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace dubao;                    // NOLINT: a program
using namespace dubao::labour::capacity;  // NOLINT: a program

constexpr double kFromPrior = -1.0;

double beta_draw(data::RandomStream& stream, double mu, double rho) {
  const double size = (1.0 - rho) / rho;
  const double a = labour::detail::gamma_quantile(mu * size, stream.uniform());
  const double b = labour::detail::gamma_quantile((1.0 - mu) * size, stream.uniform());
  return a / (a + b);
}

int binomial_draw(data::RandomStream& stream, int n, double p) {
  int count = 0;
  for (int i = 0; i < n; ++i) count += stream.uniform() < p ? 1 : 0;
  return count;
}

struct Cell {
  double breach = 0.0;
  double error = 0.0;
  double above = 0.0;
  double filled = 0.0;
};

Cell simulate(double level, int years, double dispersion, int runs) {
  double sum = 0.0;
  double squares = 0.0;
  Cell out;
  for (int run = 0; run < runs; ++run) {
    data::RandomStream stream(6, data::hash_key("bench.offers"),
                              static_cast<std::uint64_t>(100 * run + years));
    const double mu = 0.3 + 0.6 * stream.uniform();
    const double u = stream.uniform();
    const double rho = dispersion == kFromPrior ? 1.0 - std::pow(u, 1.0 / kDispersionPrior) : dispersion;
    OfferTarget target;
    target.announced = run % 2 == 0 ? 150 : 300;
    target.limit = target.announced + 29;
    target.level = level;
    const int offered = static_cast<int>(static_cast<double>(target.announced) / mu);
    std::vector<ShowUp> history;
    for (int y = 0; y < years; ++y) {
      const int enrolled = binomial_draw(stream, offered, beta_draw(stream, mu, rho));
      history.push_back({2027 - years + y, static_cast<double>(offered), static_cast<double>(enrolled)});
    }
    const OfferPlan plan = plan_offers(ShowUpRate(history), target);
    const double size = (1.0 - rho) / rho;
    std::vector<double> masses(static_cast<std::size_t>(std::min<Index>(plan.offers, target.limit)) + 1, 0.0);
    labour::capacity::detail::add_beta_binomial(mu * size, (1.0 - mu) * size, plan.offers, 1.0, masses);
    double inside = 0.0;
    for (const double one : masses) inside += one;
    const double breach = std::fmax(0.0, 1.0 - inside);
    sum += breach;
    squares += breach * breach;
    out.above += breach > level ? 1.0 / runs : 0.0;
    out.filled += static_cast<double>(plan.offers) * mu / static_cast<double>(target.announced) / runs;
  }
  out.breach = sum / runs;
  out.error = std::sqrt((squares / runs - out.breach * out.breach) / runs);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const int runs = argc > 1 ? std::atoi(argv[1]) : 1000;
  std::printf("level years dispersion breach error above filled\n");
  for (const double level : {0.05, 0.10}) {
    for (const int years : {1, 3, 5, 10}) {
      for (const double dispersion : {kFromPrior, 0.002, 0.01, 0.03}) {
        if (level > 0.05 && dispersion != kFromPrior) continue;
        const Cell cell = simulate(level, years, dispersion, runs);
        std::printf("%.2f %2d %s %.4f %.4f %.2f %.3f\n", level, years,
                    dispersion == kFromPrior ? "prior" : std::to_string(dispersion).c_str(), cell.breach,
                    cell.error, cell.above, cell.filled);
      }
    }
  }
  return 0;
}
