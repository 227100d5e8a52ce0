// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/institution.hpp>

#include "labour/support.hpp"

namespace labour_capacity_institution_test {

using namespace dubao::labour::capacity;  // NOLINT: a test

TEST(CapacityInstitution, ExampleOfTheHeaderHolds) {
  const Location location{"HN", "Head office", 13440.0};
  EXPECT_EQ(location.floor_area, 13440.0);
  EXPECT_EQ(location.area_kind, AreaKind::rooms);
  EXPECT_FALSE(location.founded.has_value());
}

TEST(CapacityInstitution, NamesAndValuesOfTheEnumerationsBelongTogether) {
  for (const std::string_view name : kFormNames) {
    EXPECT_EQ(name_of(from_name<Form>(name, kFormNames).value(), kFormNames), name);
  }
  EXPECT_EQ(name_of(Level::doctoral, kLevelNames), "doctoral");
  EXPECT_EQ(name_of(Degree::master, kDegreeNames), "master");
  EXPECT_EQ(name_of(Title::doctor_of_science, kTitleNames), "doctor_of_science");
  EXPECT_EQ(name_of(Category::enterprise_expert, kCategoryNames), "enterprise_expert");
  EXPECT_EQ(name_of(AreaKind::gross, kAreaKindNames), "gross");
  EXPECT_FALSE(from_name<Level>("phd", kLevelNames).has_value());
}

TEST(CapacityInstitution, FiguresNotGivenAreNotKnownRatherThanZero) {
  EXPECT_TRUE(std::isnan(Learners{}.stock));
  EXPECT_TRUE(std::isnan(Learners{}.employment_rate));
  EXPECT_TRUE(std::isnan(Unit{}.teaching_coefficient));
  EXPECT_TRUE(std::isnan(Postgraduates{}.stock_regular));
}

}  // namespace labour_capacity_institution_test
