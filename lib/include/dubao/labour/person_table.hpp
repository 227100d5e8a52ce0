// SPDX-License-Identifier: Apache-2.0
//
// Person table: who stayed, left the labour force or changed occupation within a year, ready for a regression.
//
// What      Rows are persons of a rotating panel (one of the three counts is 1), or cells of a table (counts). Columns are
//           categories (sex, education, age group) and numbers.
// Privacy   The table lives only as long as the estimation. Nothing of a row leaves it: problems name the column and how many
//           rows or categories are concerned, never a row, a value or the name of a category (a category may be a
//           person). A category with fewer persons than the minimum is refused, because its coefficient would describe them.
// When not  Persons lost from the panel: they are neither stayers nor leavers. Leave them out, and say how many.
// Example   Education {low, high, low}, stayed {1, 0, 1}: columns of the regression: intercept, education=high.
// Source    Three outcomes a year later: BLS, Occupational separations methodology; suppression below five persons:
//           usual rule of statistical offices.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// Fewest persons behind anything that is shown; rules may ask for more, never for fewer.
inline constexpr double kMinimumPersons = 5.0;

/// A column of categories. codes: position in `levels`, one a row; a negative code is a missing value.
struct PersonFactor {
  std::string name;
  std::vector<std::string> levels;
  std::vector<Index> codes;
};

/// A column of numbers, one a row; NaN is a missing value.
struct PersonNumber {
  std::string name;
  Eigen::ArrayXd values;
};

/// Rows of persons or cells (see the banner). The counts are persons of the sample, not of the population.
struct PersonTable {
  PersonFactor occupation;            ///< of the first interview: who a rate is for
  std::vector<PersonFactor> factors;  ///< categories that explain
  std::vector<PersonNumber> numbers;  ///< numbers that explain
  Eigen::ArrayXd stayed;              ///< in the same occupation a year later
  Eigen::ArrayXd left;                ///< outside the labour force a year later
  Eigen::ArrayXd transferred;         ///< in another occupation a year later
  Eigen::ArrayXd weight;  ///< persons of the population that one person of the row stands for, > 0
  std::vector<Index>
      clusters;  ///< household or sampling unit of each record, codes from 0; empty: each its own

  [[nodiscard]] Index rows() const noexcept { return stayed.size(); }
  [[nodiscard]] Eigen::ArrayXd persons() const { return stayed + left + transferred; }
  /// Every row is one person.
  [[nodiscard]] bool is_records() const { return (persons() == 1.0).all(); }
};

namespace detail {

/// "3 values of column 'age' are missing": the only form in which a row is ever spoken of.
[[nodiscard]] inline Problem column_problem(const char* id, const std::string& column, Index count,
                                            const std::string& what, const std::string& remedy) {
  return {id, column, std::to_string(count) + " " + what, remedy, "", "", {}, 0, column};
}

/// Persons in each category, by what became of them: levels × 3 (stayed, left, transferred).
[[nodiscard]] inline Eigen::ArrayXXd level_counts(const PersonTable& table, const PersonFactor& factor) {
  Eigen::ArrayXXd out = Eigen::ArrayXXd::Zero(static_cast<Index>(factor.levels.size()), 3);
  for (Index i = 0; i < table.rows(); ++i) {
    const Index code = factor.codes[static_cast<std::size_t>(i)];
    out(code, 0) += table.stayed(i);
    out(code, 1) += table.left(i);
    out(code, 2) += table.transferred(i);
  }
  return out;
}

inline void check_codes(Problems& problems, const PersonFactor& factor, Index rows) {
  const auto levels = static_cast<Index>(factor.levels.size());
  problems.add_if(static_cast<Index>(factor.codes.size()) != rows,
                  column_problem("E-REP-013", factor.name, static_cast<Index>(factor.codes.size()),
                                 "values for " + std::to_string(rows) + " rows", "give each row one value"));
  const auto wrong = std::count_if(factor.codes.begin(), factor.codes.end(),
                                   [levels](Index code) { return code < 0 || code >= levels; });
  problems.add_if(wrong > 0,
                  column_problem("E-REP-014", factor.name, static_cast<Index>(wrong), "values are missing",
                                 "fill them, or leave these rows out and say how many"));
}

inline void check_counts(Problems& problems, const PersonTable& table) {
  const Index rows = table.rows();
  const auto check = [&](const Eigen::ArrayXd& values, const char* name) {
    problems.add_if(values.size() != rows, column_problem("E-REP-013", name, values.size(),
                                                          "values for " + std::to_string(rows) + " rows",
                                                          "give each row one value"));
    const auto wrong = (!(values.isFinite() && values >= 0.0 && values == values.floor())).count();
    problems.add_if(wrong > 0, column_problem("E-REP-014", name, static_cast<Index>(wrong),
                                              "counts are missing, negative or not whole",
                                              "give persons of the sample: 0, 1, 2 …"));
  };
  check(table.stayed, "stayed");
  check(table.left, "left");
  check(table.transferred, "transferred");
  problems.add_if(table.weight.size() != rows,
                  column_problem("E-REP-013", "weight", table.weight.size(),
                                 "values for " + std::to_string(rows) + " rows", "give each row one weight"));
  const auto clusters = static_cast<Index>(table.clusters.size());
  problems.add_if(
      clusters != 0 && clusters != rows,
      column_problem("E-REP-013", "cluster", clusters, "values for " + std::to_string(rows) + " rows",
                     "give each row one value, or none"));
  const auto homeless =
      std::count_if(table.clusters.begin(), table.clusters.end(), [](Index c) { return c < 0; });
  problems.add_if(homeless > 0,
                  column_problem("E-REP-014", "cluster", static_cast<Index>(homeless), "values are missing",
                                 "give each person the household or sampling unit"));
  const auto unusable = (!(table.weight.isFinite() && table.weight > 0.0)).count();
  problems.add_if(unusable > 0, column_problem("E-REP-014", "weight", static_cast<Index>(unusable),
                                               "weights are missing or not above 0",
                                               "give how many persons of the population each stands for"));
}

}  // namespace detail

/// Looks for everything that is wrong with a table, without estimating. minimum: fewest persons of a category.
/// problems receives E-REP-013 (columns of different lengths, no row, a column name twice), E-REP-014 (missing or
/// impossible values: column and how many), E-REP-015 (categories with fewer persons than the minimum: column and how
/// many), E-REP-016 (categories in which nobody or everybody left or transferred; an outcome that is too rare).
inline void check_person_table(Problems& problems, const PersonTable& table, double minimum) {
  const Index rows = table.rows();
  problems.add_if(rows == 0, {"E-REP-013", "records", "there is no row", "give at least one", "", ""});
  std::set<std::string> names;
  std::vector<std::string> all{"intercept"};
  for (const PersonFactor& factor : table.factors) all.push_back(factor.name);
  for (const PersonNumber& number : table.numbers) all.push_back(number.name);
  for (const std::string& name : all) {
    problems.add_if(!names.insert(name).second,
                    detail::column_problem("E-REP-013", name, 2, "columns have this name", "rename one"));
  }
  detail::check_codes(problems, table.occupation, rows);
  for (const PersonFactor& factor : table.factors) detail::check_codes(problems, factor, rows);
  for (const PersonNumber& number : table.numbers) {
    problems.add_if(
        number.values.size() != rows,
        detail::column_problem("E-REP-013", number.name, number.values.size(),
                               "values for " + std::to_string(rows) + " rows", "give each row one value"));
    const auto missing = (!number.values.isFinite()).count();
    problems.add_if(missing > 0,
                    detail::column_problem("E-REP-014", number.name, static_cast<Index>(missing),
                                           "values are missing or infinite",
                                           "fill them, or leave these rows out and say how many"));
  }
  detail::check_counts(problems, table);
  if (!problems.empty()) return;

  for (const PersonFactor& factor : table.factors) {
    const Eigen::ArrayXXd counts = detail::level_counts(table, factor);
    const Eigen::ArrayXd persons = counts.rowwise().sum();
    const auto small = (persons > 0.0 && persons < minimum).count();
    problems.add_if(small > 0, detail::column_problem("E-REP-015", factor.name, static_cast<Index>(small),
                                                      "categories have too few persons to be shown",
                                                      "join them with others"));
    if (small > 0) continue;
    const auto one_sided = (persons > 0.0 && (counts.col(1) == 0.0 || counts.col(1) == persons ||
                                              counts.col(2) == 0.0 || counts.col(2) == persons))
                               .count();
    problems.add_if(one_sided > 0,
                    detail::column_problem("E-REP-016", factor.name, static_cast<Index>(one_sided),
                                           "categories in which nobody, or everybody, left or transferred",
                                           "join them with others: their coefficients have no finite value"));
  }
  for (const auto& [counts, name] :
       {std::pair{table.left.sum(), "left"}, std::pair{table.transferred.sum(), "transferred"}}) {
    problems.add_if(counts < minimum || table.persons().sum() - counts < minimum,
                    {"E-REP-016", name, "the outcome is too rare, or too common, to be explained",
                     "take more years of the panel together", "", ""});
  }
}

/// Matrix of the regression without its intercept, and the names of its columns: numbers as they are, a 0/1 column for
/// each category but the one with the most persons (the first of several). Unchecked: call check_person_table first.
struct PersonDesign {
  Eigen::MatrixXd x;
  std::vector<std::string> names;
};

[[nodiscard]] inline PersonDesign person_design(const PersonTable& table) {
  PersonDesign out;
  std::vector<Eigen::ArrayXd> columns;
  for (const PersonNumber& number : table.numbers) {
    columns.push_back(number.values);
    out.names.push_back(number.name);
  }
  for (const PersonFactor& factor : table.factors) {
    Index reference = 0;
    const Eigen::ArrayXd persons = detail::level_counts(table, factor).rowwise().sum();
    persons.maxCoeff(&reference);
    for (Index level = 0; level < persons.size(); ++level) {
      if (level == reference || !(persons(level) > 0.0)) continue;
      Eigen::ArrayXd column = Eigen::ArrayXd::Zero(table.rows());
      for (Index i = 0; i < table.rows(); ++i) {
        if (factor.codes[static_cast<std::size_t>(i)] == level) column(i) = 1.0;
      }
      columns.push_back(std::move(column));
      out.names.push_back(factor.name + "=" + factor.levels[static_cast<std::size_t>(level)]);
    }
  }
  out.x.resize(table.rows(), static_cast<Index>(columns.size()));
  for (std::size_t j = 0; j < columns.size(); ++j) out.x.col(static_cast<Index>(j)) = columns[j].matrix();
  return out;
}

}  // namespace dubao::labour
