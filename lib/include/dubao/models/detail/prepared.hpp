// SPDX-License-Identifier: Apache-2.0
//
// What every model does with a Series before fitting: scale by a power of two, number the definitions that
// were really observed, list the changes inside each definition.
//
// Scaling   y = 2^exponent · scaled with max |scaled| in [1, 2). Multiplying by a power of two is exact, so
//           the fit of 2^k·y has the same bits as the fit of y, and 1e300 or 1e-300 is no special case.
// Breaks    A declared break divides the series into definitions. Growth is learnt inside definitions only;
//           no change across a break is ever read as growth. A definition without an observed value is joined to
//           the one before it, since nothing can be learnt of it.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/random.hpp>
#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/models/detail/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::detail {

/// Position in a container, from a signed index that is known to be ≥ 0.
[[nodiscard]] constexpr std::size_t at(Index i) noexcept { return static_cast<std::size_t>(i); }

/// Change between two neighbouring observed values of one definition.
struct Change {
  Index from = 0;      ///< index of the earlier value
  Index to = 0;        ///< index of the later value
  double value = 0.0;  ///< scaled y[to] − y[from]
  [[nodiscard]] double gap() const noexcept { return static_cast<double>(to - from); }
};

/// A series ready for fitting. All values are scaled.
struct Prepared {
  std::vector<double> y;           ///< length n, NaN = missing
  std::vector<double> se;          ///< length n, empty when no standard error is known
  std::vector<int> definition;     ///< length n: 0, 1, …; each has at least one observed value
  std::vector<Index> observed;     ///< indices of the values that are not missing, ascending, at least one
  std::vector<Change> changes;     ///< inside definitions, ascending
  std::vector<std::string> notes;  ///< what the preparation itself has to say
  int exponent = 0;                ///< original = 2^exponent · scaled
  int definitions = 1;             ///< number of observed definitions
  int season_length = 1;           ///< periods in a year of the series' frequency
  std::uint64_t key = 0;           ///< key of the random streams: hash_key(id)
  std::string id;
  std::string unit;
  time::Period end;  ///< first period to be forecast
  data::Target target = data::Target::kSignal;

  [[nodiscard]] Index size() const noexcept { return static_cast<Index>(y.size()); }
  [[nodiscard]] Index count() const noexcept { return static_cast<Index>(observed.size()); }
  /// Index of the last observed value.
  [[nodiscard]] Index last() const noexcept { return observed.back(); }
  /// Periods between the last observed value and the last period of the series: 0 when it is observed.
  [[nodiscard]] Index stale() const noexcept { return size() - 1 - last(); }
  [[nodiscard]] bool is_last_definition(Index t) const noexcept {
    return definition[at(t)] == definition[at(last())];
  }
  /// From scaled to the unit of the series; finite for every finite argument.
  [[nodiscard]] double unscale(double scaled) const noexcept {
    constexpr double kLargest = std::numeric_limits<double>::max();
    return std::clamp(std::ldexp(scaled, exponent), -kLargest, kLargest);
  }
  /// From the unit of the series to scaled: the inverse of unscale, exact but for values that leave the range of doubles.
  [[nodiscard]] double scale(double value) const noexcept { return std::ldexp(value, -exponent); }
  /// The scaled value that is read back when an estimate is written down in the unit of the series. An estimate is
  /// settled before it is used, so that a fit with held parameters has the same bits even at 1e-300.
  [[nodiscard]] double settled(double scaled) const noexcept { return scale(unscale(scaled)); }
  [[nodiscard]] std::vector<double> unscale(const std::vector<double>& scaled) const {
    std::vector<double> out(scaled.size());
    for (std::size_t t = 0; t < scaled.size(); ++t) {
      out[t] = data::is_missing(scaled[t]) ? data::kMissing : unscale(scaled[t]);
    }
    return out;
  }
};

/// Refuses a series without an observed value (E-MOD-001); otherwise scales and numbers it. O(n).
[[nodiscard]] inline Prepared prepare(const data::Series& series) {
  if (series.observed() == 0) {
    throw InputError("E-MOD-001", "values", "no value is observed", "give at least one value", series.id());
  }
  Prepared out;
  const std::vector<double>& y = series.values();
  double largest = 0.0;
  for (const double value : y) {
    if (!data::is_missing(value)) largest = std::max(largest, std::abs(value));
  }
  out.exponent = largest > 0.0 ? std::ilogb(largest) : 0;
  const auto scale = [&out](double value) { return std::ldexp(value, -out.exponent); };

  out.y.resize(y.size());
  for (std::size_t t = 0; t < y.size(); ++t) {
    out.y[t] = scale(y[t]);
    if (!data::is_missing(y[t])) out.observed.push_back(static_cast<Index>(t));
  }
  if (series.has_standard_errors()) {
    for (const double error : series.standard_errors()) out.se.push_back(scale(error));
    out.target = data::Target::kSurvey;
  }

  // Definitions are renumbered over those that have an observed value.
  const std::vector<int> segment = series.segment();
  out.definition.assign(y.size(), 0);
  int current = 0;
  int source = segment[at(out.observed.front())];
  for (Index t = 0; t < out.size(); ++t) {
    if (!data::is_missing(out.y[at(t)]) && segment[at(t)] != source) {
      source = segment[at(t)];
      ++current;
    }
    out.definition[at(t)] = current;
  }
  out.definitions = current + 1;
  if (current < static_cast<int>(series.breaks().size())) {
    out.notes.emplace_back("a definition without an observed value was joined to the one before it");
  }
  for (std::size_t i = 1; i < out.observed.size(); ++i) {
    const Index from = out.observed[i - 1];
    const Index to = out.observed[i];
    if (out.definition[at(from)] == out.definition[at(to)]) {
      out.changes.push_back({from, to, out.y[at(to)] - out.y[at(from)]});
    }
  }
  if (out.definitions > 1) {
    out.notes.push_back(
        std::to_string(out.definitions - 1) +
        " declared break(s): growth is learnt inside definitions, the forecast continues the last");
  }
  if (out.count() < out.size()) {
    out.notes.push_back(std::to_string(out.size() - out.count()) +
                        " missing value(s) skipped, none interpolated");
  }
  out.season_length = time::periods_per_year(series.frequency());
  out.id = series.id();
  out.unit = series.unit();
  out.key = data::hash_key(series.id());
  out.end = series.end();
  return out;
}

}  // namespace dubao::models::detail
