// SPDX-License-Identifier: Apache-2.0
//
// WorkingData: a series in the model's own unit, with its known variances and effects.
//
// Unit      w = (x − x_first) / 2^k, where x is the scaled value or its logarithm and 2^k about the size of a change:
//           variances are then near one, and 2^j·y gives the same bits.
// Effects   level shifts of declared breaks, interventions, regressors (these centred and divided by a power of two).
//           An effect that the observed values cannot tell from the trend, the season or the effects before it is left out.
// Known     variances of sampling error; relative ones (se/y) on the logarithmic scale.
#pragma once

#include <dubao/data/regressors.hpp>
#include <dubao/models/structural/form.hpp>
#include <dubao/models/structural/interventions.hpp>
#include <dubao/optim/projection.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dubao::models::structural {

/// One column of effects.
struct Effect {
  std::string name;
  bool is_regressor = false;
  Intervention intervention;  ///< unless it is a regressor
  Index column = 0;           ///< of the regressors
  double centre = 0.0;        ///< subtracted from a regressor
  int exponent = 0;           ///< then divided by 2^exponent
};

struct WorkingData {
  std::vector<double> y;      ///< NaN = missing
  std::vector<double> known;  ///< variances, empty when none is known
  std::vector<double> rows;   ///< effects of the n periods, row after row
  std::vector<Effect> effects;
  data::Regressors regressors;  ///< as given, future rows included
  bool log = false;
  double origin = 0.0;  ///< x of w = 0
  int exponent = 0;     ///< x = origin + 2^exponent w

  [[nodiscard]] Index size() const noexcept { return static_cast<Index>(y.size()); }
  [[nodiscard]] Index count() const noexcept { return static_cast<Index>(effects.size()); }
  [[nodiscard]] state_space::Observations observations() const noexcept { return {&y, &known, &rows}; }
  /// From the model's unit to the scaled value or its logarithm.
  [[nodiscard]] double outward(double w) const noexcept { return origin + std::ldexp(w, exponent); }
  [[nodiscard]] bool has_known() const noexcept { return !known.empty(); }

  /// Value of effect j in period t (0-based; t ≥ n is the future). A regressor must have the row.
  [[nodiscard]] double effect(Index j, Index t) const {
    const Effect& e = effects[at(j)];
    if (!e.is_regressor) return pattern(e.intervention.kind, t - e.intervention.position);
    return std::ldexp(regressors.rows()(t, e.column) - e.centre, -e.exponent);
  }
  void fill_rows() {
    rows.resize(y.size() * effects.size());
    for (Index t = 0; t < size(); ++t) {
      for (Index j = 0; j < count(); ++j) rows[at(t * count() + j)] = effect(j, t);
    }
  }
};

/// Values and known variances; log: of the logarithm (all observed values must be above zero).
[[nodiscard]] inline WorkingData working_data(const detail::Prepared& series, bool log) {
  WorkingData out;
  out.log = log;
  const auto value = [&](Index t) { return log ? std::log(series.y[at(t)]) : series.y[at(t)]; };
  out.origin = value(series.observed.front());
  double squares = 0.0;
  double largest = 0.0;
  for (const detail::Change& change : series.changes) {
    const double d = value(change.to) - value(change.from);
    squares += d * d / change.gap();
  }
  for (const Index t : series.observed) largest = std::max(largest, std::abs(value(t) - out.origin));
  const double mean = series.changes.empty() ? 0.0 : squares / static_cast<double>(series.changes.size());
  const double unit = mean > 0.0 ? std::sqrt(mean) : largest;
  out.exponent = unit > 0.0 ? std::ilogb(unit) : 0;
  out.y.assign(series.y.size(), data::kMissing);
  for (const Index t : series.observed) out.y[at(t)] = std::ldexp(value(t) - out.origin, -out.exponent);
  if (!series.se.empty()) {
    out.known.assign(series.y.size(), 0.0);
    for (const Index t : series.observed) {
      double se = series.se[at(t)];
      if (data::is_missing(se)) continue;
      if (log) se /= series.y[at(t)];
      se = std::ldexp(se, -out.exponent);
      out.known[at(t)] = se * se;
    }
  }
  return out;
}

namespace internal {

/// Puts the columns that a trend and a season describe exactly into a basis over the observed rows.
inline void push_form(const Form& form, const detail::Prepared& series, optim::OrthogonalBasis& basis) {
  const auto rows = static_cast<Index>(series.observed.size());
  double* column = basis.next();
  for (Index i = 0; i < rows; ++i) column[i] = 1.0;
  basis.push();
  if (form.trend.slope) {
    column = basis.next();
    for (Index i = 0; i < rows; ++i) column[i] = static_cast<double>(series.observed[at(i)] + 1);
    basis.push();
  }
  for (Index season = 0; form.has_season() && season + 1 < form.season_length; ++season) {
    column = basis.next();
    for (Index i = 0; i < rows; ++i)
      column[i] = series.observed[at(i)] % form.season_length == season ? 1.0 : 0.0;
    basis.push();
  }
}

}  // namespace internal

/// Names a parameter of the model has already.
[[nodiscard]] inline bool is_reserved(std::string_view name) noexcept {
  constexpr std::array<std::string_view, 6> kPrefixes{"sigma_",   "cycle_", "shift",
                                                      "outlier_", "level_", "season_"};
  constexpr std::array<std::string_view, 6> kNames{"level",        "slope",  "phi", "temporary_change",
                                                   "slope_change", "damping"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() ||
         std::any_of(kPrefixes.begin(), kPrefixes.end(),
                     [name](std::string_view prefix) { return name.substr(0, prefix.size()) == prefix; });
}

/// Effects a series has: breaks, then interventions, then regressors.
[[nodiscard]] inline std::vector<Effect> list_effects(const detail::Prepared& series,
                                                      const std::vector<Intervention>& interventions,
                                                      const data::Regressors& regressors) {
  std::vector<Effect> out;
  int definition = 0;
  for (Index t = 0; t < series.size(); ++t) {
    if (series.definition[at(t)] == definition) continue;
    definition = series.definition[at(t)];
    Effect e;
    e.name = detail::concatenate({"shift", std::to_string(definition)});
    e.intervention = {Kind::kLevelShift, t};
    out.push_back(std::move(e));
  }
  for (const Intervention& one : interventions) {
    Effect e;
    e.name = detail::concatenate({to_string(one.kind), "_", std::to_string(one.position)});
    e.intervention = one;
    out.push_back(std::move(e));
  }
  for (Index j = 0; j < regressors.count(); ++j) {
    Effect e;
    e.name = regressors.names()[at(j)];
    if (is_reserved(e.name)) e.name = "x:" + e.name;
    e.is_regressor = true;
    e.column = j;
    double largest = 0.0;
    for (const Index t : series.observed) {
      e.centre += regressors.rows()(t, j) / static_cast<double>(series.count());
    }
    for (const Index t : series.observed) {
      largest = std::max(largest, std::abs(regressors.rows()(t, j) - e.centre));
    }
    e.exponent = largest > 0.0 ? std::ilogb(largest) : 0;
    out.push_back(std::move(e));
  }
  return out;
}

/// Sets the effects of `data`, at most `most` of them; those left out are named in the notes of the series.
inline void set_effects(WorkingData& data, detail::Prepared& series, const Form& form,
                        std::vector<Effect> effects, Index most) {
  optim::OrthogonalBasis basis;
  basis.reset(static_cast<int>(series.count()),
              static_cast<int>(form.shape(static_cast<Index>(effects.size())).diffuse()));
  internal::push_form(form, series, basis);
  data.effects.clear();
  for (Effect& e : effects) {
    if (data.count() >= most) {
      series.notes.push_back(
          detail::concatenate({"ladder: too few values to estimate ", e.name, ": it is left out"}));
      continue;
    }
    data.effects.push_back(std::move(e));
    const Index j = data.count() - 1;
    double* column = basis.next();
    for (std::size_t i = 0; i < series.observed.size(); ++i) column[i] = data.effect(j, series.observed[i]);
    const int rank = basis.rank();
    basis.push();
    if (basis.rank() > rank) continue;
    series.notes.push_back(detail::concatenate(
        {data.effects.back().name,
         " cannot be told from the trend, the season or the effects before it: it is left out"}));
    data.effects.pop_back();
  }
  data.fill_rows();
}

}  // namespace dubao::models::structural
