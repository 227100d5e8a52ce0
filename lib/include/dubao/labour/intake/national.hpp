// SPDX-License-Identifier: Apache-2.0
//
// National view: what institutions' own choices under the law add up to, anonymously, by simulation.
//
// What      Every institution of a sample announces what it wishes, inside its growth cap and its capacity, and fills part of it;
//           the sum is the national intake, and through completion the graduates of each year, on draws.
// When      A dated target on graduates is to be seen beside what the law lets institutions do.
// When not  As advice to any institution, or to allocate numbers: nobody chooses for them here. Rows carry no names. A training
//           target and a forecast of need are different quantities: no result here judges a target.
// Formula   announced_it = min((1 + wish_i)·actual_i,t−1,  κ·actual_i,t−1,  capacity_i·(1 + g_i)^(t−t₀))
//           actual_it    = fill_it · announced_it          (fill drawn anew each year of each path)
//           graduates_y  = completion · Σ_ℓ w_ℓ · national actual intake of y − ℓ
//           κ: growth cap on the ACTUAL intake of the year before (Art. 5(5): 1.10). An institution that fills less than 1/κ of
//           what it announces shrinks every year under the cap, whatever it wishes.
// Example   Last intake 100, wish 0.2, κ = 1.1, fill 0.95, no capacity limit: announced 110, actual 104.5; next year announced
//           114.95, actual 109.2025.
// Source    Own (choice rule); Circular 34/2026/TT-BGDĐT, Art. 5(5) (growth cap).
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/random.hpp>
#include <dubao/error.hpp>
#include <dubao/forecast/parallel.hpp>
#include <dubao/labour/intake/need.hpp>
#include <dubao/labour/uncertain_rate.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour::intake {

/// Actual intake may pass the announced number by at most this factor: larger ones are taken for mistakes.
inline constexpr double kLargestFill = 1.5;

/// One anonymous institution (or one group of majors of one).
struct AnonymousInstitution {
  double last_intake = data::kMissing;  ///< actual intake of the year before the first, persons ≥ 0
  double capacity =
      std::numeric_limits<double>::infinity();       ///< largest announced number of the first year, persons
  double capacity_growth = 0.0;                      ///< a year, > −1
  double wish = 0.0;                                 ///< growth it would announce if nothing bound it, > −1
  UncertainRate fill = UncertainRate::exactly(1.0);  ///< actual ÷ announced, drawn every year
};

/// How a sample is drawn where no table exists: each quantity over institutions. All values are assumptions of the caller.
struct InstitutionAssumptions {
  double median_intake = data::kMissing;  ///< of the log-normal distribution of sizes, persons > 0
  double size_spread = 0.0;               ///< standard deviation of the logarithm, ≥ 0
  UncertainRate headroom = UncertainRate::exactly(1.0);  ///< capacity ÷ last intake, ≥ 0
  UncertainRate wish = UncertainRate::exactly(0.0);
  UncertainRate fill = UncertainRate::exactly(1.0);  ///< an institution's usual fill
  double fill_noise = 0.0;                           ///< half-width of the yearly fill around the usual one
  double capacity_growth = 0.0;
};

/// Draws a sample. total: last intakes are scaled to add up to this, missing: as drawn. Institution i depends on (seed, i) alone.
/// Throws InputError E-RCM-010. O(count).
[[nodiscard]] inline std::vector<AnonymousInstitution> sample_institutions(
    const InstitutionAssumptions& given, Index count, double total, std::uint64_t seed) {
  Problems problems;
  const bool sizes = count >= 1 && given.median_intake > 0.0 && std::isfinite(given.median_intake) &&
                     given.size_spread >= 0.0 && std::isfinite(given.size_spread) && !(total < 0.0) &&
                     !std::isinf(total);
  problems.add_if(!sizes, {"E-RCM-010", "count, median_intake, size_spread, total",
                           "not a sample: " + std::to_string(count) + " institutions of median " +
                               std::to_string(given.median_intake),
                           "give at least one, a median > 0, a spread ≥ 0 and a total ≥ 0", "", ""});
  check_rate(problems, given.headroom, "E-RCM-010", "headroom", 0.0, 1e6);
  check_rate(problems, given.wish, "E-RCM-010", "wish", -1.0, 1e6);
  check_rate(problems, given.fill, "E-RCM-010", "fill", 0.0, kLargestFill);
  problems.add_if(
      !(given.fill_noise >= 0.0) || !(given.capacity_growth > -1.0) || !std::isfinite(given.capacity_growth),
      {"E-RCM-010", "fill_noise, capacity_growth", "out of range", "give a noise ≥ 0 and a growth above −1",
       "", ""});
  problems.throw_if_any();
  std::vector<AnonymousInstitution> out(static_cast<std::size_t>(count));
  double sum = 0.0;
  for (Index i = 0; i < count; ++i) {
    data::RandomStream stream(seed, data::hash_key("labour.intake.sample"), static_cast<std::uint64_t>(i));
    AnonymousInstitution& one = out[static_cast<std::size_t>(i)];
    one.last_intake = given.median_intake * std::exp(given.size_spread * stream.normal());
    one.capacity = one.last_intake * given.headroom.quantile(stream.uniform());
    one.wish = given.wish.quantile(stream.uniform());
    const double usual = given.fill.quantile(stream.uniform());
    one.fill = {usual, std::max(0.0, usual - given.fill_noise),
                std::min(kLargestFill, usual + given.fill_noise)};
    one.capacity_growth = given.capacity_growth;
    sum += one.last_intake;
  }
  if (total > 0.0) {
    for (AnonymousInstitution& one : out) {
      one.last_intake *= total / sum;
      one.capacity *= total / sum;
    }
  }
  return out;
}

struct NationalOptions {
  time::Period first = time::Period::annual(1);  ///< first simulated intake year
  Index years = 1;
  double growth_cap = data::kMissing;  ///< κ of the law; no default
  /// part of an intake who ever graduate; one value a path
  UncertainRate completion = UncertainRate::exactly(1.0);
  DurationSpread duration;           ///< years from intake to graduation
  std::vector<double> past_intakes;  ///< national actual intakes of the years before the first, oldest first
  Index draws = 1000;
  std::uint64_t seed = 1;
  int threads = 1;  ///< the result does not depend on it
};

/// Sums over the sample, draws × years.
struct NationalView {
  data::Draws announced;  ///< from the first intake year
  data::Draws actual;
  data::Draws graduates;  ///< from the first year whose cohorts are all known
  std::vector<double>
      already_admitted;  ///< of each year's graduates, mean part from intakes before the first
  /// of all institutions, paths and years, part whose number the cap, the capacity or its own wish set
  double set_by_cap = 0.0, set_by_capacity = 0.0, set_by_wish = 0.0;
  double shrinking = 0.0;  ///< part of the institutions whose likely fill is below 1/κ
  Index institutions = 0;
};

namespace detail {

inline void check_national(const std::vector<AnonymousInstitution>& sample, const NationalOptions& options) {
  Problems problems;
  problems.add_if(sample.empty() || options.years < 1 || options.draws < 1,
                  {"E-RCM-011", "institutions, years, draws", "one of them is empty",
                   "give at least one of each", "", ""});
  problems.add_if(
      !(options.growth_cap > 0.0) || !std::isfinite(options.growth_cap),
      {"E-RCM-011", "growth_cap", std::to_string(options.growth_cap) + " is no growth cap",
       "give the factor of the rules of the intake year (1.10 in Circular 34/2026/TT-BGDĐT)", "", ""});
  Problems own;
  check_duration(own, options.duration, "national");
  for (const Problem& one : own.list()) problems.add(one);
  check_rate(problems, options.completion, "E-RCM-011", "completion");
  for (const double value : options.past_intakes) {
    problems.add_if(
        !(value >= 0.0) || !std::isfinite(value),
        {"E-RCM-011", "past_intakes", std::to_string(value) + " persons", "give persons ≥ 0", "", ""});
  }
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const AnonymousInstitution& one = sample[i];
    const std::string row = "institution " + std::to_string(i + 1);
    const bool valid = one.last_intake >= 0.0 && std::isfinite(one.last_intake) && one.capacity >= 0.0 &&
                       one.capacity_growth > -1.0 && std::isfinite(one.capacity_growth) && one.wish > -1.0 &&
                       std::isfinite(one.wish);
    problems.add_if(!valid, {"E-RCM-012", "last_intake, capacity, capacity_growth, wish",
                             "a number is missing or out of range",
                             "give persons ≥ 0, and growth and wish as shares above −1", row, ""});
    Problems fill;
    check_rate(fill, one.fill, "E-RCM-012", "fill", 0.0, kLargestFill);
    for (Problem problem : fill.list()) {
      problem.series = row;
      problems.add(std::move(problem));
    }
  }
  problems.throw_if_any();
}

}  // namespace detail

/// Simulates the sample (see the banner). Throws InputError E-RCM-011 (options), E-RCM-012 (a row of the sample), E-NEED-003
/// (duration). O(draws · institutions · years).
[[nodiscard]] inline NationalView national_view(const std::vector<AnonymousInstitution>& sample,
                                                const NationalOptions& options) {
  detail::check_national(sample, options);
  const Index n = options.draws;
  const Index years = options.years;
  data::DrawMatrix announced = data::DrawMatrix::Zero(n, years);
  data::DrawMatrix actual = data::DrawMatrix::Zero(n, years);
  std::vector<std::array<double, 3>> decided(static_cast<std::size_t>(n), {0.0, 0.0, 0.0});
  std::vector<std::uint64_t> streams;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    streams.push_back(data::hash_key("labour.intake.fill." + std::to_string(i)));
  }
  forecast::parallel_for(n, options.threads, [&](Index d) {
    for (std::size_t i = 0; i < sample.size(); ++i) {
      const AnonymousInstitution& one = sample[i];
      data::RandomStream stream(options.seed, streams[i], static_cast<std::uint64_t>(d));
      double last = one.last_intake;
      double capacity = one.capacity;
      for (Index t = 0; t < years; ++t) {
        const double wish = (1.0 + one.wish) * last;
        const double cap = options.growth_cap * last;
        const double number = std::min({wish, cap, capacity});
        ++decided[static_cast<std::size_t>(d)][number >= wish ? 2U : number >= cap ? 0U : 1U];
        last = number * (one.fill.is_exact() ? one.fill.value : one.fill.quantile(stream.uniform()));
        announced(d, t) += number;
        actual(d, t) += last;
        capacity *= 1.0 + one.capacity_growth;
      }
    }
  });
  NationalView out;
  out.institutions = static_cast<Index>(sample.size());
  const double cells =
      static_cast<double>(n) * static_cast<double>(years) * static_cast<double>(sample.size());
  for (const std::array<double, 3>& one : decided) {
    out.set_by_cap += one[0];
    out.set_by_capacity += one[1];
    out.set_by_wish += one[2];
  }
  for (double* part : {&out.set_by_cap, &out.set_by_capacity, &out.set_by_wish}) *part /= cells;
  for (const AnonymousInstitution& one : sample) {
    if (one.fill.value * options.growth_cap < 1.0) out.shrinking += 1.0 / static_cast<double>(sample.size());
  }

  const auto past = static_cast<Index>(options.past_intakes.size());
  const auto parts = static_cast<Index>(options.duration.parts.size());
  const Index longest = options.duration.shortest + parts - 1;
  // Cohort c (0: oldest past one) graduates in years c + shortest …; a year is known when all its cohorts are.
  const Index known = std::max<Index>(0, past + years - (parts - 1));
  const Eigen::ArrayXd completion = sample_rate(options.completion, "national.completion", n, options.seed);
  data::DrawMatrix graduates = data::DrawMatrix::Zero(n, known);
  Eigen::ArrayXXd before = Eigen::ArrayXXd::Zero(n, known);
  for (Index k = 0; k < known; ++k) {
    for (Index l = 0; l < parts; ++l) {
      const Index cohort = k + parts - 1 - l;
      const double part = options.duration.parts[static_cast<std::size_t>(l)];
      if (cohort < past) {
        const double intake = part * options.past_intakes[static_cast<std::size_t>(cohort)];
        graduates.col(k).array() += intake * completion;
        before.col(k) += intake * completion;
      } else {
        graduates.col(k).array() += part * actual.col(cohort - past).array() * completion;
      }
    }
    // Exactly 1 or 0 where all or none are: sums of parts would miss it by rounding.
    const bool all = k + parts - 1 < past;
    const double sum = graduates.col(k).sum();
    out.already_admitted.push_back(all ? 1.0 : sum > 0.0 ? before.col(k).sum() / sum : 0.0);
  }
  const auto named = [&](time::Period start, data::DrawMatrix paths, const char* name) {
    return data::Draws(start, std::move(paths), name).with_unit("persons");
  };
  out.announced = named(options.first, std::move(announced), "announced");
  out.actual = named(options.first, std::move(actual), "actual");
  out.graduates = named(options.first - past + longest, std::move(graduates), "graduates");
  return out;
}

}  // namespace dubao::labour::intake
