// SPDX-License-Identifier: Apache-2.0
//
// Separation rates: parts of an occupation that leave the labour force, and that change occupation, in a year.
//
// What      Two regressions on persons seen twice a year apart (person_table.hpp): who left the labour force, who moved to
//           another occupation. Each is applied to the people of every occupation; the mean probability is its rate,
//           with draws. The result holds coefficients and rates, never a row.
// When      A rotating panel follows persons for a year; no survey is large enough to count leavers occupation by
//           occupation, so the pattern by age, sex and education is estimated over all and carried to each.
// When not  Rates by age are known for the occupation (replacement.hpp). Transfers are openings but the people remain:
//           they belong into a balance only when transfers in stand on its supply side (transfer_flows.hpp).
// Formula   F10:  P(left | x) = g⁻¹(x'β),  P(transferred | x) = g⁻¹(x'γ),  g probit or logit
//                 e_o = Σ_{k∈o} w_k g⁻¹(x_k'β)/Σ_{k∈o} w_k,  m_o likewise with γ
//           draws: β_d ~ N(β̂, V̂), γ_d ~ N(γ̂, V̂), the same β_d for every occupation: rates of one path belong together.
// Weights   Records: weights divided by their mean enter the likelihood (pseudo-likelihood), V̂ is the sandwich HC1, or the
//           clustered one where households or sampling units are given: persons of one household leave together. Cells
//           of a table: the fit is on the counts, each standing for that many persons; weights serve the means alone.
// Limits    The people of an occupation are taken as known, as is who is in the sample; without clusters persons are taken as
//           independent. β and γ are drawn independently. A rate is of the years of the panel.
// Example   tests/cpp/labour/separation_rates_test.cpp: 4 cells of counts, no column, link logit, 30 of 1,000 left:
//           e = 0.03 in every occupation, standard error of its logit 1/√(1000·0.03·0.97)·√(1000/999).
// Source    BLS, Occupational separations methodology (probit on the Current Population Survey); uncertainty: own.
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/person_table.hpp>
#include <dubao/regression/glm.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dubao::labour {

struct SeparationOptions {
  regression::Link link = regression::Link::kProbit;  ///< probit or logit
  double minimum_persons = kMinimumPersons;           ///< an occupation with fewer is not shown, ≥ 5
  Index draws = 1000;
  std::uint64_t seed = 1;
};

/// One of the two regressions.
struct SeparationModel {
  std::vector<std::string> names;  ///< of the coefficients, "intercept" first
  Eigen::VectorXd params;
  Eigen::MatrixXd covariance;
};

/// Rates of one occupation, parts of its people a year. Suppressed: only the name.
struct OccupationSeparation {
  std::string occupation;
  bool suppressed = true;
  double persons = 0.0;     ///< of the sample
  double population = 0.0;  ///< weighted
  double exit = 0.0;        ///< e at β̂
  double transfer = 0.0;    ///< m at γ̂
  Eigen::ArrayXd exit_draws;
  Eigen::ArrayXd transfer_draws;
};

/// Occupations ascending; `all` is over the occupations that are shown, so that none can be told by subtraction.
struct SeparationRates {
  std::vector<OccupationSeparation> occupations;
  OccupationSeparation all;
  SeparationModel exit;
  SeparationModel transfer;
  regression::Link link = regression::Link::kProbit;
  double minimum_persons = kMinimumPersons;
  std::vector<std::string> notes;
};

namespace detail {

/// Standard error of a linear predictor beyond which the data say nothing about a probability (± 5 on either scale is
/// nearly 0 … 1): left over by columns that separate the outcome together.
inline constexpr double kLargestPredictorError = 5.0;

[[nodiscard]] inline regression::GlmResult fit_outcome(const PersonTable& table, const PersonDesign& design,
                                                       const Eigen::ArrayXd& happened,
                                                       regression::Link link) {
  regression::GlmOptions options;
  options.family = regression::Family::kBinomial;
  options.link = link;
  options.covariance = regression::GlmCovariance::kHc1;
  options.quasi = true;  // weights need not make whole numbers of successes
  if (table.is_records()) {
    regression::GlmData data;
    data.weights = (table.weight / table.weight.mean()).matrix();
    if (!table.clusters.empty()) {
      options.covariance = regression::GlmCovariance::kClustered;
      data.clusters = table.clusters;
    }
    return regression::fit_glm(design.x, happened.matrix(), design.names, true, options, data);
  }
  // A cell of n persons, k of whom did, is k rows of 1 and n − k rows of 0.
  options.frequency_weights = true;
  const Index rows = table.rows();
  Eigen::MatrixXd x(2 * rows, design.x.cols());
  x.topRows(rows) = design.x;
  x.bottomRows(rows) = design.x;
  Eigen::VectorXd y(2 * rows);
  y.head(rows).setOnes();
  y.tail(rows).setZero();
  regression::GlmData data;
  data.weights.resize(2 * rows);
  data.weights.head(rows) = happened.matrix();
  data.weights.tail(rows) = (table.persons() - happened).matrix();
  return regression::fit_glm(x, y, design.names, true, options, data);
}

/// Distinct rows of the regression's matrix by occupation, with the population each stands for.
struct RateCells {
  Eigen::MatrixXd x;              ///< cells × columns kept by the fit, the intercept first
  std::vector<Index> occupation;  ///< code of each cell
  Eigen::ArrayXd population;
};

[[nodiscard]] inline RateCells rate_cells(const PersonTable& table, const PersonDesign& design) {
  std::map<std::vector<double>, double> sums;  // occupation and columns → population
  std::vector<double> key(static_cast<std::size_t>(design.x.cols()) + 1);
  const Eigen::ArrayXd persons = table.persons();
  for (Index i = 0; i < table.rows(); ++i) {
    key[0] = static_cast<double>(table.occupation.codes[static_cast<std::size_t>(i)]);
    for (Index j = 0; j < design.x.cols(); ++j) key[static_cast<std::size_t>(j) + 1] = design.x(i, j);
    sums[key] += persons(i) * table.weight(i);
  }
  RateCells out;
  out.x.resize(static_cast<Index>(sums.size()), design.x.cols());
  out.population.resize(static_cast<Index>(sums.size()));
  Index row = 0;
  for (const auto& [cell, population] : sums) {
    out.occupation.push_back(static_cast<Index>(cell[0]));
    for (Index j = 0; j < design.x.cols(); ++j) out.x(row, j) = cell[static_cast<std::size_t>(j) + 1];
    out.population(row++) = population;
  }
  return out;
}

/// Mean probability of every occupation (columns: codes, then all shown together) at the estimate (row 0) and at the
/// draws (rows 1 …).
[[nodiscard]] inline Eigen::ArrayXXd mean_probabilities(const regression::GlmResult& fit,
                                                        const RateCells& cells,
                                                        const std::vector<bool>& shown,
                                                        const SeparationOptions& options,
                                                        const char* outcome) {
  const Eigen::MatrixXd x = regression::kept_design(fit, cells.x);
  const Eigen::VectorXd error = regression::standard_error_of_mean(fit, cells.x);
  if (!fit.covariance.allFinite() || !(error.array() <= kLargestPredictorError).all()) {
    throw ModelError("E-REP-017", outcome,
                     "some combination of the columns is met only by people who all did, or all did not: its "
                     "coefficients have no finite value",
                     "join categories, or leave a column out");
  }
  const Eigen::LDLT<Eigen::MatrixXd> factor(fit.covariance);
  const Eigen::MatrixXd root = factor.transpositionsP().transpose() * Eigen::MatrixXd(factor.matrixL()) *
                               factor.vectorD().cwiseMax(0.0).cwiseSqrt().asDiagonal();
  const auto codes = static_cast<Index>(shown.size());
  Eigen::ArrayXd population = Eigen::ArrayXd::Zero(codes + 1);
  for (Index c = 0; c < cells.population.size(); ++c) {
    const Index code = cells.occupation[static_cast<std::size_t>(c)];
    population(code) += cells.population(c);
    if (shown[static_cast<std::size_t>(code)]) population(codes) += cells.population(c);
  }
  const std::uint64_t key = data::hash_key("labour.separation." + std::string(outcome));
  Eigen::ArrayXXd out = Eigen::ArrayXXd::Zero(options.draws + 1, codes + 1);
  Eigen::VectorXd normal(fit.params.size());
  for (Index d = 0; d <= options.draws; ++d) {
    Eigen::VectorXd beta = fit.params;
    if (d > 0) {
      data::RandomStream stream(options.seed, key, static_cast<std::uint64_t>(d - 1));
      for (Index j = 0; j < normal.size(); ++j) normal(j) = stream.normal();
      beta += root * normal;
    }
    const Eigen::VectorXd eta = x * beta;
    for (Index c = 0; c < eta.size(); ++c) {
      const Index code = cells.occupation[static_cast<std::size_t>(c)];
      const double part = cells.population(c) * regression::inverse_link(options.link, eta(c)).mean;
      out(d, code) += part;
      if (shown[static_cast<std::size_t>(code)]) out(d, codes) += part;
    }
  }
  for (Index code = 0; code <= codes; ++code) {
    if (population(code) > 0.0) out.col(code) /= population(code);
  }
  return out;
}

}  // namespace detail

/// Estimates both regressions and the rates (see the banner).
/// Throws InputError E-REP-013 … E-REP-016 (see check_person_table), E-REP-018 for an option out of range or no occupation
/// with enough persons, all problems at once; ModelError E-REP-017 when columns separate an outcome together; E-GLM-007,
/// E-GLM-008 of the regression, naming columns. None names a row.
/// Cost: two regressions, then O(draws · distinct rows · columns).
[[nodiscard]] inline SeparationRates separation_rates(const PersonTable& table,
                                                      const SeparationOptions& options = {}) {
  Problems problems;
  problems.add_if(options.link != regression::Link::kProbit && options.link != regression::Link::kLogit,
                  {"E-REP-018", "link", "is neither probit nor logit", "use one of the two", "", ""});
  problems.add_if(!(options.minimum_persons >= kMinimumPersons),
                  {"E-REP-018", "minimum_persons", std::to_string(options.minimum_persons) + " is below 5",
                   "cells of fewer than 5 persons are never shown", "", ""});
  problems.add_if(options.draws < 1, {"E-REP-018", "draws", "less than 1", "give at least 1 path", "", ""});
  check_person_table(problems, table, std::max(options.minimum_persons, kMinimumPersons));
  if (problems.empty() && !table.clusters.empty() && !table.is_records()) {
    problems.add({"E-REP-018", "cluster", "the rows are cells of a table, not persons",
                  "give clusters with records only", "", ""});
  }
  problems.throw_if_any();
  const Eigen::ArrayXd persons = detail::level_counts(table, table.occupation).rowwise().sum();
  std::vector<bool> shown;
  for (Index code = 0; code < persons.size(); ++code) {
    shown.push_back(persons(code) >= options.minimum_persons);
  }
  if (std::none_of(shown.begin(), shown.end(), [](bool one) { return one; })) {
    throw InputError("E-REP-018", "occupation", "no occupation has enough persons to be shown",
                     "take larger groups of occupations, or more years of the panel");
  }

  const PersonDesign design = person_design(table);
  const regression::GlmResult exit = detail::fit_outcome(table, design, table.left, options.link);
  const regression::GlmResult transfer = detail::fit_outcome(table, design, table.transferred, options.link);
  const detail::RateCells cells = detail::rate_cells(table, design);
  const Eigen::ArrayXXd exits = detail::mean_probabilities(exit, cells, shown, options, "left");
  const Eigen::ArrayXXd transfers =
      detail::mean_probabilities(transfer, cells, shown, options, "transferred");

  SeparationRates out;
  out.link = options.link;
  out.minimum_persons = options.minimum_persons;
  out.exit = {exit.names, exit.params, exit.covariance};
  out.transfer = {transfer.names, transfer.params, transfer.covariance};
  const auto fill = [&](OccupationSeparation& one, Index column) {
    one.suppressed = false;
    one.exit = exits(0, column);
    one.transfer = transfers(0, column);
    one.exit_draws = exits.col(column).tail(options.draws);
    one.transfer_draws = transfers.col(column).tail(options.draws);
  };
  const Eigen::ArrayXd population = table.persons() * table.weight;
  std::map<std::string, OccupationSeparation> by_name;
  Index suppressed = 0;
  for (Index code = 0; code < persons.size(); ++code) {
    OccupationSeparation one;
    one.occupation = table.occupation.levels[static_cast<std::size_t>(code)];
    if (!(persons(code) > 0.0)) continue;
    if (shown[static_cast<std::size_t>(code)]) {
      fill(one, code);
      one.persons = persons(code);
      for (Index i = 0; i < table.rows(); ++i) {
        if (table.occupation.codes[static_cast<std::size_t>(i)] == code) one.population += population(i);
      }
      out.all.persons += one.persons;
      out.all.population += one.population;
    } else {
      ++suppressed;
    }
    by_name.emplace(one.occupation, std::move(one));
  }
  for (auto& [name, one] : by_name) out.occupations.push_back(std::move(one));
  fill(out.all, persons.size());
  out.all.occupation = "all";
  if (suppressed > 0) {
    out.notes.push_back(std::to_string(suppressed) + " occupation(s) with too few persons are not shown");
  }
  for (const std::string& column : exit.dropped) {
    out.notes.push_back("column '" + column + "' is left out: the columns before it say the same");
  }
  if (!exit.converged || !transfer.converged) {
    out.notes.emplace_back("the search ended before the coefficients settled: look at the columns' scale");
  }
  return out;
}

}  // namespace dubao::labour
