// SPDX-License-Identifier: Apache-2.0
#include <dubao/models/decomposition/mstl.hpp>
#include <dubao/models/decomposition/stl.hpp>

#include "golden.hpp"

namespace models_decomposition_stl_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::kMissing;
namespace decomposition = dubao::models::decomposition;

// Agreement with R, relative to the range of the series.
constexpr double kOracle = 1e-8;
constexpr double kAlgebra = 1e-9;

void expect_near(const std::vector<double>& ours, const std::vector<double>& theirs, double tolerance,
                 const std::string& what) {
  ASSERT_EQ(ours.size(), theirs.size()) << what;
  double worst = 0.0;
  for (std::size_t t = 0; t < ours.size(); ++t) worst = std::max(worst, std::abs(ours[t] - theirs[t]));
  EXPECT_LE(worst, tolerance) << what;
}

std::vector<double> line_and_season(Index n) {
  const std::vector<double> season{1.0, -1.0, 0.0, 0.0};
  std::vector<double> y;
  for (Index t = 0; t < n; ++t) y.push_back(static_cast<double>(t) + season[static_cast<std::size_t>(t % 4)]);
  return y;
}

TEST(Stl, AgreesWithStlAndMstlOfR) {
  int compared = 0;
  for (const auto& [name, golden] : golden::decompositions()) {
    const double tolerance = kOracle * golden.range();
    if (name.find("mstl") != std::string::npos) {
      decomposition::MstlOptions options{.season_lengths = {golden.option("season_length")}};
      if (!golden.seasonal2.empty()) options.season_lengths.push_back(golden.option("second_length"));
      const auto ours = decomposition::mstl(golden.value, options);
      expect_near(ours.trend, golden.trend, tolerance, name + " trend");
      expect_near(ours.seasonal[0], golden.seasonal1, tolerance, name + " season");
      if (!golden.seasonal2.empty()) {
        ASSERT_EQ(ours.seasonal.size(), 2U);
        expect_near(ours.seasonal[1], golden.seasonal2, tolerance, name + " second season");
      }
      expect_near(ours.remainder, golden.remainder, tolerance, name + " remainder");
    } else {
      const auto ours =
          decomposition::stl(golden.value, {.season_length = golden.option("season_length"),
                                            .season_window = golden.option("season_window"),
                                            .season_degree = static_cast<int>(golden.option("season_degree")),
                                            .trend_window = golden.option("trend_window"),
                                            .robust = golden.option("robust") != 0});
      expect_near(ours.trend, golden.trend, tolerance, name + " trend");
      expect_near(ours.seasonal, golden.seasonal1, tolerance, name + " season");
      expect_near(ours.remainder, golden.remainder, tolerance, name + " remainder");
    }
    ++compared;
  }
  EXPECT_EQ(compared, 14);
}

TEST(Stl, StrengthAgreesWithTheOneOfNsdiffs) {
  std::map<std::string, double> strength;
  for (const auto& row : golden::read("stl/strength.csv")) {
    strength[row.at("series")] = std::stod(row.at("strength"));
  }
  for (const char* id : {"N0646", "N0845", "N1145"}) {
    const auto& values = golden::decompositions().at(std::string(id) + " mstl").value;
    EXPECT_NEAR(decomposition::seasonal_strength(values, 4), strength.at(id), kOracle) << id;
  }
}

TEST(Stl, ExampleOfTheHeaderHolds) {
  const auto parts = decomposition::stl(line_and_season(20), {.season_length = 4});
  // The two rounds of the inner loop do not yet separate an exact line from an exact season.
  EXPECT_NEAR(parts.seasonal[8] - parts.seasonal[9], 2.0, 0.2);
  EXPECT_NEAR(parts.trend[10], 10.0, 0.05);
  for (std::size_t t = 0; t < 20; ++t) {
    EXPECT_NEAR(parts.trend[t] + parts.seasonal[t] + parts.remainder[t], line_and_season(20)[t], kAlgebra);
  }
}

TEST(Stl, MissingValuesCarryNoWeightAndTheSeasonIsStillFound) {
  std::vector<double> y = line_and_season(28);
  for (const std::size_t t : {0U, 5U, 13U, 14U, 27U}) y[t] = kMissing;
  for (const bool robust : {false, true}) {
    const auto parts = decomposition::stl(y, {.season_length = 4, .robust = robust});
    for (std::size_t t = 0; t < y.size(); ++t) {
      EXPECT_TRUE(std::isfinite(parts.trend[t]));
      EXPECT_TRUE(std::isfinite(parts.seasonal[t]));
      EXPECT_EQ(std::isnan(parts.remainder[t]), std::isnan(y[t]));
    }
    EXPECT_NEAR(parts.seasonal[8] - parts.seasonal[9], 2.0, 0.4);
  }
}

TEST(Stl, RobustFitLeavesAnOutlierInTheRemainder) {
  const std::vector<double>& clean = golden::decompositions().at("nottem periodic").value;
  std::vector<double> y = clean;
  y[101] += 1e6;
  const decomposition::StlOptions robust{.season_length = 12, .robust = true};
  const auto without = decomposition::stl(clean, robust);
  const auto with = decomposition::stl(y, robust);
  EXPECT_NEAR(with.remainder[101], 1e6, 20.0);
  EXPECT_EQ(with.weights[101], 0.0);
  for (std::size_t t = 0; t < 12; ++t) EXPECT_NEAR(with.seasonal[t], without.seasonal[t], 0.5);
  const auto plain = decomposition::stl(y, {.season_length = 12});
  EXPECT_GT(plain.seasonal[5], 1e4);
}

TEST(Stl, IsBitIdenticalUnderPowersOfTwo) {
  const std::vector<double>& base = golden::decompositions().at("N0845 mstl").value;
  for (const int k : {-40, 3, 200}) {
    std::vector<double> scaled = base;
    for (double& v : scaled) v = std::ldexp(v, k);
    for (const bool robust : {false, true}) {
      const decomposition::StlOptions options{.season_length = 4, .season_window = 7, .robust = robust};
      const auto a = decomposition::stl(base, options);
      const auto b = decomposition::stl(scaled, options);
      for (std::size_t t = 0; t < base.size(); ++t) {
        EXPECT_EQ(std::ldexp(a.trend[t], k), b.trend[t]);
        EXPECT_EQ(std::ldexp(a.seasonal[t], k), b.seasonal[t]);
      }
    }
    EXPECT_EQ(decomposition::seasonal_strength(base, 4), decomposition::seasonal_strength(scaled, 4));
  }
}

TEST(Stl, StrengthIsZeroWhereNothingCanBeDecomposed) {
  EXPECT_EQ(decomposition::seasonal_strength({1, 2, 3, 4, 5, 6, 7, 8}, 4), 0.0);
  EXPECT_EQ(decomposition::seasonal_strength(std::vector<double>(20, 3.0), 4), 0.0);
  EXPECT_EQ(decomposition::seasonal_strength({}, 4), 0.0);
  EXPECT_EQ(decomposition::seasonal_strength(std::vector<double>(20, kMissing), 4), 0.0);
  EXPECT_GT(decomposition::seasonal_strength(line_and_season(20), 4), 0.9);
}

TEST(Stl, RefusesWhatItCannotDoWithAllProblemsAtOnce) {
  const std::vector<double> y = line_and_season(20);
  try {
    (void)decomposition::stl(y, {.season_length = 1, .season_window = -3, .trend_degree = 4});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 3U);
    EXPECT_EQ(error.problems()[0].id, "E-STL-001");
  }
  EXPECT_THROW((void)decomposition::stl({1, 2, 3, 4, 5, 6, 7, 8}, {.season_length = 4}), InputError);
}

}  // namespace models_decomposition_stl_test
