// SPDX-License-Identifier: Apache-2.0
//
// Forward selection and backward elimination of interventions in one series; see interventions.hpp for the method.
#pragma once

#include <dubao/data/regressors.hpp>
#include <dubao/models/detail/prepared.hpp>
#include <dubao/models/interventions/critical_values.hpp>
#include <dubao/models/interventions/evidence.hpp>
#include <dubao/models/interventions/intervention.hpp>
#include <dubao/models/interventions/scaled_values.hpp>
#include <dubao/models/interventions/seasonal_margins.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace dubao::models {

/// Values less columns that must be left for a search.
inline constexpr Index kFewestFreeForInterventions = 6;
/// At most one intervention for so many observed values.
inline constexpr Index kValuesPerIntervention = 6;
/// Longer series are searched in their last values only: the search costs the cube of the length.
inline constexpr Index kLongestSearched = 120;
/// Seasons longer than this are not searched.
inline constexpr int kLongestSearchedSeason = 12;
/// Years that a seasonal series must have.
inline constexpr Index kFewestSearchedYears = 3;

/// Scale on which an intervention must be remarkable.
enum class InterventionScale : std::uint8_t { kAutomatic, kLevel, kLog };

struct InterventionOptions {
  bool additive_outliers = true;
  bool temporary_changes = true;
  bool level_shifts = true;
  InterventionScale scale = InterventionScale::kAutomatic;
  double false_alarm = 0.05;  ///< largest probability that anything is found in a clean series: 0.05 or 0.01
};

namespace interventions {

/// Smallest evidence that counts. length: degrees of freedom + 2; candidates: number looked for, which enters by Bonferroni's
/// log(candidates / those of a complete series of that length). Between the rows of the table linear in log length.
[[nodiscard]] inline double critical_value(Index length, Index candidates, double false_alarm) noexcept {
  const auto value = [false_alarm](const CriticalValue& row) {
    return false_alarm <= kOnePercent ? row.at_one_percent : row.at_five_percent;
  };
  const double more =
      std::log(std::max(1.0, static_cast<double>(candidates) / static_cast<double>(3 * length - 6)));
  if (length <= kCriticalValues.front().length) return value(kCriticalValues.front()) + more;
  for (std::size_t i = 1; i < kCriticalValues.size(); ++i) {
    const CriticalValue& low = kCriticalValues[i - 1];
    const CriticalValue& high = kCriticalValues[i];
    if (length > high.length) continue;
    const double share = std::log(static_cast<double>(length) / low.length) /
                         std::log(static_cast<double>(high.length) / low.length);
    return value(low) + share * (value(high) - value(low)) + more;
  }
  return value(kCriticalValues.back()) + more;
}

/// What is asked for beyond the critical value where a season of that length is taken out beside the trend: the means of the
/// seasons tie residuals together, a pattern of two that wanders looks like jumps, and any pattern wanders the further the
/// longer it lasts. years: from the first to the last period searched. Linear between the rows of the table, which hold
/// for patterns that are fixed or wander by half the innovation a year; 0 without a season.
[[nodiscard]] inline double seasonal_margin(int season, double years, double false_alarm) noexcept {
  const auto value = [false_alarm](const SeasonalMargin& row) {
    return false_alarm <= kOnePercent ? row.at_one_percent : row.at_five_percent;
  };
  const SeasonalMargin* low = nullptr;
  for (const SeasonalMargin& row : kSeasonalMargins) {
    if (row.season != season) continue;
    if (years <= row.years) {
      if (low == nullptr) return value(row);
      return value(*low) + (years - low->years) / (row.years - low->years) * (value(row) - value(*low));
    }
    low = &row;
  }
  return low == nullptr ? 0.0 : value(*low);
}

/// Search of one series. Positions are rows of the observed values that are searched.
class Search {
 public:
  Search(const detail::Prepared& series, const data::Regressors& regressors,
         const InterventionOptions& options)
      : series_(series), options_(options) {
    const Index first = std::max<Index>(0, series.count() - kLongestSearched);
    rows_.assign(series.observed.begin() + first, series.observed.end());
    columns_ = ordinary_columns(regressors);
    candidates_ = all_candidates();
    const bool positive =
        std::all_of(rows_.begin(), rows_.end(), [&](Index t) { return series.y[detail::at(t)] > 0.0; });
    if (options.scale != InterventionScale::kLog || !positive) {
      scales_.push_back(scaled_values(series, rows_, false));
    }
    if (options.scale != InterventionScale::kLevel && positive) {
      scales_.push_back(scaled_values(series, rows_, true));
    }
    logs_alone_ = options.scale == InterventionScale::kLog && positive;
  }

  [[nodiscard]] bool too_short() const noexcept {
    return columns_.rows() - columns_.cols() < kFewestFreeForInterventions;
  }
  [[nodiscard]] bool season_is_known() const noexcept { return season_is_known_; }
  [[nodiscard]] bool logs_alone() const noexcept { return logs_alone_; }
  [[nodiscard]] bool is_cut() const noexcept { return series_.count() > kLongestSearched; }
  /// Evidence that is asked for while `taken` interventions are in the model.
  [[nodiscard]] double threshold(Index taken) const noexcept {
    return critical_value(static_cast<Index>(columns_.rows() - columns_.cols()) - taken + 2,
                          static_cast<Index>(candidates_.size()), options_.false_alarm) +
           (season_is_known_ ? seasonal_margin(series_.season_length, years(), options_.false_alarm) : 0.0);
  }

  /// Largest evidence of any candidate, no intervention taken in. shared: operators of an earlier series with the same
  /// complete periods, made when empty; not for standard errors.
  [[nodiscard]] double largest_evidence(std::optional<Evidence>& shared) const {
    Eigen::VectorXd out;
    for (const ScaledValues& values : scales_) {
      if (!shared) shared = operators({}, values, candidates_);
      const Eigen::VectorXd own = shared->evaluate(values.y, values.rounding);
      out = out.size() == 0 ? own : Eigen::VectorXd(out.cwiseMin(own));
    }
    return out.maxCoeff();
  }

  /// Forward, then backward.
  [[nodiscard]] std::vector<Intervention> run() const {
    std::vector<Candidate> taken;
    const auto most = static_cast<std::size_t>(
        std::max<Index>(1, static_cast<Index>(rows_.size()) / kValuesPerIntervention));
    while (!candidates_.empty() && taken.size() < most &&
           columns_.rows() - columns_.cols() - static_cast<Eigen::Index>(taken.size()) >=
               kFewestFreeForInterventions) {
      const Eigen::VectorXd found = evidence(taken, candidates_);
      Eigen::Index best = 0;
      if (!(found.maxCoeff(&best) > threshold(static_cast<Index>(taken.size())))) break;
      taken.push_back(candidates_[static_cast<std::size_t>(best)]);
    }
    for (;;) {
      std::vector<Intervention> out;
      std::size_t weakest = 0;
      for (std::size_t i = 0; i < taken.size(); ++i) {
        out.push_back(described(taken, i));
        if (out[i].evidence < out[weakest].evidence) weakest = i;
      }
      if (out.empty() || out[weakest].evidence > threshold(static_cast<Index>(taken.size()) - 1)) {
        std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
        return out;
      }
      taken.erase(taken.begin() + static_cast<std::ptrdiff_t>(weakest));
    }
  }

 private:
  [[nodiscard]] double years() const noexcept {
    return rows_.empty() ? 0.0
                         : static_cast<double>(rows_.back() - rows_.front() + 1) /
                               static_cast<double>(std::max(1, series_.season_length));
  }
  // Constant, line, declared breaks, seasons, regressors.
  [[nodiscard]] Eigen::MatrixXd ordinary_columns(const data::Regressors& regressors) {
    const auto n = static_cast<Eigen::Index>(rows_.size());
    const int first = series_.definition[detail::at(rows_.front())];
    const int last = series_.definition[detail::at(rows_.back())];
    const int season = series_.season_length;
    const bool seasonal = season > 1;
    if (seasonal) {
      season_is_known_ = season <= kLongestSearchedSeason && n >= kFewestSearchedYears * season;
    }
    const Eigen::Index seasons = seasonal && season_is_known_ ? season - 1 : 0;
    const auto given = static_cast<Eigen::Index>(regressors.count());
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(n, 2 + (last - first) + seasons + given);
    for (Eigen::Index i = 0; i < n; ++i) {
      const Index t = rows_[static_cast<std::size_t>(i)];
      out(i, 0) = 1.0;
      out(i, 1) = static_cast<double>(t - rows_.front()) / static_cast<double>(n);
      for (int d = first + 1; d <= last; ++d)
        out(i, 1 + d - first) = series_.definition[detail::at(t)] >= d ? 1.0 : 0.0;
      const auto phase = static_cast<Eigen::Index>(seasonal ? t % season : 0);
      if (seasons > 0 && phase > 0) out(i, 1 + (last - first) + phase) = 1.0;
      for (Eigen::Index j = 0; j < given; ++j)
        out(i, 2 + (last - first) + seasons + j) = regressors.rows()(t, j);
    }
    for (Eigen::Index j = 0; j < given; ++j) {
      const double largest = out.col(out.cols() - 1 - j).cwiseAbs().maxCoeff();
      if (largest > 0.0) out.col(out.cols() - 1 - j) /= largest;
    }
    return out;
  }
  [[nodiscard]] std::vector<Candidate> all_candidates() const {
    std::vector<Candidate> out;
    const auto n = static_cast<Eigen::Index>(rows_.size());
    // Whether rows i − before … i + after exist and are of one definition.
    const auto together = [&](Eigen::Index i, Eigen::Index before, Eigen::Index after) {
      if (i < before || i + after >= n) return false;
      const auto definition = [&](Eigen::Index k) {
        return series_.definition[detail::at(rows_[static_cast<std::size_t>(k)])];
      };
      return definition(i - before) == definition(i + after);
    };
    for (Eigen::Index i = 0; i < n; ++i) {
      if (options_.additive_outliers) out.push_back({InterventionKind::kAdditiveOutlier, i});
      if (options_.level_shifts && together(i, 2, 1)) out.push_back({InterventionKind::kLevelShift, i});
      if (options_.temporary_changes && together(i, 1, 2))
        out.push_back({InterventionKind::kTemporaryChange, i});
    }
    return out;
  }
  [[nodiscard]] Evidence operators(const std::vector<Candidate>& taken, const ScaledValues& values,
                                   const std::vector<Candidate>& wanted) const {
    Eigen::MatrixXd columns(columns_.rows(), columns_.cols() + static_cast<Eigen::Index>(taken.size()));
    columns.leftCols(columns_.cols()) = columns_;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      columns.col(columns_.cols() + static_cast<Eigen::Index>(i)) = shape_at(taken[i], rows_);
    }
    Evidence out =
        values.sampling_variance.size() > 0
            ? Evidence(rows_, columns, values.y,
                       (values.sampling_variance.array() + values.rounding * values.rounding).matrix())
            : Evidence(rows_, columns);
    out.look_for(wanted);
    return out;
  }
  // Smaller of the evidence on all scales.
  [[nodiscard]] Eigen::VectorXd evidence(const std::vector<Candidate>& taken,
                                         const std::vector<Candidate>& wanted) const {
    Eigen::VectorXd out;
    std::optional<Evidence> shared;
    for (const ScaledValues& values : scales_) {
      if (!shared || values.sampling_variance.size() > 0) shared = operators(taken, values, wanted);
      const Eigen::VectorXd own = shared->evaluate(values.y, values.rounding);
      out = out.size() == 0 ? own : Eigen::VectorXd(out.cwiseMin(own));
    }
    return out;
  }
  // The i-th of those taken, beside all others.
  [[nodiscard]] Intervention described(const std::vector<Candidate>& taken, std::size_t i) const {
    std::vector<Candidate> others = taken;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    Intervention out;
    out.kind = taken[i].kind;
    out.at = rows_[static_cast<std::size_t>(taken[i].row)];
    out.evidence = evidence(others, {taken[i]})[0];
    const ScaledValues& values = scales_.front();
    const SizeEstimate size = operators(others, values, {taken[i]}).estimate(values.y, 0, values.rounding);
    out.size = logs_alone_ ? std::expm1(size.size) : series_.unscale(size.size);
    out.standard_error =
        logs_alone_ ? std::exp(size.size) * size.standard_error : series_.unscale(size.standard_error);
    return out;
  }

  const detail::Prepared& series_;
  const InterventionOptions& options_;
  std::vector<Index> rows_;
  Eigen::MatrixXd columns_;
  std::vector<Candidate> candidates_;
  std::vector<ScaledValues> scales_;
  bool season_is_known_ = true;
  bool logs_alone_ = false;
};

}  // namespace interventions

}  // namespace dubao::models
