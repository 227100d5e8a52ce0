// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/person_table.hpp>

#include "labour/support.hpp"

namespace labour_person_table_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;

/// Cells with plenty of persons: two categories, numbers.
PersonTable cells() {
  PersonTable out;
  out.occupation = {"occupation", {"25", "35"}, {0, 0, 1, 1}};
  out.factors = {{"education", {"high", "low"}, {0, 1, 0, 1}}};
  out.numbers = {{"hours", Eigen::ArrayXd::LinSpaced(4, 20, 50)}};
  out.stayed = Eigen::ArrayXd::Constant(4, 80.0);
  out.left = Eigen::ArrayXd::Constant(4, 10.0);
  out.transferred = Eigen::ArrayXd::Constant(4, 10.0);
  out.weight = Eigen::ArrayXd::Constant(4, 250.0);
  return out;
}

std::vector<Problem> problems_of(const PersonTable& table, double minimum = kMinimumPersons) {
  Problems problems;
  check_person_table(problems, table, minimum);
  return problems.list();
}

Ids ids(const std::vector<Problem>& problems) {
  Ids out;
  for (const Problem& one : problems) out.push_back(one.id);
  return out;
}

TEST(PersonTable, ExampleOfTheHeaderHolds) {
  PersonTable table;
  table.occupation = {"occupation", {"25"}, {0, 0, 0}};
  table.factors = {{"education", {"high", "low"}, {1, 0, 1}}};
  table.stayed = Eigen::ArrayXd::Zero(3);
  table.stayed << 1, 0, 1;
  table.left = 1.0 - table.stayed;
  table.transferred = Eigen::ArrayXd::Zero(3);
  EXPECT_TRUE(table.is_records());
  const PersonDesign design = person_design(table);
  EXPECT_EQ(design.names, std::vector<std::string>{"education=high"});
  EXPECT_EQ(design.x(0, 0), 0.0);
  EXPECT_EQ(design.x(1, 0), 1.0);
}

TEST(PersonTable, NumbersComeFirstAndTheCommonestCategoryIsTheReference) {
  PersonTable table = cells();
  EXPECT_FALSE(table.is_records());
  table.stayed(1) = 500.0;
  const PersonDesign design = person_design(table);
  EXPECT_EQ(design.names, (std::vector<std::string>{"hours", "education=high"}));
  EXPECT_TRUE(problems_of(table).empty());
}

TEST(PersonTable, ProblemsNameColumnAndCountAndNeverARowOrACategory) {
  PersonTable table = cells();
  table.factors[0].levels = {"Mrs Secret", "low"};
  table.factors[0].codes[2] = -1;
  table.numbers[0].values(1) = NAN;
  table.left(3) = -1.0;
  table.weight(0) = 0.0;
  const std::vector<Problem> found = problems_of(table);
  EXPECT_EQ(ids(found), (Ids{"E-REP-014", "E-REP-014", "E-REP-014", "E-REP-014"}));
  for (const Problem& one : found) {
    EXPECT_EQ(one.row, 0);
    EXPECT_EQ(one.message.rfind("1 ", 0), 0U) << one.message;
    EXPECT_EQ(one.text().find("Secret"), std::string::npos);
  }
}

TEST(PersonTable, CategoriesWithTooFewPersonsAreRefusedWithoutTheirName) {
  PersonTable table = cells();
  table.factors.push_back({"name", {"many", "Mrs Secret"}, {0, 0, 0, 1}});
  table.stayed(3) = 2.0;
  table.left(3) = 1.0;
  table.transferred(3) = 1.0;
  const std::vector<Problem> found = problems_of(table);
  EXPECT_EQ(ids(found), Ids{"E-REP-015"});
  EXPECT_EQ(found.front().column, "name");
  EXPECT_EQ(found.front().text().find("Secret"), std::string::npos);
  EXPECT_TRUE(ids(problems_of(table, 4.0)).empty());
  table.stayed(3) = 90.0;
  EXPECT_TRUE(problems_of(table).empty());
}

TEST(PersonTable, CategoriesInWhichNobodyLeftHaveNoCoefficient) {
  PersonTable table = cells();
  table.left(0) = 0.0;
  table.left(2) = 0.0;
  EXPECT_EQ(ids(problems_of(table)), Ids{"E-REP-016"});
  PersonTable rare = cells();
  rare.left.setZero();
  EXPECT_EQ(ids(problems_of(rare)), (Ids{"E-REP-016", "E-REP-016"}));
}

TEST(PersonTable, ColumnsOfOtherLengthsAndNamesTwiceAreRefused) {
  PersonTable table = cells();
  table.factors.push_back({"hours", {"a", "b"}, {0, 1}});
  table.weight = Eigen::ArrayXd::Ones(3);
  EXPECT_EQ(ids(problems_of(table)), (Ids{"E-REP-013", "E-REP-013", "E-REP-013"}));
  EXPECT_EQ(ids(problems_of(PersonTable())), (Ids{"E-REP-013"}));
}

}  // namespace labour_person_table_test
