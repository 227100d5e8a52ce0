// SPDX-License-Identifier: Apache-2.0
//
// KeyedDraws: draws of several groups (industries, occupations, fields of study) that belong together.
//
// What      Path d of one group and path d of every other group are one and the same future: adding groups,
//           comparing them or multiplying them path by path keeps their dependence. The class guarantees that
//           all groups have the same first period, the same horizon, the same number of paths and the same
//           target, so that nothing downstream has to check.
// When not  For one group take Draws; for histories take Panel.
// Order     Groups are kept in the order of their keys, whatever order they were added in: sums run in that
//           order, so permuting the input changes no bit of any result.
// Example   KeyedDraws g; g.add("a", {2025: 1, 2}); g.add("b", {2025: 10, 20});
//           g.total().paths() == {{11}, {22}} for two paths and one period.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/time/period.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

class KeyedDraws {
 public:
  KeyedDraws() = default;

  /// Adds a group. Throws InputError E-LAB-001 when the key is already there or the draws are empty,
  /// E-LAB-002 when paths, horizon, first period or target differ from the groups already added.
  void add(const std::string& key, data::Draws draws) {
    Problems problems;
    problems.add_if(draws.size() == 0 || draws.horizon() == 0,
                    {"E-LAB-001", "draws", "there is no path or no period",
                     "give at least one path of one period", key, ""});
    problems.add_if(contains(key),
                    {"E-LAB-001", "key", "the group stands twice", "give every group its own key", key, ""});
    if (!groups_.empty()) {
      const data::Draws& first = groups_.begin()->second;
      const bool same_shape = draws.size() == first.size() && draws.horizon() == first.horizon();
      const bool same_meaning = draws.start() == first.start() && draws.target() == first.target();
      problems.add_if(
          !same_shape || !same_meaning,
          {"E-LAB-002", "draws",
           std::to_string(draws.size()) + " paths of " + std::to_string(draws.horizon()) + " periods from " +
               draws.start().to_string() + ", where the others have " + std::to_string(first.size()) +
               " of " + std::to_string(first.horizon()) + " from " + first.start().to_string() +
               ", or another target",
           "simulate all groups together: same paths, horizon, first period and target", key, ""});
    }
    problems.throw_if_any();
    groups_.emplace(key, std::move(draws));
  }

  [[nodiscard]] Index size() const noexcept { return static_cast<Index>(groups_.size()); }
  [[nodiscard]] bool empty() const noexcept { return groups_.empty(); }
  [[nodiscard]] bool contains(const std::string& key) const { return groups_.count(key) != 0; }
  /// Keys, ascending.
  [[nodiscard]] std::vector<std::string> keys() const {
    std::vector<std::string> out;
    for (const auto& [key, draws] : groups_) out.push_back(key);
    return out;
  }
  /// Throws InputError E-LAB-003 when there is no such group.
  [[nodiscard]] const data::Draws& at(const std::string& key) const {
    const auto found = groups_.find(key);
    if (found == groups_.end()) {
      throw InputError("E-LAB-003", "key", "there is no such group", "check the key", key);
    }
    return found->second;
  }
  /// Number of paths, of periods, the first period and the target, common to all groups. Call only when not
  /// empty(): an empty collection has none and throws InputError E-LAB-003.
  [[nodiscard]] Index paths() const { return front().size(); }
  [[nodiscard]] Index horizon() const { return front().horizon(); }
  [[nodiscard]] time::Period start() const { return front().start(); }
  [[nodiscard]] data::Target target() const { return front().target(); }

  [[nodiscard]] auto begin() const noexcept { return groups_.begin(); }
  [[nodiscard]] auto end() const noexcept { return groups_.end(); }

  /// Sum over the groups, path by path.
  [[nodiscard]] data::Draws total(std::string id = "total") const {
    data::DrawMatrix sum = data::DrawMatrix::Zero(paths(), horizon());
    for (const auto& [key, draws] : groups_) sum += draws.paths();
    return data::Draws(start(), std::move(sum), std::move(id), target()).with_unit(front().unit());
  }

 private:
  [[nodiscard]] const data::Draws& front() const {
    if (groups_.empty()) {
      throw InputError("E-LAB-003", "draws", "there is no group at all", "give at least one group");
    }
    return groups_.begin()->second;
  }
  std::map<std::string, data::Draws> groups_;
};

}  // namespace dubao::labour
