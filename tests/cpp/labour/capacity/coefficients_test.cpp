// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/capacity/coefficients.hpp>

#include "labour/support.hpp"

namespace labour_capacity_coefficients_test {

using namespace dubao::labour::capacity;  // NOLINT: a test

Institution with_unit(double teaching, double area, bool confirmed) {
  Institution out;
  out.units = {{"HN", "4802", "Information technology", teaching, area, confirmed}};
  return out;
}

TEST(CapacityCoefficients, ExampleOfTheHeaderHolds) {
  const Unit found =
      with_coefficients(with_unit(kNotKnown, kNotKnown, true), {{"748", 0.8, 1.2}}).units.at(0);
  EXPECT_EQ(found.teaching_coefficient, 0.8);
  EXPECT_EQ(found.area_coefficient, 1.2);
  EXPECT_FALSE(found.confirmed);
}

TEST(CapacityCoefficients, GivenValuesStayAndOnlyWhatIsMissingIsFilled) {
  const Unit found =
      with_coefficients(with_unit(0.9, kNotKnown, true), {{"748", 0.8, 1.2, true}}).units.at(0);
  EXPECT_EQ(found.teaching_coefficient, 0.9);
  EXPECT_EQ(found.area_coefficient, 1.2);
  EXPECT_TRUE(found.confirmed);
  EXPECT_TRUE(with_coefficients(with_unit(0.9, 1.1, true), {{"748", 0.8, 1.2}}).units.at(0).confirmed);
  EXPECT_FALSE(
      with_coefficients(with_unit(0.9, kNotKnown, false), {{"748", 0.8, 1.2, true}}).units.at(0).confirmed);
}

TEST(CapacityCoefficients, AFieldThatIsNotInTheTableLeavesThemMissing) {
  const Unit found =
      with_coefficients(with_unit(kNotKnown, kNotKnown, false), {{"752", 1.0, 1.2}}).units.at(0);
  EXPECT_TRUE(std::isnan(found.teaching_coefficient));
  EXPECT_EQ(field_of("4802"), "748");
  EXPECT_EQ(field_of("4"), "");
}

}  // namespace labour_capacity_coefficients_test
