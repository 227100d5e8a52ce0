// SPDX-License-Identifier: Apache-2.0
//
// Nowcast: the first period of a forecast moved by an index of postings that is already known, where that has proved better.
//
// What      Official figures come late, postings at once. A bridge equation reads the next official figure from the growth of the
//           index. It is used only when, at past origins, it beat the forecast without it; otherwise the forecast comes back unchanged,
//           to the bit, and a note says why.
// When      Figure and index have one frequency, both are positive, and the index is known one period further. Average months to
//           quarters first.
// When not  An index whose coverage grows (a board that wins market share) reads as growth: the rolling score is what notices.
// Formula   Δ ln y_t = α + β Δ ln x_t + ε_t, ordinary least squares on the periods before each origin;
//           nowcast ln ŷ_t = ln y_{t−1} + α̂ + β̂ Δ ln x_t
//           loss |ln y_t − ln ŷ_t| against |ln y_t − ln b_t| of the one-step forecasts b without it; d their difference.
//           Used when there are enough origins, the mean of d is > 0 and above one standard error of d: the one-standard-error rule,
//           the forecast without it being the default. t = d̄ / √(s_d²/n) is Diebold and Mariano's statistic with the correction of
//           Harvey, Leybourne and Newbold (one step ahead); it is too shy where the equation is fitted again at each origin.
//           Gain 1 − mean loss with / mean loss without, its interval (d̄ ± T⁻¹_{n−1}(0.975)·√(s_d²/n)) / mean loss without:
//           conditional on the loss without.
//           Then the path of rank r of N at the first period becomes exp(ln ŷ + s·T_ν⁻¹((r+½)/N)), s² the mean squared loss at the
//           origins, ν their number; later periods are multiplied by the same factor: growth after the first period is the forecast's.
// Example   y doubles whenever x doubles: β = 1, and an index up by 10 % gives ŷ = 1.1·y_n (tests).
// Source    Baffigi, Golinelli and Parigi (2004), Bridge models to forecast the euro area GDP; rule of Breiman, Friedman, Olshen and Stone
//           (1984); Diebold and Mariano (1995); Harvey, Leybourne and Newbold (1997); the move of ranks: own, as in calibration.hpp.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/student.hpp>
#include <dubao/evaluation/comparison.hpp>
#include <dubao/evaluation/diebold_mariano.hpp>
#include <dubao/regression/least_squares.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

struct NowcastOptions {
  Index minimum_training = 6;  ///< growth rates a bridge equation is fitted on, ≥ 4
  Index minimum_origins = 6;   ///< past origins the choice stands on, ≥ 3
  std::vector<Index>
      breaks{};  ///< positions (from 0) in `official` whose change from the period before is one of definition
};

struct Nowcast {
  data::Draws forecast;  ///< the draws, moved or as they came
  bool used = false;
  double value = data::kMissing;  ///< ŷ of the first period, whether used or not; NaN without enough data
  double slope = data::kMissing;  ///< β̂ on the whole history
  Index origins = 0;
  double loss_with = data::kMissing;     ///< mean loss of the bridge equation at the origins
  double loss_without = data::kMissing;  ///< and of the forecasts without it
  double gain = data::kMissing;          ///< 1 − loss_with / loss_without
  double gain_low = data::kMissing;      ///< ends of its 95 % interval; NaN where the differences do not vary
  double gain_high = data::kMissing;
  double p_better =
      data::kMissing;  ///< one-sided p-value of Diebold and Mariano: small where the index helps
  std::string note;
};

inline constexpr double kGainLevel = 0.95;  ///< level of the interval of the gain

namespace detail {

/// Gain over the forecasts without the index, its interval and p-value, from the losses at the origins.
inline void state_gain(Nowcast& out, const std::vector<double>& with_loss,
                       const std::vector<double>& without_loss) {
  const evaluation::Comparison found = evaluation::compare(with_loss, without_loss);
  out.gain = found.skill;
  if (std::isnan(found.t_statistic) || !(out.loss_without > 0.0)) return;
  const evaluation::DieboldMariano test = evaluation::diebold_mariano(with_loss, without_loss, 1);
  out.p_better = test.p_first_better;
  // t is d̄ over its standard error; at d̄ = 0 the error cannot be had from it.
  const double difference = out.loss_without - out.loss_with;
  if (!(std::abs(found.t_statistic) > 0.0)) return;
  const double half = data::student_quantile(0.5 + 0.5 * kGainLevel, static_cast<double>(found.pairs - 1)) *
                      difference / found.t_statistic;
  out.gain_low = (difference - half) / out.loss_without;
  out.gain_high = (difference + half) / out.loss_without;
}

/// ln ŷ of one period from the growth rates before it; NaN when fewer than `least` are complete or the index did not move.
[[nodiscard]] inline std::pair<double, double> bridge_growth(const std::vector<double>& growth,
                                                             const std::vector<double>& index_growth,
                                                             Index until, Index least) {
  std::vector<double> y;
  std::vector<double> x;
  for (Index t = 0; t < until; ++t) {
    const auto k = static_cast<std::size_t>(t);
    if (std::isnan(growth[k]) || std::isnan(index_growth[k])) continue;
    y.push_back(growth[k]);
    x.push_back(index_growth[k]);
  }
  const double next = index_growth[static_cast<std::size_t>(until)];
  if (static_cast<Index>(y.size()) < least || std::isnan(next)) return {data::kMissing, data::kMissing};
  Eigen::MatrixXd design = Eigen::MatrixXd::Ones(static_cast<Index>(y.size()), 2);
  for (Index t = 0; t < design.rows(); ++t) design(t, 1) = x[static_cast<std::size_t>(t)];
  const regression::LeastSquaresFit fit =
      regression::least_squares(design, Eigen::Map<const Eigen::VectorXd>(y.data(), design.rows()));
  // An index that never moved is dropped: nothing can be read from it.
  if (fit.kept.size() < 2) return {data::kMissing, data::kMissing};
  return {fit.coefficients(0) + fit.coefficients(1) * next, fit.coefficients(1)};
}

}  // namespace detail

/// Moves the first period of `forecast` where the index has proved itself (see the banner).
/// official: y, > 0, NaN = missing, the last one known; index: x, > 0, same frequency, known for the first forecast period;
/// without: one-step forecasts b of the last periods of `official`, the last one for its last value, NaN where there was none;
/// forecast: draws > 0 that begin in the period after `official`. Throws InputError E-LAB-034 (a value that is not > 0, nothing known
/// at the end), E-LAB-035 (frequency, start or length do not fit), E-LAB-036 (option out of range), all problems at once.
/// O(origins · periods).
[[nodiscard]] inline Nowcast nowcast(const data::Series& official, const data::Series& index,
                                     const std::vector<double>& without, const data::Draws& forecast,
                                     const NowcastOptions& options = {}) {
  Problems problems;
  const Index n = official.size();
  const auto positive = [&problems](const data::Series& series, const char* argument) {
    for (Index t = 0; t < series.size(); ++t) {
      const double value = series.values()[static_cast<std::size_t>(t)];
      problems.add_if(value <= 0.0, {"E-LAB-034", argument, std::to_string(value) + " has no logarithm",
                                     "give values > 0", series.id(), (series.start() + t).to_string()});
    }
  };
  positive(official, "official");
  positive(index, "index");
  problems.add_if(n == 0 || std::isnan(official.values().back()),
                  {"E-LAB-034", "official", "the last value is missing",
                   "end the series with its last known value", official.id(), ""});
  problems.add_if(forecast.size() == 0 || forecast.horizon() == 0 || (forecast.paths().array() <= 0.0).any(),
                  {"E-LAB-034", "forecast", "there is no path, or one is not > 0",
                   "forecast a positive quantity", forecast.id(), ""});
  const bool same = official.start().frequency() == index.start().frequency() &&
                    official.start().frequency() == forecast.start().frequency();
  problems.add_if(
      !same || (same && forecast.start() != official.start() + n),
      {"E-LAB-035", "forecast",
       "the forecast does not begin in the period after the official series, or frequencies differ",
       "give all three in one frequency", forecast.id(), forecast.start().to_string()});
  const bool known = same && index.start() <= forecast.start() &&
                     static_cast<Index>(forecast.start() - index.start()) < index.size();
  problems.add_if(same && !known,
                  {"E-LAB-035", "index", "the index is not known for the first period of the forecast",
                   "extend it to that period", index.id(), forecast.start().to_string()});
  problems.add_if(
      static_cast<Index>(without.size()) > n,
      {"E-LAB-035", "without",
       std::to_string(without.size()) + " one-step forecasts for " + std::to_string(n) + " values",
       "give at most one a period, the last for the last value", "", ""});
  problems.add_if(options.minimum_training < 4 || options.minimum_origins < 3,
                  {"E-LAB-036", "minimum_training, minimum_origins", "too few periods to tell",
                   "give at least 4 growth rates and 3 origins", "", ""});
  problems.throw_if_any();

  // Growth rates: entry t is from period t to t + 1 of the official series; the last is that of the nowcast.
  const auto index_at = [&](Index t) {
    const auto k = static_cast<Index>(official.start() + t - index.start());
    return k >= 0 && k < index.size() ? index.values()[static_cast<std::size_t>(k)] : data::kMissing;
  };
  std::vector<double> growth;
  std::vector<double> index_growth;
  for (Index t = 0; t < n; ++t) {
    const auto k = static_cast<std::size_t>(t);
    const bool broken =
        std::find(options.breaks.begin(), options.breaks.end(), t + 1) != options.breaks.end();
    if (t + 1 < n) {
      growth.push_back(broken ? data::kMissing : std::log(official.values()[k + 1] / official.values()[k]));
    }
    index_growth.push_back(std::log(index_at(t + 1) / index_at(t)));
  }
  Nowcast out;
  out.forecast = forecast;
  const auto [next, slope] = detail::bridge_growth(growth, index_growth, n - 1, options.minimum_training);
  out.slope = slope;
  out.value = official.values().back() * std::exp(next);

  std::vector<double> with_loss;
  std::vector<double> without_loss;
  const auto first = n - static_cast<Index>(without.size());
  for (Index t = std::max<Index>(first, 1); t < n; ++t) {
    const double actual = growth[static_cast<std::size_t>(t - 1)];
    const double base = without[static_cast<std::size_t>(t - first)];
    const double read = detail::bridge_growth(growth, index_growth, t - 1, options.minimum_training).first;
    if (std::isnan(actual) || std::isnan(read) || !(base > 0.0)) continue;
    with_loss.push_back(std::abs(actual - read));
    without_loss.push_back(std::abs(std::log(official.values()[static_cast<std::size_t>(t)] / base)));
  }
  out.origins = static_cast<Index>(with_loss.size());
  const evaluation::Comparison comparison = evaluation::compare(with_loss, without_loss);
  if (out.origins > 0) {
    const auto count = static_cast<double>(out.origins);
    out.loss_with = std::accumulate(with_loss.begin(), with_loss.end(), 0.0) / count;
    out.loss_without = std::accumulate(without_loss.begin(), without_loss.end(), 0.0) / count;
    detail::state_gain(out, with_loss, without_loss);
  }
  if (out.origins < options.minimum_origins || std::isnan(next)) {
    out.note = "forecast unchanged: " + std::to_string(out.origins) + " past origins, " +
               std::to_string(options.minimum_origins) + " are needed";
    return out;
  }
  // t is NaN when every difference is the same: then the sign decides.
  if (!(out.loss_with < out.loss_without) || comparison.t_statistic <= 1.0) {
    out.note = "forecast unchanged: at " + std::to_string(out.origins) +
               " past origins the index did not beat the forecast without it by one standard error";
    return out;
  }
  double square = 0.0;
  for (const double loss : with_loss) square += loss * loss;
  const double spread = std::sqrt(square / static_cast<double>(out.origins));
  data::DrawMatrix paths = forecast.paths();
  std::vector<Index> order(static_cast<std::size_t>(paths.rows()));
  std::iota(order.begin(), order.end(), Index{0});
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return paths(a, 0) < paths(b, 0); });
  for (std::size_t r = 0; r < order.size(); ++r) {
    const double p = (static_cast<double>(r) + 0.5) / static_cast<double>(order.size());
    const double value =
        out.value * std::exp(spread * data::student_quantile(p, static_cast<double>(out.origins)));
    paths.row(order[r]) *= value / paths(order[r], 0);
  }
  out.forecast = data::Draws(forecast.start(), std::move(paths), forecast.id(), forecast.target())
                     .with_unit(forecast.unit());
  out.used = true;
  out.note = "first period moved by the index of postings: mean loss " + std::to_string(out.loss_with) +
             " against " + std::to_string(out.loss_without) + " at " + std::to_string(out.origins) +
             " past origins";
  return out;
}

}  // namespace dubao::labour
