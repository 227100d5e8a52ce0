// SPDX-License-Identifier: Apache-2.0
//
// DefaultEnsemble: what is used when nothing is said.
//
// Annual    median of five: Theta on Box–Cox data; ETS(M,Ad,N); damped shrunken drift on logs (φ = 0.9, memory 0.9)
//           and on Box–Cox data (φ = 0.95, memory 1); drift. Three kinds of growth — relative, in between, straight —
//           and the middle of them: a broken member cannot move it.
// Seasonal  mean of two: Theta on Box–Cox data and damped ETS with the form chosen. On 600 quarterly series of M4 their
//           mean scored MASE 1.10 where the better of the two alone scored 1.13.
// Choice    Members, damping and median were chosen on 5,000 annual series of M4 (last 41 values, and random windows
//           of 4 to 30 values), never on M3: see docs/benchmarks.md.
// Not positive values: the members fall back to their additive forms, ETS to ETS(A,Ad,N).
// Source    Makridakis, Spiliotis, Assimakopoulos (2020) for combinations on M4; Legaki and Koutsouri's submission 260
//           for Theta on Box–Cox data; Petropoulos and Svetunkov (2020) for the median.
#pragma once

#include <dubao/forecast/ensemble.hpp>
#include <dubao/forecast/transformed.hpp>
#include <dubao/models/auto_ets.hpp>
#include <dubao/models/damped_drift.hpp>
#include <dubao/models/drift.hpp>
#include <dubao/models/ets.hpp>
#include <dubao/models/theta.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// Chosen on M4, see the banner.
inline constexpr double kDampingOnBoxCoxData = 0.95;
inline constexpr double kMemoryOnBoxCoxData = 1.0;

class DefaultEnsemble final : public models::Model {
 public:
  explicit DefaultEnsemble(std::string alias = "Ensemble") : alias_(std::move(alias)) {
    using models::DampedDrift;
    using models::Ets;
    using models::ModelPointer;
    const ModelPointer theta = std::make_shared<models::Theta>(
        models::Theta::Options{.box_cox = true, .alias = "Theta on Box-Cox data"});
    const ModelPointer relative =
        std::make_shared<Transformed>(std::make_shared<DampedDrift>(), 0.0, "damped drift on logs");
    const ModelPointer between =
        std::make_shared<Transformed>(std::make_shared<DampedDrift>(DampedDrift::Options{
                                          .damping = kDampingOnBoxCoxData, .memory = kMemoryOnBoxCoxData}),
                                      std::nullopt, "damped drift on Box-Cox data");
    const ModelPointer straight = std::make_shared<models::RandomWalkWithDrift>("drift");
    const auto damped = [](const char* error) {
      return std::make_shared<Ets>(
          Ets::Options{.error = error, .trend = "A", .damped = true, .alias = "damped ETS"});
    };
    const Ensemble::Options median{.combination = Combination::kMedian, .alias = alias_};
    positive_ = std::make_shared<Ensemble>(
        std::vector<ModelPointer>{theta, damped("M"), relative, between, straight}, median);
    any_sign_ = std::make_shared<Ensemble>(
        std::vector<ModelPointer>{theta, damped("A"), relative, between, straight}, median);
    const ModelPointer automatic =
        std::make_shared<models::AutoEts>(models::AutoEts::Options{.damped = true, .alias = "damped ETS"});
    seasonal_ = std::make_shared<Ensemble>(std::vector<ModelPointer>{theta, automatic},
                                           Ensemble::Options{.alias = alias_});
  }

  [[nodiscard]] std::string alias() const override { return alias_; }
  /// Fits the ensemble that the series' frequency and sign ask for. Throws InputError E-MOD-001.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit(const data::Series& series) const override {
    return chosen(series).fit(series);
  }
  /// Holds the parameters of an earlier fit; which ensemble they belong to shows in the parameters. Errors as
  /// Ensemble::fit_with_parameters.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<models::Parameter>& params) const override {
    const Ensemble& first = chosen(series);
    for (const Ensemble* one : {&first, positive_.get(), any_sign_.get()}) {
      try {
        return one->fit_with_parameters(series, regressors, params);
      } catch (const InputError& error) {
        // Not this ensemble's: a positive series may since have met a zero.
        if (error.problems().front().id != "E-MOD-007") throw;
      }
    }
    return first.fit_with_parameters(series, regressors, params);
  }
  /// The ensemble that would be used.
  [[nodiscard]] const Ensemble& chosen(const data::Series& series) const {
    if (time::periods_per_year(series.frequency()) > 1) return *seasonal_;
    const bool positive = std::none_of(series.values().begin(), series.values().end(),
                                       [](double value) { return value <= 0.0; });
    return positive ? *positive_ : *any_sign_;
  }

 private:
  std::string alias_;
  std::shared_ptr<const Ensemble> positive_;
  std::shared_ptr<const Ensemble> any_sign_;
  std::shared_ptr<const Ensemble> seasonal_;
};

}  // namespace dubao::forecast
