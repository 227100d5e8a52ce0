// SPDX-License-Identifier: Apache-2.0
//
// Reads tables of the project's data packages, for C++ users who have no Python at hand.
//
// What      RFC 4180 text (comma, double quotes, quotes doubled inside, line breaks allowed inside quotes;
//           UTF-8 with or without byte-order mark), parsed by Boost.Spirit X3; and a Series out of an observation table
//           (columns series_id, period, value, unit, standard_error, break_before).
// When not  For tables as people make them (semicolons, decimal commas, merged titles): `dubao data import`
// reads those. Example   const Series ict =
// read_series("datasets/vietnam-labour/employment_by_occupation.csv", "vn.emp.isco08.25.T");
//           parse_csv("a,b\n1,\"x,y\"\n").rows[0][1] == "x,y"
//
// Include this where tables are read, not everywhere: the parser takes seconds to compile.
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/time/period.hpp>

#include <boost/spirit/home/x3.hpp>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dubao::data {

/// A table of texts. Row i of the file (the header is row 1) is rows[i − 2] when no cell spans lines.
struct CsvTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  std::string file;

  /// Position of a column. Throws InputError E-CSV-004 when there is none of that name.
  [[nodiscard]] std::size_t column(const std::string& name) const {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found == header.end()) {
      throw InputError({Problem{"E-CSV-004", "column", "there is no column '" + name + "'",
                                "check the header row", "", "", file, 1, name}});
    }
    return static_cast<std::size_t>(found - header.begin());
  }
};

/// Parses a whole text. `file` is only named in messages. Throws InputError E-CSV-002 (not CSV, with the
/// row), E-CSV-003 (rows with another number of cells than the header, all of them). Cost: linear in the
/// text.
[[nodiscard]] inline CsvTable parse_csv(std::string_view text, const std::string& file = {}) {
  namespace x3 = boost::spirit::x3;
  using Record = std::vector<std::string>;
  const auto quoted = x3::rule<struct QuotedTag, std::string>{"quoted"} =
      x3::lexeme['"' >> *((x3::char_ - '"') | (x3::lit("\"\"") >> x3::attr('"'))) >> '"'];
  const auto plain = x3::rule<struct PlainTag, std::string>{"plain"} =
      x3::lexeme[*(x3::char_ - x3::char_(",\"\r\n"))];
  const auto record = x3::rule<struct RecordTag, Record>{"record"} = (quoted | plain) % ',';

  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) text.remove_prefix(kByteOrderMark.size());

  CsvTable table;
  table.file = file;
  Problems problems;
  auto position = text.begin();
  long row = 0;
  while (position != text.end()) {
    Record cells;
    ++row;
    const bool parsed = x3::parse(position, text.end(), record, cells);
    const bool ended = position == text.end() || x3::parse(position, text.end(), x3::eol);
    if (!parsed || !ended) {
      throw InputError(
          {Problem{"E-CSV-002", "file", "a quote stands where none may stand",
                   "put the whole cell in quotes and double the quotes inside", "", "", file, row, ""}});
    }
    const bool is_blank = cells.size() == 1 && cells.front().empty();
    if (is_blank && row > 1) continue;
    if (row == 1) {
      table.header = std::move(cells);
      continue;
    }
    if (cells.size() != table.header.size()) {
      problems.add({"E-CSV-003", "file",
                    std::to_string(cells.size()) + " cells where the header has " +
                        std::to_string(table.header.size()),
                    "give every row as many cells as the header", "", "", file, row, ""});
      continue;
    }
    table.rows.push_back(std::move(cells));
  }
  problems.throw_if_any();
  return table;
}

/// Reads a file. Throws InputError E-CSV-001 when it cannot be read or is empty, and as parse_csv.
[[nodiscard]] inline CsvTable read_csv(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream.good() && text.empty()) {
    throw InputError({Problem{"E-CSV-001", "path", "the file cannot be read or is empty", "check the path",
                              "", "", path, 0, ""}});
  }
  return parse_csv(text, path);
}

/// Builds the series `series_id` out of an observation table: sorted by period, periods that are absent
/// between the first and the last are missing (NaN), rows with break_before = 1 declare a break. Throws
/// InputError with all problems: E-CSV-005 (a cell is not a number), E-CSV-006 (not a period), E-CSV-007 (a
/// period twice), E-CSV-008 (no such series).
[[nodiscard]] inline Series series_from_table(const CsvTable& table, const std::string& series_id) {
  const std::size_t id_column = table.column("series_id");
  const std::size_t period_column = table.column("period");
  const std::size_t value_column = table.column("value");
  const std::size_t unit_column = table.column("unit");
  const std::size_t error_column = table.column("standard_error");
  const std::size_t break_column = table.column("break_before");

  struct Row {
    double value;
    double standard_error;
  };
  Problems problems;
  std::map<std::int64_t, Row> rows;
  std::vector<time::Period> breaks;
  time::Frequency frequency = time::Frequency::kAnnual;
  std::string unit;
  const auto number = [&](const std::string& cell, long row, const char* column) {
    if (cell.empty()) return kMissing;
    double value = kMissing;
    const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (code != std::errc{} || end != cell.data() + cell.size()) {
      problems.add({"E-CSV-005", "value", "'" + cell + "' is not a number",
                    "write digits with a decimal point", series_id, "", table.file, row, column});
      return kMissing;
    }
    return value;
  };
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const std::vector<std::string>& cells = table.rows[i];
    if (cells[id_column] != series_id) continue;
    const long row = static_cast<long>(i) + 2;
    const std::optional<time::Period> period = time::Period::try_parse(cells[period_column]);
    if (!period || (!rows.empty() && period->frequency() != frequency)) {
      problems.add({"E-CSV-006", "period", "'" + cells[period_column] + "' is not a period of this series",
                    "write 2024, 2024-H1, 2024-Q3, 2024-07, 2024-W07 or 2024-07-01, one frequency a series",
                    series_id, "", table.file, row, "period"});
      continue;
    }
    frequency = period->frequency();
    unit = cells[unit_column];
    const Row values{number(cells[value_column], row, "value"),
                     number(cells[error_column], row, "standard_error")};
    if (!rows.emplace(period->ordinal(), values).second) {
      problems.add({"E-CSV-007", "period", "the period stands twice", "keep one row for each period",
                    series_id, period->to_string(), table.file, row, "period"});
    }
    if (cells[break_column] == "1") breaks.push_back(*period);
  }
  if (rows.empty() && problems.empty()) {
    problems.add({"E-CSV-008", "series_id", "there is no such series in the table", "check the id", series_id,
                  "", table.file, 0, "series_id"});
  }
  problems.throw_if_any();

  const std::int64_t first = rows.begin()->first;
  const auto length = static_cast<std::size_t>(rows.rbegin()->first - first + 1);
  std::vector<double> values(length, kMissing);
  std::vector<double> standard_errors(length, kMissing);
  bool has_standard_errors = false;
  for (const auto& [ordinal, row] : rows) {
    const auto at = static_cast<std::size_t>(ordinal - first);
    values[at] = row.value;
    standard_errors[at] = row.standard_error;
    has_standard_errors = has_standard_errors || !is_missing(row.standard_error);
  }
  Series series = Series(time::Period(frequency, first), std::move(values), series_id).with_unit(unit);
  if (has_standard_errors) series = series.with_standard_errors(std::move(standard_errors));
  for (const time::Period& at : breaks) series = series.with_break(at);
  return series;
}

/// read_csv and series_from_table in one.
[[nodiscard]] inline Series read_series(const std::string& path, const std::string& series_id) {
  return series_from_table(read_csv(path), series_id);
}

}  // namespace dubao::data
