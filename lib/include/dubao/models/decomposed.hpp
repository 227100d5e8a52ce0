// SPDX-License-Identifier: Apache-2.0
//
// Decomposed: the season by MSTL, any model on the seasonally adjusted series, the season's last cycle continued.
//
// When      Quarterly, monthly, weekly series with one or several seasons, when the model wanted for the trend has none of its
//           own (Theta, damped drift, ARIMA) or the season is too long for it.
// When not  Annual data. A season that grows with the level: box_cox. A likelihood is wanted: it would be that of an adjusted
//           series, so none is given.
// Formula   z = y or its Box–Cox transform; S = Σ seasons of mstl.hpp; the base model forecasts z − S;
//           ŷ_{n+h} = base forecast + Σ_i S_i[n − m_i + (h − 1) mod m_i], transformed back; n the last observed value.
// Paths     those of the base model around its forecast, widened by 1/√(1 − κ̄), plus an error of the season of variance
//           σ² κ_n for each season of the cycle. κ̄ is the mean share of a value in its own season, κ_n the sum of squared
//           weights behind a season of the last cycle; both from the answer of the decomposition to unit impulses (that of
//           the plain one, also when the robust one is used). An approximation: the season's own movement is left out.
// Missing   carry no weight in the decomposition; the base model sees them missing. Errors: handed to the base model.
// Breaks    The decomposition sees definitions moved by the level shift around a common linear trend; the base model sees
//           the values as they are, with the breaks.
// Short     Without two whole cycles the base model is fitted to the series as it is (noted).
// Example   y = 100 + 2 t + (5, −5, 3, −3), 24 quarters; Decomposed(Drift): mean(4) near 153, 145, 155, 151
// Source    Bandara, Hyndman and Bergmeir (2021); R forecast::stlm for the scheme. Paths: our own approximation, tested.
#pragma once

#include <dubao/models/decomposition/mstl.hpp>
#include <dubao/models/detail/fitted_base.hpp>
#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/detail/noted.hpp>
#include <dubao/models/ets/ladder.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/theta/box_cox.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

namespace decomposition {

/// A season taken out of a series: everything the forecast needs besides the base model.
struct Adjustment {
  MstlOptions options;      ///< seasons used, shortest first
  MstlDecomposition parts;  ///< of the scaled, transformed values brought to the last definition
  bool transformed = false;
  double lambda = 1.0;
  data::Series adjusted;  ///< what the base model sees: unit of the series, or transformed
  Index first =
      0;  ///< position of the first observed value: the decomposition begins there and ends with the last

  /// Sum of the seasons at position t of the series; the cycle at either end is repeated outside.
  [[nodiscard]] double season(Index t) const noexcept {
    const auto n = static_cast<Index>(parts.data.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < parts.season_lengths.size(); ++i) {
      const Index m = parts.season_lengths[i];
      Index own = t - first;
      if (own >= n) own = n - m + (own - n) % m;
      if (own < 0) own = m - 1 - (-own - 1) % m;
      sum += parts.seasonal[i][detail::at(own)];
    }
    return sum;
  }
};

/// Names of the parameters that stand after those of the base model.
inline constexpr const char* kSeasonLength = "season_length";
inline constexpr const char* kPower = "mstl_lambda";
inline constexpr const char* kExponent = "mstl_log2_scale";

/// The fitted base model with its season.
class FittedDecomposed final : public models::detail::FittedBase,
                               public AnalyticForecast,
                               public ResampledPaths {
 public:
  FittedDecomposed(models::detail::Prepared series, std::shared_ptr<const Adjustment> adjustment,
                   std::shared_ptr<const Fitted> base)
      : FittedBase(std::move(series)), adjustment_(std::move(adjustment)), base_(std::move(base)) {
    const FitSummary& own = base_->summary();
    summary_.params = own.params;
    std::string lengths;
    for (std::size_t i = 0; i < adjustment_->parts.season_lengths.size(); ++i) {
      const Index m = adjustment_->parts.season_lengths[i];
      lengths += (i == 0 ? "" : ",") + std::to_string(m);
      summary_.params.emplace_back(kSeasonLength + std::to_string(i), static_cast<double>(m));
    }
    if (adjustment_->transformed) {
      summary_.params.emplace_back(kPower, adjustment_->lambda);
      summary_.params.emplace_back(kExponent, static_cast<double>(series_.exponent));
    }
    summary_.name = models::detail::concatenate({"MSTL(", lengths, ") + ", own.name});
    summary_.sigma2 = own.sigma2;
    std::vector<double> fitted(series_.y.size(), data::kMissing);
    for (std::size_t t = 0; t < fitted.size(); ++t) {
      if (t >= own.fitted_values.size() || data::is_missing(own.fitted_values[t])) continue;
      fitted[t] = back(scaled(own.fitted_values[t]) + adjustment_->season(static_cast<Index>(t)));
    }
    set_fitted(fitted);
    summary_.notes = own.notes;
    for (const std::string& text : adjustment_->parts.notes) note(text);
    note("season by MSTL, its last cycle continued; fitted values use a season estimated from all values");
    if (adjustment_->transformed) note("the point forecast is transformed back without bias correction");
    note("paths: those of the base model, widened for the estimated season (an approximation)");
  }

  [[nodiscard]] std::unique_ptr<Fitted> with_future(const data::Regressors::Matrix& future) const override {
    return std::make_unique<FittedDecomposed>(series_, adjustment_, base_->with_future(future));
  }

  /// That of the base model: as R's forecast::stlf, the season counts as known. Empty on Box–Cox data.
  [[nodiscard]] std::vector<double> forecast_variance(Index horizon) const override {
    return adjustment_->transformed ? std::vector<double>{} : analytic_variance(*base_, horizon);
  }
  [[nodiscard]] data::Draws resampled_draws(Index horizon, Index n, std::uint64_t seed) const override {
    return bounded_draws(horizon, n, [&](data::DrawMatrix& paths) {
      widen(models::resampled_draws(*base_, horizon, n, seed), paths, seed);
    });
  }
  [[nodiscard]] Index resampled() const override { return resampling(*base_).resampled(); }

 private:
  // The base model's numbers on the scale of the decomposition, and from there to scaled values.
  [[nodiscard]] double scaled(double value) const noexcept {
    return adjustment_->transformed ? value : models::detail::scaled(series_, value);
  }
  [[nodiscard]] double back(double z) const noexcept {
    return adjustment_->transformed ? theta::inverse_box_cox(z, adjustment_->lambda) : z;
  }

  void mean_path(std::vector<double>& path) const override {
    const auto horizon = static_cast<Index>(path.size());
    const std::vector<double> base = base_->mean(horizon);
    for (Index h = 1; h <= horizon; ++h) {
      const std::size_t i = models::detail::at(h - 1);
      path[i] = back(scaled(base[i]) + adjustment_->season(series_.size() + h - 1));
    }
  }

  void simulate(data::DrawMatrix& paths, std::uint64_t seed) const override {
    widen(base_->draws(paths.cols(), paths.rows(), seed), paths, seed);
  }
  // Paths of the base model with the season and what is uncertain about it.
  void widen(const data::Draws& own, data::DrawMatrix& paths, std::uint64_t seed) const {
    std::call_once(once_, [this] { measure(); });
    const std::vector<double> centre = base_->mean(paths.cols());
    const Index cycle = adjustment_->parts.season_lengths.back();
    std::vector<double> error(models::detail::at(cycle));
    const std::uint64_t key = data::hash_key("season") ^ series_.key;
    for (Index d = 0; d < paths.rows(); ++d) {
      data::RandomStream random(seed, key, static_cast<std::uint64_t>(d));
      for (double& e : error) e = season_deviation_ * random.normal();
      for (Index h = 0; h < paths.cols(); ++h) {
        const double middle = scaled(centre[models::detail::at(h)]);
        const double z = middle + widening_ * (scaled(own.paths()(d, h)) - middle) +
                         adjustment_->season(series_.size() + h) +
                         error[models::detail::at((series_.stale() + h) % cycle)];
        paths(d, h) = back(z);
      }
    }
  }

  // Answer of the decomposition to impulses, spread evenly over the series.
  void measure() const {
    const MstlDecomposition& parts = adjustment_->parts;
    const auto n = static_cast<Index>(parts.data.size());
    const Index cycle = parts.season_lengths.back();
    const Index step = std::max(cycle, n / kImpulses);
    MstlOptions plain = adjustment_->options;
    plain.robust = false;
    plain.lambda.reset();
    double own = 0.0;
    double squares = 0.0;
    double count = 0.0;
    for (Index at = n - 1; at >= 0; at -= step) {
      if (data::is_missing(parts.data[models::detail::at(at)])) continue;
      std::vector<double> impulse(parts.data.size(), 0.0);
      for (std::size_t t = 0; t < impulse.size(); ++t) {
        if (data::is_missing(parts.data[t])) impulse[t] = data::kMissing;
      }
      impulse[models::detail::at(at)] = 1.0;
      const MstlDecomposition answer = mstl(impulse, plain);
      own += answer.season(models::detail::at(at));
      for (Index t = n - cycle; t < n; ++t) {
        const double s = answer.season(models::detail::at(t));
        squares += s * s;
      }
      count += 1.0;
    }
    if (count == 0.0) return;
    const double share = std::clamp(own / count, 0.0, kLargestShare);
    const double weights = squares * static_cast<double>(n) / (count * static_cast<double>(cycle));
    widening_ = 1.0 / std::sqrt(1.0 - share);
    double sum = 0.0;
    double seen = 0.0;
    const std::vector<double>& residuals = base_->summary().residuals;
    for (std::size_t t = 0; t < residuals.size(); ++t) {
      // Of relative errors only the fitted values tell the error in the unit of z.
      const double fitted = base_->summary().fitted_values[t];
      if (data::is_missing(fitted) || data::is_missing(adjustment_->adjusted.values()[t])) continue;
      const double e = scaled(adjustment_->adjusted.values()[t]) - scaled(fitted);
      sum += e * e;
      seen += 1.0;
    }
    if (seen > 0.0) season_deviation_ = widening_ * std::sqrt(weights * sum / seen);
  }

  static constexpr Index kImpulses = 24;
  // Largest share of a value in its own season that is believed: more says the season is the noise.
  static constexpr double kLargestShare = 0.75;

  std::shared_ptr<const Adjustment> adjustment_;
  std::shared_ptr<const Fitted> base_;
  mutable std::once_flag once_;
  mutable double widening_ = 1.0;
  mutable double season_deviation_ = 0.0;
};

}  // namespace decomposition

class Decomposed final : public Model {
 public:
  struct Options {
    std::vector<Index> season_lengths = {};  ///< empty: periods per year of the series
    std::vector<Index> season_windows = {};  ///< one per season; empty: 11, 15, …; 0: a fixed season
    bool robust = false;                     ///< against outliers
    bool box_cox = false;                    ///< transform positive data, λ in [0, 1] by profile likelihood
    std::string alias = "MSTL";
  };

  /// base: for the seasonally adjusted series. Throws InputError E-STL-004 without one, E-STL-001 for a season below 2.
  Decomposed(ModelPointer base, Options options) : base_(std::move(base)), options_(std::move(options)) {
    Problems problems;
    problems.add_if(base_ == nullptr,
                    {"E-STL-004", "trend_forecaster", "there is no model for the adjusted series",
                     "give a model, for instance AutoETS(model='ZZN')", "", ""});
    for (const Index m : options_.season_lengths) {
      problems.add_if(m < 1, {"E-STL-001", "season_length", std::to_string(m) + " is out of range",
                              "give 4 for quarters, 12 for months", "", ""});
    }
    const std::size_t windows = options_.season_windows.size();
    problems.add_if(windows != 0 && windows != options_.season_lengths.size(),
                    {"E-STL-001", "season_windows",
                     std::to_string(windows) + " windows for " +
                         std::to_string(options_.season_lengths.size()) + " seasons",
                     "give one window per season, or none", "", ""});
    problems.throw_if_any();
  }
  explicit Decomposed(ModelPointer base) : Decomposed(std::move(base), Options{}) {}
  [[nodiscard]] std::string alias() const override { return options_.alias; }

  /// Decomposes and fits the base model. Throws InputError E-MOD-001 when no value is observed and what the base model
  /// throws.
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    return fit_with_regressors(series, {});
  }
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_regressors(
      const data::Series& series, const data::Regressors& regressors) const override {
    detail::Prepared prepared = detail::prepare(series);
    auto adjustment = std::make_shared<decomposition::Adjustment>();
    std::vector<std::string> dropped;
    choose_seasons(prepared, adjustment->options, dropped);
    if (adjustment->options.season_lengths.empty()) {
      return std::make_unique<detail::Noted>(
          base_->fit_with_regressors(series, regressors),
          "ladder: fewer than two whole cycles observed; the model is fitted without decomposition");
    }
    adjustment->transformed = options_.box_cox && ets::is_positive(prepared);
    if (adjustment->transformed) {
      std::vector<double> values;
      for (const Index t : prepared.observed) values.push_back(prepared.y[detail::at(t)]);
      adjustment->lambda = theta::profile_lambda(prepared, values);
    } else if (options_.box_cox) {
      dropped.emplace_back("values that are not above zero: no Box-Cox transformation");
    }
    adjust(series, prepared, *adjustment);
    for (std::string& text : dropped) adjustment->parts.notes.push_back(std::move(text));
    std::shared_ptr<const Fitted> base = base_->fit_with_regressors(adjustment->adjusted, regressors);
    return std::make_unique<decomposition::FittedDecomposed>(std::move(prepared), std::move(adjustment),
                                                             std::move(base));
  }

  /// Holds the parameters of the base model, the seasons used and λ; the decomposition itself has no parameters and is made
  /// anew of the values. Throws InputError E-MOD-007 for parameters that are not its own, ModelError E-MOD-008 when the
  /// values do not show the seasons any more, and what the base model throws.
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    const auto is_own = [](const Parameter& one) {
      return one.first.rfind(decomposition::kSeasonLength, 0) == 0 || one.first == decomposition::kPower ||
             one.first == decomposition::kExponent;
    };
    std::vector<Parameter> base_params;
    std::vector<Parameter> own_params;
    for (const Parameter& one : params) (is_own(one) ? own_params : base_params).push_back(one);
    if (own_params.empty()) return base_->fit_with_parameters(series, regressors, params);
    detail::HeldParameters held(own_params, options_.alias, series.id());
    detail::Prepared prepared = detail::prepare(series);
    auto adjustment = std::make_shared<decomposition::Adjustment>();
    adjustment->options.robust = options_.robust;
    for (const double m : held.take_numbered(decomposition::kSeasonLength)) {
      if (!(m >= 2.0 && m <= static_cast<double>(prepared.size()))) {
        detail::refuse_held(options_.alias, series.id());
      }
      const auto length = static_cast<Index>(m);
      adjustment->options.season_lengths.push_back(length);
      if (!decomposition::is_decomposable(prepared.y, length))
        detail::refuse_held(options_.alias, series.id());
    }
    set_windows(adjustment->options);
    adjustment->transformed = held.has(decomposition::kPower);
    if (adjustment->transformed) {
      adjustment->lambda = held.take(decomposition::kPower, 0.0, 1.0);
      const double limit = std::numeric_limits<double>::max_exponent + 64;
      detail::rescale(prepared, static_cast<int>(held.take(decomposition::kExponent, -limit, limit)));
      if (!ets::is_positive(prepared)) detail::refuse_held(options_.alias, series.id());
    }
    held.finish();
    adjust(series, prepared, *adjustment);
    std::shared_ptr<const Fitted> base =
        base_->fit_with_parameters(adjustment->adjusted, regressors, base_params);
    return std::make_unique<decomposition::FittedDecomposed>(std::move(prepared), std::move(adjustment),
                                                             std::move(base));
  }

 private:
  // Seasons that the values can show, shortest first.
  void choose_seasons(const detail::Prepared& prepared, decomposition::MstlOptions& out,
                      std::vector<std::string>& dropped) const {
    std::vector<Index> lengths = options_.season_lengths;
    if (lengths.empty()) lengths.push_back(prepared.season_length);
    std::sort(lengths.begin(), lengths.end());
    lengths.erase(std::unique(lengths.begin(), lengths.end()), lengths.end());
    for (const Index m : lengths) {
      if (decomposition::is_decomposable(trimmed(prepared.y, prepared), m)) {
        out.season_lengths.push_back(m);
      } else if (m > 1) {
        dropped.push_back(detail::concatenate(
            {"season of ", std::to_string(m), " dropped: not more than two whole cycles were observed"}));
      }
    }
    out.robust = options_.robust;
    set_windows(out);
  }
  // The windows that were given, for the seasons that are used.
  void set_windows(decomposition::MstlOptions& out) const {
    if (options_.season_windows.empty()) return;
    for (const Index m : out.season_lengths) {
      for (std::size_t i = 0; i < options_.season_lengths.size(); ++i) {
        if (options_.season_lengths[i] == m) {
          out.season_windows.push_back(options_.season_windows[i]);
          break;
        }
      }
    }
    if (out.season_windows.size() != out.season_lengths.size()) out.season_windows.clear();
  }

  // From the first observed value to the last.
  static std::vector<double> trimmed(const std::vector<double>& values, const detail::Prepared& prepared) {
    return {values.begin() + prepared.observed.front(), values.begin() + prepared.last() + 1};
  }

  // Decomposes the scaled values and makes the series the base model sees.
  static void adjust(const data::Series& series, const detail::Prepared& prepared,
                     decomposition::Adjustment& out) {
    std::vector<double> z = prepared.y;
    if (out.transformed) {
      for (double& v : z) v = data::is_missing(v) ? v : theta::box_cox(v, out.lambda);
    }
    std::vector<double> observed;
    for (const Index t : prepared.observed) observed.push_back(z[detail::at(t)]);
    std::vector<double> joined = z;
    if (prepared.definitions > 1) {
      const theta::Line line = theta::fit_line(prepared, observed);
      for (const Index t : prepared.observed) {
        joined[detail::at(t)] += line.shift[detail::at(prepared.definition[detail::at(t)])];
      }
    }
    out.first = prepared.observed.front();
    out.parts = decomposition::mstl(trimmed(joined, prepared), out.options);
    for (std::size_t t = 0; t < z.size(); ++t) {
      z[t] -= out.season(static_cast<Index>(t));
      if (!out.transformed && !data::is_missing(z[t])) z[t] = prepared.unscale(z[t]);
    }
    data::Series adjusted(series.start(), std::move(z), series.id());
    if (!prepared.se.empty()) {
      std::vector<double> errors = series.standard_errors();
      if (out.transformed) {
        for (std::size_t t = 0; t < errors.size(); ++t) {
          errors[t] = prepared.se[t] * std::pow(prepared.y[t], out.lambda - 1.0);
        }
      }
      adjusted = adjusted.with_standard_errors(std::move(errors));
    }
    for (const time::Period& at : series.breaks()) adjusted = adjusted.with_break(at);
    out.adjusted = std::move(adjusted);
  }

  ModelPointer base_;
  Options options_;
};

}  // namespace dubao::models
