// SPDX-License-Identifier: Apache-2.0
//
// Ensemble: several models at once; the point forecast is their mean or median, the draws are their mixture.
//
// When      By default. Combinations win the competitions on short annual series, because the members' errors
//           differ and no single series is long enough to choose between them.
// When not  One model is known to be right (an identity, a rule); or the point is to explain one mechanism.
// Formula   mean: ŷ_h = Σ w_m ŷ_{m,h} (weights equal unless given), the median over the members, or their mean without
//           the lowest and the highest; by score: the mean with weights from the members' errors at past origins of the series
//           (score_weights.hpp)
//           draws: path d is a path of member m(d); the members take turns in proportion to their weights, so that
//           spread between the members counts as uncertainty
// Streams   Member m draws with seed ⊕ hash(name of m): members never share random numbers.
// Missing, breaks, standard errors, short series: as the members treat them; their notes are passed on.
// Example   Naive {4, 4} and Drift {5, 6}: mean combination {4.5, 5}.
// Cost      One fit a member; by score one more for each past origin.
// Source    Bates and Granger (1969); Petropoulos and Svetunkov (2020) for the median on M4.
#pragma once

#include <dubao/data/random.hpp>
#include <dubao/forecast/origin_losses.hpp>
#include <dubao/forecast/score_weights.hpp>
#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/detail/prepared.hpp>
#include <dubao/models/model.hpp>
#include <dubao/models/resampled_paths.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dubao::forecast {

/// How the members' point forecasts become one.
/// kTrimmedMean leaves out the lowest and the highest (of fewer than three members none): nearly as robust as the median,
/// less noisy than one member's path. Weights are not used by it, nor by the median. kScore is a mean whose weights come from
/// errors at past origins; given weights are its prior.
enum class Combination : std::uint8_t { kMean, kMedian, kTrimmedMean, kScore };

/// Parameters of an ensemble: "share <member>" for each member, then "<member>: <its own parameter>".
inline constexpr const char* kSharePrefix = "share ";
inline constexpr const char* kMemberSeparator = ": ";

/// A fitted ensemble. Thread-safe for reading.
class FittedEnsemble final : public models::Fitted, public models::ResampledPaths {
 public:
  /// actual: the values that were fitted; members, aliases and shares (sum 1): same order, at least one.
  FittedEnsemble(std::string name, const std::vector<double>& actual,
                 std::vector<std::unique_ptr<models::Fitted>> members, std::vector<std::string> aliases,
                 std::vector<double> shares, Combination combination, std::vector<std::string> notes)
      : members_(std::move(members)),
        aliases_(std::move(aliases)),
        shares_(std::move(shares)),
        combination_(combination) {
    summary_.name = std::move(name);
    summary_.notes = std::move(notes);
    for (std::size_t m = 0; m < members_.size(); ++m) {
      summary_.params.emplace_back(std::string(kSharePrefix) + aliases_[m], shares_[m]);
      for (const std::string& text : members_[m]->summary().notes) {
        summary_.notes.push_back(aliases_[m] + ": " + text);
      }
    }
    for (std::size_t m = 0; m < members_.size(); ++m) {
      for (const auto& [key, value] : members_[m]->summary().params) {
        summary_.params.emplace_back(aliases_[m] + kMemberSeparator + key, value);
      }
    }
    combine_fitted_values(actual);
  }

  [[nodiscard]] const models::FitSummary& summary() const noexcept override { return summary_; }
  [[nodiscard]] std::size_t size() const noexcept { return members_.size(); }
  [[nodiscard]] const models::Fitted& member(std::size_t m) const { return *members_[m]; }
  /// Names of the members that were fitted, and their shares (sum 1), in the same order.
  [[nodiscard]] const std::vector<std::string>& aliases() const noexcept { return aliases_; }
  [[nodiscard]] const std::vector<double>& shares() const noexcept { return shares_; }

  [[nodiscard]] std::vector<double> mean(Index horizon) const override {
    std::vector<std::vector<double>> paths;
    paths.reserve(members_.size());
    for (const auto& member : members_) paths.push_back(member->mean(horizon));
    std::vector<double> out(static_cast<std::size_t>(horizon));
    std::vector<double> values(members_.size());
    for (std::size_t h = 0; h < out.size(); ++h) {
      for (std::size_t m = 0; m < values.size(); ++m) values[m] = paths[m][h];
      out[h] = combine(values);
    }
    return out;
  }

  [[nodiscard]] data::Draws draws(Index horizon, Index n, std::uint64_t seed) const override {
    return mixture(horizon, n, [&](const models::Fitted& member, Index count, std::uint64_t key) {
      return member.draws(horizon, count, seed ^ key);
    });
  }
  [[nodiscard]] data::Draws resampled_draws(Index horizon, Index n, std::uint64_t seed) const override {
    return mixture(horizon, n, [&](const models::Fitted& member, Index count, std::uint64_t key) {
      return models::resampled_draws(member, horizon, count, seed ^ key);
    });
  }
  /// The fewest of any member.
  [[nodiscard]] Index resampled() const override {
    Index least = std::numeric_limits<Index>::max();
    for (const auto& member : members_) least = std::min(least, models::resampling(*member).resampled());
    return least;
  }

 private:
  // Paths of the members in turns; paths_of(member, count, key).
  template <typename PathsOf>
  [[nodiscard]] data::Draws mixture(Index horizon, Index n, const PathsOf& paths_of) const {
    // Whose turn it is: the member furthest behind its share. Deterministic, and exact to one path.
    std::vector<std::size_t> turn(static_cast<std::size_t>(n));
    std::vector<Index> count(members_.size(), 0);
    for (std::size_t d = 0; d < turn.size(); ++d) {
      std::size_t next = 0;
      double furthest = -1.0;
      for (std::size_t m = 0; m < members_.size(); ++m) {
        const double behind = shares_[m] * static_cast<double>(d + 1) - static_cast<double>(count[m]);
        if (behind > furthest + kTieTolerance) {
          furthest = behind;
          next = m;
        }
      }
      turn[d] = next;
      ++count[next];
    }
    data::Draws first;
    // A mixture is of the signal only where every member's paths are.
    data::Target target = data::Target::kSignal;
    data::DrawMatrix paths(n, horizon);
    for (std::size_t m = 0; m < members_.size(); ++m) {
      if (count[m] == 0) continue;
      const data::Draws own = paths_of(*members_[m], count[m], data::hash_key(aliases_[m]));
      if (first.size() == 0) first = own;
      if (own.target() == data::Target::kSurvey) target = data::Target::kSurvey;
      Index row = 0;
      for (std::size_t d = 0; d < turn.size(); ++d) {
        if (turn[d] == m) paths.row(static_cast<Index>(d)) = own.paths().row(row++);
      }
    }
    return data::Draws(first.start(), std::move(paths), first.id(), target).with_unit(first.unit());
  }

  // Shares such as 1/3 are not exact; differences below this are ties and go to the first member.
  static constexpr double kTieTolerance = 1e-9;
  static constexpr std::size_t kFewestToTrim = 3;

  [[nodiscard]] double combine(std::vector<double>& values) const {
    if (combination_ == Combination::kMedian) {
      std::sort(values.begin(), values.end());
      return data::sorted_quantile(values, 0.5);
    }
    if (combination_ == Combination::kTrimmedMean) {
      std::sort(values.begin(), values.end());
      const std::size_t trim = values.size() >= kFewestToTrim ? 1 : 0;
      const auto count = static_cast<double>(values.size() - 2 * trim);
      double middle = 0.0;
      for (std::size_t m = trim; m + trim < values.size(); ++m) middle += values[m];
      if (std::isfinite(middle)) return middle / count;
      // The sum of members near the largest double is none.
      middle = 0.0;
      for (std::size_t m = trim; m + trim < values.size(); ++m) middle += values[m] / count;
      return middle;
    }
    double sum = 0.0;
    for (std::size_t m = 0; m < values.size(); ++m) sum += shares_[m] * values[m];
    return sum;
  }
  void combine_fitted_values(const std::vector<double>& actual) {
    summary_.fitted_values.assign(actual.size(), data::kMissing);
    summary_.residuals.assign(actual.size(), data::kMissing);
    std::vector<double> values(members_.size());
    for (std::size_t t = 0; t < actual.size(); ++t) {
      bool complete = true;
      for (std::size_t m = 0; m < members_.size(); ++m) {
        const std::vector<double>& fitted = members_[m]->summary().fitted_values;
        values[m] = t < fitted.size() ? fitted[t] : data::kMissing;
        complete = complete && !data::is_missing(values[m]);
      }
      if (!complete) continue;
      summary_.fitted_values[t] = combine(values);
      // The difference of two of the largest doubles is none.
      constexpr double kLargest = std::numeric_limits<double>::max();
      summary_.residuals[t] = std::clamp(actual[t] - summary_.fitted_values[t], -kLargest, kLargest);
    }
  }

  std::vector<std::unique_ptr<models::Fitted>> members_;
  std::vector<std::string> aliases_;
  std::vector<double> shares_;
  Combination combination_;
  models::FitSummary summary_;
};

/// The ensemble as a model. Const and shareable between threads.
class Ensemble final : public models::Model {
 public:
  struct Options {
    Combination combination = Combination::kMean;
    std::vector<double> weights{};   ///< ≥ 0, one per member, any sum > 0; empty: equal
    std::string alias = "Ensemble";  ///< column name
    Index horizon = 3;               ///< by score: periods ahead that count, ≥ 1
    Index n_windows = 6;             ///< by score: past origins, ≥ 1, fewer where the series is too short
    Index minimum_training = 6;      ///< by score: fewest observed values at an origin, ≥ 1
  };

  explicit Ensemble(std::vector<models::ModelPointer> members) : Ensemble(std::move(members), Options{}) {}
  /// Throws InputError E-ENS-001 without members, E-ENS-002 for weights of the wrong number, sign or sum, E-ENS-003
  /// when two members have one alias, E-BCK-001 for a horizon, a number of windows or a minimum below 1.
  Ensemble(std::vector<models::ModelPointer> members, Options options)
      : members_(std::move(members)), options_(std::move(options)) {
    Problems problems = evaluation::validate(backtest_options());
    problems.add_if(members_.empty(), {"E-ENS-001", "members", "an ensemble needs at least one member",
                                       "give a list of models", "", ""});
    if (options_.weights.empty()) options_.weights.assign(members_.size(), 1.0);
    double sum = 0.0;
    bool good = options_.weights.size() == members_.size();
    for (const double weight : options_.weights) {
      good = good && weight >= 0.0 && std::isfinite(weight);
      sum += weight;
    }
    problems.add_if(!members_.empty() && !(good && sum > 0.0),
                    {"E-ENS-002", "weights", "the weights do not fit the members",
                     "give one number ≥ 0 per member, at least one of them > 0", "", ""});
    std::vector<std::string> names;
    for (const models::ModelPointer& member : members_) {
      const std::string name = member->alias();
      problems.add_if(std::find(names.begin(), names.end(), name) != names.end(),
                      {"E-ENS-003", "members", "two members are named '" + name + "'",
                       "give each its own alias", "", ""});
      names.push_back(name);
    }
    problems.throw_if_any();
  }

  [[nodiscard]] std::string alias() const override { return options_.alias; }
  [[nodiscard]] const std::vector<models::ModelPointer>& members() const noexcept { return members_; }

  /// Fits every member. A member that refuses the series (ModelError) is left out, with a note; when all refuse,
  /// the first refusal is thrown. Throws InputError E-MOD-001 when no value is observed.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit(const data::Series& series) const override {
    std::vector<std::unique_ptr<models::Fitted>> fitted;
    std::vector<std::string> aliases;
    std::vector<double> shares;
    std::vector<models::ModelPointer> judged;
    std::vector<std::string> notes;
    std::vector<Problem> refusals;
    double sum = 0.0;
    for (std::size_t m = 0; m < members_.size(); ++m) {
      if (options_.weights[m] == 0.0) continue;
      try {
        fitted.push_back(members_[m]->fit(series));
      } catch (const ModelError& error) {
        notes.push_back(members_[m]->alias() + " left out: " + error.problems().front().message);
        refusals.insert(refusals.end(), error.problems().begin(), error.problems().end());
        continue;
      }
      aliases.push_back(members_[m]->alias());
      shares.push_back(options_.weights[m]);
      judged.push_back(members_[m]);
      sum += options_.weights[m];
    }
    if (fitted.empty()) throw ModelError(refusals);
    for (double& share : shares) share /= sum;
    if (options_.combination == Combination::kScore) {
      notes.push_back(weigh_by_score(series, judged, shares));
    }
    return combine(series, std::move(fitted), std::move(aliases), std::move(shares), std::move(notes));
  }

  /// Holds shares and members as an earlier fit had them (a member left out then stays out). Throws InputError E-MOD-007
  /// for parameters that are not its own, and what the members throw.
  [[nodiscard]] std::unique_ptr<models::Fitted> fit_with_parameters(
      const data::Series& series, const data::Regressors& regressors,
      const std::vector<models::Parameter>& params) const override {
    const models::detail::HeldParameters held(params, options_.alias, series.id());
    std::vector<std::unique_ptr<models::Fitted>> fitted;
    std::vector<std::string> aliases;
    std::vector<double> shares;
    std::size_t used = 0;
    for (const models::ModelPointer& member : members_) {
      const std::string name = member->alias();
      const std::string share = kSharePrefix + name;
      const std::string prefix = name + kMemberSeparator;
      std::vector<models::Parameter> own;
      bool is_held = false;
      for (const auto& [key, value] : params) {
        if (key == share) {
          is_held = true;
          shares.push_back(value);
        } else if (key.compare(0, prefix.size(), prefix) == 0) {
          own.emplace_back(key.substr(prefix.size()), value);
        }
      }
      if (!is_held) continue;
      used += 1 + own.size();
      aliases.push_back(name);
      fitted.push_back(member->fit_with_parameters(series, regressors, own));
    }
    if (fitted.empty() || used != params.size() || fitted.size() != shares.size()) {
      held.refuse(params.empty() ? kSharePrefix : params.front().first,
                  "and the others are not those of this ensemble");
    }
    return combine(series, std::move(fitted), std::move(aliases), std::move(shares), {});
  }

 private:
  [[nodiscard]] evaluation::BacktestOptions backtest_options() const {
    return {.horizon = options_.horizon,
            .n_windows = options_.n_windows,
            .step_size = 1,
            .minimum_training = options_.minimum_training,
            .n_draws = 0,
            .seed = 1};
  }
  // Replaces the shares of the members by those that past errors ask for; what was done, in words.
  [[nodiscard]] std::string weigh_by_score(const data::Series& series,
                                           const std::vector<models::ModelPointer>& members,
                                           std::vector<double>& shares) const {
    // Losses as the series is scaled for fitting: the same weights at every scale.
    const int exponent = models::detail::prepare(series).exponent;
    std::vector<std::vector<double>> losses;
    for (const models::ModelPointer& member : members) {
      losses.push_back(origin_losses(series, *member, backtest_options(), exponent));
    }
    ScoreWeights found = score_weights(losses, shares);
    shares = std::move(found.weights);
    if (found.origins == 0) return "weights as given: the series has no past origin to score the members at";
    return "weights by the members' errors at " + std::to_string(found.origins) + " past origins";
  }
  [[nodiscard]] std::unique_ptr<models::Fitted> combine(const data::Series& series,
                                                        std::vector<std::unique_ptr<models::Fitted>> fitted,
                                                        std::vector<std::string> aliases,
                                                        std::vector<double> shares,
                                                        std::vector<std::string> notes) const {
    std::string name = options_.combination == Combination::kMean     ? "mean of "
                       : options_.combination == Combination::kScore  ? "mean by past errors of "
                       : options_.combination == Combination::kMedian ? "median of "
                                                                      : "trimmed mean of ";
    for (std::size_t m = 0; m < aliases.size(); ++m) name += (m == 0 ? "" : ", ") + aliases[m];
    return std::make_unique<FittedEnsemble>(std::move(name), series.values(), std::move(fitted),
                                            std::move(aliases), std::move(shares), options_.combination,
                                            std::move(notes));
  }

  std::vector<models::ModelPointer> members_;
  Options options_;
};

}  // namespace dubao::forecast
