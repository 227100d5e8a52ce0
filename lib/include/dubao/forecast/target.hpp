// SPDX-License-Identifier: Apache-2.0
//
// Target of a forecast: the signal (what is true) or the next survey figure (signal plus sampling error).
//
// When      Report and accounting use the signal; scores against published figures use the survey.
// Formula   Models are fitted to published figures and calibrated on them, so their draws are draws of survey
//           figures, with variance v_h at horizon h. (A model may separate the two itself, as Structural with target
//           signal does: uncalibrated, its draws stand for the signal as they are.) Sampling error s_h of a future figure:
//           s_h = k s_n √(|centre_h| / |y_n|)   (the variance of an estimated count grows with the count)
//           signal:  centre + (draw − centre) √(max(kLeastSignalShare, 1 − s_h² / v_h))
//           survey:  signal · exp(c e − c²/2) for positive series, c² = log(1 + (s_h/centre_h)²);
//                    signal + s_h e otherwise;  e standard normal, independent between years, paths and series
// Assumption  At least kLeastSignalShare of the variance of a forecast is signal; samples of different years are
//           independent.
// Without standard errors both targets are the same draws.
// Example   centre 100, v = 25, s = 3: the signal's deviations are multiplied by √(1 − 9/25) = 0.8.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/random.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace dubao::forecast {

/// Smallest share of a forecast's variance that is taken as signal, whatever the standard errors claim.
inline constexpr double kLeastSignalShare = 0.25;

/// Sampling errors of the future figures, unit of y, one per centre; empty when the series has no standard errors.
/// scale: k in [0, 1].
[[nodiscard]] inline std::vector<double> future_standard_errors(const data::Series& series, double scale,
                                                                const std::vector<double>& centre) {
  const std::vector<double>& errors = series.standard_errors();
  for (Index t = series.size() - 1; t >= 0; --t) {
    const auto i = static_cast<std::size_t>(t);
    if (i >= errors.size() || data::is_missing(series.values()[i]) || !(errors[i] > 0.0)) continue;
    const double size = std::abs(series.values()[i]);
    std::vector<double> out;
    out.reserve(centre.size());
    for (const double value : centre) {
      out.push_back(scale * errors[i] * (size > 0.0 ? std::sqrt(std::abs(value) / size) : 1.0));
    }
    return out;
  }
  return {};
}

/// Draws of the signal from draws of survey figures. centre and errors: one per horizon; errors may be empty.
[[nodiscard]] inline data::Draws to_signal(const data::Draws& draws, const std::vector<double>& centre,
                                           const std::vector<double>& errors) {
  data::DrawMatrix paths = draws.paths();
  for (Index h = 0; h < paths.cols() && !errors.empty(); ++h) {
    const auto i = static_cast<std::size_t>(h);
    const double mean = paths.col(h).mean();
    const double variance = (paths.col(h).array() - mean).square().mean();
    if (!(variance > 0.0)) continue;
    const double share = std::max(kLeastSignalShare, 1.0 - errors[i] * errors[i] / variance);
    paths.col(h) = (centre[i] + (paths.col(h).array() - centre[i]) * std::sqrt(share)).matrix();
  }
  return data::Draws(draws.start(), std::move(paths), draws.id(), data::Target::kSignal)
      .with_unit(draws.unit());
}

/// Draws of survey figures from draws of the signal. positive: whether the series is a positive quantity.
[[nodiscard]] inline data::Draws to_survey(const data::Draws& signal, const std::vector<double>& centre,
                                           const std::vector<double>& errors, bool positive,
                                           std::uint64_t seed) {
  data::DrawMatrix paths = signal.paths();
  const std::uint64_t key = data::hash_key("sampling error:" + signal.id());
  for (Index d = 0; d < paths.rows() && !errors.empty(); ++d) {
    data::RandomStream stream(seed, key, static_cast<std::uint64_t>(d));
    for (Index h = 0; h < paths.cols(); ++h) {
      const auto i = static_cast<std::size_t>(h);
      const double e = stream.normal();
      if (positive && centre[i] > 0.0) {
        const double relative = errors[i] / centre[i];
        const double square = std::log1p(relative * relative);
        paths(d, h) *= std::exp(std::sqrt(square) * e - 0.5 * square);
      } else {
        paths(d, h) += errors[i] * e;
      }
    }
  }
  return data::Draws(signal.start(), std::move(paths), signal.id(), data::Target::kSurvey)
      .with_unit(signal.unit());
}

}  // namespace dubao::forecast
