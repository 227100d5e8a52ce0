// SPDX-License-Identifier: Apache-2.0
//
// Cleaned: any model after a search for breaks and outliers, with what was found taken out.
//
// When      A series is known to have been hit (a failed survey, a definition changed silently) and nothing was declared.
// When not  By default: docs/models/interventions.md prints what the search does to forecasts of M4.
// Method    find_interventions (models/interventions.hpp), then
//             additive outlier  → missing value
//             level shift       → declared break: growth is not learnt across it, the forecast continues the new level
//             temporary change  → its effect is subtracted from history, and what is left of it is added to the forecast; where a
//                                 positive series would fall to zero or below, these values are missing instead
//             last value        → stays as it is: alone it cannot tell an outlier from a shift
// Notes     Each intervention with period, size and standard error; then the inner model's notes.
// Assumption  What was found does not come again: paths hold no new interventions.
// Example   Cleaned(Naive) on 10, 10.4, 9.8, 10.1, 5.9, 10.2, 9.9, 10.3, 10, 9.7, 10.1, 10.2: 5.9 is taken as missing.
// Source    Chen and Liu (1993).
#pragma once

#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/detail/text.hpp>
#include <dubao/models/interventions.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/resampled_paths.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// The series without what was found: values missing or adjusted, breaks added; standard errors, unit, source and declared
/// breaks kept.
[[nodiscard]] inline data::Series cleaned_series(const data::Series& series,
                                                 const std::vector<models::Intervention>& found) {
  using models::InterventionKind;
  std::vector<double> values = series.values();
  const bool positive = std::none_of(values.begin(), values.end(), [](double v) { return v <= 0.0; });
  for (const models::Intervention& one : found) {
    for (Index t = one.at; t < series.size(); ++t) {
      double& value = values[static_cast<std::size_t>(t)];
      if (one.kind == InterventionKind::kTemporaryChange) {
        value -= one.size * models::intervention_shape(one.kind, t - one.at);
        if (positive && value <= 0.0) value = data::kMissing;
      } else if (one.kind == InterventionKind::kAdditiveOutlier && t == one.at) {
        value = data::kMissing;
      }
    }
  }
  data::Series out(series.start(), std::move(values), series.id());
  out = out.with_unit(series.unit()).with_source(series.source());
  if (!series.standard_errors().empty()) out = out.with_standard_errors(series.standard_errors());
  for (const time::Period& at : series.breaks()) out = out.with_break(at);
  for (const models::Intervention& one : found) {
    if (one.kind == InterventionKind::kLevelShift) out = out.with_break(series.period(one.at));
  }
  return out;
}

namespace detail {

/// A fit of the cleaned series, with what is left of temporary changes added.
class FittedCleaned final : public models::Fitted,
                            public models::AnalyticForecast,
                            public models::ResampledPaths {
 public:
  FittedCleaned(const std::shared_ptr<const models::Fitted>& inner, Index length,
                std::vector<models::Intervention> treated, const std::vector<std::string>& notes)
      : FittedCleaned(inner, length, std::move(treated), inner->summary()) {
    for (const models::Intervention& one : treated_) {
      summary_.params.emplace_back(parameter_name(one), one.size);
    }
    for (std::size_t t = 0; t < summary_.fitted_values.size(); ++t) {
      summary_.fitted_values[t] += left_at(static_cast<Index>(t));
    }
    summary_.notes.insert(summary_.notes.begin(), notes.begin(), notes.end());
  }
  FittedCleaned(std::shared_ptr<const models::Fitted> inner, Index length,
                std::vector<models::Intervention> treated, models::FitSummary summary)
      : inner_(std::move(inner)),
        treated_(std::move(treated)),
        length_(length),
        summary_(std::move(summary)) {}
  /// "additive outlier at 7": kind and position, by which a fit with parameters knows it again.
  [[nodiscard]] static std::string parameter_name(const models::Intervention& one) {
    return models::detail::concatenate({models::intervention_name(one.kind), kAt, std::to_string(one.at)});
  }
  static constexpr std::string_view kAt = " at ";

  [[nodiscard]] const models::FitSummary& summary() const noexcept override { return summary_; }
  [[nodiscard]] std::vector<double> mean(Index horizon) const override {
    std::vector<double> path = inner_->mean(horizon);
    for (std::size_t h = 0; h < path.size(); ++h) path[h] += left_at(length_ + static_cast<Index>(h));
    return path;
  }
  [[nodiscard]] data::Draws draws(Index horizon, Index n, std::uint64_t seed) const override {
    return with_rest(inner_->draws(horizon, n, seed));
  }
  /// That of the inner model: what was found counts as known.
  [[nodiscard]] std::vector<double> forecast_variance(Index horizon) const override {
    return models::analytic_variance(*inner_, horizon);
  }
  [[nodiscard]] data::Draws resampled_draws(Index horizon, Index n, std::uint64_t seed) const override {
    return with_rest(models::resampled_draws(*inner_, horizon, n, seed));
  }
  [[nodiscard]] Index resampled() const override { return models::resampling(*inner_).resampled(); }
  [[nodiscard]] std::unique_ptr<models::Fitted> with_future(
      const data::Regressors::Matrix& future) const override {
    return std::make_unique<FittedCleaned>(std::shared_ptr<const models::Fitted>(inner_->with_future(future)),
                                           length_, treated_, summary_);
  }

 private:
  [[nodiscard]] data::Draws with_rest(data::Draws own) const {
    if (left_at(length_) == 0.0) return own;
    data::DrawMatrix paths = own.paths();
    for (Index h = 0; h < own.horizon(); ++h) paths.col(h).array() += left_at(length_ + h);
    return data::Draws(own.start(), std::move(paths), own.id(), own.target()).with_unit(own.unit());
  }
  // Effect of temporary changes in period t.
  [[nodiscard]] double left_at(Index t) const noexcept {
    double sum = 0.0;
    for (const models::Intervention& one : treated_) {
      if (one.kind == models::InterventionKind::kTemporaryChange) {
        sum += one.size * models::intervention_shape(one.kind, t - one.at);
      }
    }
    return sum;
  }

  std::shared_ptr<const models::Fitted> inner_;
  std::vector<models::Intervention> treated_;
  Index length_;
  models::FitSummary summary_;
};

}  // namespace detail

class Cleaned final : public models::Model {
 public:
  explicit Cleaned(models::ModelPointer inner, models::InterventionOptions options = {},
                   std::string alias = {})
      : inner_(std::move(inner)), options_(options), alias_(std::move(alias)) {
    if (alias_.empty()) alias_ = inner_->alias();
  }
  [[nodiscard]] std::string alias() const override { return alias_; }
  [[nodiscard]] const models::Model& inner() const noexcept { return *inner_; }

  /// Searches, cleans, fits. Throws what find_interventions and the inner model throw.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit(const data::Series& series) const override {
    return fit_with_regressors(series, {});
  }
  /// The same; regressors are in the search and in the inner model.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit_with_regressors(
      const data::Series& series, const data::Regressors& regressors) const override {
    const models::InterventionSearch search = models::find_interventions(series, options_, regressors);
    const std::vector<models::Intervention> treated = treatable(series, search.found);
    return std::make_unique<detail::FittedCleaned>(
        inner_->fit_with_regressors(cleaned_series(series, treated), regressors), series.size(), treated,
        search.notes);
  }
  /// Treats what the earlier fit had found, searches nothing. The series must start where the earlier one did.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<models::Parameter>& params) const override {
    std::vector<models::Parameter> own;
    std::vector<models::Intervention> treated;
    for (const models::Parameter& parameter : params) {
      models::Intervention one;
      if (recognise(parameter, series, one)) {
        treated.push_back(one);
      } else {
        own.push_back(parameter);
      }
    }
    return std::make_unique<detail::FittedCleaned>(
        inner_->fit_with_parameters(cleaned_series(series, treated), regressors, own), series.size(), treated,
        std::vector<std::string>{"breaks and outliers as found by an earlier fit"});
  }

 private:
  // All but one at the last observed value.
  [[nodiscard]] static std::vector<models::Intervention> treatable(const data::Series& series,
                                                                   std::vector<models::Intervention> found) {
    Index last = series.size() - 1;
    while (last > 0 && data::is_missing(series[last])) --last;
    std::erase_if(found, [last](const models::Intervention& one) { return one.at == last; });
    return found;
  }
  [[nodiscard]] static bool recognise(const models::Parameter& parameter, const data::Series& series,
                                      models::Intervention& out) {
    using models::InterventionKind;
    for (const InterventionKind kind : {InterventionKind::kAdditiveOutlier,
                                        InterventionKind::kTemporaryChange, InterventionKind::kLevelShift}) {
      out.kind = kind;
      for (out.at = 0; out.at < series.size(); ++out.at) {
        if (detail::FittedCleaned::parameter_name(out) == parameter.first) {
          out.size = parameter.second;
          out.period = series.period(out.at);
          return true;
        }
      }
    }
    return false;
  }

  models::ModelPointer inner_;
  models::InterventionOptions options_;
  std::string alias_;
};

}  // namespace dubao::forecast
