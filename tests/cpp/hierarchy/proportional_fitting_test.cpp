// SPDX-License-Identifier: Apache-2.0
#include <dubao/hierarchy/proportional_fitting.hpp>

#include <gtest/gtest.h>

#include "hierarchy/random_tree.hpp"
#include <numeric>

namespace hierarchy_proportional_fitting_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::DrawMatrix;
using namespace dubao::hierarchy;

constexpr double kMargins = 1e-12;
constexpr double kOddsRatio = 1e-9;

std::vector<std::vector<std::string>> labels(const std::vector<Index>& sizes) {
  std::vector<std::vector<std::string>> out;
  for (std::size_t d = 0; d < sizes.size(); ++d) {
    out.emplace_back();
    for (Index k = 0; k < sizes[d]; ++k) {
      out.back().push_back(std::string(1, static_cast<char>('a' + d)) + std::to_string(k));
    }
  }
  return out;
}

std::vector<std::vector<Index>> grid(const std::vector<Index>& sizes) {
  std::vector<std::vector<Index>> out{{}};
  for (const Index size : sizes) {
    std::vector<std::vector<Index>> longer;
    for (const auto& start : out) {
      for (Index k = 0; k < size; ++k) {
        longer.push_back(start);
        longer.back().push_back(k);
      }
    }
    out = longer;
  }
  return out;
}

/// Margin over some dimensions of a table.
Margin margin(const std::vector<std::vector<Index>>& cells, const std::vector<double>& values,
              const std::vector<Index>& dimensions) {
  std::map<std::vector<Index>, double> sums;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::vector<Index> key;
    for (const Index d : dimensions) key.push_back(cells[i][static_cast<std::size_t>(d)]);
    sums[key] += values[i];
  }
  Margin out;
  out.name = "margin";
  for (const Index d : dimensions) out.name += " " + std::to_string(d);
  out.dimensions = dimensions;
  for (const auto& [key, sum] : sums) {
    out.labels.push_back(key);
    out.targets.push_back(sum);
  }
  return out;
}

double largest_gap(const std::vector<std::vector<Index>>& cells, const std::vector<double>& values,
                   const Margin& target) {
  const Margin found = margin(cells, values, target.dimensions);
  std::map<std::vector<Index>, double> sums;
  for (std::size_t g = 0; g < found.labels.size(); ++g) sums[found.labels[g]] = found.targets[g];
  double gap = 0.0;
  for (std::size_t g = 0; g < target.labels.size(); ++g) {
    const double t = target.targets[g];
    gap = std::max(gap, std::abs(sums[target.labels[g]] - t) / (t > 0.0 ? t : 1.0));
  }
  return gap;
}

std::vector<double> positive(random_tree::Source& source, std::size_t count) {
  std::vector<double> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(std::exp(source.normal()));
  return out;
}

TEST(ProportionalFitting, SolvesTheExampleOfTheBanner) {
  const ProportionalFitting fitting(
      labels({2, 2}), grid({2, 2}), {1, 2, 3, 4},
      {{"rows", {0}, {{0}, {1}}, {4, 6}}, {"columns", {1}, {{0}, {1}}, {5, 5}}});
  const auto fit = fitting.fit();
  ASSERT_TRUE(fit.converged);
  const auto& x = fit.values;
  EXPECT_NEAR(x[0] * x[3] / (x[1] * x[2]), 4.0 / 6.0, kOddsRatio);
  EXPECT_NEAR(x[0], 1.7576506721, 1e-9);
  EXPECT_NEAR(x[0] + x[1], 4.0, kMargins * 4.0);
}

TEST(ProportionalFitting, MeetsMarginsAndKeepsOddsRatiosInThreeDimensions) {
  random_tree::Source source(1);
  for (int trial = 0; trial < 12; ++trial) {
    const std::vector<Index> sizes{2 + source.below(3), 2 + source.below(3), 2 + source.below(4)};
    const auto cells = grid(sizes);
    const auto seed = positive(source, cells.size());
    const auto truth = positive(source, cells.size());
    const std::vector<Margin> margins{margin(cells, truth, {0, 1}), margin(cells, truth, {1, 2}),
                                      margin(cells, truth, {0, 2})};
    const auto fit = ProportionalFitting(labels(sizes), cells, seed, margins).fit();
    ASSERT_TRUE(fit.converged) << fit.residual;
    for (const Margin& m : margins) EXPECT_LE(largest_gap(cells, fit.values, m), kMargins);
    // The ratio of odds ratios of the first two labels of each dimension is fixed by no margin of two dimensions.
    const auto contrast = [&](const std::vector<double>& x) {
      double out = 0.0;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i][0] > 1 || cells[i][1] > 1 || cells[i][2] > 1) continue;
        out += ((cells[i][0] + cells[i][1] + cells[i][2]) % 2 == 0 ? 1.0 : -1.0) * std::log(x[i]);
      }
      return out;
    };
    EXPECT_NEAR(contrast(fit.values), contrast(seed), kOddsRatio);
  }
}

TEST(ProportionalFitting, KeepsStructuralZerosInASparseTable) {
  random_tree::Source source(2);
  const std::vector<Index> sizes{12, 15};
  std::vector<std::vector<Index>> cells;
  for (const auto& cell : grid(sizes)) {
    if (cell[0] == cell[1] || source.uniform() < 0.5) cells.push_back(cell);
    if (cell[0] == 11 && cell[1] > 11 && cells.back() != cell) cells.push_back(cell);
  }
  auto seed = positive(source, cells.size());
  seed[1] = 0.0;
  auto truth = positive(source, cells.size());
  truth[1] = 0.0;
  const std::vector<Margin> margins{margin(cells, truth, {0}), margin(cells, truth, {1})};
  const auto fit = ProportionalFitting(labels(sizes), cells, seed, margins).fit();
  ASSERT_TRUE(fit.converged);
  EXPECT_EQ(fit.values[1], 0.0);
  for (const Margin& m : margins) EXPECT_LE(largest_gap(cells, fit.values, m), kMargins);
}

std::vector<dubao::Problem> refusal(const std::vector<double>& seed, const std::vector<Margin>& margins) {
  try {
    static_cast<void>(ProportionalFitting(labels({2, 2}), grid({2, 2}), seed, margins).fit());
  } catch (const InputError& error) {
    return error.problems();
  }
  ADD_FAILURE() << "nothing was refused";
  return {{"none", "", "", "", "", ""}};
}

Margin rows(double first, double second) { return {"rows", {0}, {{0}, {1}}, {first, second}}; }
Margin columns(double first, double second) { return {"columns", {1}, {{0}, {1}}, {first, second}}; }

TEST(ProportionalFitting, NamesMarginsThatContradictEachOther) {
  const auto found = refusal({1, 1, 1, 1}, {rows(4, 6), columns(5, 6)});
  EXPECT_EQ(found.front().id, "E-IPF-003");
  EXPECT_EQ(found.front().argument, "rows, columns");
  EXPECT_NE(found.front().message.find("difference of -1"), std::string::npos) << found.front().message;
  // Equal totals, but different sums of the dimension that both have.
  const auto cells = grid({2, 2});
  const Margin both{"rows × columns", {0, 1}, cells, {1, 1, 4, 4}};
  const auto shared = refusal({1, 1, 1, 1}, {rows(4, 6), both});
  EXPECT_EQ(shared.front().id, "E-IPF-003");
  EXPECT_EQ(shared.front().series, "a0");
}

TEST(ProportionalFitting, NamesTargetsOverNothingButZeros) {
  const auto found = refusal({0, 0, 1, 1}, {rows(4, 6), columns(5, 5)});
  EXPECT_EQ(found.front().id, "E-IPF-004");
  EXPECT_EQ(found.front().argument, "rows");
  EXPECT_EQ(found.front().series, "a0");
}

TEST(ProportionalFitting, ProvesThatMarginsCannotBeMet) {
  // Row a0 can only be in column b0, which is smaller.
  const auto found = refusal({1, 0, 1, 1}, {rows(6, 4), columns(5, 5)});
  EXPECT_EQ(found.front().id, "E-IPF-005");
  EXPECT_TRUE(found.front().argument == "rows" || found.front().argument == "columns");
  EXPECT_FALSE(found.front().series.empty());
  EXPECT_NE(found.front().message.find("missed by"), std::string::npos);
}

TEST(ProportionalFitting, ReportsResidualAndCellWhereOnlyASolutionWithNewZerosExists) {
  const ProportionalFitting fitting(labels({2, 2}), grid({2, 2}), {1, 1, 1, 0}, {rows(5, 5), columns(5, 5)});
  FitOptions options;
  options.rounds = 2000;
  const auto fit = fitting.fit(options);
  EXPECT_FALSE(fit.converged);
  EXPECT_GT(fit.residual, kMargins);
  EXPECT_LT(fit.residual, 1e-2);
  EXPECT_FALSE(fit.cell.empty());
  EXPECT_LT(fit.values[0], 0.02);
}

TEST(ProportionalFitting, FitsEveryDrawOfTheMarginsAsIfItWereAlone) {
  random_tree::Source source(3);
  const std::vector<Index> sizes{3, 4};
  const auto cells = grid(sizes);
  const auto seed = positive(source, cells.size());
  const std::vector<Margin> margins{margin(cells, positive(source, cells.size()), {0})};
  auto base = margins;
  base.push_back(margin(cells, seed, {1}));
  const double scale = std::accumulate(base[0].targets.begin(), base[0].targets.end(), 0.0) /
                       std::accumulate(base[1].targets.begin(), base[1].targets.end(), 0.0);
  for (double& t : base[1].targets) t *= scale;
  const ProportionalFitting fitting(labels(sizes), cells, seed, base);
  constexpr Index kDraws = 6;
  DrawMatrix targets(7, kDraws);
  for (Index d = 0; d < kDraws; ++d) {
    const auto truth = positive(source, cells.size());
    const auto first = margin(cells, truth, {0}).targets;
    const auto second = margin(cells, truth, {1}).targets;
    for (Index g = 0; g < 3; ++g) targets(g, d) = first[static_cast<std::size_t>(g)];
    for (Index g = 0; g < 4; ++g) targets(3 + g, d) = second[static_cast<std::size_t>(g)];
  }
  const auto [tables, worst] = fitting.fit_draws(targets);
  EXPECT_TRUE(worst.converged);
  EXPECT_EQ(tables, fitting.fit_draws(targets, {}, 2).first);
  for (Index d = 0; d < kDraws; ++d) {
    auto own = base;
    for (Index g = 0; g < 3; ++g) own[0].targets[static_cast<std::size_t>(g)] = targets(g, d);
    for (Index g = 0; g < 4; ++g) own[1].targets[static_cast<std::size_t>(g)] = targets(3 + g, d);
    const auto alone = ProportionalFitting(labels(sizes), cells, seed, own).fit();
    for (Index i = 0; i < fitting.cells(); ++i)
      EXPECT_EQ(tables(i, d), alone.values[static_cast<std::size_t>(i)]);
  }
  targets(0, 2) += 1.0;
  EXPECT_THROW(static_cast<void>(fitting.fit_draws(targets)), InputError);
}

TEST(ProportionalFitting, RefusesTablesThatDoNotFit) {
  EXPECT_EQ(refusal({1, 1, 1}, {rows(1, 1)}).front().id, "E-IPF-001");
  EXPECT_EQ(refusal({1, 1, -1, 1}, {rows(1, 1)}).front().id, "E-IPF-002");
  EXPECT_EQ(refusal({1, 1, 1, 1}, {{"rows", {0}, {{0}}, {1}}}).front().series, "a1");
  EXPECT_EQ(refusal({1, 1, 1, 1}, {rows(1, -1)}).front().id, "E-IPF-002");
}

}  // namespace hierarchy_proportional_fitting_test
