// SPDX-License-Identifier: Apache-2.0
//
// Age profile: single years of age and sex from group totals.
//
// What      Surveys publish employment by ten-year age groups; hazards of leaving work change within a group
//           (legal retirement falls in the middle of one). This gives single years of age that add up to the
//           published groups, split by sex.
// Formula   The cumulative count at the group boundaries is interpolated by a cubic spline filtered to be monotone
//           (Hyman 1983; for demographic totals: Smith, Hyndman and Wood 2004, Journal of Population Research 21);
//           single years are its differences. They are ≥ 0 and sum to each group's total up to rounding. The
//           slopes at the two outer ends are ours (see monotone_slopes).
// When not  An open last group ("65+") has to be closed by an assumption first (say 65–74): the library does
//           not guess where a group ends.
// Limits    Smooth within groups: heaping, and the dip at the legal retirement age, are not invented. Two or three
//           very wide groups do not show a shape: borrow one (single_years_like) and say so.
// Example   Groups 15–24: 10 and 25–34: 10 give 1.0 in every year where the curve is straight; the first ten
//           years sum to 10 exactly.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// A published age group; both ends in completed years, inclusive.
struct AgeGroup {
  int from = 0;
  int to = 0;
  double count = 0.0;  ///< persons (any unit), ≥ 0
};

/// Columns of every age × sex array.
inline constexpr Index kMen = 0;
inline constexpr Index kWomen = 1;
inline constexpr Index kSexes = 2;

namespace detail {

/// Slopes of the monotone cubic at the knots: those of the smooth (twice differentiable) spline, then kept in the
/// range in which the curve cannot fall (Hyman 1983: between 0 and 3 times the smaller neighbouring secant).
/// width, secant: one a piece.
[[nodiscard]] inline std::vector<double> monotone_slopes(const std::vector<double>& width,
                                                         const std::vector<double>& secant) {
  const std::size_t pieces = width.size();
  if (pieces == 1) return {secant[0], secant[0]};
  // At the outer ends the density is extrapolated, never below 0 and never above the mean of its group: coarse
  // groups would otherwise pile people up at the first or last age.
  const auto end = [](double width0, double width1, double secant0, double secant1) {
    const double value = ((2.0 * width0 + width1) * secant0 - width0 * secant1) / (width0 + width1);
    return std::clamp(value, 0.0, secant0);
  };
  std::vector<double> slope(pieces + 1, 0.0);
  slope.front() = end(width[0], width[1], secant[0], secant[1]);
  slope.back() = end(width[pieces - 1], width[pieces - 2], secant[pieces - 1], secant[pieces - 2]);
  // Tridiagonal system of the spline with given end slopes, by forward elimination and back substitution:
  // width_k·s_{k−1} + 2(width_{k−1} + width_k)·s_k + width_{k−1}·s_{k+1} = 3(width_k·δ_{k−1} + width_{k−1}·δ_k).
  std::vector<double> upper(pieces, 0.0);
  for (std::size_t k = 1; k < pieces; ++k) {
    const double diagonal = 2.0 * (width[k - 1] + width[k]) - width[k] * upper[k - 1];
    upper[k] = width[k - 1] / diagonal;
    slope[k] =
        (3.0 * (width[k] * secant[k - 1] + width[k - 1] * secant[k]) - width[k] * slope[k - 1]) / diagonal;
  }
  for (std::size_t k = pieces - 1; k >= 1; --k) slope[k] -= upper[k] * slope[k + 1];
  for (std::size_t k = 1; k < pieces; ++k) {
    slope[k] = std::clamp(slope[k], 0.0, 3.0 * std::min(secant[k - 1], secant[k]));
  }
  return slope;
}

}  // namespace detail

/// Counts by single year of age from groups[0].from to groups.back().to.
/// groups: at least one, ascending, without gap or overlap, counts finite and ≥ 0.
/// Throws InputError E-REP-001 naming each group that breaks this. O(ages).
[[nodiscard]] inline Eigen::ArrayXd single_years(const std::vector<AgeGroup>& groups) {
  Problems problems;
  problems.add_if(groups.empty(),
                  {"E-REP-001", "groups", "there is no age group", "give at least one", "", ""});
  for (std::size_t k = 0; k < groups.size(); ++k) {
    const AgeGroup& group = groups[k];
    const std::string name = std::to_string(group.from) + "–" + std::to_string(group.to);
    problems.add_if(group.from < 0 || group.to < group.from || group.to > 130,
                    {"E-REP-001", "groups", "'" + name + "' is not an age group",
                     "give first and last age, both inclusive; close an open group first", "", ""});
    problems.add_if(k > 0 && group.from != groups[k - 1].to + 1,
                    {"E-REP-001", "groups", "'" + name + "' does not follow the group before it",
                     "order the groups by age, without gap or overlap", "", ""});
    problems.add_if(!std::isfinite(group.count) || group.count < 0.0,
                    {"E-REP-001", "groups", "group '" + name + "' has count " + std::to_string(group.count),
                     "give a finite number of persons ≥ 0", "", ""});
  }
  problems.throw_if_any();
  std::vector<double> width;
  std::vector<double> secant;
  for (const AgeGroup& group : groups) {
    width.push_back(static_cast<double>(group.to - group.from + 1));
    secant.push_back(group.count / width.back());
  }
  const std::vector<double> slope = detail::monotone_slopes(width, secant);
  Eigen::ArrayXd out(groups.back().to - groups.front().from + 1);
  Index position = 0;
  for (std::size_t k = 0; k < groups.size(); ++k) {
    // Cubic Hermite piece on [0, 1] from 0 to the group's count.
    const double rise = groups[k].count;
    const double left = slope[k] * width[k];
    const double right = slope[k + 1] * width[k];
    const auto cumulative = [&](double u) {
      const double square = u * u;
      const double cube = square * u;
      return rise * (3.0 * square - 2.0 * cube) + left * (cube - 2.0 * square + u) + right * (cube - square);
    };
    double before = 0.0;
    const int years = groups[k].to - groups[k].from + 1;
    for (int year = 1; year <= years; ++year) {
      const double after = year == years ? rise : cumulative(static_cast<double>(year) / width[k]);
      out(position++) = std::max(0.0, after - before);  // monotone: negative only by rounding
      before = after;
    }
  }
  return out;
}

/// Counts by single year of age when the groups are too coarse to show a shape: within each group the years are
/// spread as in a reference workforce (an assumption to be named), and add up to the group.
/// reference: counts of every year from groups[0].from to groups.back().to, ≥ 0, with somebody in every group that
/// has a count. Throws InputError E-REP-001 (a group), E-REP-012 (the reference does not fit).
[[nodiscard]] inline Eigen::ArrayXd single_years_like(const std::vector<AgeGroup>& groups,
                                                      const Eigen::ArrayXd& reference) {
  Eigen::ArrayXd out = single_years(groups);
  Problems problems;
  problems.add_if(reference.size() != out.size() || !reference.allFinite() || (reference < 0.0).any(),
                  {"E-REP-012", "reference",
                   std::to_string(reference.size()) + " years for " + std::to_string(out.size()) +
                       " ages, or a count negative or not finite",
                   "give one count ≥ 0 for every single year of the groups", "", ""});
  problems.throw_if_any();
  for (const AgeGroup& group : groups) {
    const Index first = group.from - groups.front().from;
    const Index years = group.to - group.from + 1;
    const double total = reference.segment(first, years).sum();
    problems.add_if(group.count > 0.0 && !(total > 0.0),
                    {"E-REP-012", "reference",
                     "nobody from " + std::to_string(group.from) + " to " + std::to_string(group.to),
                     "take a reference with somebody in every group", "", ""});
    if (total > 0.0) out.segment(first, years) = reference.segment(first, years) * (group.count / total);
  }
  problems.throw_if_any();
  return out;
}

/// Shares of a workforce by single year of age and sex; the shape, not the level.
struct AgeProfile {
  std::string name;        ///< where it comes from, for instance "manufacturing, 2024 (proxy)"
  int first_age = 15;      ///< completed years of the first row
  Eigen::ArrayXXd shares;  ///< ages × 2 (men, women), ≥ 0, sum 1

  [[nodiscard]] int last_age() const { return first_age + static_cast<int>(shares.rows()) - 1; }
  /// Mean age in exact years (completed years + ½), both sexes.
  [[nodiscard]] double mean_age() const {
    double sum = 0.0;
    for (Index a = 0; a < shares.rows(); ++a) {
      sum += shares.row(a).sum() * (static_cast<double>(first_age) + static_cast<double>(a) + 0.5);
    }
    return sum;
  }
};

/// Makes a profile from counts by single year of age and sex (ages × 2), for instance counts by age of both sexes
/// times the share of each. Throws InputError E-REP-002 when a count is negative or not finite, the array has not
/// two columns, or nobody is counted.
[[nodiscard]] inline AgeProfile profile_from_years(std::string name, int first_age,
                                                   const Eigen::ArrayXXd& counts) {
  const bool valid = counts.cols() == kSexes && counts.rows() > 0 && counts.allFinite() &&
                     (counts >= 0.0).all() && counts.sum() > 0.0 && first_age >= 0;
  if (!valid) {
    throw InputError("E-REP-002", "counts",
                     std::to_string(counts.rows()) + " × " + std::to_string(counts.cols()) +
                         " counts, one negative or not finite, or nobody at all",
                     "give ages × 2 (men, women) counts ≥ 0 with somebody in them", name);
  }
  AgeProfile out;
  out.name = std::move(name);
  out.first_age = first_age;
  out.shares = counts / counts.sum();
  return out;
}

/// Makes a profile that is even from age `from` to age `to` (completed years, inclusive) and empty elsewhere: the
/// simplest assumption about the ages at which newcomers enter. Rows run from first_age to last_age.
/// Throws InputError E-REP-002 when the ages are out of order or women_share is not a share.
[[nodiscard]] inline AgeProfile even_profile(std::string name, int first_age, int last_age, int from, int to,
                                             double women_share) {
  if (!(first_age >= 0 && first_age <= from && from <= to && to <= last_age) ||
      !(women_share >= 0.0 && women_share <= 1.0)) {
    throw InputError("E-REP-002", "from, to, women_share",
                     "ages " + std::to_string(from) + "–" + std::to_string(to) + " within " +
                         std::to_string(first_age) + "–" + std::to_string(last_age) + ", share of women " +
                         std::to_string(women_share),
                     "give first_age ≤ from ≤ to ≤ last_age and a share from 0 to 1", name);
  }
  Eigen::ArrayXXd counts = Eigen::ArrayXXd::Zero(last_age - first_age + 1, kSexes);
  counts.col(kMen).segment(from - first_age, to - from + 1) = 1.0 - women_share;
  counts.col(kWomen).segment(from - first_age, to - from + 1) = women_share;
  return profile_from_years(std::move(name), first_age, counts);
}

/// Makes a profile from groups by sex. Throws InputError E-REP-001 (a group), E-REP-002 when men and women do
/// not cover the same ages or nobody is counted.
[[nodiscard]] inline AgeProfile age_profile(std::string name, const std::vector<AgeGroup>& men,
                                            const std::vector<AgeGroup>& women) {
  const Eigen::ArrayXd men_years = single_years(men);
  const Eigen::ArrayXd women_years = single_years(women);
  const double total = men_years.sum() + women_years.sum();
  if (men.front().from != women.front().from || men.back().to != women.back().to || !(total > 0.0)) {
    throw InputError("E-REP-002", "men, women", "the groups cover different ages, or nobody is counted",
                     "give the same first and last age for both sexes, and a positive total", name);
  }
  AgeProfile out;
  out.name = std::move(name);
  out.first_age = men.front().from;
  out.shares.resize(men_years.size(), kSexes);
  out.shares.col(kMen) = men_years / total;
  out.shares.col(kWomen) = women_years / total;
  return out;
}

/// Makes a profile from groups of both sexes together and one share of women, assumed the same at every age.
/// women_share in [0, 1]. Throws InputError E-REP-001 (a group), E-REP-002 (share out of range, nobody).
[[nodiscard]] inline AgeProfile age_profile(std::string name, const std::vector<AgeGroup>& groups,
                                            double women_share) {
  const Eigen::ArrayXd years = single_years(groups);
  if (!(women_share >= 0.0 && women_share <= 1.0) || !(years.sum() > 0.0)) {
    throw InputError("E-REP-002", "women_share",
                     std::to_string(women_share) + " is not a share, or nobody is counted",
                     "give a number from 0 to 1 and a positive total", name);
  }
  AgeProfile out;
  out.name = std::move(name);
  out.first_age = groups.front().from;
  out.shares.resize(years.size(), kSexes);
  out.shares.col(kMen) = (1.0 - women_share) * years / years.sum();
  out.shares.col(kWomen) = women_share * years / years.sum();
  return out;
}

}  // namespace dubao::labour
