// SPDX-License-Identifier: Apache-2.0
#include <dubao/labour/staffing_models.hpp>
#include <dubao/models/naive.hpp>

#include "labour/support.hpp"

namespace labour_staffing_models_test {

using namespace dubao;          // NOLINT: a test
using namespace dubao::labour;  // NOLINT: a test
using labour::testing::Ids;
using labour::testing::kExact;
using labour::testing::problem_ids;
using time::Period;

// Random staffing of `industries` × `occupations` over `years`, log-ratios walking.
std::vector<Eigen::MatrixXd> walking(Index industries, Index occupations, Index years, double noise,
                                     std::uint64_t seed = 3) {
  data::RandomStream stream(seed, 2, 1);
  Eigen::MatrixXd z = Eigen::MatrixXd::Zero(industries, occupations);
  std::vector<Eigen::MatrixXd> counts;
  for (Index t = 0; t < years; ++t) {
    for (Index k = 0; k < z.size(); ++k) z(k) += noise * stream.normal();
    counts.push_back((100.0 * z.array().exp()).matrix());
  }
  return counts;
}

StaffingHistory history_of(std::vector<Eigen::MatrixXd> counts, std::vector<Period> breaks = {}) {
  std::vector<std::string> industries;
  std::vector<std::string> occupations;
  for (Index i = 0; i < counts[0].rows(); ++i)
    industries.push_back(std::string("i") + static_cast<char>('a' + i));
  for (Index o = 0; o < counts[0].cols(); ++o)
    occupations.push_back(std::string(1, static_cast<char>('a' + o)));
  return {Period::annual(2010), industries, occupations, counts, std::move(breaks)};
}

const models::Naive& naive() {
  static const models::Naive model;
  return model;
}

TEST(StaffingModels, ConstantSharesStayOnEveryPathOfEitherScale) {
  const std::vector<Eigen::MatrixXd> counts(8, (Eigen::MatrixXd(1, 2) << 20, 80).finished());
  for (const ShareScale scale : {ShareScale::kLogRatio, ShareScale::kShare}) {
    const StaffingShares shares =
        modelled_shares(history_of(counts), naive(), {.horizon = 3, .draws = 20, .seed = 1, .scale = scale});
    EXPECT_TRUE(((shares.at("ia", "a").array() - 0.2).abs() < 1e-6).all());
    EXPECT_TRUE(shares.notes.empty());
  }
}

TEST(StaffingModels, EveryPathSumsToOneStaysNonNegativeAndKeepsStructuralZeros) {
  std::vector<Eigen::MatrixXd> counts = walking(3, 4, 9, 0.4);
  for (Eigen::MatrixXd& year : counts) year(1, 2) = 0.0;
  counts[5](2, 3) = 0.0;
  counts[4](0, 0) = std::nan("");
  for (const ShareScale scale : {ShareScale::kLogRatio, ShareScale::kShare}) {
    const StaffingShares shares =
        modelled_shares(history_of(counts), naive(), {.horizon = 6, .draws = 150, .seed = 9, .scale = scale});
    EXPECT_NO_THROW(check_shares(shares));
    EXPECT_TRUE((shares.at("ib", "c").array() == 0.0).all());
    for (Index i = 0; i < 3; ++i) {
      data::DrawMatrix sum = data::DrawMatrix::Zero(150, 6);
      for (Index o = 0; o < 4; ++o) sum += shares.cell(i, o);
      EXPECT_TRUE(((sum.array() - 1.0).abs() < kExact).all());
    }
  }
}

TEST(StaffingModels, AnOccupationThatIsAloneHasEveryJob) {
  std::vector<Eigen::MatrixXd> counts = walking(2, 2, 6, 0.1);
  for (Eigen::MatrixXd& year : counts) year(0, 1) = 0.0;
  const StaffingShares shares = modelled_shares(history_of(counts), naive(), {.horizon = 2, .draws = 5});
  EXPECT_TRUE((shares.at("ia", "a").array() == 1.0).all());
  EXPECT_TRUE((shares.at("ia", "b").array() == 0.0).all());
}

TEST(StaffingModels, CellsMoveTogetherAsTheyDid) {
  // Both industries share the same log-ratio walk: their draws must be nearly the same.
  std::vector<Eigen::MatrixXd> counts = walking(2, 2, 20, 0.2);
  for (Eigen::MatrixXd& year : counts) year.row(1) = year.row(0);
  const StaffingShares shares =
      modelled_shares(history_of(counts), naive(), {.horizon = 1, .draws = 400, .seed = 2});
  const Eigen::ArrayXd one = shares.at("ia", "a").col(0).array() - shares.at("ia", "a").col(0).mean();
  const Eigen::ArrayXd two = shares.at("ib", "a").col(0).array() - shares.at("ib", "a").col(0).mean();
  EXPECT_GT((one * two).sum() / std::sqrt(one.square().sum() * two.square().sum()), 0.9);
}

TEST(StaffingModels, TheSpreadOfACellIsTheOneItsModelGave) {
  // Two and four occupations over few years, where the correlation of residuals is hardly known.
  for (const Index occupations : {2, 4}) {
    const StaffingHistory history = history_of(walking(1, occupations, 9, 0.1));
    const detail::LogRatios ratios = detail::log_ratios(history, 0);
    const StaffingShares shares = modelled_shares(history, naive(), {.horizon = 3, .draws = 4000, .seed = 2});
    Eigen::ArrayXd mean = Eigen::ArrayXd::Zero(4000);
    for (Index o = 0; o < occupations; ++o) mean += shares.cell(0, o).col(2).array().log();
    mean /= static_cast<double>(occupations);
    for (Index o = 0; o < occupations; ++o) {
      const auto fitted = naive().fit(detail::cell_series(history, ratios, ratios.z, o, "x"));
      const Eigen::ArrayXd own = fitted->draws(3, 4000, 5).paths().col(2);
      const Eigen::ArrayXd cell = shares.cell(0, o).col(2).array().log() - mean;
      const auto spread = [](const Eigen::ArrayXd& x) { return std::sqrt((x - x.mean()).square().mean()); };
      EXPECT_NEAR(spread(cell) / spread(own), 1.0, 0.15);
      EXPECT_NEAR(cell.mean(), own.mean(), 0.05);
    }
  }
}

TEST(StaffingModels, FewYearsFallBackAndSaySo) {
  const StaffingShares shares =
      modelled_shares(history_of(walking(1, 2, 3, 0.2)), naive(), {.horizon = 2, .draws = 10});
  ASSERT_EQ(shares.notes.size(), 1U);
  EXPECT_NE(shares.notes[0].find("no trend"), std::string::npos);
  EXPECT_NO_THROW(check_shares(shares));
}

TEST(StaffingModels, PathsRepeatTheirBitsAndOrderOfKeysChangesNone) {
  const std::vector<Eigen::MatrixXd> counts = walking(2, 3, 8, 0.2);
  std::vector<Eigen::MatrixXd> permuted;
  for (const Eigen::MatrixXd& year : counts) {
    Eigen::MatrixXd other(2, 3);
    other << year(1, 2), year(1, 0), year(1, 1), year(0, 2), year(0, 0), year(0, 1);
    permuted.push_back(other);
  }
  const ModelledSharesOptions options{.horizon = 2, .draws = 30, .seed = 6};
  const StaffingShares one = modelled_shares(history_of(counts), naive(), options);
  const StaffingShares two =
      modelled_shares({Period::annual(2010), {"ib", "ia"}, {"c", "a", "b"}, permuted}, naive(), options);
  for (const char* industry : {"ia", "ib"}) {
    for (const char* occupation : {"a", "b", "c"}) {
      EXPECT_TRUE(one.at(industry, occupation) == two.at(industry, occupation));
    }
  }
}

TEST(StaffingModels, OptionsOutOfRangeAreListedTogether) {
  EXPECT_EQ(problem_ids([] {
              (void)modelled_shares(history_of(walking(1, 2, 6, 0.1)), naive(),
                                    {.horizon = 1, .draws = 0, .minimum_years = 1});
            }),
            (Ids{"E-STA-005", "E-STA-005"}));
}

}  // namespace labour_staffing_models_test
