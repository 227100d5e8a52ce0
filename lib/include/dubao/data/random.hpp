// SPDX-License-Identifier: Apache-2.0
//
// Random numbers by counter: the n-th number of a stream is a function of its key, not of what was drawn before.
//
// What      Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3",
//           section 3.3) keyed by (seed, series) with the counter (draw, position), and a normal by inverting its
//           distribution function (Wichura 1988, Algorithm AS 241, PPND16; relative accuracy about 1e-16).
// Why       std:: distributions differ between standard libraries, and a shared generator would make results
//           depend on the number of threads. Here every draw of every series has its own stream: same seed, same bits,
//           any order.
// When not  Cryptography.
// Example   RandomStream(1, hash_key("vn.emp.isco08.25.T"), 0).normal() is the same on every machine and thread count.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace dubao::data {

/// Stable 64-bit key of a name (FNV-1a), used to give every series its own stream.
[[nodiscard]] constexpr std::uint64_t hash_key(std::string_view name) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char character : name) {
    hash ^= static_cast<std::uint64_t>(static_cast<unsigned char>(character));
    hash *= 0x100000001b3ULL;
  }
  return hash;
}

/// One Philox4x32-10 block: four 32-bit words from a 128-bit counter and a 64-bit key.
[[nodiscard]] constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                                            std::array<std::uint32_t, 2> key) noexcept {
  constexpr std::uint64_t kMultiplierA = 0xD2511F53ULL;
  constexpr std::uint64_t kMultiplierB = 0xCD9E8D57ULL;
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = kMultiplierA * counter[0];
    const std::uint64_t b = kMultiplierB * counter[2];
    counter = {static_cast<std::uint32_t>(b >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
               static_cast<std::uint32_t>(a >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key[0] += 0x9E3779B9U;
    key[1] += 0xBB67AE85U;
  }
  return counter;
}

/// Quantile of the standard normal distribution; p in (0, 1), ±infinity at the ends, NaN outside.
[[nodiscard]] inline double normal_quantile(double p) noexcept {
  if (!(p >= 0.0 && p <= 1.0)) return std::numeric_limits<double>::quiet_NaN();
  const double q = p - 0.5;
  if (std::abs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q *
           (((((((2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r + 6.7265770927008700853e4) * r +
                4.5921953931549871457e4) *
                   r +
               1.3731693765509461125e4) *
                  r +
              1.9715909503065514427e3) *
                 r +
             1.3314166789178437745e2) *
                r +
            3.3871328727963666080e0) /
           (((((((5.2264952788528545610e3 * r + 2.8729085735721942674e4) * r + 3.9307895800092710610e4) * r +
                2.1213794301586595867e4) *
                   r +
               5.3941960214247511077e3) *
                  r +
              6.8718700749205790830e2) *
                 r +
             4.2313330701600911252e1) *
                r +
            1.0);
  }
  double r = q < 0.0 ? p : 1.0 - p;
  if (r <= 0.0) return std::copysign(std::numeric_limits<double>::infinity(), q);
  r = std::sqrt(-std::log(r));
  double value = 0.0;
  if (r <= 5.0) {
    r -= 1.6;
    value =
        (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r + 2.41780725177450611770e-1) *
                 r +
             1.27045825245236838258e0) *
                r +
            3.64784832476320460504e0) *
               r +
           5.76949722146069140550e0) *
              r +
          4.63033784615654529590e0) *
             r +
         1.42343711074968357734e0) /
        (((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 1.51986665636164571966e-2) *
                 r +
             1.48103976427480074590e-1) *
                r +
            6.89767334985100004550e-1) *
               r +
           1.67638483018380384940e0) *
              r +
          2.05319162663775882187e0) *
             r +
         1.0);
  } else {
    r -= 5.0;
    value =
        (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 1.24266094738807843860e-3) *
                 r +
             2.65321895265761230930e-2) *
                r +
            2.96560571828504891230e-1) *
               r +
           1.78482653991729133580e0) *
              r +
          5.46378491116411436990e0) *
             r +
         6.65790464350110377720e0) /
        (((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r + 1.84631831751005468180e-5) *
                 r +
             7.86869131145613259100e-4) *
                r +
            1.48753612908506148525e-2) *
               r +
           1.36929880922735805310e-1) *
              r +
          5.99832206555887937690e-1) *
             r +
         1.0);
  }
  return q < 0.0 ? -value : value;
}

/// The stream of one draw of one series. Cheap to make; not shared between threads.
class RandomStream {
 public:
  /// seed: the user's; series: hash_key of the series id (and of the purpose, where a series needs several
  /// streams); draw: index of the sample path.
  constexpr RandomStream(std::uint64_t seed, std::uint64_t series, std::uint64_t draw) noexcept
      : key_{static_cast<std::uint32_t>(seed ^ mix(series)),
             static_cast<std::uint32_t>((seed ^ mix(series)) >> 32U)},
        draw_(draw) {}

  /// Uniform on the open interval (0, 1), 52 bits: never exactly 0 or 1, so every quantile function is
  /// finite.
  [[nodiscard]] constexpr double uniform() noexcept {
    if (used_ == 2) refill();
    const std::uint64_t high = block_[2 * used_];
    const std::uint64_t low = block_[2 * used_ + 1];
    ++used_;
    const std::uint64_t bits = ((high << 32U) | low) >> 12U;
    return (static_cast<double>(bits) + 0.5) * 0x1.0p-52;
  }

  /// Standard normal, one uniform each.
  [[nodiscard]] double normal() noexcept { return normal_quantile(uniform()); }

  /// Uniform integer in 0 … n − 1; n ≥ 1. Bias below n·2⁻⁵², irrelevant for resampling.
  [[nodiscard]] constexpr std::int64_t below(std::int64_t n) noexcept {
    return static_cast<std::int64_t>(uniform() * static_cast<double>(n));
  }

 private:
  // SplitMix64 finaliser (Steele, Lea, Flood 2014): spreads close series keys over the whole key space.
  static constexpr std::uint64_t mix(std::uint64_t z) noexcept {
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
  }
  constexpr void refill() noexcept {
    block_ = philox({static_cast<std::uint32_t>(position_), static_cast<std::uint32_t>(position_ >> 32U),
                     static_cast<std::uint32_t>(draw_), static_cast<std::uint32_t>(draw_ >> 32U)},
                    key_);
    ++position_;
    used_ = 0;
  }

  std::array<std::uint32_t, 2> key_;
  std::uint64_t draw_;
  std::uint64_t position_ = 0;
  std::array<std::uint32_t, 4> block_{};
  std::size_t used_ = 2;
};

}  // namespace dubao::data
