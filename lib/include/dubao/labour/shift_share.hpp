// SPDX-License-Identifier: Apache-2.0
//
// Shift-share: employment of regions from the nation's industries, on draws, with the decomposition of its growth.
//
// What      Every region carries its mix of industries into the future; how its shares in the industries move is the regional factor.
// When      A table region × industry exists for at least one period, and the nation is forecast by industry.
// When not  Without that table: regions are then refused, not invented from margins. A region that lives on one employer: its plans
//           are better than any share. Official regional totals to be met: fit the cells to them (hierarchy/proportional_fitting.hpp).
// Formula   F5:  E_riT = E_ri0 · (E_iT / E_i0) · q_riT,   E_rT = Σ_i E_riT
//           with s_ri = E_ri/E_i and z its centred log-ratios over the regions of i:
//             constant  z stays;   last  z moves on by (z_0 − z_−w)/w a period;   damped  z_h = z_{h−1} + k(β + b)·φ^h + e_h
//           β least-squares slope; k its shrinkage, by empirical Bayes over all cells, toward the mean of its industry, which moves
//           no share; e_h and b as in staffing_trend.hpp: drawn jointly over all cells from the changes of the past. Half the variance
//           of each z_h is taken off it, so that the mean of exp(z_h), not its median, follows the trend: otherwise noisy small regions
//           would grow at the cost of large ones. Their scale is drawn too, √(ν/χ²_ν) with ν degrees of freedom of the changes.
// Noise     A base year is measured with error. Changes are taken for e_t + θe_{t−1} with one θ ≤ 0 for all cells, from the first
//           autocorrelation of changes; then z_0 is smoothed with α = 1 + θ and only the lasting part of a change accumulates
//           (damped; constant and last take the base year as it is). Survey draws carry the noise of the year as well.
// Coherence Σ_r E_riT = E_iT on every path, by normalisation inside each industry (softmax of z). That is the reconciler's "forecast
//           proportions" with the industries held: the nation is known better than any region and has to stand as published, and
//           the cells have no forecast errors of their own of which a covariance could be estimated.
// Decomposition  E_rT − E_r0 = E_r0 (E_T/E_0 − 1) + Σ_i E_ri0 (E_iT/E_i0 − E_T/E_0) + Σ_i (E_riT − E_ri0 E_iT/E_i0):
//           national growth, industry mix, regional effect. Mix and regional effect sum to 0 over the regions.
// Example   North 60 in software and 40 in farming, South 40 and 160; software 100 → 150, farming 200 → 180, shares constant: North
//           60·1.5 + 40·0.9 = 126; national 10, mix 16, regional 0. South 204: 20, −16, 0.
// Source    Dunn (1960), A statistical and analytical technique for regional analysis; Gerfin (1964) for the prognosis; Muth
//           (1960) for the smoothing; shrinkage: regression/between_variance.hpp; the draws: own.
#pragma once

#include <dubao/labour/detail/regional_factor.hpp>
#include <dubao/labour/keyed_draws.hpp>

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::labour {

/// Draws and base table further apart than this factor in the first period are taken for different units.
inline constexpr double kUnitRatio = 5.0;

/// Employment by region × industry over consecutive periods; the last one is the base. Keys are kept ascending.
class RegionalHistory {
 public:
  /// counts: one matrix a period, regions × industries, ≥ 0; NaN = missing (the industry is then not used in that period; none in
  /// the last). breaks: first periods of new definitions. Throws InputError E-LAB-040 (no table), E-LAB-041 (shape or doubled key),
  /// E-LAB-042 (negative or infinite), E-LAB-043 (an industry without a complete base of positive sum); all problems at once.
  RegionalHistory(time::Period start, const std::vector<std::string>& regions,
                  const std::vector<std::string>& industries, const std::vector<Eigen::MatrixXd>& counts,
                  const std::vector<time::Period>& breaks = {})
      : shares_(start, industries, regions, checked(start, regions, industries, counts), breaks) {
    const std::vector<Index> rows = detail::sorted_order(regions);
    const std::vector<Index> columns = detail::sorted_order(industries);
    base_.resize(counts.back().rows(), counts.back().cols());
    for (Index r = 0; r < base_.rows(); ++r) {
      for (Index i = 0; i < base_.cols(); ++i) {
        base_(r, i) = counts.back()(rows[static_cast<std::size_t>(r)], columns[static_cast<std::size_t>(i)]);
      }
    }
  }

  [[nodiscard]] const std::vector<std::string>& regions() const noexcept { return shares_.occupations(); }
  [[nodiscard]] const std::vector<std::string>& industries() const noexcept { return shares_.industries(); }
  /// E_ri0, regions × industries.
  [[nodiscard]] const Eigen::MatrixXd& base() const noexcept { return base_; }
  /// The same table as shares of the regions in each industry.
  [[nodiscard]] const StaffingHistory& shares() const noexcept { return shares_; }

 private:
  /// The counts industries × regions, after all checks.
  [[nodiscard]] static std::vector<Eigen::MatrixXd> checked(time::Period start,
                                                            const std::vector<std::string>& regions,
                                                            const std::vector<std::string>& industries,
                                                            const std::vector<Eigen::MatrixXd>& counts) {
    if (counts.empty() || regions.empty() || industries.empty()) {
      throw InputError("E-LAB-040", "table", "there is no table of employment by region × industry",
                       "give it for at least one year (columns region, industry, period, value); no forecast "
                       "of regions is "
                       "made from margins");
    }
    Problems problems;
    const auto doubled = [&problems](const std::vector<std::string>& keys, const char* argument) {
      std::set<std::string> seen;
      for (const std::string& key : keys) {
        problems.add_if(!seen.insert(key).second,
                        {"E-LAB-041", argument, "the key stands twice",
                         "give every region one row and every industry one column", key, ""});
      }
    };
    doubled(regions, "regions");
    doubled(industries, "industries");
    std::vector<Eigen::MatrixXd> out;
    for (std::size_t t = 0; t < counts.size(); ++t) {
      const std::string period = (start + static_cast<Index>(t)).to_string();
      const bool fits = counts[t].rows() == static_cast<Index>(regions.size()) &&
                        counts[t].cols() == static_cast<Index>(industries.size());
      problems.add_if(!fits, {"E-LAB-041", "table",
                              std::to_string(counts[t].rows()) + " × " + std::to_string(counts[t].cols()) +
                                  " cells where " + std::to_string(regions.size()) + " × " +
                                  std::to_string(industries.size()) + " are expected",
                              "give one row a region and one column an industry", "", period});
      if (!fits) continue;
      check_cells(regions, industries, counts[t], period, t + 1 == counts.size(), problems);
      out.emplace_back(counts[t].transpose());
    }
    problems.throw_if_any();
    return out;
  }

  static void check_cells(const std::vector<std::string>& regions, const std::vector<std::string>& industries,
                          const Eigen::MatrixXd& counts, const std::string& period, bool is_base,
                          Problems& problems) {
    for (Index i = 0; i < counts.cols(); ++i) {
      const std::string& industry = industries[static_cast<std::size_t>(i)];
      for (Index r = 0; r < counts.rows(); ++r) {
        const std::string cell = regions[static_cast<std::size_t>(r)] + " × " + industry;
        const double count = counts(r, i);
        problems.add_if(count < 0.0 || std::isinf(count),
                        {"E-LAB-042", "table", std::to_string(count) + " is not a number of persons",
                         "give a finite number ≥ 0, NaN where unknown", cell, period});
        problems.add_if(is_base && std::isnan(count),
                        {"E-LAB-043", "table", "the base period has no value here",
                         "give the base table complete, 0 where nobody works", cell, period});
      }
      problems.add_if(is_base && counts.col(i).sum() == 0.0,
                      {"E-LAB-043", "table", "no region has anybody in the industry at the base",
                       "leave the industry out of table and forecast", industry, period});
    }
  }

  StaffingHistory shares_;
  Eigen::MatrixXd base_;
};

struct ShiftShareOptions {
  RegionalFactor factor = RegionalFactor::kDamped;
  double damping = 0.9;     ///< φ in (0, 1]; own default, to be chosen by back-test
  Index minimum_years = 5;  ///< usable periods below which an industry keeps its shares (damped), ≥ 3
  double smoothing = 0.0;   ///< α of the level (damped): weight of the base year, in (0, 1]; 0: estimated
  Index last_periods = 0;   ///< w of the last growth; 0: as long as the horizon, or as the history
  bool uncertain = true;    ///< whether factors are drawn; false: the nation's uncertainty only
  bool keep_cells = false;  ///< whether E_riT is returned: regions × industries × draws × horizon numbers
  std::uint64_t seed = 1;
};

/// Keys ascending; every part has the paths, horizon, first period and target of the national draws.
struct ShiftShare {
  KeyedDraws employment;       ///< E_rT
  KeyedDraws national_growth;  ///< E_r0 (E_T/E_0 − 1)
  KeyedDraws industry_mix;     ///< Σ_i E_ri0 (E_iT/E_i0 − E_T/E_0)
  KeyedDraws regional_effect;  ///< Σ_i (E_riT − E_ri0 E_iT/E_i0)
  Eigen::VectorXd base;        ///< E_r0
  std::vector<std::string> regions;
  std::vector<std::string> industries;
  std::vector<data::DrawMatrix> cells;  ///< region-major, empty unless kept
  detail::Persistence persistence;      ///< of yearly changes; as if all of them stayed unless damped
  double shrinkage = 0.0;               ///< mean k of the damped slopes; 1 keeps, 0 drops them
  std::vector<std::string> notes;
};

namespace detail {

inline void check_shift_share(const KeyedDraws& national, const RegionalHistory& history,
                              const ShiftShareOptions& options) {
  Problems problems;
  problems.add_if(!(options.damping > 0.0 && options.damping <= 1.0),
                  {"E-LAB-045", "damping", std::to_string(options.damping) + " is outside (0, 1]",
                   "1 keeps the trend, 0.9 lets it fade", "", ""});
  problems.add_if(!(options.smoothing >= 0.0 && options.smoothing <= 1.0),
                  {"E-LAB-045", "smoothing", std::to_string(options.smoothing) + " is outside [0, 1]",
                   "1 takes the base year as it is, 0 estimates the weight", "", ""});
  problems.add_if(
      options.minimum_years < 3 || options.last_periods < 0,
      {"E-LAB-045", "minimum_years, last_periods", "less than 3 years, or a negative number of periods",
       "a slope with an error needs at least 3 years", "", ""});
  for (const std::string& industry : history.industries()) {
    problems.add_if(!national.contains(industry), {"E-LAB-044", "national", "the industry has no forecast",
                                                   "give its draws", industry, ""});
  }
  for (const auto& [key, draws] : national) {
    problems.add_if(position_of(history.industries(), key) < 0,
                    {"E-LAB-044", "table", "the industry is forecast but not in the table",
                     "add it to the table, or leave it out of both", key, ""});
    problems.add_if((draws.paths().array() < 0.0).any(),
                    {"E-LAB-044", "national", "a path is negative",
                     "forecast employment as a positive quantity", key, ""});
  }
  problems.throw_if_any();
  if (national.start() < history.shares().end()) {
    throw InputError("E-LAB-044", "national",
                     "the forecast begins in " + national.start().to_string() + ", before the base " +
                         (history.shares().end() - 1).to_string() + " is over",
                     "give a base table of a period before the forecast");
  }
  double first = 0.0;
  for (const auto& [key, draws] : national) first += draws.mean(0);
  const double ratio = first / history.base().sum();
  if (!(ratio < kUnitRatio && ratio > 1.0 / kUnitRatio)) {
    throw InputError("E-LAB-044", "national",
                     "the nation's first period is " + std::to_string(ratio) + " times the table's base",
                     "give both in one unit and scope");
  }
}

[[nodiscard]] inline std::vector<RegionalTrend> regional_trends(const RegionalHistory& history, Index horizon,
                                                                const ShiftShareOptions& options,
                                                                ShiftShare& out) {
  const StaffingHistory& shares = history.shares();
  std::vector<RegionalTrend> trends;
  const bool damped = options.factor == RegionalFactor::kDamped;
  // Without a trend the changes themselves are the residuals: fewest years beyond any history.
  const Index least = damped ? options.minimum_years : std::numeric_limits<Index>::max();
  const std::vector<IndustryTrend> fits = fit_trends(shares, least);
  if (damped) {
    out.persistence = options.smoothing > 0.0 ? Persistence::of(options.smoothing)
                                              : persistence(fits, history.base().transpose());
  }
  Index short_industries = 0;
  Index without_spread = 0;
  for (Index i = 0; i < static_cast<Index>(shares.industries().size()); ++i) {
    const IndustryTrend& fit = fits[static_cast<std::size_t>(i)];
    const Eigen::VectorXd level = smoothed_level(shares, i, fit.slope, out.persistence.smoothing);
    trends.push_back(kept_regions(fit, level, shares.shares(i, shares.periods() - 1)));
    if (damped && !fit.trended) ++short_industries;
    if (fit.residuals.isZero(0.0)) ++without_spread;
    if (options.factor == RegionalFactor::kLast) {
      const Index window = options.last_periods > 0 ? options.last_periods : horizon;
      set_last_growth(shares, i, window, trends.back());
    }
  }
  if (damped) out.shrinkage = shrink_slopes(trends);
  if (short_industries > 0) {
    out.notes.push_back(std::to_string(short_industries) + " industries have fewer than " +
                        std::to_string(least) + " usable periods: their regional shares keep the base");
  }
  if (options.uncertain && without_spread > 0) {
    out.notes.push_back(
        std::to_string(without_spread) +
        " industries have no changes to learn from: the uncertainty of their regional shares is not known "
        "and not in the draws");
  }
  return trends;
}

}  // namespace detail

/// Employment by region (see the banner).
/// national: draws by industry, ≥ 0, unit of the table, exactly its industries, from any period after the base; periods between
/// count as steps. Throws InputError E-LAB-044 (industries, period or unit differ), E-LAB-045 (option out of range).
/// Cost O(draws · horizon · cells · history). Path d depends on (seed, d) and the nation's path d only.
[[nodiscard]] inline ShiftShare shift_share(const KeyedDraws& national, const RegionalHistory& history,
                                            const ShiftShareOptions& options = {}) {
  detail::check_shift_share(national, history, options);
  const Index n_draws = national.paths();
  const Index horizon = national.horizon();
  const auto gap = static_cast<Index>(national.start() - history.shares().end());
  const auto n_regions = static_cast<Index>(history.regions().size());
  const auto n_industries = static_cast<Index>(history.industries().size());
  ShiftShare out;
  out.regions = history.regions();
  out.industries = history.industries();
  out.base = history.base().rowwise().sum();
  const std::vector<detail::RegionalTrend> trends =
      detail::regional_trends(history, horizon + gap, options, out);
  const double damping = options.factor == RegionalFactor::kDamped ? options.damping : 1.0;
  const Eigen::RowVectorXd base_industry = history.base().colwise().sum();
  const double base_total = base_industry.sum();
  std::vector<const data::DrawMatrix*> paths;
  for (const auto& [key, draws] : national) paths.push_back(&draws.paths());

  // Four figures a region: employment, national growth, industry mix, regional effect.
  std::vector<data::DrawMatrix> found(static_cast<std::size_t>(4 * n_regions),
                                      data::DrawMatrix::Zero(n_draws, horizon));
  const auto figure = [&](Index what, Index r) -> data::DrawMatrix& {
    return found[static_cast<std::size_t>(what * n_regions + r)];
  };
  if (options.keep_cells) {
    out.cells.assign(static_cast<std::size_t>(n_regions * n_industries),
                     data::DrawMatrix::Zero(n_draws, horizon));
  }
  const std::uint64_t key = data::hash_key("labour.shift_share");
  const Index periods = history.shares().periods();
  const Index steps = horizon + gap;
  const bool survey = national.target() == data::Target::kSurvey;
  // Column 0: slope; 1 … steps: innovations; then the level at the base; then the noise of each period.
  Eigen::MatrixXd shocks = Eigen::MatrixXd::Zero(periods, 2 * steps + 2);
  std::vector<Eigen::MatrixXd> centres;
  centres.reserve(trends.size());
  for (const detail::RegionalTrend& trend : trends) {
    centres.push_back(options.uncertain
                          ? detail::half_variances(trend, out.persistence, damping, steps, survey)
                          : Eigen::MatrixXd(Eigen::MatrixXd::Zero(trend.slope.size(), steps)));
  }
  for (Index d = 0; d < n_draws; ++d) {
    double u = 0.5;
    if (options.uncertain) {
      data::RandomStream stream(options.seed, key, static_cast<std::uint64_t>(d));
      u = stream.uniform();
      for (Index h = 0; h < shocks.cols(); ++h) {
        for (Index t = 0; t < periods; ++t) shocks(t, h) = stream.normal();
      }
    }
    Eigen::RowVectorXd total = Eigen::RowVectorXd::Zero(horizon);
    for (const data::DrawMatrix* one : paths) total += one->row(d);
    for (Index i = 0; i < n_industries; ++i) {
      const detail::RegionalTrend& trend = trends[static_cast<std::size_t>(i)];
      const Eigen::RowVectorXd& employment = paths[static_cast<std::size_t>(i)]->row(d);
      const double scale = options.uncertain ? detail::scale_error(trend.degrees, u) : 1.0;
      const Eigen::MatrixXd moves = scale * (trend.residuals * shocks);
      const Eigen::VectorXd slope = trend.slope + trend.slope_error.cwiseProduct(moves.col(0));
      Eigen::VectorXd z = trend.level + out.persistence.level * moves.col(steps + 1);
      double fade = 1.0;
      for (Index step = 1; step <= steps; ++step) {
        fade *= damping;
        z += fade * slope + out.persistence.stays * moves.col(step);
        const Index h = step - gap - 1;
        if (h < 0) continue;
        Eigen::VectorXd seen = z - scale * scale * centres[static_cast<std::size_t>(i)].col(step - 1);
        if (survey) seen += out.persistence.yearly * moves.col(steps + 1 + step);
        const Eigen::VectorXd shares = detail::softmax(seen);
        for (Index k = 0; k < shares.size(); ++k) {
          const Index r = trend.regions[static_cast<std::size_t>(k)];
          const double cell = employment(h) * shares(k);
          const double base = history.base()(r, i);
          const double unchanged = base * (employment(h) / base_industry(i));
          figure(0, r)(d, h) += cell;
          figure(2, r)(d, h) += unchanged - base * (total(h) / base_total);
          figure(3, r)(d, h) += cell - unchanged;
          if (options.keep_cells) out.cells[static_cast<std::size_t>(r * n_industries + i)](d, h) = cell;
        }
      }
    }
    for (Index r = 0; r < n_regions; ++r) {
      figure(1, r).row(d) = out.base(r) * (total.array() / base_total - 1.0).matrix();
    }
  }
  const std::string unit = national.begin()->second.unit();
  KeyedDraws* parts[] = {&out.employment, &out.national_growth, &out.industry_mix, &out.regional_effect};
  for (Index what = 0; what < 4; ++what) {
    for (Index r = 0; r < n_regions; ++r) {
      const std::string& region = out.regions[static_cast<std::size_t>(r)];
      parts[what]->add(region,
                       data::Draws(national.start(), std::move(figure(what, r)), region, national.target())
                           .with_unit(unit));
    }
  }
  return out;
}

}  // namespace dubao::labour
