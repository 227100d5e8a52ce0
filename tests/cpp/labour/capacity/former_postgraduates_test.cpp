// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/former_postgraduates.hpp>

#include <gtest/gtest.h>

#include "labour/capacity/former_example.hpp"
#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_former_postgraduates_test {

using namespace dubao;                             // NOLINT: a test
using namespace dubao::labour::capacity;           // NOLINT: a test
using namespace dubao::labour::capacity::testing;  // NOLINT: a test
using labour::testing::kExact;

Institution with(const Postgraduates& major, SpecialMajor special = SpecialMajor::none) {
  Institution out{"INV", "Invented", 2024};
  out.units = {former_unit("4802", special)};
  out.postgraduates = {major};
  return out;
}

FormerPostgraduateRow row(const Postgraduates& major, SpecialMajor special = SpecialMajor::none) {
  return former_postgraduates(with(major, special), rules_of(2024))[0];
}

TEST(FormerPostgraduates, FiveMasterStudentsASupervisorAndTheStockIsNotSubtracted) {
  Postgraduates major{"HN", "8480201", 18, 3};
  major.stock = 60;
  EXPECT_NEAR(row(major).maximum, 105.0, kExact);
  EXPECT_EQ(row(major).level, Level::master);
}

TEST(FormerPostgraduates, VisitingSupervisorsCountUpToTenPercentOrFortyInArts) {
  Postgraduates major{"HN", "8480201", 20};
  major.visiting_doctors = 5;
  EXPECT_NEAR(row(major).capacity, 100.0 + 2.0 * 1.5, kExact);
  EXPECT_NEAR(row(major, SpecialMajor::arts).capacity, 100.0 + 5.0 * 1.5, kExact);
}

TEST(FormerPostgraduates, DoctoralCapacityIsThreeFiveAndSevenLessStockPlusGraduates) {
  Postgraduates major{"HN", "9480201", 18, 3, 1, 2};
  major.stock = 8;
  major.duration = 4;
  const FormerPostgraduateRow found = row(major);
  EXPECT_NEAR(found.capacity, 16 * 3 + 2 * 5 + 3 * 5 + 7.0, kExact);  // two doctors of science count 5
  EXPECT_NEAR(found.maximum, 80.0 - 8.0 + 2.0, kExact);
}

TEST(FormerPostgraduates, TheBestVisitingSupervisorsAreCountedFirst) {
  Postgraduates major{"HN", "9480201", 20};
  major.visiting_doctors = 3;
  major.visiting_professors = 1;
  major.visiting_associate_professors = 0.5;
  // Limit 2 heads: a professor (2), half an associate professor (1.5), half a doctor (1).
  EXPECT_NEAR(row(major).capacity, 60.0 + 2.0 + 0.75 + 0.5, kExact);
}

}  // namespace labour_capacity_former_postgraduates_test
