// SPDX-License-Identifier: Apache-2.0
//
// Need: the intake of each year that would close the gap of the years its graduates enter the labour market.
//
// What      The gap of a field (demand − supply that comes anyway) by year of entry, taken back through the pipeline: how many
//           must be admitted so that, after drop-out, graduation and what graduates do, the gap is closed.
// When      A balance in equal scope by field and year, and rates at least as value, low, high. An institution gives its
//           share and its catchment; without them there is only the national growth index (national_growth).
// When not  As a plan: it knows neither the law nor what a surplus costs. Nor as a figure for one institution when its share is
//           not known.
// Formula   F12, F13, F25:  s = show-up · Π(1 − drop-out_k) · graduation · (1 − further study) · participation · (1 − emigration)
//                               · share going to the field's occupations            (yield of one admitted)
//           gap_y = share · catchment · (D_y − R_y)
//           w_ℓ: part of the graduates who enter ℓ years after their intake, Σ w = 1.
//           Intakes x_t close every year when  gap_{t+L} = s·(w_L·x_t + w_{L+1}·x_{t−1} + …),  L the shortest duration:
//             x_t = max(0, gap_{t+L}/s − w_{L+1}·x_{t−1} − …) / w_L           (closing; used when w_L ≥ ½)
//           With w_L < ½ these swing from year to year; each intake is then charged its part of the gaps it serves:
//             x_t = max(0, Σ_ℓ w_ℓ·gap_{t+ℓ}) / s                            (averaged; the result says so)
//           A negative need is 0 and is told as the share of draws where supply is enough without any intake.
// Example   Gap 100 in 2031 and 120 in 2032, s = 0.5, four years of study for 80 %, five for 20 %:
//           x_2027 = 200/0.8 = 250, x_2028 = (240 − 0.2·250)/0.8 = 237.5.
// Source    Own; pipeline as in pipeline.hpp, share of a field's occupations as in flexibility.hpp.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/entry.hpp>
#include <dubao/labour/uncertain_rate.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::intake {

/// How far the parts of a duration may be from summing to 1.
inline constexpr double kDurationSumTolerance = 1e-9;
/// From this part of on-time entry on, closing every year's gap is stable: errors of one year halve in the next.
inline constexpr double kStableShare = 0.5;
/// A yield below this makes a need of thousands per person: refused as a mistake.
inline constexpr double kSmallestYield = 1e-3;

/// Rates of a programme on the way from an admission to the field's occupations, each in [0, 1].
struct YieldRates {
  UncertainRate show_up = UncertainRate::exactly(1.0);      ///< enrolled ÷ admitted
  std::vector<UncertainRate> drop_out;                      ///< of each year of study; empty: none
  UncertainRate graduation = UncertainRate::exactly(1.0);   ///< of those who finish the last year
  EntryRates entry;                                         ///< further study, participation, emigration
  UncertainRate field_share = UncertainRate::exactly(1.0);  ///< part who work in the field's occupations
};

/// Years from intake to entry: part w_ℓ for ℓ = shortest, shortest + 1, …; a programme of four years that starts in autumn of t
/// has its graduates in the labour market in t + 4.
struct DurationSpread {
  Index shortest = 4;
  std::vector<double> parts = {1.0};
};

/// Adds to `problems` what is wrong with a duration, id E-NEED-003.
inline void check_duration(Problems& problems, const DurationSpread& duration, const std::string& group) {
  double sum = 0.0;
  bool valid = duration.shortest >= 0 && !duration.parts.empty();
  for (const double part : duration.parts) {
    valid = valid && part >= 0.0;
    sum += part;
  }
  problems.add_if(
      !valid || !(std::abs(sum - 1.0) <= kDurationSumTolerance) || !(duration.parts.front() > 0.0),
      {"E-NEED-003", "duration",
       "the parts sum to " + std::to_string(sum) + ", one is negative, or the shortest has none",
       "give years from intake to entry with parts ≥ 0 that sum to 1, the first above 0", group, ""});
}

/// Yield s of one admitted person, one value a path. programme: names the streams: the same as in pipeline() gives the same
/// rates. Throws InputError E-NEED-002 naming group and rate. O(n · rates).
[[nodiscard]] inline Eigen::ArrayXd intake_yield(const YieldRates& rates, const std::string& programme,
                                                 Index n, std::uint64_t seed) {
  Problems problems;
  const auto check = [&](const UncertainRate& rate, const std::string& name) {
    Problems own;
    check_rate(own, rate, "E-NEED-002", name);
    for (Problem one : own.list()) {
      one.series = programme;
      problems.add(std::move(one));
    }
  };
  check(rates.show_up, "show_up");
  for (std::size_t k = 0; k < rates.drop_out.size(); ++k)
    check(rates.drop_out[k], "drop_out." + std::to_string(k + 1));
  check(rates.graduation, "graduation");
  check(rates.entry.further_study, "further_study");
  check(rates.entry.participation, "participation");
  check(rates.entry.emigration, "emigration");
  check(rates.field_share, "field_share");
  problems.throw_if_any();
  const auto sampled = [&](const UncertainRate& rate, const std::string& name) {
    return sample_rate(rate, programme + "." + name, n, seed);
  };
  Eigen::ArrayXd out = sampled(rates.show_up, "show_up");
  for (std::size_t k = 0; k < rates.drop_out.size(); ++k) {
    out *= 1.0 - sampled(rates.drop_out[k], "drop_out." + std::to_string(k + 1));
  }
  out *= sampled(rates.graduation, "graduation");
  out *= 1.0 - sampled(rates.entry.further_study, "further_study");
  out *= sampled(rates.entry.participation, "participation");
  out *= 1.0 - sampled(rates.entry.emigration, "emigration");
  out *= sampled(rates.field_share, "field_share");
  return out;
}

/// Gap of one group by year of entry, on the part of it that one institution answers for.
struct GroupGap {
  data::Draws gap;     ///< share · catchment · (D − R), persons, negative where supply is enough
  data::Draws demand;  ///< as given
  data::Draws supply;  ///< as given
};

struct GapOptions {
  std::string group;
  /// part of the catchment's training that is the institution's; both exactly 1: the whole balance
  UncertainRate share = UncertainRate::exactly(1.0);
  UncertainRate catchment = UncertainRate::exactly(1.0);  ///< part of the balance that lies in the catchment
  std::uint64_t seed = 1;
};

/// Gap from a balance. demand: D, supply: R (other sources and learners already admitted), persons by year of entry, same
/// paths, years and scope. Throws InputError E-NEED-001 (shapes), E-NEED-002 (rates). O(draws · years).
[[nodiscard]] inline GroupGap group_gap(const data::Draws& demand, const data::Draws& supply,
                                        const GapOptions& options) {
  Problems problems;
  const bool same = demand.size() == supply.size() && demand.horizon() == supply.horizon() &&
                    demand.start() == supply.start() && demand.size() > 0 && demand.horizon() > 0;
  problems.add_if(!same,
                  {"E-NEED-001", "demand, supply",
                   std::to_string(demand.size()) + " × " + std::to_string(demand.horizon()) + " from " +
                       demand.start().to_string() + " and " + std::to_string(supply.size()) + " × " +
                       std::to_string(supply.horizon()) + " from " + supply.start().to_string(),
                   "give both on the same paths and years of entry", options.group, ""});
  for (const auto& [rate, name] :
       {std::pair{&options.share, "share"}, std::pair{&options.catchment, "catchment"}}) {
    Problems own;
    check_rate(own, *rate, "E-NEED-002", name);
    for (Problem one : own.list()) {
      one.series = options.group;
      problems.add(std::move(one));
    }
  }
  problems.throw_if_any();
  const Eigen::ArrayXd part =
      sample_rate(options.share, options.group + ".share", demand.size(), options.seed) *
      sample_rate(options.catchment, options.group + ".catchment", demand.size(), options.seed);
  data::DrawMatrix paths = demand.paths() - supply.paths();
  paths.array().colwise() *= part;
  return {
      data::Draws(demand.start(), std::move(paths), options.group, demand.target()).with_unit(demand.unit()),
      demand, supply};
}

/// Need of one group by intake year.
struct Need {
  data::Draws intake;                        ///< x, persons ≥ 0, draws × intake years
  std::vector<double> median, lower, upper;  ///< over the draws, central interval of `level`
  std::vector<double> probability_none;      ///< share of the draws whose need is 0
  double level = 0.8;
  bool closing = true;  ///< false: averaged over the years served (see the banner)
};

struct NeedOptions {
  std::string group;
  Index years = 1;     ///< intake years
  double level = 0.8;  ///< of the interval
};

/// Takes the gap back to intakes (see the banner). gap: by year of entry; yield: s, one a path; first: first intake year. Every
/// intake year's first year of entry must lie in `gap`. Throws InputError E-NEED-003 (duration, level), E-NEED-004 (gap does not
/// reach, naming intake year and year of entry), E-NEED-005 (a yield out of range); all problems at once. O(draws · years ·
/// parts).
[[nodiscard]] inline Need intake_need(const data::Draws& gap, const Eigen::ArrayXd& yield,
                                      const DurationSpread& duration, time::Period first,
                                      const NeedOptions& options) {
  Problems problems;
  check_duration(problems, duration, options.group);
  problems.add_if(!(options.level > 0.0 && options.level < 1.0),
                  {"E-NEED-003", "level", std::to_string(options.level) + " is no level",
                   "give a share between 0 and 1", options.group, ""});
  problems.add_if(
      yield.size() != gap.size() || !yield.allFinite() || (yield < kSmallestYield).any() ||
          (yield > 1.0).any(),
      {"E-NEED-005", "yield",
       yield.size() == gap.size() && yield.size() > 0
           ? "lies between " + std::to_string(yield.minCoeff()) + " and " + std::to_string(yield.maxCoeff())
           : std::to_string(yield.size()) + " values for " + std::to_string(gap.size()) + " paths",
       "give one share a path, at most 1 and not near 0", options.group, ""});
  const bool annual = first.frequency() == gap.start().frequency();
  problems.add_if(options.years < 1 || !annual,
                  {"E-NEED-004", "first_intake, years", "there is no intake year, or it is no year",
                   "give a year and a number of years ≥ 1", options.group, first.to_string()});
  problems.throw_if_any();
  const Index shift = (first + duration.shortest) - gap.start();  // column of the first year of entry
  for (Index t = 0; t < options.years; ++t) {
    problems.add_if(
        shift + t < 0 || shift + t >= gap.horizon(),
        {"E-NEED-004", "demand, supply",
         "its graduates enter in " + (first + t + duration.shortest).to_string() +
             ", which the balance does not cover",
         "extend the balance, or ask for fewer intake years", options.group, (first + t).to_string()});
  }
  problems.throw_if_any();

  Need out;
  out.level = options.level;
  out.closing = duration.parts.front() >= kStableShare;
  const Index n = gap.size();
  data::DrawMatrix need(n, options.years);
  const auto parts = static_cast<Index>(duration.parts.size());
  for (Index d = 0; d < n; ++d) {
    for (Index t = 0; t < options.years; ++t) {
      double wanted = 0.0;
      if (out.closing) {
        wanted = gap.paths()(d, shift + t) / yield(d);
        for (Index l = 1; l < parts && l <= t; ++l) {
          wanted -= duration.parts[static_cast<std::size_t>(l)] * need(d, t - l);
        }
        wanted /= duration.parts.front();
      } else {
        double weight = 0.0;
        for (Index l = 0; l < parts && shift + t + l < gap.horizon(); ++l) {
          const double part = duration.parts[static_cast<std::size_t>(l)];
          wanted += part * gap.paths()(d, shift + t + l);
          weight += part;
        }
        wanted /= weight * yield(d);
      }
      need(d, t) = std::max(0.0, wanted);
    }
  }
  out.intake = data::Draws(first, std::move(need), options.group, gap.target()).with_unit("persons");
  for (Index t = 0; t < options.years; ++t) {
    const data::Interval interval = out.intake.interval(t, options.level);
    out.median.push_back(out.intake.median(t));
    out.lower.push_back(interval.lower);
    out.upper.push_back(interval.upper);
    out.probability_none.push_back(static_cast<double>((out.intake.paths().col(t).array() <= 0.0).count()) /
                                   static_cast<double>(n));
  }
  return out;
}

/// National growth index: demand of each year in parts of the first year's, by median and interval over the draws. What can be said
/// where share and catchment are not known: how fast the field's demand moves, and no number for an institution.
struct GrowthIndex {
  std::vector<double> median, lower, upper;  ///< by year of entry; 1 in the first
  double level = 0.8;
};

/// demand: D by year of entry, > 0 in the first year on every path. Throws InputError E-NEED-006 otherwise, or when level is out
/// of range.
[[nodiscard]] inline GrowthIndex national_growth(const data::Draws& demand, double level,
                                                 const std::string& group) {
  if (demand.size() == 0 || demand.horizon() == 0 || !(demand.paths().col(0).array() > 0.0).all() ||
      !(level > 0.0 && level < 1.0)) {
    throw InputError("E-NEED-006", "demand, level",
                     "demand of the first year is not above 0 on every path, or the level is none",
                     "start in a year with demand; give a level between 0 and 1", group);
  }
  data::DrawMatrix ratio = demand.paths();
  ratio.array().colwise() /= demand.paths().col(0).array().eval();
  const data::Draws index(demand.start(), std::move(ratio), group, demand.target());
  GrowthIndex out;
  out.level = level;
  for (Index h = 0; h < index.horizon(); ++h) {
    const data::Interval interval = index.interval(h, level);
    out.median.push_back(index.median(h));
    out.lower.push_back(interval.lower);
    out.upper.push_back(interval.upper);
  }
  return out;
}

}  // namespace dubao::labour::intake
