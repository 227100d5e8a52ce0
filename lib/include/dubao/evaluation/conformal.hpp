// SPDX-License-Identifier: Apache-2.0
//
// Conformal calibration of draws: intervals that hold because past errors of the same method say how wide they are.
//
// What      Errors of past forecasts, divided by a spread known at the origin, are scores. Their distribution
//           replaces the marginal distribution of the draws at each horizon by a monotone map that keeps
//           ranks: the order of the paths, and so the dependence between years and series, stays as the model
//           made it.
// When      A model's own intervals are known to be too narrow (on annual data nearly always).
// When not  With a handful of scores: a quantile p needs about 1 / min(p, 1 − p) of them. Pool with a prior.
// Formula   score  s = link⁻¹(actual; centre) / spread
//           draw of rank r among n → link(centre, spread · Q((r + ½)/n)),  Q the quantile function of the
//           scores links: additive  y = c + x;   positive  y = c f(x), f(x) = 1 + x for x ≥ 0, 1/(1 − x) for
//           x < 0: always positive, and with a straight upper arm, so that a wide interval does not explode
//           as exp does
// Ranks     Ties are broken by the path's index, so that the map is the same for every thread count.
// Example   scores {−1, 0, 1} with equal weight: Q(0.5) = 0; draws {5, 9, 7}, centre 10, spread 2, additive:
//           the path that was highest stays highest.
// Source    Vovk, Gammerman, Shafer (2005), Algorithmic Learning in a Random World; Chernozhukov, Wüthrich,
//           Zhu (2021), Distributional conformal prediction, for the use of ranks; the positive link is ours.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/random.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::evaluation {

/// How an error is added to the centre.
enum class Link : std::uint8_t { kAdditive, kPositive };

/// centre ⊕ x. For the positive link centre > 0 and x is relative to the centre.
[[nodiscard]] inline double apply_link(Link link, double centre, double x) noexcept {
  if (link == Link::kAdditive) return centre + x;
  return x >= 0.0 ? centre * (1.0 + x) : centre / (1.0 - x);
}

/// The x with centre ⊕ x = y. For the positive link a y ≤ 0 has no x: minus infinity.
[[nodiscard]] inline double invert_link(Link link, double centre, double y) noexcept {
  if (link == Link::kAdditive) return y - centre;
  if (y >= centre) return y / centre - 1.0;
  return y > 0.0 ? 1.0 - centre / y : -std::numeric_limits<double>::infinity();
}

/// Probabilities at which a quantile function of scores is kept.
inline constexpr std::array<double, 19> kScoreProbabilities = {0.005, 0.01, 0.025, 0.05, 0.1,  0.15, 0.2,
                                                               0.3,   0.4,  0.5,   0.6,  0.7,  0.8,  0.85,
                                                               0.9,   0.95, 0.975, 0.99, 0.995};

/// Quantile function of scores: values at kScoreProbabilities, not decreasing.
using ScoreQuantiles = std::array<double, kScoreProbabilities.size()>;

/// The kept probabilities as normal scores Φ⁻¹(p).
[[nodiscard]] inline const ScoreQuantiles& score_knots() noexcept {
  static const ScoreQuantiles kKnots = [] {
    ScoreQuantiles out{};
    for (std::size_t k = 0; k < out.size(); ++k) out[k] = data::normal_quantile(kScoreProbabilities[k]);
    return out;
  }();
  return kKnots;
}

/// Value at a normal score z: linear between the kept probabilities and beyond them, so that the tails go on like a
/// normal distribution's. O(number of probabilities).
[[nodiscard]] inline double score_at_normal(const ScoreQuantiles& quantiles, double z) noexcept {
  const ScoreQuantiles& knots = score_knots();
  std::size_t above = 1;
  while (above + 1 < quantiles.size() && knots[above] < z) ++above;
  const double weight = (z - knots[above - 1]) / (knots[above] - knots[above - 1]);
  return quantiles[above - 1] + weight * (quantiles[above] - quantiles[above - 1]);
}

/// Value at probability p in (0, 1).
[[nodiscard]] inline double score_quantile(const ScoreQuantiles& quantiles, double p) noexcept {
  return score_at_normal(quantiles, data::normal_quantile(p));
}

/// Scores with weights, sorted by `quantiles_of_scores`.
struct WeightedScore {
  double score = 0.0;
  double weight = 1.0;
};

/// Quantile function of weighted scores. Missing or infinite scores and weights ≤ 0 are left out. A score
/// sits in the middle of its weight; the conformal correction for the one new value, (n + 1)/n on the
/// distance of p from ½, is made with n the effective number (Σw)²/Σw². Returns zeros when there is no score.
/// O(n log n).
[[nodiscard]] inline ScoreQuantiles quantiles_of_scores(std::vector<WeightedScore> scores) {
  ScoreQuantiles out{};
  scores.erase(
      std::remove_if(scores.begin(), scores.end(),
                     [](const WeightedScore& s) { return !std::isfinite(s.score) || !(s.weight > 0.0); }),
      scores.end());
  if (scores.empty()) return out;
  std::sort(scores.begin(), scores.end(), [](const WeightedScore& a, const WeightedScore& b) {
    return a.score < b.score || (a.score == b.score && a.weight < b.weight);
  });
  double total = 0.0;
  double squares = 0.0;
  for (const WeightedScore& s : scores) {
    total += s.weight;
    squares += s.weight * s.weight;
  }
  const double effective = total * total / squares;
  std::vector<double> position(scores.size());
  double below = 0.0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    position[i] = (below + 0.5 * scores[i].weight) / total;
    below += scores[i].weight;
  }
  std::size_t i = 0;
  for (std::size_t k = 0; k < out.size(); ++k) {
    const double p =
        std::clamp(0.5 + (kScoreProbabilities[k] - 0.5) * (effective + 1.0) / effective, 0.0, 1.0);
    while (i < scores.size() && position[i] < p) ++i;
    if (i == 0) {
      out[k] = scores.front().score;
    } else if (i == scores.size()) {
      out[k] = scores.back().score;
    } else {
      const double weight = (p - position[i - 1]) / (position[i] - position[i - 1]);
      out[k] = scores[i - 1].score + weight * (scores[i].score - scores[i - 1].score);
    }
  }
  return out;
}

/// Mixture of two quantile functions by averaging quantiles: weight of the first in [0, 1].
[[nodiscard]] inline ScoreQuantiles average_quantiles(const ScoreQuantiles& first,
                                                      const ScoreQuantiles& second, double weight) noexcept {
  ScoreQuantiles out{};
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = weight * first[k] + (1.0 - weight) * second[k];
  return out;
}

/// The marginal distribution that a horizon's draws get.
struct CalibratedMargin {
  double centre = 0.0;  ///< unit of y
  double spread = 0.0;  ///< ≥ 0; unit of y for the additive link, relative for the positive one
  Link link = Link::kAdditive;
  ScoreQuantiles quantiles{};

  [[nodiscard]] double quantile(double p) const noexcept { return at_normal(data::normal_quantile(p)); }
  /// Quantile at the normal score z = Φ⁻¹(p).
  [[nodiscard]] double at_normal(double z) const noexcept {
    return apply_link(link, centre, spread * score_at_normal(quantiles, z));
  }
};

/// Replaces each column of the draws by value(h, r), r the rank (0-based) of the path among n; ties go by the index of the
/// path. Values beyond the largest double become that. O(n log n) a horizon.
template <typename Value>
[[nodiscard]] data::Draws map_ranks(const data::Draws& draws, const Value& value) {
  data::DrawMatrix paths = draws.paths();
  const Index n = paths.rows();
  // Pairs sort by value, then by the index of the path: the tie rule of the banner.
  std::vector<std::pair<double, Index>> order(static_cast<std::size_t>(n));
  for (Index h = 0; h < paths.cols(); ++h) {
    for (Index d = 0; d < n; ++d) order[static_cast<std::size_t>(d)] = {paths(d, h), d};
    std::sort(order.begin(), order.end());
    for (Index r = 0; r < n; ++r) {
      constexpr double kLargest = std::numeric_limits<double>::max();
      paths(order[static_cast<std::size_t>(r)].second, h) = std::clamp(value(h, r), -kLargest, kLargest);
    }
  }
  return data::Draws(draws.start(), std::move(paths), draws.id(), draws.target()).with_unit(draws.unit());
}

/// Maps each column of the draws to its margin, keeping ranks: the path of rank r (0-based) among n gets the
/// margin's quantile at (r + ½)/n. margins: one per horizon. Throws InputError E-CFM-001 when the number of
/// margins differs from the horizon. O(n log n) a horizon.
[[nodiscard]] inline data::Draws calibrate(const data::Draws& draws,
                                           const std::vector<CalibratedMargin>& margins) {
  if (static_cast<Index>(margins.size()) != draws.horizon()) {
    throw InputError(
        "E-CFM-001", "margins",
        std::to_string(margins.size()) + " margins for horizon " + std::to_string(draws.horizon()),
        "give one margin per horizon", draws.id());
  }
  const Index n = draws.size();
  std::vector<double> normal(static_cast<std::size_t>(n));
  for (Index r = 0; r < n; ++r) {
    normal[static_cast<std::size_t>(r)] =
        data::normal_quantile((static_cast<double>(r) + 0.5) / static_cast<double>(n));
  }
  return map_ranks(draws, [&](Index h, Index r) {
    return margins[static_cast<std::size_t>(h)].at_normal(normal[static_cast<std::size_t>(r)]);
  });
}

}  // namespace dubao::evaluation
