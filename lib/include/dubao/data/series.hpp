// SPDX-License-Identifier: Apache-2.0
//
// Series: equally spaced values that carry their own history.
//
// What      Values with first period, unit, standard errors (sampling error of each value), declared breaks
//           and the series id. A missing value is NaN: it stays missing, models skip it, nothing interpolates it
//           silently.
// When not  For a table of many series use Panel; for sample paths use Draws.
// Example   const auto s = Series::annual(2009,
// {52.6, 49.5, 63.1}).with_unit("thousand_persons").with_break(2011);
//           s.size() == 3;  s.end().to_string() == "2012";  s.segment()[0] == 0;  s.segment()[2] == 1;
#pragma once

#include <dubao/error.hpp>
#include <dubao/time/period.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao {

/// Counts and positions are signed.
using Index = std::ptrdiff_t;

}  // namespace dubao

namespace dubao::data {

inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Whether a value is missing. Infinities are not missing: they are refused by Series::check.
[[nodiscard]] inline bool is_missing(double value) noexcept { return std::isnan(value); }

/// A time series. Value type; the with_… functions return a changed copy.
class Series {
 public:
  Series() = default;
  /// values: n ≥ 0, oldest first, NaN = missing. Throws InputError E-SER-001 when a value is infinite.
  Series(time::Period start, std::vector<double> values, std::string id = {})
      : id_(std::move(id)), start_(start), values_(std::move(values)) {
    check(values_, "values");
  }

  [[nodiscard]] static Series annual(int first_year, std::vector<double> values, std::string id = {}) {
    return {time::Period::annual(first_year), std::move(values), std::move(id)};
  }
  [[nodiscard]] static Series quarterly(int year, int quarter, std::vector<double> values,
                                        std::string id = {}) {
    return {time::Period::quarterly(year, quarter), std::move(values), std::move(id)};
  }
  [[nodiscard]] static Series monthly(int year, int month, std::vector<double> values, std::string id = {}) {
    return {time::Period::monthly(year, month), std::move(values), std::move(id)};
  }

  /// standard_errors: one per value, same unit, ≥ 0; NaN = unknown (the value is then taken as exact).
  /// Throws InputError E-SER-002 when the length differs, E-SER-003 for a negative or infinite one.
  [[nodiscard]] Series with_standard_errors(std::vector<double> standard_errors) const {
    Problems problems;
    problems.add_if(
        standard_errors.size() != values_.size(),
        {"E-SER-002", "standard_errors",
         std::to_string(standard_errors.size()) + " given for " + std::to_string(values_.size()) + " values",
         "give one standard error per value, NaN where unknown", id_, ""});
    for (std::size_t t = 0; t < standard_errors.size(); ++t) {
      problems.add_if(
          standard_errors[t] < 0.0 || std::isinf(standard_errors[t]),
          {"E-SER-003", "standard_errors", std::to_string(standard_errors[t]) + " is not a standard error",
           "give a number ≥ 0", id_, (start_ + static_cast<std::int64_t>(t)).to_string()});
    }
    problems.throw_if_any();
    Series copy = *this;
    copy.standard_errors_ = std::move(standard_errors);
    return copy;
  }

  /// Declares that the definition changes with this period: values before and from it are not comparable in
  /// level. A break at or before the first period, or after the last, changes nothing and is dropped.
  [[nodiscard]] Series with_break(time::Period first_of_new_definition) const {
    Series copy = *this;
    if (first_of_new_definition > start_ && first_of_new_definition < end()) {
      copy.breaks_.push_back(first_of_new_definition);
      std::sort(copy.breaks_.begin(), copy.breaks_.end());
      copy.breaks_.erase(std::unique(copy.breaks_.begin(), copy.breaks_.end()), copy.breaks_.end());
    }
    return copy;
  }
  [[nodiscard]] Series with_break(int year) const { return with_break(time::Period::annual(year)); }
  [[nodiscard]] Series with_id(std::string id) const {
    Series copy = *this;
    copy.id_ = std::move(id);
    return copy;
  }
  [[nodiscard]] Series with_unit(std::string unit) const {
    Series copy = *this;
    copy.unit_ = std::move(unit);
    return copy;
  }
  [[nodiscard]] Series with_source(std::string source) const {
    Series copy = *this;
    copy.source_ = std::move(source);
    return copy;
  }

  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  [[nodiscard]] const std::string& unit() const noexcept { return unit_; }
  [[nodiscard]] const std::string& source() const noexcept { return source_; }
  [[nodiscard]] time::Period start() const noexcept { return start_; }
  /// The period after the last value: the first to be forecast.
  [[nodiscard]] time::Period end() const noexcept {
    return start_ + static_cast<std::int64_t>(values_.size());
  }
  [[nodiscard]] time::Frequency frequency() const noexcept { return start_.frequency(); }
  [[nodiscard]] time::Period period(Index t) const noexcept { return start_ + t; }
  [[nodiscard]] Index size() const noexcept { return static_cast<Index>(values_.size()); }
  [[nodiscard]] const std::vector<double>& values() const noexcept { return values_; }
  [[nodiscard]] double operator[](Index t) const { return values_[static_cast<std::size_t>(t)]; }
  /// Empty when none is known.
  [[nodiscard]] const std::vector<double>& standard_errors() const noexcept { return standard_errors_; }
  [[nodiscard]] bool has_standard_errors() const noexcept {
    return std::any_of(standard_errors_.begin(), standard_errors_.end(), [](double se) { return se > 0.0; });
  }
  /// First periods of each new definition, ascending.
  [[nodiscard]] const std::vector<time::Period>& breaks() const noexcept { return breaks_; }

  /// Number of values that are not missing.
  [[nodiscard]] Index observed() const noexcept {
    return static_cast<Index>(
        std::count_if(values_.begin(), values_.end(), [](double v) { return !is_missing(v); }));
  }

  /// Index of the definition each value belongs to: 0 before the first break, then 1, 2, …; length n.
  [[nodiscard]] std::vector<int> segment() const {
    std::vector<int> out(values_.size(), 0);
    for (const time::Period& at : breaks_) {
      for (Index t = at - start_; t < size(); ++t) ++out[static_cast<std::size_t>(t)];
    }
    return out;
  }

  /// Values first … first + length − 1, with their standard errors and the breaks that fall inside.
  [[nodiscard]] Series slice(Index first, Index length) const {
    const auto from = static_cast<std::ptrdiff_t>(first);
    Series out(start_ + first, {values_.begin() + from, values_.begin() + from + length}, id_);
    out.unit_ = unit_;
    out.source_ = source_;
    if (!standard_errors_.empty()) {
      out.standard_errors_ = {standard_errors_.begin() + from, standard_errors_.begin() + from + length};
    }
    for (const time::Period& at : breaks_) {
      if (at > out.start_ && at < out.end()) out.breaks_.push_back(at);
    }
    return out;
  }
  /// The first n values: the training part of a rolling origin.
  [[nodiscard]] Series head(Index n) const { return slice(0, std::min(n, size())); }

 private:
  void check(const std::vector<double>& values, const char* argument) const {
    Problems problems;
    for (std::size_t t = 0; t < values.size(); ++t) {
      problems.add_if(std::isinf(values[t]),
                      {"E-SER-001", argument, "the value is infinite", "give a number, or NaN for missing",
                       id_, (start_ + static_cast<std::int64_t>(t)).to_string()});
    }
    problems.throw_if_any();
  }

  std::string id_;
  std::string unit_;
  std::string source_;
  time::Period start_;
  std::vector<double> values_;
  std::vector<double> standard_errors_;
  std::vector<time::Period> breaks_;
};

}  // namespace dubao::data
