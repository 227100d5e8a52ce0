// SPDX-License-Identifier: Apache-2.0
//
// choose_penalty: the λ of a penalised regression by rolling origin.
//
// What      Rows are periods in their order. The model is fitted on the first rows and judged on the block that follows, then
//           fitted on these too and judged on the next block, and so on to the end. Nothing is fitted on what comes later.
// When not  Rows without an order: shuffle them first (data/random.hpp), or use AIC along the path.
// Example   y = 2x + noise, 40 rows: a small λ; pure noise: the largest of the path, all slopes zero
// Source    Tashman (2000) for rolling origins; Breiman et al. (1984) for the rule of one standard error.
#pragma once

#include <dubao/regression/penalized.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::regression {

/// Fewest observations with which a penalty is chosen.
inline constexpr Index kFewestForChoice = 6;

enum class PenaltyRule : std::uint8_t {
  kSmallestError,    ///< the penalty of the smallest mean squared error
  kOneStandardError  ///< the largest penalty within one standard error of it
};

struct PenaltyChoice {
  double penalty = 0.0;
  std::vector<double> penalties;  ///< descending
  std::vector<double> errors;     ///< mean squared error of the forecasts, one a penalty
  std::vector<double> error_se;   ///< standard error of these over the origins
  std::vector<Index> origins;     ///< rows the model was fitted on
};

/// Penalty by rolling origin: fitted on the first rows, judged on the next block, up to `blocks` times.
/// \param blocks of equal length over the second half of the rows
/// Other parameters as penalized_path; the usual penalties are those of all rows' columns, so that errors compare. Throws
/// also E-PEN-004 when there are fewer than kFewestForChoice observations. Cost: blocks × path.
[[nodiscard]] inline PenaltyChoice choose_penalty(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                                  const Eigen::VectorXd& weights = {},
                                                  const PenalizedOptions& options = {},
                                                  std::vector<double> penalties = {}, Index blocks = 10,
                                                  PenaltyRule rule = PenaltyRule::kSmallestError) {
  detail::check_penalized(x, y, weights, {}, options, penalties);
  const Index n = x.rows();
  if (n < kFewestForChoice) {
    throw InputError("E-PEN-004", "penalty",
                     std::to_string(n) + " observation(s) are too few to choose a penalty",
                     "give a penalty, or at least " + std::to_string(kFewestForChoice) + " observations");
  }
  PenaltyChoice choice;
  if (penalties.empty()) {
    penalties = detail::usual_penalties(
        detail::Moments(x, y, weights, n, options.intercept, options.standardize), options.mixing);
  }
  std::sort(penalties.begin(), penalties.end(), std::greater<>());
  choice.penalties = penalties;
  const Index first = (n + 1) / 2;
  blocks = std::clamp<Index>(blocks, 1, n - first);
  std::vector<std::vector<double>> means(penalties.size());  // of each block
  std::vector<double> sums(penalties.size(), 0.0);
  double total_weight = 0.0;
  for (Index block = 0; block < blocks; ++block) {
    const Index begin = first + (n - first) * block / blocks;
    const Index end = first + (n - first) * (block + 1) / blocks;
    const double known = weights.size() == 0 ? 1.0 : weights.head(begin).sum();
    const Eigen::VectorXd here = weights.size() == 0 ? Eigen::VectorXd::Ones(end - begin).eval()
                                                     : weights.segment(begin, end - begin).eval();
    if (!(known > 0.0) || !(here.sum() > 0.0)) continue;
    choice.origins.push_back(begin);
    const PenalizedPath path = detail::path_of_rows(x, y, weights, begin, options, penalties);
    for (std::size_t l = 0; l < penalties.size(); ++l) {
      const auto column = static_cast<Index>(l);
      const Eigen::VectorXd error =
          (y.segment(begin, end - begin) - x.middleRows(begin, end - begin) * path.coefficients.col(column))
              .array() -
          path.intercepts[column];
      const double sum = here.dot(error.cwiseAbs2());
      sums[l] += sum;
      means[l].push_back(sum / here.sum());
    }
    total_weight += here.sum();
  }
  if (choice.origins.empty()) {
    throw InputError("E-PEN-004", "penalty", "no origin has weight before and after it",
                     "give a penalty, or positive weights over the whole period");
  }
  std::size_t best = 0;
  for (std::size_t l = 0; l < penalties.size(); ++l) {
    choice.errors.push_back(sums[l] / total_weight);
    const auto count = static_cast<double>(means[l].size());
    double mean = 0.0;
    for (const double value : means[l]) mean += value / count;
    double square = 0.0;
    for (const double value : means[l]) square += (value - mean) * (value - mean);
    choice.error_se.push_back(count > 1.0 ? std::sqrt(square / (count - 1.0) / count) : 0.0);
    // Ties go to the larger penalty: the simpler model.
    if (choice.errors[l] < choice.errors[best]) best = l;
  }
  if (rule == PenaltyRule::kOneStandardError) {
    const double limit = choice.errors[best] + choice.error_se[best];
    for (std::size_t l = 0; l < best; ++l) {
      if (choice.errors[l] <= limit) {
        best = l;
        break;
      }
    }
  }
  choice.penalty = penalties[best];
  return choice;
}

}  // namespace dubao::regression
