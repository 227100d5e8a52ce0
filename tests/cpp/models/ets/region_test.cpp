// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/ets/region.hpp>

namespace models_ets_region_test {

using dubao::models::EtsRegion;
using dubao::models::parse_form;
namespace ets = dubao::models::ets;

constexpr double kExact = 1e-14;

TEST(EtsRegion, ExampleOfTheHeaderHolds) {
  const double u[] = {0.5, 1.0, 0.0, 0.9};
  const auto p = ets::natural(parse_form("A", "Ad", false, "A"), EtsRegion{}, u);
  EXPECT_NEAR(p.beta, 0.5, kExact);
  EXPECT_NEAR(p.gamma, 1e-4, kExact);
  EXPECT_EQ(p.phi, 0.9);
  const auto plain = ets::natural(parse_form("A", "N", false, "N"), EtsRegion{}, u);
  EXPECT_EQ(plain.beta, 0.0);
  EXPECT_EQ(plain.phi, 1.0);
}

TEST(EtsRegion, TheBoxIsTheTriangle) {
  const auto form = parse_form("A", "A", false, "A");
  for (const double alpha : {1e-4, 0.3, 0.9999}) {
    for (const double share : {0.0, 0.5, 1.0}) {
      const double u[] = {alpha, share, share, 1.0};
      const auto p = ets::natural(form, EtsRegion{}, u);
      EXPECT_GE(p.beta, 1e-4 - kExact);
      EXPECT_LE(p.beta, alpha + kExact);
      EXPECT_GE(p.gamma, 1e-4 - kExact);
      EXPECT_LE(p.gamma, 1.0 - alpha + kExact);
    }
  }
}

TEST(EtsRegion, StabilityIsThatOfTheRoots) {
  EXPECT_TRUE(ets::is_stable({0.2, -0.9, 1.0}));   // roots 0.4 and 0.5
  EXPECT_FALSE(ets::is_stable({1.1, -2.1, 1.0}));  // roots 1 and 1.1
  EXPECT_FALSE(ets::is_stable({-1.2, 0.1, 1.0}));  // roots 1.05 and −1.15
  EXPECT_TRUE(ets::is_stable({0.5, 1.0}));
}

// Values of R's forecast:::admissible(alpha, beta, gamma, phi, m), version 8.20.
TEST(EtsRegion, AdmissibilityAgreesWithR) {
  struct Case {
    double alpha, beta, gamma, phi;
    int m;
    bool good;
  };
  const Case cases[] = {
      {0.8, 0.484, 0.12, 0.82, 4, true}, {0.58, 0.312, 0.24, 1, 2, true},
      {0.82, 0, 0.16, 1, 7, true},       {0.23, 0, 0.11, 1, 4, true},
      {0.24, 0, 0.46, 1, 7, true},       {0.56, 0.215, 0.17, 1, 7, true},
      {0.45, 0.401, 0.12, 1, 4, true},   {0.21, 0.166, 0.14, 0.9, 12, true},
      {0.27, 0.032, 0.24, 1, 2, true},   {0.23, 0.228, 0.65, 1, 2, true},
      {0.47, 0, 0.16, 1, 2, true},       {0.07, 0.012, 0.72, 0.85, 4, true},
      {0.27, 0.225, 0.64, 1, 12, false}, {0.78, 0.444, 0.05, 1, 12, false},
      {0.39, 0.354, 0.26, 1, 12, false}, {0.73, 0.253, 0.14, 1, 12, false},
      {0.59, 0.435, 0.27, 1, 12, false}, {0.7, 0.457, 0.19, 0.85, 7, false},
      {0.58, 0.554, 0.3, 1, 7, false},   {0.59, 0.432, 0.13, 0.84, 12, false},
      {0.39, 0.352, 0.61, 1, 7, false},  {0.22, 0.214, 0.63, 0.93, 12, false},
      {0.58, 0.532, 0.32, 1, 12, false}, {0.64, 0.58, 0.05, 0.91, 7, false},
  };
  for (const Case& c : cases) {
    const auto form = parse_form("A", c.beta == 0.0 ? "N" : (c.phi < 1.0 ? "Ad" : "A"), false, "A");
    EXPECT_EQ(ets::is_admissible(form, {c.alpha, c.beta, c.gamma, c.phi}, c.m), c.good)
        << c.alpha << ' ' << c.beta << ' ' << c.gamma << ' ' << c.phi << ' ' << c.m;
  }
}

}  // namespace models_ets_region_test
