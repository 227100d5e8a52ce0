// SPDX-License-Identifier: Apache-2.0
//
// Exponential smoothing with the parameters of an earlier fit: one run of the recursion, nothing estimated.
//
// When      A new value has come and the forecast should move with it before the model is fitted again; a fit is read
//           from a file.
// When not  The growth has changed, or a break was declared since: fit again.
// Formula   ets/recursion.hpp with the held alpha, beta, gamma, phi, initial states and shifts; sigma² and likelihood
//           from the errors of the whole series at these parameters.
// Form      from the names: b trend, phi damped, s0 … season, and the marks of fitted.hpp; "damping" belongs to the damped
//           drift and an empty list to the naive forecast that the ladder gives to short series.
// Source    Hyndman, Koehler, Ord, Snyder (2008), chapter 2. Oracle: R forecast::ets(y, model = fit,
//           use.initial.values = TRUE).
#pragma once

#include <dubao/models/damped_drift.hpp>
#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/ets/fitted.hpp>
#include <dubao/models/ets/ladder.hpp>
#include <dubao/models/naive.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::ets {

namespace internal {

/// Form, smoothing parameters and initial values of a list of parameters; uses the list up.
struct HeldEts {
  EtsForm form;
  Smoothing<double> smoothing{0.0, 0.0, 0.0, 1.0};
  std::vector<double> initial;
  Index season_length = 1;
  Index shifts = 0;
  double own_deviation = 0.0;
};

[[nodiscard]] inline HeldEts read(detail::HeldParameters& held, const detail::Prepared& data) {
  HeldEts out;
  EtsForm& form = out.form;
  form.error = held.take_mark(kRelativeError) ? EtsError::kMultiplicative : EtsError::kAdditive;
  const bool relative_season = held.take_mark(kRelativeSeason);
  if (held.has("s0")) form.season = relative_season ? EtsSeason::kMultiplicative : EtsSeason::kAdditive;
  const bool relative_trend = held.take_mark(kRelativeTrend);
  if (held.has("b")) {
    const bool damped = held.has("phi");
    form.trend = relative_trend ? (damped ? EtsTrend::kDampedMultiplicative : EtsTrend::kMultiplicative)
                                : (damped ? EtsTrend::kDamped : EtsTrend::kAdditive);
  }
  out.smoothing.alpha = held.take("alpha", 0.0, 1.0);
  if (form.has_trend()) out.smoothing.beta = held.take("beta", 0.0, 1.0);
  if (form.has_season()) out.smoothing.gamma = held.take("gamma", 0.0, 1.0);
  if (form.is_damped()) out.smoothing.phi = held.take("phi", 0.0, 1.0);
  out.initial.push_back(detail::scaled(data, held.take("l")));
  if (form.has_trend()) {
    const double trend = held.take("b");
    out.initial.push_back(form.has_growth_factor() ? trend : detail::scaled(data, trend));
  }
  // R's order: s0 is the last season of the cycle; it follows from the sum of the others.
  const std::vector<double> season = held.take_numbered("s");
  for (std::size_t j = season.size(); j > 1; --j) {
    const double value = season[j - 1];
    out.initial.push_back(form.season == EtsSeason::kAdditive ? detail::scaled(data, value) : value);
  }
  if (form.has_season()) out.season_length = static_cast<Index>(season.size());
  for (const double shift : held.take_numbered("shift", 1)) {
    out.initial.push_back(form.is_relative() ? std::log(shift) : detail::scaled(data, shift));
    ++out.shifts;
  }
  if (held.has(kOwnDeviation)) {
    const double own = held.take(kOwnDeviation);
    out.own_deviation = form.is_relative() ? own : detail::scaled(data, own);
  }
  held.finish();
  return out;
}

}  // namespace internal

/// Runs the model that the parameters describe. accepts: whether the form is one of the asking model's. Throws InputError
/// E-MOD-007 for parameters that are not its own, ModelError E-MOD-008 when they cannot describe the values.
template <typename Accepts>
[[nodiscard]] inline std::unique_ptr<Fitted> fit_held(detail::Prepared prepared, const EtsRegion& region,
                                                      const std::vector<Parameter>& params,
                                                      const std::string& model, const Accepts& accepts) {
  if (params.empty()) {
    prepared.notes.emplace_back(
        "ladder: the earlier fit was the last value, and stays so until it is fitted again");
    return Naive::fit_held(std::move(prepared), params);
  }
  detail::HeldParameters held(params, model, prepared.id);
  if (held.has("damping")) return DampedDrift{}.fit_held(std::move(prepared), params);
  internal::HeldEts own = internal::read(held, prepared);
  if (!accepts(own.form)) held.refuse(own.form.name(), "is not a form of this model");
  Setting setting;
  setting.form = own.form;
  setting.region = region;
  setting.data = &prepared;
  setting.season_length = own.season_length;
  // A definition that began after the fit has a shift nobody has estimated.
  const bool same_breaks = own.shifts == setting.shifts();
  if (!same_breaks || (own.form.needs_positive() && !is_positive(prepared))) {
    detail::refuse_held(own.form.name(), prepared.id);
  }
  if (!prepared.se.empty()) {
    if (!(own.own_deviation > 0.0)) held.refuse(kOwnDeviation, "is missing");
    setting.own_deviation = own.own_deviation;
    setting.weights = weights(setting, own.own_deviation);
  }
  Estimate estimate;
  estimate.form = own.form;
  estimate.smoothing = own.smoothing;
  estimate.point.initial = std::move(own.initial);
  internal::run(setting, estimate);
  if (!estimate.is_usable()) detail::refuse_held(own.form.name(), prepared.id);
  prepared.notes.emplace_back(detail::kHeldNote);
  return std::make_unique<FittedEts>(std::move(prepared), std::move(setting), std::move(estimate), params);
}

}  // namespace dubao::models::ets
