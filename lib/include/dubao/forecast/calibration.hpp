// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dubao/data/panel.hpp>
#include <dubao/evaluation/conformal.hpp>
#include <dubao/models/model.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace dubao::forecast {

/// Where the scores of a calibration come from.
enum class CalibrationMode : std::uint8_t { kNone, kTable, kPanel, kAutomatic };

/// Whether every observed value is positive.
[[nodiscard]] inline bool is_positive(const data::Series& series) noexcept {
  return std::none_of(series.values().begin(), series.values().end(), [](double v) { return v <= 0.0; });
}

[[nodiscard]] inline std::vector<double> guarded_centre(const data::Series&, std::vector<double> centre) {
  return centre;
}

class Calibrator {
 public:
  [[nodiscard]] std::vector<evaluation::CalibratedMargin> margins(const data::Series&,
                                                                  const std::vector<double>&) const {
    return {};
  }
  [[nodiscard]] std::string note() const { return "draws as the model made them"; }
};

[[nodiscard]] inline std::vector<Calibrator> calibrate_models(const std::vector<models::ModelPointer>& models,
                                                              const data::Panel&, CalibrationMode, int) {
  return std::vector<Calibrator>(models.size());
}

}  // namespace dubao::forecast
