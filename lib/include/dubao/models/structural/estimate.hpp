// SPDX-License-Identifier: Apache-2.0
//
// Maximum-likelihood estimate of a structural model: starts, faces, certificate.
//
// Faces        A standard deviation of exactly zero is a stationary point of the search whether or not it is best, so every
//              face is tried explicitly: a coordinate near a face is put on it, a coordinate on a face is taken off it.
// Certificate  At the optimum the slope of −2 log L in every variance that is not zero vanishes, and in every variance that
//              is zero it points outward. Reported: the largest violation, in units of the deviance per relative change of
//              a variance. φ, ρ and the frequency count with their distance to the bound.
// Source       Karush–Kuhn–Tucker conditions: Nocedal and Wright (2006), section 12.3.
#pragma once

#include <dubao/models/structural/likelihood.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace dubao::models::structural {

/// Largest violation that counts as optimal.
inline constexpr double kOptimality = 1e-3;
/// Starts whose end (the refined one where it was refined) is this near to the best deviance agree with it.
inline constexpr double kAgreement = 0.05;
/// Coarse ends this near to the best are refined.
inline constexpr double kRefine = 0.5;
/// Two ends no further apart than this are the same optimum.
inline constexpr double kSamePoint = 0.02;
/// Decrease of the deviance that counts as better.
inline constexpr double kBetter = 1e-9;
inline constexpr int kCoarseIterations = 10;
inline constexpr int kIterations = 100;
/// Where a coordinate is put when it is taken off a face.
inline constexpr std::array<double, 4> kProbes{0.005, 0.02, 0.1, 0.35};

/// Standard deviations in the unit of the working data, and the parameters of the transition.
struct Deviations {
  double irregular = 0.0;
  double level = 0.0;
  double slope = 0.0;
  double season = 0.0;
  double cycle = 0.0;
  double phi = 1.0;
  double rho = 0.0;
  double frequency = 0.0;

  [[nodiscard]] Parameters<double> variances() const noexcept {
    return {irregular * irregular, level * level, slope * slope, season * season,
            cycle * cycle,         phi,           rho,           frequency};
  }
};

struct Estimate {
  Deviations deviations;
  Vector u;
  double deviance = std::numeric_limits<double>::infinity();  ///< without n log 2π, working unit
  double certificate = std::numeric_limits<double>::infinity();
  optim::Convergence reason = optim::Convergence::kNotFinite;
  int starts = 0;
  int agreed = 0;
  std::vector<std::string> faces;  ///< names of the deviations that are zero, of φ, ρ on a bound

  [[nodiscard]] bool is_usable() const noexcept { return std::isfinite(deviance); }
};

namespace internal {

inline std::vector<Vector> starts(const Likelihood& likelihood) {
  // Share of the level, other ratios; irregular and level where they stand alone.
  struct Pattern {
    double share, irregular, level, slope, other, phi;
  };
  constexpr std::array<Pattern, 6> kPatterns{{{0.5, 0.4, 0.4, 0.3, 0.3, 0.9},
                                              {0.15, 0.4, 0.1, 0.1, 0.1, 0.95},
                                              {0.9, 0.05, 0.4, 0.05, 0.05, 0.95},
                                              {0.3, 0.3, 0.05, 0.7, 0.7, 0.85},
                                              {0.97, 0.05, 0.3, 0.5, 0.5, 0.97},
                                              {0.95, 0.05, 0.3, 0.92, 0.05, 0.9}}};
  constexpr std::array<double, 5> kCycleShare{0.1, 0.3, 0.5, 0.7, 0.9};
  constexpr std::array<double, 5> kRho{0.85, 0.95, 0.7, 0.9, 0.98};
  std::vector<Vector> out;
  const auto& coordinates = likelihood.coordinates();
  if (coordinates.empty()) return {Vector(0)};
  const bool cycle = likelihood.form().cycle;
  for (std::size_t k = 0; k < kPatterns.size() * (cycle ? 2 : 1); ++k) {
    const Pattern& p = kPatterns[k % kPatterns.size()];
    const std::size_t turn = (k < kPatterns.size() ? k : k + 2) % kCycleShare.size();
    Vector u(likelihood.count());
    for (Eigen::Index i = 0; i < u.size(); ++i) {
      const Coordinate& c = coordinates[at(i)];
      switch (c.role) {
        case Role::kShare:
          u[i] = p.share;
          break;
        case Role::kIrregular:
          u[i] = p.irregular;
          break;
        case Role::kLevel:
          u[i] = p.level;
          break;
        case Role::kSlope:
          u[i] = p.slope;
          break;
        case Role::kPhi:
          u[i] = p.phi;
          break;
        case Role::kRho:
          u[i] = kRho[turn];
          break;
        case Role::kFrequency:
          u[i] = c.lower + kCycleShare[turn] * (c.upper - c.lower);
          break;
        default:
          u[i] = p.other;
      }
    }
    out.push_back(std::move(u));
  }
  return out;
}

/// Slopes of the deviance in the five variances (irregular, level, slope, season, cycle), at absolute variances.
inline bool variance_slopes(const Likelihood& likelihood, const Parameters<double>& p,
                            std::array<double, 5>& out) {
  const WorkingData& data = likelihood.data();
  state_space::Workspace<optim::Dual> w;
  w.resize(likelihood.shape().states(), data.size());
  for (int first = 0; first < 5; first += optim::kDualWidth) {
    const std::array<double, 5> plain{p.irregular, p.level, p.slope, p.season, p.cycle};
    std::array<optim::Dual, 5> seeded;
    for (int i = 0; i < 5; ++i) {
      const bool own = i >= first && i < first + optim::kDualWidth;
      seeded[at(i)] = own ? optim::variable(plain[at(i)], i - first) : optim::Dual(plain[at(i)]);
    }
    const Parameters<optim::Dual> dual{
        seeded[0], seeded[1],          seeded[2],          seeded[3],
        seeded[4], optim::Dual(p.phi), optim::Dual(p.rho), optim::Dual(p.frequency)};
    const state_space::System<optim::Dual> system(likelihood.shape(), dual);
    if (state_space::filter(system, data.observations(), w) != 0) return false;
    for (int i = first; i < std::min(5, first + optim::kDualWidth); ++i) {
      double sum = 0.0;
      for (std::size_t t = 0; t < w.step.size(); ++t) {
        if (w.step[t] == state_space::Step::kMissing) continue;
        const double f = w.f[t].a;
        const double df = optim::partial(w.f[t], i - first) / f;
        const double v = w.v[t].a;
        sum += w.step[t] == state_space::Step::kDiffuse
                   ? df
                   : df * (1.0 - v * v / f) + 2.0 * v * optim::partial(w.v[t], i - first) / f;
      }
      out[at(i)] = sum;
    }
  }
  return true;
}

/// Puts coordinates on faces and takes them off where that is better; true when something was taken off.
inline bool try_faces(Likelihood& likelihood, Vector& u, double& value) {
  bool released = false;
  for (Eigen::Index i = 0; i < u.size(); ++i) {
    const Coordinate& c = likelihood.coordinates()[at(i)];
    if (!c.is_ratio()) continue;
    Vector trial = u;
    const bool two_sided = c.upper == 1.0;  // the other side is an exact zero too
    for (int side = 0; side < (two_sided ? 2 : 1); ++side) {
      const double face = side == 0 ? c.lower : c.upper;
      if (u[i] == face) continue;
      trial[i] = face;
      const double at_face = likelihood.value(trial.data());
      if (at_face <= value + kBetter) {
        u[i] = face;
        value = std::min(value, at_face);
        break;
      }
    }
    for (const double probe : kProbes) {
      if (u[i] != c.lower && u[i] != c.upper) break;
      trial = u;
      trial[i] =
          u[i] == c.lower ? c.lower + probe * (c.upper - c.lower) : c.upper - probe * (c.upper - c.lower);
      const double inside = likelihood.value(trial.data());
      if (!(inside < value - kBetter)) continue;
      u = trial;
      value = inside;
      released = true;
      break;
    }
  }
  return released;
}

}  // namespace internal

/// Absolute standard deviations of the coordinates u, at which value() was evaluated last.
[[nodiscard]] inline Deviations deviations_at(const Likelihood& likelihood, const Vector& u) {
  const Parameters<double> p = likelihood.parameters(u.data());
  const double scale = likelihood.scale();
  const auto root = [scale](double variance) { return std::sqrt(variance * scale); };
  return {root(p.irregular), root(p.level), root(p.slope), root(p.season),
          root(p.cycle),     p.phi,         p.rho,         p.frequency};
}

/// The certificate of given deviations; infinite where it cannot be computed.
[[nodiscard]] inline double certificate(Likelihood& likelihood, const Vector& u,
                                        const Deviations& deviations) {
  std::array<double, 5> slope{};
  const Parameters<double> p = deviations.variances();
  if (!internal::variance_slopes(likelihood, p, slope)) return std::numeric_limits<double>::infinity();
  const Form& form = likelihood.form();
  const std::array<double, 5> variance{p.irregular, p.level, p.slope, p.season, p.cycle};
  const std::array<bool, 5> searched{form.irregular, form.trend.level_moves, form.trend.slope_moves,
                                     form.has_season() && form.season_moves, form.cycle};
  const std::array<double, 5> typical{1.0, 1.0, kTypicalSlope, kTypicalSeason, kTypicalCycle};
  double base = p.irregular + p.level;
  for (const double v : variance) base = std::max(base, v);
  double worst = 0.0;
  for (std::size_t i = 0; i < variance.size(); ++i) {
    if (!searched[i]) continue;
    const double violation = variance[i] > 0.0 ? std::abs(slope[i]) * variance[i]
                                               : std::max(0.0, -slope[i]) * base * typical[i] * typical[i];
    worst = std::max(worst, violation);
  }
  double value = 0.0;
  Vector g;
  Matrix information;
  if (!likelihood.expand(u.data(), value, g, information)) return std::numeric_limits<double>::infinity();
  for (Eigen::Index i = 0; i < u.size(); ++i) {
    const Coordinate& c = likelihood.coordinates()[at(i)];
    if (c.is_ratio()) continue;
    const double room = g[i] > 0.0 ? u[i] - c.lower : c.upper - u[i];
    worst = std::max(worst, std::abs(g[i]) * room);
  }
  return worst;
}

/// Estimates. The result is not usable when the form cannot describe the data at any start.
[[nodiscard]] inline Estimate estimate(Likelihood& likelihood) {
  using state_space::ScoringResult;
  const Eigen::Index count = likelihood.count();
  Vector lower(count);
  Vector upper(count);
  for (Eigen::Index i = 0; i < count; ++i) {
    lower[i] = likelihood.coordinates()[at(i)].lower;
    upper[i] = likelihood.coordinates()[at(i)].upper;
  }
  Estimate out;
  std::vector<ScoringResult> ends;
  double lowest = std::numeric_limits<double>::infinity();
  for (const Vector& start : internal::starts(likelihood)) {
    ends.push_back(state_space::minimise(likelihood, start, lower, upper, state_space::kCoarseDecrease,
                                         kCoarseIterations));
    lowest = std::min(lowest, ends.back().value);
  }
  ScoringResult best;
  best.u = ends.front().u;
  for (ScoringResult& end : ends) {
    if (!(end.value <= lowest + kRefine)) continue;
    const bool near =
        std::isfinite(best.value) && count > 0 && (end.u - best.u).cwiseAbs().maxCoeff() < kSamePoint;
    if (near) {
      end.value = std::min(end.value, best.value);
      continue;
    }
    ScoringResult refined =
        state_space::minimise(likelihood, end.u, lower, upper, state_space::kPromisedDecrease, kIterations);
    constexpr int kReleases = 4;
    for (int k = 0; k < kReleases && internal::try_faces(likelihood, refined.u, refined.value); ++k) {
      refined = state_space::minimise(likelihood, refined.u, lower, upper, state_space::kPromisedDecrease,
                                      kIterations);
    }
    end.value = refined.value;
    if (refined.value < best.value) best = std::move(refined);
  }
  out.starts = static_cast<int>(ends.size());
  for (const ScoringResult& end : ends) {
    if (end.value <= best.value + kAgreement) ++out.agreed;
  }
  out.u = best.u;
  out.deviance = likelihood.value(out.u.data());
  out.reason = best.reason;
  if (!out.is_usable()) return out;
  out.deviations = deviations_at(likelihood, out.u);
  out.certificate = certificate(likelihood, out.u, out.deviations);
  if (out.certificate <= kOptimality) out.reason = optim::Convergence::kOptimal;
  return out;
}

}  // namespace dubao::models::structural
