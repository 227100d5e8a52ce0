// SPDX-License-Identifier: Apache-2.0
//
// The random walk behind naive, drift and damped drift: last value plus a growth path.
//
// Formula   y_{n+h} = y_n + b · g(h) + sum of h innovations,  g(h) = φ + φ² + … + φ^h  (φ = 1: g(h) = h)
//           Innovations normal with variance sigma² a period; b normal around its estimate with variance
//           `drift_variance`, in proportion to the drawn sigma².
#pragma once

#include <dubao/models/analytic_forecast.hpp>
#include <dubao/models/detail/innovations.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::detail {

/// Estimates of a random walk, scaled.
struct RandomWalk {
  double drift = 0.0;               ///< b: growth a period
  double drift_variance = 0.0;      ///< of b's estimate
  double damping = 1.0;             ///< φ
  double sigma = 0.0;               ///< innovation standard deviation of one period
  double degrees_of_freedom = 0.0;  ///< of sigma²
};

/// Sum and length of the changes, and sigma² around a given drift: changes over g periods have mean g·b and
/// variance g·sigma², so sigma² = Σ (change − g b)² / g ÷ (count − parameters).
struct ChangeStatistics {
  double sum = 0.0;
  double length = 0.0;
  Index count = 0;
};

[[nodiscard]] inline ChangeStatistics change_statistics(const std::vector<Change>& changes) noexcept {
  ChangeStatistics out;
  for (const Change& change : changes) {
    out.sum += change.value;
    out.length += change.gap();
    ++out.count;
  }
  return out;
}

[[nodiscard]] inline double change_variance(const std::vector<Change>& changes, double drift,
                                            double degrees_of_freedom) noexcept {
  double sum = 0.0;
  for (const Change& change : changes) {
    const double error = change.value - change.gap() * drift;
    sum += error * error / change.gap();
  }
  return sum / degrees_of_freedom;
}

class FittedRandomWalk final : public FittedWithInnovations, public AnalyticForecast {
 public:
  FittedRandomWalk(Prepared series, std::string name, RandomWalk walk, std::vector<Parameter> scaled_params,
                   std::vector<std::string> notes)
      : FittedWithInnovations(std::move(series)), walk_(walk) {
    summary_.name = std::move(name);
    summary_.params = std::move(scaled_params);
    for (std::string& text : notes) note(std::move(text));
    if (series_.changes.empty()) {
      walk_.sigma = kAssumedRelativeChange * std::abs(series_.y[at(series_.last())]);
      note("no change was observed: a standard deviation of 10 % of the value a period is assumed");
    }
    summary_.sigma2 = unscale_variance(walk_.sigma * walk_.sigma);
    std::vector<double> fitted(series_.y.size(), data::kMissing);
    for (const Change& change : series_.changes) {
      fitted[at(change.to)] = series_.y[at(change.from)] + change.gap() * walk_.drift;
    }
    set_fitted(fitted);
    note_unused_standard_errors();
    note("paths include innovations, the uncertain variance and the uncertain drift where there is one");
  }

  /// s σ² + g(s)² var(b) for s = periods since the last observed value, g as in the banner: as R's rwf, the drift counts as
  /// estimated.
  [[nodiscard]] std::vector<double> forecast_variance(Index horizon) const override {
    std::vector<double> out;
    double growth = 0.0;
    double power = 1.0;
    for (Index s = 1; s <= series_.stale() + horizon; ++s) {
      power *= walk_.damping;
      growth += power;
      if (s <= series_.stale()) continue;
      const double variance =
          static_cast<double>(s) * walk_.sigma * walk_.sigma + growth * growth * walk_.drift_variance;
      out.push_back(unscale_variance(variance));
    }
    return out;
  }

 private:
  [[nodiscard]] std::vector<double> innovation_residuals() const override {
    std::vector<double> out;
    for (const Change& change : series_.changes) {
      out.push_back((change.value - change.gap() * walk_.drift) / std::sqrt(change.gap()));
    }
    return out;
  }
  void mean_path(std::vector<double>& path) const override {
    double value = series_.y[at(series_.last())];
    double growth = walk_.drift;
    for (Index s = 1; s <= series_.stale() + static_cast<Index>(path.size()); ++s) {
      growth *= walk_.damping;
      value += growth;
      if (s > series_.stale()) path[at(s - series_.stale() - 1)] = value;
    }
  }
  void simulate_with(data::DrawMatrix& paths, std::uint64_t seed,
                     const Innovations& innovations) const override {
    const double relative = walk_.sigma > 0.0 ? std::sqrt(walk_.drift_variance) / walk_.sigma : 0.0;
    for (Index d = 0; d < paths.rows(); ++d) {
      data::RandomStream random = stream(seed, d);
      const double sigma = draw_standard_deviation(random, walk_.sigma, walk_.degrees_of_freedom);
      double growth = walk_.drift + relative * sigma * random.normal();
      double value = series_.y[at(series_.last())];
      for (Index s = 1; s <= series_.stale() + paths.cols(); ++s) {
        growth *= walk_.damping;
        value += growth + sigma * innovations.draw(random);
        if (s > series_.stale()) paths(d, s - series_.stale() - 1) = value;
      }
    }
  }

  RandomWalk walk_;
};

}  // namespace dubao::models::detail
