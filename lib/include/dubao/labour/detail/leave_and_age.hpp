// SPDX-License-Identifier: Apache-2.0
//
// One year of one path of replacement.hpp: who leaves and why, and everybody else one year older.
//
// Arrays hold ages × 2 (men, women). The year is a handful of array expressions over about a hundred numbers, on
// memory that is allocated once a run: it is repeated draws × years times.
#pragma once

#include <dubao/labour/age_profile.hpp>

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <limits>

namespace dubao::labour::detail {

inline constexpr std::size_t kCauses = 4;  // retirement, mortality, care, emigration

/// Stock of one path: those who have not reached the legal age, and those who have and stay on.
struct Stock {
  Eigen::ArrayXXd before;
  Eigen::ArrayXXd after;
};

/// Hazards of one path, the same in every year; retirement apart, because it depends on the year.
struct PathHazards {
  Eigen::ArrayXXd mortality;
  Eigen::ArrayXXd care;
  Eigen::ArrayXXd emigration;
  double take_up = 0.0;
  double after = 0.0;
  double early = 0.0;
};

/// How each age meets the legal age in one year, the same on every path.
struct YearExposure {
  Eigen::ArrayXXd crossing;      ///< part of those before it who reach it
  Eigen::ArrayXXd early_window;  ///< part of those who do not reach it who are inside the window before it
};

class LeaveAndAge {
 public:
  /// Sets the path. Cheap; once a path.
  void set(const PathHazards& hazards) {
    hazards_ = &hazards;
    stay_ = (1.0 - hazards.mortality) * (1.0 - hazards.care) * (1.0 - hazards.emigration);
    sum_ = hazards.mortality + hazards.care + hazards.emigration;
  }

  /// Takes the leavers of a year out of `stock`, makes it one year older, and returns them by cause.
  std::array<double, kCauses> operator()(Stock& stock, const YearExposure& year) {
    leavers_ = {};
    crossing_ = stock.before * year.crossing;
    staying_ = stock.before - crossing_;
    retire_ = hazards_->early * year.early_window;
    leave(staying_);
    older(stock.before);
    retire_.setConstant(hazards_->take_up);
    leave(crossing_);
    staying_ = stayed_;
    retire_.setConstant(hazards_->after);
    leave(stock.after);
    stayed_ += staying_;
    older(stock.after);
    return leavers_;
  }

 private:
  /// Adds the leavers among `people` who retire with probability retire_, and leaves the rest in stayed_.
  void leave(const Eigen::ArrayXXd& people) {
    stayed_ = people * ((1.0 - retire_) * stay_);
    // An age's exits are shared by the causes in proportion to their probabilities; no probability, no exits.
    exits_ = (people - stayed_) / (retire_ + sum_).max(std::numeric_limits<double>::min());
    leavers_[0] += (exits_ * retire_).sum();
    leavers_[1] += (exits_ * hazards_->mortality).sum();
    leavers_[2] += (exits_ * hazards_->care).sum();
    leavers_[3] += (exits_ * hazards_->emigration).sum();
  }
  /// Writes stayed_ into `into`, one year older; the last age is open.
  void older(Eigen::ArrayXXd& into) const {
    const Index ages = stayed_.rows();
    into.row(0).setZero();
    into.bottomRows(ages - 1) = stayed_.topRows(ages - 1);
    into.row(ages - 1) += stayed_.row(ages - 1);
  }

  const PathHazards* hazards_ = nullptr;
  Eigen::ArrayXXd stay_;
  Eigen::ArrayXXd sum_;
  Eigen::ArrayXXd exits_;
  Eigen::ArrayXXd stayed_;
  Eigen::ArrayXXd crossing_;
  Eigen::ArrayXXd staying_;
  Eigen::ArrayXXd retire_;
  std::array<double, kCauses> leavers_{};
};

}  // namespace dubao::labour::detail
