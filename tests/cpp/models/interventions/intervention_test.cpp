// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/interventions/intervention.hpp>

namespace models_interventions_intervention_test {

using dubao::models::intervention_name;
using dubao::models::intervention_shape;
using dubao::models::InterventionKind;

TEST(InterventionShape, IsThatOfTheBanner) {
  EXPECT_EQ(intervention_shape(InterventionKind::kAdditiveOutlier, 0), 1.0);
  EXPECT_EQ(intervention_shape(InterventionKind::kAdditiveOutlier, 1), 0.0);
  EXPECT_EQ(intervention_shape(InterventionKind::kLevelShift, 9), 1.0);
  EXPECT_DOUBLE_EQ(intervention_shape(InterventionKind::kTemporaryChange, 2), 0.49);
  for (const auto kind : {InterventionKind::kAdditiveOutlier, InterventionKind::kTemporaryChange,
                          InterventionKind::kLevelShift}) {
    EXPECT_EQ(intervention_shape(kind, -1), 0.0);
    EXPECT_FALSE(intervention_name(kind).empty());
  }
}

}  // namespace models_interventions_intervention_test
