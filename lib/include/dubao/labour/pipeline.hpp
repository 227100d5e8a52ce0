// SPDX-License-Identifier: Apache-2.0
//
// Education pipeline: from intake to graduates to people who enter the labour market, on draws.
//
// What      Learners by year of study move up, repeat, drop out or graduate; graduates study on, stay out of
//           the labour force, emigrate or enter the labour market.
// When      Intake (or learners) by field and year is known, and rates at least as value, low, high.
// When not  Drop-out by year of study is unknown: cohort.hpp needs a completion rate only. People trained outside
//           programmes with years of study (retraining, self-taught): a flow apart.
// Formula   F12, years of study k = 1 … K, academic years t:
//             N_{1,t+1}   = intake_{t+1}·show_up + ρ_1·N_{1,t}
//             N_{k+1,t+1} = N_{k,t}·(1 − d_k − ρ_k) + ρ_{k+1}·N_{k+1,t}
//             G_t = g·N_{K,t},  g = 1 − d_K − ρ_K
//           then entry.hpp: entrants = G_t·(1 − further study)·participation·(1 − emigration)
//           People are conserved: entrants to study = graduates + drop-outs + change of the number of learners.
// Timing    Period t is the academic year that begins in t. Its graduates leave at its end and are counted in
//           the labour market `calendar_lag` periods later (1 for intakes in autumn).
// Example   K = 2, nobody repeats, d = 0.1 each year, intake 100, show-up 0.8, no learners before:
//           N_1 = 80; next year N_2 = 72, of whom 64.8 graduate.
// Source    Standard flow model of education statistics (repetition, promotion, drop-out rates as in the UNESCO
//           Institute for Statistics' indicator glossary); the rest of the formulas: own.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/entry.hpp>
#include <dubao/labour/uncertain_rate.hpp>

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// Rates of one programme. drop_out and repetition have one entry a year of study: their length is K.
struct PipelineRates {
  std::vector<UncertainRate> drop_out;  ///< d_k, part of the learners of year k, [0, 1]
  /// ρ_k, part of the learners of year k, [0, 1]; empty: nobody repeats
  std::vector<UncertainRate> repetition;
  UncertainRate show_up = UncertainRate::exactly(1.0);  ///< enrolled ÷ admitted; 1 when intake is enrolled
  EntryRates entry;
};

struct PipelineOptions {
  std::string programme;   ///< names the streams of the uncertain rates: one seed, one programme, same rates
  Index calendar_lag = 1;  ///< periods from an academic year to its graduates' entry, ≥ 0
  std::uint64_t seed = 1;
};

/// Flows of every academic year of the horizon, draws × horizon, persons.
struct Pipeline {
  data::Draws entrants_to_study;     ///< intake·show_up
  data::Draws learners;              ///< Σ_k N_k
  std::vector<data::Draws> by_year;  ///< N_k, k = 1 … K
  data::Draws drop_outs;             ///< Σ_k d_k·N_k
  data::Draws graduates;             ///< G
  EntryFlows entry;                  ///< what graduates do; starts `calendar_lag` periods later
  Eigen::ArrayXd base_learners;      ///< learners of the year before the first, one value a path
  Eigen::ArrayXd base_drop_outs;     ///< their drop-outs, which the first year's conservation needs
  Eigen::ArrayXd base_graduates;     ///< their graduates
};

namespace detail {

inline void check_pipeline(const data::Draws& intake, const Eigen::ArrayXd& base_stock,
                           const PipelineRates& rates, Index calendar_lag) {
  Problems problems;
  const auto years = static_cast<Index>(rates.drop_out.size());
  problems.add_if(years == 0, {"E-PIP-001", "drop_out", "there is no year of study",
                               "give one drop-out rate a year of study", "", ""});
  problems.add_if(!rates.repetition.empty() && rates.repetition.size() != rates.drop_out.size(),
                  {"E-PIP-001", "repetition",
                   std::to_string(rates.repetition.size()) + " rates for " + std::to_string(years) + " years",
                   "give one a year of study, or none", "", ""});
  problems.add_if(
      base_stock.size() != years || !base_stock.allFinite() || (base_stock < 0.0).any(),
      {"E-PIP-002", "base_stock",
       std::to_string(base_stock.size()) + " values for " + std::to_string(years) +
           " years of study, or one negative or not finite",
       "give the learners of each year of study in the year before the first, 0 where none", "", ""});
  problems.add_if(intake.size() == 0 || intake.horizon() == 0 || (intake.paths().array() < 0.0).any(),
                  {"E-PIP-003", "intake", "there is no path, or an intake is negative", "give persons ≥ 0",
                   intake.id(), ""});
  problems.add_if(calendar_lag < 0, {"E-PIP-005", "calendar_lag", "is negative", "give periods ≥ 0", "", ""});
  for (std::size_t k = 0; k < rates.drop_out.size(); ++k) {
    const std::string year = std::to_string(k + 1);
    check_rate(problems, rates.drop_out[k], "E-PIP-004", "drop_out." + year);
    if (k >= rates.repetition.size()) continue;
    check_rate(problems, rates.repetition[k], "E-PIP-004", "repetition." + year);
    problems.add_if(rates.drop_out[k].high + rates.repetition[k].high > 1.0,
                    {"E-PIP-004", "drop_out." + year,
                     "its upper bound and that of the year's repetition add up to more than 1",
                     "more cannot leave and repeat than there are", "", ""});
  }
  check_rate(problems, rates.show_up, "E-PIP-004", "show_up");
  check_entry_rates(problems, rates.entry);
  problems.throw_if_any();
}

}  // namespace detail

/// Runs the pipeline (see the banner).
/// intake: admitted (or enrolled, with show_up 1) by academic year, draws × horizon, ≥ 0; base_stock: learners by
/// year of study in the academic year BEFORE the first of `intake`, K values, 0 where nobody (to rebuild the
/// stock from past intakes start with zeros K or more years back). Throws InputError E-PIP-001 … E-PIP-005, all
/// problems at once. O(draws · horizon · K).
[[nodiscard]] inline Pipeline pipeline(const data::Draws& intake, const Eigen::ArrayXd& base_stock,
                                       const PipelineRates& rates, const PipelineOptions& options = {}) {
  detail::check_pipeline(intake, base_stock, rates, options.calendar_lag);
  const Index n = intake.size();
  const Index horizon = intake.horizon();
  const auto years = static_cast<Index>(rates.drop_out.size());
  const auto sampled = [&](const UncertainRate& rate, const std::string& name) {
    return sample_rate(rate, options.programme + "." + name, n, options.seed);
  };
  Eigen::ArrayXXd drop_out(n, years);
  Eigen::ArrayXXd repetition = Eigen::ArrayXXd::Zero(n, years);
  for (Index k = 0; k < years; ++k) {
    const auto at = static_cast<std::size_t>(k);
    drop_out.col(k) = sampled(rates.drop_out[at], "drop_out." + std::to_string(k + 1));
    if (!rates.repetition.empty()) {
      repetition.col(k) = sampled(rates.repetition[at], "repetition." + std::to_string(k + 1));
    }
  }
  const Eigen::ArrayXd graduation = 1.0 - drop_out.col(years - 1) - repetition.col(years - 1);

  Pipeline out;
  Eigen::ArrayXXd stock = base_stock.transpose().replicate(n, 1);  // paths × years of study
  out.base_learners = stock.rowwise().sum();
  out.base_drop_outs = (stock * drop_out).rowwise().sum();
  out.base_graduates = stock.col(years - 1) * graduation;
  data::DrawMatrix newcomers = intake.paths();
  newcomers.array().colwise() *= sampled(rates.show_up, "show_up");
  std::vector<data::DrawMatrix> by_year(static_cast<std::size_t>(years), data::DrawMatrix(n, horizon));
  data::DrawMatrix learners(n, horizon);
  data::DrawMatrix drop_outs(n, horizon);
  data::DrawMatrix graduates(n, horizon);
  for (Index h = 0; h < horizon; ++h) {
    Eigen::ArrayXXd next = stock * repetition;
    next.col(0) += newcomers.col(h).array();
    for (Index k = 0; k + 1 < years; ++k) {
      next.col(k + 1) += stock.col(k) * (1.0 - drop_out.col(k) - repetition.col(k));
    }
    stock = std::move(next);
    for (Index k = 0; k < years; ++k) by_year[static_cast<std::size_t>(k)].col(h) = stock.col(k).matrix();
    learners.col(h) = stock.rowwise().sum().matrix();
    drop_outs.col(h) = (stock * drop_out).rowwise().sum().matrix();
    graduates.col(h) = (stock.col(years - 1) * graduation).matrix();
  }

  const auto named = [&](data::DrawMatrix paths, const std::string& part) {
    return data::Draws(intake.start(), std::move(paths), intake.id() + "." + part, intake.target())
        .with_unit(intake.unit());
  };
  out.entrants_to_study = named(std::move(newcomers), "entrants_to_study");
  out.learners = named(std::move(learners), "learners");
  out.drop_outs = named(std::move(drop_outs), "drop_outs");
  out.graduates = named(std::move(graduates), "graduates");
  out.entry =
      labour_market_entry(out.graduates, rates.entry, options.programme, options.calendar_lag, options.seed);
  for (Index k = 0; k < years; ++k) {
    out.by_year.push_back(
        named(std::move(by_year[static_cast<std::size_t>(k)]), "learners." + std::to_string(k + 1)));
  }
  return out;
}

/// Expected graduates a year as the forms of Circular 34/2026/TT-BGDĐT compute them: learners ÷ standard years
/// of the programme. It assumes a steady intake and no drop-out; the pipeline does not.
/// Throws InputError E-PIP-006 when learners is negative or years is not > 0.
[[nodiscard]] inline double graduates_by_duration(double learners, double years) {
  if (!(learners >= 0.0) || !(years > 0.0)) {
    throw InputError("E-PIP-006", "learners, years",
                     std::to_string(learners) + " learners over " + std::to_string(years) + " years",
                     "give learners ≥ 0 and a duration > 0");
  }
  return learners / years;
}

}  // namespace dubao::labour
