// SPDX-License-Identifier: Apache-2.0
//
// Split conformal intervals of one series: as wide as the model's errors at past origins of that series were.
//
// When      The series is long enough to have a score of past origins, and its errors are thought to be unlike those of other
//           series, so that the shipped score tables would mislead.
// When not  Short series: with m errors a level above m / (m + 1) is extrapolated, and kFewestConformalScores of them are
//           needed at all. Panels: calibration "panel" pools over the series and needs less of each.
// Formula   origins 1, 2, … periods before the end (at most kMostConformalOrigins, none with fewer than half of the values);
//           size of an error: |x|, x = link⁻¹(actual; centre), relative for positive series (evaluation/conformal.hpp)
//           interval of central level c at horizon h: centre ± q_h(c), q_h the order statistic c (m + 1) of the m sizes at
//           that horizon, linear between neighbours
//           c > m / (m + 1): largest size · t_m(½ + c / 2) / t_m(½ + m / (2 m + 2)), t_m Student's quantile with m degrees
//           horizon with fewer than kFewestConformalScores sizes: those of the last horizon k with enough, times √(h / k)
//           no interval is narrower, on the scale of the link, than that of the horizon before
// Assumption  Errors to come are exchangeable with past ones of the same horizon. Overlapping errors and a model fitted to
//           half of the values make that an approximation; the guarantee of conformal inference does not hold to the letter.
// Cost      One fit per origin.
// Example   sizes {1, 2, 3, 4} at horizon 1: q(0.6) = 3, q(0.5) = 2.5
// Source    Vovk, Gammerman, Shafer (2005); Lei et al. (2018) for the split; Student's t as extrapolation is ours.
#pragma once

#include <dubao/data/regressors.hpp>
#include <dubao/data/student.hpp>
#include <dubao/evaluation/conformal.hpp>
#include <dubao/forecast/panel_scores.hpp>
#include <dubao/models/model.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// Most past origins: more say more of long ago than of tomorrow.
inline constexpr Index kMostConformalOrigins = 20;
/// Largest size that is kept apart: the difference of two widths is still a double.
inline constexpr double kLargestSize = std::numeric_limits<double>::max() / 8.0;
/// Fewest errors of one horizon from which a width is read.
inline constexpr std::size_t kFewestConformalScores = 5;

/// Sizes of past errors of one model on one series.
struct ConformalScores {
  evaluation::Link link = evaluation::Link::kAdditive;
  std::vector<std::vector<double>>
      sizes;  ///< by horizon, ascending; unit of y or, for the positive link, relative

  /// Whether a width can be read.
  [[nodiscard]] bool are_enough() const noexcept {
    return !sizes.empty() && sizes.front().size() >= kFewestConformalScores;
  }
  /// In words.
  [[nodiscard]] std::string note() const {
    const std::string count = std::to_string(sizes.empty() ? 0 : sizes.front().size());
    return are_enough()
               ? "intervals: conformal, " + count + " past errors one period ahead"
               : "intervals: " + count + " past errors are too few for conformal ones, the model's own stand";
  }
};

/// q(c) of ascending sizes (at least one), c in [0, 1).
[[nodiscard]] inline double conformal_quantile(const std::vector<double>& sizes, double c) {
  const auto m = static_cast<double>(sizes.size());
  const double rank = c * (m + 1.0);
  if (rank > m) {
    return sizes.back() * data::student_quantile(0.5 + 0.5 * c, m) /
           data::student_quantile(0.5 + 0.5 * m / (m + 1.0), m);
  }
  const auto below = static_cast<std::size_t>(rank);
  const double low = below == 0 ? 0.0 : sizes[below - 1];
  if (below >= sizes.size()) return low;
  return low + (rank - static_cast<double>(below)) * (sizes[below] - low);
}

/// Fits the model at past origins and takes the sizes of its errors. Origins the model refuses (ModelError) give none,
/// neither do missing values nor values across a declared break. regressors: as in Model::fit_with_regressors, past rows
/// counting as known futures.
[[nodiscard]] inline ConformalScores conformal_scores(const models::Model& model, const data::Series& series,
                                                      const data::Regressors& regressors = {}) {
  ConformalScores out;
  const bool positive = is_positive(series);
  if (positive) out.link = evaluation::Link::kPositive;
  const std::vector<int> definition = series.segment();
  const Index fewest = std::max(kFewestTraining, (series.size() + 1) / 2);
  for (Index back = 1; back <= kMostConformalOrigins && series.size() - back >= fewest; ++back) {
    const Index length = series.size() - back;
    const data::Series training = series.head(length);
    if (training.observed() < kFewestTraining) break;
    std::vector<double> centre;
    try {
      centre = guarded_centre(training, model.fit_with_regressors(training, regressors)->mean(back));
    } catch (const ModelError&) {
      continue;
    }
    out.sizes.resize(std::max(out.sizes.size(), centre.size()));
    for (std::size_t h = 0; h < centre.size(); ++h) {
      const auto t = static_cast<std::size_t>(length) + h;
      if (data::is_missing(series.values()[t]) ||
          definition[t] != definition[static_cast<std::size_t>(length - 1)]) {
        continue;
      }
      const double size = std::abs(evaluation::invert_link(out.link, centre[h], series.values()[t]));
      if (!std::isnan(size)) out.sizes[h].push_back(std::min(size, kLargestSize));
    }
  }
  for (std::vector<double>& of_horizon : out.sizes) std::sort(of_horizon.begin(), of_horizon.end());
  return out;
}

/// One margin per centre; empty when there are too few errors. centre: point forecasts, positive for the positive link.
[[nodiscard]] inline std::vector<evaluation::CalibratedMargin> conformal_margins(
    const ConformalScores& scores, const std::vector<double>& centre) {
  std::vector<evaluation::CalibratedMargin> out;
  if (!scores.are_enough()) return out;
  std::size_t known = 0;
  evaluation::ScoreQuantiles widest{};
  for (std::size_t h = 0; h < centre.size(); ++h) {
    if (h < scores.sizes.size() && scores.sizes[h].size() >= kFewestConformalScores) known = h;
    const double growth = std::sqrt(static_cast<double>(h + 1) / static_cast<double>(known + 1));
    evaluation::CalibratedMargin margin{centre[h], 1.0, scores.link, {}};
    for (std::size_t k = 0; k < widest.size(); ++k) {
      const double p = evaluation::kScoreProbabilities[k];
      const double size =
          std::min(growth * conformal_quantile(scores.sizes[known], std::abs(2.0 * p - 1.0)), kLargestSize);
      widest[k] = p < 0.5 ? std::min(widest[k], -size) : std::max(widest[k], size);
    }
    margin.quantiles = widest;
    out.push_back(margin);
  }
  return out;
}

}  // namespace dubao::forecast
