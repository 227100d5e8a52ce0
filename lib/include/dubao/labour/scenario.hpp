// SPDX-License-Identifier: Apache-2.0
//
// Scenario: a named set of changed inputs with their provenance, checked against the data it changes.
//
// What      Driver paths, factors on employment of an industry and on shares of an occupation in it, exit rates, intakes and
//           breaks. A scenario changes inputs, never code: every other input stays what it is in the base.
// When not  A forecast's own uncertainty: that is in the draws. A scenario says "if this input were so", not how likely it is.
// Compare   On common draws: both runs use the same seeds, so that path d of one and path d of the other differ by the
//           scenario alone; differences are taken path by path and only then summarised.
// Formula   difference_d = other_d − base_d;  share factors: s'_o = s_o k_o / Σ_o' s_o' k_o' (k = 1 where none is given)
// Example   a factor 1.1 on industry "62" in 2026 and draws {100, 200}: {110, 220}; the difference is {10, 20}
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/error.hpp>
#include <dubao/time/period.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// What a value of a scenario changes.
enum class ScenarioInput : std::uint8_t {
  kDriver,            ///< value of a driver, in its unit
  kEmploymentFactor,  ///< factor on the employment of an industry, above zero
  kShareFactor,  ///< factor on the share of an occupation in an industry, above zero; key "industry/occupation"
  kExitRate,     ///< yearly rate in [0, 1]; key "cause/occupation"
  kIntake,       ///< persons admitted to a field of study, not negative
  kBreak,        ///< the definition of a series changes with this period; the value is not used
};

/// The names of the inputs in files and messages.
[[nodiscard]] inline const char* to_word(ScenarioInput input) noexcept {
  switch (input) {
    case ScenarioInput::kDriver:
      return "driver";
    case ScenarioInput::kEmploymentFactor:
      return "employment factor";
    case ScenarioInput::kShareFactor:
      return "share factor";
    case ScenarioInput::kExitRate:
      return "exit rate";
    case ScenarioInput::kIntake:
      return "intake";
    case ScenarioInput::kBreak:
      break;
  }
  return "break";
}

/// One changed value.
struct ScenarioValue {
  ScenarioInput input = ScenarioInput::kDriver;
  std::string key;
  time::Period period;
  double value = data::kMissing;
};

/// Who says so, where it is from, when it was written.
struct ScenarioProvenance {
  std::string source;
  std::string author;
  std::string date;  ///< ISO 8601: 2026-11-22
};

struct Scenario {
  std::string name;
  ScenarioProvenance provenance;
  std::vector<ScenarioValue> values;
};

/// What can be changed: the keys of each input with the first and last period in which a change means something.
class ScenarioScope {
 public:
  struct Range {
    time::Period first;
    time::Period last;
  };
  /// Several calls for one key keep the last range.
  void allow(ScenarioInput input, const std::string& key, time::Period first, time::Period last) {
    ranges_[{input, key}] = {first, last};
  }
  /// Null when the key is not known.
  [[nodiscard]] const Range* find(ScenarioInput input, const std::string& key) const {
    const auto found = ranges_.find({input, key});
    return found == ranges_.end() ? nullptr : &found->second;
  }
  /// Known keys of an input, ascending.
  [[nodiscard]] std::vector<std::string> keys(ScenarioInput input) const {
    std::vector<std::string> out;
    for (const auto& [key, range] : ranges_) {
      if (key.first == input) out.push_back(key.second);
    }
    return out;
  }

 private:
  std::map<std::pair<ScenarioInput, std::string>, Range> ranges_;
};

namespace detail {

/// Most known keys a message lists.
inline constexpr std::size_t kListedKeys = 12;

[[nodiscard]] inline std::string listed(const std::vector<std::string>& keys) {
  std::string out;
  for (std::size_t i = 0; i < std::min(keys.size(), kListedKeys); ++i) out += (i > 0 ? ", " : "") + keys[i];
  if (keys.size() > kListedKeys) out += ", …";
  return out.empty() ? "none" : out;
}

inline void check_number(const ScenarioValue& one, const std::string& scenario, Problems& problems) {
  const std::string what = std::string(to_word(one.input)) + " '" + one.key + "'";
  const auto add = [&](const char* id, const std::string& message, const char* remedy) {
    problems.add({id, "value", what + message, remedy, scenario, one.period.to_string(), {}, 0, one.key});
  };
  const double v = one.value;
  switch (one.input) {
    case ScenarioInput::kDriver:
      if (!std::isfinite(v)) add("E-SCN-006", " is not a finite number", "give a number");
      return;
    case ScenarioInput::kEmploymentFactor:
    case ScenarioInput::kShareFactor:
      if (!(v > 0.0) || !std::isfinite(v)) {
        add("E-SCN-003", " is " + std::to_string(v) + ", not a factor",
            "give a number above 0; 1 changes nothing");
      }
      return;
    case ScenarioInput::kExitRate:
      if (!(v >= 0.0 && v <= 1.0)) {
        add("E-SCN-004", " is " + std::to_string(v) + ", not a yearly rate", "give a share from 0 to 1");
      }
      return;
    case ScenarioInput::kIntake:
      if (!(v >= 0.0) || !std::isfinite(v)) {
        add("E-SCN-005", " is " + std::to_string(v) + ", not a number of persons",
            "give a number of at least 0");
      }
      return;
    case ScenarioInput::kBreak:
      return;
  }
}

}  // namespace detail

/// What is wrong with a scenario by itself: E-SCN-003 to E-SCN-006 for values out of range, E-SCN-007 for a missing name,
/// source, author or date, E-SCN-008 for an input given twice. O(values log values).
inline void check_values(const Scenario& scenario, Problems& problems) {
  const auto require = [&](const std::string& text, const char* what) {
    problems.add_if(text.empty(),
                    {"E-SCN-007", what, "the scenario does not say it",
                     "give name, source, author and date of every scenario", scenario.name, ""});
  };
  require(scenario.name, "name");
  require(scenario.provenance.source, "source");
  require(scenario.provenance.author, "author");
  require(scenario.provenance.date, "date");
  std::map<std::pair<std::pair<ScenarioInput, std::string>, std::string>, int> seen;
  for (const ScenarioValue& one : scenario.values) {
    detail::check_number(one, scenario.name, problems);
    problems.add_if(++seen[{{one.input, one.key}, one.period.to_string()}] == 2,
                    {"E-SCN-008",
                     "value",
                     std::string(to_word(one.input)) + " '" + one.key + "' stands twice",
                     "give each input once a period",
                     scenario.name,
                     one.period.to_string(),
                     {},
                     0,
                     one.key});
  }
}

/// What does not fit the data: E-SCN-001 for an unknown driver, industry, occupation, cause, field or series, E-SCN-002 for a
/// period of another frequency or outside the range of the key, E-SCN-009 for a driver path with a gap. O(values log keys).
inline void check_scope(const Scenario& scenario, const ScenarioScope& scope, Problems& problems) {
  std::map<std::string, std::vector<time::Period>> drivers;
  for (const ScenarioValue& one : scenario.values) {
    const ScenarioScope::Range* range = scope.find(one.input, one.key);
    if (range == nullptr) {
      problems.add({"E-SCN-001",
                    "key",
                    std::string(to_word(one.input)) + " '" + one.key +
                        "' is not in the data; known: " + detail::listed(scope.keys(one.input)),
                    "check the key, or add the table that holds it",
                    scenario.name,
                    one.period.to_string(),
                    {},
                    0,
                    one.key});
      continue;
    }
    if (one.period.frequency() != range->first.frequency() || one.period < range->first ||
        one.period > range->last) {
      problems.add({"E-SCN-002",
                    "period",
                    std::string(to_word(one.input)) + " '" + one.key + "' can be changed from " +
                        range->first.to_string() + " to " + range->last.to_string(),
                    "give a period of this range, in the frequency of the data",
                    scenario.name,
                    one.period.to_string(),
                    {},
                    0,
                    one.key});
      continue;
    }
    if (one.input == ScenarioInput::kDriver) drivers[one.key].push_back(one.period);
  }
  for (auto& [key, periods] : drivers) {
    std::sort(periods.begin(), periods.end());
    const time::Period first = scope.find(ScenarioInput::kDriver, key)->first;
    for (std::size_t i = 0; i < periods.size(); ++i) {
      const time::Period before = i == 0 ? first - 1 : periods[i - 1];
      if (periods[i] - before <= 1) continue;
      problems.add({"E-SCN-009",
                    "value",
                    "driver '" + key + "' has no value",
                    "give the driver's path without a gap from the first period ahead on",
                    scenario.name,
                    (before + 1).to_string(),
                    {},
                    0,
                    key});
    }
  }
}

/// Both checks; throws InputError with everything that is wrong.
inline void validate(const Scenario& scenario, const ScenarioScope& scope) {
  Problems problems;
  check_values(scenario, problems);
  check_scope(scenario, scope, problems);
  problems.throw_if_any();
}

/// Factor of one input and key in a period; 1 where the scenario gives none.
[[nodiscard]] inline double factor_of(const Scenario& scenario, ScenarioInput input, const std::string& key,
                                      const time::Period& period) {
  for (const ScenarioValue& one : scenario.values) {
    if (one.input == input && one.key == key && one.period.frequency() == period.frequency() &&
        one.period == period) {
      return one.value;
    }
  }
  return 1.0;
}

/// Draws of an industry's employment under the scenario: each period multiplied by its factor. O(values + draws).
[[nodiscard]] inline data::Draws apply_employment_factors(const Scenario& scenario,
                                                          const std::string& industry,
                                                          const data::Draws& draws) {
  data::DrawMatrix paths = draws.paths();
  for (Index h = 0; h < draws.horizon(); ++h) {
    paths.col(h) *= factor_of(scenario, ScenarioInput::kEmploymentFactor, industry, draws.period(h));
  }
  return data::Draws(draws.start(), std::move(paths), draws.id(), draws.target()).with_unit(draws.unit());
}

/// Shares of an industry's occupations under the scenario in one period; they keep their sum. Draws × occupations.
[[nodiscard]] inline data::DrawMatrix apply_share_factors(const Scenario& scenario,
                                                          const std::string& industry,
                                                          const std::vector<std::string>& occupations,
                                                          const time::Period& period,
                                                          const data::DrawMatrix& shares) {
  data::DrawMatrix out = shares;
  for (std::size_t o = 0; o < occupations.size(); ++o) {
    out.col(static_cast<Eigen::Index>(o)) *=
        factor_of(scenario, ScenarioInput::kShareFactor, industry + "/" + occupations[o], period);
  }
  const Eigen::VectorXd before = shares.rowwise().sum();
  const Eigen::VectorXd after = out.rowwise().sum();
  for (Eigen::Index d = 0; d < out.rows(); ++d) {
    if (after[d] > 0.0) out.row(d) *= before[d] / after[d];
  }
  return out;
}

/// other − base, path by path; both must come from the same seeds. Throws InputError E-SCN-011 when paths, horizon, first
/// period or target differ.
[[nodiscard]] inline data::Draws scenario_difference(const data::Draws& base, const data::Draws& other) {
  if (base.size() != other.size() || base.horizon() != other.horizon() || base.start() != other.start() ||
      base.target() != other.target()) {
    throw InputError("E-SCN-011", "draws",
                     std::to_string(other.size()) + " paths of " + std::to_string(other.horizon()) +
                         " periods against " + std::to_string(base.size()) + " of " +
                         std::to_string(base.horizon()) + ", or another first period or target",
                     "run both scenarios with the same seed, number of paths and horizon", base.id());
  }
  return data::Draws(base.start(), other.paths() - base.paths(), base.id(), base.target())
      .with_unit(base.unit());
}

}  // namespace dubao::labour
