// SPDX-License-Identifier: Apache-2.0
//
// The default forecaster's members and how they are combined.
#pragma once

#include <dubao/forecast/ensemble.hpp>
#include <dubao/models/damped_drift.hpp>
#include <dubao/models/drift.hpp>
#include <dubao/models/naive.hpp>

#include <memory>
#include <string>
#include <utility>

namespace dubao::forecast {

/// The default ensemble.
[[nodiscard]] inline std::shared_ptr<const Ensemble> default_ensemble(std::string alias = "Ensemble") {
  Ensemble::Options options;
  options.alias = std::move(alias);
  return std::make_shared<const Ensemble>(
      std::vector<models::ModelPointer>{std::make_shared<models::DampedDrift>(),
                                        std::make_shared<models::Naive>(),
                                        std::make_shared<models::RandomWalkWithDrift>()},
      std::move(options));
}

}  // namespace dubao::forecast
