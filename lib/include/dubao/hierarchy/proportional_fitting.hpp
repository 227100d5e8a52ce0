// SPDX-License-Identifier: Apache-2.0
//
// Iterative proportional fitting (IPF, RAS): a table of any number of dimensions with given margins, nearest to a seed.
//
// What      Cells of the seed, each with a label a dimension; margins over any subsets of the dimensions. Only cells that the
//           seed has are worked on: a cell that is absent or 0 stays 0 (structural zero).
// When      A seed that says something about the joint distribution exists (an earlier year, a survey), and margins that are
//           better than it.
// When not  Margins alone: an invented seed (independence) makes the result say independence. It is never a default here.
// Formula   x ← x · t_g / Σ_{cells of g} x, margin after margin; the limit minimises Σ x log(x / seed) and keeps every odds
//           ratio of the seed that no margin fixes.
// Infeasible  Before: margins whose totals, or whose sums over shared dimensions, differ; a positive target over cells that
//           are all 0. During: with δ_g the sum of log factors of a stretch of rounds, Σ_g t_g δ_g > T · max_cells Σ_g∋cell δ_g
//           proves that no non-negative table on these cells has these margins (any table x with them would give
//           Σ_g t_g δ_g = Σ_cells x Σ_g δ_g). Proven cases are errors that name margin, cell and residual. A solution with a
//           new zero in it is approached ever more slowly: then the residual and its cell are reported.
// Example   seed 1 2 / 3 4, rows 4 and 6, columns 5 and 5: x₁₁ x₂₂ / (x₁₂ x₂₁) = 4/6, x = 1.7576… 2.2423… / 3.2423… 2.7576…
// Errors    E-IPF-001 shapes and labels, E-IPF-002 a negative or infinite value, E-IPF-003 margins that contradict each other,
//           E-IPF-004 a positive target over zeros, E-IPF-005 proven infeasible.
// Source    Deming and Stephan (1940); Bacharach (1970); Pukelsheim (2014) for the infeasible case; the certificate is Farkas'
//           lemma on the dual.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>
#include <dubao/forecast/parallel.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::hierarchy {

/// Largest relative difference between two margins that counts as rounding.
inline constexpr double kMarginAgreement = 1e-11;
/// Rounds between two looks for a proof that the margins cannot be met.
inline constexpr int kProofRounds = 64;

/// Targets over some dimensions. labels: one row a target, the label number in each of `dimensions`.
struct Margin {
  std::string name;
  std::vector<Index> dimensions;
  std::vector<std::vector<Index>> labels;
  std::vector<double> targets;
};

struct FitOptions {
  double tolerance = 1e-12;  ///< largest |sum − target| / target
  int rounds = 10000;
};

struct ProportionalFit {
  std::vector<double> values;  ///< one a seed cell
  bool converged = false;
  int rounds = 0;
  double residual = 0.0;  ///< largest |sum − target| / target
  std::string margin;     ///< margin of the largest residual
  std::string cell;       ///< and its labels
};

class ProportionalFitting {
 public:
  /// labels: names of each dimension's labels; cells: one row a seed cell, a label number a dimension; seed ≥ 0. Throws
  /// InputError with all problems found: E-IPF-001, E-IPF-002, E-IPF-003, E-IPF-004. O(cells · margins · log).
  ProportionalFitting(std::vector<std::vector<std::string>> labels, std::vector<std::vector<Index>> cells,
                      std::vector<double> seed, std::vector<Margin> margins)
      : labels_(std::move(labels)),
        cells_(std::move(cells)),
        seed_(std::move(seed)),
        margins_(std::move(margins)) {
    check_seed();
    group_cells();
    targets_ = stacked_targets();
    check_targets(targets_);
  }

  [[nodiscard]] Index cells() const noexcept { return static_cast<Index>(seed_.size()); }
  /// Targets of all margins, one after the other.
  [[nodiscard]] const std::vector<double>& targets() const noexcept { return targets_; }

  /// Throws InputError E-IPF-005. O(rounds · cells · margins).
  [[nodiscard]] ProportionalFit fit(const FitOptions& options = {}) const {
    return fit_to(targets_, seed_, options);
  }

  /// One table a draw of the margins. targets: all margins one after the other × draws. Returns cells × draws and the worst
  /// fit. Throws what the constructor and fit throw, with the draw. Same bits for any number of threads.
  [[nodiscard]] std::pair<data::DrawMatrix, ProportionalFit> fit_draws(
      const Eigen::Ref<const data::DrawMatrix>& targets, const FitOptions& options = {},
      int threads = 1) const {
    if (targets.rows() != static_cast<Index>(targets_.size())) {
      throw InputError("E-IPF-001", "margins",
                       std::to_string(targets.rows()) + " row(s) of draws for " +
                           std::to_string(targets_.size()) + " targets",
                       "give one row a target, the margins one after the other");
    }
    data::DrawMatrix out(cells(), targets.cols());
    std::vector<ProportionalFit> fits(static_cast<std::size_t>(targets.cols()));
    forecast::parallel_for(targets.cols(), threads, [&](Index d) {
      std::vector<double> own(targets_.size());
      for (std::size_t g = 0; g < own.size(); ++g) own[g] = targets(static_cast<Index>(g), d);
      check_targets(own);
      ProportionalFit one = fit_to(own, seed_, options);
      for (Index i = 0; i < cells(); ++i) out(i, d) = one.values[static_cast<std::size_t>(i)];
      one.values.clear();
      fits[static_cast<std::size_t>(d)] = std::move(one);
    });
    ProportionalFit worst;
    worst.converged = true;
    for (const ProportionalFit& one : fits) {
      const bool converged = worst.converged && one.converged;
      const int rounds = std::max(worst.rounds, one.rounds);
      if (one.residual >= worst.residual) worst = one;
      worst.converged = converged;
      worst.rounds = rounds;
    }
    return {std::move(out), std::move(worst)};
  }

 private:
  [[nodiscard]] std::string cell_name(const std::vector<Index>& dimensions,
                                      const std::vector<Index>& codes) const {
    std::string out;
    for (std::size_t k = 0; k < dimensions.size(); ++k) {
      out += (k == 0 ? "" : " × ") +
             labels_[static_cast<std::size_t>(dimensions[k])][static_cast<std::size_t>(codes[k])];
    }
    return out.empty() ? "total" : out;
  }
  [[nodiscard]] std::vector<Index> all_dimensions() const {
    std::vector<Index> out;
    for (std::size_t d = 0; d < labels_.size(); ++d) out.push_back(static_cast<Index>(d));
    return out;
  }

  void check_seed() const {
    Problems problems;
    problems.add_if(cells_.empty() || cells_.size() != seed_.size() || margins_.empty(),
                    {"E-IPF-001", "seed",
                     std::to_string(cells_.size()) + " cells, " + std::to_string(seed_.size()) + " values, " +
                         std::to_string(margins_.size()) + " margins",
                     "give at least one cell and one margin, and one value a cell", "", ""});
    problems.throw_if_any();
    std::map<std::vector<Index>, int> seen;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      problems.add_if(++seen[cells_[i]] == 2,
                      {"E-IPF-001", "seed", "the cell stands twice", "give every cell one row",
                       cell_name(all_dimensions(), cells_[i]), ""});
      problems.add_if(!(seed_[i] >= 0.0) || std::isinf(seed_[i]),
                      {"E-IPF-002", "seed", std::to_string(seed_[i]) + " is not a seed",
                       "give a finite number ≥ 0", cell_name(all_dimensions(), cells_[i]), ""});
    }
    problems.throw_if_any();
  }

  /// Which target every cell counts towards, margin by margin.
  void group_cells() {
    Problems problems;
    Index first = 0;
    for (const Margin& margin : margins_) {
      starts_.push_back(first);
      std::map<std::vector<Index>, Index> position;
      for (std::size_t g = 0; g < margin.labels.size(); ++g) {
        const bool added = position.emplace(margin.labels[g], first + static_cast<Index>(g)).second;
        problems.add_if(!added,
                        {"E-IPF-001", margin.name, "the cell of the margin stands twice",
                         "give every cell one target", cell_name(margin.dimensions, margin.labels[g]), ""});
      }
      problems.add_if(margin.targets.size() != margin.labels.size(),
                      {"E-IPF-001", margin.name,
                       std::to_string(margin.targets.size()) + " targets for " +
                           std::to_string(margin.labels.size()) + " cells of the margin",
                       "give one target a cell", "", ""});
      std::vector<Index> group(cells_.size(), -1);
      for (std::size_t i = 0; i < cells_.size(); ++i) {
        std::vector<Index> key;
        for (const Index d : margin.dimensions) key.push_back(cells_[i][static_cast<std::size_t>(d)]);
        const auto found = position.find(key);
        if (found != position.end()) {
          group[i] = found->second;
        } else if (seed_[i] > 0.0) {
          problems.add({"E-IPF-001", margin.name, "the margin has no target for it",
                        "give every cell of the seed a target, 0 where it is to vanish",
                        cell_name(margin.dimensions, key), ""});
        }
      }
      groups_.push_back(std::move(group));
      first += static_cast<Index>(margin.labels.size());
    }
    problems.throw_if_any();
  }

  [[nodiscard]] std::vector<double> stacked_targets() const {
    std::vector<double> out;
    for (const Margin& margin : margins_) out.insert(out.end(), margin.targets.begin(), margin.targets.end());
    return out;
  }
  [[nodiscard]] std::size_t count(std::size_t m) const { return margins_[m].labels.size(); }
  [[nodiscard]] double target(const std::vector<double>& targets, std::size_t m, std::size_t g) const {
    return targets[static_cast<std::size_t>(starts_[m]) + g];
  }

  /// Values, agreement of every two margins on the dimensions they share, and targets over nothing but zeros.
  void check_targets(const std::vector<double>& targets) const {
    Problems problems;
    for (std::size_t m = 0; m < margins_.size(); ++m) {
      for (std::size_t g = 0; g < count(m); ++g) {
        const double t = target(targets, m, g);
        problems.add_if(
            !(t >= 0.0) || std::isinf(t),
            {"E-IPF-002", margins_[m].name, std::to_string(t) + " is not a target",
             "give a finite number ≥ 0", cell_name(margins_[m].dimensions, margins_[m].labels[g]), ""});
      }
    }
    problems.throw_if_any();
    for (std::size_t a = 0; a < margins_.size(); ++a) {
      for (std::size_t b = a + 1; b < margins_.size(); ++b) compare(targets, a, b, problems);
    }
    check_support(targets, problems);
    problems.throw_if_any();
  }

  void compare(const std::vector<double>& targets, std::size_t a, std::size_t b, Problems& problems) const {
    std::vector<Index> shared;
    for (const Index d : margins_[a].dimensions) {
      const auto& other = margins_[b].dimensions;
      if (std::find(other.begin(), other.end(), d) != other.end()) shared.push_back(d);
    }
    std::map<std::vector<Index>, std::pair<double, double>> sums;
    const auto add = [&](std::size_t m, double std::pair<double, double>::*side) {
      for (std::size_t g = 0; g < count(m); ++g) {
        std::vector<Index> key;
        for (const Index d : shared) {
          const auto& own = margins_[m].dimensions;
          const auto at = static_cast<std::size_t>(std::find(own.begin(), own.end(), d) - own.begin());
          key.push_back(margins_[m].labels[g][at]);
        }
        sums[key].*side += target(targets, m, g);
      }
    };
    add(a, &std::pair<double, double>::first);
    add(b, &std::pair<double, double>::second);
    for (const auto& [key, both] : sums) {
      if (std::abs(both.first - both.second) <= kMarginAgreement * std::max(both.first, both.second))
        continue;
      problems.add({"E-IPF-003", margins_[a].name + ", " + margins_[b].name,
                    number(both.first) + " in one margin and " + number(both.second) +
                        " in the other, a difference of " + number(both.first - both.second),
                    "make the margins agree, for instance by reconciling them", cell_name(shared, key), ""});
    }
  }

  void check_support(const std::vector<double>& targets, Problems& problems) const {
    const std::vector<char> alive = support(targets);
    for (std::size_t m = 0; m < margins_.size(); ++m) {
      std::vector<char> reached(count(m), 0);
      for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (alive[i] != 0) reached[static_cast<std::size_t>(groups_[m][i] - starts_[m])] = 1;
      }
      for (std::size_t g = 0; g < count(m); ++g) {
        problems.add_if(
            target(targets, m, g) > 0.0 && reached[g] == 0,
            {"E-IPF-004", margins_[m].name,
             "the target is " + number(target(targets, m, g)) + " and every cell it could be made of is 0",
             "give the seed a cell there, or the target 0",
             cell_name(margins_[m].dimensions, margins_[m].labels[g]), ""});
      }
    }
  }

  /// Cells that may be positive: a positive seed and a positive target in every margin.
  [[nodiscard]] std::vector<char> support(const std::vector<double>& targets) const {
    std::vector<char> out(cells_.size(), 0);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      bool alive = seed_[i] > 0.0;
      for (std::size_t m = 0; alive && m < margins_.size(); ++m) {
        alive = targets[static_cast<std::size_t>(groups_[m][i])] > 0.0;
      }
      out[i] = alive ? 1 : 0;
    }
    return out;
  }

  [[nodiscard]] ProportionalFit fit_to(const std::vector<double>& targets, const std::vector<double>& start,
                                       const FitOptions& options) const {
    const std::vector<char> alive = support(targets);
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < alive.size(); ++i) {
      if (alive[i] != 0) cells.push_back(i);
    }
    ProportionalFit out;
    out.values.assign(start.size(), 0.0);
    for (const std::size_t i : cells) out.values[i] = start[i];
    std::vector<double> sums(targets.size());
    std::vector<double> logs(targets.size(), 0.0);
    for (out.rounds = 1; out.rounds <= options.rounds; ++out.rounds) {
      for (std::size_t m = 0; m < margins_.size(); ++m) {
        add_up(m, cells, out.values, sums);
        for (std::size_t g = 0; g < count(m); ++g) {
          const std::size_t at = static_cast<std::size_t>(starts_[m]) + g;
          if (targets[at] <= 0.0) continue;
          // A sum that underflows keeps its cells: the residual tells.
          sums[at] = sums[at] > 0.0 ? targets[at] / sums[at] : 1.0;
          logs[at] += std::log(sums[at]);
        }
        for (const std::size_t i : cells) out.values[i] *= sums[static_cast<std::size_t>(groups_[m][i])];
      }
      measure(cells, targets, sums, out);
      if (out.residual <= options.tolerance) {
        out.converged = true;
        return out;
      }
      if (out.rounds % kProofRounds == 0) {
        prove_infeasible(cells, targets, logs, out);
        std::fill(logs.begin(), logs.end(), 0.0);
      }
    }
    out.rounds = options.rounds;
    return out;
  }

  void add_up(std::size_t m, const std::vector<std::size_t>& cells, const std::vector<double>& values,
              std::vector<double>& sums) const {
    for (std::size_t g = 0; g < count(m); ++g) sums[static_cast<std::size_t>(starts_[m]) + g] = 0.0;
    for (const std::size_t i : cells) sums[static_cast<std::size_t>(groups_[m][i])] += values[i];
  }

  void measure(const std::vector<std::size_t>& cells, const std::vector<double>& targets,
               std::vector<double>& sums, ProportionalFit& out) const {
    out.residual = 0.0;
    for (std::size_t m = 0; m < margins_.size(); ++m) {
      add_up(m, cells, out.values, sums);
      for (std::size_t g = 0; g < count(m); ++g) {
        const std::size_t at = static_cast<std::size_t>(starts_[m]) + g;
        if (targets[at] <= 0.0) continue;
        const double gap = std::abs(sums[at] - targets[at]) / targets[at];
        if (!(gap > out.residual)) continue;
        out.residual = gap;
        out.margin = margins_[m].name;
        out.cell = cell_name(margins_[m].dimensions, margins_[m].labels[g]);
      }
    }
  }

  /// Throws E-IPF-005 when the factors of the last rounds prove that no table has these margins.
  void prove_infeasible(const std::vector<std::size_t>& cells, const std::vector<double>& targets,
                        const std::vector<double>& logs, const ProportionalFit& out) const {
    double reached = 0.0;
    double total = 0.0;
    double size = 0.0;
    for (std::size_t g = 0; g < targets.size(); ++g) {
      reached += targets[g] * logs[g];
      size += targets[g] * std::abs(logs[g]);
      if (g < count(0)) total += targets[g];
    }
    double largest = -std::numeric_limits<double>::infinity();
    for (const std::size_t i : cells) {
      double sum = 0.0;
      for (const auto& group : groups_) sum += logs[static_cast<std::size_t>(group[i])];
      largest = std::max(largest, sum);
    }
    // Rounding of the sums stays far below this share of their terms.
    constexpr double kRounding = 1e-9;
    if (!(reached - total * largest > kRounding * size)) return;
    throw InputError("E-IPF-005", out.margin,
                     "no table with the zeros of the seed has these margins; the target is missed by " +
                         number(100.0 * out.residual) + " %",
                     "give the seed a cell where it is 0 now, or correct the margin", out.cell);
  }

  static std::string number(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.12g", value);
    return text;
  }

  std::vector<std::vector<std::string>> labels_;
  std::vector<std::vector<Index>> cells_;
  std::vector<double> seed_;
  std::vector<Margin> margins_;
  std::vector<Index> starts_;
  std::vector<std::vector<Index>> groups_;  // margin by margin: the target of every cell
  std::vector<double> targets_;
};

}  // namespace dubao::hierarchy
