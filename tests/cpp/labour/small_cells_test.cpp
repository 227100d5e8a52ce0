// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/labour/small_cells.hpp>

#include "labour/support.hpp"
#include <Eigen/LU>

namespace labour_small_cells_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;

/// A cell whose figure counts its own persons.
TableCell counted(const std::string& key, double persons, const std::string& pool_with = {}) {
  TableCell out;
  out.key = key;
  out.level = persons;
  out.persons = persons;
  out.pool_with = pool_with;
  return out;
}

std::vector<SmallCellRule> persons_only() {
  return {{CellQuantity::kPersons, kMinimumPersons, CellAction::kSuppress}};
}

CellStatus status_of(const PublicationPlan& plan, const std::string& key) {
  for (const CellDecision& one : plan.cells) {
    if (one.key == key) return one.status;
  }
  ADD_FAILURE() << "no cell " << key;
  return CellStatus::kPublished;
}

TEST(SmallCells, ExampleOfTheHeaderHolds) {
  const PublicationPlan plan =
      SmallCells({counted("men", 3), counted("women", 40), counted("young", 30), counted("old", 13),
                  counted("all", 43)},
                 {{"all", {"men", "women"}}, {"all", {"young", "old"}}}, persons_only())
          .plan();
  EXPECT_EQ(status_of(plan, "men"), CellStatus::kSuppressed);
  EXPECT_EQ(status_of(plan, "women"), CellStatus::kSuppressed);
  EXPECT_FALSE(plan.cells[0].secondary);
  EXPECT_TRUE(plan.cells[1].secondary);
  EXPECT_EQ(plan.cells[0].reasons, (std::vector<std::string>{"persons below 5"}));
  for (const char* key : {"young", "old", "all"}) EXPECT_EQ(status_of(plan, key), CellStatus::kPublished);
}

TEST(SmallCells, TwoHiddenCellsOfTogetherTooFewPersonsGetAThird) {
  const PublicationPlan plan =
      SmallCells({counted("a", 1), counted("b", 2), counted("c", 20), counted("d", 30), counted("t", 53)},
                 {{"t", {"a", "b", "c", "d"}}}, persons_only())
          .plan();
  EXPECT_EQ(status_of(plan, "c"), CellStatus::kSuppressed);
  EXPECT_EQ(status_of(plan, "d"), CellStatus::kPublished);
}

TEST(SmallCells, WhereNoPartIsLeftTheTotalGoes) {
  const PublicationPlan plan =
      SmallCells({counted("a", 1), counted("b", 2), counted("t", 3)}, {{"t", {"a", "b"}}}, persons_only())
          .plan();
  EXPECT_EQ(status_of(plan, "t"), CellStatus::kSuppressed);
}

TEST(SmallCells, ACellThatFollowsFromLinkedSumsIsProtectedToo) {
  // Suppressed by hand in every margin twice, but the cell r2 × c2 ties two blocks together: it follows from all sums at once.
  // Rows 0 and 1 with columns 0 and 1, rows 3 and 4 with columns 3 and 4, and the one cell (2, 2) hidden with (2, 1) and (3, 2).
  std::vector<TableCell> cells;
  std::vector<PublishedSum> sums;
  const auto name = [](int r, int c) { return "r" + std::to_string(r) + "c" + std::to_string(c); };
  Eigen::MatrixXd table = Eigen::MatrixXd::Constant(5, 5, 50.0);
  for (const auto& [r, c] :
       {std::pair{0, 0}, {0, 1}, {1, 0}, {1, 1}, {3, 3}, {3, 4}, {4, 3}, {4, 4}, {1, 2}, {2, 2}, {2, 3}}) {
    table(r, c) = 3.0;
  }
  for (int r = 0; r < 5; ++r) {
    PublishedSum row{"row" + std::to_string(r), {}};
    PublishedSum column{"col" + std::to_string(r), {}};
    for (int c = 0; c < 5; ++c) {
      cells.push_back(counted(name(r, c), table(r, c)));
      row.parts.push_back(name(r, c));
      column.parts.push_back(name(c, r));
    }
    sums.push_back(row);
    sums.push_back(column);
    cells.push_back(counted(row.total, table.row(r).sum()));
    cells.push_back(counted(column.total, table.col(r).sum()));
  }
  const PublicationPlan plan = SmallCells(cells, sums, persons_only()).plan();
  // Independent look: a hidden cell is safe when some vector of the null space of the hidden columns moves it.
  std::vector<std::size_t> hidden;
  for (std::size_t k = 0; k < plan.cells.size(); ++k) {
    if (plan.cells[k].status == CellStatus::kSuppressed) hidden.push_back(k);
  }
  Eigen::MatrixXd relations = Eigen::MatrixXd::Zero(10, static_cast<Index>(hidden.size()));
  for (std::size_t s = 0; s < sums.size(); ++s) {
    for (std::size_t h = 0; h < hidden.size(); ++h) {
      const std::string& key = plan.cells[hidden[h]].key;
      const auto& parts = sums[s].parts;
      if (std::find(parts.begin(), parts.end(), key) != parts.end())
        relations(static_cast<Index>(s), static_cast<Index>(h)) = 1;
      if (sums[s].total == key) relations(static_cast<Index>(s), static_cast<Index>(h)) = -1;
    }
  }
  const Eigen::MatrixXd kernel = Eigen::FullPivLU<Eigen::MatrixXd>(relations).kernel();
  for (Index h = 0; h < kernel.rows(); ++h) EXPECT_GT(kernel.row(h).cwiseAbs().maxCoeff(), 1e-6);
}

TEST(SmallCells, APoolIsPublishedUnderOneFigureAndItsMembersAreNot) {
  const PublicationPlan plan = SmallCells({[] {
                                             TableCell one = counted("north", 12, "south");
                                             one.sample = 12;
                                             return one;
                                           }(),
                                           [] {
                                             TableCell one = counted("south", 40);
                                             one.sample = 40;
                                             return one;
                                           }(),
                                           counted("centre", 100), counted("all", 152)},
                                          {{"all", {"north", "south", "centre"}}},
                                          {{CellQuantity::kPersons, 5, CellAction::kSuppress},
                                           {CellQuantity::kSample, 30, CellAction::kPool}})
                                   .plan();
  ASSERT_EQ(plan.pools.size(), 1U);
  EXPECT_EQ(plan.pools[0].name, "north + south");
  EXPECT_NEAR(plan.pools[0].level, 52.0, kExact);
  EXPECT_EQ(status_of(plan, "north"), CellStatus::kPooled);
  EXPECT_EQ(status_of(plan, "south"), CellStatus::kPooled);
  EXPECT_TRUE(plan.cells[1].secondary);
  // The sample of the others is not known: they are flagged, never published as if it were.
  EXPECT_EQ(status_of(plan, "centre"), CellStatus::kFlagged);
}

TEST(SmallCells, APoolThatIsTooSmallItselfIsSuppressedAndOneOfDrawsIsJudgedByTheSumOfDraws) {
  const auto noisy = [](const char* key, double sign) {
    TableCell one = counted(key, 100, sign > 0 ? "b" : "");
    one.draws = Eigen::ArrayXd::LinSpaced(101, 100 - sign * 90, 100 + sign * 90);
    return one;
  };
  const std::vector<SmallCellRule> rules{{CellQuantity::kPersons, 5, CellAction::kSuppress},
                                         {CellQuantity::kHalfWidth, 0.5, CellAction::kPool}};
  // Opposite errors: the sum is known exactly. The neighbour would be suppressed by itself; the pool takes it in.
  TableCell loud = noisy("a", 1);
  TableCell quiet = noisy("b", -1);
  const PublicationPlan joined = SmallCells({loud, quiet}, {}, rules).plan();
  ASSERT_EQ(joined.pools.size(), 1U);
  EXPECT_FALSE(joined.pools[0].flagged);
  EXPECT_EQ(status_of(joined, "b"), CellStatus::kPooled);
  // Without draws the half-widths add up: 72 % of each is 72 % of both.
  loud.draws.resize(0);
  quiet.draws.resize(0);
  loud.half_width = quiet.half_width = 0.72;
  const PublicationPlan worst = SmallCells({loud, quiet}, {}, rules).plan();
  EXPECT_TRUE(worst.pools.empty());
  EXPECT_EQ(status_of(worst, "a"), CellStatus::kSuppressed);
}

TEST(SmallCells, StructuralZerosAreShownAndProtectNobody) {
  TableCell zero = counted("none", 0);
  zero.structural_zero = true;
  const PublicationPlan plan = SmallCells({zero, counted("a", 2), counted("b", 30), counted("t", 32)},
                                          {{"t", {"none", "a", "b"}}}, persons_only())
                                   .plan();
  EXPECT_EQ(status_of(plan, "none"), CellStatus::kPublished);
  EXPECT_EQ(status_of(plan, "b"), CellStatus::kSuppressed);
  // A zero that is not structural is fewer than five persons.
  EXPECT_EQ(status_of(SmallCells({counted("none", 0)}, {}, persons_only()).plan(), "none"),
            CellStatus::kSuppressed);
}

TEST(SmallCells, ATotalOfStructuralZerosIsOneAndSoAreThePartsOfOne) {
  TableCell zero = counted("a", 0);
  zero.structural_zero = true;
  const PublicationPlan up = SmallCells({zero, counted("t", 0)}, {{"t", {"a"}}}, persons_only()).plan();
  EXPECT_EQ(status_of(up, "t"), CellStatus::kPublished);
  TableCell none = counted("t", 0);
  none.structural_zero = true;
  const PublicationPlan down =
      SmallCells({counted("a", 0), counted("b", 0), none}, {{"t", {"a", "b"}}}, persons_only()).plan();
  EXPECT_EQ(status_of(down, "b"), CellStatus::kPublished);
}

TEST(SmallCells, RoundedFiguresMayMissTheirTotalByHalfAUnitEach) {
  const auto build = [](double total, double rounding) {
    return [=] {
      return SmallCells({counted("a", 12.3), counted("b", 45.6), counted("t", total)}, {{"t", {"a", "b"}}},
                        persons_only(), rounding);
    };
  };
  EXPECT_EQ(problem_ids(build(58.0, 0.0)), (Ids{"E-LAB-023"}));
  EXPECT_EQ(problem_ids(build(58.0, 0.1)), Ids{});
  EXPECT_EQ(problem_ids(build(58.1, 0.1)), (Ids{"E-LAB-023"}));
}

TEST(SmallCells, WrongTablesAndRulesAreNamedAllAtOnce) {
  const auto ids = [](std::vector<TableCell> cells, std::vector<PublishedSum> sums = {},
                      std::vector<SmallCellRule> rules = persons_only()) {
    return problem_ids([&] { return SmallCells(cells, sums, rules); });
  };
  EXPECT_EQ(ids({counted("a", 9), counted("a", -9)}), (Ids{"E-LAB-020", "E-LAB-020"}));
  EXPECT_EQ(ids({counted("a", 9, "z")}), (Ids{"E-LAB-021"}));
  EXPECT_EQ(ids({counted("a", 9), counted("t", 9)}, {{"t", {"a", "b"}}, {"t", {}}}),
            (Ids{"E-LAB-021", "E-LAB-021"}));
  EXPECT_EQ(ids({counted("a", 9), counted("t", 10)}, {{"t", {"a"}}}), (Ids{"E-LAB-023"}));
  TableCell peopled = counted("a", 9);
  peopled.structural_zero = true;
  EXPECT_EQ(ids({peopled}), (Ids{"E-LAB-020"}));
  EXPECT_EQ(ids({counted("a", 9)}, {}, {}), (Ids{"E-LAB-022"}));
  EXPECT_EQ(ids({counted("a", 9)}, {}, {{CellQuantity::kPersons, 3, CellAction::kSuppress}}),
            (Ids{"E-LAB-022"}));
}

}  // namespace labour_small_cells_test
