// SPDX-License-Identifier: Apache-2.0
//
// What the tests of the accounts share: small draws written as lists, simulated draws, problems by id.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/random.hpp>
#include <dubao/error.hpp>

#include <initializer_list>

namespace dubao::labour::testing {

inline constexpr double kExact = 1e-12;     // relative: algebra
inline constexpr double kConserved = 1e-9;  // relative: sums of thousands of terms

/// Draws from rows (paths).
inline data::Draws draws(int first_year, std::initializer_list<std::initializer_list<double>> rows,
                         const char* id = "x", data::Target target = data::Target::kSignal) {
  data::DrawMatrix paths(static_cast<Index>(rows.size()), static_cast<Index>(rows.begin()->size()));
  Index d = 0;
  for (const auto& row : rows) {
    Index h = 0;
    for (const double value : row) paths(d, h++) = value;
    ++d;
  }
  return {time::Period::annual(first_year), paths, id, target};
}

/// Random walks around `level` with yearly standard deviation `noise` (relative), always positive.
inline data::Draws simulated(int first_year, Index n, Index horizon, double level, double noise,
                             const char* id = "x", std::uint64_t seed = 7) {
  data::DrawMatrix paths(n, horizon);
  for (Index d = 0; d < n; ++d) {
    data::RandomStream stream(seed, data::hash_key(id), static_cast<std::uint64_t>(d));
    double value = level;
    for (Index h = 0; h < horizon; ++h) {
      value *= std::exp(noise * stream.normal());
      paths(d, h) = value;
    }
  }
  return {time::Period::annual(first_year), paths, id};
}

inline Eigen::ArrayXd array(std::initializer_list<double> values) {
  Eigen::ArrayXd out(static_cast<Index>(values.size()));
  Index k = 0;
  for (const double value : values) out(k++) = value;
  return out;
}

/// Ids of all problems an expression reports, in order; empty when it reports none.
template <class Function>
std::vector<std::string> problem_ids(Function&& function) {
  try {
    function();
  } catch (const Error& error) {
    std::vector<std::string> ids;
    for (const Problem& problem : error.problems()) ids.push_back(problem.id);
    return ids;
  }
  return {};
}
using Ids = std::vector<std::string>;

}  // namespace dubao::labour::testing
