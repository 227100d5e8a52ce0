// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/postings_calibration.hpp>

#include "labour/support.hpp"

namespace labour_postings_calibration_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kConserved;
using labour::testing::kExact;
using labour::testing::problem_ids;

const std::vector<std::vector<std::string>> kLabels{{"software", "hardware"}, {"north", "south"}};
const std::vector<std::vector<Index>> kCells{{0, 0}, {0, 1}, {1, 0}, {1, 1}};
const std::vector<double> kPostings{20, 30, 10, 40};

VacancyMargin rows(double first, double second, double error = 0.0) {
  return {{"work", {0}, {{0}, {1}}, {first, second}}, {error * first, error * second}};
}
VacancyMargin columns(double first, double second) {
  return {{"region", {1}, {{0}, {1}}, {first, second}}, {0.0, 0.0}};
}

TEST(PostingsCalibration, ExampleOfTheHeaderHolds) {
  const CalibratedPostings found = calibrate_postings(kLabels, kCells, kPostings, {rows(100, 50)}, 1);
  const double expected[] = {40, 60, 10, 40};
  const double factors[] = {2, 2, 1, 1};
  for (Index c = 0; c < 4; ++c) {
    EXPECT_NEAR(found.vacancies(c, 0), expected[c], 60 * kExact);
    EXPECT_NEAR(found.factors(c, 0), factors[c], 2 * kExact);
  }
}

TEST(PostingsCalibration, BothMarginsAreMetOnEveryDrawAndFactorsAreProductsOfTheirs) {
  const CalibratedPostings found =
      calibrate_postings(kLabels, kCells, kPostings, {rows(100, 50, 0.1), columns(60, 90)}, 200);
  EXPECT_TRUE(found.worst.converged);
  const data::DrawMatrix& v = found.vacancies;
  const Eigen::RowVectorXd total = v.colwise().sum();
  for (Index d = 0; d < 200; ++d) {
    EXPECT_NEAR(v(0, d) + v(2, d), 0.4 * total(d), total(d) * kConserved);
    const Eigen::VectorXd k = found.factors.col(d);
    EXPECT_NEAR(std::log(k(0) * k(3) / (k(1) * k(2))), 0.0, 1e-8);
  }
  // The first margin is log-normal with the given mean and error: five standard errors of a mean.
  const Eigen::ArrayXd software = (v.row(0) + v.row(1)).transpose().array();
  EXPECT_NEAR(software.mean(), 100.0, 5 * 10 / std::sqrt(200.0));
  const double deviation = std::sqrt((software - software.mean()).square().mean());
  EXPECT_NEAR(deviation, 10.0, 3.0);
}

TEST(PostingsCalibration, AMarginOfAnotherTotalIsMultipliedToTheFirstAndANoteSaysSo) {
  const CalibratedPostings found =
      calibrate_postings(kLabels, kCells, kPostings, {rows(100, 50), columns(600, 900)}, 3);
  ASSERT_EQ(found.notes.size(), 1U);
  EXPECT_NE(found.notes[0].find("region"), std::string::npos);
  EXPECT_NEAR(found.vacancies.col(0).sum(), 150.0, 150 * kConserved);
}

TEST(PostingsCalibration, SourcesAreWeightedAndAMarginWithoutPostingsIsNamed) {
  EXPECT_EQ(weighted_postings({{"a", 1.0, {1, 2}}, {"b", 0.5, {10, 0}}}), (std::vector<double>{6, 2}));
  EXPECT_EQ(problem_ids([] {
              return calibrate_postings(kLabels, kCells, {0, 0, 10, 40}, {rows(100, 50)}, 1);
            }),
            (Ids{"E-IPF-004"}));
}

TEST(PostingsCalibration, WrongCountsAndMarginsAreNamedAllAtOnce) {
  EXPECT_EQ(problem_ids([] { return weighted_postings({}); }), (Ids{"E-LAB-030"}));
  EXPECT_EQ(problem_ids([] {
              return weighted_postings({{"a", 1.0, {1, 2}}, {"b", 0.0, {-1}}});
            }),
            (Ids{"E-LAB-030", "E-LAB-030", "E-LAB-030"}));
  EXPECT_EQ(problem_ids([] { return sample_margins({rows(100, 50, -1.0)}, 5, 1); }), (Ids{"E-LAB-031"}));
  EXPECT_EQ(problem_ids([] { return sample_margins({}, 0, 1); }), (Ids{"E-LAB-031"}));
}

}  // namespace labour_postings_calibration_test
