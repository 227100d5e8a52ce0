// SPDX-License-Identifier: Apache-2.0
//
// SeasonalNaive: every future value is the last observed value of its season.
//
// When      The yardstick for quarterly and monthly series.
// When not  Annual series: with season length 1 it is the naive forecast, and says so.
// Formula   y_{n+h} = y_{last of the same season} + innovation of its season, summed over the years ahead;
//           sigma² = mean of (y_t − y_{t−m k})² / k over neighbouring observed values of a season, k years
//           apart
// Breaks    Seasonal differences across a break are not used. A season not yet observed since the break is
//           taken from the definition before it, moved by the mean level shift of the seasons seen on both sides.
// Short     A season never observed takes the last observed value. No seasonal difference: the standard
//           deviation of 10 % of the value a year is assumed (noted).
// Example   SeasonalNaive{4}.fit(Series::quarterly(2023, 1, {1, 2, 3, 4, 2, 3, 4, 5})): mean(5) == {2, 3, 4,
//           5, 2}, sigma2 == 1
// Source    Hyndman and Athanasopoulos (2021), section 5.2; oracle: R forecast::snaive.
#pragma once

#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/detail/innovations.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/naive.hpp>

#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

namespace detail {

class FittedSeasonalNaive final : public FittedWithInnovations, public AnalyticForecast {
 public:
  FittedSeasonalNaive(Prepared series, Index season_length)
      : FittedWithInnovations(std::move(series)),
        length_(season_length),
        last_(at(season_length), data::kMissing) {
    summary_.name = "SeasonalNaive";
    std::vector<Index> previous(at(length_), -1);
    std::vector<double> fitted(series_.y.size(), data::kMissing);
    double squares = 0.0;
    for (const Index t : series_.observed) {
      Index& before = previous[at(t % length_)];
      if (before >= 0 && series_.definition[at(before)] == series_.definition[at(t)]) {
        fitted[at(t)] = series_.y[at(before)];
        const double change = series_.y[at(t)] - series_.y[at(before)];
        const Index years = (t - before) / length_;
        squares += change * change / static_cast<double>(years);
        yearly_.push_back(change / std::sqrt(static_cast<double>(years)));
        ++differences_;
      }
      before = t;
    }
    if (differences_ > 0) {
      sigma_ = std::sqrt(squares / static_cast<double>(differences_));
    } else {
      sigma_ = kAssumedRelativeChange * std::abs(series_.y[at(series_.last())]);
      note(
          "no seasonal difference was observed: a standard deviation of 10 % of the value a year is assumed");
    }
    set_last(previous);
    set_fitted(fitted);
    summary_.sigma2 = unscale_variance(sigma_ * sigma_);
    note_unused_standard_errors();
    note("paths include innovations and the uncertain variance");
  }

  /// k σ² in the k-th season cycle ahead.
  [[nodiscard]] std::vector<double> forecast_variance(Index horizon) const override {
    std::vector<double> out;
    for (Index h = 0; h < horizon; ++h) {
      const Index seasons = h / length_ + 1;
      out.push_back(unscale_variance(static_cast<double>(seasons) * sigma_ * sigma_));
    }
    return out;
  }

 private:
  [[nodiscard]] std::vector<double> innovation_residuals() const override { return yearly_; }
  void set_last(const std::vector<Index>& previous) {
    // Level shift: mean difference between the last definition and the seasons' earlier values.
    double shift = 0.0;
    double pairs = 0.0;
    std::vector<Index> before(at(length_), -1);
    for (const Index t : series_.observed) {
      if (!series_.is_last_definition(t)) before[at(t % length_)] = t;
    }
    std::vector<bool> counted(at(length_), false);
    for (const Index t : series_.observed) {
      const std::size_t season = at(t % length_);
      if (!series_.is_last_definition(t) || before[season] < 0 || counted[season]) continue;
      counted[season] = true;
      shift += series_.y[at(t)] - series_.y[at(before[season])];
      pairs += 1.0;
    }
    bool moved = false;
    bool empty = false;
    for (Index season = 0; season < length_; ++season) {
      const Index t = previous[at(season)];
      if (t < 0) {
        last_[at(season)] = series_.y[at(series_.last())];
        empty = true;
      } else {
        last_[at(season)] = series_.y[at(t)];
        if (!series_.is_last_definition(t)) {
          last_[at(season)] += pairs > 0.0 ? shift / pairs : 0.0;
          moved = true;
        }
      }
    }
    if (moved)
      note("seasons not observed since the last break come from before it, moved by the level shift");
    if (empty) note("seasons never observed take the last observed value");
  }
  void mean_path(std::vector<double>& path) const override {
    for (Index h = 0; h < static_cast<Index>(path.size()); ++h) {
      path[at(h)] = last_[at((series_.size() + h) % length_)];
    }
  }
  void simulate_with(data::DrawMatrix& paths, std::uint64_t seed,
                     const Innovations& innovations) const override {
    std::vector<double> state;
    for (Index d = 0; d < paths.rows(); ++d) {
      data::RandomStream random = stream(seed, d);
      const double sigma = draw_standard_deviation(random, sigma_, static_cast<double>(differences_));
      state = last_;
      for (Index h = 0; h < paths.cols(); ++h) {
        double& value = state[at((series_.size() + h) % length_)];
        value += sigma * innovations.draw(random);
        paths(d, h) = value;
      }
    }
  }

  Index length_;
  Index differences_ = 0;
  double sigma_ = 0.0;
  std::vector<double> last_;
  std::vector<double> yearly_;  ///< seasonal differences, per √years
};

}  // namespace detail

class SeasonalNaive final : public Model {
 public:
  /// season_length ≥ 1: periods in a season cycle; 0 takes it from the frequency of the series. Throws
  /// InputError E-SNV-001 when negative.
  explicit SeasonalNaive(Index season_length = 0, std::string alias = "SeasonalNaive")
      : season_length_(season_length), alias_(std::move(alias)) {
    if (season_length < 0) {
      throw InputError("E-SNV-001", "season_length", std::to_string(season_length) + " is negative",
                       "give 4 for quarters, 12 for months, or leave it out");
    }
  }
  [[nodiscard]] std::string alias() const override { return alias_; }
  /// Fits; with season length 1 this is the naive forecast. Throws InputError E-MOD-001. O(n).
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    detail::Prepared prepared = detail::prepare(series);
    const Index length = season_length_ > 0 ? season_length_ : prepared.season_length;
    if (length == 1) return Naive(alias_).fit(series);
    return std::make_unique<detail::FittedSeasonalNaive>(std::move(prepared), length);
  }
  /// There are no parameters to hold: the state is the last season. Throws InputError E-MOD-007 when some are given.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    detail::require_no_regressors(regressors, alias(), series.id());
    detail::require_no_parameters(params, alias(), series.id());
    return fit(series);
  }

 private:
  Index season_length_;
  std::string alias_;
};

}  // namespace dubao::models
