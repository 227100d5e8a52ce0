// SPDX-License-Identifier: Apache-2.0
//
// DefaultEnsemble: what is used when nothing is said.
//
// Annual    trimmed mean of five: Theta on Box–Cox data; ETS chosen by AICc; damped shrunken drift on logs (φ = 0.95,
//           memory 0.9) and on Box–Cox data (φ = 0.95, memory 1); drift. Three kinds of growth — relative, in between,
//           straight — and the middle three of them: a broken member cannot move it.
// Seasonal  trimmed mean of four: Theta on logs; ETS chosen by AICc; ETS(A,A,A); damped additive ETS on logs.
// Trend     All ETS members have β ≤ kLargestTrendShare α: on annual series of M4 AutoEts then has OWA 0.81 in place of
//           0.93, because a short series cannot tell a changing slope from noise.
// Choice    Annual: members, damping and trimming on 4,000 odd-numbered annual series of M4 and as many windows of 6 to 25
//           values; seasonal: on 1,500 odd-numbered quarterly series of M4 and the monthly series of M1 and of the tourism
//           competition. Even-numbered series confirmed. Never chosen on M3: see docs/benchmarks.md.
// Not positive values: the members fall back to their additive forms.
// Source    Makridakis, Spiliotis, Assimakopoulos (2020) for combinations on M4; Legaki and Koutsouri's submission 260
//           for Theta on Box–Cox data; Jose and Winkler (2008) for trimmed means of forecasts.
#pragma once

#include <dubao/forecast/ensemble.hpp>
#include <dubao/forecast/transformed.hpp>
#include <dubao/models/auto_ets.hpp>
#include <dubao/models/damped_drift.hpp>
#include <dubao/models/drift.hpp>
#include <dubao/models/ets.hpp>
#include <dubao/models/theta.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// Chosen on M4, see the banner.
inline constexpr double kDamping = 0.95;
inline constexpr double kMemoryOnLogs = 0.9;
inline constexpr double kMemoryOnBoxCoxData = 1.0;
inline constexpr double kLargestTrendShare = 0.15;

class DefaultEnsemble final : public models::Model {
 public:
  explicit DefaultEnsemble(std::string alias = "Ensemble") : alias_(std::move(alias)) {
    using models::AutoEts;
    using models::DampedDrift;
    using models::ModelPointer;
    const models::EtsRegion region{.largest_trend_share = kLargestTrendShare};
    const auto drift_on = [](std::optional<double> lambda, double memory, const char* alias_of_member) {
      return std::make_shared<Transformed>(
          std::make_shared<DampedDrift>(DampedDrift::Options{.damping = kDamping, .memory = memory}), lambda,
          alias_of_member);
    };
    const ModelPointer automatic =
        std::make_shared<AutoEts>(AutoEts::Options{.region = region, .alias = "AutoETS"});
    const Ensemble::Options trimmed{.combination = Combination::kTrimmedMean, .alias = alias_};
    annual_ = std::make_shared<Ensemble>(
        std::vector<ModelPointer>{std::make_shared<models::Theta>(models::Theta::Options{
                                      .box_cox = true, .alias = "Theta on Box-Cox data"}),
                                  automatic, drift_on(0.0, kMemoryOnLogs, "damped drift on logs"),
                                  drift_on(std::nullopt, kMemoryOnBoxCoxData, "damped drift on Box-Cox data"),
                                  std::make_shared<models::RandomWalkWithDrift>("drift")},
        trimmed);
    seasonal_ = std::make_shared<Ensemble>(
        std::vector<ModelPointer>{
            std::make_shared<Transformed>(std::make_shared<models::Theta>(), 0.0, "Theta on logs"), automatic,
            std::make_shared<models::Ets>(
                models::Ets::Options{.trend = "A", .season = "A", .region = region, .alias = "additive ETS"}),
            std::make_shared<Transformed>(
                std::make_shared<AutoEts>(AutoEts::Options{.form = "AZA", .damped = true, .region = region}),
                0.0, "damped ETS on logs")},
        trimmed);
  }

  [[nodiscard]] std::string alias() const override { return alias_; }
  /// Fits the ensemble that the series' frequency asks for. Throws InputError E-MOD-001.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit(const data::Series& series) const override {
    return chosen(series).fit(series);
  }
  /// Holds the parameters of an earlier fit. Errors as Ensemble::fit_with_parameters.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<models::Parameter>& params) const override {
    return chosen(series).fit_with_parameters(series, regressors, params);
  }
  /// The ensemble that would be used.
  [[nodiscard]] const Ensemble& chosen(const data::Series& series) const {
    return time::periods_per_year(series.frequency()) > 1 ? *seasonal_ : *annual_;
  }

 private:
  std::string alias_;
  std::shared_ptr<const Ensemble> annual_;
  std::shared_ptr<const Ensemble> seasonal_;
};

}  // namespace dubao::forecast
