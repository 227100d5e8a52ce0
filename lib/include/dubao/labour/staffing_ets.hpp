// SPDX-License-Identifier: Apache-2.0
//
// Staffing shares by exponential smoothing (ETS): each log-ratio or share by the library's ETS models, then renormalised.
//
// When      see staffing_models.hpp, which does the work; this header chooses the model.
// Formula   F4.  Form chosen by AICc among additive errors with trend N, A, Ad (a log-ratio has both signs, so errors are
//           additive; on the share scale too, where relative errors would tie the spread of thin cells to their size).
// Example   Shares 0.2 / 0.8 in every year: the draws are 0.2 / 0.8 on every path.
// Source    Hyndman, Koehler, Ord and Snyder (2008); state of Victoria, employment projections.
#pragma once

#include <dubao/labour/staffing_models.hpp>
#include <dubao/models/auto_ets.hpp>

#include <string>

namespace dubao::labour {

/// Simulates staffing shares by exponential smoothing. trend: "Z" chosen by AICc, or N, A; damped as
/// models::AutoEts. Throws InputError E-STA-005 for options out of range, E-ETS-004 for a trend that is none.
[[nodiscard]] inline StaffingShares ets_shares(const StaffingHistory& history,
                                               const ModelledSharesOptions& options,
                                               const std::string& trend = "Z") {
  models::AutoEts::Options form;
  form.form = "A" + trend + "N";
  form.season_length = 1;
  return modelled_shares(history, models::AutoEts(form), options);
}

}  // namespace dubao::labour
