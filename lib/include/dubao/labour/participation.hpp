// SPDX-License-Identifier: Apache-2.0
//
// Participation: the part of each age and sex in the labour force, as draws.
//
// What      Rates move in logits, so that they stay between 0 and 1; a group's trend is shrunk toward the trend of all groups as
//           far as its own is uncertain, and fades. The benchmark of the labour statistics, a straight line through the last
//           ten years of the rate itself, stands beside.
// When      Rates by age and sex over at least five years, from one definition.
// When not  A break inside the history (2021 in Viet Nam: own-use producers left the labour force): give the years after it.
//           A change of law (retirement age) is not in any trend: move the rates by a scenario.
// Formula   F1:  z_gt = ln(p/(1 − p));  β_g least-squares slope, s_g its error under changes that add up (random walk);
//           β̄, τ²: mean and variance of the groups' true slopes (DerSimonian and Laird 1986);
//           β̃_g = ω_g β_g + (1 − ω_g) β̄,  ω_g = τ²/(τ² + s_g²)
//           z_{n+h} = z_{n+h−1} + β̃ φ^h + e_h,  e_h with the covariance of past changes across groups, their size drawn a
//           path and group as a variance from ν changes is (ν/χ²_ν): few years know it badly
//           The line starts at the last observed rate, not at the fitted one: no step between the survey and the forecast.
// Limits    0 or 1 in single years count as half the group's smallest distance from that end, never less
//           than one in a million; a group that is always at 0 (or 1) stays there. Sampling error of the rates is taken for change and widens the draws.
// Example   p = 0.5 in every year: stays 0.5 on every path. p = 0.2, 0.3, 0.4, 0.5, 0.6 over five years: benchmark 0.7 next.
// Source    Groups and benchmark: BLS, Employment Projections methods and evaluations; logit form, shrinkage and draws: own.
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/detail/gamma_quantile.hpp>
#include <dubao/labour/keyed_draws.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// An age group of one sex; both ages in completed years, inclusive.
struct ParticipationGroup {
  std::string key;
  std::string sex;
  int from = 0;
  int to = 0;
};

/// Rates by group and year. rates: groups × years from first_year, parts of the population in [0, 1], NaN = missing.
struct ParticipationHistory {
  int first_year = 0;
  std::vector<ParticipationGroup> groups;
  Eigen::ArrayXXd rates;
};

struct ParticipationOptions {
  Index horizon = 10;
  Index draws = 2000;
  double damping = 0.9;     ///< φ in (0, 1]; 1 keeps the trend
  Index minimum_years = 5;  ///< fewer usable years: no own trend, the pooled one; ≥ 3
  std::uint64_t seed = 1;
};

/// Years of the straight line that serves as benchmark.
inline constexpr Index kBenchmarkYears = 10;

/// What was estimated for a group.
struct ParticipationTrend {
  std::string key;
  double slope = 0.0;     ///< β_g, logits a year; 0 where the group has too few years
  double error = 0.0;     ///< s_g
  double own_part = 0.0;  ///< ω_g, part of the own slope in the one used
  double used = 0.0;      ///< β̃_g
};

struct ParticipationForecast {
  KeyedDraws rates;                                 ///< by group key, draws × horizon
  std::vector<ParticipationTrend> trends;           ///< in the order given
  double pooled_slope = 0.0;                        ///< β̄
  double pooled_variance = 0.0;                     ///< τ²
  std::map<std::string, Eigen::ArrayXd> benchmark;  ///< by group key, one value a period, in [0, 1]
  std::vector<std::string> notes;
};

namespace detail {

/// Smallest squared error of a slope: a history without any deviation still gets a finite weight.
inline constexpr double kSmallestVariance = 1e-16;
/// Degrees of freedom below which a variance drawn from its distribution has no mean: taken instead of fewer.
inline constexpr double kFewestParticipationDegrees = 3.0;

inline void check_participation(const ParticipationHistory& history, const ParticipationOptions& options) {
  Problems problems;
  const auto groups = static_cast<Index>(history.groups.size());
  problems.add_if(groups == 0 || history.rates.rows() != groups || history.rates.cols() == 0,
                  {"E-LAB-012", "rates",
                   std::to_string(history.rates.rows()) + " rows for " + std::to_string(groups) + " groups",
                   "give one row a group and at least one year", "", ""});
  problems.add_if(options.horizon < 1 || options.draws < 1 || options.minimum_years < 3 ||
                      !(options.damping > 0.0 && options.damping <= 1.0),
                  {"E-LAB-014", "horizon, draws, damping, minimum_years", "an option is out of range",
                   "horizon and draws ≥ 1, damping in (0, 1], minimum_years ≥ 3", "", ""});
  problems.throw_if_any();
  std::map<std::string, std::vector<ParticipationGroup>> by_sex;
  std::set<std::string> keys;
  for (Index g = 0; g < groups; ++g) {
    const ParticipationGroup& group = history.groups[static_cast<std::size_t>(g)];
    by_sex[group.sex].push_back(group);
    problems.add_if(!keys.insert(group.key).second,
                    {"E-LAB-012", "groups", "the group stands twice", "give each group once", group.key, ""});
    problems.add_if(group.from < 0 || group.to < group.from,
                    {"E-LAB-012", "groups",
                     std::to_string(group.from) + "–" + std::to_string(group.to) + " is no age group",
                     "give first and last age, both inclusive", group.key, ""});
    Index observed = 0;
    for (Index t = 0; t < history.rates.cols(); ++t) {
      const double rate = history.rates(g, t);
      if (std::isnan(rate)) continue;
      ++observed;
      problems.add_if(!(rate >= 0.0 && rate <= 1.0),
                      {"E-LAB-011", "rates", "the rate " + std::to_string(rate) + " is outside [0, 1]",
                       "give parts of the population, not percent", group.key,
                       std::to_string(history.first_year + static_cast<int>(t))});
    }
    problems.add_if(observed == 0, {"E-LAB-012", "rates", "the group has no rate in any year",
                                    "give at least one, or join the group with another", group.key, ""});
  }
  // Ages without gap or overlap in each sex, the same in all.
  std::map<std::string, std::pair<int, int>> range;
  for (auto& [sex, own] : by_sex) {
    std::sort(own.begin(), own.end(),
              [](const ParticipationGroup& a, const ParticipationGroup& b) { return a.from < b.from; });
    for (std::size_t k = 1; k < own.size(); ++k) {
      problems.add_if(
          own[k].from != own[k - 1].to + 1,
          {"E-LAB-013", "groups",
           "ages " + std::to_string(own[k].from) + "–" + std::to_string(own[k].to) + " do not follow " +
               std::to_string(own[k - 1].from) + "–" + std::to_string(own[k - 1].to),
           "give every age once: no gap, no overlap", own[k].key, ""});
    }
    range[sex] = {own.front().from, own.back().to};
  }
  for (const auto& [sex, ages] : range) {
    const auto& first = *range.begin();
    problems.add_if(ages != first.second,
                    {"E-LAB-013", "groups",
                     "'" + sex + "' covers ages " + std::to_string(ages.first) + "–" +
                         std::to_string(ages.second) + ", '" + first.first + "' " +
                         std::to_string(first.second.first) + "–" + std::to_string(first.second.second),
                     "give the missing groups", sex, ""});
  }
  problems.throw_if_any();
}

/// Distance from 0 and 1 that a rate keeps in its logit: one person in a million.
inline constexpr double kSmallestRate = 1e-6;

/// One group's history in logits.
struct LogitHistory {
  std::vector<Index> years;  ///< positions of the usable years
  std::vector<double> z;
  bool fixed = false;  ///< always 0 or always 1
  double fixed_rate = 0.0;
  Index behind = 0;      ///< missing years at the end
  double degrees = 0.0;  ///< changes that tell how much the rate moves
};

[[nodiscard]] inline LogitHistory logit_history(const Eigen::ArrayXd& rates) {
  LogitHistory out;
  double low = 1.0;
  double high = 1.0;
  std::vector<double> p;
  for (Index t = 0; t < rates.size(); ++t) {
    if (std::isnan(rates(t))) continue;
    out.years.push_back(t);
    p.push_back(rates(t));
    if (rates(t) > 0.0) low = std::min(low, rates(t));
    if (rates(t) < 1.0) high = std::min(high, 1.0 - rates(t));
  }
  out.behind = rates.size() - 1 - out.years.back();
  const bool zero = std::all_of(p.begin(), p.end(), [](double one) { return one == 0.0; });
  const bool one = std::all_of(p.begin(), p.end(), [](double value) { return value == 1.0; });
  out.fixed = zero || one;
  out.fixed_rate = one ? 1.0 : 0.0;
  for (const double value : p) {
    const double held = std::clamp(value, std::clamp(0.5 * low, kSmallestRate, 0.5),
                                   1.0 - std::clamp(0.5 * high, kSmallestRate, 0.5));
    out.z.push_back(out.fixed ? 0.0 : std::log(held) - std::log1p(-held));
  }
  return out;
}

/// Straight line through the last rates, h = 1 … horizon periods after the last year of the table; in [0, 1].
[[nodiscard]] inline Eigen::ArrayXd benchmark_line(const Eigen::ArrayXd& rates, Index horizon) {
  double n = 0.0;
  double sum_t = 0.0;
  double sum_p = 0.0;
  const Index first = std::max<Index>(0, rates.size() - kBenchmarkYears);
  for (Index t = first; t < rates.size(); ++t) {
    if (std::isnan(rates(t))) continue;
    n += 1.0;
    sum_t += static_cast<double>(t);
    sum_p += rates(t);
  }
  if (n == 0.0) return Eigen::ArrayXd::Constant(horizon, data::kMissing);
  double spread = 0.0;
  double product = 0.0;
  for (Index t = first; t < rates.size(); ++t) {
    if (std::isnan(rates(t))) continue;
    const double year = static_cast<double>(t) - sum_t / n;
    spread += year * year;
    product += year * (rates(t) - sum_p / n);
  }
  const double slope = spread > 0.0 ? product / spread : 0.0;
  Eigen::ArrayXd out(horizon);
  for (Index h = 0; h < horizon; ++h) {
    const double year = static_cast<double>(rates.size() + h) - sum_t / n;
    out(h) = std::clamp(sum_p / n + slope * year, 0.0, 1.0);
  }
  return out;
}

}  // namespace detail

/// Simulates the rates (see the banner). Periods follow the last year of the table; a group whose last years are missing
/// steps over them. Throws InputError E-LAB-011 … E-LAB-014, naming group and year; all problems at once.
/// O(draws · horizon · groups · years). Path d depends on (seed, d) alone.
[[nodiscard]] inline ParticipationForecast participation(const ParticipationHistory& history,
                                                         const ParticipationOptions& options) {
  detail::check_participation(history, options);
  const auto groups = static_cast<Index>(history.groups.size());
  const Index years = history.rates.cols();
  std::vector<detail::LogitHistory> own;
  Eigen::MatrixXd residuals = Eigen::MatrixXd::Zero(groups, years);  // changes beside the trend, by year
  ParticipationForecast out;

  // 1. Own slopes with their errors.
  double weight = 0.0;
  double weighted = 0.0;
  double weight_squared = 0.0;
  double slopes = 0.0;
  Index longest = options.horizon;
  for (Index g = 0; g < groups; ++g) {
    own.push_back(detail::logit_history(history.rates.row(g).transpose()));
    const detail::LogitHistory& h = own.back();
    ParticipationTrend trend{history.groups[static_cast<std::size_t>(g)].key, 0.0, 0.0, 0.0, 0.0};
    const auto n = static_cast<Index>(h.years.size());
    const auto year = [&h](Index j) { return static_cast<double>(h.years[static_cast<std::size_t>(j)]); };
    const auto z = [&h](Index j) { return h.z[static_cast<std::size_t>(j)]; };
    const bool trended = !h.fixed && n >= options.minimum_years;
    double mean = 0.0;
    for (Index j = 0; j < n; ++j) mean += year(j) / static_cast<double>(n);
    double spread = 0.0;
    for (Index j = 0; j < n; ++j) spread += (year(j) - mean) * (year(j) - mean);
    if (trended) {
      for (Index j = 0; j < n; ++j) trend.slope += (year(j) - mean) * z(j) / spread;
    }
    double scale = 0.0;  // variance of the slope per unit variance of a yearly change
    double sum = 0.0;
    double later = 0.0;
    for (Index j = n - 1; j >= 1 && !h.fixed; --j) {
      const double gap = year(j) - year(j - 1);
      const double change = (z(j) - z(j - 1) - gap * trend.slope) / std::sqrt(gap);
      residuals(g, h.years[static_cast<std::size_t>(j)]) = change;
      sum += change * change;
      later += year(j) - mean;
      if (trended) scale += later * later * gap / (spread * spread);
    }
    const Index degrees = n - 1 - (trended ? 1 : 0);
    own.back().degrees = std::max(static_cast<double>(degrees), detail::kFewestParticipationDegrees);
    if (degrees >= 1) {
      residuals.row(g) /= std::sqrt(static_cast<double>(degrees));
      sum /= static_cast<double>(degrees);
    } else {
      residuals.row(g).setZero();
      if (!h.fixed) out.notes.push_back(trend.key + ": too few years to tell how much the rate moves");
    }
    if (trended) {
      trend.error = std::sqrt(std::max(sum * scale, detail::kSmallestVariance));
      const double w = 1.0 / (trend.error * trend.error);
      weight += w;
      weight_squared += w * w;
      weighted += w * trend.slope;
      slopes += 1.0;
    } else if (!h.fixed) {
      out.notes.push_back(trend.key + ": " + std::to_string(n) + " usable years, the pooled trend is used");
    }
    longest = std::max(longest, options.horizon + h.behind);
    out.trends.push_back(trend);
  }

  // 2. Mean and variance of the slopes, and the shrunken ones.
  double pooled_error = 0.0;
  if (slopes > 0.0) {
    const double centre = weighted / weight;
    double q = 0.0;
    for (const ParticipationTrend& trend : out.trends) {
      if (!(trend.error > 0.0)) continue;
      q += (trend.slope - centre) * (trend.slope - centre) / (trend.error * trend.error);
    }
    const double room = weight - weight_squared / weight;
    if (room > 0.0) out.pooled_variance = std::max(0.0, (q - (slopes - 1.0)) / room);
    double total = 0.0;
    double sum = 0.0;
    for (const ParticipationTrend& trend : out.trends) {
      if (!(trend.error > 0.0)) continue;
      const double w = 1.0 / (out.pooled_variance + trend.error * trend.error);
      total += w;
      sum += w * trend.slope;
    }
    out.pooled_slope = sum / total;
    pooled_error = std::sqrt(1.0 / total);
  }
  for (std::size_t g = 0; g < out.trends.size(); ++g) {
    ParticipationTrend& trend = out.trends[g];
    if (own[g].fixed) continue;
    const double variance = trend.error * trend.error;
    // One group alone has nobody to be compared with: its own trend.
    if (variance > 0.0) {
      trend.own_part = slopes > 1.0 ? out.pooled_variance / (out.pooled_variance + variance) : 1.0;
    }
    trend.used = trend.own_part * trend.slope + (1.0 - trend.own_part) * out.pooled_slope;
  }

  // 3. Paths.
  std::vector<data::DrawMatrix> paths(own.size(), data::DrawMatrix(options.draws, options.horizon));
  const std::uint64_t key = data::hash_key("labour.participation");
  Eigen::MatrixXd shocks(years, longest);
  Eigen::VectorXd slope_shock(groups);
  Eigen::VectorXd size(groups);
  for (Index d = 0; d < options.draws; ++d) {
    data::RandomStream stream(options.seed, key, static_cast<std::uint64_t>(d));
    const double pooled = pooled_error * stream.normal();
    for (Index g = 0; g < groups; ++g) {
      slope_shock(g) = stream.normal();
      const double degrees = own[static_cast<std::size_t>(g)].degrees;
      size(g) = std::sqrt(0.5 * degrees / detail::gamma_quantile(0.5 * degrees, stream.uniform()));
    }
    for (Index h = 0; h < longest; ++h) {
      for (Index t = 0; t < years; ++t) shocks(t, h) = stream.normal();
    }
    for (Index g = 0; g < groups; ++g) {
      const auto at = static_cast<std::size_t>(g);
      const ParticipationTrend& trend = out.trends[at];
      if (own[at].fixed) {
        paths[at].row(d).setConstant(own[at].fixed_rate);
        continue;
      }
      const double slope = trend.used + (1.0 - trend.own_part) * pooled +
                           std::sqrt(trend.own_part) * trend.error * size(g) * slope_shock(g);
      double z = own[at].z.back();
      double damping = 1.0;
      for (Index step = 1; step <= options.horizon + own[at].behind; ++step) {
        damping *= options.damping;
        z += damping * slope + size(g) * residuals.row(g).dot(shocks.col(step - 1));
        const Index h = step - own[at].behind - 1;
        if (h >= 0) paths[at](d, h) = 1.0 / (1.0 + std::exp(-z));
      }
    }
  }
  const time::Period start = time::Period::annual(history.first_year + static_cast<int>(years));
  for (std::size_t g = 0; g < own.size(); ++g) {
    const std::string& name = history.groups[g].key;
    out.rates.add(name, data::Draws(start, std::move(paths[g]), name));
    out.benchmark[name] =
        detail::benchmark_line(history.rates.row(static_cast<Index>(g)).transpose(), options.horizon);
  }
  return out;
}

}  // namespace dubao::labour
