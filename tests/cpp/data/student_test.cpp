// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/student.hpp>

namespace data_student_test {

using dubao::data::student_quantile;

TEST(StudentQuantile, ExampleOfTheHeaderHolds) { EXPECT_NEAR(student_quantile(0.975, 4.0), 2.776445, 5e-7); }

// Tables of the distribution, as printed.
TEST(StudentQuantile, AgreesWithPrintedTables) {
  constexpr double kPrinted = 5e-4;
  EXPECT_NEAR(student_quantile(0.975, 1.0), 12.706, kPrinted);
  EXPECT_NEAR(student_quantile(0.95, 10.0), 1.812, kPrinted);
  EXPECT_NEAR(student_quantile(0.995, 30.0), 2.750, kPrinted);
}

TEST(StudentQuantile, AgreesWithTheDistributionAtFullPrecision) {
  constexpr double kRelative = 1e-12;
  for (const double degrees : {4.0, 5.0, 8.0, 20.0}) {
    const boost::math::students_t exact(degrees);
    for (const double p : {0.005, 0.1, 0.6, 0.9, 0.975, 0.995}) {
      const double q = boost::math::quantile(exact, p);
      EXPECT_NEAR(student_quantile(p, degrees), q, kRelative * std::abs(q)) << p << " " << degrees;
      EXPECT_NEAR(student_quantile(1.0 - p, degrees), -q, kRelative * std::abs(q)) << p << " " << degrees;
    }
  }
}

}  // namespace data_student_test
