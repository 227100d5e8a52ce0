// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/structural.hpp>
#include <dubao/models/structural/components.hpp>

#include <gtest/gtest.h>

namespace {

using dubao::Index;
using dubao::InputError;
using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::FitSummary;
using dubao::models::Structural;
namespace structural = dubao::models::structural;

double parameter(const FitSummary& summary, const std::string& name) {
  for (const auto& [key, value] : summary.params) {
    if (key == name) return value;
  }
  return kMissing;
}
bool has_note(const FitSummary& summary, const std::string& text) {
  for (const auto& note : summary.notes) {
    if (note.find(text) != std::string::npos) return true;
  }
  return false;
}

// Annual flow of the Nile at Aswan, 1871–1970 (R datasets::Nile).
const std::vector<double>& nile() {
  static const std::vector<double> values{
      1120, 1160, 963,  1210, 1160, 1160, 813,  1230, 1370, 1140, 995,  935,  1110, 994, 1020, 960,  1180,
      799,  958,  1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774,  840,  874, 694,  940,  833,
      701,  916,  692,  1020, 1050, 969,  831,  726,  456,  824,  702,  1120, 1100, 832, 764,  821,  768,
      845,  864,  862,  698,  845,  744,  796,  1040, 759,  781,  865,  845,  944,  984, 897,  822,  1010,
      771,  676,  649,  846,  812,  742,  801,  1040, 860,  874,  848,  890,  744,  749, 838,  1050, 918,
      986,  797,  923,  975,  815,  1020, 906,  901,  1170, 912,  746,  919,  718,  714, 740};
  return values;
}

TEST(Structural, ExampleOfTheHeaderHolds) {
  const auto fitted =
      Structural({.trend = "drift"}).fit(Series::annual(2000, {10, 12, 13, 15, 18, 19, 21, 22}));
  EXPECT_GT(fitted->mean(1)[0], 23.0);
  EXPECT_LT(fitted->mean(1)[0], 25.0);
}

TEST(Structural, LocalLevelOfTheNileIsThatOfDurbinAndKoopman) {
  // Durbin and Koopman (2012), section 2.10: variances 15099 and 1469.1; diffuse log-likelihood −632.54 as printed,
  // which rounds off −632.5457.
  const auto fitted = Structural({.trend = "local level"}).fit(Series::annual(1871, nile()));
  const FitSummary& summary = fitted->summary();
  constexpr double kPrinted = 0.5;
  EXPECT_NEAR(std::pow(parameter(summary, "sigma_irregular"), 2), 15099.0, kPrinted);
  EXPECT_NEAR(std::pow(parameter(summary, "sigma_level"), 2), 1469.1, kPrinted);
  EXPECT_NEAR(summary.loglik, -632.54, 0.01);
}

TEST(Structural, ServesEveryLengthFromOneWithAFiniteForecastAndTheReason) {
  std::vector<double> values;
  for (int n = 1; n <= 12; ++n) {
    values.push_back(nile()[static_cast<std::size_t>(n - 1)]);
    for (const structural::Trend& trend : structural::kTrends) {
      const auto fitted =
          Structural({.trend = std::string(trend.name), .season = "dummy", .season_length = 4, .cycle = true})
              .fit(Series::annual(2000, values));
      for (const double mean : fitted->mean(10)) EXPECT_TRUE(std::isfinite(mean)) << n << trend.name;
      EXPECT_TRUE(fitted->draws(10, 30, 1).paths().allFinite()) << n << trend.name;
      // Up to eight values no trend carries season and cycle besides.
      EXPECT_TRUE(n > 8 || has_note(fitted->summary(), "ladder")) << n << fitted->summary().name;
    }
  }
}

}  // namespace
