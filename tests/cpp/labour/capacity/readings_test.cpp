// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/readings.hpp>

#include "labour/support.hpp"

namespace labour_capacity_readings_test {

using namespace dubao;                    // NOLINT: a test
using namespace dubao::labour::capacity;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::problem_ids;

TEST(CapacityReadings, ExampleOfTheHeaderHolds) {
  Readings readings;
  EXPECT_EQ(readings.a1, PostgraduateClause::none);
  set_reading(readings, "A1", "B");
  EXPECT_EQ(readings.a1, PostgraduateClause::reserved);
}

TEST(CapacityReadings, EveryChoiceOfEveryQuestionCanBeSetAndIsFound) {
  Readings defaults;
  for_each_reading(defaults, [](std::string_view id, auto&, const auto& names) {
    for (const std::string_view name : names) {
      Readings readings;
      set_reading(readings, id, name);
      for_each_reading(readings, [&](std::string_view other, auto& value, const auto& others) {
        if (other == id) {
          EXPECT_EQ(name_of(value, others), name);
        }
      });
    }
  });
}

TEST(CapacityReadings, UnknownQuestionsAndChoicesAreRefused) {
  Readings readings;
  EXPECT_EQ(problem_ids([&] { set_reading(readings, "A5", "both"); }), Ids{"E-CAP-018"});
  EXPECT_EQ(problem_ids([&] { set_reading(readings, "A2", "major"); }), Ids{"E-CAP-018"});
  EXPECT_EQ(readings.a2, LecturerTest::group);
}

}  // namespace labour_capacity_readings_test
