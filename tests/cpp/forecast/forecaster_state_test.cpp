// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/forecaster_state.hpp>

namespace forecast_forecaster_state_test {

using namespace dubao;
using dubao::forecast::ForecasterState;

ForecasterState of(std::size_t series, std::size_t models) {
  ForecasterState out;
  out.calibration.resize(models);
  out.params.assign(series, std::vector<std::vector<models::Parameter>>(models));
  return out;
}

TEST(ForecasterState, FitsTheSeriesAndModelsItWasMadeWith) {
  EXPECT_TRUE(of(3, 2).fits(3, 2));
  EXPECT_FALSE(of(3, 2).fits(2, 2));
  EXPECT_FALSE(of(3, 2).fits(3, 1));
  EXPECT_FALSE(of(0, 2).fits(0, 2));
}

TEST(ForecasterState, ConformalErrorsAreThereForEverySeriesAndModelOrNotAtAll) {
  ForecasterState state = of(2, 1);
  state.conformal.resize(2);
  EXPECT_FALSE(state.fits(2, 1));
  for (auto& row : state.conformal) row.resize(1);
  EXPECT_TRUE(state.fits(2, 1));
  state.conformal.pop_back();
  EXPECT_FALSE(state.fits(2, 1));
}

}  // namespace forecast_forecaster_state_test
