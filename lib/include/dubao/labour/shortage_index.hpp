// SPDX-License-Identifier: Apache-2.0
//
// Composite shortage index: several signs of pressure in one number an occupation, with what the weights decide.
//
// What      Growth, replacement, imbalance (and others) are not in one unit: each is turned into its rank among the
//           occupations of the same path, ranks are added with published weights, and the weights themselves are
//           varied to see whose place depends on them.
// When not  For one occupation alone, or as a number of persons: an index of ranks says who is under more pressure
//           than whom, in this set of occupations. Adding an occupation changes the others' ranks.
// Formula   F16:  I_o = Σ_k w_k·r_ok,  w ≥ 0, Σ w = 1,
//           r_ok = (#{j: x_jk < x_ok} + ½ #{j ≠ o: x_jk = x_ok})/(n − 1), the share of the others below, in [0, 1]
//           weights varied:  w ~ Dirichlet(c·w), c the concentration
//           three bands:  data (paths, published weights); weights (mean ranks, drawn weights); both (path d with
//           weights d). In the top k: a path that ties at the boundary counts in part, so that Σ_o P_o = k.
// Weights   No published weights of such an index were found. Ours are equal, and a concentration of 30 lets each of
//           three weights vary by ± 0.085 (one standard deviation): published with every result, replace both.
// Example   Two indicators with weights ½, three occupations, x_1 = (1, 2, 3), x_2 = (5, 4, 6): ranks (0, ½, 1) and
//           (½, 0, 1), index (0.25, 0.25, 1). Top 1: the third; top 2: the first two with probability ½ each.
// Source    Idea of growth, replacement and imbalance in one index: Cedefop Labour and Skills Shortage Index; ranks,
//           weights and their variation: own.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/balance.hpp>
#include <dubao/labour/dirichlet.hpp>
#include <dubao/labour/rating.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace dubao::labour {

/// How far weights may be from summing to 1.
inline constexpr double kWeightSumTolerance = 1e-9;
/// Concentration of the weights where none is given (see the banner).
inline constexpr double kWeightConcentration = 30.0;

/// Share of the other values that lie below each value, ties by half; 0 … 1. values: at least two. O(n log n).
[[nodiscard]] inline Eigen::ArrayXd rank_percentiles(const Eigen::ArrayXd& values) {
  const Index n = values.size();
  std::vector<Index> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(), [&](Index a, Index b) { return values(a) < values(b); });
  const auto at = [&order](Index k) { return order[static_cast<std::size_t>(k)]; };
  Eigen::ArrayXd out(n);
  for (Index first = 0; first < n;) {
    Index last = first;
    while (last + 1 < n && values(at(last + 1)) == values(at(first))) ++last;
    const double rank = 0.5 * static_cast<double>(first + last) / static_cast<double>(n - 1);
    for (Index k = first; k <= last; ++k) out(at(k)) = rank;
    first = last + 1;
  }
  return out;
}

/// For each column the share of the rows on which it is among the k largest; ties at the boundary count in part, so
/// that the shares sum to k. Values that differ by less than rounding of a sum of weights tie. O(rows · columns log).
[[nodiscard]] inline Eigen::ArrayXd top_probabilities(const Eigen::ArrayXXd& index, Index k) {
  constexpr double kTie = 1e-12;
  Eigen::ArrayXd out = Eigen::ArrayXd::Zero(index.cols());
  std::vector<double> sorted(static_cast<std::size_t>(index.cols()));
  for (Index d = 0; d < index.rows(); ++d) {
    for (Index o = 0; o < index.cols(); ++o) sorted[static_cast<std::size_t>(o)] = index(d, o);
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(k - 1), sorted.end(),
                     std::greater<>());
    const double boundary = sorted[static_cast<std::size_t>(k - 1)];
    const auto above = static_cast<double>((index.row(d) > boundary + kTie).count());
    const auto tied = static_cast<double>(((index.row(d) - boundary).abs() <= kTie).count());
    for (Index o = 0; o < index.cols(); ++o) {
      if (index(d, o) > boundary + kTie) {
        out(o) += 1.0;
      } else if (std::abs(index(d, o) - boundary) <= kTie) {
        out(o) += (static_cast<double>(k) - above) / tied;
      }
    }
  }
  return out / static_cast<double>(index.rows());
}

/// One sign of pressure: larger = more shortage. values: paths × occupations, any unit, the same for all occupations.
struct PressureIndicator {
  std::string name;
  double weight = 0.0;
  Eigen::ArrayXXd values;
};

struct ShortageIndexOptions {
  Index top = 1;                                ///< k of "in the top k", 1 … occupations
  double concentration = kWeightConcentration;  ///< of the drawn weights, > 0
  double level = 0.8;                           ///< of the bands, in (0, 1)
  RatioClasses classes;                         ///< steps of the scale, bounds in (0, 1)
  RatingRule rule;
  std::uint64_t seed = 1;

  /// Five even steps of the index: ours, as data.
  [[nodiscard]] static RatioClasses five_even_steps() {
    return {{0.2, 0.4, 0.6, 0.8},
            {"very low", "low", "middle", "high", "very high"},
            "own: five even steps of the index of ranks"};
  }
};

/// Lower end, median and upper end of one band, one value an occupation.
struct IndexBand {
  Eigen::ArrayXd lower;
  Eigen::ArrayXd median;
  Eigen::ArrayXd upper;
  Eigen::ArrayXd probability_top;  ///< to be in the top k; they sum to k
};

struct ShortageIndex {
  std::vector<std::string> occupations;
  Eigen::ArrayXXd index;        ///< paths × occupations, published weights
  Eigen::ArrayXXd mean_ranks;   ///< occupations × indicators
  Eigen::ArrayXXd weights;      ///< drawn weights, paths × indicators
  IndexBand data;               ///< paths, published weights
  IndexBand weight;             ///< mean ranks, drawn weights: what the choice of weights decides
  IndexBand both;               ///< path d with weights d
  std::vector<Rating> ratings;  ///< on `both`
};

namespace detail {

[[nodiscard]] inline IndexBand index_band(const Eigen::ArrayXXd& index, Index top, double level) {
  const Index m = index.cols();
  IndexBand out{Eigen::ArrayXd(m), Eigen::ArrayXd(m), Eigen::ArrayXd(m), top_probabilities(index, top)};
  std::vector<double> sorted(static_cast<std::size_t>(index.rows()));
  for (Index o = 0; o < m; ++o) {
    for (Index d = 0; d < index.rows(); ++d) sorted[static_cast<std::size_t>(d)] = index(d, o);
    std::sort(sorted.begin(), sorted.end());
    out.lower(o) = data::sorted_quantile(sorted, 0.5 * (1.0 - level));
    out.median(o) = data::sorted_quantile(sorted, 0.5);
    out.upper(o) = data::sorted_quantile(sorted, 0.5 * (1.0 + level));
  }
  return out;
}

inline void check_index(const std::vector<std::string>& occupations,
                        const std::vector<PressureIndicator>& indicators,
                        const ShortageIndexOptions& options) {
  Problems problems;
  const auto m = static_cast<Index>(occupations.size());
  const std::set<std::string> unique(occupations.begin(), occupations.end());
  problems.add_if(m < 2 || unique.size() != occupations.size(),
                  {"E-BAL-014", "occupations", std::to_string(m) + " occupations, or one stands twice",
                   "an index of ranks compares at least two, each once", "", ""});
  problems.add_if(indicators.empty(),
                  {"E-BAL-014", "indicators", "there is no indicator", "give at least one", "", ""});
  double sum = 0.0;
  std::set<std::string> names;
  for (const PressureIndicator& one : indicators) {
    sum += one.weight;
    const bool shaped = one.values.rows() > 0 && one.values.cols() == m &&
                        one.values.rows() == indicators.front().values.rows();
    problems.add_if(
        !names.insert(one.name).second || !shaped,
        {"E-BAL-014", "indicators",
         "'" + one.name + "' stands twice, or is " + std::to_string(one.values.rows()) + " × " +
             std::to_string(one.values.cols()) + " values for " + std::to_string(m) + " occupations",
         "give paths × occupations, the same paths in every indicator", one.name, ""});
    problems.add_if(
        !std::isfinite(one.weight) || one.weight < 0.0,
        {"E-BAL-015", "weights", "weight " + std::to_string(one.weight), "give a weight ≥ 0", one.name, ""});
    if (!shaped) continue;
    for (Index o = 0; o < m; ++o) {
      problems.add_if(!one.values.col(o).allFinite(),
                      {"E-BAL-014", "indicators", "the indicator has no value on some path",
                       "give a finite value, or leave the occupation out",
                       one.name + " / " + occupations[static_cast<std::size_t>(o)], ""});
    }
  }
  problems.add_if(!indicators.empty() && !(std::abs(sum - 1.0) <= kWeightSumTolerance),
                  {"E-BAL-015", "weights", "the weights sum to " + std::to_string(sum),
                   "divide each by their sum", "", ""});
  problems.add_if(options.top < 1 || options.top > m,
                  {"E-BAL-016", "top", std::to_string(options.top) + " of " + std::to_string(m),
                   "give 1 … the number of occupations", "", ""});
  problems.add_if(!(options.concentration > 0.0) || !std::isfinite(options.concentration) ||
                      !(options.level > 0.0 && options.level < 1.0),
                  {"E-BAL-016", "concentration, level", "is out of range",
                   "give a concentration > 0 and a level between 0 and 1", "", ""});
  problems.add_if(!classes_fit(options.classes),
                  {"E-BAL-006", "classes", "bounds or names cannot be used",
                   "give ascending bounds > 0 and one name more than bounds", "", ""});
  problems.throw_if_any();
}

}  // namespace detail

/// Computes the index (see the banner). occupations: two or more; indicators: weights summing to 1.
/// Throws InputError E-BAL-006 (classes), E-BAL-014 (shapes, keys, a missing value: indicator and occupation named),
/// E-BAL-015 (weights), E-BAL-016 (top, concentration, level); all problems at once.
/// O(paths · indicators · occupations · log occupations).
[[nodiscard]] inline ShortageIndex shortage_index(const std::vector<std::string>& occupations,
                                                  const std::vector<PressureIndicator>& indicators,
                                                  const ShortageIndexOptions& options) {
  detail::check_index(occupations, indicators, options);
  const Index n = indicators.front().values.rows();
  const auto m = static_cast<Index>(occupations.size());
  const auto k = static_cast<Index>(indicators.size());
  Eigen::ArrayXd published(k);
  for (Index j = 0; j < k; ++j) published(j) = indicators[static_cast<std::size_t>(j)].weight;
  published /= published.sum();

  ShortageIndex out;
  out.occupations = occupations;
  out.weights = sample_dirichlet(options.concentration * published, "shortage_index", n, options.seed);
  out.index = Eigen::ArrayXXd::Zero(n, m);
  out.mean_ranks = Eigen::ArrayXXd::Zero(m, k);
  Eigen::ArrayXXd both = Eigen::ArrayXXd::Zero(n, m);
  for (Index j = 0; j < k; ++j) {
    const Eigen::ArrayXXd& values = indicators[static_cast<std::size_t>(j)].values;
    for (Index d = 0; d < n; ++d) {
      const Eigen::ArrayXd ranks = rank_percentiles(values.row(d).transpose());
      out.index.row(d) += published(j) * ranks.transpose();
      both.row(d) += out.weights(d, j) * ranks.transpose();
      out.mean_ranks.col(j) += ranks;
    }
  }
  out.mean_ranks /= static_cast<double>(n);
  const Eigen::ArrayXXd by_weight = (out.weights.matrix() * out.mean_ranks.matrix().transpose()).array();
  out.data = detail::index_band(out.index, options.top, options.level);
  out.weight = detail::index_band(by_weight, options.top, options.level);
  out.both = detail::index_band(both, options.top, options.level);
  for (Index o = 0; o < m; ++o) {
    out.ratings.push_back(rate_values(both.col(o), options.classes, options.rule));
  }
  return out;
}

}  // namespace dubao::labour
