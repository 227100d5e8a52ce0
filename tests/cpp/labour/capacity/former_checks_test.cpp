// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/former_checks.hpp>

#include <gtest/gtest.h>

#include "labour/capacity/former_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_former_checks_test {

using namespace dubao;                             // NOLINT: a test
using namespace dubao::labour::capacity;           // NOLINT: a test
using namespace dubao::labour::capacity::testing;  // NOLINT: a test
using labour::testing::Ids;

/// Id and argument of every problem.
std::vector<std::string> found(const Institution& institution) {
  std::vector<std::string> out;
  const Problems problems = check_former(institution);
  for (const Problem& one : problems.list()) out.push_back(one.id + " " + one.argument);
  return out;
}

TEST(FormerChecks, TheExampleIsSoundWithoutCoefficientsOfTheStandards) {
  EXPECT_TRUE(found(former_example(2024)).empty());
}

TEST(FormerChecks, EveryProblemIsListedWithItsRowAndColumn) {
  Institution one = former_example(2024);
  one.learners[0].duration = kNotKnown;
  one.learners[0].employment_rate = 83.0;
  one.learners.push_back(former_learners("9999", Form::regular, 10, 1, 1));
  one.learners.push_back(former_learners("4802", Form::blended, -1, 1, 1));
  one.locations[0].floor_area = -1;
  one.units[0].support_staff = -2;
  EXPECT_EQ(found(one), (Ids{"E-CAP-006 locations[0].floor_area", "E-CAP-010 learners[0].employment_rate",
                             "E-CAP-011 learners[0].duration", "E-CAP-008 learners[1].unit",
                             "E-CAP-009 learners[2].stock", "E-CAP-009 units[0].support_staff"}));
}

TEST(FormerChecks, ALecturersTimeIsAtMostOneAndHisUnitIsListed) {
  Institution one = former_example(2024);
  one.lecturers[0].weight = 0.7;
  one.lecturers.push_back(one.lecturers[0]);
  one.lecturers[1].unit = "5202";
  one.lecturers[2].weight = 1.2;
  EXPECT_EQ(found(one), (Ids{"E-CAP-008 lecturers[1].unit", "E-CAP-012 lecturers[2].weight",
                             "E-CAP-012 lecturers[0].weight", "E-CAP-012 lecturers[2].weight"}));
}

TEST(FormerChecks, DoctoralLearnersNeedADurationAndVisitingSupervisorsAreNotNegative) {
  Institution one = former_example(2024);
  one.postgraduates = {{"HN", "9480201", 10}};
  one.postgraduates[0].stock = 3;
  one.postgraduates[0].visiting_doctors = -1;
  EXPECT_EQ(found(one),
            (Ids{"E-CAP-009 postgraduates[0].visiting_doctors", "E-CAP-011 postgraduates[0].duration"}));
}

TEST(FormerChecks, NothingDeclaredIsAProblem) {
  EXPECT_EQ(found(Institution{"INV", "Invented", 2024}), Ids{"E-CAP-020 institution"});
}

}  // namespace labour_capacity_former_checks_test
