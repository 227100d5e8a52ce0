// SPDX-License-Identifier: Apache-2.0
//
// STL: value = trend + season + remainder, by repeated local regression (loess).
//
// When      Quarterly, monthly or weekly series: to see a trend without its season, to adjust for season, to measure
//           how strong the season is. The season may change slowly (season_window) or be fixed (season_window = 0).
// When not  Annual data; two years or less; a season that grows with the level (take logarithms first).
// Formula   inner loop: cycle-subseries of y − T smoothed by loess give C; low-pass L of C (moving averages m, m, 3, then
//           loess); S = C − L; T = loess(y − S). Outer loop: weights (1 − (|R| / 6 median|R|)²)² against outliers.
// Missing   carry no weight in any regression: nothing is interpolated. Trend and season are given everywhere, the
//           remainder is NaN there. R's stl refuses missing values, its mstl interpolates first.
// Even n    R's robust option can take a neighbour of the two middle remainders for their median (a partial sort asked
//           for its positions in descending order); we take the median, so robust results may differ for even n.
// Example   y = t + (1, −1, 0, 0) repeated, t = 0 … 19: seasonal[8] − seasonal[9] is near 2, trend[10] near 10
// Source    Cleveland, Cleveland, McRae and Terpenning (1990), Journal of Official Statistics 6, 3–73; strength: Wang,
//           Smith and Hyndman (2006). Oracle: R stats::stl, to 1e-8 of the range.
#pragma once

#include <dubao/error.hpp>
#include <dubao/models/decomposition/loess.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace dubao::models::decomposition {

/// Windows in values; 0 asks for the default of Cleveland et al. as R computes it.
struct StlOptions {
  Index season_length = 4;    ///< m ≥ 2
  Index season_window = 0;    ///< of the cycle-subseries, in years; 0: a fixed (periodic) season
  int season_degree = 0;      ///< 0 or 1
  Index trend_window = 0;     ///< 0: next odd number from 1.5 m / (1 − 1.5 / season_window)
  int trend_degree = 1;       ///< 0 or 1
  Index low_pass_window = 0;  ///< 0: next odd number from m
  bool robust = false;        ///< 15 outer loops with one inner, instead of none with two
};

/// Components, each as long as the series, in its unit.
struct StlDecomposition {
  std::vector<double> trend;
  std::vector<double> seasonal;
  std::vector<double> remainder;  ///< NaN where the value is missing
  std::vector<double> weights;    ///< of the outer loop, all 1 when not robust
};

/// Outlier weights fall to zero at this many median absolute remainders.
inline constexpr double kRobustReach = 6.0;
inline constexpr int kRobustOuterLoops = 15;
inline constexpr int kPlainInnerLoops = 2;
/// Season and remainder below this share of the largest value are rounding: the series has neither.
inline constexpr double kRoundingNoise = 1e-12;
/// R's mstl smooths the first season over this many years: 7 + 4.
inline constexpr Index kFirstSeasonWindow = 11;

namespace internal {

[[nodiscard]] constexpr Index next_odd(Index x) noexcept { return x % 2 == 0 ? x + 1 : x; }
[[nodiscard]] constexpr Index tenth(Index window) noexcept { return (window + 9) / 10; }

/// Workspace of one decomposition.
class Stl {
 public:
  Stl(const std::vector<double>& y, const StlOptions& options)
      : y_(y),
        n_(static_cast<Index>(y.size())),
        m_(options.season_length),
        periodic_(options.season_window == 0) {
    const Index season = periodic_ ? 10 * n_ + 1 : options.season_window;
    const double width = 1.5 * static_cast<double>(m_) / (1.0 - 1.5 / static_cast<double>(season));
    const Index trend =
        options.trend_window > 0 ? options.trend_window : next_odd(static_cast<Index>(std::ceil(width)));
    const Index low = options.low_pass_window > 0 ? options.low_pass_window : next_odd(m_);
    const auto window = [](Index span, int degree) {
      return LoessOptions{next_odd(std::max<Index>(span, 3)), degree, tenth(span)};
    };
    season_ = window(season, periodic_ ? 0 : options.season_degree);
    trend_ = window(trend, options.trend_degree);
    low_ = window(low, options.trend_degree);
    const std::size_t padded = y.size() + 2 * detail::at(m_);
    for (std::vector<double>* work : {&cycle_, &first_, &second_, &work_, &part_, &part_weights_, &smooth_}) {
      work->assign(padded, 0.0);
    }
    out_.trend.assign(y.size(), 0.0);
    out_.seasonal.assign(y.size(), 0.0);
    out_.weights.assign(y.size(), 1.0);
  }

  StlDecomposition run(bool robust) {
    const int inner = robust ? 1 : kPlainInnerLoops;
    const int outer = robust ? kRobustOuterLoops : 0;
    const double* weights = nullptr;
    for (int k = 0; k <= outer; ++k) {
      for (int i = 0; i < inner; ++i) iterate(weights);
      if (k == outer) break;
      set_weights();
      weights = out_.weights.data();
    }
    if (periodic_) average_season();
    out_.remainder.resize(y_.size());
    for (std::size_t t = 0; t < y_.size(); ++t) out_.remainder[t] = y_[t] - out_.seasonal[t] - out_.trend[t];
    return std::move(out_);
  }

 private:
  void iterate(const double* weights) {
    for (Index t = 0; t < n_; ++t) first_[detail::at(t)] = y_[detail::at(t)] - out_.trend[detail::at(t)];
    smooth_cycles(weights);
    // Low-pass filter of the cycles: what is slow in them belongs to the trend.
    moving_average(cycle_.data(), n_ + 2 * m_, m_, first_.data());
    moving_average(first_.data(), n_ + m_ + 1, m_, second_.data());
    moving_average(second_.data(), n_ + 2, 3, first_.data());
    loess(first_.data(), n_, low_, nullptr, second_.data(), work_.data());
    for (Index t = 0; t < n_; ++t) {
      out_.seasonal[detail::at(t)] = cycle_[detail::at(t + m_)] - second_[detail::at(t)];
      first_[detail::at(t)] = y_[detail::at(t)] - out_.seasonal[detail::at(t)];
    }
    loess(first_.data(), n_, trend_, weights, out_.trend.data(), work_.data());
  }

  // Each cycle-subseries smoothed and extended by one year at either end.
  void smooth_cycles(const double* weights) {
    for (Index j = 0; j < m_; ++j) {
      const Index k = (n_ - 1 - j) / m_ + 1;
      for (Index i = 0; i < k; ++i) {
        part_[detail::at(i)] = first_[detail::at(i * m_ + j)];
        if (weights != nullptr) part_weights_[detail::at(i)] = weights[i * m_ + j];
      }
      const double* own = weights != nullptr ? part_weights_.data() : nullptr;
      double* smooth = smooth_.data();
      loess(part_.data(), k, season_, own, smooth + 1, work_.data());
      const Index span = std::min(season_.span, k);
      if (!loess_at(part_.data(), k, season_, -1.0, 0, span - 1, own, work_.data(), smooth[0])) {
        smooth[0] = smooth[1];
      }
      if (!loess_at(part_.data(), k, season_, static_cast<double>(k), k - span, k - 1, own, work_.data(),
                    smooth[k + 1])) {
        smooth[k + 1] = smooth[k];
      }
      for (Index i = 0; i < k + 2; ++i) cycle_[detail::at(i * m_ + j)] = smooth[i];
    }
  }

  void set_weights() {
    std::vector<double> sizes;
    for (std::size_t t = 0; t < y_.size(); ++t) {
      first_[t] = std::abs(y_[t] - out_.trend[t] - out_.seasonal[t]);
      if (!data::is_missing(first_[t])) sizes.push_back(first_[t]);
    }
    const auto middle = [&sizes](std::size_t i) {
      std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(i), sizes.end());
      return sizes[i];
    };
    const std::size_t upper = sizes.size() / 2;
    const double reach = 0.5 * kRobustReach * (middle(upper) + middle(sizes.size() - 1 - upper));
    for (std::size_t t = 0; t < y_.size(); ++t) {
      const double r = first_[t];
      double& w = out_.weights[t];
      if (data::is_missing(r) || r > kNoWeightShare * reach) {
        w = 0.0;
      } else if (r <= kFullWeightShare * reach) {
        w = 1.0;
      } else {
        const double u = r / reach;
        w = (1.0 - u * u) * (1.0 - u * u);
      }
    }
  }

  void average_season() {
    for (Index j = 0; j < m_; ++j) {
      double sum = 0.0;
      double count = 0.0;
      for (Index t = j; t < n_; t += m_) {
        sum += out_.seasonal[detail::at(t)];
        count += 1.0;
      }
      for (Index t = j; t < n_; t += m_) out_.seasonal[detail::at(t)] = sum / count;
    }
  }

  const std::vector<double>& y_;
  Index n_;
  Index m_;
  bool periodic_;
  LoessOptions season_;
  LoessOptions trend_;
  LoessOptions low_;
  StlDecomposition out_;
  std::vector<double> cycle_;
  std::vector<double> first_;
  std::vector<double> second_;
  std::vector<double> work_;
  std::vector<double> part_;
  std::vector<double> part_weights_;
  std::vector<double> smooth_;
};

}  // namespace internal

/// Whether y can be decomposed with this season: more than two whole years, every season of the year observed.
[[nodiscard]] inline bool is_decomposable(const std::vector<double>& y, Index season_length) {
  const auto n = static_cast<Index>(y.size());
  if (season_length < 2 || n <= 2 * season_length) return false;
  for (Index j = 0; j < season_length; ++j) {
    bool seen = false;
    for (Index t = j; t < n; t += season_length) seen = seen || !data::is_missing(y[detail::at(t)]);
    if (!seen) return false;
  }
  return true;
}

/// Decomposes. y: oldest first, NaN = missing, unit of the series. Throws InputError E-STL-001 for an option out of range,
/// E-STL-002 when y has at most two whole years or a season of the year without a value. O(n · window) a loop.
[[nodiscard]] inline StlDecomposition stl(const std::vector<double>& y, const StlOptions& options) {
  Problems problems;
  const auto refuse = [&problems](bool bad, const char* argument, Index value, const char* remedy) {
    problems.add_if(bad, {"E-STL-001", argument, std::to_string(value) + " is out of range", remedy, "", ""});
  };
  refuse(options.season_length < 2, "season_length", options.season_length,
         "give 4 for quarters, 12 for months");
  refuse(options.season_window < 0 || options.season_window == 1, "season_window", options.season_window,
         "give 0 for a fixed season, or an odd number of at least 7");
  refuse(options.trend_window < 0, "trend_window", options.trend_window,
         "give 0 for the default, or an odd number");
  refuse(options.low_pass_window < 0, "low_pass_window", options.low_pass_window,
         "give 0 for the default, or an odd number");
  refuse(options.season_degree < 0 || options.season_degree > 1, "season_degree", options.season_degree,
         "give 0 or 1");
  refuse(options.trend_degree < 0 || options.trend_degree > 1, "trend_degree", options.trend_degree,
         "give 0 or 1");
  problems.throw_if_any();
  if (!is_decomposable(y, options.season_length)) {
    throw InputError(
        "E-STL-002", "y",
        std::to_string(y.size()) + " values do not show a season of " + std::to_string(options.season_length),
        "give more than two whole years with every season of the year observed");
  }
  return internal::Stl(y, options).run(options.robust);
}

/// Strength of the season, F = max(0, min(1, 1 − var R / var (R + S))), of the decomposition that R's mstl makes (season
/// window 11): R's nsdiffs(test = "seas") takes a seasonal difference above 0.64. 0 where y cannot be decomposed (R fails
/// there and takes no difference) or does not vary. y: NaN = missing. No unit. O(n).
[[nodiscard]] inline double seasonal_strength(const std::vector<double>& y, Index season_length) {
  if (!is_decomposable(y, season_length)) return 0.0;
  const StlDecomposition parts =
      stl(y, {.season_length = season_length, .season_window = kFirstSeasonWindow});
  const auto variance = [&parts](bool with_season) {
    double mean = 0.0;
    double squares = 0.0;
    double count = 0.0;
    for (std::size_t t = 0; t < parts.remainder.size(); ++t) {
      const double x = parts.remainder[t] + (with_season ? parts.seasonal[t] : 0.0);
      if (data::is_missing(x)) continue;
      count += 1.0;
      const double step = x - mean;
      mean += step / count;
      squares += step * (x - mean);
    }
    return squares;
  };
  const double whole = variance(true);
  double largest = 0.0;
  for (const double v : y) largest = data::is_missing(v) ? largest : std::max(largest, std::abs(v));
  const auto n = static_cast<double>(y.size());
  if (!(whole > n * largest * kRoundingNoise * largest * kRoundingNoise)) return 0.0;
  return std::clamp(1.0 - variance(false) / whole, 0.0, 1.0);
}

}  // namespace dubao::models::decomposition
