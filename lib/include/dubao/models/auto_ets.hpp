// SPDX-License-Identifier: Apache-2.0
//
// AutoEts: exponential smoothing with the form chosen by AICc.
//
// When      The default single model for a series about which nothing else is known.
// When not  Where a combination is possible: on short annual series it is better (forecast/ensemble.hpp).
// Formula   AICc = −2 log L + 2k + 2k(k + 1)/(n − k − 1), k parameters with the variance and every level shift.
//           Candidates: error A, M; trend N, A, Ad (M, Md on request); season N, A, M, without additive errors with
//           anything multiplicative and without trend M with season A (infinite variances) — R's set. Multiplicative
//           ones only for positive data.
// Search    best first: every form is searched coarsely from few starts; forms whose criterion then is within kReconsider
//           of the best are searched from more starts; the best is searched from kCompleteStarts to the optimum, until
//           the best is one that was.
// Short     candidates are limited by n; below that see ets/ladder.hpp.
// Example   auto_ets(Series::annual(2000, {0, 0.2, -0.1, 0.1, 0, 0.1, -0.2, 0, 0.2, 0})).summary().name ==
//           "ETS(A,N,N)"
// Source    Hyndman, Koehler, Snyder, Grose (2002). Oracle: R forecast::ets 8.20.
#pragma once

#include <dubao/models/ets.hpp>
#include <dubao/models/ets/fitted.hpp>
#include <dubao/models/ets/held.hpp>
#include <dubao/models/ets/ladder.hpp>
#include <dubao/models/model.hpp>

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models {

class AutoEts final : public Model {
 public:
  struct Options {
    Index season_length = 0;            ///< 0: periods per year of the series; 1: no season
    std::string form = "ZZZ";           ///< error, trend, season: Z = choose, otherwise the letter (A, M, N)
    std::optional<bool> damped{};       ///< empty: choose; true: only damped trends; false: none
    bool multiplicative_trend = false;  ///< whether a chosen trend may be M or Md
    EtsRegion region{};                 ///< bounds of the smoothing parameters; R's by default
    std::string alias = "AutoETS";
  };

  AutoEts() : AutoEts(Options{}) {}
  /// Throws InputError E-ETS-004 for a form that is not three of Z, A, M, N or has infinite variance; E-ETS-003 for a negative season length.
  explicit AutoEts(Options options) : options_(std::move(options)) {
    Problems problems;
    const std::string& form = options_.form;
    const auto is_one_of = [&form](std::size_t i, const char* letters) {
      return std::string(letters).find(form[i]) != std::string::npos;
    };
    const bool good = form.size() == 3 && is_one_of(0, "ZAM") && is_one_of(1, "ZNAM") && is_one_of(2, "ZNAM");
    problems.add_if(!good,
                    {"E-ETS-004", "model", detail::concatenate({"'", form, "' is not a form"}),
                     "give three letters: error Z, A or M; trend Z, N, A or M; season Z, N, A or M", "", ""});
    const bool stable = !good || !((form[0] == 'A' && (form[1] == 'M' || form[2] == 'M')) ||
                                   (form[1] == 'M' && form[2] == 'A'));
    problems.add_if(!stable,
                    {"E-ETS-004", "model", detail::concatenate({"'", form, "' has infinite variance"}),
                     "give error M with multiplicative components, and season N or M with trend M", "", ""});
    problems.add_if(options_.season_length < 0,
                    {"E-ETS-003", "season_length", std::to_string(options_.season_length) + " is negative",
                     "give 4 for quarters, 12 for months, or leave it out", "", ""});
    problems.throw_if_any();
    validate(options_.region);
  }

  [[nodiscard]] std::string alias() const override { return options_.alias; }

  /// Fits every candidate the data can carry and keeps the smallest AICc; ties go to the earlier, simpler form.
  /// Throws InputError E-MOD-001 when no value is observed.
  [[nodiscard]] std::unique_ptr<Fitted> fit(const data::Series& series) const override {
    detail::Prepared prepared = detail::prepare(series);
    ets::Setting base;
    base.region = options_.region;
    base.data = &prepared;
    base.season_length = options_.season_length > 0 ? options_.season_length : prepared.season_length;

    std::vector<Candidate> tried;
    const std::vector<EtsForm> forms = candidates(base);
    tried.reserve(forms.size());
    for (const EtsForm& form : forms) tried.push_back(begin(base, form));
    for (Candidate& candidate : tried) search(candidate, tried, Stage::kCoarse);
    Candidate* best = best_of(tried);
    if (best != nullptr) {
      const double limit = best->score + kReconsider;
      for (Candidate& candidate : tried) {
        if (candidate.score <= limit && candidate.stage == Stage::kCoarse) {
          search(candidate, tried, Stage::kRefined);
        }
      }
      best = best_of(tried);
      while (best->stage != Stage::kComplete) {
        search(*best, tried, Stage::kComplete);
        best = best_of(tried);
      }
    }
    if (best == nullptr) {
      return forms.empty() ? ets::fit_below(std::move(prepared), "exponential smoothing")
                           : ets::fit_instead(std::move(prepared), "exponential smoothing");
    }
    prepared.notes.push_back(
        detail::concatenate({"chosen by AICc among ", std::to_string(tried.size()), " form(s)"}));
    return std::make_unique<ets::FittedEts>(std::move(prepared), std::move(best->setting),
                                            std::move(best->estimate));
  }

  /// Runs the recursion with the form and the parameters of an earlier fit. Errors as Ets::fit_with_parameters. O(n).
  [[nodiscard]] std::unique_ptr<Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<Parameter>& params) const override {
    detail::require_no_regressors(regressors, alias(), series.id());
    return ets::fit_held(detail::prepare(series), options_.region, params, options_.alias,
                         [this](const EtsForm& form) { return is_wanted(form); });
  }

 private:
  /// How far a form has been searched.
  enum class Stage : std::uint8_t { kNone, kCoarse, kRefined, kComplete };
  /// Difference of AICc within which a coarse search cannot tell forms apart.
  static constexpr double kReconsider = 4.0;
  static constexpr std::size_t kCoarseStarts = 2;
  static constexpr std::size_t kCoarseSeasonalStarts = 3;
  static constexpr std::size_t kRefinedStarts = 3;
  static constexpr std::size_t kCompleteStarts = 6;

  struct Candidate {
    ets::Setting setting;
    std::unique_ptr<ets::FormSearch> search;  // made when the candidate has its place
    ets::Estimate estimate;
    double score = std::numeric_limits<double>::infinity();
    Stage stage = Stage::kNone;
  };

  // Additive errors first: their optimum is a start of the relative form with the same trend and season.
  [[nodiscard]] std::vector<EtsForm> candidates(const ets::Setting& base) const {
    const bool positive = ets::is_positive(*base.data);
    const bool seasonal = base.season_length > 1 && base.season_length <= ets::kLongestSeason &&
                          ets::covers_season(*base.data, base.season_length);
    std::vector<EtsForm> out;
    std::vector<EtsForm> estimable;
    for (const EtsError error : {EtsError::kAdditive, EtsError::kMultiplicative}) {
      for (const EtsSeason season : {EtsSeason::kNone, EtsSeason::kAdditive, EtsSeason::kMultiplicative}) {
        for (const EtsTrend trend : {EtsTrend::kNone, EtsTrend::kAdditive, EtsTrend::kDamped,
                                     EtsTrend::kMultiplicative, EtsTrend::kDampedMultiplicative}) {
          const EtsForm form{error, trend, season};
          if (!is_wanted(form) || (form.needs_positive() && !positive) || (form.has_season() && !seasonal))
            continue;
          ets::Setting setting = base;
          setting.form = form;
          if (!form.has_season()) setting.season_length = 1;
          if (ets::is_comparable(setting)) {
            out.push_back(form);
          } else if (ets::is_estimable(setting)) {
            estimable.push_back(form);
          }
        }
      }
    }
    // Too short for any criterion: the simplest form that can be estimated at all.
    if (out.empty() && !estimable.empty()) out.push_back(estimable.front());
    return out;
  }

  [[nodiscard]] bool is_wanted(const EtsForm& form) const {
    // Infinite variances: left out as in R.
    if (!form.is_relative() && form.needs_positive()) return false;
    if (form.has_growth_factor() && form.season == EtsSeason::kAdditive) return false;
    const std::string& letters = options_.form;
    if (letters[1] == 'Z' && form.has_growth_factor() && !options_.multiplicative_trend) return false;
    if ((letters[1] == 'A' || letters[1] == 'M') && form.has_growth_factor() != (letters[1] == 'M'))
      return false;
    if (letters[0] != 'Z' && (letters[0] == 'M') != form.is_relative()) return false;
    if (letters[1] != 'Z' && (letters[1] != 'N') != form.has_trend()) return false;
    if (options_.damped && form.has_trend() && form.is_damped() != *options_.damped) return false;
    if (letters[2] == 'Z') return true;
    const EtsSeason season = letters[2] == 'N'   ? EtsSeason::kNone
                             : letters[2] == 'A' ? EtsSeason::kAdditive
                                                 : EtsSeason::kMultiplicative;
    return form.season == season;
  }

  [[nodiscard]] static Candidate begin(const ets::Setting& base, const EtsForm& form) {
    Candidate out;
    out.setting = base;
    out.setting.form = form;
    if (!form.has_season()) out.setting.season_length = 1;
    return out;
  }

  // Keeps the better of the earlier search and this one, so that more effort never makes a form worse.
  static void search(Candidate& candidate, const std::vector<Candidate>& all, Stage stage) {
    const Index n = candidate.setting.data->count();
    candidate.stage = stage;
    ets::Estimate found;
    const ets::Point* own = candidate.estimate.is_usable() ? &candidate.estimate.point : nullptr;
    if (!candidate.setting.data->se.empty()) {
      // Weights depend on the estimate: one search with everything.
      candidate.stage = Stage::kComplete;
      candidate.setting.weights.clear();
      found = ets::estimate_weighted(candidate.setting, related(candidate, all));
    } else if (stage == Stage::kCoarse) {
      const std::size_t starts = candidate.setting.form.has_season() ? kCoarseSeasonalStarts : kCoarseStarts;
      candidate.search = std::make_unique<ets::FormSearch>(candidate.setting);
      found = candidate.search->best(related(candidate, all), starts, ets::Effort::kCoarse);
    } else if (stage == Stage::kRefined) {
      found = candidate.search->best(own, kRefinedStarts, ets::Effort::kCoarse);
    } else {
      found = candidate.search->best(own, kCompleteStarts, ets::Effort::kFull);
    }
    if (own != nullptr && found.minus_two_log_likelihood > candidate.estimate.minus_two_log_likelihood)
      return;
    candidate.estimate = std::move(found);
    candidate.score =
        candidate.estimate.is_usable() ? candidate.estimate.aicc(n) : std::numeric_limits<double>::infinity();
  }

  // The optimum of the form with additive errors and the same trend and season, when it was searched.
  [[nodiscard]] static const ets::Point* related(const Candidate& candidate,
                                                 const std::vector<Candidate>& all) {
    // Level shifts have another unit in relative forms, so the hint serves series without breaks only.
    if (!candidate.setting.form.is_relative() || candidate.setting.shifts() > 0) return nullptr;
    EtsForm form = candidate.setting.form;
    form.error = EtsError::kAdditive;
    for (const Candidate& other : all) {
      if (other.setting.form == form && other.estimate.is_usable()) return &other.estimate.point;
    }
    return nullptr;
  }

  [[nodiscard]] static Candidate* best_of(std::vector<Candidate>& all) {
    Candidate* best = nullptr;
    for (Candidate& candidate : all) {
      if (candidate.estimate.is_usable() && (best == nullptr || candidate.score < best->score))
        best = &candidate;
    }
    return best;
  }

  Options options_;
};

}  // namespace dubao::models
