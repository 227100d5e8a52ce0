// SPDX-License-Identifier: Apache-2.0
//
// False discoveries among many terms and many looks, whatever the dependence between terms.
//
// What      Evidence as e-values: a number that is 1 or less on average where nothing happens. An e-process stays one at any time one
//           chooses to look. adjusted_maximum turns the largest value seen so far into an e-value, so a flag, once earned, stays;
//           flagged_terms (e-BH) then bounds the expected share of false flags by α among all terms.
// When      Sixty monthly looks at ten thousand terms that rise and fall together: neither the number of looks nor the correlation has to
//           be known. When not: p-values at one look of independent tests (Benjamini–Hochberg has more power there).
// Formula   A(m) = (m − 1 − ln m)/ln² m  (∫₁^∞ A(x)/x² dx = 1);  flag the k terms with the largest values, k the largest number with
//           value_(k) ≥ K/(α k).
// Example   Values 100, 30, 1, 1 with α = 0.1: K/(α k) = 40, 20, 13.3, 10: two flags.
// Source    Wang and Ramdas (2022), "False discovery rate control with e-values", JRSS B 84; Dawid, de Rooij, Shafer, Shen, Vereshchagin and
//           Vovk (2011), "Insuring against loss of evidence in game-theoretic probability".
#pragma once

#include <dubao/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

namespace dubao::labour::emergence {

/// ln A(m) of the largest log-value seen, ln m; −∞ for m ≤ 1 (nothing was ever said against the null).
[[nodiscard]] inline double log_adjusted_maximum(double log_maximum) {
  if (!(log_maximum > 0.0)) return -std::numeric_limits<double>::infinity();
  if (log_maximum < 1e-4) return -std::log(2.0);  // limit of A at 1, where the formula is 0/0
  const double squared = 2.0 * std::log(log_maximum);
  if (log_maximum > 40.0) return log_maximum - squared;  // m − 1 − ln m is m to rounding
  return std::log(std::expm1(log_maximum) - log_maximum) - squared;
}

/// Which terms are flagged; log_values: ln of e-values, one a term, −∞ allowed. alpha in (0, 1).
/// Throws InputError E-EMG-001 when alpha is no level or a value is NaN. O(K ln K).
[[nodiscard]] inline std::vector<bool> flagged_terms(const std::vector<double>& log_values, double alpha) {
  const bool wrong =
      std::any_of(log_values.begin(), log_values.end(), [](double v) { return std::isnan(v); });
  if (wrong || !(alpha > 0.0 && alpha < 1.0)) {
    throw InputError("E-EMG-001", "alpha, log_values",
                     "level " + std::to_string(alpha) + (wrong ? ", a value is NaN" : ""),
                     "give a level between 0 and 1 and a value a term");
  }
  const std::size_t terms = log_values.size();
  std::vector<std::size_t> order(terms);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return log_values[a] > log_values[b]; });
  std::size_t kept = 0;
  for (std::size_t k = 1; k <= terms; ++k) {
    const double threshold =
        std::log(static_cast<double>(terms)) - std::log(alpha) - std::log(static_cast<double>(k));
    if (log_values[order[k - 1]] >= threshold) kept = k;
  }
  std::vector<bool> out(terms, false);
  for (std::size_t k = 0; k < kept; ++k) out[order[k]] = true;
  return out;
}

}  // namespace dubao::labour::emergence
