// SPDX-License-Identifier: Apache-2.0
//
// Transfer flows: people who change occupation, on both sides of the account.
//
// What      Transfers out of an occupation are openings there, and the same people are supply elsewhere. From transfer rates and
//           a matrix of destinations come transfers out and transfers in, equal in sum on every path and in every year.
// When      A balance counts transfers out as demand: their counterpart then stands in supply.
// When not  No destinations are known: count labour-force exits alone (separations.hpp) on both sides.
// Formula   out_o = m_o·E_o,  in_p = Σ_o D_op·out_o,  D ≥ 0, rows sum to 1, D_oo = 0; a column for occupations outside the
//           study keeps the rows whole.
// Example   E = (100, 200), m = (0.1, 0.05), all who leave one go to the other: out = in = (10, 10).
// Source    Boundary: a flow counted in demand has its counterpart in supply (own statement of an accounting rule).
#pragma once

#include <dubao/error.hpp>
#include <dubao/labour/flexibility.hpp>
#include <dubao/labour/keyed_draws.hpp>

#include <Eigen/Core>
#include <map>
#include <string>
#include <utility>

namespace dubao::labour {

/// Persons a period, draws × horizon. Keys of `in`: the destinations, those outside the study included.
struct TransferFlows {
  KeyedDraws out;
  KeyedDraws in;
};

/// employment: occupations of the study; rates: part of each occupation's people who change occupation in a period, in [0, 1],
/// one value or one a path; destinations: rows exactly the occupations of `employment`, nobody transfers to his own.
/// Throws InputError E-FLX-008 naming the occupation whose rate is missing or impossible, or that is its own destination;
/// E-FLX-005 when the rows are other occupations. O(paths · horizon · cells).
[[nodiscard]] inline TransferFlows transfer_flows(const KeyedDraws& employment,
                                                  const std::map<std::string, Eigen::ArrayXd>& rates,
                                                  const FlexibilityMatrix& destinations) {
  Problems problems;
  for (const auto& [occupation, draws] : employment) {
    const auto found = rates.find(occupation);
    const bool usable =
        found != rates.end() && (found->second.size() == 1 || found->second.size() == draws.size()) &&
        found->second.isFinite().all() && (found->second >= 0.0).all() && (found->second <= 1.0).all();
    problems.add_if(!usable, {"E-FLX-008", "rates", "there is no rate, or one outside [0, 1]",
                              "give one value or one a path, parts of employment a period", occupation, ""});
    const bool loops = detail::position_of(destinations.fields(), occupation) >= 0 &&
                       detail::position_of(destinations.occupations(), occupation) >= 0 &&
                       destinations.part(occupation, occupation) > 0.0;
    problems.add_if(loops, {"E-FLX-008", "destinations", "people transfer from the occupation to itself",
                            "a move within an occupation is no transfer: give 0", occupation, ""});
  }
  problems.throw_if_any();
  TransferFlows out;
  for (const auto& [occupation, draws] : employment) {
    const Eigen::ArrayXd& rate = rates.at(occupation);
    data::DrawMatrix paths = draws.paths();
    if (rate.size() == 1) {
      paths *= rate(0);
    } else {
      paths.array().colwise() *= rate;
    }
    out.out.add(
        occupation,
        data::Draws(draws.start(), std::move(paths), occupation, draws.target()).with_unit(draws.unit()));
  }
  out.in = destinations.supply(out.out);
  return out;
}

}  // namespace dubao::labour
