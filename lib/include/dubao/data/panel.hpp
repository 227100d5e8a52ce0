// SPDX-License-Identifier: Apache-2.0
//
// Panel: series by key, in the order given.
//
// What      The input of everything that looks at several series at once. Keys are the series ids and are
//           unique. Results are keyed by id, never by position, so that permuting the series changes no bit of any
//           result.
// Example   Panel p; p.add(Series::annual(2009, {1, 2}, "a")); p.at("a").size() == 2;
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dubao::data {

class Panel {
 public:
  Panel() = default;
  explicit Panel(std::vector<Series> series) {
    for (Series& one : series) add(std::move(one));
  }

  /// Adds a series under its id. Throws InputError E-PAN-001 when the id is already there.
  void add(Series series) {
    if (!position_.emplace(series.id(), series_.size()).second) {
      throw InputError("E-PAN-001", "unique_id", "the series stands twice in the panel",
                       "give every series its own id", series.id());
    }
    series_.push_back(std::move(series));
  }

  [[nodiscard]] Index size() const noexcept { return static_cast<Index>(series_.size()); }
  [[nodiscard]] bool contains(const std::string& id) const { return position_.count(id) != 0; }
  [[nodiscard]] const Series& operator[](Index i) const { return series_[static_cast<std::size_t>(i)]; }
  /// Throws InputError E-PAN-002 when there is no such series.
  [[nodiscard]] const Series& at(const std::string& id) const {
    const auto found = position_.find(id);
    if (found == position_.end()) {
      throw InputError("E-PAN-002", "unique_id", "there is no such series in the panel", "check the id", id);
    }
    return series_[found->second];
  }
  [[nodiscard]] auto begin() const noexcept { return series_.begin(); }
  [[nodiscard]] auto end() const noexcept { return series_.end(); }

 private:
  std::vector<Series> series_;
  std::map<std::string, std::size_t> position_;
};

}  // namespace dubao::data
