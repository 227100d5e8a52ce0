// SPDX-License-Identifier: Apache-2.0
//
// Which score table a model's draws are calibrated by: that of its kind, whatever the user calls its column.
#pragma once

#include <dubao/forecast/cleaned.hpp>
#include <dubao/forecast/default_ensemble.hpp>
#include <dubao/models/auto_ets.hpp>
#include <dubao/models/damped_drift.hpp>
#include <dubao/models/drift.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/naive.hpp>
#include <dubao/models/seasonal_naive.hpp>
#include <dubao/models/theta.hpp>

#include <string>

namespace dubao::forecast {

namespace detail {

template <typename Kind>
[[nodiscard]] bool is_a(const models::Model& model) noexcept {
  return dynamic_cast<const Kind*>(&model) != nullptr;
}

}  // namespace detail

/// Name of the model's table in score_table.hpp; empty when it has none (an ensemble of one's own, a fixed ETS form, an
/// average, the default with another season than that of the frequency, of which no table knows).
[[nodiscard]] inline std::string calibration_key(const models::Model& model, time::Frequency frequency) {
  // A cleaned model errs as its inner one does: the spread is that of the series as it was given.
  if (const auto* cleaned = dynamic_cast<const Cleaned*>(&model)) {
    return calibration_key(cleaned->inner(), frequency);
  }
  if (const auto* ensemble = dynamic_cast<const DefaultEnsemble*>(&model)) {
    const Index season = ensemble->season_length();
    return season == 0 || season == time::periods_per_year(frequency) ? "Ensemble" : "";
  }
  if (detail::is_a<models::AutoEts>(model)) return "AutoETS";
  if (detail::is_a<models::AutoTheta>(model)) return "AutoTheta";
  if (detail::is_a<models::Theta>(model)) return "Theta";
  if (detail::is_a<models::DampedDrift>(model)) return "DampedDrift";
  if (detail::is_a<models::RandomWalkWithDrift>(model)) return "Drift";
  if (detail::is_a<models::Naive>(model)) return "Naive";
  if (detail::is_a<models::SeasonalNaive>(model)) return "SeasonalNaive";
  return {};
}

}  // namespace dubao::forecast
