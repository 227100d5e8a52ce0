// SPDX-License-Identifier: Apache-2.0
//
// Critical values of the bounds test, as published for large samples.
//
// What      For k drivers in levels: the value when every driver is stationary, I(0), and when every driver is integrated,
//           I(1). A statistic beyond both bounds decides whatever the drivers are; between them the test is silent.
// Cases     I no intercept, no trend; II intercept in the long run only; III intercept free; IV intercept free, trend in the
//           long run only; V both free.
// When not  Fewer than some eighty rows: the bounds are too low then (bounds_test.hpp gives those of the sample's
//           own size). t bounds of cases II and IV are not published.
// Source    Pesaran, Shin and Smith (2001), Journal of Applied Econometrics 16, 289-326: tables CI(i) to CI(v) (F, levels 10,
//           5, 2.5 and 1 per cent) and CII(i), CII(iii), CII(v) (t, levels 10, 5 and 1 per cent), by 40,000 replications of
//           1,000 periods. Read from three public transcriptions that agree; tests/golden/regression/bounds.csv compares them
//           with a simulation of 32 million replications.
// Example   f_critical_value(BoundsCase::kIII, 1, 0.05) is {4.94, 5.73}
#pragma once

#include <dubao/data/series.hpp>

#include <array>
#include <cstdint>
#include <optional>

namespace dubao::models {

/// Where intercept and trend stand in the error-correction form.
enum class BoundsCase : std::uint8_t { kI = 1, kII = 2, kIII = 3, kIV = 4, kV = 5 };

/// Critical values when all drivers are stationary and when all are integrated.
struct Bounds {
  double stationary = data::kMissing;  ///< I(0)
  double integrated = data::kMissing;  ///< I(1)
};

namespace dynamic_regression {

/// Most drivers that are tabulated.
inline constexpr Index kMostTabulatedDrivers = 10;
/// Levels of the F tables, in their order.
inline constexpr std::array<double, 4> kFLevels{0.10, 0.05, 0.025, 0.01};
/// Levels of the t tables, in their order.
inline constexpr std::array<double, 3> kTLevels{0.10, 0.05, 0.01};

/// Rows k = 0 … 10; in a row I(0) and I(1) of each level.
using FTable = std::array<std::array<double, 8>, 11>;
using TTable = std::array<std::array<double, 6>, 11>;

// clang-format off
inline constexpr std::array<FTable, 5> kFTables{{
    {{  // table CI(i)
        {3.00, 3.00, 4.20, 4.20, 5.47, 5.47, 7.17, 7.17},
        {2.44, 3.28, 3.15, 4.11, 3.88, 4.92, 4.81, 6.02},
        {2.17, 3.19, 2.72, 3.83, 3.22, 4.50, 3.88, 5.30},
        {2.01, 3.10, 2.45, 3.63, 2.87, 4.16, 3.42, 4.84},
        {1.90, 3.01, 2.26, 3.48, 2.62, 3.90, 3.07, 4.44},
        {1.81, 2.93, 2.14, 3.34, 2.44, 3.71, 2.82, 4.21},
        {1.75, 2.87, 2.04, 3.24, 2.32, 3.59, 2.66, 4.05},
        {1.70, 2.83, 1.97, 3.18, 2.22, 3.49, 2.54, 3.91},
        {1.66, 2.79, 1.91, 3.11, 2.15, 3.40, 2.45, 3.79},
        {1.63, 2.75, 1.86, 3.05, 2.08, 3.33, 2.34, 3.68},
        {1.60, 2.72, 1.82, 2.99, 2.02, 3.27, 2.26, 3.60},
    }},
    {{  // table CI(ii)
        {3.80, 3.80, 4.60, 4.60, 5.39, 5.39, 6.44, 6.44},
        {3.02, 3.51, 3.62, 4.16, 4.18, 4.79, 4.94, 5.58},
        {2.63, 3.35, 3.10, 3.87, 3.55, 4.38, 4.13, 5.00},
        {2.37, 3.20, 2.79, 3.67, 3.15, 4.08, 3.65, 4.66},
        {2.20, 3.09, 2.56, 3.49, 2.88, 3.87, 3.29, 4.37},
        {2.08, 3.00, 2.39, 3.38, 2.70, 3.73, 3.06, 4.15},
        {1.99, 2.94, 2.27, 3.28, 2.55, 3.61, 2.88, 3.99},
        {1.92, 2.89, 2.17, 3.21, 2.43, 3.51, 2.73, 3.90},
        {1.85, 2.85, 2.11, 3.15, 2.33, 3.42, 2.62, 3.77},
        {1.80, 2.80, 2.04, 3.08, 2.24, 3.35, 2.50, 3.68},
        {1.76, 2.77, 1.98, 3.04, 2.18, 3.28, 2.41, 3.61},
    }},
    {{  // table CI(iii)
        {6.58, 6.58, 8.21, 8.21, 9.80, 9.80, 11.79, 11.79},
        {4.04, 4.78, 4.94, 5.73, 5.77, 6.68, 6.84, 7.84},
        {3.17, 4.14, 3.79, 4.85, 4.41, 5.52, 5.15, 6.36},
        {2.72, 3.77, 3.23, 4.35, 3.69, 4.89, 4.29, 5.61},
        {2.45, 3.52, 2.86, 4.01, 3.25, 4.49, 3.74, 5.06},
        {2.26, 3.35, 2.62, 3.79, 2.96, 4.18, 3.41, 4.68},
        {2.12, 3.23, 2.45, 3.61, 2.75, 3.99, 3.15, 4.43},
        {2.03, 3.13, 2.32, 3.50, 2.60, 3.84, 2.96, 4.26},
        {1.95, 3.06, 2.22, 3.39, 2.48, 3.70, 2.79, 4.10},
        {1.88, 2.99, 2.14, 3.30, 2.37, 3.60, 2.65, 3.97},
        {1.83, 2.94, 2.06, 3.24, 2.28, 3.50, 2.54, 3.86},
    }},
    {{  // table CI(iv)
        {5.37, 5.37, 6.29, 6.29, 7.14, 7.14, 8.26, 8.26},
        {4.05, 4.49, 4.68, 5.15, 5.30, 5.83, 6.10, 6.73},
        {3.38, 4.02, 3.88, 4.61, 4.37, 5.16, 4.99, 5.85},
        {2.97, 3.74, 3.38, 4.23, 3.80, 4.68, 4.30, 5.23},
        {2.68, 3.53, 3.05, 3.97, 3.40, 4.36, 3.81, 4.92},
        {2.49, 3.38, 2.81, 3.76, 3.11, 4.13, 3.50, 4.63},
        {2.33, 3.25, 2.63, 3.62, 2.90, 3.94, 3.27, 4.39},
        {2.22, 3.17, 2.50, 3.50, 2.76, 3.81, 3.07, 4.23},
        {2.13, 3.09, 2.38, 3.41, 2.62, 3.70, 2.93, 4.06},
        {2.05, 3.02, 2.30, 3.33, 2.52, 3.60, 2.79, 3.93},
        {1.98, 2.97, 2.21, 3.25, 2.42, 3.52, 2.68, 3.84},
    }},
    {{  // table CI(v)
        {9.81, 9.81, 11.64, 11.64, 13.36, 13.36, 15.73, 15.73},
        {5.59, 6.26, 6.56, 7.30, 7.46, 8.27, 8.74, 9.63},
        {4.19, 5.06, 4.87, 5.85, 5.49, 6.59, 6.34, 7.52},
        {3.47, 4.45, 4.01, 5.07, 4.52, 5.62, 5.17, 6.36},
        {3.03, 4.06, 3.47, 4.57, 3.89, 5.07, 4.40, 5.72},
        {2.75, 3.79, 3.12, 4.25, 3.47, 4.67, 3.93, 5.23},
        {2.53, 3.59, 2.87, 4.00, 3.19, 4.38, 3.60, 4.90},
        {2.38, 3.45, 2.69, 3.83, 2.98, 4.16, 3.34, 4.63},
        {2.26, 3.34, 2.55, 3.68, 2.82, 4.02, 3.15, 4.43},
        {2.16, 3.24, 2.43, 3.56, 2.67, 3.87, 2.97, 4.24},
        {2.07, 3.16, 2.33, 3.46, 2.56, 3.76, 2.84, 4.10},
    }},
}};

inline constexpr std::array<TTable, 3> kTTables{{
    {{  // table CII(i)
        {-1.62, -1.62, -1.95, -1.95, -2.58, -2.58},
        {-1.62, -2.28, -1.95, -2.60, -2.58, -3.22},
        {-1.62, -2.68, -1.95, -3.02, -2.58, -3.66},
        {-1.62, -3.00, -1.95, -3.33, -2.58, -3.97},
        {-1.62, -3.26, -1.95, -3.60, -2.58, -4.23},
        {-1.62, -3.49, -1.95, -3.83, -2.58, -4.44},
        {-1.62, -3.70, -1.95, -4.04, -2.58, -4.67},
        {-1.62, -3.90, -1.95, -4.23, -2.58, -4.88},
        {-1.62, -4.09, -1.95, -4.43, -2.58, -5.07},
        {-1.62, -4.26, -1.95, -4.61, -2.58, -5.25},
        {-1.62, -4.42, -1.95, -4.76, -2.58, -5.44},
    }},
    {{  // table CII(iii)
        {-2.57, -2.57, -2.86, -2.86, -3.43, -3.43},
        {-2.57, -2.91, -2.86, -3.22, -3.43, -3.82},
        {-2.57, -3.21, -2.86, -3.53, -3.43, -4.10},
        {-2.57, -3.46, -2.86, -3.78, -3.43, -4.37},
        {-2.57, -3.66, -2.86, -3.99, -3.43, -4.60},
        {-2.57, -3.86, -2.86, -4.19, -3.43, -4.79},
        {-2.57, -4.04, -2.86, -4.38, -3.43, -4.99},
        {-2.57, -4.23, -2.86, -4.57, -3.43, -5.19},
        {-2.57, -4.40, -2.86, -4.72, -3.43, -5.37},
        {-2.57, -4.56, -2.86, -4.88, -3.43, -5.54},
        {-2.57, -4.69, -2.86, -5.03, -3.43, -5.68},
    }},
    {{  // table CII(v)
        {-3.13, -3.13, -3.41, -3.41, -3.96, -3.97},
        {-3.13, -3.40, -3.41, -3.69, -3.96, -4.26},
        {-3.13, -3.63, -3.41, -3.95, -3.96, -4.53},
        {-3.13, -3.84, -3.41, -4.16, -3.96, -4.73},
        {-3.13, -4.04, -3.41, -4.36, -3.96, -4.96},
        {-3.13, -4.21, -3.41, -4.52, -3.96, -5.13},
        {-3.13, -4.37, -3.41, -4.69, -3.96, -5.31},
        {-3.13, -4.53, -3.41, -4.85, -3.96, -5.49},
        {-3.13, -4.68, -3.41, -5.01, -3.96, -5.65},
        {-3.13, -4.82, -3.41, -5.15, -3.96, -5.79},
        {-3.13, -4.96, -3.41, -5.29, -3.96, -5.94},
    }},
}};
// clang-format on

/// F bounds of a case, k drivers and a level of kFLevels; empty when not tabulated.
[[nodiscard]] inline std::optional<Bounds> f_critical_value(BoundsCase which, Index drivers, double level) {
  if (drivers < 0 || drivers > kMostTabulatedDrivers) return {};
  for (std::size_t i = 0; i < kFLevels.size(); ++i) {
    if (kFLevels[i] != level) continue;
    const auto& row = kFTables[static_cast<std::size_t>(which) - 1][static_cast<std::size_t>(drivers)];
    return Bounds{row[2 * i], row[2 * i + 1]};
  }
  return {};
}

/// t bounds of cases I, III and V, k drivers and a level of kTLevels; empty when not tabulated.
[[nodiscard]] inline std::optional<Bounds> t_critical_value(BoundsCase which, Index drivers, double level) {
  const auto number = static_cast<std::size_t>(which);
  if (number % 2 == 0 || drivers < 0 || drivers > kMostTabulatedDrivers) return {};
  for (std::size_t i = 0; i < kTLevels.size(); ++i) {
    if (kTLevels[i] != level) continue;
    const auto& row = kTTables[number / 2][static_cast<std::size_t>(drivers)];
    return Bounds{row[2 * i], row[2 * i + 1]};
  }
  return {};
}

}  // namespace dynamic_regression

}  // namespace dubao::models
