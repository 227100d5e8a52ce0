// SPDX-License-Identifier: Apache-2.0
//
// Entry: what graduates do, and how many of them enter the labour market.
//
// What      Graduates study on, stay outside the labour force, work abroad, or enter the labour market: four
//           flows that add up to the graduates on every path, so that a flow chart can be drawn from them.
// When not  For the share who FIND a job: entrants are supply whether employed or seeking. An employment rate of
//           graduates is an outcome of the balance and must not be multiplied into supply.
// Formula   F12:  entrants = G·(1 − further study)·participation·(1 − emigration)
// Example   100 graduates, 10 % study on, 90 % of the rest participate, 5 % of these leave: 10 study on, 9 stay
//           outside, 4.05 leave, 76.95 enter.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/uncertain_rate.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace dubao::labour {

/// Rates applied one after the other, each to those left by the one before, in [0, 1].
struct EntryRates {
  UncertainRate further_study = UncertainRate::exactly(0.0);  ///< part of graduates who study on full time
  UncertainRate participation = UncertainRate::exactly(1.0);  ///< part of the rest in the labour force
  UncertainRate emigration = UncertainRate::exactly(0.0);     ///< part of these who work abroad
};

/// Flows of each period, draws × horizon, persons; they add up to the graduates.
struct EntryFlows {
  data::Draws further_study;
  data::Draws outside_labour_force;
  data::Draws emigration;
  data::Draws entrants;  ///< into the domestic labour market
};

/// Adds what is wrong with the rates to `problems`, id E-PIP-004.
inline void check_entry_rates(Problems& problems, const EntryRates& rates) {
  check_rate(problems, rates.further_study, "E-PIP-004", "further_study");
  check_rate(problems, rates.participation, "E-PIP-004", "participation");
  check_rate(problems, rates.emigration, "E-PIP-004", "emigration");
}

/// Splits graduates into what they do (see the banner). graduates: persons ≥ 0; programme: names the streams of
/// the uncertain rates; lag: periods from the graduates' period to entry, ≥ 0 (academic year t → calendar year
/// t + 1: 1). Throws InputError E-PIP-004, E-PIP-005. O(draws · horizon).
[[nodiscard]] inline EntryFlows labour_market_entry(const data::Draws& graduates, const EntryRates& rates,
                                                    const std::string& programme, Index lag,
                                                    std::uint64_t seed) {
  Problems problems;
  check_entry_rates(problems, rates);
  problems.add_if(lag < 0, {"E-PIP-005", "calendar_lag", "is negative", "give periods ≥ 0", "", ""});
  problems.throw_if_any();
  const auto sampled = [&](const UncertainRate& rate, const char* name) {
    return sample_rate(rate, programme + "." + name, graduates.size(), seed);
  };
  const Eigen::ArrayXd study = sampled(rates.further_study, "further_study");
  const Eigen::ArrayXd outside = (1.0 - study) * (1.0 - sampled(rates.participation, "participation"));
  const Eigen::ArrayXd abroad = (1.0 - study - outside) * sampled(rates.emigration, "emigration");
  const auto part = [&](const Eigen::ArrayXd& share, const char* name) {
    data::DrawMatrix paths = graduates.paths();
    paths.array().colwise() *= share;
    return data::Draws(graduates.start() + lag, std::move(paths), graduates.id() + "." + name,
                       graduates.target())
        .with_unit(graduates.unit());
  };
  return {part(study, "further_study"), part(outside, "outside_labour_force"), part(abroad, "emigration"),
          part(1.0 - study - outside - abroad, "entrants")};
}

}  // namespace dubao::labour
