// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/structural/interventions.hpp>

#include <gtest/gtest.h>

namespace models_structural_interventions_test {

using dubao::InputError;
using namespace dubao::models::structural;

TEST(StructuralInterventions, PatternsAreThoseOfTheHeader) {
  struct Row {
    Kind kind;
    double before, first, second, third;
  };
  for (const Row& row :
       {Row{Kind::kLevelShift, 0.0, 1.0, 1.0, 1.0}, Row{Kind::kOutlier, 0.0, 1.0, 0.0, 0.0},
        Row{Kind::kTemporaryChange, 0.0, 1.0, 0.7, 0.7 * 0.7}, Row{Kind::kSlopeChange, 0.0, 1.0, 2.0, 3.0}}) {
    EXPECT_EQ(pattern(row.kind, -1), row.before) << to_string(row.kind);
    EXPECT_EQ(pattern(row.kind, 0), row.first) << to_string(row.kind);
    EXPECT_DOUBLE_EQ(pattern(row.kind, 1), row.second) << to_string(row.kind);
    EXPECT_DOUBLE_EQ(pattern(row.kind, 2), row.third) << to_string(row.kind);
  }
}

TEST(StructuralInterventions, AKindIsFoundByItsNameWithSpacesOrUnderscores) {
  for (const Kind kind : {Kind::kLevelShift, Kind::kOutlier, Kind::kTemporaryChange, Kind::kSlopeChange}) {
    EXPECT_EQ(parse_kind(std::string(to_string(kind))), kind);
  }
  EXPECT_EQ(parse_kind("temporary change"), Kind::kTemporaryChange);
  EXPECT_EQ(to_string(Kind::kSlopeChange), "slope_change");
}

TEST(StructuralInterventions, ANameThatIsNoKindIsRefused) {
  try {
    (void)parse_kind("level-shift");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-STR-002");
  }
}

}  // namespace models_structural_interventions_test
