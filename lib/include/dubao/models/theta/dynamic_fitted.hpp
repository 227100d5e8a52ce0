// SPDX-License-Identifier: Apache-2.0
//
// FittedDynamicTheta: an optimised or dynamic Theta model with its estimates; forecasts and paths.
//
// Paths     Prior: flat on α, on the level before the first counted value, on w in [0, 1] and on log σ.
//           p(α | z) ∝ S(α)^{−ν/2} |XᵀX|^{−1/2} on a grid of α, with S the smallest sum of squares at α, X the derivative
//           of the errors with respect to that level and w, ν counted errors less columns; σ² | α ~ S / χ²_ν; (ℓ_0, w) normal, a draw with w outside [0, 1] is drawn again. In a path every
//           value moves level and (dynamic) line, as an observed one would.
#pragma once

#include <dubao/models/detail/held_parameters.hpp>
#include <dubao/models/detail/innovations.hpp>
#include <dubao/models/detail/weighted_choice.hpp>
#include <dubao/models/theta/box_cox.hpp>
#include <dubao/models/theta/dynamic.hpp>
#include <dubao/models/theta/seasonal_indices.hpp>
#include <dubao/optim/bounded_least_squares.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dubao::models::theta {

/// Which of the family: whether θ is estimated, and whether the line follows the data.
struct ThetaForm {
  bool optimized = true;
  bool dynamic = true;

  [[nodiscard]] std::string name() const {
    return std::string(dynamic ? "Dynamic" : "") + (optimized ? "Optimized" : "") + "Theta";
  }
};

/// What a fit with held parameters takes from an earlier one, on the scale of the recursion.
struct HeldDynamicTheta {
  double alpha = 0.0;
  double level = 0.0;
  double weight = 0.0;
  std::array<double, 2> line{};  ///< A and B of a static model
  std::vector<double> shift;     ///< one per definition but the last
  std::vector<Parameter> params;
};

class FittedDynamicTheta final : public detail::FittedWithInnovations {
 public:
  /// lambda 1 without Box–Cox (the transformation is then left out altogether).
  FittedDynamicTheta(detail::Prepared series, ThetaForm form, SeasonalIndices season, bool transformed,
                     double lambda, const HeldDynamicTheta* held = nullptr)
      : FittedWithInnovations(std::move(series)),
        form_(form),
        season_(settled(std::move(season), series_)),
        lambda_(lambda),
        transformed_(transformed),
        first_(series_.observed.front()),
        data_(adjust(held), form.dynamic, held != nullptr ? &held->line : nullptr) {
    if (!transformed_) data_.settle([this](double value) { return series_.settled(value); });
    if (held != nullptr) {
      alpha_ = held->alpha;
      level_ = held->level;
      weight_ = held->weight;
    } else {
      estimate();
    }
    sum_of_squares_ = problem().run(alpha_, level_, weight_, means_);
    if (!is_usable()) return;
    summary_.name = form_.name() + (transformed_ ? " on Box-Cox data" : "");
    if (held != nullptr) {
      summary_.params = held->params;
    } else {
      set_parameters();
    }
    const double room = std::max(1.0, static_cast<double>(data_.counted - unknowns()));
    const double variance = sum_of_squares_ / room;
    summary_.sigma2 = transformed_ ? variance : unscale_variance(variance);
    set_one_step();
    describe();
  }

  [[nodiscard]] bool is_usable() const noexcept { return std::isfinite(sum_of_squares_); }
  /// Σ of the squared errors from the fourth value on: scaled, on Box–Cox data transformed.
  [[nodiscard]] double sum_of_squares() const noexcept { return sum_of_squares_; }
  [[nodiscard]] double certificate() const noexcept { return certificate_; }

 private:
  [[nodiscard]] std::vector<double> innovation_residuals() const override {
    std::vector<double> out(means_.size(), data::kMissing);
    for (std::size_t t = 0; t < out.size(); ++t) out[t] = data_.z[t] - means_[t];
    return out;
  }
  /// One point of the posterior.
  struct Node {
    double alpha = 0.0;
    double sum_of_squares = 0.0;
    double log_density = 0.0;
    std::array<double, 2> centre{};
    std::array<double, 3> end{};
    optim::OrthogonalBasis basis;
  };

  // What is read back when the estimates are written down: see Prepared::settled.
  [[nodiscard]] static SeasonalIndices settled(SeasonalIndices season, const detail::Prepared& series) {
    for (double& index : season.values) index = season.multiplicative ? index : series.settled(index);
    return season;
  }
  [[nodiscard]] std::optional<double> given_weight() const {
    return form_.optimized ? std::nullopt : std::optional<double>(kFixedWeight);
  }
  [[nodiscard]] ThetaProblem problem() const { return ThetaProblem(data_, given_weight()); }
  [[nodiscard]] Index unknowns() const noexcept { return form_.optimized ? 3 : 2; }

  [[nodiscard]] double forward(double y, Index t) const noexcept {
    const double adjusted = season_.remove(y, t);
    return transformed_ ? box_cox(adjusted, lambda_) : adjusted;
  }
  [[nodiscard]] double backward(double z, Index t) const noexcept {
    return season_.apply(transformed_ ? inverse_box_cox(z, lambda_) : z, t);
  }
  [[nodiscard]] double shift_at(std::size_t t) const noexcept {
    return shift_[detail::at(series_.definition[t])];
  }

  // Seasonally adjusted, transformed, brought to the last definition; from the first observed value on.
  std::vector<double> adjust(const HeldDynamicTheta* held) {
    std::vector<double> values;
    for (const Index t : series_.observed) values.push_back(forward(series_.y[detail::at(t)], t));
    if (held != nullptr) {
      shift_ = held->shift;
      shift_.push_back(0.0);
    } else {
      shift_ = fit_line(series_, values).shift;
      for (double& shift : shift_) shift = transformed_ ? shift : series_.settled(shift);
    }
    // Periods after the last observed value are periods ahead.
    std::vector<double> z(detail::at(series_.last() + 1 - first_), data::kMissing);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Index t = series_.observed[i];
      z[detail::at(t - first_)] = values[i] + shift_at(detail::at(t));
    }
    return z;
  }

  // A coarse look at the whole interval, then a search from every hollow in it.
  void estimate() {
    using Solver = optim::BoundedLeastSquares<ThetaProblem>;
    ThetaProblem own = problem();
    std::vector<double> residuals(detail::at(own.residuals()));
    std::array<double, kLooks> cost{};
    for (std::size_t i = 0; i < kLooks; ++i) {
      const double alpha = look(i);
      cost[i] = std::numeric_limits<double>::infinity();
      if (!own(&alpha, residuals.data(), nullptr)) continue;
      cost[i] = 0.0;
      for (const double r : residuals) cost[i] += r * r;
    }
    std::vector<Solver::Vector> starts;
    for (std::size_t i = 0; i < kLooks; ++i) {
      const bool below = i == 0 || cost[i] <= cost[i - 1];
      const bool above = i + 1 == kLooks || cost[i] <= cost[i + 1];
      if (std::isfinite(cost[i]) && below && above) starts.emplace_back(Solver::Vector::Constant(look(i)));
    }
    sum_of_squares_ = std::numeric_limits<double>::infinity();
    if (starts.empty()) return;
    Solver solver(own, Solver::Vector::Constant(kLowestAlpha), Solver::Vector::Constant(kHighestAlpha));
    const Solver::Result best = solver.solve(starts);
    alpha_ = best.x[0];
    (void)own(&alpha_, residuals.data(), nullptr);
    level_ = transformed_ ? own.level() : series_.settled(own.level());
    weight_ = own.weight();
    certificate_ = best.certificate;
    note(detail::concatenate({std::to_string(best.agreed), " of ", std::to_string(best.starts),
                              " starts led to this optimum (", optim::to_string(best.reason), ")"}));
    if (alpha_ <= kLowestAlpha || alpha_ >= kHighestAlpha) note("alpha lies on its bound");
    if (form_.optimized && (weight_ <= 0.0 || weight_ >= kLargestWeight)) note("theta lies on its bound");
  }
  [[nodiscard]] static double look(std::size_t i) noexcept {
    return kLowestAlpha + (kHighestAlpha - kLowestAlpha) * static_cast<double>(i) / (kLooks - 1);
  }

  void set_parameters() {
    const auto own_unit = [this](double value) { return transformed_ ? value : series_.unscale(value); };
    auto& out = summary_.params;
    out.emplace_back("alpha", alpha_);
    out.emplace_back("theta", 1.0 / (1.0 - weight_));
    out.emplace_back("l", own_unit(level_));
    // θ of a weight near 1 loses digits: the weight itself is what a later fit holds.
    out.emplace_back("weight", weight_);
    if (!form_.dynamic) {
      out.emplace_back("intercept", own_unit(data_.fixed()[0]));
      out.emplace_back("slope", own_unit(data_.fixed()[1]));
    }
    for (std::size_t j = 0; j < season_.values.size(); ++j) {
      out.emplace_back(detail::concatenate({"s", std::to_string(j)}),
                       season_.multiplicative ? season_.values[j] : series_.unscale(season_.values[j]));
    }
    if (!season_.is_empty() && season_.multiplicative) out.emplace_back("multiplicative_season", 1.0);
    for (std::size_t d = 0; d + 1 < shift_.size(); ++d) {
      out.emplace_back(detail::concatenate({"shift", std::to_string(d + 1)}), own_unit(shift_[d]));
    }
    if (transformed_) {
      out.emplace_back("lambda", lambda_);
      out.emplace_back("log2_scale", static_cast<double>(series_.exponent));
    }
  }

  void set_one_step() {
    std::vector<double> fitted(series_.y.size(), data::kMissing);
    for (std::size_t i = 0; i < means_.size(); ++i) {
      if (data::is_missing(means_[i])) continue;
      const std::size_t t = i + detail::at(first_);
      fitted[t] = backward(means_[i] - shift_at(t), static_cast<Index>(t));
    }
    set_fitted(fitted);
  }

  void describe() {
    note(season_.is_empty() ? "no season" : "seasonally adjusted by classical indices");
    note("the first three values lay the line down: they have no prediction and no error");
    if (transformed_) note("the point forecast is the median: transformed back without bias correction");
    if (series_.definitions > 1) {
      note("earlier definitions are moved by the level shift around a common linear trend");
    }
    note_unused_standard_errors();
    note("paths include innovations, the uncertain variance, level, theta and smoothing parameter");
  }

  // Steps from the last observed value on; next(h, mean) gives the value that moves the states, h < 0 for periods of the
  // series that were not observed.
  template <typename Next>
  void walk(double alpha, double level, double weight, Index horizon, const Next& next) const {
    RunningLine line = data_.line;
    std::array<double, 2> fixed = data_.fixed();
    double time = static_cast<double>(data_.z.size());
    for (Index h = -series_.stale(); h < horizon; ++h) {
      time += 1.0;
      const double a = form_.dynamic ? line.intercept() : fixed[0];
      const double b = form_.dynamic ? line.slope() : fixed[1];
      const double mean = level + weight * line_term(alpha, time, a, b);
      const double z = next(h, mean);
      level += alpha * (z - level);
      line.add(time, z);
    }
  }

  void mean_path(std::vector<double>& path) const override {
    // The smoothed level after the last value, by the recursion itself: no cancellation of a large first level.
    double level = level_;
    for (std::size_t t = 0; t < data_.z.size(); ++t) {
      const bool missing = data::is_missing(data_.z[t]);
      const double z = missing ? level + weight_ * line_term(alpha_, static_cast<double>(t + 1),
                                                             data_.intercept[t], data_.slope[t])
                               : data_.z[t];
      level += alpha_ * (z - level);
    }
    walk(alpha_, level, weight_, static_cast<Index>(path.size()), [&](Index h, double mean) {
      if (h >= 0) path[detail::at(h)] = backward(mean, series_.size() + h);
      return mean;
    });
  }

  void prepare_posterior() const {
    ThetaProblem own = problem();
    std::vector<double> residuals(detail::at(own.residuals()));
    const double columns = form_.optimized ? 2.0 : 1.0;
    degrees_of_freedom_ = static_cast<double>(data_.counted) - columns;
    const double floor = static_cast<double>(data_.counted) * kExactErrors * kExactErrors;
    for (int i = 0; i < kNodes; ++i) {
      Node node;
      node.alpha = kLowestAlpha + (kHighestAlpha - kLowestAlpha) * (i + 0.5) / kNodes;
      if (!own(&node.alpha, residuals.data(), nullptr)) continue;
      node.sum_of_squares = own.free_sum_of_squares();
      node.centre = own.free();
      node.end = own.end();
      node.basis = own.basis();
      node.log_density = -0.5 * degrees_of_freedom_ * std::log(std::max(node.sum_of_squares, floor)) -
                         0.5 * node.basis.log_determinant() + std::log(own.first_share());
      nodes_.push_back(std::move(node));
    }
    choice_ = detail::choose_by_density(nodes_);
  }

  void simulate_with(data::DrawMatrix& paths, std::uint64_t seed,
                     const detail::Innovations& innovations) const override {
    std::call_once(once_, [this] { prepare_posterior(); });
    for (Index d = 0; d < paths.rows(); ++d) {
      data::RandomStream random = stream(seed, d);
      double alpha = alpha_;
      double level = level_;
      double weight = weight_;
      double sigma = 0.0;
      for (int attempt = 0; attempt < kAttempts && !nodes_.empty(); ++attempt) {
        const Node& node = nodes_[choice_.at(random.uniform())];
        sigma = detail::draw_standard_deviation(
            random, std::sqrt(node.sum_of_squares / std::max(1.0, degrees_of_freedom_)), degrees_of_freedom_);
        std::array<double, 2> deviation{random.normal(), form_.optimized ? random.normal() : 0.0};
        node.basis.back_substitute(deviation.data());
        alpha = node.alpha;
        const double start = node.centre[0] + sigma * deviation[0];
        const double drawn = node.centre[1] + (form_.optimized ? sigma * deviation[1] : 0.0);
        weight = std::clamp(drawn, 0.0, kLargestWeight);
        level = node.end[0] + node.end[1] * start + node.end[2] * weight;
        if (drawn == weight) break;
      }
      walk(alpha, level, weight, paths.cols(), [&](Index h, double mean) {
        const double z = mean + sigma * innovations.draw(random);
        if (h >= 0) paths(d, h) = backward(z, series_.size() + h);
        return z;
      });
    }
  }

  static constexpr double kFixedWeight = 0.5;  // θ = 2
  static constexpr std::size_t kLooks = 9;
  static constexpr int kNodes = 48;
  static constexpr int kAttempts = 50;
  // Root-mean-square error of scaled data that counts as none.
  static constexpr double kExactErrors = 1e-13;

  ThetaForm form_;
  SeasonalIndices season_;
  double lambda_;
  bool transformed_;
  Index first_;
  std::vector<double> shift_;
  ThetaData data_;
  double alpha_ = 0.5;
  double level_ = 0.0;
  double weight_ = kFixedWeight;
  double sum_of_squares_ = std::numeric_limits<double>::infinity();
  double certificate_ = 1.0;
  std::vector<double> means_;
  // Made when paths are first asked for; call_once keeps a const model shareable between threads.
  mutable std::once_flag once_;
  mutable double degrees_of_freedom_ = 0.0;
  mutable std::vector<Node> nodes_;
  mutable detail::WeightedChoice choice_;
};

}  // namespace dubao::models::theta
