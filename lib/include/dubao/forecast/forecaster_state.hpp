// SPDX-License-Identifier: Apache-2.0
//
// ForecasterState: all that a fitted Forecaster has learnt, as plain numbers and words.
//
// When      To write a forecaster down, or to move it to the end of longer series, without estimating anything again.
// Holds     parameters of every fit, factor on the standard errors, calibration of every model, past errors of conformal
//           intervals. Not: the panel, the models and the options, which the caller has.
// Example   Forecaster b(models, options); b.restore(panel, a.state()) gives the draws of a, bit for bit
#pragma once

#include <dubao/evaluation/conformal.hpp>
#include <dubao/forecast/growth_pooling.hpp>
#include <dubao/forecast/sampling_error.hpp>
#include <dubao/forecast/split_conformal.hpp>
#include <dubao/models/model.hpp>

#include <string>
#include <vector>

namespace dubao::forecast {

/// What a calibration has learnt, as plain numbers: with the model and the library's tables it makes the same Calibrator.
struct LearntCalibration {
  bool has_margins = false;                             ///< false: draws as the model made them
  double factor = 1.0;                                  ///< on all spreads
  GrowthPooling growth{};                               ///< of the panel
  std::vector<evaluation::ScoreQuantiles> quantiles{};  ///< the panel's own by horizon; empty: the table's
  std::string table;                                    ///< version of the table behind the spreads
  std::string note;
};

struct ForecasterState {
  SamplingScale scale;
  std::vector<LearntCalibration> calibration;           ///< per model
  std::vector<std::vector<ConformalScores>> conformal;  ///< series × models; empty for other sources
  std::vector<std::vector<std::vector<models::Parameter>>> params;  ///< series × models

  /// Whether it is one of so many series and models.
  [[nodiscard]] bool fits(Index series, Index models) const noexcept {
    const auto rows = static_cast<std::size_t>(series);
    const auto columns = static_cast<std::size_t>(models);
    bool good = rows > 0 && params.size() == rows && calibration.size() == columns;
    for (const auto& row : params) good = good && row.size() == columns;
    good = good && (conformal.empty() || conformal.size() == rows);
    for (const auto& row : conformal) good = good && row.size() == columns;
    return good;
  }
};

}  // namespace dubao::forecast
