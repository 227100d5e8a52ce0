// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/driver_paths.hpp>

#include <limits>

namespace data_driver_paths_test {

using dubao::InputError;
using dubao::data::DriverPaths;
using Matrix = DriverPaths::Matrix;

Matrix column(double a, double b) { return (Matrix(2, 1) << a, b).finished(); }

TEST(DriverPaths, TheExampleOfTheHeaderHolds) {
  const DriverPaths paths({column(1, 2), column(3, 6)});
  EXPECT_EQ(paths.mean()(1, 0), 4.0);
  EXPECT_EQ(paths.path(2)(0, 0), 1.0);
  EXPECT_EQ(paths.size(), 2);
  EXPECT_EQ(paths.horizon(), 2);
  EXPECT_EQ(paths.count(), 1);
}

TEST(DriverPaths, EverythingWrongIsReportedAtOnce) {
  try {
    DriverPaths({column(1, 2), Matrix::Zero(3, 1), column(1, std::numeric_limits<double>::infinity())});
    FAIL() << "accepted";
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 2U);
    EXPECT_EQ(error.problems()[0].id, "E-DYN-001");
    EXPECT_EQ(error.problems()[1].id, "E-DYN-002");
  }
  EXPECT_THROW(DriverPaths(std::vector<Matrix>{}), InputError);
}

}  // namespace data_driver_paths_test
