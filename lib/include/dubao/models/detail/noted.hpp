// SPDX-License-Identifier: Apache-2.0
//
// A fit of another model that stands in, with a note that says so.
//
// Example   Noted(Naive().fit(series), "ladder: 2 values do not carry it; naive instead") forecasts as naive does
#pragma once

#include <dubao/models/model.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::detail {

class Noted final : public Fitted {
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

 private:
  std::unique_ptr<Fitted> inner_;
  FitSummary summary_;
};

}  // namespace dubao::models::detail
