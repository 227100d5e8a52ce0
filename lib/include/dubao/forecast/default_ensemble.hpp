// SPDX-License-Identifier: Apache-2.0
//
// DefaultEnsemble: what is used when nothing is said.
//
// Annual    trimmed mean of five: Theta on Box–Cox data; ETS chosen by AICc; damped shrunken drift on logs (φ = 0.95,
//           memory 0.9) and on Box–Cox data (φ = 0.95, memory 1); drift. Three kinds of growth — relative, in between,
//           straight — and the middle three of them: a broken member cannot move it.
// Quarterly (and half-yearly) trimmed mean of five: Theta on Box–Cox data; damped ETS chosen by AICc; ETS(A,A,A) on logs; on
//           logs the season by STL and damped drift (φ = 0.95, memory 1) on the rest; AutoARIMA with p, q ≤ 2 and P, Q ≤ 1.
//           Three ways to see the season, two kinds of growth, damped and not.
// Monthly (and weekly) the same with ETS(A,Ad,A) in place of AutoARIMA, whose search takes too long for a long season.
// Trend     AutoETS of the annual set and ETS on logs have β ≤ kLargestTrendShare α: on annual series of M4 AutoEts then has
//           OWA 0.81 in place of 0.93, because a short series cannot tell a changing slope from noise.
// Choice    Annual: members, damping and trimming on 4,000 odd-numbered annual series of M4 and as many windows of 6 to 25
//           values. Quarterly: sixty forms of Theta, ETS, CES, ARIMA and STL and their means, medians and trimmed means on
//           3,000 odd-numbered quarterly series of M4 (mean of relative sMAPE and MASE 0.986 of that of the former four
//           members) and as many windows of 16 to 56 values (0.993), confirmed on even-numbered ones (0.987 and 0.985).
//           Monthly: the same without ARIMA, also on the series of M1 (0.983) and of the tourism competition (0.985).
//           Tables: docs/models/ensemble.md. Never chosen on M3.
// Season    That of the frequency unless one is given (days, counted periods, bare arrays): up to kLongestSeasonOfArima the
//           quarterly members, above it the monthly ones.
// Not positive values: the members fall back to their additive forms.
// Source    Makridakis, Spiliotis, Assimakopoulos (2020) for combinations on M4; Legaki and Koutsouri's submission 260
//           for Theta on Box–Cox data; Jose and Winkler (2008) for trimmed means of forecasts.
#pragma once

#include <dubao/forecast/ensemble.hpp>
#include <dubao/forecast/transformed.hpp>
#include <dubao/models/auto_arima.hpp>
#include <dubao/models/auto_ets.hpp>
#include <dubao/models/damped_drift.hpp>
#include <dubao/models/decomposed.hpp>
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
inline constexpr double kMemoryOnBoxCoxData = 1.0;  // and on seasonally adjusted logs
inline constexpr double kLargestTrendShare = 0.15;
/// Orders up to which AutoARIMA searches as a member, and the longest season with which it is one.
inline constexpr int kLargestArimaOrder = 2;
inline constexpr int kLargestSeasonalArimaOrder = 1;
inline constexpr int kLongestSeasonOfArima = 4;

class DefaultEnsemble final : public models::Model {
 public:
  /// season_length: periods a cycle; 0: periods per year of the series; 1: no season. Throws InputError E-THE-001 when it is
  /// negative.
  explicit DefaultEnsemble(std::string alias = "Ensemble", Index season_length = 0)
      : alias_(std::move(alias)), season_length_(season_length) {
    using models::AutoEts;
    using models::DampedDrift;
    using models::ModelPointer;
    const models::EtsRegion region{.largest_trend_share = kLargestTrendShare};
    const auto drift_on = [](std::optional<double> lambda, double memory, const char* alias_of_member) {
      return std::make_shared<Transformed>(
          std::make_shared<DampedDrift>(DampedDrift::Options{.damping = kDamping, .memory = memory}), lambda,
          alias_of_member);
    };
    const ModelPointer automatic = std::make_shared<AutoEts>(
        AutoEts::Options{.season_length = season_length_, .region = region, .alias = "AutoETS"});
    const Ensemble::Options trimmed{.combination = Combination::kTrimmedMean, .alias = alias_};
    annual_ = std::make_shared<Ensemble>(
        std::vector<ModelPointer>{theta(), automatic, drift_on(0.0, kMemoryOnLogs, "damped drift on logs"),
                                  drift_on(std::nullopt, kMemoryOnBoxCoxData, "damped drift on Box-Cox data"),
                                  std::make_shared<models::RandomWalkWithDrift>("drift")},
        trimmed);
    std::vector<ModelPointer> members = common_members(region);
    members.push_back(std::make_shared<models::Ets>(models::Ets::Options{.trend = "A",
                                                                         .damped = true,
                                                                         .season = "A",
                                                                         .season_length = season_length_,
                                                                         .alias = "damped additive ETS"}));
    monthly_ = std::make_shared<Ensemble>(members, trimmed);
    models::AutoArima::Options arima;
    arima.limits.max_p = arima.limits.max_q = kLargestArimaOrder;
    arima.limits.max_P = arima.limits.max_Q = kLargestSeasonalArimaOrder;
    // A longer season never comes to these members.
    if (season_length_ <= kLongestSeasonOfArima) arima.common.season_length = season_length_;
    members.back() = std::make_shared<models::AutoArima>(std::move(arima));
    quarterly_ = std::make_shared<Ensemble>(std::move(members), trimmed);
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
  /// As given; 0: periods per year of the series.
  [[nodiscard]] Index season_length() const noexcept { return season_length_; }
  /// The ensemble that would be used.
  [[nodiscard]] const Ensemble& chosen(const data::Series& series) const {
    const Index periods = season_length_ > 0 ? season_length_ : time::periods_per_year(series.frequency());
    if (periods <= 1) return *annual_;
    return periods <= kLongestSeasonOfArima ? *quarterly_ : *monthly_;
  }

 private:
  [[nodiscard]] models::ModelPointer theta() const {
    return std::make_shared<models::Theta>(models::Theta::Options{
        .season_length = season_length_, .box_cox = true, .alias = "Theta on Box-Cox data"});
  }
  // Of quarterly and monthly series.
  [[nodiscard]] std::vector<models::ModelPointer> common_members(const models::EtsRegion& region) const {
    using models::DampedDrift;
    using models::Ets;
    const auto additive_on_logs = std::make_shared<Ets>(
        Ets::Options{.trend = "A", .season = "A", .season_length = season_length_, .region = region});
    models::Decomposed::Options seasons;
    if (season_length_ > 0) seasons.season_lengths.push_back(season_length_);
    const auto adjusted =
        std::make_shared<models::Decomposed>(std::make_shared<DampedDrift>(DampedDrift::Options{
                                                 .damping = kDamping, .memory = kMemoryOnBoxCoxData}),
                                             std::move(seasons));
    return {theta(),
            std::make_shared<models::AutoEts>(models::AutoEts::Options{
                .season_length = season_length_, .damped = true, .alias = "damped ETS"}),
            std::make_shared<Transformed>(additive_on_logs, 0.0, "additive ETS on logs"),
            std::make_shared<Transformed>(adjusted, 0.0, "damped drift on logs without the season")};
  }

  std::string alias_;
  Index season_length_;
  std::shared_ptr<const Ensemble> annual_;
  std::shared_ptr<const Ensemble> quarterly_;
  std::shared_ptr<const Ensemble> monthly_;
};

}  // namespace dubao::forecast
