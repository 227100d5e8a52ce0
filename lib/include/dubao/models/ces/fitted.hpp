// SPDX-License-Identifier: Apache-2.0
//
// FittedCes: complex exponential smoothing with its estimates; forecasts and paths.
#pragma once

#include <dubao/models/ces/posterior.hpp>
#include <dubao/models/detail/innovations.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::ces {

class FittedCes final : public detail::FittedWithInnovations {
 public:
  FittedCes(detail::Prepared series, Setting setting, Estimate estimate)
      : FittedWithInnovations(std::move(series)),
        setting_(std::move(setting)),
        estimate_(std::move(estimate)) {
    const auto n = static_cast<double>(setting_.count);
    const auto parameters = static_cast<double>(setting_.parameters());
    const double k = parameters + 1.0;
    // Likelihood of the data in their own unit: every density is divided by 2^exponent.
    const double deviance = estimate_.minus_two_log_likelihood + 2.0 * n * series_.exponent * std::log(2.0);
    summary_.name = std::string("CES(") + letter(setting_.form) + ")";
    summary_.loglik = -0.5 * deviance;
    summary_.aic = deviance + 2.0 * k;
    summary_.bic = deviance + std::log(n) * k;
    if (n - k - 1.0 > 0.0) summary_.aicc = summary_.aic + 2.0 * k * (k + 1.0) / (n - k - 1.0);
    summary_.sigma2 = unscale_variance(estimate_.sum_of_squares / std::max(1.0, n - parameters));
    set_parameters();
    std::vector<double> fitted(series_.y.size(), data::kMissing);
    for (std::size_t row = 0; row < estimate_.errors.size(); ++row) {
      const std::size_t t = detail::at(series_.observed[row]);
      fitted[t] = series_.y[t] - estimate_.errors[row];
    }
    set_fitted(fitted);
    describe();
  }

  [[nodiscard]] const Estimate& estimate() const noexcept { return estimate_; }

 private:
  void set_parameters() {
    auto& out = summary_.params;
    out.emplace_back("alpha_0", estimate_.smoothing.a0);
    out.emplace_back("alpha_1", estimate_.smoothing.a1);
    if (setting_.form == Season::kPartial || setting_.form == Season::kFull) {
      out.emplace_back("beta_0", estimate_.smoothing.b0);
    }
    if (setting_.form == Season::kFull) out.emplace_back("beta_1", estimate_.smoothing.b1);
    State<double> initial;
    unpack(setting_.form, setting_.season_length, estimate_.initial.data(), initial);
    const auto put = [&](const char* name, const std::vector<double>& values) {
      for (std::size_t j = 0; j < values.size(); ++j) {
        out.emplace_back(detail::concatenate({name, std::to_string(j)}), series_.unscale(values[j]));
      }
    };
    put("l", initial.level);
    put("c", initial.potential);
    put("s", initial.season);
    put("r", initial.season_potential);
    for (Index i = setting_.states(); i < setting_.unknowns(); ++i) {
      out.emplace_back(detail::concatenate({"shift", std::to_string(i - setting_.states() + 1)}),
                       series_.unscale(estimate_.initial[detail::at(i)]));
    }
  }

  void describe() {
    if (estimate_.starts > 0) {
      note(detail::concatenate({std::to_string(estimate_.agreed), " of ", std::to_string(estimate_.starts),
                                " starts led to this optimum (", optim::to_string(estimate_.reason), ")"}));
    }
    if (estimate_.sum_of_squares <= static_cast<double>(setting_.count) * kExactFit * kExactFit) {
      note("the form fits the data exactly: likelihood and criteria are bounded, paths have no width");
    }
    if (series_.definitions > 1) {
      note("breaks enter as level shifts of the earlier definitions, estimated with the initial state");
    }
    note_unused_standard_errors();
    note("paths include innovations, the uncertain variance, states, shifts and smoothing parameters");
  }

  [[nodiscard]] std::vector<double> innovation_residuals() const override { return estimate_.errors; }

  void mean_path(std::vector<double>& path) const override {
    walk(estimate_.smoothing, estimate_.final_state, static_cast<Index>(path.size()),
         [&](Index h, double mean) {
           path[detail::at(h)] = mean;
           return 0.0;
         });
  }

  void simulate_with(data::DrawMatrix& paths, std::uint64_t seed,
                     const detail::Innovations& innovations) const override {
    std::call_once(once_, [this] { posterior_ = std::make_unique<Posterior>(setting_, estimate_); });
    Posterior::Sample sample{estimate_.smoothing, estimate_.final_state, 0.0};
    for (Index d = 0; d < paths.rows(); ++d) {
      data::RandomStream random = stream(seed, d);
      if (!posterior_->is_empty()) posterior_->draw(random, sample);
      walk(sample.smoothing, sample.state, paths.cols(), [&](Index h, double mean) {
        const double error = sample.sigma * innovations.draw(random);
        paths(d, h) = mean + error;
        return error;
      });
    }
  }

  // Steps 1 … h; next(h, mean) gives the innovation.
  template <typename Next>
  void walk(const Smoothing<double>& p, State<double> state, Index horizon, const Next& next) const {
    for (Index h = 0; h < horizon; ++h) {
      const std::size_t j = detail::at((series_.size() - setting_.first + h) % setting_.season_length);
      const double mean = predict(setting_.form, state, j);
      update(setting_.form, p, next(h, mean), state, j);
    }
  }

  Setting setting_;
  Estimate estimate_;
  // Made when paths are first asked for; call_once keeps a const model shareable between threads.
  mutable std::once_flag once_;
  mutable std::unique_ptr<Posterior> posterior_;
};

}  // namespace dubao::models::ces
