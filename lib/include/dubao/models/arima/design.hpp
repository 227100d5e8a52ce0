// SPDX-License-Identifier: Apache-2.0
//
// Design: one series and its regression columns, differenced, ready for an exact ARMA likelihood.
//
// What      w = (1 − B)ᵈ(1 − Bᵐ)ᴰ y and the same differences of every column. The values lost to differencing are the
//           diffuse part: conditioning on them is the exact diffuse likelihood, no large prior variance is needed.
// Columns   one per missing value (an indicator), then level shifts at declared breaks, mean, drift, regressors.
// Missing   y is 0 there and its indicator takes any value: integrating over it is exact and is the same as skipping
//           the period in a filter (Gómez, Maravall and Peña 1999). Missing values at either end are cut off.
// Example   y = 1, 3, 6 with d = 1 and drift: w = (2, 3), column (1, 1)
// Source    Brockwell and Davis (1991), section 9.1; Gómez, Maravall and Peña (1999), J. Econometrics 88, 341–363.
#pragma once

#include <dubao/data/regressors.hpp>
#include <dubao/models/arima/polynomial.hpp>
#include <dubao/models/detail/prepared.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::arima {

/// The values a model works on: the series, or its Box–Cox transform, scaled by a power of two.
struct Working {
  std::vector<double> y;  ///< length n, NaN = missing, largest size in [1, 2)
  int exponent = 0;       ///< value = 2^exponent · y
};

/// Scales values (NaN = missing) by a power of two.
[[nodiscard]] inline Working scale_working(std::vector<double> values) {
  Working out;
  double largest = 0.0;
  for (const double v : values) {
    if (!data::is_missing(v)) largest = std::max(largest, std::abs(v));
  }
  out.exponent = largest > 0.0 ? std::ilogb(largest) : 0;
  for (double& v : values) v = std::ldexp(v, -out.exponent);
  out.y = std::move(values);
  return out;
}

/// A regression effect as the user meets it.
struct Effect {
  enum class Kind : std::uint8_t { kShift, kMean, kDrift, kRegressor };
  Kind kind = Kind::kMean;
  std::string name;
  int definition = 0;  ///< of a shift: the earlier definition
  Index column = 0;    ///< of a regressor: its column
  double scale = 1.0;  ///< column of the design = value · scale (a power of two)
};

struct Design {
  int rows = 0;     ///< length of w
  int missing = 0;  ///< indicator columns, first
  int count = 0;    ///< all columns
  Index first = 0;  ///< index of the first value used
  Index last = 0;   ///< index of the last one
  std::vector<double> w;
  std::vector<double> columns;        ///< rows × count, column after column
  std::vector<double> undifferenced;  ///< last − first + 1 values, 0 where missing
  std::vector<Index> holes;           ///< position of each missing value, counted from `first`
  std::vector<Effect> effects;        ///< of the columns after the indicators
  std::vector<double> delta;          ///< difference_coefficients
  double log_diffuse = 0.0;           ///< Σ log |pivot| of the diffuse observations: what R's filter drops

  [[nodiscard]] const double* column(int j) const noexcept {
    return columns.data() + static_cast<std::ptrdiff_t>(j) * rows;
  }
  /// Observations the likelihood counts, R's n.used.
  [[nodiscard]] int used() const noexcept { return rows - missing; }
};

namespace internal {

inline void difference(const std::vector<double>& x, const std::vector<double>& delta, double* out) {
  for (std::size_t t = delta.size(); t < x.size(); ++t) {
    double value = x[t];
    for (std::size_t i = 0; i < delta.size(); ++i) {
      if (delta[i] != 0.0) value -= delta[i] * x[t - 1 - i];
    }
    out[t - delta.size()] = value;
  }
}

/// log |det| of the map from the diffuse start (the first values) to the first observed values that determine it.
[[nodiscard]] inline double log_diffuse(const Design& design) {
  const std::size_t lost = design.delta.size();
  if (design.holes.empty() || lost == 0) return 0.0;
  const std::size_t n = design.undifferenced.size();
  // Rows of A: y_t as a combination of the first `lost` values; eliminated in the order of the observed ones.
  std::vector<double> a(n * lost, 0.0);
  for (std::size_t t = 0; t < n; ++t) {
    if (t < lost) {
      a[t * lost + t] = 1.0;
      continue;
    }
    for (std::size_t i = 0; i < lost; ++i) {
      for (std::size_t j = 0; j < lost; ++j) a[t * lost + j] += design.delta[i] * a[(t - 1 - i) * lost + j];
    }
  }
  constexpr double kNoPivot = 1e-9;
  std::vector<std::pair<std::size_t, std::vector<double>>> pivots;
  double out = 0.0;
  std::size_t hole = 0;
  for (std::size_t t = 0; t < n && pivots.size() < lost; ++t) {
    if (hole < design.holes.size() && design.holes[hole] == static_cast<Index>(t)) {
      ++hole;
      continue;
    }
    std::vector<double> row(a.begin() + static_cast<std::ptrdiff_t>(t * lost),
                            a.begin() + static_cast<std::ptrdiff_t>((t + 1) * lost));
    for (const auto& [column, pivot] : pivots) {
      const double factor = row[column] / pivot[column];
      for (std::size_t j = 0; j < lost; ++j) row[j] -= factor * pivot[j];
    }
    std::size_t best = 0;
    for (std::size_t j = 1; j < lost; ++j) {
      if (std::abs(row[j]) > std::abs(row[best])) best = j;
    }
    if (std::abs(row[best]) < kNoPivot) continue;
    out += std::log(std::abs(row[best]));
    pivots.emplace_back(best, std::move(row));
  }
  return out;
}

}  // namespace internal

/// Largest power of two that is not above the size of a column: what it is divided by.
[[nodiscard]] inline double column_scale(const double* values, Index count) noexcept {
  double largest = 0.0;
  for (Index t = 0; t < count; ++t) largest = std::max(largest, std::abs(values[t]));
  return largest > 0.0 ? std::ldexp(1.0, -std::ilogb(largest)) : 1.0;
}

/// The effects of a model on a series, in R's order of coefficients with shifts after the constants.
[[nodiscard]] inline std::vector<Effect> effects_of(const ArimaOrder& order, const detail::Prepared& series,
                                                    const data::Regressors& regressors) {
  std::vector<Effect> out;
  if (order.mean) out.push_back({Effect::Kind::kMean, "intercept", 0, 0, 1.0});
  if (order.drift) out.push_back({Effect::Kind::kDrift, "drift", 0, 0, 1.0});
  for (int j = 0; j + 1 < series.definitions; ++j) {
    out.push_back({Effect::Kind::kShift, detail::concatenate({"shift", std::to_string(j + 1)}), j, 0, 1.0});
  }
  for (Index j = 0; j < regressors.count(); ++j) {
    const double scale = column_scale(regressors.rows().col(j).data(), series.size());
    out.push_back({Effect::Kind::kRegressor, regressors.names()[detail::at(j)], 0, j, scale});
  }
  return out;
}

/// Value of an effect's column at index t of the series (beyond its end too). Rows of regressors must reach t.
[[nodiscard]] inline double effect_at(const Effect& effect, const detail::Prepared& series,
                                      const data::Regressors& regressors, Index t) {
  switch (effect.kind) {
    case Effect::Kind::kMean:
      return 1.0;
    case Effect::Kind::kDrift:
      return static_cast<double>(t + 1);
    case Effect::Kind::kShift:
      return t < series.size() && series.definition[detail::at(t)] == effect.definition ? 1.0 : 0.0;
    case Effect::Kind::kRegressor:
      break;
  }
  return effect.scale * regressors.rows()(t, effect.column);
}

/// Differences series and columns. The values that are used must be more than order.lost(). O(n · columns · lost).
[[nodiscard]] inline Design make_design(const ArimaOrder& order, const detail::Prepared& series,
                                        const Working& working, const data::Regressors& regressors) {
  Design out;
  out.first = series.observed.front();
  out.last = series.last();
  out.delta = difference_coefficients(order);
  const Index span = out.last - out.first + 1;
  out.rows = static_cast<int>(span) - order.lost();
  for (Index t = 0; t < span; ++t) {
    const double y = working.y[detail::at(out.first + t)];
    const bool hole = data::is_missing(y);
    out.undifferenced.push_back(hole ? 0.0 : y);
    if (hole) out.holes.push_back(t);
  }
  out.missing = static_cast<int>(out.holes.size());
  out.effects = effects_of(order, series, regressors);
  out.count = out.missing + static_cast<int>(out.effects.size());
  if (out.rows < 1) return out;
  out.w.resize(detail::at(out.rows));
  out.columns.resize(detail::at(out.rows) * detail::at(out.count));
  internal::difference(out.undifferenced, out.delta, out.w.data());
  std::vector<double> column(detail::at(span));
  for (int j = 0; j < out.count; ++j) {
    std::fill(column.begin(), column.end(), 0.0);
    if (j < out.missing) {
      column[detail::at(out.holes[detail::at(j)])] = 1.0;
    } else {
      const Effect& effect = out.effects[detail::at(j - out.missing)];
      for (Index t = 0; t < span; ++t) {
        column[detail::at(t)] = effect_at(effect, series, regressors, out.first + t);
      }
    }
    internal::difference(column, out.delta, out.columns.data() + static_cast<std::ptrdiff_t>(j) * out.rows);
  }
  out.log_diffuse = internal::log_diffuse(out);
  return out;
}

}  // namespace dubao::models::arima
