// SPDX-License-Identifier: Apache-2.0
//
// The bounds test: does a level relation between the series and its drivers exist at all?
//
// When      Before a long-run elasticity is quoted: without a level relation it is a ratio of noise.
// Formula   F: α, every π_j and, in cases II and IV, the restricted constant are all zero; t: α is zero. Both from the
//           regression in levels by linear restrictions, which gives the numbers of the error-correction form:
//           F = (Rb − r)' (R V R')⁻¹ (Rb − r) / rows of R;  t = α / se(α)
// Bounds    Published ones hold for a thousand rows (bounds_tables.hpp). With 15 to 40 annual values the true ones are higher by
//           a third and more; simulate_bounds() gives those of the sample's own size and lags: under the hypothesis y is a
//           random walk and the drivers are white noise (I(0)) or random walks (I(1)), all steps independent standard normals.
//           Error of a 5 % bound from 20,000 replications: about 1 % of it. Breaks in the sample are not simulated.
// Verdict   F beyond the I(1) bound: a level relation, whatever the drivers are; below the I(0) bound: none; between: undecided.
//           The bounds of the sample's own size decide where they were simulated, the published ones otherwise.
// Assumes   No driver is integrated of order two, errors are not autocorrelated: look at the residuals first.
// Streams   Replication r draws from RandomStream(seed, hash_key("bounds-test"), r) alone.
// Example   one own lag φ = 0.4 with standard error 0.2 and no driver: t = −3, F = 9 (case III)
// Source    Pesaran, Shin and Smith (2001), Journal of Applied Econometrics 16, 289–326; own lags as in Kripfganz and
//           Schneider (2020), Oxford Bulletin of Economics and Statistics 82, 1456–1481.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/random.hpp>
#include <dubao/error.hpp>
#include <dubao/models/dynamic_regression/ardl_regression.hpp>
#include <dubao/models/dynamic_regression/bounds_tables.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace dubao::models {

enum class BoundsVerdict : std::uint8_t { kNone, kUndecided, kRelation };

/// Bounds at one level of significance. Published ones are empty where the paper has none, simulated ones where not asked.
struct BoundsLevel {
  double level = 0.0;
  std::optional<Bounds> f_published{};
  std::optional<Bounds> t_published{};
  std::optional<Bounds> f_simulated{};
  std::optional<Bounds> t_simulated{};
  BoundsVerdict verdict = BoundsVerdict::kUndecided;  ///< of F
};

struct BoundsTest {
  BoundsCase which = BoundsCase::kIII;
  double f = data::kMissing;
  double t = data::kMissing;
  Index drivers = 0;
  Index rows = 0;                    ///< of the regression
  std::optional<Bounds> f_pvalue{};  ///< by simulation
  std::optional<Bounds> t_pvalue{};
  std::vector<BoundsLevel> levels;  ///< 10, 5, 2.5 and 1 per cent
};

namespace dynamic_regression {

struct BoundsStatistics {
  double f = data::kMissing;
  double t = data::kMissing;
  Index restrictions = 0;  ///< rows of R
};

/// Case II restricts the intercept and case IV the trend, which the order must then have. NaN where the covariance of the
/// restrictions is singular. O(columns² · restrictions).
[[nodiscard]] inline BoundsStatistics bounds_statistics(BoundsCase which, const ArdlOrder& order,
                                                        const ArdlData& data, const Eigen::VectorXd& params,
                                                        const Eigen::MatrixXd& covariance) {
  const ArdlColumns columns = columns_of(order, data);
  const auto drivers = static_cast<Eigen::Index>(columns.drivers.size());
  const bool constant =
      (which == BoundsCase::kII && order.intercept) || (which == BoundsCase::kIV && order.trend);
  const Eigen::Index rows = 1 + drivers + (constant ? 1 : 0);
  Eigen::MatrixXd r = Eigen::MatrixXd::Zero(rows, params.size());
  r.row(0) = columns.own_lags.transpose();
  for (Eigen::Index j = 0; j < drivers; ++j) {
    r.row(j + 1) = columns.drivers[static_cast<std::size_t>(j)].transpose();
  }
  if (constant) r(rows - 1, which == BoundsCase::kII || !order.intercept ? 0 : 1) = 1.0;
  Eigen::VectorXd distance = r * params;
  distance[0] -= 1.0;
  const Eigen::MatrixXd v = r * covariance * r.transpose();
  BoundsStatistics out;
  out.restrictions = static_cast<Index>(rows);
  // Scaled to ones on the diagonal: drivers in units far apart are no reason to fail.
  const Eigen::VectorXd deviation = v.diagonal().cwiseSqrt();
  if (!(deviation.minCoeff() > 0.0)) return out;
  const Eigen::VectorXd scaled = distance.cwiseQuotient(deviation);
  const Eigen::MatrixXd correlation =
      deviation.cwiseInverse().asDiagonal() * v * deviation.cwiseInverse().asDiagonal();
  const Eigen::LDLT<Eigen::MatrixXd> factor(correlation);
  out.t = scaled[0];
  if (factor.info() == Eigen::Success && factor.isPositive())
    out.f = scaled.dot(factor.solve(scaled)) / static_cast<double>(rows);
  return out;
}

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
      const ArdlEstimate found =
          estimate(order, make_design(order, data, used), regression::Precision::kDouble);
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

/// F against its bounds. NaN decides nothing.
[[nodiscard]] inline BoundsVerdict judge(double f, const Bounds& bounds) noexcept {
  if (f > bounds.integrated) return BoundsVerdict::kRelation;
  if (f < bounds.stationary) return BoundsVerdict::kNone;
  return BoundsVerdict::kUndecided;
}

/// Puts statistics beside their bounds. simulated: of the same case, order and number of rows; null: published bounds only.
[[nodiscard]] inline BoundsTest make_bounds_test(BoundsCase which, const BoundsStatistics& statistics,
                                                 Index drivers, Index rows,
                                                 const SimulatedBounds* simulated) {
  BoundsTest out{which, statistics.f, statistics.t, drivers, rows, {}, {}, {}};
  if (simulated != nullptr) {
    out.f_pvalue = simulated->f_pvalue(statistics.f);
    out.t_pvalue = simulated->t_pvalue(statistics.t);
  }
  for (const double level : kFLevels) {
    BoundsLevel one;
    one.level = level;
    one.f_published = f_critical_value(which, drivers, level);
    one.t_published = t_critical_value(which, drivers, level);
    if (simulated != nullptr) {
      one.f_simulated = simulated->f(level);
      one.t_simulated = simulated->t(level);
    }
    if (one.f_simulated) {
      one.verdict = judge(statistics.f, *one.f_simulated);
    } else if (one.f_published) {
      one.verdict = judge(statistics.f, *one.f_published);
    }
    out.levels.push_back(one);
  }
  return out;
}

}  // namespace dynamic_regression

}  // namespace dubao::models
