// SPDX-License-Identifier: Apache-2.0
//
// Error by stage: was it the industry total, its distribution over regions, or the staffing share?
//
// What      Splits the error of every occupation (and region) into parts that add up to it exactly.
// When      A joint table industry × occupation (and region) exists for the outturn as it does for the forecast.
// When not  The classification changed between the two: the share part would measure the change of codes.
// Formula   F26.  E_rio = E_i ρ_ri s_rio,  hats for the forecast:
//             Ê_ro − E_ro = Σ_i ŝ_rio ρ̂_ri (Ê_i − E_i)  +  Σ_i ŝ_rio E_i (ρ̂_ri − ρ_ri)  +  Σ_i E_ri (ŝ_rio − s_rio)
//                             industry                      region                         share
//           with one region ρ = 1 and the middle part is 0. On draws: the split of every path, averaged; it then adds up to
//           the error of the mean.
//           contribution of a part: Σ error · part / Σ error², over occupations and regions; the three sum to 1, one may be
//           negative where it offsets another.
// Order     The order industry, region, share decides where a joint deviation is counted: with the stage before it.
// Empty     A share (or regional share) of nobody does not exist: it takes the value of the other side, so that nothing is
//           blamed on it.
// Example   industry 1,000 forecast 1,200; share 0.30 forecast 0.25: error 0. Industry part 0.25·200 = 50, share part
//           1,000·(−0.05) = −50: two errors that cancel.
// Source    Own identity after the practice of BLS, ROA and MONASH; the order of stages is a choice, stated here.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace dubao::labour {

/// Employment by region: one matrix industries × occupations each, persons (any unit), ≥ 0.
using RegionalCounts = std::vector<Eigen::MatrixXd>;

/// Parts of the error, each regions × occupations, unit of the counts; error = industry + region + share.
struct StageSplit {
  Eigen::MatrixXd error;
  Eigen::MatrixXd industry;
  Eigen::MatrixXd region;
  Eigen::MatrixXd share;
  Eigen::MatrixXd actual;  ///< the outturn, regions × occupations

  /// Σ |part| / Σ actual over regions and occupations: the WAPE that the stage alone would make. NaN without outturn.
  [[nodiscard]] double wape(const Eigen::MatrixXd& part) const {
    const double size = actual.sum();
    return size > 0.0 ? part.cwiseAbs().sum() / size : data::kMissing;
  }
  /// Σ error · part / Σ error²; over the three parts they sum to 1. NaN when there is no error.
  [[nodiscard]] double contribution(const Eigen::MatrixXd& part) const {
    const double square = error.squaredNorm();
    return square > 0.0 ? error.cwiseProduct(part).sum() / square : data::kMissing;
  }
  /// The split over all regions together: one row.
  [[nodiscard]] StageSplit national() const {
    return {error.colwise().sum(), industry.colwise().sum(), region.colwise().sum(), share.colwise().sum(),
            actual.colwise().sum()};
  }
};

namespace detail {

inline void check_counts(const RegionalCounts& counts, const RegionalCounts& like, const char* argument,
                         Problems& problems) {
  const bool same_size = !counts.empty() && counts.size() == like.size();
  problems.add_if(!same_size || counts.front().size() == 0,
                  {"E-ACC-012", argument, "there is no region, industry or occupation, or the regions differ",
                   "give forecast and outturn the same regions, industries and occupations", "", ""});
  if (!same_size) return;
  for (std::size_t r = 0; r < counts.size(); ++r) {
    const Eigen::MatrixXd& one = counts[r];
    problems.add_if(one.rows() != like.front().rows() || one.cols() != like.front().cols(),
                    {"E-ACC-012", argument,
                     "region " + std::to_string(r) + " has " + std::to_string(one.rows()) + " × " +
                         std::to_string(one.cols()) + " cells where " + std::to_string(like.front().rows()) +
                         " × " + std::to_string(like.front().cols()) + " are expected",
                     "give forecast and outturn the same regions, industries and occupations", "", ""});
    for (Index i = 0; i < one.rows(); ++i) {
      for (Index o = 0; o < one.cols(); ++o) {
        if (one(i, o) >= 0.0 && std::isfinite(one(i, o))) continue;
        problems.add({"E-ACC-013", argument, std::to_string(one(i, o)) + " is not a number of persons",
                      "give a finite number ≥ 0",
                      "region " + std::to_string(r) + ", industry " + std::to_string(i) + ", occupation " +
                          std::to_string(o),
                      ""});
      }
    }
  }
}

/// part/whole, or the value of the other side where there is no whole, or 0 where neither has one.
[[nodiscard]] inline double part_of(double part, double whole, double other_part,
                                    double other_whole) noexcept {
  if (whole > 0.0) return part / whole;
  return other_whole > 0.0 ? other_part / other_whole : 0.0;
}

}  // namespace detail

/// Splits the error of a forecast table (see the banner). Throws InputError E-ACC-012 (shapes differ), E-ACC-013 (a cell
/// is negative or not finite), all problems at once. O(regions · industries · occupations).
[[nodiscard]] inline StageSplit stage_split(const RegionalCounts& forecast, const RegionalCounts& actual) {
  Problems problems;
  detail::check_counts(forecast, forecast, "forecast", problems);
  detail::check_counts(actual, forecast, "actual", problems);
  problems.throw_if_any();
  const auto regions = static_cast<Index>(actual.size());
  const Index industries = actual.front().rows();
  const Index occupations = actual.front().cols();
  Eigen::MatrixXd in_region_forecast(regions, industries);  // E_ri
  Eigen::MatrixXd in_region(regions, industries);
  StageSplit out;
  out.error.resize(regions, occupations);
  out.actual.resize(regions, occupations);
  for (Index r = 0; r < regions; ++r) {
    const auto at = static_cast<std::size_t>(r);
    in_region_forecast.row(r) = forecast[at].rowwise().sum().transpose();
    in_region.row(r) = actual[at].rowwise().sum().transpose();
    out.actual.row(r) = actual[at].colwise().sum();
    out.error.row(r) = (forecast[at] - actual[at]).colwise().sum();
  }
  out.industry = out.region = out.share = Eigen::MatrixXd::Zero(regions, occupations);
  for (Index i = 0; i < industries; ++i) {
    const double total_forecast = in_region_forecast.col(i).sum();
    const double total = in_region.col(i).sum();
    for (Index r = 0; r < regions; ++r) {
      const auto at = static_cast<std::size_t>(r);
      const double here_forecast = in_region_forecast(r, i);
      const double here = in_region(r, i);
      const double place_forecast = detail::part_of(here_forecast, total_forecast, here, total);
      const double place = detail::part_of(here, total, here_forecast, total_forecast);
      for (Index o = 0; o < occupations; ++o) {
        const double share_forecast =
            detail::part_of(forecast[at](i, o), here_forecast, actual[at](i, o), here);
        const double share = detail::part_of(actual[at](i, o), here, forecast[at](i, o), here_forecast);
        out.industry(r, o) += share_forecast * place_forecast * (total_forecast - total);
        out.region(r, o) += share_forecast * total * (place_forecast - place);
        out.share(r, o) += here * (share_forecast - share);
      }
    }
  }
  return out;
}

/// The mean split over `paths` draws; path(d) gives the table of draw d. Errors as stage_split, E-ACC-011 for no draw.
[[nodiscard]] inline StageSplit mean_stage_split(Index paths,
                                                 const std::function<RegionalCounts(Index)>& path,
                                                 const RegionalCounts& actual) {
  if (paths < 1) {
    throw InputError("E-ACC-011", "paths", "there is nothing to score",
                     "give at least one case with its outturn");
  }
  StageSplit out = stage_split(path(0), actual);
  for (Index d = 1; d < paths; ++d) {
    const StageSplit one = stage_split(path(d), actual);
    out.error += one.error;
    out.industry += one.industry;
    out.region += one.region;
    out.share += one.share;
  }
  const auto n = static_cast<double>(paths);
  for (Eigen::MatrixXd* part : {&out.error, &out.industry, &out.region, &out.share}) *part /= n;
  return out;
}

}  // namespace dubao::labour
