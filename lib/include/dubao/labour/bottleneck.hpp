// SPDX-License-Identifier: Apache-2.0
//
// Bottleneck: the chance that an occupation gets the mix of training it wants.
//
// What      An employer's view beside the graduate's: an occupation recruits from several fields of study, each with its
//           own ratio of supply to demand. The indicator is the part of the wanted mix that can be had, from 0 (nothing)
//           to 1 (all of it); LOW is a bottleneck. The field that misses most is named.
// When      The mix an occupation wants is known (the mix of its present young workers is a proxy: say so).
// When not  To compare occupations whose mixes were asked for in different ways, or with published Dutch values: the
//           exact form of the Dutch indicator was not found, this is a working form of the same idea.
// Formula   F15:  staffed_f = min(1, supply_f/demand_f), 1 where demand_f ≤ 0 (whatever is wanted can be had);
//                 ITKB = Σ_f ω_f·staffed_f,  ω ≥ 0, Σ ω = 1, on every path; missing_f = ω_f·(1 − staffed_f).
// Reported  Median and class probabilities, never the mean of a ratio. Classes have no default: their bounds are data
//           with a source; rate_values (balance.hpp) names the class.
// Example   ω = (0.6, 0.4), supply (80, 50), demand (100, 25): staffed (0.8, 1), ITKB = 0.88; all that is missing,
//           0.12, is missing in the first field.
// Source    Idea: ROA, Maastricht, indicator of future bottlenecks in staffing by occupation (ITKB); form: own.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace dubao::labour {

/// How far a wanted mix may be from summing to 1.
inline constexpr double kMixSumTolerance = 1e-9;

/// The indicator of one occupation; arrays have one row a path.
struct Bottleneck {
  std::vector<std::string> fields;
  Eigen::ArrayXd value;     ///< ITKB, in [0, 1]; low = bottleneck
  Eigen::ArrayXXd staffed;  ///< paths × fields, part of each field's demand that can be met, in [0, 1]
  Eigen::ArrayXXd missing;  ///< paths × fields, part of the mix that is missing; 1 − value = Σ missing
  double median = 0.0;
  double lower = 0.0;  ///< central interval of the level asked for
  double upper = 0.0;
  double level = 0.8;
  /// For each field the share of the paths on which it misses most; they sum to 1 − probability_nothing_missing.
  std::vector<double> probability_scarcest;
  double probability_nothing_missing = 0.0;
};

/// Computes the indicator. fields: unique keys, at least one; mix: ω, one row for all paths or one a path, × fields;
/// supply (≥ 0), demand: paths × fields, persons over the whole period, in one scope a field; level in (0, 1).
/// Throws InputError E-BAL-011 (shapes, keys, level), E-BAL-012 (a mix that is negative or does not sum to 1),
/// E-BAL-013 (a supply or demand that is not finite, a negative supply; naming the field); all problems at once.
/// O(paths · fields).
[[nodiscard]] inline Bottleneck bottleneck(const std::vector<std::string>& fields, const Eigen::ArrayXXd& mix,
                                           const Eigen::ArrayXXd& supply, const Eigen::ArrayXXd& demand,
                                           double level = 0.8) {
  const auto m = static_cast<Index>(fields.size());
  const Index n = supply.rows();
  Problems problems;
  const bool unique = std::set<std::string>(fields.begin(), fields.end()).size() == fields.size();
  const bool shaped = m > 0 && unique && n > 0 && supply.cols() == m && demand.rows() == n &&
                      demand.cols() == m && mix.cols() == m && (mix.rows() == 1 || mix.rows() == n);
  problems.add_if(!shaped,
                  {"E-BAL-011", "fields, mix, supply, demand",
                   std::to_string(m) + " fields (each once), mix " + std::to_string(mix.rows()) + " × " +
                       std::to_string(mix.cols()) + ", supply " + std::to_string(n) + " × " +
                       std::to_string(supply.cols()) + ", demand " + std::to_string(demand.rows()) + " × " +
                       std::to_string(demand.cols()),
                   "give paths × fields, the same paths and fields everywhere; the mix one row or one "
                   "a path",
                   "", ""});
  problems.add_if(
      !(level > 0.0 && level < 1.0),
      {"E-BAL-011", "level", std::to_string(level) + " is no level", "give a share between 0 and 1", "", ""});
  problems.throw_if_any();
  problems.add_if(
      !mix.allFinite() || (mix < 0.0).any() || ((mix.rowwise().sum() - 1.0).abs() > kMixSumTolerance).any(),
      {"E-BAL-012", "mix", "a part is negative or missing, or the parts do not sum to 1",
       "divide each field's part by their sum", "", ""});
  for (Index f = 0; f < m; ++f) {
    problems.add_if(!supply.col(f).allFinite() || (supply.col(f) < 0.0).any() || !demand.col(f).allFinite(),
                    {"E-BAL-013", "supply, demand", "a value is not finite, or a supply negative",
                     "give persons; supply ≥ 0", fields[static_cast<std::size_t>(f)], ""});
  }
  problems.throw_if_any();

  Bottleneck out;
  out.fields = fields;
  out.level = level;
  out.value = Eigen::ArrayXd::Zero(n);
  out.staffed.resize(n, m);
  out.missing.resize(n, m);
  std::vector<Index> scarcest(fields.size(), 0);
  Index none = 0;
  std::vector<double> sorted;
  for (Index d = 0; d < n; ++d) {
    Index most = 0;
    for (Index f = 0; f < m; ++f) {
      const bool met = supply(d, f) >= demand(d, f);  // demand ≤ 0 included
      const double staffed = met ? 1.0 : supply(d, f) / demand(d, f);
      const double part = mix(mix.rows() == 1 ? 0 : d, f);
      out.staffed(d, f) = staffed;
      out.missing(d, f) = part * (1.0 - staffed);
      out.value(d) += part * staffed;
      if (out.missing(d, f) > out.missing(d, most)) most = f;
    }
    out.value(d) = std::min(1.0, out.value(d));  // parts may sum to 1 + rounding
    if (out.missing(d, most) > 0.0) {
      ++scarcest[static_cast<std::size_t>(most)];
    } else {
      ++none;
    }
    sorted.push_back(out.value(d));
  }
  std::sort(sorted.begin(), sorted.end());
  out.median = data::sorted_quantile(sorted, 0.5);
  out.lower = data::sorted_quantile(sorted, 0.5 * (1.0 - level));
  out.upper = data::sorted_quantile(sorted, 0.5 * (1.0 + level));
  for (const Index count : scarcest) {
    out.probability_scarcest.push_back(static_cast<double>(count) / static_cast<double>(n));
  }
  out.probability_nothing_missing = static_cast<double>(none) / static_cast<double>(n);
  return out;
}

}  // namespace dubao::labour
