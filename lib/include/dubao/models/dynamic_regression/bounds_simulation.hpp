// SPDX-License-Identifier: Apache-2.0
//
// Critical values of the bounds test at the sample's own size, by simulation.
//
// What      Under the hypothesis of no level relation y is a random walk and the drivers are white noise (I(0)) or random walks
//           (I(1)), all with independent standard normal steps. The error-correction form is estimated on as many rows, with as
//           many lags, as the sample has; the quantiles of F and t are the critical values.
// Why       The published values hold for a thousand rows. With 15 to 40 annual values the true ones are higher by a third and
//           more, and the published bounds find relations that are not there.
// When not  Some eighty rows or more: the published tables (bounds_tables.hpp) serve. Breaks in the sample are not simulated.
// Error     Of a 5 % critical value from 20,000 replications about 1 % of it.
// Streams   Replication r draws from RandomStream(seed, hash_key("bounds-test"), r) alone.
// Source    The design of Pesaran, Shin and Smith (2001), tables CI and CII; own lags as in Kripfganz and Schneider (2020).
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/random.hpp>
#include <dubao/error.hpp>
#include <dubao/models/dynamic_regression/ardl_regression.hpp>
#include <dubao/models/dynamic_regression/bounds_statistics.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace dubao::models::dynamic_regression {

inline constexpr Index kBoundsReplications = 20000;
/// Steps before the first row, so that lagged differences of the first rows are like the others.
inline constexpr Index kWarmUp = 8;

/// Simulated statistics, ascending.
struct SimulatedBounds {
  std::vector<double> f_stationary;
  std::vector<double> f_integrated;
  std::vector<double> t_stationary;
  std::vector<double> t_integrated;

  /// Critical values of F at a level in (0, 1): its upper tail.
  [[nodiscard]] Bounds f(double level) const {
    return {data::sorted_quantile(f_stationary, 1.0 - level),
            data::sorted_quantile(f_integrated, 1.0 - level)};
  }
  /// Critical values of t: its lower tail.
  [[nodiscard]] Bounds t(double level) const {
    return {data::sorted_quantile(t_stationary, level), data::sorted_quantile(t_integrated, level)};
  }
  /// Shares of the replications with a larger F.
  [[nodiscard]] Bounds f_pvalue(double value) const {
    return {share_above(f_stationary, value), share_above(f_integrated, value)};
  }
  /// Shares of the replications with a smaller t.
  [[nodiscard]] Bounds t_pvalue(double value) const {
    return {1.0 - share_above(t_stationary, value), 1.0 - share_above(t_integrated, value)};
  }

 private:
  [[nodiscard]] static double share_above(const std::vector<double>& sorted, double value) {
    const auto above = sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), value);
    return static_cast<double>(above) / static_cast<double>(sorted.size());
  }
};

/// Simulates F and t of an order on `rows` rows. order: p ≥ 1; p = 1 and q of zeros is the published design. Throws
/// InputError E-DYN-007 when the rows do not carry the form or there is no replication. Cost: one regression a replication
/// and kind.
[[nodiscard]] inline SimulatedBounds simulate_bounds(BoundsCase which, const ArdlOrder& order, Index rows,
                                                     Index replications = kBoundsReplications,
                                                     std::uint64_t seed = 1) {
  Problems problems;
  problems.add_if(rows < order.coefficients() + kSpareRows,
                  {"E-DYN-007", "rows",
                   std::to_string(rows) + " row(s) do not carry " + std::to_string(order.coefficients()) +
                       " coefficients",
                   "give a longer sample or fewer lags", "", ""});
  problems.add_if(replications < 1, {"E-DYN-007", "replications", "there is nothing to simulate",
                                     "give a positive number of replications", "", ""});
  problems.add_if(order.p < 1, {"E-DYN-007", "p", "the test needs the series' own first lag",
                                "fit a model with p of at least 1", "", ""});
  problems.throw_if_any();
  const auto drivers = static_cast<Eigen::Index>(order.q.size());
  const Index length = kWarmUp + order.longest() + rows;
  ArdlData data;
  data.y.resize(detail::at(length));
  data.definition.assign(detail::at(length), 0);
  data.x.resize(length, drivers);
  data.names.assign(order.q.size(), "x");
  std::vector<Index> used(detail::at(rows));
  for (Index r = 0; r < rows; ++r) used[detail::at(r)] = length - rows + r;
  SimulatedBounds out;
  Eigen::MatrixXd steps(length, drivers + 1);
  for (Index r = 0; r < replications; ++r) {
    data::RandomStream random(seed, data::hash_key("bounds-test"), static_cast<std::uint64_t>(r));
    for (Eigen::Index t = 0; t < length; ++t) {
      for (Eigen::Index j = 0; j <= drivers; ++j) steps(t, j) = random.normal();
    }
    double level = 0.0;
    for (Eigen::Index t = 0; t < length; ++t) data.y[detail::at(t)] = level += steps(t, 0);
    for (const bool integrated : {false, true}) {
      for (Eigen::Index j = 0; j < drivers; ++j) {
        double walk = 0.0;
        for (Eigen::Index t = 0; t < length; ++t) {
          walk = integrated ? walk + steps(t, j + 1) : steps(t, j + 1);
          data.x(t, j) = walk;
        }
      }
      const ArdlEstimate found = estimate(order, make_design(order, data, used));
      const BoundsStatistics statistics =
          bounds_statistics(which, order, data, found.params, found.covariance());
      (integrated ? out.f_integrated : out.f_stationary).push_back(statistics.f);
      (integrated ? out.t_integrated : out.t_stationary).push_back(statistics.t);
    }
  }
  for (std::vector<double>* one :
       {&out.f_stationary, &out.f_integrated, &out.t_stationary, &out.t_integrated}) {
    std::sort(one->begin(), one->end());
  }
  return out;
}

}  // namespace dubao::models::dynamic_regression
