// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/calibration_key.hpp>
#include <dubao/forecast/score_table.hpp>

namespace forecast_calibration_key_test {

using namespace dubao;
using forecast::calibration_key;

constexpr auto kAnnual = time::Frequency::kAnnual;

TEST(CalibrationKey, FollowsTheKindOfModelNotItsColumnName) {
  EXPECT_EQ(calibration_key(models::Naive("my own name"), kAnnual), "Naive");
  EXPECT_EQ(calibration_key(forecast::DefaultEnsemble("mine"), kAnnual), "Ensemble");
  EXPECT_EQ(calibration_key(models::AutoTheta(), kAnnual), "AutoTheta");
}

TEST(CalibrationKey, AnEnsembleOfOnesOwnHasNoTableWhateverItsName) {
  const std::vector<models::ModelPointer> members{std::make_shared<models::Naive>()};
  EXPECT_EQ(calibration_key(forecast::Ensemble(members), kAnnual), "");
}

TEST(CalibrationKey, TheDefaultWithASeasonOfItsOwnHasNoTable) {
  using forecast::DefaultEnsemble;
  EXPECT_EQ(calibration_key(DefaultEnsemble("a", 7), time::Frequency::kDaily), "");
  EXPECT_EQ(calibration_key(DefaultEnsemble("a", 4), kAnnual), "");
  EXPECT_EQ(calibration_key(DefaultEnsemble("a", 4), time::Frequency::kQuarterly), "Ensemble");
  EXPECT_EQ(calibration_key(DefaultEnsemble("a", 1), kAnnual), "Ensemble");
}

TEST(CalibrationKey, EveryKeyHasBothTables) {
  for (const char* key : {"Ensemble", "AutoETS", "AutoTheta", "Theta", "DampedDrift", "Drift", "Naive"}) {
    EXPECT_NE(forecast::find_score_table(key, true), nullptr) << key;
    EXPECT_NE(forecast::find_score_table(key, false), nullptr) << key;
  }
}

}  // namespace forecast_calibration_key_test
