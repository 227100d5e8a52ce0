// SPDX-License-Identifier: Apache-2.0
//
// Whole persons: the plan in whole persons beside an optimum in fractions.
//
// What      Rounds down, lowers further what the law still forbids, then exchanges single persons as long as the
//           expected loss falls: one more, one fewer, up to three exchanged between two intakes that share a limit.
// Law       Every limit of the law holds on the whole persons, up to rounding of doubles. A wish may be passed by what rounding
//           down can move it.
// Proof     No plan in whole persons loses less than the optimum in fractions: the difference of the two losses bounds what
//           rounding costs. It is a local search: on small problems it is compared with every plan (see the tests).
// When not  Intakes of a few persons under several limits at once, where a search over all plans is cheap: do that.
// Example   Fractions 475.8 and 462.0 under limits 475.8 and 462: whole persons 475 and 462.
// Source    Own (rounding and local exchange).
#pragma once

#include <dubao/labour/intake/planning_problem.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace dubao::labour::intake {

/// A fraction within this of the next whole person is that person: solvers stop a little short of a limit.
inline constexpr double kWholePerson = 1e-5;
/// A change of the loss below this part of it is none.
inline constexpr double kSameLoss = 1e-12;

namespace detail {

/// The plan in whole persons while it is improved: what is missing on every draw of every target is kept up to date.
class WholePlan {
 public:
  WholePlan(const PlanningProblem& problem, const Eigen::ArrayXd& fractions)
      : problem_(problem), x_((fractions + kWholePerson).floor().max(0.0)) {
    const std::size_t n = problem.names.size();
    targets_of_.resize(n);
    limits_of_.resize(n);
    for (std::size_t k = 0; k < problem.targets.size(); ++k) {
      const LossTarget& target = problem.targets[k];
      for (std::size_t j = 0; j < target.intakes.size(); ++j) {
        targets_of_[static_cast<std::size_t>(target.intakes[j])].emplace_back(k, static_cast<Index>(j));
      }
    }
    for (std::size_t l = 0; l < problem.limits.size(); ++l) {
      const LinearLimit& limit = problem.limits[l];
      double give = std::max(0.0, use_of(limit, fractions) - limit.bound);
      for (const auto& [i, a] : limit.terms) {
        if (a != 0.0) limits_of_[static_cast<std::size_t>(i)].emplace_back(l, a);
        give += std::abs(a);
      }
      allowed_.push_back(limit.kind == LimitKind::kWish ? give : 0.0);
    }
  }

  /// Lowers intakes until no limit of the law is passed; where lowering cannot help (a floor), raises one. False when neither
  /// leads there.
  bool lower_into_law() {
    close_small_classes();
    bool again = true;
    int raised = 0;
    while (again) {
      again = false;
      for (const LinearLimit& limit : problem_.limits) {
        if (limit.kind != LimitKind::kLaw) continue;
        while (excess_of(limit, x_) > 0.0) {
          again = true;
          if (lower(limit)) continue;
          if (++raised > kMostRaised || !raise(limit)) return false;
        }
      }
    }
    rebuild();
    return true;
  }

  /// Exchanges persons until nothing helps.
  void improve() {
    const auto n = static_cast<Index>(x_.size());
    for (int round = 0; round < kMostRoundsOfExchange; ++round) {
      bool moved = false;
      for (Index i = 0; i < n; ++i) {
        for (const double by : {1.0, -1.0}) {
          while (try_move(i, by, -1, 0.0)) moved = true;
        }
      }
      if (moved) continue;
      for (Index i = 0; i < n && !moved; ++i) {
        for (Index j = 0; j < n && !moved; ++j) {
          if (i != j && linked(i, j)) moved = exchange(i, j);
        }
      }
      if (!moved) return;
    }
  }

  [[nodiscard]] const Eigen::ArrayXd& persons() const { return x_; }

 private:
  static constexpr int kMostRoundsOfExchange = 1000;
  static constexpr int kMostExchanged = 3;
  static constexpr int kMostRaised = 10000;

  /// Takes persons off the intake that counts most in the excess, no more than needed; the last among equals: later years give
  /// way before earlier ones. False when nobody can be taken off.
  bool lower(const LinearLimit& limit) {
    Index which = -1;
    double most = 0.0;
    for (const auto& [i, a] : limit.terms) {
      if (a > 0.0 && x_(i) >= 1.0 && a >= most) {
        most = a;
        which = i;
      }
    }
    if (which < 0) return false;
    x_(which) = std::max(0.0, x_(which) - std::max(1.0, std::floor(excess_of(limit, x_) / most)));
    close_small_classes();
    return true;
  }
  /// One person more where the limit asks for persons and the others of the law allow it.
  bool raise(const LinearLimit& limit) {
    for (const auto& [i, a] : limit.terms) {
      if (!(a < 0.0)) continue;
      x_(i) += 1.0;
      bool kept = is_class(i);
      for (const auto& [l, other] : limits_of_[static_cast<std::size_t>(i)]) {
        kept = kept && (other < 0.0 || problem_.limits[l].kind != LimitKind::kLaw ||
                        excess_of(problem_.limits[l], x_) == 0.0);
      }
      if (kept) return true;
      x_(i) -= 1.0;
    }
    return false;
  }
  void close_small_classes() {
    if (problem_.smallest_class.empty()) return;
    for (Index i = 0; i < x_.size(); ++i) {
      if (x_(i) < problem_.smallest_class[static_cast<std::size_t>(i)]) x_(i) = 0.0;
    }
  }
  [[nodiscard]] bool is_class(Index i) const {
    return problem_.smallest_class.empty() || x_(i) == 0.0 ||
           x_(i) >= problem_.smallest_class[static_cast<std::size_t>(i)];
  }
  /// Up to kMostExchanged persons more in one intake for up to as many fewer in another.
  bool exchange(Index i, Index j) {
    for (int more = 1; more <= kMostExchanged; ++more) {
      for (int fewer = 1; fewer <= kMostExchanged; ++fewer) {
        if (try_move(i, more, j, -fewer)) return true;
      }
    }
    return false;
  }
  /// Whether two intakes share a limit with hardly any room: only then can moving persons between them do what one intake alone
  /// cannot.
  [[nodiscard]] bool linked(Index i, Index j) const {
    for (const auto& [l, a] : limits_of_[static_cast<std::size_t>(i)]) {
      const LinearLimit& limit = problem_.limits[l];
      if (use_of(limit, x_) < limit.bound - kMostExchanged * std::abs(a)) continue;
      for (const auto& [m, other] : limits_of_[static_cast<std::size_t>(j)]) {
        if (l == m) return true;
      }
    }
    return false;
  }
  [[nodiscard]] bool keeps_limits(Index i) const {
    for (const auto& [l, a] : limits_of_[static_cast<std::size_t>(i)]) {
      if (excess_of(problem_.limits[l], x_) > allowed_[l]) return false;
    }
    return true;
  }
  void rebuild() {
    missing_.clear();
    for (const LossTarget& target : problem_.targets) {
      Eigen::ArrayXd missing = target.wanted;
      for (std::size_t j = 0; j < target.intakes.size(); ++j) {
        missing -= target.yields.col(static_cast<Index>(j)) * x_(target.intakes[j]);
      }
      missing_.push_back(std::move(missing));
    }
  }
  [[nodiscard]] static double loss_of(const LossTarget& target, const Eigen::ArrayXd& missing) {
    return (target.shortage_cost * missing.max(0.0) + target.surplus_cost * (-missing).max(0.0)).mean();
  }
  /// Adds persons to one or two intakes if the limits allow it and the loss falls.
  bool try_move(Index i, double by_i, Index j, double by_j) {
    if (x_(i) + by_i < 0.0 || (j >= 0 && x_(j) + by_j < 0.0)) return false;
    x_(i) += by_i;
    if (j >= 0) x_(j) += by_j;
    bool good = is_class(i) && keeps_limits(i) && (j < 0 || (is_class(j) && keeps_limits(j)));
    if (good) good = falls(i, by_i, j, by_j);
    if (good) return true;
    x_(i) -= by_i;
    if (j >= 0) x_(j) -= by_j;
    return false;
  }
  /// Whether the loss of the targets concerned falls; takes the new values over if so.
  bool falls(Index i, double by_i, Index j, double by_j) {
    std::vector<std::size_t> touched;
    for (const auto& [k, column] : targets_of_[static_cast<std::size_t>(i)]) touched.push_back(k);
    if (j >= 0) {
      for (const auto& [k, column] : targets_of_[static_cast<std::size_t>(j)]) touched.push_back(k);
    }
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    double before = 0.0;
    double after = 0.0;
    std::vector<Eigen::ArrayXd> changed;
    for (const std::size_t k : touched) {
      Eigen::ArrayXd missing = missing_[k];
      const LossTarget& target = problem_.targets[k];
      for (std::size_t c = 0; c < target.intakes.size(); ++c) {
        if (target.intakes[c] == i) missing -= by_i * target.yields.col(static_cast<Index>(c));
        if (j >= 0 && target.intakes[c] == j) missing -= by_j * target.yields.col(static_cast<Index>(c));
      }
      before += loss_of(target, missing_[k]);
      after += loss_of(target, missing);
      changed.push_back(std::move(missing));
    }
    if (!(after < before - kSameLoss * (1.0 + before))) return false;
    for (std::size_t t = 0; t < touched.size(); ++t) missing_[touched[t]] = std::move(changed[t]);
    return true;
  }

  const PlanningProblem& problem_;
  Eigen::ArrayXd x_;
  std::vector<std::vector<std::pair<std::size_t, Index>>> targets_of_;  ///< target, column
  std::vector<std::vector<std::pair<std::size_t, double>>> limits_of_;  ///< limit, coefficient
  std::vector<double> allowed_;          ///< excess of a wish that rounding may cause
  std::vector<Eigen::ArrayXd> missing_;  ///< of each target
};

}  // namespace detail

/// Whole persons near an optimum in fractions (see the banner). fractions: x of solve_planning or a plan of its own, ≥ 0.
/// Returns an empty array when even nobody passes a limit of the law. O(rounds · unknowns · (draws of their targets)).
[[nodiscard]] inline Eigen::ArrayXd whole_persons(const PlanningProblem& problem,
                                                  const Eigen::ArrayXd& fractions) {
  detail::WholePlan plan(problem, fractions);
  if (!plan.lower_into_law()) return {};
  plan.improve();
  return plan.persons();
}

}  // namespace dubao::labour::intake
