// SPDX-License-Identifier: Apache-2.0
//
// Conversions that every binding file shares.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace dubao::bindings {

using Array = pybind11::array_t<double, pybind11::array::c_style | pybind11::array::forcecast>;

/// Refuses a word that an argument does not know.
[[noreturn]] inline void refuse(const char* id, const char* argument, const std::string& given,
                                const char* remedy) {
  throw InputError(id, argument, "'" + given + "' is not known here", remedy);
}

[[nodiscard]] inline pybind11::array_t<double> to_array(const std::vector<double>& values) {
  return pybind11::array_t<double>(static_cast<pybind11::ssize_t>(values.size()), values.data());
}

[[nodiscard]] inline pybind11::array_t<double> to_array(const data::DrawMatrix& matrix) {
  pybind11::array_t<double> out({matrix.rows(), matrix.cols()});
  std::copy(matrix.data(), matrix.data() + matrix.size(), out.mutable_data());
  return out;
}

[[nodiscard]] inline std::vector<double> to_vector(const Array& array, const char* argument) {
  if (array.ndim() != 1) {
    throw InputError("E-ARR-001", argument, "the array has " + std::to_string(array.ndim()) + " dimensions",
                     "give a one-dimensional array");
  }
  return {array.data(), array.data() + array.size()};
}

[[nodiscard]] inline data::DrawMatrix to_matrix(const Array& array, const char* argument = "paths") {
  if (array.ndim() != 2) {
    throw InputError("E-ARR-002", argument, "the array has " + std::to_string(array.ndim()) + " dimensions",
                     "give a two-dimensional array, one row a path");
  }
  return Eigen::Map<const data::DrawMatrix>(array.data(), array.shape(0), array.shape(1));
}

/// Builds a Series from Python arguments. `start` "0001" stands for a bare array without dates: its frequency
/// then follows season_length (2 half-yearly, 4 quarterly, 12 monthly, 52 weekly, otherwise annual), so that seasonal
/// models know their season.
[[nodiscard]] inline data::Series make_series(const Array& values, const std::string& start,
                                              const std::string& id, const std::string& unit,
                                              const std::optional<Array>& standard_errors,
                                              const std::vector<std::string>& breaks, int season_length) {
  time::Period first = time::Period::annual(1);
  if (start != "0001") {
    first = time::Period::parse(start);
  } else if (season_length == 2) {
    first = time::Period::half_yearly(1, 1);
  } else if (season_length == 52) {
    first = time::Period::weekly(1, 1);
  } else if (season_length == 4) {
    first = time::Period::quarterly(1, 1);
  } else if (season_length == 12) {
    first = time::Period::monthly(1, 1);
  }
  data::Series series = data::Series(first, to_vector(values, "values"), id).with_unit(unit);
  if (standard_errors) series = series.with_standard_errors(to_vector(*standard_errors, "standard_errors"));
  for (const std::string& at : breaks) series = series.with_break(time::Period::parse(at));
  return series;
}

}  // namespace dubao::bindings
