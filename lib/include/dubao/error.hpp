// SPDX-License-Identifier: Apache-2.0
//
// Errors: one small hierarchy with stable ids.
//
// What      A caller's mistake throws a dubao::Error with an id that never changes ("E-SER-002"), the
//           argument it concerns, the series and period where known, and how to mend it. A numerical outcome (did not
//           converge, fell back to a simpler model) is not an error: it is a status or a note in the result.
// When not  Inside kernels: they take checked input and report non-finite values as the worst objective.
// Example   throw InputError("E-SER-002", "values", "series 'x' has no observed value", "give at least one
//           value"); what() == "E-SER-002 values: series 'x' has no observed value; to mend: give at least one value"
//
// The user's surfaces (command line, report, Python) translate by id; C++ texts are English.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace dubao {

/// One thing that is wrong: the unit in which checks report, so that all problems are listed, not the first.
struct Problem {
  std::string id;         ///< stable id, "E-<AREA>-<number>"
  std::string argument;   ///< the argument, column or key concerned
  std::string message;    ///< what is wrong, with the value
  std::string remedy;     ///< how to mend it
  std::string series;     ///< series id, empty where it does not apply
  std::string period;     ///< period as text, empty where it does not apply
  std::string file = {};  ///< file name, empty where it does not apply
  long row = 0;  ///< line of the file as a spreadsheet counts (header = 1); 0 where it does not apply
  std::string column = {};  ///< column name, empty where it does not apply

  [[nodiscard]] std::string text() const {
    std::string out = id + " " + argument + ": ";
    if (!file.empty()) out += file + ": ";
    if (row > 0) out += "row " + std::to_string(row) + ": ";
    if (!column.empty()) out += "column " + column + ": ";
    if (!series.empty()) out += "series '" + series + "': ";
    if (!period.empty()) out += "period " + period + ": ";
    out += message;
    if (!remedy.empty()) out += "; to mend: " + remedy;
    return out;
  }
};

/// Base of every exception the library throws on purpose.
class Error : public std::runtime_error {
 public:
  explicit Error(std::vector<Problem> problems)
      : std::runtime_error(join(problems)), problems_(std::move(problems)) {}
  Error(std::string id, std::string argument, std::string message, std::string remedy = {},
        std::string series = {}, std::string period = {})
      : Error(std::vector<Problem>{Problem{std::move(id),
                                           std::move(argument),
                                           std::move(message),
                                           std::move(remedy),
                                           std::move(series),
                                           std::move(period),
                                           {},
                                           0,
                                           {}}}) {}

  /// All problems found, in the order of the data; never empty.
  [[nodiscard]] const std::vector<Problem>& problems() const noexcept { return problems_; }
  /// The id of the first problem.
  [[nodiscard]] const std::string& id() const noexcept { return problems_.front().id; }

 private:
  static std::string join(const std::vector<Problem>& problems) {
    std::string out;
    for (const Problem& problem : problems) {
      if (!out.empty()) out += '\n';
      out += problem.text();
    }
    return out;
  }
  std::vector<Problem> problems_;
};

/// The data or an argument cannot be used: wrong shape, unit, range, period, code.
class InputError : public Error {
 public:
  using Error::Error;
};

/// The data are fine, the model asked for cannot serve them (for instance standard errors with a model that
/// takes none).
class ModelError : public Error {
 public:
  using Error::Error;
};

/// Collects problems and throws them together.
class Problems {
 public:
  void add(Problem problem) { problems_.push_back(std::move(problem)); }
  void add_if(bool wrong, Problem problem) {
    if (wrong) add(std::move(problem));
  }
  [[nodiscard]] bool empty() const noexcept { return problems_.empty(); }
  [[nodiscard]] const std::vector<Problem>& list() const noexcept { return problems_; }
  /// Throws InputError with everything collected; does nothing when there is nothing.
  void throw_if_any() const {
    if (!problems_.empty()) throw InputError(problems_);
  }

 private:
  std::vector<Problem> problems_;
};

}  // namespace dubao
