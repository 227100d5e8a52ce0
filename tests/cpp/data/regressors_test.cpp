// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/regressors.hpp>

namespace data_regressors_test {

using dubao::InputError;
using dubao::data::Regressors;

Regressors::Matrix column(std::initializer_list<double> values) {
  Regressors::Matrix out(static_cast<Eigen::Index>(values.size()), 1);
  Eigen::Index t = 0;
  for (const double value : values) out(t++, 0) = value;
  return out;
}

TEST(Regressors, TheBannersExampleHolds) {
  const Regressors x({"value added"}, column({1, 2, 3, 4}));
  EXPECT_EQ(x.future_rows(3), 1);
  EXPECT_EQ(x.future_rows(6), 0);
  EXPECT_EQ(x.count(), 1);
  EXPECT_TRUE(Regressors().empty());
}

TEST(Regressors, TheFutureReplacesWhatWasKnownOfIt) {
  const Regressors x = Regressors({"value added"}, column({1, 2, 3, 4})).with_future(3, column({7, 8}));
  EXPECT_EQ(x.future_rows(3), 2);
  EXPECT_EQ(x.rows()(3, 0), 7.0);
  EXPECT_THROW((void)x.with_future(3, Regressors::Matrix::Zero(2, 2)), InputError);
}

TEST(Regressors, AllProblemsAreListed) {
  Regressors::Matrix rows = Regressors::Matrix::Zero(2, 2);
  rows(1, 0) = std::nan("");
  rows(0, 1) = INFINITY;
  try {
    (void)Regressors({"a", "a"}, rows);
    FAIL() << "accepted";
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 3U);
    EXPECT_EQ(error.problems()[0].id, "E-REG-002");
    EXPECT_EQ(error.problems()[2].id, "E-REG-003");
  }
  EXPECT_THROW((void)Regressors({"a"}, rows), InputError);
}

TEST(Regressors, TooFewRowsAreRefusedByName) {
  const Regressors x({"value added"}, column({1, 2, 3}));
  EXPECT_NO_THROW(x.require_rows(3, "s"));
  try {
    x.require_rows(5, "s");
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-REG-004");
    EXPECT_EQ(error.problems().front().series, "s");
  }
  EXPECT_NO_THROW(Regressors().require_rows(5, "s"));
}

}  // namespace data_regressors_test
