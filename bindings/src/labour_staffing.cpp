// SPDX-License-Identifier: Apache-2.0
//
// Staffing shares: forecast, choice by back-test, expert factors and their scores. Private: wrapped by
// dubao.labour.staffing and dubao.labour.staffing_review. Tables are arrays periods × industries × occupations.
#include <dubao/labour/staffing_choice.hpp>
#include <dubao/labour/staffing_ets.hpp>
#include <dubao/labour/staffing_factors.hpp>
#include <dubao/labour/staffing_pooled.hpp>

#include "labour_convert.hpp"
#include "register.hpp"

namespace dubao::bindings {

namespace {

using Factor =
    std::tuple<std::string, std::string, double, std::string, std::string, std::string, std::string>;
// Cells by industry and occupation, draws × horizon.
using ShareTable = std::map<std::string, Arrays>;

labour::StaffingHistory make_history(const Array& counts, const std::string& start,
                                     const std::vector<std::string>& industries,
                                     const std::vector<std::string>& occupations,
                                     const std::vector<std::string>& breaks) {
  if (counts.ndim() != 3) {
    throw InputError("E-STA-001", "counts", "the array has " + std::to_string(counts.ndim()) + " dimensions",
                     "give periods × industries × occupations");
  }
  std::vector<Eigen::MatrixXd> years;
  const py::ssize_t cells = counts.shape(1) * counts.shape(2);
  for (py::ssize_t t = 0; t < counts.shape(0); ++t) {
    years.emplace_back(
        Eigen::Map<const data::DrawMatrix>(counts.data() + t * cells, counts.shape(1), counts.shape(2)));
  }
  std::vector<time::Period> at;
  for (const std::string& one : breaks) at.push_back(time::Period::parse(one));
  return {time::Period::parse(start), industries, occupations, years, at};
}

/// What a method needs besides the history.
struct ShareSettings {
  Index draws = 2000;
  std::uint64_t seed = 1;
  double damping = 0.9;
  Index minimum_years = 5;
  labour::ShareScale scale = labour::ShareScale::kLogRatio;
  labour::SlopeVariance variance = labour::SlopeVariance::kCommon;
};

ShareSettings to_settings(Index draws, std::uint64_t seed, double damping, Index minimum_years,
                          const std::string& scale, const std::string& slope_variance) {
  ShareSettings out{
      draws, seed, damping, minimum_years, labour::ShareScale::kLogRatio, labour::SlopeVariance::kCommon};
  if (scale == "share") {
    out.scale = labour::ShareScale::kShare;
  } else if (scale != "log_ratio") {
    refuse("E-STA-005", "scale", scale, "use log_ratio or share");
  }
  if (slope_variance == "by_occupation") {
    out.variance = labour::SlopeVariance::kByOccupation;
  } else if (slope_variance != "common") {
    refuse("E-STA-005", "slope_variance", slope_variance, "use common or by_occupation");
  }
  return out;
}

labour::PooledTrend pooled(const labour::StaffingHistory& history, Index horizon, const ShareSettings& s) {
  return labour::pooled_share_trend(history, {horizon, s.draws, s.seed, s.damping, s.minimum_years},
                                    s.variance);
}

/// The method of a name, as a function of history and horizon.
std::function<labour::StaffingShares(const labour::StaffingHistory&, Index)> method_of(
    const std::string& name, const ShareSettings& s) {
  using labour::StaffingHistory;
  if (name == labour::kConstantShares) {
    return [](const StaffingHistory& history, Index horizon) {
      return labour::constant_shares(history, horizon);
    };
  }
  if (name == "trend" || name == "damped_trend") {
    const double damping = name == "trend" ? 1.0 : s.damping;
    return [s, damping](const StaffingHistory& history, Index horizon) {
      return labour::damped_share_trend(history, {horizon, s.draws, s.seed, damping, s.minimum_years});
    };
  }
  if (name == "ets") {
    return [s](const StaffingHistory& history, Index horizon) {
      return labour::ets_shares(history, {horizon, s.draws, s.seed, s.minimum_years, s.scale});
    };
  }
  if (name == "pooled_trend") {
    return [s](const StaffingHistory& history, Index horizon) { return pooled(history, horizon, s).shares; };
  }
  refuse("E-STA-005", "method", name, "use constant, trend, damped_trend, pooled_trend, ets or auto");
}

std::vector<labour::ChangeFactor> to_factors(const std::vector<Factor>& factors) {
  std::vector<labour::ChangeFactor> out;
  for (const auto& [industry, occupation, factor, author, reason, date, source] : factors) {
    out.push_back({industry, occupation, factor, author, reason, date, source});
  }
  return out;
}

py::dict to_cells(const labour::StaffingShares& shares) {
  py::dict cells;
  for (const std::string& industry : shares.industries) {
    py::dict row;
    for (const std::string& occupation : shares.occupations) {
      row[py::str(occupation)] = to_array(shares.at(industry, occupation));
    }
    cells[py::str(industry)] = row;
  }
  return cells;
}

/// Shares given as a table. Throws InputError E-STA-004 naming every cell that one industry has and another lacks.
labour::StaffingShares to_shares(const ShareTable& table, const std::string& start) {
  labour::StaffingShares out;
  out.start = time::Period::parse(start);
  std::set<std::string> occupations;
  for (const auto& [industry, row] : table) {
    for (const auto& [occupation, cell] : row) occupations.insert(occupation);
  }
  out.occupations.assign(occupations.begin(), occupations.end());
  Problems problems;
  for (const auto& [industry, row] : table) {
    out.industries.push_back(industry);
    for (const std::string& occupation : out.occupations) {
      const auto found = row.find(occupation);
      if (found == row.end()) {
        problems.add({"E-STA-004", "shares", "the industry lacks an occupation that another has",
                      "give every occupation in every industry, zeros where nobody works",
                      industry + " × " + occupation, ""});
        continue;
      }
      out.cells.push_back(to_matrix(found->second, "shares"));
    }
  }
  problems.throw_if_any();
  return out;
}

py::list to_list(const std::vector<labour::PooledSlope>& slopes) {
  using py::arg;
  py::list out;
  for (const labour::PooledSlope& s : slopes) {
    out.append(py::dict(arg("industry") = s.industry, arg("occupation") = s.occupation, arg("own") = s.own,
                        arg("own_error") = s.own_error, arg("common") = s.common, arg("between") = s.between,
                        arg("weight") = s.weight, arg("pooled") = s.pooled,
                        arg("pooled_error") = s.pooled_error));
  }
  return out;
}

py::dict staffing_shares(const Array& counts, const std::string& start,
                         const std::vector<std::string>& industries,
                         const std::vector<std::string>& occupations, const std::vector<std::string>& breaks,
                         const std::string& method, Index horizon, Index draws, std::uint64_t seed,
                         double damping, Index minimum_years, const std::string& scale,
                         const std::string& slope_variance, const std::vector<Factor>& factors) {
  const labour::StaffingHistory history = make_history(counts, start, industries, occupations, breaks);
  const ShareSettings settings = to_settings(draws, seed, damping, minimum_years, scale, slope_variance);
  const std::vector<labour::ChangeFactor> logged = to_factors(factors);
  const auto forecast = method_of(method, settings);
  labour::StaffingShares shares;
  std::vector<labour::PooledSlope> slopes;
  {
    const py::gil_scoped_release release;
    if (method == "pooled_trend") {
      labour::PooledTrend trend = pooled(history, horizon, settings);
      shares = std::move(trend.shares);
      slopes = std::move(trend.slopes);
    } else {
      shares = forecast(history, horizon);
    }
    shares = labour::with_change_factors(std::move(shares), logged);
  }
  using py::arg;
  return py::dict(arg("start") = shares.start.to_string(), arg("shares") = to_cells(shares),
                  arg("notes") = shares.notes, arg("slopes") = to_list(slopes));
}

py::dict choose_share_method(const Array& counts, const std::string& start,
                             const std::vector<std::string>& industries,
                             const std::vector<std::string>& occupations,
                             const std::vector<std::string>& breaks, const std::vector<std::string>& methods,
                             Index horizon, Index draws, std::uint64_t seed, double damping,
                             Index minimum_years, const std::string& scale, const std::string& slope_variance,
                             Index minimum_training, Index minimum_origins, const std::string& loss) {
  const labour::StaffingHistory history = make_history(counts, start, industries, occupations, breaks);
  const ShareSettings settings = to_settings(draws, seed, damping, minimum_years, scale, slope_variance);
  labour::ShareChoiceOptions options{horizon, minimum_training, minimum_origins,
                                     labour::ShareLoss::kDissimilarity};
  if (loss == "crps") {
    options.loss = labour::ShareLoss::kCrps;
  } else if (loss != "dissimilarity") {
    refuse("E-STA-005", "loss", loss, "use dissimilarity or crps");
  }
  std::vector<labour::ShareMethod> candidates;
  for (const std::string& name : methods) {
    if (name != labour::kConstantShares) candidates.push_back({name, method_of(name, settings)});
  }
  labour::ShareChoice choice;
  {
    const py::gil_scoped_release release;
    choice = labour::choose_share_method(history, candidates, options);
  }
  using py::arg;
  py::list scores;
  for (const labour::ShareScore& s : choice.scores) {
    scores.append(py::dict(arg("method") = s.method, arg("loss") = s.loss, arg("by_horizon") = s.by_horizon,
                           arg("comparisons") = s.comparisons, arg("skill") = s.skill, arg("wins") = s.wins));
  }
  std::vector<std::string> origins;
  for (const time::Period& at : choice.origins) origins.push_back(at.to_string());
  return py::dict(arg("method") = choice.method, arg("reason") = choice.reason, arg("origins") = origins,
                  arg("scores") = scores);
}

py::dict occupation_employment(const Arrays& employment, const ShareTable& shares, const std::string& start,
                               const std::string& shares_start) {
  labour::StaffingShares own = to_shares(shares, shares_start);
  return bindings::to_dict(labour::occupation_employment(to_keyed(employment, start), own));
}

py::dict change_factors(const ShareTable& shares, const std::string& start,
                        const std::vector<Factor>& factors) {
  const labour::StaffingShares changed =
      labour::with_change_factors(to_shares(shares, start), to_factors(factors));
  using py::arg;
  return py::dict(arg("shares") = to_cells(changed), arg("notes") = changed.notes);
}

py::list score_change_factors(const ShareTable& shares, const std::string& start,
                              const std::vector<Factor>& factors, const Array& outturn,
                              const std::string& outturn_start, const std::vector<std::string>& industries,
                              const std::vector<std::string>& occupations) {
  const labour::StaffingShares own = to_shares(shares, start);
  labour::check_shares(own);
  using py::arg;
  py::list out;
  for (const labour::FactorScore& s : labour::score_change_factors(
           own, to_factors(factors), make_history(outturn, outturn_start, industries, occupations, {}))) {
    out.append(py::dict(arg("industry") = s.factor.industry, arg("occupation") = s.factor.occupation,
                        arg("factor") = s.factor.factor, arg("author") = s.factor.author,
                        arg("reason") = s.factor.reason, arg("date") = s.factor.date,
                        arg("source") = s.factor.source, arg("period") = s.period.to_string(),
                        arg("actual") = s.actual, arg("without") = s.without, arg("with_factor") = s.with,
                        arg("error_without") = s.error_without, arg("error_with") = s.error_with,
                        arg("gain") = s.gain, arg("dissimilarity_without") = s.dissimilarity_without,
                        arg("dissimilarity_with") = s.dissimilarity_with));
  }
  return out;
}

}  // namespace

void register_labour_staffing(py::module_& module) {
  module.def("staffing_shares", &staffing_shares);
  module.def("choose_share_method", &choose_share_method);
  module.def("check_shares", [](const ShareTable& shares, const std::string& start) {
    labour::check_shares(to_shares(shares, start));
  });
  module.def("occupation_employment", &occupation_employment);
  module.def("change_factors", &change_factors);
  module.def("score_change_factors", &score_change_factors);
}

}  // namespace dubao::bindings
