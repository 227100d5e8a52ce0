// SPDX-License-Identifier: Apache-2.0
//
// Calibration of postings: vacancies from counts of online job advertisements and official vacancy margins, on draws.
//
// What      Advertisements are not vacancies: some posts are never advertised online, some advertisements stand for several posts or
//           none, and occupations differ in this. κ = V/P says by how much, cell by cell.
// When      Official vacancies are known by at least one margin (occupation, sector, region) and postings by the cells.
// When not  Without any official margin: then postings are an index of change, no level. Cells whose postings are 0 stay 0.
// Formula   F20:  V̂_c = κ_c · P_c,   P_c = Σ_s w_s n_sc  (weights of the sources, counts after removing duplicates)
//           one margin:   κ_g = V_g / Σ_{c∈g} P_c;   several: P is the seed and the margins the targets of iterative proportional
//           fitting (hierarchy/proportional_fitting.hpp), κ_c = V_c / P_c = Π of the factors of the margins.
//           Margins with standard errors are drawn, log-normal with the given mean and standard error, each target its own stream;
//           the margins after the first are multiplied to its total on every path, since totals of one population are one number.
//           κ of a calibrated period carries a later count P' to V̂' = κ·P' under the ASSUMPTION that advertising habits stay.
// Example   postings 20 30 / 10 40, vacancies by row 100 and 50: κ = 2 and 1, V̂ = 40 60 / 10 40.
// Source    Deming and Stephan (1940) for the fit; log-normal targets and the carried κ: own.
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/hierarchy/proportional_fitting.hpp>

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// Counts of one source, one a cell.
struct PostingSource {
  std::string name;
  double weight = 1.0;  ///< w_s > 0: posts an advertisement of this source stands for, relative to the others
  std::vector<double> counts;  ///< after removing duplicates, ≥ 0
};

/// P_c = Σ_s w_s n_sc. Throws InputError E-LAB-030 (no source, different lengths, a negative or infinite count, a weight not > 0), all
/// problems at once.
[[nodiscard]] inline std::vector<double> weighted_postings(const std::vector<PostingSource>& sources) {
  Problems problems;
  problems.add_if(
      sources.empty() || sources.front().counts.empty(),
      {"E-LAB-030", "sources", "there is no source or no cell", "give the counts of at least one", "", ""});
  for (const PostingSource& source : sources) {
    problems.add_if(source.counts.size() != sources.front().counts.size(),
                    {"E-LAB-030", "counts",
                     std::to_string(source.counts.size()) + " counts where the first source has " +
                         std::to_string(sources.front().counts.size()),
                     "give every source the same cells, 0 where it has none", source.name, ""});
    problems.add_if(!(source.weight > 0.0) || std::isinf(source.weight),
                    {"E-LAB-030", "weight", std::to_string(source.weight) + " is not a weight",
                     "give a number > 0", source.name, ""});
    for (const double count : source.counts) {
      if (count >= 0.0 && !std::isinf(count)) continue;
      problems.add({"E-LAB-030", "counts", "a count is negative, missing or infinite", "give numbers ≥ 0",
                    source.name, ""});
      break;
    }
  }
  problems.throw_if_any();
  std::vector<double> out(sources.front().counts.size(), 0.0);
  for (const PostingSource& source : sources) {
    for (std::size_t c = 0; c < out.size(); ++c) out[c] += source.weight * source.counts[c];
  }
  return out;
}

/// An official margin: targets by label over some dimensions, with standard errors (0: exact).
struct VacancyMargin {
  hierarchy::Margin margin;
  std::vector<double> standard_errors;
};

struct CalibratedPostings {
  data::DrawMatrix vacancies;  ///< cells × draws
  data::DrawMatrix factors;    ///< κ, cells × draws; 0 where there are no postings
  hierarchy::ProportionalFit worst;
  std::vector<std::string> notes;
};

/// Draws of the targets of all margins, one after the other: targets × draws. Log-normal with the mean and standard error given; a
/// target of 0 stays 0. Throws InputError E-LAB-031 (standard errors that do not fit, a negative one, a target that is no count).
[[nodiscard]] inline data::DrawMatrix sample_margins(const std::vector<VacancyMargin>& margins, Index draws,
                                                     std::uint64_t seed) {
  Problems problems;
  problems.add_if(
      draws < 1 || margins.empty(),
      {"E-LAB-031", "margins, draws", "there is no margin or no path", "give at least one of each", "", ""});
  Index rows = 0;
  for (const VacancyMargin& one : margins) {
    const std::vector<double>& targets = one.margin.targets;
    bool wrong = one.standard_errors.size() != targets.size();
    for (const double error : one.standard_errors) wrong = wrong || !(error >= 0.0) || std::isinf(error);
    for (const double target : targets) wrong = wrong || !(target >= 0.0) || std::isinf(target);
    problems.add_if(wrong, {"E-LAB-031", "standard_errors",
                            "the targets need one standard error ≥ 0 each, and have to be numbers ≥ 0",
                            "give 0 where a target is exact", one.margin.name, ""});
    rows += static_cast<Index>(targets.size());
  }
  problems.throw_if_any();
  data::DrawMatrix out(rows, draws);
  Index row = 0;
  for (const VacancyMargin& one : margins) {
    for (std::size_t g = 0; g < one.margin.targets.size(); ++g, ++row) {
      const double mean = one.margin.targets[g];
      const double relative = mean > 0.0 ? one.standard_errors[g] / mean : 0.0;
      const double variance = std::log1p(relative * relative);
      const std::uint64_t key =
          data::hash_key("labour.vacancies." + one.margin.name + "." + std::to_string(g));
      for (Index d = 0; d < draws; ++d) {
        data::RandomStream stream(seed, key, static_cast<std::uint64_t>(d));
        out(row, d) =
            variance > 0.0 ? mean * std::exp(std::sqrt(variance) * stream.normal() - 0.5 * variance) : mean;
      }
    }
  }
  // One population, one total: the first margin's.
  const Index first_rows = static_cast<Index>(margins.front().margin.targets.size());
  const Eigen::RowVectorXd total = out.topRows(first_rows).colwise().sum();
  Index start = 0;
  for (const VacancyMargin& one : margins) {
    const auto count = static_cast<Index>(one.margin.targets.size());
    if (start > 0) {
      for (Index d = 0; d < draws; ++d) {
        const double own = out.col(d).segment(start, count).sum();
        if (own > 0.0) out.col(d).segment(start, count) *= total(d) / own;
      }
    }
    start += count;
  }
  return out;
}

/// Vacancies and calibration factors (see the banner).
/// labels, cells: as hierarchy::ProportionalFitting; postings: P, one a cell. Throws InputError E-LAB-030, E-LAB-031 and what the fit
/// throws: E-IPF-004 names a target without any posting. Same bits for any number of threads. O(draws · rounds · cells · margins).
[[nodiscard]] inline CalibratedPostings calibrate_postings(
    const std::vector<std::vector<std::string>>& labels, const std::vector<std::vector<Index>>& cells,
    const std::vector<double>& postings, const std::vector<VacancyMargin>& margins, Index draws = 1000,
    std::uint64_t seed = 1, int threads = 1) {
  const data::DrawMatrix targets = sample_margins(margins, draws, seed);
  CalibratedPostings out;
  std::vector<hierarchy::Margin> own;
  Index row = 0;
  double first_total = 0.0;
  for (const VacancyMargin& one : margins) {
    own.push_back(one.margin);
    double stated = 0.0;
    for (const double target : one.margin.targets) stated += target;
    if (own.size() == 1) {
      first_total = stated;
    } else if (std::abs(stated - first_total) > hierarchy::kMarginAgreement * std::max(stated, first_total)) {
      out.notes.push_back("margin " + one.margin.name + " sums to " + std::to_string(stated) +
                          " and was multiplied to " + std::to_string(first_total) + ", the total of " +
                          margins.front().margin.name);
    }
    // The constructor checks one set of targets that agree: those of the first path.
    for (double& target : own.back().targets) target = targets(row++, 0);
  }
  const hierarchy::ProportionalFitting fitting(labels, cells, postings, own);
  auto [vacancies, worst] = fitting.fit_draws(targets, {}, threads);
  out.vacancies = std::move(vacancies);
  out.worst = std::move(worst);
  out.factors = data::DrawMatrix::Zero(out.vacancies.rows(), out.vacancies.cols());
  for (Index c = 0; c < out.factors.rows(); ++c) {
    const double seed_cell = postings[static_cast<std::size_t>(c)];
    if (seed_cell > 0.0) out.factors.row(c) = out.vacancies.row(c) / seed_cell;
  }
  if (!out.worst.converged) {
    out.notes.push_back("margin " + out.worst.margin + ", cell " + out.worst.cell + " is missed by " +
                        std::to_string(100.0 * out.worst.residual) + " %");
  }
  return out;
}

}  // namespace dubao::labour
