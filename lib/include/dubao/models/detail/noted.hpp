// SPDX-License-Identifier: Apache-2.0
//
// A fit of another model that stands in, with a note that says so.
//
// Example   Noted(Naive().fit(series), "ladder: 2 values do not carry it; naive instead") forecasts as naive does
#pragma once

#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/resampled_paths.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::detail {

class Noted final : public Fitted, public AnalyticForecast, public ResampledPaths {
 public:
  Noted(std::unique_ptr<Fitted> inner, std::string note)
      : inner_(std::move(inner)), summary_(inner_->summary()) {
    summary_.notes.insert(summary_.notes.begin(), std::move(note));
  }
  [[nodiscard]] const FitSummary& summary() const noexcept override { return summary_; }
  [[nodiscard]] std::vector<double> mean(Index horizon) const override { return inner_->mean(horizon); }
  [[nodiscard]] data::Draws draws(Index horizon, Index n, std::uint64_t seed) const override {
    return inner_->draws(horizon, n, seed);
  }
  [[nodiscard]] std::vector<double> forecast_variance(Index horizon) const override {
    return analytic_variance(*inner_, horizon);
  }
  [[nodiscard]] data::Draws resampled_draws(Index horizon, Index n, std::uint64_t seed) const override {
    return models::resampled_draws(*inner_, horizon, n, seed);
  }
  [[nodiscard]] Index resampled() const override { return resampling(*inner_).resampled(); }

 private:
  std::unique_ptr<Fitted> inner_;
  FitSummary summary_;
};

}  // namespace dubao::models::detail
