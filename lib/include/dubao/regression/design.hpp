// SPDX-License-Identifier: Apache-2.0
//
// Design: the matrix of a regression with the names of its columns, and the checks that every regression starts with.
//
// What      Row t is observation t, column j a regressor; "intercept" is a column of ones before the others. Rows are reported
//           from 1, columns by name.
// Missing   A regression takes complete rows only: a missing value is refused with its place, never skipped in silence,
//           because which rows are left out changes what is estimated.
// When not  Formulas and factors: code them as columns first (0/1 for each category but one).
// Example   make_design((Matrix(2, 1) << 3, 4).finished(), {"gdp"}, true): x == [1 3; 1 4], names == {"intercept", "gdp"}
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace dubao::regression {

/// Name of the column of ones.
inline constexpr const char* kIntercept = "intercept";
/// Cells reported one by one; a matrix with more of them is wrong as a whole and only their number follows.
inline constexpr Index kReportedCells = 20;

struct Design {
  Eigen::MatrixXd x;               ///< observations × columns, the intercept first where there is one
  std::vector<std::string> names;  ///< one a column, "intercept" first where there is one
  bool intercept = false;          ///< whether column 0 is the intercept

  [[nodiscard]] Index rows() const noexcept { return x.rows(); }
  [[nodiscard]] Index columns() const noexcept { return x.cols(); }
};

/// Names as given, or "x1", "x2", … where none are given.
[[nodiscard]] inline std::vector<std::string> column_names(std::vector<std::string> names, Index columns) {
  if (!names.empty()) return names;
  names.reserve(static_cast<std::size_t>(columns));
  for (Index j = 0; j < columns; ++j) {
    // Not "x" + …: GCC 12 warns of an overlap there that is none.
    names.emplace_back("x").append(std::to_string(j + 1));
  }
  return names;
}

namespace detail {

/// One cell that is wrong; a matrix has no header, so that row t of the data is row t + 1 of the message.
[[nodiscard]] inline Problem cell_problem(const char* id, const std::string& argument, Index row,
                                          const std::string& column, const std::string& message,
                                          const std::string& remedy) {
  return {id, argument, message, remedy, "", "", {}, static_cast<long>(row + 1), column};
}

/// Reports the cells of one argument one by one up to kReportedCells, and the number of the others.
class Cells {
 public:
  Cells(Problems& problems, std::string argument) : problems_(problems), argument_(std::move(argument)) {}
  void add(const char* id, Index row, const std::string& column, const std::string& message,
           const std::string& remedy) {
    if (++count_ <= kReportedCells) problems_.add(cell_problem(id, argument_, row, column, message, remedy));
    last_ = id;
  }
  void finish() {
    if (count_ <= kReportedCells) return;
    problems_.add({last_, argument_,
                   "and " + std::to_string(count_ - kReportedCells) + " more cells like these",
                   "mend or leave out these rows", "", ""});
  }

 private:
  Problems& problems_;
  std::string argument_;
  std::string last_;
  Index count_ = 0;
};

inline void check_names(const std::vector<std::string>& names, Index columns, bool intercept,
                        Problems& problems) {
  if (names.empty()) return;
  problems.add_if(static_cast<Index>(names.size()) != columns,
                  {"E-DES-008", "names",
                   std::to_string(names.size()) + " name(s) for " + std::to_string(columns) + " column(s)",
                   "give each column one name", "", ""});
  for (std::size_t j = 0; j < names.size(); ++j) {
    const auto here = names.begin() + static_cast<std::ptrdiff_t>(j);
    problems.add_if(std::find(names.begin(), here, *here) != here,
                    {"E-DES-009", "names", "two columns are named '" + names[j] + "'",
                     "give one of them another name", "", ""});
    problems.add_if(intercept && names[j] == kIntercept,
                    {"E-DES-009", "names", "a column is named 'intercept' as the one that is added",
                     "leave that column out, or ask for no intercept", "", ""});
  }
}

inline void check_weights(const Eigen::VectorXd& weights, Index rows, Problems& problems) {
  if (weights.size() == 0) return;
  problems.add_if(weights.size() != rows, {"E-DES-005", "weights",
                                           std::to_string(weights.size()) + " weight(s) for " +
                                               std::to_string(rows) + " observation(s)",
                                           "give each observation one weight", "", ""});
  Cells cells(problems, "weights");
  bool usable = true;
  for (Index t = 0; t < weights.size(); ++t) {
    if (std::isfinite(weights[t]) && weights[t] >= 0.0) continue;
    usable = false;
    cells.add("E-DES-005", t, "", "the weight is negative, missing or infinite",
              "give a weight of at least 0");
  }
  cells.finish();
  problems.add_if(usable && weights.maxCoeff() <= 0.0,
                  {"E-DES-006", "weights", "all weights are zero",
                   "give a positive weight to at least one observation", "", ""});
}

}  // namespace detail

/// Looks for everything that is wrong with the input of a regression, without fitting.
/// \param x        observations × columns, without the intercept; may have no column
/// \param y        one value an observation
/// \param weights  one weight ≥ 0 an observation, or empty
/// \param names    one name a column, or empty
/// \param intercept whether a column of ones will be put before the others
/// \param problems receives E-DES-001 rows of X and y differ; E-DES-002 missing value in X (row, column); E-DES-003 infinite
///                 value in X (row, column); E-DES-004 missing or infinite y (row); E-DES-005 weights of wrong number, negative,
///                 missing or infinite (row); E-DES-006 all weights zero; E-DES-007 no rows or no columns; E-DES-008 names and
///                 columns differ in number; E-DES-009 a name twice
/// Cost: one pass over the data.
inline void collect_regression_problems(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                        const Eigen::VectorXd& weights, const std::vector<std::string>& names,
                                        bool intercept, Problems& problems) {
  problems.add_if(x.rows() != y.size(), {"E-DES-001", "X",
                                         "X has " + std::to_string(x.rows()) + " row(s), y has " +
                                             std::to_string(y.size()) + " value(s)",
                                         "give one row of X for each value of y", "", ""});
  problems.add_if(y.size() == 0 && x.rows() == 0,
                  {"E-DES-007", "X", "there are no observations", "give at least one row", "", ""});
  problems.add_if(x.cols() == 0 && !intercept,
                  {"E-DES-007", "X", "there is no column to estimate a coefficient for",
                   "give at least one column, or ask for an intercept", "", ""});
  detail::check_names(names, x.cols(), intercept, problems);
  const std::vector<std::string> shown =
      static_cast<Index>(names.size()) == x.cols() ? names : column_names({}, x.cols());
  detail::Cells cells(problems, "X");
  for (Index j = 0; j < x.cols(); ++j) {
    if (x.col(j).allFinite()) continue;
    for (Index t = 0; t < x.rows(); ++t) {
      const std::string& column = shown[static_cast<std::size_t>(j)];
      if (std::isnan(x(t, j))) {
        cells.add("E-DES-002", t, column, "the value is missing", "fill the gap, or leave the row out");
      } else if (std::isinf(x(t, j))) {
        cells.add("E-DES-003", t, column, "the value is infinite", "give a finite number");
      }
    }
  }
  cells.finish();
  detail::Cells responses(problems, "y");
  for (Index t = 0; t < y.size(); ++t) {
    if (!std::isfinite(y[t])) {
      responses.add("E-DES-004", t, "", std::isnan(y[t]) ? "the value is missing" : "the value is infinite",
                    "give a finite number, or leave the row out");
    }
  }
  responses.finish();
  detail::check_weights(weights, y.size(), problems);
}

/// The same, and throws InputError with all problems; does nothing when there is none. See collect_regression_problems.
inline void check_regression_input(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                   const Eigen::VectorXd& weights, const std::vector<std::string>& names,
                                   bool intercept = true) {
  Problems problems;
  collect_regression_problems(x, y, weights, names, intercept, problems);
  problems.throw_if_any();
}

/// The design matrix [1 X] or X with its names.
/// \param x     observations × columns; \param names one a column, or empty for "x1", "x2", …
/// Throws InputError E-DES-008, E-DES-009 for wrong names. Cost: a copy of x.
[[nodiscard]] inline Design make_design(const Eigen::MatrixXd& x, std::vector<std::string> names,
                                        bool intercept) {
  Problems problems;
  detail::check_names(names, x.cols(), intercept, problems);
  problems.throw_if_any();
  Design design;
  design.intercept = intercept;
  const Index first = intercept ? 1 : 0;
  design.x.resize(x.rows(), x.cols() + first);
  if (intercept) {
    design.x.col(0).setOnes();
    design.names.emplace_back(kIntercept);
  }
  design.x.rightCols(x.cols()) = x;
  for (std::string& name : column_names(std::move(names), x.cols())) design.names.push_back(std::move(name));
  return design;
}

}  // namespace dubao::regression
