// SPDX-License-Identifier: Apache-2.0
//
// Rules: the values the law sets for one intake year, each with its clause; none has a default.
//
// What      A rule set is data: a table of named values, each with the legal text, article and clause it stands in. The
//           functions that compute with the law ask for a value by name; a value that was not filled is an error that
//           names parameter and rule set, so a forgotten row can never become a silent zero.
// When      Wherever a figure of a legal text enters a computation. A pending amendment is one more table, no code.
// When not  For figures an institution declares (institution.hpp) and for the choice between readings (readings.hpp).
// Units     As in the table: `percent` values are given per hundred and read as shares by share().
// Example   rules.set({"max_converted_learners_per_converted_lecturer", 40, …}); rules.value("max_converted_…") == 40;
//           rules.value("nothing") throws E-CAP-001 "no value 'nothing' in rule set TT34-2026".
// Source    Circular 34/2026/TT-BGDĐT; Circulars 03/2022 and 10/2023/TT-BGDĐT; the Standards of Circular 01/2024.
#pragma once

#include <dubao/error.hpp>
#include <dubao/labour/capacity/institution.hpp>

#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dubao::labour::capacity {

/// One value of a legal text.
struct RuleValue {
  std::string parameter;       ///< unique within a rule set
  double value = kNotKnown;    ///< NaN where the law says it in words: see `text_value`
  std::string text_value;      ///< the value as it stands in the table
  std::string unit;            ///< starts with "percent" where the value is per hundred
  std::string rule_set;        ///< the legal text, for instance TT34-2026
  std::string article_clause;  ///< for instance "Art. 5(5)"
};

/// A clause that decides something: the name of its value, and where it stands.
struct Clause {
  std::string parameter;
  std::string rule_set;
  std::string article_clause;
};

/// The values that govern one intake year, by name.
class Rules {
 public:
  Rules() = default;
  /// name: of the rule set for messages ("TT34-2026"); year: of the intake.
  Rules(std::string name, int year) : name_(std::move(name)), year_(year) {}

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] int intake_year() const noexcept { return year_; }

  /// Fills one value; a second one of the same name replaces it (a table read later amends the earlier).
  void set(RuleValue value) { values_[value.parameter] = std::move(value); }

  /// Whether a number of this name is filled.
  [[nodiscard]] bool has(std::string_view parameter) const {
    const auto found = values_.find(parameter);
    return found != values_.end() && !std::isnan(found->second.value);
  }

  /// The number of this name as the table gives it. Throws InputError E-CAP-001 when it was not filled.
  [[nodiscard]] double value(std::string_view parameter) const {
    const auto found = values_.find(parameter);
    if (found == values_.end() || std::isnan(found->second.value)) missing(parameter);
    return found->second.value;
  }

  /// A value given in percent, as a share. Throws E-CAP-001 when it was not filled or is not in percent.
  [[nodiscard]] double share(std::string_view parameter) const {
    const double percent = value(parameter);
    const RuleValue& one = values_.find(parameter)->second;
    if (one.unit.rfind("percent", 0) != 0) {
      throw InputError("E-CAP-001", std::string(parameter),
                       "the value in rule set " + name_ + " has unit '" + one.unit + "', not percent",
                       "give the value in percent, with unit percent");
    }
    return percent / 100.0;
  }

  /// Where a value stands. Throws E-CAP-001 when the table has no row of this name.
  [[nodiscard]] Clause clause(std::string_view parameter) const {
    const auto found = values_.find(parameter);
    if (found == values_.end()) missing(parameter);
    return {found->second.parameter, found->second.rule_set, found->second.article_clause};
  }

  /// All values, by name.
  [[nodiscard]] const std::map<std::string, RuleValue, std::less<>>& values() const noexcept {
    return values_;
  }

 private:
  [[noreturn]] void missing(std::string_view parameter) const {
    throw InputError("E-CAP-001", std::string(parameter),
                     "no value '" + std::string(parameter) + "' in rule set " +
                         (name_.empty() ? "(without name)" : name_) + " for intake " + std::to_string(year_),
                     "add a row for it to the table of rules, with article and clause");
  }

  std::string name_;
  int year_ = 0;
  std::map<std::string, RuleValue, std::less<>> values_;
};

}  // namespace dubao::labour::capacity
