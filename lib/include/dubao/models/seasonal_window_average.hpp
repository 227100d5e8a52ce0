// SPDX-License-Identifier: Apache-2.0
//
// SeasonalWindowAverage: every future value is the mean of the last values of its season.
//
// When      A steady season without growth: less nervous than the seasonal naive forecast.
// When not  Growth, which it follows half a window late.
// Formula   y_{n+h} = mean of the last `window_size` observed values of the same season + innovation;
//           sigma² = Σ (y − mean of its season's window)² / Σ (values in a window − 1)
// Breaks    Earlier definitions are moved by the level shift around a common linear trend.
// Short     A season never observed takes the mean of all windows. No window with two values: the standard deviation of
//           10 % of the largest mean is assumed (noted).
// Example   SeasonalWindowAverage(2, 4).fit(quarters 1, 2, 3, 4, 3, 4, 5, 6): mean(5) == {2, 3, 4, 5, 2}
// Source    Hyndman and Athanasopoulos (2021), section 5.2, for the mean and the seasonal naive forecast.
#pragma once

#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/detail/innovations.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/theta/box_cox.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

namespace detail {

class FittedSeasonalWindow final : public FittedWithInnovations, public AnalyticForecast {
 public:
  FittedSeasonalWindow(Prepared series, Index window, Index season_length)
      : FittedWithInnovations(std::move(series)), length_(season_length), seasons_(at(season_length)) {
    summary_.name = "SeasonalWindowAverage";
    std::vector<double> joined = series_.y;
    if (series_.definitions > 1) {
      std::vector<double> values;
      for (const Index t : series_.observed) values.push_back(series_.y[at(t)]);
      const theta::Line line = theta::fit_line(series_, values);
      for (const Index t : series_.observed) joined[at(t)] += line.shift[at(series_.definition[at(t)])];
      note("earlier definitions are moved by the level shift around a common linear trend");
    }
    std::vector<double> fitted(series_.y.size(), data::kMissing);
    double all = 0.0;
    double used = 0.0;
    double squares = 0.0;
    double largest = 0.0;
    for (Index j = 0; j < length_; ++j) {
      Season& season = seasons_[at(j)];
      std::vector<Index> members;
      for (const Index t : series_.observed) {
        if (t % length_ == j) members.push_back(t);
      }
      if (static_cast<Index>(members.size()) > window) members.erase(members.begin(), members.end() - window);
      season.count = static_cast<double>(members.size());
      for (const Index t : members) season.mean += joined[at(t)] / season.count;
      for (const Index t : members) {
        fitted[at(t)] = season.mean - (joined[at(t)] - series_.y[at(t)]);
        squares += (joined[at(t)] - season.mean) * (joined[at(t)] - season.mean);
      }
      if (members.empty()) continue;
      degrees_of_freedom_ += season.count - 1.0;
      all += season.mean;
      used += 1.0;
      largest = std::max(largest, std::abs(season.mean));
    }
    for (Season& season : seasons_) {
      if (season.count > 0.0) continue;
      season = {all / used, 1.0};
      note("a season never observed takes the mean of the others");
    }
    if (degrees_of_freedom_ > 0.0) {
      sigma_ = std::sqrt(squares / degrees_of_freedom_);
    } else {
      sigma_ = kAssumedRelativeChange * largest;
      note("no season was observed twice: a standard deviation of 10 % of the largest mean is assumed");
    }
    note_unused_standard_errors();
    note("paths include innovations, the uncertain variance and the uncertain means");
    set_fitted(fitted);
    summary_.sigma2 = unscale_variance(sigma_ * sigma_);
  }

  /// σ² (1 + 1 / count of the season).
  [[nodiscard]] std::vector<double> forecast_variance(Index horizon) const override {
    std::vector<double> out;
    for (Index h = 0; h < horizon; ++h) {
      const double count = seasons_[at((series_.size() + h) % length_)].count;
      out.push_back(unscale_variance(sigma_ * sigma_ * (1.0 + 1.0 / count)));
    }
    return out;
  }

 private:
  struct Season {
    double mean = 0.0;
    double count = 0.0;
  };

  void mean_path(std::vector<double>& path) const override {
    for (std::size_t h = 0; h < path.size(); ++h) {
      path[h] = seasons_[at((series_.size() + static_cast<Index>(h)) % length_)].mean;
    }
  }
  void simulate_with(data::DrawMatrix& paths, std::uint64_t seed,
                     const Innovations& innovations) const override {
    std::vector<double> level(seasons_.size());
    for (Index d = 0; d < paths.rows(); ++d) {
      data::RandomStream random = stream(seed, d);
      const double sigma = draw_standard_deviation(random, sigma_, degrees_of_freedom_);
      for (std::size_t j = 0; j < level.size(); ++j) {
        level[j] = seasons_[j].mean + sigma / std::sqrt(seasons_[j].count) * random.normal();
      }
      for (Index h = 0; h < paths.cols(); ++h) {
        paths(d, h) = level[at((series_.size() + h) % length_)] + sigma * innovations.draw(random);
      }
    }
  }

  Index length_;
  std::vector<Season> seasons_;
  double sigma_ = 0.0;
  double degrees_of_freedom_ = 0.0;
};

}  // namespace detail

class SeasonalWindowAverage final : public Model {
 public:
  /// window_size ≥ 1: years averaged; season_length: 0 takes it from the frequency of the series. Throws InputError
  /// E-AVG-001 for the first, E-SNV-001 for the second.
  explicit SeasonalWindowAverage(Index window_size, Index season_length = 0,
                                 std::string alias = "SeasonalWindowAverage")
      : window_size_(window_size), season_length_(season_length), alias_(std::move(alias)) {
    Problems problems;
    problems.add_if(window_size < 1,
                    {"E-AVG-001", "window_size", std::to_string(window_size) + " is not a positive count",
                     "give a whole number ≥ 1", "", ""});
    problems.add_if(season_length < 0,
                    {"E-SNV-001", "season_length", std::to_string(season_length) + " is negative",
                     "give 4 for quarters, 12 for months, or leave it out", "", ""});
    problems.throw_if_any();
  }
  [[nodiscard]] std::string alias() const override { return alias_; }
  /// Fits. Throws InputError E-MOD-001. O(n).
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    detail::Prepared prepared = detail::prepare(series);
    const Index length = season_length_ > 0 ? season_length_ : prepared.season_length;
    return std::make_unique<detail::FittedSeasonalWindow>(std::move(prepared), window_size_, length);
  }
  /// There are no parameters to hold: the state is the last window. Throws InputError E-MOD-007 when some are given.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    detail::require_no_regressors(regressors, alias(), series.id());
    detail::require_no_parameters(params, alias(), series.id());
    return fit(series);
  }

 private:
  Index window_size_;
  Index season_length_;
  std::string alias_;
};

}  // namespace dubao::models
